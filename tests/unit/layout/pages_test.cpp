// Where pages end, what stands at their feet, and what points at them.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

Inlines noted(const std::string& before, Blocks note, const std::string& after = "") {
  Inlines out = plain(before);
  out.push_back({Footnote{std::move(note)}, {}});
  if (!after.empty()) out.push_back({Text{after}, {}});
  return out;
}

// Lines of each paragraph on each page, by the paragraph's node.
std::map<NodeId, std::map<int, std::set<double>>> lines_of(const Pages& pages) {
  std::map<NodeId, std::map<int, std::set<double>>> out;
  for (const auto& run : body(pages))
    if (pages.nodes[static_cast<std::size_t>(run.node)].tag == Tag::p) out[run.node][run.page].insert(run.y);
  return out;
}

TEST(Pagination, LeavesNoLineOfAParagraphAlone) {
  int parted = 0;
  for (int length : {23, 31, 38, 47}) {
    Blocks blocks;
    for (int i = 0; i < 60; ++i) blocks.push_back(paragraph(words(length + i % 7)));
    const auto laid = lay(document_of(blocks));
    for (const auto& [node, pages] : lines_of(laid.pages)) {
      if (pages.size() < 2) continue;
      ++parted;
      for (const auto& [page, lines] : pages) EXPECT_GE(lines.size(), 2U) << "page " << page + 1;
    }
    EXPECT_EQ(outside(laid.pages), kNone);
  }
  EXPECT_GT(parted, 0);
}

TEST(Pagination, NoHeadingIsTheLastOnItsPage) {
  Blocks blocks;
  for (int i = 0; i < 90; ++i) {
    blocks.push_back(heading(1 + i % 3, plain("Titre " + std::to_string(i)), "t" + std::to_string(i)));
    blocks.push_back(paragraph(words(9 + i * 7 % 40)));
  }
  const auto laid = lay(document_of(blocks));
  EXPECT_GT(laid.pages.pages.size(), 5U);
  std::map<int, Placed> last;
  for (const auto& run : body(laid.pages)) last[run.page] = run;
  for (const auto& [page, run] : last)
    EXPECT_EQ(laid.pages.nodes[static_cast<std::size_t>(run.node)].tag, Tag::p) << run.text << " ends page " << page + 1;
}

TEST(Pagination, ThoseWhoSignStandOnOnePage) {
  Signatures s{plain("Fait à Rabat"), {}};
  for (int i = 0; i < 7; ++i) s.signatories.push_back({plain("Rôle " + std::to_string(i)), plain("Nom " + std::to_string(i))});
  for (int lines = 30; lines < 46; lines += 3) {
    Blocks blocks;
    for (int i = 0; i < lines; ++i) blocks.push_back(paragraph("Ligne."));
    blocks.push_back(block(s));
    const auto laid = lay(document_of(blocks));
    EXPECT_EQ(page_of(laid.pages, "Fait à"), page_of(laid.pages, "Nom 6"));
  }
}

TEST(Pagination, BreaksMakeNewPagesAndNoEmptyOnes) {
  const auto laid = lay(document_of({page_break(), paragraph("Un"), page_break(), page_break(), paragraph("Deux"), page_break()}));
  EXPECT_EQ(laid.pages.pages.size(), 2U);
  EXPECT_EQ(page_of(laid.pages, "Un"), 0);
  EXPECT_EQ(page_of(laid.pages, "Deux"), 1);
}

TEST(Pagination, ACoverHasAPageOfItsOwn) {
  Cover cover;
  cover.title = plain("Rapport");
  const auto laid = lay(document_of({block(cover), paragraph("Texte")}));
  ASSERT_EQ(laid.pages.pages.size(), 2U);
  EXPECT_EQ(text(laid.pages, 0), "Rapport");
  EXPECT_EQ(text(laid.pages, 1), "Texte");
}

TEST(Pagination, AnEmptyDocumentIsOneEmptyPage) {
  const auto laid = lay(document_of({}));
  EXPECT_EQ(laid.pages.pages.size(), 1U);
  EXPECT_EQ(text(laid.pages), "");
}

