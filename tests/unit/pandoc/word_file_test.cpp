// Real Word files by the real Pandoc, looked at from inside and read back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "app/system_world.hpp"
#include "model/builder.hpp"
#include "model/numbering.hpp"
#include "pandoc/pandoc.hpp"
#include "unit/model/sample.hpp"
#include "unit/pandoc/docx.hpp"

namespace taqrir::pandoc {
namespace {

using test::FewWords;
using test::messages;
using test::paragraphs;
using test::unzip;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kShipped = TAQRIR_SOURCE_DIR "/templates";

class WordFile : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!world_.find_program("pandoc")) GTEST_SKIP() << "Pandoc is not installed";
  }

  /// Any picture of the mission is the one real picture at hand.
  static Result<Bytes> read(const FileRef& file) {
    if (file.path.find("..") != std::string::npos || file.path.find(':') != std::string::npos ||
        file.path.front() == '/')
      return fail(error(file.span, "“{}” is outside the mission", {file.path}));
    return Bytes(test::read(kShipped + "/visibility/eu-emblem.png"));
  }

  std::string made(Document document, Diagnostics* said = nullptr) {
    Diagnostics warnings = number_document(document, FewWords(document.language));
    EXPECT_EQ(messages(warnings), "");
    WriteRequest request;
    request.data = {kShipped};
    auto bytes = write(world_, document, FewWords(document.language), {read, {}}, request, warnings);
    EXPECT_TRUE(bytes) << messages(bytes.error());
    if (said) *said = warnings;
    return bytes ? *bytes : std::string();
  }

  static Document of(Blocks blocks, std::string language = "fr") {
    Document document;
    document.language = std::move(language);
    document.title = "Titre";
    document.blocks = std::move(blocks);
    return document;
  }

  std::string document_xml(Document document) {
    return unzip(made(std::move(document)))["word/document.xml"];
  }

  std::string read_back(const std::string& bytes) {
    ProcessRequest request;
    request.argv = {"pandoc", "--sandbox", "--from=docx+styles", "--to=native"};
    request.input = bytes;
    const auto out = world_.run(request);
    EXPECT_TRUE(out);
    EXPECT_EQ(out->exit_code, 0) << out->err;
    return out->out;
  }

  app::SystemWorld world_;
};

TEST_F(WordFile, HoldsEveryNodeInItsStyle) {
  test::expect_same(TAQRIR_SOURCE_DIR "/tests/unit/pandoc/every_node.paragraphs",
                    paragraphs(document_xml(test::every_node())));
}

TEST_F(WordFile, EveryStyleThatItUsesIsOneOfOurs) {
  const auto parts = unzip(made(test::every_node()));
  static const std::regex kUsed("<w:(?:pStyle|rStyle|tblStyle) w:val=\"([^\"]+)\"");
  const auto& xml = parts.at("word/document.xml");
  const auto ours =
      unzip(test::read(kShipped + "/pandoc/institutional/reference.docx")).at("word/styles.xml");
  const std::regex syntax_token("[A-Za-z]+Tok");  // Pandoc's own, for the colours of code
  for (std::sregex_iterator it(xml.begin(), xml.end(), kUsed), end; it != end; ++it) {
    const std::string style = (*it)[1];
    if (!std::regex_match(style, syntax_token))
      EXPECT_THAT(ours, HasSubstr("w:styleId=\"" + style + "\"")) << style;
  }
}

TEST_F(WordFile, IsReadBackWithItsStructure) {
  const auto native = read_back(made(of(
      {heading(1, plain("Contexte"), "c"), paragraph("Un texte."), bullet_list({plain("un"), plain("deux")}),
       TableBuilder({{}, {}}).header({"A", "B"}).row({cell("1"), cell("2")}).build()})));
  EXPECT_THAT(native, HasSubstr("Header"));
  EXPECT_THAT(native, HasSubstr("BulletList"));
  EXPECT_THAT(native, HasSubstr("TableHead"));
  EXPECT_LT(native.find("Contexte"), native.find("texte."));
}

