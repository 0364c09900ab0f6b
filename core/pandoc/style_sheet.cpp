#include "pandoc/style_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace taqrir::pandoc {

namespace {

std::string number(double value) {
  char buffer[40];
  char* const end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 3).ptr;
  std::string text(buffer, static_cast<std::size_t>(end - buffer));
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string color_text(const Rgb& color) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "#";
  for (const double part : {color.red, color.green, color.blue}) {
    const auto byte = static_cast<unsigned>(std::lround(std::clamp(part, 0.0, 1.0) * 255));
    out += kHex[byte >> 4], out += kHex[byte & 15];
  }
  return out;
}

/// A string of CSS (CSS Syntax 3, 4.3.5) that ends neither itself nor the element around it, whatever it
/// says.
std::string css_string(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain =
        byte >= 0x80 || std::isalnum(byte) != 0 || c == ' ' || c == '-' || c == '_' || c == '.' || c == ',';
    if (is_plain)
      out += c;
    else
      out += '\\', out += kHex[byte >> 4], out += kHex[byte & 15], out += ' ';
  }
  return out + '"';
}

std::string own_script(const std::string& language) {
  if (direction_of(language) == Direction::rtl) return "arab";
  return language.starts_with("zgh") || language.starts_with("tzm") ? "tfng" : "latn";
}

/// What stands in for all of them on other machines.
const char* generic_of(const std::vector<std::string>& families) {
  for (const auto& family : families) {
    if (family.find("Mono") != std::string::npos) return "monospace";
    if (family.find("Serif") != std::string::npos) return "serif";
    if (family.find("Sans") != std::string::npos) return "sans-serif";
  }
  return "serif";
}

const ScriptFonts* fonts_of(const Theme& theme, const std::string& role, const std::string& script) {
  const auto fonts = theme.fonts.find(role);
  if (fonts == theme.fonts.end()) return nullptr;
  const auto own = fonts->second.find(script);
  return own == fonts->second.end() ? nullptr : &own->second;
}

/// Each character takes the first family that has it: the document's own script comes first, but only by its
/// first family, since others of it may draw Latin letters too, and not as the theme wants them.
std::string stack_of(const Theme& theme, const std::string& role, const std::string& script) {
  std::vector<std::string> families;
  const auto add = [&](const std::string& name, std::size_t most) {
    const auto* fonts = fonts_of(theme, role, name);
    for (std::size_t i = 0; fonts && i < std::min(most, fonts->families.size()); ++i)
      if (std::find(families.begin(), families.end(), fonts->families[i]) == families.end())
        families.push_back(fonts->families[i]);
  };
  add(script, 1);
  for (const auto* name : {"latn", "arab", "tfng"}) add(name, std::string::npos);
  std::string out;
  for (const auto& family : families) out += css_string(family) + ", ";
  const auto* latin = fonts_of(theme, role, "latn");
  return out + generic_of(latin ? latin->families : families);
}

void put_style(StyleValues& to, const std::string& name, const TextStyle& style, const Theme& theme,
               const std::string& script) {
  const double body = theme.style("body").size;
  const auto* fonts = fonts_of(theme, style.font, script);
  to[name + "-size"] = number(style.size / body) + "em";
  to[name + "-leading"] = number(style.leading * (fonts ? fonts->leading : 1));
  to[name + "-weight"] = style.bold ? "700" : "400";
  to[name + "-slant"] = style.italic && script != "arab" ? "italic" : "normal";
  to[name + "-color"] = color_text(theme.color(style.color));
  to[name + "-font"] = stack_of(theme, style.font, script);
  to[name + "-before"] = number(style.space_before / style.size) + "em";
  to[name + "-after"] = number(style.space_after / style.size) + "em";
}

/// "Page {page} sur {pages}" as a list of CSS: "Page " counter(page) " sur " counter(pages)
std::string page_of(const Locale& locale) {
  const std::string page = "\x01", pages = "\x02";
  const auto words = locale.word("document.page-of", {{"page", page}, {"pages", pages}});
  std::string out, run;
  const auto flush = [&] {
    if (!run.empty()) out += css_string(run) + ' ';
    run.clear();
  };
  for (const char c : words) {
    if (c != page[0] && c != pages[0]) {
      run += c;
      continue;
    }
    flush();
    out += c == page[0] ? "counter(page) " : "counter(pages) ";
  }
  flush();
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace

StyleValues page_values(const Locale& locale) { return {{"page-of", page_of(locale)}}; }

StyleValues style_values(const Theme& theme, const Locale& locale) {
  auto out = page_values(locale);
  const auto script = own_script(locale.language());
  for (const auto& [name, color] : theme.colors) out[name] = color_text(color);
  for (const auto& [name, style] : theme.styles) put_style(out, name, style, theme, script);
  for (const auto* role : {"body", "heading", "mono"})
    out[std::string(role) + "-font"] = stack_of(theme, role, script);
  const auto* own = fonts_of(theme, "body", script);
  const auto* arabic = fonts_of(theme, "body", "arab");
  out["body-points"] = number(theme.style("body").size * (own ? own->scale : 1)) + "pt";
  out["arab-scale"] = number(script != "arab" && arabic ? arabic->scale : 1) + "em";
  out["own-scale"] = number(own ? own->scale : 1);
  out["latin-scale"] = number(script == "arab" && own ? 1 / own->scale : 1) + "em";
  const auto points = [&](const char* name, Pt length) { out[name] = number(length) + "pt"; };
  points("page-width", theme.page.width), points("page-height", theme.page.height);
  points("margin-top", theme.margins.top), points("margin-bottom", theme.margins.bottom);
  points("margin-inner", theme.margins.inner), points("margin-outer", theme.margins.outer);
  return out;
}

std::string with_values(std::string_view css, const StyleValues& values) {
  constexpr std::string_view kStart = "var(--";
  std::string out;
  for (std::size_t at = 0; at < css.size();) {
    const auto start = std::min(css.find(kStart, at), css.size());
    out += css.substr(at, start - at);
    if (start == css.size()) break;
    const auto name = start + kStart.size(), end = std::min(css.find(')', name), css.size());
    const auto value = values.find(std::string(css.substr(name, end - name)));
    out += value == values.end() ? std::string(css.substr(start, end + 1 - start)) : value->second;
    at = end + 1;
  }
  return out;
}

}  // namespace taqrir::pandoc
