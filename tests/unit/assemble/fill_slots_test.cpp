#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "assemble/page_box.hpp"
#include "assemble/trees.hpp"
#include "base/pdf_marks.hpp"
#include "unit/assemble/make_pdf.hpp"

namespace taqrir::assemble {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr Size kSmall{300, 400};

std::vector<Slot> slots_of(const Bytes& pdf, const std::string& piece, int pages) {
  std::vector<Slot> slots;
  for (int i = 0; i < pages; ++i) slots.push_back({pdf, "annexes/" + piece + ".pdf", i, piece});
  return slots;
}

std::vector<Slot> joined(std::vector<Slot> a, const std::vector<Slot>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// Fills and checks: no error, qpdf content.
std::string filled(HostMaker& host, const std::vector<Slot>& slots, Diagnostics* warnings = nullptr) {
  Diagnostics unused;
  const auto pdf = fill_slots(host.bytes(), slots, warnings ? *warnings : unused);
  EXPECT_TRUE(pdf.has_value()) << (pdf ? "" : render(pdf.error().at(0)));
  if (!pdf) return {};
  EXPECT_EQ(complaints(*pdf), "");
  return *pdf;
}

std::string filled_with(PdfMaker& piece, const std::vector<Size>& sizes, Diagnostics* warnings = nullptr) {
  HostMaker host(std::vector<std::string>(sizes.size(), "a"), sizes);
  return filled(host, slots_of(Bytes(piece.bytes()), "a", static_cast<int>(sizes.size())), warnings);
}

/// The outline item below the root whose title is `title`.
QPDFObjectHandle entry(QPDF& pdf, const std::string& title) {
  for (auto item = pdf.getRoot().getKey("/Outlines").getKey("/First"); item.isDictionary();
       item = item.getKey("/Next")) {
    if (item.getKey("/Title").getUTF8Value() == title) return item;
  }
  ADD_FAILURE() << "no outline entry " << title;
  return QPDFObjectHandle::newNull();
}

TEST(FillSlots, TakesThePageAsItIsUnderTheHostsStamp) {
  PdfMaker piece;
  piece.add_page("0.5 g 10 90 30 30 re f",
                 "/MediaBox [0 0 300 400] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 "
                 "/BaseFont /Courier >> >> >>");
  const auto pdf = opened(filled_with(piece, {kSmall}));
  auto page = page_at(*pdf, 1);
  EXPECT_EQ(contents_of(page),
            "q\n/Figure <</MCID 0>> BDC\n0.5 g 10 90 30 30 re f\n\nEMC\n\nQ\nq /Stamp Do Q\n");
  auto resources = page.getKey("/Resources");
  EXPECT_TRUE(resources.getKey("/Font").hasKey("/F1"));
  auto stamp = resources.getKey("/XObject").getKey("/Stamp");
  EXPECT_EQ(stamp.getDict().getKey("/Subtype").getName(), "/Form");
  const auto data = stamp.getStreamData();
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize()),
            "/Artifact BMC 1 0 0 RG 5 5 m 50 5 l S EMC");
}

TEST(FillSlots, RemovesThePrivateKeys) {
  PdfMaker piece;
  piece.add_page("");
  auto pdf = opened(filled_with(piece, {kSmall}));
  for (auto& object : pdf->getAllObjects()) {
    if (object.isDictionary()) {
      EXPECT_FALSE(object.hasKey(std::string("/") + pdf::kSlotKey));
      EXPECT_FALSE(object.hasKey(std::string("/") + pdf::kStampKey));
      EXPECT_FALSE(object.hasKey(std::string("/") + pdf::kPieceKey));
    }
  }
}

TEST(FillSlots, DoesNotRecompressStreams) {
  PdfMaker piece;
  auto page = piece.add_page("");
  const std::string data("\x78\x01\x01\x03\x00\xfc\xff" "abc\x02\x4d\x01\x27", 14);  // stored, not compressed
  auto stream = piece.pdf.newStream();
  stream.replaceStreamData(data, QPDFObjectHandle::newName("/FlateDecode"), QPDFObjectHandle::newNull());
  page.replaceKey("/Resources", QPDFObjectHandle::newDictionary());
  page.getKey("/Resources").replaceKey("/XObject", QPDFObjectHandle::newDictionary());
  page.getKey("/Resources").getKey("/XObject").replaceKey("/X", stream);
  Diagnostics warnings;
  HostMaker host({"a"}, {kSmall});
  const auto made = fill_slots(host.bytes(), slots_of(Bytes(piece.bytes()), "a", 1), warnings);
  ASSERT_TRUE(made.has_value());
  auto pdf = opened(*made);
  auto raw = page_at(*pdf, 1).getKey("/Resources").getKey("/XObject").getKey("/X").getRawStreamData();
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize()), data);
}

