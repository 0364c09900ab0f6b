#include "kit/satisfaction.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "echo_locale.hpp"
#include "kit/satisfaction_view.hpp"
#include "sheets.hpp"

namespace taqrir::kit {
namespace {

using test::EchoLocale;
using testing::HasSubstr;

constexpr const char* kAnswers =
    "code,Le contenu est utile,La salle convient\n"
    "P1,5,3\n"
    "P2,4,\n"
    "P3,5,1\n"
    "P3,1,1\n";

Satisfaction counted_answers() { return count_satisfaction(test::sheet(kAnswers, satisfaction_shape)); }

TEST(Satisfaction, DistributionMeanAndNumberOfEachItem) {
  const auto s = counted_answers();
  ASSERT_EQ(s.items.size(), 2u);
  EXPECT_EQ(s.sheets, 3) << "P3's second sheet does not count";
  EXPECT_EQ(s.items[0].wording, "Le contenu est utile");
  EXPECT_EQ(s.items[0].counts, (std::array<int, 5>{0, 0, 0, 1, 2}));
  EXPECT_NEAR(*s.items[0].mean(), (5 + 4 + 5) / 3.0, 1e-12);
  EXPECT_EQ(s.items[1].answers(), 2);
  EXPECT_EQ(s.items[1].missing, 1);
  EXPECT_NEAR(*s.items[1].mean(), 2.0, 1e-12);
  EXPECT_NEAR(*s.items[1].share(1), 0.5, 1e-12);
}

TEST(Satisfaction, TheOverallMeanIsOverAnswers) {
  EXPECT_NEAR(*counted_answers().mean(), (5 + 4 + 5 + 3 + 1) / 5.0, 1e-12);
}

TEST(Satisfaction, AnItemWithoutAnswersHasNoMean) {
  const auto s = count_satisfaction(test::sheet("code,A\nP1,\n", satisfaction_shape));
  EXPECT_FALSE(s.items[0].mean());
  EXPECT_FALSE(s.items[0].share(3));
  EXPECT_FALSE(s.mean());
}

TEST(Satisfaction, RatingsAreBoundToOneToFive) {
  Table headers;
  headers.columns = {{"Code"}, {"A"}};
  const auto shape = satisfaction_shape(headers);
  ASSERT_EQ(shape.size(), 2u) << "“Code” is the code, whatever its case";
  EXPECT_EQ(shape[1].type, ColumnType::integer);
  EXPECT_EQ(shape[1].minimum, 1.0);
  EXPECT_EQ(shape[1].maximum, 5.0);
}

TEST(Satisfaction, TheChartAddsUpToAHundredAndLeavesTheMissingOut) {
  const EchoLocale locale;
  const Words kit(locale, "kit");
  auto satisfaction = counted_answers();
  satisfaction.items.push_back({"Sans réponse"});
  const auto block = satisfaction_chart(kit, satisfaction);
  const auto& chart = std::get<Chart>(block.content);
  EXPECT_EQ(chart.kind, Chart::Kind::stacked_bar);
  EXPECT_EQ(chart.scale, Chart::Scale::diverging);
  for (std::size_t item = 0; item < 2; ++item) {
    double sum = 0;
    for (const auto& series : chart.series) sum += *series.values[item];
    EXPECT_NEAR(sum, 100, 1e-9);
  }
  for (const auto& series : chart.series) EXPECT_FALSE(series.values[2]);
  EXPECT_THAT(chart.alt, HasSubstr("item=La salle convient n=2"));
  EXPECT_THAT(chart.alt, HasSubstr("<kit.satisfaction.share-in-words rating=1 share=50%>"));
  EXPECT_THAT(chart.alt, HasSubstr("<kit.satisfaction.share-in-words rating=5 share=<document.missing>>"));
}

}  // namespace
}  // namespace taqrir::kit
