#include "layout/codes.hpp"

#include <map>
#include <unordered_map>
#include <utility>

namespace taqrir::layout {

namespace {

class Numbering {
 public:
  explicit Numbering(const Typesetters& typesetters) : typesetters_(typesetters) {
    for (const auto& typesetter : typesetters) sources_.emplace_back(typesetter->font_uses().size());
  }

  void number(Page& page) {
    for (auto& item : page.items)
      if (auto* run = std::get_if<TextRun>(&item.content)) number(page, *run);
  }

  std::vector<FontUse> take() { return std::move(fonts_); }

 private:
  // A font of one typesetter: its number in the file, and its codes' numbers; 0: not met so far.
  struct Source {
    bool met = false;
    FontId font = 0;
    const FontUse* use = nullptr;
    std::vector<std::uint16_t> codes;
  };

  void number(Page& page, TextRun& run) {
    Source& source = source_of(run.font);
    run.font = source.font;
    for (auto g = run.first; g < run.first + run.count; ++g) {
      auto& code = page.glyphs[g].code;
      if (code == 0) continue;  // .notdef is 0 everywhere
      auto& own = source.codes[code];
      if (own == 0) own = number_of(source, code);
      code = own;
    }
  }

  Source& source_of(FontId id) {
    const auto which = static_cast<std::size_t>(id / kFontsOfTypesetter);
    const Typesetter& typesetter = *typesetters_[which];
    const auto own = static_cast<std::size_t>(id % kFontsOfTypesetter);
    Source& source = sources_[which][own];
    if (source.met) return source;
    source.met = true;
    source.use = &typesetter.font_uses()[own];
    source.codes.resize(source.use->codes.size());
    source.font = font_of(typesetter.face(id), *source.use);
    return source;
  }

  FontId font_of(const Face* face, const FontUse& use) {
    const auto [known, fresh] = font_ids_.try_emplace(face, static_cast<FontId>(fonts_.size()));
    if (fresh) {
      FontUse font = use;
      font.codes.resize(1);
      fonts_.push_back(std::move(font));
      codes_.emplace_back();
    }
    return known->second;
  }

  std::uint16_t number_of(const Source& source, std::uint16_t code) {
    const auto& wanted = source.use->codes[code];
    auto& codes = fonts_[source.font].codes;
    if (codes.size() >= 0xFFFF) return 0;
    const auto [known, fresh] = codes_[source.font].try_emplace({wanted.glyph, wanted.text},
                                                                static_cast<std::uint16_t>(codes.size()));
    if (fresh) codes.push_back(wanted);
    return known->second;
  }

  const Typesetters& typesetters_;
  std::vector<std::vector<Source>> sources_;  // by typesetter, then by its font
  std::vector<FontUse> fonts_;
  std::vector<std::map<std::pair<std::uint32_t, std::string>, std::uint16_t>> codes_;  // by font
  std::unordered_map<const Face*, FontId> font_ids_;
};

}  // namespace

std::vector<FontUse> number_codes(std::vector<Page>& pages, const Typesetters& typesetters) {
  Numbering numbering(typesetters);
  for (auto& page : pages) numbering.number(page);
  return numbering.take();
}

}  // namespace taqrir::layout
