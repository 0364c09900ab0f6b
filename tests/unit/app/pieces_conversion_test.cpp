// Programs that convert pieces: what was made is kept; what goes wrong is said.
#include "app/pieces_conversion.hpp"

#include <chrono>

#include "app/archive_zip.hpp"
#include "stand_ins.hpp"

namespace taqrir::app {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

/// Both forms of a picture; the PNG is the smaller one.
constexpr const char* kWritesPictures =
    "while [ \"$1\" != -o ]; do shift; done\nto=${2%%\\[*}\n"
    "case $to in *.png) printf '\\211PNG!' > \"$to\";; *) printf '\\377\\330 picture' > \"$to\";; esac";

class Converting : public StandIns {
 protected:
  /// A Word file of one part, which says this.
  static Bytes letter(const std::string& words = "letter") {
    return Bytes(zip({{"word/document.xml", Bytes("<document>" + words + "</document>")}}).value());
  }
  Result<Bytes> office(const std::string& words = "letter") {
    return conversions_.to_pdf(letter(words), "docx", "annexes/letter.docx");
  }
  Result<Bytes> leaf() { return conversions_.leaf(Bytes("II*picture"), 0, "annexes/scan.tif"); }
  Result<Bytes> text() { return conversions_.with_text(Bytes("%PDF-scan"), "fra+ara", "annexes/scan.pdf"); }
};

// ---------------------------------------------------------------- the cache

TEST_F(Converting, WhatWasMadeIsKept) {
  program("soffice", writes_pdf("%%PDF-1.7 made"));
  EXPECT_EQ(office()->view(), "%PDF-1.7 made");
  EXPECT_EQ(office()->view(), "%PDF-1.7 made");
  EXPECT_THAT(calls("soffice"), SizeIs(1));
  ASSERT_TRUE(office("another"));
  EXPECT_THAT(calls("soffice"), SizeIs(2));
}

TEST_F(Converting, ItIsKeptFromRunToRun) {
  program("soffice", writes_pdf("%%PDF-1.7 made"));
  ASSERT_TRUE(office());
  HashBook book(world_);
  Conversions later(world_, world_, book);
  ASSERT_TRUE(later.to_pdf(letter(), "docx", "annexes/letter.docx"));
  EXPECT_THAT(calls("soffice"), SizeIs(1));
}

TEST_F(Converting, AnotherVersionMakesItAnew) {
  program("soffice", writes_pdf("%%PDF-1.7 made"), "7.4");
  ASSERT_TRUE(office());
  program("soffice", writes_pdf("%%PDF-1.7 better"), "24.2");
  EXPECT_EQ(office()->view(), "%PDF-1.7 better");
}

TEST_F(Converting, WhatWasDamagedInTheCacheIsMadeAnew) {
  program("soffice", writes_pdf("%%PDF-1.7 made"));
  ASSERT_TRUE(office());
  const auto kept = world_.list(folder_ + "/cache/conversions");
  ASSERT_THAT(kept, SizeIs(1));
  const auto path = folder_ + "/cache/conversions/" + kept[0];
  auto content = std::string(world_.read(path)->view());
  content.back() ^= 1;
  ASSERT_TRUE(world_.write(path, content));
  EXPECT_EQ(office()->view(), "%PDF-1.7 made");
  EXPECT_THAT(calls("soffice"), SizeIs(2));
}

TEST_F(Converting, AFailureIsNotKept) {
  program("soffice", "exit 1");
  EXPECT_FALSE(office());
  program("soffice", writes_pdf("%%PDF-1.7 made"));
  EXPECT_TRUE(office());
}

TEST_F(Converting, WithoutACacheItIsMadeEachTime) {
  unsetenv("TAQRIR_CACHE");
  unsetenv("XDG_CACHE_HOME");
  const std::string home = std::getenv("HOME") ? std::getenv("HOME") : "";
  unsetenv("HOME");
  program("soffice", writes_pdf("%%PDF-1.7 made"));
  EXPECT_TRUE(office());
  EXPECT_TRUE(office());
  if (!home.empty()) setenv("HOME", home.c_str(), 1);
  EXPECT_THAT(calls("soffice"), SizeIs(2));
}

// ---------------------------------------------------------------- what goes wrong

TEST_F(Converting, AProgramThatIsNotThere) {
  EXPECT_FALSE(conversions_.has_office());
  EXPECT_FALSE(conversions_.has_pictures());
  EXPECT_FALSE(conversions_.has_recognition());
  EXPECT_EQ(message(office().error()),
            "LibreOffice did not turn it into pages: “soffice” cannot be run: there is no such program");
  EXPECT_EQ(hint(office().error()), "open it, and save it again or export it as PDF");
  EXPECT_EQ(office().error().front().span.file->path(), "annexes/letter.docx");
  EXPECT_EQ(message(leaf().error()), "the picture was not read: “vipsheader” cannot be run: there is no such program");
  EXPECT_EQ(message(text().error()),
            "its text was not recognised: “ocrmypdf” cannot be run: there is no such program");
}

/// Office files are judged before LibreOffice sees them, as texts are before Pandoc does.
TEST_F(Converting, WhatDoesHarmIsRefusedUnseen) {
  program("soffice", writes_pdf("%%PDF-1.7 made"));
  const auto entities =
      zip({{"content.xml", Bytes(std::string("<!DOCTYPE x [<!ENTITY e \"e\">]><x>&e;</x>"))}}).value();
  for (const auto* format : {"docx", "odt", "xlsx", "ods", "pptx", "odp"}) {
    EXPECT_EQ(message(conversions_.to_pdf(Bytes("PK\3\4 and more"), format, "x").error()),
              "it is not read: it is no whole office file")
        << format;
    EXPECT_EQ(message(conversions_.to_pdf(Bytes(entities), format, "x").error()),
              "it is not read: its part “content.xml” declares entities")
        << format;
  }
  EXPECT_THAT(calls("soffice"), SizeIs(0));
  EXPECT_TRUE(conversions_.to_pdf(Bytes("\xD0\xCF\x11\xE0 an old one"), "doc", "x"));
}

TEST_F(Converting, BothToolsOfLibvipsAreNeeded) {
  program("vipsthumbnail", kWritesPictures);
  EXPECT_FALSE(conversions_.has_pictures());
  program("vipsheader", "");
  EXPECT_TRUE(conversions_.has_pictures());
}

TEST_F(Converting, OneThatHangsIsStopped) {
  for (const auto* name : {"soffice", "vipsheader", "ocrmypdf"}) program(name, "exec /bin/sleep 60");
  conversions_.limits = {200ms, 300ms, 100ms, 400ms};
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(message(office().error()),
            "LibreOffice did not turn it into pages: “soffice” took more than 0.200 s and was stopped");
  EXPECT_EQ(message(leaf().error()), "the picture was not read: “vipsheader” took more than 0.300 s and was stopped");
  EXPECT_EQ(message(text().error()), "its text was not recognised: “ocrmypdf” took more than 0.100 s and was stopped");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST_F(Converting, ALargeScanGetsMoreTimeButNotForEver) {
  program("ocrmypdf", "exec /bin/sleep 60");
  conversions_.limits.recognition = 100ms, conversions_.limits.longest_recognition = 400ms;
  const auto made = conversions_.with_text(Bytes("%PDF-" + std::string(1 << 20, ' ')), "", "scan.pdf");
  EXPECT_EQ(message(made.error()), "its text was not recognised: “ocrmypdf” took more than 0.400 s and was stopped");
}

TEST_F(Converting, OneThatCrashes) {
  for (const auto* name : {"soffice", "vipsheader", "ocrmypdf"}) program(name, "kill -SEGV $$");
  EXPECT_EQ(message(office().error()),
            "LibreOffice did not turn it into pages: “soffice” was killed by signal 11 (Segmentation fault)");
  EXPECT_EQ(message(leaf().error()),
            "the picture was not read: “vipsheader” was killed by signal 11 (Segmentation fault)");
  EXPECT_EQ(message(text().error()),
            "its text was not recognised: “ocrmypdf” was killed by signal 11 (Segmentation fault)");
}

TEST_F(Converting, OneThatGivesUpSaysWhy) {
  program("soffice", "echo reading >&2; echo 'source file could not be loaded' >&2; exit 77");
  EXPECT_EQ(message(office().error()), "it could not be turned into pages: source file could not be loaded");
  program("ocrmypdf", "exit 3");
  EXPECT_EQ(message(text().error()), "it could not be turned into pages: status 3");
}

TEST_F(Converting, OneThatTalksWithoutEnd) {
  for (const auto* name : {"soffice", "vipsheader", "ocrmypdf"}) program(name, "while :; do /bin/cat /bin/sh; done");
  EXPECT_EQ(message(office().error()),
            "LibreOffice did not turn it into pages: “soffice” wrote more than 16777216 bytes and was stopped");
  EXPECT_EQ(message(leaf().error()),
            "the picture was not read: “vipsheader” wrote more than 16777216 bytes and was stopped");
  EXPECT_EQ(message(text().error()),
            "its text was not recognised: “ocrmypdf” wrote more than 16777216 bytes and was stopped");
}

TEST_F(Converting, OneThatWritesTooMuch) {
  program("soffice", "for last; do :; done\n/usr/bin/truncate -s 300M \"${last%.*}.pdf\"");
  EXPECT_EQ(message(office().error()), "it could not be turned into pages: the result is larger than 256 MB");
  program("ocrmypdf", "for last; do :; done\n/usr/bin/truncate -s 300M \"$last\"");
  EXPECT_EQ(message(text().error()), "it could not be turned into pages: the result is larger than 256 MB");
}

TEST_F(Converting, OneThatWritesNothingOrSomethingElse) {
  for (const auto* body : {"", "printf x > /dev/null"}) {
    program("soffice", body), program("ocrmypdf", body), program("vipsheader", ""), program("vipsthumbnail", body);
    EXPECT_EQ(message(office().error()), "it could not be turned into pages: LibreOffice does not read it");
    EXPECT_EQ(message(text().error()), "it could not be turned into pages: ocrmypdf made no PDF");
    EXPECT_EQ(message(leaf().error()), "it could not be turned into pages: no picture came of it");
  }
  program("soffice", writes_pdf("garbage")), program("ocrmypdf", writes_pdf("garbage"));
  EXPECT_EQ(message(office().error()), "it could not be turned into pages: LibreOffice does not read it");
  EXPECT_EQ(message(text().error()), "it could not be turned into pages: ocrmypdf made no PDF");
}

// ---------------------------------------------------------------- pictures

TEST_F(Converting, TheSmallerFormIsTaken) {
  program("vipsheader", "echo 'x: 4x4 uchar, 1 band, b-w'");
  program("vipsthumbnail", kWritesPictures);
  EXPECT_EQ(leaf()->view(), "\x89PNG!");
}

TEST_F(Converting, OnlyProfilesAreConverted) {
  program("vipsthumbnail", kWritesPictures);
  program("vipsheader", "echo x; echo 'interpretation: b-w'");
  ASSERT_TRUE(leaf());
  for (const auto& call : calls("vipsthumbnail")) EXPECT_THAT(call, testing::Not(HasSubstr("--export-profile")));
  program("vipsheader", "echo x; echo 'icc-profile-data: 564 bytes of binary data'");
  ASSERT_TRUE(conversions_.leaf(Bytes("II*another"), 1, "annexes/scan.tif"));
  EXPECT_THAT(calls("vipsthumbnail").back(), HasSubstr("--export-profile srgb"));
  EXPECT_THAT(calls("vipsthumbnail").back(), HasSubstr("picture[page=1]"));
}

TEST_F(Converting, PicturesInAFileAreCounted) {
  const auto count = [&](const std::string& said) {
    program("vipsheader", "printf '" + said + "'");
    return conversions_.leaves(Bytes(said), "annexes/scan.tif").value();
  };
  EXPECT_EQ(count("x: tiff\\nwidth: 4\\nn-pages: 3\\norientation: 1\\n"), 3);
  EXPECT_EQ(count("x: tiff\\nwidth: 4\\n"), 1);
  EXPECT_EQ(count("x: tiff\\nn-pages: -7\\n"), 1);
  EXPECT_EQ(count("x: tiff\\nn-pages: many\\n"), 1);
  program("vipsheader", "printf 'x: tiff\\nn-pages: 2001\\n'");
  EXPECT_EQ(message(conversions_.leaves(Bytes("II*many"), "annexes/scan.tif").error()),
            "it could not be turned into pages: it holds 2001 pictures, and at most 2000 are taken");
}

/// The file's picture as bytes of its colours, by libvips' own tools.
std::string pixels(World& world, const std::string& folder, std::string_view picture) {
  const auto from = folder + "/look", to = folder + "/look.ppm";
  EXPECT_TRUE(world.write(from, picture));
  ProcessRequest request;
  request.argv = {"vipsthumbnail", from, "--size", "8x8", "-o", to};
  EXPECT_TRUE(world.run(request));
  const auto made = world.read(to);
  const auto text = made ? std::string(made->view()) : std::string();
  const auto at = text.find("\n255\n");
  return at == std::string::npos ? "not a picture" : text.substr(at + 5);
}

TEST_F(Converting, WhiteStaysWhite) {
  real_programs();
  if (!conversions_.has_pictures()) GTEST_SKIP() << "libvips-tools is not installed";
  for (const std::string kind : {"P5", "P6"}) {
    const std::string white(64 * (kind == "P6" ? 3 : 1), '\xFF');
    const auto made = conversions_.leaf(Bytes(kind + "\n8 8\n255\n" + white), 0, "white.pnm");
    ASSERT_TRUE(made) << render(made.error().front());
    EXPECT_EQ(pixels(world_, folder_, made->view()), std::string(192, '\xFF')) << kind;
  }
}

TEST_F(Converting, GreyStaysGrey) {
  real_programs();
  if (!conversions_.has_pictures()) GTEST_SKIP() << "libvips-tools is not installed";
  const auto made = conversions_.leaf(Bytes("P5\n8 8\n255\n" + std::string(64, '\x80')), 0, "grey.pgm");
  ASSERT_TRUE(made) << render(made.error().front());
  EXPECT_EQ(pixels(world_, folder_, made->view()), std::string(192, '\x80'));
}

// ---------------------------------------------------------------- text

TEST_F(Converting, TheTextIsLookedForInTheLanguages) {
  program("ocrmypdf", writes_pdf("%%PDF-1.7 with text"));
  EXPECT_EQ(text()->view(), "%PDF-1.7 with text");
  ASSERT_THAT(calls("ocrmypdf"), SizeIs(1));
  EXPECT_THAT(calls("ocrmypdf")[0], HasSubstr("--skip-text"));
  EXPECT_THAT(calls("ocrmypdf")[0], HasSubstr("--language fra+ara "));
  ASSERT_TRUE(conversions_.with_text(Bytes("%PDF-scan"), "", "annexes/scan.pdf"));
  EXPECT_THAT(calls("ocrmypdf"), SizeIs(2)) << "other languages make another layer";
  EXPECT_THAT(calls("ocrmypdf")[1], testing::Not(HasSubstr("--language")));
}

}  // namespace
}  // namespace taqrir::app