TEST(FillSlots, MakesInheritedAttributesThePagesOwn) {
  PdfMaker piece;
  auto first = piece.add_page("/F1 10 Tf", "");
  first.removeKey("/Resources");
  auto tree = piece.catalog().getKey("/Pages");
  tree.replaceKey("/MediaBox", QPDFObjectHandle::parse("[0 0 200 100]"));
  tree.replaceKey("/CropBox", QPDFObjectHandle::parse("[0 0 100 100]"));
  tree.replaceKey("/Rotate", QPDFObjectHandle::newInteger(90));
  tree.replaceKey("/Resources", QPDFObjectHandle::parse("<< /ExtGState << /G << /ca 0.5 >> >> >>"));
  auto pdf = opened(filled_with(piece, {{100, 100}}));
  auto page = page_at(*pdf, 1);
  EXPECT_EQ(page.getKey("/MediaBox").unparse(), "[ 0 0 200 100 ]");
  EXPECT_EQ(page.getKey("/CropBox").unparse(), "[ 0 0 100 100 ]");
  EXPECT_EQ(page.getKey("/Rotate").unparse(), "90");
  EXPECT_TRUE(page.getKey("/Resources").getKey("/ExtGState").hasKey("/G"));
}

struct Turned {
  std::string attributes;
  Size shown;
  double left, bottom, right, top;  ///< where the watermark's box lies in the page's own coordinates
};

class WatermarkPlace : public testing::TestWithParam<Turned> {};

TEST_P(WatermarkPlace, CoversExactlyWhatIsShown) {
  PdfMaker piece;
  piece.add_page("", GetParam().attributes);
  HostMaker host({"a"}, {GetParam().shown}, true);
  auto pdf = opened(filled(host, slots_of(Bytes(piece.bytes()), "a", 1)));
  auto form = page_at(*pdf, 1).getKey("/Resources").getKey("/XObject").getKey("/Stamp0").getDict();
  const auto m = form.getKey("/Matrix").getArrayAsMatrix();
  const auto box = QPDFMatrix(m).transformRectangle(form.getKey("/BBox").getArrayAsRectangle());
  EXPECT_NEAR(box.llx, GetParam().left, 1e-3);
  EXPECT_NEAR(box.lly, GetParam().bottom, 1e-3);
  EXPECT_NEAR(box.urx, GetParam().right, 1e-3);
  EXPECT_NEAR(box.ury, GetParam().top, 1e-3);
}

INSTANTIATE_TEST_SUITE_P(
    Rotations, WatermarkPlace,
    testing::Values(
        Turned{"/MediaBox [0 0 300 400]", {300, 400}, 0, 0, 300, 400},
        Turned{"/MediaBox [10 20 310 420] /Rotate 90", {400, 300}, 10, 20, 310, 420},
        Turned{"/MediaBox [10 20 310 420] /Rotate 180", {300, 400}, 10, 20, 310, 420},
        Turned{"/MediaBox [10 20 310 420] /Rotate 270", {400, 300}, 10, 20, 310, 420},
        Turned{"/MediaBox [0 0 300 400] /CropBox [50 60 150 260] /Rotate 90", {200, 100}, 50, 60, 150, 260},
        Turned{"/MediaBox [0 0 300 400] /UserUnit 2", {600, 800}, 0, 0, 300, 400}));

TEST(PageBox, UpStaysUp) {
  double x = 0, y = 0;
  // On a page turned clockwise, the shown bottom left is the bottom right of the page itself, and
  // going up as one sees it is going left.
  from_shown({0, 0, 300, 400, 90, 1}).transform(0, 10, x, y);
  EXPECT_DOUBLE_EQ(x, 290);
  EXPECT_DOUBLE_EQ(y, 0);
  from_shown({0, 0, 300, 400, 270, 1}).transform(0, 10, x, y);
  EXPECT_DOUBLE_EQ(x, 10);
  EXPECT_DOUBLE_EQ(y, 400);
}

