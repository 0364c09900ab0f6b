#include "pandoc/zip_dates.hpp"

#include <cstdint>
#include <string_view>

namespace taqrir::pandoc {

namespace {

constexpr std::string_view kEnd("PK\x05\x06", 4), kEntry("PK\x01\x02", 4), kLocal("PK\x03\x04", 4);
constexpr std::size_t kEndSize = 22, kEntrySize = 46, kLocalSize = 30;

std::uint32_t number_at(std::string_view zip, std::size_t at, int bytes) {
  std::uint32_t out = 0;
  for (int i = bytes; i-- > 0;)
    out = out << 8 | static_cast<unsigned char>(zip[at + static_cast<std::size_t>(i)]);
  return out;
}

/// Time and date stand side by side, two bytes each, the low one first.
void stamp(std::string& zip, std::size_t at, std::chrono::year_month_day day) {
  const auto year = static_cast<unsigned>(static_cast<int>(day.year()) - 1980);
  const auto date = year << 9 | static_cast<unsigned>(day.month()) << 5 | static_cast<unsigned>(day.day());
  zip[at] = zip[at + 1] = '\0';
  zip[at + 2] = static_cast<char>(date & 0xFF), zip[at + 3] = static_cast<char>(date >> 8);
}

bool stands(std::string_view zip, std::size_t at, std::string_view mark, std::size_t size) {
  return at + size <= zip.size() && zip.substr(at, mark.size()) == mark;
}

}  // namespace

void date_entries(std::string& zip, std::chrono::year_month_day day) {
  const auto end = zip.rfind(kEnd);
  if (end == std::string::npos || end + kEndSize > zip.size()) return;
  const auto count = number_at(zip, end + 10, 2);
  std::size_t at = number_at(zip, end + 16, 4);
  for (std::uint32_t i = 0; i < count && stands(zip, at, kEntry, kEntrySize); ++i) {
    stamp(zip, at + 12, day);
    if (const std::size_t local = number_at(zip, at + 42, 4); stands(zip, local, kLocal, kLocalSize))
      stamp(zip, local + 10, day);
    at += kEntrySize + number_at(zip, at + 28, 2) + number_at(zip, at + 30, 2) + number_at(zip, at + 32, 2);
  }
}

}  // namespace taqrir::pandoc
