// Contents of a page read only as far as assembling needs: operators, not what they draw.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace taqrir::assemble {

struct Content {
  int open = 0;     ///< graphics states left open (q without Q)
  int lacking = 0;  ///< closed without having been opened
  bool shows_text = false;
  bool inline_picture = false;
  bool paints = false;         ///< lines, areas, shadings
  bool marked = false;         ///< holds marks of a structure: content with an MCID, or an artifact
  int marks_open = 0;          ///< marked content left open (BMC or BDC without EMC)
  int marks_lacking = 0;       ///< closed without having been opened
  bool unfinished = false;     ///< ends within a string, an array, a dictionary or an inline picture
  std::size_t complete = 0;    ///< up to here it is made of whole operations
};

/// Is told of each operation: its operator, and the text of its operands as it stands. An inline picture is
/// one operation, “ID”.
class Operations {
 public:
  virtual void operation(std::string_view name, std::string_view operands) = 0;

 protected:
  ~Operations() = default;
};

/// Strings, comments and inline pictures are passed over (ISO 32000-1, 7.8.2 and 8.9.7).
Content scan(std::string_view contents, Operations* told = nullptr);

/// Without marks of a structure, and with each of the other marks closed once: may stand within marked content.
std::string without_structure_marks(std::string_view contents);

}  // namespace taqrir::assemble
