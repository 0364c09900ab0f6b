// Charts as SVG: the same picture as in the PDF, pixel by pixel, and nothing in it that another file would
// have to give.
#include "render/svg/svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <cmath>
#include <sstream>

#include "draft.hpp"
#include "model/builder.hpp"
#include "reading.hpp"
#include "unit/layout/support.hpp"
#include "unit/model/sample.hpp"

namespace taqrir::svg {
namespace {

using layout::test::lay_alone;
using ::testing::HasSubstr;
using ::testing::Not;
using Kind = Chart::Kind;

constexpr Pt kColumn = 440;
constexpr int kDotsPerInch = 144;

Chart chart_of(Kind kind, bool horizontal, const std::string& language) {
  const bool arabic = language == "ar";
  Chart c;
  c.kind = kind, c.horizontal = horizontal, c.unit = "%", c.decimals = 1;
  c.categories = arabic ? std::vector<std::string>{"الرباط", "فاس", "مراكش"}
                        : std::vector<std::string>{"Rabat", "Fès", "ⵎⵕⵕⴰⴽⵛ"};
  c.series.push_back({arabic ? "قبل" : "avant", {41.5, 12, std::nullopt}, Tone::muted});
  c.series.push_back({arabic ? "بعد" : "après", {73, 55.5, 67}, Tone::neutral});
  c.alt = "Les acquis";
  return c;
}

Chart diverging() {
  auto c = chart_of(Kind::stacked_bar, true, "fr");
  c.scale = Chart::Scale::diverging;
  c.series.push_back({"plus tard", {4, 9, 12}, Tone::neutral});
  return c;
}

layout::Pages laid(const Chart& chart, const std::string& language = "fr") {
  auto out = lay_alone(chart, language, kColumn);
  EXPECT_TRUE(out.diagnostics.empty()) << layout::test::messages(out.diagnostics);
  return std::move(out.pages);
}

std::string drawn(const layout::Pages& pages, const Words& words = {}) {
  auto made = render(pages, 0, words);
  EXPECT_TRUE(made.has_value());
  return made.value_or("");
}

struct Raster {
  std::size_t width = 0, height = 0;
  std::vector<unsigned char> grey;
  double at(std::size_t x, std::size_t y) const { return grey[y * width + x]; }
};

/// Of a binary PGM or PPM, colours as their mean; empty when it is none.
Raster raster_of(const std::string& bytes) {
  std::istringstream in(bytes);
  std::string magic, word;
  std::vector<std::size_t> numbers;
  in >> magic;
  while (numbers.size() < 3 && in >> word)
    if (word[0] == '#')
      std::getline(in, word);
    else
      numbers.push_back(std::stoul(word));
  in.get();
  Raster out;
  if (numbers.size() < 3 || (magic != "P5" && magic != "P6")) return out;
  out.width = numbers[0], out.height = numbers[1];
  const int bands = magic == "P6" ? 3 : 1;
  for (std::size_t i = 0; i < out.width * out.height; ++i) {
    int sum = 0;
    for (int b = 0; b < bands; ++b) sum += in.get();
    out.grey.push_back(static_cast<unsigned char>(sum / bands));
  }
  return out;
}

Raster of_pdf(const layout::Pages& pages) {
  const auto resolution = std::to_string(kDotsPerInch);
  return raster_of(pdf::test::run({"pdftoppm", "-r", resolution, "@"}, pdf::test::rendered(pages)).out);
}

Raster of_svg(const std::string& svg) {
  const auto resolution = "[dpi=" + std::to_string(kDotsPerInch) + "]";
  return raster_of(
      pdf::test::run({"vips", "flatten", "@" + resolution, ".ppm", "--background", "255"}, svg).out);
}

/// Mean grey of a block of pixels: edges are smoothed differently by each program.
double mean(const Raster& raster, std::size_t left, std::size_t top, std::size_t side) {
  double sum = 0;
  for (std::size_t y = top; y < top + side; ++y)
    for (std::size_t x = left; x < left + side; ++x) sum += raster.at(x, y);
  return sum / static_cast<double>(side * side);
}

struct Difference {
  double worst = 0;  ///< of a block of 6 × 6 pixels, of 255
  double all = 0;    ///< mean of all blocks
  double ink = 0;    ///< mean darkness of the PDF
};

Difference difference(const Raster& a, const Raster& b) {
  constexpr std::size_t kSide = 6;
  Difference out;
  std::size_t blocks = 0;
  for (std::size_t y = 0; y + kSide <= std::min(a.height, b.height); y += kSide)
    for (std::size_t x = 0; x + kSide <= std::min(a.width, b.width); x += kSide, ++blocks) {
      const double first = mean(a, x, y, kSide), far = std::abs(first - mean(b, x, y, kSide));
      out.worst = std::max(out.worst, far), out.all += far, out.ink += 255 - first;
    }
  out.all /= static_cast<double>(std::max<std::size_t>(blocks, 1));
  out.ink /= static_cast<double>(std::max<std::size_t>(blocks, 1));
  return out;
}

void expect_same_picture(const layout::Pages& pages) {
  const auto pdf = of_pdf(pages), svg = of_svg(drawn(pages));
  ASSERT_GT(pdf.width, 0U);
  ASSERT_GT(svg.width, 0U);
  EXPECT_NEAR(static_cast<double>(pdf.width), static_cast<double>(svg.width), 1);
  EXPECT_NEAR(static_cast<double>(pdf.height), static_cast<double>(svg.height), 1);
  const auto far = difference(pdf, svg);
  EXPECT_GT(far.ink, 2);
  EXPECT_LT(far.worst, 40);
  EXPECT_LT(far.all, 1);
}

TEST(Svg, ShowsWhatThePdfShows) {
  if (pdf::test::run({"vips", "--version"}, "").status != 0)
    GTEST_SKIP() << "libvips' tools are not installed";
  for (const std::string language : {"fr", "ar"})
    for (const auto kind : {Kind::bar, Kind::stacked_bar, Kind::line, Kind::pie})
      for (const bool horizontal : {false, true}) {
        SCOPED_TRACE(language + std::to_string(static_cast<int>(kind)) + (horizontal ? "h" : "v"));
        expect_same_picture(laid(chart_of(kind, horizontal, language), language));
      }
  expect_same_picture(laid(diverging()));
}

/// The comparison notices a chart with another value.
TEST(Svg, AnotherChartIsAnotherPicture) {
  if (pdf::test::run({"vips", "--version"}, "").status != 0)
    GTEST_SKIP() << "libvips' tools are not installed";
  auto other = chart_of(Kind::bar, false, "fr");
  other.series[1].values[1] = 54.5;
  const auto a = of_pdf(laid(chart_of(Kind::bar, false, "fr"))), b = of_svg(drawn(laid(other)));
  EXPECT_GT(difference(a, b).worst, 40);
}

TEST(Svg, NeedsNothingElse) {
  for (const auto* word :
       {"<text", "font-family", "<image", "<script", "<style", "url(", "xlink", "<!", "<?"})
    EXPECT_THAT(drawn(laid(chart_of(Kind::bar, true, "ar"), "ar")), Not(HasSubstr(word)));
}

TEST(Svg, SaysWhatItIs) {
  const auto svg =
      drawn(laid(chart_of(Kind::pie, false, "fr")), {"Les <acquis> & \"le\x01 reste\"", "En hausse", "fr"});
  EXPECT_THAT(svg, HasSubstr("role=\"img\" aria-labelledby=\"title desc\" xml:lang=\"fr\">\n"
                             "<title id=\"title\">Les &lt;acquis&gt; &amp; &quot;le reste&quot;</title>\n"
                             "<desc id=\"desc\">En hausse</desc>\n"));
}

TEST(Svg, AGlyphIsDrawnOnceAndUsedOften) {
  pdf::test::Draft draft;
  const auto font = draft.font(pdf::test::kLatin);
  draft.line({.text = "aha aha", .font = font, .size = 20});
  const auto svg = drawn(draft.pages);
  EXPECT_EQ(pdf::test::times(svg, "<path id="), 2);
  EXPECT_EQ(pdf::test::times(svg, "<use "), 6);
}

TEST(Svg, NumbersDoNotGoByTheProcessesLocale) {
  const auto pages = laid(chart_of(Kind::line, false, "fr"));
  const auto plain = drawn(pages);
  const auto* had = std::setlocale(LC_ALL, "de_DE.UTF-8");
  const auto other = drawn(pages);
  std::setlocale(LC_ALL, "C");
  if (had == nullptr) GTEST_SKIP() << "no locale with a decimal comma is installed";
  EXPECT_EQ(plain, other);
}

TEST(Svg, AFontThatIsNoneIsNamed) {
  auto pages = laid(chart_of(Kind::bar, false, "fr"));
  pages.fonts[0].file = Bytes(std::string("no font"));
  const auto made = render(pages, 0, {});
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error()[0].message.text(), "this font cannot be drawn: its file cannot be read as a font");
}

/// Bars of whole numbers, so that the file tells what is drawn.
TEST(Svg, Golden) {
  Chart chart;
  chart.horizontal = true;
  chart.categories = {"A", "B"};
  chart.series.push_back({"n", {2, std::nullopt}, Tone::good});
  test::expect_same(std::string(TAQRIR_SOURCE_DIR) + "/tests/unit/render/bars.svg",
                    drawn(laid(chart), {"Barres", "Deux barres", "fr"}));
}

}  // namespace
}  // namespace taqrir::svg
