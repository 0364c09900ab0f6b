// Pandoc's document tree -> Blocks (pandoc-types 1.21 to 1.23). What it says of looks is passed over.
#include <algorithm>
#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "pandoc/pandoc.hpp"

namespace taqrir::pandoc {

namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 60;  // nodes in nodes: as in Markdown
constexpr int kLowestHeading = 6;
constexpr Pt kTallestInLine = 40;  // what is taller stands by itself

struct TooDeep {};  // ends the walk; caught where it began

class Reader {
 public:
  Reader(int heading_shift, const TakePicture& take, const std::string& alt)
      : heading_shift_(heading_shift), take_(take), alt_(alt) {}

  Blocks blocks(const Json& nodes) {
    const Depth depth(*this);
    Blocks out;
    for (const auto& node : nodes) block(node, out);
    return out;
  }
  std::size_t lost() const { return lost_; }      ///< pictures that could not be had
  std::size_t remote() const { return remote_; }  ///< pictures on the web or in other files

 private:
  struct Depth {
    explicit Depth(Reader& reader) : reader(reader) {
      if (++reader.depth_ > kDeepest) throw TooDeep{};
    }
    ~Depth() { --reader.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    Reader& reader;
  };

  static Block plain_block(Block::Content content) { return {std::move(content), {}, {}, {}}; }
  void block(const Json& node, Blocks& out);
  void paragraph(const Json& content, Blocks& out);
  void heading(const Json& content, Blocks& out);
  void list(const Json& items, bool ordered, int start, Blocks& out);
  void definitions(const Json& items, Blocks& out);
  void lines(const Json& lines, Blocks& out);
  void table(const Json& content, Blocks& out);
  void rows(const Json& from, std::vector<TableRow>& to, std::size_t row_headers = 0);
  TableCell cell(const Json& content);

  Inlines inlines(const Json& nodes);
  void inline_node(const Json& node, Inlines& out);
  void words(std::string text, Inlines& out);
  template <class Wrapping>
  void wrap(const Json& content, Inlines& out) {
    out.push_back({Wrapping{inlines(content)}, {}});
  }
  void link(const Json& content, Inlines& out);
  void picture(const Json& content, Inlines& out);
  Inlines inlines_and(std::vector<Figure>& figures, const Json& nodes);
  void caption(const Json& content, Blocks& out);
  void label(Inlines text, Blocks& out);
  void stand(std::vector<Figure> figures, Blocks& out);
  void note(const Json& content, Inlines& out) { out.push_back({Footnote{blocks(content)}, {}}); }

  const int heading_shift_;
  const TakePicture& take_;
  const std::string& alt_;
  int depth_ = 0;
  std::vector<Figure> figures_;  // of the paragraph that is being read
  std::size_t lost_ = 0, remote_ = 0;
};

// ---------------------------------------------------------------- inlines

void Reader::words(std::string text, Inlines& out) {
  auto* last = out.empty() ? nullptr : std::get_if<Text>(&out.back().content);
  if (last && text == " " && last->text.ends_with(' ')) return;  // a picture stood between them
  if (last)
    last->text += text;
  else
    out.push_back({Text{std::move(text)}, {}});
}

Inlines Reader::inlines(const Json& nodes) {
  const Depth depth(*this);
  Inlines out;
  for (const auto& node : nodes) inline_node(node, out);
  return out;
}

bool is_web(const std::string& url) {
  return url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:");
}

/// Places within the foreign text have no anchors in ours: such links are their words.
void Reader::link(const Json& content, Inlines& out) {
  auto inner = inlines(content.at(1));
  auto url = content.at(2).at(0).get<std::string>();
  if (is_web(url)) return out.push_back({Link{std::move(url), std::move(inner)}, {}});
  out.insert(out.end(), inner.begin(), inner.end());
}

/// Those in the file itself are its data, or what Pandoc took out of it (take_text).
bool is_elsewhere(const std::string& url) { return !url.starts_with("data:") && !url.starts_with("./"); }

/// “3.15in”, “80mm”, “300.0pt”, “120px” (96 to the inch), “120”; nothing for shares of the page.
std::optional<Pt> length_of(const std::string& text) {
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || number <= 0 || number > 1e5) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit == "in") return number * 72;
  if (unit == "cm") return number * 72 / 2.54;
  if (unit == "mm") return number * 72 / 25.4;
  if (unit == "pt") return number;
  return unit == "px" || unit.empty() ? std::optional<Pt>(number * 0.75) : std::nullopt;
}

