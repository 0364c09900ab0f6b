#include "layout/text.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cmath>

#include "base/phases.hpp"
#include "base/unicode.hpp"
#include "layout/kashida.hpp"
#include "model/language.hpp"

namespace taqrir::layout {

bool Style::operator==(const Style& o) const {
  return role == o.role && bold == o.bold && italic == o.italic && size == o.size && rise == o.rise &&
         color.red == o.color.red && color.green == o.color.green && color.blue == o.color.blue &&
         underline == o.underline && strike == o.strike && language == o.language && hyphenate == o.hyphenate;
}

namespace {

// The scripts that themes name; all others share the chain "*".
const char* script_name(UScriptCode script) {
  switch (script) {
    case USCRIPT_LATIN: return "latn";
    case USCRIPT_ARABIC: return "arab";
    case USCRIPT_TIFINAGH: return "tfng";
    default: return "*";
  }
}

UScriptCode script_of(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? USCRIPT_LATIN : USCRIPT_COMMON;
  if (c >= 0x2000 && c <= 0x206F) return USCRIPT_COMMON;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return U_FAILURE(status) || script == USCRIPT_INHERITED ? USCRIPT_COMMON : script;
}

bool is_default_ignorable(char32_t c) {
  return c >= 0x80 && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

std::string script_of_language(const std::string& language) {
  if (direction_of(language) == Direction::rtl) return "arab";
  if (language.rfind("zgh", 0) == 0 || language.find("-Tfng") != std::string::npos) return "tfng";
  return "latn";
}

}  // namespace

Typesetter::Typesetter(const Theme& theme, FontBook::Impl& fonts, FontId first_font)
    : theme_(theme), fonts_(fonts), first_font_(first_font), buffer_(hb_buffer_create()) {}

Typesetter::~Typesetter() { hb_buffer_destroy(buffer_); }

StyleId Typesetter::style(const Style& style) {
  for (std::size_t i = styles_.size(); i-- > 0;)
    if (styles_[i].style == style) return static_cast<StyleId>(i);
  styles_.push_back({style, {}, {}, hb_language_from_string(style.language.c_str(), -1), {}});
  return static_cast<StyleId>(styles_.size() - 1);
}

Style Typesetter::named(const std::string& name, const std::string& language) const {
  const TextStyle& t = theme_.style(name);
  Style s;
  s.role = t.font, s.bold = t.bold, s.italic = t.italic, s.size = t.size;
  s.color = theme_.color(t.color);
  s.language = language;
  s.hyphenate = theme_.hyphenate;
  return s;
}

double Typesetter::line_height(const std::string& name) const {
  const TextStyle& t = theme_.style(name);
  return t.size * t.leading;
}

const Face* Typesetter::extend(Chain& chain, const StyleEntry& entry, const std::string& family) {
  const Face* face = fonts_.find(family, entry.style.bold, entry.style.italic);
  if (!face && std::find(missing_families_.begin(), missing_families_.end(), family) == missing_families_.end())
    missing_families_.push_back(family);
  if (!face || std::find(chain.faces.begin(), chain.faces.end(), face) != chain.faces.end()) return nullptr;
  chain.faces.push_back(face);
  return face;
}

// The faces for a script in the theme's order; then, as a last resort, every other script's of the role
// and of running text.
Typesetter::Chain& Typesetter::chain(StyleEntry& entry, const std::string& script) {
  if (const auto it = entry.chains.find(script); it != entry.chains.end()) return it->second;
  Chain chain;
  const auto body = theme_.fonts.find("body");
  auto role = theme_.fonts.find(entry.style.role);
  if (role == theme_.fonts.end()) role = body;
  const auto add_others = [&](const auto& scripts, bool but_own) {
    for (const auto& [name, fonts] : scripts)
      if (!but_own || name != script)
        chain.others.insert(chain.others.end(), fonts.families.begin(), fonts.families.end());
  };
  if (role != theme_.fonts.end()) {
    if (const auto own = role->second.find(script); own != role->second.end()) {
      // A chain for all other scripts is long: of it only the first is opened beforehand.
      const auto& families = own->second.families;
      for (const auto& family : families)
        if (script != "*" || chain.faces.empty())
          extend(chain, entry, family);
        else
          chain.others.push_back(family);
      chain.scale = own->second.scale, chain.leading = own->second.leading;
      chain.kashida = own->second.kashida;
    }
    add_others(role->second, true);
  }
  if (entry.style.role != "body" && body != theme_.fonts.end()) add_others(body->second, false);
  while (chain.faces.empty() && chain.tried < chain.others.size())
    extend(chain, entry, chain.others[chain.tried++]);
  return entry.chains[script] = std::move(chain);
}

const Face* Typesetter::face_with(char32_t c, Chain& chain, const StyleEntry& entry) {
  const auto has = [&](const Face* face) { return face->glyph(c) != 0 || is_default_ignorable(c); };
  for (const auto* face : chain.faces)
    if (has(face)) return face;
  while (chain.tried < chain.others.size())
    if (const auto* face = extend(chain, entry, chain.others[chain.tried++]); face && has(face)) return face;
  return nullptr;
}

FontId Typesetter::font_id(const Face* face) {
  if (const auto it = font_ids_.find(face); it != font_ids_.end()) return it->second;
  const auto id = static_cast<FontId>(first_font_ + uses_.size());
  uses_.push_back(face->describe());
  codes_.emplace_back(), latest_.emplace_back();
  const auto sign = [&](char32_t c, const char* text) {
    const auto glyph = face->glyph(c);
    const auto advance = static_cast<float>(hb_font_get_glyph_h_advance(face->font(), glyph) / face->units);
    return Sign{code(id, glyph, text, advance * 1000), advance};
  };
  // A line-end hyphen is shown as U+002D: readers then rejoin the word, which they do not for U+00AD.
  infos_.push_back({sign(' ', " "), sign('-', "-"), {}, face});
  return font_ids_[face] = id;
}

std::uint16_t Typesetter::code(FontId font, std::uint32_t glyph, std::string_view text, float advance) {
  std::string key(reinterpret_cast<const char*>(&glyph), sizeof glyph);
  key += text;
  auto& latest = latest_[static_cast<std::size_t>(font - first_font_)];
  if (glyph < latest.size() && latest[glyph] != 0 && use(font).codes[latest[glyph]].text == text)
    return latest[glyph];
  auto [it, fresh] = codes_[static_cast<std::size_t>(font - first_font_)].try_emplace(std::move(key), 0);
  if (glyph >= latest.size()) latest.resize(glyph + 1);
  if (!fresh) return latest[glyph] = it->second;
  auto& codes = use(font).codes;
  if (codes.size() >= 0xFFFF) return 0;
  it->second = latest[glyph] = static_cast<std::uint16_t>(codes.size());
  codes.push_back({glyph, std::string(text), advance});
  return it->second;
}

const Unit& Typesetter::unit(StyleId style, bool rtl, std::string_view text) {
  const Key key{static_cast<std::uint32_t>(style) * 2 + (rtl ? 1u : 0u), text};
  if (const auto it = units_.find(key); it != units_.end()) return *it->second;
  const PhaseScope scope(Phase::shape);
  texts_.emplace_back(text);
  auto unit = std::make_unique<Unit>(build(styles_[style], rtl, texts_.back()));
  return *units_.emplace(Key{key.tag, texts_.back()}, std::move(unit)).first->second;
}

// Cuts the text where the script or the face that has the character changes, shapes each stretch, and
// marks the break opportunities.
Unit Typesetter::build(StyleEntry& entry, bool rtl, std::string_view text) {
  Unit unit;
  std::string script = script_of_language(entry.style.language);
  for (std::size_t i = 0; i < text.size();) {  // common characters at the start take the first real script
    const auto own = script_of(next_code_point(text, i));
    if (own != USCRIPT_COMMON) {
      script = script_name(own);
      break;
    }
  }
  std::size_t begin = 0;
  const Face* face = nullptr;
  std::string run_script = script;
  Chain* faces = &chain(entry, script);
  const auto flush = [&](std::size_t end) {
    if (end > begin && face) shape(unit, entry, rtl, text, begin, end, face, run_script, chain(entry, run_script));
    begin = end;
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const char32_t c = next_code_point(text, i);
    const auto own = script_of(c);
    if (own != USCRIPT_COMMON && script != script_name(own))
      script = script_name(own), faces = &chain(entry, script);
    const Face* wanted = face && script == run_script && (face->glyph(c) || is_default_ignorable(c)) ? face : nullptr;
    if (face && wanted != face && u_getCombiningClass(static_cast<UChar32>(c)) != 0) wanted = face;
    if (!wanted) wanted = face_with(c, *faces, entry);
    const Face* front = faces->faces.empty() ? nullptr : faces->faces.front();
    if (!wanted && (c == 0x202F || c == 0xA0 || c == 0x2009)) wanted = face ? face : front;
    if (!wanted) {
      unit.missing.push_back(c);
      wanted = front;
    }
    // A face of the chain's front is preferred again as soon as it has the character.
    if (face && wanted == face && script == run_script && front && face != front && front->glyph(c) &&
        u_getCombiningClass(static_cast<UChar32>(c)) == 0)
      wanted = front;
    if (wanted != face || script != run_script) flush(at);
    face = wanted, run_script = script;
  }
  flush(text.size());
  slice(unit, entry, text);
  find_elongations(unit, entry, text);
  return unit;
}

void Typesetter::shape(Unit& unit, StyleEntry& entry, bool rtl, std::string_view text, std::size_t begin,
                       std::size_t end, const Face* face, const std::string& script, const Chain& chain) {
  hb_buffer_clear_contents(buffer_);
  hb_buffer_set_cluster_level(buffer_, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(buffer_, text.data(), static_cast<int>(text.size()), static_cast<unsigned>(begin),
                     static_cast<int>(end - begin));
  hb_buffer_set_direction(buffer_, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer_, script == "arab"   ? HB_SCRIPT_ARABIC
                                : script == "tfng" ? HB_SCRIPT_TIFINAGH
                                : script == "latn" ? HB_SCRIPT_LATIN
                                                   : HB_SCRIPT_INVALID);
  hb_buffer_set_language(buffer_, entry.language);
  hb_buffer_guess_segment_properties(buffer_);
  hb_buffer_set_flags(buffer_, rtl ? HB_BUFFER_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL : HB_BUFFER_FLAG_DEFAULT);
  hb_shape(face->font(), buffer_, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer_, nullptr);

  Segment segment;
  segment.font = font_id(face);
  segment.size = static_cast<float>(entry.style.size * chain.scale);
  segment.rtl = rtl;
  segment.begin = static_cast<std::uint32_t>(begin), segment.end = static_cast<std::uint32_t>(end);
  segment.glyphs.resize(count);
  const double scale = segment.size / face->units;
  // The text of a cluster stands on its logically first glyph; its other glyphs stand for nothing.
  const auto cluster_end = [&](unsigned i) -> std::size_t {
    const auto cluster = infos[i].cluster;
    if (rtl) {
      for (unsigned k = i; k-- > 0;)
        if (infos[k].cluster != cluster) return infos[k].cluster;
    } else {
      for (unsigned k = i + 1; k < count; ++k)
        if (infos[k].cluster != cluster) return infos[k].cluster;
    }
    return end;
  };
  for (unsigned i = 0; i < count; ++i) {
    const bool bearer = rtl ? i + 1 == count || infos[i + 1].cluster != infos[i].cluster
                            : i == 0 || infos[i - 1].cluster != infos[i].cluster;
    const auto from = infos[i].cluster;
    const std::string_view own = bearer ? text.substr(from, cluster_end(i) - from) : std::string_view{};
    const auto natural = hb_font_get_glyph_h_advance(face->font(), infos[i].codepoint);
    auto& g = segment.glyphs[i];
    g.code = code(segment.font, infos[i].codepoint, own, static_cast<float>(natural * 1000.0 / face->units));
    g.advance = static_cast<float>(positions[i].x_advance * scale);
    g.dx = static_cast<float>(positions[i].x_offset * scale);
    g.dy = static_cast<float>(positions[i].y_offset * scale);
    g.offset = from;
    g.elongates = rtl && (hb_glyph_info_get_glyph_flags(&infos[i]) & HB_GLYPH_FLAG_SAFE_TO_INSERT_TATWEEL) != 0;
    unit.width += g.advance;
  }
  unit.ascent = std::max(unit.ascent, static_cast<float>(face->ascent * segment.size));
  unit.descent = std::max(unit.descent, static_cast<float>(face->descent * segment.size));
  unit.leading = std::max(unit.leading, static_cast<float>(chain.leading));
  unit.segments.push_back(std::move(segment));
}

namespace {

bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return u_isalpha(static_cast<UChar32>(c)) || c == 0x2019;
}

std::string lower(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    const char32_t c = next_code_point(text, i);
    std::string low;
    append_utf8(low, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    out += low.size() == i - begin ? low : std::string(text.substr(begin, i - begin));
  }
  return out;
}

// Whether lines break between letters of this kind: ideographs, kana, hangul, and the scripts of
// Southeast Asia, whose words ICU's dictionaries find (UAX #14: all classes but those of alphabets).
bool breaks_between_letters(char32_t c) {
  if (c < 0xE00) return false;
  const auto kind = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK);
  return kind != U_LB_ALPHABETIC && kind != U_LB_HEBREW_LETTER && kind != U_LB_QUOTATION;
}

// Break opportunities by UAX #14 inside a text without spaces; only asked for when it has more than
// letters of alphabets, which never break.
std::vector<std::size_t> icu_breaks(std::string_view text) {
  std::vector<std::size_t> out;
  UErrorCode status = U_ZERO_ERROR;
  thread_local const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createLineInstance(icu::Locale::getFrench(), status));
  if (!iterator) return out;
  const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  iterator->setText(wide);
  std::size_t byte = 0;
  int unit = 0;
  for (int at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    while (unit < at) {
      const char32_t c = next_code_point(text, byte);
      unit += c > 0xFFFF ? 2 : 1;
    }
    if (at > 0 && byte < text.size()) out.push_back(byte);
  }
  return out;
}

}  // namespace

