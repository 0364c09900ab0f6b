#include "render/pdf/composed_glyphs.hpp"

#include <hb-ot.h>

#include <algorithm>
#include <vector>

namespace taqrir::pdf {

namespace {

constexpr std::size_t kGlyphHeader = 10;  // contours, xMin, yMin, xMax, yMax

// A table of big-endian numbers (OpenType, "Data Types"). Reading beyond the end gives 0.
class Table {
 public:
  Table(hb_face_t* face, const char (&tag)[5]) : tag_(HB_TAG(tag[0], tag[1], tag[2], tag[3])) {
    hb_blob_t* blob = hb_face_reference_table(face, tag_);
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    bytes_.assign(data ? data : "", length);
    hb_blob_destroy(blob);
  }

  hb_tag_t tag() const { return tag_; }
  const std::string& bytes() const { return bytes_; }
  std::size_t size() const { return bytes_.size(); }

  int u16(std::size_t at) const { return at + 2 <= bytes_.size() ? byte(at) << 8 | byte(at + 1) : 0; }
  int i16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }
  std::uint32_t u32(std::size_t at) const {
    return static_cast<std::uint32_t>(u16(at)) << 16 | static_cast<std::uint32_t>(u16(at + 2));
  }

  void set16(std::size_t at, int value) {
    if (at + 2 > bytes_.size()) return;
    bytes_[at] = static_cast<char>(value >> 8), bytes_[at + 1] = static_cast<char>(value);
  }
  void raise16(std::size_t at, int value) { set16(at, std::max(u16(at), value)); }
  void add16(int value) { bytes_ += static_cast<char>(value >> 8), bytes_ += static_cast<char>(value); }
  void add32(std::uint32_t value) {
    add16(static_cast<int>(value >> 16)), add16(static_cast<int>(value & 0xFFFF));
  }
  void clear() { bytes_.clear(); }
  void append(const std::string& bytes) { bytes_ += bytes; }
  void cut(std::size_t size) { bytes_.resize(size); }

 private:
  int byte(std::size_t at) const { return static_cast<unsigned char>(bytes_[at]); }
  hb_tag_t tag_;
  std::string bytes_;
};

class Extender {
 public:
  explicit Extender(hb_face_t* face)
      : head_(face, "head"),
        hhea_(face, "hhea"),
        hmtx_(face, "hmtx"),
        maxp_(face, "maxp"),
        loca_(face, "loca"),
        glyf_(face, "glyf"),
        count_(static_cast<std::size_t>(maxp_.u16(4))) {}

  std::string extend(std::span<const ComposedGlyph> added) {
    if (head_.size() < 54 || hhea_.size() < 36 || maxp_.size() < 32 || count_ + added.size() > 0xFFFF)
      return {};
    if (!read_offsets()) return {};
    glyf_.cut(offsets_.back());
    read_metrics();
    for (const auto& glyph : added) add(glyph);
    write_tables();
    return build();
  }

 private:
  bool read_offsets() {
    const bool is_long = head_.i16(50) != 0;
    if (loca_.size() < (count_ + 1) * (is_long ? 4 : 2)) return false;
    for (std::size_t i = 0; i <= count_; ++i)
      offsets_.push_back(is_long ? loca_.u32(4 * i) : 2 * static_cast<std::uint32_t>(loca_.u16(2 * i)));
    return std::is_sorted(offsets_.begin(), offsets_.end()) && offsets_.back() <= glyf_.size();
  }

  void read_metrics() {
    const auto full = static_cast<std::size_t>(std::max(hhea_.u16(34), 1));
    for (std::size_t i = 0; i < count_; ++i) {
      const std::size_t own = std::min(i, full - 1);
      advances_.push_back(hmtx_.u16(4 * own));
      bearings_.push_back(hmtx_.i16(i < full ? 4 * i + 2 : 4 * full + 2 * (i - full)));
    }
  }

