// A chart on a page of its own is the chart of the document's page, moved.
#include <gtest/gtest.h>

#include <algorithm>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

Pt column() { return theme().page.width - theme().margins.inner - theme().margins.outer; }

Chart chart_of(Chart::Kind kind, bool horizontal, std::size_t categories = 3) {
  Chart c;
  c.kind = kind, c.horizontal = horizontal, c.unit = "%";
  for (std::size_t i = 0; i < categories; ++i) c.categories.push_back("Région " + std::to_string(i + 1));
  c.series.push_back({"avant", {41, 52, std::nullopt}, Tone::muted});
  c.series.push_back({"après", {73, 1, 67}, Tone::neutral});
  c.alt = "Les acquis";
  return c;
}

struct Mark {
  std::string what;
  double x, y;
  std::string text;
};

/// What is drawn, its place counted from the first item's.
std::vector<Mark> marks(const Pages& pages) {
  std::vector<Mark> out;
  for (const auto& run : body(pages)) out.push_back({"text", run.x, run.y, run.text});
  for (const auto& shape : shapes(pages))
    if (shape.node != kArtifact)
      out.push_back({shape.filled ? "fill" : "line", shape.box.left, shape.box.top, ""});
  for (std::size_t i = out.size(); i-- > 0;) out[i].x -= out[0].x, out[i].y -= out[0].y;
  return out;
}

void expect_same(const std::vector<Mark>& alone, const std::vector<Mark>& placed) {
  ASSERT_EQ(alone.size(), placed.size());
  for (std::size_t i = 0; i < alone.size(); ++i) {
    EXPECT_EQ(alone[i].what + alone[i].text, placed[i].what + placed[i].text);
    EXPECT_NEAR(alone[i].x, placed[i].x, 1e-6);
    EXPECT_NEAR(alone[i].y, placed[i].y, 1e-6);
  }
}

TEST(ChartAlone, IsDrawnAsOnThePage) {
  using Kind = Chart::Kind;
  for (const std::string language : {"fr", "ar"})
    for (const auto kind : {Kind::bar, Kind::stacked_bar, Kind::line, Kind::pie})
      for (const bool horizontal : {false, true}) {
        SCOPED_TRACE(language + std::to_string(static_cast<int>(kind)) + (horizontal ? "h" : "v"));
        const auto chart = chart_of(kind, horizontal);
        const auto alone = lay_alone(chart, language, column());
        EXPECT_TRUE(alone.diagnostics.empty()) << messages(alone.diagnostics);
        ASSERT_EQ(alone.pages.pages.size(), 1U);
        expect_same(marks(alone.pages), marks(lay(document_of({block(chart)}, language)).pages));
      }
}

TEST(ChartAlone, ThePageHoldsAllOfItAndNoCaption) {
  auto chart = chart_of(Chart::Kind::bar, true, 90);  // more than a page of the document holds
  chart.caption = plain("Une légende"), chart.number = "7";
  for (const auto* language : {"fr", "ar"}) {
    const auto laid = lay_alone(chart, language, column());
    ASSERT_EQ(laid.pages.pages.size(), 1U);
    const auto& size = laid.pages.pages[0].size;
    EXPECT_GT(size.height, theme().page.height);
    for (const auto& run : body(laid.pages)) {
      EXPECT_GE(run.box().left, 0) << run.text;
      EXPECT_LE(run.box().right, size.width) << run.text;
      EXPECT_GE(run.box().top, 0) << run.text;
      EXPECT_LE(run.box().bottom, size.height) << run.text;
      EXPECT_EQ(run.text.find("légende"), std::string::npos);
      EXPECT_EQ(run.text.find("Figure"), std::string::npos);
    }
    find(laid.pages, "90");
  }
}

TEST(ChartAlone, WithoutFontsItIsAnErrorOfTheMachine) {
  auto bare = theme();
  for (auto& [role, scripts] : bare.fonts)
    for (auto& [script, fonts] : scripts) fonts.families = {"No Such Family"};
  const auto laid = lay_alone(chart_of(Chart::Kind::bar, false), "fr", column(), bare);
  EXPECT_TRUE(laid.pages.pages.empty());
  ASSERT_TRUE(has_errors(laid.diagnostics));
  EXPECT_EQ(laid.diagnostics[0].message.text(), "none of the theme's fonts is installed: No Such Family");
}

}  // namespace
}  // namespace taqrir::layout::test