const Hyphenation::Dictionary* Typesetter::dictionary(StyleEntry& entry) const {
  if (!entry.style.hyphenate) return nullptr;
  if (!entry.dictionary) entry.dictionary = fonts_.hyphenation.for_language(entry.style.language);
  return *entry.dictionary;
}

std::vector<std::pair<std::size_t, Slice::After>> Typesetter::breaks(StyleEntry& entry,
                                                                     std::string_view text) const {
  std::vector<std::pair<std::size_t, Slice::After>> out;
  bool letters_only = true;
  std::vector<std::pair<std::size_t, std::size_t>> words;  // runs of letters
  for (std::size_t i = 0; i < text.size();) {
    const auto at = i;
    const char32_t c = next_code_point(text, i);
    if (c == 0xAD) {
      out.emplace_back(i, Slice::After::hyphen);
      letters_only = false;
    } else if (is_letter(c)) {
      letters_only = letters_only && !breaks_between_letters(c);
      if (!words.empty() && words.back().second == at) words.back().second = i;
      else words.emplace_back(at, i);
    } else {
      letters_only = false;
      // A name of a program's (FST_ERR_BAD_URL) is parted after its underscores; a hyphen would be read as its own.
      if (c == '_' && at > 0 && i < text.size()) out.emplace_back(i, Slice::After::open);
    }
  }
  std::vector<std::size_t> soft;  // hyphens that the author allowed: not open breaks as well
  for (const auto& b : out) soft.push_back(b.first);
  if (!letters_only)
    for (const auto at : icu_breaks(text))
      if (!std::binary_search(soft.begin(), soft.end(), at)) out.emplace_back(at, Slice::After::open);
  const auto* words_of = dictionary(entry);
  const bool url = text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos ||
                   text.find('_') != std::string_view::npos;
  if (words_of && !url)
    for (auto [begin, end] : words) {
      // An elided article ("l’", "qu’") is no part of the word.
      const auto apostrophe = text.substr(begin, end - begin).find("\u2019");
      if (apostrophe != std::string_view::npos && apostrophe <= 2) begin += apostrophe + 3;
      for (const auto at : hyphen_points(*words_of, lower(text.substr(begin, end - begin))))
        out.emplace_back(begin + at, Slice::After::hyphen);
    }
  std::sort(out.begin(), out.end());
  return out;
}

