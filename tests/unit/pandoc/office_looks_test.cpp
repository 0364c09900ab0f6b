// How Word and OpenDocument files look, by their XML: what pages seen through LibreOffice once showed wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <regex>

#include "app/system_world.hpp"
#include "input/resources.hpp"
#include "model/builder.hpp"
#include "model/numbering.hpp"
#include "pandoc/pandoc.hpp"
#include "unit/model/sample.hpp"
#include "unit/pandoc/docx.hpp"

namespace taqrir::pandoc {
namespace {

using test::FewWords;
using test::messages;
using test::unzip;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kTemplates = TAQRIR_SOURCE_DIR "/templates";

class OfficeLooks : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!world_.find_program("pandoc")) GTEST_SKIP() << "Pandoc is not installed";
  }

  std::map<std::string, std::string> parts(Writer writer, Document document,
                                           const std::string& theme_id = "institutional") {
    const FewWords words(document.language);
    auto said = number_document(document, words);
    auto theme = input::load_theme(world_, {kTemplates}, theme_id);
    const auto base = *theme;
    if (change_) change_(*theme);
    WriteRequest request;
    if (change_) request.base = &base;
    request.writer = writer, request.data = {kTemplates}, request.theme = &*theme;
    const auto read = [](const FileRef&) -> Result<Bytes> {
      return Bytes(test::read(kTemplates + "/visibility/eu-emblem.png"));
    };
    auto bytes = write(world_, document, words, {read, {}}, request, said);
    EXPECT_TRUE(bytes) << messages(bytes.error());
    said_ = messages(said);
    return unzip(bytes ? *bytes : std::string());
  }

  std::string docx(Document document) {
    return parts(Writer::docx, std::move(document))["word/document.xml"];
  }
  std::string odt(Document document) { return parts(Writer::odt, std::move(document))["content.xml"]; }

  static Document of(Blocks blocks, std::string language) {
    Document document;
    document.language = std::move(language), document.title = "Titre", document.blocks = std::move(blocks);
    return document;
  }

  static Block callout(Blocks content, std::string language = {}) {
    Block block{Callout{Callout::Kind::tip, plain("Conseil"), std::move(content)}};
    block.language = std::move(language);
    return block;
  }

  app::SystemWorld world_;
  std::string said_;
  std::function<void(Theme&)> change_ = {};  ///< what a report type changes of its theme
};

TEST_F(OfficeLooks, TheBorderOfAPageIsDrawnWithoutItsStars) {
  const auto document = of({paragraph("Une attestation.")}, "fr");
  EXPECT_THAT(parts(Writer::docx, document, "certificate")["word/document.xml"],
              HasSubstr("<w:pgBorders w:offsetFrom=\"page\"><w:top w:val="));
  EXPECT_THAT(said_, Not(HasSubstr("border is left out")));
  EXPECT_THAT(parts(Writer::odt, document, "certificate")["styles.xml"],
              HasSubstr("style:border-line-width="));
  change_ = [](Theme& theme) { theme.frame->stars = true; };
  parts(Writer::docx, document, "certificate");
  EXPECT_THAT(
      said_,
      HasSubstr("a Word file has no stars at the corners of its pages: the theme’s border is plain there"));
  change_ = {};
  EXPECT_THAT(docx(document), Not(HasSubstr("pgBorders")));
}

TEST_F(OfficeLooks, AThemeThatATypeTurnsOverLiesInWordToo) {
  const auto document = of({paragraph("Une feuille.")}, "fr");
  EXPECT_THAT(docx(document), Not(HasSubstr("w:orient=\"landscape\"")));
  change_ = [](Theme& theme) { std::swap(theme.page.width, theme.page.height); };
  EXPECT_THAT(docx(document), HasSubstr("w:orient=\"landscape\""));
  EXPECT_THAT(parts(Writer::odt, document)["styles.xml"], HasSubstr("style:print-orientation=\"landscape\""));
}

