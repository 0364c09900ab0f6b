// Laid out documents one after the other in one: fonts and pictures that they share stand once.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "layout/pages.hpp"

namespace taqrir::layout {

/// Each document keeps its own page labels and stands under a Part of the structure and an entry of the
/// outline with its title. Ids and anchors are told apart by its number.
class Joiner {
 public:
  /// `first`: number of the first document, where several joiners make one file.
  explicit Joiner(std::size_t first = 1) : next_(first) {}

  /// No foreign pages may stand in it.
  void add(Pages document, const std::string& title);
  /// What was added; nothing when that was nothing.
  Pages take() { return std::move(all_); }

 private:
  using Codes = std::unordered_map<std::string, std::uint16_t>;  // by glyph and text
  std::vector<FontId> join_fonts(Pages& document, std::vector<std::vector<std::uint16_t>>& codes);
  std::vector<ImageId> join_images(Pages& document);
  void join_nodes(Pages& document);
  void join_page(Page page, const std::vector<FontId>& fonts,
                 const std::vector<std::vector<std::uint16_t>>& codes, const std::vector<ImageId>& images);
  NodeId moved(NodeId node) const { return node < 0 ? node : node + first_node_; }

  Pages all_;
  std::size_t next_;
  NodeId first_node_ = 0;                                // of the document at hand
  std::string prefix_;                                   // likewise, of ids and anchors
  std::map<std::pair<std::string, int>, FontId> fonts_;  // by file and face
  std::vector<Codes> codes_;
  std::map<const void*, ImageId> images_;  // by their bytes
};

}  // namespace taqrir::layout
