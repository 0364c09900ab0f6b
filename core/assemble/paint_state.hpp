// The graphics state as far as it tells where contents paint (ISO 32000-1, 8.4 and 9.3), and the resources
// that change it.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>

#include "assemble/area.hpp"
#include "assemble/edge_bands.hpp"
#include "assemble/font_extents.hpp"
#include "assemble/operands.hpp"
#include "assemble/stream_data.hpp"

namespace taqrir::assemble {

/// What the pages of one piece have in common.
class PaintSources {
 public:
  explicit PaintSources(StreamReader& streams) : streams_(streams) {}

  std::shared_ptr<const FontExtents> font(QPDFObjectHandle font);
  /// A form's contents; nullptr: they cannot be read.
  std::shared_ptr<const std::string> form(QPDFObjectHandle form);

 private:
  StreamReader& streams_;
  std::map<std::uint64_t, std::shared_ptr<const FontExtents>> fonts_;
  std::map<std::uint64_t, std::shared_ptr<const std::string>> forms_;
  std::size_t kept_ = 0;  // bytes of forms_
};

/// Colours as far as one can tell white from others.
struct Paint {
  /// Of the colour space: 1 or 3 that add up to white, 4 that take away from it; 0: another.
  int components = 1;
  bool white = false;
};

/// What a graphics state parameter dictionary changes of what matters here.
struct Parameters {
  std::optional<double> line_width, miter_limit;
  std::optional<int> line_join;
  QPDFObjectHandle font = QPDFObjectHandle::newNull();
  std::optional<bool> blends;  ///< otherwise than by covering
  bool transfers = false;      ///< colours become others
};

Parameters parameters_of(QPDFObjectHandle dictionary);
int components_of(QPDFObjectHandle space);
bool is_white(int components, std::string_view operands);
/// Of a resource dictionary: entry `name` of its `kind`, “/Font”; null: there is none.
QPDFObjectHandle resource(QPDFObjectHandle resources, const char* kind, const std::string& name);

struct TextState {
  std::shared_ptr<const FontExtents> font;
  double size = 0, rise = 0, scale = 1, leading = 0;
  double between_letters = 0, between_words = 0;
};

struct PaintState {
  QPDFMatrix matrix;  ///< from the contents' coordinates to what is shown
  Area clip = kEverywhere;
  double line_width = 1, miter_limit = 10;
  int line_join = 0;
  Paint fill;
  bool blends = false, transfers = false;  ///< white paint may show
  TextState text;
};

inline constexpr double kHair = 0.75;  ///< points on each side of the thinnest line, and of edges

/// An operator in one number.
constexpr int code_of(std::string_view name) {
  int code = 0;
  for (const char c : name) code = code << 8 | static_cast<unsigned char>(c);
  return code;
}

/// False: the operands are not so many numbers. Readers differ in what they make of that, so all is painted.
template <std::size_t N>
bool take(std::string_view operands, std::array<double, N>& to, EdgeBands& bands) {
  if (only_numbers(operands, to.data(), static_cast<int>(N))) return true;
  bands.mark_all();
  return false;
}

inline void take(std::string_view operands, double& to, EdgeBands& bands) {
  std::array<double, 1> v{};
  if (take(operands, v, bands)) to = v[0];
}

}  // namespace taqrir::assemble