TEST(PageBox, WhatIsShownAndThePageLeadToEachOther) {
  for (const int rotation : {0, 90, 180, 270}) {
    const PageBox box{10, 20, 310, 420, rotation, 2.5};
    double x = 0, y = 0, back_x = 0, back_y = 0;
    from_shown(box).transform(30, 50, x, y);
    to_shown(box).transform(x, y, back_x, back_y);
    EXPECT_NEAR(back_x, 30, 1e-9) << rotation;
    EXPECT_NEAR(back_y, 50, 1e-9) << rotation;
    // 25 points more at the foot: what was there before stands so much higher.
    to_shown(grown(box, 25)).transform(x, y, back_x, back_y);
    EXPECT_NEAR(back_x, 30, 1e-9) << rotation;
    EXPECT_NEAR(back_y, 75, 1e-9) << rotation;
  }
}

TEST(FillSlots, TheWatermarkStaysBelowTheStampWhereverThatGoes) {
  PdfMaker piece;
  piece.add_page("0 0 100 40 re f");
  HostMaker host({"a"}, {kSmall}, true);
  auto pdf = opened(filled(host, slots_of(Bytes(piece.bytes()), "a", 1)));
  EXPECT_THAT(contents_of(page_at(*pdf, 1)), HasSubstr("q /Stamp0 Do Q\nq /Stamp Do Q\n"));
  auto forms = page_at(*pdf, 1).getKey("/Resources").getKey("/XObject");
  const auto watermark = forms.getKey("/Stamp0").getDict().getKey("/Matrix").getArrayAsMatrix();
  EXPECT_DOUBLE_EQ(watermark.e, 0);
  const auto stamp = forms.getKey("/Stamp").getDict().getKey("/Matrix").getArrayAsMatrix();
  EXPECT_NEAR(stamp.e, 122.5, 1e-3);  // to the middle: from (5 + 50) / 2 to 150
  EXPECT_NEAR(stamp.f, 0, 1e-3);
}

/// A page that is dark all over, as `attributes` say that it is shown, and the edge that moves.
struct Dark {
  std::string attributes;
  Size shown;
  double left, bottom, right, top;  ///< the crop box afterwards
};

class Strip : public testing::TestWithParam<Dark> {};

TEST_P(Strip, IsAddedBelowWhatIsShownWhereNothingIsFree) {
  PdfMaker piece;
  piece.add_page("-9000 -9000 20000 20000 re f", GetParam().attributes);
  auto pdf = opened(filled_with(piece, {GetParam().shown}));
  auto page = page_at(*pdf, 1);
  const auto crop = page.getKey("/CropBox").getArrayAsRectangle(),
             media = page.getKey("/MediaBox").getArrayAsRectangle();
  EXPECT_NEAR(crop.llx, GetParam().left, 1e-3);
  EXPECT_NEAR(crop.lly, GetParam().bottom, 1e-3);
  EXPECT_NEAR(crop.urx, GetParam().right, 1e-3);
  EXPECT_NEAR(crop.ury, GetParam().top, 1e-3);
  EXPECT_TRUE(media.llx <= crop.llx && media.lly <= crop.lly && media.urx >= crop.urx &&
              media.ury >= crop.ury);
  // The stamp lies in it, upright, and the page's own contents end where they ended.
  auto form = page.getKey("/Resources").getKey("/XObject").getKey("/Stamp").getDict();
  const QPDFMatrix own(form.getKey("/Matrix").getArrayAsMatrix());
  const auto shown = page_box(page);
  double x = 0, y = 0, u = 0, v = 0;
  own.transform(5, 3, x, y), to_shown(shown).transform(x, y, u, v);
  EXPECT_NEAR(u, 5, 1e-3);
  EXPECT_NEAR(v, 7, 1e-3);  // white below and above a stamp 4 points high
  EXPECT_THAT(contents_of(page), AllOf(testing::StartsWith("q\n"), HasSubstr(" re W n\nq\n"),
                                       HasSubstr("\nQ\nQ\nq /Stamp Do Q\n")));
}

