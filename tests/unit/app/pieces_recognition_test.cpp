// ocr = true: pieces get a layer of text, or are kept as they are and it is said why.
#include "app/pieces_recognition.hpp"

#include "app/paths.hpp"
#include "app/pieces_examination.hpp"
#include "app/pieces_told.hpp"
#include "assemble/scanned.hpp"
#include "base/memory_world.hpp"
#include "stand_ins.hpp"

namespace taqrir::app {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Recognising : public StandIns {
 protected:
  Recognising() { write("scan.png", "\x89PNG\r\n\x1A\n picture"); }

  void write(const std::string& name, const std::string& content) {
    ASSERT_TRUE(world_.write(folder_ + "/mission/" + name, content));
  }

  Diagnostics examine(const std::string& file) {
    piece_ = {};
    piece_.file = {file, {}};
    MissionAssets assets(shop_.world, shop_.book, folder_ + "/mission", "mission", {}, &shop_.conversions);
    return examine_piece(shop_, assets, piece_, {true, "fra+ara"});
  }

  /// A warning that begins so; the piece is as if nothing had been asked for.
  void expect_kept(const std::string& why) {
    const auto said = examine("scan.png");
    EXPECT_EQ(message(said), "“scan.png” gets no layer of text: " + why);
    if (said.empty()) return;
    EXPECT_EQ(said.front().severity, Severity::warning);
    EXPECT_EQ(hint(said), "it is taken in as it is; “ocr = false” in its [[piece]] stops the attempt");
    EXPECT_EQ(piece_.kind, Piece::Kind::picture);
    ASSERT_THAT(piece_.leaves, SizeIs(1));
    EXPECT_EQ(piece_.leaves[0].path, "scan.png");
    EXPECT_EQ(piece_.pages, 1);
  }