// Parts the glyphs at the break opportunities. Logical order: for right-to-left segments the glyphs are
// taken from the end.
void Typesetter::slice(Unit& unit, StyleEntry& entry, std::string_view text) {
  const auto points = breaks(entry, text);
  std::size_t next = 0;
  float held = 0;
  const auto add = [&](Slice s) {
    held += s.width;
    unit.slices.push_back(s);
    if (s.after == Slice::After::none) return;
    unit.widest = std::max(unit.widest, held);
    held = 0;
  };
  for (std::size_t s = 0; s < unit.segments.size(); ++s) {
    const Segment& segment = unit.segments[s];
    const auto count = static_cast<std::uint32_t>(segment.glyphs.size());
    const auto glyph = [&](std::uint32_t k) -> const ShapedGlyph& {
      return segment.glyphs[segment.rtl ? count - 1 - k : k];
    };
    Slice current{static_cast<std::uint16_t>(s), 0, 0, 0, Slice::After::none};
    for (std::uint32_t k = 0; k < count; ++k) {
      const auto offset = glyph(k).offset;
      const bool starts = k == 0 || offset != glyph(k - 1).offset;
      while (starts && next < points.size() && points[next].first < offset) ++next;  // inside a cluster
      if (starts && next < points.size() && points[next].first == offset && offset > 0) {
        if (current.count > 0) {
          current.after = points[next].second;
          add(current);
          current = {static_cast<std::uint16_t>(s), k, 0, 0, Slice::After::none};
        } else if (!unit.slices.empty()) {
          unit.slices.back().after = points[next].second;
          unit.widest = std::max(unit.widest, held), held = 0;
        }
        ++next;
      }
      ++current.count;
      current.width += glyph(k).advance;
    }
    if (current.count > 0) add(current);
  }
  unit.widest = std::max(unit.widest, held);
  for (auto& s : unit.slices)  // from counts in logical order to positions in the visual array
    if (const auto& segment = unit.segments[s.segment]; segment.rtl)
      s.first = static_cast<std::uint32_t>(segment.glyphs.size()) - s.first - s.count;
}

