// Two themes compared, style by style: what the finishing of DOCX and of ODT have in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/theme.hpp"

namespace taqrir::pandoc::office {

/// A style of the reference documents and the text style of the theme that it is made of.
struct StyleSource {
  std::string style;  ///< "Body Text", "heading 1"
  std::string text;   ///< "body", "h1"
};
const std::vector<StyleSource>& style_sources();

/// A value of the one theme and of the other; nothing where they are equal.
template <class T>
struct Change {
  T from, to;
};
template <class T>
using MaybeChange = std::optional<Change<T>>;

struct FontSizes {
  double latin = 0, arabic = 0;  ///< points
  bool operator==(const FontSizes&) const = default;
};
struct Families {
  std::string latin, arabic;  ///< the first of each
  bool operator==(const Families&) const = default;
};

/// What a text style has otherwise in the second theme.
struct StyleChange {
  MaybeChange<FontSizes> size;
  MaybeChange<Families> families;
  MaybeChange<bool> bold, italic;
  MaybeChange<std::string> color;     ///< "15396b", both of the second palette
  MaybeChange<double> before, after;  ///< points
  /// Of a line that is as high as its fonts want it, by which factor; of Latin and of Arabic.
  double latin_leading = 1, arabic_leading = 1;
  /// Of a line of one height, points: what Arabic and Latin have in common.
  MaybeChange<double> exact_line;
};
StyleChange change_of(const std::string& text_style, const Theme& from, const Theme& to);

/// Colours of the palette that changed, where nothing else had the same; "15396b".
std::vector<Change<std::string>> changed_colors(const Theme& from, const Theme& to);

/// "15396b".
std::string hex(Rgb rgb);
/// Of a border with both its lines, points.
double width_of(const PageFrame& frame);

}  // namespace taqrir::pandoc::office
