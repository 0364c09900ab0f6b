// Conditions and repetitions of templates, and what placeholders stand for. They are paired among the
// children of one node of the parsed tree: a stretch between two of them is read as often as the bindings
// say.
#include <cmark-gfm-core-extensions.h>

#include <algorithm>

#include "input/limits.hpp"
#include "input/markdown/reader.hpp"

namespace taqrir::input::markdown {

struct Reader::Branches {
  cmark_node* otherwise = nullptr;  // {{else}}
  cmark_node* end = nullptr;        // what closes; null: nothing does
};

namespace {

std::optional<std::string> placeholder_of(cmark_node* node) {
  if (kind_of(node) != Kind::placeholder) return std::nullopt;
  return std::string(payload(node));
}

/// Two lists with nothing but a directive between them are one.
void join_lists(Blocks& blocks, std::size_t at) {
  if (at == 0 || at >= blocks.size()) return;
  auto* before = std::get_if<List>(&blocks[at - 1].content);
  auto* after = std::get_if<List>(&blocks[at].content);
  if (!before || !after || before->ordered != after->ordered) return;
  before->tight = before->tight && after->tight;
  std::move(after->items.begin(), after->items.end(), std::back_inserter(before->items));
  blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(at));
}

void name_values(Inlines& inlines, const std::string& name) {
  for (auto& one : inlines)
    if (auto* text = std::get_if<Text>(&one.content); text && text->value_of.empty()) text->value_of = name;
}

/// "activity.title" of "activity.title | upper".
std::string name_in(std::string_view placeholder) {
  placeholder = placeholder.substr(0, placeholder.find('|'));
  return std::string(placeholder.substr(0, placeholder.find_last_not_of(" \t") + 1));
}

}  // namespace

// ---------------------------------------------------------------- pairs

/// Among the siblings behind `opening`. `told`: what stands between the braces of a sibling that is a
/// directive.
Reader::Branches Reader::branches(cmark_node* opening, const Directive& directive, cmark_node* end,
                                  Told told) {
  Branches found;
  std::vector<Directive> open{directive};
  for (auto* node = cmark_node_next(opening); node && node != end; node = cmark_node_next(node)) {
    const auto words = told(node);
    const auto one = words ? directive_of(*words) : std::nullopt;
    if (!one) continue;
    if (one->opens()) {
      open.push_back(*one);
    } else if (one->kind == Directive::Kind::else_) {
      if (open.size() == 1 && !found.otherwise) found.otherwise = node;
    } else if (one->closes(open.back())) {
      open.pop_back();
      if (open.empty()) return found.end = node, found;
    }
  }
  return found;
}

/// Reads what a directive governs and gives the last node that is done with.
cmark_node* Reader::directed(cmark_node* node, const std::string& payload, cmark_node* end, const Span& span,
                             Told told, const ReadRange& read) {
  const auto directive = directive_of(payload);
  if (!directive) {
    report(hinted(error(span, "“{}” is nothing that a template knows", {"{{" + payload + "}}"}),
                  "write #if, #each, else, /if or /each between the braces"));
    return node;
  }
  if (!directive->opens()) {
    report(hinted(error(span, "“{}” closes nothing here", {directive->text()}),
                  "what it closes opens before it, in the same list, quote, cell or paragraph"));
    return node;
  }
  const auto found = branches(node, *directive, end, told);
  if (!found.end) {
    report(hinted(error(span, "“{}” is not closed", {directive->text()}),
                  "write {} where it ends, in the same list, quote, cell or paragraph",
                  {directive->kind == Directive::Kind::if_ ? "{{/if}}" : "{{/each}}"}));
    return node;
  }
  if (directive->argument.empty())
    report(hinted(error(span, "“{}” says not what it asks", {directive->text()}),
                  "write {{#if decisions}} or {{#each decisions}}"));
  else if (directive->kind == Directive::Kind::if_)
    choose(*directive, span, found, node, read);
  else
    repeat(*directive, span, found, node, read);
  return found.end;
}

void Reader::choose(const Directive& directive, const Span& span, const Branches& found, cmark_node* node,
                    const ReadRange& read) {
  auto holds = bindings_->holds(directive.argument, span);
  if (!holds)
    for (auto& d : holds.error()) report(std::move(d));
  const bool both = bindings_->rehearses();
  auto* middle = found.otherwise ? found.otherwise : found.end;
  if (both || (holds && *holds)) read(cmark_node_next(node), middle);
  if (found.otherwise && (both || (holds && !*holds))) read(cmark_node_next(found.otherwise), found.end);
}

