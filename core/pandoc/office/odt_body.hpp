// The text of an ODT: marks carried out, paragraphs in panels and cells given their styles, tables dressed.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "pandoc/office/cells.hpp"
#include "pandoc/office/finishing.hpp"
#include "pandoc/office/odt_styles.hpp"

namespace taqrir::pandoc::office {

/// The bookmark in the last paragraph of the text.
constexpr const char* kLastPage = "Taqrir_last_page";

class OdtBody {
 public:
  OdtBody(const Finishing& finishing, OdtStyles& styles) : finishing_(finishing), styles_(styles) {}

  /// Everything below `parent`: the text, a header, a list's item, a cell.
  void settle(Node parent);

 private:
  struct Open {
    std::string kind, style, direction;
    Node start;  ///< contents: the element that holds them
  };

  void take(const Mark& mark, Node at);
  void open(const Mark& mark, Node at);
  void close(Node at);
  void part_panels(Node at);
  bool in_contents() const { return !open_.empty() && open_.back().kind == "contents"; }
  const Open* panel() const;
  std::string direction() const;

  void paragraph(Node paragraph);
  std::string style_for(Node paragraph) const;
  void restyle(Node paragraph);
  void align(const std::string& named, Attributes& properties) const;
  void frame(const Node& paragraph, Attributes& properties) const;
  bool runs_rtl() const;
  std::string panel_color() const;  ///< of the innermost
  void blank_line(Node at);
  void code_line(Node paragraph);
  void to_foot(Node paragraph);
  void put_anchors(Node paragraph);
  void settle_inlines(Node parent);
  void take_inline(const Mark& mark, Node at);
  void open_field(const Mark& mark, Node at);
  void put_tab(Node at);
  void describe(Node frame);
  void fit(Node frame) const;

  void table(Node table);
  void dress(Node table, const Cells& cells);
  void dress_row(Node row, std::size_t at, std::size_t rows, const Cells& cells);
  std::string cell_style_for(std::size_t row, std::size_t rows, char tone, const Cells& cells) const;
  Attributes cell_look(std::size_t row, std::size_t rows, char tone, const Cells& cells) const;
  Attributes box_look(std::size_t row, const Cells& cells) const;
  Attributes column_look(std::size_t row, bool first, bool last, const Cells& cells) const;
  std::string line_of(double width, const char* color) const;
  Attributes panel_look(std::size_t row, std::size_t rows, bool first, bool last) const;

  const Finishing& finishing_;
  OdtStyles& styles_;
  std::vector<Open> open_;
  std::vector<std::string> anchors_;  // wait for a paragraph
  std::vector<Node> holders_;         // elements of fields and numbers that are open
  std::vector<std::string> numbers_;  // names of bookmarks likewise; empty: a field
  std::string description_;           // waits for a picture
  std::string cell_style_;            // of plain paragraphs in the cell at hand; empty: in no cell
  char alignment_ = 's';              // of the cell at hand
  std::string tone_;                  // its style of runs; empty: none
  std::vector<std::size_t> merged_;   // rows that cells above still cover, by column
  std::optional<Cells> table_;        // waits for a table
  std::string own_alignment_;         // waits for a paragraph: "s", "c", "e"
  bool break_ = false;                // likewise for a block
  bool keep_ = false;                 // the row at hand stays with the next
  Node last_paragraph_, panel_end_;
};

}  // namespace taqrir::pandoc::office