constexpr std::uint32_t kLongestElongated = 60;  // glyphs: what is longer is no word

// Words of Arabic letters in faces whose theme entry says so. In a face without a visible tatweel, nothing.
void Typesetter::find_elongations(Unit& unit, const StyleEntry& entry, std::string_view text) {
  const auto chain = entry.chains.find("arab");
  if (chain == entry.chains.end() || !chain->second.kashida) return;
  for (auto& slice : unit.slices) {
    const Segment& segment = unit.segments[slice.segment];
    if (!segment.rtl || slice.count < 3 || slice.count > kLongestElongated) continue;
    slice.elongation = elongation(segment, slice, text);
    if (slice.elongation.rank == 0) continue;
    draw_tatweel(segment.font);
    if (info(segment.font).tatweel.advance <= 0) slice.elongation = {};
  }
}

// Marks of the drawn-out letter stand between it and the letter that it joins: they keep their place over it.
Elongation Typesetter::elongation(const Segment& segment, const Slice& slice, std::string_view text) const {
  const auto first = segment.glyphs.begin() + slice.first, last = first + slice.count;
  const auto begin = std::prev(last)->offset;
  const auto end = slice.first > 0 ? std::prev(first)->offset : segment.end;
  const auto word = text.substr(begin, end - begin);
  const auto leftmost = [&](std::size_t byte) {
    return std::find_if(first, last, [&](const ShapedGlyph& g) { return g.offset == begin + byte; });
  };
  const auto found = find_kashida(word, [&](std::size_t byte) {
    const auto glyph = leftmost(byte);
    return glyph != last && glyph->elongates;
  });
  if (!found) return {};
  const auto letter = leftmost(found->letter);
  auto joined = leftmost(found->before);
  while (joined != last && joined->offset == begin + found->before) ++joined;
  if (letter == last || joined > letter) return {};  // within one ligature
  return {found->rank, static_cast<std::uint32_t>(letter - segment.glyphs.begin()),
          static_cast<std::uint32_t>(letter - joined)};
}

