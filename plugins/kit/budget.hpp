// A budget of lines: unit, quantity, unit price; what was spent of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/schema.hpp"
#include "model/value.hpp"

namespace taqrir::kit {

struct BudgetLine {
  std::string group, code, label, unit;
  std::optional<double> quantity, unit_price;
  std::optional<double> actual;  ///< spent so far
  Span span, label_span;

  /// quantity × unit price, to the hundredth; absent where one of them is missing.
  std::optional<double> amount() const;
  /// actual − amount; absent where one is missing.
  std::optional<double> variance() const;
};

/// Sums of what is given, and of how many lines.
struct BudgetTotals {
  double amount = 0, actual = 0;
  int lines = 0, with_amount = 0, with_actual = 0;
  double compared_amount = 0, compared_actual = 0;  ///< of the lines that have both
  int with_both = 0;

  /// Spent less planned, and spent of planned, where both are known: other lines say nothing of either.
  std::optional<double> variance() const;
  std::optional<double> share() const;  ///< 1: all of it
};

/// `lines = [{ group, code, label, unit, quantity, unit_price, actual }]` under any name.
Field budget_fields(std::string name);
std::vector<BudgetLine> budget_of(const Record& fields, std::string_view key);
BudgetTotals totals(const std::vector<BudgetLine>& lines);

/// Rounded half away from zero to hundredths, as amounts are paid.
double to_cents(double amount);

}  // namespace taqrir::kit