/// “max-width: 1cm; width: 8cm” -> “8cm”.
std::string in_style(std::string_view style, std::string_view name) {
  while (!style.empty()) {
    const auto rule = style.substr(0, style.find(';'));
    style.remove_prefix(std::min(rule.size() + 1, style.size()));
    const auto colon = rule.find(':');
    const auto trimmed = [](std::string_view text) {
      while (text.starts_with(' ')) text.remove_prefix(1);
      while (text.ends_with(' ')) text.remove_suffix(1);
      return text;
    };
    if (colon != std::string_view::npos && trimmed(rule.substr(0, colon)) == name)
      return std::string(trimmed(rule.substr(colon + 1)));
  }
  return {};
}

std::optional<Pt> length_in(const Json& attributes, std::string_view name) {
  std::optional<Pt> out;
  for (const auto& pair : attributes.at(2)) {
    const auto key = pair.at(0).get<std::string>(), value = pair.at(1).get<std::string>();
    if (key == name) return length_of(value);
    if (key == "style") out = length_of(in_style(value, name));
  }
  return out;
}

/// A low one stands in its line; any other waits for the end of its paragraph.
void Reader::picture(const Json& content, Inlines& out) {
  auto description = inlines(content.at(1));
  const auto url = content.at(2).at(0).get<std::string>();
  const auto file = is_elsewhere(url) || !take_ ? std::nullopt : take_(url);
  if (!file) {
    ++(is_elsewhere(url) ? remote_ : lost_);
    std::move(description.begin(), description.end(), std::back_inserter(out));
    return;
  }
  const auto words = plain_text(description);
  Image image{*file, words.empty() ? alt_ : words, length_in(content.at(0), "width")};
  const auto height = length_in(content.at(0), "height");
  if (const auto size = height ? height : image.width; size && *size <= kTallestInLine) return out.push_back({std::move(image), {}});
  const bool captioned = content.at(2).at(1).get<std::string>().starts_with("fig:");
  figures_.push_back({std::move(image), captioned ? std::move(description) : Inlines{}, {}});
}

void Reader::inline_node(const Json& node, Inlines& out) {
  const auto type = node.at("t").get<std::string>();
  if (type == "Space") return words(" ", out);
  if (type == "SoftBreak") return out.push_back({SoftBreak{}, {}});
  if (type == "LineBreak") return out.push_back({HardBreak{}, {}});
  if (type == "RawInline") return;
  const auto& c = node.at("c");
  if (type == "Str") return words(c.get<std::string>(), out);
  if (type == "Emph" || type == "Underline") return wrap<Emphasis>(c, out);
  if (type == "Strong" || type == "SmallCaps") return wrap<Strong>(c, out);
  if (type == "Strikeout") return wrap<Strikethrough>(c, out);
  if (type == "Superscript") return wrap<Superscript>(c, out);
  if (type == "Subscript") return wrap<Subscript>(c, out);
  if (type == "Code") return out.push_back({CodeSpan{c.at(1).get<std::string>()}, {}});
  if (type == "Math") return words(c.at(1).get<std::string>(), out);
  if (type == "Note") return note(c, out);
  if (type == "Link") return link(c, out);
  if (type == "Image") return picture(c, out);
  if (type == "Quoted") words(c.at(0).at("t") == "SingleQuote" ? "‘" : "“", out);
  if (type == "Span" || type == "Quoted" || type == "Cite") {
    auto inner = inlines(c.at(1));
    out.insert(out.end(), inner.begin(), inner.end());
  }
  if (type == "Quoted") words(c.at(0).at("t") == "SingleQuote" ? "’" : "”", out);
}

// ---------------------------------------------------------------- blocks

bool says_anything(const Inlines& text) {
  if (plain_text(text).find_first_not_of(" \n") != std::string::npos) return true;
  return std::any_of(text.begin(), text.end(), [](const auto& in) { return std::holds_alternative<Image>(in.content); });
}

