#include "pandoc/pandoc.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/memory_world.hpp"
#include "model/builder.hpp"
#include "model/numbering.hpp"
#include "pandoc/office/package.hpp"
#include "unit/model/sample.hpp"

namespace taqrir::pandoc {
namespace {

using Json = nlohmann::json;
using test::FewWords;
using test::messages;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<int> kApi{1, 22, 2, 1};

/// The first pixel of every PNG: enough of one for its kind to be known.
const std::string kPng = "\x89PNG\r\n\x1a\n rest";

Result<Bytes> only_pictures(const FileRef& file) {
  if (file.path.ends_with(".png") && file.path.rfind("..", 0) != 0) return Bytes(kPng);
  return fail(error(file.span, "no such file “{}”", {file.path}));
}

/// A Word file with nothing in it.
std::string least_docx() {
  const std::string kSpace = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  office::Package package;
  package.parts = {{"[Content_Types].xml", "<Types/>"},
                   {"word/document.xml", "<w:document" + kSpace + "><w:body/></w:document>"},
                   {"word/styles.xml", "<w:styles" + kSpace + "/>"}};
  return package.close("[Content_Types].xml").value();
}

/// A world whose Pandoc says what the test tells it to, and remembers what it was asked.
class StandIn : public MemoryWorld {
 public:
  std::string api = R"({"pandoc-api-version":[1,22,2,1],"meta":{},"blocks":[]})";
  ProcessOutput written{0, least_docx(), ""};
  std::vector<ProcessRequest> requests;
  std::vector<std::string> folder;  ///< what stood in the writer's working folder

  std::optional<std::string> find_program(const std::string& name) override { return "/usr/bin/" + name; }
  Result<ProcessOutput> run(const ProcessRequest& request) override {
    requests.push_back(request);
    if (request.argv.at(1) == "--from=native") return ProcessOutput{0, api, ""};
    if (request.argv.at(1) == "--version") return ProcessOutput{0, "pandoc 2.17.1.1\nCompiled with …\n", ""};
    folder = list(request.directory);
    return written;
  }
};

/// The document's blocks; of a Word file without the page's foot, which comes first.
Json converted(Blocks blocks, std::string language = "fr", Writer writer = Writer::docx) {
  Document document;
  document.language = std::move(language);
  document.blocks = std::move(blocks);
  Diagnostics warnings;
  auto made = Json::parse(
      to_pandoc_json(document, FewWords(), kApi, {only_pictures, {}}, writer, warnings))["blocks"];
  constexpr std::size_t kFoot = 6;  // of the first page, of the others
  if (writer == Writer::docx) made.erase(made.begin(), made.begin() + kFoot);
  return made;
}

Json words(const char* text) { return Json::array({{{"t", "Str"}, {"c", text}}}); }

Json attributes(Json pairs, const char* id = "") {
  return Json::array({id, Json::array(), std::move(pairs)});
}

TEST(PandocJson, ValuesAreNodesAndNeverMarkup) {
  EXPECT_EQ(
      converted({paragraph("a *b* <c>\n{=x}")}),
      Json::parse(R"([{"t":"Para","c":[{"t":"Str","c":"a"},{"t":"Space"},{"t":"Str","c":"*b*"},{"t":"Space"},
                            {"t":"Str","c":"<c>"},{"t":"SoftBreak"},{"t":"Str","c":"{=x}"}]}])"));
}

/// All Str below a tree, a space for each Space.
std::string words_of(const Json& tree) {
  if (tree.is_object() && tree.value("t", "") == "Str") return tree["c"];
  if (tree.is_object() && tree.value("t", "") == "Space") return " ";
  if (tree.is_object() && tree.value("t", "") == "Code") return tree["c"][1];
  std::string out;
  if (tree.is_structured())
    for (const auto& inner : tree) out += words_of(inner);
  return out;
}