/// The paragraph of a document's XML in which words stand.
std::string around(const std::string& xml, const std::string& words) {
  const auto at = xml.find(words);
  if (at == std::string::npos) return {};
  const auto begin = xml.rfind("<w:p>", at);
  return xml.substr(begin, xml.find("</w:p>", at) - begin);
}

TEST_F(WordFile, ArabicFiguresWithADirectionMarkLookLikeTheOthers) {
  const std::string percent = "93,8\u200E%\u200E";
  const auto xml = document_xml(of({paragraph(percent), paragraph("C1\u200E")}, "ar"));
  const auto styles =
      unzip(test::read(kShipped + "/pandoc/institutional/reference-rtl.docx")).at("word/styles.xml");
  const auto body = styles.substr(styles.find("w:styleId=\"BodyText\""));
  const auto size_of = [](const std::string& text, const std::string& name) {
    const auto at = text.find("<w:" + name + " w:val=\"");
    return at == std::string::npos ? std::string("none") : text.substr(at + name.size() + 11, 2);
  };
  EXPECT_NE(size_of(body, "sz"), size_of(body, "szCs"));
  EXPECT_EQ(size_of(around(xml, percent), "sz"), size_of(body, "szCs"));
  EXPECT_THAT(around(xml, percent), HasSubstr("w:ascii=\"Noto Naskh Arabic\""));
  EXPECT_EQ(size_of(around(xml, "C1"), "sz"), "none");  // Latin letters are Latin
}

TEST_F(WordFile, TasksHaveNoBulletBesideTheirBoxes) {
  List tasks;
  tasks.items = {{{paragraph("fait")}, true}, {{paragraph("reste")}, false}};
  const auto bytes = made(of({block(tasks), bullet_list({plain("autre")})}));
  const auto parts = unzip(bytes);
  const auto& numbering = parts.at("word/numbering.xml");
  static const std::regex kNumber("<w:numId w:val=\"([0-9]+)\"");
  const auto bullet_of = [&](const std::string& words) {
    const auto paragraph = around(parts.at("word/document.xml"), words);
    std::smatch number, list;
    EXPECT_TRUE(std::regex_search(paragraph, number, kNumber)) << paragraph;
    EXPECT_TRUE(std::regex_search(numbering, list,
                                  std::regex("<w:num [^>]*w:numId=\"" + number[1].str() +
                                             "\"[^>]*><w:abstractNumId w:val=\"([0-9]+)\"")));
    const auto definition = numbering.find("w:abstractNumId=\"" + list[1].str() + "\"");
    const auto text = numbering.find("<w:lvlText w:val=\"", definition) + 18;
    return numbering.substr(text, numbering.find('"', text) - text);
  };
  EXPECT_EQ(bullet_of("fait"), "\u200B");
  EXPECT_EQ(bullet_of("reste"), "\u200B");
  EXPECT_EQ(bullet_of("autre"), "•");
  EXPECT_THAT(read_back(bytes), HasSubstr("BulletList"));
}

TEST_F(WordFile, ArabicIsNeverSlanted) {
  Quote quote;
  quote.content = {paragraph("قول")};
  const auto bytes = made(of({paragraph(emphasis("مؤكد")), block(quote)}, "ar"));
  auto parts = unzip(bytes);
  for (const auto* part : {"word/document.xml", "word/styles.xml"})
    EXPECT_THAT(parts.at(part),
                ::testing::AllOf(Not(HasSubstr("<w:iCs/>")), Not(HasSubstr("<w:iCs w:val=\"1\"/>"))))
        << part;
  EXPECT_THAT(read_back(bytes), HasSubstr("\"Emphasis\""));  // it is emphasis all the same
}

TEST_F(WordFile, ALineThatIsBrokenByHandIsNotSpread) {
  EXPECT_THAT(unzip(made(of({paragraph("un")}))).at("word/settings.xml"),
              HasSubstr("<w:doNotExpandShiftReturn/>"));
}

