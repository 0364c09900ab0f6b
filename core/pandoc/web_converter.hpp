// A Document as HTML's own structure: figures, definition lists, tables with scopes, notes that lead back. In
// one HTML page what stands around the text (letterhead, cover, contents list, foot) goes into the metadata,
// for the template to put in its place. Blocks in web_converter.cpp, tables in web_tables.cpp, the page's
// frame in web_frame.cpp.
//
// Raw nodes are made of constants and numbers only: no text of a mission reaches one.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pandoc/converter.hpp"
#include "pandoc/dialect_web.hpp"

namespace taqrir::pandoc {

class WebConverter : public Converter {
 public:
  WebConverter(const Document& document, const Locale& locale, const WebDialect& dialect, Pictures& pictures,
               const DrawChart& draw, Diagnostics& warnings);

  Json convert(const std::vector<int>& api) override;

 protected:
  Json set(const Block& block, const Heading& node, const Place& place) override;
  Json set(const Block& block, const DataTable& node, const Place& place) override;
  Json set(const Block& block, const Figure& node, const Place& place) override;
  Json set(const Block& block, const Chart& node, const Place& place) override;
  Json set(const Block& block, const BlankLines& node, const Place& place) override;
  Json set(const Block& block, const Quote& node, const Place& place) override;
  Json set(const Block& block, const Callout& node, const Place& place) override;
  Json set(const Block& block, const KeyFacts& node, const Place& place) override;
  Json set(const Block& block, const CodeBlock& node, const Place& place) override;
  Json set(const Block& block, const Contents& node, const Place& place) override;
  Json set(const Block& block, const Signatures& node, const Place& place) override;
  Json set(const Block& block, const Cover& node, const Place& place) override;
  Json set(const Block& block, const Part& node, const Place& place) override;
  Json inlines(const Inlines& all, const Place& place) override;
  Json footnote(const Footnote& node, const Place& place) override;
  std::optional<Json> page_reference(const PageReference& node) override;

 private:
  std::string word(const char* key, const Place& place) const;
  /// A heading's level in HTML, which never skips one.
  int level_of(int wanted);
  Json heading(int wanted, std::string id, std::string style, Json title);
  Json figure(const char* opening, Json picture, Json caption);
  Json facts_list(const std::vector<KeyFact>& facts, const Place& place);

  // Tables.
  Json table(const DataTable& table, Json caption, const Place& place);
  void rows(Json& to, const DataTable& table, const std::vector<TableRow>& rows, bool header,
            const Place& place);
  void cell(Json& to, const DataTable& table, const TableCell& cell, std::size_t column, bool header,
            const Place& place);
  Json numbers(const Chart& chart, const Place& place);

  // The frame.
  Json below_title(const Cover& cover, const Place& place);
  Json page_letterhead();
  Json page_cover();
  Json page_contents();
  Json page_foot();
  Json notes();

  struct Target {
    std::string number, title;
  };
  const WebDialect& web_;
  std::map<std::string, Target> targets_;  ///< headings and parts, by id
  std::vector<Json> notes_;                ///< blocks of each
  int level_ = 0;                          ///< of the last heading
  int open_cells_ = 0;                     ///< of tables, within each other
  int tables_ = 0;
};

}  // namespace taqrir::pandoc
