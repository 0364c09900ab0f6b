// Contents lists, parts and foreign pages: what structures a document as a whole.
#include <algorithm>

#include "layout/composer.hpp"
#include "model/builder.hpp"
#include "model/piece.hpp"

namespace taqrir::layout {

// ---------------------------------------------------------------- contents

namespace {

// "Article 12 – Quorum": too long for the column of numbers.
std::string legal_title(std::string number, const std::string& title) {
  return title.empty() ? std::move(number) : number.empty() ? title : number + "\u00A0– " + title;
}

}  // namespace

void Composer::gather_contents(const Blocks& blocks, int parts, const std::string& language) {
  for (const auto& b : blocks) {
    const std::string& lang = b.language.empty() ? language : b.language;
    if (const auto* h = std::get_if<Heading>(&b.content); h && h->in_contents && !b.id.empty()) {
      auto entry = ContentsEntry{plain_text(h->content), shown_number(*h), b.id, lang, h->level + parts, false};
      if (h->is_legal()) entry.title = legal_title(std::move(entry.number), entry.title), entry.number.clear();
      own_outlook_.contents.push_back(std::move(entry));
    } else if (const auto* p = std::get_if<Part>(&b.content)) {
      own_outlook_.contents.push_back({plain_text(p->title), "", b.id, lang, 1 + parts, true});
      gather_contents(p->content, parts + 1, lang);
    } else if (const auto* d = std::get_if<Division>(&b.content)) {
      gather_contents(d->content, parts, lang);
    } else if (const auto* t = std::get_if<DataTable>(&b.content); t && t->kind == DataTable::Kind::parallel) {
      for (const auto& row : t->rows)
        for (const auto& cell : row) gather_contents(cell.content, parts, lang);
    } else if (const auto* f = std::get_if<ForeignPages>(&b.content); f && !f->title.empty()) {
      own_outlook_.contents.push_back({plain_text(f->title), "", b.id, lang, 2 + parts, false});
    }
  }
}

namespace {

Pt first_baseline(const Strip& strip) {
  for (const auto& item : strip.items)
    if (const auto* run = std::get_if<TextRun>(&item.content)) return run->y;
  return 0;
}

}  // namespace

const RemotePlace* Composer::elsewhere(const std::string& anchor) const {
  if (!companions) return nullptr;
  const auto found = companions->elsewhere.find(anchor);
  return found == companions->elsewhere.end() ? nullptr : &found->second;
}

Strip Composer::contents_line(const ContentsEntry& entry, const Setting& s, NodeId toc) {
  const int level = std::clamp(entry.level, 1, 3);
  const std::string name = "toc" + std::to_string(level);
  const TextStyle& t = theme_.style(name);
  const NodeId item = node(Tag::toc_item, toc, entry.language);
  const NodeId reference = node(Tag::reference, item);
  const NodeId link = node(Tag::link, reference);
  Style style = typesetter.named(name, s.language);
  style.hyphenate = false;
  const Pt indent = (level - 1) * 14.0;
  const Pt number_column = entry.number.empty() ? 0 : std::max(level == 1 ? 16.0 : 24.0, text_width(entry.number, style) + 7);
  const RemotePlace* remote = elsewhere(entry.anchor);
  const Pt number = text_width(std::string(static_cast<std::size_t>(page_digits()), '0'), style);
  const Pt digits = remote ? std::max(number, text_width(companions->widest, style)) : number;
  const Pt text_width_limit = s.width - indent - number_column - digits - 16;

  Setting inner = s;
  inner.width = text_width_limit, inner.align = TextAlign::start;
  Style own = style;
  own.language = entry.language;
  ParagraphShape shape;
  shape.width = text_width_limit, shape.align = TextAlign::start, shape.line_height = typesetter.line_height(name);
  // A title in the other direction still begins at the list's start edge, and its leader follows it.
  const bool turns = direction_of(entry.language) != direction_of(s.language);
  if (turns) shape.align = TextAlign::end;
  auto lines = setter_.set(flow({{Text{entry.title}, {}}}, inner, own, link), shape);
  Strip out;
  if (!entry.number.empty())
    merge(out, text_line(entry.number + "\u00A0", name, s.language, link, TextAlign::start, number_column), indent, 0);
  Pt y = 0, end = 0, baseline = 0;
  for (auto& l : lines) {
    if (turns) mirror(l, text_width_limit);
    const Pt h = l.height;
    end = 0;
    for (const auto& i : l.items)
      if (const auto* run = std::get_if<TextRun>(&i.content)) {
        Pt w = 0;
        for (std::uint32_t g = 0; g < run->count; ++g) w += l.glyphs[run->first + g].advance;
        end = std::max(end, run->x + w);
        baseline = run->y + y;
      }
    merge(out, std::move(l), indent + number_column, y);
    y += h;
  }
  out.height = y;
  const Pt right = s.width;
  const Pt from = indent + number_column + end + 6;
  const Pt to = right - digits - 6;
  if (to > from + 6 && level > 0) {
    Shape leader = line(from, baseline - 0.6, to, baseline - 0.6, theme_.color("rule"), 0.9);
    leader.dash = {0.9, 3.2};
    out.items.push_back({leader, kArtifact});
  }
  if (remote) {
    auto words = text_line(remote->words, name, s.language, link, TextAlign::end, digits);
    const Pt own = first_baseline(words);
    merge(out, std::move(words), right - digits, baseline - own);
  } else {
    out.late.push_back({entry.anchor, right, baseline, digits, typesetter.style(style), link, false});
  }
  out.links.push_back({indent, 0, s.width - indent, out.height, "", entry.anchor, entry.title, link});
  out.before = t.space_before, out.after = t.space_after;
  if (level == 1) out.keep_with_next = true;
  return out;
}

Strips Composer::set(const Block&, const Contents& b, const Setting& s) {
  Strips out;
  if (!b.title.empty()) {
    out = paragraph(b.title, "h1", s, heading_tag(1, s), TextAlign::start);
    for (auto& strip : out) strip.keep_with_next = strip.heading_line = true;
    if (!out.empty()) out.front().heading = HeadingMark{plain_text(b.title), 1 + s.parts, false, ""};
  }
  const NodeId toc = node(Tag::toc, s.parent, s.language);
  for (const auto& entry : outlook_->contents)
    if (entry.level <= b.depth) out.push_back(contents_line(entry, s, toc));
  if (!out.empty()) out.back().keep_with_next = false, out.back().after = 12;
  return out;
}

// ---------------------------------------------------------------- parts and foreign pages

Strips Composer::set(const Block&, const Part& b, const Setting& s) {
  Setting inner = s;
  inner.in_cell = false;
  inner.parent = node(Tag::part, s.parent, s.language);
  const bool opens_with_cover = !b.content.empty() && std::holds_alternative<Cover>(b.content.front().content);
  Strips out;
  if (!opens_with_cover && !b.title.empty()) {
    out = paragraph(b.title, "title", inner, heading_tag(1, s), TextAlign::start);
    for (auto& strip : out) strip.keep_with_next = strip.heading_line = true;
    if (!out.empty()) out.back().after = 18;
  }
  inner.parts = s.parts + 1;
  auto content = blocks(b.content, inner);
  out.insert(out.end(), std::make_move_iterator(content.begin()), std::make_move_iterator(content.end()));
  if (out.empty()) out.emplace_back();
  out.front().break_before = true;
  out.front().heading = HeadingMark{plain_text(b.title), 1 + s.parts, true, ""};
  return out;
}

Strips Composer::set(const Block& at, const ForeignPages& b, const Setting& s) {
  if (s.dry) return {};
  auto info = assets_.foreign(b.file);
  if (!info) {
    append(diagnostics, info.error());
    return {};
  }
  const NodeId section = node(Tag::sect, s.parent, s.language);
  nodes[static_cast<std::size_t>(section)].piece = b.piece;
  Strips out;
  for (std::size_t p = 0; p < info->pages.size(); ++p) {
    const Size size = info->pages[p].size;
    Strip strip;
    strip.break_before = true;
    strip.foreign = ForeignSlot{b.file.path, static_cast<int>(p), b.piece, section, {}, s.language};
    strip.foreign_size = size;
    strip.height = size.height;
    if (!b.stamp.empty())
      strip.foreign->stamp = b.stamp + " · " + std::to_string(p + 1) + "/" + std::to_string(info->pages.size());
    out.push_back(std::move(strip));
  }
  if (out.empty()) return out;
  if (!b.title.empty()) out.front().heading = HeadingMark{plain_text(b.title), 2 + s.parts, false, b.piece};
  (void)at;
  return out;
}

}  // namespace taqrir::layout
