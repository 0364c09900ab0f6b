#include "app/chart_pictures.hpp"

#include <cmath>
#include <memory>
#include <set>

#include "app/pieces_conversion.hpp"
#include "render/svg/svg.hpp"

namespace taqrir::app {

namespace {

constexpr double kDotsPerInch = 200, kPointsPerInch = 72;

int dots(Pt length) {
  return std::max(1, static_cast<int>(std::lround(length * kDotsPerInch / kPointsPerInch)));
}

Diagnostic without_pictures() {
  return hinted(warning({}, "charts cannot be made pictures: libvips’ tools are not here"),
                "install them: “sudo apt install libvips-tools”");
}

class ChartDrawing {
 public:
  ChartDrawing(const Document& document, const Setting& setting, Diagnostics& warnings)
      : document_(document), setting_(setting), warnings_(warnings) {}

  Result<pandoc::ChartPicture> draw(const Block& block, bool png) {
    const auto& chart = std::get<Chart>(block.content);
    const auto& language = block.language.empty() ? document_.language : block.language;
    auto laid =
        layout::lay_out_chart(chart, language, setting_.theme, setting_.locale, setting_.fonts(), column());
    if (has_errors(laid.diagnostics)) return fail(std::move(laid.diagnostics));
    for (auto& problem : laid.diagnostics) say(std::move(problem));
    auto svg = svg::render(laid.pages, 0, {plain_text(chart.caption), chart.alt, language});
    if (!svg) return fail(std::move(svg.error()));
    const Size size = laid.pages.pages.front().size;
    pandoc::ChartPicture out{std::move(*svg), {}, size.width, size.height};
    if (png) out.png = png_of(out);
    return out;
  }

 private:
  Pt column() const {
    const auto& theme = setting_.theme;
    return theme.page.width - theme.margins.inner - theme.margins.outer;
  }

  /// What failed is a warning: the chart's numbers stand in its place.
  std::string png_of(const pandoc::ChartPicture& picture) {
    if (!setting_.conversions || !setting_.conversions->has_pictures()) return say(without_pictures()), "";
    Conversions::PictureWish wish{dots(picture.width), dots(picture.height)};
    wish.with_png = wish.transparent = true;
    auto made = setting_.conversions->scaled(Bytes(picture.svg), "svg", wish, "chart");
    if (made) return std::string(made->view());
    for (auto& problem : made.error()) say(warning({}, "{}", {problem.message.text()}));
    return "";
  }

  void say(Diagnostic problem) {
    if (said_.insert(problem.message.text()).second) warnings_.push_back(std::move(problem));
  }

  const Document& document_;
  const Setting& setting_;
  Diagnostics& warnings_;
  std::set<std::string> said_;
};

}  // namespace

pandoc::DrawChart chart_drawing(const Document& document, const Setting& setting, Diagnostics& warnings) {
  auto drawing = std::make_shared<ChartDrawing>(document, setting, warnings);
  return [drawing](const Block& block, bool png) { return drawing->draw(block, png); };
}

}  // namespace taqrir::app
