// What is taken of a page along its foot and its head, where stamps may stand. Coordinates are those of the
// page as it is shown: points, origin at the bottom left, y upwards.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "assemble/area.hpp"
#include "base/units.hpp"

namespace taqrir::assemble {

class EdgeBands {
 public:
  static constexpr double kHeight = 32;  ///< of either band, in points

  explicit EdgeBands(Size shown) : size_(shown) {}

  /// Rather too much than too little; an area that is no area (NaN) is everywhere.
  void mark(const Area& area);
  /// What a box of twice these sides passes over when its middle goes from one point to the other, within
  /// `clip`.
  void mark_stroke(Point from, Point to, Point sides, const Area& clip);
  void mark_all();

  bool full() const noexcept { return full_; }
  /// Whether something between these heights lies in a band.
  bool touched_by(double bottom, double top) const noexcept {
    return !(top < 0 || bottom > size_.height || (bottom > kHeight && top < size_.height - kHeight));
  }
  /// False also where it reaches beyond the bands.
  bool is_free(const Area& area) const;
  Size size() const noexcept { return size_; }

  /// For a record, and back; what cannot be read is taken.
  std::string text() const;
  static EdgeBands of(Size shown, std::string_view text);

 private:
  static constexpr int kRows = 32, kColumns = 256, kWords = kColumns / 64;
  using Row = std::array<std::uint64_t, kWords>;  // a bit for each column
  using Band = std::array<Row, kRows>;            // a row for each point
  struct Span {
    int first = 0, last = -1;  // empty
  };

  Span columns(double left, double right) const;
  static Span rows(double low, double high);
  void mark(Band& band, Span rows, Span columns);
  static bool is_free(const Band& band, Span rows, Span columns);

  Size size_;
  Band foot_{}, head_{};  // rows are counted from the page's edge
  bool full_ = false;
};

}  // namespace taqrir::assemble
