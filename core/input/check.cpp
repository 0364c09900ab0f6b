// A raw record against its Schema: types, required keys, choices, ranges, files; every error at once.
#include <algorithm>
#include <cctype>
#include <cmath>

#include "base/number_text.hpp"
#include "base/unicode.hpp"
#include "base/word_lists.hpp"
#include "input/csv_cells.hpp"
#include "input/likely_date.hpp"
#include "input/toml.hpp"
#include "model/choices.hpp"

namespace taqrir::input {

namespace {

struct Checker {
  const FileContext& files;
  Diagnostics& diagnostics;
  std::vector<SpoiledElement>* spoiled;
  bool form = false;  ///< blanks are allowed, and asked for

  Record record(const Record& raw, const Schema& schema);
  Value value(const std::string& name, const Value& raw, const Field& field);
  Value text(const std::string& name, const Value& raw, const Field& field);
  Value localized(const std::string& name, const Value& raw, const Field& field);
  Value number(const std::string& name, const Value& raw, const Field& field);
  Value date(const std::string& name, const Value& raw, const Field& field);
  Value choice(const std::string& name, const Value& raw, const Field& field);
  Value file(const std::string& name, const Value& raw, const Field& field);
  Value table(const std::string& name, const Value& raw, const Field& field);
  Value map(const std::string& name, const Value& raw, const Field& field);
  Value list(const std::string& name, const Value& raw, const Field& field);
  void period(const Record& table);
  void look_into(const FileRef& file, const Field& field);
  Value wrong_type(const std::string& name, const Value& raw, const Field& field);
  void unknown(const std::string& key, const Value& value, const Schema& schema);
  void note_spoiled(const Value& list, std::size_t index, const Value& element, std::size_t first);
  void report(Diagnostic diagnostic) { diagnostics.push_back(std::move(diagnostic)); }
};

std::vector<std::string> names_of(const Schema& schema) {
  std::vector<std::string> out;
  for (const auto& field : schema) out.push_back(field.name);
  return out;
}

Value without_content(const Value& raw) { return {{}, raw.span, raw.key}; }

Value with(const Value& raw, Value::Content content) { return {std::move(content), raw.span, raw.key}; }

const Record* record_in(const Value& value) {
  const auto* records = std::get_if<std::vector<Record>>(&value.content);
  return records && !records->empty() ? &records->front() : nullptr;
}

// ---------------------------------------------------------------- blanks of forms

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// What a new form holds where nothing has been written yet. An empty list says that there are none.
bool is_blank(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.content)) return is_blank(*text);
  if (const auto* elements = std::get_if<ValueList>(&value.content))
    return !elements->empty() &&
           std::all_of(elements->begin(), elements->end(), [](const Value& one) { return is_blank(one); });
  const Record* record = record_in(value);
  return record && !record->entries().empty() &&
         std::all_of(record->entries().begin(), record->entries().end(),
                     [](const auto& entry) { return is_blank(entry.second); });
}

/// Markdown without its comments: in them a new text says what is asked for.
std::string without_comments(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = std::min(text.find("<!--", at), text.size());
    out += text.substr(at, open - at);
    const auto close = text.find("-->", open);
    at = close == std::string_view::npos ? text.size() : close + 3;
  }
  return out;
}

// ---------------------------------------------------------------- words for messages

std::string wanted(const Field& field) {
  switch (field.kind) {
    case FieldKind::text: return "a text";
    case FieldKind::localized: return "a text, or a table with a text for each language";
    case FieldKind::integer: return "a whole number";
    case FieldKind::number: return "a number";
    case FieldKind::boolean: return "true or false";
    case FieldKind::date: return "a date";
    case FieldKind::choice: return "one of " + listed(field.choices);
    case FieldKind::file:
    case FieldKind::path: return "the path of a file";
    case FieldKind::table:
    case FieldKind::map: return "a table";
    case FieldKind::list: return "a list";
    case FieldKind::any: return "anything";
  }
  return "another value";
}

std::string found(const Value& value) {
  struct Name {
    std::string operator()(std::monostate) const { return "a time"; }
    std::string operator()(bool) const { return "true or false"; }
    std::string operator()(std::int64_t) const { return "a whole number"; }
    std::string operator()(double) const { return "a number with decimals"; }
    std::string operator()(const std::string&) const { return "a text"; }
    std::string operator()(const Date&) const { return "a date"; }
    std::string operator()(const FileRef&) const { return "a file"; }
    std::string operator()(const LocalizedText&) const { return "a text in several languages"; }
    std::string operator()(const ValueList&) const { return "a list"; }
    std::string operator()(const std::vector<Record>&) const { return "a table"; }
  };
  return std::visit(Name{}, value.content);
}