TEST(PandocJson, FrenchSignsStayWithTheirWords) {
  const auto text = [](Inlines inlines, std::string language, Writer writer = Writer::html) {
    return words_of(converted({paragraph(std::move(inlines))}, std::move(language), writer));
  };
  const Inlines typed{{Text{"Ceci "}, {}},
                      {Emphasis{plain("en valeur")}, {}},
                      {Text{" : « oui » ; "}, {}},
                      {CodeSpan{"a ? b : c"}, {}},
                      {Text{" ?"}, {}}};
  for (const auto writer : {Writer::html, Writer::docx, Writer::odt, Writer::epub, Writer::markdown})
    EXPECT_THAT(text(typed, "fr", writer),
                HasSubstr("Ceci en valeur\u00A0: «\u00A0oui\u00A0»\u202F; a ? b : c\u202F?"));
  EXPECT_EQ(text(typed, "en"), "Ceci en valeur : « oui » ; a ? b : c ?");
  EXPECT_EQ(text(in_language("fr", "Quoi ?"), "ar"), "Quoi\u202F?");
  EXPECT_EQ(text(in_language("en", "Note : what ?"), "fr"), "Note : what ?");
  const std::string url = "https://exemple.ma/?";
  EXPECT_EQ(text({{Link{url, plain(url)}, {}}}, "fr"), url);
  EXPECT_EQ(text({{Link{url, plain("où ?")}, {}}}, "fr"), "où\u202F?");
}

TEST(PandocJson, TeXSetsFrenchSpacingItself) {
  Document document;
  document.blocks = {paragraph("Quoi ?")};
  Diagnostics warnings;
  const auto tree = Json::parse(
      to_pandoc_json(document, FewWords(), kApi, {only_pictures, {}}, Writer::pdf, warnings, "xelatex"));
  EXPECT_THAT(words_of(tree["blocks"]), HasSubstr("Quoi ?"));
}

TEST(PandocJson, AHeadingHasItsNumberAndABookmarkThatWordTakes) {
  auto block = heading(2, plain("Suite"), "analyse/résultats");
  std::get<Heading>(block.content).number = "2.1";
  EXPECT_EQ(converted({block}), Json::parse(R"([{"t":"Header","c":[2,["analyse_r_sultats",[],[]],[
              {"t":"RawInline","c":["openxml","<?taqrir number name=\"analyse_r_sultats_no\"?>"]},
              {"t":"Span","c":[["",[],[["custom-style","Section Number"]]],[{"t":"Str","c":"2.1"}]]},
              {"t":"RawInline","c":["openxml","<?taqrir end?>"]},
              {"t":"Str","c":"\u00A0\u00A0"},{"t":"Str","c":"Suite"}]]}])"));
}

TEST(PandocJson, LanguagesCarryTheirDirection) {
  const auto blocks =
      converted({paragraph(in_language("ar", "نص")), block(Division{{paragraph("نص")}}, {}, "ar")});
  const auto run = attributes(Json::parse(R"([["lang","ar"],["dir","rtl"],["custom-style","Language ar"]])"));
  EXPECT_EQ(blocks[0]["c"][0]["c"], Json::array({run, words("نص")}));
  EXPECT_EQ(blocks[1]["c"][1], "<?taqrir open dir=\"rtl\" kind=\"language\"?>");
  EXPECT_EQ(blocks[2]["t"], "Div");
  EXPECT_EQ(blocks[2]["c"][0], attributes(Json::parse(R"([["lang","ar"],["dir","rtl"]])")));
  EXPECT_EQ(blocks[2]["c"][1][0]["c"][0]["c"][0], run);
  EXPECT_EQ(blocks[3]["c"][1], "<?taqrir close?>");
}

TEST(PandocJson, FrenchInAnArabicDocumentRunsFromLeftToRight) {
  const auto blocks = converted({paragraph(in_language("fr", "mot"))}, "ar");
  EXPECT_EQ(blocks[0]["c"][0]["c"][0][2][1], Json::array({"dir", "ltr"}));
}

TEST(PandocJson, WordsOfOursAreInTheBlocksOwnLanguage) {
  class Two : public FewWords {
   public:
    std::string word(std::string_view key, const std::map<std::string, std::string>& more) const override {
      return key == "document.callout.note" ? "Note" : FewWords::word(key, more);
    }
    const Locale& in(std::string_view language) const override {
      if (language == "ar") return arabic_;
      return *this;
    }

   private:
    class Arabic : public FewWords {
     public:
      Arabic() : FewWords("ar") {}
      std::string word(std::string_view, const std::map<std::string, std::string>&) const override {
        return "ملاحظة";
      }
    };
    Arabic arabic_;
  };
  Document document;
  document.blocks = {callout(Callout::Kind::note, {}, {}), callout(Callout::Kind::note, {}, {})};
  document.blocks[1].language = "ar";
  Diagnostics warnings;
  const auto json = to_pandoc_json(document, Two(), kApi, {only_pictures, {}}, Writer::docx, warnings);
  EXPECT_THAT(json, HasSubstr("Note"));
  EXPECT_LT(json.find("Note"), json.find("ملاحظة"));
}

