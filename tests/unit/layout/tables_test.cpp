// Tables: columns, spans, rows on several pages.
#include <gtest/gtest.h>

#include <algorithm>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

TableCell spanning(const std::string& text, int columns, int rows = 1) {
  TableCell c = cell(text);
  c.column_span = columns, c.row_span = rows;
  return c;
}

DataTable grid(int columns, int rows, const std::string& word = "c") {
  DataTable t;
  t.columns.resize(static_cast<std::size_t>(columns));
  for (int r = 0; r < rows; ++r) {
    t.rows.emplace_back();
    for (int c = 0; c < columns; ++c)
      t.rows.back().push_back(cell(word + std::to_string(r) + "." + std::to_string(c)));
  }
  return t;
}

TEST(Tables, WhatStandsBesideATotalBreaksNoNumberAboveIt) {
  for (const std::string language : {"ar", "fr"}) {
    const auto* figure = language == "ar" ? "14.500,00" : "14 500,00";
    TableBuilder table({TableColumn{}, TableColumn{Alignment::decimal, 0.16}});
    table.header({"x", "y"}).row({cell("a"), cell(figure)});
    table.total({cell("c"), cell(language == "ar" ? "14.500,00 (العدد = 4)" : "14 500,00 (n = 4)")});
    const auto pages = lay(document_of({table.build()}, language)).pages;
    EXPECT_EQ(find(pages, figure).text, figure) << language;
  }
}

TEST(Tables, TextStaysWithinItsColumn) {
  const auto table = TableBuilder({{}, {}, {}})
                         .header({"Recommandation", "Responsable", "Échéance"})
                         .row({cell(words(20)), cell("Présidence"), cell("30/04/2026")})
                         .row({cell("Court"), cell(words(12, "coordination")), cell("31/12/2026")})
                         .build();
  const auto laid = lay(document_of({table}));
  EXPECT_EQ(overlaps(laid.pages), kNone);
  EXPECT_EQ(outside(laid.pages), kNone);
  const double second = find(laid.pages, "Responsable").x, third = find(laid.pages, "Échéance").x;
  for (const auto& run : body(laid.pages))
    EXPECT_LE(run.x + run.width, run.x < second - 1  ? second
                                 : run.x < third - 1 ? third
                                                     : theme().page.width)
        << run.text;
}

TEST(Tables, AnAskedWidthGivesWayBeforeWordsOfOtherColumnsBreak) {
  std::vector<TableColumn> columns(6);
  columns[0].width = 0.26;
  const std::vector<std::string> heads{"Activité",  "Rapport", "Recommandations",
                                       "Documents", "Analyse", "consolidées"};
  const auto table = TableBuilder(columns)
                         .header(heads)
                         .row({cell("Mise à jour"), cell("11/04/2025"), cell("22/05/2025"),
                               cell("05/06/2025"), cell("24/09/2025"), cell("20/11/2025")})
                         .build();
  const auto laid = lay(document_of({table}));
  for (const auto& word : heads) EXPECT_GT(find(laid.pages, word).width, 0) << word;
  EXPECT_GT(find(laid.pages, "20/11/2025").width, 0);
}

TEST(Tables, NamesOfProgramsArePartedAfterUnderscoresWithoutAHyphen) {
  const std::string name = "FST_ERR_ROUTE_BODY_LIMIT_OPTION_NOT_INT_NOR_A_NUMBER_OF_ANY_OTHER_KIND";
  for (const char* language : {"fr", "en"}) {
    const auto table = TableBuilder({{}, {}, {}, {}})
                           .header({"Code", "Description", "How to solve", "Discussion"})
                           .row({cell(name), cell(words(30)), cell(words(30)), cell("4554")})
                           .build();
    const auto laid = lay(document_of({table}, language));
    EXPECT_EQ(overlaps(laid.pages), kNone) << language;
    std::string parts;
    for (const auto& run : body(laid.pages))
      if (run.text.find('_') != std::string::npos) {
        EXPECT_EQ(run.text.find_first_of("-\u2010"), std::string::npos) << run.text;
        parts += run.text;
      }
    EXPECT_GT(parts.size(), name.size() / 2) << language;
  }
}

TEST(Tables, DecimalMarksStandBelowEachOtherTotalsToo) {
  for (const char* language : {"fr", "ar"}) {
    const auto table = TableBuilder({{}, {Alignment::decimal, {}}})
                           .row({cell("a"), cell("7,25")})
                           .row({cell("b"), cell("1234,5")})
                           .row({cell("c"), cell("12")})
                           .total({cell("d"), cell("1253,75")})
                           .build();
    const auto laid = lay(document_of({table}, language));
    std::vector<double> marks;
    for (const auto& [number, head] :
         {std::pair{"7,25", "7"}, {"1234,5", "1234"}, {"12", "12"}, {"1253,75", "1253"}}) {
      for (const auto& item : laid.pages.pages[0].items) {
        const auto* run = std::get_if<TextRun>(&item.content);
        if (!run || item.node == kArtifact) continue;
        std::string text;
        double x = run->x, mark = -1;
        for (std::uint32_t g = 0; g < run->count; ++g) {
          const auto& glyph = laid.pages.pages[0].glyphs[run->first + g];
          text += laid.pages.fonts[run->font].codes[glyph.code].text;
          x += glyph.advance;
          if (text == head) mark = x;
        }
        if (text == number) marks.push_back(mark);
      }
    }
    ASSERT_EQ(marks.size(), 4U);
    for (const double mark : marks) EXPECT_NEAR(mark, marks[0], 0.3) << language;
  }
}