INSTANTIATE_TEST_SUITE_P(
    Rotations, Strip,
    testing::Values(
        Dark{"/MediaBox [0 0 300 400]", {300, 400}, 0, -18, 300, 400},
        Dark{"/MediaBox [10 20 310 420] /Rotate 90", {400, 300}, 10, 20, 328, 420},
        Dark{"/MediaBox [10 20 310 420] /Rotate 180", {300, 400}, 10, 20, 310, 438},
        Dark{"/MediaBox [10 20 310 420] /Rotate -90", {400, 300}, -8, 20, 310, 420},
        Dark{"/MediaBox [0 0 300 400] /CropBox [50 60 150 260] /Rotate 90", {200, 100}, 50, 60, 168, 260},
        Dark{"/MediaBox [0 0 300 400] /UserUnit 2", {600, 800}, 0, -9, 300, 400}));

TEST(FillSlots, DestinationsOnATallerPageStayWhereTheyWere) {
  PdfMaker piece;
  piece.add_page("0 0 300 400 re f");
  auto pdf = opened(filled_with(piece, {kSmall}));
  auto target = entry(*pdf, "a").getKey("/Dest");
  EXPECT_NEAR(target.getArrayItem(3).getNumericValue(), 400, 1e-3);
}

TEST(FillSlots, BalancesGraphicsStatesThatThePieceLeavesOpen) {
  PdfMaker piece;
  piece.add_page("q 2 0 0 2 0 0 cm q (Q)");
  piece.add_page("Q Q 1 g");
  auto pdf = opened(filled_with(piece, {kSmall, kSmall}));
  const std::string mark = "/Artifact BMC\n", end = "\n\nEMC\n";
  EXPECT_EQ(contents_of(page_at(*pdf, 1)), "q\n" + mark + "q 2 0 0 2 0 0 cm q (Q)" + end + "\nQ\nQ\nQ\nq /Stamp Do Q\n");
  EXPECT_EQ(contents_of(page_at(*pdf, 2)), "q\nq\nq\n" + mark + "Q Q 1 g" + end + "\nQ\nq /Stamp Do Q\n");
}

TEST(FillSlots, TakesAStampNameThatThePieceDoesNotUse) {
  PdfMaker piece;
  piece.add_page("/Stamp Do", "/MediaBox [0 0 300 400] /Resources << /XObject << /Stamp << >> >> >>");
  auto pdf = opened(filled_with(piece, {kSmall}));
  EXPECT_THAT(contents_of(page_at(*pdf, 1)), HasSubstr("q /Stamp2 Do Q"));
}

TEST(FillSlots, StampsTouchOnePageEvenWhereResourcesAreShared) {
  PdfMaker piece;
  auto shared = piece.object("<< /Font " + ref(piece.object("<< /F1 << /Type /Font >> >>")) + " /XObject " +
                             ref(piece.object("<< /X << >> >>")) + " >>");
  for (int i = 0; i < 2; ++i) piece.add_page("", "/MediaBox [0 0 300 400] /Resources " + ref(shared));
  auto pdf = opened(filled_with(piece, {kSmall, kSmall}));
  const auto stamp = [&](int page) {
    return page_at(*pdf, page).getKey("/Resources").getKey("/XObject").getKey("/Stamp").getObjGen();
  };
  EXPECT_NE(stamp(1), stamp(2));
  for (int i : {1, 2}) {
    EXPECT_TRUE(page_at(*pdf, i).getKey("/Resources").getKey("/Font").hasKey("/F1"));
    EXPECT_TRUE(page_at(*pdf, i).getKey("/Resources").getKey("/XObject").hasKey("/X"));
  }
}

TEST(FillSlots, HostLinksAndOutlineStillLeadToTheSlot) {
  PdfMaker piece;
  piece.add_page("", "/MediaBox [0 0 300 400] /Rotate 90");
  auto pdf = opened(filled_with(piece, {{400, 300}}));
  auto destination = entry(*pdf, "a").getKey("/Dest");
  EXPECT_EQ(destination.getArrayItem(0).getObjGen(), page_at(*pdf, 1).getObjGen());
  EXPECT_NEAR(destination.getArrayItem(2).getNumericValue(), 0, 1e-3);  // the shown top left
  EXPECT_NEAR(destination.getArrayItem(3).getNumericValue(), 0, 1e-3);
}