void Reader::repeat(const Directive& directive, const Span& span, const Branches& found, cmark_node* node,
                    const ReadRange& read) {
  auto all = bindings_->each(directive.argument, span);
  if (!all) {
    for (auto& d : all.error()) report(std::move(d));
    return;
  }
  auto* middle = found.otherwise ? found.otherwise : found.end;
  const auto* outer = bindings_;
  const Places before = places_;
  const int level = last_level_;
  for (const auto& one : *all) {
    if (++repeats_ > kMostRepeats) {
      report(error(span, "more than {} repetitions in one text", {std::to_string(kMostRepeats)}));
      break;
    }
    places_ = before, last_level_ = level;
    bindings_ = one.get();
    read(cmark_node_next(node), middle);
  }
  bindings_ = outer;
  if (found.otherwise && (all->empty() || bindings_->rehearses()))
    read(cmark_node_next(found.otherwise), found.end);
}

// ---------------------------------------------------------------- blocks

/// From the braces to the braces of a line that holds nothing else.
Span Reader::span_of_line(cmark_node* node) {
  Span span = places_.block(node);
  if (!span.file || origin_.fixed) return span;
  const auto line = span.file->line(span.line);
  const auto open = line.find("{{"), close = line.rfind("}}");
  if (open == std::string_view::npos || close == std::string_view::npos) return span;
  span.column = column_of_byte(line, open);
  span.end_column = column_of_byte(line, close + 2);
  return span;
}

void Reader::sequence(cmark_node* from, cmark_node* end, std::vector<Division>& open) {
  std::optional<std::size_t> joint;
  for (auto* node = from; node && node != end; node = cmark_node_next(node)) {
    const auto level = open.size();
    const auto words = bindings_ ? masked_line(node) : std::nullopt;
    if (words && (directive_of(*words) || misspelt(*words))) {
      node = directed(node, *words, end, span_of_line(node), masked_line,
                      [&](cmark_node* begin, cmark_node* stop) {
                        const auto at = open.back().content.size();
                        const auto depth = open.size();
                        sequence(begin, stop, open);
                        if (open.size() == depth) join_lists(open.back().content, at);
                      });
      joint = open.back().content.size();
      continue;
    }
    block(node, open);
    if (joint && open.size() == level) join_lists(open.back().content, *joint);
    joint.reset();
  }
}

/// A paragraph that is one placeholder which stands for blocks.
bool Reader::bound_blocks(cmark_node* paragraph, Blocks& out) {
  auto* node = cmark_node_first_child(paragraph);
  if (!node || cmark_node_next(node) || kind_of(node) != Kind::placeholder) return false;
  const std::string words = payload(node);
  const int level = std::clamp(last_level_ + shift_ + 1, 1, 6);
  auto blocks = bindings_->blocks(words, span_of_line(paragraph), level);
  if (!blocks) return false;
  if (!*blocks)
    for (auto& d : blocks->error()) report(std::move(d));
  else
    std::move((*blocks)->begin(), (*blocks)->end(), std::back_inserter(out));
  return true;
}

// ---------------------------------------------------------------- rows of tables

void Reader::row_sequence(cmark_node* from, cmark_node* end, DataTable& table) {
  for (auto* line = from; line && line != end; line = cmark_node_next(line)) {
    const auto words = bindings_ ? lone_placeholder(line) : std::nullopt;
    if (words && (directive_of(*words) || misspelt(*words))) {
      line = directed(line, *words, end, span_of_line(line), lone_placeholder,
                      [&](cmark_node* begin, cmark_node* stop) { row_sequence(begin, stop, table); });
      continue;
    }
    auto cells = row(line, table.columns.size());
    const bool header = cmark_gfm_extensions_get_table_row_is_header(line) != 0;
    (header ? table.header : table.rows).push_back(std::move(cells));
  }
}

// ---------------------------------------------------------------- inlines

void Reader::inline_sequence(cmark_node* from, cmark_node* end, std::vector<OpenTag>& open) {
  for (auto* node = from; node && node != end; node = cmark_node_next(node)) {
    const auto words = bindings_ ? placeholder_of(node) : std::nullopt;
    if (words && (directive_of(*words) || misspelt(*words))) {
      const Span span = places_.up_to(span_of(node, "{{"), "}}");
      node = directed(node, *words, end, span, placeholder_of,
                      [&](cmark_node* begin, cmark_node* stop) { inline_sequence(begin, stop, open); });
    } else {
      inline_(node, open);
    }
  }
}

void Reader::bound_value(cmark_node* node, Inlines& out) {
  const std::string words = payload(node);
  const Span span = places_.up_to(span_of(node, "{{"), "}}");
  auto value = bindings_->value(words, span);
  if (!value) {
    for (auto& d : value.error()) report(std::move(d));
    return;
  }
  name_values(*value, name_in(words));
  for (auto& one : *value) {
    if (!one.span) one.span = span;
    out.push_back(std::move(one));
  }
}

}  // namespace taqrir::input::markdown