TEST_F(WordFile, LinesToSignOnStandLevelWithAndWithoutNames) {
  const auto xml = document_xml(
      of({block(Signatures{{}, {{plain("Présidente"), plain("Nom")}, {plain("Trésorier"), {}}}})}));
  const auto count = [&](const std::string& style) {
    int n = 0;
    for (auto at = xml.find("\"" + style + "\""); at != std::string::npos;
         at = xml.find("\"" + style + "\"", at + 1))
      ++n;
    return n;
  };
  EXPECT_EQ(count("SignatureName"), 2);
  EXPECT_EQ(count("SignatureLine"), 2);
}

TEST_F(WordFile, CalloutsHaveTheColoursOfOurOwnPages) {
  const auto styles =
      unzip(test::read(kShipped + "/pandoc/institutional/reference.docx")).at("word/styles.xml");
  const auto look = [&](const std::string& kind) {
    const auto at = styles.find("w:styleId=\"Callout" + kind + "\"");
    const auto begin = styles.find("<w:pBdr>", at);
    return styles.substr(begin, styles.find("</w:pBdr>", at) - begin);
  };
  const auto title = [&](const std::string& kind) {
    const auto at = styles.find("w:styleId=\"Callout" + kind + "title\"");
    return styles.substr(styles.find("<w:color ", at), 24);
  };
  EXPECT_EQ(look("important"), look("note"));  // as on our own pages
  EXPECT_NE(look("important"), look("warning"));
  EXPECT_EQ(title("important"), title("note"));
  EXPECT_NE(title("important"), title("warning"));
}

TEST_F(WordFile, EveryLinkLeadsToABookmark) {
  const auto xml = document_xml(test::every_node());
  static const std::regex kAnchor("w:anchor=\"([^\"]+)\""), kField("PAGEREF ([^ ]+)"),
      kBookmark("<w:bookmarkStart[^>]*w:name=\"([^\"]+)\"");
  std::set<std::string> bookmarks;
  for (std::sregex_iterator it(xml.begin(), xml.end(), kBookmark), end; it != end; ++it)
    bookmarks.insert((*it)[1]);
  int links = 0;
  for (const auto* pattern : {&kAnchor, &kField})
    for (std::sregex_iterator it(xml.begin(), xml.end(), *pattern), end; it != end; ++it, ++links) {
      EXPECT_EQ(bookmarks.count((*it)[1]), 1u) << (*it)[1];
      EXPECT_TRUE(std::regex_match((*it)[1].str(), std::regex("[A-Za-z][A-Za-z0-9_]{0,39}"))) << (*it)[1];
    }
  EXPECT_GE(links, 5);
}

TEST_F(WordFile, CellsThatSpanAreMerged) {
  TableCell tall = cell("haute"), wide = cell("large");
  tall.row_span = 2;
  wide.column_span = 2;
  const auto xml =
      document_xml(of({TableBuilder({{}, {}, {}}).row({tall, wide}).row({cell("a"), cell("b")}).build()}));
  EXPECT_THAT(xml, HasSubstr("<w:vMerge w:val=\"restart\"/>"));
  EXPECT_THAT(xml, HasSubstr("<w:gridSpan w:val=\"2\"/>"));
}

TEST_F(WordFile, HeaderRowsAreRepeated) {
  EXPECT_THAT(document_xml(of({TableBuilder({TableColumn{}}).header({"A"}).row({cell("1")}).build()})),
              HasSubstr("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"));
}

