// Forms made from a schema: the starter table of a deliverable, and JSON Schema for editors.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/job.hpp"
#include "app/workshop.hpp"
#include "input/mission.hpp"

namespace taqrir::app {

namespace {

using Json = nlohmann::ordered_json;

std::string example(const Field& field, const std::string& language);

std::string inline_table(const Schema& fields, const std::string& language) {
  std::string out;
  for (const auto& field : fields)
    out += (out.empty() ? "" : ", ") + field.name + " = " + example(field, language);
  return out.empty() ? "{}" : "{ " + out + " }";
}

std::string example(const Field& field, const std::string& language) {
  if (!field.default_text.empty()) return field.default_text;
  switch (field.kind) {
    case FieldKind::integer: return "0";
    case FieldKind::number: return "0.0";
    case FieldKind::boolean: return "false";
    case FieldKind::date: return "2025-01-31";
    case FieldKind::choice: return field.choices.empty() ? "\"\"" : "\"" + field.choices.front() + "\"";
    case FieldKind::table: return inline_table(field.fields, language);
    case FieldKind::map: return "{}";
    case FieldKind::list:
      return field.element.empty() ? "[]" : "[ " + example(field.element.front(), language) + " ]";
    default: return "\"\"";
  }
}

/// Required fields stand ready to fill in; the others are commented out.
std::string form_line(const Field& field, const std::string& language) {
  std::string comment;
  if (!field.label.empty()) comment = field.label.in(language);
  if (!field.help.empty()) comment += (comment.empty() ? "" : ": ") + field.help.in(language);
  std::replace(comment.begin(), comment.end(), '\n', ' ');
  return (comment.empty() ? "" : "# " + comment + "\n") + (field.required ? "" : "# ") + field.name + " = " +
         example(field, language) + "\n";
}

Json schema_of(const Schema& fields);

Json schema_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::integer: return {{"type", "integer"}};
    case FieldKind::number: return {{"type", "number"}};
    case FieldKind::boolean: return {{"type", "boolean"}};
    case FieldKind::date: return {{"type", "string"}, {"format", "date"}};
    case FieldKind::choice: return {{"enum", field.choices}};
    case FieldKind::localized:
      return {{"anyOf", Json::array({{{"type", "string"}},
                                     {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}}})}};
    case FieldKind::table: return schema_of(field.fields);
    case FieldKind::map:
      return {
          {"type", "object"},
          {"additionalProperties", field.element.empty() ? Json(true) : schema_of(field.element.front())}};
    case FieldKind::list:
      return {{"type", "array"},
              {"items", field.element.empty() ? Json(true) : schema_of(field.element.front())}};
    case FieldKind::any: return Json::object();
    default: return {{"type", "string"}};
  }
}

Json described(const Field& field) {
  auto out = schema_of(field);
  const auto& words = field.help.empty() ? field.label : field.help;
  if (!words.empty()) out["description"] = words.in("en");
  if (field.minimum) out["minimum"] = *field.minimum;
  if (field.maximum) out["maximum"] = *field.maximum;
  return out;
}

Json schema_of(const Schema& fields) {
  Json properties = Json::object(), required = Json::array();
  for (const auto& field : fields) {
    properties[field.name] = described(field);
    if (field.required) required.push_back(field.name);
  }
  Json out{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

std::string whole(const std::string& title, const Schema& fields) {
  auto schema = schema_of(fields);
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
  out.update(schema);
  return out.dump(2) + "\n";
}

}  // namespace

std::string Job::starter_form(const ReportInfo& info, const std::string& language) {
  auto out = "# " + info.title.in(language) + "\n[deliverables." + info.id + "]\n";
  for (const auto& field : info.fields) out += form_line(field, language);
  return out;
}

Result<std::string> Job::schema(const std::string& id) {
  if (id == "mission") return whole("mission.toml", input::mission_schema());
  if (id == "activity") return whole("activity.toml", input::activity_schema());
  Diagnostics diagnostics;
  const auto found = type(id, diagnostics);
  if (!found) return fail(std::move(diagnostics));
  return whole(id, found->info.fields);
}

}  // namespace taqrir::app
