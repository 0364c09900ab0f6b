#include "table_parts.hpp"

#include <algorithm>

#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

const Datum* value_in(const Datum& row, const std::string& name) {
  return name == "item" ? &row : row.member(name.starts_with("item.") ? name.substr(5) : name);
}

/// “| default” without a text: nothing is wanted where the value is missing.
bool has_default(const Expression& expression) {
  return std::any_of(expression.filters.begin(), expression.filters.end(),
                     [](const FilterCall& call) { return call.name == "default"; });
}

}  // namespace

// ---------------------------------------------------------------- rows

Scope TableRows::scope_of(const Datum& row, std::size_t index, std::size_t count) {
  return scope_of_item(composing_.scope(), composing_.rows("rows"), row, index, count);
}

Rows TableRows::chosen() {
  const auto& all = composing_.rows("rows");
  const auto* where = composing_.section().find("where");
  const auto condition = where ? parse_condition(*where) : Result<Condition>(Condition{});
  Rows out;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!where || (condition && holds(*condition, scope_of(all[i], i, all.size()), composing_.environment())))
      out.push_back(&all[i]);
  sort(out);
  return out;
}

void TableRows::sort(Rows& rows) {
  auto key = composing_.section().text("sort");
  if (key.empty()) return;
  const bool down = key.starts_with("-");
  if (down) key.erase(0, 1);
  std::stable_sort(rows.begin(), rows.end(), [&](const Datum* a, const Datum* b) {
    return before(value_in(*a, key), value_in(*b, key), down);
  });
}

/// What is missing stands last, whatever the order.
bool TableRows::before(const Datum* a, const Datum* b, bool down) {
  auto& environment = composing_.environment();
  const bool no_a = !a || a->missing(), no_b = !b || b->missing();
  if (no_a || no_b) return !no_a && no_b;
  if (down) std::swap(a, b);
  if (a->number() && b->number()) return *a->number() < *b->number();
  if (a->date() && b->date()) return *a->date() < *b->date();
  return environment.locale().before(shown_text(*a, environment), shown_text(*b, environment));
}

std::vector<std::pair<std::string, Rows>> TableRows::groups(const Rows& rows, const std::string& key) {
  std::vector<std::pair<std::string, Rows>> out;
  for (const auto* row : rows) {
    const auto* datum = value_in(*row, key);
    const auto title =
        datum ? shown_text(*datum, composing_.environment()) : composing_.writer().kit().missing();
    auto it = std::find_if(out.begin(), out.end(), [&](const auto& one) { return one.first == title; });
    if (it == out.end()) it = out.insert(out.end(), {title, {}});
    it->second.push_back(row);
  }
  return out;
}

// ---------------------------------------------------------------- columns

TableColumns::TableColumns(Composing& composing, TableRows& rows)
    : composing_(composing), rows_(rows), columns_(composing.section().tables("columns")) {
  for (const auto& column : columns_) {
    const auto expression = parse_expression(column.text("value"), {});
    expressions_.push_back(expression ? *expression : Expression{});
  }
}

const Shape& TableColumns::shape_of(std::size_t column, const Shape& row) const {
  const auto& path = expressions_[column].path;
  const auto* found = path == "item" ? &row : row.member(path.starts_with("item.") ? path.substr(5) : path);
  return found ? *found : plain_shape(ShapeKind::text);
}

std::string TableColumns::title(std::size_t column, const Shape& row) {
  if (columns_[column].has("title"))
    return plain_text(composing_.text(columns_[column], "title", composing_.scope()));
  return label_of(shape_of(column, row), composing_.environment());
}

Alignment TableColumns::alignment(std::size_t column, const Shape& row) const {
  static const std::map<std::string, Alignment> kNames{{"start", Alignment::start},
                                                       {"center", Alignment::center},
                                                       {"end", Alignment::end},
                                                       {"decimal", Alignment::decimal}};
  const auto it = kNames.find(columns_[column].text("align"));
  if (it != kNames.end()) return it->second;
  return shape_of(column, row).is_number() ? Alignment::decimal : Alignment::start;
}

TableCell TableColumns::cell(std::size_t column, const Scope& scope) {
  auto& environment = composing_.environment();
  const auto value = evaluate(expressions_[column], scope, environment);
  const bool left_blank = value->missing() && has_default(expressions_[column]);
  auto out = left_blank ? taqrir::cell(Inlines{}) : taqrir::cell(shown(*value, environment));
  if (value->missing() && !left_blank) out.tone = Tone::muted;
  return out;
}

// ---------------------------------------------------------------- totals

bool TableColumns::has_totals() const {
  return std::any_of(columns_.begin(), columns_.end(),
                     [](const Record& column) { return column.has("total"); });
}

/// What is added up: `shape` becomes that of the values.
Tally TableColumns::tally(std::size_t column, const Rows& rows, const Shape*& shape) {
  Tally out;
  const auto counted = without_wording(expressions_[column]);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto value = evaluate(counted, rows_.scope_of(*rows[i], i, rows.size()), composing_.environment());
    out.add(value->number());
    if (value->number()) shape = value->shape;
  }
  return out;
}

Inlines TableColumns::total(std::size_t column, const Rows& rows, const std::string& what) {
  const auto& locale = composing_.environment().locale();
  if (what == "count") return plain(locale.integer(static_cast<std::int64_t>(rows.size())));
  const auto* shape = &shape_of(column, *rows.front()->shape);
  const auto all = tally(column, rows, shape);
  const auto value = what == "mean" ? all.mean() : all.n > 0 ? std::optional(all.sum) : std::nullopt;
  Datum datum{shape, value ? Datum::Content(*value) : Datum::Content(), {}, {}, {}};
  if (what == "mean" && datum.shape->kind == ShapeKind::integer)
    datum.shape = &plain_shape(ShapeKind::number);
  auto out = shown(formatted(column, std::move(datum)), composing_.environment());
  if (all.missing > 0 && value)
    out = joined({std::move(out), plain(composing_.writer().word("of-n", {{"n", locale.integer(all.n)}}))});
  return out;
}

/// With the filters of the column's own cells.
Datum TableColumns::formatted(std::size_t column, Datum value) {
  const auto& calls = expressions_[column].filters;
  for (auto i = without_wording(expressions_[column]).filters.size(); i < calls.size(); ++i)
    value = apply_filter(calls[i], std::move(value), composing_.environment());
  return value;
}

// ---------------------------------------------------------------- words

Blocks without_rows(Composing& composing) {
  auto words =
      composing.section().has("empty") ? composing.text("empty") : plain(composing.writer().word("no-rows"));
  return words.empty() ? Blocks{} : Blocks{paragraph(std::move(words))};
}

Inlines total_label(Composing& composing) {
  if (composing.section().has("total_label")) return composing.text("total_label");
  return plain(composing.writer().word("total"));
}

}  // namespace taqrir::declared
