#include "render/pdf/subset.hpp"

#include <hb-ot.h>
#include <hb-subset.h>

#include <memory>

#include "render/pdf/composed_glyphs.hpp"

namespace taqrir::pdf {

namespace {

template <auto free>
struct Free {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};
template <class T, auto free>
using Owned = std::unique_ptr<T, Free<free>>;
using Face = Owned<hb_face_t, hb_face_destroy>;
using Blob = Owned<hb_blob_t, hb_blob_destroy>;
using Input = Owned<hb_subset_input_t, hb_subset_input_destroy>;
using Plan = Owned<hb_subset_plan_t, hb_subset_plan_destroy>;

constexpr hb_tag_t kCff = HB_TAG('C', 'F', 'F', ' ');
constexpr hb_tag_t kGlyf = HB_TAG('g', 'l', 'y', 'f');

// What a PDF reader never looks at. Without GSUB the subsetter also skips its glyph closure.
constexpr hb_tag_t kDropped[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('c', 'm', 'a', 'p'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('O', 'S', '/', '2'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('m', 'o', 'r', 'x'),
    HB_TAG('B', 'A', 'S', 'E'), HB_TAG('J', 'S', 'T', 'F'), HB_TAG('M', 'A', 'T', 'H'),
    HB_TAG('C', 'O', 'L', 'R'), HB_TAG('C', 'P', 'A', 'L'), HB_TAG('S', 'V', 'G', ' '),
    HB_TAG('D', 'S', 'I', 'G'), HB_TAG('F', 'F', 'T', 'M'), HB_TAG('v', 'h', 'e', 'a'),
    HB_TAG('v', 'm', 't', 'x'), HB_TAG('V', 'O', 'R', 'G'), HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('V', 'D', 'M', 'X'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('L', 'T', 'S', 'H')};

Diagnostic no_font(const layout::FontUse& font) {
  return hinted(error(whole_file(font.path),
                      "this font cannot be embedded: its file cannot be read as a font", {}, Blame::machine),
                "install the font “{}” again, or name another one in the theme", {font.family});
}

Diagnostic no_outlines(const layout::FontUse& font) {
  return hinted(
      error(whole_file(font.path), "this font cannot be embedded: PDF has no place for its outlines", {},
            Blame::machine),
      "name a TrueType font, or an OpenType font with plain CFF outlines, in place of “{}” in the theme",
      {font.family});
}

Blob table(hb_face_t* face, hb_tag_t tag) { return Blob(hb_face_reference_table(face, tag)); }

std::string bytes(hb_blob_t* blob) {
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob, &length);
  return std::string(data, length);
}

Face open(const layout::FontUse& font) {
  const auto view = font.file.view();
  const Blob blob(hb_blob_create(view.data(), static_cast<unsigned>(view.size()), HB_MEMORY_MODE_READONLY,
                                 nullptr, nullptr));
  return Face(hb_face_create(blob.get(), static_cast<unsigned>(font.index)));
}

// Variable fonts are set at their default: layout shapes with no variations.
void pin_axes(hb_subset_input_t* input, hb_face_t* face) {
  hb_ot_var_axis_info_t axes[16];
  unsigned count = 16;
  hb_ot_var_get_axis_infos(face, 0, &count, axes);
  for (unsigned i = 0; i < count; ++i) hb_subset_input_pin_axis_to_default(input, face, axes[i].tag);
}

Input wanted(const TypedFont& codes, hb_face_t* face) {
  Input input(hb_subset_input_create_or_fail());
  if (!input) return input;
  // A character that no font has is shown as .notdef: its box stays.
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  hb_set_t* glyphs = hb_subset_input_glyph_set(input.get());
  hb_set_add(glyphs, 0);
  for (const auto& code : codes) {
    hb_set_add(glyphs, code.glyph);
    for (const auto& part : code.parts) hb_set_add(glyphs, part.glyph);
  }
  hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const hb_tag_t tag : kDropped) hb_set_add(dropped, tag);
  pin_axes(input.get(), face);
  return input;
}

std::uint16_t mapped(const hb_map_t* map, std::uint32_t glyph) {
  const auto found = hb_map_get(map, glyph);
  return found == HB_MAP_VALUE_INVALID ? 0 : static_cast<std::uint16_t>(found);
}

std::vector<std::uint16_t> mapped(const TypedFont& codes, const hb_map_t* map) {
  std::vector<std::uint16_t> out;
  for (const auto& code : codes) out.push_back(mapped(map, code.glyph));
  return out;
}

ComposedGlyph composed(const TypedCode& code, const hb_map_t* map) {
  ComposedGlyph out{{}, code.advance};
  for (const auto& part : code.parts) out.parts.push_back({mapped(map, part.glyph), part.dx, part.dy});
  return out;
}

// The subset's file; codes of several parts get glyphs of their own behind the subset's.
std::string truetype_file(hb_face_t* part, const TypedFont& codes, const hb_map_t* map,
                          std::vector<std::uint16_t>& glyphs) {
  std::vector<ComposedGlyph> added;
  const unsigned count = hb_face_get_glyph_count(part);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!codes[i].is_own) continue;
    glyphs[i] = static_cast<std::uint16_t>(count + added.size());
    added.push_back(composed(codes[i], map));
  }
  return added.empty() ? bytes(Blob(hb_face_reference_blob(part)).get()) : with_composed_glyphs(part, added);
}

// A CID-keyed CFF (its Top DICT begins with the operator ROS, 12 30) numbers its glyphs itself.
bool is_cid_keyed(std::string_view cff) {
  return cff.substr(0, 256).find("\x0C\x1E") != std::string_view::npos;
}

}  // namespace

FontFacts font_facts(const layout::FontUse& font) {
  const Face face = open(font);
  if (hb_face_get_glyph_count(face.get()) == 0) return {};
  return {hb_blob_get_length(table(face.get(), kGlyf).get()) > 0, hb_face_get_upem(face.get())};
}

Result<Subset> subset(const layout::FontUse& font, const TypedFont& codes) {
  const Face face = open(font);
  if (hb_face_get_glyph_count(face.get()) == 0) return fail(no_font(font));
  const bool cff = hb_blob_get_length(table(face.get(), kCff).get()) > 0;
  if (!cff && hb_blob_get_length(table(face.get(), kGlyf).get()) == 0) return fail(no_outlines(font));
  const Input input = wanted(codes, face.get());
  const Plan plan(input ? hb_subset_plan_create_or_fail(face.get(), input.get()) : nullptr);
  const Face part(plan ? hb_subset_plan_execute_or_fail(plan.get()) : nullptr);
  if (!part) return fail(no_font(font));
  const hb_map_t* map = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
  Subset out{cff ? Subset::Outlines::cff : Subset::Outlines::truetype, {}, mapped(codes, map)};
  out.file = cff ? bytes(table(part.get(), kCff).get()) : truetype_file(part.get(), codes, map, out.glyphs);
  if (out.file.empty()) return fail(no_font(font));
  if (cff && is_cid_keyed(out.file)) return fail(no_outlines(font));
  return out;
}

}  // namespace taqrir::pdf
