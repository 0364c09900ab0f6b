// What tables of rows have in common: which rows, in which order, and how the values of a column are worded
// and added up.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "amounts.hpp"
#include "component.hpp"

namespace taqrir::declared {

using Rows = std::vector<const Datum*>;

/// The rows of a section.
class TableRows {
 public:
  explicit TableRows(Composing& composing) : composing_(composing) {}

  /// Those that `where` takes, in the order of `sort`.
  Rows chosen();
  Scope scope_of(const Datum& row, std::size_t index, std::size_t count);
  /// By a column's value in words, in the order in which the groups first come.
  std::vector<std::pair<std::string, Rows>> groups(const Rows& rows, const std::string& key);

 private:
  void sort(Rows& rows);
  bool before(const Datum* a, const Datum* b, bool down);

  Composing& composing_;
};

/// The columns of a section.
class TableColumns {
 public:
  TableColumns(Composing& composing, TableRows& rows);

  std::size_t size() const { return columns_.size(); }
  const Record& operator[](std::size_t column) const { return columns_[column]; }
  const Expression& expression(std::size_t column) const { return expressions_[column]; }
  /// The column's own, else its field's label.
  std::string title(std::size_t column, const Shape& row);
  Alignment alignment(std::size_t column, const Shape& row) const;
  TableCell cell(std::size_t column, const Scope& scope);

  bool has_totals() const;
  /// Sum, mean or count, worded as the column's cells are; of how many, where some are missing.
  Inlines total(std::size_t column, const Rows& rows) {
    return total(column, rows, columns_[column].text("total"));
  }
  Inlines total(std::size_t column, const Rows& rows, const std::string& what);

 private:
  const Shape& shape_of(std::size_t column, const Shape& row) const;
  Tally tally(std::size_t column, const Rows& rows, const Shape*& shape);
  Datum formatted(std::size_t column, Datum value);

  Composing& composing_;
  TableRows& rows_;
  std::vector<Record> columns_;
  std::vector<Expression> expressions_;
};

/// What the section says instead of a table where there are no rows.
Blocks without_rows(Composing& composing);
/// The word before totals.
Inlines total_label(Composing& composing);

/// across = "year": a column for each of its values, a row for each value of the others.
void check_across(Checking& checking, const Names& names);
bool has_across(const Record& section);
Blocks cross_table(Composing& composing);

}  // namespace taqrir::declared
