#include "layout/face.hpp"

#include <hb-ot.h>

#include <algorithm>

namespace taqrir::layout {

namespace {

std::string name_of(hb_face_t* face, hb_ot_name_id_t id) {
  char buffer[256];
  unsigned size = sizeof buffer;
  hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, buffer);
  return std::string(buffer, size);
}

double metric(hb_font_t* font, hb_ot_metrics_tag_t tag, double fallback) {
  hb_position_t value = 0;
  return hb_ot_metrics_get_position(font, tag, &value) ? value : fallback;
}

}  // namespace

Face::Face(FontFile file, Bytes bytes) : file_(std::move(file)), bytes_(std::move(bytes)) {
  hb_blob_t* blob = hb_blob_create(bytes_.view().data(), static_cast<unsigned>(bytes_.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  face_ = hb_face_create(blob, static_cast<unsigned>(file_.index));
  hb_blob_destroy(blob);
  font_ = hb_font_create(face_);
  units = hb_face_get_upem(face_);
  hb_font_extents_t extents{};
  hb_font_get_h_extents(font_, &extents);
  ascent = extents.ascender / units;
  descent = -extents.descender / units;
  cap_height = metric(font_, HB_OT_METRICS_TAG_CAP_HEIGHT, extents.ascender * 0.7) / units;
  x_height = metric(font_, HB_OT_METRICS_TAG_X_HEIGHT, extents.ascender * 0.5) / units;
  hb_face_make_immutable(face_);
  hb_font_make_immutable(font_);
}

Face::~Face() {
  hb_font_destroy(font_);
  hb_face_destroy(face_);
}

hb_codepoint_t Face::glyph(char32_t code_point) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(font_, code_point, &glyph) ? glyph : 0;
}

FontUse Face::describe() const {
  FontUse use;
  use.path = file_.path;
  use.file = bytes_;
  use.index = file_.index;
  use.postscript_name = name_of(face_, HB_OT_NAME_ID_POSTSCRIPT_NAME);
  use.family = file_.family;
  use.bold = file_.bold;
  use.italic = file_.italic;
  use.monospaced = file_.family.find("Mono") != std::string::npos;
  use.serif = file_.family.find("Serif") != std::string::npos;
  use.ascent = ascent * 1000;
  use.descent = -descent * 1000;
  use.cap_height = cap_height * 1000;
  use.italic_angle = file_.italic ? -12 : 0;
  hb_blob_t* head = hb_face_reference_table(face_, HB_TAG('h', 'e', 'a', 'd'));
  unsigned length = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(hb_blob_get_data(head, &length));
  for (unsigned i = 0; i < 4 && 44 <= length; ++i) {
    const auto at = 36 + 2 * i;
    use.box[i] = static_cast<std::int16_t>((data[at] << 8) | data[at + 1]) * 1000.0 / units;
  }
  hb_blob_destroy(head);
  use.codes.push_back({});
  return use;
}

const Face* FontBook::Impl::find(const std::string& family, bool bold, bool italic) {
  const std::lock_guard lock(mutex_);
  const auto key = std::make_tuple(family, bold, italic);
  if (const auto it = found_.find(key); it != found_.end()) return it->second;
  const Face* face = nullptr;
  if (const auto file = world.find_font({family, bold, italic})) {
    auto& slot = faces_[{file->path, file->index}];
    if (!slot)
      if (auto bytes = world.read(file->path)) slot = std::make_unique<Face>(*file, std::move(*bytes));
    face = slot.get();
  }
  return found_[key] = face;
}

FontBook::FontBook(World& world) : impl_(std::make_unique<Impl>(world)) {}
FontBook::~FontBook() = default;

}  // namespace taqrir::layout
