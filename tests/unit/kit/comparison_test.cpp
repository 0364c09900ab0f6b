#include "kit/comparison.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "echo_locale.hpp"
#include "kit/legal.hpp"
#include "model/builder.hpp"
#include "model/dump.hpp"

namespace taqrir::kit {
namespace {

/// On one line, as the dump has it: ~~gone~~ ++come++.
std::string shown(const Inlines& inlines) {
  Document one;
  one.blocks.push_back(paragraph(inlines));
  const auto text = dump(one);
  const auto at = text.find("paragraph: ");
  return at == std::string::npos ? "" : text.substr(at + 11, text.size() - at - 12);
}

std::string between(const std::string& before, const std::string& after, const std::string& language = "fr") {
  return shown(compared(plain(before), plain(after), language));
}

TEST(Comparison, WordsThatWentAndCame) {
  EXPECT_EQ(between("Le quorum est des deux tiers.", "Le quorum est de la moitié."),
            "Le quorum est ~~des deux tiers~~ ++de la moitié++.");
  EXPECT_EQ(between("Trois membres.", "Trois membres élus."), "Trois membres ++élus++.");
  EXPECT_EQ(between("Trois membres élus.", "Trois membres."), "Trois membres ~~élus~~.");
  EXPECT_EQ(between("La même phrase.", "La même phrase."), "La même phrase.");
  EXPECT_EQ(between("", "Tout est nouveau."), "++Tout est nouveau.++");
  EXPECT_EQ(between("Tout est parti.", ""), "~~Tout est parti.~~");
  EXPECT_EQ(between("", ""), "");
}

TEST(Comparison, Arabic) {
  EXPECT_EQ(between("يتداول الجمع العام بحضور ثلثي الأعضاء كل سنة.",
                    "يتداول الجمع العام بحضور نصف الأعضاء كل سنة.", "ar"),
            "يتداول الجمع العام بحضور ~~ثلثي~~ ++نصف++ الأعضاء كل سنة.");
}

TEST(Comparison, AWholeSentenceIsInsertedBetweenOthers) {
  EXPECT_EQ(between("Elle délibère si tous sont présents. Elle se réunit une fois.",
                    "Elle délibère si tous sont présents ou représentés. Elle siège au premier trimestre. "
                    "Elle se réunit une fois."),
            "Elle délibère si tous sont présents ++ou représentés++. ++Elle siège au premier trimestre.++ "
            "Elle se réunit une fois.");
}

TEST(Comparison, NoConfetti) {
  EXPECT_EQ(between("Le président de la commission signe le registre chaque mois.",
                    "La trésorière du bureau vise de sa main tous les comptes annuels."),
            "~~Le président de la commission signe le registre chaque mois.~~ ++La trésorière du bureau vise "
            "de sa main tous les comptes annuels.++")
      << "a sentence of which little is left is replaced whole";
  EXPECT_EQ(between("Les fonds versés par le bailleur sont gérés.",
                    "Les montants reçus par un donateur sont gérés."),
            "Les ~~fonds versés par le bailleur~~ ++montants reçus par un donateur++ sont gérés.")
      << "a word between two changes changes with them";
}

TEST(Comparison, MarksOfTheNewTextStay) {
  const Inlines before = plain("Voir le rapport annuel.");
  const Inlines after = joined({plain("Voir le "), strong("rapport annuel"), plain(" publié.")});
  EXPECT_EQ(shown(compared(before, after, "fr")), "Voir le **rapport annuel** ++publié++.");
}

TEST(Comparison, BlocksThatWentStandStruckWithoutIdAndNumber) {
  Heading article{2, plain("Cotisation")};
  article.kind = Heading::Kind::article;
  const Blocks before{paragraph("Un."), block(article, "art-cotisation"),
                      paragraph("Elle est due en janvier.")};
  const Blocks after{paragraph("Un."), paragraph("Dernier alinéa tout neuf.")};
  Document document;
  document.blocks = compared(before, after, "fr");
  EXPECT_EQ(dump(document),
            "document language=\"fr\"\n"
            "  paragraph: Un.\n"
            "  paragraph: ++Dernier alinéa tout neuf.++\n"
            "  heading level=2 numbered=false in_contents=false kind=article: ~~Cotisation~~\n"
            "  paragraph: ~~Elle est due en janvier.~~\n");
}

TEST(Comparison, WhatReplacesAParagraphStandsInItsArticleBeforeTheArticleThatWent) {
  const auto article = [](const char* title) { return heading(2, plain(title)); };
  const Blocks before{article("Entrée en vigueur"), paragraph("Les statuts valent dès leur dépôt."),
                      article("Sanctions"), paragraph("Le bureau exclut.")};
  const Blocks after{article("Entrée en vigueur"), paragraph("Ils entrent en application un mois après.")};
  Document document;
  document.blocks = compared(before, after, "fr");
  EXPECT_EQ(dump(document),
            "document language=\"fr\"\n"
            "  heading level=2: Entrée en vigueur\n"
            "  paragraph: ~~Les statuts valent dès leur dépôt.~~\n"
            "  paragraph: ++Ils entrent en application un mois après.++\n"
            "  heading level=2 numbered=false in_contents=false: ~~Sanctions~~\n"
            "  paragraph: ~~Le bureau exclut.~~\n");
}

TEST(Comparison, ArticlesBelongTogetherByTheirAnchors) {
  const Blocks before{heading(2, plain("Trésorerie adjointe"), "adjointe"), paragraph("Un."),
                      heading(2, plain("Archives"), "archives"), paragraph("Deux.")};
  const Blocks after{heading(2, plain("Garde des pièces et des registres"), "archives"), paragraph("Deux."),
                     heading(2, plain("Trésorerie et remboursement"), "remboursement"), paragraph("Trois.")};
  Document document;
  document.blocks = compared(before, after, "fr");
  EXPECT_EQ(dump(document),
            "document language=\"fr\"\n"
            "  heading level=2 numbered=false in_contents=false: ~~Trésorerie adjointe~~\n"
            "  paragraph: ~~Un.~~\n"
            "  heading #archives level=2: ~~Archives~~ ++Garde des pièces et des registres++\n"
            "  paragraph: Deux.\n"
            "  heading #remboursement level=2: ++Trésorerie et remboursement++\n"
            "  paragraph: ++Trois.++\n");
}

TEST(Comparison, AnArticleThatIsOnlyNumberedAnewIsNeitherGoneNorNew) {
  const Blocks before{heading(2, plain("Article 4 – Parrainage"), "article-4-parrainage"),
                      paragraph("Deux adhérents.")};
  const Blocks after{heading(2, plain("Article 2 – Parrainage"), "parrainage"), paragraph("Deux adhérents.")};
  Document document;
  document.blocks = compared(before, after, "fr");
  EXPECT_EQ(dump(document),
            "document language=\"fr\"\n"
            "  heading #parrainage level=2: Article ~~4~~ ++2++ – Parrainage\n"
            "  paragraph: Deux adhérents.\n");
}

TEST(Comparison, ParagraphsOfOneArticleThatAreReplacedStandEachByItsOwn) {
  const Blocks before{paragraph("Un vieux premier alinéa."), paragraph("Encore autre chose ici.")};
  const Blocks after{paragraph("Tout est maintenant différent."), paragraph("Second morceau neuf."),
                     paragraph("Troisième.")};
  Document document;
  document.blocks = compared(before, after, "fr");
  EXPECT_EQ(dump(document),
            "document language=\"fr\"\n"
            "  paragraph: ~~Un vieux premier alinéa.~~\n"
            "  paragraph: ++Tout est maintenant différent.++\n"
            "  paragraph: ~~Encore autre chose ici.~~\n"
            "  paragraph: ++Second morceau neuf.++\n"
            "  paragraph: ++Troisième.++\n");
}

TEST(Comparison, ItemsOfListsAndTables) {
  const Blocks before{bullet_list({plain("le président élu"), plain("le trésorier")}),
                      TableBuilder({TableColumn{}}).row({cell("a")}).build()};
  const Blocks after{bullet_list({plain("le président élu par tous"), plain("le trésorier")}),
                     TableBuilder({TableColumn{}}).row({cell("b")}).build()};
  Document document;
  document.blocks = compared(before, after, "fr");
  const auto text = dump(document);
  EXPECT_NE(text.find("le président élu ++par tous++"), std::string::npos) << text;
  EXPECT_NE(text.find("cell: ~~a~~"), std::string::npos) << text;
  EXPECT_NE(text.find("cell: ++b++"), std::string::npos) << text;
}

TEST(Comparison, LongAndWhollyDifferentTextsTakeBoundedTime) {
  std::string before, after;
  for (int i = 0; i < 20000; ++i)
    before += "mot" + std::to_string(i) + " ", after += "autre" + std::to_string(i) + " ";
  const auto start = std::chrono::steady_clock::now();
  const auto out = compared(plain(before), plain(after), "fr");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_EQ(out.size(), 4u) << "struck, a space, inserted, its space";
}

// ---------------------------------------------------------------- parallel columns

Block division(Heading::Kind kind, int level, std::string title, std::string id = {}) {
  Heading heading{level, plain(std::move(title))};
  heading.kind = kind;
  return block(std::move(heading), std::move(id));
}

TEST(Legal, HeadingsByLevel) {
  const auto text = legal_text({heading(2, plain("A")), heading(3, plain("B")), heading(4, plain("C"))},
                               {Heading::Kind::title, Heading::Kind::article});
  EXPECT_EQ(std::get<Heading>(text[0].content).kind, Heading::Kind::title);
  EXPECT_EQ(std::get<Heading>(text[1].content).kind, Heading::Kind::article);
  EXPECT_EQ(std::get<Heading>(text[2].content).kind, Heading::Kind::section);
}

TEST(Legal, ARowForEachDivision) {
  using K = Heading::Kind;
  const test::EchoLocale locale;
  Diagnostics said;
  const auto made = parallel_text(
      {{"fr", {paragraph("Préambule"), division(K::article, 2, "Objet", "objet"), paragraph("x")}},
       {"ar", {division(K::article, 2, "الأهداف", "objet"), paragraph("س"), paragraph("ع")}}},
      locale, said);
  const auto& table = std::get<DataTable>(made.content);
  EXPECT_TRUE(said.empty());
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_TRUE(table.rows[0][1].content.empty()) << "the Arabic has no preamble";
  const auto& arabic = table.rows[1][1].content.front();
  EXPECT_EQ(arabic.language, "ar");
  const auto& heading = std::get<Division>(arabic.content).content.front();
  EXPECT_EQ(heading.id, "") << "the id is the first language's";
  EXPECT_FALSE(std::get<Heading>(heading.content).in_contents);
}

TEST(Legal, TextsThatDifferAreSaid) {
  using K = Heading::Kind;
  const test::EchoLocale locale;
  Diagnostics said;
  parallel_text({{"fr", {division(K::article, 2, "A"), division(K::article, 2, "B")}},
                 {"ar", {division(K::article, 2, "ا")}}},
                locale, said);
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].message.text(), "the text in “ar” has 1 divisions, that of the first language 2");
  said.clear();
  parallel_text({{"fr", {division(K::title, 1, "A")}}, {"ar", {division(K::article, 2, "ا")}}}, locale, said);
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].message.text(), "here the text in “ar” has another division than the first language");
}

}  // namespace
}  // namespace taqrir::kit
