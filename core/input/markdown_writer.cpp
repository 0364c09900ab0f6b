#include "input/markdown_writer.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "base/unicode.hpp"
#include "input/markdown/scripts.hpp"
#include "model/walk.hpp"

namespace taqrir::input {

namespace {

constexpr char kKept = '\x1F';  // a space at which no line may end

using Lines = std::vector<std::string>;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80); }

std::string with_kept_spaces(std::string text) {
  std::replace(text.begin(), text.end(), ' ', kKept);
  return text;
}

// ---------------------------------------------------------------- signs

// An entity of HTML: “&amp;”, “&#233;”.
bool begins_entity(std::string_view text) {
  std::size_t i = 1;
  while (i < text.size() && i < 34 && (is_word(text[i]) || text[i] == '#')) ++i;
  return i > 1 && i < text.size() && text[i] == ';';
}

/// Whether the sign at `i` would be read as markup.
bool is_markup(std::string_view text, std::size_t i) {
  const char c = text[i];
  const auto next = i + 1 < text.size() ? text[i + 1] : '\0';
  switch (c) {
    case '\\': return !is_word(next) && next != ' ';
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '~':
    case '@': return c != '@' || (i > 0 && is_word(text[i - 1]) && is_word(next));
    case '_': return i == 0 || !is_word(text[i - 1]) || !is_word(next);
    case '&': return begins_entity(text.substr(i));
    case '{': return next == '{' || next == '#';
    case ':': return text.substr(i).starts_with("://");
    case '.': return i >= 3 && text.substr(i - 3, 3) == "www";
    default: return false;
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_markup(text, i)) out += '\\';
    out += text[i] == '\n' ? ' ' : text[i];
  }
  return out;
}

/// Whether a line that begins with this word would be read as something else than a paragraph's.
bool begins_block(const std::string& word) {
  if (word.empty()) return false;
  if (std::string_view("#-+>:=|").find(word[0]) != std::string_view::npos) return true;
  if (word.starts_with("—") || word.starts_with("–")) return true;
  const auto digits = word.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string::npos && (word[digits] == '.' || word[digits] == ')');
}

/// The same at a paragraph's begin, where it has to be escaped.
std::string protected_begin(std::string text) {
  if (text.empty()) return text;
  const auto end = text.find(' ');
  const auto word = text.substr(0, end);
  const auto signs = word.find_first_not_of('#');
  const bool heading = word[0] == '#' && signs == std::string::npos && word.size() <= 6;
  const bool mark = word == "-" || word == "+" || word[0] == '>' || word == ":" || word[0] == '=' ||
                    word.find_first_not_of('-') == std::string::npos || word[0] == '|';
  if (heading || mark) return "\\" + text;
  const auto digits = word.find_first_not_of("0123456789");
  const bool number =
      digits != 0 && digits == word.size() - 1 && (word[digits] == '.' || word[digits] == ')');
  return number ? text.substr(0, digits) + "\\" + text.substr(digits) : text;
}

// ---------------------------------------------------------------- lines

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Words into lines of about `width` characters. A line end within is one that was asked for.
Lines filled(const std::string& text, std::size_t width) {
  Lines lines(1);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find_first_of(" \n", at), text.size());
    const auto word = text.substr(at, end - at);
    const bool fits = length_of(lines.back()) + 1 + length_of(word) <= width;
    if (lines.back().empty())
      lines.back() = word;
    else if (fits || begins_block(word) || word.empty())
      lines.back() += " " + word;
    else
      lines.push_back(word);
    if (end < text.size() && text[end] == '\n') lines.emplace_back();
    at = end + 1;
  }
  for (auto& line : lines) std::replace(line.begin(), line.end(), kKept, ' ');
  return lines;
}

// ---------------------------------------------------------------- the writer

class Writer {
 public:
  explicit Writer(const MarkdownStyle& style) : style_(style), language_(style.language) {}

  Lines blocks(const Blocks& all, std::size_t width) {
    Lines out;
    const Block* before = nullptr;
    for (const auto& block : all) {
      auto lines = block_lines(block, width);
      if (lines.empty()) continue;
      if (!out.empty()) out.emplace_back();
      if (before && are_two_lists(*before, block)) out.push_back("<!-- -->"), out.emplace_back();
      append(out, std::move(lines));
      if (depth_ == 0) append_notes(out);
      before = &block;
    }
    return out;
  }

