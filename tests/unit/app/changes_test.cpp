#include "app/changes.hpp"

#include <gtest/gtest.h>

#include "app/archive_zip.hpp"
#include "app/edition.hpp"
#include "app/pieces_searched.hpp"
#include "app/manifest_seal.hpp"
#include "base/hash.hpp"
#include "base/memory_world.hpp"
#include "model/builder.hpp"

namespace taqrir::app {
namespace {

ManifestEntry dossier(const std::string& sha256) {
  ManifestEntry entry;
  entry.path = "d.pdf", entry.type = "dossier", entry.format = "pdf", entry.sha256 = sha256;
  entry.holdings.reports = {{"01-a", "essay", "1.0", "sent", "r1", {2, 4}}};
  entry.holdings.pieces = {{"01-a", "plan", 1, "Plan", "a/plan.pdf", "p1", "present", 2, {5, 6}},
                           {"01-a", "list", 2, "Liste", "a/list.pdf", "p2", "present", 1, {7, 7}}};
  entry.sources = {{"a/plan.pdf", "p1"}, {"mission.toml", "m1"}};
  return entry;
}

std::vector<std::string> told(const std::vector<Change>& changes) {
  std::vector<std::string> out;
  for (const auto& c : changes) out.push_back(c.kind + " " + c.what + " " + c.name);
  return out;
}

TEST(Changes, TellOutputsReportsPiecesAndSources) {
  auto now = dossier("h2");
  now.holdings.reports[0].sha256 = "r2";
  now.holdings.pieces[0].sha256 = "p9", now.sources[0].sha256 = "p9";
  now.holdings.pieces[1].id = "other";
  EXPECT_EQ(told(changes_between({"", {dossier("h1")}}, {"", {now}})),
            (std::vector<std::string>{"changed output d.pdf", "changed report 01-a/essay",
                                      "replaced piece 01-a/plan", "added piece 01-a/other",
                                      "removed piece 01-a/list"}));
  EXPECT_TRUE(changes_between({"", {now}}, {"", {now}}).empty());
  EXPECT_EQ(told(changes_between({}, {"", {now}})), std::vector<std::string>{"added output d.pdf"});
  EXPECT_EQ(told(changes_between({"", {now}}, {})), std::vector<std::string>{"removed output d.pdf"});
}

TEST(Manifest, HoldsReportsAndPiecesThereAndBack) {
  const auto read = manifest_of(to_json({"9.9", {dossier("h")}}), "m");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->program, "9.9");
  EXPECT_EQ(to_json(*read), to_json({"9.9", {dossier("h")}}));
  EXPECT_EQ(read->outputs[0].holdings.pieces[1].at.from, 7);
  EXPECT_EQ(text_of(holdings_of(text_of(dossier("h").holdings))), text_of(dossier("h").holdings));
}

TEST(Seal, HoldsForTheFileAndForNoOther) {
  const auto embedded = manifest_to_embed(dossier("h"), "m");
  std::string file = "before " + embedded + " after";
  ASSERT_TRUE(set_seal(file, embedded));
  const auto own = file.substr(7, embedded.size());
  EXPECT_TRUE(read_embedded(file, own, "f")->whole);
  EXPECT_EQ(read_embedded(file, own, "f")->mission, "m");
  for (std::size_t at : {std::size_t{0}, file.size() - 1, file.find("essay")}) {
    auto other = file;
    other[at] = '~';
    EXPECT_FALSE(read_embedded(other, other.substr(7, embedded.size()), "f")->whole) << at;
  }
  std::string without = "nothing";
  EXPECT_FALSE(set_seal(without, embedded));
}

TEST(Zip, IsTheSameWhateverTheOrderAndRefusesPathsThatLeadOut) {
  const ArchiveFile a{"a.txt", Bytes(std::string(1000, 'a'))}, b{"pieces/b.pdf", Bytes("b"), false};
  const auto one = zip({a, b}), other = zip({b, a});
  ASSERT_TRUE(one);
  EXPECT_EQ(*one, *other);
  EXPECT_EQ(one->substr(0, 2), "PK");
  for (const char* path : {"/etc/x", "../x", "a/../../x", "", "a\\b"})
    EXPECT_FALSE(zip({{path, Bytes("x")}})) << path;
  EXPECT_FALSE(zip({a, a}));
}

TEST(Zip, IsReadAgainAndJudged) {
  const auto whole = zip({{"a.txt", Bytes(std::string(1000, 'a'))}, {"pieces/b.pdf", Bytes("b"), false}});
  ASSERT_TRUE(whole);
  const auto files = unzip(Bytes(*whole), "d.zip");
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ((*files)[0].path, "a.txt");
  EXPECT_EQ((*files)[0].bytes.view(), std::string(1000, 'a'));
  EXPECT_EQ((*files)[1].bytes.view(), "b");
  for (std::size_t end : {std::size_t{0}, std::size_t{4}, whole->size() / 2, whole->size() - 1})
    EXPECT_FALSE(unzip(Bytes(whole->substr(0, end)), "d.zip")) << end;
  auto harmed = *whole;
  harmed[harmed.find("pieces/b.pdf") + 12] = 'c';  // stored: the checksum tells
  const auto told = unzip(Bytes(harmed), "d.zip");
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().front().message.text(), "the archive cannot be read: “pieces/b.pdf” in it is damaged");
}

