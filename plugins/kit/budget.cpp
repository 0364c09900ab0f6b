#include "kit/budget.hpp"

#include <cmath>
#include <limits>

namespace taqrir::kit {

namespace {

Field at_least_zero(Field field) {
  field.minimum = 0;
  return field;
}

Field amount_field(std::string name) {
  auto out = at_least_zero(number_field(std::move(name)));
  out.form = "money";
  return out;
}

BudgetLine line_of(const Record& record) {
  return {
      record.text("group"),      record.text("code"),         record.text("label"),    record.text("unit"),
      record.number("quantity"), record.number("unit_price"), record.number("actual"), record.span(),
      record.span_of("label")};
}

}  // namespace

double to_cents(double amount) {
  const double hundredths = amount * 100;
  // A half that arithmetic left just below itself is a half: 3 × 0.335 is 1.005.
  return std::round(hundredths + hundredths * 4 * std::numeric_limits<double>::epsilon()) / 100;
}

std::optional<double> BudgetLine::amount() const {
  if (!quantity || !unit_price) return std::nullopt;
  return to_cents(*quantity * *unit_price);
}

std::optional<double> BudgetLine::variance() const {
  const auto planned = amount();
  if (!planned || !actual) return std::nullopt;
  return to_cents(*actual - *planned);
}

Field budget_fields(std::string name) {
  return list_field(
      std::move(name),
      table_field("line", {labelled(text_field("group"), "Rubrique", "Heading"),
                           labelled(text_field("code"), "Code", "Code"),
                           labelled(text_field("label", true), "Désignation", "Item"),
                           labelled(text_field("unit"), "Unité", "Unit", "jour, forfait, personne …",
                                    "day, lump sum, person …"),
                           labelled(at_least_zero(number_field("quantity")), "Quantité", "Quantity"),
                           labelled(amount_field("unit_price"), "Prix unitaire", "Unit price"),
                           labelled(amount_field("actual"), "Dépensé", "Spent",
                                    "Ce qui a été dépensé jusqu’ici.", "What was spent so far.")}));
}

std::vector<BudgetLine> budget_of(const Record& fields, std::string_view key) {
  std::vector<BudgetLine> lines;
  for (const auto& record : fields.tables(key)) lines.push_back(line_of(record));
  return lines;
}

BudgetTotals totals(const std::vector<BudgetLine>& lines) {
  BudgetTotals out;
  for (const auto& line : lines) {
    ++out.lines;
    const auto amount = line.amount();
    if (amount) out.amount += *amount, ++out.with_amount;
    if (line.actual) out.actual += *line.actual, ++out.with_actual;
    if (amount && line.actual)
      out.compared_amount += *amount, out.compared_actual += *line.actual, ++out.with_both;
  }
  out.amount = to_cents(out.amount), out.actual = to_cents(out.actual);
  return out;
}

std::optional<double> BudgetTotals::variance() const {
  if (with_both == 0) return std::nullopt;
  return to_cents(compared_actual - compared_amount);
}

std::optional<double> BudgetTotals::share() const {
  if (with_both == 0 || compared_amount <= 0) return std::nullopt;
  return compared_actual / compared_amount;
}

}  // namespace taqrir::kit
