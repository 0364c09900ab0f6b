#include "app/rows.hpp"

#include <gtest/gtest.h>

namespace taqrir::app {
namespace {

TEST(RowNames, AreSafe) {
  EXPECT_EQ(safe_row_name("attestation-P07"), "attestation-P07");
  EXPECT_EQ(safe_row_name("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(safe_row_name("/etc/passwd"), "etc-passwd");
  EXPECT_EQ(safe_row_name("C:\\x"), "C-x");
  EXPECT_EQ(safe_row_name("a\nb\tc"), "a-b-c");
  EXPECT_EQ(safe_row_name("..."), "");
  EXPECT_EQ(safe_row_name(".hidden"), "hidden");
  EXPECT_EQ(safe_row_name("nom\u202Efdp.exe"), "nom-fdp.exe");
  EXPECT_EQ(safe_row_name("«Été» – 2025"), "Été-2025");
  EXPECT_EQ(safe_row_name("شهادة أمينة"), "شهادة-أمينة");
  EXPECT_EQ(safe_row_name("ⵜⴰⵎⴰⵣⵉⵖⵜ"), "ⵜⴰⵎⴰⵣⵉⵖⵜ");
  EXPECT_EQ(safe_row_name("\xff\xfe"), "");
}

TEST(RowNames, AreOneForLettersWrittenInTwoWaysAndNoDeviceOfWindows) {
  EXPECT_EQ(safe_row_name("Re\u0301da"), safe_row_name("R\u00E9da"));
  EXPECT_EQ(safe_row_name("con"), "_con");
  EXPECT_EQ(safe_row_name("LPT1.x"), "_LPT1.x");
  EXPECT_EQ(safe_row_name("contrat"), "contrat");
}

TEST(RowNames, AreOfBoundedLengthAndWholeCharacters) {
  const auto name = safe_row_name(std::string(500, 'x'));
  EXPECT_EQ(name.size(), 120u);
  std::string arabic;
  for (int i = 0; i < 200; ++i) arabic += "م";
  EXPECT_EQ(safe_row_name(arabic).size(), 120u);
}

}  // namespace
}  // namespace taqrir::app
