#include "input/csv.hpp"

#include <csv.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "base/number_text.hpp"
#include "base/unicode.hpp"
#include "base/word_lists.hpp"
#include "input/csv_cells.hpp"
#include "input/likely_date.hpp"
#include "input/limits.hpp"

namespace taqrir::input {

namespace {

// Spaces that sheets leave around a cell: also the no-break ones and the marks without width.
bool is_space(std::string_view character) {
  static constexpr std::array<std::string_view, 9> kSpaces{" ",      "\t",     "\r",     "\n",    "\u00A0",
                                                           "\u202F", "\u2009", "\u200B", "\uFEFF"};
  return std::find(kSpaces.begin(), kSpaces.end(), character) != kSpaces.end();
}

std::string_view trimmed(std::string_view text) {
  const auto continues = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; };
  while (!text.empty()) {
    std::size_t length = 1;
    while (length < text.size() && continues(length)) ++length;
    if (!is_space(text.substr(0, length))) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && continues(last)) --last;
    if (!is_space(text.substr(last))) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

// ---------------------------------------------------------------- text

std::optional<std::string> converted(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &status);
  if (U_FAILURE(status)) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, status);
  ucnv_close(converter);
  std::string out;
  if (U_SUCCESS(status)) text.toUTF8String(out);
  return U_SUCCESS(status) ? std::optional(out) : std::nullopt;
}

// The place of a byte, in the text as it was before any conversion.
Span place_of(std::size_t offset, std::string_view bytes, const SourceRef& file) {
  const auto head = bytes.substr(0, offset);
  const auto line = 1 + std::count(head.begin(), head.end(), '\n');
  const auto begin = head.rfind('\n') == std::string_view::npos ? 0 : head.rfind('\n') + 1;
  const auto column = column_of_byte(head.substr(begin), offset - begin);
  return {file, static_cast<std::uint32_t>(line), column, column + 1};
}

// The bytes as UTF-8 with "\n" or "\r\n" line ends; a note when they were something else.
Result<std::string> as_utf8(std::string_view bytes, const std::string& shown, Diagnostics& notes) {
  constexpr std::string_view kBom = "\xEF\xBB\xBF", kZip = "PK\x03\x04", kLittle = "\xFF\xFE",
                             kBig = "\xFE\xFF", kOldExcel = "\xD0\xCF\x11\xE0";
  const auto begins = [&](std::string_view head) { return bytes.substr(0, head.size()) == head; };
  if (begins(kZip) || begins(kOldExcel))
    return fail(hinted(error(whole_file(shown), "this is a spreadsheet or an archive, not a CSV file"),
                       "save the sheet as “CSV UTF-8”"));
  std::optional<std::string> text;
  if (begins(kLittle) || begins(kBig)) {
    text = converted(bytes, "UTF-16");
    notes.push_back(note(whole_file(shown), "read as UTF-16"));
  } else if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    const auto file = std::make_shared<SourceFile>(shown, std::string(bytes));
    return fail(hinted(error(place_of(nul, bytes, file), "the file holds a NUL byte here: it is no text"),
                       "save the sheet as “CSV UTF-8”"));
  } else if (const auto bad = first_invalid_utf8(bytes)) {
    text = converted(bytes, "windows-1252");
    const auto file = std::make_shared<SourceFile>(shown, text.value_or(std::string()));
    notes.push_back(hinted(note(place_of(*bad, bytes, file), "not UTF-8: read as Windows-1252"),
                           "save the sheet as “CSV UTF-8” to be sure of its accents"));
  } else {
    text = std::string(bytes.substr(begins(kBom) ? kBom.size() : 0));
  }
  if (!text) return fail(error(whole_file(shown), "the file's encoding is not known"));
  if (text->find('\n') == std::string::npos) std::replace(text->begin(), text->end(), '\r', '\n');
  return std::move(*text);
}

// ---------------------------------------------------------------- cells with places, by libcsv

struct RawRow {
  std::vector<Cell> cells;
  std::uint32_t line = 0;
};

class Splitter {
 public:
  using Take = std::function<void(RawRow)>;

  Splitter(const SourceFile& file, char separator, Take take)
      : file_(file), separator_(separator), take_(std::move(take)) {}

  /// Hands each row over. `begin`: the byte at which line `line` begins. False when a quote is never closed:
  /// the last row ends where it opens.
  bool split(std::size_t begin, std::uint32_t line);

