#include "input/resources.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::said;

class Resources : public ::testing::Test {
 protected:
  const std::vector<std::string> folders{"/t", "/plugins/x"};
  MemoryWorld world;
};

// ---------------------------------------------------------------- themes

TEST_F(Resources, ThemeWithABase) {
  world.add("/t/themes/plain.toml",
            "number_headings = false\n[page]\nsize = \"A5\"\nmargins = { top = 10 }\n"
            "[fonts.body.latn]\nfamilies = [\"Noto Serif\", \"DejaVu Serif\"]\nscale = 1.1\n"
            "[fonts.body.arab]\nfamilies = [\"Amiri\"]\njustification = \"spaces\"\n"
            "[styles.h1]\nsize = 20\nbold = true\ncolor = \"accent\"\n[colors]\naccent = \"#0080FF\"\n");
  world.add("/t/themes/own.toml", "base = \"plain\"\n[styles.h1]\nsize = 18\n[colors]\ntext = \"#000000\"\n");
  const auto theme = load_theme(world, folders, "own");
  ASSERT_TRUE(theme) << said(theme);
  EXPECT_EQ(theme->id, "own");
  EXPECT_EQ(theme->style("h1").size, 18);
  EXPECT_TRUE(theme->style("h1").bold) << "from the base";
  EXPECT_EQ(theme->fonts.at("body").at("latn").families.size(), 2u);
  EXPECT_FALSE(theme->fonts.at("body").at("arab").kashida);
  EXPECT_NEAR(theme->margins.top, mm(10), 1e-9);
  EXPECT_NEAR(theme->page.width, 419.5, 0.1);
  EXPECT_NEAR(theme->color("accent").green, 128 / 255.0, 1e-9);
  EXPECT_FALSE(theme->number_headings);
}

TEST_F(Resources, UnknownTheme) {
  world.add("/t/themes/institutional.toml", "");
  EXPECT_EQ(said(load_theme(world, folders, "instutional")),
            "taqrir: error: unknown theme “instutional”\n  hint: did you mean “institutional”?\n");
  EXPECT_EQ(said(load_theme(world, folders, "zzz")),
            "taqrir: error: unknown theme “zzz”\n  hint: known: institutional\n");
  EXPECT_FALSE(load_theme(world, folders, "../themes/institutional"));
}

TEST_F(Resources, WrongThings) {
  world.add("/t/themes/a.toml", "[styles.h1]\nsise = 3\n[colors]\naccent = \"blue\"\n");
  EXPECT_NE(said(load_theme(world, folders, "a")).find("/t/themes/a.toml:2:1: error: unknown key “sise”"),
            std::string::npos);
  world.add("/t/themes/a.toml",
            "[styles.h1]\ncolor = \"acent\"\n[colors]\naccent = \"#123456\"\nlink = \"blue\"\n");
  EXPECT_EQ(said(load_theme(world, folders, "a")),
            "/t/themes/a.toml:5:8: error: “blue” is no colour\n"
            "  link = \"blue\"\n"
            "         ^~~~~~\n"
            "  hint: a colour is written #rrggbb, as in #15396b\n"
            "/t/themes/a.toml:2:9: error: unknown colour “acent”\n"
            "  color = \"acent\"\n"
            "          ^~~~~~~\n"
            "  hint: did you mean “accent”?\n");
}

TEST_F(Resources, AThemeTurnsThePageOfItsBaseAndGivesItABorder) {
  world.add("/t/themes/a.toml", "[page]\nsize = \"A4\"\n[colors]\ngold = \"#aa8800\"\n");
  world.add("/t/themes/b.toml",
            "base = \"a\"\n[page]\norientation = \"landscape\"\nnumbers = false\ncontent = \"middle\"\n"
            "frame = { inset = 10, weight = 2, gap = 3, color = \"gold\" }\n");
  world.add("/t/themes/c.toml", "base = \"b\"\n[page]\norientation = \"portrait\"\nnumbers = true\n[page.frame]\nweight = 1\n");
  const auto lying = load_theme(world, folders, "b"), upright = load_theme(world, folders, "c");
  ASSERT_TRUE(lying) << said(lying);
  ASSERT_TRUE(upright) << said(upright);
  EXPECT_EQ(lying->page.width, kA4.height);
  EXPECT_EQ(lying->page.height, kA4.width);
  EXPECT_FALSE(lying->page_numbers);
  EXPECT_TRUE(lying->centered);
  ASSERT_TRUE(lying->frame);
  EXPECT_EQ(lying->frame->inset, mm(10));
  EXPECT_EQ(upright->page.width, kA4.width);
  EXPECT_TRUE(upright->page_numbers);
  EXPECT_EQ(upright->frame->weight, 1);
  EXPECT_EQ(upright->frame->gap, 3) << "what it does not say is its base's";
}

