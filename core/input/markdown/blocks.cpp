#include <cmark-gfm-core-extensions.h>

#include <algorithm>
#include <cstring>
#include <map>

#include "base/unicode.hpp"
#include "input/markdown/limits.hpp"
#include "input/markdown/reader.hpp"

namespace taqrir::input::markdown {

class Reader::Deeper {
 public:
  explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
  ~Deeper() { --depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  int& depth_;
};

namespace {

Block made(Block::Content content, const Span& span, std::string id = {}) {
  return {std::move(content), std::move(id), {}, span};
}

// The text at the begin of inlines; null when they begin otherwise.
std::string* leading_text(Inlines& inlines) {
  return inlines.empty() ? nullptr : [&]() -> std::string* {
    auto* text = std::get_if<Text>(&inlines.front().content);
    return text ? &text->text : nullptr;
  }();
}

void drop_head(Inlines& inlines, std::size_t bytes) {
  auto& text = *leading_text(inlines);
  text.erase(0, bytes);
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  if (text.empty()) inlines.erase(inlines.begin());
}

bool is_break(const Inline& x) {
  return std::holds_alternative<SoftBreak>(x.content) || std::holds_alternative<HardBreak>(x.content);
}

// The paragraph's one picture, when nothing else stands in it but perhaps an anchor.
cmark_node* only_picture(cmark_node* paragraph) {
  cmark_node* picture = nullptr;
  for (auto* node = cmark_node_first_child(paragraph); node; node = cmark_node_next(node)) {
    const auto kind = kind_of(node);
    const bool blank = kind == Kind::text && std::strspn(cmark_node_get_literal(node), " ") ==
                                                 std::strlen(cmark_node_get_literal(node));
    if (kind == Kind::image && !picture)
      picture = node;
    else if (kind != Kind::anchor && !blank)
      return nullptr;
  }
  return picture;
}

int highest_heading(cmark_node* root) {
  int level = 7;
  for (auto* node = cmark_node_first_child(root); node; node = cmark_node_next(node))
    if (kind_of(node) == Kind::heading) level = std::min(level, cmark_node_get_heading_level(node));
  return level;
}

std::string first_word(const char* text) {
  const std::string_view all = text ? text : "";
  return std::string(all.substr(0, all.find_first_of(" \t{")));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

}  // namespace

// ---------------------------------------------------------------- sequences of blocks

Blocks Reader::document(cmark_node* root) {
  const int highest = highest_heading(root);
  shift_ = highest > 6 ? 0 : options_.heading_level - highest;
  last_level_ = highest > 6 ? 6 : highest - 1;
  for (auto* node = cmark_node_first_child(root); node; node = cmark_node_next(node))
    if (kind_of(node) == Kind::footnote_definition) footnotes_.push_back(node);
  warn_of_lost_definitions(root);
  return blocks(root);
}

bool Reader::too_deep(const Span& span, int depth) {
  if (depth <= kDeepest) return false;
  if (!deep_reported_)
    report(hinted(
        error(span, "lists, quotes or emphasis are nested more than {} deep here; what is deeper is left out",
              {std::to_string(kDeepest)}),
        "write the text with fewer levels"));
  deep_reported_ = true;
  return true;
}

Blocks Reader::blocks(cmark_node* parent) {
  const Deeper deeper(depth_);
  if (depth_ > kDeepest && too_deep(places_.block(parent), depth_)) return {};
  std::vector<Division> open(1);
  sequence(cmark_node_first_child(parent), nullptr, open);
  return close_all(open);
}

void Reader::block(cmark_node* node, std::vector<Division>& open) {
  Blocks& out = open.back().content;
  switch (kind_of(node)) {
    case Kind::paragraph: return paragraph(node, out);
    case Kind::heading: return out.push_back(heading(node));
    case Kind::list: return out.push_back(list(node));
    case Kind::quote: return out.push_back(quote(node));
    case Kind::code_block: return out.push_back(code(node));
    case Kind::rule: return out.push_back(made(Rule{}, places_.block(node)));
    case Kind::table: return table(node, out);
    case Kind::html_block: return html_block(node, open);
    default: return;  // footnote definitions are read where they are referred to
  }
}

// Closes what is still open, outermost last, with a warning for each.
Blocks Reader::close_all(std::vector<Division>& open) {
  while (open.size() > 1) {
    report(hinted(warning(open.back().span, "“<{}>” is not closed", {open.back().tag}),
                  "write </{}> where its text ends", {open.back().tag}));
    close_division(open);
  }
  return std::move(open.front().content);
}

void Reader::close_division(std::vector<Division>& open) {
  Division done = std::move(open.back());
  open.pop_back();
  Blocks& out = open.back().content;
  if (done.language.empty()) {
    std::move(done.content.begin(), done.content.end(), std::back_inserter(out));
    return;
  }
  Block division = made(taqrir::Division{std::move(done.content)}, done.span);
  division.language = std::move(done.language);
  out.push_back(std::move(division));
}

// ---------------------------------------------------------------- paragraphs and headings

Inlines Reader::inlines_with_anchor(cmark_node* parent, std::string& anchor) {
  anchor_.clear();
  Inlines out = inlines(parent);
  anchor = std::move(anchor_);
  anchor_.clear();
  return out;
}

void Reader::paragraph(cmark_node* node, Blocks& out) {
  const Span span = places_.block(node);
  if (bindings_ && bound_blocks(node, out)) return;
  std::string id;
  Inlines content = inlines_with_anchor(node, id);
  if (take_as_caption(content, id, out) || content.empty()) return;
  check_paragraph(content, span);
  auto* picture = content.size() == 1 ? std::get_if<Image>(&content.front().content) : nullptr;
  auto* source = picture ? only_picture(node) : nullptr;
  if (!source) return out.push_back(made(Paragraph{std::move(content)}, span, std::move(id)));
  const std::string title = cmark_node_get_title(source) ? cmark_node_get_title(source) : "";
  const auto& words = title.empty() ? picture->alt : title;
  Inlines caption;
  if (!words.empty()) caption.push_back({Text{words}, content.front().span});
  out.push_back(made(Figure{std::move(*picture), std::move(caption), {}}, span, std::move(id)));
}

// `: Caption {#id}` right after a table or a figure.
bool Reader::take_as_caption(Inlines& inlines, const std::string& id, Blocks& out) {
  const auto* text = leading_text(inlines);
  if (!text || !text->starts_with(": ") || out.empty() || !places_.says(inlines.front().span, ":"))
    return false;
  auto* table = std::get_if<DataTable>(&out.back().content);
  auto* figure = std::get_if<Figure>(&out.back().content);
  if (!figure && (!table || !table->caption.empty())) return false;
  drop_head(inlines, 1);
  (table ? table->caption : figure->caption) = std::move(inlines);
  if (!id.empty()) out.back().id = id;
  return true;
}

// What was meant as something else, but is a paragraph to GFM.
void Reader::check_paragraph(const Inlines& content, const Span& span) {
  const bool one_line = std::none_of(content.begin(), content.end(), is_break);
  for (std::size_t i = 0; i < content.size(); ++i) {
    const auto* text = std::get_if<Text>(&content[i].content);
    const bool first = i == 0;
    if (!text || (!first && !is_break(content[i - 1]))) continue;
    const auto& at = content[i].span;
    const auto signs = text->text.find_first_not_of('#');
    const char next = signs == std::string::npos ? ' ' : text->text[signs];
    if (first && one_line && signs > 0 && signs <= 6 && (std::isalpha(next & 0xFF) || (next & 0x80)) &&
        places_.says(at, "#"))
      report(hinted(
          warning(at, "this is no heading: a space is missing after “{}”", {text->text.substr(0, signs)}),
          "write “{} {}”; \\# is the sign itself", {text->text.substr(0, signs), "…"}));
    if (first && !one_line && text->text.starts_with("|") && places_.says(at, "|"))
      report(hinted(warning(span, "this is no table: below its first line stands none such as |---|---|"),
                    "that line has as many cells as the first"));
    if (text->text.starts_with(": ") && places_.says(at, ":"))
      report(hinted(
          first ? warning(at, "a caption stands right after a table or a figure: here it is a paragraph")
                : warning(at, "definition lists are not read: the line joins the paragraph"),
          first ? "move it, or write \\: for the sign itself" : "write a list: - **word**: what it means"));
  }
}

// A level that is left out is an error to screen readers, and to the numbers of sections.
void Reader::check_level(int level, const Span& span) {
  if (depth_ == 1 && level > last_level_ + 1) {
    auto out = warning(span, "this heading skips a level: it is of level {}, the one before of level {}",
                       {std::to_string(level), std::to_string(last_level_)});
    if (!heading_seen_)
      out = warning(span, "the text begins with a heading of level {}, and has higher ones below",
                    {std::to_string(level)});
    report(hinted(std::move(out), "write “{} …”",
                  {std::string(static_cast<std::size_t>(last_level_) + 1, '#')}));
  }
  if (depth_ == 1) last_level_ = level, heading_seen_ = true;
}

Block Reader::heading(cmark_node* node) {
  const Span span = places_.block(node);
  check_level(cmark_node_get_heading_level(node), span);
  Heading out;
  std::string id;
  out.content = inlines_with_anchor(node, id);
  out.level = std::clamp(cmark_node_get_heading_level(node) + shift_, 1, 6);
  return made(std::move(out), span, std::move(id));
}

Block Reader::code(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  check_fence(node, places_.block(node));
  return made(CodeBlock{first_word(cmark_node_get_fence_info(node)), text ? text : ""}, places_.block(node));
}

// A fence that nothing closes makes code of all that follows.
void Reader::check_fence(cmark_node* node, const Span& span) {
  int length = 0, offset = 0;
  char sign = 0;
  if (!cmark_node_get_fenced(node, &length, &offset, &sign) || origin_.fixed || !origin_.file) return;
  const auto lines = cmark_node_get_end_line(node) - cmark_node_get_start_line(node);
  const auto last = origin_.file->line(span.line + static_cast<std::uint32_t>(std::max(lines, 0)));
  const auto first = last.find_first_not_of(" \t>");
  const auto end = last.find_last_not_of(" \t\r");
  const bool closed = lines > 0 && first != std::string_view::npos && end + 1 - first >= 3 &&
                      last.substr(first, end + 1 - first).find_first_not_of(sign) == std::string_view::npos;
  if (!closed)
    report(hinted(warning(span, "the code that begins here is not closed: what follows is set as code"),
                  "write {} on a line of its own where it ends", {std::string(3, sign)}));
}

// ---------------------------------------------------------------- lists and quotes

Block Reader::list(cmark_node* node) {
  const Span span = places_.block(node);
  List out;
  out.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
  out.start = out.ordered ? cmark_node_get_list_start(node) : 1;
  out.tight = cmark_node_get_list_tight(node) != 0;
  for (auto* item = cmark_node_first_child(node); item; item = cmark_node_next(item)) {
    std::optional<bool> checked;
    if (is_task(item)) checked = cmark_gfm_extensions_get_tasklist_item_checked(item);
    out.items.push_back({blocks(item), checked});
  }
  return made(std::move(out), span);
}

Block Reader::quote(cmark_node* node) {
  const Span span = places_.block(node);
  Quote out{blocks(node), {}};
  if (auto marked = callout(out.content, span)) return std::move(*marked);
  attribution(out);
  return made(std::move(out), span);
}

// `[!NOTE] Title`: the rest of the first line is the title.
std::optional<Block> Reader::callout(Blocks& content, const Span& span) {
  auto* first = content.empty() ? nullptr : std::get_if<Paragraph>(&content.front().content);
  auto* text = first ? leading_text(first->content) : nullptr;
  if (!text || !text->starts_with("[!") || !places_.says(first->content.front().span, "[!"))
    return std::nullopt;
  const auto close = text->find(']');
  if (close == std::string::npos) return std::nullopt;
  static const std::vector<std::string> kKinds{"note", "tip", "important", "warning", "caution"};
  const auto word = lower(std::string_view(*text).substr(2, close - 2));
  const auto kind = std::find(kKinds.begin(), kKinds.end(), word);
  if (kind == kKinds.end()) {
    auto out =
        warning(first->content.front().span, "“[!{}]” is no kind of callout", {text->substr(2, close - 2)});
    report(hinted(std::move(out), "write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]"));
    return std::nullopt;
  }
  Callout out;
  out.kind = static_cast<Callout::Kind>(kind - kKinds.begin());
  drop_head(first->content, close + 1);
  const auto line_end = std::find_if(first->content.begin(), first->content.end(), is_break);
  out.title.assign(std::make_move_iterator(first->content.begin()), std::make_move_iterator(line_end));
  first->content.erase(first->content.begin(), line_end == first->content.end() ? line_end : line_end + 1);
  if (first->content.empty()) content.erase(content.begin());
  out.content = std::move(content);
  return made(std::move(out), span);
}

// A last line that begins with a dash names who is quoted.
void Reader::attribution(Quote& quote) {
  auto* last = quote.content.empty() ? nullptr : std::get_if<Paragraph>(&quote.content.back().content);
  if (!last) return;
  auto line = std::find_if(last->content.rbegin(), last->content.rend(), is_break).base();
  const auto* text = line == last->content.end() ? nullptr : std::get_if<Text>(&line->content);
  const bool whole = line == last->content.begin();
  if (!text || (whole && quote.content.size() == 1)) return;
  const std::size_t dash = text->text.starts_with("— ") || text->text.starts_with("– ") ? 4
                           : text->text.starts_with("-- ")                              ? 3
                                                                                        : 0;
  if (dash == 0) return;
  quote.attribution.assign(std::make_move_iterator(line), std::make_move_iterator(last->content.end()));
  drop_head(quote.attribution, dash);
  last->content.erase(whole ? line : line - 1, last->content.end());
  if (last->content.empty()) quote.content.pop_back();
}

// ---------------------------------------------------------------- tables

namespace {

std::vector<TableColumn> columns_of(cmark_node* table) {
  std::vector<TableColumn> out(cmark_gfm_extensions_get_table_columns(table));
  const auto* letters = cmark_gfm_extensions_get_table_alignments(table);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].alignment = letters[i] == 'c'   ? Alignment::center
                       : letters[i] == 'r' ? Alignment::end
                                           : Alignment::start;
  return out;
}

// As GFM splits a row: at every pipe that has no backslash before it.
std::size_t cells_in(std::string_view row) {
  while (!row.empty() && (row.back() == ' ' || row.back() == '\t')) row.remove_suffix(1);
  if (!row.empty() && row.front() == '|') row.remove_prefix(1);
  if (!row.empty() && row.back() == '|' && (row.size() < 2 || row[row.size() - 2] != '\\'))
    row.remove_suffix(1);
  std::size_t cells = 1;
  for (std::size_t i = 0; i < row.size(); ++i) cells += row[i] == '|' && (i == 0 || row[i - 1] != '\\');
  return cells;
}

bool is_empty(const TableCell& cell) { return cell.content.empty(); }

}  // namespace

void Reader::table(cmark_node* node, Blocks& out) {
  const Span span = places_.block(node);
  DataTable table;
  table.columns = columns_of(node);
  row_sequence(cmark_node_first_child(node), nullptr, table);
  auto id = caption_row(table, cmark_node_last_child(node));
  out.push_back(made(std::move(table), span, std::move(id)));
}

// GFM drops the cells that a row has beyond the header's: say so, or data would vanish unseen.
void Reader::check_row(cmark_node* node, std::size_t columns) {
  if (origin_.fixed || !origin_.file) return;
  const Span span = places_.block(node);
  const auto line = origin_.file->line(span.line);
  const auto bar = line.find_first_not_of(" \t>");
  if (bar == std::string_view::npos) return;
  const bool header = cmark_gfm_extensions_get_table_row_is_header(node) != 0;  // its place is not reliable
  if (!header && columns > 1 && line[bar] != ':' && line.find('|') == std::string_view::npos)
    report(hinted(warning(span, "this line is taken for a row of the table above it"),
                  "an empty line ends a table"));
  const auto cells = cells_in(bindings_ ? masked(line.substr(bar)) : std::string(line.substr(bar)));
  if (cells > columns)
    report(
        hinted(warning(span, "this row has {} cells, its table has {} columns: the last cells are left out",
                       {std::to_string(cells), std::to_string(columns)}),
               "a “|” within a cell is written “\\|”"));
}

TableRow Reader::row(cmark_node* node, std::size_t columns) {
  check_row(node, columns);
  TableRow out;
  out.reserve(columns);
  for (auto* cell = cmark_node_first_child(node); cell; cell = cmark_node_next(cell)) {
    const Span span = places_.block(cell);
    std::string id;
    Inlines content = inlines_with_anchor(cell, id);
    TableCell made_cell;
    if (!content.empty())
      made_cell.content.push_back(made(Paragraph{std::move(content)}, span, std::move(id)));
    out.push_back(std::move(made_cell));
  }
  return out;
}

// A caption without an empty line before it: GFM takes it for a last row. Gives its anchor.
std::string Reader::caption_row(DataTable& table, cmark_node* last) {
  if (!last || table.rows.empty() || origin_.fixed || !origin_.file) return {};
  auto& row = table.rows.back();
  if (is_empty(row.front()) || !std::all_of(row.begin() + 1, row.end(), is_empty)) return {};
  auto& block = row.front().content.front();
  auto& content = std::get<Paragraph>(block.content).content;
  const auto* text = leading_text(content);
  if (!text || !text->starts_with(": ") || !places_.says(places_.block(last), ": ")) return {};
  drop_head(content, 1);
  table.caption = std::move(content);
  auto id = std::move(block.id);
  table.rows.pop_back();
  return id;
}

// ---------------------------------------------------------------- raw HTML

namespace {

bool holds_blocks(const HtmlTag& tag) { return tag.name == "div" || tag.name == "span"; }

// Where the next <div>, </div>, <span> or </span> begins; the end when there is none.
std::size_t next_division(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    if (read_tag(text.substr(at)).name == "div") return at;
  const auto close = text.rfind("</span>");
  return close == std::string_view::npos ? text.size() : close;
}

}  // namespace

Diagnostic left_out(const Span& span, const HtmlTag& tag) {
  static const std::map<std::string, std::string> kInstead{{"img", "write ![description](file.png)"},
                                                           {"a", "write [text](address)"},
                                                           {"table", "write a Markdown table"},
                                                           {"b", "write **text**"},
                                                           {"strong", "write **text**"},
                                                           {"i", "write *text*"},
                                                           {"em", "write *text*"},
                                                           {"s", "write ~~text~~"},
                                                           {"del", "write ~~text~~"}};
  auto out = warning(span, "the HTML tag “<{}{}>” is left out", {tag.closing ? "/" : "", tag.name});
  const auto instead = kInstead.find(tag.name);
  return hinted(
      std::move(out),
      instead != kInstead.end()
          ? instead->second
          : std::string("only <span lang=\"…\">, <div lang=\"…\">, <br>, <sub> and <sup> are read"));
}

// Raw HTML blocks: <div lang> and </div> open and close divisions, also with text between them; comments
// and <br> say nothing; the rest is left out.
void Reader::html_block(cmark_node* node, std::vector<Division>& open) {
  const Span span = places_.block(node);
  const std::string_view all = cmark_node_get_literal(node);
  int line = cmark_node_get_start_line(node);
  std::size_t line_begin = 0;
  for (std::size_t at = 0; at < all.size();) {
    const auto length = html_part(all, at, line, at - line_begin, span, open);
    if (length == 0) return;
    for (const auto end = std::min(at + length, all.size()); at < end; ++at)
      if (all[at] == '\n') ++line, line_begin = at + 1;
  }
}

// One tag, comment, blank or stretch of text; how many bytes it takes, 0 when the rest is left out.
std::size_t Reader::html_part(std::string_view all, std::size_t at, int line, std::size_t indent,
                              const Span& span, std::vector<Division>& open) {
  if (std::strchr(" \t\r\n", all[at])) return 1;
  const auto tag = read_tag(all.substr(at));
  if (!tag.closed)
    report(hinted(warning(span, "the comment is not closed: the rest of the text is left out"),
                  "write --> where it ends"));
  if (tag.comment || tag.name == "br") return tag.length;
  if (holds_blocks(tag)) return division_tag(tag, span, open) ? tag.length : 0;
  if (!tag.name.empty()) {
    const bool alone = all.substr(std::min(at + tag.length, all.size())).find_first_not_of(" \t\r\n") ==
                       std::string_view::npos;
    if (!tag.closing || at > 0 || !alone) report(left_out(span, tag));
    return 0;
  }
  const auto length = std::max<std::size_t>(next_division(all.substr(at)), 1);
  text_in_html(all.substr(at, length), line, indent, open.back().content);
  return length;
}

bool Reader::division_tag(const HtmlTag& tag, const Span& span, std::vector<Division>& open) {
  if (tag.closing && (open.size() == 1 || open.back().tag != tag.name)) {
    report(warning(span, "“</{}>” closes nothing", {tag.name}));
    return true;
  }
  if (tag.closing) return close_division(open), true;
  const int depth = depth_ + static_cast<int>(open.size());
  if (too_deep(span, depth)) return false;
  if (tag.language.empty()) report(left_out(span, tag));
  open.push_back({tag.name, tag.language, span, {}});
  return true;
}

// Markdown between <div> and </div> without empty lines around it.
void Reader::text_in_html(std::string_view text, int line, std::size_t indent, Blocks& out) {
  const Deeper deeper(depth_);
  if (too_deep({origin_.file, origin_.line + static_cast<std::uint32_t>(line) - 1, 0, 0}, depth_)) return;
  Origin origin = origin_;
  origin.line += static_cast<std::uint32_t>(line) - 1;
  if (origin.file) {
    const auto whole = origin.file->line(origin.line);
    origin.offset =
        static_cast<std::size_t>(whole.data() - origin.file->text().data()) + std::min(indent, whole.size());
  }
  Reader reader(options_, diagnostics_, origin, depth_);
  reader.shift_ = shift_;
  reader.last_level_ = last_level_;
  reader.bindings_ = bindings_;
  const auto tree = bindings_ ? parse_template(text) : parse(text);
  Blocks read = reader.blocks(tree.get());
  std::move(read.begin(), read.end(), std::back_inserter(out));
}

}  // namespace taqrir::input::markdown