/// The tall pictures in it are put into `figures`.
Inlines Reader::inlines_and(std::vector<Figure>& figures, const Json& nodes) {
  auto outer = std::exchange(figures_, {});
  auto text = inlines(nodes);
  figures = std::exchange(figures_, std::move(outer));
  return text;
}

void Reader::label(Inlines text, Blocks& out) {
  Paragraph words;
  words.role = Paragraph::Role::label;
  words.content = std::move(text);
  out.push_back(plain_block(std::move(words)));
}

/// Each with its words, which are no caption: our numbers do not count it.
void Reader::stand(std::vector<Figure> figures, Blocks& out) {
  for (auto& figure : figures) {
    if (!figure.caption.empty()) label(std::exchange(figure.caption, {}), out);
    out.push_back(plain_block(std::move(figure)));
  }
}

/// Its tall pictures stand below it.
void Reader::paragraph(const Json& content, Blocks& out) {
  std::vector<Figure> figures;
  auto text = inlines_and(figures, content);
  if (says_anything(text)) {
    Paragraph paragraph;
    paragraph.content = std::move(text);
    out.push_back(plain_block(std::move(paragraph)));
  }
  stand(std::move(figures), out);
}

void Reader::heading(const Json& content, Blocks& out) {
  std::vector<Figure> figures;
  auto text = inlines_and(figures, content.at(2));
  if (says_anything(text)) {
    Heading heading;
    heading.level = std::clamp(content.at(0).get<int>() + heading_shift_, 1, kLowestHeading);
    heading.content = std::move(text);
    heading.numbered = false;
    out.push_back(plain_block(std::move(heading)));
  }
  stand(std::move(figures), out);
}

bool is_tight(const Json& items) {
  for (const auto& item : items)
    for (const auto& node : item)
      if (node.at("t") == "Para") return false;
  return true;
}

void Reader::list(const Json& items, bool ordered, int start, Blocks& out) {
  List list;
  list.ordered = ordered, list.start = start, list.tight = is_tight(items);
  for (const auto& item : items) list.items.push_back({blocks(item), {}});
  out.push_back(plain_block(std::move(list)));
}

void Reader::definitions(const Json& items, Blocks& out) {
  for (const auto& item : items) {
    Paragraph term;
    std::vector<Figure> figures;
    term.content = {{Strong{inlines_and(figures, item.at(0))}, {}}};
    out.push_back(plain_block(std::move(term)));
    stand(std::move(figures), out);
    for (const auto& definition : item.at(1))
      for (auto& one : blocks(definition)) out.push_back(std::move(one));
  }
}

void Reader::lines(const Json& lines, Blocks& out) {
  Paragraph paragraph;
  std::vector<Figure> figures, all;
  for (const auto& line : lines) {
    if (!paragraph.content.empty()) paragraph.content.push_back({HardBreak{}, {}});
    for (auto& one : inlines_and(figures, line)) paragraph.content.push_back(std::move(one));
    std::move(figures.begin(), figures.end(), std::back_inserter(all));
  }
  out.push_back(plain_block(std::move(paragraph)));
  stand(std::move(all), out);
}

TableCell Reader::cell(const Json& content) {
  TableCell cell;
  cell.row_span = std::max(1, content.at(2).get<int>());
  cell.column_span = std::max(1, content.at(3).get<int>());
  cell.content = blocks(content.at(4));
  return cell;
}

void Reader::rows(const Json& from, std::vector<TableRow>& to, std::size_t row_headers) {
  for (const auto& row : from) {
    TableRow cells;
    for (const auto& one : row.at(1)) {
      cells.push_back(cell(one));
      cells.back().header = cells.size() <= row_headers;
    }
    if (!cells.empty()) to.push_back(std::move(cells));
  }
}

Alignment alignment_of(const Json& column) {
  const auto name = column.at(0).at("t").get<std::string>();
  if (name == "AlignRight") return Alignment::end;
  return name == "AlignCenter" ? Alignment::center : Alignment::start;
}

bool says_nothing(const TableRow& row) {
  return std::all_of(row.begin(), row.end(), [](const auto& cell) { return cell.content.empty(); });
}