TEST(PandocJson, CellsKeepTheirSpansAndAlignment) {
  TableCell tall = cell("h");
  tall.row_span = 2;
  tall.column_span = 3;
  Document document;
  document.blocks = {TableBuilder({{Alignment::decimal, {}}, {}, {}}).row({tall}).row({}).build()};
  Diagnostics warnings;
  const auto by_typst = Json::parse(to_pandoc_json(document, FewWords(), kApi, {only_pictures, {}},
                                                   Writer::pdf, warnings, "typst"))["blocks"];
  const auto& table = by_typst[0]["c"];
  EXPECT_EQ(table[2][0][0]["t"], "AlignRight");
  const auto& made = table[4][0][3][0][1][0];
  EXPECT_EQ(made[2], 2);
  EXPECT_EQ(made[3], 3);
  EXPECT_EQ(messages(warnings), "");
}

TEST(PandocJson, MarkdownHasTablesOfSingleCells) {
  TableCell tall = cell("h");
  tall.row_span = 2;
  tall.column_span = 2;
  TableCell full = cell("x");
  full.content = {paragraph("un"), bullet_list({plain("deux"), plain("trois")})};
  Document document;
  document.blocks = {TableBuilder({{}, {}, {}}).row({tall, cell("a")}).row({full}).build()};
  Diagnostics warnings;
  const auto table = Json::parse(to_pandoc_json(document, FewWords(), kApi, {only_pictures, {}},
                                                Writer::markdown, warnings))["blocks"][0]["c"];
  const auto text = [&](int row, int column) {
    std::string out;
    for (const auto& block : table[4][0][3][row][1][column][4])
      for (const auto& in : block["c"]) out += in["t"] == "Str" ? in["c"].get<std::string>() : " ";
    return out;
  };
  EXPECT_EQ(text(0, 0) + "|" + text(0, 1) + "|" + text(0, 2), "h||a");
  EXPECT_EQ(text(1, 0) + "|" + text(1, 1) + "|" + text(1, 2), "||un · deux · trois");
  EXPECT_EQ(table[4][0][3][0][1].size(), 3u);
  EXPECT_EQ(table[4][0][3][1][1].size(), 3u);
  EXPECT_EQ(messages(warnings),
            "a Markdown file has tables of single cells with a line each: this one is simplified\n");
}

TEST(PandocJson, WidthsAreAllGivenOrNone) {
  const auto widths = [](std::vector<TableColumn> columns) {
    std::string out;
    const auto blocks = converted({TableBuilder(std::move(columns)).build()}, "fr", Writer::markdown);
    for (const auto& column : blocks[0]["c"][2])
      out += column[1].contains("c") ? column[1]["c"].dump() + " " : "default ";
    return out;
  };
  EXPECT_EQ(widths({{}, {}}), "default default ");
  EXPECT_EQ(widths({{Alignment::start, 0.5}, {}, {}}), "0.5 0.25 0.25 ");
}

TEST(PandocJson, TotalsStandInTheFoot) {
  const auto blocks = converted({TableBuilder({TableColumn{}}).row({cell("a")}).total({cell("b")}).build()},
                                "fr", Writer::markdown);
  EXPECT_EQ(blocks[0]["c"][4][0][3].size(), 1u);
  EXPECT_EQ(blocks[0]["c"][5][1].size(), 1u);
}

TEST(PandocJson, TasksShowTheirBoxes) {
  List list;
  list.items = {{{paragraph("fait")}, true}, {{paragraph("reste")}, false}, {{}, false}};
  const auto items = converted({block(list)})[0]["c"];
  EXPECT_EQ(items[0][0]["c"][0]["c"], "☑\u00A0");
  EXPECT_EQ(items[1][0]["c"][0]["c"], "☐\u00A0");
  EXPECT_EQ(items[2][0]["c"][0]["c"], "☐\u00A0");
}

