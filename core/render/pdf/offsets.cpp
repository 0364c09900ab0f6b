#include "render/pdf/offsets.hpp"

#include <cstdio>

#include "base/varint.hpp"

namespace taqrir::pdf {

namespace {

constexpr std::size_t kPiece = 64 << 10;

/// Signs go into the lowest bit, so that small steps of either sign are small numbers.
std::uint64_t folded(std::int64_t step) {
  return (static_cast<std::uint64_t>(step) << 1) ^ static_cast<std::uint64_t>(step >> 63);
}

std::int64_t unfolded(std::uint64_t number) {
  return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

void put_line(std::string& to, std::uint64_t offset) {
  char line[24];
  std::snprintf(line, sizeof line, "%010llu %05d %c\r\n", static_cast<unsigned long long>(offset),
                offset != 0 ? 0 : 65535, offset != 0 ? 'n' : 'f');
  to += line;
}

}  // namespace

void Offsets::add(std::uint64_t offset) {
  ++size_;
  if (offset == 0) return put_varint(steps_, 0);
  put_varint(steps_, folded(static_cast<std::int64_t>(offset - last_)));
  last_ = offset;
}

bool Offsets::write(const Sink& sink) const {
  std::string piece = "xref\n0 " + std::to_string(size_) + "\n";
  put_line(piece, 0);
  std::uint64_t last = 0;
  std::size_t at = 0;
  for (int number = 1; number < size_; ++number) {
    const auto step = unfolded(take_varint(steps_, at));
    if (step != 0) last += static_cast<std::uint64_t>(step);
    const auto late = step == 0 ? late_.find(number) : late_.end();
    put_line(piece, step != 0 ? last : late != late_.end() ? late->second : 0);
    if (piece.size() < kPiece) continue;
    if (!sink(piece)) return false;
    piece.clear();
  }
  return sink(piece);
}

}  // namespace taqrir::pdf