TEST_F(Resources, ABorderOfNoColour) {
  world.add("/t/themes/a.toml", "[page]\nframe = { color = \"golt\" }\n[colors]\ngold = \"#aa8800\"\n");
  EXPECT_EQ(said(load_theme(world, folders, "a")),
            "/t/themes/a.toml:2:19: error: unknown colour “golt”\n"
            "  frame = { color = \"golt\" }\n"
            "                    ^~~~~~\n"
            "  hint: did you mean “gold”?\n");
}

TEST_F(Resources, ThemesInACircle) {
  world.add("/t/themes/a.toml", "base = \"b\"\n");
  world.add("/t/themes/b.toml", "base = \"a\"\n");
  EXPECT_NE(said(load_theme(world, folders, "a")).find("the theme “a” is its own base"), std::string::npos);
}

// ---------------------------------------------------------------- words

class Words : public Resources {
 protected:
  Words() {
    world.add("/t/locales/fr/document.toml",
              "page-of = \"Page {page} sur {pages}\"\nonly = \"seul\"\n[status]\ndraft = \"Provisoire\"\n"
              "[days]\none = \"{n} jour\"\nother = \"{n} jours\"\n");
    world.add("/t/locales/ar/document.toml",
              "page-of = \"صفحة {page} من {pages}\"\n[days]\nzero = \"لا أيام\"\none = \"يوم واحد\"\ntwo = "
              "\"يومان\"\n"
              "few = \"{n} أيام\"\nmany = \"{n} يوما\"\nother = \"{n} يوم\"\n");
    world.add("/plugins/x/locales/fr/x.toml", "title = \"Rapport\"\n");
  }
  std::shared_ptr<FileLocale> locale(const std::string& language) {
    const auto loaded = load_locale(world, folders, language);
    EXPECT_TRUE(loaded) << said(loaded);
    return loaded ? *loaded : nullptr;
  }
};

TEST_F(Words, OfCoreAndPlugins) {
  const auto fr = locale("fr");
  EXPECT_EQ(fr->word("document.page-of", {{"page", "1"}, {"pages", "9"}}), "Page 1 sur 9");
  EXPECT_EQ(fr->word("document.status.draft"), "Provisoire");
  EXPECT_EQ(fr->word("x.title"), "Rapport");
  EXPECT_EQ(fr->word("x.unknown"), "x.unknown");
  EXPECT_TRUE(fr->has("x.title"));
  EXPECT_FALSE(fr->has("x.unknown"));
}

TEST_F(Words, FallBackToFrenchAndSayWhich) {
  const auto ar = locale("ar");
  EXPECT_EQ(ar->word("document.only"), "seul");
  EXPECT_EQ(ar->word("document.only"), "seul");
  EXPECT_EQ(ar->word("document.page-of", {{"page", "1"}, {"pages", "9"}}), "صفحة 1 من 9");
  EXPECT_EQ(ar->fallbacks(), std::vector<std::string>{"document.only"});
}

TEST_F(Words, ARegionRestsOnItsLanguage) {
  EXPECT_EQ(locale("ar-MA")->word("document.page-of", {}), "صفحة {page} من {pages}");
}

