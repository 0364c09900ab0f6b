#include "expression.hpp"

#include <algorithm>
#include <cctype>

namespace taqrir::declared {

namespace {

/// Where `sign` stands outside quotes, from `from` on; the text's end when it does not.
std::size_t find_outside_quotes(std::string_view text, char sign, std::size_t from) {
  bool quoted = false;
  for (auto at = from; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (!quoted && text[at] == sign) return at;
  }
  return text.size();
}

std::vector<std::string_view> split(std::string_view text, char sign) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = find_outside_quotes(text, sign, begin);
    out.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return out;
}

std::string unquoted(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return std::string(text);
}

FilterCall filter_of(std::string_view text) {
  const auto colon = find_outside_quotes(text, ':', 0);
  FilterCall out{std::string(trimmed(text.substr(0, colon))), {}};
  if (colon >= text.size()) return out;
  for (const auto argument : split(text.substr(colon + 1), ',')) out.arguments.push_back(unquoted(argument));
  return out;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_path(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

Result<Expression> parse_expression(std::string_view text, const Span& span) {
  const auto parts = split(text, '|');
  Expression out{std::string(parts.front()), {}};
  if (std::count(text.begin(), text.end(), '"') % 2 == 1)
    return fail(hinted(error(span, "a quote is opened here and none closes it"), "write “default: \"…\"”"));
  if (out.path.empty())
    return fail(hinted(error(span, "a name is missing here"), "write {{ activity.title }}"));
  if (!is_path(out.path))
    return fail(
        hinted(error(place_of(out.path, span), "“{}” is no name", {out.path}),
               "a name is written field, or activity.title; filters stand behind a bar: total | money"));
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].empty())
      return fail(
          hinted(error(span, "behind the bar stands no filter"), "write “name | date”, or take the bar out"));
    out.filters.push_back(filter_of(parts[i]));
  }
  return out;
}

Span place_of(std::string_view word, const Span& span) {
  if (!span.file || span.line == 0 || word.empty()) return span;
  const auto line = span.file->line(span.line);
  for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const auto column = column_of_byte(line, at), end = column_of_byte(line, at + word.size());
    if (column >= span.column && (span.end_column <= span.column || end <= span.end_column))
      return {span.file, span.line, column, end};
  }
  return span;
}

}  // namespace taqrir::declared
