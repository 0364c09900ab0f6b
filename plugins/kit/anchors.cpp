#include "kit/anchors.hpp"

#include <set>

#include "model/walk.hpp"

namespace taqrir::kit {

namespace {

bool is_piece(const std::string& id) { return id.rfind("piece:", 0) == 0; }

/// Calls `on_block` and `on_inline` for every node of a tree.
template <class OnBlock, class OnInline>
struct Walk {
  OnBlock on_block;
  OnInline on_inline;

  void operator()(Blocks& blocks) {
    for (auto& block : blocks) {
      on_block(block);
      for_each_child(block, [this](Inlines& inner) { (*this)(inner); }, [this](Blocks& inner) { (*this)(inner); });
    }
  }
  void operator()(Inlines& inlines) {
    for (auto& in : inlines) {
      on_inline(in);
      for_each_inner(in, [this](Inlines& inner) { (*this)(inner); }, [this](Blocks& inner) { (*this)(inner); });
    }
  }
};
template <class OnBlock, class OnInline>
Walk(OnBlock, OnInline) -> Walk<OnBlock, OnInline>;

std::set<std::string> ids_of(Blocks& blocks) {
  std::set<std::string> ids;
  Walk walk{[&](Block& block) {
              if (!block.id.empty() && !is_piece(block.id)) ids.insert(block.id);
            },
            [](Inline&) {}};
  walk(blocks);
  return ids;
}

std::string* target_of(Inline& in) {
  if (auto* reference = std::get_if<CrossReference>(&in.content)) return &reference->target;
  if (auto* reference = std::get_if<PageReference>(&in.content)) return &reference->target;
  return nullptr;
}

}  // namespace

void prefix_anchors(Blocks& blocks, const std::string& prefix) {
  const auto ids = ids_of(blocks);
  const auto rename = [&](std::string& id) {
    if (ids.contains(id)) id = prefix + id;
  };
  Walk walk{[&](Block& block) { rename(block.id); },
            [&](Inline& in) {
              if (auto* target = target_of(in)) rename(*target);
            }};
  walk(blocks);
}

}  // namespace taqrir::kit
