#include "layout/joined.hpp"

#include <cstdio>

namespace taqrir::layout {

namespace {

std::string key_of(const FontUse::Code& code) {
  std::string out(reinterpret_cast<const char*>(&code.glyph), sizeof code.glyph);
  return out + code.text;
}

/// Of equal length up to a million documents, so that ids stand in the order of the documents.
std::string prefix_of(std::size_t number) {
  char out[16];
  std::snprintf(out, sizeof out, "d%06zu-", number);
  return out;
}

}  // namespace

void Joiner::add(Pages document, const std::string& title) {
  if (document.pages.empty() || document.nodes.empty()) return;
  if (all_.nodes.empty()) {
    all_.metadata = document.metadata, all_.right_to_left = document.right_to_left;
    all_.nodes.emplace_back();
    all_.nodes.front().tag = Tag::document;
  }
  prefix_ = prefix_of(next_++);
  const int first_page = static_cast<int>(all_.pages.size());
  all_.outline.push_back({title, 1, {first_page, 0}, {}});
  for (auto& [anchor, place] : document.destinations)
    all_.destinations[prefix_ + anchor] = {place.page + first_page, place.y};
  std::vector<std::vector<std::uint16_t>> codes;
  const auto fonts = join_fonts(document, codes);
  const auto images = join_images(document);
  join_nodes(document);
  for (auto& page : document.pages) join_page(std::move(page), fonts, codes, images);
}

std::vector<FontId> Joiner::join_fonts(Pages& document, std::vector<std::vector<std::uint16_t>>& codes) {
  std::vector<FontId> out;
  for (auto& font : document.fonts) {
    const auto [it, fresh] =
        fonts_.try_emplace({font.path, font.index}, static_cast<FontId>(all_.fonts.size()));
    if (fresh) {
      auto& added = all_.fonts.emplace_back(font);
      added.codes.clear();
      codes_.emplace_back();
    }
    auto& known = codes_[it->second];
    auto& all = all_.fonts[it->second].codes;
    auto& map = codes.emplace_back();
    for (std::size_t i = 0; i < font.codes.size(); ++i) {
      if (i == 0 && !all.empty()) {  // .notdef
        map.push_back(0);
        continue;
      }
      const auto [code, is_new] =
          known.try_emplace(key_of(font.codes[i]), static_cast<std::uint16_t>(all.size()));
      if (is_new) all.push_back(std::move(font.codes[i]));
      map.push_back(code->second);
    }
    out.push_back(it->second);
  }
  return out;
}

std::vector<ImageId> Joiner::join_images(Pages& document) {
  std::vector<ImageId> out;
  for (auto& image : document.images) {
    const auto [it, fresh] =
        images_.try_emplace(image.bytes.view().data(), static_cast<ImageId>(all_.images.size()));
    if (fresh) all_.images.push_back(std::move(image));
    out.push_back(it->second);
  }
  return out;
}

void Joiner::join_nodes(Pages& document) {
  first_node_ = static_cast<NodeId>(all_.nodes.size());
  for (std::size_t i = 0; i < document.nodes.size(); ++i) {
    auto& node = all_.nodes.emplace_back(std::move(document.nodes[i]));
    node.parent = i == 0 ? 0 : moved(node.parent);
    if (!node.id.empty()) node.id = prefix_ + node.id;
  }
  auto& whole = all_.nodes[static_cast<std::size_t>(first_node_)];
  whole.tag = Tag::part;
  if (whole.language.empty() && document.metadata.language != all_.metadata.language)
    whole.language = document.metadata.language;
}

void Joiner::join_page(Page page, const std::vector<FontId>& fonts,
                       const std::vector<std::vector<std::uint16_t>>& codes,
                       const std::vector<ImageId>& images) {
  std::vector<bool> known(page.glyphs.size());  // runs may share glyphs
  for (auto& item : page.items) {
    item.node = moved(item.node);
    if (auto* run = std::get_if<TextRun>(&item.content)) {
      const auto& map = codes[run->font];
      for (std::size_t i = run->first; i < std::size_t{run->first} + run->count && i < page.glyphs.size();
           ++i) {
        if (!known[i] && page.glyphs[i].code < map.size()) page.glyphs[i].code = map[page.glyphs[i].code];
        known[i] = true;
      }
      run->font = fonts[run->font];
    }
    if (auto* image = std::get_if<PlacedImage>(&item.content)) image->image = images[image->image];
  }
  for (auto& link : page.links) {
    link.node = moved(link.node);
    if (!link.destination.empty()) link.destination = prefix_ + link.destination;
  }
  all_.pages.push_back(std::move(page));
}

}  // namespace taqrir::layout
