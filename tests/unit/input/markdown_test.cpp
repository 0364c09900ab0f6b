#include "input/markdown.hpp"

#include <gtest/gtest.h>

#include "model/dump.hpp"
#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::said;
using test::source;

MarkdownOptions options() {
  MarkdownOptions out;
  out.languages = {"fr", "ar"};
  out.placeholder = [](const std::string& name) -> std::optional<std::string> {
    if (name == "mission.title") return "Un *titre* [[#x]]";
    if (name == "empty") return "";
    return std::nullopt;
  };
  out.placeholders = {"mission.title", "empty"};
  out.piece = [](const std::string& id) -> std::optional<std::string> {
    return id == "evaluation" ? std::optional<std::string>("pièce 3") : std::nullopt;
  };
  out.piece_ids = {"evaluation"};
  out.file = [](const std::string& path, const Span&) -> Result<FileRef> {
    if (path == "photo.png" || path == "ma photo.png") return FileRef{path, {}};
    return fail(hinted(error({}, "no such file: “{}”", {path}), "look again"));
  };
  return out;
}

class Markdown : public ::testing::Test {
 protected:
  /// The blocks as the Document's dump shows them, without its first line.
  std::string blocks(const std::string& text, const MarkdownOptions& with = options()) {
    auto read = read_markdown(source(text), with);
    diagnostics = std::move(read.diagnostics);
    Document document;
    document.blocks = std::move(read.blocks);
    const auto all = dump(document);
    return all.substr(all.find('\n') + 1);
  }
  std::string clean(const std::string& text) {
    auto out = blocks(text);
    EXPECT_EQ(said(diagnostics), "") << text;
    return out;
  }
  std::string complaint(const std::string& text) {
    blocks(text);
    return said(diagnostics);
  }

  Diagnostics diagnostics;
};

// ---------------------------------------------------------------- what GFM has

TEST_F(Markdown, ParagraphsAndMarks) {
  EXPECT_EQ(clean("Un *mot* **fort** ~~barré~~ `code` H<sub>2</sub>O x<sup>2</sup>\nsuite  \nfin<br>x\n"),
            "  paragraph: Un *mot* **fort** ~~barré~~ `code` H~2~O x^2^↵suite⏎fin⏎x\n");
}

TEST_F(Markdown, HeadingsBeginAtTheLevelAskedFor) {
  auto with = options();
  with.heading_level = 2;
  EXPECT_EQ(blocks("### A {#a}\n\n#### B\n\n###### C\n", with),
            "  heading #a level=2: A\n  heading level=3: B\n  heading level=5: C\n");
  with.heading_level = 4;
  EXPECT_EQ(blocks("# A\n\n#### B\n", with), "  heading level=4: A\n  heading level=6: B\n");
}

TEST_F(Markdown, ListsAndTasks) {
  const auto text = clean("- [ ] à faire\n- [x] fait\n\n3. trois\n4. quatre\n");
  EXPECT_NE(text.find("list-item checked=false: à faire"), std::string::npos) << text;
  EXPECT_NE(text.find("list-item checked=true: fait"), std::string::npos) << text;
  EXPECT_NE(text.find("start=3"), std::string::npos) << text;
}

TEST_F(Markdown, AutolinksAndLinks) {
  EXPECT_EQ(clean("www.example.org a@b.ma [x](https://x.org) [y](#tab) [z](piece:evaluation)\n"),
            "  paragraph: [www.example.org](http://www.example.org) [a@b.ma](mailto:a@b.ma) "
            "[x](https://x.org) [y](#tab) "
            "[z](piece:evaluation)\n");
}

TEST_F(Markdown, FootnotesStandWhereTheyAreReferredTo) {
  EXPECT_EQ(clean("Un[^a] deux[^b].\n\n[^b]: Note b.\n[^a]: Note *a*.\n\n    Suite.\n"),
            "  paragraph: Un[^1] deux[^2].\n"
            "    note 1\n      paragraph: Note *a*.\n      paragraph: Suite.\n"
            "    note 2\n      paragraph: Note b.\n");
}

TEST_F(Markdown, CodeBlocksKeepEverything) {
  const auto text = clean("```python numéro\nx = \"[[#a]] {{ b }}\"\n```\n");
  EXPECT_NE(text.find("syntax=\"python\""), std::string::npos) << text;
  EXPECT_NE(text.find("[[#a]] {{ b }}"), std::string::npos) << text;
}

TEST_F(Markdown, TablesWithAlignment) {
  const auto text = clean("| a | b | c |\n|---|:-:|--:|\n| 1 \\| 2 | **x** | |\n");
  EXPECT_NE(text.find("table columns=start,center,end"), std::string::npos) << text;
  EXPECT_NE(text.find("cell: 1 | 2"), std::string::npos) << text;
}

