// Budgets as tables.
#pragma once

#include "kit/budget.hpp"
#include "kit/writer.hpp"

namespace taqrir::kit {

struct BudgetManner {
  std::string currency = "MAD";  ///< ISO 4217
  std::optional<double> tax;     ///< rate, 0.2 for 20 %; absent: no tax is spoken of
};

/// Tax and the whole with it, to the hundredth.
double tax_on(double amount, double rate);

/// Item, unit, quantity, unit price, amount; subtotals by heading where there are several; total, and with a
/// tax its amount and the whole.
Block budget_table(Writer& writer, const std::vector<BudgetLine>& lines, const BudgetManner& manner);
/// Item, planned, spent, variance, share spent; toned where more was spent than planned.
Block budget_against_actual(Writer& writer, const std::vector<BudgetLine>& lines, const BudgetManner& manner);

}  // namespace taqrir::kit
