#include "environment.hpp"

#include <algorithm>
#include <cmath>

#include "filters.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

constexpr const char* kReplacement = "\uFFFD";

/// U+202A to U+202E, in UTF-8 E2 80 AA to E2 80 AE.
bool is_override(std::string_view text, std::size_t at) {
  return text.size() - at >= 3 && text[at] == '\xE2' && text[at + 1] == '\x80' && text[at + 2] >= '\xAA' &&
         text[at + 2] <= '\xAE';
}

/// Without what changes the look of what stands around: controls become U+FFFD, overrides of direction go.
std::string inert(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (is_override(text, i)) {
      i += 2;
    } else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F) {
      if (c != '\r') out += kReplacement;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// A line of the value a line of the document.
Inlines lines_of(const std::string& raw, const kit::Words& words) {
  Inlines out;
  const auto text = inert(trimmed(raw));
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (const auto line = trimmed(std::string_view(text).substr(begin, end - begin)); !line.empty()) {
      if (!out.empty()) out.push_back({HardBreak{}, {}});
      for (auto& one : words.as_written(std::string(line))) out.push_back(std::move(one));
    }
    begin = end + 1;
  }
  return out;
}

Inlines localized(const LocalizedText& text, const kit::Words& words) {
  const auto tag = text.language_for(words.language());
  const auto& own = text.in(words.language());
  auto lines = lines_of(own, words);
  const bool covered = tag.empty() || tag == words.language() || words.language().starts_with(tag + "-");
  if (covered || lines.empty()) return lines;
  return {{LanguageSpan{tag, std::move(lines)}, {}}};
}

/// The label that the field gives; else the kit's word for it ("kit.mode.remote"); else as it is written.
LocalizedText choice_label(const Shape& shape, const std::string& value, const Locale& locale) {
  for (std::size_t i = 0; i < shape.choices.size() && i < shape.choice_labels.size(); ++i)
    if (shape.choices[i] == value && !shape.choice_labels[i].empty()) return shape.choice_labels[i];
  const auto key = "kit." + shape.name + "." + value;
  return {{{"", locale.has(key) ? locale.word(key) : value}}};
}

std::string number_in_words(const Datum& datum, Environment& environment) {
  const double value = *datum.number();
  const auto& locale = environment.locale();
  if (datum.shape->kind == ShapeKind::money)
    return locale.money(value, environment.currency(*datum.shape), 2);
  return locale.number(value, datum.shape->kind == ShapeKind::integer ? 0 : kit::decimals_of(value));
}

std::string period_in_words(const Datum& datum, const Locale& locale) {
  const auto* start = datum.member("start");
  const auto* end = datum.member("end");
  if (!start || !start->date()) return {};
  return end && end->date() ? locale.dates(*start->date(), *end->date()) : locale.date(*start->date());
}

std::string list_in_words(const Datum& datum, Environment& environment) {
  std::vector<std::string> items;
  for (const auto& element : datum.elements)
    if (!element.missing()) items.push_back(shown_text(element, environment));
  return environment.locale().list(items);
}

Inlines text_of(const Datum& datum, Environment& environment) {
  const auto& words = environment.kit();
  const auto* plain_value = std::get_if<std::string>(&datum.content);
  const auto* several = std::get_if<LocalizedText>(&datum.content);
  if (datum.shape->kind == ShapeKind::choice && plain_value)
    return localized(choice_label(*datum.shape, *plain_value, environment.locale()), words);
  if (datum.shape->kind == ShapeKind::markdown && (plain_value || several))
    return environment.writer().inlines(plain_value ? *plain_value : several->in(words.language()),
                                        datum.span);
  if (several) return localized(*several, words);
  return plain_value ? lines_of(*plain_value, words) : Inlines{};
}

}  // namespace

const LocalizedText* Environment::word(const std::string& name) const {
  const auto it = words_.find(name);
  return it == words_.end() ? nullptr : &it->second;
}

const Datum& Environment::rows(const Datum& datum) {
  const auto* file = std::get_if<FileRef>(&datum.content);
  if (!file || datum.shape->kind != ShapeKind::sheet) return datum;
  auto& known = sheets_[file->path];
  if (known) return *known;
  auto table = context().table(*file, table_shape(*datum.shape));
  if (!table) append(writer_.diagnostics(), table.error());
  known = std::make_unique<const Datum>(table ? datum_of(*table, *datum.shape)
                                              : Datum{datum.shape, {}, {}, {}, datum.span});
  return *known;
}

Inlines shown(const Datum& datum, Environment& environment) {
  const auto& words = environment.kit();
  if (datum.missing()) return plain(words.missing());
  if (datum.number()) return plain(number_in_words(datum, environment));
  if (datum.date()) return plain(environment.locale().date(*datum.date()));
  if (const auto* yes = std::get_if<bool>(&datum.content))
    return plain(environment.locale().word(*yes ? "template.yes" : "template.no"));
  if (datum.shape->kind == ShapeKind::period) return plain(period_in_words(datum, environment.locale()));
  if (!datum.elements.empty()) return plain(list_in_words(datum, environment));
  return text_of(datum, environment);
}

std::string shown_text(const Datum& datum, Environment& environment) {
  return plain_text(shown(datum, environment));
}

