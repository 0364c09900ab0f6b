#include "kit/attendance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "echo_locale.hpp"
#include "kit/attendance_view.hpp"
#include "model/dump.hpp"
#include "sheets.hpp"

namespace taqrir::kit {
namespace {

using test::EchoLocale;
using testing::HasSubstr;

// P3 came never, P4 left a cell empty, P2 is there twice (the second time as a man), P5 tells no sex.
constexpr const char* kSheet =
    "code,sexe,tranche_age,type_organisation,region,j1_matin,j1_apres_midi\n"
    "P1,F,18-25,ONG,Rabat,1,1\n"
    "P2,F,26-35,OSC,Fès,1,0\n"
    "P3,M,26-35,OSC,Rabat,0,0\n"
    "P4,M,,OSC,Rabat,1,\n"
    "P2,M,26-35,OSC,Fès,1,0\n"
    "P5,,18-25,ONG,Rabat,0,1\n";

Attendance counted(const std::string& text = kSheet) {
  return count_attendance(test::sheet(text, attendance_shape));
}

TEST(Attendance, CountsEachCodeOnceBySex) {
  const auto a = counted();
  EXPECT_EQ(a.registered.women, 2);
  EXPECT_EQ(a.registered.men, 2);
  EXPECT_EQ(a.registered.unknown, 1);
  EXPECT_EQ(a.present.total(), 4);
  EXPECT_EQ(a.present.men, 1);
  EXPECT_EQ(a.complete, 1) << "only P1 was at both; P4's empty cell is no presence";
}

TEST(Attendance, HalfDaysKeepAbsentAndMissingApart) {
  const auto a = counted();
  ASSERT_EQ(a.half_days.size(), 2u);
  EXPECT_EQ(a.half_days[0].name, "j1_matin");
  EXPECT_EQ(a.half_days[0].present.total(), 3);
  EXPECT_EQ(a.half_days[0].absent, 2);
  EXPECT_EQ(a.half_days[0].missing, 0);
  EXPECT_EQ(a.half_days[1].present.women, 1);
  EXPECT_EQ(a.half_days[1].present.unknown, 1);
  EXPECT_EQ(a.half_days[1].absent, 2);
  EXPECT_EQ(a.half_days[1].missing, 1);
}

TEST(Attendance, RatesLeaveEmptyCellsOut) {
  const auto a = counted();
  EXPECT_NEAR(*Attendance::rate(a.half_days[0]), 3 / 5.0, 1e-12);
  EXPECT_NEAR(*Attendance::rate(a.half_days[1]), 2 / 4.0, 1e-12);
  EXPECT_NEAR(*a.rate(), 5 / 9.0, 1e-12);
  EXPECT_FALSE(Attendance::rate(HalfDay{}));
}

TEST(Attendance, GroupsThosePresentWithTheMissingLast) {
  const auto a = counted();
  ASSERT_EQ(a.ages.size(), 3u);
  EXPECT_EQ(a.ages[0].value, "18-25");
  EXPECT_EQ(a.ages[0].present.total(), 2);
  EXPECT_EQ(a.ages[1].value, "26-35");
  EXPECT_EQ(a.ages[1].present.total(), 1);
  EXPECT_EQ(a.ages[2].value, "");
  EXPECT_EQ(a.ages[2].present.men, 1);
  EXPECT_EQ(a.regions.size(), 2u);
}

TEST(Attendance, ADuplicateThatContradictsIsSaidWithItsPlace) {
  const auto sheet = test::sheet(kSheet, attendance_shape);
  const auto a = count_attendance(sheet);
  ASSERT_EQ(a.duplicates.size(), 1u);
  EXPECT_EQ(a.duplicates[0].code, "P2");
  EXPECT_EQ(a.duplicates[0].differs, std::vector<std::string>{"sexe"});
  const auto warnings = duplicate_warnings(sheet, a.duplicates);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(warnings[0].severity, Severity::warning);
  EXPECT_EQ(warnings[0].span.line, 6u);
  EXPECT_EQ(warnings[0].message.text(),
            "participant “P2” stands here again, with other values than in line 3 for “sexe”");
  EXPECT_EQ(warnings[0].hint.text(),
            "only the first row is counted: remove one of the two, or correct the code");
}

TEST(Attendance, AnEqualRowIsADuplicateToo) {
  const auto sheet = test::sheet("code,sexe,j1_matin\nP1,F,1\nP1,F,1\n", attendance_shape);
  const auto duplicates = find_duplicates(sheet);
  ASSERT_EQ(duplicates.size(), 1u);
  EXPECT_EQ(duplicate_warnings(sheet, duplicates)[0].message.text(),
            "participant “P1” stands here again, as in line 2");
  EXPECT_EQ(count_attendance(sheet).present.women, 1);
}

TEST(Attendance, EveryColumnThatContradictsIsNamed) {
  const auto sheet = test::sheet(
      "code,sexe,tranche_age,type_organisation,region,j1_matin\n"
      "P1,F,18-25,ONG,Rabat,1\n"
      "P1,M,18-25,ONG,Fès,0\n",
      attendance_shape);
  EXPECT_EQ(duplicate_warnings(sheet, find_duplicates(sheet))[0].message.text(),
            "participant “P1” stands here again, with other values than in line 2 for “sexe”, “region”, "
            "“j1_matin”");
  const EchoLocale locale;
  const auto findings = attendance_findings(Words(locale, "kit"), count_attendance(sheet));
  ASSERT_EQ(findings.size(), 4u);
  EXPECT_EQ(plain_text(findings[2]), "<kit.duplicates codes=P1 n=1>");
  EXPECT_EQ(plain_text(findings[3]),
            "<kit.contradictions codes=<kit.contradiction code=P1 columns=sexe, region, "
            "<kit.half-day.matin day=1>> n=1>");
}

// P1 withdrew and stayed away; P2 withdrew, yet came on the second half-day; P3 is registered.
TEST(Attendance, WhoWithdrewAndCameAllTheSameIsAContradiction) {
  const auto a = counted(
      "code,sexe,statut,j1_matin,j1_apres_midi\n"
      "P1,F,désisté,0,\n"
      "P2,M,désisté,0,1\n"
      "P3,F,inscrit,1,1\n");
  EXPECT_EQ(a.half_days.size(), 2u) << "statut is no half-day";
  EXPECT_EQ(a.registered.total(), 3);
  EXPECT_EQ(a.withdrawn.total(), 1);
  EXPECT_EQ(a.withdrawn.women, 1);
  EXPECT_EQ(a.present.total(), 2) << "the presence is counted";
  ASSERT_EQ(a.revenants.size(), 1u);
  EXPECT_EQ(a.revenants[0].code, "P2");
  EXPECT_EQ(a.revenants[0].half_day, "j1_apres_midi");
  EXPECT_EQ(a.revenants[0].span.line, 3u);
  const EchoLocale locale;
  const auto findings = attendance_findings(Words(locale, "kit"), a);
  ASSERT_EQ(findings.size(), 6u);
  EXPECT_THAT(plain_text(findings[2]), HasSubstr("<kit.attendance.withdrawn "));
  EXPECT_EQ(plain_text(findings[3]), "<kit.attendance.revenants codes=P2 n=1>");
}

TEST(Attendance, ASheetWithoutProfileHasNoProfileTable) {
  const EchoLocale locale;
  const Words kit(locale, "kit");
  EXPECT_TRUE(profile_table(kit, counted("code,sexe,j1_matin\nP1,F,1\n")).empty());
  EXPECT_EQ(profile_table(kit, counted()).size(), 1u);
}

// P1 came once, P2 never; P3's only cell is empty, which may hide a presence.
TEST(Attendance, TheAbsentAreThoseMarkedSoThroughout) {
  EXPECT_EQ(counted("code,sexe,j1_matin\nP1,F,1\nP2,F,0\nP3,M,\n").absent, std::vector<std::string>{"P2"});
}

TEST(Attendance, AllHalfDaysTogetherCountAttendancesAndEmptyCells) {
  const auto all = counted("code,sexe,j1_matin,j1_apres_midi\nP1,F,1,1\nP2,M,1,\nP3,,0,1\n").all_half_days();
  EXPECT_EQ(all.present.women, 2);
  EXPECT_EQ(all.present.men, 1);
  EXPECT_EQ(all.present.unknown, 1);
  EXPECT_EQ(all.recorded(), 5);
  EXPECT_EQ(all.missing, 1);
}

TEST(Attendance, WhatTheSheetDoesNotAskIsSaid) {
  const EchoLocale locale;
  const auto a = counted("code,sexe,region,j1_matin\nP1,F,Rabat,1\n");
  EXPECT_EQ(a.not_asked, (std::vector<std::string>{"tranche_age", "type_organisation"}));
  EXPECT_EQ(plain_text(attendance_findings(Words(locale, "kit"), a).back()),
            "<kit.attendance.not-asked columns=tranche age, type organisation>");
}

TEST(Attendance, HalfDayNames) {
  const EchoLocale locale;
  const Words kit(locale, "kit");
  EXPECT_EQ(half_day_name(kit, "j2_matin"), "<kit.half-day.matin day=2>");
  EXPECT_EQ(half_day_name(kit, "J12_matin"), "<kit.half-day.matin day=12>");
  EXPECT_EQ(half_day_name(kit, "j2_nuit"), "j2 nuit");
  EXPECT_EQ(half_day_name(kit, "jeudi_matin"), "jeudi matin");
  EXPECT_EQ(half_day_name(kit, "j_matin"), "j matin");
  EXPECT_EQ(half_day_name(kit, "j1"), "j1");
  EXPECT_EQ(half_day_name(kit, ""), "");
}

TEST(Attendance, TheChartIsToldInWordsWithEveryFigure) {
  const EchoLocale locale;
  const Words kit(locale, "kit");
  const auto block = attendance_chart(kit, counted());
  const auto& chart = std::get<Chart>(block.content);
  ASSERT_EQ(chart.series.size(), 3u) << "sex unknown is a series of its own where there is any";
  EXPECT_EQ(chart.series[0].values, (std::vector<std::optional<double>>{2, 1}));
  EXPECT_EQ(chart.series[1].values, (std::vector<std::optional<double>>{1, 0}));
  EXPECT_EQ(chart.series[2].values, (std::vector<std::optional<double>>{0, 1}));
  EXPECT_THAT(chart.alt, HasSubstr("<kit.half-day.matin day=1>"));
  EXPECT_THAT(chart.alt, HasSubstr("<kit.women 1>, <kit.men 0>, <kit.sex-unknown 1>"));
}

TEST(Attendance, TheTableAsADocument) {
  const EchoLocale locale;
  const Words kit(locale, "kit");
  Document document;
  document.blocks = {attendance_table(kit, counted())};
  EXPECT_THAT(dump(document), HasSubstr("55.6%"));
  EXPECT_THAT(dump(document), HasSubstr("<kit.attendance.table missing=<document.missing> n=5>"));
}

}  // namespace
}  // namespace taqrir::kit
