#include "assemble/edge_bands.hpp"

#include <algorithm>
#include <cmath>

namespace taqrir::assemble {
namespace {

constexpr char kAll = '*';

/// Bits `first` to `last` of a word, 0 to 63.
std::uint64_t bits(int first, int last) { return (~std::uint64_t{0} >> (63 - (last - first))) << first; }

/// Cells of `size` that [low, high] touches.
int cell(double place, double size, int cells) {
  return static_cast<int>(std::clamp(std::floor(place / size), -1.0, static_cast<double>(cells)));
}

}  // namespace

EdgeBands::Span EdgeBands::columns(double left, double right) const {
  const double width = std::max(size_.width, 1.0) / kColumns;
  const Span span{cell(left, width, kColumns), cell(right, width, kColumns)};
  if (span.last < 0 || span.first >= kColumns) return {};
  return {std::max(span.first, 0), std::min(span.last, kColumns - 1)};
}

EdgeBands::Span EdgeBands::rows(double low, double high) {
  const Span span{cell(low, 1, kRows), cell(high, 1, kRows)};
  if (span.last < 0 || span.first >= kRows) return {};
  return {std::max(span.first, 0), std::min(span.last, kRows - 1)};
}

namespace {

/// Calls `use(word, mask)` for the words that hold these columns.
template <class Use>
void each_word(int first, int last, const Use& use) {
  for (int word = first / 64; word <= last / 64; ++word)
    use(static_cast<std::size_t>(word), bits(std::max(first - 64 * word, 0), std::min(last - 64 * word, 63)));
}

}  // namespace

void EdgeBands::mark(Band& band, Span rows, Span columns) {
  if (columns.first > columns.last) return;
  for (int row = rows.first; row <= rows.last; ++row)
    each_word(columns.first, columns.last, [&](std::size_t word, std::uint64_t mask) {
      band[static_cast<std::size_t>(row)][word] |= mask;
    });
}

bool EdgeBands::is_free(const Band& band, Span rows, Span columns) {
  bool free = true;
  if (columns.first > columns.last) return free;
  for (int row = rows.first; row <= rows.last; ++row)
    each_word(columns.first, columns.last, [&](std::size_t word, std::uint64_t mask) {
      free = free && (band[static_cast<std::size_t>(row)][word] & mask) == 0;
    });
  return free;
}

void EdgeBands::mark_all() {
  for (auto* band : {&foot_, &head_})
    for (auto& row : *band) row.fill(~std::uint64_t{0});
  full_ = true;
}

void EdgeBands::mark(const Area& a) {
  if (std::isnan(a.left + a.right + a.bottom + a.top) ||
      (a.left <= 0 && a.bottom <= 0 && a.right >= size_.width && a.top >= size_.height))
    return mark_all();
  if (!touched_by(a.bottom, a.top)) return;
  const auto within = columns(a.left, a.right);
  mark(foot_, rows(a.bottom, a.top), within);
  mark(head_, rows(size_.height - a.top, size_.height - a.bottom), within);
}

void EdgeBands::mark_stroke(Point from, Point to, Point sides, const Area& clip) {
  const auto [low, high] = std::minmax(from.y, to.y);
  if (std::isnan(from.x + from.y + to.x + to.y + sides.x + sides.y)) return mark_all();
  for (const double edge : {0.0, size_.height - kHeight}) {
    const double bottom = std::max(low, edge - sides.y), top = std::min(high, edge + kHeight + sides.y);
    if (bottom > top) continue;
    const auto x_at = [&](double y) {
      return high > low ? from.x + (to.x - from.x) * ((y - from.y) / (to.y - from.y)) : from.x;
    };
    auto [left, right] = high > low ? std::minmax({x_at(bottom), x_at(top)}) : std::minmax({from.x, to.x});
    const Area area{std::max(left - sides.x, clip.left), std::max(bottom - sides.y, clip.bottom),
                    std::min(right + sides.x, clip.right), std::min(top + sides.y, clip.top)};
    if (!(area.left > area.right || area.bottom > area.top)) mark(area);
  }
}

bool EdgeBands::is_free(const Area& a) const {
  const bool in_foot = a.top <= kHeight, in_head = a.bottom >= size_.height - kHeight;
  if (full_ || (!in_foot && !in_head)) return false;
  const auto within = columns(a.left, a.right);
  return in_foot ? is_free(foot_, rows(a.bottom, a.top), within)
                 : is_free(head_, rows(size_.height - a.top, size_.height - a.bottom), within);
}

/// Rows that hold something: the row's number (those of the head come after the foot's) and its bits.
std::string EdgeBands::text() const {
  if (full_) return std::string(1, kAll);
  std::string out;
  for (int row = 0; row < 2 * kRows; ++row) {
    const auto& cells = (row < kRows ? foot_ : head_)[static_cast<std::size_t>(row % kRows)];
    if (std::all_of(cells.begin(), cells.end(), [](auto word) { return word == 0; })) continue;
    out += static_cast<char>(row);
    for (const auto word : cells)
      for (int byte = 0; byte < 8; ++byte) out += static_cast<char>(word >> (8 * byte) & 0xff);
  }
  return out;
}

EdgeBands EdgeBands::of(Size shown, std::string_view text) {
  constexpr std::size_t kLength = 1 + kColumns / 8;
  EdgeBands bands(shown);
  if (text.size() % kLength != 0) return bands.mark_all(), bands;
  for (; !text.empty(); text.remove_prefix(kLength)) {
    const auto row = static_cast<unsigned char>(text[0]);
    if (row >= 2 * kRows) return bands.mark_all(), bands;
    auto& cells = (row < kRows ? bands.foot_ : bands.head_)[row % kRows];
    for (std::size_t byte = 0; byte < kColumns / 8; ++byte)
      cells[byte / 8] |= std::uint64_t{static_cast<unsigned char>(text[1 + byte])} << (8 * (byte % 8));
  }
  return bands;
}

}  // namespace taqrir::assemble
