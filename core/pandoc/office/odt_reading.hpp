// An ODT prepared for Pandoc's reader, which knows no styles of it, no header rows and no spans of cells:
// what it loses is said by paragraphs that are only marks, and put back into its tree afterwards.
#pragma once

#include <string>

#include "base/result.hpp"
#include "pandoc/ast.hpp"

namespace taqrir::pandoc::office {

/// The file with marks, its fields and contents lists turned into plain words, text boxes into the flow. The
/// package has been judged before (input/office_package.hpp). Errors: its text is no XML, or nested too
/// deeply.
Result<std::string> with_marks(std::string_view odt, const std::string& shown);

/// Pandoc's tree of such a file: paragraphs in Divs with `custom-style` as of a DOCX that is read with
/// styles, quotations in BlockQuote, code in CodeBlock, tables with their heads and spans. No mark is left.
ast::Json without_marks(ast::Json tree);

}  // namespace taqrir::pandoc::office
