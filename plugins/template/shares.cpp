#include "shares.hpp"

#include <charconv>

#include "amounts.hpp"
#include "kit/budget.hpp"
#include "kit/budget_view.hpp"

namespace taqrir::declared {

namespace {

std::optional<double> number_in(const std::string& text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = failure == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

/// Of "lines.amount" the two parts, wherever the rows end: at each point in turn.
template <class Do>
void at_each_point(const std::string& path, Do&& what) {
  for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1))
    what(path.substr(0, dot), path.substr(dot + 1));
}

/// A number, or the sum of a column; none where one of them is missing.
std::optional<double> amount_of(const std::string& path, const Scope& scope, Environment& environment) {
  if (const auto* datum = scope.find(path)) return datum->number();
  Tally all;
  at_each_point(path, [&](const std::string& rows, const std::string& column) {
    const auto* datum = scope.find(rows);
    if (!datum || !datum->shape->holds_rows()) return;
    for (const auto& row : environment.rows(*datum).elements) {
      const auto* cell = row.member(column);
      all.add(cell ? cell->number() : std::nullopt);
    }
  });
  return all.missing > 0 || all.n == 0 ? std::nullopt : std::optional(kit::to_cents(all.sum));
}

const Shape& shape_of_amount(const std::string& path, const Scope& scope) {
  if (const auto* datum = scope.find(path)) return *datum->shape;
  const Shape* out = &plain_shape(ShapeKind::number);
  at_each_point(path, [&](const std::string& rows, const std::string& column) {
    const auto* datum = scope.find(rows);
    const auto* row = datum ? datum->shape->row() : nullptr;
    if (const auto* member = row ? row->member(column) : nullptr) out = member;
  });
  return *out;
}

/// With the tax on it, where the filter names one.
std::optional<double> whole_amount(const FilterCall& call, const Scope& scope, Environment& environment) {
  const auto amount = amount_of(call.arguments.front(), scope, environment);
  if (!amount || call.arguments.size() == 1) return amount;
  const auto& rate = call.arguments.back();
  const auto given = number_in(rate) ? number_in(rate) : amount_of(rate, scope, environment);
  if (!given) return std::nullopt;
  return kit::to_cents(*amount + kit::tax_on(*amount, *given / 100));
}

/// The item's place among its rows, where the path is of the item; else none.
std::optional<std::size_t> place_of_item(const Datum& in, const std::string& member, const Scope& scope) {
  const auto* rows = scope.rows();
  for (std::size_t i = 0; rows && i < rows->size(); ++i)
    if ((*rows)[i].member(member) == &in) return i;
  return std::nullopt;
}

Diagnostic no_amount(const std::string& path, const Shape& shape, const Span& span) {
  return hinted(
      error(place_of(path, span), "“{}” is no number: it is of the kind {}", {path, name_of(shape.kind)}),
      shape.holds_rows() ? "name a column of it: {}.amount" : "name a number, or a column of rows: {}",
      {shape.holds_rows() ? path : "lines.amount"});
}

Result<const Shape*> number_shape(const std::string& path, const Names& names, const Span& span) {
  Result<const Shape*> column = nullptr;
  at_each_point(path, [&](const std::string& rows, const std::string& member) {
    const auto found = names.find(rows, span);
    if (!found || !(*found)->holds_rows() || !(*found)->row()) return;
    const auto* shape = (*found)->row()->member(member);
    if (shape && shape->is_number())
      column = shape;
    else
      column = shape
                   ? Result<const Shape*>(fail(no_amount(path, *shape, span)))
                   : fail(hinted(error(place_of(path, span), "the rows of “{}” have no “{}”", {rows, member}),
                                 "write a name of its columns or fields"));
  });
  if (!column || *column) return column;
  const auto shape = names.find(path, span);
  return shape && !(*shape)->is_number() ? fail(no_amount(path, **shape, span)) : shape;
}

}  // namespace

std::vector<std::optional<double>> shared_out(double amount,
                                              const std::vector<std::optional<double>>& shares) {
  std::vector<std::optional<double>> out(shares.size());
  double per_cent = 0, given = 0;
  std::optional<double>* last = nullptr;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!shares[i]) continue;
    out[i] = kit::to_cents(amount * *shares[i] / 100);
    per_cent += *shares[i], given += *out[i], last = &out[i];
  }
  if (last) *last = kit::to_cents(kit::to_cents(amount * per_cent / 100) - (given - **last));
  return out;
}

Result<const Shape*> gives_share(const FilterCall& call, const Names& names, const Span& span) {
  if (call.arguments.size() > 1 && !number_in(call.arguments.back()))
    if (const auto rate = number_shape(call.arguments.back(), names, span); !rate) return rate;
  return number_shape(call.arguments.front(), names, span);
}

Datum share_of(const Datum& in, const std::string& path, const FilterCall& call, const Scope& scope,
               Environment& environment) {
  const auto amount = whole_amount(call, scope, environment);
  const auto& shape = shape_of_amount(call.arguments.front(), scope);
  const auto missing = Datum{&shape, {}, {}, {}, in.span};
  if (!amount || !in.number()) return missing;
  const auto member = path.starts_with("item.") ? path.substr(5) : path;
  const auto place = place_of_item(in, member, scope);
  if (!place) return {&shape, kit::to_cents(*amount * *in.number() / 100), {}, {}, in.span};
  std::vector<std::optional<double>> shares;
  for (const auto& row : *scope.rows()) {
    const auto* cell = row.member(member);
    shares.push_back(cell ? cell->number() : std::nullopt);
  }
  return {&shape, *shared_out(*amount, shares)[*place], {}, {}, in.span};
}

}  // namespace taqrir::declared