TEST(Redactor, FindsNamesHoweverTheyAreWritten) {
  Redactor redactor;
  redactor.learn("Aïcha El Idrissi", "P1");
  redactor.learn("ليلى", "P2");
  EXPECT_EQ(redactor.redacted("AICHA EL-IDRISSI parle."), "P1 parle.");
  EXPECT_EQ(redactor.redacted("d’Aïcha\u00A0El\nIdrissi,"), "d’P1,");
  EXPECT_EQ(redactor.redacted("entretien-aicha-el-idrissi"), "entretien-P1");
  EXPECT_EQ(redactor.redacted("A\u0131cha Aicha El Idrissien"), "A\u0131cha Aicha El Idrissien");
  EXPECT_EQ(redactor.redacted("قالت لِلَيْلَى شيئا"), "قالت لِP2 شيئا");
  EXPECT_EQ(redactor.code_for("aicha el idrissi"), "P1");
  EXPECT_EQ(redactor.code_for("Autre"), "N1");
}

TEST(Redactor, FindsNamesInAddresses) {
  Redactor redactor;
  redactor.learn("Aïcha El Idrissi", "P1");
  EXPECT_EQ(redactor.redacted("https://x.invalid/A%C3%AFcha%20El%20Idrissi"), "https://x.invalid/P1");
  EXPECT_EQ(redactor.redacted("mailto:aicha.el.idrissi@x.invalid"), "mailto:P1@x.invalid");
  EXPECT_EQ(redactor.redacted("Avec Aïcha. El Idrissi vient à 100 %."), "Avec Aïcha. El Idrissi vient à 100 %.");
  EXPECT_EQ(redactor.redacted("https://x.invalid/a%20b"), "https://x.invalid/a%20b");
}

TEST(Redactor, FindsArabicNamesWithOrWithoutHamza) {
  Redactor redactor;
  redactor.learn("أمينة", "P1");
  EXPECT_EQ(redactor.redacted("قالت امينه ذلك"), "قالت P1 ذلك");
}

TEST(PieceSearch, ReadsStringsAsPdfWritesThem) {
  EXPECT_EQ(strings_of_object("<</Title (A\\(b\\)\\351(c))/Dest[1 0 R]>>"), "A(b)é(c)\nA(b)\xE9(c)\n");
  EXPECT_EQ(strings_of_object("<FEFF 0041 00EF>"), "Aï\n");
  EXPECT_EQ(strings_of_object("(\\376\\377\\000A) (\\357\\273\\277\u00E9)"), "A\né\n");
  EXPECT_EQ(strings_of_object("(never closed"), "never closed\nnever closed\n");
}

TEST(Redactor, LeavesNoNameInADocument) {
  Redactor redactor;
  redactor.learn("Ana Bell", "P1");
  Document document;
  document.author = "Ana Bell";
  document.blocks = {heading(1, plain("Chez Ana Bell"), "chez-ana-bell"),
                     paragraph(Inlines{{Strong{plain("Ana")}, {}}, {Text{" Bell vient"}, {}}}),
                     paragraph(Inlines{{Text{"Ana"}, {}}, {SoftBreak{}, {}}, {Text{"Bell"}, {}}}),
                     paragraph(Inlines{{CrossReference{"chez-ana-bell", {}}, {}}})};
  redactor.redact(document, {});
  EXPECT_EQ(document.author, "P1");
  EXPECT_EQ(document.blocks[0].id, "chez-P1");
  EXPECT_EQ(plain_text(std::get<Paragraph>(document.blocks[1].content).content), "P1 vient");
  EXPECT_EQ(plain_text(std::get<Paragraph>(document.blocks[2].content).content), "P1");
  const auto& reference = std::get<Paragraph>(document.blocks[3].content).content[0];
  EXPECT_EQ(std::get<CrossReference>(reference.content).target, "chez-P1");
}

}  // namespace
}  // namespace taqrir::app
