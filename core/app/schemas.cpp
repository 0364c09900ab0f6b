// JSON Schema for editors, made from the same schemas that the files are checked against.
#include "app/schemas.hpp"

#include <nlohmann/json.hpp>

#include "app/context_json.hpp"
#include "app/job.hpp"
#include "app/paths.hpp"
#include "app/workshop.hpp"
#include "input/mission.hpp"
#include "model/json.hpp"

namespace taqrir::app {

namespace {

using Json = nlohmann::ordered_json;

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

/// The tables of the report types of one scope, below [deliverables].
Json deliverables_of(const ReportTypes& types, bool of_mission) {
  Json properties = Json::object();
  for (const auto& id : types.known()) {
    const auto report = types.report(id);
    if (!report || (report->info().scope == ReportScope::mission) != of_mission) continue;
    auto fields = report->info().fields;
    for (const auto& common : input::deliverable_schema())
      if (!find_field(fields, common.name)) fields.push_back(common);
    auto table = schema_of(fields);
    table["description"] = report->info().title.in("en");
    properties[id] = std::move(table);
  }
  return {{"type", "object"}, {"properties", std::move(properties)}};
}

std::string with_deliverables(const std::string& title, const Schema& fields, const ReportTypes& types,
                              bool of_mission) {
  auto schema = Json::parse(whole(title, fields));
  schema["properties"]["deliverables"] = deliverables_of(types, of_mission);
  return schema.dump(2) + "\n";
}

Diagnostics no_loader(host::Host& host) {
  for (const auto& plugin : host.plugins())
    if (plugin.manifest.loads_types && !plugin.diagnostics.empty()) return plugin.diagnostics;
  return {hinted(error({}, "no plugin is here that makes reports of folders", {}, Blame::machine),
                 "“taqrir plugins” lists what was found, and where")};
}

}  // namespace

std::string json_schema_of(const Schema& fields) { return schema_of(fields).dump(); }

Result<std::string> Job::schema(const std::string& id) {
  if (id == "document") return document_json_schema();
  if (id == "context") return context_json_schema();
  if (id == "mission")
    return with_deliverables("mission.toml", input::mission_schema(), shop().types_here(), true);
  if (id == "activity")
    return with_deliverables("activity.toml", input::activity_schema(), shop().types_here(), false);
  if (id == "type") {
    const auto loader = shop().host.type_loader();
    if (!loader) return fail(no_loader(shop().host));
    return whole("type.toml", loader->fields());
  }
  Diagnostics diagnostics;
  const auto found = type(id, diagnostics);
  if (!found) return fail(std::move(diagnostics));
  return whole(id, found->info.fields);
}

void Job::write_schemas(const std::string& folder, const std::vector<std::string>& ids, Outcome& outcome) {
  for (const auto& id : ids) {
    const auto text = schema(id);
    if (!text) continue;  // without a plugin that loads types there is none of type.toml
    const auto path = join(join(folder, "schema"), id + ".json");
    if (auto written = world_.write(path, *text); !written)
      return append(outcome.diagnostics, std::move(written.error()));
    outcome.outputs.push_back({"schema", {}, "json", path, 0, text->size(), {}, 0});
  }
}

Result<std::string> Job::type_reference() {
  const auto loader = shop().host.type_loader();
  if (!loader) return fail(no_loader(shop().host));
  return loader->reference();
}

}  // namespace taqrir::app
