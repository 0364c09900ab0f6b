#include "pandoc/office_tables.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <numeric>

namespace taqrir::pandoc {

namespace {

constexpr double kRoom = 53;      // of the usual page, in ems of a table's type
constexpr double kPadding = 1.5;  // of a cell
constexpr double kMostAir = 0.5;  // of a column of numbers

struct Need {
  double narrowest = kPadding + 1, widest = kPadding + 1;  // ems
  bool numbers = true;
};

char letter_of(const TableCell& cell) {
  switch (cell.tone) {
    case Tone::good: return 'g';
    case Tone::caution: return 'c';
    case Tone::bad: return 'b';
    case Tone::muted: return 'm';
    default: return cell.header ? 'h' : '.';
  }
}

/// About as wide as in the themes' sans serif, in ems; what is not Latin as the mean.
double width_of(std::string_view text) {
  double out = 0;
  for (const char c : text) {
    if ((c & 0xC0) == 0x80) continue;
    if (std::strchr("ijl.,:;'|!I", c))
      out += 0.28;
    else if (std::strchr("frt()- /", c))
      out += 0.36;
    else if (std::strchr("mwMW%", c))
      out += 0.9;
    else if (c >= 'A' && c <= 'Z')
      out += 0.66;
    else
      out += 0.575;
  }
  return out;
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || c & 0x80; });
}

/// Texts of the cell's paragraphs and lists, one each.
void collect(const Blocks& blocks, std::vector<std::string>& to) {
  for (const auto& block : blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content))
      to.push_back(plain_text(paragraph->content));
    if (const auto* list = std::get_if<List>(&block.content))
      for (const auto& item : list->items) collect(item.content, to);
    if (const auto* division = std::get_if<Division>(&block.content)) collect(division->content, to);
  }
}

void measure(const TableCell& cell, bool bold, bool counts, Need& need) {
  std::vector<std::string> texts;
  collect(cell.content, texts);
  const double weight = bold || cell.header ? 1.1 : 1;
  for (const auto& text : texts) {
    need.widest = std::max(need.widest, width_of(text) * weight + kPadding);
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find(' ', at), text.size());
      need.narrowest =
          std::max(need.narrowest, width_of(std::string_view(text).substr(at, end - at)) * weight + kPadding);
      at = end + 1;
    }
    if (counts && text.size() > 5 && has_letter(text)) need.numbers = false;
  }
}

std::vector<Need> needs_of(const DataTable& table) {
  std::vector<Need> needs(table.columns.size());
  const auto take = [&](const TableRow& row, bool header) {
    std::size_t column = 0;
    for (const auto& cell : row) {
      if (cell.column_span == 1 && column < needs.size()) measure(cell, header, !header, needs[column]);
      column += static_cast<std::size_t>(cell.column_span);
    }
  };
  for (const auto& row : table.header) take(row, true);
  for (const auto& row : table.rows) take(row, false);
  return needs;
}

/// What room is left over goes to columns of text; numbers stay near their natural width.
void spread(std::vector<double>& widths, const std::vector<Need>& needs, double room) {
  double text = 0, left = room, all = std::accumulate(widths.begin(), widths.end(), 0.0);
  for (const auto& need : needs) text += need.numbers ? 0 : need.widest;
  for (std::size_t c = 0; c < needs.size(); ++c)
    if (needs[c].numbers && text > 0) {
      const double more = widths[c] * std::min(kMostAir, room / all);
      widths[c] += more, left -= more;
    }
  for (std::size_t c = 0; c < needs.size(); ++c)
    if (!needs[c].numbers || text <= 0) widths[c] += left * needs[c].widest / (text > 0 ? text : all);
}

}  // namespace

std::string cells_of(const DataTable& table) {
  std::string out;
  for (const auto* rows : {&table.header, &table.rows})
    for (const auto& row : *rows) {
      for (const auto& cell : row) out += letter_of(cell);
      out += '/';
    }
  return out;
}

std::string alignments_of(const DataTable& table) {
  std::string out;
  for (const auto* rows : {&table.header, &table.rows})
    for (const auto& row : *rows) {
      std::size_t column = 0;
      for (const auto& cell : row) {
        const auto usual = column < table.columns.size() ? table.columns[column].alignment : Alignment::start;
        const auto own = cell.alignment.value_or(usual);
        out += own == Alignment::start ? 's' : own == Alignment::center ? 'c' : 'e';
        column += static_cast<std::size_t>(cell.column_span);
      }
      out += '/';
    }
  return out;
}

namespace {

/// Columns of running text are as wide as each other, unless they are told to be otherwise.
std::vector<double> even_shares(const DataTable& table) {
  double given = 0;
  std::size_t free = 0;
  for (const auto& column : table.columns) column.width ? given += * column.width : free += 1;
  std::vector<double> out;
  for (const auto& column : table.columns)
    out.push_back(column.width.value_or(std::max(1 - given, 0.1) /
                                        static_cast<double>(std::max<std::size_t>(free, 1))));
  const double all = std::accumulate(out.begin(), out.end(), 0.0);
  for (auto& width : out) width /= all;
  return out;
}

}  // namespace

std::vector<double> shares_of(const DataTable& table) {
  if (table.kind == DataTable::Kind::parallel) return even_shares(table);
  const auto needs = needs_of(table);
  double narrow = 0, wide = 0;
  for (const auto& need : needs) narrow += need.narrowest, wide += need.widest;
  std::vector<double> out;
  for (const auto& need : needs) {
    if (wide <= kRoom)
      out.push_back(need.widest);
    else if (narrow >= kRoom)
      out.push_back(need.narrowest);
    else
      out.push_back(need.narrowest + (kRoom - narrow) * (need.widest - need.narrowest) / (wide - narrow));
  }
  if (wide < kRoom) spread(out, needs, kRoom - wide);
  for (std::size_t c = 0; c < out.size(); ++c)
    if (table.columns[c].width)
      out[c] = std::max(*table.columns[c].width * kRoom, std::min(needs[c].narrowest, kRoom));
  const double all = std::accumulate(out.begin(), out.end(), 0.0);
  for (auto& width : out) width /= all;
  return out;
}

}  // namespace taqrir::pandoc