// ---------------------------------------------------------------- our syntax

TEST_F(Markdown, CrossReferences) {
  EXPECT_EQ(clean("Voir [[#tab-1]], [[#tab-1|le *tableau*]] et **[[ #b ]]**.\n"),
            "  paragraph: Voir [](#tab-1), [le \\*tableau\\*](#tab-1) et **[](#b)**.\n");
  EXPECT_EQ(clean("[[#a]][[#b]]![[#c]]\n"), "  paragraph: [](#a)[](#b)![](#c)\n");
  EXPECT_NE(clean("| a |\n|---|\n| [[#x]] |\n").find("cell: [](#x)"), std::string::npos);
}

TEST_F(Markdown, EscapesAndCodeKeepBrackets) {
  EXPECT_EQ(clean("\\[[#a]] [\\[#a]] `[[#a]]` \\\\[[#a]]\n"),
            "  paragraph: \\[\\[#a\\]\\] \\[\\[#a\\]\\] `[[#a]]` \\\\[](#a)\n");
  EXPECT_EQ(clean("\\{{ mission.title }} {\\{ x }} `{{ x }}`\n"),
            "  paragraph: \\{\\{ mission.title \\}\\} \\{\\{ x \\}\\} `{{ x }}`\n");
}

TEST_F(Markdown, PlaceholdersAreTextNeverMarkup) {
  EXPECT_EQ(clean("Pour {{mission.title}}{{ empty }}.\n"),
            "  paragraph: Pour Un \\*titre\\* \\[\\[#x\\]\\].\n");
}

TEST_F(Markdown, APlaceholdersValueKnowsItsName) {
  const auto read = read_markdown(source("Voici {{ mission.title }}, dit-il.\n"), options());
  ASSERT_EQ(read.blocks.size(), 1u);
  const auto& content = std::get<Paragraph>(read.blocks[0].content).content;
  ASSERT_EQ(content.size(), 3u);
  EXPECT_EQ(std::get<Text>(content[0].content).value_of, "");
  EXPECT_EQ(std::get<Text>(content[1].content).value_of, "mission.title");
  EXPECT_EQ(std::get<Text>(content[2].content).value_of, "");
}

TEST_F(Markdown, UnknownPlaceholder) {
  EXPECT_EQ(complaint("Étude de {{ misson.title }}\n"),
            "t.md:1:10: error: unknown placeholder “misson.title”\n"
            "  Étude de {{ misson.title }}\n"
            "           ^~~~~~~~~~~~~~~~~~\n"
            "  hint: did you mean “mission.title”?\n");
}

TEST_F(Markdown, WithoutPlaceholdersBracesStay) {
  MarkdownOptions none;
  EXPECT_EQ(blocks("{{ a }}\n", none), "  paragraph: \\{\\{ a \\}\\}\n");
  EXPECT_EQ(said(diagnostics), "");
}

TEST_F(Markdown, PieceReferences) {
  EXPECT_EQ(clean("Voir [[piece:evaluation]].\n"), "  paragraph: Voir [pièce 3](piece:evaluation).\n");
  EXPECT_EQ(complaint("a\nVoir [[piece:evalution]].\n"),
            "t.md:2:6: warning: no such piece: “evalution”\n"
            "  Voir [[piece:evalution]].\n"
            "       ^~~~~~~~~~~~~~~~~~~\n"
            "  hint: did you mean “evaluation”?\n");
}

TEST_F(Markdown, AMissingPieceIsSaidInTheTextWithoutALink) {
  auto with = options();
  with.missing_piece = [](const std::string& id) { return id + " manque"; };
  EXPECT_EQ(blocks("Voir [[piece:x]].\n", with), "  paragraph: Voir **x manque**.\n");
  EXPECT_FALSE(has_errors(diagnostics));
  with.missing_pieces_are_errors = true;
  (void)blocks("Voir [[piece:x]].\n", with);
  EXPECT_TRUE(has_errors(diagnostics));
}

TEST_F(Markdown, BlanksToWriteOn) {
  EXPECT_EQ(clean("Code : [[blank]], date : [[ blank:160 ]] [[blank:40|votre âge]]\n"),
            "  paragraph: Code : ____{120pt}, date : ____{160pt} ____{40pt \"votre âge\"}\n");
  EXPECT_EQ(complaint("Code : [[blank:5]] [[blank:large]]\n"),
            "t.md:1:8: error: “5” is no width of a blank\n"
            "  Code : [[blank:5]] [[blank:large]]\n"
            "         ^~~~~~~~~~~\n"
            "  hint: write its points, from 10 to 400: [[blank:160]]\n"
            "t.md:1:20: error: “large” is no width of a blank\n"
            "  Code : [[blank:5]] [[blank:large]]\n"
            "                     ^~~~~~~~~~~~~~~\n"
            "  hint: write its points, from 10 to 400: [[blank:160]]\n");
}

