// The structure tree, its ties to the pages, links and outline.
#include <gmock/gmock.h>

#include <set>

#include "render/pdf/pdf.hpp"
#include "unit/render/draft.hpp"
#include "unit/render/reading.hpp"

namespace taqrir::pdf::test {
namespace {

using layout::Node;
using layout::NodeId;
using layout::Tag;
using testing::HasSubstr;

TEST(Structure, ReadsBackInOrder) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  const NodeId section = draft.node(Tag::sect);
  draft.line({0, draft.node(Tag::h1, section), 60, 90, "Titre", latin, 18});
  draft.line({0, draft.node(Tag::p, section), 60, 120, "Corps du texte.", latin});
  const NodeId table = draft.node(Tag::table, section), row = draft.node(Tag::tr, table);
  const NodeId head = draft.node(Tag::th, row), cell = draft.node(Tag::td, row);
  draft.at(head).scope = Node::Scope::column;
  draft.at(cell).column_span = 2, draft.at(cell).row_span = 3;
  draft.line({0, head, 60, 150, "Région", latin});
  draft.line({0, cell, 160, 150, "Rabat", latin});
  const auto pdf = read(rendered(draft.pages));
  EXPECT_EQ(tree(*pdf, {"/A"}),
            "Document\n"
            "  Sect\n"
            "    H1\n"
            "    P\n"
            "    Table\n"
            "      TR\n"
            "        TH /A=<< /O /Table /Scope /Column >>\n"
            "        TD /A=<< /ColSpan 2 /O /Table /RowSpan 3 >>\n");
  const auto text = run({"pdfinfo", "-struct-text", "@"}, rendered(draft.pages));
  EXPECT_THAT(text.out, HasSubstr("\"Titre\""));
  EXPECT_LT(text.out.find("Titre"), text.out.find("Corps du texte."));
}

TEST(Structure, NoHeadingLevelIsSkipped) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  double y = 90;
  for (const Tag tag : {Tag::h1, Tag::h4, Tag::h5, Tag::h2, Tag::h6, Tag::h1, Tag::h3})
    draft.line({0, draft.node(tag), 60, y += 20, "Titre", latin});
  const auto pdf = read(rendered(draft.pages));
  EXPECT_EQ(tree(*pdf, {}), "Document\n  H1\n  H2\n  H3\n  H2\n  H3\n  H1\n  H2\n");
}

// P: "avant", a Link, "après": the link stands between the paragraph's own two parts.
TEST(Structure, OwnContentAndChildrenStandAsTheyAreRead) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  const NodeId p = draft.node(Tag::p), link = draft.node(Tag::link, p);
  draft.line({0, p, 60, 90, "avant", latin});
  draft.line({0, link, 100, 90, "lien", latin});
  draft.line({0, p, 130, 90, "après", latin});
  draft.line({1, p, 60, 90, "page suivante", latin});
  const auto pdf = read(rendered(draft.pages));
  auto kids = pdf->getRoot().getKey("/StructTreeRoot").getKey("/K").getKey("/K").getArrayItem(0).getKey("/K");
  ASSERT_EQ(kids.getArrayNItems(), 4);
  EXPECT_EQ(kids.getArrayItem(0).getIntValue(), 0);
  EXPECT_EQ(kids.getArrayItem(1).getKey("/S").getName(), "/Link");
  EXPECT_EQ(kids.getArrayItem(2).getIntValue(), 2);
  EXPECT_EQ(kids.getArrayItem(3).getKey("/Type").getName(), "/MCR");
  EXPECT_EQ(kids.getArrayItem(3).getKey("/Pg").getObjGen(), page(*pdf, 1).getObjGen());
}

