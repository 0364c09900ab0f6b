#include "layout/layout.hpp"

#include <algorithm>
#include <span>

#include "base/phases.hpp"
#include "layout/codes.hpp"
#include "layout/composer.hpp"
#include "layout/font_reports.hpp"
#include "layout/galleys.hpp"
#include "layout/paginate.hpp"

namespace taqrir::layout {

namespace {

Metadata metadata_of(const Document& d) {
  return {d.title, d.author, d.subject, d.language, d.keywords, d.date};
}

// One for each thread; for a document that is set in one piece, one.
Typesetters typesetters_for(const Theme& theme, FontBook& fonts, std::size_t blocks, int threads) {
  Typesetters out;
  const int count = Galleys::is_long(blocks) ? std::clamp(threads, 1, kMostTypesetters) : 1;
  for (int i = 0; i < count; ++i)
    out.push_back(
        std::make_unique<Typesetter>(theme, fonts.impl(), static_cast<FontId>(i * kFontsOfTypesetter)));
  return out;
}

// A link into another file says aloud where it leads.
void lead_elsewhere(Pages& pages, const Companions& companions) {
  pages.elsewhere = companions.elsewhere;
  for (auto& page : pages.pages)
    for (auto& link : page.links)
      if (const auto place = pages.elsewhere.find(link.destination);
          place != pages.elsewhere.end() && link.description.find(place->second.words) == std::string::npos)
        link.description += (link.description.empty() ? "" : " – ") + place->second.words;
}

// Two passes at most: the second with room for as many digits as the first one's pages have.
Laid lay_out_with(const Document& document, const Theme& theme, const Locale& locale, Assets& assets,
                  FontBook& fonts, int threads, const Companions* companions, int page_digits) {
  const Size frame{theme.page.width - theme.margins.inner - theme.margins.outer,
                   theme.page.height - theme.margins.top - theme.margins.bottom};
  const auto typesetters = typesetters_for(theme, fonts, document.blocks.size(), threads);
  Composer composer(document, theme, locale, assets, *typesetters.front(), frame);
  composer.companions = companions;
  if (!composer.typesetter.has_fonts()) {  // nothing can be measured
    Laid none;
    report_fonts(typesetters, false, none.diagnostics);
    return none;
  }
  auto strips = [&] {
    const PhaseScope scope(Phase::blocks);
    return composer.compose(page_digits, std::span(typesetters).subspan(1));
  }();
  const PhaseScope scope(Phase::paginate);
  auto paginated = paginate(composer, std::move(strips));
  const auto digits = static_cast<int>(std::to_string(paginated.pages.size()).size());
  if (digits > composer.page_digits() && !paginated.late.empty() && page_digits == 0)
    return lay_out_with(document, theme, locale, assets, fonts, threads, companions, digits);
  settle_numbers(composer, paginated);
  furnish(composer, paginated);

  Laid laid;
  laid.pages.pages = std::move(paginated.pages);
  laid.pages.destinations = std::move(paginated.destinations);
  laid.pages.outline = std::move(paginated.outline);
  laid.pages.fonts = number_codes(laid.pages.pages, typesetters);
  laid.pages.images = std::move(composer.images);
  laid.pages.nodes = std::move(composer.nodes);
  laid.pages.metadata = metadata_of(document);
  laid.pages.right_to_left = direction_of(document.language) == Direction::rtl;
  if (companions) lead_elsewhere(laid.pages, *companions);
  laid.diagnostics = std::move(composer.diagnostics);
  report_fonts(typesetters, true, laid.diagnostics);
  return laid;
}

}  // namespace

Laid lay_out(const Document& document, const Theme& theme, const Locale& locale, Assets& assets,
             FontBook& fonts, int threads, const Companions* companions) {
  return lay_out_with(document, theme, locale, assets, fonts, threads, companions, 0);
}

}  // namespace taqrir::layout
