#include "input/piece_text.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

#include "base/unicode.hpp"
#include "model/builder.hpp"

namespace taqrir::input {

namespace {

constexpr std::size_t kLongLine = 60;  // characters: a line this long was broken for its length

std::string as_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!first_invalid_utf8(bytes)) return std::string(bytes);
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("windows-1252", &status);
  if (U_FAILURE(status)) return {};
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, status);
  ucnv_close(converter);
  std::string out;
  if (U_SUCCESS(status)) text.toUTF8String(out);
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out{{}};
  for (const char c : text) {
    if (c == '\n')
      out.emplace_back();
    else if (c == '\f')
      out.emplace_back(), out.emplace_back();
    else if (c != '\r')
      out.back() += c;
  }
  return out;
}

bool is_blank(const std::string& line) { return line.find_first_not_of(" \t\v") == std::string::npos; }

std::string trimmed(const std::string& line) {
  const auto begin = line.find_first_not_of(" \t\v"), end = line.find_last_not_of(" \t\v");
  return begin == std::string::npos ? std::string() : line.substr(begin, end - begin + 1);
}

bool has_columns(const std::string& line) {
  const auto words = trimmed(line);
  return words.find("   ") != std::string::npos || words.find('\t') != std::string::npos;
}

bool is_aligned(const std::vector<std::string>& lines) {
  const auto aligned = std::count_if(lines.begin(), lines.end(), has_columns);
  const auto written =
      std::count_if(lines.begin(), lines.end(), [](const auto& line) { return !is_blank(line); });
  return aligned >= 3 && 4 * aligned >= written;
}

void add_line(Inlines& to, const std::string& line, bool flows) {
  if (!to.empty()) to.push_back(flows ? Inline{SoftBreak{}, {}} : Inline{HardBreak{}, {}});
  to.push_back({Text{trimmed(line)}, {}});
}

}  // namespace

Blocks plain_text_blocks(std::string_view bytes) {
  const auto text = as_utf8(bytes);
  const auto lines = lines_of(text);
  if (is_aligned(lines)) return {block(CodeBlock{{}, text})};
  Blocks out;
  Inlines open;
  bool flows = false;
  const auto close = [&] {
    if (!open.empty()) out.push_back(paragraph(std::exchange(open, {})));
  };
  for (const auto& line : lines) {
    if (is_blank(line)) {
      close();
      continue;
    }
    add_line(open, line, flows);
    flows = split_characters(line).size() >= kLongLine;
  }
  close();
  return out;
}

namespace {

bool is_number(const std::string& text) {
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits > 0 &&
         text.find_first_not_of("0123456789.,+- %\xC2\xA0\xE2\x80\xAF\x92") == std::string::npos;
}

bool holds_numbers(const Table& table, std::size_t column) {
  bool any = false;
  for (const auto& row : table.rows) {
    if (row[column].missing()) continue;
    if (!is_number(row[column].text)) return false;
    any = true;
  }
  return any;
}

}  // namespace

Block sheet_block(const Table& table) {
  std::vector<TableColumn> columns(table.columns.size());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (holds_numbers(table, i)) columns[i].alignment = Alignment::decimal;
    names.push_back(table.columns[i].name);
  }
  TableBuilder builder(std::move(columns));
  builder.header(std::move(names));
  for (const auto& row : table.rows) {
    std::vector<TableCell> cells;
    for (const auto& one : row) cells.push_back(cell(one.text));
    builder.row(std::move(cells));
  }
  return builder.build();
}

}  // namespace taqrir::input
