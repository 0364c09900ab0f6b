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
    maker.catalog().replaceKey("/Lang", maker.object("(ar)"));  // as Adobe Designer does: an object of its own
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
  EXPECT_FALSE(section(*pdf, 0).hasKey("/K"));  // and its pages show nothing
  EXPECT_FALSE(page_at(*pdf, 1).hasKey("/StructParents"));
  EXPECT_EQ(contents_of(page_at(*pdf, 1)).find("MCID"), std::string::npos);
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

TEST(Structure, OfAPartOfThePagesTheirElementsStayWithAllAbove) {
  TaggedPiece piece;
  auto pdf = merged({piece.bytes()}, 1);
  auto document = section(*pdf, 0).getKey("/K").getArrayItem(0);
  ASSERT_EQ(document.getKey("/K").getArrayNItems(), 1);
  auto paragraph = document.getKey("/K").getArrayItem(0);
  EXPECT_EQ(paragraph.getKey("/Pg").getObjGen(), page_at(*pdf, 1).getObjGen());
  auto root = pdf->getRoot().getKey("/StructTreeRoot");
  auto parents = read_numbers(root.getKey("/ParentTree"));
  EXPECT_EQ(parents.size(), 2u);
  EXPECT_EQ(parents.at(page_at(*pdf, 1).getKey("/StructParents").getIntValue()).getArrayItem(0).getObjGen(),
            paragraph.getObjGen());
  EXPECT_EQ(read_names(root.getKey("/IDTree")).size(), 1u);
}

/// A table over two pages: its first row on the first, the second row parted, its second cell empty; a list of
/// the second page only; an element that stands directly in another.
struct LongTable {
  LongTable() {
    for (int i = 0; i < 2; ++i)
      pages[i] = maker.add_page("/TD <</MCID 0>> BDC EMC /TD <</MCID 1>> BDC EMC",
                                "/MediaBox [0 0 300 400] /StructParents " + std::to_string(i));
    root = maker.object("<< /Type /StructTreeRoot >>");
    auto table = element("/Table", root), rows = element("/Grid", table);
    auto first = element("/TR", rows), second = element("/TR", rows), list = element("/L", root);
    auto cell = element("/TH", first, "/Pg " + ref(pages[0]) + " /K 0 /ID (h)");
    auto lasting = element("/TD", second, "/Pg " + ref(pages[0]) + " /K [1 << /Type /MCR /Pg " + ref(pages[1]) + " /MCID 0 >>]");
    auto empty = element("/TD", second), item = element("/LI", list, "/Pg " + ref(pages[1]) + " /K 1");
    put(first, {cell}), put(second, {lasting, empty}), put(rows, {first, second}), put(table, {rows}), put(list, {item});
    put(root, {table, list});
    root.getKey("/K").appendItem(QPDFObjectHandle::parse(&maker.pdf, "<< /S /P /P " + ref(root) + " /Pg " + ref(pages[0]) + " /K 7 >>"));
    lasting.replaceKey("/A", QPDFObjectHandle::parse("<< /O /Table /Headers [(h)] >>"));
    root.replaceKey("/RoleMap", QPDFObjectHandle::parse("<< /Grid /TBody >>"));
    root.replaceKey("/ParentTree", QPDFObjectHandle::parse(&maker.pdf, "<< /Nums [0 [" + ref(cell) + " " + ref(lasting) + "] 1 [" +
                                                                           ref(lasting) + " " + ref(item) + "]] >>"));
    maker.catalog().replaceKey("/StructTreeRoot", root);
  }
  QPDFObjectHandle element(const std::string& type, QPDFObjectHandle parent, const std::string& more = "") {
    return maker.object("<< /S " + type + " /P " + ref(parent) + " " + more + " >>");
  }
  static void put(QPDFObjectHandle parent, const std::vector<QPDFObjectHandle>& kids) {
    parent.replaceKey("/K", QPDFObjectHandle::newArray(kids));
  }

  PdfMaker maker;
  QPDFObjectHandle pages[2], root;
};

/// Types and numbers of content: "Table(Grid(TR(TH(0))))".
std::string shape_of(QPDFObjectHandle element) {
  if (element.isInteger()) return std::to_string(element.getIntValue());
  if (!element.hasKey("/S")) return "@" + std::to_string(element.getKey("/MCID").getIntValue());
  auto kids = element.getKey("/K");
  std::string below;
  for (auto& kid : kids.isArray() ? kids.getArrayAsVector() : std::vector<QPDFObjectHandle>{kids})
    if (!kid.isNull()) below += (below.empty() ? "" : " ") + shape_of(kid);
  return element.getKey("/S").getName().substr(1) + (below.empty() ? "" : "(" + below + ")");
}

std::string shape_with(std::vector<int> pages) {
  LongTable piece;
  const Bytes bytes(piece.maker.bytes());
  HostMaker host(std::vector<std::string>(pages.size(), "p"), std::vector<Size>(pages.size(), {300, 400}));
  std::vector<Slot> slots;
  for (const int page : pages) slots.push_back({bytes, "a.pdf", page, "p"});
  Diagnostics warnings;
  const auto made = fill_slots(host.bytes(), slots, warnings);
  EXPECT_EQ(complaints(made.value_or("")), "");
  auto pdf = opened(made.value_or(""));
  return shape_of(section(*pdf, 0));
}

TEST(Structure, ARowKeepsItsCellsWhereOnePageOfItIsTaken) {
  EXPECT_EQ(shape_with({0, 1}), "Sect(Table(Grid(TR(TH(0)) TR(TD(1 @0) TD))) L(LI(1)) P(7))");
  EXPECT_EQ(shape_with({0}), "Sect(Table(Grid(TR(TH(0)) TR(TD(1) TD))) P(7))");
  EXPECT_EQ(shape_with({1}), "Sect(Table(Grid(TR(TD(@0) TD))) L(LI(1)))");
}

TEST(Structure, CellsDoNotNameHeadersOfPagesThatAreNotTaken) {
  LongTable piece;
  HostMaker host({"p"}, {{300, 400}});
  Diagnostics warnings;
  const auto made = fill_slots(host.bytes(), {{Bytes(piece.maker.bytes()), "a.pdf", 1, "p"}}, warnings);
  auto pdf = opened(made.value_or(""));
  auto row = section(*pdf, 0).getKey("/K").getArrayItem(0).getKey("/K").getArrayItem(0).getKey("/K").getArrayItem(0);
  EXPECT_EQ(row.getKey("/K").getArrayItem(0).getKey("/A").getKey("/Headers").getArrayNItems(), 0);
}

}  // namespace
}  // namespace taqrir::assemble