TEST(Tables, OfHowManyATotalIsIsNoPartOfItsNumber) {
  const auto table = TableBuilder({{}, {Alignment::decimal, {}}})
                         .row({cell("a"), cell("720")})
                         .total({cell("b"), cell("950 (n = 15)")})
                         .build();
  const auto laid = lay(document_of({table}, "fr"));
  EXPECT_NEAR(find(laid.pages, "720").x, find(laid.pages, "950").x, 1.5);  // the total is bold
}

TEST(Tables, SpansTakeTheirColumnsAndRows) {
  DataTable t = grid(3, 3);
  t.rows[0] = {spanning("large", 2), cell("droite")};
  t.rows[1] = {spanning("haute", 1, 2), cell("bbb"), cell("ccc")};
  t.rows[2] = {cell("eee"), cell("fff")};
  const auto laid = lay(document_of({block(t)}));
  EXPECT_NEAR(find(laid.pages, "bbb").x, find(laid.pages, "eee").x, 0.01);
  EXPECT_NEAR(find(laid.pages, "droite").x, find(laid.pages, "fff").x, 0.01);
  EXPECT_NEAR(find(laid.pages, "haute").y, find(laid.pages, "bbb").y, 0.01);
  const auto& node = laid.pages.nodes[static_cast<std::size_t>(find(laid.pages, "haute").node)];
  EXPECT_EQ(node.row_span, 2);
  EXPECT_EQ(laid.pages.nodes[static_cast<std::size_t>(find(laid.pages, "large").node)].column_span, 2);
}

TEST(Tables, ATallSpanningCellNeitherOverlapsNorLosesText) {
  DataTable t = grid(2, 3);
  t.rows[0][0] = spanning(words(40), 1, 3);
  t.rows[1] = {cell("u")}, t.rows[2] = {cell("v")};
  DataTable longer = grid(2, 80);
  longer.rows[0][0] = spanning(words(600), 1, 80);
  for (std::size_t r = 1; r < 80; ++r) longer.rows[r] = {cell("w")};
  for (const auto& one : {t, longer}) {
    const auto laid = lay(document_of({block(one), paragraph("Après")}));
    EXPECT_EQ(overlaps(laid.pages), kNone);
    EXPECT_EQ(outside(laid.pages), kNone);
  }
}

TEST(Tables, SixtyColumnsStayWithinTheFrame) {
  const auto laid = lay(document_of({block(grid(60, 4, "mot"))}));
  EXPECT_EQ(outside(laid.pages), kNone);
}

TEST(Tables, AnAbsurdSpanIsCutToATableThatCanBeSet) {
  DataTable t = grid(2, 2);
  t.rows[0] = {spanning("x", 2000000000, 2000000000)};
  EXPECT_EQ(outside(lay(document_of({block(t)})).pages), kNone);
}

TEST(Tables, ARowTallerThanThePageIsPartedAndNothingIsLost) {
  Blocks left, right;
  for (int i = 0; i < 90; ++i) left.push_back(paragraph("L" + std::to_string(i) + "x " + words(8)));
  for (int i = 0; i < 40; ++i)
    right.push_back(paragraph("R" + std::to_string(i) + "x المرصد المغربي للسجون"));
  DataTable t = grid(2, 3);
  t.header = {{cell("Gauche"), cell("Droite")}};
  t.rows[1][0].content = left, t.rows[1][1].content = right;
  const auto laid = lay(document_of({block(t), paragraph("Après")}));
  EXPECT_GE(laid.pages.pages.size(), 2U);
  const auto all = text(laid.pages);
  for (int i = 0; i < 90; ++i) EXPECT_NE(all.find("L" + std::to_string(i) + "x"), std::string::npos) << i;
  for (int i = 0; i < 40; ++i) EXPECT_NE(all.find("R" + std::to_string(i) + "x"), std::string::npos) << i;
  EXPECT_EQ(overlaps(laid.pages), kNone);
  EXPECT_EQ(outside(laid.pages), kNone);
}

TEST(Tables, HeaderRowsAreRepeatedAsArtifacts) {
  DataTable t = grid(2, 150);
  t.header = {{cell("Entête"), cell("Deux")}};
  const auto laid = lay(document_of({block(t)}));
  const auto count = static_cast<long>(laid.pages.pages.size());
  ASSERT_GT(count, 2);
  long tagged = 0, all = 0;
  for (const auto& run : runs(laid.pages))
    if (run.text.find("Entête") != std::string::npos) {
      ++all, tagged += run.node != kArtifact;
      EXPECT_NEAR(run.x, find(laid.pages, "Entête").x, 0.01);
    }
  EXPECT_EQ(all, count);
  EXPECT_EQ(tagged, 1);
}