 private:
  static void on_cell(void* text, std::size_t size, void* self) {
    static_cast<Splitter*>(self)->cell({static_cast<const char*>(text), size});
  }
  static void on_row(int, void* self) { static_cast<Splitter*>(self)->end_row(); }
  void cell(std::string_view text);
  void end_row();
  std::size_t next_stop(std::size_t from) const;

  const SourceFile& file_;
  char separator_;
  Take take_;
  std::size_t rows_ = 0;
  std::size_t at_ = 0, line_begin_ = 0, cell_begin_ = 0, cell_line_begin_ = 0;
  std::uint32_t line_ = 1, cell_line_ = 1;
  RawRow row_;
};

void Splitter::cell(std::string_view text) {
  const std::string_view all = file_.text();
  auto begin = cell_begin_;
  while (begin < all.size() && (all[begin] == ' ' || (all[begin] == '\t' && separator_ != '\t'))) ++begin;
  const auto head = all.substr(cell_line_begin_, begin - cell_line_begin_);
  Cell out;
  out.text = std::string(trimmed(text));
  out.line = cell_line_;
  out.column = column_of_byte(head, head.size());
  if (row_.cells.empty()) row_.line = cell_line_;
  row_.cells.push_back(std::move(out));
  cell_begin_ = at_ + 1, cell_line_begin_ = line_begin_, cell_line_ = line_;
}

void Splitter::end_row() {
  if (!row_.cells.empty()) ++rows_, take_(std::move(row_));
  row_ = {};
}

// libcsv does not tell where a cell stands, so it is fed up to each byte that may end one.
std::size_t Splitter::next_stop(std::size_t from) const {
  const char stops[] = {separator_, '\n', '\r', '\0'};
  return std::min(file_.text().find_first_of(stops, from), file_.text().size());
}

// States of libcsv's parser, which its header does not name.
constexpr int kRowNotBegun = 0, kWithinCell = 2;

bool Splitter::split(std::size_t begin, std::uint32_t line) {
  const auto& text = file_.text();
  csv_parser parser;
  if (csv_init(&parser, 0) != 0) return false;
  csv_set_delim(&parser, static_cast<unsigned char>(separator_));
  line_begin_ = cell_begin_ = cell_line_begin_ = begin;
  line_ = cell_line_ = line;
  while (begin < text.size()) {
    at_ = next_stop(begin);
    if (at_ > begin) csv_parse(&parser, text.data() + begin, at_ - begin, on_cell, on_row, this);
    if (at_ == text.size()) break;
    const bool new_line = text[at_] == '\n';
    const auto cells_before = row_.cells.size();
    const auto rows_before = rows_;
    csv_parse(&parser, text.data() + at_, 1, on_cell, on_row, this);
    if (new_line) ++line_, line_begin_ = at_ + 1;
    const bool between_rows =
        row_.cells.empty() && (rows_ > rows_before || cells_before == 0) && parser.pstate == kRowNotBegun;
    if (between_rows) cell_begin_ = at_ + 1, cell_line_begin_ = line_begin_, cell_line_ = line_;
    begin = at_ + 1;
  }
  const bool closed = parser.pstate != kWithinCell || !parser.quoted;
  if (closed) csv_fini(&parser, on_cell, on_row, this);
  csv_free(&parser);
  if (!closed) cell({}), end_row();
  return closed;
}

// The separator that stands most often in a line, outside quotes.
char separator_of(std::string_view line) {
  constexpr std::string_view kSeparators = ",;\t|";
  std::array<std::size_t, kSeparators.size()> counts{};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    const auto which = quoted ? std::string_view::npos : kSeparators.find(c);
    if (which != std::string_view::npos) ++counts[which];
  }
  return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                              counts.begin())];
}

// ---------------------------------------------------------------- the table

class TableReader {
 public:
  TableReader(SourceRef file, const TableShape& shape, Diagnostics notes)
      : shape_(shape), diagnostics_(std::move(notes)) {
    table_.file = std::move(file);
  }

  Result<ReadTable> read();
  Result<ReadRows> read_rows();

 private:
  using TakeCells = std::function<void(std::vector<Cell>)>;

