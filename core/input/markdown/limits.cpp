#include "input/markdown/limits.hpp"

#include <string_view>

namespace taqrir::input::markdown {

namespace {

// cmark-gfm's time grows with the square of some counts within a paragraph. Each limit is far above what
// a written text holds and keeps the parser below half a second.
constexpr std::size_t kLargestFile = 16u << 20;
constexpr std::size_t kMostMarkers = 100;         // of quotes and lists at the begin of one line
constexpr double kBracketBudget = 1.5e8;          // sum of the squares of the brackets in each paragraph

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

std::size_t markers_of(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '>' || ((c == '-' || c == '*' || c == '+') && i + 1 < line.size() && (line[i + 1] == ' ' || line[i + 1] == '\t')))
      ++count;
    else if (c != ' ' && c != '\t')
      break;
  }
  return count;
}

Diagnostic at_line(const SourceRef& file, std::uint32_t line, std::string pattern, std::vector<std::string> args) {
  return error(Span{file, line, 1, 0}, std::move(pattern), std::move(args));
}

class Budget {
 public:
  // True when the line passes the budget.
  bool passed_by(std::string_view line) {
    if (is_blank(line)) close_paragraph();
    for (const char c : line) brackets_ += c == '[' || c == ']';
    return spent_ + brackets_ * brackets_ > kBracketBudget;
  }

 private:
  void close_paragraph() { spent_ += brackets_ * brackets_, brackets_ = 0; }
  double spent_ = 0, brackets_ = 0;
};

}  // namespace

std::optional<Diagnostic> refusal(const SourceRef& file) {
  const std::string_view text = file->text();
  if (text.size() > kLargestFile)
    return hinted(error(Span{file, 0, 0, 0}, "the text is larger than {} MB", {std::to_string(kLargestFile >> 20)}),
                  "divide it into several files");
  Budget budget;
  std::uint32_t number = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    ++number;
    if (markers_of(line) > kMostMarkers)
      return hinted(at_line(file, number, "this line opens more than {} quotes or lists", {std::to_string(kMostMarkers)}),
                    "write the text with fewer levels");
    if (budget.passed_by(line))
      return hinted(at_line(file, number, "too many brackets up to this line: the text is not read", {}),
                    "is this a Markdown text? a paragraph holds a few hundred “[” at most");
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace taqrir::input::markdown
