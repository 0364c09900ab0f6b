#include "support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/system_world.hpp"
#include "input/resources.hpp"
#include "model/numbering.hpp"

namespace taqrir::layout::test {

namespace {

class Pictures : public Assets {
 public:
  Result<ImageAsset> image(const FileRef& file) override {
    if (file.path.starts_with("lost")) return fail(error(file.span, "“{}” cannot be read", {file.path}));
    ImageAsset asset;
    asset.width = 400, asset.height = 300, asset.name = file.path;
    if (file.path.starts_with("portrait")) asset.width = 900, asset.height = 2400;
    return asset;
  }
  Result<ForeignInfo> foreign(const FileRef&) override { return ForeignInfo{{{kA4}, {kA4}}}; }
};

app::SystemWorld& world() {
  static app::SystemWorld world;
  return world;
}

const std::vector<std::string>& folders() {
  static const std::vector<std::string> kFolders{std::string(TAQRIR_SOURCE_DIR) + "/templates"};
  return kFolders;
}

const Locale& locale(const std::string& language) {
  static std::map<std::string, std::shared_ptr<input::FileLocale>> kept;
  auto& slot = kept[language];
  if (!slot) slot = input::load_locale(world(), folders(), language).value();
  return *slot;
}

FontBook& fonts() {
  static FontBook fonts(world());
  return fonts;
}

Box box_of(const Shape& shape) {
  Box b{1e9, 1e9, -1e9, -1e9};
  for (const auto& s : shape.path) {
    if (s.op == Shape::Op::close) continue;
    b.left = std::min(b.left, s.x), b.right = std::max(b.right, s.x);
    b.top = std::min(b.top, s.y), b.bottom = std::max(b.bottom, s.y);
  }
  return b;
}

bool within(const Box& in, const Box& out, double slack) {
  return in.left >= out.left - slack && in.right <= out.right + slack && in.top >= out.top - slack &&
         in.bottom <= out.bottom + slack;
}

std::string say(const std::string& what, int page, const Box& b) {
  return what + " on page " + std::to_string(page + 1) + " at " + std::to_string(b.left) + " " + std::to_string(b.top) + " – " +
         std::to_string(b.right) + " " + std::to_string(b.bottom);
}

bool is_space(const std::string& text) { return text == " " || text == "\u00A0" || text == "\u202F"; }

Placed run_of(const Pages& pages, std::size_t p, std::size_t i, const TextRun& run, NodeId node) {
  Placed out{static_cast<int>(p), i, run.x, run.y, 0, run.size, {}, node};
  std::uint32_t begin = 0, end = run.count;
  const auto& page = pages.pages[p];
  const auto& codes = pages.fonts[run.font].codes;
  const auto space = [&](std::uint32_t g) { return is_space(codes[page.glyphs[run.first + g].code].text); };
  while (end > begin && space(end - 1)) --end;
  for (std::uint32_t g = 0; g < run.count; ++g) {
    const auto& glyph = page.glyphs[run.first + g];
    out.text += codes[glyph.code].text;
    if (g < end) out.width += glyph.advance;
  }
  return out;
}

}  // namespace

const Theme& theme() {
  static const Theme theme = input::load_theme(world(), folders(), "institutional").value();
  return theme;
}

std::string word(const std::string& language, const std::string& key) { return locale(language).word(key); }

Document document_of(Blocks blocks, const std::string& language) {
  Document d;
  d.language = language;
  d.title = "Essai";
  d.blocks = std::move(blocks);
  return d;
}

Laid lay(Document document, const Theme& with, int threads, const Companions* companions) {
  const auto& words = locale(document.language);
  const auto problems = number_document(document, words);
  EXPECT_TRUE(problems.empty()) << messages(problems);
  static Pictures pictures;
  return lay_out(document, with, words, pictures, fonts(), threads, companions);
}

Laid lay_alone(const Chart& chart, const std::string& language, Pt width, const Theme& with) {
  return lay_out_chart(chart, language, with, locale(language), fonts(), width);
}

std::vector<Placed> runs(const Pages& pages) {
  std::vector<Placed> out;
  for (std::size_t p = 0; p < pages.pages.size(); ++p) {
    const auto& items = pages.pages[p].items;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (const auto* run = std::get_if<TextRun>(&items[i].content)) out.push_back(run_of(pages, p, i, *run, items[i].node));
  }
  return out;
}

std::vector<Placed> body(const Pages& pages) {
  auto out = runs(pages);
  out.erase(std::remove_if(out.begin(), out.end(), [](const Placed& r) { return r.node == kArtifact; }), out.end());
  return out;
}

std::string text(const Pages& pages, int page) {
  std::string out;
  double y = -1;
  for (const auto& run : body(pages)) {
    if (page >= 0 && run.page != page) continue;
    if (y >= 0 && std::abs(run.y - y) > 0.1) out += "|";
    out += run.text, y = run.y;
  }
  return out;
}

Placed find(const Pages& pages, const std::string& part) {
  for (const auto& run : body(pages))
    if (run.text.find(part) != std::string::npos) return run;
  ADD_FAILURE() << "no text run holds “" << part << "”";
  return {};
}

int page_of(const Pages& pages, const std::string& part) { return find(pages, part).page; }

std::vector<Rectangle> shapes(const Pages& pages) {
  std::vector<Rectangle> out;
  for (std::size_t p = 0; p < pages.pages.size(); ++p)
    for (const auto& item : pages.pages[p].items)
      if (const auto* shape = std::get_if<Shape>(&item.content))
        out.push_back({static_cast<int>(p), box_of(*shape), shape->fill.has_value(), item.node});
  return out;
}

std::vector<std::string> overlaps(const Pages& pages) {
  std::vector<std::string> out;
  auto all = body(pages);
  std::stable_sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) {
    return std::pair(a.page, a.box().top) < std::pair(b.page, b.box().top);
  });
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t k = i + 1; k < all.size() && all[k].page == all[i].page && all[k].box().top < all[i].box().bottom; ++k) {
      const Box a = all[i].box(), b = all[k].box();
      const double wide = std::min(a.right, b.right) - std::max(a.left, b.left);
      const double high = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
      if (wide > 0.6 && high > 0.8) out.push_back(say("“" + all[i].text + "” under “" + all[k].text + "”", all[i].page, a));
    }
  return out;
}