TEST_F(OfficeLooks, WhatATypesThemeChangesReachesTheStyles) {
  change_ = [](Theme& theme) {
    theme.justify = false, theme.page_numbers = false, theme.centered = true;
    theme.margins.inner = theme.margins.outer = mm(18);
    auto& label = theme.styles["label"];
    label.font = "body", label.size = 10.5, label.color = "text", label.space_after = 3;
    theme.styles["body"].leading = 2;
  };
  auto document = of({paragraph("Une question.")}, "fr");
  const auto word = parts(Writer::docx, document);
  const auto style = [](const std::string& xml, const std::string& start, const std::string& end) {
    const auto at = xml.find(start);
    return at == std::string::npos ? std::string() : xml.substr(at, xml.find(end, at) - at);
  };
  const auto& styles = word.at("word/styles.xml");
  const auto body = style(styles, "w:styleId=\"BodyText\"", "</w:style>"),
             label = style(styles, "w:styleId=\"Label\"", "</w:style>"),
             callout = style(styles, "w:styleId=\"Calloutnotetitle\"", "</w:style>");
  EXPECT_THAT(body, HasSubstr("<w:jc w:val=\"left\""));
  EXPECT_THAT(body, HasSubstr("w:line=\"353\""));  // 240 × 2 / 1.362
  EXPECT_THAT(label, HasSubstr("w:ascii=\"Noto Serif\""));
  EXPECT_THAT(label, HasSubstr("<w:sz w:val=\"21\""));
  EXPECT_THAT(label, HasSubstr("<w:color w:val=\"1D2733\""));
  EXPECT_THAT(label, HasSubstr("w:after=\"60\""));
  EXPECT_THAT(callout, HasSubstr("<w:color w:val=\"15396B\"")) << "a colour of its own";
  const auto& text = word.at("word/document.xml");
  EXPECT_THAT(text, HasSubstr("w:left=\"1020\""));
  EXPECT_THAT(text, HasSubstr("<w:vAlign w:val=\"center\""));
  for (const auto& [name, xml] : word)
    if (name.starts_with("word/footer")) EXPECT_THAT(xml, Not(HasSubstr("PAGE"))) << name;
  const auto odt = parts(Writer::odt, document).at("styles.xml");
  EXPECT_THAT(style(odt, "style:name=\"Text_20_body\"", "</style:style>"),
              HasSubstr("fo:text-align=\"start\""));
  const auto label_of_odt = style(odt, "style:name=\"Label\"", "</style:style>");
  EXPECT_THAT(label_of_odt, HasSubstr("fo:font-size=\"10.50pt\""));
  EXPECT_THAT(label_of_odt, HasSubstr("fo:color=\"#1d2733\""));
  EXPECT_THAT(odt, HasSubstr("fo:margin-left=\"51.02pt\""));
}

TEST_F(OfficeLooks, AThemeWithoutChangesLeavesTheStylesAsTheyAre) {
  const auto document = of({paragraph("Un texte.")}, "fr");
  const auto usual = parts(Writer::docx, document).at("word/styles.xml");
  change_ = [](Theme&) {};
  EXPECT_EQ(parts(Writer::docx, document).at("word/styles.xml"), usual);
}

TEST_F(OfficeLooks, EveryCellOfAFormIsABoxWithRoomToWrite) {
  DataTable form;
  form.kind = DataTable::Kind::form, form.row_height = 30;
  form.columns.resize(2);
  form.header.push_back({cell("Nom"), cell("Signature")});
  form.rows.push_back({cell("Samira"), TableCell{}});
  const auto document = of({block(form)}, "fr");
  const auto xml = docx(document);
  std::size_t boxes = 0;
  for (auto at = xml.find("<w:tcBorders><w:top w:val=\"single\" w:sz=\"4\""); at != std::string::npos;
       at = xml.find("<w:tcBorders><w:top w:val=\"single\" w:sz=\"4\"", at + 1))
    ++boxes;
  EXPECT_EQ(boxes, 4U);
  EXPECT_THAT(xml, HasSubstr("<w:trHeight w:val=\"600\" w:hRule=\"atLeast\""));
  const auto content = odt(document);
  EXPECT_THAT(content, HasSubstr("fo:border=\"0.50pt solid"));
  EXPECT_THAT(content, HasSubstr("style:min-row-height=\"30.00pt\""));
}

TEST_F(OfficeLooks, ABoxIsACellAndALineReachesToTheEnd) {
  const auto document = of({block(BlankLines{2, true, {}}), block(BlankLines{3, false, {}})}, "fr");
  const auto xml = docx(document);
  EXPECT_THAT(xml, HasSubstr("<w:trHeight w:val=\"840\" w:hRule=\"atLeast\""));
  EXPECT_THAT(xml, Not(HasSubstr("HorizontalRule")));
  std::size_t lines = 0;
  for (auto at = xml.find("w:leader=\"underscore\""); at != std::string::npos;
       at = xml.find("w:leader=\"underscore\"", at + 1))
    ++lines;
  EXPECT_EQ(lines, 3U);
  EXPECT_THAT(odt(document), HasSubstr("style:leader-text=\"_\""));
}

