#include "model/dump.hpp"

#include <array>
#include <charconv>

#include "model/shapes.hpp"

namespace taqrir {

namespace {

/// With the fewest digits that say it, whatever the process's locale.
std::string number(double value) {
  std::array<char, 400> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  return {digits.data(), end.ptr};
}

void append_escaped(std::string& to, std::string_view text, std::string_view marks) {
  for (const char c : text) {
    if (c == '\n') {
      to += "\\n";
      continue;
    }
    if (marks.find(c) != std::string_view::npos) to += '\\';
    to += c;
  }
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  append_escaped(out, text, "\"\\");
  return out + '"';
}

// ---------------------------------------------------------------- inlines

/// Inlines on one line, marked as in Markdown; notes are called [^1] and kept for the lines below.
class InlineLine {
 public:
  std::string text;
  std::vector<const Footnote*> notes;

  void add(const Inlines& inlines) {
    for (const auto& in : inlines) std::visit([&](const auto& node) { one(node); }, in.content);
  }

 private:
  void wrapped(const char* open, const Inlines& content, const std::string& close) {
    text += open;
    add(content);
    text += close;
  }
  void one(const Text& n) { append_escaped(text, n.text, "*_`[]{}^~\\"); }
  void one(const SoftBreak&) { text += "↵"; }
  void one(const HardBreak&) { text += "⏎"; }
  void one(const Emphasis& n) { wrapped("*", n.content, "*"); }
  void one(const Strong& n) { wrapped("**", n.content, "**"); }
  void one(const Strikethrough& n) { wrapped("~~", n.content, "~~"); }
  void one(const Superscript& n) { wrapped("^", n.content, "^"); }
  void one(const Subscript& n) { wrapped("~", n.content, "~"); }
  void one(const CodeSpan& n) {
    text += '`';
    append_escaped(text, n.text, "`");
    text += '`';
  }
  void one(const Link& n) { wrapped("[", n.content, "](" + n.url + ")"); }
  void one(const CrossReference& n) { wrapped("[", n.content, "](#" + n.target + ")"); }
  void one(const PageReference& n) { text += (n.extent ? "[pages](#" : "[page](#") + n.target + ")"; }
  void one(const PieceReference& n) { text += "[" + n.label + "](piece:" + n.piece + ")"; }
  void one(const Footnote& n) {
    notes.push_back(&n);
    text += "[^" + std::to_string(notes.size()) + "]";
  }
  void one(const Image& n) {
    text += "![" + n.alt + "](" + n.file.path + ")";
    if (n.width) text += "{" + number(*n.width) + "pt}";
  }
  void one(const Insertion& n) { wrapped("++", n.content, "++"); }
  void one(const Blank& n) {
    text += "____{" + number(n.width) + "pt" + (n.label.empty() ? "" : " " + quoted(n.label)) + "}";
  }
  void one(const LanguageSpan& n) { wrapped(("{" + n.language + ": ").c_str(), n.content, "}"); }
};

std::string marked(const Image& image) {
  InlineLine line;
  line.add({{image, {}}});
  return line.text;
}

// ---------------------------------------------------------------- one node's own line

/// The members that fit on the node's line: ` key=value`, and the text of `content` after a colon.
template <class T>
struct LineFields {
  const T& node;
  std::string line;
  std::string tail;

  template <class M>
  void must(std::string_view key, M T::*member, std::string_view, Range = {}) {
    add(key, node.*member);
  }
  template <class M>
  void may(std::string_view key, M T::*member, std::string_view, Range = {}) {
    static const T kFresh{};
    if (!is_default(node.*member, kFresh.*member)) add(key, node.*member);
  }
  void place(std::string_view, Span T::*) {}

 private:
  void pair(std::string_view key, const std::string& value) { line += " " + std::string(key) + "=" + value; }

  void add(std::string_view key, const std::string& value) { pair(key, quoted(value)); }
  void add(std::string_view key, bool value) { pair(key, value ? "true" : "false"); }
  void add(std::string_view key, int value) { pair(key, std::to_string(value)); }
  void add(std::string_view key, std::size_t value) { pair(key, std::to_string(value)); }
  void add(std::string_view key, double value) { pair(key, number(value)); }
  void add(std::string_view key, const Date& value) { pair(key, iso(value)); }
  void add(std::string_view key, const FileRef& value) { pair(key, quoted(value.path)); }
  void add(std::string_view key, const Image& value) { pair(key, marked(value)); }
  template <class E>
  requires std::is_enum_v<E>
  void add(std::string_view key, const E& value) {
    pair(key, std::string(Names<E>::kAll.at(static_cast<std::size_t>(value))));
  }
  template <class M>
  void add(std::string_view key, const std::optional<M>& value) {
    if (value) add(key, *value);
  }
  void add(std::string_view key, const Inlines& inlines) {
    if (key != "content") return;
    InlineLine text;
    text.add(inlines);
    tail = ": " + text.text;
  }
  void add(std::string_view key, const std::vector<std::string>& all) {
    list(key, all, [](const std::string& one) { return quoted(one); });
  }
  void add(std::string_view key, const std::vector<std::optional<double>>& all) {
    list(key, all, [](const std::optional<double>& one) { return one ? number(*one) : "-"; });
  }
  void add(std::string_view key, const std::vector<TableColumn>& all) {
    list(key, all, [](const TableColumn& column) {
      std::string out(Names<Alignment>::kAll.at(static_cast<std::size_t>(column.alignment)));
      return column.width ? out + ":" + number(*column.width) : out;
    });
  }
  template <class M>
  void add(std::string_view, const M&) {}  // stands on lines below

