// Our Document, node by node, as Pandoc's. Blocks in converter.cpp, tables and panels in panels.cpp,
// inlines in inlines.cpp.
#pragma once

#include <map>
#include <set>
#include <string>

#include "model/document.hpp"
#include "model/locale.hpp"
#include "model/theme.hpp"
#include "pandoc/anchors.hpp"
#include "pandoc/ast.hpp"
#include "pandoc/dialect.hpp"
#include "pandoc/pictures.hpp"

namespace taqrir::pandoc {

/// What is lost where a format has no languages.
constexpr const char* kNoLanguages = "{} cannot say in which language words are";

class Converter {
 public:
  Converter(const Document& document, const Locale& locale, const Dialect& dialect, Pictures& pictures,
            const DrawChart& draw, Diagnostics& warnings);
  virtual ~Converter() = default;

  virtual ast::Json convert(const std::vector<int>& api);

  /// To be called before convert: what comes from a text of the mission gets marks (items.hpp).
  void mark_texts(const Origin& origin) { origin_ = &origin; }
  /// To be called before convert: what the theme says of pages. Null: all is as usual.
  void use_theme(const Theme* theme) { theme_ = theme; }
  /// The texts that were met, by their paths in the mission.
  const std::map<std::string, SourceRef>& texts() const { return texts_; }

 protected:
  struct Place {
    std::string language;
    int shift = 0;          ///< how many Parts stand around: added to heading levels
    bool tight = false;     ///< paragraphs without space between: tight lists, cells
    bool in_item = false;   ///< in a list's item
    bool marked = false;    ///< a block around says which text it comes from
    bool verbatim = false;  ///< no French spacing
    bool in_cell = false;   ///< of a table, and in no list's item there
  };
  using Json = ast::Json;

  // The whole.
  virtual Json metadata() const;
  static Json title_lines(const Json& meta);
  const Cover* first_cover() const;
  virtual Json letterhead();
  Json letterhead_cell(const FurnitureCell& cell);

  // Blocks: each appends to `to`.
  Json blocks(const Blocks& all, const Place& place);
  virtual void block(Json& to, const Block& block, const Place& place);
  Json content(const Block& block, const Place& place);
  Json set(const Block& block, const Paragraph& node, const Place& place);
  virtual Json set(const Block& block, const Heading& node, const Place& place);
  Json set(const Block& block, const List& node, const Place& place);
  virtual Json set(const Block& block, const DataTable& node, const Place& place);
  virtual Json set(const Block& block, const Figure& node, const Place& place);
  virtual Json set(const Block& block, const Chart& node, const Place& place);
  virtual Json set(const Block& block, const Quote& node, const Place& place);
  virtual Json set(const Block& block, const Callout& node, const Place& place);
  virtual Json set(const Block& block, const KeyFacts& node, const Place& place);
  virtual Json set(const Block& block, const CodeBlock& node, const Place& place);
  virtual Json set(const Block& block, const Rule& node, const Place& place);
  virtual Json set(const Block& block, const PageBreak& node, const Place& place);
  virtual Json set(const Block& block, const Contents& node, const Place& place);
  virtual Json set(const Block& block, const Signatures& node, const Place& place);
  virtual Json set(const Block& block, const Cover& node, const Place& place);
  virtual Json set(const Block& block, const Part& node, const Place& place);
  Json set(const Block& block, const Division& node, const Place& place);
  Json set(const Block& block, const ForeignPages& node, const Place& place);
  Json set(const Block& block, const PictureGrid& node, const Place& place);
  virtual Json set(const Block& block, const BlankLines& node, const Place& place);
  Json task_table(const Chart& chart, const Place& place);

  Json table(ast::TableParts parts, const Span& span, const Place& place);
  Json styled_line(const char* style, const Inlines& inlines, const Place& place);
  Json facts_table(const std::vector<KeyFact>& facts, const Span& span, const Place& place);
  Json cover_body(const Cover& cover, const Span& span, const Place& place);
  /// Inlines; `id` is the block's.
  virtual Json caption(const Inlines& text, const std::string& number, const char* word,
                       const std::string& id, const Place& place);
  Json table_row(const TableRow& row, const std::vector<TableColumn>& columns, const char* style,
                 const Place& place);
  Json list_item(const ListItem& item, const Place& place);
  Json text_cell(const std::string& text, ast::Align align, const Place& place);
  Json chart_numbers(const Chart& chart, const Place& place);
  std::optional<Json> chart_picture(const Block& block, const Chart& chart, const Place& place);
  Json chart_as_table(const Block& block, const Chart& chart, const Place& place);

  /// Says once at each place what the format cannot hold. `pattern` has {} for the format, then for `args`.
  void lose(const Span& span, const char* pattern, std::vector<std::string> args, const char* hint = "");
  void lose_look(const Span& span, const Paragraph& node);
  void lose_furniture();
  void complain(Diagnostics problems, const Span& span);

  // Inlines.
  virtual Json inlines(const Inlines& all, const Place& place);  ///< in the paragraph's language
  Json line(const Inlines& all, const Place& place);             ///< a paragraph's, begun anew
  void append(Json& to, const Inlines& all, const Place& place);
  void append_text(Json& to, const std::string& text, const Place& place);
  Json words(const std::string& text, const std::string& language) const;  ///< of a line of its own
  void append_one(Json& to, const Inline& in, const Place& place);
  virtual Json footnote(const Footnote& node, const Place& place);
  /// What stands for the page on which the target is. nullopt: the format has nothing that could.
  virtual std::optional<Json> page_reference(const PageReference& node);
  virtual Json picture(const Image& image, const Span& span, std::string height = {});
  virtual Json reference(const std::string& id, Json inlines) const;

  // Marks (marking.cpp).
  std::optional<ast::Attributes> mark_of(const Block& block);
  std::string written_as(const Inline& in) const;  ///< in its text; empty for what is only words

  const Document& document_;
  const Locale& locale_;
  const Dialect& dialect_;
  Pictures& pictures_;
  const DrawChart& draw_;
  Diagnostics& warnings_;
  std::set<std::string> said_;
  std::string before_;  ///< the end of what stands in the paragraph so far
  const Theme* theme_ = nullptr;
  const Origin* origin_ = nullptr;
  std::map<std::string, SourceRef> texts_;
  Bookmarks bookmarks_;
};

}  // namespace taqrir::pandoc
