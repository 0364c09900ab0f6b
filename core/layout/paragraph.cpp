#include "layout/paragraph.hpp"

#include <unicode/ubidi.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "base/unicode.hpp"
#include "layout/isolates.hpp"

namespace taqrir::layout {

namespace {

constexpr double kStretch = 0.5, kShrink = 0.3;  // of a space, when justified
constexpr double kRagged = 0.18;                 // of the line, stretch at the end of unjustified lines
// Kashida, in em: what a word gives to a line's stretch by its rank, and how short and long one may be.
// Fewer and longer ones look better than many short ones.
constexpr double kKashidaStretch[] = {0, 0.16, 0.16, 0.13, 0.1, 0.08, 0.05, 0.03};
constexpr double kShortestKashida = 0.12, kGoodKashida = 0.3, kLongestKashida = 0.5, kKashidaStep = 0.04;
constexpr float kHyphenPenalty = 60, kOpenPenalty = 30, kEmergencyPenalty = 500;

struct BidiClose {
  void operator()(UBiDi* b) const { ubidi_close(b); }
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

}  // namespace

bool has_right_to_left(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto b = static_cast<unsigned char>(text[i]);
    if (b < 0xD6) continue;
    if (b <= 0xDF) return true;
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (b == 0xE0 && next < 0xA4) return true;
    if (b == 0xEF && next >= 0xAC && next <= 0xBB) return true;
    if (b == 0xE2 && (next == 0x80 || next == 0x81)) {
      const auto last = i + 2 < text.size() ? static_cast<unsigned char>(text[i + 2]) : 0;
      if ((next == 0x80 && (last == 0x8F || (last >= 0xAA && last <= 0xAE))) || (next == 0x81 && last >= 0xA6 && last <= 0xA9))
        return true;
    }
  }
  return false;
}

std::vector<std::uint8_t> bidi_levels(const std::string& text, bool rtl) {
  if (!rtl && !has_right_to_left(text)) return {};
  std::u16string wide;
  std::vector<std::uint32_t> unit_of_byte(text.size());
  const auto isolates = left_to_right_stretches(text);
  auto opening = isolates.begin(), closing = isolates.begin();
  for (std::size_t i = 0; i < text.size();) {
    const auto at = i;
    if (closing != isolates.end() && closing->second == at) wide += u'\u2069', ++closing;
    if (opening != isolates.end() && opening->first == at) wide += u'\u2066', ++opening;
    const char32_t c = next_code_point(text, i);
    for (auto k = at; k < i; ++k) unit_of_byte[k] = static_cast<std::uint32_t>(wide.size());
    if (c > 0xFFFF) {
      wide += static_cast<char16_t>(0xD7C0 + (c >> 10));
      wide += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    } else {
      wide += static_cast<char16_t>(c);
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UBiDi, BidiClose> bidi(ubidi_open());
  ubidi_setPara(bidi.get(), wide.data(), static_cast<int>(wide.size()), rtl ? 1 : 0, nullptr, &status);
  const UBiDiLevel* levels = U_SUCCESS(status) ? ubidi_getLevels(bidi.get(), &status) : nullptr;
  std::vector<std::uint8_t> out(text.size(), rtl ? 1 : 0);
  if (levels && U_SUCCESS(status))
    for (std::size_t i = 0; i < text.size(); ++i) out[i] = levels[unit_of_byte[i]];
  return out;
}

// ---------------------------------------------------------------- elements

void ParagraphSetter::build(const InlineFlow& flow, Pt line_width) {
  elements_.clear();
  line_width_ = line_width;
  const auto levels = bidi_levels(flow.text, flow.rtl);
  mixed_ = !levels.empty();
  const auto level_at = [&](std::uint32_t byte) {
    return levels.empty() ? std::uint8_t{0} : byte < levels.size() ? levels[byte] : levels.back();
  };
  for (std::uint32_t s = 0; s < flow.stretches.size(); ++s) {
    const auto& stretch = flow.stretches[s];
    using Kind = InlineFlow::Stretch::Kind;
    if (stretch.kind == Kind::text) {
      add_text(flow, s, levels);
    } else if (stretch.kind == Kind::hard_break) {
      Element e;
      e.kind = Element::Kind::hard_break;
      e.stretch_index = s;
      elements_.push_back(e);
    } else {
      add_object(flow, s, level_at(stretch.begin));
    }
  }
}

void ParagraphSetter::add_text(const InlineFlow& flow, std::uint32_t index, const std::vector<std::uint8_t>& levels) {
  const auto& stretch = flow.stretches[index];
  const std::string_view text = flow.text;
  const auto level = [&](std::size_t at) { return levels.empty() ? std::uint8_t{0} : levels[at]; };
  std::size_t begin = stretch.begin;
  const auto flush = [&](std::size_t end) {
    if (end > begin) add_unit(flow, index, text.substr(begin, end - begin), level(begin));
  };
  for (std::size_t i = stretch.begin; i < stretch.end;) {
    if (is_space(text[i])) {
      flush(i);
      add_space(flow, index, true, level(i));
      begin = ++i;
    } else if (text[i] == '\xC2' && i + 1 < stretch.end && text[i + 1] == '\xA0') {
      flush(i);
      add_space(flow, index, false, level(i));
      begin = i += 2;
    } else {
      if (i > begin && level(i) != level(begin)) flush(i), begin = i;
      ++i;
    }
  }
  flush(stretch.end);
}

void ParagraphSetter::add_unit(const InlineFlow& flow, std::uint32_t index, std::string_view text, std::uint8_t level) {
  const Unit& unit = typesetter_.unit(flow.stretches[index].style, level % 2 == 1, text);
  if (!unit.missing.empty() && !measuring_) report_missing(flow, text, unit);
  for (std::uint32_t s = 0; s < unit.slices.size(); ++s) add_slice(index, unit, s, level);
}

void ParagraphSetter::report_missing(const InlineFlow& flow, std::string_view text, const Unit& unit) {
  const auto at = static_cast<std::uint32_t>(text.data() - flow.text.data());
  const auto after = std::upper_bound(flow.sources.begin(), flow.sources.end(), at,
                                      [](std::uint32_t byte, const auto& source) { return byte < source.begin; });
  typesetter_.note_missing(unit.missing, after == flow.sources.begin() ? Span{} : std::prev(after)->span);
}

// A slice that no line can hold is laid down letter by letter (cluster by cluster).
void ParagraphSetter::add_slice(std::uint32_t index, const Unit& unit, std::uint32_t slice, std::uint8_t level) {
  const Slice& s = unit.slices[slice];
  Element e;
  e.level = level, e.unit = &unit, e.slice = slice, e.stretch_index = index;
  e.glyph_first = s.first, e.glyph_count = s.count, e.width = s.width;
  if (s.width <= line_width_ || line_width_ <= 0) {
    e.stretch = static_cast<float>(kKashidaStretch[s.elongation.rank]) * unit.segments[s.segment].size;
    elements_.push_back(e);
    return;
  }
  const Segment& segment = unit.segments[s.segment];
  const auto at = [&](std::uint32_t k) { return segment.rtl ? s.first + s.count - 1 - k : s.first + k; };
  for (std::uint32_t k = 0; k < s.count;) {
    std::uint32_t n = 1;
    while (k + n < s.count && segment.glyphs[at(k + n)].offset == segment.glyphs[at(k)].offset) ++n;
    Element cut = e;
    cut.glyph_first = segment.rtl ? at(k + n - 1) : at(k);
    cut.glyph_count = n, cut.emergency = true, cut.width = 0;
    for (std::uint32_t g = 0; g < n; ++g) cut.width += segment.glyphs[cut.glyph_first + g].advance;
    elements_.push_back(cut);
    k += n;
  }
}

void ParagraphSetter::add_space(const InlineFlow& flow, std::uint32_t index, bool breakable, std::uint8_t level) {
  Element e;
  e.kind = Element::Kind::space;
  e.breakable = breakable, e.level = level, e.stretch_index = index;
  const StyleId style = flow.stretches[index].style;
  const Element* previous = elements_.empty() ? nullptr : &elements_.back();
  if (previous && previous->kind == Element::Kind::slice) {
    const auto& segment = previous->unit->segments[previous->unit->slices[previous->slice].segment];
    e.font = segment.font, e.size = segment.size;
  } else {
    const auto& metrics = typesetter_.metrics(style, flow.rtl ? "arab" : "latn");
    e.font = metrics.font, e.size = static_cast<float>(metrics.size);
  }
  e.width = typesetter_.space(e.font).advance * e.size;
  e.stretch = static_cast<float>(e.width * kStretch), e.shrink = static_cast<float>(e.width * kShrink);
  elements_.push_back(e);
}

void ParagraphSetter::add_object(const InlineFlow& flow, std::uint32_t index, std::uint8_t level) {
  Element e;
  e.kind = Element::Kind::object;
  e.level = level, e.stretch_index = index;
  e.width = static_cast<float>(flow.stretches[index].width);
  elements_.push_back(e);
}

// ---------------------------------------------------------------- breaks

float ParagraphSetter::hyphen_width(const Unit& unit, const Slice& before) const {
  const Segment& segment = unit.segments[before.segment];
  return typesetter_.hyphen(segment.font).advance * segment.size;
}

// What holds together and is wider than the line may be parted anywhere, if nothing else helps.
void ParagraphSetter::allow_emergencies() {
  std::uint32_t first = 0;
  float held = 0;
  const auto close = [&](std::uint32_t end, std::uint32_t next) {
    for (auto k = first; held > line_width_ && k < end; ++k)
      if (elements_[k].kind == Element::Kind::slice) elements_[k].emergency = true;
    held = 0, first = next;
  };
  const auto count = static_cast<std::uint32_t>(elements_.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Element& e = elements_[i];
    if (e.kind == Element::Kind::hard_break || (e.kind == Element::Kind::space && e.breakable)) {
      close(i, i + 1);
      continue;
    }
    held += e.width;
    if (e.kind != Element::Kind::slice) continue;
    const Slice& s = e.unit->slices[e.slice];
    if (s.after == Slice::After::hyphen) held += hyphen_width(*e.unit, s);  // it must fit as well
    if (s.after != Slice::After::none) close(i + 1, i + 1);
  }
  close(count, count);
}

void ParagraphSetter::find_breaks() {
  allow_emergencies();
  breaks_.clear(), at_.clear();
  breaks_.push_back({});
  at_.push_back({0, 0});
  double width = 0, stretch = 0, shrink = 0;
  const auto add = [&](std::uint32_t end, std::uint32_t start, Break b) {
    // Where nothing stands between two breaks the first will do: a run of them would make breaking quadratic.
    if (b.penalty > 0 && breaks_.back().penalty > 0 && width + b.extra == breaks_.back().width_after + breaks_.back().extra) return;
    b.width_before = width, b.stretch_before += stretch, b.shrink_before = shrink;
    b.width_after = width, b.stretch_after = stretch, b.shrink_after = shrink;
    breaks_.push_back(b);
    at_.push_back({end, start});
  };
  const auto count = static_cast<std::uint32_t>(elements_.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Element& e = elements_[i];
    if (e.kind == Element::Kind::space) {
      const bool follows_space = i > 0 && elements_[i - 1].kind == Element::Kind::space;
      const bool at_line_start = i == 0 || elements_[i - 1].kind == Element::Kind::hard_break;
      if (e.breakable && !follows_space && !at_line_start && i + 1 < count) add(i, i + 1, {});
      if (e.breakable && follows_space && at_.size() > 1 && at_.back().start == i) ++at_.back().start;
      width += e.width, stretch += e.stretch, shrink += e.shrink;
      if (e.breakable && breaks_.size() > 1 && at_.back().start == i + 1) {
        auto& b = breaks_.back();
        b.width_after = width, b.stretch_after = stretch, b.shrink_after = shrink;
      }
      continue;
    }
    if (e.kind == Element::Kind::hard_break) {
      Break b;
      b.penalty = kForced, b.stretch_before = 1e6;
      add(i, i + 1, b);
      continue;
    }
    width += e.width, stretch += e.stretch;
    if (e.kind != Element::Kind::slice || i + 1 == count) continue;
    const Slice& s = e.unit->slices[e.slice];
    const bool last_piece = !e.emergency || elements_[i + 1].unit != e.unit || elements_[i + 1].slice != e.slice;
    Break b;
    if (last_piece && s.after == Slice::After::open) {
      b.penalty = kOpenPenalty;
      add(i + 1, i + 1, b);
    } else if (last_piece && s.after == Slice::After::hyphen) {
      b.penalty = kHyphenPenalty, b.hyphen = true;
      b.extra = hyphen_width(*e.unit, s);
      add(i + 1, i + 1, b);
    } else if (e.emergency && (elements_[i + 1].kind == Element::Kind::slice ||
                               (elements_[i + 1].kind == Element::Kind::space && !elements_[i + 1].breakable))) {
      b.penalty = kEmergencyPenalty, b.emergency = true;
      add(i + 1, i + 1, b);
    }
  }
  Break last;
  last.penalty = kForced, last.stretch_before = 1e6;
  add(count, count, last);
}

Widths ParagraphSetter::measure(const InlineFlow& flow) {
  measuring_ = true;
  build(flow, 0);
  measuring_ = false;
  Widths out;
  Pt held = 0, line = 0;
  const auto close = [&] { out.narrowest = std::max(out.narrowest, held), held = 0; };
  for (const auto& e : elements_) {
    if (e.kind == Element::Kind::hard_break) {
      close(), out.widest = std::max(out.widest, line), line = 0;
      continue;
    }
    if (e.kind == Element::Kind::space && e.breakable) close();
    else held += e.width;
    line += e.width;
    if (e.kind == Element::Kind::slice && e.unit->slices[e.slice].after == Slice::After::open) close();
  }
  close();
  out.widest = std::max(out.widest, line);
  return out;
}

// ---------------------------------------------------------------- lines

struct ParagraphSetter::Line {
  const InlineFlow* flow = nullptr;
  Strip strip;
  struct Placed { std::size_t item; std::size_t logical; Pt x, width; std::int32_t link, note; };
  std::vector<Placed> placed;          // one a run or object, visual order
  Pt x = 0, baseline = 0;
  Pt descent = 0, x_height = 0;        // of the paragraph's font
  std::size_t logical = 0;             // of the element being placed
  struct Drawn { std::uint32_t element; float length; };
  std::vector<Drawn> kashidas;         // the words that are drawn out
  FontId font = 0;
  float size = -1;
  std::uint32_t stretch_index = 0xFFFFFFFF;
};

// An elongation is made of strokes that overlap rather than leave gaps. They have no text, and stand beside
// their letter: for a reader they are a part of it.
void ParagraphSetter::place_glyphs(Line& line, const Element& e) const {
  const Slice& slice = e.unit->slices[e.slice];
  const Segment& segment = e.unit->segments[slice.segment];
  const auto drawn = std::find_if(line.kashidas.begin(), line.kashidas.end(),
                                  [&](const auto& k) { return k.element == line.logical; });
  const float length = drawn == line.kashidas.end() ? 0 : drawn->length;
  for (auto g = e.glyph_first; g < e.glyph_first + e.glyph_count; ++g) {
    if (length > 0 && g == slice.elongation.at) {
      const auto& stroke = typesetter_.tatweel(segment.font);
      const auto count = std::max(1, static_cast<int>(std::ceil(length / (stroke.advance * segment.size) - 0.05F)));
      for (int n = 0; n < count; ++n) line.strip.glyphs.push_back({stroke.code, length / static_cast<float>(count), 0, 0});
    }
    const bool over = length > 0 && g < slice.elongation.at && g + slice.elongation.marks >= slice.elongation.at;
    const auto& s = segment.glyphs[g];
    line.strip.glyphs.push_back({s.code, s.advance, over ? s.dx + length : s.dx, s.dy});
  }
}

constexpr Pt kBelowBaseline = 1.5, kClear = 1.5;  // a line to write on: below the text, at either end

// Puts one element at the line's pen; text goes on in the open run when font and stretch are the same.
void ParagraphSetter::place(Line& line, const Element& e, float width) const {
  const auto& stretch = line.flow->stretches[e.stretch_index];
  Strip& strip = line.strip;
  if (e.kind == Element::Kind::object) {
    if (stretch.kind == InlineFlow::Stretch::Kind::image) {
      strip.items.push_back({PlacedImage{stretch.image, line.x, line.baseline - stretch.height, stretch.width, stretch.height}, stretch.node});
      line.placed.push_back({strip.items.size() - 1, line.logical, line.x, e.width, stretch.link, stretch.note});
    } else if (stretch.kind == InlineFlow::Stretch::Kind::blank) {
      const Rgb ink = typesetter_.style(stretch.style).color;
      const Pt y = line.baseline + kBelowBaseline;
      strip.items.push_back({layout::line(kClear, y, stretch.width - kClear, y, ink, 0.6), stretch.node});
      line.placed.push_back({strip.items.size() - 1, line.logical, line.x, e.width, stretch.link, stretch.note});
    } else {
      strip.late.push_back({stretch.target, line.x + e.width, line.baseline, e.width, stretch.style, stretch.node, false, false, stretch.extent});
      line.placed.push_back({static_cast<std::size_t>(-1), line.logical, line.x, e.width, stretch.link, stretch.note});
    }
    line.x += e.width;
    line.stretch_index = 0xFFFFFFFF;
    return;
  }
  const bool is_space = e.kind == Element::Kind::space;
  const Segment* segment = is_space ? nullptr : &e.unit->segments[e.unit->slices[e.slice].segment];
  const FontId font = is_space ? e.font : segment->font;
  const float size = is_space ? e.size : segment->size;
  if (e.stretch_index != line.stretch_index || font != line.font || size != line.size) {
    const Style& style = typesetter_.style(stretch.style);
    TextRun run;
    run.font = font, run.size = size, run.color = style.color;
    run.x = line.x, run.y = line.baseline - style.rise;
    run.first = static_cast<std::uint32_t>(strip.glyphs.size());
    strip.items.push_back({run, stretch.node});
    line.placed.push_back({strip.items.size() - 1, line.logical, line.x, 0, stretch.link, stretch.note});
    line.font = font, line.size = size, line.stretch_index = e.stretch_index;
  }
  auto& run = std::get<TextRun>(strip.items.back().content);
  line.placed.back().logical = std::min(line.placed.back().logical, line.logical);
  if (is_space) {
    strip.glyphs.push_back({typesetter_.space(font).code, width, 0, 0});
  } else {
    place_glyphs(line, e);
  }
  run.count = static_cast<std::uint32_t>(strip.glyphs.size()) - run.first;
  line.x += width;
  line.placed.back().width += width;
}

// A line that ends between words keeps its space, beyond the edge, so that text taken from the file (or
// read aloud from its structure) does not run two words together.
void ParagraphSetter::end_with_space(Line& line) const {
  Strip& strip = line.strip;
  const auto& last = line.flow->rtl ? line.placed.front() : line.placed.back();
  if (last.item == static_cast<std::size_t>(-1)) return;
  auto* run = std::get_if<TextRun>(&strip.items[last.item].content);
  if (!run) return;
  const auto& sign = typesetter_.space(run->font);
  const PlacedGlyph space{sign.code, line.flow->rtl ? 0.0F : sign.advance * run->size, 0, 0};
  const auto at = line.flow->rtl ? run->first : run->first + run->count;
  strip.glyphs.insert(strip.glyphs.begin() + static_cast<std::ptrdiff_t>(at), space);
  for (auto& item : strip.items)
    if (auto* other = std::get_if<TextRun>(&item.content); other && other != run && other->first >= at) ++other->first;
  ++run->count;
}

// What the line's elements come to, before any space is stretched.
ParagraphSetter::LineSum ParagraphSetter::sum_up(const InlineFlow& flow, const BreakAt& from, std::size_t to) const {
  LineSum sum;
  sum.natural = breaks_[to].extra;
  for (auto i = from.start; i < at_[to].end; ++i) {
    const Element& e = elements_[i];
    sum.natural += e.width, sum.stretch += e.stretch, sum.shrink += e.shrink;
    if (e.kind == Element::Kind::slice) sum.kashida += e.stretch;
    if (e.unit) sum.leading = std::max(sum.leading, e.unit->leading);
    if (e.kind == Element::Kind::object)
      sum.tallest = std::max(sum.tallest, static_cast<float>(flow.stretches[e.stretch_index].height));
  }
  return sum;
}

// With a hyphen or a space at the end.
std::size_t ParagraphSetter::count_glyphs(std::uint32_t begin, std::uint32_t end) const {
  std::size_t count = 1;
  for (auto i = begin; i < end; ++i)
    count += elements_[i].kind == Element::Kind::slice ? elements_[i].glyph_count : 1;
  return count;
}

// Height and baseline: the middle of the text's own height is the middle of the line; a tall picture
// raises the line above it.
void ParagraphSetter::open_line(Line& line, const LineSum& sum, const ParagraphShape& shape) {
  const auto& metrics = typesetter_.metrics(line.flow->base, line.flow->rtl ? "arab" : "latn");
  const Pt text_height = metrics.ascent + metrics.descent;
  const Pt height = std::max(shape.line_height * sum.leading, static_cast<double>(sum.tallest) + shape.line_height * 0.3);
  line.strip.height = height;
  line.baseline = sum.tallest > shape.line_height ? height - (shape.line_height - text_height) / 2 - metrics.descent
                                                  : (height - text_height) / 2 + metrics.ascent;
  line.descent = metrics.descent, line.x_height = metrics.x_height;
}

// Elements from left to right (UAX #9, L2).
std::vector<std::uint32_t> ParagraphSetter::visual_order(std::uint32_t begin, std::uint32_t end) const {
  std::vector<std::uint32_t> order(end - begin);
  std::iota(order.begin(), order.end(), begin);
  if (!mixed_ || end <= begin) return order;
  std::vector<UBiDiLevel> levels(end - begin);
  for (auto i = begin; i < end; ++i) levels[i - begin] = elements_[i].level;
  std::vector<std::int32_t> map(end - begin);
  ubidi_reorderVisual(levels.data(), static_cast<int>(levels.size()), map.data());
  for (std::size_t v = 0; v < map.size(); ++v) order[v] = begin + static_cast<std::uint32_t>(map[v]);
  return order;
}

// Behind the run that was placed last.
void ParagraphSetter::place_hyphen(Line& line) const {
  Strip& strip = line.strip;
  const auto& sign = typesetter_.hyphen(line.font);
  const float width = sign.advance * line.size;
  strip.glyphs.push_back({sign.code, width, 0, 0});
  ++std::get<TextRun>(strip.items.back().content).count;
  line.placed.back().width += width;
  line.x += width;
}

// Gives a share of the line's room to as few words as can bear it, the best first, from the line's end, no
// two neighbours; returns what they take.
Pt ParagraphSetter::draw_out(Line& line, std::uint32_t begin, std::uint32_t end, Pt share) const {
  std::vector<std::uint32_t> words;
  for (auto i = end; i-- > begin;)
    if (elements_[i].kind == Element::Kind::slice && elements_[i].stretch > 0) words.push_back(i);
  if (words.empty()) return 0;
  const auto slice = [&](std::uint32_t i) -> const Slice& { return elements_[i].unit->slices[elements_[i].slice]; };
  std::stable_sort(words.begin(), words.end(),
                   [&](auto a, auto b) { return slice(a).elongation.rank < slice(b).elongation.rank; });
  const double em = elements_[words.front()].unit->segments[slice(words.front()).segment].size;
  if (share < kShortestKashida * em) return 0;
  const auto wanted = static_cast<std::size_t>(std::max(1.0, std::round(share / (kGoodKashida * em))));
  const auto beside = [&](std::uint32_t i) {
    return std::any_of(line.kashidas.begin(), line.kashidas.end(),
                       [i](const auto& k) { return k.element + 2 >= i && i + 2 >= k.element; });
  };
  for (const auto i : words)
    if (line.kashidas.size() < wanted && !beside(i)) line.kashidas.push_back({i, 0});
  const double step = kKashidaStep * em;
  const double each = std::min(share / static_cast<double>(line.kashidas.size()), kLongestKashida * em);
  const auto length = static_cast<float>(std::floor(each / step + 1e-6) * step);
  for (auto& drawn : line.kashidas) drawn.length = length;
  return length * static_cast<double>(line.kashidas.size());
}

void ParagraphSetter::fill_line(Line& line, std::uint32_t begin, std::uint32_t end, double ratio, bool hyphen) const {
  for (const auto i : visual_order(begin, end)) {
    const Element& e = elements_[i];
    if (e.kind == Element::Kind::hard_break) continue;
    line.logical = i;
    float width = e.width;
    if (e.kind == Element::Kind::space) width += static_cast<float>(ratio > 0 ? ratio * e.stretch : ratio * e.shrink);
    for (const auto& drawn : line.kashidas)
      if (drawn.element == i) width += drawn.length;
    place(line, e, width);
    if (hyphen && i + 1 == end) place_hyphen(line);
  }
}

// Where the line stands: offsets count from the start edge, as everything on a strip does.
void ParagraphSetter::settle_line(Line& line, const ParagraphShape& shape, Pt indent) const {
  const InlineFlow& flow = *line.flow;
  Strip& strip = line.strip;
  const Pt content = line.x;
  const Pt spare = std::max(0.0, shape.width - indent - content);
  const Pt offset = shape.align == TextAlign::center ? spare / 2 : shape.align == TextAlign::end ? spare : 0;
  const Pt edge = shape.x + indent + offset;
  const auto from_start = [&](Pt x, Pt width) { return edge + (flow.rtl ? content - x - width : x); };
  for (const auto& p : line.placed) {
    if (p.item != static_cast<std::size_t>(-1)) {
      auto& item = strip.items[p.item];
      if (auto* run = std::get_if<TextRun>(&item.content)) run->x = from_start(p.x, p.width);
      if (auto* image = std::get_if<PlacedImage>(&item.content)) image->x = from_start(p.x, p.width);
      if (auto* blank = std::get_if<Shape>(&item.content))
        for (auto& s : blank->path) s.x += from_start(p.x, p.width);
    }
    if (p.note >= 0) strip.notes.push_back(p.note);
    if (p.link >= 0) add_link(strip, flow.links[static_cast<std::size_t>(p.link)], from_start(p.x, p.width), p.width);
  }
  if (strip.notes.size() > 1) std::sort(strip.notes.begin(), strip.notes.end());
  const bool at_start = shape.align == TextAlign::start || shape.align == TextAlign::justify;
  for (auto& late : strip.late) {
    late.right = from_start(late.right - late.width, late.width) + late.width;
    late.from_start = at_start;
  }
}

// An area, or more of the area before when the same link goes on.
void ParagraphSetter::add_link(Strip& strip, const InlineFlow::LinkTarget& link, Pt x, Pt width) {
  const bool joins = !strip.links.empty() && strip.links.back().node == link.node &&
                     std::fabs(strip.links.back().x + strip.links.back().width - x) < 1;
  if (joins) strip.links.back().width += width;
  else strip.links.push_back({x, 0, width, strip.height, link.url, link.destination, link.description, link.node});
}

// Underlines and strokes through, one a run.
void ParagraphSetter::draw_rules(Line& line) const {
  Strip& strip = line.strip;
  for (const auto& p : line.placed) {
    if (p.item == static_cast<std::size_t>(-1)) continue;
    const auto* run = std::get_if<TextRun>(&strip.items[p.item].content);
    if (!run) continue;
    const Style& style = typesetter_.style(line.flow->stretches[elements_[p.logical].stretch_index].style);
    if (!style.underline && !style.strike) continue;
    const Pt y = run->y + (style.strike ? -line.x_height * 0.5 : line.descent * 0.35);
    const Pt x = run->x;
    const Rgb color = run->color;
    strip.items.push_back({layout::line(x, y, x + p.width, y, color, 0.5), kArtifact});
  }
}

// Reading order: what comes first in the text comes first in the list.
void ParagraphSetter::sort_items(Line& line) {
  Strip& strip = line.strip;
  std::vector<std::size_t> logical(strip.items.size(), static_cast<std::size_t>(-1));
  for (const auto& p : line.placed)
    if (p.item != static_cast<std::size_t>(-1)) logical[p.item] = p.logical;
  std::vector<std::size_t> order(strip.items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return logical[a] < logical[b]; });
  std::vector<Item> sorted;
  sorted.reserve(order.size());
  for (const auto i : order) sorted.push_back(std::move(strip.items[i]));
  strip.items = std::move(sorted);
}

Strip ParagraphSetter::set_line(const InlineFlow& flow, const ParagraphShape& shape, std::size_t from, std::size_t to,
                                bool first, bool last) {
  const auto begin = at_[from].start, end = at_[to].end;
  const Break& brk = breaks_[to];
  const Pt indent = first ? shape.first_indent : 0;
  const LineSum sum = sum_up(flow, at_[from], to);
  const double room = shape.width - indent - sum.natural;
  const bool stretches = shape.align == TextAlign::justify && !last && brk.penalty != kForced;
  double ratio = 0;
  if (stretches && room > 0 && sum.stretch > 0) ratio = room / sum.stretch;
  if (room < 0 && sum.shrink > 0) ratio = std::max(room / sum.shrink, -1.0);

  Line line;
  line.flow = &flow;
  open_line(line, sum, shape);
  line.strip.glyphs.reserve(count_glyphs(begin, end));
  if (ratio > 0 && sum.kashida > 0) {
    const Pt taken = draw_out(line, begin, end, ratio * sum.kashida);
    const double spaces = sum.stretch - sum.kashida;
    ratio = spaces > 0 ? (room - taken) / spaces : 0;
  }
  fill_line(line, begin, end, ratio, brk.hyphen);
  if (end < elements_.size() && elements_[end].kind == Element::Kind::space && !line.placed.empty()) end_with_space(line);
  settle_line(line, shape, indent);
  draw_rules(line);
  if (mixed_) sort_items(line);
  return std::move(line.strip);
}

// Thai, Chinese and others part lines where there is no space: their few spaces cannot fill a line.
bool ParagraphSetter::has_few_spaces() const {
  std::size_t spaces = 0, open = 0;
  for (const auto& e : elements_) {
    spaces += e.kind == Element::Kind::space;
    open += e.kind == Element::Kind::slice && e.unit->slices[e.slice].after == Slice::After::open;
  }
  return open > 3 * spaces;
}

Strips ParagraphSetter::set(const InlineFlow& flow, const ParagraphShape& wanted) {
  build(flow, wanted.width);
  if (elements_.empty()) return {};
  find_breaks();
  ParagraphShape shape = wanted;
  if (shape.align == TextAlign::justify && has_few_spaces()) shape.align = TextAlign::start;
  LineShape lines_shape{shape.width, shape.first_indent, shape.align == TextAlign::justify ? 0 : shape.width * kRagged};
  const auto ends = break_lines(breaks_, lines_shape);
  Strips strips;
  strips.reserve(ends.size());
  for (std::size_t k = 0; k < ends.size(); ++k)
    strips.push_back(set_line(flow, shape, k == 0 ? 0 : ends[k - 1], ends[k], k == 0, k + 1 == ends.size()));
  if (strips.size() > 1) {
    strips.front().keep_with_next = true;
    strips[strips.size() - 2].keep_with_next = true;
  }
  return strips;
}

}  // namespace taqrir::layout