TEST_F(WordFile, AnArabicFileRunsFromRightToLeftThroughout) {
  const auto parts = unzip(made(of(
      {heading(1, plain("السياق"), "c"), paragraph("نص عربي"), paragraph(in_language("fr", "mot"))}, "ar")));
  EXPECT_EQ(paragraphs(parts.at("word/document.xml")),
            "Heading1 ‹bidi›: 1\u00A0\u00A0السياق\n"
            "- ‹bidi›: نص عربي\n"
            "- ‹bidi›: mot\n");
  const auto& xml = parts.at("word/document.xml");
  EXPECT_THAT(xml, HasSubstr("<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">نص عربي</w:t></w:r>"));
  EXPECT_THAT(xml, HasSubstr("<w:r><w:rPr><w:rStyle w:val=\"Languagefr\"/></w:rPr><w:t "
                             "xml:space=\"preserve\">mot</w:t></w:r>"));
  EXPECT_THAT(xml, HasSubstr("<w:bidi/></w:sectPr>"));
  EXPECT_THAT(parts.at("word/styles.xml"), HasSubstr("<w:bidiVisual"));
}

TEST_F(WordFile, EqualDocumentsGiveEqualBytes) {
  const auto first = made(test::every_node());
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));  // a zip's clock ticks every two seconds
  EXPECT_EQ(made(test::every_node()), first);
  EXPECT_THAT(unzip(first).at("docProps/core.xml"), HasSubstr(">2025-07-02T00:00:00Z</dcterms:created>"));
}

TEST_F(WordFile, SaysWhoseItIsAndInWhichLanguage) {
  const auto core = unzip(made(test::every_node())).at("docProps/core.xml");
  for (const auto* said : {"<dc:title>Atelier de planification</dc:title>", "<dc:creator>OMP</dc:creator>",
                           "<dc:language>fr-FR</dc:language>", "<dc:subject>Récit</dc:subject>",
                           "<cp:keywords>gouvernance, OMP</cp:keywords>"})
    EXPECT_THAT(core, HasSubstr(said));
}

TEST_F(WordFile, ASecretBesideTheMissionStaysOutsideWhateverTheTextSays) {
  const auto folder = world_.temporary_directory().value();
  const std::string mark = "SECRET-5f1d9c";
  const auto secret = folder + "/secret.png";
  ASSERT_TRUE(world_.write(secret, test::read(kShipped + "/visibility/eu-emblem.png") + mark));

  Blocks hostile;
  for (const std::string& path :
       {secret, std::string("../secret.png"), "file://" + secret, std::string("/etc/passwd")}) {
    hostile.push_back(paragraph("![](" + path + ") <img src=\"" + path + "\"/> {{" + path + "}}"));
    hostile.push_back(paragraph(Inlines{{Link{path, plain("lien")}, {}}, {CodeSpan{path}, {}}}));
    hostile.push_back(block(CodeBlock{"{=openxml}", "<w:p/>![](" + path + ")"}));
    hostile.push_back(block(Figure{{{path, {}}, path, {}}, {}, {}}));
  }
  auto document = of(std::move(hostile));
  document.title = "![](" + secret + ")";
  document.keywords = {secret};

  Diagnostics said;
  for (const auto& [name, content] : unzip(made(document, &said))) {
    EXPECT_THAT(content, Not(HasSubstr(mark))) << name;
    EXPECT_THAT(content, Not(HasSubstr("root:x:"))) << name;
    EXPECT_EQ(name.rfind("word/media/", 0), std::string::npos) << name;
  }
  EXPECT_THAT(messages(said), HasSubstr("“../secret.png” is outside the mission"));
}

TEST_F(WordFile, APictureIsThereWithItsWords) {
  const auto parts =
      unzip(made(of({block(Figure{{{"a.png", {}}, "Une salle", 120.0}, plain("La salle"), {}})})));
  EXPECT_THAT(paragraphs(parts.at("word/document.xml")),
              HasSubstr("CaptionedFigure: [picture Une salle]\nImageCaption: Figure 1. La salle"));
  int pictures = 0;
  for (const auto& [name, content] : parts) pictures += name.rfind("word/media/", 0) == 0;
  EXPECT_EQ(pictures, 1);
}

TEST(Reference, IsMadeFromTheThemeByItsScript) {
  app::SystemWorld world;
  if (!world.find_program("python3")) GTEST_SKIP() << "no Python";
  ProcessRequest request;
  request.argv = {"python3", kShipped + "/pandoc/make-reference.py", "--check"};
  const auto out = world.run(request);
  ASSERT_TRUE(out);
  EXPECT_EQ(out->exit_code, 0) << out->err;
}

}  // namespace
}  // namespace taqrir::pandoc
