#include "render/pdf/outline.hpp"

#include "base/pdf_marks.hpp"
#include "render/pdf/destination.hpp"
#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

// Item 0 is the root, item i + 1 stands for entry i.
struct Item {
  int level = 0;
  std::size_t parent = 0, previous = 0, next = 0, first = 0, last = 0;
  int shown = 0;  ///< descendants that show when this item is open
};

std::vector<Item> nested(const std::vector<layout::OutlineEntry>& entries) {
  std::vector<Item> items(1);
  std::vector<std::size_t> open{0};
  for (const auto& entry : entries) {
    const std::size_t i = items.size();
    items.push_back({entry.level});
    while (open.size() > 1 && items[open.back()].level >= entry.level) open.pop_back();
    Item& parent = items[open.back()];
    items[i].parent = open.back();
    items[i].previous = parent.last;
    if (parent.last) items[parent.last].next = i;
    if (!parent.first) parent.first = i;
    parent.last = i;
    open.push_back(i);
  }
  return items;
}

bool is_open(const std::vector<Item>& items, std::size_t i) { return i == 0 || items[i].parent == 0; }

void count(std::vector<Item>& items) {
  for (std::size_t i = items.size(); i-- > 1;)
    items[items[i].parent].shown += 1 + (is_open(items, i) ? items[i].shown : 0);
}

std::string links_of(const std::vector<Item>& items, std::size_t i, int root) {
  std::string out;
  const Item& item = items[i];
  const auto link = [&](const char* key, std::size_t to) {
    if (to == 0 && key != std::string_view("/Parent ")) return;
    out += key;
    put_reference(out, root + static_cast<int>(to));
  };
  if (i > 0) link("/Parent ", item.parent), link("/Prev ", item.previous), link("/Next ", item.next);
  link("/First ", item.first), link("/Last ", item.last);
  if (item.shown > 0) {
    out += "/Count ";
    put_int(out, is_open(items, i) ? item.shown : -item.shown);
  }
  return out;
}

}  // namespace

int write_outline(ObjectFile& file, const layout::Pages& pages, int first_page) {
  if (pages.outline.empty()) return 0;
  auto items = nested(pages.outline);
  count(items);
  const int root = file.reserve(static_cast<int>(items.size()));
  file.set(root, "/Type/Outlines" + links_of(items, 0, root));
  for (std::size_t i = 1; i < items.size(); ++i) {
    const auto& entry = pages.outline[i - 1];
    std::string body = "/Title";
    put_text(body, entry.title);
    body += links_of(items, i, root) + (entry.elsewhere ? "/A" : "/Dest");
    if (entry.elsewhere)
      put_remote_action(body, *entry.elsewhere);
    else
      put_destination(body, pages, first_page, entry.at);
    if (!entry.piece.empty()) {
      body += std::string("/") + kPieceKey;
      put_text(body, entry.piece);
    }
    file.set(root + static_cast<int>(i), std::move(body));
  }
  return root;
}

}  // namespace taqrir::pdf
