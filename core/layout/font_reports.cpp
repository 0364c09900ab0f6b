#include "layout/font_reports.hpp"

#include <set>

#include "layout/missing.hpp"

namespace taqrir::layout {

namespace {

// In an order that does not depend on who looked for which first.
std::string missing_families(const Typesetters& typesetters) {
  std::set<std::string> families;
  for (const auto& typesetter : typesetters)
    for (auto& family : typesetter->missing_families()) families.insert(std::move(family));
  std::string out;
  for (const auto& family : families) out += (out.empty() ? "" : ", ") + family;
  return out;
}

}  // namespace

void report_fonts(const Typesetters& typesetters, bool any_font, Diagnostics& out) {
  const std::string families = missing_families(typesetters);
  if (!any_font && !families.empty()) {
    out.push_back(hinted(error({}, "none of the theme's fonts is installed: {}", {families}, Blame::machine),
                         "“taqrir doctor” tells which packages hold them"));
  } else if (!families.empty()) {
    out.push_back(
        hinted(warning({}, "fonts of the theme that are not installed: {}; others stand in", {families}),
               "“taqrir doctor” tells which packages hold them"));
  }
  if (any_font) append(out, missing_character_warnings(*typesetters.front()));
}

}  // namespace taqrir::layout
