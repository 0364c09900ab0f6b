#include "input/sheets.hpp"

#include <algorithm>
#include <charconv>

#include "input/limits.hpp"
#include "input/office_xml.hpp"
#include "input/piece_format.hpp"

namespace taqrir::input {

namespace {

constexpr std::size_t kMostRows = 1'048'576;  // of a sheet, by Excel's and LibreOffice's own bound

std::size_t times(std::string_view said) {
  std::size_t out = 1;
  std::from_chars(said.data(), said.data() + said.size(), out);
  return std::max<std::size_t>(out, 1);
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",;\t|\"") == std::string::npos && !text.starts_with(' ') && !text.ends_with(' '))
    return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// “2025-06-18T00:00:00” -> “2025-06-18”.
std::string date_text(std::string_view value) {
  constexpr std::string_view kMidnight = "T00:00:00";
  return std::string(value.ends_with(kMidnight) ? value.substr(0, value.size() - kMidnight.size()) : value);
}

/// “PT12H30M00S” -> “12:30”, with seconds where there are any.
std::string time_text(std::string_view value) {
  const auto hours = value.find("PT"), minutes = value.find('H'), seconds = value.find('M');
  if (hours != 0 || minutes == std::string_view::npos || seconds == std::string_view::npos)
    return std::string(value);
  const auto rest = value.substr(seconds + 1, value.find('S', seconds) - seconds - 1);
  std::string out(value.substr(2, minutes - 2));
  out += ":" + std::string(value.substr(minutes + 1, seconds - minutes - 1));
  return rest.empty() || rest == "00" ? out : out + ":" + std::string(rest);
}

/// table:table elements (OpenDocument 1.2, part 1, chapter 9).
class SheetReader : public XmlHandler {
 public:
  std::vector<Sheet> sheets;
  bool too_large = false;

  void begin(const XmlName& name, const XmlAttributes& attributes) override {
    if (aside_ > 0 || is_aside(name.local)) return static_cast<void>(++aside_);
    if (name.space.find(":table:") != std::string_view::npos) {
      if (name.local == "table") start(attributes.value("name"));
      if (name.local == "table-row")
        row_.clear(), filled_ = 0, repeat_ = times(attributes.value("number-rows-repeated"));
      if (name.local == "table-cell" || name.local == "covered-table-cell") cell(name.local, attributes);
    }
    if (in_cell_ && name.local == "p" && !text_.empty()) text_ += ' ';
    if (in_cell_ && (name.local == "s" || name.local == "tab" || name.local == "line-break")) text_ += ' ';
    in_paragraph_ += in_cell_ && name.local == "p";
  }

  void end(const XmlName& name) override {
    if (aside_ > 0) return static_cast<void>(--aside_);
    if (in_cell_ && name.local == "p") --in_paragraph_;
    if (name.local == "table-cell" || name.local == "covered-table-cell") end_cell();
    if (name.local == "table-row") end_row();
  }

  void text(std::string_view characters) override {
    if (aside_ > 0 || in_paragraph_ == 0 || !value_.empty()) return;
    for (const char c : characters) text_ += c == '\n' || c == '\r' ? ' ' : c;
  }

 private:
  static bool is_aside(std::string_view local) {
    return local == "annotation" || local == "shapes" || local == "frame" || local == "tracked-changes" ||
           local == "forms" || local == "custom-shape";
  }

  void start(std::string_view name) {
    sheets.push_back({std::string(name), {}});
    empty_rows_ = rows_ = cells_ = 0;
  }

  void cell(std::string_view local, const XmlAttributes& attributes) {
    in_cell_ = true, in_paragraph_ = 0;
    cell_repeat_ = times(attributes.value("number-columns-repeated"));
    text_.clear(), value_.clear();
    if (local == "covered-table-cell") return;
    const auto type = attributes.value("value-type");
    if (type == "float" || type == "percentage" || type == "currency") value_ = attributes.value("value");
    if (type == "date") value_ = date_text(attributes.value("date-value"));
    if (type == "time") value_ = time_text(attributes.value("time-value"));
    if (type == "boolean") value_ = attributes.value("boolean-value");
  }

  /// Those at a row's end that say nothing are only counted.
  void end_cell() {
    const auto said = quoted(value_.empty() ? text_ : value_);
    in_cell_ = false;
    if (said.empty()) return static_cast<void>(blank_ += cell_repeat_);
    too_large = too_large || cells_ + blank_ + cell_repeat_ > kMostCells ||
                filled_ + blank_ + cell_repeat_ > kMostColumns;
    if (too_large) return;
    for (std::size_t i = 0; i < blank_ + cell_repeat_; ++i) {
      if (filled_++ > 0) row_ += ',';
      if (i >= blank_) row_ += said;
    }
    blank_ = 0;
  }

  void end_row() {
    blank_ = 0;
    if (filled_ == 0) return static_cast<void>(empty_rows_ += repeat_);
    rows_ += empty_rows_ + repeat_, cells_ += filled_ * repeat_;
    too_large = too_large || sheets.empty() || rows_ > kMostRows || cells_ > kMostCells;
    if (too_large) return;
    auto& csv = sheets.back().csv;
    csv.append(std::exchange(empty_rows_, 0), '\n');
    for (std::size_t i = 0; i < repeat_; ++i) csv += row_ + "\n";
  }

