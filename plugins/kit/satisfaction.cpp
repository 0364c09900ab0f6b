#include "kit/satisfaction.hpp"

#include <numeric>

namespace taqrir::kit {

namespace {

bool is_item(const Column& column) { return !same_name(column.name, "code"); }

void add(SatisfactionItem& item, const Cell& cell) {
  if (cell.number)
    ++item.counts[static_cast<std::size_t>(*cell.number) - 1];
  else
    ++item.missing;
}

SatisfactionItem count_item(const Table& sheet, std::size_t column,
                            const std::vector<Duplicate>& duplicates) {
  SatisfactionItem item{sheet.columns[column].name};
  for (std::size_t row = 0; row < sheet.rows.size(); ++row)
    if (!is_duplicate(duplicates, row)) add(item, sheet.rows[row][column]);
  return item;
}

}  // namespace

int SatisfactionItem::answers() const { return std::accumulate(counts.begin(), counts.end(), 0); }

std::optional<double> SatisfactionItem::mean() const {
  if (answers() == 0) return std::nullopt;
  double sum = 0;
  for (int rating = 1; rating <= kRatings; ++rating)
    sum += rating * counts[static_cast<std::size_t>(rating) - 1];
  return sum / answers();
}

std::optional<double> SatisfactionItem::share(int rating) const {
  if (answers() == 0) return std::nullopt;
  return static_cast<double>(counts[static_cast<std::size_t>(rating) - 1]) / answers();
}

std::optional<double> Satisfaction::mean() const {
  SatisfactionItem all;
  for (const auto& item : items)
    for (std::size_t i = 0; i < all.counts.size(); ++i) all.counts[i] += item.counts[i];
  return all.mean();
}

TableShape satisfaction_shape(const Table& headers) {
  TableShape shape{{"code", ColumnType::text, true, false, {}, {}, {}}};
  for (const auto& column : headers.columns)
    if (is_item(column))
      shape.push_back({column.name, ColumnType::integer, true, true, {}, 1.0, 1.0 * kRatings});
  return shape;
}

std::vector<std::string> satisfaction_items(const Table& headers) {
  std::vector<std::string> out;
  for (const auto& column : headers.columns)
    if (is_item(column)) out.push_back(column.name);
  return out;
}

Satisfaction count_satisfaction(const Table& sheet) {
  Satisfaction satisfaction;
  satisfaction.duplicates = find_duplicates(sheet);
  satisfaction.sheets = static_cast<int>(sheet.rows.size() - satisfaction.duplicates.size());
  for (std::size_t column = 0; column < sheet.columns.size(); ++column)
    if (is_item(sheet.columns[column]))
      satisfaction.items.push_back(count_item(sheet, column, satisfaction.duplicates));
  return satisfaction;
}

std::optional<Satisfaction> read_satisfaction(const ReportContext& context, const FileRef& file,
                                              Diagnostics& diagnostics) {
  const auto sheet = read_sheet(context, file, satisfaction_shape, diagnostics);
  if (!sheet) return std::nullopt;
  auto satisfaction = count_satisfaction(*sheet);
  append(diagnostics, duplicate_warnings(*sheet, satisfaction.duplicates));
  return satisfaction;
}

}  // namespace taqrir::kit
