// Pandoc's document tree as JSON, node by node (pandoc-types 1.21 to 1.23, Pandoc 2.11 and later).
// Nothing here knows our Document.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace taqrir::pandoc::ast {

using Json = nlohmann::json;  // inlines and blocks are arrays of nodes

struct Attributes {
  std::string id;
  std::vector<std::string> classes;
  std::vector<std::pair<std::string, std::string>> pairs;

  bool empty() const { return id.empty() && classes.empty() && pairs.empty(); }
};
std::string points(double length);    ///< "100.3pt"
Attributes styled(std::string name);  ///< custom-style: a style of the reference document

Json one(Json node);  ///< a list of one
void append_all(Json& to, const Json& more);
Json node(const char* type);
Json node(const char* type, Json content);

// Inlines.
/// Words as Str, spaces as Space, line ends as SoftBreak.
void append_words(Json& inlines, std::string_view text);
Json words(std::string_view text);
Json wrapped(const char* type, Json inlines);  ///< Emph, Strong, Strikeout, Superscript, Subscript
Json span(const Attributes& attributes, Json inlines);
Json link(const std::string& target, Json inlines, const Attributes& attributes = {});
Json image(const Attributes& attributes, Json alt, const std::string& file);
Json code(const std::string& text);
Json note(Json blocks);
Json raw_inline(const std::string& format, std::string text);  ///< other formats leave it out

// Blocks.
Json para(Json inlines);
Json plain(Json inlines);
Json div(const Attributes& attributes, Json blocks);
/// Takes the contents of divs and spans without attributes out of them, everywhere below.
void drop_hollow_wrappers(Json& tree);
Json header(int level, const Attributes& attributes, Json inlines);
Json code_block(const Attributes& attributes, const std::string& text);
Json list(bool ordered, int start, Json items);
Json raw_block(const std::string& format, std::string text);
/// Since pandoc-types 1.23; `caption` are inlines.
Json figure(Json picture, Json caption);

enum class Align { start, center, end, left };  ///< left: a mirrored end
Json cell(Align align, int row_span, int column_span, Json blocks);
Json row(Json cells);
struct TableParts {
  Json caption = Json::array();                                           ///< blocks
  std::vector<std::pair<Align, double>> columns;                          ///< width as a share; 0: by content
  Json head = Json::array(), body = Json::array(), foot = Json::array();  ///< rows
};
/// Where no column has a width and the longest cells do not stand side by side on a line: shares of the width
/// by the cells' lengths, so that text is broken within its column.
void share_columns(TableParts& parts);
/// Every cell on its own and on one line: what a cell spans is left empty, its paragraphs and items stand one
/// after the other. Whether anything was lost by that.
bool flatten_cells(TableParts& parts);
/// The last column first.
void reverse_columns(TableParts& parts);
/// Start is what end was: for formats in which they are left and right.
void swap_sides(TableParts& parts);
Json table(TableParts parts);

// Metadata.
Json meta_inlines(Json inlines);
Json meta_text(const std::string& text);
Json meta_list(Json entries);

}  // namespace taqrir::pandoc::ast
