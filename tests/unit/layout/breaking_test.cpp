// Content shifted by one line at a time over the end of a page: what must stay together stays together,
// and figures float no farther than they must.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

constexpr int kOffsets = 40;

Block picture(const std::string& name, std::optional<Pt> width = 300.0) {
  return block(Figure{{{name + ".png", {}}, "Une image", width}, plain("Légende " + name), {}}, name);
}

Block table_of(int rows, const std::string& caption) {
  DataTable t;
  t.columns.resize(2);
  const auto cell = [](const std::string& words) { return TableCell{{paragraph(words)}}; };
  t.header = {{cell("Objet"), cell("Valeur")}};
  for (int r = 0; r < rows; ++r) t.rows.push_back({cell(caption + "r" + std::to_string(r)), cell(std::to_string(r))});
  t.caption = plain("Légende " + caption);
  return block(t, caption);
}

Block list_of(int items) {
  List list;
  for (int i = 0; i < items; ++i) list.items.push_back({{paragraph("Point" + std::to_string(i) + " " + words(i * 5 % 17))}, {}});
  return block(list);
}

// Lines before it, so that `tail` meets the page's end everywhere.
Laid shifted(int lines, Blocks tail) {
  Blocks blocks;
  for (int i = 0; i < lines; ++i) blocks.push_back(paragraph("Ligne" + std::to_string(i) + "."));
  blocks.insert(blocks.end(), std::make_move_iterator(tail.begin()), std::make_move_iterator(tail.end()));
  return lay(document_of(std::move(blocks)));
}

bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }
Tag tag_of(const Pages& pages, const Placed& run) { return pages.nodes[static_cast<std::size_t>(run.node)].tag; }

// Feet of the lowest text of each page.
std::map<int, Placed> last_runs(const Pages& pages) {
  std::map<int, Placed> out;
  for (const auto& run : body(pages)) {
    const auto it = out.find(run.page);
    if (it == out.end() || run.y >= it->second.y) out[run.page] = run;
  }
  return out;
}

void expect_no_stranded_line(const Pages& pages, int offset) {
  std::map<NodeId, std::map<int, std::set<double>>> lines;
  for (const auto& run : body(pages))
    if (tag_of(pages, run) == Tag::p || tag_of(pages, run) == Tag::list_body) lines[run.node][run.page].insert(run.y);
  for (const auto& [node, by_page] : lines)
    for (const auto& [page, ys] : by_page)
      EXPECT_TRUE(by_page.size() == 1 || ys.size() >= 2) << "offset " << offset << ", page " << page + 1;
  for (const auto& [page, run] : last_runs(pages))
    EXPECT_FALSE(is_heading(tag_of(pages, run))) << run.text << " ends page " << page + 1 << ", offset " << offset;
}

Blocks report_tail() {
  Signatures sign{plain("Fait à Rabat"), {{plain("Rôle A"), plain("Nom A")}, {plain("Rôle B"), plain("Nom B")}}};
  Paragraph lead{plain("Énoncé de la recommandation."), Paragraph::Role::lead, {}};
  Paragraph label{plain("Constat"), Paragraph::Role::label, {}};
  return {paragraph(words(60)),
          heading(1, plain("Titre un")), heading(2, plain("Titre deux")), paragraph("Une seule ligne."), paragraph(words(45)),
          heading(2, plain("Titre trois")), block(lead), block(label), paragraph("Texteduconstat."),
          paragraph("Annonce :"), list_of(6), table_of(4, "tA"), paragraph(words(35)), picture("fA"), paragraph(words(50)),
          heading(2, plain("Titre quatre")), paragraph(words(30)), block(sign)};
}