TEST(PandocJson, PicturesAreKeptOnceAsDataWithTheirOwnKind) {
  const Image image{{"photos/a.png", {}}, "une salle", 100.25};
  const auto blocks = converted({block(Figure{image, {}, {}})});
  const auto& made = blocks[0]["c"][1][0]["c"][0]["c"];
  EXPECT_EQ(made[0][2], Json::parse(R"([["width","100.3pt"]])"));
  EXPECT_EQ(made[1][0]["c"], "une");
  EXPECT_EQ(made[2][0], "data:image/png;base64,iVBORw0KGgogcmVzdA==");
}

TEST(PandocJson, AFileThatIsNoPictureIsAnErrorWithItsPlace) {
  const SourceRef source = std::make_shared<SourceFile>("recit.md", "");
  Document document;
  document.blocks.push_back(block(Figure{{{"a.png", {source, 3, 1, 0}}, "mots", {}}, {}, {}}));
  Diagnostics said;
  const auto json = to_pandoc_json(
      document, FewWords(), kApi, {[](const FileRef&) { return Bytes("%PDF-1.7"); }, {}}, Writer::docx, said);
  EXPECT_EQ(messages(said), "“a.png” is no picture that a Word file can hold — give a PNG or JPEG file\n");
  EXPECT_EQ(said.at(0).span.line, 3u);
  EXPECT_THAT(json, HasSubstr("mots"));
}

TEST(PandocJson, WhatWordCannotHoldIsSaidWithItsPlace) {
  auto document = test::every_node();
  number_document(document, FewWords());
  Diagnostics said;
  to_pandoc_json(document, FewWords(), kApi, {[](const FileRef&) { return Bytes(kPng); }, {}}, Writer::docx,
                 said);
  sort_and_unify(said);
  EXPECT_EQ(messages(said),
            "in a Word file the chart “Acquis” is a table of its numbers\n"
            "in a Word file the chart “Calendrier” is a table of its numbers\n"
            "a Word file cannot hold the pages of “annexes/evaluation.pdf”; a line names them — they are in "
            "the PDF "
            "that Taqrir makes itself\n");
  EXPECT_FALSE(has_errors(said));
  EXPECT_EQ(said.at(2).span.line, 40u);
}

TEST(PandocJson, MetadataIsTheCoversAndTheDocuments) {
  Diagnostics warnings;
  const auto meta = Json::parse(to_pandoc_json(test::every_node(), FewWords(), kApi, {only_pictures, {}},
                                               Writer::html, warnings))["meta"];
  EXPECT_EQ(meta["title"]["c"], words("Atelier"));
  EXPECT_EQ(meta["subtitle"]["c"], words("Rabat"));
  EXPECT_EQ(meta["lang"]["c"], "fr");
  EXPECT_FALSE(meta.contains("dir"));
  EXPECT_EQ(meta["keywords"]["c"].size(), 2u);
  EXPECT_EQ(meta["date"]["c"], words("2025-07-02"));
}

// ---------------------------------------------------------------- the process

Result<std::string> written(World& world, const Document& document, Diagnostics& warnings,
                            std::vector<std::string> data = {}) {
  WriteRequest request;
  request.data = std::move(data);
  return write(world, document, FewWords(document.language), {only_pictures, {}}, request, warnings);
}

std::string refusal(StandIn& world) {
  Diagnostics warnings;
  const auto made = written(world, {}, warnings);
  return made ? "written" : messages(made.error());
}

TEST(WriteDocx, WithoutPandocSaysHowToInstallIt) {
  MemoryWorld world;
  Diagnostics warnings;
  const auto made = written(world, {}, warnings);
  ASSERT_FALSE(made);
  EXPECT_EQ(messages(made.error()),
            "Pandoc is not installed; all formats but PDF are made by it — install it: “sudo apt-get install "
            "pandoc”\n");
  EXPECT_EQ(exit_status(made.error()), 3);
}

TEST(WriteDocx, AnOldOrStrangePandocIsRefused) {
  StandIn world;
  const std::string said =
      "this Pandoc (2.17.1) does not speak the form of document that Taqrir writes — Taqrir needs Pandoc "
      "2.11 or "
      "later: “sudo apt-get install pandoc”, or a newer one first in PATH\n";
  for (const std::string answer :
       {R"({"pandoc-api-version":[1,20],"blocks":[]})", R"({"pandoc-api-version":"1"})", "[]", "",
        R"({"pandoc-api-version":["1","22"]})", R"({"pandoc-api-version":[2,0]})"}) {
    world.api = answer;
    EXPECT_EQ(refusal(world), said) << answer;
  }
}

