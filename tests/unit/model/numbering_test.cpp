#include "model/numbering.hpp"

#include <gtest/gtest.h>

#include "model/builder.hpp"
#include "model/dump.hpp"
#include "model/slug.hpp"
#include "sample.hpp"

namespace taqrir {
namespace {

using test::FewWords;
using test::messages;

Document of(Blocks blocks) {
  Document document;
  document.blocks = std::move(blocks);
  return document;
}

Block part(std::string title, Blocks content, std::string id = {}) {
  return block(Part{plain(std::move(title)), std::move(content)}, std::move(id));
}

Block figure(std::string caption, std::string id = {}) {
  return block(Figure{{{"a.png", {}}, "", {}}, plain(std::move(caption)), {}}, std::move(id));
}

Block table(std::string caption, std::string id = {}) {
  return TableBuilder({TableColumn{}})
      .row({cell("x")})
      .caption(plain(std::move(caption)))
      .build(std::move(id));
}

Block refers(std::string target, Inlines words = {}) {
  Inlines content;
  content.push_back({CrossReference{std::move(target), std::move(words)}, {}});
  return paragraph(std::move(content));
}

Block unnumbered(int level, std::string title) {
  return block(Heading{level, plain(std::move(title)), false});
}

/// Numbers without complaint, and shows the tree without its first line.
std::string numbered(Document document) {
  EXPECT_EQ(messages(number_document(document, FewWords())), "");
  const auto once = dump(document);
  EXPECT_EQ(messages(number_document(document, FewWords())), "");
  EXPECT_EQ(dump(document), once) << "numbering twice must change nothing";
  return once.substr(once.find('\n') + 1);
}

TEST(Numbering, HeadingsCountByLevelAndStopAtThree) {
  EXPECT_EQ(
      numbered(of({heading(1, plain("A"), "a"), heading(2, plain("B"), "b"), heading(3, plain("C"), "c"),
                   heading(4, plain("D"), "d"), heading(3, plain("E"), "e"), heading(2, plain("F"), "f"),
                   heading(1, plain("G"), "g"), heading(2, plain("H"), "h")})),
      "  heading #a number=\"1\": A\n"
      "  heading #b level=2 number=\"1.1\": B\n"
      "  heading #c level=3 number=\"1.1.1\": C\n"
      "  heading #d level=4: D\n"
      "  heading #e level=3 number=\"1.1.2\": E\n"
      "  heading #f level=2 number=\"1.2\": F\n"
      "  heading #g number=\"2\": G\n"
      "  heading #h level=2 number=\"2.1\": H\n");
}

TEST(Numbering, ASkippedLevelLeavesNoZeroAndNoTwin) {
  EXPECT_EQ(numbered(of({heading(2, plain("A"), "a"), heading(1, plain("B"), "b"),
                         heading(3, plain("C"), "c"), heading(2, plain("D"), "d")})),
            "  heading #a level=2 number=\"1\": A\n"
            "  heading #b number=\"2\": B\n"
            "  heading #c level=3 number=\"2.1\": C\n"
            "  heading #d level=2 number=\"2.2\": D\n");
}

TEST(Numbering, BelowAnUnnumberedHeadingNothingIsNumbered) {
  EXPECT_EQ(numbered(of({unnumbered(1, "Résumé"), heading(2, plain("A")), heading(1, plain("B"))})),
            "  heading #résumé numbered=false: Résumé\n"
            "  heading #a level=2: A\n"
            "  heading #b number=\"1\": B\n");
}

TEST(Numbering, HeadingsRestartInEachPartAndTablesDoNot) {
  EXPECT_EQ(
      numbered(of({heading(1, plain("Avant")),
                   part("Un", {heading(1, plain("Contexte"), "contexte"), table("T"), figure("F")}, "un"),
                   part("Deux", {heading(1, plain("Contexte"), "contexte"), table("T"), figure("F")}, "deux"),
                   heading(1, plain("Après"))})),
      "  heading #avant number=\"1\": Avant\n"
      "  part #un\n"
      "    title: Un\n"
      "    heading #un/contexte number=\"1\": Contexte\n"
      "    table columns=start number=\"1\"\n"
      "      row\n"
      "        cell: x\n"
      "      caption: T\n"
      "    figure image=![](a.png) number=\"1\"\n"
      "      caption: F\n"
      "  part #deux\n"
      "    title: Deux\n"
      "    heading #deux/contexte number=\"1\": Contexte\n"
      "    table columns=start number=\"2\"\n"
      "      row\n"
      "        cell: x\n"
      "      caption: T\n"
      "    figure image=![](a.png) number=\"2\"\n"
      "      caption: F\n"
      "  heading #après number=\"2\": Après\n");
}

TEST(Numbering, ChartsCountAmongFiguresAndCaptionlessOnesNotAtAll) {
  EXPECT_EQ(numbered(of({figure("F"), figure(""), block(Chart{.caption = plain("C")})})),
            "  figure image=![](a.png) number=\"1\"\n"
            "    caption: F\n"
            "  figure image=![](a.png)\n"
            "  chart categories= number=\"2\"\n"
            "    caption: C\n");
}

TEST(Numbering, HeadingsInsideOtherBlocksTakeNoNumber) {
  EXPECT_EQ(numbered(of({callout(Callout::Kind::note, {}, {heading(2, plain("Dedans"))}),
                         block(Division{{heading(1, plain("Dehors"))}})})),
            "  callout\n"
            "    heading #dedans level=2: Dedans\n"
            "  division\n"
            "    heading #dehors number=\"1\": Dehors\n");
}

TEST(Numbering, EmptyReferencesTakeTheLocalesWords) {
  EXPECT_EQ(numbered(of({heading(1, plain("A"), "a"), heading(2, plain("B"), "b"), table("T", "t"),
                         figure("F", "f"), refers("b"), refers("t"), refers("f"),
                         refers("a", plain("plus haut"))})),
            "  heading #a number=\"1\": A\n"
            "  heading #b level=2 number=\"1.1\": B\n"
            "  table #t columns=start number=\"1\"\n"
            "    row\n"
            "      cell: x\n"
            "    caption: T\n"
            "  figure #f image=![](a.png) number=\"1\"\n"
            "    caption: F\n"
            "  paragraph: [section 1.1](#b)\n"
            "  paragraph: [tableau 1](#t)\n"
            "  paragraph: [figure 1](#f)\n"
            "  paragraph: [plus haut](#a)\n");
}

TEST(Numbering, WhatHasNoNumberIsCalledByItsTitleOrItsSection) {
  auto loose = paragraph("ici");
  loose.id = "ici";
  EXPECT_EQ(numbered(of({unnumbered(1, "Résumé"), loose, refers("résumé"), refers("ici"),
                         part("Deux", {}, "deux"), refers("deux")})),
            "  heading #résumé numbered=false: Résumé\n"
            "  paragraph #ici: ici\n"
            "  paragraph: [Résumé](#résumé)\n"
            "  paragraph: [Résumé](#ici)\n"
            "  part #deux\n"
            "    title: Deux\n"
            "  paragraph: [Deux](#deux)\n");
}

TEST(Numbering, WordsInAnotherLanguageThanTheTextAroundSaySo) {
  auto arabic = block(Division{{refers("a"), refers("t")}}, {}, "ar");
  EXPECT_EQ(numbered(of({heading(1, plain("A"), "a"), block(Heading{1, plain("عربي"), false}, "t", "ar"),
                         arabic, refers("t")})),
            "  heading #a number=\"1\": A\n"
            "  heading #t [ar] numbered=false: عربي\n"
            "  division [ar]\n"
            "    paragraph: [{fr: section 1}](#a)\n"
            "    paragraph: [عربي](#t)\n"
            "  paragraph: [{ar: عربي}](#t)\n");
}

TEST(Numbering, ReferencesResolveInTheirPartFirstThenOutwards) {
  EXPECT_EQ(
      numbered(of({heading(1, plain("X"), "x"), heading(1, plain("Y"), "y"),
                   part("P", {heading(1, plain("Z"), "x"), refers("x"), refers("y")}, "p"), refers("p/x")})),
      "  heading #x number=\"1\": X\n"
      "  heading #y number=\"2\": Y\n"
      "  part #p\n"
      "    title: P\n"
      "    heading #p/x number=\"1\": Z\n"
      "    paragraph: [section 1](#p/x)\n"
      "    paragraph: [section 2](#y)\n"
      "  paragraph: [section 1](#p/x)\n");
}

TEST(Numbering, PartsWithinPartsAndNotesWithinTextKeepTheirScope) {
  Inlines with_note;
  with_note.push_back({Footnote{{refers("x")}}, {}});
  EXPECT_EQ(numbered(of({part("P", {part("Q", {heading(1, plain("Z"), "x"), paragraph(with_note)})})})),
            "  part #p\n"
            "    title: P\n"
            "    part #p/q\n"
            "      title: Q\n"
            "      heading #p/q/x number=\"1\": Z\n"
            "      paragraph: [^1]\n"
            "        note 1\n"
            "          paragraph: [section 1](#p/q/x)\n");
}

TEST(Numbering, PieceAnchorsAreTheSameInEveryPart) {
  EXPECT_EQ(
      numbered(of({part("P", {block(ForeignPages{{"a.pdf", {}}, "a", plain("Plan"), ""}, "piece:05/a")}, "p"),
                   refers("piece:05/a")})),
      "  part #p\n"
      "    title: P\n"
      "    foreign-pages #piece:05/a file=\"a.pdf\" piece=\"a\"\n"
      "      title: Plan\n"
      "  paragraph: [Plan](#piece:05/a)\n");
}

TEST(Numbering, GeneratedIdsAvoidEachOtherAndTheWrittenOnes) {
  EXPECT_EQ(numbered(of({heading(1, plain("Bilan")), heading(1, plain("Bilan")), heading(1, plain("…")),
                         heading(1, plain("Autre"), "bilan-2")})),
            "  heading #bilan number=\"1\": Bilan\n"
            "  heading #bilan-3 number=\"2\": Bilan\n"
            "  heading #section number=\"3\": …\n"
            "  heading #bilan-2 number=\"4\": Autre\n");
}

TEST(Numbering, AnUnknownTargetIsAnErrorWithTheNearestAnchor) {
  auto document =
      of({part("P", {heading(1, plain("R"), "resultats"), refers("resultat"), refers("loin")}, "p")});
  document.blocks.push_back(paragraph(Inlines{{PageReference{"nulle-part"}, {}}}));
  EXPECT_EQ(messages(number_document(document, FewWords())),
            "unknown reference “resultat” — did you mean “resultats”?\n"
            "unknown reference “loin” — give the place an id, as in “## Title {#loin}”\n"
            "unknown reference “nulle-part” — give the place an id, as in “## Title {#nulle-part}”\n");
}

TEST(Numbering, AnIdUsedTwiceIsAnErrorAtTheSecondPlace) {
  const SourceRef file = std::make_shared<SourceFile>("recit.md", "");
  auto first = heading(1, plain("A"), "a"), second = heading(1, plain("B"), "a");
  first.span = {file, 3, 1, 0};
  second.span = {file, 9, 1, 0};
  auto document = of({first, second});
  const auto found = number_document(document, FewWords());
  EXPECT_EQ(messages(found),
            "the id “a” is used twice — give one of the two another id; the first is at recit.md:3\n");
  EXPECT_EQ(found.at(0).span.line, 9u);
  EXPECT_EQ(found.at(0).severity, Severity::error);
}

TEST(Numbering, TwoPartsOfOneIdAreOneErrorNotMany) {
  auto document =
      of({part("P", {heading(1, plain("A"), "a")}, "p"), part("P", {heading(1, plain("A"), "a")}, "p")});
  EXPECT_EQ(messages(number_document(document, FewWords())),
            "the id “p” is used twice — give one of the two another id\n");
}

TEST(Numbering, ATargetWithoutNumberTitleOrSectionIsWarnedOf) {
  auto loose = paragraph("ici");
  loose.id = "ici";
  auto document = of({loose, refers("ici")});
  const auto found = number_document(document, FewWords());
  EXPECT_EQ(
      messages(found),
      "“ici” has no number and no title to call it by — write the words of the reference: “[words](#ici)”\n");
  EXPECT_FALSE(has_errors(found));
  EXPECT_EQ(dump(document), "document language=\"fr\"\n  paragraph #ici: ici\n  paragraph: [ici](#ici)\n");
}

TEST(Slug, KeepsLettersAndDigitsOfAnyScript) {
  EXPECT_EQ(slug("  L'Observatoire : n° 2 ! "), "l-observatoire-n-2");
  EXPECT_EQ(slug("المرصد المغربي"), "المرصد-المغربي");
  EXPECT_EQ(slug("ⴰⵎⴰⴹⵍⴰⵏ"), "ⴰⵎⴰⴹⵍⴰⵏ");
  EXPECT_EQ(slug("— …"), "");
}

TEST(Slug, IsCutAtAWordWhenLong) {
  EXPECT_EQ(slug("Renforcement des capacités institutionnelles et financières"),
            "renforcement-des-capacités");
  EXPECT_EQ(slug(std::string(60, 'a')), std::string(40, 'a'));
  EXPECT_EQ(slug(std::string(40, 'a') + " b"), std::string(40, 'a'));
}

// ---------------------------------------------------------------- legal texts

class LegalWords : public FewWords {
 public:
  std::string word(std::string_view key, const std::map<std::string, std::string>& arguments) const override {
    static const std::map<std::string, std::string, std::less<>> kWords{{"document.legal.article.name", "Article {n}"},
                                                                        {"document.legal.article.first-name", "Article premier"},
                                                                        {"document.legal.article.ref", "article {n}"},
                                                                        {"document.legal.title.name", "Titre {roman}"},
                                                                        {"document.legal.chapter.name", "Chapitre {ordinal}"},
                                                                        {"document.legal.chapter.name-ordinal", "Chapitre {ordinal}"},
                                                                        {"document.legal.ordinal.1", "un"},
                                                                        {"document.legal.ordinal.2", "deux"}};
    const auto it = kWords.find(key);
    if (it == kWords.end()) return FewWords::word(key, arguments);
    auto out = it->second;
    for (const auto& [name, value] : arguments)
      if (const auto at = out.find("{" + name + "}"); at != std::string::npos) out.replace(at, name.size() + 2, value);
    return out;
  }
  bool has(std::string_view key) const override {
    return key == "document.legal.article.first-name" || key == "document.legal.chapter.name-ordinal" ||
           key == "document.legal.ordinal.1" || key == "document.legal.ordinal.2";
  }
};

Block legal(Heading::Kind kind, std::string title, std::string id) {
  Heading out{2, plain(std::move(title))};
  out.kind = kind;
  return block(std::move(out), std::move(id));
}

std::string legally(Blocks blocks) {
  auto document = of(std::move(blocks));
  EXPECT_EQ(messages(number_document(document, LegalWords())), "");
  const auto text = dump(document);
  return text.substr(text.find('\n') + 1);
}

TEST(Numbering, ArticlesGoOnThroughTitlesAndChapters) {
  using K = Heading::Kind;
  EXPECT_EQ(legally({legal(K::title, "A", "t1"), legal(K::chapter, "B", "c1"), legal(K::article, "C", "a1"),
                     legal(K::chapter, "D", "c2"), legal(K::article, "E", "a2"), heading(3, plain("F"), "f"),
                     legal(K::title, "G", "t2"), legal(K::chapter, "H", "c3"), legal(K::article, "", "a3"),
                     heading(1, plain("I"), "i"), refers("a2")}),
            "  heading #t1 level=2 number=\"Titre I\" kind=title: A\n"
            "  heading #c1 level=2 number=\"Chapitre un\" kind=chapter: B\n"
            "  heading #a1 level=2 number=\"Article premier\" kind=article: C\n"
            "  heading #c2 level=2 number=\"Chapitre deux\" kind=chapter: D\n"
            "  heading #a2 level=2 number=\"Article 2\" kind=article: E\n"
            "  heading #f level=3: F\n"
            "  heading #t2 level=2 number=\"Titre II\" kind=title: G\n"
            "  heading #c3 level=2 number=\"Chapitre un\" kind=chapter: H\n"
            "  heading #a3 level=2 number=\"Article 3\" kind=article: \n"
            "  heading #i number=\"1\": I\n"
            "  paragraph: [article 2](#a2)\n");
}

TEST(Numbering, ParallelColumnsCountTheSame) {
  using K = Heading::Kind;
  DataTable table;
  table.kind = DataTable::Kind::parallel;
  table.columns.resize(2);
  table.rows = {{{{legal(K::article, "A", "a")}}, {{legal(K::article, "ا", "a-ar")}}},
                {{{legal(K::article, "B", "b")}}, {{legal(K::article, "ب", "b-ar")}}}};
  const auto text = legally({legal(K::article, "Z", "z"), block(std::move(table)), legal(K::article, "Y", "y")});
  for (const auto* line : {"heading #a level=2 number=\"Article 2\"", "heading #a-ar level=2 number=\"Article 2\"",
                           "heading #b level=2 number=\"Article 3\"", "heading #b-ar level=2 number=\"Article 3\"",
                           "heading #y level=2 number=\"Article 4\""})
    EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
}

}  // namespace
}  // namespace taqrir