  template <class All, class Text>
  void list(std::string_view key, const All& all, Text text) {
    std::string out;
    for (const auto& one : all) out += (out.empty() ? "" : ",") + text(one);
    pair(key, out);
  }
};

// ---------------------------------------------------------------- all lines

class Dumper {
 public:
  explicit Dumper(bool with_places) : with_places_(with_places) {}

  /// A node's line, and its children two spaces deeper.
  template <class T>
  void node(const std::string& head, const T& node, int depth) {
    LineFields<T> own{node, head, {}};
    Shape<T>::fields(own);
    if constexpr (std::is_same_v<T, TableCell> || std::is_same_v<T, ListItem>)
      if (const auto* text = sole_text(node.content)) return line(own.line, *text, depth);
    put(own.line + own.tail, depth);
    Below<T> below{*this, node, depth + 1};
    Shape<T>::fields(below);
  }

  std::string out;

 private:
  template <class T>
  struct Below {
    Dumper& dumper;
    const T& node;
    int depth;

    template <class M>
    void must(std::string_view key, M T::*member, std::string_view, Range = {}) {
      dumper.below(std::string(key), node.*member, depth);
    }
    template <class M>
    void may(std::string_view key, M T::*member, std::string_view, Range = {}) {
      dumper.below(std::string(key), node.*member, depth);
    }
    void place(std::string_view, Span T::*) {}
  };

  void put(const std::string& line, int depth) {
    out.append(static_cast<std::size_t>(depth) * 2, ' ');
    out += line + "\n";
  }

  /// The text of a cell or an item that is one plain paragraph and nothing else.
  const Inlines* sole_text(const Blocks& blocks) const {
    if (blocks.size() != 1 || !blocks[0].id.empty() || !blocks[0].language.empty()) return nullptr;
    const auto* paragraph = std::get_if<Paragraph>(&blocks[0].content);
    const bool is_plain = paragraph && paragraph->role == Paragraph::Role::body && !paragraph->alignment;
    return is_plain && !(with_places_ && blocks[0].span) ? &paragraph->content : nullptr;
  }

  void line(const std::string& head, const Inlines& inlines, int depth) {
    InlineLine line;
    line.add(inlines);
    put(head + ": " + line.text, depth);
    notes(line, depth + 1);
  }

  void notes(const InlineLine& line, int depth) {
    for (std::size_t i = 0; i < line.notes.size(); ++i) {
      put("note " + std::to_string(i + 1), depth);
      below("content", line.notes[i]->content, depth + 1);
    }
  }

  void below(const std::string& key, const Inlines& inlines, int depth) {
    if (key != "content") {
      if (!inlines.empty()) line(key, inlines, depth);
      return;
    }
    InlineLine own;  // its text stands on the node's line already
    own.add(inlines);
    notes(own, depth);
  }

  void below(const std::string&, const Blocks& blocks, int depth) {
    for (const auto& one : blocks)
      std::visit([&](const auto& content) { node(head(one, content), content, depth); }, one.content);
  }

  template <class T>
  std::string head(const Block& block, const T&) const {
    std::string line(Shape<T>::kName);
    if (!block.id.empty()) line += " #" + block.id;
    if (!block.language.empty()) line += " [" + block.language + "]";
    if (with_places_ && block.span)
      line += " @" + std::to_string(block.span.line) + ":" + std::to_string(block.span.column);
    return line;
  }

  void below(const std::string& key, const std::vector<TableRow>& rows, int depth) {
    for (const auto& row : rows) {
      put(key == "header" ? "header-row" : "row", depth);
      for (const auto& cell : row) node("cell", cell, depth + 1);
    }
  }

  void below(const std::string& key, const Furniture& furniture, int depth) {
    const auto before = out.size();
    node(key, furniture, depth);
    if (out.substr(before) == std::string(static_cast<std::size_t>(depth) * 2, ' ') + key + "\n")
      out.resize(before);
  }
  void below(const std::string& key, const FurnitureCell& cell, int depth) {
    if (!cell.logos.empty() || !cell.lines.empty()) node(key, cell, depth);
  }

  template <class M>
  requires requires { Shape<M>::kName; }
  void below(const std::string&, const std::vector<M>& all, int depth) {
    if constexpr (!std::is_same_v<M, TableColumn>)
      for (const auto& one : all) node(std::string(Shape<M>::kName), one, depth);
  }
  template <class M>
  void below(const std::string&, const M&, int) {}  // stands on the node's own line

  bool with_places_;
};

}  // namespace

std::string dump(const Document& document, bool with_places) {
  Dumper dumper(with_places);
  dumper.node("document", document, 0);
  return std::move(dumper.out);
}

}  // namespace taqrir
