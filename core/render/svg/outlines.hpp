// Glyphs as path data, from the font's own file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "layout/pages.hpp"

struct hb_font_t;

namespace taqrir::svg {

class Outlines {
 public:
  /// `font` has to outlive it.
  explicit Outlines(const layout::FontUse& font);

  /// False: the file cannot be read as a font.
  bool is_usable() const { return units_ > 0; }
  /// Font units in an em.
  double units() const { return units_; }
  /// In font units, y upwards. Empty: the glyph shows nothing.
  std::string path(std::uint32_t glyph) const;

 private:
  std::shared_ptr<hb_font_t> font_;
  double units_ = 0;
};

}  // namespace taqrir::svg
