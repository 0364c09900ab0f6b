#include "condition.hpp"

#include <algorithm>
#include <charconv>

namespace taqrir::declared {

namespace {

using Kind = Condition::Kind;

struct Comparison {
  const char* words;
  const char* key;  ///< in TOML
  Kind kind;
  bool negated;
};
constexpr Comparison kComparisons[] = {{" is not ", "is_not", Kind::is, true},
                                       {" is ", "is", Kind::is, false},
                                       {" at least ", "at_least", Kind::at_least, false},
                                       {" at most ", "at_most", Kind::at_most, false}};

std::string unquoted(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return std::string(text);
}

std::optional<double> as_number(const std::string& text) {
  double out = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string text_of(const Value& value) {
  if (const auto* x = std::get_if<std::string>(&value.content)) return *x;
  if (const auto* x = std::get_if<bool>(&value.content)) return *x ? "true" : "false";
  if (const auto* x = std::get_if<std::int64_t>(&value.content)) return std::to_string(*x);
  if (const auto* x = std::get_if<Date>(&value.content)) return iso(*x);
  if (const auto* x = std::get_if<double>(&value.content)) {
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, *x).ptr};
  }
  return {};
}

Diagnostic compared_with_nothing(const std::string& path, const Span& span) {
  return hinted(
      error(span, "“{}” is compared with a value that is missing", {path}),
      "write what it is to be, as { field = \"{}\", is = \"…\" }; or only “{}”, to ask whether it is given",
      {path, path});
}

}  // namespace

Result<Condition> parse_condition(std::string_view text, const Span& span) {
  Condition out;
  out.span = out.subject_span = span;
  auto rest = trimmed(text);
  if (rest.empty())
    return fail(hinted(error(span, "the condition is empty"),
                       "name a field: when = \"decisions\"; or take the condition out"));
  std::string padded = std::string(rest) + " ";
  for (const auto& one : kComparisons) {
    const auto at = padded.find(one.words);
    if (at == std::string::npos) continue;
    out.kind = one.kind, out.negated = one.negated;
    out.values = {unquoted(std::string_view(padded).substr(at + std::string_view(one.words).size()))};
    rest = trimmed(std::string_view(padded).substr(0, at));
    break;
  }
  if (rest.starts_with("not ")) rest = trimmed(rest.substr(4)), out.negated = !out.negated;
  auto subject = parse_expression(rest, span);
  if (!subject) return fail(std::move(subject.error()));
  out.subject = std::move(*subject);
  if (out.kind != Kind::given && out.values.front().empty())
    return fail(compared_with_nothing(out.subject.path, span));
  return out;
}

namespace {

const Record* record_in(const Value& value) {
  const auto* records = std::get_if<std::vector<Record>>(&value.content);
  return records && !records->empty() ? &records->front() : nullptr;
}

Result<Condition> several(Kind kind, const Value& value) {
  Condition out;
  out.kind = kind, out.span = value.span;
  Diagnostics wrong;
  const auto* list = std::get_if<ValueList>(&value.content);
  if (!list || list->empty())
    return fail(hinted(error(value.span, "this must be a list of conditions"),
                       "write [ \"decisions\", { field = \"mode\", is = \"remote\" } ]"));
  for (const auto& one : *list) {
    auto part = parse_condition(one);
    if (part)
      out.parts.push_back(std::move(*part));
    else
      append(wrong, std::move(part.error()));
  }
  if (!wrong.empty()) return fail(std::move(wrong));
  return out;
}

const std::vector<std::string> kKeys{"field",    "is",      "is_not", "one_of",
                                     "at_least", "at_most", "all_of", "any_of"};

Diagnostics unknown_keys(const Record& record) {
  Diagnostics out;
  for (const auto& [key, value] : record.entries()) {
    if (std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end()) continue;
    const auto best = nearest(key, kKeys);
    auto d = error(value.key, "unknown key “{}”", {key});
    out.push_back(best.empty() ? hinted(std::move(d), "a condition has: {}",
                                        {"field, is, is_not, one_of, at_least, at_most, all_of, any_of"})
                               : hinted(std::move(d), "did you mean “{}”?", {best}));
  }
  return out;
}

void compare(Condition& out, const Record& record) {
  for (const auto& one : kComparisons)
    if (const auto* value = record.find(one.key)) {
      out.kind = one.kind, out.negated = one.negated, out.span = value->span;
      out.values = {text_of(*value)};
    }
  if (const auto* value = record.find("one_of")) {
    out.kind = Kind::is, out.span = value->span;
    for (const auto& element : record.list("one_of")) out.values.push_back(text_of(element));
  }
}

}  // namespace

Result<Condition> parse_condition(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.content)) return parse_condition(*text, value.span);
  const auto* record = record_in(value);
  if (!record)
    return fail(hinted(error(value.span, "this is no condition"),
                       "write \"decisions\", or { field = \"mode\", is = \"remote\" }"));
  if (auto wrong = unknown_keys(*record); !wrong.empty()) return fail(std::move(wrong));
  if (const auto* all = record->find("all_of")) return several(Kind::all, *all);
  if (const auto* any = record->find("any_of")) return several(Kind::any, *any);
  const auto* field = record->find("field");
  if (!field) return fail(hinted(error(value.span, "the condition names no field"), "add field = \"…\""));
  auto out = parse_condition(text_of(*field), field->span);
  if (!out) return out;
  compare(*out, *record);
  const bool empty = out->values.empty() || std::any_of(out->values.begin(), out->values.end(),
                                                        [](const auto& v) { return v.empty(); });
  if (empty) return fail(compared_with_nothing(out->subject.path, out->span));
  return out;
}

// ---------------------------------------------------------------- checks

