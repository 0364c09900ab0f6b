// Pieces found in the folder of annexes, and the numbers that pieces.lock keeps.
#include <gtest/gtest.h>

#include "input/found_pieces.hpp"
#include "input/mission.hpp"
#include "input/piece_format.hpp"
#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::said;

constexpr const char* kMissionOfPieces = R"(format_version = 1
id = "essai"
title = "Mission d'essai"
languages = ["fr"]
)";
constexpr const char* kBareActivity = "title = \"Atelier\"\ndates = { start = 2025-06-10 }\n";
const std::string kHash(64, 'a');

std::string ids(const Pieces& pieces) {
  std::string out;
  for (const auto& piece : pieces.all) out += std::to_string(piece.number) + " " + piece.id + "\n";
  return out;
}

class PiecesFound : public ::testing::Test {
 protected:
  PiecesFound() {
    world.add("/m/mission.toml", kMissionOfPieces);
    activity("");
  }
  void activity(const std::string& more) { world.add("/m/activities/a/activity.toml", kBareActivity + more); }
  void annex(const std::string& name) { world.add("/m/activities/a/annexes/" + name, "x"); }
  void lock(const std::string& text) { world.add("/m/pieces.lock", text); }
  LoadedMission load() {
    return load_mission(world, "/m", [](const std::string&) { return nullptr; }, {});
  }
  Pieces pieces() {
    const auto loaded = load();
    EXPECT_EQ(said(loaded.diagnostics), "");
    return loaded.mission->activities.at(0).pieces;
  }
  std::string entry(const std::string& id, int number, const std::string& file) {
    return id + " = { number = " + std::to_string(number) + ", file = \"activities/a/annexes/" + file +
           "\", sha256 = \"" + kHash + "\" }\n";
  }

  MemoryWorld world;
};

TEST_F(PiecesFound, InNaturalOrder) {
  for (const auto* name : {"10-cloture.pdf", "2-programme.pdf", "1-invitation.pdf", "Annexe.pdf"})
    annex(name);
  EXPECT_EQ(ids(pieces()), "1 invitation\n2 programme\n3 cloture\n4 annexe\n");
}

TEST_F(PiecesFound, TheMissionsOwnHaveNumbersOfTheirOwn) {
  world.add("/m/mission.toml",
            std::string(kMissionOfPieces) + "[[piece]]\nid = \"cv\"\nfile = \"annexes/cv.md\"\n");
  world.add("/m/annexes/cv.md", "x"), world.add("/m/annexes/2-statut.pdf", "x");
  annex("1-invitation.pdf");
  auto loaded = load();
  EXPECT_EQ(said(loaded.diagnostics), "");
  EXPECT_EQ(ids(loaded.mission->pieces), "1 cv\n2 statut\n");
  EXPECT_EQ(ids(loaded.mission->activities.at(0).pieces), "1 invitation\n");
  EXPECT_EQ(piece_anchor(loaded.mission->pieces.all.front()), "piece:cv");
  for (auto* owned : pieces_by_owner(*loaded.mission))
    for (auto& piece : owned->all) piece.sha256 = kHash;
  const auto kept = text_of(renewed({}, pieces_by_owner(*loaded.mission), {}));
  EXPECT_NE(kept.find("\n[mission]\ncv = { number = 1, file = \"annexes/cv.md\""), std::string::npos) << kept;
  lock(kept);
  EXPECT_EQ(ids(load().mission->pieces), "1 cv\n2 statut\n");
}

TEST_F(PiecesFound, DeclaredOnesComeFirstAndAreNotFoundAgain) {
  annex("1-invitation.pdf"), annex("2-programme.pdf");
  activity("[[piece]]\nid = \"prog\"\nfile = \"annexes/2-programme.pdf\"\ntitle = \"Le programme\"\n");
  const auto all = pieces();
  EXPECT_EQ(ids(all), "1 prog\n2 invitation\n");
  EXPECT_EQ(all.all[0].title.in("fr"), "Le programme");
  EXPECT_FALSE(all.all[0].found);
  EXPECT_TRUE(all.all[1].found);
}

