// The text of a DOCX: marks carried out, paragraphs in panels and cells given their styles, tables dressed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pandoc/office/cells.hpp"
#include "pandoc/office/docx_parts.hpp"
#include "pandoc/office/finishing.hpp"

namespace taqrir::pandoc::office {

/// Styles of styles.xml by the names that a person sees, whatever program wrote them.
class StyleNames {
 public:
  explicit StyleNames(Node styles);
  std::string id_of(const std::string& name) const;  ///< empty: there is no such style
  std::string name_of(const std::string& id) const;  ///< in lower case; empty likewise
  Node frame_of(const std::string& id) const;        ///< the style's frame; null: none
  Node borders_of(const std::string& id) const;      ///< its borders likewise
  /// A property of runs: of the style, of those that it is based on, or of all text; null: none has it.
  Node run_property_of(std::string id, const char* name) const;

 private:
  std::map<std::string, std::string> ids_, names_;
  std::map<std::string, Node> styles_;
  Node defaults_;
  std::map<std::string, Node> frames_, borders_;
};

/// Number of the list definition of tasks: “☐ to do”.
inline constexpr const char* kTaskList = "9000";

class DocxBody {
 public:
  /// `next_bookmark`: counts through all parts of a file.
  DocxBody(const Finishing& finishing, const StyleNames& styles, int& next_bookmark)
      : finishing_(finishing), styles_(styles), next_bookmark_(next_bookmark) {}

  /// Everything below `parent`: a body, a header, a footnote.
  void settle(Node parent);

 private:
  struct Open {
    std::string kind, style;
  };

  void take(const Mark& mark, Node at);
  void open(const Mark& mark, Node at);
  void close();
  void part_panels(Node at);

  void paragraph(Node paragraph);
  void restyle(Node paragraph);
  void indent_in_panel(Node paragraph);
  void take_alignment(Node paragraph);
  void blank_line(Node at);
  void turn_borders(Node paragraph);
  void take_bookmark(Node at);
  void set_style(Node paragraph, const std::string& name);
  bool is_plain(Node paragraph) const;
  void put_anchors(Node paragraph);
  void settle_inlines(Node parent);
  void take_inline(const Mark& mark, Node at);
  void settle_arabic(Node run, const std::string& paragraph_style) const;
  std::string tab_xml() const;
  void open_field(const Mark& mark, Node at);
  std::string instruction_of(const Mark& mark) const;

  void table(Node table);
  void dress(Node table, const Cells& cells);
  void dress_grid(Node table);
  void dress_row(Node row, std::size_t at, std::size_t rows, const Cells& cells);
  void dress_cell(Node cell, std::size_t row, std::size_t at, const Cells& cells);
  void dress_box(Node properties, bool header) const;
  void dress_column(Node properties, bool last_header) const;
  void separate(Node before);

  std::string bookmark_start(const std::string& name);

  const Finishing& finishing_;
  const StyleNames& styles_;
  int& next_bookmark_;
  std::vector<Open> open_;
  std::vector<std::string> ends_;     // XML that closes what inline marks opened
  std::vector<std::string> anchors_;  // wait for a paragraph
  std::string contents_;              // instruction that waits for a paragraph
  std::string cell_style_;            // of plain paragraphs in the cell at hand; empty: in no cell
  std::optional<Cells> table_;        // waits for a table
  std::string alignment_;             // waits for a paragraph: "s", "c", "e"
  bool break_ = false;                // likewise for a block
  bool keep_ = false;                 // the row at hand stays with the next
  Node last_paragraph_, panel_end_;
};

}  // namespace taqrir::pandoc::office
