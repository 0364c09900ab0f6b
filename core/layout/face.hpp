// Font files opened once: HarfBuzz faces with the metrics that layout needs. Shared by documents and
// threads; nothing changes after a face is made.
#pragma once

#include <hb.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>

#include "base/world.hpp"
#include "layout/hyphenation.hpp"
#include "layout/layout.hpp"

namespace taqrir::layout {

class Face {
 public:
  Face(FontFile file, Bytes bytes);
  ~Face();
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  hb_font_t* font() const noexcept { return font_; }
  /// Glyph of a code point; 0 when the face has none.
  hb_codepoint_t glyph(char32_t code_point) const;
  /// A FontUse without codes: file, names and metrics filled.
  FontUse describe() const;
  const FontFile& file() const noexcept { return file_; }

  // In em.
  double ascent = 0, descent = 0, cap_height = 0, x_height = 0, units = 1000;

 private:
  FontFile file_;
  Bytes bytes_;
  hb_face_t* face_ = nullptr;
  hb_font_t* font_ = nullptr;
};

struct FontBook::Impl {
  explicit Impl(World& w) : world(w), hyphenation(w) {}

  /// Null when the family is not installed or its file is unusable.
  const Face* find(const std::string& family, bool bold, bool italic);

  World& world;
  Hyphenation hyphenation;

 private:
  std::mutex mutex_;
  std::map<std::tuple<std::string, bool, bool>, const Face*> found_;
  std::map<std::pair<std::string, int>, std::unique_ptr<Face>> faces_;
};

}  // namespace taqrir::layout
