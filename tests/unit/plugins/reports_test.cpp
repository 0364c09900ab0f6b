// The reports as documents: what stands in expected/ was read by a person, line by line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "composed.hpp"

namespace taqrir::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kAtelier = "01-atelier";
constexpr const char* kAtelierToml = "activities/01-atelier/activity.toml";
constexpr const char* kSuiviToml = "activities/02-suivi/activity.toml";

// The double registration of P02 in presences.csv, said wherever the sheet is analysed.
constexpr const char* kDouble = "warning: participant “P02” stands here again, as in line 3\n";

TEST(Reports, Narrative) {
  const auto report = compose("narrative-report", kAtelier);
  expect_dump("narrative-report", report);
  EXPECT_EQ(report.messages(), "") << "the warnings of the sheets belong to the technical analysis";
}

TEST(Reports, NarrativeInArabic) {
  const auto report = compose("narrative-report", "02-suivi");
  expect_dump("narrative-report.ar", report);
  EXPECT_EQ(report.document->language, "ar");
  EXPECT_EQ(report.messages(), "");
}

TEST(Reports, TechnicalAnalysis) {
  const auto report = compose("technical-analysis", kAtelier);
  expect_dump("technical-analysis", report);
  EXPECT_EQ(report.messages(), kDouble);
}

TEST(Reports, Recommendations) {
  const auto report = compose("recommendations", kAtelier);
  expect_dump("recommendations", report);
  EXPECT_EQ(report.messages(), "");
}

TEST(Reports, RecommendationsConsolidated) {
  const auto report = compose("recommendations-consolidated", {});
  expect_dump("recommendations-consolidated", report);
  EXPECT_EQ(report.messages(), "");
}

TEST(Reports, AnnexBundle) {
  const auto report = compose("annex-bundle", kAtelier);
  expect_dump("annex-bundle", report);
  EXPECT_EQ(report.messages(), "");
}

TEST(Reports, Dossier) {
  const auto report = compose("dossier", "fin");
  expect_dump("dossier", report);
  EXPECT_EQ(report.messages(), kDouble);
}

TEST(Reports, ADossierOfOneActivityLinksOnlyWhatItHolds) {
  const auto report = compose("dossier", "atelier");
  ASSERT_TRUE(report.document) << report.messages();
  EXPECT_THAT(report.dump, HasSubstr("Atelier de planification"));
  EXPECT_THAT(report.dump, Not(HasSubstr("اجتماع التتبع")));
}

// ---------------------------------------------------------------- what goes wrong

TEST(Demands, EveryMissingPartOfTheNarrativeAtOnce) {
  const Edits edits{{kSuiviToml,
                     "title = \"اجتماع\"\ndates = { start = 2025-09-01 }\nlanguage = \"ar\"\n\n"
                     "[deliverables.narrative-report]\n"}};
  const auto report = compose("narrative-report", "02-suivi", edits);
  EXPECT_FALSE(report.document);
  EXPECT_EQ(report.messages(),
            "error: [deliverables.narrative-report] lacks the demanded part “objectives”\n"
            "error: [deliverables.narrative-report] lacks the demanded part “results”\n"
            "error: [deliverables.narrative-report] lacks the demanded part “account”\n"
            "error: [deliverables.narrative-report] lacks the demanded part “analysis”\n"
            "error: [deliverables.narrative-report] lacks the demanded part “recommendations”\n"
            "error: [deliverables.narrative-report] lacks the demanded part “pieces”\n");
  ASSERT_FALSE(report.diagnostics.empty());
  EXPECT_THAT(report.diagnostics[0].span.file->path(), testing::EndsWith(kSuiviToml));
  EXPECT_EQ(report.diagnostics[2].hint.text(), "add account = \"recit.md\" and tell the activity there");
}

TEST(Demands, AnEmptyAccountIsNoAccount) {
  const auto report = compose("narrative-report", kAtelier, {{"activities/01-atelier/recit.md", "\n"}});
  EXPECT_FALSE(report.document);
  EXPECT_EQ(
      report.messages(),
      "error: “activities/01-atelier/recit.md” holds no text, and the report demands its part “account”\n");
}

TEST(Demands, TheTechnicalAnalysisServesForTheAnalysisInShort) {
  const Edits edits{{kAtelierToml, changed(kAtelierToml, "analysis = \"analyse.md\"\n", "")}};
  EXPECT_EQ(compose("narrative-report", kAtelier, edits).messages(), "");
}

