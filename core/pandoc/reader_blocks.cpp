#include <algorithm>
#include <array>
#include <iterator>

#include "model/slug.hpp"
#include "pandoc/reader.hpp"

namespace taqrir::pandoc {

using Json = nlohmann::json;

namespace {

std::string lower_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool is_table(const Json* node) { return node && node->at("t") == "Table"; }

void append_to(Blocks& out, Blocks more) {
  out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// ---------------------------------------------------------------- labels of captions

/// How captions begin, in lower case.
constexpr std::array<std::string_view, 21> kLabels{
    "tableau", "table",  "tab.",  "figure",  "fig.",   "illustration", "graphique",
    "image",   "photo",  "carte", "schéma",  "الجدول", "جدول",         "الشكل",
    "شكل",     "الصورة", "صورة",  "المبيان", "مبيان",  "الخريطة",      "خريطة"};

std::size_t past(std::string_view text, std::size_t at, std::initializer_list<std::string_view> signs) {
  for (bool again = true; again;) {
    again = false;
    for (const auto sign : signs)
      if (text.substr(at).starts_with(sign)) at += sign.size(), again = true;
  }
  return at;
}

std::size_t past_spaces(std::string_view text, std::size_t at) {
  return past(text, at, {" ", "\u00A0", "\u202F", "\t"});
}

std::size_t past_number(std::string_view text, std::size_t at) {
  const auto digits = past(text, at, {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
                                      "٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"});
  if (digits == at) return at;
  return past(text, digits, {".", "-", "0", "1", "2", "3", "4", "5", "6", "7", "8",
                             "9", "٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"});
}

/// Bytes of “Tableau 2 : ”, or of “Figure: ”; 0 for other words.
std::size_t label_length(std::string_view text) {
  const auto small = lower_letters(text);
  for (const auto label : kLabels) {
    if (!small.starts_with(label)) continue;
    const auto word = past_spaces(text, label.size()), number = past_number(text, word);
    const auto signs = past_spaces(text, number);
    const auto end = past_spaces(text, past(text, signs, {":", ".", "–", "—", "-", "："}));
    if (number > word ? word > label.size() && (end > number || end == text.size())
                      : text.substr(signs).starts_with(":"))
      return end;
  }
  return 0;
}

/// Bytes of the text that remain to be taken off.
std::size_t drop_bytes(Inlines& inlines, std::size_t bytes) {
  while (bytes > 0 && !inlines.empty()) {
    auto& first = inlines.front().content;
    if (auto* text = std::get_if<Text>(&first)) {
      const auto some = std::min(bytes, text->text.size());
      text->text.erase(0, some), bytes -= some;
      if (!text->text.empty()) return 0;
    } else if (auto* strong = std::get_if<Strong>(&first)) {
      bytes = drop_bytes(strong->content, bytes);
      if (!strong->content.empty()) return bytes;
    } else if (auto* emphasis = std::get_if<Emphasis>(&first)) {
      bytes = drop_bytes(emphasis->content, bytes);
      if (!emphasis->content.empty()) return bytes;
    } else {
      return bytes;
    }
    inlines.erase(inlines.begin());
  }
  return bytes;
}

// ---------------------------------------------------------------- what a node says of itself

std::string style_of(const Json& attributes) {
  for (const auto& pair : attributes.at(2))
    if (pair.at(0) == "custom-style") return lower_letters(pair.at(1).get<std::string>());
  return {};
}

std::string language_of(const Json& attributes) {
  for (const auto& pair : attributes.at(2))
    if (pair.at(0) == "lang") return pair.at(1).get<std::string>();
  return {};
}

bool has_class(const Json& attributes, std::string_view name) {
  const auto& classes = attributes.at(1);
  return std::any_of(classes.begin(), classes.end(), [&](const Json& one) { return one == name; });
}

bool is_caption_style(const std::string& style) {
  return style == "caption" || style.ends_with(" caption") || style == "légende" ||
         style == "captioned figure";
}

Alignment alignment_named(const std::string& name) {
  if (name == "AlignRight") return Alignment::end;
  return name == "AlignCenter" ? Alignment::center : Alignment::start;
}

bool says_nothing(const TableRow& row) {
  return std::all_of(row.begin(), row.end(), [](const auto& cell) { return cell.content.empty(); });
}

/// “☐ to do”, “☒ done”: how Pandoc writes a task, and people too.
std::optional<bool> take_task(Blocks& item) {
  auto* first = item.empty() ? nullptr : std::get_if<Paragraph>(&item.front().content);
  auto* text =
      !first || first->content.empty() ? nullptr : std::get_if<Text>(&first->content.front().content);
  if (!text) return std::nullopt;
  for (const auto& [sign, done] : {std::pair{"☐ ", false}, std::pair{"☒ ", true}, std::pair{"☑ ", true}}) {
    if (!text->text.starts_with(sign)) continue;
    text->text.erase(0, std::string_view(sign).size());
    return done;
  }
  return std::nullopt;
}

/// Word knows no tight lists: there an item with one paragraph of its own is one.
bool is_tight(const Json& items, bool in_word) {
  for (const auto& item : items) {
    const auto loose =
        std::count_if(item.begin(), item.end(), [](const Json& node) { return node.at("t") == "Para"; });
    if (loose > (in_word ? 1 : 0)) return false;
  }
  return true;
}

}  // namespace

bool is_contents(const Json& division) {
  const auto style = style_of(division.at(0));
  return style == "table of figures" || style.starts_with("toc ") || style.starts_with("contents ");
}

bool says_anything(const Inlines& text) {
  if (plain_text(text).find_first_not_of(" \n") != std::string::npos) return true;
  return std::any_of(text.begin(), text.end(), [](const auto& in) {
    return std::holds_alternative<Image>(in.content) || std::holds_alternative<CrossReference>(in.content);
  });
}

bool is_label(const Inlines& words) {
  const auto text = plain_text(words);
  return !text.empty() && label_length(text) == text.size();
}

void drop_label(Inlines& caption) {
  const auto text = plain_text(caption);
  const auto length = label_length(text);
  if (length > 0 && length < text.size()) drop_bytes(caption, length);
}

// ---------------------------------------------------------------- sequences

Blocks Reader::blocks(const Json& nodes) {
  const Depth depth(*this);
  Blocks out;
  for (auto it = nodes.begin(); it != nodes.end(); ++it) {
    const auto after = std::next(it);
    block(*it, after == nodes.end() ? nullptr : &*after, out);
  }
  return out;
}

/// The first of them gives the block its id; the others lead there too.
void Reader::give(Block& block, const std::vector<std::string>& anchors) {
  for (const auto& name : anchors) {
    const auto wanted = own_->prefix + slug(name);
    for (int n = 1; block.id.empty(); ++n) {
      auto id = n == 1 ? wanted : wanted + "-" + std::to_string(n);
      if (used_.insert(id).second) block.id = std::move(id);
    }
    ids_.emplace(name, block.id);
  }
}

void Reader::put(Block::Content content, Blocks& out) {
  out.push_back({std::move(content), {}, {}, place()});
  give(out.back(), std::exchange(anchors_, {}));
}

/// Anchors met before blocks lead to the first of them.
void Reader::lead(const std::vector<std::string>& anchors, Blocks& made) {
  if (made.empty())
    return static_cast<void>(anchors_.insert(anchors_.begin(), anchors.begin(), anchors.end()));
  give(made.front(), anchors);
}

void Reader::block(const Json& node, const Json* next, Blocks& out) {
  const auto type = node.at("t").get<std::string>();
  if (type == "HorizontalRule") return put(Rule{}, out);
  if (type == "Null") return;
  const auto& c = node.at("c");
  if (type == "RawBlock") return raw(c);
  if (type == "Div") return division(c, next, out);
  if (type == "Para" || type == "Plain") return paragraph(c, next, out);
  const auto before = std::exchange(anchors_, {});  // they lead to the whole, not to what stands first in it
  Blocks made;
  if (type == "Header") heading(c, made);
  if (type == "BulletList") list(c, false, 1, made);
  if (type == "OrderedList") list(c.at(1), true, c.at(0).at(0).get<int>(), made);
  if (type == "DefinitionList") definitions(c, made);
  if (type == "LineBlock") lines(c, made);
  if (type == "CodeBlock") code(c, made);
  if (type == "BlockQuote") put(Quote{blocks(c), {}}, made);
  if (type == "Table") table(c, made);
  if (type == "Figure") figure(c, made);
  lead(before, made);
  append_to(out, std::move(made));
}

void Reader::code(const Json& content, Blocks& out) {
  anchor(content.at(0));
  const auto& classes = content.at(0).at(1);
  const auto language = own_ && !classes.empty() ? classes.at(0).get<std::string>() : std::string();
  put(CodeBlock{language, content.at(1).get<std::string>()}, out);
}

void Reader::raw(const Json& content) {
  if (own_)
    tell("commands of another program are left out: {}, the first “{}”", "write what they stand for",
         content.at(1).get<std::string>());
}

void Reader::division(const Json& content, const Json* next, Blocks& out) {
  const auto& attributes = content.at(0);
  const auto style = own_ ? style_of(attributes) : std::string();
  if (own_ && is_contents(content)) return;
  anchor(attributes);
  if (is_caption_style(style)) return own_caption(caption_words(content.at(1)), next, out);
  const auto before = std::exchange(anchors_, {});
  auto inner = blocks(content.at(1));
  lead(before, inner);
  const auto language = own_ ? language_of(attributes) : std::string();
  if (language.empty() || inner.empty()) return append_to(out, std::move(inner));
  Block whole{Division{std::move(inner)}, {}, language, place()};
  out.push_back(std::move(whole));
}

// ---------------------------------------------------------------- paragraphs and headings

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
  put(std::move(words), out);
}

/// Those of somebody else's text with their words, which are no captions: our numbers do not count them.
void Reader::stand(std::vector<Figure> figures, Blocks& out) {
  for (auto& figure : figures) {
    if (!own_ && !figure.caption.empty()) label(std::exchange(figure.caption, {}), out);
    if (own_) {
      const bool same = figure.image.alt == plain_text(figure.caption);
      drop_label(figure.caption);
      if (same || figure.image.alt.empty()) figure.image.alt = plain_text(figure.caption);
    }
    put(std::move(figure), out);
  }
}

/// Its tall pictures stand below it.
void Reader::paragraph(const Json& content, const Json* next, Blocks& out) {
  std::vector<Figure> figures;
  auto text = inlines_and(figures, content);
  if (says_anything(text)) {
    if (own_ && figures.empty() && own_->captions.contains(letters_of(plain_text(text))))
      return own_caption(std::move(text), next, out);
    Paragraph paragraph;
    paragraph.content = std::move(text);
    put(std::move(paragraph), out);
  }
  stand(std::move(figures), out);
}

/// A level that is left out is an error to screen readers, and to the numbers of sections.
void Reader::check_level(int level) {
  if (own_ && last_level_ > 0 && level > last_level_ + 1)
    diagnostics_.push_back(
        hinted(warning(place(), "this heading skips a level: it is of level {}, the one before of level {}",
                       {std::to_string(level), std::to_string(last_level_)}),
               "give it the style “Heading {}”", {std::to_string(last_level_ + 1)}));
  last_level_ = level;
}

void Reader::heading(const Json& content, Blocks& out) {
  ++heading_;
  anchor(content.at(1));
  std::vector<Figure> figures;
  auto text = inlines_and(figures, content.at(2));
  if (says_anything(text)) {
    const auto level = content.at(0).get<int>();
    check_level(level);
    Heading heading;
    heading.level = std::clamp(level + heading_shift_, 1, kLowestHeading);
    heading.content = std::move(text);
    heading.numbered = own_ && !has_class(content.at(1), "unnumbered");
    put(std::move(heading), out);
  }
  stand(std::move(figures), out);
}

// ---------------------------------------------------------------- lists

void Reader::list(const Json& items, bool ordered, int start, Blocks& out) {
  List list;
  list.ordered = ordered, list.start = start, list.tight = is_tight(items, own_ != nullptr);
  for (const auto& item : items) {
    auto content = blocks(item);
    const auto checked = own_ ? take_task(content) : std::nullopt;
    list.items.push_back({std::move(content), checked});
  }
  put(std::move(list), out);
}

void Reader::definitions(const Json& items, Blocks& out) {
  for (const auto& item : items) {
    Paragraph term;
    std::vector<Figure> figures;
    term.content = {{Strong{inlines_and(figures, item.at(0))}, place()}};
    put(std::move(term), out);
    stand(std::move(figures), out);
    for (const auto& definition : item.at(1)) append_to(out, blocks(definition));
  }
}

void Reader::lines(const Json& lines, Blocks& out) {
  Paragraph paragraph;
  std::vector<Figure> figures, all;
  for (const auto& line : lines) {
    if (!paragraph.content.empty()) paragraph.content.push_back({HardBreak{}, place()});
    for (auto& one : inlines_and(figures, line)) paragraph.content.push_back(std::move(one));
    std::move(figures.begin(), figures.end(), std::back_inserter(all));
  }
  put(std::move(paragraph), out);
  stand(std::move(all), out);
}

// ---------------------------------------------------------------- captions and figures

/// Its paragraphs as one, whatever stands around them.
Inlines Reader::caption_words(const Json& blocks) {
  Inlines out;
  for (const auto& node : blocks) {
    const bool flat = node.at("t") == "Para" || node.at("t") == "Plain";
    if (!flat && node.at("t") != "Div") continue;
    auto more = flat ? inlines(node.at("c")) : caption_words(node.at("c").at(1));
    if (!out.empty() && !more.empty()) out.push_back({Text{" "}, place()});
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return out;
}

bool Reader::takes_caption(Block& block, Inlines& words) {
  auto* table = std::get_if<DataTable>(&block.content);
  auto* figure = std::get_if<Figure>(&block.content);
  if (!table && !figure) return false;
  auto& caption = table ? table->caption : figure->caption;
  if (!caption.empty()) return false;
  drop_label(words);
  if (figure && figure->image.alt.empty()) figure->image.alt = plain_text(words);
  caption = std::move(words);
  return true;
}

/// Above a table it waits for it; else it is that of the table or figure before it.
void Reader::own_caption(Inlines words, const Json* next, Blocks& out) {
  const bool above = is_table(next) && caption_words(next->at("c").at(1).at(1)).empty();
  if (above) return static_cast<void>(pending_ = std::move(words));
  if (!out.empty() && takes_caption(out.back(), words)) return give(out.back(), std::exchange(anchors_, {}));
  if (says_anything(words)) label(std::move(words), out);
}

void Reader::caption(const Json& content, Blocks& out) {
  for (const auto& one : blocks(content.at(1)))
    if (const auto* paragraph = std::get_if<Paragraph>(&one.content)) label(paragraph->content, out);
}

void Reader::figure(const Json& content, Blocks& out) {
  if (!own_) caption(content.at(1), out);
  anchor(content.at(0));
  const auto before = std::exchange(anchors_, {});
  auto inner = blocks(content.at(2));
  lead(before, inner);
  auto words = own_ ? caption_words(content.at(1).at(1)) : Inlines{};
  bool taken = words.empty();
  for (auto& block : inner) {
    if (auto* figure = std::get_if<Figure>(&block.content); figure && !taken) figure->caption.clear();
    taken = taken || takes_caption(block, words);
  }
  append_to(out, std::move(inner));
  if (!taken && says_anything(words)) label(std::move(words), out);
}

// ---------------------------------------------------------------- tables

TableCell Reader::cell(const Json& content) {
  TableCell cell;
  const auto alignment = content.at(1).at("t").get<std::string>();
  if (own_ && alignment != "AlignDefault") cell.alignment = alignment_named(alignment);
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

void Reader::table(const Json& content, Blocks& out) {
  anchor(content.at(0));
  const auto mine = std::exchange(anchors_, {});
  auto words = std::exchange(pending_, {});
  DataTable table;
  for (const auto& column : content.at(2)) {
    table.columns.push_back({alignment_named(column.at(0).at("t").get<std::string>()), {}});
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
  head(table);
  if (table.columns.empty() || table.rows.empty()) return;
  if (own_ && words.empty()) words = caption_words(content.at(1).at(1));
  anchors_.insert(anchors_.begin(), mine.begin(), mine.end());
  if (!own_) caption(content.at(1), out);
  put(std::move(table), out);
  if (own_ && !words.empty()) takes_caption(out.back(), words);
}

/// A header alone is no header; a first row may be one, where the file says so and Pandoc does not.
void Reader::head(DataTable& table) {
  if (own_ && own_->headed.contains(tables_) && table.header.empty() && table.rows.size() > 1) {
    table.header.push_back(std::move(table.rows.front()));
    table.rows.erase(table.rows.begin());
  }
  ++tables_;
  if (table.rows.empty()) table.rows = std::exchange(table.header, {});
}

}  // namespace taqrir::pandoc
