#include "pandoc/anchors.hpp"

#include "model/walk.hpp"

namespace taqrir::pandoc {

namespace {

constexpr std::size_t kLongest = 34;  // leaves room for "_12345"

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_kept(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

std::string safe_name(const std::string& id) {
  std::string out;
  for (const char c : id) {
    if (out.size() >= kLongest) break;
    if (is_kept(c))
      out += c;
    else if (!out.empty() && out.back() != '_')
      out += '_';
  }
  return !out.empty() && is_letter(out.front()) ? out : "id_" + out;
}

void collect(const Blocks& blocks, int shift, std::vector<OutlineEntry>& to) {
  for (const auto& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block.content)) {
      if (!heading->in_contents) continue;
      const auto number = heading->number.empty() ? std::string() : heading->number + "\u00A0\u00A0";
      const auto title = plain_text(heading->content);
      to.push_back({heading->level + shift, number + title, block.id, heading->number, title});
    } else if (const auto* part = std::get_if<Part>(&block.content)) {
      const auto title = plain_text(part->title);
      to.push_back({1 + shift, title, block.id, {}, title});
      collect(part->content, shift + 1, to);
    } else if (const auto* division = std::get_if<Division>(&block.content)) {
      collect(division->content, shift, to);
    }
  }
}

std::string number_in(const Block& block) {
  if (const auto* heading = std::get_if<Heading>(&block.content)) return heading->number;
  if (const auto* table = std::get_if<DataTable>(&block.content)) return table->number;
  if (const auto* figure = std::get_if<Figure>(&block.content)) return figure->number;
  if (const auto* chart = std::get_if<Chart>(&block.content)) return chart->number;
  return {};
}

}  // namespace

Bookmarks::Bookmarks(const Document& document) { add(document.blocks); }

void Bookmarks::add(const Blocks& blocks) {
  for (const auto& block : blocks) {
    if (!block.id.empty() && !by_id_.count(block.id)) {
      const auto base = safe_name(block.id);
      auto name = base;
      for (int n = 2; !by_name_.emplace(name, block.id).second; ++n) name = base + "_" + std::to_string(n);
      by_id_.emplace(block.id, name);
      if (!std::holds_alternative<Heading>(block.content)) captions_.insert(block.id);
      if (auto number = number_in(block); !number.empty()) numbers_.emplace(block.id, std::move(number));
    }
    for_each_child(
        block, [](const Inlines&) {}, [&](const Blocks& inner) { add(inner); });
  }
}

std::string Bookmarks::of(const std::string& id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? std::string() : it->second;
}

std::string Bookmarks::number_of(const std::string& id) const {
  const auto it = numbers_.find(id);
  return it == numbers_.end() ? std::string() : it->second;
}

std::vector<OutlineEntry> outline_of(const Document& document) {
  std::vector<OutlineEntry> out;
  collect(document.blocks, 0, out);
  return out;
}

}  // namespace taqrir::pandoc
