// cmark-gfm with our own syntax extension: [[references]], {{ placeholders }} and {#anchors} become nodes
// of the tree while it is parsed, so that backslash escapes and code keep their meaning.
#pragma once

#include <cmark-gfm.h>

#include <memory>
#include <string_view>

namespace taqrir::input::markdown {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

/// The document's tree. Safe for several threads (cmark-gfm's tables are global: calls take turns).
/// Source columns count bytes from 1.
Tree parse(std::string_view text);

enum class Kind {
  other,
  document,
  quote,
  list,
  item,
  code_block,
  html_block,
  paragraph,
  heading,
  rule,
  footnote_definition,
  table,
  table_row,
  table_cell,
  text,
  soft_break,
  hard_break,
  code,
  html,
  emphasis,
  strong,
  strikethrough,
  link,
  image,
  footnote_reference,
  reference,  ///< [[…]]: the payload is what stands between the brackets, which stay in the texts beside it
  placeholder,  ///< {{ name }}: the payload is the name
  anchor        ///< {#id} at the end of a block: the payload is the id
};

Kind kind_of(cmark_node* node);
/// The payload of reference, placeholder and anchor; null for others.
const char* payload(cmark_node* node);

struct Position {
  int line = 0, column = 0;  ///< from 1, in bytes; 0: unknown
};
/// Where an inline begins, as far as cmark-gfm knows.
Position begin_of(cmark_node* node);

bool is_task(cmark_node* item);

}  // namespace taqrir::input::markdown
