// Charts for formats whose pages are not ours: SVG always, PNG where libvips' tools are there.
#include "app/chart_pictures.hpp"

#include <gtest/gtest.h>

#include "input/resources.hpp"
#include "stand_ins.hpp"

namespace taqrir::app {
namespace {

const std::string kTemplates = std::string(TAQRIR_SOURCE_DIR) + "/templates";

class NoAssets : public layout::Assets {
 public:
  Result<layout::ImageAsset> image(const FileRef&) override { return fail(Diagnostics{}); }
  Result<layout::ForeignInfo> foreign(const FileRef&) override { return fail(Diagnostics{}); }
};

Block chart_block() {
  Chart chart;
  chart.categories = {"Rabat", "Fès"};
  chart.series.push_back({"n", {2, 5}, Tone::neutral});
  chart.caption = {{Text{"Par ville"}, {}}};
  chart.alt = "Deux à Rabat, cinq à Fès";
  return {chart};
}

class ChartPictures : public StandIns {
 protected:
  ChartPictures()
      : theme_(input::load_theme(world_, {kTemplates}, "institutional").value()),
        locale_(input::load_locale(world_, {kTemplates}, "fr").value()) {}

  Setting setting(Conversions* conversions) {
    return {world_,  theme_, *locale_,
            assets_, {},     [this]() -> layout::FontBook& { return fonts_; },
            {},      {},     1,      LostReference::is_an_error,
            {},      {},     conversions};
  }

  Theme theme_;
  std::shared_ptr<const Locale> locale_;
  NoAssets assets_;
  layout::FontBook fonts_{world_};
  Document document_;
  Diagnostics warnings_;
};

TEST_F(ChartPictures, ThePngIsAsLargeAsTheSvgAtTwoHundredDotsAnInch) {
  real_programs();
  if (!conversions_.has_pictures()) GTEST_SKIP() << "libvips' tools are not installed";
  const auto with = setting(&conversions_);
  const auto made = chart_drawing(document_, with, warnings_)(chart_block(), true);
  ASSERT_TRUE(made.has_value());
  EXPECT_TRUE(made->svg.starts_with("<svg "));
  EXPECT_NE(made->svg.find(
                "<title id=\"title\">Par ville</title>\n<desc id=\"desc\">Deux à Rabat, cinq à Fès</desc>"),
            std::string::npos);
  ASSERT_TRUE(made->png.starts_with("\x89PNG"));
  const auto* width = reinterpret_cast<const unsigned char*>(made->png.data()) + 16;
  EXPECT_NEAR((width[2] << 8) | width[3], made->width * 200 / 72, 1);
  EXPECT_TRUE(warnings_.empty());
}

TEST_F(ChartPictures, NoPngIsMadeThatNobodyWants) {
  program("vipsthumbnail", "exit 1");
  program("vipsheader", "exit 1");
  const auto with = setting(&conversions_);
  const auto made = chart_drawing(document_, with, warnings_)(chart_block(), false);
  ASSERT_TRUE(made.has_value());
  EXPECT_FALSE(made->svg.empty());
  EXPECT_TRUE(made->png.empty());
  EXPECT_TRUE(warnings_.empty());
  EXPECT_TRUE(calls("vipsthumbnail").empty());
}

TEST_F(ChartPictures, WithoutTheToolsItIsSaidOnce) {
  const auto with = setting(&conversions_);
  const auto draw = chart_drawing(document_, with, warnings_);
  EXPECT_TRUE(draw(chart_block(), true)->png.empty());
  EXPECT_TRUE(draw(chart_block(), true)->png.empty());
  EXPECT_EQ(message(warnings_), "charts cannot be made pictures: libvips’ tools are not here");
  EXPECT_EQ(hint(warnings_), "install them: “sudo apt install libvips-tools”");
}

TEST_F(ChartPictures, AToolThatFailsIsAWarning) {
  program("vipsthumbnail", "echo no luck >&2; exit 1");
  program("vipsheader", "exit 1");
  const auto with = setting(&conversions_);
  EXPECT_TRUE(chart_drawing(document_, with, warnings_)(chart_block(), true)->png.empty());
  ASSERT_EQ(warnings_.size(), 1U);
  EXPECT_EQ(warnings_[0].severity, Severity::warning);
  EXPECT_NE(message(warnings_).find("no luck"), std::string::npos) << message(warnings_);
}

}  // namespace
}  // namespace taqrir::app
