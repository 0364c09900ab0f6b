#include "render/svg/svg.hpp"

#include <map>
#include <optional>

#include "render/svg/outlines.hpp"
#include "render/svg/path.hpp"

namespace taqrir::svg {

namespace {

using layout::Page;
using layout::Pages;
using layout::PlacedImage;
using layout::Shape;
using layout::TextRun;

constexpr int kScaleDecimals = 7;  // a font unit is some thousandths of a point

Diagnostic no_font(const layout::FontUse& font) {
  return hinted(error(whole_file(font.path), "this font cannot be drawn: its file cannot be read as a font",
                      {}, Blame::machine),
                "install the font “{}” again, or name another one in the theme", {font.family});
}

void put_attribute(std::string& to, const char* name, double value) {
  to += ' ', to += name, to += "=\"";
  put_number(to, value);
  to += '"';
}

void put_paint(std::string& to, const char* name, const std::optional<Rgb>& color) {
  to += ' ', to += name, to += "=\"";
  if (color)
    put_color(to, *color);
  else
    to += "none";
  to += '"';
}

/// Each glyph of a font is drawn once, in the definitions, and used wherever it stands.
class Drawing {
 public:
  Drawing(const Pages& pages, const Page& page) : pages_(pages), page_(page) {}

  /// The errors of fonts come with their first use.
  void draw() {
    for (const auto& item : page_.items)
      std::visit([this](const auto& content) { put(content); }, item.content);
  }

  std::string definitions, body;
  Diagnostics errors;

 private:
  void put(const PlacedImage&) {}

  void put(const Shape& shape) {
    if (shape.path.empty() || (!shape.fill && !shape.stroke)) return;
    body += "<path d=\"";
    put_path(body, shape.path);
    body += '"';
    put_paint(body, "fill", shape.fill);
    if (shape.stroke) {
      put_paint(body, "stroke", shape.stroke);
      put_attribute(body, "stroke-width", shape.line_width);
      if (!shape.dash.empty()) put_dash(shape.dash);
    }
    body += "/>\n";
  }

  void put_dash(const std::vector<Pt>& dash) {
    body += " stroke-dasharray=\"";
    for (const Pt length : dash) put_numbers(body, {length});
    body += '"';
  }

  /// The group's own unit is the font's, y upwards, so that places are whole numbers.
  void put(const TextRun& run) {
    if (run.font >= pages_.fonts.size() || run.size <= 0) return;
    const Outlines& font = outlines(run.font);
    if (!font.is_usable()) return;
    std::string glyphs;
    const double scale = run.size / font.units();
    double pen = 0;
    for (auto i = run.first; i < run.first + run.count && i < page_.glyphs.size(); ++i) {
      const auto& glyph = page_.glyphs[i];
      put_glyph(glyphs, run.font, glyph.code, (pen + glyph.dx) / scale, glyph.dy / scale);
      pen += glyph.advance;
    }
    if (glyphs.empty()) return;  // spaces
    body += "<g";
    put_paint(body, "fill", run.color);
    body += " transform=\"translate(";
    put_numbers(body, {run.x, run.y});
    body += ')';
    if (run.angle != 0) body += "rotate(", put_number(body, -run.angle), body += ')';
    body += "scale(";
    put_numbers(body, {scale, -scale}, kScaleDecimals);
    body += ")\">" + glyphs + "</g>\n";
  }

  void put_glyph(std::string& to, layout::FontId font, std::uint16_t code, double x, double y) {
    const auto& codes = pages_.fonts[font].codes;
    const auto& id = id_of(font, code < codes.size() ? codes[code].glyph : 0);
    if (id.empty()) return;
    to += "<use href=\"#" + id + "\" x=\"";
    put_number(to, x, 0);
    to += '"';
    std::string rise;
    put_number(rise, y, 0);
    if (rise != "0") to += " y=\"" + rise + "\"";
    to += "/>";
  }

  /// Empty: the glyph shows nothing.
  const std::string& id_of(layout::FontId font, std::uint32_t glyph) {
    const auto [known, fresh] = ids_.try_emplace({font, glyph});
    if (!fresh) return known->second;
    const auto path = outlines(font).path(glyph);
    if (path.empty()) return known->second;
    known->second = "g" + std::to_string(++count_);
    definitions += "<path id=\"" + known->second + "\" d=\"" + path + "\"/>\n";
    return known->second;
  }

  const Outlines& outlines(layout::FontId font) {
    const auto known = fonts_.find(font);
    if (known != fonts_.end()) return known->second;
    const auto& made = fonts_.emplace(font, Outlines(pages_.fonts[font])).first->second;
    if (!made.is_usable()) errors.push_back(no_font(pages_.fonts[font]));
    return made;
  }

  const Pages& pages_;
  const Page& page_;
  std::map<layout::FontId, Outlines> fonts_;
  std::map<std::pair<layout::FontId, std::uint32_t>, std::string> ids_;
  int count_ = 0;
};

void put_element(std::string& to, const char* name, const std::string& text) {
  if (text.empty()) return;
  to += '<', to += name, to += " id=\"", to += name, to += "\">";
  put_text(to, text);
  to += "</", to += name, to += ">\n";
}

void put_labels(std::string& to, const Words& words) {
  if (words.title.empty() && words.description.empty()) return;
  to += " aria-labelledby=\"";
  to += words.title.empty() ? "desc" : words.description.empty() ? "title" : "title desc";
  to += '"';
}

std::string opening(const Size& size, const Words& words) {
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0";
  out += ' ', put_numbers(out, {size.width, size.height});
  out += "\" width=\"", put_number(out, size.width), out += "pt";
  out += "\" height=\"", put_number(out, size.height), out += "pt\" role=\"img\"";
  put_labels(out, words);
  if (!words.language.empty()) out += " xml:lang=\"", put_text(out, words.language), out += '"';
  out += ">\n";
  put_element(out, "title", words.title);
  put_element(out, "desc", words.description);
  return out;
}

}  // namespace

Result<std::string> render(const Pages& pages, std::size_t page, const Words& words) {
  const Page& drawn = pages.pages.at(page);
  Drawing drawing(pages, drawn);
  drawing.draw();
  if (!drawing.errors.empty()) return fail(std::move(drawing.errors));
  std::string out = opening(drawn.size, words);
  if (!drawing.definitions.empty()) out += "<defs>\n" + drawing.definitions + "</defs>\n";
  return out + drawing.body + "</svg>\n";
}

}  // namespace taqrir::svg