TEST(Breaking, NothingThatBelongsTogetherIsPartedWhereverThePageEnds) {
  for (int offset = 0; offset < kOffsets; ++offset) {
    const auto laid = shifted(offset, report_tail());
    const auto& pages = laid.pages;
    expect_no_stranded_line(pages, offset);
    EXPECT_EQ(page_of(pages, "Titre un"), page_of(pages, "Une seule ligne")) << offset;
    EXPECT_EQ(page_of(pages, "Titre trois"), page_of(pages, "Texteduconstat")) << offset;
    EXPECT_EQ(page_of(pages, "Annonce"), page_of(pages, "Point0")) << offset;
    EXPECT_EQ(page_of(pages, "Légende tA"), page_of(pages, "tAr1")) << offset;
    EXPECT_EQ(page_of(pages, "Fait à"), page_of(pages, "Nom B")) << offset;
    EXPECT_EQ(overlaps(pages), std::vector<std::string>()) << offset;
    EXPECT_EQ(outside(pages), std::vector<std::string>()) << offset;
  }
}

TEST(Breaking, ASignatureHasTwoLinesOfWhatPrecedesItAtLeast) {
  const Signatures sign{plain("Fait à Rabat"), {{plain("Rôle"), plain("Nom")}}};
  const std::vector<Blocks> before{{paragraph(words(70))}, {paragraph("Avant un."), paragraph("Avant deux.")}, {table_of(9, "tB")}, {list_of(5)}};
  int alone = 0;
  for (const auto& blocks : before)
    for (int offset = 0; offset < kOffsets; ++offset) {
      Blocks tail = blocks;
      tail.push_back(block(sign));
      const auto laid = shifted(offset, tail);
      const int page = page_of(laid.pages, "Fait à");
      EXPECT_EQ(page_of(laid.pages, "Nom"), page);
      std::set<double> lines;
      for (const auto& run : body(laid.pages))
        if (run.page == page && run.y < find(laid.pages, "Fait à").y) lines.insert(std::round(run.y));
      EXPECT_GE(lines.size(), 2U) << offset;
      alone += page == 1 && lines.size() < 5;
    }
  EXPECT_GT(alone, 0) << "no offset put the signature on a page of its own";
}

TEST(Breaking, AHeadingOfTheSignatureLetsWhatIsBeforeItStand) {
  const Signatures sign{plain("Fait à Rabat"), {{plain("Rôle"), plain("Nom")}}};
  int parted = 0;
  for (int offset = 0; offset < kOffsets; ++offset) {
    const auto laid = shifted(offset, {table_of(2, "tC"), heading(1, plain("Attestation")), block(sign)});
    EXPECT_EQ(page_of(laid.pages, "Attestation"), page_of(laid.pages, "Nom")) << offset;
    parted += page_of(laid.pages, "tCr1") < page_of(laid.pages, "Attestation");
  }
  EXPECT_GT(parted, 0) << "the table never stayed behind";
}

TEST(Breaking, FactsWithoutATitleStayWithWhatTheyBelongTo) {
  const KeyFacts facts{{}, {{plain("Échéance"), plain("15 juillet")}}};
  for (int offset = 0; offset < kOffsets; ++offset) {
    const auto laid = shifted(offset, {paragraph("Une."), paragraph("Deux."), block(facts)});
    EXPECT_EQ(page_of(laid.pages, "Une."), page_of(laid.pages, "15 juillet")) << offset;
  }
}

struct Standing { int page = -1; double top = 0, height = 0; NodeId node = kArtifact; };

std::vector<Standing> pictures(const Pages& pages) {
  std::vector<Standing> out;
  for (std::size_t p = 0; p < pages.pages.size(); ++p)
    for (const auto& item : pages.pages[p].items)
      if (const auto* image = std::get_if<PlacedImage>(&item.content))
        out.push_back({static_cast<int>(p), image->y, image->height, item.node});
  return out;
}

