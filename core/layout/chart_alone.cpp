// A chart for formats that set their pages themselves: drawn as in a column, on a page of its own.
#include "layout/codes.hpp"
#include "layout/composer.hpp"
#include "layout/font_reports.hpp"
#include "layout/paginate.hpp"

namespace taqrir::layout {

namespace {

constexpr Pt kAround = 3;  // what stands a little over its column's edge (strokes, accents) is not cut off

/// Charts hold neither pictures nor foreign pages.
class NoAssets : public Assets {
 public:
  Result<ImageAsset> image(const FileRef& file) override { return none(file); }
  Result<ForeignInfo> foreign(const FileRef& file) override { return none(file); }

 private:
  static tl::unexpected<Diagnostics> none(const FileRef& file) {
    return fail(error(file.span, "“{}” cannot be read", {file.path}));
  }
};

Document document_of(const Chart& chart, const std::string& language) {
  Chart bare = chart;
  if (bare.alt.empty()) bare.alt = plain_text(bare.caption);
  bare.caption.clear(), bare.number.clear();
  Document document;
  document.language = language;
  document.blocks.push_back({std::move(bare)});
  return document;
}

Page page_of(Strips strips, bool turned, Pt width) {
  weld(strips);
  Page page;
  Pt y = kAround;
  for (auto& strip : strips) {
    if (turned) mirror(strip, width);
    const Pt height = strip.height;
    draw(page, std::move(strip), kAround, y);
    y += height;
  }
  page.size = {width + 2 * kAround, y + kAround};
  return page;
}

}  // namespace

Laid lay_out_chart(const Chart& chart, const std::string& language, const Theme& theme, const Locale& locale,
                   FontBook& fonts, Pt width) {
  const Document document = document_of(chart, language);
  NoAssets assets;
  Typesetters typesetters;
  typesetters.push_back(std::make_unique<Typesetter>(theme, fonts.impl()));
  const Size frame{width, theme.page.height - theme.margins.top - theme.margins.bottom};
  Composer composer(document, theme, locale, assets, *typesetters.front(), frame);
  Laid laid;
  const bool any_font = composer.typesetter.has_fonts();
  if (any_font) {
    laid.pages.pages.push_back(
        page_of(composer.compose(0, {}), direction_of(language) == Direction::rtl, width));
    laid.pages.fonts = number_codes(laid.pages.pages, typesetters);
    laid.pages.nodes = std::move(composer.nodes);
    laid.pages.metadata.language = language;
    laid.diagnostics = std::move(composer.diagnostics);
  }
  report_fonts(typesetters, any_font, laid.diagnostics);
  return laid;
}

}  // namespace taqrir::layout