// What the file says at the span, as it is written there; empty when it stands on several lines.
std::string as_written(const Span& span) {
  if (!span.file || span.end_column <= span.column) return {};
  const auto characters = split_characters(span.file->line(span.line));
  std::string out;
  for (std::size_t i = span.column - 1; i < characters.size() && i + 1 < span.end_column; ++i)
    out += characters[i];
  return out;
}

std::string example(const Field& field) {
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::number: return field.minimum && *field.minimum > 1 ? plain_number(*field.minimum) : "1";
    case FieldKind::boolean: return "true";
    case FieldKind::date: return "2025-06-30";
    case FieldKind::choice:
      return "\"" + (field.choices.empty() ? std::string("…") : field.choices.front()) + "\"";
    case FieldKind::file:
    case FieldKind::path: return "\"folder/file\"";
    case FieldKind::table:
    case FieldKind::map: return "{ … }";
    case FieldKind::list: return "[ … ]";
    default: return "\"…\"";
  }
}

// `03/02/2025` as `2025-02-03`; empty for other texts.
std::string iso_of_french_date(const std::string& text) {
  if (text.size() != 10 || text[2] != text[5] || (text[2] != '/' && text[2] != '.' && text[2] != '-'))
    return {};
  const auto turned = text.substr(6) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2);
  return parse_iso_date(turned) ? turned : std::string();
}

bool looks_like_number(const std::string& text) {
  if (text.empty()) return false;
  for (unsigned char c : text)
    if (!std::isdigit(c) && c != '.' && c != '-') return false;
  return std::count(text.begin(), text.end(), '.') <= 1;
}

// `2 500,50 DH` as `2500.50`, `20 %` as `20`; empty for texts that are no number, or could be two.
std::string number_meant(const std::string& text) {
  const auto last = text.find_last_of("0123456789");
  if (last == std::string::npos) return {};
  std::string out;
  for (std::size_t i = 0; i <= last;) {
    const char32_t c = next_code_point(text, i);
    const bool space = c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009;
    const bool digit = c >= '0' && c <= '9';
    if (!space && !digit && c != ',' && c != '.' && !(c == '-' && out.empty())) return {};
    if (!space) out += c == ',' ? '.' : static_cast<char>(c);
  }
  const auto sign = text.substr(last + 1);
  const bool short_sign =
      split_characters(sign).size() <= 5 && sign.find_first_of(",.-") == std::string::npos;
  return short_sign && std::count(out.begin(), out.end(), '.') <= 1 ? out : std::string();
}

std::string remedy_for_date(const std::string& name, const Value& raw) {
  const auto* text = std::get_if<std::string>(&raw.content);
  const auto day = !text ? std::string() : parse_iso_date(*text) ? *text : iso_of_french_date(*text);
  if (day.empty()) return "write year-month-day without quotes: " + name + " = 2025-06-30";
  return "write it year-month-day, without quotes: " + name + " = " + day;
}

// What to write instead; empty when nothing better than the message can be said.
std::string remedy(const std::string& name, const Value& raw, const Field& field) {
  const auto* text = std::get_if<std::string>(&raw.content);
  const bool scalar = !std::holds_alternative<ValueList>(raw.content) && !record_in(raw);
  const bool number = field.kind == FieldKind::integer || field.kind == FieldKind::number;
  if (field.kind == FieldKind::date) return remedy_for_date(name, raw);
  if (number && text && looks_like_number(*text)) return "write it without quotes: " + name + " = " + *text;
  if (const auto plain = number && text ? number_meant(*text) : std::string(); !plain.empty())
    return "write it without quotes, spaces or signs, with a point before decimals: " + name + " = " + plain;
  if (field.kind == FieldKind::boolean && scalar) return "write true or false, without quotes";
  if (field.kind == FieldKind::table && scalar && !field.fields.empty())
    return "write it as { " + field.fields.front().name + " = " + as_written(raw.span) + " }";
  if (field.kind == FieldKind::list && scalar)
    return "put it between square brackets: " + name + " = [" + as_written(raw.span) + "]";
  const bool textual = field.kind == FieldKind::text || field.kind == FieldKind::localized ||
                       field.kind == FieldKind::choice || field.kind == FieldKind::file;
  if (textual && scalar && !text)
    return "put it between quotes: " + name + " = \"" + as_written(raw.span) + "\"";
  return {};
}

/// The word of the choice that a person calls so, in whatever language; empty: there is none.
std::string choice_labelled(const std::string& text, const Field& field) {
  for (std::size_t i = 0; i < field.choices.size() && i < field.choice_labels.size(); ++i)
    for (const auto& [language, label] : field.choice_labels[i].by_language)
      if (nearest(text, {label}) == label) return field.choices[i];
  return {};
}

// ---------------------------------------------------------------- the checks

