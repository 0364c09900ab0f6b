// What a template has beyond a text: {{#if …}}, {{else}}, {{/if}}, {{#each …}}, {{/each}}, and filters behind
// a bar. A line that holds nothing else is a block of its own, which cmark-gfm is told by bytes that it takes
// for one: same length, so every place stays, and nothing but what the author wrote is ever parsed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "input/markdown/syntax.hpp"

namespace taqrir::input::markdown {

struct Directive {
  enum class Kind { if_, else_, end_if, each, end_each };
  Kind kind = Kind::if_;
  std::string argument;  ///< the condition, or the list

  bool opens() const { return kind == Kind::if_ || kind == Kind::each; }
  bool closes(const Directive& opening) const {
    return kind == (opening.kind == Kind::if_ ? Kind::end_if : Kind::end_each);
  }
  /// As it is written: “{{/if}}”.
  std::string text() const;
};

/// Of what stands between the braces; nullopt: it is a placeholder. "#for x" is none that is known: see
/// misspelt.
std::optional<Directive> directive_of(std::string_view payload);
/// What begins as a directive does and is none: "#iff x".
bool misspelt(std::string_view payload);

/// As parse(), of a template.
Tree parse_template(std::string_view text);

/// The text for the parser: lines that are directives as processing instructions of HTML (<?…?>), which begin
/// a block wherever they stand; within tables they are rows. Bars between braces are not those of a table.
std::string masked(std::string_view text);
/// Gives the nodes of the tree the signs that the author wrote.
void unmask(cmark_node* root);

/// Of a block that is a masked line: what stands between its braces.
std::optional<std::string> masked_line(cmark_node* node);
/// Of a table's row whose first cell is a placeholder, and the others empty.
std::optional<std::string> lone_placeholder(cmark_node* row);

}  // namespace taqrir::input::markdown