 private:
  static void append(Lines& to, Lines more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  static bool are_two_lists(const Block& a, const Block& b) {
    const auto *one = std::get_if<List>(&a.content), *other = std::get_if<List>(&b.content);
    return one && other && one->ordered == other->ordered;
  }

  // ---- inlines

  std::string inlines(const Inlines& all) {
    std::string out;
    bool after_mark = false;
    for (const auto& in : all) {
      auto text = inline_text(in);
      const bool mark = std::holds_alternative<Emphasis>(in.content) ||
                        std::holds_alternative<Strong>(in.content) ||
                        std::holds_alternative<Strikethrough>(in.content);
      if (mark && after_mark && !out.empty() && out.back() != ' ') out += with_kept_spaces("<!-- -->");
      after_mark = mark;
      out += text;
    }
    return out;
  }

  /// Spaces at the ends of marked text stand outside the marks, or these would be signs.
  std::string marked(const std::string& mark, const Inlines& content) {
    const auto text = inlines(content);
    const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
    if (first == std::string::npos) return text;
    return text.substr(0, first) + mark + text.substr(first, last + 1 - first) + mark + text.substr(last + 1);
  }

  std::string tagged(const std::string& tag, const std::string& attributes, const Inlines& content) {
    return with_kept_spaces("<" + tag + attributes + ">") + inlines(content) + "</" + tag + ">";
  }

  static std::string code(const std::string& text) {
    std::size_t longest = 0, run = 0;
    for (const char c : text) run = c == '`' ? run + 1 : 0, longest = std::max(longest, run);
    const std::string fence(longest + 1, '`');
    const bool padded = text.empty() || text.front() == '`' || text.back() == '`' ||
                        (text.front() == ' ' && text.back() == ' ');
    return with_kept_spaces(fence + (padded ? " " : "") + text + (padded ? " " : "") + fence);
  }

  std::string link(const std::string& url, const Inlines& content) {
    const auto words = plain_text(content);
    if (words == url || "mailto:" + words == url) return "<" + words + ">";
    return "[" + inlines(content) + "](" + address(url) + ")";
  }

  static std::string address(const std::string& url) {
    const bool plain = url.find_first_of(" ()<>") == std::string::npos && !url.empty();
    return plain ? url : with_kept_spaces("<" + url + ">");
  }

  std::string reference(const std::string& target, const Inlines& content) {
    const auto words = plain_text(content);
    if (content.empty()) return with_kept_spaces("[[" + target + "]]");
    const bool simple = content.size() == 1 && std::holds_alternative<Text>(content.front().content) &&
                        words.find_first_of("|]") == std::string::npos;
    if (simple) return with_kept_spaces("[[" + target + "|" + words + "]]");
    return "[" + inlines(content) + "](" + target + ")";
  }

  std::string blank(const Blank& node) {
    const bool simple = node.label.find_first_of("[]|\n") == std::string::npos;
    const auto words = node.label.empty() || !simple ? std::string() : "|" + node.label;
    return with_kept_spaces("[[blank:" + std::to_string(std::lround(node.width)) + words + "]]");
  }

  std::string picture(const Image& image, const std::string& title) {
    const auto path = style_.path ? style_.path(image.file) : image.file.path;
    auto out = "![" + escaped(image.alt) + "](" + address(path);
    if (!title.empty()) {
      out += " \"";
      for (const char c : title) out += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
      out += '"';
    }
    return with_kept_spaces(out + ")");
  }

  /// The script alone says the language again when the text is read.
  bool says_itself(const std::string& language, const Inlines& content) const {
    Inlines probe{{Text{plain_text(content)}, {}}};
    markdown::mark_languages(probe, language_, style_.languages);
    const auto* span = probe.size() == 1 ? std::get_if<LanguageSpan>(&probe.front().content) : nullptr;
    return span && span->language == language;
  }

  std::string in_language(const LanguageSpan& node) {
    if (says_itself(node.language, node.content)) return inlines(node.content);
    return tagged("span", " lang=\"" + node.language + "\"", node.content);
  }

  std::string footnote(const Footnote& note) {
    if (style_.known_note)
      if (const auto label = style_.known_note(note)) return "[^" + *label + "]";
    const auto label = style_.new_label ? style_.new_label() : "note-" + std::to_string(++notes_made_);
    notes_.emplace_back(label, &note);
    return "[^" + label + "]";
  }

  std::string inline_text(const Inline& in) {
    return std::visit(
        walk_detail::Overloaded{
            [&](const Text& n) {
              return n.value_of.empty() ? escaped(n.text) : with_kept_spaces("{{ " + n.value_of + " }}");
            },
            [&](const SoftBreak&) { return std::string(" "); },
            [&](const HardBreak&) { return std::string(in_table_ || one_line_ ? "<br>" : "\\\n"); },
            [&](const Emphasis& n) { return marked("*", n.content); },
            [&](const Strong& n) { return marked("**", n.content); },
            [&](const Strikethrough& n) { return marked("~~", n.content); },
            [&](const Superscript& n) { return tagged("sup", "", n.content); },
            [&](const Subscript& n) { return tagged("sub", "", n.content); },
            [&](const CodeSpan& n) { return code(n.text); },
            [&](const Link& n) { return link(n.url, n.content); },
            [&](const CrossReference& n) { return reference("#" + n.target, n.content); },
            [&](const PageReference&) { return std::string("…"); },
            [&](const PieceReference& n) {
              return reference("piece:" + n.piece,
                               n.label.empty() ? Inlines{} : Inlines{{Text{n.label}, {}}});
            },
            [&](const Footnote& n) { return footnote(n); },
            [&](const Image& n) { return picture(n, {}); },
            [&](const LanguageSpan& n) { return in_language(n); },
            [&](const Insertion& n) { return inlines(n.content); },
            [&](const Blank& n) { return blank(n); },
        },
        in.content);
  }

  // ---- blocks

  static std::string anchor(const std::string& id) {
    return id.empty() ? std::string() : std::string(1, kKept) + "{#" + id + "}";
  }

  Lines block_lines(const Block& block, std::size_t width) {
    const bool division = std::holds_alternative<Division>(block.content);
    if (block.language.empty() || (!division && block_says_itself(block))) return content_lines(block, width);
    const auto outer = std::exchange(language_, block.language);
    Lines out{"<div lang=\"" + block.language + "\">", ""};
    append(out, content_lines(block, width));
    append(out, {"", "</div>"});
    language_ = outer;
    return out;
  }

  bool block_says_itself(const Block& block) const {
    Blocks probe{block};
    probe.front().language.clear();
    markdown::mark_languages(probe, language_, style_.languages);
    return probe.front().language == block.language;
  }

  Lines content_lines(const Block& block, std::size_t width) {
    return std::visit([&](const auto& node) { return lines(block, node, width); }, block.content);
  }

  Lines paragraph(const Inlines& content, const std::string& end, std::size_t width) {
    return filled(protected_begin(inlines(content)) + end, width);
  }

  Lines lines(const Block& block, const Paragraph& node, std::size_t width) {
    return node.content.empty() ? Lines{} : paragraph(node.content, anchor(block.id), width);
  }

  Lines lines(const Block& block, const Heading& node, std::size_t) {
    one_line_ = true;
    const auto level = static_cast<std::size_t>(std::clamp(node.level + style_.level_shift, 1, 6));
    auto out = filled(std::string(level, '#') + " " + inlines(node.content) + anchor(block.id),
                      static_cast<std::size_t>(-1) / 2);
    one_line_ = false;
    return out;
  }

  /// `first` before the first line, as many spaces before the others.
  static Lines hung(const std::string& first, Lines lines) {
    if (lines.empty()) return {first};
    const std::string rest(length_of(first), ' ');
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (i == 0 || !lines[i].empty()) lines[i] = (i == 0 ? first : rest) + lines[i];
    return lines;
  }

  Lines lines(const Block&, const List& node, std::size_t width) {
    Lines out;
    int number = node.start;
    ++depth_;
    for (const auto& item : node.items) {
      auto mark = node.ordered ? std::to_string(number++) + ". " : std::string("- ");
      auto content = blocks(item.content, width > 40 ? width - mark.size() : width);
      if (node.tight) std::erase(content, std::string());
      if (item.checked)
        content.empty() ? content.push_back(*item.checked ? "[x] " : "[ ] ")
                        : void(content[0] = (*item.checked ? "[x] " : "[ ] ") + content[0]);
      if (!node.tight && !out.empty()) out.emplace_back();
      append(out, hung(mark, std::move(content)));
    }
    --depth_;
    return out;
  }

  std::string cell(const TableCell& cell) {
    std::string out;
    for (const auto& block : cell.content)
      for_each_child(
          block, [&](const Inlines& text) { out += (out.empty() ? "" : "<br>") + inlines(text); },
          [](const Blocks&) {});
    std::replace(out.begin(), out.end(), kKept, ' ');
    return with_escaped_bars(out);
  }

  /// GFM parts a row at each bar before it reads what is in a cell.
  static std::string with_escaped_bars(const std::string& text) {
    std::string out;
    for (const char c : text) out += (c == '|' ? "\\" : "") + std::string(1, c);
    return out;
  }

  std::string row(const TableRow& cells, std::size_t columns) {
    std::string out = "|";
    std::size_t count = 0;
    for (const auto& one : cells) {
      out += " " + cell(one) + " |";
      for (int more = 1; more < one.column_span; ++more, ++count) out += " |";
      ++count;
    }
    for (; count < columns; ++count) out += " |";
    return out;
  }

  Lines lines(const Block& block, const DataTable& node, std::size_t width) {
    in_table_ = true;
    Lines out{node.header.empty() ? row({}, node.columns.size())
                                  : row(node.header.front(), node.columns.size())};
    std::string marks = "|";
    for (const auto& column : node.columns)
      marks += column.alignment == Alignment::center  ? " :-: |"
               : column.alignment == Alignment::start ? " :-- |"
                                                      : " --: |";
    out.push_back(marks);
    for (std::size_t i = 1; i < node.header.size(); ++i)
      out.push_back(row(node.header[i], node.columns.size()));
    for (const auto& cells : node.rows) out.push_back(row(cells, node.columns.size()));
    in_table_ = false;
    if (node.caption.empty()) return out;
    append(out, {""});
    append(out, filled(": " + inlines(node.caption) + anchor(block.id), width));
    return out;
  }

  Lines lines(const Block& block, const Figure& node, std::size_t width) {
    const auto words = plain_text(node.caption);
    const bool simple = node.caption.empty() || (node.caption.size() == 1 &&
                                                 std::holds_alternative<Text>(node.caption.front().content));
    auto line = picture(node.image, simple && words != node.image.alt ? words : std::string()) +
                (simple ? anchor(block.id) : std::string());
    auto out = filled(line, width);
    if (simple) return out;
    append(out, {""});
    append(out, filled(": " + inlines(node.caption) + anchor(block.id), width));
    return out;
  }

  static Lines quoted(Lines lines) {
    for (auto& line : lines) line = line.empty() ? ">" : "> " + line;
    return lines;
  }

  Lines lines(const Block&, const Quote& node, std::size_t width) {
    ++depth_;
    auto inner = blocks(node.content, width - 2);
    if (!node.attribution.empty())
      append(inner, {"", filled("— " + inlines(node.attribution), static_cast<std::size_t>(-1) / 2).front()});
    --depth_;
    return quoted(std::move(inner));
  }

  Lines lines(const Block&, const Callout& node, std::size_t width) {
    static constexpr std::array<const char*, 5> kKinds{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"};
    ++depth_;
    one_line_ = true;
    auto title = inlines(node.title);
    one_line_ = false;
    std::replace(title.begin(), title.end(), kKept, ' ');
    Lines inner{"[!" + std::string(kKinds.at(static_cast<std::size_t>(node.kind))) + "]" +
                (title.empty() ? "" : " " + title)};
    if (!node.content.empty() && !std::holds_alternative<Paragraph>(node.content.front().content))
      inner.emplace_back();
    append(inner, blocks(node.content, width - 2));
    --depth_;
    return quoted(std::move(inner));
  }

  Lines lines(const Block&, const CodeBlock& node, std::size_t) {
    std::string fence = "```";
    while (node.text.find(fence) != std::string::npos) fence += '`';
    Lines out{fence + node.language};
    for (std::size_t at = 0; at < node.text.size();) {
      const auto end = std::min(node.text.find('\n', at), node.text.size());
      out.push_back(node.text.substr(at, end - at));
      at = end + 1;
    }
    out.push_back(fence);
    return out;
  }

  Lines lines(const Block&, const Rule&, std::size_t) { return {"---"}; }
  Lines lines(const Block&, const Division& node, std::size_t width) { return blocks(node.content, width); }
  Lines lines(const Block&, const Part& node, std::size_t width) { return blocks(node.content, width); }

  /// What a text of Markdown never holds: its words, where it has any.
  template <class Node>
  Lines lines(const Block& block, const Node&, std::size_t width) {
    Lines out;
    for_each_child(
        block,
        [&](const Inlines& text) {
          if (!text.empty()) append(out, paragraph(text, {}, width));
        },
        [&](const Blocks& inner) { append(out, blocks(inner, width)); });
    return out;
  }

  /// Definitions of the notes that were called, each below the block that calls it.
  void append_notes(Lines& to) {
    ++depth_;
    for (std::size_t i = 0; i < notes_.size(); ++i) {
      const auto [label, note] = notes_[i];
      to.emplace_back();
      auto content = blocks(note->content, style_.width - 4);
      if (content.empty()) content.emplace_back();
      for (std::size_t line = 0; line < content.size(); ++line)
        to.push_back(line == 0               ? "[^" + label + "]: " + content[0]
                     : content[line].empty() ? ""
                                             : "    " + content[line]);
    }
    notes_.clear();
    --depth_;
  }

  const MarkdownStyle& style_;
  std::string language_;
  bool in_table_ = false, one_line_ = false;
  int depth_ = 0;  // blocks in blocks: notes are defined outside all
  int notes_made_ = 0;
  std::vector<std::pair<std::string, const Footnote*>> notes_;
};

}  // namespace

std::string write_markdown(const Blocks& blocks, const MarkdownStyle& style) {
  std::string out;
  for (const auto& line : Writer(style).blocks(blocks, style.width)) out += line + "\n";
  return out;
}

}  // namespace taqrir::input