Value Checker::wrong_type(const std::string& name, const Value& raw, const Field& field) {
  auto out = error(raw.span, "“{}” must be {}, not {}", {name, wanted(field), found(raw)});
  const auto hint = remedy(name, raw, field);
  report(hint.empty() ? std::move(out) : hinted(std::move(out), "{}", {hint}));
  return without_content(raw);
}

Value Checker::text(const std::string& name, const Value& raw, const Field& field) {
  return std::holds_alternative<std::string>(raw.content) ? raw : wrong_type(name, raw, field);
}

Value Checker::localized(const std::string& name, const Value& raw, const Field& field) {
  if (const auto* plain = std::get_if<std::string>(&raw.content))
    return with(raw, LocalizedText{{{"", *plain}}});
  const Record* table = record_in(raw);
  if (!table) return wrong_type(name, raw, field);
  LocalizedText out;
  for (const auto& [language, entry] : table->entries()) {
    const auto* text = std::get_if<std::string>(&entry.content);
    if (!is_language_tag(language))
      report(hinted(error(entry.key, "“{}” is no language", {language}), "write fr, ar, zgh, en …"));
    else if (!text)
      wrong_type(language, entry, text_field(language));
    else
      out.by_language[language] = *text;
  }
  if (table->entries().empty())
    report(hinted(error(raw.span, "“{}” holds no text in any language", {name}), "write {} = { fr = \"…\" }",
                  {name}));
  return with(raw, std::move(out));
}

Value Checker::number(const std::string& name, const Value& raw, const Field& field) {
  const auto* whole = std::get_if<std::int64_t>(&raw.content);
  const auto* real = std::get_if<double>(&raw.content);
  if (real && !std::isfinite(*real)) {
    report(hinted(error(raw.span, "“{}” must be a number, not {}", {name, as_written(raw.span)}),
                  "leave the key out when the value is not known"));
    return without_content(raw);
  }
  if (!whole && (!real || field.kind == FieldKind::integer)) return wrong_type(name, raw, field);
  if (real && field.form == "money" && may_be_thousands(as_written(raw.span)))
    report(hinted(error(raw.span, "“{}” can be read as a thousand times as much", {as_written(raw.span)}),
                  "write an amount with two decimals or none, and thousands without a mark"));
  const double value = whole ? static_cast<double>(*whole) : *real;
  if (field.minimum && value < *field.minimum)
    report(error(raw.span, "“{}” must be at least {}, not {}",
                 {name, plain_number(*field.minimum), plain_number(value)}));
  if (field.maximum && value > *field.maximum)
    report(error(raw.span, "“{}” must be at most {}, not {}",
                 {name, plain_number(*field.maximum), plain_number(value)}));
  return raw;
}

Value Checker::date(const std::string& name, const Value& raw, const Field& field) {
  const auto* date = std::get_if<Date>(&raw.content);
  if (!date) return wrong_type(name, raw, field);
  if (auto unlikely = unlikely_date(*date, raw.span)) report(std::move(*unlikely));
  return raw;
}

Value Checker::choice(const std::string& name, const Value& raw, const Field& field) {
  const auto* text = std::get_if<std::string>(&raw.content);
  if (!text) return wrong_type(name, raw, field);
  for (const auto& choice : field.choices)
    if (choice == *text) return raw;
  auto out = error(raw.span, "“{}” cannot be “{}”", {name, *text});
  const auto labelled = choice_labelled(*text, field);
  const auto best = labelled.empty() ? nearest(*text, field.choices) : labelled;
  report(best.empty() ? hinted(std::move(out), "it is one of {}", {listed(labelled_choices(field, "fr"))})
                      : hinted(std::move(out), "did you mean “{}”? it is one of {}",
                               {best, listed(labelled_choices(field, "fr"))}));
  return without_content(raw);
}

Value Checker::file(const std::string& name, const Value& raw, const Field& field) {
  const auto* text = std::get_if<std::string>(&raw.content);
  if (!text) return wrong_type(name, raw, field);
  auto ref = find_file(files, *text, raw.span);
  if (ref && form && field.required) look_into(*ref, field);
  if (ref) return with(raw, std::move(*ref));
  append(diagnostics, std::move(ref.error()));
  return without_content(raw);
}

/// A text of which nothing but the comment that the new form held is there: a small file. Those of other
/// programs are not opened; a sheet without rows is told where it is read.
void Checker::look_into(const FileRef& file, const Field& field) {
  constexpr std::uint64_t kNewForm = 4096;  // bytes
  if (field.form != "markdown" || !file.path.ends_with(".md")) return;
  const auto path = files.root.empty() ? file.path : files.root + "/" + file.path;
  const auto info = files.world->info(path);
  if (!info || info->size > kNewForm) return;
  const auto bytes = files.world->read(path);
  if (!bytes) return;  // told where it is read
  if (is_blank(without_comments(bytes->view())))
    report(hinted(error(file.span, "the text “{}” is still empty", {file.path}), "write it in that file"));
}