TEST(FillSlots, LinksBetweenPagesOfAPieceLeadToItsSlots) {
  PdfMaker piece;
  auto first = piece.add_page("");
  auto second = piece.add_page("");
  first.replaceKey(
      "/Annots",
      QPDFObjectHandle::newArray(
          {piece.object("<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /P " + ref(first) + " /Dest [" +
                        ref(second) + " /Fit] >>"),
           piece.object("<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D (here) >> >>")}));
  piece.catalog().replaceKey("/Dests", piece.object("<< /here << /D [" + ref(second) + " /FitH 100] >> >>"));
  auto pdf = opened(filled_with(piece, {kSmall, kSmall}));
  auto links = page_at(*pdf, 1).getKey("/Annots");
  const auto target = page_at(*pdf, 2).getObjGen();
  EXPECT_EQ(links.getArrayItem(0).getKey("/Dest").getArrayItem(0).getObjGen(), target);
  EXPECT_EQ(links.getArrayItem(0).getKey("/P").getObjGen(), page_at(*pdf, 1).getObjGen());
  EXPECT_EQ(links.getArrayItem(1).getKey("/A").getKey("/D").getStringValue(), "a/here");
  auto names = read_names(pdf->getRoot().getKey("/Names").getKey("/Dests"));
  ASSERT_EQ(names.count("a/here"), 1u);
  EXPECT_EQ(names.at("a/here").getArrayItem(0).getObjGen(), target);
}

TEST(FillSlots, NamesOfTwoPiecesStayApartAndTheHostsOwnStay) {
  const auto with_name = [] {
    PdfMaker piece;
    auto page = piece.add_page("");
    piece.catalog().replaceKey("/Names",
                               piece.object("<< /Dests << /Names [(top) [" + ref(page) + " /Fit]] >> >>"));
    return Bytes(piece.bytes());
  };
  HostMaker host({"a", "b"}, {kSmall, kSmall});
  host.maker.catalog().replaceKey(
      "/Names",
      host.maker.object("<< /Dests << /Names [(top) [" + ref(page_at(host.maker.pdf, 0)) + " /Fit]] >> >>"));
  auto pdf = opened(filled(host, joined(slots_of(with_name(), "a", 1), slots_of(with_name(), "b", 1))));
  auto names = read_names(pdf->getRoot().getKey("/Names").getKey("/Dests"));
  const auto page_of = [&](const std::string& name) { return names.at(name).getArrayItem(0).getObjGen(); };
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(page_of("top"), page_at(*pdf, 0).getObjGen());
  EXPECT_EQ(page_of("a/top"), page_at(*pdf, 1).getObjGen());
  EXPECT_EQ(page_of("b/top"), page_at(*pdf, 2).getObjGen());
}

TEST(FillSlots, OneFileMayStandTwice) {
  PdfMaker piece;
  auto page = piece.add_page("");
  piece.catalog().replaceKey("/Names",
                             piece.object("<< /Dests << /Names [(top) [" + ref(page) + " /Fit]] >> >>"));
  const Bytes bytes(piece.bytes());
  HostMaker host({"a", "a"}, {kSmall, kSmall});
  auto pdf = opened(filled(host, joined(slots_of(bytes, "a", 1), slots_of(bytes, "a", 1))));
  auto names = read_names(pdf->getRoot().getKey("/Names").getKey("/Dests"));
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names.at("a~2/top").getArrayItem(0).getObjGen(), page_at(*pdf, 2).getObjGen());
}

TEST(FillSlots, HangsThePiecesOutlineClosedBelowItsEntry) {
  PdfMaker piece;
  auto first = piece.add_page("");
  auto second = piece.add_page("");
  auto root = piece.object("<< /Type /Outlines >>");
  auto chapter = piece.object("<< /Title (Chapter) /Parent " + ref(root) + " /Dest [" + ref(first) +
                              " /Fit] /Count 1 >>");
  auto section = piece.object("<< /Title (Section) /Parent " + ref(chapter) + " /A << /S /GoTo /D [" +
                              ref(second) + " /Fit] >> >>");
  auto loop = piece.object("<< /Title (Loop) /Parent " + ref(root) + " /Prev " + ref(chapter) + " >>");
  for (const char* key : {"/First", "/Last"}) chapter.replaceKey(key, section);
  root.replaceKey("/First", chapter);
  root.replaceKey("/Last", loop);
  chapter.replaceKey("/Next", loop);
  loop.replaceKey("/Next", chapter);  // damaged: walked once
  piece.catalog().replaceKey("/Outlines", root);
  auto pdf = opened(filled_with(piece, {kSmall, kSmall}));
  auto hung = entry(*pdf, "a");
  EXPECT_EQ(hung.getKey("/Count").getIntValue(), -2);
  auto copy = hung.getKey("/First");
  EXPECT_EQ(copy.getKey("/Title").getUTF8Value(), "Chapter");
  EXPECT_EQ(copy.getKey("/Dest").getArrayItem(0).getObjGen(), page_at(*pdf, 1).getObjGen());
  EXPECT_EQ(copy.getKey("/Parent").getObjGen(), hung.getObjGen());
  auto below = copy.getKey("/First");
  EXPECT_EQ(below.getKey("/A").getKey("/D").getArrayItem(0).getObjGen(), page_at(*pdf, 2).getObjGen());
  EXPECT_EQ(hung.getKey("/Last").getKey("/Title").getUTF8Value(), "Loop");
  EXPECT_FALSE(hung.getKey("/Last").hasKey("/Next"));
}