TEST_F(Markdown, BracketsThatAreNoReference) {
  EXPECT_EQ(complaint("[[Ma page]]\n"),
            "t.md:1:1: warning: “[[Ma page]]” is no reference\n"
            "  [[Ma page]]\n"
            "  ^~~~~~~~~~~\n"
            "  hint: write [[#id]] for a place in the text, [[piece:id]] for an annexed piece; \\[[ for "
            "brackets\n");
  EXPECT_EQ(blocks("[[Ma page]]\n"), "  paragraph: \\[\\[Ma page\\]\\]\n");
}

TEST_F(Markdown, Anchors) {
  EXPECT_EQ(clean("## Méthode {#méthode}\n"), "  heading #méthode: Méthode\n");
  EXPECT_EQ(clean("Texte. {#ici}\n"), "  paragraph #ici: Texte.\n");
  EXPECT_EQ(clean("## A \\{#a}\n"), "  heading: A \\{#a\\}\n");
  EXPECT_EQ(blocks("Un {#pas-ici} milieu\n"), "  paragraph: Un \\{#pas-ici\\} milieu\n");
  EXPECT_EQ(clean("Titre {#t}\n=====\n"), "  heading #t: Titre\n");
}

TEST_F(Markdown, CaptionsOfTables) {
  for (const char* text : {"| a | b |\n|---|---|\n| 1 | 2 |\n\n: Les *chiffres* {#t}\n",
                           "| a | b |\n|---|---|\n| 1 | 2 |\n: Les *chiffres* {#t}\n"}) {
    const auto out = clean(text);
    EXPECT_NE(out.find("table #t"), std::string::npos) << out;
    EXPECT_NE(out.find("caption: Les *chiffres*\n"), std::string::npos) << out;
    EXPECT_EQ(out.find("paragraph: Les"), std::string::npos) << out;
  }
  EXPECT_EQ(blocks("Texte\n\n: pas une légende\n"), "  paragraph: Texte\n  paragraph: : pas une légende\n");
}

TEST_F(Markdown, RowWithTooManyCells) {
  EXPECT_EQ(complaint("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n"),
            "t.md:3:1: warning: this row has 3 cells, its table has 2 columns: the last cells are left out\n"
            "  | 1 | 2 | 3 |\n"
            "  ^~~~~~~~~~~~~\n"
            "  hint: a “|” within a cell is written “\\|”\n");
}

TEST_F(Markdown, Callouts) {
  EXPECT_EQ(
      clean("> [!WARNING] À *lire*\n> Corps.\n>\n> - un\n"),
      "  callout kind=warning\n    title: À *lire*\n    paragraph: Corps.\n    list\n      list-item: un\n");
  EXPECT_NE(clean("> [!note]\n> Corps.\n").find("callout"), std::string::npos);
  EXPECT_NE(clean("> \\[!NOTE]\n> Corps.\n").find("quote"), std::string::npos);
  EXPECT_EQ(complaint("> [!NOTES] x\n"),
            "t.md:1:3: warning: “[!NOTES]” is no kind of callout\n"
            "  > [!NOTES] x\n"
            "    ^~~~~~~~~~\n"
            "  hint: write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]\n");
}

TEST_F(Markdown, QuotesWithAttribution) {
  EXPECT_EQ(
      clean("> Tous les êtres humains naissent libres.\n> — Article premier\n"),
      "  quote\n    paragraph: Tous les êtres humains naissent libres.\n    attribution: Article premier\n");
  EXPECT_EQ(clean("> Un.\n>\n> -- Deux\n"), "  quote\n    paragraph: Un.\n    attribution: Deux\n");
}

// ---------------------------------------------------------------- pictures

TEST_F(Markdown, APictureAloneIsAFigure) {
  EXPECT_EQ(clean("![La salle](photo.png \"L'atelier\") {#fig}\n"),
            "  figure #fig image=![La salle](photo.png)\n    caption: L'atelier\n");
  EXPECT_EQ(clean("![La salle](ma%20photo.png)\n"),
            "  figure image=![La salle](ma photo.png)\n    caption: La salle\n");
  EXPECT_EQ(clean("Voici ![La salle](photo.png)\n"), "  paragraph: Voici ![La salle](photo.png)\n");
}

