// The cross-reference table from offsets kept as steps.
#include "render/pdf/offsets.hpp"

#include <gtest/gtest.h>

namespace taqrir::pdf {
namespace {

std::string table(const Offsets& offsets) {
  std::string out;
  EXPECT_TRUE(offsets.write([&](std::string_view piece) { return out += piece, true; }));
  return out;
}

TEST(Offsets, StandInTheTableByTheirNumbers) {
  Offsets offsets;
  offsets.add(15), offsets.add(0), offsets.add(9'000'000'000), offsets.add(120), offsets.add(0);
  offsets.set(2, 17);
  EXPECT_EQ(offsets.size(), 6);
  EXPECT_EQ(
      table(offsets),
      "xref\n0 6\n0000000000 65535 f\r\n0000000015 00000 n\r\n0000000017 00000 n\r\n9000000000 00000 n\r\n"
      "0000000120 00000 n\r\n0000000000 65535 f\r\n");
}

TEST(Offsets, ComeInPiecesAndEndWhereTheSinkIsFull) {
  Offsets offsets;
  for (std::uint64_t i = 1; i < 10'000; ++i) offsets.add(i * 300);
  int pieces = 0;
  EXPECT_FALSE(offsets.write([&](std::string_view piece) {
    EXPECT_LT(piece.size(), 100u << 10);
    return ++pieces < 2;
  }));
  EXPECT_EQ(pieces, 2);
  EXPECT_EQ(table(offsets).size(), std::string("xref\n0 10000\n").size() + 20 * 10'000);
}

}  // namespace
}  // namespace taqrir::pdf
