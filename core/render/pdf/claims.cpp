#include "render/pdf/claims.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <vector>

#include "base/unicode.hpp"

namespace taqrir::pdf {

namespace {

using layout::FontUse;
using layout::Page;
using layout::Pages;
using layout::TextRun;
using Code = FontUse::Code;
using Marked = std::vector<bool>;  // of a font's codes

bool has_private_character(const Code& code) {
  for (std::size_t i = 0; i < code.text.size();)
    if (u_charType(static_cast<UChar32>(next_code_point(code.text, i))) == U_PRIVATE_USE_CHAR) return true;
  return false;
}

bool has_no_glyph(const Code& code) { return code.glyph == 0; }

bool shows(const Page& page, const TextRun& run, const Marked& codes) {
  if (run.first > page.glyphs.size() || run.count > page.glyphs.size() - run.first) return false;
  const auto begin = page.glyphs.begin() + run.first;
  return std::any_of(begin, begin + run.count, [&](const layout::PlacedGlyph& glyph) {
    return glyph.code < codes.size() && codes[glyph.code];
  });
}

bool shows(const Page& page, layout::FontId font, const Marked& codes) {
  return std::any_of(page.items.begin(), page.items.end(), [&](const layout::Item& item) {
    const auto* run = std::get_if<TextRun>(&item.content);
    return run && run->font == font && shows(page, *run, codes);
  });
}

// Fonts have codes that are kept ready and never shown, so the pages are asked; few fonts have any that
// match.
template <class Test>
bool any_shown(const Pages& pages, Test test) {
  for (std::size_t font = 0; font < pages.fonts.size(); ++font) {
    Marked codes;
    for (const Code& code : pages.fonts[font].codes) codes.push_back(test(code));
    if (std::find(codes.begin() + !codes.empty(), codes.end(), true) == codes.end()) continue;
    const auto here = [&](const Page& page) { return shows(page, static_cast<layout::FontId>(font), codes); };
    if (std::any_of(pages.pages.begin(), pages.pages.end(), here)) return true;
  }
  return false;
}

bool any_undescribed(const Pages& pages) {
  return std::any_of(pages.nodes.begin(), pages.nodes.end(), [](const layout::Node& node) {
    return node.tag == layout::Tag::figure && node.alternative.empty() && node.actual_text.empty();
  });
}

}  // namespace

Claims claims(const Pages& pages) {
  const bool sound =
      !pages.metadata.title.empty() && !pages.metadata.language.empty() && !any_shown(pages, has_no_glyph);
  Claims out;
  out.accessible = sound && !any_undescribed(pages);
  out.archival = sound && !any_shown(pages, has_private_character);
  return out;
}

}  // namespace taqrir::pdf
