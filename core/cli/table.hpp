// Columns of text for a terminal, aligned by display width.
#pragma once

#include <string>
#include <vector>

namespace taqrir::cli {

class TextTable {
 public:
  void row(std::vector<std::string> cells);
  /// Two spaces before each line and between columns; nothing after the last cell. `right` are the
  /// columns that hold figures.
  std::string text(const std::vector<std::size_t>& right = {}) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// Columns that a terminal gives the text.
std::size_t width_of(const std::string& text);

}  // namespace taqrir::cli
