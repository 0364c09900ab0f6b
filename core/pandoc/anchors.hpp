// What references in a Word file lead to: bookmarks for ids, and the entries of the contents list.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/document.hpp"

namespace taqrir::pandoc {

/// Names that Word takes for bookmarks — a letter first, then letters, digits and `_`, at most 40
/// characters — one for each id of the document. Pandoc keeps such names as they are.
class Bookmarks {
 public:
  explicit Bookmarks(const Document& document);
  /// Empty when the document has no such id.
  std::string of(const std::string& id) const;
  /// Of a heading, table, figure or chart: "2.1"; empty when it has none.
  std::string number_of(const std::string& id) const;
  /// Whether the number is a caption's.
  bool has_caption(const std::string& id) const { return captions_.count(id) != 0; }

 private:
  void add(const Blocks& blocks);
  std::map<std::string, std::string> by_id_;
  std::map<std::string, std::string> by_name_;
  std::map<std::string, std::string> numbers_;
  std::set<std::string> captions_;
};

struct OutlineEntry {
  int level = 1;     ///< 1 is the outermost; a Part stands one level above its headings
  std::string text;  ///< number and title
  std::string id;
  std::string number = {}, title = {};
};

std::vector<OutlineEntry> outline_of(const Document& document);

}  // namespace taqrir::pandoc
