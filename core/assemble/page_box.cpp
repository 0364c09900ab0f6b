#include "assemble/page_box.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace taqrir::assemble {
namespace {

using Rectangle = QPDFObjectHandle::Rectangle;

std::optional<Rectangle> rectangle(QPDFObjectHandle object) {
  if (!object.isRectangle()) return std::nullopt;
  const Rectangle r = object.getArrayAsRectangle();  // sorts the corners
  const double limit = 1e7;
  const bool sane = r.urx - r.llx >= 1 && r.ury - r.lly >= 1 && std::abs(r.llx) < limit &&
                    std::abs(r.lly) < limit && r.urx < limit && r.ury < limit;
  return sane ? std::optional(r) : std::nullopt;
}

Rectangle intersection(const Rectangle& a, const Rectangle& b) {
  return {std::max(a.llx, b.llx), std::max(a.lly, b.lly), std::min(a.urx, b.urx), std::min(a.ury, b.ury)};
}

Rectangle visible(QPDFPageObjectHelper& page) {
  const Rectangle media =
      rectangle(page.getAttribute("/MediaBox", false)).value_or(Rectangle(0, 0, 612, 792));
  auto crop = rectangle(page.getAttribute("/CropBox", false));
  if (!crop) return media;
  const Rectangle both = intersection(media, *crop);
  return both.urx - both.llx >= 1 && both.ury - both.lly >= 1 ? both : media;
}

int rotation_of(QPDFPageObjectHelper& page) {
  auto rotate = page.getAttribute("/Rotate", false);
  if (!rotate.isInteger()) return 0;
  const int quarter = static_cast<int>(((rotate.getIntValue() % 360) + 360) % 360);
  return quarter % 90 == 0 ? quarter : 0;
}

double unit_of(QPDFObjectHandle page) {
  auto unit = page.getKey("/UserUnit");
  const double value = unit.isNumber() ? unit.getNumericValue() : 1;
  return value > 0 && value < 1e5 ? value : 1;
}

}  // namespace

PageBox page_box(QPDFObjectHandle page) {
  QPDFPageObjectHelper helper(page);
  const Rectangle box = visible(helper);
  return {box.llx, box.lly, box.urx, box.ury, rotation_of(helper), unit_of(page)};
}

Area media_box(QPDFObjectHandle page, const PageBox& shown) {
  QPDFPageObjectHelper helper(page);
  const Rectangle media = rectangle(helper.getAttribute("/MediaBox", false))
                              .value_or(Rectangle(shown.left, shown.bottom, shown.right, shown.top));
  return {std::min(media.llx, shown.left), std::min(media.lly, shown.bottom),
          std::max(media.urx, shown.right), std::max(media.ury, shown.top)};
}

Size shown_size(const PageBox& box) {
  const Size size{(box.right - box.left) * box.unit, (box.top - box.bottom) * box.unit};
  return box.rotation % 180 == 0 ? size : Size{size.height, size.width};
}

QPDFMatrix from_shown(const PageBox& box) {
  const double s = 1 / box.unit;
  switch (box.rotation) {
    case 90: return {0, s, -s, 0, box.right, box.bottom};
    case 180: return {-s, 0, 0, -s, box.right, box.top};
    case 270: return {0, -s, s, 0, box.left, box.top};
    default: return {s, 0, 0, s, box.left, box.bottom};
  }
}

QPDFMatrix to_shown(const PageBox& box) {
  const double u = box.unit;
  switch (box.rotation) {
    case 90: return {0, -u, u, 0, -box.bottom * u, box.right * u};
    case 180: return {-u, 0, 0, -u, box.right * u, box.top * u};
    case 270: return {0, u, -u, 0, box.top * u, -box.left * u};
    default: return {u, 0, 0, u, -box.left * u, -box.bottom * u};
  }
}

PageBox grown(PageBox box, double points) {
  const double length = points / box.unit;
  switch (box.rotation) {
    case 90: box.right += length; break;
    case 180: box.top += length; break;
    case 270: box.left -= length; break;
    default: box.bottom -= length; break;
  }
  return box;
}

namespace {

template <class Values>
std::string numbers_text(const Values& values) {
  std::string out;
  for (const double value : values) {
    char buffer[32];
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
    out += ' ';
  }
  return out;
}

/// What is not there stays as it was.
template <class Values>
void take_numbers(std::string_view text, Values& values) {
  for (auto& value : values) {
    const auto end = std::min(text.find(' '), text.size());
    std::from_chars(text.data(), text.data() + end, value);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::string text_of(const PageBox& box) {
  return numbers_text(std::array{box.left, box.bottom, box.right, box.top, double(box.rotation), box.unit});
}

PageBox box_of(std::string_view text) {
  std::array<double, 6> v{0, 0, 612, 792, 0, 1};
  take_numbers(text, v);
  return {v[0], v[1], v[2], v[3], static_cast<int>(v[4]), v[5]};
}

std::string text_of(const Area& area) {
  return numbers_text(std::array{area.left, area.bottom, area.right, area.top});
}

Area area_of(std::string_view text) {
  std::array<double, 4> v{};
  take_numbers(text, v);
  return {v[0], v[1], v[2], v[3]};
}

}  // namespace taqrir::assemble