TEST(WriteDocx, AFailureOfPandocGivesItsFirstLine) {
  StandIn world;
  const std::string advice =
      " — try “pandoc --version”; if that fails, “sudo apt-get install --reinstall pandoc”. The command was "
      "“pandoc "
      "--from=json --to=docx”\n";
  world.written = {97, "", "[WARNING] small\npandoc: cannot\nsecond line"};
  EXPECT_EQ(refusal(world),
            "Pandoc could not write a Word file: pandoc: cannot / second line (status 97)" + advice);
  world.written = {1, "", ""};
  EXPECT_EQ(refusal(world), "Pandoc could not write a Word file: it gave no reason (status 1)" + advice);
  for (const auto* garbage : {"garbage", "PK\x03\x04 garbage"}) {
    world.written = {0, garbage, ""};
    EXPECT_EQ(refusal(world), "Pandoc was to write a Word file, and its answer is something else" + advice);
  }
}

TEST(WriteDocx, PandocsWarningsAreOurs) {
  StandIn world;
  world.written.err = "[WARNING] Could not fetch x\n[INFO] y\n";
  Diagnostics warnings;
  ASSERT_TRUE(written(world, {}, warnings));
  EXPECT_EQ(messages(warnings), "Pandoc says: Could not fetch x\n");
}

TEST(WriteDocx, TheWorkingFolderHoldsThePicturesAndNothingElse) {
  StandIn world;
  world.add("/mission/secret.png", "secret");
  Document document;
  const Image image{{"a.png", {}}, "", {}};
  document.blocks = {block(Figure{image, {}, {}}), block(Figure{image, {}, {}}),
                     block(Figure{{{"b.png", {}}, "", {}}, {}, {}})};
  Diagnostics warnings;
  ASSERT_TRUE(written(world, document, warnings));
  EXPECT_THAT(world.folder, ElementsAre("picture-1.png", "picture-2.png"));
  EXPECT_TRUE(world.list(world.requests.back().directory).empty()) << "removed when done";
}

TEST(WriteDocx, PandocRunsInItsFolderWithTheDocumentsDate) {
  StandIn world;
  Document document;
  document.date = parse_iso_date("2025-07-02");
  Diagnostics warnings;
  ASSERT_TRUE(written(world, document, warnings));
  const auto& request = world.requests.back();
  EXPECT_THAT(request.argv, ElementsAre("pandoc", "--from=json", "--to=docx", "--output=-", "--data-dir=."));
  EXPECT_EQ(request.environment.at("HOME"), request.directory);
  EXPECT_EQ(request.environment.at("SOURCE_DATE_EPOCH"), "1751414400");
  document.date.reset();
  ASSERT_TRUE(written(world, document, warnings));
  EXPECT_EQ(world.requests.back().environment.at("SOURCE_DATE_EPOCH"), "315532800");
}

TEST(WriteDocx, RightToLeftTakesTheMirroredReference) {
  StandIn world;
  world.add("/t/pandoc/reference.docx", "x");
  Document document;
  Diagnostics warnings;
  const auto used = [&](std::string language) {
    document.language = std::move(language);
    EXPECT_TRUE(written(world, document, warnings, {"/mission", "/t"}));
    return world.requests.back().argv.back();
  };
  EXPECT_EQ(used("ar"), "--reference-doc=reference.docx");
  EXPECT_THAT(world.folder, ElementsAre("reference.docx"))
      << "a copy: Pandoc is given no path of the machine’s";
  world.add("/t/pandoc/reference-rtl.docx", "x");
  EXPECT_EQ(used("ar"), "--reference-doc=reference-rtl.docx");
  EXPECT_EQ(used("fr"), "--reference-doc=reference.docx");
}

TEST(Installed, TellsTheVersionAndTheApi) {
  StandIn world;
  const auto version = installed(world);
  ASSERT_TRUE(version);
  EXPECT_EQ(version->major, 2);
  EXPECT_EQ(version->minor, 17);
  EXPECT_EQ(version->patch, 1);
  EXPECT_EQ(version->api, kApi);
}

}  // namespace
}  // namespace taqrir::pandoc