Evaluated evaluate(const Expression& expression, const Scope& scope, Environment& environment) {
  static const Datum kNothing = made(ShapeKind::text, {});
  const auto* found = scope.find(expression.path);
  Evaluated value(found ? found : &kNothing);
  for (const auto& call : expression.filters)
    if (const auto* filter = find_filter(call.name))
      value = Evaluated(filter->apply_within
                            ? filter->apply_within(*value, expression.path, call, scope, environment)
                            : filter->apply(*value, call, environment));
  return value;
}

Expression without_wording(const Expression& expression) {
  Expression out{expression.path, {}};
  if (expression.filters.empty()) return out;
  const auto* first = find_filter(expression.filters.front().name);
  if (first && first->apply_within) out.filters.push_back(expression.filters.front());
  return out;
}

Datum apply_filter(const FilterCall& call, Datum value, Environment& environment) {
  const auto* filter = find_filter(call.name);
  return filter ? filter->apply(value, call, environment) : value;
}

// ---------------------------------------------------------------- checks

namespace {

Diagnostic unknown_filter(const FilterCall& call, const Span& span) {
  auto d = error(place_of(call.name, span), "no filter is called “{}”", {call.name});
  const auto best = nearest(call.name, filter_names());
  if (!best.empty()) return hinted(std::move(d), "did you mean “{}”?", {best});
  std::string all;
  for (const auto& name : filter_names()) all += (all.empty() ? "" : ", ") + name;
  return hinted(std::move(d), "filters: {}", {all});
}

Diagnostic wrong_arguments(const Filter& filter, const Span& span) {
  const auto* what = filter.least > 0  ? "the filter “{}” needs to be told something"
                     : filter.most > 0 ? "the filter “{}” is told too much"
                                       : "the filter “{}” takes nothing behind a colon";
  return hinted(error(place_of(filter.name, span), what, {filter.name}), "as in {}", {filter.example});
}

std::string kinds_in_words(const std::vector<ShapeKind>& kinds) {
  std::string out;
  for (const auto kind : kinds) out += (out.empty() ? "" : ", ") + std::string(name_of(kind));
  return out;
}

Result<const Shape*> check_filter(const FilterCall& call, const Shape& in, const std::string& path,
                                  const Names& names, const Span& span) {
  const auto* filter = find_filter(call.name);
  if (!filter) return fail(unknown_filter(call, span));
  const auto count = static_cast<int>(call.arguments.size());
  if (count < filter->least || count > filter->most) return fail(wrong_arguments(*filter, span));
  const auto& accepted = filter->accepts;
  if (!accepted.empty() && std::find(accepted.begin(), accepted.end(), in.kind) == accepted.end())
    return fail(
        hinted(error(place_of(call.name, span), "the filter “{}” is not for “{}”, which is of the kind {}",
                     {call.name, path, name_of(in.kind)}),
               "it is for: {}", {kinds_in_words(accepted)}));
  return filter->gives_among ? filter->gives_among(call, names, span) : filter->gives(in, call, span);
}

/// A filter that is told names looks at the value itself, as it stands in its row.
std::optional<Diagnostic> not_first(const FilterCall& call, const Expression& expression, const Span& span) {
  const auto* filter = find_filter(call.name);
  if (!filter || !filter->apply_within || &call == &expression.filters.front()) return std::nullopt;
  return hinted(
      error(place_of(call.name, span), "the filter “{}” stands directly behind its name", {call.name}),
      "as in {}", {filter->example});
}

}  // namespace

std::string label_of(const Shape& shape, Environment& environment) {
  if (!shape.label.empty()) return shape.label.in(environment.locale().language());
  return shape.word.empty() ? shape.name : environment.writer().word(shape.word);
}

Result<const Shape*> check(const Expression& expression, const Names& names, const Span& span) {
  auto shape = names.find(expression.path, span);
  for (const auto& call : expression.filters) {
    for (const auto& argument : call.arguments) names.note(argument);
    if (auto wrong = shape ? not_first(call, expression, span) : std::nullopt) return fail(*std::move(wrong));
    if (shape) shape = check_filter(call, **shape, expression.path, names, span);
  }
  return shape;
}

Result<const Shape*> check_shown(const Expression& expression, const Names& names, const Span& span) {
  auto shape = check(expression, names, span);
  if (!shape) return shape;
  const auto place = place_of(expression.path, span);
  const auto kind = (*shape)->kind;
  if (kind == ShapeKind::table)
    return fail(hinted(error(place, "“{}” has several parts, of which one can stand here", {expression.path}),
                       "as {}.{}",
                       {expression.path, (*shape)->members.empty() ? "…" : (*shape)->members.front().name}));
  const bool rows = kind == ShapeKind::sheet ||
                    (kind == ShapeKind::list && (*shape)->row() && !(*shape)->row()->members.empty());
  if (rows)
    return fail(hinted(error(place, "“{}” has several rows, which cannot stand in a line", {expression.path}),
                       "repeat: {} … {}; or count them: {} | count",
                       {"{{#each " + expression.path + "}}", "{{/each}}", expression.path}));
  if (kind == ShapeKind::text_file || kind == ShapeKind::file)
    return fail(hinted(error(place, "“{}” is a file, which cannot stand in a line", {expression.path}),
                       kind == ShapeKind::text_file
                           ? "put {} alone on its line, or show it by a section with component = \"text\""
                           : "pictures are shown by a section with component = \"pictures\"",
                       {"{{ " + expression.path + " }}"}));
  return shape;
}

}  // namespace taqrir::declared