TEST_F(PiecesFound, NoneWhenTheActivityDoesNotWantIt) {
  annex("1-invitation.pdf");
  activity("find_pieces = false\n");
  EXPECT_EQ(ids(pieces()), "");
}

TEST_F(PiecesFound, LeavingsOfEditorsAreNoPieces) {
  for (const auto* name : {".DS_Store", "Thumbs.db", "~$note.docx", "note.docx~", ".note.swp"}) annex(name);
  EXPECT_EQ(ids(pieces()), "");
}

TEST_F(PiecesFound, TwoFilesOfOneNameHaveTwoIds) {
  annex("note.docx"), annex("note.pdf");
  EXPECT_EQ(ids(pieces()), "1 note\n2 note-2\n");
}

TEST_F(PiecesFound, AFolderWithinIsNotLookedInto) {
  annex("photos/1.jpg");
  EXPECT_EQ(said(load().diagnostics),
            "/m/activities/a/annexes/photos: warning: folders within “annexes” are not looked into\n"
            "  hint: put the files into “annexes” itself, or declare each as a [[piece]]\n");
}

TEST(PieceNames, SayTitleIdAndDate) {
  const auto say = [](const char* name) {
    const auto piece = piece_of_name(name);
    return piece.id + "|" + piece.title + "|" + (piece.date ? iso(*piece.date) : "");
  };
  EXPECT_EQ(say("03-liste_de-présence.pdf"), "liste-de-presence|Liste de présence|");
  EXPECT_EQ(say("12. Évaluation.pdf"), "evaluation|Évaluation|");
  EXPECT_EQ(say("2025-06-12-pv.pdf"), "pv|Pv|2025-06-12");
  EXPECT_EQ(say("2025-06-12.pdf"), "2025-06-12|2025 06 12|2025-06-12");
  EXPECT_EQ(say("2025.pdf"), "2025|2025|");
  EXPECT_EQ(say("3 groupes.pdf"), "groupes|Groupes|");
  EXPECT_EQ(say("3groupes.pdf"), "3groupes|3groupes|");
  EXPECT_EQ(say("لائحة الحضور.pdf"), "لائحة-الحضور|لائحة الحضور|");
  EXPECT_EQ(say("___.pdf"), "piece||");
  EXPECT_EQ(say("sans-extension"), "sans-extension|Sans extension|");
}

// ---------------------------------------------------------------- numbers

TEST_F(PiecesFound, LatePiecesComeAtTheEnd) {
  annex("1-a.pdf"), annex("2-b.pdf"), annex("3-c.pdf");
  lock("format_version = 1\n[a]\n" + entry("a", 1, "1-a.pdf") + entry("c", 2, "3-c.pdf"));
  EXPECT_EQ(ids(pieces()), "1 a\n2 c\n3 b\n");
}

TEST_F(PiecesFound, ANumberIsNotGivenAgain) {
  annex("1-a.pdf"), annex("9-new.pdf");
  lock("format_version = 1\n[a]\n" + entry("a", 1, "1-a.pdf") + entry("b", 2, "2-b.pdf"));
  const auto all = pieces();
  EXPECT_EQ(ids(all), "1 a\n3 new\n");
  ASSERT_EQ(all.withdrawn.size(), 1u);
  EXPECT_EQ(all.withdrawn[0].id, "b");
  EXPECT_EQ(all.withdrawn[0].number, 2);
}

TEST_F(PiecesFound, APieceThatComesBackHasItsNumberAgain) {
  annex("1-a.pdf"), annex("2-b.pdf");
  lock("format_version = 1\n[a]\n" + entry("a", 1, "1-a.pdf") +
       "b = { number = 7, file = \"x\", sha256 = \"" + kHash + "\", withdrawn = true }\n");
  EXPECT_EQ(ids(pieces()), "1 a\n7 b\n");
}

TEST_F(PiecesFound, ADeclarationOfAFoundFileKeepsItsNumber) {
  annex("1-a.pdf"), annex("2-b.pdf");
  activity("[[piece]]\nid = \"other-name\"\nfile = \"annexes/2-b.pdf\"\n");
  lock("format_version = 1\n[a]\n" + entry("a", 1, "1-a.pdf") + entry("b", 2, "2-b.pdf"));
  const auto all = pieces();
  EXPECT_EQ(ids(all), "1 a\n2 other-name\n");
  EXPECT_TRUE(all.withdrawn.empty());
}