void Reader::caption(const Json& content, Blocks& out) {
  for (const auto& one : blocks(content.at(1)))
    if (const auto* paragraph = std::get_if<Paragraph>(&one.content)) label(paragraph->content, out);
}

void Reader::table(const Json& content, Blocks& out) {
  DataTable table;
  for (const auto& column : content.at(2)) {
    table.columns.push_back({alignment_of(column), {}});
    if (const auto& width = column.at(1); width.at("t") == "ColWidth") {
      const auto share = width.at("c").get<double>();
      if (share > 0 && share <= 1) table.columns.back().width = share;
    }
  }
  rows(content.at(3).at(1), table.header);
  std::erase_if(table.header, says_nothing);
  for (const auto& body : content.at(4)) {
    const auto row_headers = body.at(1).get<std::size_t>();
    rows(body.at(2), table.rows);
    rows(body.at(3), table.rows, row_headers);
  }
  rows(content.at(5).at(1), table.rows);
  if (table.rows.empty()) table.rows = std::move(table.header), table.header = {};
  if (table.columns.empty() || table.rows.empty()) return;
  caption(content.at(1), out);
  out.push_back(plain_block(std::move(table)));
}

void Reader::block(const Json& node, Blocks& out) {
  const auto type = node.at("t").get<std::string>();
  if (type == "HorizontalRule") return out.push_back(plain_block(Rule{}));
  if (type == "Null" || type == "RawBlock") return;
  const auto& c = node.at("c");
  if (type == "Para" || type == "Plain") return paragraph(c, out);
  if (type == "Header") return heading(c, out);
  if (type == "BulletList") return list(c, false, 1, out);
  if (type == "OrderedList") return list(c.at(1), true, c.at(0).at(0).get<int>(), out);
  if (type == "DefinitionList") return definitions(c, out);
  if (type == "LineBlock") return lines(c, out);
  if (type == "CodeBlock") return out.push_back(plain_block(CodeBlock{{}, c.at(1).get<std::string>()}));
  if (type == "BlockQuote") return out.push_back(plain_block(Quote{blocks(c), {}}));
  if (type == "Table") return table(c, out);
  if (type == "Figure") caption(c.at(1), out);
  if (type == "Div" || type == "Figure")
    for (auto& one : blocks(c.at(type == "Div" ? 1 : 2))) out.push_back(std::move(one));
}

// ---------------------------------------------------------------- the whole

int highest_heading(const Json& nodes) {
  int level = kLowestHeading + 1;
  for (const auto& node : nodes)
    if (node.at("t") == "Header") level = std::min(level, node.at("c").at(0).get<int>());
  return level > kLowestHeading ? 1 : level;
}

Diagnostic not_read(const std::string& shown, const std::string& why) {
  return hinted(error(whole_file(shown), "the text was not read: {}", {why}),
                "open it in its own program and save it again");
}

Diagnostic pictures_left_out(const std::string& shown, std::size_t count) {
  return hinted(warning(whole_file(shown), "pictures in it that cannot be taken in are left out: {}",
                        {std::to_string(count)}),
                "write as = \"pages\" in its [[piece]], or export it as PDF");
}

Diagnostic pictures_elsewhere(const std::string& shown, std::size_t count) {
  return hinted(warning(whole_file(shown), "pictures that do not lie in it are not fetched: {}",
                        {std::to_string(count)}),
                "put them into the file itself, or export it as PDF");
}

}  // namespace

Result<ReadText> from_pandoc_json(std::string_view json, const std::string& shown, int heading_level,
                                  const TakePicture& take, const std::string& alt) {
  try {
    const auto document = Json::parse(json);
    const auto& blocks = document.at("blocks");
    Reader reader(heading_level - highest_heading(blocks), take, alt);
    ReadText out{reader.blocks(blocks), {}};
    if (reader.lost() > 0) out.warnings.push_back(pictures_left_out(shown, reader.lost()));
    if (reader.remote() > 0) out.warnings.push_back(pictures_elsewhere(shown, reader.remote()));
    return out;
  } catch (const Json::exception&) {
    return fail(not_read(shown, "Pandoc's answer is not understood"));
  } catch (const TooDeep&) {
    return fail(not_read(shown, "it is nested too deeply"));
  }
}

}  // namespace taqrir::pandoc