TEST(Floats, AFigureWithoutRoomStandsAtTheNextTopAndTextFillsThePage) {
  int floated = 0;
  for (int offset = 0; offset < kOffsets; ++offset) {
    Blocks tail{paragraph("Appel de la figure."), picture("fA")};
    for (int i = 0; i < 30; ++i) tail.push_back(paragraph("Suite" + std::to_string(i) + "."));
    const auto laid = shifted(offset, tail);
    const auto figure = pictures(laid.pages).at(0);
    EXPECT_EQ(page_of(laid.pages, "Légende fA"), figure.page);
    EXPECT_GE(figure.page, page_of(laid.pages, "Appel de la figure"));
    EXPECT_LE(figure.page, page_of(laid.pages, "Appel de la figure") + 1);
    if (figure.page <= page_of(laid.pages, "Suite0.")) continue;
    ++floated;
    EXPECT_NEAR(figure.top, theme().margins.top, 1) << offset;
    const double foot = theme().page.height - theme().margins.bottom;
    EXPECT_LT(foot - last_runs(laid.pages).at(figure.page - 1).y, 60) << "gap, offset " << offset;
  }
  EXPECT_GT(floated, 5);
}

TEST(Floats, KeepTheirOrderAndStayInTheirSection) {
  for (int offset = 0; offset < kOffsets; ++offset) {
    const auto laid = shifted(offset, {paragraph("Appel."), picture("fA"), paragraph(words(40)), picture("fB"), table_of(3, "tA"),
                                       paragraph(words(80)), heading(1, plain("Section suivante")), paragraph(words(200))});
    const auto& pages = laid.pages;
    const auto at = [&](const std::string& part) {
      const auto run = find(pages, part);
      return std::pair(run.page, run.y);
    };
    EXPECT_LT(at("Appel."), at("Légende fA"));
    EXPECT_LT(at("Légende fA"), at("Légende fB"));
    EXPECT_LT(at("Légende fB"), at("Section suivante"));
    EXPECT_LT(at("Légende tA"), at("Section suivante"));
    EXPECT_EQ(overlaps(pages), std::vector<std::string>()) << offset;
    EXPECT_EQ(outside(pages), std::vector<std::string>()) << offset;
  }
}

TEST(Floats, TheStructureKeepsTheOrderOfTheSource) {
  for (int offset = 25; offset < kOffsets; ++offset) {
    const auto laid = shifted(offset, {paragraph("Avant."), picture("fA"), paragraph("Après.")});
    EXPECT_LT(find(laid.pages, "Avant.").node, pictures(laid.pages).at(0).node);
    EXPECT_LT(pictures(laid.pages).at(0).node, find(laid.pages, "Après.").node);
  }
}

TEST(Floats, WhatIsAnnouncedDoesNotFloat) {
  for (int offset = 0; offset < kOffsets; ++offset) {
    const auto laid = shifted(offset, {paragraph("Comme suit :"), picture("fA"), paragraph("Après.")});
    EXPECT_EQ(page_of(laid.pages, "Comme suit"), pictures(laid.pages).at(0).page) << offset;
    EXPECT_EQ(page_of(laid.pages, "Légende fA"), pictures(laid.pages).at(0).page) << offset;
  }
}

TEST(Floats, ManyFiguresInARowLoseNothing) {
  Blocks tail;
  for (int i = 0; i < 12; ++i) tail.push_back(picture("f" + std::to_string(i)));
  tail.push_back(paragraph("Fin."));
  const auto laid = shifted(30, tail);
  EXPECT_EQ(pictures(laid.pages).size(), 12U);
  EXPECT_LE(laid.pages.pages.size(), 9U);
  EXPECT_EQ(overlaps(laid.pages), std::vector<std::string>());
}

TEST(Figures, APortraitTakesLessThanHalfAPageAndASmallPictureIsNotBlownUp) {
  const double frame = theme().page.height - theme().margins.top - theme().margins.bottom;
  const auto tall = lay(document_of({block(Figure{{{"portrait.png", {}}, "Portrait", {}}, plain("Portrait"), {}})}));
  EXPECT_LE(pictures(tall.pages).at(0).height, frame * 0.45 + 0.1);
  const auto natural = lay(document_of({picture("petite", std::nullopt)}));
  EXPECT_NEAR(pictures(natural.pages).at(0).height, 300 * 0.6, 0.1);  // 120 pixels to the inch
}

}  // namespace
}  // namespace taqrir::layout::test
