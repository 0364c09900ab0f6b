// What is attached: pieces that no page can show, for want of a program or because they ask for it.
#include "app/pieces_attached.hpp"

#include <chrono>

#include "app/pieces_examination.hpp"
#include "base/memory_world.hpp"
#include "input/resources.hpp"
#include "stand_ins.hpp"

namespace taqrir::app {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

class Examined : public StandIns {
 protected:
  Diagnostics examine(const std::string& name, const std::string& content,
                      Piece::Wish wish = Piece::Wish::automatic) {
    EXPECT_TRUE(world_.write(folder_ + "/mission/" + name, content));
    piece_ = {};
    piece_.file = {name, {}};
    piece_.wish = wish;
    MissionAssets assets(shop_.world, shop_.book, folder_ + "/mission", "mission", {}, &shop_.conversions);
    return examine_piece(shop_, assets, piece_);
  }
  void expect_attached() {
    EXPECT_EQ(piece_.kind, Piece::Kind::other);
    EXPECT_THAT(piece_.leaves, IsEmpty());
    EXPECT_EQ(piece_.pages, 0);
  }

  Locations locations_;
  Workshop shop_{world_, locations_, {}};
  Piece piece_;
};

constexpr const char* kTiff = "II*\0picture";

TEST_F(Examined, WithoutLibreOfficeASheetIsAttached) {
  const auto said = examine("a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 sheet");
  EXPECT_EQ(message(said), "“a.xls” is attached as a file: its pages are made by LibreOffice, which is not here");
  EXPECT_EQ(hint(said),
            "install it: “sudo apt install libreoffice-calc-nogui libreoffice-impress-nogui libreoffice-writer-nogui”; "
            "or export the file as PDF");
  EXPECT_EQ(said.front().severity, Severity::warning);
  expect_attached();
}

TEST_F(Examined, WithoutLibvipsATiffIsAttached) {
  const auto said = examine("a.tif", std::string(kTiff, 11));
  EXPECT_EQ(message(said), "“a.tif” is attached as a file: its pages are made by libvips, which is not here");
  EXPECT_EQ(hint(said), "install it: “sudo apt install libvips-tools”; or export the file as PNG or PDF");
  expect_attached();
}

TEST_F(Examined, WhatItsProgramCannotReadIsAnErrorAndAttached) {
  program("vipsheader", "echo 'not a known file format' >&2; exit 1"), program("vipsthumbnail", "exit 1");
  const auto said = examine("a.tif", std::string(kTiff, 11));
  EXPECT_EQ(message(said), "it could not be turned into pages: not a known file format");
  EXPECT_EQ(said.front().severity, Severity::error);
  EXPECT_EQ(said.front().span.file->path(), "mission/a.tif");
  expect_attached();
}

TEST_F(Examined, AnOfficeFileThatHangsIsAnError) {
  program("soffice", "exec /bin/sleep 60");
  shop_.conversions.limits.office = 200ms;
  const auto said = examine("a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 sheet");
  EXPECT_EQ(message(said), "LibreOffice did not turn it into pages: “soffice” took more than 0.200 s and was stopped");
  EXPECT_TRUE(has_errors(said));
}

TEST_F(Examined, EachPictureOfATiffIsALeaf) {
  program("vipsheader", "printf 'x\\nn-pages: 3\\n'");
  program("vipsthumbnail", "while [ \"$1\" != -o ]; do shift; done\nto=${2%%\\[*}\n"
                           "case $to in *.png) printf '\\211PNG' > \"$to\";; *) printf '\\377\\330 jpeg' > \"$to\";; esac");
  EXPECT_THAT(examine("a.tif", std::string(kTiff, 11)), IsEmpty());
  ASSERT_THAT(piece_.leaves, SizeIs(3));
  EXPECT_EQ(piece_.leaves[2].path, as_leaf("a.tif", 2));
  EXPECT_EQ(piece_.kind, Piece::Kind::picture);
}

TEST_F(Examined, AsFileAsksForNoProgram) {
  EXPECT_THAT(examine("a.png", "\x89PNG\r\n\x1A\n", Piece::Wish::file), IsEmpty());
  expect_attached();
}

// ---------------------------------------------------------------- attaching

class Attached : public testing::Test {
 protected:
  Attached() {
    world_.add("/data/locales/fr/document.toml", "piece-stamp = \"Pièce {n}\"\n");
    world_.add("/data/themes/institutional.toml", "id = \"institutional\"\n");
    world_.add("/m/mission.toml",
               "format_version = 1\nid = \"m\"\ntitle = \"M\"\nlanguages = [\"fr\"]\n"
               "period = { start = 2025-01-01, end = 2025-12-31 }\n"
               "[[piece]]\nid = \"tor\"\nfile = \"tor.bin\"\ntitle = \"Termes\"\n");
    world_.add("/m/tor.bin", std::string("\0\1\2", 3));
    world_.add("/m/activities/01-a/activity.toml",
               "title = \"A\"\ndates = { start = 2025-02-03 }\n"
               "[[piece]]\nid = \"data\"\nfile = \"data.zip\"\ntitle = \"Données\"\n"
               "[[piece]]\nid = \"note\"\nfile = \"note.txt\"\ntitle = \"Note\"\nas = \"file\"\n"
               "[[piece]]\nid = \"text\"\nfile = \"text.txt\"\ntitle = \"Texte\"\n");
    world_.add("/m/activities/01-a/data.zip", "PK\3\4");
    world_.add("/m/activities/01-a/note.txt", "note");
    world_.add("/m/activities/01-a/text.txt", "text");
  }

  /// What is attached when pages announce these anchors.
  std::vector<AttachedPiece> attached(const std::vector<std::string>& anchors) {
    const MissionSession session(shop_, "/m");
    for (const auto& d : session.diagnostics()) ADD_FAILURE() << render(d);
    layout::Pages pages;
    for (const auto& anchor : anchors) pages.destinations[anchor];
    const auto locale = shop_.locale("fr");
    EXPECT_TRUE(locale);
    return locale ? attached_pieces(session, pages, **locale, diagnostics_) : std::vector<AttachedPiece>{};
  }

  MemoryWorld world_;
  Locations locations_{{"/data"}, {}};
  Workshop shop_{world_, locations_, {}};
  Diagnostics diagnostics_;
};

TEST_F(Attached, WhatPagesAnnounceAndNoPageShows) {
  const auto all = attached({"piece:01-a/data", "piece:01-a/note", "piece:01-a/text"});
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].name, "01-a 1 data.zip");
  EXPECT_EQ(all[0].media_type, "application/octet-stream");
  EXPECT_EQ(all[0].description, "Pièce 1 – Données");
  EXPECT_EQ(all[0].bytes.view(), "PK\3\4");
  EXPECT_EQ(all[1].name, "01-a 2 note.txt");
  EXPECT_EQ(all[1].media_type, "text/plain");
  EXPECT_THAT(diagnostics_, IsEmpty());
}

TEST_F(Attached, WhatNoPageAnnouncesStaysOut) { EXPECT_THAT(attached({}), IsEmpty()); }

TEST_F(Attached, AMissionsOwnPieceHasNoActivityInItsName) {
  const MissionSession session(shop_, "/m");
  ASSERT_THAT(session.pieces({}).all, SizeIs(4));
  std::string anchor;
  for (const auto& piece : session.pieces({}).all)
    if (piece.id == "tor") anchor = piece_anchor(piece);
  const auto all = attached({anchor});
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].name, "1 tor.bin");
}

}  // namespace
}  // namespace taqrir::app
