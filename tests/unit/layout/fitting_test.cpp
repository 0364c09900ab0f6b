// What is too wide, too long or below zero: tables of many columns, long covers, deep lists, charts.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

TableCell cell(const std::string& text, int span = 1) {
  TableCell out{{paragraph(text)}};
  out.column_span = span;
  return out;
}

DataTable wide_table(int columns, const std::string& word, int rows = 3) {
  DataTable t;
  t.columns.resize(static_cast<std::size_t>(columns));
  t.header.emplace_back();
  for (int c = 0; c < columns; ++c) t.header[0].push_back(cell("C" + std::to_string(c) + word));
  for (int r = 0; r < rows; ++r) {
    t.rows.emplace_back();
    for (int c = 0; c < columns; ++c) t.rows.back().push_back(cell(c == 0 ? "Rang" + std::to_string(r) : std::to_string(r * 100 + c)));
  }
  t.caption = plain("Légende");
  return t;
}

Laid lay_table(DataTable t) {
  Block b = block(std::move(t), "t");
  b.span.line = 7;
  return lay(document_of({b}));
}

double smallest_type(const Pages& pages) {
  double out = 99;
  for (const auto& run : body(pages)) out = std::min(out, run.size);
  return out;
}

TEST(WideTables, OfOrdinaryWidthKeepTheirTypeAndWarnOfNothing) {
  const auto laid = lay_table(wide_table(6, ""));
  EXPECT_GE(smallest_type(laid.pages), theme().style("table").size - 0.01);
  EXPECT_EQ(messages(laid.diagnostics), "");
}

TEST(WideTables, ShrinkUntilNoWordIsPartedAndSayIt) {
  const auto laid = lay_table(wide_table(14, "colon"));
  EXPECT_LT(smallest_type(laid.pages), 7);
  EXPECT_GE(smallest_type(laid.pages), 5);
  for (int c = 0; c < 14; ++c) find(laid.pages, "C" + std::to_string(c) + "colon");  // in one run: not parted
  ASSERT_EQ(laid.diagnostics.size(), 1U);
  EXPECT_NE(laid.diagnostics[0].message.text().find("this table of 14 columns is set in type of "), std::string::npos);
  EXPECT_EQ(laid.diagnostics[0].span.line, 7);
  EXPECT_EQ(outside(laid.pages), kNone);
}

TEST(WideTables, OfSixtyColumnsBecomeSeveralThatRepeatTheFirstColumn) {
  const auto laid = lay_table(wide_table(60, "col"));
  EXPECT_GE(smallest_type(laid.pages), 6.9);
  const auto all = body(laid.pages);
  const auto parts = std::count_if(all.begin(), all.end(), [](const Placed& run) { return run.text == "Rang0"; });
  EXPECT_GT(parts, 2);
  for (int c = 1; c < 60; ++c) {
    EXPECT_EQ(std::count_if(all.begin(), all.end(), [&](const Placed& run) { return run.text == "C" + std::to_string(c) + "col"; }), 1) << c;
    EXPECT_EQ(std::count_if(all.begin(), all.end(), [&](const Placed& run) { return run.text == std::to_string(200 + c); }), 1) << c;
  }
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const Placed& run) { return run.text.find("(suite)") != std::string::npos; }), parts - 1);
  EXPECT_EQ(messages(laid.diagnostics),
            "this table of 60 columns is too wide for the page and set as " + std::to_string(parts) +
                " tables below each other\n  leave columns out or shorten their words if it should stay in one piece\n");
  EXPECT_EQ(outside(laid.pages), kNone);
  EXPECT_EQ(overlaps(laid.pages), kNone);
}

TEST(WideTables, SpansArePartedWithTheirColumns) {
  auto t = wide_table(40, "colonne");
  t.rows.push_back({cell("Groupe", 40)});
  t.rows.push_back({cell("Rang9"), cell("Moitié", 20), cell("Autre", 19)});
  const auto laid = lay_table(t);
  std::set<NodeId> tables;
  for (std::size_t i = 0; i < laid.pages.nodes.size(); ++i)
    if (laid.pages.nodes[i].tag == Tag::table) tables.insert(static_cast<NodeId>(i));
  EXPECT_GT(tables.size(), 1U);
  int spanned = 0;
  for (const auto& node : laid.pages.nodes) spanned += node.column_span > 1 ? node.column_span : 0;
  EXPECT_EQ(spanned, 39 + 40 + static_cast<int>(tables.size()) - 1);  // “Groupe” covers the first column of each part
  EXPECT_EQ(outside(laid.pages), kNone);
}

