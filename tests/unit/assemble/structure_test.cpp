// The tags of pieces within the host's structure tree.
#include <gtest/gtest.h>

#include "assemble/trees.hpp"
#include "base/pdf_marks.hpp"
#include "unit/assemble/make_pdf.hpp"

namespace taqrir::assemble {
namespace {

/// Two pages, each with a paragraph of the piece's own kind and a table cell that names its header.
struct TaggedPiece {
  TaggedPiece(const std::string& role = "/Para", const std::string& meaning = "/P") {
    pages[0] = maker.add_page("/P <</MCID 0>> BDC EMC", "/MediaBox [0 0 300 400] /StructParents 7");
    pages[1] = maker.add_page("/P <</MCID 0>> BDC EMC", "/MediaBox [0 0 300 400] /StructParents 3");
    root = maker.object("<< /Type /StructTreeRoot /RoleMap << " + role + " " + meaning + " >> >>");
    document = maker.object("<< /S /Document /P " + ref(root) + " >>");
    for (int i = 0; i < 2; ++i) {
      paragraphs[i] =
          maker.object("<< /Type /StructElem /S " + role + " /P " + ref(document) + " /Pg " + ref(pages[i]) +
                       " /K 0 /ID (id" + std::to_string(i) + ") /A << /O /Table /Headers [(id0)] >> >>");
    }
    document.replaceKey("/K", QPDFObjectHandle::newArray({paragraphs[0], paragraphs[1]}));
    root.replaceKey("/K", document);
    root.replaceKey("/ParentTree", maker.object("<< /Nums [3 [" + ref(paragraphs[1]) + "] 7 [" +
                                                ref(paragraphs[0]) + "]] >>"));
    root.replaceKey("/IDTree", maker.object("<< /Names [(id0) " + ref(paragraphs[0]) + " (id1) " +
                                            ref(paragraphs[1]) + "] >>"));
    maker.catalog().replaceKey("/StructTreeRoot", root);
    maker.catalog().replaceKey("/Lang", QPDFObjectHandle::newString("ar"));
  }
  Bytes bytes() { return Bytes(maker.bytes()); }

