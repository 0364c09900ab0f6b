#include "render/svg/outlines.hpp"

#include <hb.h>

#include "render/svg/path.hpp"

namespace taqrir::svg {

namespace {

std::string& text(void* data) { return *static_cast<std::string*>(data); }

void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  text(data) += 'M', put_numbers(text(data), {x, y}, 0);
}
void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  text(data) += 'L', put_numbers(text(data), {x, y}, 0);
}
void quadratic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x, float y,
                  void*) {
  text(data) += 'Q', put_numbers(text(data), {x1, y1, x, y}, 0);
}
void cubic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2, float y2, float x,
              float y, void*) {
  text(data) += 'C', put_numbers(text(data), {x1, y1, x2, y2, x, y}, 0);
}
void close(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) { text(data) += 'Z'; }

hb_draw_funcs_t* make_pen() {
  hb_draw_funcs_t* pen = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(pen, move_to, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(pen, line_to, nullptr, nullptr);
  hb_draw_funcs_set_quadratic_to_func(pen, quadratic_to, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(pen, cubic_to, nullptr, nullptr);
  hb_draw_funcs_set_close_path_func(pen, close, nullptr, nullptr);
  hb_draw_funcs_make_immutable(pen);
  return pen;
}

// Called by another name since HarfBuzz 7.
void draw(hb_font_t* font, hb_codepoint_t glyph, std::string& to) {
  static hb_draw_funcs_t* const kPen = make_pen();
#if HB_VERSION_ATLEAST(7, 0, 0)
  hb_font_draw_glyph(font, glyph, kPen, &to);
#else
  hb_font_get_glyph_shape(font, glyph, kPen, &to);
#endif
}

}  // namespace

Outlines::Outlines(const layout::FontUse& font) {
  const auto view = font.file.view();
  hb_blob_t* blob = hb_blob_create(view.data(), static_cast<unsigned>(view.size()), HB_MEMORY_MODE_READONLY,
                                   nullptr, nullptr);
  hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(font.index));
  if (hb_face_get_glyph_count(face) > 0) units_ = hb_face_get_upem(face);
  font_ = std::shared_ptr<hb_font_t>(hb_font_create(face), hb_font_destroy);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
}

std::string Outlines::path(std::uint32_t glyph) const {
  std::string out;
  draw(font_.get(), glyph, out);
  return out;
}

}  // namespace taqrir::svg