TEST_F(PiecesFound, AFileThatTheLockKnowsKeepsItsId) {
  annex("note.docx"), annex("note.pdf");
  lock("format_version = 1\n[a]\n" + entry("note", 1, "note.pdf"));
  EXPECT_EQ(ids(pieces()), "1 note\n2 note-2\n");
  EXPECT_EQ(pieces().all[0].file.path, "activities/a/annexes/note.pdf");
}

Piece piece(const std::string& id, int number, char content) {
  Piece out;
  out.id = id, out.number = number, out.activity = "a", out.file.path = "activities/a/annexes/" + id + ".pdf";
  out.sha256 = std::string(64, content);
  return out;
}

const Date kDay = *parse_iso_date("2025-11-28");

TEST(PiecesLocks, AreSortedOneLineAPiece) {
  Pieces b, a;
  b.all = {piece("x", 1, '1')}, b.all[0].activity = "b";
  a.all = {piece("ده\"2", 2, '2'), piece("un", 1, '3')};
  EXPECT_EQ(text_of(renewed({}, {&b, &a}, kDay)),
            "# The numbers of the annexed pieces. Taqrir writes this file; keep it with the mission.\n"
            "format_version = 1\n\n[a]\n"
            "un = { number = 1, file = \"activities/a/annexes/un.pdf\", sha256 = \"" +
                std::string(64, '3') +
                "\" }\n\"ده\\\"2\" = { number = 2, file = \"activities/a/annexes/ده\\\"2.pdf\", sha256 = \"" +
                std::string(64, '2') +
                "\" }\n\n[b]\nx = { number = 1, file = \"activities/a/annexes/x.pdf\", sha256 = \"" +
                std::string(64, '1') + "\" }\n");
}

TEST(PiecesLocks, ReadBackAsTheyWereWritten) {
  Pieces a;
  a.all = {piece("ده\"2", 2, '2'), piece("un", 1, '3')};
  auto lock = renewed({}, {&a}, kDay);
  lock.pieces[0].replaced = kDay, lock.pieces[1].withdrawn = true;
  MemoryWorld world;
  world.add("/m/pieces.lock", text_of(lock));
  const auto read = read_pieces_lock(world, "/m/pieces.lock", "pieces.lock");
  EXPECT_EQ(said(read), "");
  EXPECT_EQ(text_of(*read), text_of(lock));
}

TEST(PiecesLocks, AReplacedPieceSaysSinceWhen) {
  Pieces a;
  a.all = {piece("un", 1, '1'), piece("deux", 2, '2'), piece("trois", 3, '3')};
  const auto first = renewed({}, {&a}, kDay);
  EXPECT_FALSE(a.all[0].replaced);
  a.all[0].sha256 = std::string(64, '9');
  a.all[1].sha256 = std::string(64, '8'), a.all[1].date = parse_iso_date("2025-10-01");
  const auto second = renewed(first, {&a}, kDay);
  EXPECT_EQ(a.all[0].replaced, kDay);
  EXPECT_EQ(a.all[1].replaced, kDay) << "its declared date may be the former document's";
  EXPECT_FALSE(a.all[2].replaced);
  EXPECT_EQ(renewed(second, {&a}, *parse_iso_date("2026-01-01")), second)
      << "the same content: the same lock";
  EXPECT_EQ(a.all[0].replaced, kDay);
}