  struct Box {
    int left = 0x7FFF, bottom = 0x7FFF, right = -0x8000, top = -0x8000;
  };

  void add(const ComposedGlyph& glyph) {
    std::vector<ComposedGlyph::Part> drawn;
    Box box;
    for (const auto& part : glyph.parts) {
      const std::uint32_t from = offsets_[part.glyph];
      if (offsets_[part.glyph + 1u] - from < kGlyphHeader) continue;  // a blank
      drawn.push_back(part);
      box.left = std::min(box.left, glyf_.i16(from + 2) + part.dx);
      box.bottom = std::min(box.bottom, glyf_.i16(from + 4) + part.dy);
      box.right = std::max(box.right, glyf_.i16(from + 6) + part.dx);
      box.top = std::max(box.top, glyf_.i16(from + 8) + part.dy);
    }
    if (!drawn.empty()) write(drawn, box);
    offsets_.push_back(static_cast<std::uint32_t>(glyf_.size()));
    advances_.push_back(glyph.advance);
    bearings_.push_back(drawn.empty() ? 0 : box.left);
    most_parts_ = std::max(most_parts_, static_cast<int>(drawn.size()));
  }

  // Flags: ARG_1_AND_2_ARE_WORDS | ARGS_ARE_XY_VALUES, and MORE_COMPONENTS on all but the last.
  void write(const std::vector<ComposedGlyph::Part>& parts, const Box& box) {
    for (const int value : {-1, box.left, box.bottom, box.right, box.top}) glyf_.add16(value);
    for (const auto& part : parts) {
      glyf_.add16(&part == &parts.back() ? 0x0003 : 0x0023);
      glyf_.add16(part.glyph), glyf_.add16(part.dx), glyf_.add16(part.dy);
    }
  }

  void write_tables() {
    head_.set16(50, 1);
    loca_.clear();
    for (const auto offset : offsets_) loca_.add32(offset);
    hmtx_.clear();
    for (std::size_t i = 0; i < advances_.size(); ++i) hmtx_.add16(advances_[i]), hmtx_.add16(bearings_[i]);
    const int total = static_cast<int>(advances_.size());
    hhea_.set16(34, total);
    maxp_.set16(4, total);
    raise_limits();
  }

  // maxp: points and contours of composites, components, depth.
  void raise_limits() {
    const int points = std::max(maxp_.u16(6), maxp_.u16(10)),
              contours = std::max(maxp_.u16(8), maxp_.u16(12));
    maxp_.set16(10, std::min(points * most_parts_, 0xFFFF));
    maxp_.set16(12, std::min(contours * most_parts_, 0xFFFF));
    maxp_.raise16(28, most_parts_);
    maxp_.set16(30, maxp_.u16(30) + 1);
  }

  std::string build() {
    hb_face_t* builder = hb_face_builder_create();
    for (const Table* table : {&head_, &hhea_, &hmtx_, &maxp_, &loca_, &glyf_}) put(builder, *table);
    hb_blob_t* blob = hb_face_reference_blob(builder);
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    std::string out(data ? data : "", length);
    hb_blob_destroy(blob);
    hb_face_destroy(builder);
    return out;
  }

  static void put(hb_face_t* builder, const Table& table) {
    hb_blob_t* blob = hb_blob_create(table.bytes().data(), static_cast<unsigned>(table.size()),
                                     HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr);
    hb_face_builder_add_table(builder, table.tag(), blob);
    hb_blob_destroy(blob);
  }

  Table head_, hhea_, hmtx_, maxp_, loca_, glyf_;
  std::size_t count_;
  std::vector<std::uint32_t> offsets_;
  std::vector<int> advances_, bearings_;
  int most_parts_ = 1;
};

}  // namespace

std::string with_composed_glyphs(hb_face_t* face, std::span<const ComposedGlyph> added) {
  return Extender(face).extend(added);
}

}  // namespace taqrir::pdf