  /// False when it ended before the rows. The text is gone through twice, so that rows need not be kept.
  bool read_all(const TakeCells& take);
  void find_begin();
  bool scan();
  void scan_row(const RawRow& row);
  bool read_header();
  void read_row(RawRow row, const TakeCells& take);
  bool check_columns();
  void check_length(const RawRow& row);
  void type_cell(Cell& cell, std::size_t column);
  void type_number(Cell& cell, const ColumnShape& shape);
  void tell_of_thousands(const Cell& cell, const ColumnShape& shape);
  void type_date(Cell& cell);
  void type_boolean(Cell& cell);
  void check_allowed(const Cell& cell, const ColumnShape& shape);
  void report(Diagnostic diagnostic);
  void tell_how_many_more();

  const TableShape& shape_;
  Diagnostics diagnostics_;
  Table table_;
  std::size_t begin_ = 0;  // of the header
  std::uint32_t line_ = 1;
  RawRow header_;
  std::vector<bool> used_;  // columns of which some row has a value
  Cell last_;
  std::vector<const ColumnShape*> shapes_;  // for each column; null: text without conditions
  char separator_ = ',';
  std::size_t rows_ = 0;
  std::size_t errors_ = 0;
  std::size_t errors_of_all_ = 0;  // that concern all rows
  std::set<std::size_t> spoiled_;
  std::set<std::string> asked_;  // columns
};

void TableReader::report(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error && ++errors_ > kMostRowErrors) return;
  diagnostics_.push_back(std::move(diagnostic));
}

// `sep=;` is what Excel writes before the header.
void TableReader::find_begin() {
  const auto first = trimmed(table_.file->line(1));
  const bool said = first.size() == 5 && first.substr(0, 4) == "sep=";
  const auto& text = table_.file->text();
  const auto skip_line = [&] { begin_ = std::min(text.find('\n', begin_), text.size() - 1) + 1, ++line_; };
  if (said) skip_line();
  while (begin_ < text.size() && trimmed(table_.file->line(line_)).empty()) skip_line();
  separator_ = said ? first.back() : separator_of(table_.file->line(line_));
}

void TableReader::scan_row(const RawRow& row) {
  if (header_.cells.empty())
    header_ = row;
  else
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (!row.cells[i].missing()) used_.resize(std::max(used_.size(), i + 1)), used_[i] = true;
  last_ = row.cells.back();
}

// The header, and what must be known of all rows to read it.
bool TableReader::scan() {
  Splitter splitter(*table_.file, separator_, [&](const RawRow& row) { scan_row(row); });
  if (splitter.split(begin_, line_)) return true;
  report(hinted(error(table_.span_of(last_), "a quote opens here and is never closed"),
                "write two quotes for one quote within a cell: \"\""));
  return false;
}

// False when what follows would be one error repeated.
bool TableReader::read_header() {
  auto& cells = header_.cells;
  const auto is_empty_column = [&](std::size_t i) {
    return cells[i].missing() && (i >= used_.size() || !used_[i]);
  };
  while (!cells.empty() && is_empty_column(cells.size() - 1)) cells.pop_back();
  if (cells.size() > 2 && std::all_of(cells.begin() + 1, cells.end(), [](auto& c) { return c.missing(); })) {
    report(hinted(error(table_.span_of(cells.front()), "the first line does not name the columns"),
                  "remove the title and what else stands above the line that names them"));
    return false;
  }
  for (const auto& cell : cells) {
    const auto number = std::to_string(table_.columns.size() + 1);
    if (cell.missing())
      report(hinted(error(table_.span_of(cell), "column {} has no name", {number}),
                    "name it in the first line"));
    else if (table_.column(cell.text))
      report(hinted(error(table_.span_of(cell), "the column “{}” stands twice", {cell.text}),
                    "give each column its own name"));
    table_.columns.push_back({cell.text, ColumnType::text});
  }
  return true;
}

bool TableReader::check_columns() {
  std::vector<std::string> names;
  for (const auto& column : table_.columns) names.push_back(column.name);
  shapes_.assign(table_.columns.size(), nullptr);
  for (const auto& shape : shape_) {
    if (const auto at = table_.column(shape.name)) {
      shapes_[*at] = &shape;
      table_.columns[*at].type = shape.type;
    } else if (shape.required) {
      auto out = error(Span{table_.file, header_.line, 1, 0}, "the column “{}” is missing", {shape.name});
      const auto best = nearest(shape.name, names);
      if (names.size() == 1 && shape_.size() > 1) {
        report(hinted(std::move(out), "put “,”, “;” or a tab between cells: the file has only one column"));
        return false;
      }
      report(best.empty() ? hinted(std::move(out), "the columns are: {}", {listed(names)})
                          : hinted(std::move(out), "is it the one named “{}”?", {best}));
    }
  }
  return true;
}