TEST_F(Markdown, PictureThatIsNotThere) {
  EXPECT_EQ(complaint("Texte ![x](foto.png)\n"),
            "t.md:1:7: error: no such file: “foto.png”\n"
            "  Texte ![x](foto.png)\n"
            "        ^~~~~~~~~~~~~~\n"
            "  hint: look again\n");
}

TEST_F(Markdown, PictureOnTheWeb) {
  EXPECT_EQ(complaint("![carte](https://x.org/c.png)\n"),
            "t.md:1:1: warning: the picture “https://x.org/c.png” is on the web and is not fetched; a link "
            "stands in its place\n"
            "  ![carte](https://x.org/c.png)\n"
            "  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  hint: save the picture in the mission and name that file\n");
  EXPECT_EQ(blocks("![carte](https://x.org/c.png)\n"), "  paragraph: [carte](https://x.org/c.png)\n");
}

TEST_F(Markdown, LinkThatLeadsNowhere) {
  EXPECT_NE(complaint("[x](rapport.docx)\n").find("“rapport.docx” is no address that a report can link to"),
            std::string::npos);
  EXPECT_EQ(blocks("[x](javascript:alert(1))\n"), "  paragraph: x\n");
}

// ---------------------------------------------------------------- HTML and languages

TEST_F(Markdown, RawHtmlIsLeftOutWithItsName) {
  EXPECT_EQ(complaint("Un <font color=\"red\">mot</font>.\n"),
            "t.md:1:4: warning: the HTML tag “<font>” is left out\n"
            "  Un <font color=\"red\">mot</font>.\n"
            "     ^~~~~~~~~~~~~~~~~~\n"
            "  hint: only <span lang=\"…\">, <div lang=\"…\">, <br>, <sub> and <sup> are read\n");
  EXPECT_EQ(blocks("Un <font color=\"red\">mot</font>.\n"), "  paragraph: Un mot.\n");
  EXPECT_EQ(complaint("<script>\nalert(1)\n</script>\n"),
            "t.md:1:1: warning: the HTML tag “<script>” is left out\n"
            "  <script>\n"
            "  ^\n"
            "  hint: only <span lang=\"…\">, <div lang=\"…\">, <br>, <sub> and <sup> are read\n");
  EXPECT_EQ(blocks("<script>\nalert(1)\n</script>\n"), "");
  EXPECT_NE(complaint("<img src=\"x.png\">\n").find("hint: write ![description](file.png)"),
            std::string::npos);
  EXPECT_EQ(clean("a <!-- note à moi --> b\n\n<!-- un\ncommentaire -->\n"), "  paragraph: a  b\n");
}

TEST_F(Markdown, SpansOfAnotherLanguage) {
  EXPECT_EQ(clean("Le mot <span lang=\"en\">report *now*</span>.\n"),
            "  paragraph: Le mot {en: report *now*}.\n");
  EXPECT_EQ(complaint("Un <span lang=\"en\">mot\n"),
            "t.md:1:4: warning: “<span>” is not closed in its paragraph\n"
            "  Un <span lang=\"en\">mot\n"
            "     ^~~~~~~~~~~~~~~~\n"
            "  hint: write </span> where its text ends\n");
  EXPECT_NE(complaint("Un mot</span>\n").find("warning: “</span>” closes nothing"), std::string::npos);
}

TEST_F(Markdown, DivisionsOfAnotherLanguage) {
  const std::string wanted = "  division [en]\n    paragraph: Some *text*.\n  paragraph: Fin.\n";
  EXPECT_EQ(clean("<div lang=\"en\">\n\nSome *text*.\n\n</div>\n\nFin.\n"), wanted);
  EXPECT_EQ(clean("<div lang=\"en\">\nSome *text*.\n</div>\n\nFin.\n"), wanted) << "without empty lines too";
  EXPECT_NE(complaint("<div lang=\"en\">\n\nSome text.\n").find("t.md:1:1: warning: “<div>” is not closed"),
            std::string::npos);
}