// Each MCID of each page is named by exactly the element that the parent tree gives for it.
void expect_consistent(QPDF& pdf) {
  std::map<int, std::vector<QPDFObjGen>> parents;  // by StructParents key
  std::vector<QPDFObjectHandle> nodes{pdf.getRoot().getKey("/StructTreeRoot").getKey("/ParentTree")};
  while (!nodes.empty()) {
    auto node = nodes.back();
    nodes.pop_back();
    for (auto kid : node.getKey("/Kids").isArray() ? node.getKey("/Kids").getArrayAsVector()
                                                   : std::vector<QPDFObjectHandle>{})
      nodes.push_back(kid);
    auto nums = node.getKey("/Nums");
    for (int i = 0; nums.isArray() && i < nums.getArrayNItems(); i += 2) {
      auto value = nums.getArrayItem(i + 1);
      for (auto element : value.isArray() ? value.getArrayAsVector() : std::vector<QPDFObjectHandle>{value})
        parents[nums.getArrayItem(i).getIntValueAsInt()].push_back(element.getObjGen());
    }
  }
  std::map<QPDFObjGen, int> page_key;
  std::size_t marks = 0;
  for (auto page : pdf.getAllPages()) {
    if (!page.hasKey("/StructParents")) continue;
    page_key[page.getObjGen()] = page.getKey("/StructParents").getIntValueAsInt();
    marks += parents[page_key[page.getObjGen()]].size();
  }
  std::set<std::pair<int, int>> named;
  std::vector<QPDFObjectHandle> elements{pdf.getRoot().getKey("/StructTreeRoot").getKey("/K")};
  while (!elements.empty()) {
    auto element = elements.back();
    elements.pop_back();
    auto kids = element.getKey("/K");
    for (auto kid : kids.isArray() ? kids.getArrayAsVector() : std::vector<QPDFObjectHandle>{kids}) {
      if (kid.isDictionary() && kid.hasKey("/S")) {
        EXPECT_EQ(kid.getKey("/P").getObjGen(), element.getObjGen());
        elements.push_back(kid);
      } else if (kid.isInteger() || (kid.isDictionary() && kid.hasKey("/MCID"))) {
        const int mcid = (kid.isInteger() ? kid : kid.getKey("/MCID")).getIntValueAsInt();
        const int key = page_key.at((kid.isInteger() ? element : kid).getKey("/Pg").getObjGen());
        EXPECT_EQ(parents[key].at(static_cast<std::size_t>(mcid)), element.getObjGen());
        EXPECT_TRUE(named.insert({key, mcid}).second) << "named twice";
      } else if (kid.isDictionary() && kid.hasKey("/Obj")) {
        const int key = kid.getKey("/Obj").getKey("/StructParent").getIntValueAsInt();
        EXPECT_EQ(parents[key].at(0), element.getObjGen());
      }
    }
  }
  EXPECT_EQ(named.size(), marks);
}

TEST(Structure, MarksAndParentTreeAgree) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  for (int page = 0; page < 150; ++page) {
    const NodeId p = draft.node(Tag::p);
    draft.line({page, p, 60, 90, "Un paragraphe", latin});
    draft.line({page, draft.node(Tag::code, p), 60, 110, "avec un code", latin});
    draft.line({page + 1, p, 60, 700, "qui passe la page.", latin});
    const NodeId link = draft.node(Tag::link, p);
    draft.line({page, link, 60, 130, "lien", latin});
    draft.page(page).links.push_back({60, 120, 30, 12, "https://example.org/é", "", "lien", link});
  }
  const std::string bytes = rendered(draft.pages);
  const auto pdf = read(bytes);
  expect_consistent(*pdf);
  EXPECT_EQ(times(content(*pdf, 3), "BDC"), times(content(*pdf, 3), "EMC"));
  EXPECT_THAT(bytes, HasSubstr("/URI(https://example.org/%C3%A9)"));
}

TEST(Structure, FurnitureIsAnArtifact) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  layout::Shape rule;
  rule.path = {{layout::Shape::Op::move, 0, 0, 0, 0, 60, 60}, {layout::Shape::Op::line, 0, 0, 0, 0, 200, 60}};
  rule.stroke = Rgb{0.5, 0.5, 0.5};
  draft.page(0).items.push_back({rule, layout::kArtifact});
  draft.line({0, draft.node(Tag::p), 60, 90, "Texte", latin});
  draft.line({0, layout::kArtifact, 60, 800, "Page 1", latin});
  const std::string operators = content(*read(rendered(draft.pages)), 0);
  EXPECT_EQ(
      operators.find("/Artifact BMC\n.5 G\n.5 w\n60 781.89 m\n200 781.89 l\nS\nEMC\n/P<</MCID 0>>BDC\n"), 0u)
      << operators;
  EXPECT_THAT(operators, HasSubstr("/Artifact<</Type/Pagination>>BDC\n"));
}

layout::Item square(NodeId node, Pt x, Pt y, Pt side) {
  using Op = layout::Shape::Op;
  layout::Shape out;
  out.path = {{Op::move, 0, 0, 0, 0, x, y}, {Op::line, 0, 0, 0, 0, x + side, y + side}, {Op::close}};
  out.stroke = Rgb{};
  return {out, node};
}

