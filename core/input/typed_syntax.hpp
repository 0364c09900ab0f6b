// What is typed in our syntax into a text of another program (Word, LibreOffice, …): [[references]], {{
// placeholders }} and
// {#anchors}, with the meaning and the messages that they have in Markdown.
#pragma once

#include "input/markdown.hpp"

namespace taqrir::input {

/// Binds them within each paragraph, heading, caption and cell, however the other program parted or dressed
/// them: marks in between, no-break spaces, curly quotes, a capital letter. A backslash before the first sign
/// leaves them as words. Messages stand at the block's place. Then languages are marked by script, as in
/// Markdown.
Diagnostics bind_typed_syntax(Blocks& blocks, const MarkdownOptions& options);

}  // namespace taqrir::input
