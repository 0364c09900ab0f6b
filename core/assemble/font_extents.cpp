#include "assemble/font_extents.hpp"

#include <algorithm>
#include <cmath>
#include <qpdf/QPDFMatrix.hh>

namespace taqrir::assemble {
namespace {

constexpr double kThousandth = 0.001;
constexpr double kSane = 20, kTall = 3;  // ems: beyond the one a box is wrong, and the other is taken
constexpr int kMostWidths = 1 << 16, kMostWidthsWritten = 1 << 20;

QPDFObjectHandle entry_of(QPDFObjectHandle dictionary, const char* name) {
  return dictionary.isDictionary() ? dictionary.getKey(name) : QPDFObjectHandle::newNull();
}

double number_or(QPDFObjectHandle value, double otherwise) {
  return value.isNumber() ? value.getNumericValue() : otherwise;
}

int integer_or(QPDFObjectHandle value, int otherwise) {
  return value.isInteger() ? value.getIntValueAsInt() : otherwise;
}

/// /FontBBox is often wrong, rarely too small by much; what every font has is added to it.
void take_box(FontExtents& font, QPDFObjectHandle descriptor) {
  auto box = entry_of(descriptor, "/FontBBox");
  if (!box.isRectangle()) return;
  const auto r = box.getArrayAsRectangle();
  const double low = r.lly * kThousandth, high = r.ury * kThousandth;
  const bool sane = std::abs(low) < kSane && std::abs(high) < kSane;
  font.descent = std::min(font.descent, sane ? low : -kTall),
  font.ascent = std::max(font.ascent, sane ? high : kTall);
}

/// Its letters are contents of their own; a box of zeros says that nothing is said.
void take_type3(FontExtents& font, QPDFObjectHandle dictionary) {
  auto box = entry_of(dictionary, "/FontBBox"), matrix = entry_of(dictionary, "/FontMatrix");
  font.unbounded = true;
  if (!box.isRectangle() || !matrix.isMatrix()) return;
  const auto r = box.getArrayAsRectangle();
  const QPDFMatrix m(matrix.getArrayAsMatrix());
  if (!(r.urx > r.llx && r.ury > r.lly && m.a > 0) || m.b != 0 || m.c != 0) return;
  const auto reach = m.transformRectangle(r);
  const double slack = 0.1 * (reach.ury - reach.lly);
  font.descent = reach.lly - slack, font.ascent = reach.ury + slack;
  font.overhang = std::max({reach.urx, -reach.llx, slack});
  font.unbounded = false;
  for (auto& width : font.widths) width *= static_cast<float>(m.a / kThousandth);
  font.other_width = -1;
}

/// Of codes beyond /Widths nothing is known: readers differ in whether /MissingWidth or the font program
/// tells.
void take_simple_widths(FontExtents& font, QPDFObjectHandle dictionary) {
  auto widths = entry_of(dictionary, "/Widths");
  if (!widths.isArray()) return;
  const int first = integer_or(entry_of(dictionary, "/FirstChar"), 0);
  if (first < 0 || first > 255) return;
  font.widths.assign(static_cast<std::size_t>(first), font.other_width);
  const int count = std::min(widths.getArrayNItems(), 256 - first);
  for (int i = 0; i < count; ++i)
    font.widths.push_back(static_cast<float>(number_or(widths.getArrayItem(i), -1000) * kThousandth));
}

/// /W: “c [w …]” and “first last w”. False: it says too much.
class CompositeWidths {
 public:
  CompositeWidths(std::vector<float>& widths, float otherwise) : widths_(widths), otherwise_(otherwise) {}

  bool take(QPDFObjectHandle array) {
    const auto items = array.getArrayAsVector();
    for (std::size_t i = 0; i + 1 < items.size();) {
      const int first = integer_or(items[i], -1);
      if (auto list = items[i + 1]; list.isArray()) {
        int code = first;
        for (auto& width : list.getArrayAsVector())
          if (!set(code, code, width))
            return false;
          else
            ++code;
        i += 2;
      } else {
        if (i + 2 >= items.size() || !set(first, integer_or(items[i + 1], -1), items[i + 2])) return false;
        i += 3;
      }
    }
    return true;
  }

 private:
  bool set(int first, int last, QPDFObjectHandle width) {
    if (first < 0 || last < first || last >= kMostWidths) return false;
    if ((written_ += last - first + 1) > kMostWidthsWritten) return false;
    if (static_cast<std::size_t>(last) >= widths_.size())
      widths_.resize(static_cast<std::size_t>(last) + 1, otherwise_);
    std::fill(widths_.begin() + first, widths_.begin() + last + 1,
              static_cast<float>(number_or(width, -1000) * kThousandth));
    return true;
  }

  std::vector<float>& widths_;
  float otherwise_;
  int written_ = 0;
};

void take_composite(FontExtents& font, QPDFObjectHandle dictionary) {
  auto encoding = entry_of(dictionary, "/Encoding"), below = entry_of(dictionary, "/DescendantFonts");
  auto descendant =
      below.isArray() && below.getArrayNItems() > 0 ? below.getArrayItem(0) : QPDFObjectHandle::newNull();
  take_box(font, entry_of(descendant, "/FontDescriptor"));
  const std::string name = encoding.isName() ? encoding.getName() : std::string();
  font.vertical = name.ends_with("-V") ||
                  (encoding.isStream() && integer_or(encoding.getDict().getKey("/WMode"), 0) == 1);
  font.two_bytes = name == "/Identity-H";
  if (!font.two_bytes) return;  // codes are not glyphs: no width is known
  font.other_width = static_cast<float>(number_or(entry_of(descendant, "/DW"), 1000) * kThousandth);
  auto widths = entry_of(descendant, "/W");
  if (widths.isArray() && !CompositeWidths(font.widths, font.other_width).take(widths))
    font.widths.clear(), font.other_width = -1;
}

}  // namespace

FontExtents font_extents(QPDFObjectHandle dictionary) {
  FontExtents font;
  auto kind = entry_of(dictionary, "/Subtype");
  if (kind.isNameAndEquals("/Type0")) return take_composite(font, dictionary), font;
  take_simple_widths(font, dictionary);
  if (kind.isNameAndEquals("/Type3"))
    take_type3(font, dictionary);
  else
    take_box(font, entry_of(dictionary, "/FontDescriptor"));
  return font;
}

}  // namespace taqrir::assemble