TEST(Structure, AFiguresBoxIsAroundWhatIsDrawnOfIt) {
  Draft draft;
  const NodeId figure = draft.node(Tag::figure), part = draft.node(Tag::span, figure);
  const NodeId caption = draft.node(Tag::caption, figure), other = draft.node(Tag::figure);
  auto& items = draft.page(0).items;
  items = {square(figure, 100, 100, 50), square(part, 200, 120, 10), square(caption, 0, 300, 10),
           square(other, 5, 5, 5)};
  draft.page(1).items = {square(other, 5, 5, 5)};
  const auto pdf = read(rendered(draft.pages));
  EXPECT_EQ(tree(*pdf, {"/A"}),
            "Document\n"
            "  Figure /A=<< /BBox [ 100 691.89 210 741.89 ] /O /Layout /Placement /Block >>\n"
            "    Span\n"
            "    Caption\n"
            "  Figure\n")
      << "the second one lies on two pages";
}

TEST(Structure, ElementsCarryTheirWords) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  const NodeId figure = draft.node(Tag::figure), list = draft.node(Tag::list), note = draft.node(Tag::note),
               other = draft.node(Tag::note), span = draft.node(Tag::span);
  draft.at(figure).alternative = "Diagramme : présences";
  draft.at(figure).box = std::array<Pt, 4>{60, 100, 200, 50};
  draft.at(list).numbering = Node::Numbering::decimal;
  draft.at(note).id = "n1";
  draft.at(span).language = "ar";
  draft.at(span).actual_text = "نص";
  for (const NodeId node : {figure, list, note, other, span})
    draft.line({0, node, 60, 90.0 + 12 * node, "x", latin});
  const auto pdf = read(rendered(draft.pages));
  EXPECT_EQ(tree(*pdf, {"/Alt", "/A", "/ID", "/Lang", "/ActualText"}),
            "Document /Lang=fr\n"
            "  Figure /Alt=Diagramme : présences /A=<< /BBox [ 60 691.89 260 741.89 ] /O /Layout /Placement "
            "/Block >>\n"
            "  L /A=<< /ListNumbering /Decimal /O /List >>\n"
            "  Note /ID=n1\n"
            "  Note /ID=note\n"
            "  Span /Lang=ar /ActualText=نص\n");
  EXPECT_EQ(pdf->getRoot().getKey("/StructTreeRoot").getKey("/IDTree").getKey("/Names").getArrayNItems(), 4);
}

TEST(Structure, EqualIdentifiersAreToldApart) {
  Draft draft;
  for (int i = 0; i < 3; ++i) draft.at(draft.node(Tag::note)).id = "n";
  draft.page(0);
  EXPECT_EQ(tree(*read(rendered(draft.pages)), {"/ID"}),
            "Document\n  Note /ID=n\n  Note /ID=n-2\n  Note /ID=n-3\n");
}

TEST(Structure, AnUnknownNodeIsAnArtifact) {
  Draft draft;
  draft.line({0, 99, 60, 90, "perdu", draft.font(kLatin)});
  EXPECT_THAT(content(*read(rendered(draft.pages)), 0), HasSubstr("/Artifact"));
}

TEST(Links, LeadToTheirPlaces) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  const NodeId link = draft.node(Tag::link, draft.node(Tag::p));
  draft.line({0, link, 60, 90, "voir", latin});
  draft.page(1);
  draft.pages.destinations["suite"] = {1, 100};
  draft.page(0).links.push_back({60, 80, 40, 14, "", "suite", "voir la suite", link});
  draft.page(0).links.push_back({60, 80, 40, 14, "", "nulle-part", "rien", link});
  const auto pdf = read(rendered(draft.pages));
  auto annotations = page(*pdf, 0).getKey("/Annots");
  ASSERT_EQ(annotations.getArrayNItems(), 1) << "a destination that is not there makes no link";
  auto annotation = annotations.getArrayItem(0);
  EXPECT_EQ(annotation.getKey("/Contents").getUTF8Value(), "voir la suite");
  EXPECT_EQ(annotation.getKey("/Rect").unparse(), "[ 60 747.89 100 761.89 ]");
  EXPECT_EQ(annotation.getKey("/Dest").getArrayItem(0).getObjGen(), page(*pdf, 1).getObjGen());
  EXPECT_EQ(annotation.getKey("/Dest").getArrayItem(3).unparse(), "741.89");
  EXPECT_EQ(page(*pdf, 0).getKey("/Tabs").getName(), "/S");
  EXPECT_EQ(
      pdf->getRoot().getKey("/Names").getKey("/Dests").getKey("/Names").getArrayItem(0).getStringValue(),
      "suite");
}

