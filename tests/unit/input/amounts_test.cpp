// Numbers and amounts in words, with the words that are shipped.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/memory_world.hpp"
#include "input/resources.hpp"

namespace taqrir::input {
namespace {

std::string shipped(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(std::string(TAQRIR_SOURCE_DIR) + "/templates/" + path).rdbuf();
  return out.str();
}

std::shared_ptr<FileLocale> locale(const std::string& language) {
  MemoryWorld world;
  for (const std::string name : {"fr", "ar", "en"})
    for (const std::string topic : {"document", "number", "currency"})
      if (const auto text = shipped("locales/" + name + "/" + topic + ".toml"); !text.empty())
        world.add("/t/locales/" + name + "/" + topic + ".toml", text);
  return load_locale(world, {"/t"}, language).value();
}

struct Spelled {
  std::int64_t number;
  const char* words;
};

void expect_spelled(const std::string& language, const std::vector<Spelled>& all) {
  const auto words = locale(language);
  for (const auto& one : all) EXPECT_EQ(words->spelled(one.number), one.words) << one.number;
}

// Dictionnaire de l'Académie française, s. v. CENT: vingt and cent take an s when multiplied and last; mille
// is a numeral, million a noun. Traditional spelling: hyphens below a hundred only, “et” without.
TEST(Amounts, FrenchNumbers) {
  expect_spelled("fr", {{0, "zéro"},
                        {1, "un"},
                        {16, "seize"},
                        {17, "dix-sept"},
                        {20, "vingt"},
                        {21, "vingt et un"},
                        {22, "vingt-deux"},
                        {61, "soixante et un"},
                        {70, "soixante-dix"},
                        {71, "soixante et onze"},
                        {72, "soixante-douze"},
                        {77, "soixante-dix-sept"},
                        {80, "quatre-vingts"},
                        {81, "quatre-vingt-un"},
                        {91, "quatre-vingt-onze"},
                        {99, "quatre-vingt-dix-neuf"},
                        {100, "cent"},
                        {101, "cent un"},
                        {180, "cent quatre-vingts"},
                        {200, "deux cents"},
                        {201, "deux cent un"},
                        {280, "deux cent quatre-vingts"},
                        {999, "neuf cent quatre-vingt-dix-neuf"},
                        {1000, "mille"},
                        {1001, "mille un"},
                        {1100, "mille cent"},
                        {2000, "deux mille"},
                        {12500, "douze mille cinq cents"},
                        {21000, "vingt et un mille"},
                        {80000, "quatre-vingt mille"},
                        {80080, "quatre-vingt mille quatre-vingts"},
                        {81000, "quatre-vingt-un mille"},
                        {180000, "cent quatre-vingt mille"},
                        {200000, "deux cent mille"},
                        {280000, "deux cent quatre-vingt mille"},
                        {300200, "trois cent mille deux cents"},
                        {1000000, "un million"},
                        {80000000, "quatre-vingts millions"},
                        {200000000, "deux cents millions"},
                        {2500000, "deux millions cinq cent mille"},
                        {1000000000, "un milliard"},
                        {-21, "moins vingt et un"}});
}

// The counted noun is masculine: 3 to 10 take the tāʾ; the dual and the plural of hundred, thousand and
// million.
TEST(Amounts, ArabicNumbers) {
  expect_spelled("ar", {{0, "صفر"},
                        {1, "واحد"},
                        {2, "اثنان"},
                        {3, "ثلاثة"},
                        {8, "ثمانية"},
                        {10, "عشرة"},
                        {11, "أحد عشر"},
                        {12, "اثنا عشر"},
                        {13, "ثلاثة عشر"},
                        {18, "ثمانية عشر"},
                        {20, "عشرون"},
                        {21, "واحد وعشرون"},
                        {22, "اثنان وعشرون"},
                        {99, "تسعة وتسعون"},
                        {100, "مائة"},
                        {101, "مائة وواحد"},
                        {111, "مائة وأحد عشر"},
                        {200, "مائتان"},
                        {300, "ثلاثمائة"},
                        {555, "خمسمائة وخمسة وخمسون"},
                        {800, "ثمانمائة"},
                        {1000, "ألف"},
                        {2000, "ألفان"},
                        {2300, "ألفان وثلاثمائة"},
                        {3000, "ثلاثة آلاف"},
                        {10000, "عشرة آلاف"},
                        {12500, "اثنا عشر ألفا وخمسمائة"},
                        {21000, "واحد وعشرون ألفا"},
                        {100000, "مائة ألف"},
                        {103000, "مائة وثلاثة آلاف"},
                        {200000, "مائتا ألف"},
                        {203000, "مائتان وثلاثة آلاف"},
                        {1000000, "مليون"},
                        {2000000, "مليونان"},
                        {3000000, "ثلاثة ملايين"},
                        {11000000, "أحد عشر مليونا"}});
}

TEST(Amounts, EnglishNumbers) {
  expect_spelled("en",
                 {{21, "twenty-one"}, {101, "one hundred and one"}, {12500, "twelve thousand five hundred"}});
}

TEST(Amounts, FrenchMoney) {
  const auto fr = locale("fr");
  EXPECT_EQ(fr->money_in_words(12500.10, "MAD"), "douze mille cinq cents dirhams et dix centimes");
  EXPECT_EQ(fr->money_in_words(1, "MAD"), "un dirham");
  EXPECT_EQ(fr->money_in_words(0, "MAD"), "zéro dirham");
  EXPECT_EQ(fr->money_in_words(0.01, "EUR"), "un centime");
  EXPECT_EQ(fr->money_in_words(80, "EUR"), "quatre-vingts euros");
  EXPECT_EQ(fr->money_in_words(1000000, "EUR"), "un million d’euros");
  EXPECT_EQ(fr->money_in_words(2000000, "MAD"), "deux millions de dirhams");
  EXPECT_EQ(fr->money_in_words(2000001, "MAD"), "deux millions un dirhams");
  EXPECT_EQ(fr->money_in_words(-3.5, "MAD"), "moins trois dirhams et cinquante centimes");
  EXPECT_EQ(fr->money_in_words(0.999, "MAD"), "un dirham") << "rounded to the centime, half up";
  EXPECT_EQ(fr->money_in_words(7, "XYZ"), "sept\u00A0XYZ") << "no words: the code";
  EXPECT_EQ(fr->money_in_words(1e15, "MAD"), fr->money(1e15, "MAD", 2))
      << "beyond what a double counts in centimes";
}

TEST(Amounts, ArabicMoney) {
  const auto ar = locale("ar");
  EXPECT_EQ(ar->money_in_words(1, "MAD"), "درهم واحد");
  EXPECT_EQ(ar->money_in_words(2, "MAD"), "درهمان");
  EXPECT_EQ(ar->money_in_words(3, "MAD"), "ثلاثة دراهم");
  EXPECT_EQ(ar->money_in_words(101, "MAD"), "مائة درهم ودرهم واحد");
  EXPECT_EQ(ar->money_in_words(102, "MAD"), "مائة درهم ودرهمان");
  EXPECT_EQ(ar->money_in_words(2002, "MAD"), "ألفا درهم ودرهمان");
  EXPECT_EQ(ar->money_in_words(1000001, "MAD"), "مليون درهم ودرهم واحد");
  EXPECT_EQ(ar->money_in_words(101000, "MAD"), "مائة ألف وألف درهم");
  EXPECT_EQ(ar->money_in_words(202000, "MAD"), "مائتا ألف وألفا درهم");
  EXPECT_EQ(ar->money_in_words(103000, "MAD"), "مائة وثلاثة آلاف درهم");
  EXPECT_EQ(ar->money_in_words(301450, "MAD"), "ثلاثمائة ألف وألف وأربعمائة وخمسون درهما");
  EXPECT_EQ(ar->money_in_words(204500, "MAD"), "مائتان وأربعة آلاف وخمسمائة درهم");
  EXPECT_EQ(ar->money_in_words(10, "MAD"), "عشرة دراهم");
  EXPECT_EQ(ar->money_in_words(11, "MAD"), "أحد عشر درهما");
  EXPECT_EQ(ar->money_in_words(99, "MAD"), "تسعة وتسعون درهما");
  EXPECT_EQ(ar->money_in_words(100, "MAD"), "مائة درهم");
  EXPECT_EQ(ar->money_in_words(200, "MAD"), "مائتا درهم") << "the dual loses its nun before what it counts";
  EXPECT_EQ(ar->money_in_words(1200, "MAD"), "ألف ومائتا درهم");
  EXPECT_EQ(ar->money_in_words(2000, "MAD"), "ألفا درهم");
  EXPECT_EQ(ar->money_in_words(12000, "MAD"), "اثنا عشر ألف درهم");
  EXPECT_EQ(ar->money_in_words(12500.10, "MAD"), "اثنا عشر ألفا وخمسمائة درهم وعشرة سنتيمات");
  EXPECT_EQ(ar->money_in_words(103, "MAD"), "مائة وثلاثة دراهم");
}

TEST(Amounts, EnglishMoney) {
  EXPECT_EQ(locale("en")->money_in_words(12500.10, "MAD"),
            "twelve thousand five hundred dirhams and ten centimes");
}

TEST(Amounts, MonthsAlone) {
  const auto day = *parse_iso_date("2025-02-03");
  EXPECT_EQ(locale("fr")->month(day), "févr.");
  EXPECT_EQ(locale("ar")->month(day), "فبراير");
  EXPECT_EQ(locale("en")->month(*parse_iso_date("2025-07-03")), "Jul");
}

}  // namespace
}  // namespace taqrir::input
