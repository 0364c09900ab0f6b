#include "component.hpp"

#include <algorithm>

#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "decisions.md" in French: "decisions.fr.md".
std::string with_language(const std::string& name, const std::string& language) {
  const auto dot = name.rfind('.');
  if (dot == std::string::npos) return name + "." + language;
  return name.substr(0, dot) + "." + language + name.substr(dot);
}

const Record* record_in(const Value& value) {
  const auto* records = std::get_if<std::vector<Record>>(&value.content);
  return records && !records->empty() ? &records->front() : nullptr;
}

/// A text, or each of its languages, with its place.
void for_each_text(const Value& raw, const std::function<void(const std::string&, const Span&)>& body) {
  if (const auto* text = std::get_if<std::string>(&raw.content)) body(*text, raw.span);
  if (const Record* table = record_in(raw))
    for (const auto& [language, value] : table->entries())
      if (const auto* text = std::get_if<std::string>(&value.content)) body(*text, value.span);
}

}  // namespace

std::string file_in(const Declaration& type, const std::string& name, const std::string& language) {
  const auto primary = language.substr(0, language.find('-'));
  for (const auto& candidate : {with_language(name, language), with_language(name, primary), name})
    if (has(type.files, candidate)) return candidate;
  for (const auto& other : type.languages)
    if (const auto candidate = with_language(name, other); has(type.files, candidate)) return candidate;
  return {};
}

std::string file_of_language(const Declaration& type, const std::string& name, const std::string& language) {
  auto candidate = with_language(name, language);
  return has(type.files, candidate) ? candidate : std::string();
}

void check_translations(const Value& raw, const Declaration& type, Diagnostics& diagnostics) {
  const Record* table = record_in(raw);
  if (!table) return;  // one text for all
  for (const auto& language : type.languages)
    if (!table->has(language))
      diagnostics.push_back(hinted(warning(raw.span, "the text is missing in “{}”", {language}),
                                   "add {} = \"…\"; until then it stands in another language", {language}));
}

// ---------------------------------------------------------------- checking

void Checking::text(const Record& raw, std::string_view key, const Names& names) {
  const auto* value = raw.find(key);
  if (!value) return;
  check_translations(*value, type_, diagnostics_);
  for_each_text(*value, [&](const std::string& text, const Span& span) {
    say(source_.rehearse(text, span, NameBindings(names)));
  });
}

void Checking::file(std::string_view key) {
  const auto name = section_.text(key);
  if (name.empty()) return;
  const auto span = section_.span_of(key);
  std::vector<std::string> found;
  std::vector<std::string> missing;
  if (has(type_.files, name)) found.push_back(name);
  for (const auto& language : type_.languages) {
    const auto candidate = with_language(name, language);
    if (has(type_.files, candidate))
      found.push_back(candidate);
    else
      missing.push_back(candidate);
  }
  if (found.empty()) {
    auto d = error(span, "the type's folder has no file “{}”", {name});
    const auto best = nearest(name, type_.files);
    return say(best.empty() ? hinted(std::move(d), "write it, or one for each language: {}",
                                     {with_language(name, "fr")})
                            : hinted(std::move(d), "did you mean “{}”?", {best}));
  }
  if (!has(type_.files, name))
    for (const auto& one : missing)
      say(hinted(warning(span, "the text is missing in one language: the folder has no “{}”", {one}),
                 "write that file"));
  for (const auto& one : found) say(source_.rehearse(source_.file(one, span), NameBindings(names_)));
}

const Shape* Checking::rows(std::string_view key) {
  if (!section_.has(key)) return nullptr;
  const auto row = check_rows(section_.text(key), names_, section_.span_of(key));
  if (row) return *row;
  say(row.error());
  return nullptr;
}

const Shape* Checking::expression(const Record& raw, std::string_view key, const Names& names) {
  const auto* value = raw.find(key);
  const auto* text = value ? std::get_if<std::string>(&value->content) : nullptr;
  if (!text) return nullptr;
  const auto expression = parse_expression(*text, value->span);
  if (!expression) return say(expression.error()), nullptr;
  const auto shape = check_shown(*expression, names, value->span);
  if (!shape) return say(shape.error()), nullptr;
  return *shape;
}

void Checking::condition(const Record& raw, std::string_view key, const Names& names) {
  if (const auto* value = raw.find(key)) say(mistakes_in(*value, names));
}

const Shape* Checking::field(const Record& record, std::string_view key, const std::vector<ShapeKind>& kinds,
                             const Names& names) {
  if (!record.has(key)) return nullptr;
  const auto span = record.span_of(key);
  const auto path = record.text(key);
  const auto shape = names.find(path, span);
  if (!shape) return say(shape.error()), nullptr;
  if (std::find(kinds.begin(), kinds.end(), (*shape)->kind) != kinds.end()) return *shape;
  std::string all;
  for (const auto kind : kinds) all += (all.empty() ? "" : " or ") + std::string(name_of(kind));
  say(hinted(error(span, "“{}” is of the kind {}, and this section shows a field of the kind {}",
                   {path, name_of((*shape)->kind), all}),
             "name another field, or change its type"));
  return nullptr;
}