TEST(Pagination, WhatIsEmptyTakesNoRoomAndNoElementAndCanBePointedAt) {
  const auto with = lay(document_of({paragraph("Un"), block(Paragraph{}, "vide"), paragraph("  "), paragraph("Deux"),
                                     block(Paragraph{}, "fin")}));
  const auto without = lay(document_of({paragraph("Un"), paragraph("Deux")}));
  EXPECT_EQ(dump(with.pages), dump(without.pages));
  EXPECT_EQ(with.pages.destinations.count("vide"), 1U);
  EXPECT_EQ(with.pages.destinations.count("fin"), 1U);
}

TEST(Footnotes, StandOnThePageOfTheirMarkBelowTheText) {
  Blocks blocks;
  for (int i = 0; i < 70; ++i)
    blocks.push_back(paragraph(i % 3 ? plain(words(20)) : noted("Appel" + std::to_string(i) + "x", {paragraph("Note" + std::to_string(i) + "x " + words(i % 30))})));
  const auto laid = lay(document_of(blocks));
  for (int i = 0; i < 70; i += 3)
    EXPECT_EQ(page_of(laid.pages, "Appel" + std::to_string(i) + "x"), page_of(laid.pages, "Note" + std::to_string(i) + "x"));
  EXPECT_EQ(overlaps(laid.pages), kNone);
  EXPECT_EQ(outside(laid.pages), kNone);
  EXPECT_EQ(laid.pages.destinations.at("note-1").page, page_of(laid.pages, "Note0x"));
}

TEST(Footnotes, ALongOneGoesOnOverPages) {
  Blocks note;
  for (int i = 0; i < 120; ++i) note.push_back(paragraph("N" + std::to_string(i) + "x " + words(20)));
  Blocks blocks{paragraph(noted("Appel", note))};
  for (int i = 0; i < 20; ++i) blocks.push_back(paragraph(words(30)));
  const auto laid = lay(document_of(blocks));
  EXPECT_EQ(page_of(laid.pages, "N0x"), page_of(laid.pages, "Appel"));
  int before = 0;
  for (int i = 0; i < 120; ++i) {
    const int page = page_of(laid.pages, "N" + std::to_string(i) + "x");
    EXPECT_GE(page, before);
    before = page;
  }
  EXPECT_GT(before, 2);
  EXPECT_EQ(overlaps(laid.pages), kNone);
  EXPECT_EQ(outside(laid.pages), kNone);
}

TEST(Footnotes, ANoteWithinANoteIsNotLost) {
  const auto laid = lay(document_of({paragraph(noted("Texte", {paragraph(noted("Dehors", {paragraph("Dedans")}))}))}));
  EXPECT_LT(find(laid.pages, "Dehors").y, find(laid.pages, "Dedans").y);
  EXPECT_EQ(overlaps(laid.pages), kNone);
}

TEST(Footnotes, InTablesListsAndPanelsAreSetAsWell) {
  List list;
  list.items = {{{paragraph(noted("puce", {paragraph("note-liste")}))}, {}}};
  const auto table = TableBuilder({{}, {}}).row({cell(noted("case", {paragraph("note-case")})), cell("b")}).build();
  const auto laid = lay(document_of({block(list), table, callout(Callout::Kind::note, {}, {paragraph(noted("cadre", {paragraph("note-cadre")}))})}));
  for (const char* part : {"note-liste", "note-case", "note-cadre"}) EXPECT_EQ(page_of(laid.pages, part), 0);
}

TEST(ContentsList, GivesThePagesOnWhichHeadingsStand) {
  Blocks blocks{contents(3, "Sommaire"), page_break()};
  for (int i = 0; i < 30; ++i) {
    blocks.push_back(heading(1, plain("Chapitre" + std::to_string(i) + "x"), "c" + std::to_string(i)));
    blocks.push_back(paragraph(words(60 + i * 9)));
  }
  const auto laid = lay(document_of(blocks));
  const auto all = body(laid.pages);
  for (int i = 0; i < 30; ++i) {
    const std::string title = "Chapitre" + std::to_string(i) + "x";
    const auto line = find(laid.pages, title);
    int stands = -1;
    std::string number;
    for (const auto& run : all) {
      if (run.text.find(title) != std::string::npos && run.page > 0) stands = run.page;
      if (run.page == line.page && std::abs(run.y - line.y) < 0.1 && run.x > line.x + line.width) number = run.text;
    }
    EXPECT_EQ(number, std::to_string(stands + 1)) << title;
    EXPECT_EQ(laid.pages.destinations.at("c" + std::to_string(i)).page, stands);
  }
}

