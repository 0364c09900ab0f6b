// The plain blocks: paragraphs, headings, lists, quotes, panels, figures, code, parts.
#include <algorithm>
#include <cmath>

#include "layout/composer.hpp"
#include "layout/figure_size.hpp"
#include "layout/galleys.hpp"
#include "model/builder.hpp"

namespace taqrir::layout {

namespace {

TextAlign text_align(Alignment alignment) {
  switch (alignment) {
    case Alignment::start: return TextAlign::start;
    case Alignment::center: return TextAlign::center;
    case Alignment::end:
    case Alignment::decimal: return TextAlign::end;
  }
  return TextAlign::start;
}

// A paragraph that announces what follows stays with it.
bool ends_with_colon(const Inline& last) {
  const auto* text = std::get_if<Text>(&last.content);
  return text && !text->text.empty() && text->text.back() == ':';
}

}  // namespace

Composer::Composer(const Document& document, const Theme& theme, const Locale& locale, Assets& assets,
                   Typesetter& own_typesetter, Size frame)
    : typesetter(own_typesetter),
      document_(document),
      theme_(theme),
      locale_(locale),
      assets_(assets),
      frame_(frame),
      setter_(typesetter) {
  nodes.push_back({Tag::document, 0});
  node_languages_.push_back(document.language);
}

Composer::Composer(const Composer& whole, Typesetter& own_typesetter)
    : Composer(whole.document_, whole.theme_, whole.locale_, whole.assets_, own_typesetter, whole.frame_) {
  companions = whole.companions;
  outlook_ = whole.outlook_;
}

NodeId Composer::node(Tag tag, NodeId parent, const std::string& language) {
  Node n;
  n.tag = tag;
  n.parent = parent < 0 ? 0 : parent;
  const std::string& above = node_languages_[static_cast<std::size_t>(n.parent)];
  if (!language.empty() && language != above) n.language = language;
  nodes.push_back(std::move(n));
  node_languages_.push_back(language.empty() ? above : language);
  return static_cast<NodeId>(nodes.size()) - 1;
}

std::optional<ImageId> Composer::image(const FileRef& file) {
  if (const auto it = image_ids_.find(file.path); it != image_ids_.end()) return it->second;
  auto asset = assets_.image(file);
  if (!asset) {
    append(diagnostics, asset.error());
    return image_ids_[file.path] = std::nullopt;
  }
  images.push_back(std::move(*asset));
  return image_ids_[file.path] = static_cast<ImageId>(images.size() - 1);
}

Strips Composer::compose(int page_digits, std::span<const std::unique_ptr<Typesetter>> helpers) {
  for (const auto& b : document_.blocks)
    if (std::holds_alternative<Cover>(b.content)) own_outlook_.has_cover = true;
  gather_contents(companions ? companions->whole->blocks : document_.blocks, 0, document_.language);
  const auto entries = own_outlook_.contents.size();
  own_outlook_.page_digits = page_digits > 0 ? page_digits : entries > 400 ? 4 : entries > 12 ? 3 : 2;
  Setting setting;
  setting.width = frame_.width;
  setting.language = document_.language;
  setting.align = theme_.justify ? TextAlign::justify : TextAlign::start;
  return Galleys(*this, helpers).set(document_.blocks, setting);
}

namespace {

// The last two lines so far stay with what comes next; not those before a heading of it.
void keep_last_lines(Strips& strips) {
  int lines = 0;
  bool headed = false;
  for (auto s = strips.rbegin(); s != strips.rend() && lines < 2 && !s->foreign && !s->fill_page; ++s) {
    if (headed && s->height > 0 && !s->heading_line) break;
    headed = headed || s->heading_line;
    if (s->height > 0) s->keep_with_next = true, lines += !s->heading_line;
    if (s->break_before) break;
  }
}

bool follows_heading(const Strips& strips) { return !strips.empty() && strips.back().heading_line; }

}  // namespace

Strips Composer::blocks(std::span<const Block> blocks, const Setting& setting) {
  Strips out;
  for (const auto& b : blocks) {
    auto strips = block(b, setting);
    const auto count = strips.size();
    join(out, std::move(strips), b, count);
  }
  return out;
}

void Composer::join(Strips& out, Strips strips, const Block& b, std::size_t opening) {
  const auto* facts = std::get_if<KeyFacts>(&b.content);
  if (std::holds_alternative<Signatures>(b.content) || (facts && facts->title.empty())) keep_last_lines(out);
  if (follows_heading(out) && opening == 1)
    strips.front().soft_keep = true;  // one line is little below a heading
  if (out.empty())
    out = std::move(strips);
  else
    out.insert(out.end(), std::make_move_iterator(strips.begin()), std::make_move_iterator(strips.end()));
}

Strips Composer::block(const Block& b, const Setting& setting) {
  Strips strips;
  if (b.language.empty() || b.language == setting.language) {
    strips = dispatch(b, setting);
  } else {
    Setting inner = setting;
    inner.language = b.language;
    strips = dispatch(b, inner);
    embed(strips, inner, setting, 0);
  }
  if (!b.id.empty() && !setting.dry) {
    if (strips.empty()) strips.emplace_back();  // what is empty can still be pointed at
    strips.front().anchors.push_back(b.id);
  }
  return strips;
}

Strips Composer::dispatch(const Block& b, const Setting& setting) {
  return std::visit([&](const auto& content) { return set(b, content, setting); }, b.content);
}

void Composer::embed(Strips& strips, const Setting& child, const Setting& parent, Pt dx) {
  const bool turns = child.rtl() != parent.rtl();
  for (auto& s : strips) {
    if (s.foreign) continue;
    if (turns) mirror(s, child.width);
    if (dx != 0) shift(s, dx, 0);
  }
  move_frames(strips, turns ? std::optional<Pt>(child.width) : std::nullopt, dx);
}

// Panels behind the strips and headers repeated above them go with them, each once.
void Composer::move_frames(const Strips& strips, std::optional<Pt> mirrored_in, Pt dx) {
  move_headers(strips, mirrored_in, dx);
  std::vector<int> seen;
  for (const auto& s : strips)
    for (const int f : s.frames) {
      if (std::find(seen.begin(), seen.end(), f) != seen.end()) continue;
      seen.push_back(f);
      Frame& frame = frames[static_cast<std::size_t>(f)];
      if (mirrored_in) frame.x = *mirrored_in - frame.x - frame.width, frame.bar_at_end = !frame.bar_at_end;
      frame.x += dx;
    }
}

void Composer::move_headers(const Strips& strips, std::optional<Pt> mirrored_in, Pt dx) {
  for (std::size_t i = 0; i < strips.size(); ++i) {
    const int h = strips[i].header;
    if (h < 0 || (i > 0 && strips[i - 1].header == h)) continue;
    for (auto& strip : headers[static_cast<std::size_t>(h)].strips) {
      if (mirrored_in) mirror(strip, *mirrored_in);
      shift(strip, dx, 0);
    }
  }
}

// ---------------------------------------------------------------- paragraphs

namespace {

bool says_nothing(const Inlines& inlines);

struct SaysNothing {
  bool operator()(const Text& t) const { return t.text.find_first_not_of(" \t\n") == std::string::npos; }
  bool operator()(const SoftBreak&) const { return true; }
  bool operator()(const Emphasis& e) const { return says_nothing(e.content); }
  bool operator()(const Strong& e) const { return says_nothing(e.content); }
  bool operator()(const Strikethrough& e) const { return says_nothing(e.content); }
  bool operator()(const Superscript& e) const { return says_nothing(e.content); }
  bool operator()(const Subscript& e) const { return says_nothing(e.content); }
  bool operator()(const LanguageSpan& e) const { return says_nothing(e.content); }
  bool operator()(const Insertion& e) const { return says_nothing(e.content); }
  template <class Other>
  bool operator()(const Other&) const { return false; }
};

bool says_nothing(const Inlines& inlines) {
  return std::all_of(inlines.begin(), inlines.end(), [](const Inline& i) { return std::visit(SaysNothing{}, i.content); });
}

}  // namespace

Strips Composer::paragraph(const Inlines& inlines, const std::string& style, const Setting& setting, Tag tag,
                           std::optional<TextAlign> align) {
  if (says_nothing(inlines)) return {};  // and no element that would hold nothing
  const NodeId n = setting.dry ? kArtifact : setting.in_cell && tag == Tag::p ? setting.parent : node(tag, setting.parent, setting.language);
  return paragraph_in(inlines, style, setting, n, align);
}

Strips Composer::paragraph_in(const Inlines& inlines, const std::string& style_name, const Setting& setting, NodeId n,
                              std::optional<TextAlign> align) {
  const TextStyle& t = theme_.style(style_name);
  Style style = typesetter.named(style_name, setting.language);
  if (setting.color) style.color = *setting.color;
  if (setting.bold) style.bold = true;
  style.size *= setting.scale;
  ParagraphShape shape;
  shape.width = setting.width;
  shape.line_height = typesetter.line_height(style_name) * setting.scale;
  shape.align = align.value_or(setting.align);
  shape.node = n;
  if (shape.align == TextAlign::center || t.bold) style.hyphenate = false;
  auto strips = setter_.set(flow(inlines, setting, style, n), shape);
  if (strips.empty()) return strips;
  strips.front().before = t.space_before * setting.scale;
  strips.back().after = t.space_after * setting.scale * (setting.tight ? 0.3 : 1);
  return strips;
}

Strips Composer::set(const Block&, const Paragraph& b, const Setting& setting) {
  constexpr double kSmallInCell = 0.92;  // small print keeps the table’s face
  const bool small = b.role == Paragraph::Role::small;
  Setting s = setting;
  if (small && s.style == "table") s.scale *= kSmallInCell;
  const std::string style = b.role == Paragraph::Role::lead    ? "lead"
                            : small ? (s.style == "table" ? s.style : "small")
                            : b.role == Paragraph::Role::label ? "label"
                                                               : s.style;
  std::optional<TextAlign> align;
  if (b.alignment) align = text_align(*b.alignment);
  if (b.role == Paragraph::Role::label || b.role == Paragraph::Role::lead) align = align.value_or(TextAlign::start);
  auto strips = paragraph(b.content, style, s, Tag::p, align);
  const bool announces = !b.content.empty() && ends_with_colon(b.content.back());
  const bool opens = b.role == Paragraph::Role::label || (b.role == Paragraph::Role::lead && strips.size() <= 3);
  if ((opens || announces) && !strips.empty()) strips.back().keep_with_next = true;
  return strips;
}

Tag Composer::heading_tag(int level, const Setting& s) const {
  const int depth = std::clamp(level + s.parts + (outlook_->has_cover ? 1 : 0), 1, 6);
  return static_cast<Tag>(static_cast<int>(Tag::h1) + depth - 1);
}

// The names of a legal text's divisions are part of the text, whatever the theme says of numbers.
std::string Composer::shown_number(const Heading& heading) const {
  return heading.numbered && (theme_.number_headings || heading.is_legal()) ? heading.number : std::string();
}

Strips Composer::set(const Block&, const Heading& b, const Setting& s) {
  const int level = std::clamp(b.level, 1, 6);
  const auto number = shown_number(b);
  const bool alone = says_nothing(b.content);
  const std::string apart = alone ? "" : b.is_legal() ? "\u00A0– " : "\u00A0\u00A0";
  Inlines content = b.content;
  if (!number.empty()) content.insert(content.begin(), Inline{Text{number + apart}, {}});
  const auto tag = heading_tag(level, s);
  auto strips = paragraph(content, "h" + std::to_string(level), s, tag,
                          b.alignment ? text_align(*b.alignment) : TextAlign::start);
  for (auto& strip : strips) strip.keep_with_next = strip.heading_line = true;
  if (!strips.empty() && b.in_contents) {
    const std::string before = number.empty() ? "" : number + (b.is_legal() ? apart : "  ");
    strips.front().heading = HeadingMark{before + plain_text(b.content), level + s.parts, false, ""};
  }
  return strips;
}

// ---------------------------------------------------------------- lists

namespace {

constexpr Pt kNarrowest = 70;  // of an item's text; lists nested deeper are not indented further

// Of the first text on a strip.
std::optional<Pt> baseline(const Strip& strip) {
  for (const auto& item : strip.items)
    if (const auto* run = std::get_if<TextRun>(&item.content)) return run->y;
  return {};
}

// Signs often come from another font than the text beside them.
void stand_on_line_of(Strip& sign, const Strip& text) {
  const auto from = baseline(sign), to = baseline(text);
  if (from && to) shift(sign, 0, *to - *from);
}

}  // namespace

int Composer::list_depth(NodeId parent) const {
  int depth = 0;
  for (NodeId up = parent; up > 0; up = nodes[static_cast<std::size_t>(up)].parent)
    depth += nodes[static_cast<std::size_t>(up)].tag == Tag::list;
  return depth;
}

Strips Composer::list_item(const ListItem& item, const std::string& sign, bool tight, Pt indent, NodeId list, const Setting& s) {
  const TextStyle& t = theme_.style(s.style);
  const NodeId li = s.dry ? kArtifact : node(Tag::list_item, list);
  const NodeId label = s.dry ? kArtifact : node(Tag::label, li);
  const bool indented = s.width - indent >= kNarrowest;
  Setting inner = s;
  inner.parent = s.dry ? kArtifact : node(Tag::list_body, li);
  inner.width = indented ? s.width - indent : s.width;
  inner.tight = tight;
  inner.in_cell = tight && item.content.size() == 1;  // a lone paragraph stands in LBody itself
  auto strips = blocks(item.content, inner);
  if (strips.empty()) strips.emplace_back();
  for (auto& strip : strips) strip.floating = -1;
  strips.front().height = std::max(strips.front().height, t.size * t.leading);
  embed(strips, inner, s, s.width - inner.width);
  const auto ink = sign.back() == '.' ? std::optional<Rgb>{} : theme_.color("accent-2");
  Strip marker = text_line(sign, s.style, s.language, label, TextAlign::end, indent - t.size * 0.45, ink);
  if (indented) {
    stand_on_line_of(marker, strips.front());
    prepend(strips.front(), std::move(marker));
  } else {
    marker.keep_with_next = true;
    strips.insert(strips.begin(), std::move(marker));
  }
  if (tight) strips.back().after = t.space_after * 0.35;
  return strips;
}

Strips Composer::set(const Block&, const List& b, const Setting& s) {
  static const char* const kBullets[] = {"•", "–", "◦"};
  const TextStyle& t = theme_.style(s.style);
  Setting outer = s;
  outer.in_cell = false;
  const std::string bullet = kBullets[s.dry ? 0 : list_depth(s.parent) % 3];
  const NodeId list = s.dry ? kArtifact : node(Tag::list, s.parent, s.language);
  if (!s.dry) nodes[static_cast<std::size_t>(list)].numbering = b.ordered ? Node::Numbering::decimal : Node::Numbering::disc;
  const std::string widest = b.ordered ? std::to_string(b.start + static_cast<int>(b.items.size())) + "." : "•";
  const Pt indent = std::max(t.size * 1.6, text_width(widest, typesetter.named(s.style, s.language)) + t.size * 0.7);
  Strips out;
  int number = b.start;
  for (const auto& item : b.items) {
    const std::string sign = item.checked ? (*item.checked ? "☑" : "☐") : b.ordered ? std::to_string(number) + "." : bullet;
    auto strips = list_item(item, sign, b.tight, indent, list, outer);
    out.insert(out.end(), std::make_move_iterator(strips.begin()), std::make_move_iterator(strips.end()));
    ++number;
  }
  if (!out.empty()) out.back().after = t.space_after;
  if (out.size() > 1) out.front().keep_with_next = true;
  return out;
}

// ---------------------------------------------------------------- panels

void Composer::panel(Strips& strips, const Frame& frame, Pt pad_x, Pt pad_top, Pt pad_bottom) {
  if (strips.empty()) return;
  weld(strips);
  move_frames(strips, std::nullopt, pad_x);
  frames.push_back(frame);
  const int index = static_cast<int>(frames.size()) - 1;
  for (std::size_t i = 0; i < strips.size(); ++i) {
    Strip& s = strips[i];
    if (pad_x != 0) shift(s, pad_x, 0);
    s.floating = -1;
    s.frames.insert(s.frames.begin(), index);
    if (s.header < 0 || (i > 0 && strips[i - 1].header == s.header)) continue;
    for (auto& repeated : headers[static_cast<std::size_t>(s.header)].strips)
      repeated.frames.insert(repeated.frames.begin(), index);
  }
  shift(strips.front(), 0, pad_top);
  strips.front().height += pad_top;
  strips.back().height += pad_bottom;
}

Strips Composer::set(const Block&, const Quote& b, const Setting& s) {
  Setting inner = s;
  inner.in_cell = false;
  inner.parent = s.dry ? kArtifact : node(Tag::block_quote, s.parent, s.language);
  inner.width = s.width - 26;
  inner.style = "quote";
  auto strips = blocks(b.content, inner);
  if (!b.attribution.empty()) {
    auto who = paragraph(b.attribution, "small", inner, Tag::p, TextAlign::end);
    if (!strips.empty()) strips.back().keep_with_next = true;
    strips.insert(strips.end(), std::make_move_iterator(who.begin()), std::make_move_iterator(who.end()));
  }
  if (strips.empty()) return strips;
  strips.back().after = 0;
  Frame frame;
  frame.bar = theme_.color("accent-2");
  frame.bar_width = 2, frame.x = 2, frame.width = s.width - 2;
  panel(strips, frame, 16, 1, 1);
  strips.front().before = 6, strips.back().after = 10;
  return strips;
}

Strips Composer::set(const Block&, const Callout& b, const Setting& s) {
  static const char* const kWords[] = {"note", "tip", "important", "warning", "caution"};
  static const char* const kPanels[] = {"panel", "good-panel", "panel", "caution-panel", "bad-panel"};
  static const char* const kInks[] = {"accent", "good", "accent", "caution", "bad"};
  const auto kind = static_cast<std::size_t>(b.kind);
  Setting inner = s;
  inner.in_cell = false;
  inner.parent = s.dry ? kArtifact : node(Tag::aside, s.parent, s.language);
  inner.width = s.width - 30;
  inner.align = TextAlign::start;
  inner.tight = false;
  Setting titled = inner;
  titled.color = theme_.color(kInks[kind]);
  const Inlines title = b.title.empty() ? plain(locale_.in(s.language).word(std::string("document.callout.") + kWords[kind])) : b.title;
  auto strips = paragraph(title, "label", titled, Tag::p, TextAlign::start);
  for (auto& strip : strips) strip.keep_with_next = true, strip.before = 0;
  auto body = blocks(b.content, inner);
  if (!body.empty()) body.back().after = 0;
  strips.insert(strips.end(), std::make_move_iterator(body.begin()), std::make_move_iterator(body.end()));
  Frame frame;
  frame.fill = theme_.color(kPanels[kind]);
  frame.bar = theme_.color(kInks[kind]);
  frame.bar_width = 3, frame.width = s.width;
  panel(strips, frame, 16, 9, 10);
  if (!strips.empty()) strips.front().before = 8, strips.back().after = 12;
  return strips;
}

constexpr double kTallPanel = 0.25;  // of the frame's height: a taller panel of facts may be parted

// Facts in two columns of label over value, on a quiet panel.
Strips Composer::set(const Block&, const KeyFacts& b, const Setting& s) {
  constexpr Pt kPad = 14, kGap = 18;
  Setting inner = s;
  inner.in_cell = false;
  inner.parent = s.dry ? kArtifact : node(Tag::sect, s.parent, s.language);
  inner.align = TextAlign::start;
  inner.width = s.width - 2 * kPad;
  Strips strips;
  if (!b.title.empty()) {
    strips = paragraph(b.title, "label", inner);
    for (auto& strip : strips) strip.keep_with_next = true, strip.before = 0;
    if (!strips.empty()) strips.back().after = 5;
  }
  const int columns = inner.width > 300 ? 2 : 1;
  Setting column = inner;
  column.width = (inner.width - kGap * (columns - 1)) / columns;
  for (std::size_t i = 0; i < b.facts.size(); i += static_cast<std::size_t>(columns)) {
    Strip row;
    for (int c = 0; c < columns && i + static_cast<std::size_t>(c) < b.facts.size(); ++c) {
      const auto& fact = b.facts[i + static_cast<std::size_t>(c)];
      auto cell = paragraph(fact.label, "fact-label", column);
      auto value = paragraph(fact.value, "fact-value", column);
      cell.insert(cell.end(), std::make_move_iterator(value.begin()), std::make_move_iterator(value.end()));
      Pt y = 0;
      for (auto& strip : cell) {
        const Pt h = strip.height + strip.after;
        merge(row, std::move(strip), c * (column.width + kGap), y);
        y += h;
      }
      row.height = std::max(row.height, y);
    }
    row.height += 2;
    strips.push_back(std::move(row));
  }
  if (strips.empty()) return strips;
  strips.back().height -= std::min(5.0, strips.back().height);
  Frame frame;
  frame.fill = theme_.color("panel");
  frame.width = s.width;
  panel(strips, frame, kPad, 11, 8);
  const bool tall = total_height(strips) > frame_.height * kTallPanel;
  for (std::size_t i = 0; i + 1 < strips.size(); ++i)
    (tall && i > 0 ? strips[i].soft_keep : strips[i].keep_with_next) = true;
  strips.front().before = 8, strips.back().after = 14;
  return strips;
}

Strips Composer::set(const Block&, const CodeBlock& b, const Setting& s) {
  Setting inner = s;
  inner.in_cell = false;
  inner.language = "und";  // source code is no language; left to right
  inner.width = s.width - 20;
  const NodeId code = s.dry ? kArtifact : node(Tag::code, s.dry ? kArtifact : node(Tag::p, s.parent, s.language));
  Style style = typesetter.named("code", "und");
  style.hyphenate = false;
  ParagraphShape shape;
  shape.width = inner.width, shape.align = TextAlign::start;
  shape.line_height = typesetter.line_height("code");
  Strips strips;
  for (std::size_t begin = 0; begin <= b.text.size();) {
    auto end = b.text.find('\n', begin);
    if (end == std::string::npos) end = b.text.size();
    if (begin == b.text.size() && begin > 0) break;
    std::string text;
    for (const char c : b.text.substr(begin, end - begin)) text += c == '\t' ? std::string(4, ' ') : std::string(1, c);
    InlineFlow f;
    f.text = text, f.base = typesetter.style(style), f.language = "und";
    InlineFlow::Stretch stretch;
    stretch.end = static_cast<std::uint32_t>(text.size()), stretch.style = f.base, stretch.node = code;
    if (!text.empty()) f.stretches.push_back(stretch);
    auto lines = setter_.set(f, shape);
    if (lines.empty()) lines.push_back({shape.line_height});
    for (auto& line : lines) line.keep_with_next = false;
    strips.insert(strips.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    begin = end + 1;
  }
  Frame frame;
  frame.fill = theme_.color("zebra");
  frame.stroke = theme_.color("rule");
  frame.width = s.width;
  if (inner.rtl() != s.rtl()) embed(strips, inner, s, 0);
  panel(strips, frame, 10, 7, 7);
  if (!strips.empty()) strips.front().before = 4, strips.back().after = 9;
  return strips;
}

// ---------------------------------------------------------------- figures and rules

Strips Composer::caption(const Inlines& text, const std::string& number, const std::string& word, const Setting& s,
                         NodeId parent, Tag tag) {
  if (text.empty() && number.empty()) return {};
  Setting inner = s;
  inner.in_cell = false;
  inner.align = TextAlign::start;
  inner.parent = parent;
  Inlines content;
  if (!number.empty()) {
    content = strong(locale_.in(s.language).word(word, {{"n", number}}));
    if (!text.empty()) content.push_back({Text{". "}, {}});
  }
  content.insert(content.end(), text.begin(), text.end());
  return paragraph(content, "caption", inner, tag);
}

Size figure_size(const Image& image, const ImageAsset& asset, Size column) {
  constexpr Pt kPixel = 72.0 / 120;
  const Pt most = column.height * (image.width ? 0.75 : 0.45);
  Size size;
  size.width = std::min(image.width.value_or(asset.width * kPixel), column.width);
  size.height = size.width * asset.height / std::max(asset.width, 1);
  if (size.height > most) size = {size.width * most / size.height, most};
  return size;
}

Strips Composer::set(const Block&, const Figure& b, const Setting& s) {
  const auto id = s.dry ? std::optional<ImageId>{} : image(b.image.file);
  if (!id) {
    if (s.dry) return {};
    Callout lost{Callout::Kind::caution, plain(b.image.file.path), {taqrir::paragraph(b.image.alt)}};
    return set(Block{lost}, lost, s);
  }
  const auto& asset = images[*id];
  const NodeId figure = node(Tag::figure, s.parent, s.language);
  auto words = caption(b.caption, b.number, "document.figure", s, figure);
  nodes[static_cast<std::size_t>(figure)].alternative = b.image.alt.empty() ? plain_text(b.caption) : b.image.alt;
  const auto [width, height] = figure_size(b.image, asset, {s.width, frame_.height});
  Strip box;
  box.height = height;
  box.items.push_back({PlacedImage{*id, (s.width - width) / 2, 0, width, height}, figure});
  box.before = 8, box.after = 2;
  box.keep_with_next = !words.empty();
  Strips out;
  out.push_back(std::move(box));
  if (words.empty()) out.back().after = 10;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) words[i].keep_with_next = true;
  out.insert(out.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
  let_float(out, frame_.height * 0.8);
  return out;
}

void Composer::let_float(Strips& strips, Pt limit) {
  if (total_height(strips) > limit) return;
  ++float_count_;
  for (auto& strip : strips) strip.floating = float_count_;
}

Strips Composer::set(const Block&, const Rule&, const Setting& s) {
  Strip strip;
  strip.height = 1, strip.before = 10, strip.after = 10;
  strip.items.push_back({line(s.width * 0.35, 0.5, s.width * 0.65, 0.5, theme_.color("rule"), 0.8), kArtifact});
  Strips out;
  out.push_back(std::move(strip));
  return out;
}

Strips Composer::set(const Block&, const PageBreak&, const Setting&) {
  Strips out(1);
  out.back().break_before = true;
  return out;
}

Strips Composer::set(const Block&, const Division& b, const Setting& s) { return blocks(b.content, s); }

// ---------------------------------------------------------------- signatures

// Role over name; returns the height taken.
Pt Composer::signatory(Strip& row, const Signatory& who, const Setting& column, Pt x, const std::string& style) {
  Pt y = 0;
  for (const auto* part : {&who.role, &who.name})
    for (auto& strip : paragraph(*part, part == &who.role ? "label" : style, column)) {
      const Pt h = strip.height;
      merge(row, std::move(strip), x, y);
      y += h;
    }
  return y;
}

Strips Composer::set(const Block&, const Signatures& b, const Setting& s) {
  constexpr Pt kGap = 24;
  Setting inner = s;
  inner.in_cell = false, inner.align = TextAlign::start;
  inner.parent = s.dry ? kArtifact : node(Tag::sect, s.parent, s.language);
  Strips out;
  if (!b.place_and_date.empty()) {
    out = paragraph(b.place_and_date, s.style, inner);
    for (auto& strip : out) strip.keep_with_next = true;
  }
  // One who signs alone has the line of one of two.
  const std::size_t columns = std::clamp<std::size_t>(b.signatories.size(), s.width > 240 ? 2 : 1, s.width > 400 ? 3 : 2);
  Setting column = inner;
  column.width = (s.width - kGap * static_cast<Pt>(columns - 1)) / static_cast<Pt>(columns);
  for (std::size_t i = 0; i < b.signatories.size(); i += columns) {
    Strip row;
    row.before = 12;
    Pt names = 0;
    for (std::size_t c = 0; c < columns && i + c < b.signatories.size(); ++c)
      names = std::max(names, signatory(row, b.signatories[i + c], column, static_cast<Pt>(c) * (column.width + kGap), s.style));
    const Pt y = names + 46;  // room to sign; the lines of a row stand level
    for (std::size_t c = 0; c < columns && i + c < b.signatories.size(); ++c) {
      const Pt x = static_cast<Pt>(c) * (column.width + kGap);
      row.items.push_back({line(x, y, x + column.width * 0.85, y, theme_.color("rule"), 0.8), kArtifact});
      Strip word = text_line(locale_.in(s.language).word("document.signature"), "fact-label", s.language, kArtifact, TextAlign::start, column.width);
      row.height = std::max(row.height, y + 2 + word.height);
      merge(row, std::move(word), x, y + 2);
    }
    row.after = 14;
    row.keep_with_next = i + columns < b.signatories.size();  // all who sign stand on one page
    out.push_back(std::move(row));
  }
  return out;
}

// ---------------------------------------------------------------- footnotes

int Composer::note(const Footnote& footnote, const Setting& setting, NodeId parent, std::string& mark,
                   std::string& anchor) {
  mark = std::to_string(++note_count_);
  anchor = "note-" + mark;
  // Room for the mark: one and two digits are the same, more take more.
  const Pt gutter = std::max(14.0, text_width(mark, typesetter.named("footnote", setting.language)) + 4);
  Setting inner;
  inner.width = frame_.width - gutter;
  inner.language = setting.language;
  inner.style = "footnote";
  inner.align = TextAlign::start;
  inner.parts = setting.parts;
  inner.parent = node(Tag::note, parent == kArtifact ? setting.parent : parent, setting.language);
  nodes[static_cast<std::size_t>(inner.parent)].id = anchor;
  const NodeId label = node(Tag::label, inner.parent);
  auto strips = blocks(footnote.content, inner);
  move_frames(strips, std::nullopt, gutter);
  for (auto& strip : strips) shift(strip, gutter, 0);
  if (strips.empty()) strips.push_back({typesetter.line_height("footnote")});
  Strip first;
  Strip sign = text_line(mark, "footnote", setting.language, label, TextAlign::start, gutter);
  first.height = strips.front().height;
  merge(first, std::move(sign), 0, 0);
  const auto after = strips.front().after;
  first.frames = strips.front().frames;
  merge(first, std::move(strips.front()), 0, 0);
  first.after = after;
  strips.front() = std::move(first);
  if (inner.rtl() != (direction_of(document_.language) == Direction::rtl))
    embed(strips, inner, Setting{frame_.width, document_.language}, 0);
  notes.push_back({std::move(strips), anchor});
  return static_cast<int>(notes.size()) - 1;
}

}  // namespace taqrir::layout