TEST_F(Words, PluralsOfFrenchAndArabic) {
  EXPECT_EQ(locale("fr")->plural("document.days", 0), "0 jour");
  EXPECT_EQ(locale("fr")->plural("document.days", 1), "1 jour");
  EXPECT_EQ(locale("fr")->plural("document.days", 2), "2 jours");
  const auto ar = locale("ar");
  EXPECT_EQ(ar->plural("document.days", 0), "لا أيام");
  EXPECT_EQ(ar->plural("document.days", 1), "يوم واحد");
  EXPECT_EQ(ar->plural("document.days", 2), "يومان");
  EXPECT_EQ(ar->plural("document.days", 3), "3 أيام");
  EXPECT_EQ(ar->plural("document.days", 11), "11 يوما");
  EXPECT_EQ(ar->plural("document.days", 100), "100 يوم");
}

TEST_F(Words, UnknownLanguage) {
  EXPECT_EQ(said(load_locale(world, folders, "de")),
            "taqrir: error: there are no words for the language “de”\n  hint: known: ar, fr\n");
  EXPECT_NE(said(load_locale(world, folders, "français")).find("“français” is no language"),
            std::string::npos);
}

TEST_F(Words, FilesThatAreWrong) {
  world.add("/t/locales/fr/bad.toml", "a = 3\n");
  EXPECT_NE(said(load_locale(world, folders, "fr"))
                .find("/t/locales/fr/bad.toml:1:5: error: the word “a” must be a text"),
            std::string::npos);
}

// ---------------------------------------------------------------- formats

TEST_F(Words, FrenchFormats) {
  const auto fr = locale("fr");
  EXPECT_EQ(fr->date(*parse_iso_date("2025-07-02")), "2 juillet 2025");
  EXPECT_EQ(fr->date(*parse_iso_date("2025-06-01")), "1er juin 2025");
  EXPECT_EQ(fr->date(*parse_iso_date("2025-06-11")), "11 juin 2025");
  EXPECT_EQ(fr->short_date(*parse_iso_date("2025-07-02")), "02/07/2025");
  EXPECT_EQ(fr->dates(*parse_iso_date("2025-06-10"), *parse_iso_date("2025-06-12")), "10–12 juin 2025");
  EXPECT_EQ(fr->dates(*parse_iso_date("2025-06-01"), *parse_iso_date("2025-07-01")),
            "1er juin\u2009–\u20091er juillet 2025");
  EXPECT_EQ(fr->dates(*parse_iso_date("2025-06-10"), *parse_iso_date("2025-06-10")), "10 juin 2025");
  EXPECT_EQ(fr->number(1234567.891, 2), "1\u202F234\u202F567,89");
  EXPECT_EQ(fr->number(2.5, 0), "3") << "half away from zero, as people round";
  EXPECT_EQ(fr->number(-0.2, 0), "0");
  EXPECT_EQ(fr->integer(-1234), "−1\u202F234");
  EXPECT_EQ(fr->percent(0.25, 0), "25\u00A0%");
  EXPECT_EQ(fr->percent(0.0514, 1), "5,1\u00A0%");
  EXPECT_EQ(fr->list({"A", "B", "C"}), "A, B et C");
  EXPECT_EQ(fr->list({}), "");
  EXPECT_TRUE(fr->before("Été", "hiver"));
  EXPECT_FALSE(fr->before("zèbre", "Été"));
}

TEST_F(Words, ArabicFormatsAreMoroccan) {
  const auto ar = locale("ar");
  EXPECT_EQ(ar->date(*parse_iso_date("2025-07-02")), "2 يوليوز 2025");
  EXPECT_EQ(ar->number(-0.45, 2), "\u200E−0,45");
  EXPECT_EQ(ar->integer(25), "25") << "Western digits, as in Morocco";
  EXPECT_EQ(ar->list({"أ", "ب"}), "أ وب");
}

TEST_F(Words, ACountryGivesArabicItsOtherDigits) {
  EXPECT_EQ(locale("ar-EG")->number(12.5, 1), "١٢٫٥");
  EXPECT_EQ(locale("ar-MA")->number(12.5, 1), "12,5");
}