void TableReader::check_length(const RawRow& row) {
  const auto wanted = table_.columns.size(), found = row.cells.size();
  if (found == wanted) return;
  auto out = error(Span{table_.file, row.line, 1, 0}, "this row has {} cells, the header has {}",
                   {std::to_string(found), std::to_string(wanted)});
  if (found > wanted && separator_ == ',')
    return report(
        hinted(std::move(out), "put cells that hold a comma between quotes, or use “;” between cells"));
  report(hinted(std::move(out), found < wanted ? "leave cells without value empty, but keep their separators"
                                               : "put cells that hold the separator between quotes"));
}

void TableReader::type_number(Cell& cell, const ColumnShape& shape) {
  cell.number = parse_cell_number(cell.text);
  const bool whole = shape.type == ColumnType::integer;
  if (!cell.number || (whole && *cell.number != std::floor(*cell.number))) {
    return report(hinted(
        error(table_.span_of(cell), whole ? "“{}” is no whole number" : "“{}” is no number", {cell.text}),
        cell.text.find_first_of("0123456789") == std::string::npos || cell.number
            ? "leave the cell empty when the value is missing"
            : "write digits only, with “.” or “,” before decimals; empty when the value is missing"));
  }
  if (may_be_thousands(cell.text)) tell_of_thousands(cell, shape);
  const auto out_of_range = [&](const char* pattern, double limit) {
    report(hinted(error(table_.span_of(cell), pattern, {cell.text, plain_number(limit), shape.name}),
                  "correct the cell, or leave it empty when the value is missing"));
  };
  if (shape.minimum && *cell.number < *shape.minimum)
    out_of_range("“{}” is less than {}, the least that “{}” can be", *shape.minimum);
  if (shape.maximum && *cell.number > *shape.maximum)
    out_of_range("“{}” is more than {}, the most that “{}” can be", *shape.maximum);
}

/// Nobody counts people or pays in thousandths: there it is an error; of other numbers it is asked once a
/// column.
void TableReader::tell_of_thousands(const Cell& cell, const ColumnShape& shape) {
  std::string digits, value = cell.text;
  for (const char c : cell.text)
    if (c != '.' && c != ',') digits += c;
  std::replace(value.begin(), value.end(), ',', '.');
  const auto where = table_.span_of(cell);
  if (shape.amounts || shape.type == ColumnType::integer)
    return report(hinted(error(where, "“{}” can be read as {} and as {}", {cell.text, digits, value}),
                         "write {} if thousands are meant", {digits}));
  if (asked_.insert(shape.name).second)
    report(hinted(warning(where, "“{}” is read as {}, not as {}", {cell.text, value, digits}),
                  "write {} if thousands are meant; this is asked once for each column", {digits}));
}

void TableReader::type_date(Cell& cell) {
  cell.date = parse_cell_date(cell.text);
  if (!cell.date)
    return report(hinted(error(table_.span_of(cell), "“{}” is no date", {cell.text}),
                         "write 2025-06-30 or 30/06/2025"));
  if (auto unlikely = unlikely_date(*cell.date, table_.span_of(cell))) report(std::move(*unlikely));
}

void TableReader::type_boolean(Cell& cell) {
  cell.boolean = parse_cell_boolean(cell.text);
  if (!cell.boolean)
    report(hinted(error(table_.span_of(cell), "“{}” is neither yes nor no", {cell.text}),
                  "write 1 or 0, oui or non"));
}

// In other letters, or a slip; of words of one or two letters every other one would be near.
std::string likely(const std::string& text, const std::vector<std::string>& allowed) {
  const auto lower = [](std::string word) {
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return word;
  };
  for (const auto& word : allowed)
    if (lower(word) == lower(text)) return word;
  return text.size() < 3 ? std::string() : nearest(text, allowed);
}