TEST(Demands, LearningNeedsItsMaximum) {
  const Edits edits{{kAtelierToml, changed(kAtelierToml, "learning_maximum = 20\n", "")}};
  const auto report = compose("technical-analysis", kAtelier, edits);
  EXPECT_THAT(report.messages(),
              HasSubstr("error: “learning” needs “learning_maximum”: the best possible score\n"));
  EXPECT_FALSE(report.document);
}

TEST(Demands, ProgrammeAndMethodOfTheTechnicalAnalysis) {
  const Edits edits{
      {kAtelierToml, changed(kAtelierToml, "programme = \"programme.md\"\nmethod = \"methode.md\"\n", "")}};
  const auto report = compose("technical-analysis", kAtelier, edits);
  EXPECT_THAT(report.messages(),
              HasSubstr("[deliverables.technical-analysis] lacks the demanded part “programme”"));
  EXPECT_THAT(report.messages(),
              HasSubstr("[deliverables.technical-analysis] lacks the demanded part “method”"));
}

TEST(Demands, ABundleWithoutPieces) {
  const Edits edits{
      {kSuiviToml, changed(kSuiviToml, "[deliverables.narrative-report]\n",
                           "[deliverables.annex-bundle]\n\n[deliverables.narrative-report]\n")}};
  const auto report = compose("annex-bundle", "02-suivi", edits);
  EXPECT_EQ(report.messages(), "error: [deliverables.annex-bundle] lacks the demanded part “pieces”\n");
}

TEST(Demands, TwoListsOfRecommendationsAreOneTooMany) {
  const Edits edits{
      {kSuiviToml, changed(kSuiviToml, "[deliverables.narrative-report]\n",
                           "[deliverables.recommendations]\nitems = [{ code = \"R9\", text = \"…\", "
                           "priority = \"low\", state = \"done\" }]\n\n"
                           "[deliverables.narrative-report]\n")}};
  const auto report = compose("narrative-report", "02-suivi", edits);
  EXPECT_EQ(report.messages(),
            "warning: the activity has two lists of recommendations; this one is left out\n");
  EXPECT_THAT(report.dump, HasSubstr("R9"));
}

TEST(Sheets, ErrorsOfTheReaderStandAtTheirCells) {
  const Edits edits{{"activities/01-atelier/donnees/pre-post.csv", "code,pre,post\nP01,8,21\nP02,dix,15\n"}};
  const auto report = compose("technical-analysis", kAtelier, edits);
  EXPECT_FALSE(report.document);
  std::vector<std::uint32_t> lines;
  for (const auto& one : report.diagnostics)
    if (one.severity == Severity::error) lines.push_back(one.span.line);
  EXPECT_EQ(lines, (std::vector<std::uint32_t>{2, 3}));
}

TEST(Sheets, AHeaderWithoutRowsIsAnError) {
  const Edits edits{{"activities/01-atelier/donnees/satisfaction.csv", "code,A\n"}};
  const auto report = compose("technical-analysis", kAtelier, edits);
  EXPECT_THAT(report.messages(),
              HasSubstr("error: “activities/01-atelier/donnees/satisfaction.csv” has a header but no row\n"));
}

TEST(Sheets, AnErrorReachesTheReportThatOnlyQuotesTheSheet) {
  const Edits edits{{"activities/01-atelier/donnees/presences.csv", "code,sexe,j1_matin\nP01,X,1\n"}};
  const auto report = compose("narrative-report", kAtelier, edits);
  EXPECT_FALSE(report.document);
  EXPECT_TRUE(has_errors(report.diagnostics));
}

TEST(Dossier, PiecesWithoutABundleFollowTheReports) {
  auto toml = changed(kAtelierToml,
                      "[deliverables.annex-bundle]\nstatus = { state = \"draft\" }\ndividers = true\n", "");
  const auto report = compose("dossier", "atelier", {{kAtelierToml, toml}});
  ASSERT_TRUE(report.document) << report.messages();
  EXPECT_THAT(report.dump, HasSubstr("piece:01-atelier/evaluation"));
}

TEST(Dossier, AReportThatFailsKeepsTheDossierFromBeing) {
  const auto report = compose("dossier", "fin", {{"activities/01-atelier/recit.md", "\n"}});
  EXPECT_FALSE(report.document);
  EXPECT_TRUE(has_errors(report.diagnostics));
}

}  // namespace
}  // namespace taqrir::test