TEST(PiecesLocks, AreReadWithEveryErrorAtOnce) {
  MemoryWorld world;
  world.add("/m/pieces.lock", "format_version = 1\n[a]\nun = { number = 1, file = \"x\", sha256 = \"" +
                                  kHash +
                                  "\" }\ndeux = { number = 1, file = \"y\", sha256 = \"12\" }\n"
                                  "trois = { number = 0, file = \"z\", sha256 = \"" +
                                  kHash + "\" }\nquatre = 4\n");
  const auto read = read_pieces_lock(world, "/m/pieces.lock", "pieces.lock");
  const std::string remedy =
      "  hint: take the file back from a copy; or remove it, and all pieces are numbered afresh\n";
  const auto text = said(read);
  EXPECT_NE(text.find("pieces.lock:4:19: error: number 1 is already that of “un”\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("pieces.lock:4:43: error: “12” is no SHA-256: 64 digits 0–9, a–f\n"),
            std::string::npos);
  EXPECT_NE(text.find("pieces.lock:5:20: error: "), std::string::npos);
  EXPECT_NE(text.find("pieces.lock:6:10: error: “quatre” must be { number = …, file = …, sha256 = … }\n"),
            std::string::npos);
  EXPECT_NE(text.find(remedy), std::string::npos);
}

TEST_F(PiecesFound, ADamagedLockIsAnErrorWithItsLine) {
  annex("1-a.pdf");
  lock("format_version = 1\n[a]\n<<<<<<< mine\n");
  EXPECT_EQ(said(load().diagnostics),
            "/m/pieces.lock:3:1: error: not valid TOML (root table): expected keys, tables, whitespace or "
            "comments, saw '<'\n  <<<<<<< mine\n  ^\n"
            "  hint: take the file back from a copy; or remove it, and all pieces are numbered afresh\n");
}

// ---------------------------------------------------------------- what a file is

std::string zip_of(const std::string& names) { return "PK\3\4" + std::string(26, '\0') + names; }

TEST(PieceFormat, BeginningsOfFilesAreNoFormatAndNoCrash) {
  const std::string document = zip_of("mimetypeapplication/vnd.oasis.opendocument.textPK");
  for (const std::string& whole : {document, std::string("RIFFaaaaWEBPVP8 "), std::string("%PDF-1.7"),
                                   std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")})
    for (std::size_t size = 0; size < whole.size(); ++size)
      EXPECT_NO_THROW((void)piece_format(whole.substr(0, size), "a")) << size << " bytes of " << whole;
}

TEST(PieceFormats, AreToldByContent) {
  using namespace std::string_literals;
  EXPECT_EQ(piece_format("%PDF-1.7\n", "a.jpg"), "pdf");
  EXPECT_EQ(piece_format("\n\n%PDF-1.4", "a"), "pdf");
  EXPECT_EQ(piece_format("\xFF\xD8\xFF\xE0", "photo.png"), "jpeg");
  EXPECT_EQ(piece_format("\x89PNG\r\n\x1A\n", "photo.jpg"), "png");
  EXPECT_EQ(piece_format("II*\0aaaa"s, "scan.pdf"), "tiff");
  EXPECT_EQ(piece_format("RIFFaaaaWEBPVP8 ", "a"), "webp");
  EXPECT_EQ(piece_format(zip_of("word/document.xml"), "a.zip"), "docx");
  EXPECT_EQ(piece_format(zip_of("xl/workbook.xml"), "a"), "xlsx");
  EXPECT_EQ(piece_format(zip_of("mimetypeapplication/vnd.oasis.opendocument.textPK"), "a"), "odt");
  EXPECT_EQ(piece_format(zip_of("mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK"), "a"), "ods");
  EXPECT_EQ(piece_format(zip_of("photos/1.jpg"), "a.zip"), "");
  EXPECT_EQ(piece_format("{\\rtf1", "lettre.doc"), "rtf");
  EXPECT_EQ(piece_format(" <!DOCTYPE html><p>", "page.htm"), "html");
}

TEST(PieceFormats, OfTextsTheNameDecides) {
  EXPECT_EQ(piece_format("# Titre", "a.md"), "markdown");
  EXPECT_EQ(piece_format("a;b\n1;2\n", "a.CSV"), "csv");
  EXPECT_EQ(piece_format("bonjour", "a.txt"), "text");
  EXPECT_EQ(piece_format("bonjour", "LISEZMOI"), "text");
  EXPECT_EQ(piece_format("int main() {}", "a.cpp"), "");
  EXPECT_EQ(piece_format(std::string("a\0b", 3), "a.txt"), "") << "no text";
}

TEST(PieceFormats, AFileTooDamagedToShowItsFormatIsWhatItClaims) {
  EXPECT_EQ(piece_format("rubbish", "a.pdf"), "pdf");
  EXPECT_EQ(piece_format("", "a.jpeg"), "jpeg");
}

}  // namespace
}  // namespace taqrir::input