TEST(Links, IntoAnotherFileNameItItsPageAndTheHeight) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  const NodeId link = draft.node(Tag::link, draft.node(Tag::p));
  draft.line({0, link, 60, 90, "voir", latin});
  draft.pages.elsewhere["suite"] = {"été-2.pdf", 13, 700.5, "vol. 2, p. 14"};
  draft.page(0).links.push_back({60, 80, 40, 14, "", "suite", "voir – vol. 2, p. 14", link});
  draft.pages.outline.push_back({"Un", 1, {0, 50}, ""});
  draft.pages.outline.push_back({"Volume 2", 1, {}, "", layout::RemotePlace{"été-2.pdf", 0, {}, ""}});
  const auto pdf = read(rendered(draft.pages));
  auto action = page(*pdf, 0).getKey("/Annots").getArrayItem(0).getKey("/A");
  EXPECT_EQ(action.getKey("/S").getName(), "/GoToR");
  EXPECT_EQ(action.getKey("/F").getKey("/UF").getUTF8Value(), "été-2.pdf");
  EXPECT_EQ(action.getKey("/D").unparse(), "[ 13 /XYZ null 700.5 null ]");
  auto entry = pdf->getRoot().getKey("/Outlines").getKey("/Last");
  EXPECT_EQ(entry.getKey("/Title").getUTF8Value(), "Volume 2");
  EXPECT_EQ(entry.getKey("/A").getKey("/D").unparse(), "[ 0 /Fit ]");
  EXPECT_FALSE(entry.hasKey("/Dest"));
}

TEST(Outline, NestsByLevelAndOpensTwo) {
  Draft draft;
  draft.page(2);
  const auto add = [&](const char* title, int level) {
    draft.pages.outline.push_back({title, level, {level - 1, 50}, ""});
  };
  add("Un", 1), add("Un.un", 2), add("Un.un.un", 3), add("Un.deux", 2), add("Deux", 1), add("Saut", 3);
  draft.pages.outline[4].piece = "evaluation";
  const auto pdf = read(rendered(draft.pages));
  auto root = pdf->getRoot().getKey("/Outlines");
  EXPECT_EQ(root.getKey("/Count").getIntValue(), 5);
  auto one = root.getKey("/First"), two = root.getKey("/Last");
  EXPECT_EQ(one.getKey("/Count").getIntValue(), 2);
  EXPECT_EQ(one.getKey("/First").getKey("/Count").getIntValue(), -1);
  EXPECT_EQ(one.getKey("/First").getKey("/Next").getKey("/Title").getUTF8Value(), "Un.deux");
  EXPECT_EQ(two.getKey("/First").getKey("/Title").getUTF8Value(), "Saut");
  EXPECT_EQ(two.getKey("/TAQR_Piece").getUTF8Value(), "evaluation");
  EXPECT_EQ(two.getKey("/Dest").getArrayItem(0).getObjGen(), page(*pdf, 0).getObjGen());
  EXPECT_EQ(pdf->getRoot().getKey("/PageMode").getName(), "/UseOutlines");
}

TEST(Foreign, SlotsAndPiecesAreMarked) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  const NodeId part = draft.node(Tag::part);
  draft.at(part).piece = "evaluation";
  draft.line({0, draft.node(Tag::p), 60, 90, "Avant", latin});
  for (int i = 0; i < 2; ++i) {
    draft.page(1 + i).size = {300, 400};
    draft.page(1 + i).foreign = layout::ForeignSlot{"annexes/evaluation.pdf", i, "evaluation", part};
    draft.line({1 + i, layout::kArtifact, 10, 390, "Pièce 1", latin, 8});
  }
  const auto pdf = read(rendered(draft.pages));
  auto pages = pdf->getAllPages();
  EXPECT_FALSE(pages[0].hasKey("/TAQR_Slot"));
  EXPECT_EQ(pages[1].getKey("/TAQR_Slot").getIntValue(), 0);
  EXPECT_EQ(pages[2].getKey("/TAQR_Slot").getIntValue(), 1);
  EXPECT_EQ(pages[2].getKey("/MediaBox").unparse(), "[ 0 0 300 400 ]");
  EXPECT_THAT(tree(*pdf, {"/TAQR_Piece"}), HasSubstr("Part /TAQR_Piece=evaluation\n"));
  auto element = pdf->getRoot().getKey("/StructTreeRoot").getKey("/K").getKey("/K").getArrayItem(0);
  EXPECT_EQ(element.getKey("/Pg").getObjGen(), pages[1].getObjGen());
}

}  // namespace
}  // namespace taqrir::pdf::test