TEST(Tables, ASmallTableThatIsPartedRepeatsItsHeaderToo) {
  int parted = 0;
  for (int lines = 15; lines < 50; ++lines) {
    Blocks blocks;
    for (int i = 0; i < lines; ++i) blocks.push_back(paragraph("Ligne"));
    TableBuilder table({{}, {}});
    table.header({"Entête", "B"}).caption(plain("Légende"));
    for (int row = 0; row < 7; ++row) table.row({cell("rang"), cell("b")});
    blocks.push_back(table.build());
    std::get<DataTable>(blocks.back().content).number = "1";  // what has a number floats
    blocks.push_back(heading(1, plain("Suite")));
    const auto laid = lay(document_of(blocks));
    const auto with = [&](const std::string& word) {
      return std::count_if(laid.pages.pages.begin(), laid.pages.pages.end(), [&](const Page& page) {
        return std::any_of(page.items.begin(), page.items.end(), [&](const Item& item) {
          const auto* run = std::get_if<TextRun>(&item.content);
          std::string text;
          for (std::uint32_t g = 0; run && g < run->count; ++g)
            text += laid.pages.fonts[run->font].codes[page.glyphs[run->first + g].code].text;
          return text == word;
        });
      });
    };
    EXPECT_EQ(with("Entête"), with("rang")) << lines;
    parted += with("rang") > 1;
  }
  EXPECT_GT(parted, 0);
}

TEST(Tables, ARepeatedHeaderStandsWhereTheTableStands) {
  DataTable t = grid(2, 90);
  t.header = {{cell("Entête"), cell("Deux")}};
  const auto inside = callout(Callout::Kind::note, {}, {block(t)});
  List list;
  list.items = {{{block(t)}, {}}};
  for (const auto& b : {inside, block(list), block(Division{{block(t)}}, {}, "ar")}) {
    const auto laid = lay(document_of({b}));
    const double x = find(laid.pages, "Entête").x;
    int copies = 0;
    for (const auto& run : runs(laid.pages))
      if (run.text.find("Entête") != std::string::npos) {
        EXPECT_NEAR(run.x, x, 0.01);
        ++copies;
      }
    EXPECT_GT(copies, 1);
  }
}

TEST(Tables, TotalsAndGroupTitlesKeepTheirNeighbours) {
  for (int rows = 20; rows < 60; ++rows) {
    DataTable t = grid(2, rows);
    for (std::size_t r = 5; r + 1 < t.rows.size(); r += 6)
      t.rows[r] = {spanning("Groupe" + std::to_string(r) + "x", 2)};
    t.rows.push_back({cell("Total"), cell("9")});
    t.total_rows = 1;
    const auto laid = lay(document_of({block(t)}));
    const auto all = body(laid.pages);
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
      if (all[i].text.find("Groupe") != std::string::npos) {
        EXPECT_EQ(all[i].page, all[i + 1].page) << all[i].text << " of " << rows;
      }
    EXPECT_EQ(find(laid.pages, "Total").page, all[all.size() - 3].page);
  }
}

TEST(Tables, APanelWithinACellIsDrawn) {
  DataTable t = grid(1, 1);
  t.rows[0][0].content = {callout(Callout::Kind::warning, plain("Titre"), {paragraph("Corps")})};
  const auto laid = lay(document_of({block(t)}));
  const auto run = find(laid.pages, "Corps");
  int behind = 0;
  for (const auto& s : shapes(laid.pages))
    behind += s.filled && s.box.left < run.x && s.box.right > run.x + run.width &&
              s.box.top < run.box().top && s.box.bottom > run.box().bottom;
  EXPECT_EQ(behind, 1);
}

TEST(Tables, WithoutRowsOrColumnsMakeNoFault) {
  DataTable none, empty_rows, header_only;
  empty_rows.rows.resize(3);
  empty_rows.columns.resize(2);
  header_only.header = {{cell("Seul")}};
  const auto laid =
      lay(document_of({block(none), block(empty_rows), block(header_only), paragraph("Après")}));
  EXPECT_EQ(page_of(laid.pages, "Seul"), 0);
  EXPECT_EQ(page_of(laid.pages, "Après"), 0);
}

TEST(Tables, HeaderCellsHaveTheirScopes) {
  DataTable t = grid(2, 2);
  t.header = {{cell("Colonne"), cell("Deux")}};
  t.rows[0][0].header = true;
  const auto laid = lay(document_of({block(t)}));
  const auto node = [&](const char* part) {
    return laid.pages.nodes[static_cast<std::size_t>(find(laid.pages, part).node)];
  };
  EXPECT_EQ(node("Colonne").tag, Tag::th);
  EXPECT_EQ(node("Colonne").scope, Node::Scope::column);
  EXPECT_EQ(node("c0.0").scope, Node::Scope::row);
  EXPECT_EQ(node("c0.1").tag, Tag::td);
}

}  // namespace
}  // namespace taqrir::layout::test