// Some fonts have the stroke under another glyph than the character's own, so it is shaped.
void Typesetter::draw_tatweel(FontId font) {
  FontInfo& info = infos_[static_cast<std::size_t>(font - first_font_)];
  if (info.drawn) return;
  info.drawn = true;
  hb_buffer_clear_contents(buffer_);
  hb_buffer_add_utf8(buffer_, "\u0640", -1, 0, -1);
  hb_buffer_set_direction(buffer_, HB_DIRECTION_RTL);
  hb_buffer_set_script(buffer_, HB_SCRIPT_ARABIC);
  hb_buffer_guess_segment_properties(buffer_);
  hb_shape(info.face->font(), buffer_, nullptr, 0);
  unsigned count = 0;
  const auto* glyph = hb_buffer_get_glyph_infos(buffer_, &count);
  if (count != 1 || glyph->codepoint == 0) return;
  const auto advance = hb_font_get_glyph_h_advance(info.face->font(), glyph->codepoint) / info.face->units;
  info.tatweel = {code(font, glyph->codepoint, "", static_cast<float>(advance * 1000)), static_cast<float>(advance)};
}

const StyleMetrics& Typesetter::metrics(StyleId id, std::string_view script) {
  StyleEntry& entry = styles_[id];
  const std::string name(script);
  if (const auto it = entry.metrics.find(name); it != entry.metrics.end()) return it->second;
  StyleMetrics m{};
  const Chain& faces = chain(entry, name);
  m.size = entry.style.size * faces.scale;
  if (!faces.faces.empty()) {
    const Face* face = faces.faces.front();
    m.font = font_id(face);
    m.ascent = face->ascent * m.size, m.descent = face->descent * m.size;
    m.cap_height = face->cap_height * m.size, m.x_height = face->x_height * m.size;
    m.leading = faces.leading;
  }
  return entry.metrics[name] = m;
}