void Checking::preset(std::string_view key, const char* preset) {
  if (!section_.has(key)) return;
  const auto name = section_.text(key);
  const auto span = section_.span_of(key);
  const auto shape = names_.find(name, span);
  if (!shape) return say(shape.error());
  if ((*shape)->preset != preset)
    say(hinted(error(span, "“{}” is not of the type “{}”", {name, preset}),
               "write type = \"{}\" at its [[field]]", {preset}));
}

void Checking::one_of(std::initializer_list<const char*> keys, const char* none, const char* several,
                      const char* remedy) {
  int count = 0;
  for (const auto* key : keys) count += section_.has(key);
  if (count != 1) say(hinted(error(section_.span(), count == 0 ? none : several), remedy));
}

// ---------------------------------------------------------------- composing

Inlines Composing::text(const Record& record, std::string_view key, const Scope& scope) {
  if (!record.has(key)) return {};
  const auto localized = record.localized(key);
  const auto& language = environment_.locale().language();
  const auto tag = localized.language_for(language);
  auto inlines = environment_.context().template_inlines(localized.in(language), record.span_of(key),
                                                         ScopeBindings(scope, environment_));
  if (!inlines) return append(writer().diagnostics(), inlines.error()), Inlines{};
  const bool covered = tag.empty() || tag == language || language.starts_with(tag + "-");
  if (covered || inlines->empty()) return *std::move(inlines);
  return {{LanguageSpan{tag, *std::move(inlines)}, {}}};
}

Blocks Composing::file(std::string_view key) {
  const auto name = file_in(type_, section_.text(key), environment_.locale().language());
  return name.empty() ? Blocks{} : file_named(name, section_.span_of(key));
}

Blocks Composing::file_named(const std::string& name, const Span& named) {
  const FileRef file{type_.prefix + name, named};
  auto blocks = environment_.context().template_text(file, ScopeBindings(scope_, environment_), level_);
  if (blocks) return *std::move(blocks);
  append(writer().diagnostics(), blocks.error());
  return {};
}

const std::vector<Datum>& Composing::rows(std::string_view key) {
  static const std::vector<Datum> kNone;
  const auto* datum = field(key);
  return datum ? environment_.rows(*datum).elements : kNone;
}

std::vector<Scope> Composing::scopes(std::string_view key) {
  const auto& all = rows(key);
  std::vector<Scope> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto scope = scope_of_item(scope_, all, i);
    if (!section_.has("where") || holds(section_, "where", scope)) out.push_back(std::move(scope));
  }
  return out;
}

bool Composing::holds(const Record& record, std::string_view key, const Scope& scope) {
  const auto* value = record.find(key);
  const auto condition = value ? parse_condition(*value) : Result<Condition>(Condition{});
  return value && condition && declared::holds(*condition, scope, environment_);
}

const Datum* Composing::field(std::string_view key) {
  return section_.has(key) ? scope_.find(trimmed(section_.text(key))) : nullptr;
}

std::string Composing::activity() {
  if (!section_.has("activity")) return environment_.context().activity_id();
  const auto id = value(section_.text("activity"), scope_);
  return id->missing() ? std::string() : shown_text(*id, environment_);
}

Field activity_key() {
  return labelled(text_field("activity"), "Activité", "Activity",
                  "Un nom : « item.id » ; sans lui, la même activité.",
                  "A name: “item.id”; without it, the same activity.");
}

Field missing_key() {
  return labelled(choice_field("missing", {"shown", "left-out"}), "Sans contenu", "Without content",
                  "« shown » (sans précision) : le dire ; « left-out » : ni titre, ni texte.",
                  "“shown” (unless said): to say so; “left-out”: neither title nor text.");
}

Evaluated Composing::value(std::string_view expression, const Scope& scope) {
  const auto parsed = parse_expression(expression, {});
  return parsed ? evaluate(*parsed, scope, environment_) : Evaluated(made(ShapeKind::text, {}));
}

Field parts_key(std::vector<std::string> parts) {
  return labelled(list_field("parts", choice_field("", std::move(parts))), "Parties", "Parts",
                  "Ce qui est montré ; tout sans précision.", "What is shown; all unless said.");
}

Field caption_key() { return labelled(localized_field("caption"), "Légende", "Caption"); }

bool shows(const Composing& composing, const std::string& part) {
  const auto parts = composing.section().texts("parts");
  return parts.empty() || has(parts, part);
}

Block captioned(Composing& composing, Block table) {
  if (composing.section().has("caption"))
    std::get<DataTable>(table.content).caption = composing.text("caption");
  return table;
}

Blocks without_content(Composing& composing) {
  if (composing.leaves_out_missing()) return {};
  return {paragraph(composing.writer().kit().missing())};
}

}  // namespace taqrir::declared
