#include "layout/layout.hpp"

#include "base/phases.hpp"
#include "layout/composer.hpp"
#include "layout/missing.hpp"
#include "layout/paginate.hpp"

namespace taqrir::layout {

namespace {

void report_fonts(const Composer& composer, const std::vector<FontUse>& fonts, Diagnostics& out) {
  std::string families;
  for (const auto& f : composer.typesetter.missing_families()) families += (families.empty() ? "" : ", ") + f;
  if (fonts.empty() && !families.empty()) {
    out.push_back(hinted(error({}, "none of the theme's fonts is installed: {}", {families}, Blame::machine),
                         "“taqrir doctor” tells which packages hold them"));
  } else if (!families.empty()) {
    out.push_back(hinted(warning({}, "fonts of the theme that are not installed: {}; others stand in", {families}),
                         "“taqrir doctor” tells which packages hold them"));
  }
  if (!fonts.empty()) append(out, missing_character_warnings(composer.typesetter));
}

Metadata metadata_of(const Document& d) {
  return {d.title, d.author, d.subject, d.language, d.keywords, d.date};
}

}  // namespace

namespace {

// Two passes at most: the second with room for as many digits as the first one's pages have.
Laid lay_out_with(const Document& document, const Theme& theme, const Locale& locale, Assets& assets, FontBook& fonts,
                  int page_digits) {
  const Size frame{theme.page.width - theme.margins.inner - theme.margins.outer,
                   theme.page.height - theme.margins.top - theme.margins.bottom};
  Composer composer(document, theme, locale, assets, fonts, frame);
  if (!composer.typesetter.has_fonts()) {  // nothing can be measured
    Laid none;
    report_fonts(composer, {}, none.diagnostics);
    return none;
  }
  auto strips = [&] {
    const PhaseScope scope(Phase::blocks);
    return composer.compose(page_digits);
  }();
  const PhaseScope scope(Phase::paginate);
  auto paginated = paginate(composer, std::move(strips));
  const auto digits = static_cast<int>(std::to_string(paginated.pages.size()).size());
  if (digits > composer.page_digits() && !paginated.late.empty() && page_digits == 0)
    return lay_out_with(document, theme, locale, assets, fonts, digits);
  settle_numbers(composer, paginated);
  furnish(composer, paginated);

  Laid laid;
  laid.pages.pages = std::move(paginated.pages);
  laid.pages.destinations = std::move(paginated.destinations);
  laid.pages.outline = std::move(paginated.outline);
  laid.pages.fonts = composer.typesetter.take_fonts();
  laid.pages.images = std::move(composer.images);
  laid.pages.nodes = std::move(composer.nodes);
  laid.pages.metadata = metadata_of(document);
  laid.pages.right_to_left = direction_of(document.language) == Direction::rtl;
  laid.diagnostics = std::move(composer.diagnostics);
  report_fonts(composer, laid.pages.fonts, laid.diagnostics);
  return laid;
}

}  // namespace

Laid lay_out(const Document& document, const Theme& theme, const Locale& locale, Assets& assets, FontBook& fonts) {
  return lay_out_with(document, theme, locale, assets, fonts, 0);
}

}  // namespace taqrir::layout
