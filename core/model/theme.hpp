// A theme: fonts, sizes, colours, page geometry. Data, read from templates/themes/<id>.toml.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/units.hpp"

namespace taqrir {

struct Rgb {
  double red = 0, green = 0, blue = 0;  ///< 0 to 1, sRGB
};

struct TextStyle {
  std::string font = "body";  ///< a role: body, heading, mono
  Pt size = 10;
  double leading = 1.4;  ///< line height as a multiple of size
  bool bold = false;
  bool italic = false;
  std::string color = "text";  ///< a name in Theme::colors
  Pt space_before = 0;
  Pt space_after = 0;
};

struct ScriptFonts {
  std::vector<std::string> families;  ///< in order; the first that has the character wins
  double scale = 1.0;                 ///< size multiplier that makes scripts look equally large
  double leading = 1.0;               ///< line height multiplier
  bool kashida = true;                ///< Arabic: justified lines draw words out, not spaces alone
};

struct Margins {
  Pt top = mm(32), bottom = mm(24), inner = mm(24), outer = mm(24);
};

/// A border around every page of our own, within the paper's edge.
struct PageFrame {
  Pt inset = mm(9);  ///< from the paper's edge
  Pt weight = 1.2;   ///< of the line
  Pt gap = 0;        ///< to a second, thinner line within; 0: none
  std::string color = "accent";
  bool stars = false;  ///< an eight-pointed star (khatam) on each corner
};

struct Theme {
  std::string id;
  Size page = kA4;
  Margins margins;
  std::optional<PageFrame> frame;
  bool page_numbers = true;  ///< at the foot, with the running title
  bool centered = false;     ///< what stands on a page stands in the middle of its height
  bool justify = true;
  bool hyphenate = true;
  bool number_headings = true;
  /// role -> script ("latn", "arab", "tfng", "*" for any other) -> families
  std::map<std::string, std::map<std::string, ScriptFonts>> fonts;
  /// body, lead, small, label, h1 … h6, title, subtitle, kicker, caption, table, table-header, code,
  /// footnote, header, footer, toc1 … toc3, quote, fact-label, fact-value
  std::map<std::string, TextStyle> styles;
  /// text, muted, accent, accent-2, rule, panel, zebra, good, caution, bad, good-panel,
  /// caution-panel, bad-panel, link, series-1 … series-6, inserted and deleted (without them good and bad),
  /// likert-1 … likert-5 (from “not at all” to “wholly”)
  std::map<std::string, Rgb> colors;
  Pt paragraph_indent = 0;

  const TextStyle& style(const std::string& name) const;  ///< body when there is none
  Rgb color(const std::string& name) const;               ///< black when there is none
};

}  // namespace taqrir
