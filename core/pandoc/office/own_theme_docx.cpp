#include <algorithm>
#include <cmath>

#include "pandoc/office/docx_parts.hpp"
#include "pandoc/office/own_theme.hpp"
#include "pandoc/office/theme_change.hpp"

namespace taqrir::pandoc::office {

namespace {

std::string upper(std::string text) {
  for (auto& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

/// Whether the reference document has the theme's own length here, twentieths of a point.
bool is_docx_length(pugi::xml_attribute attribute, double points) {
  return attribute && std::abs(attribute.as_double() - points * kTwentieths) <= 1;
}

void recolor_docx(Node root, const Change<std::string>& color) {
  const auto from = upper(color.from), to = upper(color.to);
  for (auto node = root.first_child(); node;
       node = node.first_child() ? node.first_child() : after(node, root))
    for (auto attribute : node.attributes())
      if (attribute.value() == from) attribute.set_value(to.c_str());
}

Node style_named(Node styles, const std::string& name) {
  for (const auto style : styles.children("w:style"))
    if (style.child("w:name").attribute("w:val").value() == name) return style;
  return {};
}

std::string half_points(double points) { return std::to_string(std::lround(points * 2)); }

void adapt_runs_docx(Node properties, const StyleChange& change) {
  if (change.size) {
    set_property(properties, "w:sz", half_points(change.size->to.latin));
    set_property(properties, "w:szCs", half_points(change.size->to.arabic));
  }
  if (change.families) {
    auto fonts = child(properties, "w:rFonts");
    for (const char* of : {"w:ascii", "w:hAnsi", "w:eastAsia"}) set(fonts, of, change.families->to.latin);
    set(fonts, "w:cs", change.families->to.arabic);
  }
  if (change.bold)
    for (const char* name : {"w:b", "w:bCs"}) set_property(properties, name, change.bold->to ? "1" : "0");
  if (change.italic) set_property(properties, "w:i", change.italic->to ? "1" : "0");
  auto color = properties.child("w:color").attribute("w:val");
  if (change.color && color.value() == upper(change.color->from))
    color.set_value(upper(change.color->to).c_str());
}

void adapt_spacing_docx(Node spacing, const StyleChange& change, bool arabic) {
  if (!spacing) return;
  if (change.before && is_docx_length(spacing.attribute("w:before"), change.before->from))
    set(spacing, "w:before", twentieths(change.before->to));
  if (change.after && is_docx_length(spacing.attribute("w:after"), change.after->from))
    set(spacing, "w:after", twentieths(change.after->to));
  auto line = spacing.attribute("w:line");
  constexpr int kNatural = 240;  // a line as its fonts want it: the reference document's own choice
  if (!line || line.as_int() == kNatural) return;
  if (std::string_view(spacing.attribute("w:lineRule").value()) == "exact") {
    if (change.exact_line && is_docx_length(line, change.exact_line->from))
      line.set_value(twentieths(change.exact_line->to).c_str());
  } else {
    line.set_value(std::lround(line.as_double() * (arabic ? change.arabic_leading : change.latin_leading)));
  }
}

/// Lengths that are those of the text's width.
void adapt_widths_docx(Node styles, double from, double to) {
  for (auto style : styles.children("w:style")) {
    auto properties = style.child("w:pPr");
    for (auto stop : properties.child("w:tabs").children("w:tab"))
      if (is_docx_length(stop.attribute("w:pos"), from)) set(stop, "w:pos", twentieths(to));
    if (auto frame = properties.child("w:framePr"); is_docx_length(frame.attribute("w:w"), from))
      set(frame, "w:w", twentieths(to));
    if (auto indent = properties.child("w:ind");
        indent.attribute("w:right").as_double() > from * kTwentieths / 2)
      set(indent, "w:right", twentieths(to - from + indent.attribute("w:right").as_double() / kTwentieths));
  }
}

std::string border_xml(const PageFrame& frame, const std::string& color) {
  constexpr double kFurthest = 31;  // points from the paper's edge: no program takes more
  std::string out = "<w:pgBorders w:offsetFrom=\"page\">";
  for (const char* side : {"top", "left", "bottom", "right"})
    out += "<w:" + std::string(side) + " w:val=\"" + (frame.gap > 0 ? "thickThinSmallGap" : "single") +
           "\" w:sz=\"" + std::to_string(std::lround(frame.weight * 8 * (frame.gap > 0 ? 2 : 1))) +
           "\" w:space=\"" + std::to_string(std::lround(std::min(frame.inset, kFurthest))) + "\" w:color=\"" +
           upper(color) + "\"/>";
  return out + "</w:pgBorders>";
}

/// Head and foot stand within the border.
void keep_within(Node margins, const PageFrame& frame) {
  constexpr double kGap = 8;
  const double least = frame.inset + width_of(frame) + kGap;
  for (const char* side : {"w:header", "w:footer"})
    if (margins.attribute(side).as_double() < least * kTwentieths) set(margins, side, twentieths(least));
}

}  // namespace

void adapt_styles_of_docx(Node styles, const Finishing& finishing) {
  if (!finishing.theme || !finishing.base) return;
  const auto &from = *finishing.base, &to = *finishing.theme;
  for (const auto& color : changed_colors(from, to)) recolor_docx(styles, color);
  for (const auto& source : style_sources()) {
    auto style = style_named(styles, source.style);
    if (!style) continue;
    const auto change = change_of(source.text, from, to);
    adapt_runs_docx(child(style, "w:rPr"), change);
    adapt_spacing_docx(style.child("w:pPr").child("w:spacing"), change, finishing.rtl());
  }
  adapt_runs_docx(styles.child("w:docDefaults").child("w:rPrDefault").child("w:rPr"),
                  change_of("body", from, to));
  if (from.justify != to.justify)
    if (auto body = style_named(styles, "Body Text"))
      set_property(paragraph_properties(body), "w:jc", to.justify ? "both" : "left");
  const auto width = [](const Theme& theme) {
    return theme.page.width - theme.margins.inner - theme.margins.outer;
  };
  if (width(from) != width(to)) adapt_widths_docx(styles, width(from), width(to));
}

void adapt_page_of_docx(Node section, const Finishing& finishing) {
  if (!finishing.theme || !finishing.base) return;
  const auto& theme = *finishing.theme;
  auto size = child(section, "w:pgSz");
  set(size, "w:w", twentieths(theme.page.width)), set(size, "w:h", twentieths(theme.page.height));
  size.remove_attribute("w:orient");
  if (theme.page.width > theme.page.height) set(size, "w:orient", "landscape");
  auto margins = child(section, "w:pgMar");
  set(margins, "w:top", twentieths(theme.margins.top)),
      set(margins, "w:bottom", twentieths(theme.margins.bottom));
  set(margins, "w:left", twentieths(theme.margins.inner)),
      set(margins, "w:right", twentieths(theme.margins.outer));
  if (theme.centered) set_property(section, "w:vAlign", "center");
  section.remove_child("w:pgBorders");
  if (theme.frame) keep_within(margins, *theme.frame);
  if (theme.frame) insert(section, border_xml(*theme.frame, hex(theme.color(theme.frame->color))));
}

}  // namespace taqrir::pandoc::office