  std::size_t aside_ = 0;  // depth within what is no cell's text
  bool in_cell_ = false;
  int in_paragraph_ = 0;
  std::size_t cell_repeat_ = 1, repeat_ = 1;
  std::string text_, value_, row_;
  std::size_t blank_ = 0, filled_ = 0;  // cells of the row: since the last that says something; up to it
  std::size_t empty_rows_ = 0, rows_ = 0, cells_ = 0;
};

// ---------------------------------------------------------------- places

std::string column_name(std::size_t column) {
  std::string out;
  for (++column; column > 0; column = (column - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

/// The cell (from 0) that a character of a line stands in.
std::size_t cell_at(std::string_view line, std::uint32_t column) {
  std::size_t cell = 0;
  std::uint32_t at = 1;
  bool quoted = false;
  for (const char c : line) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
    if (at++ >= column) break;
    if (c == '"') quoted = !quoted;
    cell += c == ',' && !quoted;
  }
  return cell;
}

class Places {
 public:
  explicit Places(const Sheet& sheet) : sheet_(sheet), text_({}, sheet.csv) {}

  std::uint32_t cell(std::uint32_t line, std::uint32_t column) {
    return named("cell " + column_name(cell_at(text_.line(line), column)) + std::to_string(line));
  }
  std::uint32_t row(std::uint32_t line) { return named("row " + std::to_string(line)); }
  SourceRef made(const std::string& shown) {
    return std::make_shared<const SourceFile>(shown, std::move(names_));
  }

 private:
  std::uint32_t named(const std::string& place) {
    names_ += "sheet “" + sheet_.name + "”, " + place + "\n";
    return ++count_;
  }

  const Sheet& sheet_;
  SourceFile text_;
  std::string names_;
  std::uint32_t count_ = 0;
};

/// A message's place is a cell when it has an end, else a row.
void locate(Diagnostics& diagnostics, const Sheet& sheet, const std::string& shown) {
  Places places(sheet);
  for (auto& d : diagnostics) {
    if (d.span.line == 0) continue;
    d.span.column = d.span.end_column > 0 ? places.cell(d.span.line, d.span.column) : places.row(d.span.line);
    d.span.line = d.span.end_column = 0;
  }
  const auto file = places.made(shown);
  for (auto& d : diagnostics) {
    if (d.span.file) d.span.file = file;
    if (d.message.pattern.starts_with("this row has"))
      d = hinted(std::move(d), "name the column in the first line, or remove what stands beside the table");
  }
}

void locate(std::vector<Cell>& row, Places& places) {
  for (auto& cell : row) {
    if (cell.line == 0) continue;
    cell.column = places.cell(cell.line, cell.column);
    cell.line = 0;
  }
}

void locate(Table& table, const Sheet& sheet, const std::string& shown) {
  Places places(sheet);
  for (auto& row : table.rows) locate(row, places);
  table.file = places.made(shown);
}

void locate(PackedRows& rows, const Sheet& sheet, const std::string& shown) {
  Places places(sheet);
  PackedRows out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto row = rows.row(i);
    locate(row, places);
    out.add(row);
  }
  out.describe(rows.columns(), places.made(shown));
  rows = std::move(out);
}

/// Rows as long as the longest: a cell without value at the end of a row is none the less there.
std::string padded(const std::string& csv) {
  const SourceFile text({}, csv);
  const auto lines = static_cast<std::uint32_t>(std::count(csv.begin(), csv.end(), '\n'));
  std::size_t most = 0;
  for (std::uint32_t i = 1; i <= lines; ++i) most = std::max(most, cell_at(text.line(i), ~0u));
  std::string out;
  for (std::uint32_t i = 1; i <= lines; ++i) {
    const auto line = text.line(i);
    out += line;
    if (!line.empty()) out.append(most - cell_at(line, ~0u), ',');
    out += '\n';
  }
  return out;
}

}  // namespace

bool is_spreadsheet(std::string_view format) { return format == "xlsx" || format == "ods"; }

std::pair<std::string, std::string> file_and_sheet(const std::string& path) {
  const auto at = path.rfind('#');
  if (at == std::string::npos || !is_spreadsheet(format_of_name(path.substr(0, at)))) return {path, {}};
  return {path.substr(0, at), path.substr(at + 1)};
}

Result<std::vector<Sheet>> sheets_in(std::string_view xml, const std::string& shown) {
  SheetReader reader;
  const auto verdict = walk_xml(xml, reader);
  if (reader.too_large)
    return fail(hinted(error(whole_file(shown), "a sheet in it has more than {} columns or {} cells",
                             {std::to_string(kMostColumns), std::to_string(kMostCells)}),
                       "keep the data of one table in a sheet"));
  if (verdict != XmlVerdict::whole || reader.sheets.empty())
    return fail(hinted(error(whole_file(shown), "its sheets cannot be read"),
                       "open it in its own program and save it again, or save the sheet as “CSV UTF-8”"));
  for (auto& sheet : reader.sheets) sheet.csv = padded(sheet.csv);
  return std::move(reader.sheets);
}

Result<ReadTable> read_sheet(const Sheet& sheet, const std::string& shown, const TableShape& shape) {
  auto read = read_csv(Bytes(sheet.csv), shown, shape);
  if (!read) {
    locate(read.error(), sheet, shown);
    return read;
  }
  locate(read->warnings, sheet, shown);
  locate(read->table, sheet, shown);
  return read;
}

Result<ReadRows> read_sheet_rows(const Sheet& sheet, const std::string& shown, const TableShape& shape) {
  auto read = read_csv_rows(Bytes(sheet.csv), shown, shape);
  if (!read) {
    locate(read.error(), sheet, shown);
    return read;
  }
  locate(read->diagnostics, sheet, shown);
  locate(read->rows, sheet, shown);
  return read;
}

}  // namespace taqrir::input