TEST_F(Markdown, ScriptsGiveLanguages) {
  EXPECT_EQ(clean("هذه فقرة بالعربية.\n"), "  paragraph [ar]: هذه فقرة بالعربية.\n");
  EXPECT_EQ(clean("ⴰⵍⵖⵓ ⴰⵎⴰⴹⵍⴰⵏ ⵏ ⵉⵣⵔⴼⴰⵏ ⵏ ⵓⴼⴳⴰⵏ\n"), "  paragraph [zgh]: ⴰⵍⵖⵓ ⴰⵎⴰⴹⵍⴰⵏ ⵏ ⵉⵣⵔⴼⴰⵏ ⵏ ⵓⴼⴳⴰⵏ\n");
  EXPECT_EQ(clean("L'Observatoire (المرصد المغربي للسجون) observe.\n"),
            "  paragraph: L'Observatoire ({ar: المرصد المغربي للسجون}) observe.\n");
  EXPECT_EQ(clean("La lettre ع seule reste.\n"), "  paragraph: La lettre ع seule reste.\n");
  EXPECT_EQ(clean("- أول بند\n- ثاني بند\n"),
            "  list [ar]\n    list-item: أول بند\n    list-item: ثاني بند\n");
}

TEST_F(Markdown, InAnArabicTextLatinIsTheForeigner) {
  auto with = options();
  with.language = "ar";
  with.languages = {"ar", "en", "fr"};
  EXPECT_EQ(
      blocks("نص عن منظمة Human Rights Watch 2024 هنا.\n\nA whole paragraph.\n", with),
      "  paragraph: نص عن منظمة {en: Human Rights Watch} 2024 هنا.\n  paragraph [en]: A whole paragraph.\n");
}

TEST_F(Markdown, MarksBelongToTheirLetters) {
  EXPECT_EQ(clean("Le mot كِتَابٌ؟ et la suite.\n"), "  paragraph: Le mot {ar: كِتَابٌ؟} et la suite.\n");
}

TEST_F(Markdown, FootnoteWithoutText) {
  EXPECT_EQ(complaint("Un[^x].\n"),
            "t.md:1:3: warning: the footnote [^x] has no text\n"
            "  Un[^x].\n"
            "    ^~~~\n"
            "  hint: add a line “[^x]: the text of the note”\n");
}

TEST_F(Markdown, FootnoteThatRefersToItself) {
  EXPECT_NE(
      complaint("Un[^x].\n\n[^x]: Voir[^x].\n").find("warning: a footnote within a footnote is left out"),
      std::string::npos);
}

// ---------------------------------------------------------------- short texts from TOML

class InlineMarkdown : public Markdown {
 protected:
  std::string read(const std::string& toml, std::uint32_t line, std::uint32_t column,
                   const std::string& text) {
    const auto file = source(toml, "a.toml");
    auto result = read_inline_markdown(text, {file, line, column, 0}, options());
    diagnostics = std::move(result.diagnostics);
    Document document;
    document.blocks = std::move(result.blocks);
    const auto all = dump(document);
    return all.substr(all.find('\n') + 1);
  }
};

TEST_F(InlineMarkdown, BlocksAreNotRead) {
  for (const char* text : {"1. un", "- un", "# un", "> un", "un #", "2025. Année", "    un", "***", "| a |"})
    EXPECT_EQ(read("", 0, 0, text).substr(0, 13), "  paragraph: ") << text;
  EXPECT_EQ(read("", 0, 0, "1. un **mot** [[piece:evaluation]] #"),
            "  paragraph: 1. un **mot** [pièce 3](piece:evaluation) #\n");
}

TEST_F(InlineMarkdown, ParagraphsAreJoined) {
  EXPECT_EQ(read("", 0, 0, "un\ndeux\n\ntrois\n"), "  paragraph: un deux⏎trois\n");
  EXPECT_EQ(read("", 0, 0, "  \n "), "");
}

TEST_F(InlineMarkdown, ErrorsStandWhereTheTextStandsInTheToml) {
  read("[x]\ntext = \"Évalué : [[piece:nope]].\"\n", 2, 8, "Évalué : [[piece:nope]].");
  EXPECT_EQ(said(diagnostics),
            "a.toml:2:18: warning: no such piece: “nope”\n"
            "  text = \"Évalué : [[piece:nope]].\"\n"
            "                   ^~~~~~~~~~~~~~\n"
            "  hint: known: evaluation\n");
}

TEST_F(InlineMarkdown, ErrorsInSeveralLines) {
  read("t = \"\"\"\nun\n\ndeux [[piece:nope]]\"\"\"\n", 1, 5, "un\n\ndeux [[piece:nope]]");
  EXPECT_EQ(said(diagnostics).substr(0, 14), "a.toml:4:6: wa");
}

TEST_F(InlineMarkdown, ErrorsInATextWithEscapesStandAtItsBegin) {
  read("t = \"a\\tb [[piece:nope]]\"\n", 1, 5, "a\tb [[piece:nope]]");
  EXPECT_EQ(said(diagnostics).substr(0, 14), "a.toml:1:5: wa");
}

}  // namespace
}  // namespace taqrir::input