std::vector<std::string> outside(const Pages& pages) {
  std::vector<std::string> out;
  const auto& t = theme();
  for (const auto& run : runs(pages)) {
    const auto& page = pages.pages[static_cast<std::size_t>(run.page)];
    const Box whole{0, 0, page.size.width, page.size.height};
    const Box frame{t.margins.inner, t.margins.top, page.size.width - t.margins.outer, page.size.height - t.margins.bottom};
    const bool furniture = run.node == kArtifact || page.foreign;
    if (!within(run.box(), furniture ? whole : frame, 1)) out.push_back(say("“" + run.text + "”", run.page, run.box()));
  }
  for (const auto& shape : shapes(pages)) {
    const auto& size = pages.pages[static_cast<std::size_t>(shape.page)].size;
    if (!within(shape.box, {t.margins.inner, 0, size.width - t.margins.outer, size.height}, 1)) out.push_back(say("shape", shape.page, shape.box));
  }
  for (std::size_t p = 0; p < pages.pages.size(); ++p)
    for (const auto& item : pages.pages[p].items)
      if (const auto* image = std::get_if<PlacedImage>(&item.content)) {
        const Box b{image->x, image->y, image->x + image->width, image->y + image->height};
        if (!within(b, {0, 0, pages.pages[p].size.width, pages.pages[p].size.height}, 0)) out.push_back(say("image", static_cast<int>(p), b));
      }
  return out;
}

std::vector<std::string> hollow(const Pages& pages) {
  std::set<NodeId> full;
  for (const auto& page : pages.pages) {
    for (const auto& item : page.items) full.insert(item.node);
    for (const auto& link : page.links) full.insert(link.node);
  }
  for (std::size_t i = pages.nodes.size(); i-- > 1;)
    if (full.count(static_cast<NodeId>(i))) full.insert(pages.nodes[i].parent);
  std::vector<std::string> out;
  for (std::size_t i = 1; i < pages.nodes.size(); ++i)
    if (pages.nodes[i].tag >= Tag::p && pages.nodes[i].tag <= Tag::h6 && !full.count(static_cast<NodeId>(i)))
      out.push_back("node " + std::to_string(i));
  return out;
}

std::string words(int count, const std::string& word) {
  std::string out;
  for (int i = 0; i < count; ++i) out += (i ? " " : "") + word;
  return out;
}

std::string messages(const Diagnostics& diagnostics) {
  std::string out;
  for (const auto& d : diagnostics) {
    out += d.message.text() + "\n";
    if (!d.hint.pattern.empty()) out += "  " + d.hint.text() + "\n";
  }
  return out;
}

}  // namespace taqrir::layout::test
