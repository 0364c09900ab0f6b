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

// What is wrong with the sheets, said wherever they are analysed: P04 has one test only, P05 was never there,
// P02 is registered twice.
constexpr const char* kOneTest = "warning: participant “P04” has a post-test but no pre-test\n";
constexpr const char* kAbsent = "warning: participant “P05” sat the test, but was absent at every half-day\n";
constexpr const char* kDouble = "warning: participant “P02” stands here again, as in line 3\n";
const std::string kFaults = std::string(kOneTest) + kAbsent + kDouble;

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
  EXPECT_EQ(report.messages(), kFaults);
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
  EXPECT_EQ(report.messages(), kFaults);
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

// ---------------------------------------------------------------- what the narrative report says of itself

TEST(Narrative, WithoutAStatusItIsADraftOnItsCover) {
  EXPECT_THAT(compose("narrative-report", "02-suivi").document->blocks.size(), testing::Gt(5u));
  const Edits edits{
      {kSuiviToml, changed(kSuiviToml, "account = \"sard.md\"\n",
                           "account = \"sard.md\"\nstatus = { state = \"sent\", on = 2025-09-09 }\n")}};
  EXPECT_THAT(compose("narrative-report", "02-suivi").dump, HasSubstr("صيغة مؤقتة"));
  EXPECT_THAT(compose("narrative-report", "02-suivi", edits).dump, Not(HasSubstr("صيغة مؤقتة")));
}

TEST(Narrative, WomenAndMenWithoutAnAttendanceSheet) {
  const Edits edits{{kSuiviToml, changed(kSuiviToml, "account = \"sard.md\"\n",
                                         "account = \"sard.md\"\nparticipants = { women = 3, men = 2 }\n")}};
  const auto report = compose("narrative-report", "02-suivi", edits);
  EXPECT_EQ(report.messages(), "");
  EXPECT_THAT(report.dump, HasSubstr("3 نساء"));
}

TEST(Narrative, TheAttendanceSheetIsShownWhereTheReportSaysOtherwise) {
  const Edits edits{
      {kAtelierToml, changed(kAtelierToml, "account = \"recit.md\"\n",
                             "account = \"recit.md\"\nparticipants = { women = 9, men = 2 }\n")}};
  const auto report = compose("narrative-report", kAtelier, edits);
  EXPECT_EQ(report.messages(),
            "warning: “participants” says 9 women and 2 men, the attendance sheet 2 and 2\n");
  EXPECT_EQ(report.diagnostics[0].hint.text(),
            "the sheet is shown: remove “participants”, or correct one of the two");
  EXPECT_THAT(report.dump, HasSubstr("4 personnes (2 femmes et 2 hommes)"));
}

TEST(Narrative, ADeviationWithoutReasonIsWarnedOf) {
  const Edits edits{{kAtelierToml, changed(kAtelierToml, ", reason = \"Salle indisponible\"", "")}};
  const auto report = compose("narrative-report", kAtelier, edits);
  EXPECT_EQ(report.messages(), "warning: this deviation has no reason\n");
  EXPECT_EQ(report.diagnostics[0].hint.text(), "add reason = \"…\"");
}

TEST(Narrative, ACodeGivenTwiceIsAnError) {
  const Edits edits{{kSuiviToml, changed(kSuiviToml, "recommendations = [{ code = \"R1\"",
                                         "recommendations = [{ code = \"R1\", text = \"قبله\", priority = "
                                         "\"low\", state = \"done\" }, { code = \"R1\"")}};
  EXPECT_EQ(compose("narrative-report", "02-suivi", edits).messages(),
            "error: the code “R1” is already given in line 11\n");
}