TEST_F(Words, BeforeOurEraOfUnixToo) {
  EXPECT_EQ(locale("fr")->date(*parse_iso_date("1948-12-10")), "10 décembre 1948");
}

TEST_F(Words, Tamazight) {
  world.add("/t/locales/zgh/document.toml", "page-of = \"{page}\"\n");
  EXPECT_NE(locale("zgh")->date(*parse_iso_date("2025-07-02")).find("ⵢⵓⵍⵢⵓⵣ"), std::string::npos);
}

// ---------------------------------------------------------------- funders

TEST_F(Resources, Visibility) {
  world.add("/t/visibility/eu.toml",
            "logo = \"eu.png\"\n[statement]\nfr = \"Financé\"\n[logo_alt]\nfr = \"Emblème\"\n");
  world.add("/t/visibility/eu.png", "x");
  const auto rules = load_visibility(world, folders, "eu");
  ASSERT_TRUE(rules) << said(rules);
  EXPECT_EQ(rules->logo, "/t/visibility/eu.png");
  EXPECT_EQ(rules->statement.in("ar"), "Financé");
  EXPECT_TRUE(rules->disclaimer.empty());
  EXPECT_EQ(said(load_visibility(world, folders, "ue")),
            "taqrir: error: no visibility rules for the funder “ue”\n  hint: did you mean “eu”?\n");
}

TEST_F(Resources, VisibilityWithALogoThatIsNotThere) {
  world.add("/t/visibility/eu.toml", "logo = \"eu.png\"\nstatement = \"x\"\n");
  EXPECT_NE(said(load_visibility(world, folders, "eu")).find("no such file: “eu.png”"), std::string::npos);
}

// What ships with Taqrir: the repository's templates, copied into memory.
class Shipped : public Resources {
 protected:
  Shipped() {
    const std::filesystem::path templates = std::filesystem::path(TAQRIR_SOURCE_DIR) / "templates";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(templates)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      world.add("/t/" + entry.path().lexically_relative(templates).generic_string(),
                std::string(std::istreambuf_iterator<char>(file), {}));
    }
  }
};

TEST_F(Shipped, ThemesAreWellFormed) {
  for (const auto& name : world.list("/t/themes")) {
    if (name.size() < 6 || name.substr(name.size() - 5) != ".toml") continue;
    const auto theme = load_theme(world, folders, name.substr(0, name.size() - 5));
    EXPECT_TRUE(theme) << said(theme);
    if (theme) {
      EXPECT_TRUE(theme->fonts.count("body") && theme->styles.count("body")) << name;
    }
  }
}

TEST_F(Shipped, ArabicAndEnglishHaveEveryWordOfTheDocument) {
  const auto fr = load_locale(world, {"/t"}, "fr");
  ASSERT_TRUE(fr) << said(fr);
  for (const char* language : {"ar", "en"}) {
    const auto locale = load_locale(world, {"/t"}, language);
    ASSERT_TRUE(locale) << said(locale);
    for (const char* key : {"page-of",
                            "page",
                            "contents",
                            "table",
                            "figure",
                            "section-ref",
                            "table-ref",
                            "figure-ref",
                            "piece",
                            "piece-stamp",
                            "missing",
                            "continued",
                            "note",
                            "signature",
                            "draft",
                            "callout.note",
                            "callout.tip",
                            "callout.important",
                            "callout.warning",
                            "callout.caution",
                            "status.draft",
                            "status.sent",
                            "status.validated",
                            "state.present",
                            "state.missing",
                            "state.late",
                            "state.waived"})
      EXPECT_NE((*locale)->word(std::string("document.") + key), std::string("document.") + key);
    EXPECT_EQ((*locale)->fallbacks(), std::vector<std::string>{}) << language;
  }
}

TEST_F(Shipped, FundersRulesAreWellFormed) {
  for (const auto& name : world.list("/t/visibility")) {
    if (name.size() < 6 || name.substr(name.size() - 5) != ".toml") continue;
    const auto rules = load_visibility(world, folders, name.substr(0, name.size() - 5));
    EXPECT_TRUE(rules) << said(rules);
  }
}

}  // namespace
}  // namespace taqrir::input