TEST(ContentsList, LongTitlesWrapBeforeTheNumberAndAreLinks) {
  const auto laid = lay(document_of({contents(3, "Sommaire"), page_break(), heading(1, plain(words(30)), "long"), paragraph("Texte")}));
  double right = 0, number = 1e9;
  int lines = 0;
  for (const auto& run : body(laid.pages)) {
    if (run.page != 0) continue;
    if (run.text == "2") number = run.x;
    else if (run.text.find("gouv") != std::string::npos) right = std::max(right, run.x + run.width), ++lines;
  }
  EXPECT_GT(lines, 1);
  EXPECT_LT(right + 4, number);
  const auto& links = laid.pages.pages[0].links;
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].destination, "long");
  EXPECT_GT(links[0].height, 20);
}

TEST(References, NameTheirTargetAndItsPage) {
  Inlines content = plain("Voir ");
  content.push_back({CrossReference{"b", {}}, {}});
  content.push_back({Text{", page "}, {}});
  content.push_back({PageReference{"b"}, {}});
  const auto laid = lay(document_of({paragraph(content), page_break(), heading(1, plain("Bilan"), "b"), paragraph("Texte")}));
  EXPECT_EQ(find(laid.pages, "section").text, "section 1");
  EXPECT_EQ(find(laid.pages, "2").page, 0);
  ASSERT_FALSE(laid.pages.pages[0].links.empty());
  EXPECT_EQ(laid.pages.pages[0].links[0].destination, "b");
}

TEST(References, SayHowManyPagesATitlesTextTakes) {
  Inlines content = plain("Elle tient sur ");
  content.push_back({PageReference{"b", true}, {}});
  Blocks blocks{paragraph(content), heading(1, plain("A"), "a"), page_break(), heading(1, plain("B"), "b"), paragraph("Un."), page_break(),
                heading(2, plain("B b"), "bb"), paragraph("Deux."), page_break(), heading(1, plain("C"), "c")};
  const auto laid = lay(document_of(blocks));
  ASSERT_EQ(laid.pages.pages.size(), 4U);
  EXPECT_EQ(text(laid.pages, 0), "Elle tient sur |1  A|2") << "numbers are set last";
}

TEST(Outline, FollowsTheHeadings) {
  const auto laid = lay(document_of({heading(1, plain("A"), "a"), paragraph("x"), heading(2, plain("B"), "b"), paragraph("y")}));
  ASSERT_EQ(laid.pages.outline.size(), 2U);
  EXPECT_EQ(laid.pages.outline[0].level, 1);
  EXPECT_EQ(laid.pages.outline[1].level, 2);
}

}  // namespace
TEST(Furniture, APartsTitleRunsUntilWhatStandsBesideIt) {
  Part part{plain("Rapport narratif"), {heading(1, plain("Dans la partie"), "in"), paragraph("texte")}};
  Document document = document_of({heading(1, plain("Avant"), "before"), paragraph("texte"), block(part, "part"),
                                   page_break(), heading(1, plain("Colophon"), "colophon"), paragraph("fin")});
  document.title = "Dossier de fin";
  const auto laid = lay(document);
  ASSERT_EQ(laid.pages.pages.size(), 3u);
  std::vector<std::string> titles(3);
  for (const auto& run : runs(laid.pages))
    if (run.node == kArtifact && run.y > laid.pages.pages[0].size.height - 80) titles[static_cast<std::size_t>(run.page)] += run.text + "|";
  EXPECT_NE(titles[0].find("Dossier de fin"), std::string::npos) << titles[0];
  EXPECT_NE(titles[1].find("Rapport narratif"), std::string::npos) << titles[1];
  EXPECT_NE(titles[2].find("Dossier de fin"), std::string::npos) << titles[2];
}

}  // namespace taqrir::layout::test