namespace {

Diagnostics check_choices(const Condition& condition, const Shape& shape) {
  Diagnostics out;
  for (const auto& value : condition.values) {
    if (std::find(shape.choices.begin(), shape.choices.end(), value) != shape.choices.end()) continue;
    auto d = error(place_of(value, condition.span), "“{}” is never “{}”", {condition.subject.path, value});
    std::string all;
    for (const auto& choice : shape.choices) all += (all.empty() ? "" : ", ") + choice;
    const auto best = nearest(value, shape.choices);
    out.push_back(best.empty() ? hinted(std::move(d), "it is one of {}", {all})
                               : hinted(std::move(d), "did you mean “{}”?", {best}));
  }
  return out;
}

Diagnostic wrong_value(const Condition& condition, const std::string& value, const char* wanted) {
  return hinted(error(place_of(value, condition.span), "“{}” cannot be compared with “{}”",
                      {condition.subject.path, value}),
                wanted);
}

Diagnostics check_comparison(const Condition& condition, const Shape& shape) {
  Diagnostics out;
  const bool ordered = condition.kind == Kind::at_least || condition.kind == Kind::at_most;
  if (ordered && !shape.is_number() && shape.kind != ShapeKind::date)
    return {hinted(error(condition.span, "“{}” is neither number nor date: it has no least and no most",
                         {condition.subject.path}),
                   "compare it with “is”; the rows of a list are counted by {} | count",
                   {condition.subject.path})};
  for (const auto& value : condition.values) {
    if (shape.is_number() && !as_number(value))
      out.push_back(wrong_value(condition, value, "write a number"));
    if (shape.kind == ShapeKind::date && !parse_iso_date(value))
      out.push_back(wrong_value(condition, value, "write a date: 2025-06-30"));
    if (shape.kind == ShapeKind::boolean && value != "true" && value != "false")
      out.push_back(wrong_value(condition, value, "write true or false"));
  }
  if (shape.kind == ShapeKind::choice && !ordered) append(out, check_choices(condition, shape));
  if (shape.kind == ShapeKind::table || shape.holds_rows())
    out.push_back(hinted(error(condition.span, "“{}” has several parts, and is compared with one value",
                               {condition.subject.path}),
                         "name one of its parts, or count it: {} | count", {condition.subject.path}));
  return out;
}

}  // namespace

Diagnostics check(const Condition& condition, const Names& names) {
  Diagnostics out;
  for (const auto& part : condition.parts) append(out, check(part, names));
  if (condition.kind == Kind::all || condition.kind == Kind::any) return out;
  const auto shape = check(condition.subject, names, condition.subject_span);
  if (!shape) return shape.error();
  if (condition.kind != Kind::given) append(out, check_comparison(condition, **shape));
  return out;
}

Diagnostics mistakes_in(const Value& value, const Names& names) {
  const auto* record = record_in(value);
  auto out = record ? unknown_keys(*record) : Diagnostics{};
  const Value* several = nullptr;
  for (const auto* key : {"all_of", "any_of"})
    if (record && record->has(key)) several = record->find(key);
  const auto* parts = several ? std::get_if<ValueList>(&several->content) : nullptr;
  if (parts && !parts->empty()) {
    for (const auto& part : *parts) append(out, mistakes_in(part, names));
    return out;
  }
  if (!out.empty()) return out;
  const auto condition = parse_condition(value);
  return condition ? check(*condition, names) : condition.error();
}

// ---------------------------------------------------------------- answers

namespace {

bool equals(const Datum& datum, const std::string& value) {
  if (const auto number = datum.number()) return as_number(value) == number;
  if (const auto day = datum.date()) return parse_iso_date(value) == day;
  if (const auto* flag = std::get_if<bool>(&datum.content)) return value == (*flag ? "true" : "false");
  if (const auto* text = std::get_if<std::string>(&datum.content)) return *text == value;
  if (const auto* several = std::get_if<LocalizedText>(&datum.content))
    return std::any_of(several->by_language.begin(), several->by_language.end(),
                       [&](const auto& one) { return one.second == value; });
  return false;
}

/// Whether the value is at or past the bound; `sign`: 1 for at least, -1 for at most.
bool reaches(const Datum& datum, const std::string& bound, int sign) {
  if (const auto number = datum.number()) return (*number - as_number(bound).value_or(0)) * sign >= 0;
  const auto day = datum.date(), limit = parse_iso_date(bound);
  if (!day || !limit) return false;
  return sign > 0 ? *day >= *limit : *day <= *limit;
}

bool is_given(const Datum& datum, Environment& environment) {
  if (const auto* flag = std::get_if<bool>(&datum.content)) return *flag;
  if (datum.shape->kind == ShapeKind::sheet) return !environment.rows(datum).elements.empty();
  return !datum.missing();
}

bool holds_plainly(const Condition& condition, const Scope& scope, Environment& environment) {
  const auto each = [&](const Condition& part) { return holds(part, scope, environment); };
  if (condition.kind == Kind::all) return std::all_of(condition.parts.begin(), condition.parts.end(), each);
  if (condition.kind == Kind::any) return std::any_of(condition.parts.begin(), condition.parts.end(), each);
  const auto value = evaluate(condition.subject, scope, environment);
  if (condition.kind == Kind::given) return is_given(*value, environment);
  if (value->missing()) return false;
  if (condition.kind != Kind::is)
    return reaches(*value, condition.values.front(), condition.kind == Kind::at_least ? 1 : -1);
  return std::any_of(condition.values.begin(), condition.values.end(),
                     [&](const auto& one) { return equals(*value, one); });
}

}  // namespace

bool holds(const Condition& condition, const Scope& scope, Environment& environment) {
  return holds_plainly(condition, scope, environment) != condition.negated;
}

}  // namespace taqrir::declared