TEST(WideTables, ALongAddressIsPartedRatherThanThatTheTableShrinks) {
  auto t = wide_table(5, "");
  t.rows[1][2] = cell("https://example.org/" + std::string(120, 'x'));
  const auto laid = lay_table(t);
  EXPECT_GE(smallest_type(laid.pages), theme().style("table").size - 0.01);
  EXPECT_EQ(outside(laid.pages), kNone);
}

TEST(WideTables, NumbersStayNearTheirNaturalWidth) {
  DataTable t;
  t.columns.resize(4);
  t.header = {{cell("Région"), cell("F"), cell("H"), cell("Total")}};
  t.rows = {{cell("Souss-Massa"), cell("12"), cell("8"), cell("20")}};
  const auto laid = lay_table(t);
  EXPECT_LT(find(laid.pages, "20").x - find(laid.pages, "12").x, 110);
}

TEST(Covers, LongOnesAreSetSmallerAndStayOnOnePage) {
  Cover cover;
  cover.kicker = plain("Rapport narratif");
  cover.title = plain(words(34));
  cover.subtitle = plain(words(60));
  for (int i = 0; i < 14; ++i) cover.facts.push_back({plain("Fait " + std::to_string(i)), plain(words(8))});
  cover.notice = plain(words(80));
  const auto laid = lay(document_of({block(cover), paragraph("Texte")}));
  EXPECT_EQ(laid.pages.pages.size(), 2U);
  EXPECT_EQ(page_of(laid.pages, "Texte"), 1);
  EXPECT_EQ(outside(laid.pages), kNone);
  EXPECT_EQ(overlaps(laid.pages), kNone);
}

TEST(Covers, WhatNoSizeCanHoldGoesOnOverPages) {
  Cover cover;
  cover.title = plain("Titre " + words(300));
  for (int i = 0; i < 30; ++i) cover.facts.push_back({plain("Fait " + std::to_string(i)), plain(words(60) + " fin" + std::to_string(i))});
  cover.notice = plain("Avis " + words(100));
  const auto laid = lay(document_of({block(cover), paragraph("Texte")}));
  EXPECT_GT(page_of(laid.pages, "Texte"), page_of(laid.pages, "Avis"));
  for (int i = 0; i < 30; ++i) find(laid.pages, "fin" + std::to_string(i));
  EXPECT_EQ(outside(laid.pages), kNone);
  EXPECT_EQ(overlaps(laid.pages), kNone);
}

TEST(Furniture, SixLogosAndThreeLanguagesStayAboveTheText) {
  auto document = document_of({paragraph("Texte")});
  for (int i = 0; i < 6; ++i) document.furniture.start.logos.push_back({{"logo" + std::to_string(i) + ".png", {}}, "Logo"});
  for (const auto* language : {"fr", "ar", "en"})
    for (int i = 0; i < 3; ++i) document.furniture.middle.lines.push_back({words(9), language, i == 0});
  document.furniture.end.lines.push_back({words(30), "fr", false});
  const auto laid = lay(document);
  double right = 0;
  int logos = 0;
  for (const auto& item : laid.pages.pages[0].items)
    if (const auto* image = std::get_if<PlacedImage>(&item.content)) {
      EXPECT_GE(image->x, right - 0.01);
      right = image->x + image->width, ++logos;
      EXPECT_LT(image->y + image->height, theme().margins.top);
    }
  EXPECT_EQ(logos, 6);
  for (const auto& run : runs(laid.pages))
    EXPECT_TRUE(run.node != kArtifact || run.y > theme().page.height / 2 || run.y < theme().margins.top) << run.text;
}

TEST(Lists, SignsOfAllDepthsStandOnTheLineOfTheirText) {
  Blocks inner{paragraph("Texte9")};
  for (int depth = 8; depth >= 0; --depth) {
    List list;
    list.items.push_back({{paragraph("Texte" + std::to_string(depth))}, {}});
    list.items.back().content.insert(list.items.back().content.end(), inner.begin(), inner.end());
    inner = {block(list)};
  }
  for (const auto* language : {"fr", "ar"}) {
    const auto laid = lay(document_of(inner, language));
    std::map<double, int> at;
    for (const auto& run : body(laid.pages)) ++at[std::round(run.y * 10)];
    for (int depth = 0; depth < 9; ++depth)
      EXPECT_GE(at[std::round(find(laid.pages, language[0] == 'f' ? "Texte" + std::to_string(depth) : std::to_string(depth)).y * 10)], 2)
          << language << depth;
  }
}

