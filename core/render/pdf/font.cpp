#include "render/pdf/font.hpp"

#include <cmath>

#include "base/hash.hpp"
#include "base/phases.hpp"
#include "render/pdf/character_map.hpp"
#include "render/pdf/deflate.hpp"
#include "render/pdf/subset.hpp"
#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

using layout::FontUse;

// Bits of /Flags (ISO 32000-1, table 123). Symbolic: our codes are no standard character set.
enum Flag { kFixedPitch = 1, kSerif = 2, kSymbolic = 4, kItalic = 64 };

int flags(const FontUse& font) {
  return kSymbolic | (font.monospaced ? kFixedPitch : 0) | (font.serif ? kSerif : 0) |
         (font.italic ? kItalic : 0);
}

// `ABCDEF+Name`: six letters from the subset's own bytes, so equal subsets have equal names.
std::string tagged_name(const FontUse& font, std::string_view program) {
  const std::string hash = sha256_hex(program);
  std::string out;
  for (int i = 0; i < 6; ++i)
    out += static_cast<char>('A' + std::stoi(hash.substr(4 * i, 4), nullptr, 16) % 26);
  return out + '+' + (font.postscript_name.empty() ? "Font" : font.postscript_name);
}

std::string type0(const FontNumbers& numbers, std::string_view name, bool cff) {
  std::string out = "/Type/Font/Subtype/Type0/BaseFont";
  put_name(out, name);
  out += "/Encoding";
  if (cff) {
    out += ' ';
    put_reference(out, numbers.map);
  } else {
    out += "/Identity-H";
  }
  out += "/DescendantFonts[";
  put_reference(out, numbers.descendant);
  out += "]/ToUnicode ";
  put_reference(out, numbers.to_unicode);
  return out;
}

// CIDs are codes for TrueType, glyph ids of the subset for CFF.
std::string widths(const TypedFont& codes, const Subset& part) {
  std::vector<std::int32_t> of_cid;
  for (std::size_t code = 0; code < codes.size(); ++code) {
    const std::size_t cid = part.outlines == Subset::Outlines::cff ? part.glyphs[code] : code;
    if (of_cid.size() <= cid) of_cid.resize(cid + 1, 0);
    of_cid[cid] = codes[code].width;
  }
  std::string out = "/DW 0/W[0[";
  for (const auto width : of_cid) {
    put_hundredths(out, width);
    out += ' ';
  }
  return out + "]]";
}

std::string cid_font(const TypedFont& codes, const FontNumbers& numbers, const Subset& part,
                     std::string_view name) {
  const bool cff = part.outlines == Subset::Outlines::cff;
  std::string out =
      cff ? "/Type/Font/Subtype/CIDFontType0/BaseFont" : "/Type/Font/Subtype/CIDFontType2/BaseFont";
  put_name(out, name);
  out += "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ";
  put_reference(out, numbers.descriptor);
  out += widths(codes, part);
  if (cff) return out;
  out += "/CIDToGIDMap ";
  put_reference(out, numbers.map);
  return out;
}

std::string descriptor(const FontUse& font, const FontNumbers& numbers, bool cff, std::string_view name) {
  std::string out = "/Type/FontDescriptor/FontName";
  const auto entry = [&](const char* key, double value) {
    out += key;
    put_int(out, std::llround(value));
  };
  put_name(out, name);
  entry("/Flags ", flags(font));
  out += "/FontBBox[";
  for (const double side : font.box) entry(" ", side);
  out += ']';
  entry("/ItalicAngle ", font.italic_angle);
  entry("/Ascent ", font.ascent);
  entry("/Descent ", font.descent);
  entry("/CapHeight ", font.cap_height > 0 ? font.cap_height : font.ascent);
  entry("/StemV ", font.bold ? 140 : 80);
  out += cff ? "/FontFile3 " : "/FontFile2 ";
  put_reference(out, numbers.program);
  return out;
}

FontObjects::Stream program(const Subset& part) {
  FontObjects::Stream out{{}, part.file};
  if (part.outlines == Subset::Outlines::cff) {
    out.entries = "/Subtype/CIDFontType0C";
  } else {
    out.entries = "/Length1 ";
    put_int(out.entries, static_cast<std::int64_t>(part.file.size()));
  }
  return out;
}

std::string gid_map(const std::vector<std::uint16_t>& glyphs) {
  std::string out;
  for (const auto glyph : glyphs) {
    out += static_cast<char>(glyph >> 8);
    out += static_cast<char>(glyph & 0xFF);
  }
  return out;
}

void compress(FontObjects::Stream& stream) { stream.data = deflated(stream.data); }

}  // namespace

FontNumbers reserve_font(ObjectFile& file) {
  const int first = file.reserve(6);
  return {first, first + 1, first + 2, first + 3, first + 4, first + 5};
}

Result<FontObjects> build_font(const FontUse& font, const TypedFont& codes, const FontNumbers& numbers,
                               bool compressed) {
  const PhaseScope scope(Phase::subset);
  auto part = subset(font, codes);
  if (!part) return fail(std::move(part.error()));
  const bool cff = part->outlines == Subset::Outlines::cff;
  const std::string name = tagged_name(font, part->file);
  FontObjects out;
  out.font = type0(numbers, name, cff);
  out.descendant = cid_font(codes, numbers, *part, name);
  out.descriptor = descriptor(font, numbers, cff, name);
  out.program = program(*part);
  out.to_unicode.data = to_unicode_map(codes);
  out.map = cff ? FontObjects::Stream{encoding_map_entries(), encoding_map(part->glyphs)}
                : FontObjects::Stream{{}, gid_map(part->glyphs)};
  if (compressed) compress(out.program), compress(out.to_unicode), compress(out.map);
  return out;
}

void store_font(ObjectFile& file, const FontNumbers& numbers, FontObjects objects, bool compressed) {
  const auto stream = [&](int object, FontObjects::Stream& s) {
    file.set_stream(object, std::move(s.entries), std::move(s.data), compressed);
  };
  file.set(numbers.font, std::move(objects.font));
  file.set(numbers.descendant, std::move(objects.descendant));
  file.set(numbers.descriptor, std::move(objects.descriptor));
  stream(numbers.program, objects.program);
  stream(numbers.to_unicode, objects.to_unicode);
  stream(numbers.map, objects.map);
}

}  // namespace taqrir::pdf