TEST(Narrative, RecommendationsWithoutAReportOfTheirOwnShowAllTheirFields) {
  const auto own_report = compose("narrative-report", kAtelier).dump;
  EXPECT_THAT(own_report, Not(HasSubstr("Recommandation R1")));
  EXPECT_THAT(own_report, HasSubstr("se trouvent dans le livrable"));
  const auto none = compose("narrative-report", "02-suivi").dump;
  for (const auto* label : {"المعاينة", "التعليل", "الأولوية", "الحالة", "المسؤول", "الأجل", "الوسائل"})
    EXPECT_THAT(none, HasSubstr(label));
}

TEST(Sheets, AScoreOutOfRangeIsAnErrorWithItsPlace) {
  const Edits edits{{"activities/01-atelier/donnees/pre-post.csv", "code,pre,post\nP01,8,21\nP02,-1,15\n"}};
  const auto report = compose("technical-analysis", kAtelier, edits);
  std::vector<std::string> said;
  for (const auto& one : report.diagnostics)
    if (one.severity == Severity::error)
      said.push_back(std::to_string(one.span.line) + ":" + std::to_string(one.span.column) + " " +
                     one.message.text());
  EXPECT_THAT(said, testing::ElementsAre("2:7 “21” is more than 20, the most that “post” can be",
                                         "3:5 “-1” is less than 0, the least that “pre” can be"));
}

TEST(Sheets, AContradictoryDoubleRegistrationNamesBothLinesAndTheColumns) {
  constexpr const char* path = "activities/01-atelier/donnees/presences.csv";
  const auto report = compose(
      "technical-analysis", kAtelier,
      {{path, changed(path, "P02,F,26-35,Section,Fès,1,0\nP05", "P02,M,26-35,Section,Rabat,1,0\nP05")}});
  EXPECT_EQ(report.messages(),
            std::string(kOneTest) + kAbsent +
                "warning: participant “P02” stands here again, with other values than in line 3 for “sexe”, "
                "“region”\n");
  EXPECT_THAT(report.dump, HasSubstr("la première étant retenue (n = 1) : P02 (sexe et région)."));
}

TEST(Sheets, WhoWithdrewAndCameAllTheSameIsSaidWithPlaceAndText) {
  const Edits edits{{"activities/01-atelier/donnees/presences.csv",
                     "code,sexe,statut,j1_matin\nP01,F,inscrit,1\nP02,F,désisté,1\nP03,M,,1\n"
                     "P04,M,,1\nP05,F,désisté,0\n"}};
  const auto report = compose("technical-analysis", kAtelier, edits);
  EXPECT_EQ(report.messages(),
            std::string(kOneTest) + kAbsent +
                "warning: participant “P02” is marked “désisté”, yet present at “j1_matin”\n");
  EXPECT_EQ(report.diagnostics[2].span.line, 3u);
  EXPECT_THAT(report.dump, HasSubstr("Désistement avant l’activité : 1 personne (1 femme et 0 homme)."));
  EXPECT_THAT(report.dump, HasSubstr("comptée comme présence (n = 1) : P02."));
}

TEST(Sheets, WhoSatTheTestMustBeOnTheAttendanceSheet) {
  const Edits edits{{"activities/01-atelier/donnees/pre-post.csv", "code,pre,post\nP01,8,9\nP77,8,\n"}};
  const auto report = compose("technical-analysis", kAtelier, edits);
  EXPECT_EQ(report.messages(),
            std::string("warning: participant “P77” has a pre-test but no post-test\n") +
                "warning: participant “P77” sat the test, but is not on the attendance sheet\n" + kDouble);
  EXPECT_THAT(report.dump, HasSubstr("Note avant sans note après, hors des calculs (n = 1) : P77."));
}

TEST(Sheets, APostTestThatNobodySatIsSaidOnce) {
  const Edits edits{{"activities/01-atelier/donnees/pre-post.csv", "code,pre,post\nP01,8,\nP02,9,\n"}};
  const auto report = compose("technical-analysis", kAtelier, edits);
  EXPECT_EQ(report.messages(),
            std::string("warning: nobody has a score in “post”: no gain can be computed\n") + kDouble);
  EXPECT_THAT(report.dump, HasSubstr("aucun gain n’est calculé"));
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