TEST_F(OfficeLooks, TextsSideBySideStandInTheMiddleWhereTheyAreToldTo) {
  DataTable texts;
  texts.kind = DataTable::Kind::parallel;
  texts.columns.resize(2);
  TableCell french, arabic;
  Heading heading{1, plain("ATTESTATION")};
  heading.alignment = Alignment::center;
  Paragraph words{plain("Une participante")};
  words.alignment = Alignment::center;
  french.content = {block(heading), block(words)};
  Block other{Paragraph{plain("مشاركة")}};
  other.language = "ar";
  arabic.content = {other};
  texts.rows.push_back({french, arabic});
  const auto document = of({block(texts)}, "fr");
  const auto xml = docx(document);
  const auto at = xml.find("<w:pStyle w:val=\"Heading1\"");
  ASSERT_NE(at, std::string::npos);
  EXPECT_THAT(xml.substr(at, xml.find("</w:pPr>", at) - at), HasSubstr("<w:jc w:val=\"center\""));
  EXPECT_THAT(xml, HasSubstr("<w:pStyle w:val=\"BodyText\"/><w:jc w:val=\"center\"/>"))
      << "and no small type of tables";
  EXPECT_THAT(xml, Not(HasSubstr("w:tblStyle"))) << "no rules above and below";
  EXPECT_THAT(xml, Not(HasSubstr("cantSplit"))) << "a row may go on to the next page";
  const auto content = odt(document);
  EXPECT_THAT(content, HasSubstr("style:writing-mode=\"rl-tb\""));
  EXPECT_THAT(content, HasSubstr("fo:text-align=\"center\""));
}

TEST_F(OfficeLooks, AnAddressInSmallPrintStandsAtTheEndOfItsLines) {
  Paragraph address{plain("Rabat"), Paragraph::Role::small, Alignment::end};
  EXPECT_THAT(docx(of({block(address)}, "fr")), HasSubstr("<w:jc w:val=\"right\""));
  EXPECT_THAT(odt(of({block(address)}, "ar")), HasSubstr("fo:text-align=\"start\""));
}

TEST_F(OfficeLooks, TheContentsNameADivisionOfALegalTextInOneWithItsTitle) {
  Heading division{1, plain("Objet")};
  division.kind = Heading::Kind::title;
  const auto text =
      docx(of({contents(2, "Sommaire"), block(Heading{1, plain("Texte")}, "a"), block(division, "b")}, "fr"));
  const auto line = text.find("TOC1", text.find("TOC1") + 1);  // the second: the first is the text's own
  const auto end = text.find("</w:p>", line);
  ASSERT_NE(line, std::string::npos);
  EXPECT_THAT(text.substr(line, end - line), HasSubstr(" – Objet</w:t>"));
}

TEST_F(OfficeLooks, ThePanelOfAnotherLanguageHasItsBarWhereItsLinesBegin) {
  const auto french = of({callout({paragraph("Un conseil.")}, "fr")}, "ar");
  EXPECT_TRUE(std::regex_search(docx(french), std::regex("<w:left [^>]*w:sz=\"24\"")));
  EXPECT_THAT(odt(french), HasSubstr("fo:border-left=\"3pt solid"));
  const auto arabic = of({callout({paragraph("نصيحة.")}, "ar")}, "fr");
  EXPECT_TRUE(std::regex_search(docx(arabic), std::regex("<w:right [^>]*w:sz=\"24\"")));
  EXPECT_THAT(odt(arabic), HasSubstr("fo:border-right=\"3pt solid"));
}

TEST_F(OfficeLooks, AListInAPanelHangsFromItsEdge) {
  EXPECT_THAT(odt(of({callout({bullet_list({plain("un"), plain("deux")})})}, "fr")),
              HasSubstr("fo:margin-left=\"12.00pt\" fo:margin-right=\"0pt\" fo:text-indent=\"-12.00pt\""));
}

TEST_F(OfficeLooks, TwoPanelsAreTwo) {
  const auto two = of({callout({paragraph("Un.")}), callout({paragraph("Deux.")})}, "fr");
  EXPECT_THAT(docx(two), HasSubstr("w:val=\"AfterTable\""));
  EXPECT_THAT(odt(two), HasSubstr("After_20_Table"));
  EXPECT_THAT(docx(of({callout({paragraph("Un.")})}, "fr")), Not(HasSubstr("w:val=\"AfterTable\"")));
}

