#include "input/markdown/templates.hpp"

#include <algorithm>
#include <vector>

namespace taqrir::input::markdown {

namespace {

constexpr char kBar = '\x1F';  // in the place of a bar between braces

std::string_view stripped(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// The part of a line behind the marks of quotes and its indentation.
std::size_t begin_of_content(std::string_view line) {
  const auto at = line.find_first_not_of(" \t>");
  return at == std::string_view::npos ? line.size() : at;
}

/// What stands between the braces of a line that holds nothing else and is a directive.
std::string_view lone_directive(std::string_view line) {
  const auto text = stripped(line.substr(begin_of_content(line)));
  if (!text.starts_with("{{") || !text.ends_with("}}") || text.size() < 5) return {};
  const auto inner = text.substr(2, text.size() - 4);
  if (inner.find_first_of("{}") != std::string_view::npos) return {};
  const auto words = stripped(inner);
  return directive_of(words) || misspelt(words) ? words : std::string_view();
}

/// Line by line, what the parser is to see.
class Masker {
 public:
  explicit Masker(std::string_view text) : out_(text) {}

  std::string masked() && {
    for (std::size_t begin = 0; begin < out_.size();) {
      const auto end = std::min(out_.find('\n', begin), out_.size());
      line(begin, end);
      begin = end + 1;
    }
    return std::move(out_);
  }

 private:
  std::string_view view(std::size_t begin, std::size_t end) const {
    return std::string_view(out_).substr(begin, end - begin);
  }

  void line(std::size_t begin, std::size_t end) {
    const auto content = begin + begin_of_content(view(begin, end));
    if (fence(view(content, end))) return;
    const auto words = lone_directive(view(begin, end));
    if (words.empty()) {
      bars(begin, end);
      in_table_ = content < end && out_[content] == '|';
      return;
    }
    const auto directive = directive_of(words);
    const bool row = directive && !directive->opens() && !open_.empty() ? open_.back() : in_table_;
    if (directive && directive->opens()) open_.push_back(row);
    if (directive && !directive->opens() && directive->kind != Directive::Kind::else_ && !open_.empty())
      open_.pop_back();
    if (row) return bars(begin, end);
    in_table_ = false;
    const auto close = out_.rfind("}}", end);
    out_.replace(content, 2, "<?"), out_.replace(close, 2, "?>");
  }

  /// Whether the line is code, or begins or ends some.
  bool fence(std::string_view content) {
    const bool mark = content.starts_with("```") || content.starts_with("~~~");
    if (fence_.empty()) {
      if (mark) fence_ = content.substr(0, 3);
      return mark;
    }
    if (content.starts_with(fence_) &&
        stripped(content).find_first_not_of(fence_.front()) == std::string_view::npos)
      fence_.clear();
    return true;
  }

  void bars(std::size_t begin, std::size_t end) {
    for (auto open = out_.find("{{", begin); open < end; open = out_.find("{{", open + 2)) {
      const auto close = out_.find("}}", open + 2);
      if (close >= end) return;
      std::replace(out_.begin() + static_cast<std::ptrdiff_t>(open),
                   out_.begin() + static_cast<std::ptrdiff_t>(close), '|', kBar);
    }
  }

  std::string out_;
  std::string fence_;       // that is open
  bool in_table_ = false;   // the line before was a row
  std::vector<bool> open_;  // for each directive that is open, whether it is a row
};

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

}  // namespace

std::string Directive::text() const {
  switch (kind) {
    case Kind::if_: return "{{#if" + (argument.empty() ? "" : " " + argument) + "}}";
    case Kind::else_: return "{{else}}";
    case Kind::end_if: return "{{/if}}";
    case Kind::each: return "{{#each" + (argument.empty() ? "" : " " + argument) + "}}";
    case Kind::end_each: return "{{/each}}";
  }
  return {};
}

std::optional<Directive> directive_of(std::string_view payload) {
  const auto words = stripped(payload);
  const auto space = words.find_first_of(" \t");
  const auto head = words.substr(0, space);
  const auto rest = space == std::string_view::npos ? std::string_view() : stripped(words.substr(space));
  if (head == "#if") return Directive{Directive::Kind::if_, std::string(rest)};
  if (head == "#each") return Directive{Directive::Kind::each, std::string(rest)};
  if (words == "else") return Directive{Directive::Kind::else_, {}};
  if (words == "/if") return Directive{Directive::Kind::end_if, {}};
  if (words == "/each") return Directive{Directive::Kind::end_each, {}};
  return std::nullopt;
}

bool misspelt(std::string_view payload) {
  const auto words = stripped(payload);
  return !words.empty() && (words.front() == '#' || words.front() == '/') && !directive_of(words);
}

Tree parse_template(std::string_view text) {
  auto tree = parse(masked(text));
  unmask(tree.get());
  return tree;
}

std::string masked(std::string_view text) { return Masker(text).masked(); }

void unmask(cmark_node* root) {
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
  while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
    auto* node = cmark_iter_get_node(iterator.get());
    const char* literal = cmark_node_get_literal(node);
    std::string text = literal ? literal : "";
    if (text.find(kBar) == std::string::npos) continue;
    std::replace(text.begin(), text.end(), kBar, '|');
    cmark_node_set_literal(node, text.c_str());
  }
}

std::optional<std::string> masked_line(cmark_node* node) {
  if (kind_of(node) != Kind::html_block) return std::nullopt;
  const auto text = stripped(cmark_node_get_literal(node));
  if (!text.starts_with("<?") || !text.ends_with("?>")) return std::nullopt;
  return std::string(stripped(text.substr(2, text.size() - 4)));
}

std::optional<std::string> lone_placeholder(cmark_node* row) {
  auto* cell = cmark_node_first_child(row);
  auto* first = cell ? cmark_node_first_child(cell) : nullptr;
  if (!first || cmark_node_next(first) || kind_of(first) != Kind::placeholder) return std::nullopt;
  for (cell = cmark_node_next(cell); cell; cell = cmark_node_next(cell))
    if (cmark_node_first_child(cell)) return std::nullopt;
  return payload(first);
}

}  // namespace taqrir::input::markdown
