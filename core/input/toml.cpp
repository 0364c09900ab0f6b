#include "input/toml.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cctype>

#include "base/unicode.hpp"

namespace taqrir::input {

namespace {

// toml++ counts lines and columns from 1, columns in code points, and ends one past the last.
Span span_of(const toml::source_region& region, const SourceRef& file) {
  const bool one_line = region.begin.line == region.end.line;
  return {file, region.begin.line, region.begin.column, one_line ? region.end.column : 0};
}

Record record_of(const toml::table& table, const Span& span, const SourceRef& file);

Value value_of(const toml::node& node, const SourceRef& file) {
  Value value{{}, span_of(node.source(), file), {}};
  if (const auto* text = node.as_string()) value.content = text->get();
  if (const auto* whole = node.as_integer()) value.content = whole->get();
  if (const auto* number = node.as_floating_point()) value.content = number->get();
  if (const auto* flag = node.as_boolean()) value.content = flag->get();
  if (const auto* day = node.as_date()) {
    const toml::date& d = day->get();
    value.content = Date{std::chrono::year{d.year}, std::chrono::month{d.month}, std::chrono::day{d.day}};
  }
  if (const auto* array = node.as_array()) {
    ValueList list;
    for (const auto& element : *array) list.push_back(value_of(element, file));
    value.content = std::move(list);
  }
  if (const auto* table = node.as_table())
    value.content = std::vector<Record>{record_of(*table, value.span, file)};
  return value;  // a time of day stays without content: nothing asks for one
}

// toml++ sorts keys; the record keeps the file's order.
Record record_of(const toml::table& table, const Span& span, const SourceRef& file) {
  std::vector<std::pair<const toml::key*, const toml::node*>> entries;
  for (auto&& [key, node] : table) entries.emplace_back(&key, &node);
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return a.first->source().begin < b.first->source().begin;
  });
  Record record(span);
  for (const auto& [key, node] : entries) {
    Value value = value_of(*node, file);
    value.key = span_of(key->source(), file);
    record.set(std::string(key->str()), std::move(value));
  }
  return record;
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The value's first bytes on the line on which the parser stopped.
std::string_view value_on(std::string_view line) {
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  const auto first = line.find_first_not_of(" \t", equals + 1);
  return first == std::string_view::npos ? std::string_view() : line.substr(first);
}

bool begins_like_a_word(std::string_view value) {
  const unsigned char first = value.empty() ? 0 : static_cast<unsigned char>(value.front());
  return std::isalpha(first) || first >= 0x80;
}

bool begins_with_curly_quote(std::string_view value) {
  const auto begins = [&](std::string_view quote) { return value.substr(0, quote.size()) == quote; };
  return begins("“") || begins("”") || begins("«") || begins("‘") || begins("’");
}

// `vrai`, `Oui`, `yes` …: what is meant, in TOML's own words.
std::string_view meant_boolean(std::string_view value) {
  const auto word = value.substr(0, value.find_first_of(" \t,]}#"));
  for (const std::string_view yes : {"vrai", "Vrai", "oui", "Oui", "yes", "Yes", "True", "TRUE"})
    if (word == yes) return "true";
  for (const std::string_view no : {"faux", "Faux", "non", "Non", "no", "No", "False", "FALSE"})
    if (word == no) return "false";
  return {};
}

bool is_decimal_comma(std::string_view value) {
  const auto comma = value.find(',');
  const auto digit = [&](std::size_t i) {
    return i < value.size() && std::isdigit(static_cast<unsigned char>(value[i]));
  };
  return comma != std::string_view::npos && comma > 0 && digit(comma - 1) && digit(comma + 1);
}

// The slips that people who are no programmers make; empty when none is recognised.
std::string likely_remedy(std::string_view line, std::string_view what, std::string_view why) {
  const auto value = value_on(line);
  if (begins_with_curly_quote(value)) return "put texts between straight quotes: \"…\"";
  if (holds(why, "escape sequence"))
    return "between \"…\", a “\\” must be written “\\\\”; paths are written with “/”";
  if (what == "table header" && holds(why, "cannot redefine existing array"))
    return "it has two brackets above: write [[…]] here too";
  if (what == "table header" && holds(why, "cannot redefine"))
    return "each [section] stands once: put the keys of both together";
  if (holds(why, "cannot redefine"))
    return "each key stands once in its table: remove or rename one of the two";
  if (what == "date" || holds(why, "saw '/'"))
    return "a date is written year-month-day and must exist: 2025-06-30";
  if (what == "inline table")
    return "a table between “{” and “}” stands on one line; longer ones get a [section]";
  if (what == "array" && holds(why, "end-of-file")) return "the list that “[” opens is not closed by “]”";
  if (what == "array" && holds(why, "expected comma"))
    return "before this place, “]” is missing after a list, or “,” between two of its values";
  if (holds(why, "expected '='")) return "a line is “key = value”";
  if (holds(why, "saw ','") && is_decimal_comma(value)) return "decimals stand behind a point: 20.5";
  if (const auto word = meant_boolean(value); !word.empty())
    return "write " + std::string(word) + ", without quotes";
  if (what == "root table" && holds(why, "expected keys"))
    return "a line is “key = value”; keys hold letters a–z, digits, “-” and “_”";
  if (begins_like_a_word(value)) return "put texts between quotes: \"…\"";
  if (std::count(line.begin(), line.end(), '"') % 2 == 1)
    return "a quote on this line opens a text and none closes it";
  return {};
}

// toml++ says "Error while parsing WHAT: WHY".
Diagnostic syntax_error(const toml::parse_error& failure, const SourceRef& file) {
  constexpr std::string_view kOpening = "Error while parsing ";
  std::string_view said = failure.description(), what = "file";
  const auto colon = said.find(": ");
  if (said.substr(0, kOpening.size()) == kOpening && colon != std::string_view::npos)
    what = said.substr(kOpening.size(), colon - kOpening.size()), said.remove_prefix(colon + 2);
  const auto span = span_of(failure.source(), file);
  auto out = error(span, "not valid TOML ({}): {}", {std::string(what), std::string(said)});
  const auto remedy = likely_remedy(file->line(span.line), what, said);
  return remedy.empty() ? out : hinted(std::move(out), remedy);
}

}  // namespace

Result<Record> parse_toml(const SourceRef& file) {
  try {
    const auto table = toml::parse(std::string_view(file->text()), std::string_view(file->path()));
    return record_of(table, Span{file, 0, 0, 0}, file);
  } catch (const toml::parse_error& failure) {
    return fail(syntax_error(failure, file));
  }
}

}  // namespace taqrir::input