Chart chart_of(Chart::Kind kind, std::vector<std::string> categories, std::vector<ChartSeries> series) {
  Chart c;
  c.kind = kind;
  c.categories = std::move(categories), c.series = std::move(series);
  c.caption = plain("Légende"), c.alt = "Un graphique";
  return c;
}

TEST(Charts, BelowZeroBarsGoBackFromTheLineOfZero) {
  const auto chart = chart_of(Chart::Kind::bar, {"Un", "Deux", "Trois"}, {{"A", {4.0, -2.0, 0.0}, Tone::good}});
  const auto laid = lay(document_of({block(chart)}));
  std::vector<Box> bars;
  for (const auto& shape : shapes(laid.pages))
    if (shape.filled && shape.node != kArtifact) bars.push_back(shape.box);
  ASSERT_EQ(bars.size(), 3U);
  EXPECT_NEAR(bars[0].bottom, bars[1].top, 0.1);                         // both begin at zero
  EXPECT_NEAR(bars[0].bottom - bars[0].top, 2 * (bars[1].bottom - bars[1].top), 0.1);
  EXPECT_NEAR(bars[2].bottom, bars[2].top, 0.1);
  find(laid.pages, "2");
  EXPECT_EQ(outside(laid.pages), kNone);
  EXPECT_EQ(overlaps(laid.pages), kNone);
}

TEST(Charts, OddDataLosesNoValueInAnyKindAndDirection) {
  using Kind = Chart::Kind;
  const std::vector<std::vector<std::optional<double>>> values{{-3.0, 0.0, {}, 51.0}, {7.0, {}, -41.0, 2.0}};
  for (const auto* language : {"fr", "ar"})
    for (const auto kind : {Kind::bar, Kind::stacked_bar, Kind::line, Kind::pie})
      for (const bool single : {false, true}) {
        std::vector<std::string> names{"Appartenance à une organisation de la société civile", "Deux", "Trois", "Quatre"};
        std::vector<ChartSeries> series{{"Avant la formation", values[0], Tone::neutral}, {"Après", values[1], Tone::neutral}};
        if (single) names.resize(1), series.resize(1);
        const auto laid = lay(document_of({block(chart_of(kind, names, series))}, language));
        const auto all = text(laid.pages);
        std::vector<std::string> expected{"3"};
        if (!single) expected.insert(expected.end(), {"51", language[0] == 'f' ? "n." : "."});
        if (!single && kind != Kind::pie) expected.push_back("41");
        for (const auto& part : expected) EXPECT_NE(all.find(part), std::string::npos) << part << " " << static_cast<int>(kind);
        EXPECT_EQ(outside(laid.pages), kNone) << language << static_cast<int>(kind) << single;
        EXPECT_EQ(overlaps(laid.pages), kNone) << language << static_cast<int>(kind) << single;
      }
}

TEST(ContentsList, MoreThanNinetyNinePagesGetTheirRoomInASecondPass) {
  Blocks blocks{block(Contents{2, plain("Sommaire")})};
  for (int i = 0; i < 6; ++i) {
    blocks.push_back(heading(1, plain("Partie" + std::to_string(i)), "p" + std::to_string(i)));
    for (int p = 0; p < 22; ++p) blocks.push_back(page_break()), blocks.push_back(paragraph("Page"));
  }
  const auto laid = lay(document_of(blocks));
  ASSERT_GT(laid.pages.pages.size(), 99U);
  double left = 1e9;
  const auto number = std::to_string(laid.pages.destinations.at("p5").page + 1);
  EXPECT_EQ(number.size(), 3U);
  for (const auto& run : body(laid.pages))
    if (run.page == 0 && run.text == number) left = run.x;
  ASSERT_LT(left, 1e9);
  for (const auto& shape : shapes(laid.pages))
    EXPECT_TRUE(shape.page != 0 || shape.box.top < theme().margins.top || shape.box.bottom > 700 || shape.box.right < left)
        << "the leader runs into the number";
}

}  // namespace
}  // namespace taqrir::layout::test
