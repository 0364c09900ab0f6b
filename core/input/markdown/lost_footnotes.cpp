// cmark-gfm drops the definitions of footnotes that nothing refers to, and of two with one name the second.
#include <algorithm>
#include <set>

#include "input/markdown/reader.hpp"

namespace taqrir::input::markdown {

namespace {

struct Definition {
  std::uint32_t line = 0;
  std::string name;  ///< in lower case
  bool read = false;
};

// The name in `[^name]:` at the begin of a line, perhaps within a quote; empty for other lines.
std::string name_of(std::string_view line) {
  const auto begin = line.find_first_not_of(" >");
  if (begin == std::string_view::npos || begin > 3 || line.substr(begin, 2) != "[^") return {};
  const auto end = line.find_first_of("] \t[", begin + 2);
  if (end == std::string_view::npos || line.substr(end, 2) != "]:") return {};
  std::string out(line.substr(begin + 2, end - begin - 2));
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// Lines whose text is in the tree: those of the blocks that hold text, and where definitions begin.
std::set<int> lines_read(cmark_node* root, const std::set<int>& asked) {
  std::set<int> out;
  cmark_iter* walk = cmark_iter_new(root);
  while (cmark_iter_next(walk) != CMARK_EVENT_DONE) {
    auto* node = cmark_iter_get_node(walk);
    const auto kind = kind_of(node);
    const int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
    const bool text = kind == Kind::paragraph || kind == Kind::heading || kind == Kind::code_block ||
                      kind == Kind::html_block || kind == Kind::table;
    if (kind == Kind::footnote_definition) out.insert(first);
    if (text) out.insert(asked.lower_bound(first), asked.upper_bound(std::max(first, last)));
  }
  cmark_iter_free(walk);
  return out;
}

}  // namespace

void Reader::warn_of_lost_definitions(cmark_node* root) {
  if (!origin_.file || origin_.fixed || origin_.file->text().find("[^") == std::string::npos) return;
  std::vector<Definition> all;
  std::set<int> asked;
  const auto& text = origin_.file->text();
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  for (auto line = origin_.line; line <= lines; ++line)
    if (auto name = name_of(origin_.file->line(line)); !name.empty()) {
      all.push_back({line, std::move(name), false});
      asked.insert(static_cast<int>(line - origin_.line + 1));
    }
  if (all.empty()) return;
  const auto read = lines_read(root, asked);
  std::map<std::string, std::uint32_t> kept;
  for (auto& definition : all) {
    definition.read = read.count(static_cast<int>(definition.line - origin_.line + 1)) > 0;
    if (definition.read) kept.emplace(definition.name, definition.line);
  }
  for (const auto& definition : all) {
    if (definition.read) continue;
    const Span span{origin_.file, definition.line, 1, 0};
    const auto other = kept.find(definition.name);
    report(
        other == kept.end()
            ? hinted(warning(span, "nothing refers to the footnote [^{}]: its text is left out",
                             {definition.name}),
                     "write [^{}] where it belongs, or remove it", {definition.name})
            : hinted(warning(span, "the footnote [^{}] has its text at line {} already: this one is left out",
                             {definition.name, std::to_string(other->second)}),
                     "give it another name"));
  }
}

}  // namespace taqrir::input::markdown