Value Checker::table(const std::string& name, const Value& raw, const Field& field) {
  const Record* inner = record_in(raw);
  if (!inner) return wrong_type(name, raw, field);
  auto checked = record(*inner, field.fields);
  if (form && field.fields.size() == 2) period(checked);
  return with(raw, std::vector<Record>{std::move(checked)});
}

/// A start and an end, and nothing else. Rows that have both beside others may be told by who shows them.
void Checker::period(const Record& table) {
  const auto start = table.date("start"), end = table.date("end");
  if (start && end && *end < *start)
    report(hinted(
        error(table.span_of("end"), "this ends before it begins: {} is before {}", {iso(*end), iso(*start)}),
        "correct one of the two dates"));
}

Value Checker::map(const std::string& name, const Value& raw, const Field& field) {
  const Record* inner = record_in(raw);
  if (!inner) return wrong_type(name, raw, field);
  Record out(inner->span());
  for (const auto& [key, entry] : inner->entries())
    out.set(key, field.element.empty() ? entry : value(key, entry, field.element.front()));
  return with(raw, std::vector<Record>{std::move(out)});
}

Value Checker::list(const std::string& name, const Value& raw, const Field& field) {
  const auto* elements = std::get_if<ValueList>(&raw.content);
  if (!elements) return wrong_type(name, raw, field);
  ValueList out;
  std::size_t index = 0;
  for (const auto& element : *elements) {
    if (form && is_blank(element)) continue;
    const auto first = diagnostics.size();
    auto checked = field.element.empty() ? element : value(name, element, field.element.front());
    if (!checked.missing()) out.push_back(std::move(checked));
    note_spoiled(raw, index++, element, first);
  }
  return with(raw, std::move(out));
}

// `first`: of the diagnostics, the first that was told of the element.
void Checker::note_spoiled(const Value& list, std::size_t index, const Value& element, std::size_t first) {
  if (!spoiled) return;
  SpoiledElement out{list.span, index, element.span, {}};
  for (auto i = first; i < diagnostics.size(); ++i)
    if (diagnostics[i].severity == Severity::error) out.errors.push_back(diagnostics[i].span);
  if (!out.errors.empty()) spoiled->push_back(std::move(out));
}

Value Checker::value(const std::string& name, const Value& raw, const Field& field) {
  switch (field.kind) {
    case FieldKind::text:
    case FieldKind::path: return text(name, raw, field);
    case FieldKind::localized: return localized(name, raw, field);
    case FieldKind::integer:
    case FieldKind::number: return number(name, raw, field);
    case FieldKind::boolean:
      return std::holds_alternative<bool>(raw.content) ? raw : wrong_type(name, raw, field);
    case FieldKind::date: return date(name, raw, field);
    case FieldKind::choice: return choice(name, raw, field);
    case FieldKind::file: return file(name, raw, field);
    case FieldKind::table: return table(name, raw, field);
    case FieldKind::map: return map(name, raw, field);
    case FieldKind::list: return list(name, raw, field);
    case FieldKind::any: return raw;
  }
  return raw;
}

void Checker::unknown(const std::string& key, const Value& value, const Schema& schema) {
  auto out = error(value.key, "unknown key “{}”", {key});
  const auto best = nearest(key, names_of(schema));
  report(best.empty() ? hinted(std::move(out), "keys known here: {}", {listed(names_of(schema))})
                      : hinted(std::move(out), "did you mean “{}”?", {best}));
}

Record Checker::record(const Record& raw, const Schema& schema) {
  Record out(raw.span());
  for (const auto& [key, entry] : raw.entries()) {
    const Field* field = find_field(schema, key);
    if (!field) {
      unknown(key, entry, schema);
      continue;
    }
    if (form && is_blank(entry)) {
      if (field->required)
        report(hinted(error(entry.span, "“{}” is required and still empty", {key}), "write {} = {}",
                      {key, example(*field)}));
      continue;
    }
    auto checked = value(key, entry, *field);
    if (!checked.missing()) out.set(key, std::move(checked));
  }
  for (const auto& field : schema)
    if (field.required && !raw.has(field.name))
      report(hinted(error(raw.span(), "the required key “{}” is missing", {field.name}), "add {} = {}",
                    {field.name, example(field)}));
  return out;
}

}  // namespace

Record check(const Record& raw, const Schema& schema, const FileContext& files, Diagnostics& diagnostics,
             std::vector<SpoiledElement>* spoiled) {
  return Checker{files, diagnostics, spoiled}.record(raw, schema);
}

Record check_form(const Record& raw, const Schema& schema, const FileContext& files, Diagnostics& diagnostics,
                  std::vector<SpoiledElement>* spoiled) {
  return Checker{files, diagnostics, spoiled, true}.record(raw, schema);
}

}  // namespace taqrir::input