  Locations locations_;
  Workshop shop_{world_, locations_, {}};
  Piece piece_;
};

TEST_F(Recognising, WithoutTheProgramThePieceIsKeptAndItIsSaidWhatToInstall) {
  const auto said = examine("scan.png");
  EXPECT_EQ(message(said), "“scan.png” gets no layer of text: that is made by ocrmypdf, which is not here");
  EXPECT_EQ(hint(said), "install it: “sudo apt install ocrmypdf tesseract-ocr-fra tesseract-ocr-ara”");
  EXPECT_EQ(said.front().severity, Severity::warning);
  EXPECT_EQ(piece_.kind, Piece::Kind::picture);
  EXPECT_EQ(piece_.leaves.at(0).path, "scan.png");
}

TEST_F(Recognising, OneThatHangs) {
  program("ocrmypdf", "exec /bin/sleep 60");
  shop_.conversions.limits.recognition = 200ms;
  expect_kept("its text was not recognised: “ocrmypdf” took more than 0.200 s and was stopped");
}

TEST_F(Recognising, OneThatCrashes) {
  program("ocrmypdf", "kill -ABRT $$");
  expect_kept("its text was not recognised: “ocrmypdf” was killed by signal 6 (Aborted)");
}

TEST_F(Recognising, OneThatGivesUp) {
  program("ocrmypdf", "echo 'language data for ara is not installed' >&2; exit 3");
  expect_kept("it could not be turned into pages: language data for ara is not installed");
}

TEST_F(Recognising, OneThatTalksWithoutEnd) {
  program("ocrmypdf", "while :; do /bin/cat /bin/sh; done");
  expect_kept("its text was not recognised: “ocrmypdf” wrote more than 16777216 bytes and was stopped");
}

TEST_F(Recognising, OneThatWritesGarbage) {
  program("ocrmypdf", writes_pdf("garbage"));
  expect_kept("it could not be turned into pages: ocrmypdf made no PDF");
}

TEST_F(Recognising, OneWhosePdfCannotBeRead) {
  program("ocrmypdf", writes_pdf("%%PDF-1.7 but nothing more"));
  const auto said = examine("scan.png");
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_THAT(message(said), testing::StartsWith("“scan.png” gets no layer of text: "));
  EXPECT_FALSE(has_errors(said));
  EXPECT_EQ(piece_.kind, Piece::Kind::picture);
}

TEST_F(Recognising, ThePackagesAreThoseOfTheLanguages) {
  EXPECT_EQ(recognition_packages({true, "fra"}), "ocrmypdf tesseract-ocr-fra");
  EXPECT_EQ(recognition_packages({true, ""}), "ocrmypdf");
}

/// A picture of a line of text, 300 dots per inch.
std::string scan_of_text(World& world, const std::string& folder) {
  const auto run = [&](std::vector<std::string> argv) {
    ProcessRequest request;
    request.argv = std::move(argv);
    request.directory = folder;
    const auto output = world.run(request);
    EXPECT_TRUE(output && output->exit_code == 0) << (output ? output->err : render(output.error().front()));
  };
  run({"vips", "text", "text.png", "Rapport de la mission", "--dpi", "300"});
  run({"vips", "invert", "text.png", "black.png"});
  run({"vips", "gravity", "black.png", "page.png", "centre", "1600", "800", "--extend", "white"});
  const auto bytes = world.read(folder + "/page.png");
  return bytes ? std::string(bytes->view()) : std::string();
}

TEST_F(Recognising, TheRealProgramAddsText) {
  real_programs();
  if (!conversions_.has_recognition()) GTEST_SKIP() << "ocrmypdf is not installed";
  if (!world_.find_program("vips")) GTEST_SKIP() << "libvips-tools is not installed";
  write("page.png", scan_of_text(world_, folder_));
  piece_ = {};
  piece_.file = {"page.png", {}};
  MissionAssets assets(shop_.world, shop_.book, folder_ + "/mission", "mission", {}, &shop_.conversions);
  const auto said = examine_piece(shop_, assets, piece_, {true, "fra"});
  for (const auto& d : said) ADD_FAILURE() << render(d);
  EXPECT_EQ(piece_.kind, Piece::Kind::pdf);
  EXPECT_EQ(piece_.pages, 1);
  ASSERT_THAT(piece_.leaves, SizeIs(1));
  const auto pdf = assets.presentable(piece_.leaves[0]);
  ASSERT_TRUE(pdf);
  EXPECT_FALSE(has_scanned_pages(world_, book_, {}, *pdf, 1));
}

TEST_F(Recognising, TheRealProgramFindsNothingOnAnEmptyPage) {
  real_programs();
  if (!conversions_.has_recognition()) GTEST_SKIP() << "ocrmypdf is not installed";
  if (!conversions_.has_pictures()) GTEST_SKIP() << "libvips-tools is not installed";
  const auto grey = conversions_.leaf(Bytes("P5\n400 400\n255\n" + std::string(160'000, '\xA0')), 0, "grey.pgm");
  ASSERT_TRUE(grey);
  write("grey.png", std::string(grey->view()));
  EXPECT_THAT(examine("grey.png"), IsEmpty());
  EXPECT_EQ(piece_.kind, Piece::Kind::pdf);
}

// ---------------------------------------------------------------- what is said of its pages

class Told : public testing::Test {
 protected:
  Told() {
    world_.add("/data/themes/institutional.toml", "id = \"institutional\"\n");
    world_.add("/m/mission.toml",
               "format_version = 1\nid = \"m\"\ntitle = \"M\"\nlanguages = [\"fr\", \"ar\"]\n"
               "period = { start = 2025-01-01, end = 2025-12-31 }\n");
  }

  Diagnostic told(const std::string& piece, const std::string& path) {
    world_.add("/m/activities/01-a/activity.toml",
               "title = \"A\"\ndates = { start = 2025-02-03 }\n"
               "[[piece]]\nid = \"note\"\nfile = \"note.txt\"\n" +
                   piece);
    world_.add("/m/activities/01-a/note.txt", "note");
    Workshop shop{world_, locations_, {}};
    const MissionSession session(shop, "/m");
    const auto scanned = hinted(warning(whole_file(path), assemble::kScannedPages, {"2–4"}), "write ocr = true");
    const auto said = told_of_pieces(session, {scanned});
    return said.size() == 1 ? said[0] : Diagnostic{};
  }

  MemoryWorld world_;
  Locations locations_{{"/data"}, {}};
};

TEST_F(Told, RecognitionIsAdvisedWhereItWasNotAskedFor) {
  const auto d = told("", "activities/01-a/note.txt");
  EXPECT_EQ(d.message.text(), "“note.txt”: pages 2–4 hold no text: they cannot be searched, copied or read aloud");
  EXPECT_EQ(d.hint.text(), "write ocr = true");
  EXPECT_EQ(d.span.line, 3);
}

TEST_F(Told, WhereNothingWasRecognisedItIsNotAdvisedAgain) {
  const auto d = told("ocr = true\n", "@ocr/fra+ara/activities/01-a/note.txt");
  EXPECT_EQ(d.message.text(),
            "“note.txt”: pages 2–4 hold no text, and none was recognised: they cannot be searched, copied or read aloud");
  EXPECT_EQ(d.hint.text(), "if there is text on them, scan them again with 300 dots per inch, upright");
}

TEST_F(Told, WhereItFailedItIsNotAdvisedAgain) {
  const auto d = told("ocr = true\n", "activities/01-a/note.txt");
  EXPECT_EQ(d.message.text(), "“note.txt”: pages 2–4 hold no text: they cannot be searched, copied or read aloud");
  EXPECT_EQ(d.hint.text(), "");
}

TEST_F(Told, ThePiecesOwnWordWinsOverTheMissions) {
  world_.add("/m/mission.toml",
             "format_version = 1\nid = \"m\"\ntitle = \"M\"\nlanguages = [\"fr\", \"zgh\", \"ar\"]\nocr = true\n"
             "period = { start = 2025-01-01, end = 2025-12-31 }\n");
  world_.add("/m/activities/01-a/activity.toml",
             "title = \"A\"\ndates = { start = 2025-02-03 }\n"
             "[[piece]]\nid = \"one\"\nfile = \"one.txt\"\n[[piece]]\nid = \"two\"\nfile = \"two.txt\"\n"
             "ocr = false\nlanguage = \"ar\"\n");
  world_.add("/m/activities/01-a/one.txt", "1");
  world_.add("/m/activities/01-a/two.txt", "2");
  Workshop shop{world_, locations_, {}};
  const MissionSession session(shop, "/m");
  const auto& pieces = session.pieces({}).all;
  ASSERT_THAT(pieces, SizeIs(2));
  EXPECT_TRUE(recognition_of(session.mission(), pieces[0]).wanted);
  EXPECT_EQ(recognition_of(session.mission(), pieces[0]).languages, "fra+ara");
  EXPECT_FALSE(recognition_of(session.mission(), pieces[1]).wanted);
  EXPECT_EQ(recognition_of(session.mission(), pieces[1]).languages, "ara");
}

}  // namespace
}  // namespace taqrir::app