void TableReader::check_allowed(const Cell& cell, const ColumnShape& shape) {
  if (shape.allowed.empty() ||
      std::find(shape.allowed.begin(), shape.allowed.end(), cell.text) != shape.allowed.end())
    return;
  auto out = error(table_.span_of(cell), "“{}” cannot be “{}”", {shape.name, cell.text});
  const auto best = likely(cell.text, shape.allowed);
  report(best.empty()
             ? hinted(std::move(out), "it is one of {}", {listed(shape.allowed)})
             : hinted(std::move(out), "did you mean “{}”? it is one of {}", {best, listed(shape.allowed)}));
}

void TableReader::type_cell(Cell& cell, std::size_t column) {
  const auto* shape = shapes_[column];
  if (!shape) return;
  if (cell.missing()) {
    if (!shape->may_be_missing)
      report(hinted(error(table_.span_of(cell), "the cell of “{}” is empty", {shape->name}),
                    "every row needs a value here"));
    return;
  }
  switch (shape->type) {
    case ColumnType::integer:
    case ColumnType::number: return type_number(cell, *shape);
    case ColumnType::date: return type_date(cell);
    case ColumnType::boolean: return type_boolean(cell);
    case ColumnType::text: return check_allowed(cell, *shape);
  }
}

void TableReader::read_row(RawRow row, const TakeCells& take) {
  const auto is_missing = [](const Cell& cell) { return cell.missing(); };
  if (std::all_of(row.cells.begin(), row.cells.end(), is_missing)) return;
  while (row.cells.size() > table_.columns.size() && row.cells.back().missing()) row.cells.pop_back();
  const auto end = row.cells.back();
  const auto before = errors_;
  check_length(row);
  row.cells.resize(table_.columns.size(), Cell{{}, {}, {}, {}, end.line, end.column});
  for (std::size_t i = 0; i < row.cells.size(); ++i) type_cell(row.cells[i], i);
  if (errors_ > before) spoiled_.insert(rows_);
  ++rows_;
  take(std::move(row.cells));
}

bool TableReader::read_all(const TakeCells& take) {
  if (trimmed(table_.file->text()).empty()) {
    report(hinted(error(whole_file(table_.file->path()), "the file is empty"),
                  "its first line names the columns"));
    return false;
  }
  find_begin();
  if (!scan() || !read_header() || !check_columns()) return false;
  errors_of_all_ = errors_;
  bool is_header = true;
  Splitter splitter(*table_.file, separator_, [&](RawRow row) {
    if (!std::exchange(is_header, false)) read_row(std::move(row), take);
  });
  splitter.split(begin_, line_);
  if (rows_ == 0)
    report(warning(Span{table_.file, header_.line, 1, 0}, "the table has no rows below its header"));
  return true;
}

void TableReader::tell_how_many_more() {
  if (errors_ > kMostRowErrors)
    diagnostics_.push_back(note(whole_file(table_.file->path()), "{} more errors in this file are not shown",
                                {std::to_string(errors_ - kMostRowErrors)}));
}

Result<ReadTable> TableReader::read() {
  read_all([this](std::vector<Cell> cells) { table_.rows.push_back(std::move(cells)); });
  tell_how_many_more();
  if (errors_ > 0) return fail(std::move(diagnostics_));
  return ReadTable{std::move(table_), std::move(diagnostics_)};
}

Result<ReadRows> TableReader::read_rows() {
  PackedRows rows;
  const bool whole = read_all([&](const std::vector<Cell>& cells) { rows.add(cells); });
  tell_how_many_more();
  if (!whole || errors_of_all_ > 0) return fail(std::move(diagnostics_));
  rows.describe(std::move(table_.columns), std::move(table_.file));
  return ReadRows{std::move(rows), std::move(diagnostics_), std::move(spoiled_)};
}

}  // namespace

Result<ReadTable> read_csv(const Bytes& bytes, const std::string& shown, const TableShape& shape) {
  Diagnostics notes;
  auto text = as_utf8(bytes.view(), shown, notes);
  if (!text) return fail(std::move(text.error()));
  return TableReader(std::make_shared<SourceFile>(shown, std::move(*text)), shape, std::move(notes)).read();
}

Result<ReadRows> read_csv_rows(const Bytes& bytes, const std::string& shown, const TableShape& shape) {
  Diagnostics notes;
  auto text = as_utf8(bytes.view(), shown, notes);
  if (!text) return fail(std::move(text.error()));
  return TableReader(std::make_shared<SourceFile>(shown, std::move(*text)), shape, std::move(notes))
      .read_rows();
}

}  // namespace taqrir::input
