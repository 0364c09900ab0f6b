// Short words for building documents in code.
#pragma once

#include <string>
#include <vector>

#include "model/document.hpp"

namespace taqrir {

Inlines plain(std::string text);
Inlines strong(std::string text);
Inlines emphasis(std::string text);
Inlines in_language(std::string language, std::string text);
Inlines joined(std::vector<Inlines> parts);

Block heading(int level, Inlines content, std::string id = {});
Block paragraph(Inlines content);
Block paragraph(std::string text);
Block lead(Inlines content);
Block small(Inlines content);
Block bullet_list(std::vector<Inlines> items);
Block page_break();
Block contents(int depth, std::string title);
Block key_facts(Inlines title, std::vector<KeyFact> facts);
Block callout(Callout::Kind kind, Inlines title, Blocks content);
Block block(Block::Content content, std::string id = {}, std::string language = {});

TableCell cell(Inlines content);
TableCell cell(std::string text);
TableCell toned(TableCell cell, Tone tone);

/// Rows are added as they are met; `number` cells are set in decimal alignment by their column.
class TableBuilder {
 public:
  explicit TableBuilder(std::vector<TableColumn> columns);
  TableBuilder& header(std::vector<std::string> titles);
  TableBuilder& row(std::vector<TableCell> cells);
  TableBuilder& total(std::vector<TableCell> cells);
  TableBuilder& caption(Inlines caption);
  Block build(std::string id = {}) const;

 private:
  DataTable table_;
};

void append(Blocks& to, Blocks more);

}  // namespace taqrir
