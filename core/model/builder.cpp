#include "model/builder.hpp"

#include <iterator>
#include <utility>

namespace taqrir {

namespace {

Inlines one(Inline::Content content) {
  Inlines out;
  out.push_back({std::move(content), {}});
  return out;
}

Blocks one_paragraph(Inlines content) {
  Blocks out;
  if (!content.empty()) out.push_back(paragraph(std::move(content)));
  return out;
}

Block paragraph_as(Paragraph::Role role, Inlines content) {
  return block(Paragraph{std::move(content), role, {}});
}

}  // namespace

Inlines plain(std::string text) { return text.empty() ? Inlines{} : one(Text{std::move(text)}); }
Inlines strong(std::string text) { return one(Strong{plain(std::move(text))}); }
Inlines emphasis(std::string text) { return one(Emphasis{plain(std::move(text))}); }

Inlines in_language(std::string language, std::string text) {
  return one(LanguageSpan{std::move(language), plain(std::move(text))});
}

Inlines joined(std::vector<Inlines> parts) {
  Inlines out;
  for (auto& part : parts)
    out.insert(out.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
  return out;
}

Block block(Block::Content content, std::string id, std::string language) {
  return {std::move(content), std::move(id), std::move(language), {}};
}

Block heading(int level, Inlines content, std::string id) {
  return block(Heading{level, std::move(content)}, std::move(id));
}

Block paragraph(Inlines content) { return paragraph_as(Paragraph::Role::body, std::move(content)); }
Block paragraph(std::string text) { return paragraph(plain(std::move(text))); }
Block lead(Inlines content) { return paragraph_as(Paragraph::Role::lead, std::move(content)); }
Block small(Inlines content) { return paragraph_as(Paragraph::Role::small, std::move(content)); }

Block bullet_list(std::vector<Inlines> items) {
  List list;
  for (auto& item : items) list.items.push_back({one_paragraph(std::move(item)), {}});
  return block(std::move(list));
}

Block page_break() { return block(PageBreak{}); }
Block contents(int depth, std::string title) { return block(Contents{depth, plain(std::move(title))}); }

Block key_facts(Inlines title, std::vector<KeyFact> facts) {
  return block(KeyFacts{std::move(title), std::move(facts)});
}

Block callout(Callout::Kind kind, Inlines title, Blocks content) {
  return block(Callout{kind, std::move(title), std::move(content)});
}

TableCell cell(Inlines content) { return {one_paragraph(std::move(content))}; }
TableCell cell(std::string text) { return cell(plain(std::move(text))); }

TableCell toned(TableCell cell, Tone tone) {
  cell.tone = tone;
  return cell;
}

TableBuilder::TableBuilder(std::vector<TableColumn> columns) { table_.columns = std::move(columns); }

TableBuilder& TableBuilder::header(std::vector<std::string> titles) {
  TableRow row;
  for (auto& title : titles) row.push_back(cell(std::move(title)));
  table_.header.push_back(std::move(row));
  return *this;
}

TableBuilder& TableBuilder::row(std::vector<TableCell> cells) {
  table_.rows.insert(table_.rows.end() - static_cast<std::ptrdiff_t>(table_.total_rows), std::move(cells));
  return *this;
}

TableBuilder& TableBuilder::total(std::vector<TableCell> cells) {
  table_.rows.push_back(std::move(cells));
  ++table_.total_rows;
  return *this;
}

TableBuilder& TableBuilder::caption(Inlines caption) {
  table_.caption = std::move(caption);
  return *this;
}

Block TableBuilder::build(std::string id) const { return block(table_, std::move(id)); }

void append(Blocks& to, Blocks more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace taqrir
