#include "kit/sheet.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace taqrir::kit {

namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::vector<std::string> columns_that_differ(const Table& sheet, std::size_t a, std::size_t b) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    const auto &one = sheet.rows[a][i], &other = sheet.rows[b][i];
    if (!one.missing() && !other.missing() && one.text != other.text) names.push_back(sheet.columns[i].name);
  }
  return names;
}

std::string quoted(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "“" : ", “") + name + "”";
  return out;
}

Diagnostic duplicate_warning(const Table& sheet, const Duplicate& duplicate) {
  const auto* cell = sheet.cell(duplicate.row, "code");
  const auto* first = sheet.cell(duplicate.first_row, "code");
  const auto words = place_in_words(sheet.span_of(*first));
  const auto line = words.empty() ? "line " + std::to_string(first->line) : std::string(words);
  auto said = duplicate.contradicts()
                  ? warning(sheet.span_of(*cell),
                            "participant “{}” stands here again, with other values than in {} for {}",
                            {duplicate.code, line, quoted(duplicate.differs)})
                  : warning(sheet.span_of(*cell), "participant “{}” stands here again, as in {}",
                            {duplicate.code, line});
  return hinted(std::move(said), "only the first row is counted: remove one of the two, or correct the code");
}

Diagnostic no_rows(const FileRef& file) {
  return hinted(error(file.span, "“{}” has a header but no row", {file.path}),
                "fill it in, or remove the key that names it");
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::vector<Duplicate> find_duplicates(const Table& sheet) {
  std::vector<Duplicate> duplicates;
  std::map<std::string, std::size_t> seen;
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    const auto* cell = sheet.cell(row, "code");
    if (!cell || cell->missing()) continue;
    const auto [first, is_new] = seen.emplace(cell->text, row);
    if (is_new) continue;
    duplicates.push_back({cell->text, first->second, row, columns_that_differ(sheet, first->second, row)});
  }
  return duplicates;
}

bool is_duplicate(const std::vector<Duplicate>& duplicates, std::size_t row) {
  return std::any_of(duplicates.begin(), duplicates.end(), [&](const auto& d) { return d.row == row; });
}

Diagnostics duplicate_warnings(const Table& sheet, const std::vector<Duplicate>& duplicates) {
  Diagnostics warnings;
  for (const auto& duplicate : duplicates) warnings.push_back(duplicate_warning(sheet, duplicate));
  return warnings;
}

std::optional<Table> read_sheet(const ReportContext& context, const FileRef& file,
                                const std::function<TableShape(const Table& headers)>& shape_of,
                                Diagnostics& diagnostics) {
  const auto headers = context.table(file);
  auto sheet = headers ? context.table(file, shape_of(*headers)) : headers;
  if (!sheet) {
    append(diagnostics, sheet.error());
    return std::nullopt;
  }
  if (sheet->rows.empty()) {
    diagnostics.push_back(no_rows(file));
    return std::nullopt;
  }
  return *std::move(sheet);
}

}  // namespace taqrir::kit
