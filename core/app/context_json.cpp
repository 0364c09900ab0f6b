#include "app/context_json.hpp"

#include <functional>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/paths.hpp"
#include "app/schemas.hpp"
#include "input/mission.hpp"
#include "model/json.hpp"

namespace taqrir::app {

namespace {

using Json = nlohmann::ordered_json;

// ---------------------------------------------------------------- the table's own words

/// A member of a JSON object made of a T: its name, what it is, what it looks like, and its value. A value of
/// null is left out, and so is not `required`.
template <class T>
struct Member {
  std::string name, help;
  Json schema;
  std::function<Json(const T&)> value;
  bool required = false;
};
template <class T>
using Members = std::vector<Member<T>>;

template <class T>
Json object_of(const Members<T>& members, const T& from) {
  auto out = Json::object();
  for (const auto& member : members)
    if (auto value = member.value(from); !value.is_null()) out[member.name] = std::move(value);
  return out;
}

template <class T>
Json schema_of(const Members<T>& members) {
  Json properties = Json::object(), required = Json::array();
  for (const auto& member : members) {
    auto& property = properties[member.name] = member.schema;
    property["description"] = member.help;
    if (member.required) required.push_back(member.name);
  }
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

Json a_text() { return {{"type", "string"}}; }
Json a_number() { return {{"type", "integer"}}; }
Json a_truth() { return {{"type", "boolean"}}; }
Json a_day() { return {{"type", "string"}, {"format", "date"}}; }
Json a_cell() { return {{"type", {"string", "number", "boolean", "null"}}}; }
Json only(Json value) { return {{"const", std::move(value)}}; }
Json one_of(std::vector<std::string> words) { return {{"enum", std::move(words)}}; }
Json any_object() { return {{"type", "object"}}; }
Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json map_of(Json values) { return {{"type", "object"}, {"additionalProperties", std::move(values)}}; }
Json reference(const char* name) { return {{"$ref", std::string("#/$defs/") + name}}; }

Json text_or_none(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json day_or_none(const std::optional<Date>& day) { return day ? Json(iso(*day)) : Json(); }

// ---------------------------------------------------------------- values

Json values_of(const Record& record) { return Json::parse(to_json(record))["values"]; }

/// A row is an object; columns that the form declares are called as it calls them.
Json rows_of(const Table& table, const Schema& columns) {
  const auto written = Json::parse(to_json(table));
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(column.name);
  for (const auto& column : columns)
    if (const auto index = table.column(column.name)) names[*index] = column.name;
  auto rows = Json::array();
  for (const auto& cells : written["rows"]) {
    auto row = Json::object();
    for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row[names[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return {{"columns", names}, {"rows", std::move(rows)}};
}

Json blocks_of(Blocks blocks) {
  Document document;
  document.blocks = std::move(blocks);
  return Json::parse(to_json(document))["blocks"];
}

// ---------------------------------------------------------------- sheets and texts of the form

ColumnType type_of(const Field& column) {
  switch (column.kind) {
    case FieldKind::integer: return ColumnType::integer;
    case FieldKind::number: return ColumnType::number;
    case FieldKind::date: return ColumnType::date;
    case FieldKind::boolean: return ColumnType::boolean;
    default: return ColumnType::text;
  }
}

TableShape shape_of(const Schema& columns) {
  TableShape shape;
  for (const auto& column : columns)
    shape.push_back({column.name, type_of(column), column.required, true, column.choices, column.minimum,
                     column.maximum});
  return shape;
}

bool is_sheet(const Field& field, const std::string& path) {
  const auto kind = extension(path.substr(0, path.find('#')));
  return field.form == "sheet" || kind == ".csv" || kind == ".xlsx" || kind == ".ods";
}

bool is_text(const Field& field, const std::string& path) {
  return field.form == "markdown" || extension(path) == ".md";
}

/// Reads what a report's own table names, wherever in it.
class FormFiles {
 public:
  explicit FormFiles(const ReportContext& context) : context_(context) {}

  void read(const Record& record, const Schema& fields) {
    for (const auto& field : fields)
      if (const auto* value = record.find(field.name)) read(*value, field);
  }

  Json tables = Json::object(), texts = Json::object();
  Diagnostics diagnostics;

 private:
  void read(const Value& value, const Field& field) {
    if (const auto* file = std::get_if<FileRef>(&value.content)) read(*file, field);
    if (const auto* list = std::get_if<ValueList>(&value.content); list && !field.element.empty())
      for (const auto& one : *list) read(one, field.element.front());
    if (const auto* records = std::get_if<std::vector<Record>>(&value.content))
      for (const auto& record : *records) read(record, field.fields);
  }

  void read(const FileRef& file, const Field& field) {
    if (is_sheet(field, file.path)) {
      auto table = context_.table(file, shape_of(field.fields));
      if (!table) return append(diagnostics, std::move(table.error()));
      tables[file.path] = rows_of(*table, field.fields);
    } else if (is_text(field, file.path)) {
      auto blocks = context_.text(file);
      if (!blocks) return append(diagnostics, std::move(blocks.error()));
      texts[file.path] = blocks_of(std::move(*blocks));
    }
  }

  const ReportContext& context_;
};

// ---------------------------------------------------------------- the table

struct Asked {
  const ReportContext& context;
  const ReportInfo& info;
  const TypeWords& words;
  Json tables, texts;
};

struct OneActivity {
  const ReportContext& context;
  std::string id;
  const Record& record;
};

struct OnePiece {
  const ReportContext& context;
  const Piece& piece;
};

const char* const kScopes[] = {"mission", "activity", "row"};
const char* const kKinds[] = {"pdf", "picture", "text", "other"};
const char* const kStandings[] = {"present", "withheld", "missing"};
const char* const kStates[] = {"present", "missing", "late", "waived"};

template <std::size_t N>
std::vector<std::string> all(const char* const (&words)[N]) {
  return {words, words + N};
}

template <class E, std::size_t N>
std::string word_of(E value, const char* const (&words)[N]) {
  return words[static_cast<std::size_t>(value)];
}

std::string dates_of(const OneActivity& activity) {
  const auto* dates = activity.record.table("dates");
  const auto start = dates ? dates->date("start") : std::nullopt;
  if (!start) return {};
  return activity.context.locale().dates(*start, dates->date("end").value_or(*start));
}

const Members<Asked>& report_members() {
  static const Members<Asked> kMembers{
      {"id", "Id of the report type.", a_text(), [](const Asked& a) { return Json(a.info.id); }, true},
      {"title", "Its title in the report's language.", a_text(),
       [](const Asked& a) { return Json(a.context.report_title(a.info.id)); }, true},
      {"scope", "Of what it is made.", one_of(all(kScopes)),
       [](const Asked& a) { return Json(word_of(a.info.scope, kScopes)); }, true},
      {"language", "BCP 47: in what it is to be written.", a_text(),
       [](const Asked& a) { return Json(a.context.locale().language()); }, true},
      {"date", "The document's date: what “today” is.", a_day(),
       [](const Asked& a) { return Json(iso(a.context.today())); }, true},
      {"date_text", "The same in words.", a_text(),
       [](const Asked& a) { return Json(a.context.locale().date(a.context.today())); }, true},
  };
  return kMembers;
}

const Members<OneActivity>& activity_members() {
  static const Members<OneActivity> kMembers{
      {"id", "The name of its folder.", a_text(), [](const OneActivity& a) { return Json(a.id); }, true},
      {"title", "Its title in the report's language.", a_text(),
       [](const OneActivity& a) {
         return text_or_none(a.record.text("title", a.context.locale().language()));
       }},
      {"dates", "Its dates in words.", a_text(),
       [](const OneActivity& a) { return text_or_none(dates_of(a)); }},
      {"values", "What its activity.toml says.", reference("activity"),
       [](const OneActivity& a) { return values_of(a.record); }, true},
  };
  return kMembers;
}

const Members<OnePiece>& piece_members() {
  static const Members<OnePiece> kMembers{
      {"reference", "What a “piece-reference” in the document calls it.", a_text(),
       [](const OnePiece& p) { return Json(piece_anchor(p.piece).substr(6)); }, true},
      {"activity", "Id of its activity; left out: it is the mission's own.", a_text(),
       [](const OnePiece& p) { return text_or_none(p.piece.activity); }},
      {"number", "As it is written: “3”, “5.3”.", a_text(),
       [](const OnePiece& p) { return Json(number_of(p.piece, p.context.locale())); }, true},
      {"title", "In the report's language.", a_text(),
       [](const OnePiece& p) { return text_or_none(p.piece.title.in(p.context.locale().language())); }},
      {"file", "Its path in the mission; left out: it is withheld, or missing.", a_text(),
       [](const OnePiece& p) { return text_or_none(p.piece.file.path); }},
      {"leaves", "What stands for it on pages: a PDF, or a picture for each page.", list_of(a_text()),
       [](const OnePiece& p) {
         auto out = Json::array();
         for (const auto& leaf : p.piece.leaves) out.push_back(leaf.path);
         return out;
       },
       true},
      {"kind", "How a document holds it.", one_of(all(kKinds)),
       [](const OnePiece& p) { return Json(word_of(p.piece.kind, kKinds)); }, true},
      {"date", "Its date.", a_day(), [](const OnePiece& p) { return day_or_none(p.piece.date); }},
      {"origin", "Who made it.", a_text(), [](const OnePiece& p) { return text_or_none(p.piece.origin); }},
      {"language", "BCP 47.", a_text(), [](const OnePiece& p) { return text_or_none(p.piece.language); }},
      {"confidential", "Not for the public edition.", a_truth(),
       [](const OnePiece& p) { return Json(p.piece.confidential); }, true},
      {"pages", "How many; 0: not known.", a_number(), [](const OnePiece& p) { return Json(p.piece.pages); },
       true},
      {"standing", "Whether it can be shown.", one_of(all(kStandings)),
       [](const OnePiece& p) { return Json(word_of(p.piece.standing, kStandings)); }, true},
  };
  return kMembers;
}

const Members<Deliverable>& deliverable_members() {
  static const Members<Deliverable> kMembers{
      {"activity", "Id; left out: the mission's own.", a_text(),
       [](const Deliverable& d) { return text_or_none(d.activity); }},
      {"report", "Id of the report type.", a_text(), [](const Deliverable& d) { return Json(d.report); },
       true},
      {"declared", "There is a table for it.", a_truth(),
       [](const Deliverable& d) { return Json(d.declared); }, true},
      {"owed", "A requirement asks for it.", a_truth(), [](const Deliverable& d) { return Json(d.owed); },
       true},
      {"state", "How it stands on the document's date.", one_of(all(kStates)),
       [](const Deliverable& d) { return Json(word_of(d.state, kStates)); }, true},
      {"due", "By when.", a_day(), [](const Deliverable& d) { return day_or_none(d.due); }},
      {"status", "“draft”, “sent”, “validated”.", a_text(),
       [](const Deliverable& d) { return text_or_none(d.status); }},
      {"status_on", "Since when.", a_day(), [](const Deliverable& d) { return day_or_none(d.status_on); }},
      {"reason", "Why it is waived.", a_text(), [](const Deliverable& d) { return text_or_none(d.reason); }},
  };
  return kMembers;
}

Json activity_of(const Asked& asked) {
  const auto* record = asked.context.activity();
  if (!record) return {};
  return object_of(activity_members(), OneActivity{asked.context, asked.context.activity_id(), *record});
}

Json activities_of(const Asked& asked) {
  auto out = Json::array();
  for (const auto& activity : asked.context.activities())
    out.push_back(object_of(activity_members(), OneActivity{asked.context, activity.id, *activity.record}));
  return out;
}

Json pieces_of(const Asked& asked) {
  auto out = Json::array();
  for (const auto& piece : asked.context.pieces().all)
    out.push_back(object_of(piece_members(), OnePiece{asked.context, piece}));
  return out;
}

Json deliverables_of(const Asked& asked) {
  auto out = Json::array();
  for (const auto& deliverable : asked.context.deliverables())
    out.push_back(object_of(deliverable_members(), deliverable));
  return out;
}

Json words_of(const Asked& asked) {
  auto out = Json::object();
  for (const auto& [name, text] : asked.words) out[name] = text.in(asked.context.locale().language());
  return out;
}

Json table_schema() {
  auto columns = list_of(a_text());
  columns["description"] = "Their names, in the sheet's order.";
  auto rows = list_of(map_of(a_cell()));
  rows["description"] =
      "A value for each column: number, true or false, ISO date, text; null: an empty cell.";
  return {{"type", "object"},
          {"properties", {{"columns", std::move(columns)}, {"rows", std::move(rows)}}},
          {"required", {"columns", "rows"}},
          {"additionalProperties", false}};
}

const Members<Asked>& context_members() {
  static const Members<Asked> kMembers{
      {"format", "What this is.", only("taqrir-context"), [](const Asked&) { return Json("taqrir-context"); },
       true},
      {"version", "Of this form. A program refuses a newer one than it knows.", only(kContextJsonVersion),
       [](const Asked&) { return Json(kContextJsonVersion); }, true},
      {"report", "What is asked for.", reference("report"),
       [](const Asked& a) { return object_of(report_members(), a); }, true},
      {"fields",
       "The report's own table, checked against the type's fields. A file is its path in the mission.",
       any_object(), [](const Asked& a) { return values_of(a.context.fields()); }, true},
      {"tables", "The sheets that `fields` names, by their paths.", map_of(table_schema()),
       [](const Asked& a) { return a.tables; }, true},
      {"texts", "The texts that `fields` names, by their paths, as blocks of a document.",
       map_of(list_of(reference("block"))), [](const Asked& a) { return a.texts; }, true},
      {"row", "In row scope the row: a value for each column.", any_object(),
       [](const Asked& a) { return a.context.row() ? values_of(*a.context.row()) : Json(); }},
      {"words", "The type's [words], in the report's language.", map_of(a_text()), words_of, true},
      {"activity", "The report's activity; left out: it is the mission's own.", reference("one-activity"),
       activity_of},
      {"mission", "What mission.toml says.", reference("mission"),
       [](const Asked& a) { return values_of(a.context.mission()); }, true},
      {"activities", "All of them, in order.", list_of(reference("one-activity")), activities_of, true},
      {"pieces", "Of the report's activity; of a mission's report all.", list_of(reference("piece")),
       pieces_of, true},
      {"deliverables", "What is declared and owed in the whole mission.", list_of(reference("deliverable")),
       deliverables_of, true},
  };
  return kMembers;
}

/// The report types' own tables below [deliverables] are not this form's.
Json file_schema(const Schema& fields) {
  auto out = Json::parse(json_schema_of(fields));
  out["properties"]["deliverables"] = any_object();
  return out;
}

}  // namespace

Result<std::string> context_json(const ReportContext& context, const ReportInfo& info, const TypeWords& words) {
  FormFiles files(context);
  files.read(context.fields(), info.fields);
  if (has_errors(files.diagnostics)) return fail(std::move(files.diagnostics));
  const Asked asked{context, info, words, std::move(files.tables), std::move(files.texts)};
  return object_of(context_members(), asked).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string context_json_schema() {
  auto definitions = Json::parse(document_json_schema())["$defs"];
  definitions["report"] = schema_of(report_members());
  definitions["one-activity"] = schema_of(activity_members());
  definitions["piece"] = schema_of(piece_members());
  definitions["deliverable"] = schema_of(deliverable_members());
  definitions["mission"] = file_schema(input::mission_schema());
  definitions["activity"] = file_schema(input::activity_schema());
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Taqrir context"}};
  out.update(schema_of(context_members()));
  out["$defs"] = std::move(definitions);
  return out.dump(2) + "\n";
}

}  // namespace taqrir::app
