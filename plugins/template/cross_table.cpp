// A table whose rows become columns: a budget by axis and year.
#include <algorithm>

#include "components.hpp"
#include "model/builder.hpp"
#include "table_parts.hpp"

namespace taqrir::declared {

namespace {

std::size_t place_of_across(const std::vector<Record>& columns) {
  const auto it =
      std::find_if(columns.begin(), columns.end(), [](const Record& column) { return column.has("across"); });
  return static_cast<std::size_t>(it - columns.begin());
}

void check_key_column(Checking& checking, const Record& column) {
  if (column.has("total"))
    checking.say(hinted(error(column.span_of("total"),
                              "beside “across” a column is what rows have in common: it has no total"),
                        "write total = … at the column that has across = …"));
}

/// One composition of a crossed table.
class CrossMaker {
 public:
  explicit CrossMaker(Composing& composing)
      : composing_(composing),
        rows_(composing),
        columns_(composing, rows_),
        across_(place_of_across(composing.section().tables("columns"))) {}

  Blocks make() {
    all_ = rows_.chosen();
    if (all_.empty()) return without_rows(composing_);
    values_ = by([&](const Scope& scope) { return shown_as(columns_[across_].text("across"), scope); });
    TableBuilder builder(table_columns());
    builder.header(titles());
    for (const auto& [key, members] : by([&](const Scope& scope) { return key_of(scope); }))
      builder.row(row(members));
    if (columns_.has_totals()) builder.total(total_row());
    if (composing_.section().has("caption")) builder.caption(composing_.text("caption"));
    return {builder.build()};
  }

 private:
  using Sorted = std::vector<std::pair<std::string, Rows>>;

  std::string shown_as(const std::string& expression, const Scope& scope) {
    return shown_text(*composing_.value(expression, scope), composing_.environment());
  }

  /// The columns beside the crossed one: rows with the same words in all of them are one.
  std::string key_of(const Scope& scope) {
    std::string out;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (i != across_) out += shown_as(columns_[i].text("value"), scope) + '\x1F';
    return out;
  }

  /// In the order in which the keys first come.
  template <class Key>
  Sorted by(Key&& key) {
    Sorted out;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const auto own = key(rows_.scope_of(*all_[i], i, all_.size()));
      auto it = std::find_if(out.begin(), out.end(), [&](const auto& one) { return one.first == own; });
      if (it == out.end()) it = out.insert(out.end(), {own, {}});
      it->second.push_back(all_[i]);
    }
    return out;
  }

  bool has_row_total() const { return composing_.section().has("row_total"); }

  /// `one(i)` for a column of the section; in the place of the crossed one `value` for each value, and `sum`
  /// last.
  template <class Out, class One, class Value, class Sum>
  std::vector<Out> laid_out(One&& one, Value&& value, Sum&& sum) {
    std::vector<Out> out;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i != across_) {
        out.push_back(one(i));
        continue;
      }
      for (const auto& each : values_) out.push_back(value(each));
    }
    if (has_row_total()) out.push_back(sum());
    return out;
  }

  std::vector<TableColumn> table_columns() {
    const auto& shape = *all_.front()->shape;
    const auto width = columns_[across_].number("width");
    const TableColumn crossed{columns_.alignment(across_, shape),
                              width ? std::optional(*width / static_cast<double>(values_.size())) : width};
    return laid_out<TableColumn>(
        [&](std::size_t i) {
          return TableColumn{columns_.alignment(i, shape), columns_[i].number("width")};
        },
        [&](const auto&) { return crossed; },
        [&] {
          return TableColumn{crossed.alignment, {}};
        });
  }

  std::vector<std::string> titles() {
    return laid_out<std::string>([&](std::size_t i) { return columns_.title(i, *all_.front()->shape); },
                                 [](const auto& value) { return value.first; },
                                 [&] { return plain_text(composing_.text("row_total")); });
  }

  static Rows shared(const Rows& some, const Rows& others) {
    Rows out;
    for (const auto* row : some)
      if (std::find(others.begin(), others.end(), row) != others.end()) out.push_back(row);
    return out;
  }

  /// Where no row has both values there is nothing to say, which is not a missing value.
  TableCell crossing(const Rows& members) {
    if (members.empty()) return toned(taqrir::cell("–"), Tone::muted);
    if (members.size() == 1) return columns_.cell(across_, rows_.scope_of(*members.front(), 0, 1));
    return taqrir::cell(columns_.total(across_, members, "sum"));
  }

  std::vector<TableCell> row(const Rows& members) {
    const auto scope = rows_.scope_of(*members.front(), 0, members.size());
    return laid_out<TableCell>([&](std::size_t i) { return columns_.cell(i, scope); },
                               [&](const auto& value) { return crossing(shared(members, value.second)); },
                               [&] { return taqrir::cell(columns_.total(across_, members, "sum")); });
  }

  /// The label stands in the first column, where that is not a crossed one.
  std::vector<TableCell> total_row() {
    bool labelled = false;
    return laid_out<TableCell>(
        [&](std::size_t) {
          auto out = taqrir::cell(labelled ? Inlines{} : total_label(composing_));
          if (!std::exchange(labelled, true)) out.alignment = Alignment::start;
          return out;
        },
        [&](const auto& value) { return taqrir::cell(columns_.total(across_, value.second)); },
        [&] { return taqrir::cell(columns_.total(across_, all_)); });
  }

  Composing& composing_;
  TableRows rows_;
  TableColumns columns_;
  std::size_t across_;
  Rows all_;
  Sorted values_;
};

}  // namespace

Blocks cross_table(Composing& composing) { return CrossMaker(composing).make(); }

bool has_across(const Record& section) {
  const auto columns = section.tables("columns");
  return place_of_across(columns) < columns.size();
}

void check_across(Checking& checking, const Names& names) {
  const auto& section = checking.section();
  const auto columns = checking.raw_tables("columns");
  const auto place = place_of_across(columns);
  if (place == columns.size()) {
    if (section.has("row_total"))
      checking.say(
          hinted(error(section.span_of("row_total"), "a row’s sum is of columns that “across” has made"),
                 "write across = \"year\" at one of the columns, or take the key out"));
    return;
  }
  if (section.has("group"))
    checking.say(hinted(error(section.span_of("group"), "a table has “group” or “across”, not both"),
                        "name the group among the columns instead"));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i == place) continue;
    if (columns[i].has("across"))
      checking.say(hinted(error(columns[i].span_of("across"), "another column has “across” already"),
                          "leave it at one"));
    else
      check_key_column(checking, columns[i]);
  }
  const auto& crossed = columns[place];
  checking.expression(crossed, "across", names);
  if (crossed.has("title"))
    checking.say(hinted(error(crossed.span_of("title"), "the titles of these columns are the values of “{}”",
                              {crossed.text("across")}),
                        "take the title out; the caption may say what the figures are"));
  const auto expression = parse_expression(crossed.text("value"), {});
  const auto shape = expression ? names.find(expression->path, {}) : Result<const Shape*>(nullptr);
  if (shape && *shape && !(*shape)->is_number())
    checking.say(hinted(error(crossed.span_of("value"), "“{}” is no number: it cannot be added up across",
                              {crossed.text("value")}),
                        "name a column of type integer, number or money"));
}

}  // namespace taqrir::declared
