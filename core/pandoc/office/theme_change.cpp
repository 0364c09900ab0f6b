#include "pandoc/office/theme_change.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace taqrir::pandoc::office {

namespace {

/// Of a font's own line height to its size, as in templates/pandoc/reference_theme.py.
double natural_leading(const std::string& family) {
  static const std::map<std::string, double> kKnown{
      {"Noto Serif", 1.362}, {"Noto Sans", 1.362}, {"Noto Naskh Arabic", 1.703}, {"DejaVu Sans Mono", 1.164}};
  const auto found = kKnown.find(family);
  return found == kKnown.end() ? 1.3 : found->second;
}

ScriptFonts fonts_of(const Theme& theme, const TextStyle& style, const std::string& script) {
  const auto role = theme.fonts.find(style.font);
  if (role == theme.fonts.end()) return {};
  const auto fonts = role->second.find(script);
  return fonts == role->second.end() ? ScriptFonts{} : fonts->second;
}

std::string first_of(const ScriptFonts& fonts) {
  return fonts.families.empty() ? std::string() : fonts.families[0];
}

/// A line's height as a multiple of the natural one.
double line_of(const Theme& theme, const TextStyle& style, const std::string& script) {
  const auto fonts = fonts_of(theme, style, script);
  return style.leading * fonts.leading / natural_leading(first_of(fonts));
}

template <class T>
MaybeChange<T> change(const T& from, const T& to) {
  return from == to ? MaybeChange<T>{} : MaybeChange<T>({from, to});
}

}  // namespace

const std::vector<StyleSource>& style_sources() {
  static const std::vector<StyleSource> kSources = [] {
    std::vector<StyleSource> out{{"Body Text", "body"},
                                 {"Lead", "lead"},
                                 {"Small", "small"},
                                 {"Label", "label"},
                                 {"Centered", "body"},
                                 {"Opposite", "body"},
                                 {"Block Text", "quote"},
                                 {"Attribution", "small"},
                                 {"Source Code", "code"},
                                 {"Verbatim Char", "code"},
                                 {"Footnote Text", "footnote"},
                                 {"Piece", "fact-value"},
                                 {"Kicker", "kicker"},
                                 {"Title", "title"},
                                 {"Subtitle", "subtitle"},
                                 {"Abstract", "lead"},
                                 {"Status", "fact-value"},
                                 {"Notice", "small"},
                                 {"caption", "caption"},
                                 {"TOC Heading", "h1"},
                                 {"Table Text", "table"},
                                 {"Table Header", "table-header"},
                                 {"Table Side", "table-header"},
                                 {"Table Total", "table-header"},
                                 {"Fact Label", "fact-label"},
                                 {"Fact Value", "fact-value"},
                                 {"Signature Place", "body"},
                                 {"Signature Name", "body"},
                                 {"Signature Line", "fact-label"},
                                 {"header", "header"},
                                 {"footer", "footer"}};
    for (int n = 1; n <= 9; ++n) {
      out.push_back({"heading " + std::to_string(n), "h" + std::to_string(std::min(n, 6))});
      if (n <= 6) out.push_back({"toc " + std::to_string(n), "toc" + std::to_string(std::min(n, 3))});
    }
    for (const char* kind : {"note", "tip", "important", "warning", "caution"}) {
      out.push_back({std::string("Callout ") + kind, "body"});
      out.push_back({std::string("Callout ") + kind + " title", "label"});
    }
    return out;
  }();
  return kSources;
}

StyleChange change_of(const std::string& text_style, const Theme& from, const Theme& to) {
  const auto &old = from.style(text_style), &now = to.style(text_style);
  const auto sizes = [](const Theme& theme, const TextStyle& style) {
    return FontSizes{style.size * fonts_of(theme, style, "latn").scale,
                     style.size * fonts_of(theme, style, "arab").scale};
  };
  const auto families = [](const Theme& theme, const TextStyle& style) {
    return Families{first_of(fonts_of(theme, style, "latn")), first_of(fonts_of(theme, style, "arab"))};
  };
  const auto exact = [](const Theme& theme, const TextStyle& style) {
    return style.size * style.leading * fonts_of(theme, style, "arab").leading;
  };
  StyleChange out;
  out.size = change(sizes(from, old), sizes(to, now));
  out.families = change(families(from, old), families(to, now));
  out.bold = change(old.bold, now.bold), out.italic = change(old.italic, now.italic);
  out.color = change(hex(to.color(old.color)), hex(to.color(now.color)));
  out.before = change(old.space_before, now.space_before);
  out.after = change(old.space_after, now.space_after);
  out.latin_leading = line_of(to, now, "latn") / line_of(from, old, "latn");
  out.arabic_leading = line_of(to, now, "arab") / line_of(from, old, "arab");
  out.exact_line = change(exact(from, old), exact(to, now));
  return out;
}

std::vector<Change<std::string>> changed_colors(const Theme& from, const Theme& to) {
  std::map<std::string, std::set<std::string>> becomes;
  for (const auto& [name, rgb] : from.colors) becomes[hex(rgb)].insert(hex(to.color(name)));
  std::vector<Change<std::string>> out;
  for (const auto& [old, now] : becomes)
    if (now.size() == 1 && *now.begin() != old) out.push_back({old, *now.begin()});
  return out;
}

double width_of(const PageFrame& frame) {
  return frame.gap > 0 ? frame.weight * 1.5 + frame.gap : frame.weight;
}

std::string hex(Rgb rgb) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const double part : {rgb.red, rgb.green, rgb.blue}) {
    const auto byte = static_cast<unsigned>(std::lround(part * 255));
    out += kDigits[byte >> 4 & 15], out += kDigits[byte & 15];
  }
  return out;
}

}  // namespace taqrir::pandoc::office
