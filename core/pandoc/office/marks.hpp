// Marks by which the Converter tells the finishing of an office file what Pandoc's writers have no words for:
// processing instructions, `<?taqrir NAME key="value"?>`, which Pandoc passes on as raw text. None is left in
// a finished file.
//
//   open kind=KIND … close    what stands between is a "panel" (style=, title=yes), "contents" (depth=),
//                             "header", "footer", "first-footer" (moved there), or in another "language"
//                             (dir=)
//   table kind= cells= …      the next table: which of its cells are what (see TableMark)
//   anchor name=              a bookmark where the next block begins
//   page-break                the next block begins a page
//   align to=                 the next paragraph stands at the start (s), in the middle (c) or at the end (e)
//   blank-line                a line to write on, as wide as the text
//   rule style=               a paragraph without words, for the line that its style draws
//   field kind= … end         what stands between is a "sequence" (name=), a "reference" or "page" (target=),
//                             "page-number", "page-count"
//   number name= … end        a bookmark around the number of a heading, table or figure
//   description text=         of the next picture
//   tab                       a tabulator
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace taqrir::pandoc::office {

using Values = std::map<std::string, std::string>;

struct Mark {
  std::string name;
  Values values;

  std::string value(const std::string& key) const;  ///< empty when there is none
};

constexpr std::string_view kMarkTarget = "taqrir";

/// The processing instruction. Values may hold any text.
std::string text_of(const Mark& mark);
/// What stands after the target in such an instruction.
Mark mark_of(std::string_view content);

}  // namespace taqrir::pandoc::office
