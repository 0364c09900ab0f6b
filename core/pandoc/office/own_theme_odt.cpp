#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "pandoc/office/odt_styles.hpp"
#include "pandoc/office/own_theme.hpp"
#include "pandoc/office/theme_change.hpp"

namespace taqrir::pandoc::office {

namespace {

bool is_odt_length(pugi::xml_attribute attribute, double points) {
  constexpr double kClose = 0.06;
  return attribute && std::abs(points_of(attribute.value()) - points) < kClose;
}

/// The names by which ODF and Pandoc call the styles of style_sources().
std::string name_in_odt(const std::string& style) {
  static const std::map<std::string, std::string> kOthers{
      {"Body Text", "Text body"}, {"Block Text", "Quotations"},     {"Footnote Text", "Footnote"},
      {"caption", "Caption"},     {"Verbatim Char", "Source Text"}, {"footer", "Footer"}};
  if (const auto other = kOthers.find(style); other != kOthers.end()) return odf_name(other->second);
  if (style.starts_with("heading ")) return odf_name("Heading " + style.substr(8));
  if (style.starts_with("toc ")) return odf_name("Contents " + style.substr(4));
  return odf_name(style);
}

void recolor_odt(Node root, const Change<std::string>& color) {
  const auto from = "#" + color.from;
  for (auto node = root.first_child(); node;
       node = node.first_child() ? node.first_child() : after(node, root))
    for (auto attribute : node.attributes()) {
      std::string value = attribute.value();
      const auto at = value.find(from);
      if (at == std::string::npos) continue;
      attribute.set_value(value.replace(at, from.size(), "#" + color.to).c_str());
    }
}

void adapt_runs_odt(Node properties, const StyleChange& change) {
  if (!properties) return;
  if (change.size) {
    for (const char* name : {"fo:font-size", "style:font-size-asian"})
      set(properties, name, pt(change.size->to.latin));
    set(properties, "style:font-size-complex", pt(change.size->to.arabic));
  }
  if (change.families) {
    for (const char* name : {"style:font-name", "style:font-name-asian"})
      set(properties, name, change.families->to.latin);
    set(properties, "style:font-name-complex", change.families->to.arabic);
  }
  if (change.bold)
    for (const char* name : {"fo:font-weight", "style:font-weight-asian", "style:font-weight-complex"})
      set(properties, name, change.bold->to ? "bold" : "normal");
  if (change.italic) set(properties, "fo:font-style", change.italic->to ? "italic" : "normal");
  if (change.color && properties.attribute("fo:color").value() == "#" + change.color->from)
    set(properties, "fo:color", "#" + change.color->to);
}

void adapt_spacing_odt(Node properties, const StyleChange& change, bool arabic) {
  if (!properties) return;
  for (const auto& [name, length] :
       {std::pair{"fo:margin-top", change.before}, std::pair{"fo:margin-bottom", change.after}})
    if (length && is_odt_length(properties.attribute(name), length->from))
      set(properties, name, pt(length->to));
  auto line = properties.attribute("fo:line-height");
  const std::string height = line.value();
  if (height.ends_with("pt")) {
    if (change.exact_line && is_odt_length(line, change.exact_line->from))
      line.set_value(pt(change.exact_line->to).c_str());
  } else if (height.ends_with("%") && height != "100%") {
    const double factor = arabic ? change.arabic_leading : change.latin_leading;
    line.set_value((std::to_string(std::lround(std::atof(height.c_str()) * factor)) + "%").c_str());
  }
}

/// Lengths that are those of the text's width.
void adapt_widths_odt(Node styles, double from, double to) {
  for (auto style : styles.children("style:style")) {
    auto properties = style.child("style:paragraph-properties");
    for (auto stop : properties.child("style:tab-stops").children("style:tab-stop"))
      if (auto place = stop.attribute("style:position"); points_of(place.value()) > from * 0.8)
        place.set_value(pt(points_of(place.value()) + to - from).c_str());
    if (auto right = properties.attribute("fo:margin-right"); points_of(right.value()) > from / 2)
      right.set_value(pt(points_of(right.value()) + to - from).c_str());
  }
}

/// The border stands between the paper's edge and the page's text, head and foot within it; what it takes is
/// taken from the page's margins, and from the room of head and foot where these are too small.
void put_border(Node page, const Theme& theme) {
  constexpr double kLeast = 8;  // points between the border and what it stands around
  const auto& frame = *theme.frame;
  const auto color = " #" + hex(theme.color(frame.color));
  const double whole = width_of(frame);
  set(page, "fo:border", pt(whole) + (frame.gap > 0 ? " double" : " solid") + color);
  if (frame.gap > 0)
    set(page, "style:border-line-width", pt(frame.weight / 2) + " " + pt(frame.gap) + " " + pt(frame.weight));
  for (const std::string side : {"top", "bottom", "left", "right"}) {
    const auto margin = "fo:margin-" + side;
    const double room = points_of(page.attribute(margin.c_str()).value()) - frame.inset - whole;
    set(page, margin.c_str(), pt(frame.inset));
    set(page, ("fo:padding-" + side).c_str(), pt(std::max(room, kLeast)));
    const auto part = side == "top" ? "style:header-style" : side == "bottom" ? "style:footer-style" : "";
    auto height =
        page.parent().child(part).child("style:header-footer-properties").attribute("fo:min-height");
    if (height)
      height.set_value(pt(std::max(points_of(height.value()) - std::max(kLeast - room, 0.0), 10.0)).c_str());
  }
}

Node page_of(Node document) {
  const auto master = document.child("office:master-styles")
                          .find_child_by_attribute("style:master-page", "style:name", "Standard");
  return document.child("office:automatic-styles")
      .find_child_by_attribute("style:page-layout", "style:name",
                               master.attribute("style:page-layout-name").value())
      .child("style:page-layout-properties");
}

}  // namespace

void adapt_styles_of_odt(Node document, const Finishing& finishing) {
  if (!finishing.theme || !finishing.base) return;
  const auto &from = *finishing.base, &to = *finishing.theme;
  for (const auto& color : changed_colors(from, to)) recolor_odt(document, color);
  auto styles = document.child("office:styles");
  const auto named = [&](const std::string& name) {
    return styles.find_child_by_attribute("style:style", "style:name", name.c_str());
  };
  for (const auto& source : style_sources()) {
    auto style = named(name_in_odt(source.style));
    if (!style) continue;
    const auto change = change_of(source.text, from, to);
    adapt_runs_odt(style.child("style:text-properties"), change);
    adapt_spacing_odt(style.child("style:paragraph-properties"), change, finishing.rtl());
  }
  auto usual = styles.find_child_by_attribute("style:default-style", "style:family", "paragraph");
  adapt_runs_odt(usual.child("style:text-properties"), change_of("body", from, to));
  if (from.hyphenate && !to.hyphenate) set(usual.child("style:text-properties"), "fo:hyphenate", "false");
  if (from.justify != to.justify)
    if (auto body = named("Text_20_body").child("style:paragraph-properties"))
      set(body, "fo:text-align", to.justify ? "justify" : finishing.rtl() ? "end" : "start");
  const auto width = [](const Theme& theme) {
    return theme.page.width - theme.margins.inner - theme.margins.outer;
  };
  if (width(from) != width(to)) adapt_widths_odt(styles, width(from), width(to));
}

void adapt_page_of_odt(Node document, const Finishing& finishing) {
  auto page = page_of(document);
  if (!finishing.theme || !finishing.base || !page) return;
  const auto& theme = *finishing.theme;
  set(page, "fo:page-width", pt(theme.page.width)), set(page, "fo:page-height", pt(theme.page.height));
  set(page, "style:print-orientation", theme.page.width > theme.page.height ? "landscape" : "portrait");
  set(page, "fo:margin-top", pt(theme.margins.top)), set(page, "fo:margin-bottom", pt(theme.margins.bottom));
  set(page, "fo:margin-left", pt(theme.margins.inner)), set(page, "fo:margin-right", pt(theme.margins.outer));
}

void border_page_of_odt(Node document, const Finishing& finishing) {
  auto page = page_of(document);
  if (finishing.theme && finishing.base && finishing.theme->frame && page) put_border(page, *finishing.theme);
}

}  // namespace taqrir::pandoc::office
