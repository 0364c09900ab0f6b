// Pages of pieces that have no tags: each has an element that says something.
#include <gtest/gtest.h>

#include "assemble/content.hpp"
#include "assemble/trees.hpp"
#include "unit/assemble/make_pdf.hpp"

namespace taqrir::assemble {
namespace {

const std::string kText = "BT /F1 12 Tf (Bonjour) Tj ET";

std::shared_ptr<QPDF> taken_in(PdfMaker& piece) {
  const auto pages = piece.pdf.getAllPages().size();
  HostMaker host(std::vector<std::string>(pages, "a"), std::vector<Size>(pages, {300, 400}));
  const Bytes bytes(piece.bytes());
  std::vector<Slot> slots;
  for (std::size_t i = 0; i < pages; ++i) slots.push_back({bytes, "a.pdf", static_cast<int>(i), "a"});
  Diagnostics warnings;
  const auto made = fill_slots(host.bytes(), slots, warnings);
  EXPECT_TRUE(made.has_value());
  EXPECT_EQ(complaints(made.value_or("")), "");
  return opened(made.value_or(""));
}

QPDFObjectHandle element_of_piece(QPDF& pdf) {
  return pdf.getRoot().getKey("/StructTreeRoot").getKey("/K").getArrayItem(0).getKey("/K").getArrayItem(1);
}

NumberEntries parents_in(QPDF& pdf) { return read_numbers(pdf.getRoot().getKey("/StructTreeRoot").getKey("/ParentTree")); }

TEST(PlainTags, TheTextOfAPageIsAParagraphBelowThePiecesElement) {
  PdfMaker piece;
  piece.add_page(kText), piece.add_page(kText);
  auto pdf = taken_in(piece);
  auto section = element_of_piece(*pdf);
  EXPECT_EQ(section.getKey("/T").getUTF8Value(), "a");
  ASSERT_EQ(section.getKey("/K").getArrayNItems(), 2);
  for (int i = 0; i < 2; ++i) {
    auto paragraph = section.getKey("/K").getArrayItem(i), page = page_at(*pdf, 1 + i);
    EXPECT_EQ(paragraph.getKey("/S").getName(), "/P");
    EXPECT_EQ(paragraph.getKey("/K").unparse(), "[ 0 ]");
    EXPECT_EQ(paragraph.getKey("/Pg").getObjGen(), page.getObjGen());
    EXPECT_NE(contents_of(page).find("/P <</MCID 0>> BDC\n" + kText + "\n\nEMC"), std::string::npos);
    auto parent = parents_in(*pdf).at(page.getKey("/StructParents").getIntValue());
    EXPECT_EQ(parent.getArrayItem(0).getObjGen(), paragraph.getObjGen());
  }
}

TEST(PlainTags, APageWithoutTextIsAFigureThatSaysWhichOneItIs) {
  PdfMaker piece;
  piece.add_page(kText);
  piece.add_page("0 0 50 50 re f", "/MediaBox [10 20 310 420]");
  auto pdf = taken_in(piece);
  auto figure = element_of_piece(*pdf).getKey("/K").getArrayItem(1);
  EXPECT_EQ(figure.getKey("/S").getName(), "/Figure");
  EXPECT_EQ(figure.getKey("/Alt").getUTF8Value(), "a (2/2)");
  EXPECT_EQ(figure.getKey("/A").getKey("/BBox").unparse(), "[ 10 20 310 420 ]");
}

TEST(PlainTags, APageThatShowsNothingIsAnArtifact) {
  PdfMaker piece;
  piece.add_page("q 1 0 0 1 5 5 cm Q");
  auto pdf = taken_in(piece);
  EXPECT_FALSE(element_of_piece(*pdf).hasKey("/K"));
  EXPECT_NE(contents_of(page_at(*pdf, 1)).find("/Artifact BMC\nq 1 0 0 1 5 5 cm Q\n\nEMC"), std::string::npos);
}

// A field's other widget is reached from the first page, before its own page is written.
TEST(PlainTags, LinksAndFieldsHaveElements) {
  PdfMaker piece;
  auto link = piece.object("<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org/) >> >>");
  auto field = piece.object("<< /FT /Tx /T (f) >>");
  QPDFObjectHandle widgets[2];
  for (auto& widget : widgets) widget = piece.object("<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent " + ref(field) + " >>");
  field.replaceKey("/Kids", QPDFObjectHandle::newArray({widgets[0], widgets[1]}));
  piece.add_page(kText, "/MediaBox [0 0 300 400] /Annots [" + ref(link) + " " + ref(widgets[0]) + "]");
  piece.add_page("0 0 5 5 re f", "/MediaBox [0 0 300 400] /Annots [" + ref(widgets[1]) +
                                     " << /Type /Annot /Subtype /Popup /Rect [0 0 9 9] /StructParent 4 >>]");
  piece.catalog().replaceKey("/AcroForm", piece.object("<< /Fields [" + ref(field) + "] >>"));
  auto pdf = taken_in(piece);
  const auto parents = parents_in(*pdf);
  const char* wanted[2][2] = {{"/Link", "/Form"}, {"/Form", nullptr}};
  for (int i = 0; i < 2; ++i)
    for (int k = 0; k < 2; ++k) {
      auto annotation = page_at(*pdf, 1 + i).getKey("/Annots").getArrayItem(k);
      ASSERT_EQ(annotation.hasKey("/StructParent"), wanted[i][k] != nullptr);
      if (!wanted[i][k]) continue;
      auto element = parents.at(annotation.getKey("/StructParent").getIntValue());
      EXPECT_EQ(element.getKey("/S").getName(), wanted[i][k]);
      EXPECT_EQ(element.getKey("/K").getKey("/Obj").getObjGen(), annotation.getObjGen());
      EXPECT_EQ(element.getKey("/P").getKey("/S").getName(), "/P");
    }
  auto kids = element_of_piece(*pdf).getKey("/K");
  ASSERT_EQ(kids.getArrayNItems(), 3);  // the text with its link and field, the figure, its field
  EXPECT_EQ(kids.getArrayItem(0).getKey("/K").getArrayItem(1).getKey("/Alt").getUTF8Value(), "https://example.org/");
}

// Tagged content may not hold artifacts nor other tagged content (Matterhorn Protocol 01-003).
TEST(PlainTags, OldMarksOfAStructureGoAndOthersAreClosed) {
  EXPECT_EQ(without_structure_marks("/Artifact <</Type /Pagination>> BDC (a) Tj EMC /OC /L1 BDC 1 g EMC"),
            "\n (a) Tj\n /OC /L1 BDC 1 g EMC");
  EXPECT_EQ(without_structure_marks("EMC /Span <</Lang (fr)>> BDC /P <</MCID 3>> BDC (a) Tj"),
            "\n /Span <</Lang (fr)>> BDC\n (a) Tj\nEMC");
  EXPECT_EQ(without_structure_marks("/P /MC0 BDC (EMC) Tj EMC"), "\n (EMC) Tj\n");
}

TEST(PlainTags, APageOrALinkThatATaggedPieceForgotGetsTags) {
  PdfMaker piece;
  auto link = piece.object("<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (Vers) >>");
  auto page = piece.add_page("/P <</MCID 0>> BDC " + kText + " EMC", "/MediaBox [0 0 300 400] /StructParents 0 /Annots [" + ref(link) + "]");
  piece.add_page(kText);
  piece.add_page("/Artifact BMC " + kText + " EMC");
  auto root = piece.object("<< /Type /StructTreeRoot >>");
  auto paragraph = piece.object("<< /S /P /P " + ref(root) + " /Pg " + ref(page) + " /K 0 >>");
  root.replaceKey("/K", paragraph);
  root.replaceKey("/ParentTree", QPDFObjectHandle::parse(&piece.pdf, "<< /Nums [0 [" + ref(paragraph) + "]] >>"));
  piece.catalog().replaceKey("/StructTreeRoot", root);
  auto pdf = taken_in(piece);
  auto kids = element_of_piece(*pdf).getKey("/K");
  ASSERT_EQ(kids.getArrayNItems(), 3);
  auto annotation = page_at(*pdf, 1).getKey("/Annots").getArrayItem(0);
  EXPECT_EQ(parents_in(*pdf).at(annotation.getKey("/StructParent").getIntValue()).getKey("/Alt").getUTF8Value(), "Vers");
  EXPECT_EQ(page_at(*pdf, 1).getKey("/Tabs").getName(), "/S");
  EXPECT_TRUE(page_at(*pdf, 2).hasKey("/StructParents"));
  EXPECT_FALSE(page_at(*pdf, 3).hasKey("/StructParents"));
  EXPECT_EQ(parents_in(*pdf).size(), 4u);
}

}  // namespace
}  // namespace taqrir::assemble