TEST(FillSlots, FieldNamesStayUnique) {
  const auto form = [] {
    PdfMaker piece;
    auto page = piece.add_page("");
    auto field = piece.object(
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [0 0 50 20] /DA (/Helv 0 Tf) >>");
    page.replaceKey("/Annots", QPDFObjectHandle::newArray({field}));
    piece.catalog().replaceKey("/AcroForm",
                               piece.object("<< /Fields [" + ref(field) +
                                            "] /DR << /Font << /Helv << /Type /Font /Subtype /Type1 "
                                            "/BaseFont /Helvetica >> >> >> >>"));
    return Bytes(piece.bytes());
  };
  HostMaker host({"a", "b"}, {kSmall, kSmall});
  auto pdf = opened(filled(host, joined(slots_of(form(), "a", 1), slots_of(form(), "b", 1))));
  auto fields = pdf->getRoot().getKey("/AcroForm").getKey("/Fields");
  ASSERT_EQ(fields.getArrayNItems(), 2);
  EXPECT_EQ(fields.getArrayItem(0).getKey("/T").getUTF8Value(), "name");
  EXPECT_EQ(fields.getArrayItem(1).getKey("/T").getUTF8Value(), "name 2");
  EXPECT_EQ(fields.getArrayItem(1).getObjGen(),
            page_at(*pdf, 2).getKey("/Annots").getArrayItem(0).getObjGen());
  EXPECT_TRUE(pdf->getRoot().getKey("/AcroForm").getKey("/DR").getKey("/Font").hasKey("/Helv"));
}

/// A field that is typed in the form's font /F, and one that says nothing of its font.
Bytes form_with(const std::string& font, int pages = 1) {
  PdfMaker piece;
  std::vector<QPDFObjectHandle> fields;
  for (int i = 0; i < pages; ++i) {
    const std::string own = i == 0 ? "/DA (0 g /F 9 Tf) " : "";
    fields.push_back(piece.object("<< /Type /Annot /Subtype /Widget /FT /Tx /T (f" + std::to_string(i) + ") " + own +
                                  "/Rect [0 0 50 20] >>"));
    piece.add_page("", "/MediaBox [0 0 300 400] /Annots [" + ref(fields.back()) + "]");
  }
  std::string all;
  for (const auto& field : fields) all += ref(field) + " ";
  piece.catalog().replaceKey("/AcroForm", piece.object("<< /DA (/F 12 Tf 1 g) /Fields [" + all + "] /DR << /Font << /F " +
                                                       "<< /Type /Font /Subtype /Type1 /BaseFont /" + font + " >> >> >> >>"));
  return Bytes(piece.bytes());
}

TEST(FillSlots, OneNameForTwoFontsBecomesTwoNames) {
  const Bytes courier = form_with("Courier", 2), times = form_with("Times-Roman", 2), again = form_with("Courier", 2);
  HostMaker host({"a", "a", "b", "b", "c", "c"}, std::vector<Size>(6, kSmall));
  auto pdf = opened(filled(host, joined(joined(slots_of(courier, "a", 2), slots_of(times, "b", 2)), slots_of(again, "c", 2))));
  auto form = pdf->getRoot().getKey("/AcroForm");
  auto fonts = form.getKey("/DR").getKey("/Font");
  EXPECT_EQ(fonts.getDictAsMap().size(), 2u);
  EXPECT_EQ(fonts.getKey("/F").getKey("/BaseFont").getName(), "/Courier");
  EXPECT_EQ(fonts.getKey("/F-2").getKey("/BaseFont").getName(), "/Times-Roman");
  std::vector<std::string> typed;
  for (auto& field : form.getKey("/Fields").getArrayAsVector()) typed.push_back(field.getKey("/DA").getStringValue());
  EXPECT_THAT(typed, testing::ElementsAre("0 g /F 9 Tf", "/F 12 Tf 1 g", "0 g /F-2 9 Tf", "/F-2 12 Tf 1 g", "0 g /F 9 Tf",
                                          "/F 12 Tf 1 g"));
}

TEST(FillSlots, FieldsOfPagesThatAreNotTakenAreNotInTheForm) {
  HostMaker host({"a"}, {kSmall});
  auto pdf = opened(filled(host, slots_of(form_with("Courier", 2), "a", 1)));
  auto fields = pdf->getRoot().getKey("/AcroForm").getKey("/Fields");
  ASSERT_EQ(fields.getArrayNItems(), 1);
  EXPECT_EQ(fields.getArrayItem(0).getKey("/T").getUTF8Value(), "f0");
}

Bytes form_filled_in(const std::string& entries) {
  PdfMaker piece;
  auto field = piece.object("<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /V (Rabat) /DA (/F 9 Tf 0 g) /Rect [0 0 50 20] "
                            "/MK << /BC [1 0 0] >> >>");
  piece.add_page("", "/MediaBox [0 0 300 400] /Annots [" + ref(field) + "]");
  piece.catalog().replaceKey("/AcroForm", piece.object("<< " + entries + " /Fields [" + ref(field) + "] /DR << /Font << /F << /Type "
                                                       "/Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"));
  return Bytes(piece.bytes());
}

TEST(FillSlots, ReadersDrawFieldsAnewOnlyWhereEveryFormAsksForIt) {
  const auto wanting = form_filled_in("/NeedAppearances true"), other = form_filled_in("");
  const auto form_of = [&](const Bytes& second) {
    HostMaker host({"a", "b"}, {kSmall, kSmall});
    return opened(filled(host, joined(slots_of(wanting, "a", 1), slots_of(second, "b", 1))));
  };
  EXPECT_TRUE(form_of(wanting)->getRoot().getKey("/AcroForm").hasKey("/NeedAppearances"));
  auto mixed = form_of(other);
  auto form = mixed->getRoot().getKey("/AcroForm");
  EXPECT_FALSE(form.hasKey("/NeedAppearances"));
  auto drawn = form.getKey("/Fields").getArrayItem(0).getKey("/AP").getKey("/N");
  ASSERT_TRUE(drawn.isStream());  // so that its text is seen all the same
  EXPECT_THAT(std::string(reinterpret_cast<const char*>(drawn.getStreamData()->getBuffer()), drawn.getStreamData()->getSize()),
              AllOf(HasSubstr("1 0 0 RG 1 w 0.5 0.5 49 19 re S"), HasSubstr("(Rabat) Tj")));
  EXPECT_FALSE(form.getKey("/Fields").getArrayItem(1).hasKey("/AP"));
}

TEST(FillSlots, LoopsInAFormOrAnOutlineAreCut) {
  PdfMaker piece;
  auto page = piece.add_page("");
  auto field = piece.object("<< /T (a) >>");
  field.replaceKey("/Kids", QPDFObjectHandle::newArray({field}));
  field.replaceKey("/Parent", field);
  piece.catalog().replaceKey("/AcroForm", piece.object("<< /Fields [" + ref(field) + " " + ref(field) + " 99 0 R (x)] /DR 7 /DA 3 >>"));
  auto outlines = piece.object("<< >>"), item = piece.object("<< /Title (t) /Dest [" + ref(page) + " /Fit] >>");
  outlines.replaceKey("/First", item);
  item.replaceKey("/Next", item);
  item.replaceKey("/First", outlines);
  piece.catalog().replaceKey("/Outlines", outlines);
  auto pdf = opened(filled_with(piece, {kSmall}));
  EXPECT_EQ(pdf->getRoot().getKey("/AcroForm").getKey("/Fields").getArrayNItems(), 1);
  EXPECT_EQ(entry(*pdf, "a").getKey("/First").getKey("/Title").getUTF8Value(), "t");
  EXPECT_FALSE(entry(*pdf, "a").getKey("/First").hasKey("/Next"));
}

TEST(FillSlots, WarnsThatASignatureDoesNotCarryOver) {
  PdfMaker piece;
  auto page = piece.add_page("");
  auto field = piece.object("<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /Rect [0 0 0 0] >>");
  page.replaceKey("/Annots", QPDFObjectHandle::newArray({field}));
  piece.catalog().replaceKey("/AcroForm", piece.object("<< /SigFlags 3 /Fields [" + ref(field) + "] >>"));
  Diagnostics warnings;
  filled_with(piece, {kSmall}, &warnings);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(
      render(warnings[0]),
      "annexes/a.pdf: warning: the digital signature in this PDF holds for the file itself, not for its "
      "pages in another\n");
}

TEST(FillSlots, LayersThatAreOffStayOff) {
  PdfMaker piece;
  auto layer = piece.object("<< /Type /OCG /Name (hidden) >>");
  piece.add_page("", "/MediaBox [0 0 300 400] /Resources << /Properties << /L " + ref(layer) + " >> >>");
  piece.catalog().replaceKey(
      "/OCProperties", piece.object("<< /OCGs [" + ref(layer) + "] /D << /OFF [" + ref(layer) + "] >> >>"));
  auto pdf = opened(filled_with(piece, {kSmall}));
  auto off = pdf->getRoot().getKey("/OCProperties").getKey("/D").getKey("/OFF");
  ASSERT_EQ(off.getArrayNItems(), 1);
  EXPECT_EQ(off.getArrayItem(0).getObjGen(),
            page_at(*pdf, 1).getKey("/Resources").getKey("/Properties").getKey("/L").getObjGen());
}

TEST(FillSlots, KeepsAttachments) {
  PdfMaker piece;
  piece.add_page("");
  auto data = piece.pdf.newStream("the data");
  piece.catalog().replaceKey(
      "/Names",
      piece.object("<< /EmbeddedFiles << /Names [(data.csv) << /Type /Filespec /F (data.csv) /EF << /F " +
                   ref(data) + " >> >>] >> >>"));
  auto pdf = opened(filled_with(piece, {kSmall}));
  auto files = read_names(pdf->getRoot().getKey("/Names").getKey("/EmbeddedFiles"));
  ASSERT_EQ(files.count("a/data.csv"), 1u);
  EXPECT_EQ(files.at("a/data.csv").getKey("/F").getStringValue(), "data.csv");
}

TEST(FillSlots, EqualInputsGiveEqualBytes) {
  const auto once = [] {
    PdfMaker piece;
    piece.add_page("1 g");
    piece.add_page("0 g");
    HostMaker host({"a", "a"}, {kSmall, kSmall});
    return filled(host, slots_of(Bytes(piece.bytes()), "a", 2));
  };
  EXPECT_EQ(once(), once());
}

TEST(FillSlots, NamesEveryPieceThatCannotBeRead) {
  HostMaker host({"a", "b"}, {kSmall, kSmall});
  Diagnostics warnings;
  const auto made = fill_slots(
      host.bytes(), {{Bytes("no"), "annexes/a.pdf", 0, "a"}, {Bytes("%PDF-1.4 no"), "annexes/b.pdf", 0, "b"}},
      warnings);
  ASSERT_FALSE(made.has_value());
  ASSERT_EQ(made.error().size(), 2u);
  EXPECT_THAT(render(made.error()[0]), HasSubstr("annexes/a.pdf: error: not a PDF file"));
  EXPECT_THAT(render(made.error()[1]), HasSubstr("annexes/b.pdf: error: the PDF is damaged beyond repair"));
}

TEST(FillSlots, RefusesAPageThatIsNotThere) {
  PdfMaker piece;
  piece.add_page("");
  HostMaker host({"a"}, {kSmall});
  Diagnostics warnings;
  const auto made = fill_slots(host.bytes(), {{Bytes(piece.bytes()), "annexes/a.pdf", 3, "a"}}, warnings);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(render(made.error()[0]), "annexes/a.pdf: error: there is no page 4\n");
}

TEST(FillSlots, SlotsAndPiecesMustBeAsMany) {
  HostMaker host({"a"}, {kSmall});
  Diagnostics warnings;
  const auto made = fill_slots(host.bytes(), {}, warnings);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error()[0].blame, Blame::internal);
}

TEST(FillSlots, AnUntaggedPieceLosesDanglingStructureNumbers) {
  PdfMaker piece;
  piece.add_page("", "/MediaBox [0 0 300 400] /StructParents 0");
  auto pdf = opened(filled_with(piece, {kSmall}));
  EXPECT_FALSE(page_at(*pdf, 1).hasKey("/StructParents"));
}

}  // namespace
}  // namespace taqrir::assemble