bool Typesetter::has_fonts() {
  const auto body = theme_.fonts.find("body");
  if (body == theme_.fonts.end()) return false;
  const auto installed = [&](const std::string& family) { return fonts_.find(family, false, false) != nullptr; };
  for (const auto& [script, fonts] : body->second)
    if (std::any_of(fonts.families.begin(), fonts.families.end(), installed)) return true;
  for (const auto& [script, fonts] : body->second)
    for (const auto& family : fonts.families)
      if (std::find(missing_families_.begin(), missing_families_.end(), family) == missing_families_.end())
        missing_families_.push_back(family);
  return false;
}

namespace {

// East Asian punctuation is of no script, but stands in the fonts of Han.
std::string script_to_install(char32_t c) {
  const bool east_asian = (c >= 0x3000 && c <= 0x303F) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF);
  UErrorCode status = U_ZERO_ERROR;
  const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
  return east_asian && script == USCRIPT_COMMON ? "Han" : c == 0x30FC ? "Katakana" : uscript_getName(script);
}

}  // namespace

void Typesetter::note_missing(const std::vector<char32_t>& characters, const Span& span) {
  for (const char32_t c : characters) add_missing({{script_to_install(c), {c}, 1, span}});
}

void Typesetter::add_missing(const std::vector<Missing>& later) {
  for (const auto& more : later) {
    auto of = std::find_if(missing_.begin(), missing_.end(),
                           [&](const Missing& m) { return m.script == more.script; });
    if (of == missing_.end()) of = missing_.insert(of, {more.script, {}, 0, more.first});
    of->count += more.count;
    for (const char32_t c : more.characters)
      if (std::find(of->characters.begin(), of->characters.end(), c) == of->characters.end())
        of->characters.push_back(c);
  }
}

std::vector<std::string> Typesetter::missing_families() const { return missing_families_; }

}  // namespace taqrir::layout
