// What is found painted along the edges of a page: too much at most, never too little.
#include "assemble/painted_areas.hpp"

#include <gtest/gtest.h>

#include "unit/assemble/make_pdf.hpp"

namespace taqrir::assemble {
namespace {

const std::string kPage = "/MediaBox [0 0 300 400]";

EdgeBands painted(PdfMaker& maker, const std::string& contents, const std::string& attributes = kPage) {
  auto page = maker.add_page(contents, attributes);
  const auto box = page_box(page);
  EdgeBands bands(shown_size(box));
  StreamReader streams;
  PaintSources sources(streams);
  PaintedAreas areas(sources, page.getKey("/Resources"), box, bands);
  scan(contents, &areas);
  mark_annotations(page, box, bands);
  return bands;
}

EdgeBands painted(const std::string& contents, const std::string& attributes = kPage) {
  PdfMaker maker;
  return painted(maker, contents, attributes);
}

/// Of the foot, from the left: a cell for each tenth of the page's width, “#” where something is painted.
std::string foot(const EdgeBands& bands, double bottom = 2, double top = 30) {
  std::string out;
  const double tenth = bands.size().width / 10;
  for (int i = 0; i < 10; ++i)
    out += bands.is_free({i * tenth + 2, bottom, (i + 1) * tenth - 2, top}) ? '.' : '#';
  return out;
}

std::string head(const EdgeBands& bands) {
  return foot(bands, bands.size().height - 30, bands.size().height - 2);
}

constexpr const char* kNothing = "..........";
constexpr const char* kAll = "##########";

const std::string kFont =
    " /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 32 /Widths [250 500 "
    "500 "
    "500 500 500 500 500 500 500 500] >> /W << /Type /Font /Subtype /Type0 /Encoding /Identity-H "
    "/DescendantFonts [<< /Subtype /CIDFontType2 /DW 500 /W [1 [300 700] 5 9 250] >>] >> >> >>";

// ---------------------------------------------------------------- paths

TEST(PaintedAreas, HoldPathsOnlyWhenTheyArePainted) {
  EXPECT_EQ(foot(painted("30 5 60 10 re n")), kNothing);
  EXPECT_EQ(foot(painted("31 5 57 10 re f")), ".##.......");
  EXPECT_EQ(foot(painted("31 100 57 10 re f")), kNothing);
  EXPECT_EQ(head(painted("31 390 57 5 re B*")), ".##.......");
}

TEST(PaintedAreas, OfAFrameHoldItsSidesOnly) {
  EXPECT_EQ(foot(painted("1 w 5 5 290 390 re S"), 12, 30), "#........#");
  EXPECT_EQ(foot(painted("1 w 5 5 290 390 re S"), 2, 10), kAll);
  EXPECT_EQ(foot(painted("5 5 290 390 re f"), 12, 30), kAll);
}

TEST(PaintedAreas, OfASlantingLineHoldItsEndOnly) {
  EXPECT_EQ(foot(painted("0 0 m 300 400 l S")), "#.........");
  EXPECT_EQ(head(painted("0 0 m 300 400 l S")), ".........#");
}

TEST(PaintedAreas, OfCurvesHoldTheBoxOfTheirPoints) {
  EXPECT_EQ(foot(painted("100 200 m 100 -40 160 -40 160 200 c S")), "...###....");
  EXPECT_EQ(foot(painted("100 200 m 130 20 l 160 200 l h f")), "...###....");
}

TEST(PaintedAreas, GrowWithTheLinesWidthAndItsCorners) {
  EXPECT_EQ(foot(painted("100 60 m 200 60 l S")), kNothing);
  EXPECT_EQ(foot(painted("80 w 100 60 m 200 60 l S")), ".########.");
  EXPECT_EQ(foot(painted("10 w 100 200 m 130 60 l 160 200 l S")), "..####....");  // a miter may reach down
  EXPECT_EQ(foot(painted("10 w 1 j 100 200 m 130 60 l 160 200 l S")), kNothing);
  EXPECT_EQ(foot(painted("/G gs 100 60 m 200 60 l S",
                         kPage + " /Resources << /ExtGState << /G << /LW 80 >> >> >>")),
            ".########.");
}

TEST(PaintedAreas, AreNoPlainWhiteOnes) {
  EXPECT_EQ(foot(painted("1 g 0 0 300 400 re f")), kNothing);
  EXPECT_EQ(foot(painted("1 1 1 rg 0 0 300 400 re f* 0 0 0 0 k 0 0 300 400 re f")), kNothing);
  EXPECT_EQ(foot(painted("/DeviceRGB cs 1 1 1 sc 0 0 300 400 re f")), kNothing);
  EXPECT_EQ(foot(painted("0.99 g 0 0 300 400 re f")), kAll);
  EXPECT_EQ(foot(painted("1 g 0 g 0 0 300 400 re f")), kAll);
  EXPECT_EQ(foot(painted("1 g q 0 g Q 0 0 300 400 re f")), kNothing);
  EXPECT_EQ(foot(painted("/DeviceRGB cs 0 0 300 400 re f")), kAll);  // its first colour is black
  EXPECT_EQ(foot(painted("1 1 1 1 k 0 0 300 400 re f")), kAll);
  EXPECT_EQ(foot(painted("1 g 5 5 290 390 re B"), 12, 30), "#........#");  // the line is black
  EXPECT_EQ(foot(painted("/Pattern cs /P scn 0 0 300 400 re f")), kAll);
  EXPECT_EQ(foot(painted("/Unknown cs 1 1 1 sc 0 0 300 400 re f")), kAll);
}

TEST(PaintedAreas, AreWhiteOnesThatMayNotStayWhite) {
  const auto with = [](const std::string& state) {
    return foot(painted("/G gs 1 g 0 0 300 400 re f",
                        kPage + " /Resources << /ExtGState << /G << " + state + " >> >> >>"));
  };
  EXPECT_EQ(with("/ca 0.5"), kNothing);
  EXPECT_EQ(with("/BM /Difference"), kAll);
  EXPECT_EQ(with("/TR /X"), kAll);
  EXPECT_EQ(foot(painted("/Missing gs 1 g 0 0 300 400 re f")), kAll);
}

TEST(PaintedAreas, AreCutByClips) {
  EXPECT_EQ(foot(painted("q 31 0 57 400 re W n 0 0 300 400 re f Q")), ".##.......");
  EXPECT_EQ(foot(painted("q 31 0 57 400 re W n Q 0 0 300 400 re f")), kAll);
  EXPECT_EQ(foot(painted("31 100 57 300 re W n 0 0 300 400 re f")), kNothing);
  EXPECT_EQ(foot(painted("31 0 57 400 re W n /S sh")), ".##.......");
  EXPECT_EQ(foot(painted("/S sh")), kAll);
  EXPECT_EQ(foot(painted("W n 0 0 300 400 re f")), kAll);
}

// ---------------------------------------------------------------- text

TEST(PaintedAreas, HoldTextByItsWidths) {
  EXPECT_EQ(foot(painted("BT /F 10 Tf 100 10 Td (!!!!!!!!!!) Tj ET", kPage + kFont)),
            "...###....");  // 10 × 5
  EXPECT_EQ(foot(painted("BT /F 10 Tf 100 200 Td (!!!!!!!!!!) Tj ET", kPage + kFont)), kNothing);
  EXPECT_EQ(foot(painted("BT /F 10 Tf 100 10 Td (a\\)b\\\nc\\051) Tj ET", kPage + kFont)),
            "...##.....");  // a, b and c have no widths: up to 1.1 em
  EXPECT_EQ(foot(painted("BT /F 10 Tf 100 10 Td <212121212> Tj ET", kPage + kFont)), "...##.....");
  EXPECT_EQ(foot(painted("BT /W 10 Tf 100 10 Td <0001000200050063> Tj ET", kPage + kFont)),
            "...##.....");  // 3 + 7 + 2.5 + 5
  EXPECT_EQ(foot(painted("BT /Other 10 Tf 100 10 Td (!!!!) Tj ET", kPage + kFont)), "...##.....");
}

TEST(PaintedAreas, HoldTextAfterOtherTextOfItsLine) {
  EXPECT_EQ(foot(painted("BT /F 10 Tf 40 10 Td [(!) -16000 (!)] TJ ET", kPage + kFont)), ".#....##..");
  EXPECT_EQ(foot(painted("BT /F 10 Tf 40 10 Td (!) Tj 30 Tc (!!!) Tj ET", kPage + kFont)), ".#####....");
  EXPECT_EQ(foot(painted("BT /F 10 Tf 40 10 Td 50 Tw ( ) Tj (!) Tj ET", kPage + kFont)), ".###......");
  // Where the first ends is not known: the second is somewhere between.
  EXPECT_EQ(foot(painted("BT /X 10 Tf 40 10 Td (abcdefghij) Tj /F 10 Tf (!) Tj ET", kPage + kFont)),
            ".#####....");
  // What passed by above is not measured; a taller letter after it may be anywhere on the line.
  EXPECT_EQ(foot(painted("BT /F 10 Tf 40 60 Td (!) Tj /F 120 Tf (!) Tj ET", kPage + kFont)), kAll);
}

TEST(PaintedAreas, FollowLinesLeadingRiseAndScale) {
  EXPECT_EQ(foot(painted("BT /F 10 Tf 100 TL 100 110 Td T* (!!) Tj ET", kPage + kFont)), "...#......");
  EXPECT_EQ(foot(painted("BT /F 10 Tf 100 110 Td 0 -100 TD (!!) ' ET", kPage + kFont)), kNothing);
  EXPECT_EQ(foot(painted("BT /F 10 Tf 100 210 Td 0 -100 TD (!!) ' ET", kPage + kFont)), "...#......");
  EXPECT_EQ(foot(painted("BT /F 10 Tf 100 TL 100 110 Td 0 30 (!!!) \" ET", kPage + kFont)), "...####...");
  EXPECT_EQ(foot(painted("BT /F 10 Tf -90 Ts 100 100 Td (!!) Tj ET", kPage + kFont)), "...#......");
  EXPECT_EQ(foot(painted("BT /F 10 Tf 300 Tz 100 10 Td (!!!!!!!!) Tj ET", kPage + kFont)), "..######..");
  EXPECT_EQ(foot(painted("BT /F 10 Tf -100 Tz 200 10 Td (!!!!!!!!) Tj ET", kPage + kFont)), ".....##...");
}

TEST(PaintedAreas, FollowTextMatrices) {
  EXPECT_EQ(foot(painted("BT /F 1 Tf 10 0 0 10 100 10 Tm (!!!!!!!!!!) Tj ET", kPage + kFont)), "...###....");
  EXPECT_EQ(foot(painted("q 10 0 0 10 100 10 cm BT /F 1 Tf (!!!!!!!!!!) Tj ET Q", kPage + kFont)),
            "...###....");
  EXPECT_EQ(foot(painted("BT /F 10 Tf 0 1 -1 0 100 10 Tm (!!!!!!!!!!) Tj ET", kPage + kFont)),
            "..##......");  // upwards
  EXPECT_EQ(foot(painted("BT /F 10 Tf 0 1 -1 0 100 60 Tm (!!!!!!!!!!) Tj ET", kPage + kFont)), kNothing);
  EXPECT_EQ(foot(painted("BT /F 10 Tf 0 -1 1 0 100 60 Tm (!!!!!!!!!!) Tj ET", kPage + kFont)), "...#......");
  EXPECT_EQ(foot(painted("BT /F 60 Tf 0.6 0.8 -0.8 0.6 60 60 Tm (!!!!!!!!!!) Tj ET", kPage + kFont)),
            "###.......");  // a watermark
}

TEST(PaintedAreas, HoldTallLettersAndThoseOfUnknownFonts) {
  const auto with = [](const std::string& font) {
    return foot(painted("BT /F 10 Tf 100 60 Td (!) Tj 0 0 Td (!!!) Tj ET",
                        kPage + " /Resources << /Font << /F << " + font + " >> >> >>"));
  };
  EXPECT_EQ(with("/Subtype /Type1 /FirstChar 33 /Widths [500]"), kNothing);
  EXPECT_EQ(with("/Subtype /Type1 /FontDescriptor << /FontBBox [0 -4000 900 900] >>"), "...##.....");
  EXPECT_EQ(with("/Subtype /Type1 /FontDescriptor << /FontBBox [0 -1000000000 900 1000000000] >>"),
            "...##.....");
  EXPECT_EQ(with("/Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /FontBBox [0 0 0 0]"), kAll);
  EXPECT_EQ(with("/Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /FontBBox [0 -4 2 1] /FirstChar 33 /Widths [2]"),
            "..####....");
  EXPECT_EQ(with("/Subtype /Type0 /Encoding /UniGB-UCS2-V /DescendantFonts [<< >>]"),
            "...#......");  // written downwards
}

// ---------------------------------------------------------------- pictures and forms

TEST(PaintedAreas, HoldPictures) {
  PdfMaker maker;
  auto image = maker.pdf.newStream("x");
  image.replaceDict(QPDFObjectHandle::parse("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 >>"));
  const auto page = kPage + " /Resources << /XObject << /Im " + ref(image) + " >> >>";
  EXPECT_EQ(foot(painted(maker, "q 57 0 0 20 31 5 cm /Im Do Q", page)), ".##.......");
  EXPECT_EQ(foot(painted(maker, "q 57 0 0 20 31 50 cm /Im Do Q", page)), kNothing);
  EXPECT_EQ(foot(painted(maker, "q 0 57 -57 0 88 5 cm /Im Do Q /None Do", page)), ".##.......");
  EXPECT_EQ(foot(painted("q 57 0 0 20 31 5 cm BI /W 1 /H 1 /BPC 8 /CS /G ID Q EI Q 0 0 1 1 re n")),
            ".##.......");
}

QPDFObjectHandle form(PdfMaker& maker, const std::string& contents, const std::string& entries) {
  auto made = maker.pdf.newStream(contents);
  made.replaceDict(
      QPDFObjectHandle::parse(&maker.pdf, "<< /Type /XObject /Subtype /Form " + entries + " >>"));
  return made;
}

TEST(PaintedAreas, LookIntoForms) {
  PdfMaker maker;
  auto inner = form(maker, "0 0 57 20 re f", "/BBox [0 0 57 20] /Matrix [1 0 0 1 31 0]");
  auto outer = form(maker, "/In Do 200 0 57 9 re f",
                    "/BBox [0 0 190 400] /Resources << /XObject << /In " + ref(inner) + " >> >>");
  const auto page = kPage + " /Resources << /XObject << /Fm " + ref(outer) + " >> >>";
  EXPECT_EQ(foot(painted(maker, "/Fm Do", page)), ".##.......");
  EXPECT_EQ(foot(painted(maker, "1 0 0 1 60 0 cm /Fm Do", page)), "...##.....");
  EXPECT_EQ(foot(painted(maker, "1 0 0 1 0 200 cm /Fm Do", page)), kNothing);
}

TEST(PaintedAreas, OfFormsThatCallEachOtherHoldAllTheirBoxes) {
  PdfMaker maker;
  auto one = form(maker, "", "/BBox [31 0 88 20]");
  auto two = form(maker, "/A Do", "/BBox [0 0 300 400] /Resources << /XObject << /A " + ref(one) + " >> >>");
  one.replaceStreamData("/B Do /B Do", QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
  one.getDict().replaceKey("/Resources",
                           QPDFObjectHandle::parse(&maker.pdf, "<< /XObject << /B " + ref(two) + " >> >>"));
  EXPECT_EQ(foot(painted(maker, "/A Do", kPage + " /Resources << /XObject << /A " + ref(one) + " >> >>")),
            ".##.......");
}

TEST(PaintedAreas, OfFormsThatCannotBeReadHoldTheirBoxes) {
  PdfMaker maker;
  auto odd = form(maker, "x", "/BBox [31 0 88 20] /Filter /Unknown");
  EXPECT_EQ(foot(painted(maker, "/A Do", kPage + " /Resources << /XObject << /A " + ref(odd) + " >> >>")),
            ".##.......");
}

TEST(PaintedAreas, EndWithFormsThatUnpackToTooMuch) {
  PdfMaker maker;
  QPDFObjectHandle below;
  for (int level = 0; level < 7; ++level) {  // each calls the one below ten times: ten million in all
    auto above =
        form(maker, level == 0 ? "0 g" : "/A Do /A Do /A Do /A Do /A Do /A Do /A Do /A Do /A Do /A Do",
             "/BBox [31 0 88 20]" +
                 (level == 0 ? std::string() : " /Resources << /XObject << /A " + ref(below) + " >> >>"));
    below = above;
  }
  EXPECT_EQ(foot(painted(maker, "/A Do", kPage + " /Resources << /XObject << /A " + ref(below) + " >> >>")),
            ".##.......");
}

// ---------------------------------------------------------------- pages

TEST(PaintedAreas, LieAsThePageIsShown) {
  const std::string box = "/MediaBox [100 50 400 350]";  // 300 × 300
  EXPECT_EQ(foot(painted("131 55 57 20 re f", box)), ".##.......");
  EXPECT_EQ(foot(painted("375 81 20 57 re f", box + " /Rotate 90")), ".##.......");
  EXPECT_EQ(foot(painted("312 325 57 20 re f", box + " /Rotate 180")), ".##.......");
  EXPECT_EQ(foot(painted("105 262 20 57 re f", box + " /Rotate 270")), ".##.......");
  EXPECT_EQ(foot(painted("131 55 57 20 re f", "/MediaBox [0 0 600 600] /CropBox [100 50 400 350]")),
            ".##.......");
  EXPECT_EQ(foot(painted("31 5 57 10 re f", "/MediaBox [0 0 300 300] /UserUnit 2")), ".##.......");
  EXPECT_EQ(foot(painted("31 20 57 10 re f", "/MediaBox [0 0 300 300] /UserUnit 2")), kNothing);
}

TEST(PaintedAreas, HoldAnnotations) {
  const auto with = [](const std::string& annotation) {
    return foot(painted("", kPage + " /Annots [<< " + annotation + " >> null]"));
  };
  EXPECT_EQ(with("/Subtype /Widget /Rect [33 5 86 20]"), ".##.......");
  EXPECT_EQ(with("/Subtype /Link /Rect [86 20 33 5]"), ".##.......");
  EXPECT_EQ(with("/Subtype /Popup /Rect [33 5 86 20]"), kNothing);
  EXPECT_EQ(with("/Subtype /Link /Rect [33 5 (x) 20]"), kNothing);
  EXPECT_EQ(with("/Subtype /Text /Rect [63 45 64 46]"), ".###......");  // its icon is larger
  EXPECT_EQ(with("/Subtype /Highlight /Rect [33 105 86 120] /QuadPoints [33 20 86 20 33 5 86 5]"),
            ".##.......");
}

TEST(PaintedAreas, AreEverywhereWhenContentsCannotBeUnderstood) {
  for (const char* contents : {"1 0 0 cm", "1 0 0 1 cm", "1 0 0 1 0 0 0 cm", "1 0 0 1.2.3 0 0 cm", "(a) 3 Td",
                               "/F Tf", "5 Tf", "1 re", "--5 w", "(a) (b) (c) \""})
    EXPECT_EQ(foot(painted(contents)), kAll) << contents;
  const std::string huge(400, '9');
  EXPECT_EQ(foot(painted(huge + " 0 0 1 0 0 cm 0 0 1 1 re f")), kAll);
  EXPECT_EQ(foot(painted("BT /F 10 Tf " + huge + " 10 Td (!) Tj " + huge + " Tz (!) Tj ET", kPage + kFont)),
            kAll);
  EXPECT_EQ(foot(painted("1e300 0 0 1 0 0 cm 0 0 1 1 re f")), kAll);
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "q ";
  EXPECT_EQ(foot(painted(deep)), kAll);
}

TEST(PaintedAreas, BeginAnewAfterOneRestoreTooMany) {
  EXPECT_EQ(foot(painted("1 0 0 1 0 200 cm Q 31 5 57 10 re f")), ".##.......");
}

TEST(PaintedAreas, AreReadOnceTheSameWayEachTime) {
  const auto bands = painted("31 5 57 10 re f 5 380 20 9 re f");
  const auto again = EdgeBands::of(bands.size(), bands.text());
  EXPECT_EQ(foot(again), foot(bands));
  EXPECT_EQ(head(again), head(bands));
  EXPECT_EQ(foot(EdgeBands::of(bands.size(), painted("/S sh").text())), kAll);
  EXPECT_EQ(foot(EdgeBands::of(bands.size(), "torn")), kAll);
  EXPECT_EQ(foot(EdgeBands::of(bands.size(), std::string(33, '\x7f'))), kAll);
  EXPECT_EQ(EdgeBands({300, 400}).text(), "");
}

}  // namespace
}  // namespace taqrir::assemble
