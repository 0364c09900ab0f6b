// Pages made by hand, for tests of the renderer: text shaped by HarfBuzz as layout shapes it, nodes,
// and nothing else that layout does.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "layout/pages.hpp"

namespace taqrir::pdf::test {

inline constexpr const char* kLatin = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
inline constexpr const char* kNaskh = "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf";
inline constexpr const char* kAmiri = "/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf";
inline constexpr const char* kTifinagh = "/usr/share/fonts/truetype/noto/NotoSansTifinagh-Regular.ttf";
inline constexpr const char* kCff = "/usr/share/fonts/opentype/ebgaramond/EBGaramond12-Regular.otf";

struct Line {
  int page = 0;
  layout::NodeId node = layout::kArtifact;
  double x = 60, y = 80;  ///< y from the top
  std::string text;
  layout::FontId font = 0;
  float size = 11;
  bool rtl = false;  ///< then x is the line's right end
  Rgb color{};
  float angle = 0;
  float word_space = 0;  ///< added after each space, points
};

class Draft {
 public:
  Draft();

  layout::FontId font(const std::string& path);
  /// Pages are made as lines ask for them.
  layout::Page& page(int index);
  layout::NodeId node(layout::Tag tag, layout::NodeId parent = 0);
  layout::Node& at(layout::NodeId node) { return pages.nodes[static_cast<std::size_t>(node)]; }
  /// Gives the line's width.
  double line(const Line& line);
  /// A paragraph broken at spaces to `width`; gives the y below it, moving to new pages when full.
  void paragraph(layout::NodeId node, Line first, double width, double leading);

  layout::Pages pages;

 private:
  struct Face;
  std::vector<std::shared_ptr<Face>> faces_;
};

/// The bytes of a file; fails the test when there is none.
Bytes file_bytes(const std::string& path);

/// Output of a program run on `pdf`, whose path stands for the "@" that an argument begins with.
struct Run {
  int status = -1;
  std::string out;
};
Run run(const std::vector<std::string>& arguments, const std::string& pdf);

}  // namespace taqrir::pdf::test
