#include "input/markdown/limits.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace taqrir::input::markdown {

namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

std::size_t markers_of(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '>' || ((c == '-' || c == '*' || c == '+') && i + 1 < line.size() &&
                     (line[i + 1] == ' ' || line[i + 1] == '\t')))
      ++count;
    else if (c != ' ' && c != '\t')
      break;
  }
  return count;
}

Diagnostic at_line(const SourceRef& file, std::uint32_t line, std::string pattern,
                   std::vector<std::string> args) {
  return error(Span{file, line, 1, 0}, std::move(pattern), std::move(args));
}

// Columns of a line such as `|---|:-:|`; 0 for other lines.
std::size_t columns_of_delimiter_row(std::string_view line) {
  if (line.find_first_not_of(" \t\r|:->") != std::string_view::npos ||
      line.find('-') == std::string_view::npos)
    return 0;
  const auto first = line.find_first_not_of(" \t>"), last = line.find_last_not_of(" \t\r");
  const auto bars = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
  return bars + 1 - (line[first] == '|') - (last > first && line[last] == '|');
}

class Effort {
 public:
  void add(std::string_view line);
  bool too_many_marks() const { return spent_ + cost() > kMostEffort; }
  bool too_many_columns() const { return columns_ > kMostColumns; }
  bool too_many_cells() const { return static_cast<double>(columns_) * rows_ > static_cast<double>(kMostCells); }

 private:
  double cost() const {
    return marks_ * marks_ + ats_ * ats_ / 10 + lines_before_table_ * lines_before_table_;
  }
  void begin_paragraph();
  void end_marks();

  double spent_ = 0;
  double marks_ = 0, ats_ = 0, lines_ = 0, lines_before_table_ = 0, rows_ = 0;
  std::size_t columns_ = 0;
  bool in_table_ = false;
};

void Effort::end_marks() {
  spent_ += cost();
  marks_ = ats_ = lines_before_table_ = 0;
}

void Effort::begin_paragraph() {
  end_marks();
  lines_ = rows_ = 0;
  columns_ = 0;
  in_table_ = false;
}

void Effort::add(std::string_view line) {
  if (is_blank(line)) return begin_paragraph();
  std::size_t marks = 0, ats = 0;
  for (const char c : line) marks += (c == '[') | (c == ']') | (c == '&'), ats += c == '@';
  if (columns_ == 0 || line[line.find_first_not_of(" \t")] != '|') in_table_ = false;
  if (in_table_) end_marks();  // each row, each cell even, is parsed on its own
  marks_ += static_cast<double>(marks), ats_ += static_cast<double>(ats);
  ++lines_;
  if (columns_ > 0) ++rows_;
  if (const auto columns = columns_of_delimiter_row(line); columns > 0 && lines_ > 1) {
    columns_ = std::max(columns_, columns);
    in_table_ = true;
    lines_before_table_ = std::max(lines_before_table_, lines_);
  }
}

std::optional<Diagnostic> refusal_at(const SourceRef& file, std::uint32_t number, std::string_view line,
                                     const Effort& effort) {
  if (markers_of(line) > kMostMarkers)
    return hinted(
        at_line(file, number, "this line opens more than {} quotes or lists", {std::to_string(kMostMarkers)}),
        "write the text with fewer levels");
  if (effort.too_many_columns())
    return hinted(
        at_line(file, number, "a table has more than {} columns here", {std::to_string(kMostColumns)}),
        "no page holds so many: divide the table");
  if (effort.too_many_cells())
    return hinted(at_line(file, number, "a table has more than {} cells up to here", {"200,000"}),
                  "put the data into a CSV file");
  if (effort.too_many_marks())
    return hinted(
        at_line(file, number, "too many brackets and marks up to this line: the text is not read", {}),
        "is this a Markdown text? an empty line ends a paragraph");
  return std::nullopt;
}

}  // namespace

std::optional<Diagnostic> refusal(const SourceRef& file) {
  const std::string_view text = file->text();
  if (text.size() > kLargestText)
    return hinted(
        error(Span{file, 0, 0, 0}, "the text is larger than {} MB", {std::to_string(kLargestText >> 20)}),
        "divide it into several files");
  Effort effort;
  std::uint32_t number = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    ++number;
    effort.add(line);
    if (auto refused = refusal_at(file, number, line, effort)) return refused;
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace taqrir::input::markdown
