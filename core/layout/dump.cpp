// Pages as text, for golden tests: what stands where, in reading order, rounded to 0.1 pt.
#include <cmath>
#include <cstdio>

#include "layout/layout.hpp"

namespace taqrir::layout {

namespace {

std::string number(double v) {
  char buffer[32];
  const double rounded = std::round(v * 10) / 10;
  std::snprintf(buffer, sizeof buffer, "%.1f", rounded == 0 ? 0.0 : rounded);
  return buffer;
}

const char* name_of(Tag tag) {
  static const char* const kNames[] = {"Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI",
                                       "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Caption", "Figure",
                                       "BlockQuote", "Note", "Reference", "Link", "TOC", "TOCI", "Code", "Span", "Aside",
                                       "IndexEntry", "Form"};
  return kNames[static_cast<int>(tag)];
}

std::string element(const Pages& pages, NodeId node) {
  if (node == kArtifact) return "artifact";
  return std::string(name_of(pages.nodes[static_cast<std::size_t>(node)].tag)) + "#" + std::to_string(node);
}

std::string text_of(const Pages& pages, const Page& page, const TextRun& run) {
  std::string out;
  for (std::uint32_t g = 0; g < run.count; ++g) {
    const auto& glyph = page.glyphs[run.first + g];
    const auto& text = pages.fonts[run.font].codes[glyph.code].text;
    out += text.empty() && glyph.advance > 0 ? "‿" : text;  // width without text: a stroke of a kashida
  }
  return out;
}

void dump_item(const Pages& pages, const Page& page, const Item& item, std::string& out) {
  const auto where = " [" + element(pages, item.node) + "]\n";
  if (const auto* run = std::get_if<TextRun>(&item.content)) {
    out += "  text " + number(run->x) + " " + number(run->y) + " " + number(run->size) + " " +
           pages.fonts[run->font].postscript_name + " “" + text_of(pages, page, *run) + "”" + where;
  } else if (const auto* image = std::get_if<PlacedImage>(&item.content)) {
    out += "  image " + number(image->x) + " " + number(image->y) + " " + number(image->width) + "×" +
           number(image->height) + where;
  } else if (const auto* shape = std::get_if<Shape>(&item.content)) {
    out += std::string("  shape") + (shape->fill ? " fill" : "") + (shape->stroke ? " stroke" : "");
    for (const auto& s : shape->path)
      if (s.op != Shape::Op::close) out += " " + number(s.x) + "," + number(s.y);
    out += where;
  }
}

}  // namespace

std::string dump(const Pages& pages) {
  std::string out;
  for (std::size_t p = 0; p < pages.pages.size(); ++p) {
    const Page& page = pages.pages[p];
    out += "page " + std::to_string(p + 1) + " “" + page.label + "” " + number(page.size.width) + "×" + number(page.size.height);
    if (page.foreign) out += " holds " + page.foreign->file + " page " + std::to_string(page.foreign->page + 1);
    out += "\n";
    for (const auto& item : page.items) dump_item(pages, page, item, out);
    for (const auto& link : page.links)
      out += "  link " + number(link.x) + " " + number(link.y) + " " + number(link.width) + "×" + number(link.height) + " -> " +
             (link.url.empty() ? "#" + link.destination : link.url) + " [" + element(pages, link.node) + "]\n";
  }
  for (const auto& entry : pages.outline)
    out += "outline " + std::string(static_cast<std::size_t>(entry.level - 1) * 2, ' ') + entry.title + " -> page " +
           std::to_string(entry.at.page + 1) + "\n";
  return out;
}

}  // namespace taqrir::layout
