// What a twin remembers of how it was made: of each item which source file it came from, and how it read.
// Kept in the file's own properties, where no page shows it and Word and LibreOffice leave it alone.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pandoc/items.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::pandoc {

struct SourceMark {
  std::string path;    ///< in the mission
  std::string sha256;  ///< of its text when the twin was made
  std::string field;   ///< the key of the report's table that names it
};

struct Marks {
  std::string report, activity;  ///< activity empty: the mission's own report
  std::vector<SourceMark> sources;
  std::vector<Item> items;  ///< without nodes; `text` is Item::rich for items of a source

  const SourceMark* source(const std::string& path) const;
};

/// What a picture is known by, by its address in the tree; may be empty.
using PrintOf = std::function<std::string(const std::string& address)>;

/// Of a marked tree; hashes and fields are left open.
Marks marks_of(const ast::Json& marked_tree, const PrintOf& print = {});
/// `texts`: those that the converter met.
Marks marks_of(const ast::Json& marked_tree, const std::map<std::string, SourceRef>& texts,
               const Origin& origin, const PrintOf& print = {});
/// What a twin of the (numbered) document would remember now.
Marks marks_of(const Document& document, const Locale& locale, const Origin& origin);

/// As text in properties of at most 250 characters, which is what Word takes: Taqrir-001, Taqrir-002 …
std::vector<std::string> packed(const Marks& marks);
/// nullopt: it is no such text.
std::optional<Marks> unpacked(const std::string& text);

/// Of the i-th part, from 0.
std::string property_name(std::size_t part);

}  // namespace taqrir::pandoc
