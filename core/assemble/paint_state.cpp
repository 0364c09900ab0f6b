#include "assemble/paint_state.hpp"

#include <algorithm>

namespace taqrir::assemble {
namespace {

constexpr std::size_t kMostForm = 16u << 20, kMostFormsKept = 32u << 20;  // bytes

}  // namespace

std::shared_ptr<const FontExtents> PaintSources::font(QPDFObjectHandle font) {
  if (!font.isIndirect()) return std::make_shared<FontExtents>(font_extents(font));
  auto& known = fonts_[key_of(font)];
  if (!known) known = std::make_shared<FontExtents>(font_extents(font));
  return known;
}

std::shared_ptr<const std::string> PaintSources::form(QPDFObjectHandle form) {
  if (const auto known = forms_.find(key_of(form)); known != forms_.end()) return known->second;
  auto decoded = streams_.decode(form, kMostForm);
  std::shared_ptr<const std::string> made;
  if (decoded.known && !decoded.too_much) made = std::make_shared<std::string>(std::move(decoded.data));
  if (kept_ + (made ? made->size() : 0) > kMostFormsKept) return made;
  kept_ += made ? made->size() : 0;
  return forms_[key_of(form)] = made;
}

QPDFObjectHandle resource(QPDFObjectHandle resources, const char* kind, const std::string& name) {
  if (!resources.isDictionary()) return QPDFObjectHandle::newNull();
  auto table = resources.getKey(kind);
  return table.isDictionary() ? table.getKey(name) : QPDFObjectHandle::newNull();
}

int components_of(QPDFObjectHandle space) {
  if (space.isNameAndEquals("/DeviceGray")) return 1;
  if (space.isNameAndEquals("/DeviceRGB")) return 3;
  if (space.isNameAndEquals("/DeviceCMYK")) return 4;
  if (!space.isArray() || space.getArrayNItems() < 2) return 0;
  auto kind = space.getArrayItem(0), profile = space.getArrayItem(1);
  if (kind.isNameAndEquals("/CalGray")) return 1;
  if (kind.isNameAndEquals("/CalRGB")) return 3;
  if (!kind.isNameAndEquals("/ICCBased") || !profile.isStream()) return 0;
  auto n = profile.getDict().getKey("/N");
  return n.isInteger() && (n.getIntValue() == 1 || n.getIntValue() == 3) ? static_cast<int>(n.getIntValue())
                                                                         : 0;
}

bool is_white(int components, std::string_view operands) {
  std::array<double, 4> v{};
  if (components == 0 || !only_numbers(operands, v.data(), components)) return false;
  return std::all_of(v.begin(), v.begin() + components,
                     [&](double one) { return one == (components == 4 ? 0.0 : 1.0); });
}

Parameters parameters_of(QPDFObjectHandle dictionary) {
  Parameters made;
  if (!dictionary.isDictionary()) return made.transfers = true, made;
  for (auto& [key, value] : dictionary.getDictAsMap()) {
    if (key == "/LW" && value.isNumber()) made.line_width = value.getNumericValue();
    if (key == "/ML" && value.isNumber()) made.miter_limit = value.getNumericValue();
    if (key == "/LJ" && value.isInteger()) made.line_join = value.getIntValueAsInt();
    if (key == "/Font") made.font = value;
    if (key == "/BM")
      made.blends = !value.isNameAndEquals("/Normal") && !value.isNameAndEquals("/Compatible");
    if (key == "/TR" || key == "/TR2") made.transfers = true;
  }
  return made;
}

}  // namespace taqrir::assemble