TEST_F(OfficeLooks, BookmarksStandInParagraphs) {
  // LibreOffice loses one that begins between a table and a heading.
  const auto xml = docx(test::every_node());
  EXPECT_FALSE(std::regex_search(xml, std::regex("(</w:p>|</w:tbl>|<w:body>)<w:bookmark")));
}

TEST_F(OfficeLooks, RowsThatMeanNothingAloneStayWithTheNext) {
  TableBuilder table({{}, {}});
  table.header({"A", "B"});
  for (const char* text : {"un", "deux", "trois", "quatre"}) table.row({cell(text), cell("x")});
  const auto document = of({table.build()}, "fr");
  const auto kept = [](const std::string& xml, const std::string& word, const std::string& keep) {
    const auto at = xml.find(">" + word + "<");
    const auto start = xml.rfind("<w:p>", at);
    return xml.substr(start, at - start).find(keep) != std::string::npos;
  };
  const auto xml = docx(document);
  EXPECT_TRUE(kept(xml, "un", "<w:keepNext"));
  EXPECT_FALSE(kept(xml, "deux", "<w:keepNext"));
  EXPECT_TRUE(kept(xml, "trois", "<w:keepNext"));
  EXPECT_FALSE(kept(xml, "quatre", "<w:keepNext"));
  EXPECT_THAT(odt(document), HasSubstr("fo:keep-with-next=\"always\""));
}

TEST_F(OfficeLooks, AnOdtSaysHowItIsToBeSet) {
  const auto made = parts(Writer::odt, test::every_node());
  EXPECT_THAT(made.at("settings.xml"), HasSubstr("\"TableRowKeep\" config:type=\"boolean\">true"));
  EXPECT_THAT(made.at("META-INF/manifest.xml"), HasSubstr("manifest:full-path=\"settings.xml\""));
}

TEST_F(OfficeLooks, AnOdtsWatermarkIsAsLargeAsAWord) {
  const auto styles = parts(Writer::odt, test::every_node()).at("styles.xml");
  EXPECT_THAT(styles, HasSubstr("draw:auto-grow-width=\"false\""));
  const auto shape = styles.find("<draw:custom-shape");
  ASSERT_NE(shape, std::string::npos);
  EXPECT_LT(styles.rfind("<table:table-cell", shape), styles.rfind("</table:table-cell>", shape))
      << "in a cell";
}

TEST_F(OfficeLooks, NoPictureOfAnOdtIsWiderThanItsPage) {
  Block line{Paragraph{{Inline{Image{{"grande.png", {}}, "Grande", {}}, {}}}}};
  const auto xml = odt(of({line}, "fr"));
  EXPECT_THAT(xml, HasSubstr("svg:width=\"447."));  // 900 pixels are 675 points
}

TEST_F(OfficeLooks, AFrenchNoteInAnArabicOdtRunsAsFrench) {
  Block text{Paragraph{{Inline{Text{"Un mot"}, {}}, Inline{Footnote{{paragraph("Une note.")}}, {}}}}};
  text.language = "fr";
  const auto xml = odt(of({text}, "ar"));
  const std::regex body("<text:note-body>\\s*<text:p text:style-name=\"([^\"]+)\"");
  std::smatch found;
  ASSERT_TRUE(std::regex_search(xml, found, body)) << xml;
  const auto style = xml.find("style:name=\"" + found[1].str() + "\"");
  ASSERT_NE(style, std::string::npos);
  EXPECT_THAT(xml.substr(style, xml.find("</style:style>", style) - style),
              HasSubstr("style:writing-mode=\"lr-tb\""));
}

TEST_F(OfficeLooks, ThePanelOfNumbersHasAnEdgeAroundAndNoneWithin) {
  const Block facts{KeyFacts{plain("Faits"), {{plain("a"), plain("1")}, {plain("b"), plain("2")}}}};
  const auto xml = parts(Writer::odt, of({facts}, "fr"), "sober").at("content.xml");
  EXPECT_THAT(xml, Not(HasSubstr("fo:border=\"0.50pt")));
  EXPECT_THAT(xml, HasSubstr("fo:border-left=\"0.50pt"));
}

}  // namespace
}  // namespace taqrir::pandoc
