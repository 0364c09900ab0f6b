#include "fields.hpp"

#include <algorithm>

#include "kit/budget.hpp"
#include "kit/form_items.hpp"
#include "kit/indicators.hpp"
#include "kit/logframe.hpp"
#include "kit/recommendations.hpp"

namespace taqrir::declared {

namespace {

Field any_field(std::string name) {
  Field out = text_field(std::move(name));
  out.kind = FieldKind::any;
  return out;
}

struct Type {
  const char* name;
  ShapeKind kind;
};
constexpr Type kTypes[] = {
    {"text", ShapeKind::text},           {"markdown", ShapeKind::markdown}, {"integer", ShapeKind::integer},
    {"number", ShapeKind::number},       {"money", ShapeKind::money},       {"boolean", ShapeKind::boolean},
    {"date", ShapeKind::date},           {"choice", ShapeKind::choice},     {"file", ShapeKind::file},
    {"text-file", ShapeKind::text_file}, {"sheet", ShapeKind::sheet},       {"period", ShapeKind::period},
    {"table", ShapeKind::table},         {"list", ShapeKind::list}};

/// `columns`: of the header that a new sheet is given; there may be others.
Field sheet_file(std::string name, const char* french, const char* english,
                 std::initializer_list<const char*> columns) {
  auto out = labelled(file_field(std::move(name)), "", "", french, english);
  out.form = "sheet";
  for (const auto* column : columns) out.fields.push_back(text_field(column));
  return out;
}

/// What the kit counts and shows, ready to be asked for.
struct Preset {
  const char* name;
  Field (*field)(std::string name);
};
const Preset kPresets[] = {
    {"recommendations", kit::recommendation_fields},
    {"indicators", kit::indicator_fields},
    {"logframe", kit::logframe_fields},
    {"budget", kit::budget_fields},
    {"form-items", kit::form_item_fields},
    {"attendance-sheet",
     [](std::string name) {
       return sheet_file(
           std::move(name),
           "CSV : code, sexe, tranche_age, type_organisation, region, statut, puis une colonne par "
           "demi-journée",
           "CSV: code, sexe, tranche_age, type_organisation, region, statut, then one column per half-day",
           {"code", "sexe", "tranche_age", "type_organisation", "region", "statut", "j1_matin",
            "j1_apresmidi"});
     }},
    {"learning-sheet",
     [](std::string name) {
       return sheet_file(std::move(name), "CSV : code, pre, post", "CSV: code, pre, post",
                         {"code", "pre", "post"});
     }},
    {"satisfaction-sheet", [](std::string name) {
       return sheet_file(std::move(name), "CSV : code, puis une colonne par énoncé, notes de 1 à 5",
                         "CSV: code, then one column per item, ratings 1 to 5",
                         {"code", "enonce_1", "enonce_2", "enonce_3"});
     }}};

const Preset* find_preset(const std::string& name) {
  for (const auto& preset : kPresets)
    if (name == preset.name) return &preset;
  return nullptr;
}

/// What a budget's line comes to is asked for like a field of it.
void add_amount(Shape& shape) {
  if (shape.preset != "budget") return;
  Shape amount;
  amount.name = "amount", amount.kind = ShapeKind::money;
  amount.label.by_language = {{"fr", "Montant"}, {"ar", "المبلغ"}, {"en", "Amount"}};
  shape.element.front().members.push_back(std::move(amount));
}

/// What a cell of a sheet can hold.
bool fits_a_cell(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::text:
    case ShapeKind::integer:
    case ShapeKind::number:
    case ShapeKind::money:
    case ShapeKind::boolean:
    case ShapeKind::date:
    case ShapeKind::choice: return true;
    default: return false;
  }
}

const std::vector<std::string>& reserved() {
  static const std::vector<std::string> kWords{
      "mission", "activities", "activity", "organisation", "programme", "consultant", "contract",
      "report",  "today",      "word",     "item",         "loop",      "row",        "fields",
      "else",    "not",        "status",   "version",      "language",  "figures"};
  return kWords;
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_name(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

Shape period_shape(Shape shape) {
  Shape start, end;
  start.name = "start", start.kind = ShapeKind::date, start.required = true;
  end.name = "end", end.kind = ShapeKind::date;
  shape.members = {start, end};
  return shape;
}

}  // namespace

const std::vector<std::string>& field_types() {
  static const auto kNames = [] {
    std::vector<std::string> out;
    for (const auto& type : kTypes) out.emplace_back(type.name);
    for (const auto& preset : kPresets) out.emplace_back(preset.name);
    return out;
  }();
  return kNames;
}

const Schema& field_schema() {
  static const Schema kSchema{
      labelled(text_field("name", true), "Nom", "Name",
               "En minuscules, sans espace ni accent : « date_limite ».",
               "Small letters without spaces or accents: “due_date”."),
      labelled(choice_field("type", field_types(), true), "Genre", "Type"),
      labelled(localized_field("label"), "Libellé", "Label", "Comment une personne l’appelle.",
               "What a person calls it."),
      labelled(localized_field("help"), "Aide", "Help", "Une phrase, mise dans le formulaire.",
               "One sentence, put into the form."),
      labelled(boolean_field("required"), "Obligatoire", "Required"),
      labelled(any_field("default"), "Valeur par défaut", "Default", "Prise quand le champ n’est pas rempli.",
               "Taken where the field is not filled in."),
      labelled(number_field("min"), "Minimum", "Least"),
      labelled(number_field("max"), "Maximum", "Most"),
      labelled(any_field("choices"), "Choix", "Choices",
               "Une liste de mots, ou { mot = { fr = \"…\", ar = \"…\" } }.",
               "A list of words, or { word = { fr = \"…\", ar = \"…\" } }."),
      labelled(text_field("currency"), "Monnaie", "Currency",
               "D’un montant : MAD, EUR … ; sinon celle du type ou de la mission.",
               "Of an amount: MAD, EUR …; else the type’s or the mission’s."),
      labelled(any_field("columns"), "Colonnes", "Columns",
               "D’une feuille : ses colonnes, décrites comme des champs.",
               "Of a sheet: its columns, described as fields are."),
      labelled(any_field("fields"), "Champs", "Fields", "D’une liste ou d’un tableau : [[field.fields]].",
               "Of a list or a table: [[field.fields]]."),
      labelled(choice_field("of", {"text", "markdown", "integer", "number", "money", "date"}), "Éléments",
               "Elements", "D’une liste de valeurs simples.", "Of a list of plain values."),
      labelled(boolean_field("filled"), "Toujours rempli", "Always filled in",
               "D’une colonne : une cellule vide est une erreur.", "Of a column: an empty cell is an error."),
      labelled(boolean_field("personal"), "Donnée personnelle", "Personal data",
               "Remplacée dans l’édition publique.", "Replaced in the public edition."),
  };
  return kSchema;
}

std::vector<Shape> ReadFields::fields(const std::vector<Record>& raw, Place place) {
  std::vector<Shape> out;
  for (const auto& record : raw) {
    auto shape = field(record, place);
    if (!shape) continue;
    const auto same =
        std::find_if(out.begin(), out.end(), [&](const Shape& other) { return other.name == shape->name; });
    if (same != out.end())
      diagnostics.push_back(hinted(error(record.span_of("name"), "the field “{}” stands already at line {}",
                                         {shape->name, std::to_string(same->span.line)}),
                                   "give each field its own name"));
    else
      out.push_back(std::move(*shape));
  }
  return out;
}

void ReadFields::check_name(const Shape& shape, const Record& record, Place place) {
  const bool column = place == Place::column;
  if (!column && !is_name(shape.name))
    diagnostics.push_back(
        hinted(error(shape.span, "“{}” cannot be the name of a field", {shape.name}),
               "small letters without accents, digits, “_” and “-”; the label says it to people"));
  if (place == Place::top ? has(reserved(), shape.name) : shape.name == "item" || shape.name == "loop")
    diagnostics.push_back(hinted(error(shape.span, "“{}” is a name that Taqrir gives itself", {shape.name}),
                                 "call the field otherwise"));
  if (column && !fits_a_cell(shape.kind))
    diagnostics.push_back(
        hinted(error(record.span_of("type"), "a cell of a sheet holds no {}", {record.text("type")}),
               "columns are text, integer, number, money, boolean, date or choice"));
}

std::optional<Shape> ReadFields::field(const Record& raw, Place place) {
  const bool column = place == Place::column;
  const auto before = diagnostics.size();
  const auto record = source.checked(raw, field_schema(), diagnostics);
  if (diagnostics.size() > before) return std::nullopt;
  Shape out;
  out.name = record.text("name"), out.span = record.span_of("name");
  for (const auto& type : kTypes)
    if (record.text("type") == type.name) out.kind = type.kind;
  if (const auto* preset = find_preset(record.text("type"))) {
    auto field = preset->field(out.name);
    auto made = shape_of(field);
    made.span = out.span, made.preset = preset->name, made.ready_made = {std::move(field)};
    add_amount(made);
    out = std::move(made);
  }
  if (record.has("label")) out.label = record.localized("label");
  if (record.has("help")) out.help = record.localized("help");
  out.required = record.boolean("required").value_or(column);
  out.may_be_missing = !record.boolean("filled").value_or(false);
  out.personal = record.boolean("personal").value_or(false);
  out.currency = record.text("currency");
  if (out.preset.empty()) out.minimum = record.number("min"), out.maximum = record.number("max");
  check_name(out, record, place);
  limits(out, record);
  check_currency(record, diagnostics);
  for (const auto* key : {"label", "help"})
    if (const auto* value = raw.find(key)) check_translations(*value, type, diagnostics);
  choices(out, raw);
  parts(out, raw, record);
  fallback(out, raw);
  if (out.kind == ShapeKind::period) out = period_shape(std::move(out));
  return out;
}

void ReadFields::limits(const Shape& shape, const Record& record) {
  if (!shape.minimum || !shape.maximum || *shape.minimum <= *shape.maximum) return;
  diagnostics.push_back(
      hinted(error(record.span_of("max"), "nothing can be written for “{}”: its “max” is less than its “min”",
                   {shape.name}),
             "exchange the two"));
}

void ReadFields::choices(Shape& shape, const Record& raw) {
  const auto* value = raw.find("choices");
  if (shape.kind == ShapeKind::choice && !value)
    diagnostics.push_back(
        hinted(error(raw.span_of("type"), "the choice “{}” has nothing to choose from", {shape.name}),
               "add choices = { oui = { fr = \"Oui\", ar = \"نعم\" }, … }"));
  if (!value) return;
  shape.choices = raw.texts("choices");
  if (const Record* table = raw.table("choices"))
    for (const auto& [word, label] : table->entries()) {
      check_translations(label, type, diagnostics);
      LocalizedText text = table->localized(word);
      if (const Record* languages = table->table(word))
        for (const auto& [language, one] : languages->entries())
          text.by_language[language] = languages->text(language);
      shape.choices.push_back(word), shape.choice_labels.push_back(std::move(text));
    }
}

void ReadFields::parts(Shape& shape, const Record& raw, const Record& field) {
  const auto nested = raw.tables("fields"), columns = raw.tables("columns");
  const auto lacks = [&](const char* what, const char* remedy) {
    diagnostics.push_back(hinted(
        error(raw.span_of("type"), "the {} “{}” does not say what it holds", {what, shape.name}), remedy));
  };
  if (shape.kind == ShapeKind::sheet) {
    if (columns.empty()) return lacks("sheet", "add columns = [ { name = \"code\", type = \"text\" }, … ]");
    shape.members = fields(columns, Place::column);
  } else if (shape.kind == ShapeKind::table) {
    if (nested.empty()) return lacks("table", "add [[field.fields]] for each of its parts");
    shape.members = fields(nested, Place::nested);
  } else if (shape.kind == ShapeKind::list && shape.preset.empty()) {
    Shape element;
    element.kind = ShapeKind::table;
    if (const auto of = field.text("of"); !of.empty()) {
      for (const auto& type : kTypes)
        if (of == type.name) element.kind = type.kind;
    } else if (nested.empty()) {
      return lacks("list", "add [[field.fields]] for what each element has, or of = \"text\"");
    } else {
      element.members = fields(nested, Place::nested);
    }
    shape.element.push_back(std::move(element));
  }
}

/// The default, checked as a value of the field.
void ReadFields::fallback(Shape& shape, const Record& raw) {
  const auto* value = raw.find("default");
  if (!value) return;
  auto field = field_of(shape);
  field.name = "default", field.required = false;
  Record one(raw.span());
  one.set("default", *value);
  const auto checked = source.checked(one, {field}, diagnostics);
  if (const auto* kept = checked.find("default")) shape.fallback = *kept;
}

void check_currency(const Record& record, Diagnostics& diagnostics) {
  const auto code = record.text("currency");
  const bool good =
      code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!code.empty() && !good)
    diagnostics.push_back(hinted(error(record.span_of("currency"), "“{}” is no currency", {code}),
                                 "write its three letters: MAD, EUR, USD"));
}

}  // namespace taqrir::declared