  PdfMaker maker;
  QPDFObjectHandle pages[2], root, document, paragraphs[2];
};

std::shared_ptr<QPDF> merged(const std::vector<Bytes>& pieces, int pages_each = 2,
                             Diagnostics* warnings = nullptr) {
  std::vector<std::string> ids;
  std::vector<Size> sizes;
  std::vector<Slot> slots;
  for (std::size_t n = 0; n < pieces.size(); ++n) {
    for (int page = 0; page < pages_each; ++page) {
      ids.push_back("p" + std::to_string(n));
      sizes.push_back({300, 400});
      slots.push_back({pieces[n], "a.pdf", page, ids.back()});
    }
  }
  HostMaker host(ids, sizes);
  Diagnostics unused;
  const auto made = fill_slots(host.bytes(), slots, warnings ? *warnings : unused);
  EXPECT_TRUE(made.has_value());
  EXPECT_EQ(complaints(made.value_or("")), "");
  return opened(made.value_or(""));
}

/// The host's element for piece n: after the host's own paragraph.
QPDFObjectHandle section(QPDF& pdf, int n) {
  return pdf.getRoot()
      .getKey("/StructTreeRoot")
      .getKey("/K")
      .getArrayItem(0)
      .getKey("/K")
      .getArrayItem(1 + n);
}

TEST(Structure, HangsBelowTheMarkedElement) {
  TaggedPiece piece;
  auto pdf = merged({piece.bytes()});
  auto document = section(*pdf, 0).getKey("/K").getArrayItem(0);
  EXPECT_EQ(document.getKey("/S").getName(), "/Document");
  EXPECT_EQ(document.getKey("/P").getObjGen(), section(*pdf, 0).getObjGen());
  EXPECT_EQ(section(*pdf, 0).getKey("/Lang").getStringValue(), "ar");
  for (int i = 0; i < 2; ++i) {
    auto paragraph = document.getKey("/K").getArrayItem(i);
    EXPECT_EQ(paragraph.getKey("/S").getName(), "/Para");
    EXPECT_EQ(paragraph.getKey("/Pg").getObjGen(), page_at(*pdf, 1 + i).getObjGen());
  }
  EXPECT_EQ(pdf->getRoot().getKey("/StructTreeRoot").getKey("/RoleMap").getKey("/Para").getName(), "/P");
}

TEST(Structure, ParentTreeLeadsFromEachPageToItsOwnElements) {
  TaggedPiece first, second;
  auto pdf = merged({first.bytes(), second.bytes()});
  auto parents = read_numbers(pdf->getRoot().getKey("/StructTreeRoot").getKey("/ParentTree"));
  EXPECT_EQ(parents.size(), 5u);  // the host's page and four of the pieces
  for (int i = 1; i <= 4; ++i) {
    auto page = page_at(*pdf, i);
    const auto key = page.getKey("/StructParents").getIntValue();
    ASSERT_EQ(parents.count(key), 1u);
    EXPECT_EQ(parents.at(key).getArrayItem(0).getKey("/Pg").getObjGen(), page.getObjGen());
  }
  const auto next = pdf->getRoot().getKey("/StructTreeRoot").getKey("/ParentTreeNextKey").getIntValue();
  EXPECT_EQ(next, parents.rbegin()->first + 1);
}

TEST(Structure, IdentifiersOfTwoPiecesStayApart) {
  TaggedPiece first, second;
  auto pdf = merged({first.bytes(), second.bytes()});
  auto ids = read_names(pdf->getRoot().getKey("/StructTreeRoot").getKey("/IDTree"));
  ASSERT_EQ(ids.size(), 4u);
  auto element = ids.at("p1/id1");
  EXPECT_EQ(element.getKey("/ID").getStringValue(), "p1/id1");
  EXPECT_EQ(element.getKey("/A").getKey("/Headers").getArrayItem(0).getStringValue(), "p1/id0");
  EXPECT_EQ(element.getKey("/Pg").getObjGen(), page_at(*pdf, 4).getObjGen());
}

TEST(Structure, RolesThatMeanAnotherThingGetAnotherName) {
  TaggedPiece first("/Para", "/P"), second("/Para", "/H1"), third("/Para", "/P");
  auto pdf = merged({first.bytes(), second.bytes(), third.bytes()});
  auto roles = pdf->getRoot().getKey("/StructTreeRoot").getKey("/RoleMap");
  EXPECT_EQ(roles.getKey("/Para").getName(), "/P");
  EXPECT_EQ(roles.getKey("/Para-2").getName(), "/H1");
  const auto role_in = [&](int n) {
    return section(*pdf, n).getKey("/K").getArrayItem(0).getKey("/K").getArrayItem(0).getKey("/S").getName();
  };
  EXPECT_EQ(role_in(0), "/Para");
  EXPECT_EQ(role_in(1), "/Para-2");
  EXPECT_EQ(role_in(2), "/Para");
}

TEST(Structure, ARoleThatRedefinesAStandardTypeIsResolved) {
  TaggedPiece piece("/Sect", "/Div");
  auto pdf = merged({piece.bytes()});
  auto element = section(*pdf, 0).getKey("/K").getArrayItem(0).getKey("/K").getArrayItem(0);
  EXPECT_EQ(element.getKey("/S").getName(), "/Div");
  EXPECT_FALSE(pdf->getRoot().getKey("/StructTreeRoot").getKey("/RoleMap").hasKey("/Sect"));
}

TEST(Structure, TagsThatFormNoTreeAreLeftOutWithAWarning) {
  TaggedPiece piece;
  piece.paragraphs[0].replaceKey("/K", piece.document);
  Diagnostics warnings;
  auto pdf = merged({piece.bytes()}, 2, &warnings);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(render(warnings[0]), "a.pdf: warning: the tags of this PDF form no tree and are left out\n");
  EXPECT_FALSE(section(*pdf, 0).hasKey("/K"));
  EXPECT_FALSE(page_at(*pdf, 1).hasKey("/StructParents"));
}

std::string metadata_with(const std::string& piece_claim, bool tagged) {
  TaggedPiece piece;
  if (!tagged) piece.maker.catalog().removeKey("/StructTreeRoot");
  piece.maker.catalog().replaceKey("/Metadata", piece.maker.pdf.newStream("<rdf " + piece_claim + "/>"));
  HostMaker host({"a", "a"}, {{300, 400}, {300, 400}});
  host.maker.catalog().replaceKey("/Metadata",
                                  host.maker.pdf.newStream(std::string("<a/>\n") + pdf::kAccessibilityClaim +
                                                           pdf::kArchivalClaim + "<b/>\n"));
  Diagnostics warnings;
  const auto bytes = piece.bytes();
  const auto made = fill_slots(host.bytes(), {{bytes, "a.pdf", 0, "a"}, {bytes, "a.pdf", 1, "a"}}, warnings);
  EXPECT_TRUE(made.has_value());
  const auto data = opened(made.value_or(""))->getRoot().getKey("/Metadata").getStreamData();
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

// And the claim to be archival does not stay at all.
TEST(Structure, TheClaimToBeAccessibleStaysOnlyWhereEachPieceMakesIt) {
  const std::string with = std::string("<a/>\n") + pdf::kAccessibilityClaim + "<b/>\n",
                    without = "<a/>\n<b/>\n";
  EXPECT_EQ(metadata_with("pdfuaid:part='1'", true), with);
  EXPECT_EQ(metadata_with("", true), without);
  EXPECT_EQ(metadata_with("pdfuaid:part='1'", false), without);
}

TEST(Structure, APieceTakenInPartStandsUntagged) {
  TaggedPiece piece;
  auto pdf = merged({piece.bytes()}, 1);
  EXPECT_FALSE(section(*pdf, 0).hasKey("/K"));
  EXPECT_FALSE(page_at(*pdf, 1).hasKey("/StructParents"));
}

}  // namespace
}  // namespace taqrir::assemble
