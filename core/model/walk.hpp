// What stands directly inside a node, in reading order: the one place that knows every node's parts.
// Passes that change or read the whole tree (numbering, checks) are written over it.
#pragma once

#include <type_traits>
#include <variant>

#include "model/document.hpp"

namespace taqrir {

namespace walk_detail {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

template <class Facts, class OnInlines>
void facts(Facts& all, OnInlines& on_inlines) {
  for (auto& fact : all) {
    on_inlines(fact.label);
    on_inlines(fact.value);
  }
}

template <class Rows, class OnBlocks>
void cells(Rows& rows, OnBlocks& on_blocks) {
  for (auto& row : rows)
    for (auto& cell : row) on_blocks(cell.content);
}

}  // namespace walk_detail

/// Calls `on_inlines(Inlines&)` and `on_blocks(Blocks&)` for each list that stands directly in the
/// block; const when the block is const.
template <class AnyBlock, class OnInlines, class OnBlocks>
void for_each_child(AnyBlock& block, OnInlines on_inlines, OnBlocks on_blocks) {
  static_assert(std::is_same_v<std::remove_const_t<AnyBlock>, Block>);
  std::visit(
      [&](auto& node) {
        using Node = std::remove_const_t<std::remove_reference_t<decltype(node)>>;
        if constexpr (std::is_same_v<Node, Paragraph> || std::is_same_v<Node, Heading>) {
          on_inlines(node.content);
        } else if constexpr (std::is_same_v<Node, List>) {
          for (auto& item : node.items) on_blocks(item.content);
        } else if constexpr (std::is_same_v<Node, DataTable>) {
          on_inlines(node.caption);
          walk_detail::cells(node.header, on_blocks);
          walk_detail::cells(node.rows, on_blocks);
        } else if constexpr (std::is_same_v<Node, Figure> || std::is_same_v<Node, Chart>) {
          on_inlines(node.caption);
        } else if constexpr (std::is_same_v<Node, PictureGrid>) {
          for (auto& picture : node.pictures) on_inlines(picture.caption);
          on_inlines(node.caption);
        } else if constexpr (std::is_same_v<Node, Quote>) {
          on_blocks(node.content);
          on_inlines(node.attribution);
        } else if constexpr (std::is_same_v<Node, Callout> || std::is_same_v<Node, Part>) {
          on_inlines(node.title);
          on_blocks(node.content);
        } else if constexpr (std::is_same_v<Node, KeyFacts>) {
          on_inlines(node.title);
          walk_detail::facts(node.facts, on_inlines);
        } else if constexpr (std::is_same_v<Node, Contents> || std::is_same_v<Node, ForeignPages>) {
          on_inlines(node.title);
        } else if constexpr (std::is_same_v<Node, Signatures>) {
          on_inlines(node.place_and_date);
          for (auto& signatory : node.signatories) {
            on_inlines(signatory.role);
            on_inlines(signatory.name);
          }
        } else if constexpr (std::is_same_v<Node, Cover>) {
          on_inlines(node.kicker);
          on_inlines(node.title);
          on_inlines(node.subtitle);
          walk_detail::facts(node.facts, on_inlines);
          on_inlines(node.status);
          on_inlines(node.notice);
        } else if constexpr (std::is_same_v<Node, Division>) {
          on_blocks(node.content);
        } else {
          static_assert(std::is_same_v<Node, CodeBlock> || std::is_same_v<Node, Rule> ||
                            std::is_same_v<Node, PageBreak> || std::is_same_v<Node, BlankLines>,
                        "a new block: say here what stands in it");
        }
      },
      block.content);
}

/// The same for one inline.
template <class AnyInline, class OnInlines, class OnBlocks>
void for_each_inner(AnyInline& in, OnInlines on_inlines, OnBlocks on_blocks) {
  static_assert(std::is_same_v<std::remove_const_t<AnyInline>, Inline>);
  std::visit(
      [&](auto& node) {
        if constexpr (std::is_same_v<std::remove_const_t<std::remove_reference_t<decltype(node)>>, Footnote>)
          on_blocks(node.content);
        else if constexpr (requires { node.content; })
          on_inlines(node.content);
      },
      in.content);
}

}  // namespace taqrir
