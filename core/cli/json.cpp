#include "cli/json.hpp"

#include <nlohmann/json.hpp>

#include "app/completeness.hpp"
#include "cli/names.hpp"

namespace taqrir::cli {

namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json number_or_null(std::uint32_t number) { return number == 0 ? Json() : Json(number); }

Json json_of(const app::Output& o) {
  Json out{{"type", o.type},
           {"activity", text_or_null(o.activity)},
           {"format", o.format},
           {"path", o.path},
           {"pages", number_or_null(static_cast<std::uint32_t>(o.pages))},
           {"sha256", o.sha256},
           {"cached", o.cached}};
  if (o.rows + o.rows_failed > 0)
    out["rows"] = {{"made", o.rows}, {"failed", o.rows_failed}},
    out["files"] = std::max<std::size_t>(o.files, 1);
  if (o.volume > 0) out["volume"] = o.volume, out["volumes"] = o.volumes;
  return out;
}

Json date_or_null(const std::optional<Date>& date) { return date ? Json(iso(*date)) : Json(); }

Json json_of(const app::DeliverableEntry& d) {
  return {{"activity", text_or_null(d.activity)},
          {"deliverable", d.report},
          {"state", app::name_of(d.state)},
          {"due", date_or_null(d.due)},
          {"owed", d.owed},
          {"declared", d.declared},
          {"status", text_or_null(d.status)},
          {"on", date_or_null(d.status_on)},
          {"decision", text_or_null(d.decision)},
          {"reason", text_or_null(d.reason)},
          {"title", text_or_null(d.activity_title)}};
}

Json json_of(const Diagnostic& d) {
  const auto words = place_in_words(d.span);
  Json out{
      {"severity", name_of(d.severity)},     {"file", d.span.file ? Json(d.span.file->path()) : Json()},
      {"line", number_or_null(d.span.line)}, {"column", number_or_null(d.span.line > 0 ? d.span.column : 0)},
      {"message", d.message.text()},         {"hint", text_or_null(d.hint.text())}};
  if (!words.empty()) out["place"] = std::string(words);
  return out;
}

Json json_of(const app::Change& c) {
  return {{"kind", c.kind},
          {"what", c.what},
          {"output", c.output},
          {"name", c.name},
          {"title", text_or_null(c.title)},
          {"was", text_or_null(c.was)},
          {"is", text_or_null(c.is)}};
}

Json json_of(const Field& field);
Json json_of(const app::TypeInfo& type);
Json json_of(const host::PluginStatus& plugin);
Json json_of(const app::Finding& finding);

template <class T>
Json array_of(const std::vector<T>& all) {
  Json out = Json::array();
  for (const auto& one : all) out.push_back(json_of(one));
  return out;
}

Json localized(const LocalizedText& text) {
  Json out = Json::object();
  for (const auto& [language, words] : text.by_language) out[language] = words;
  return out;
}

Json json_of(const Field& field) {
  Json out{{"name", field.name}, {"kind", name_of(field.kind)}, {"required", field.required}};
  if (!field.label.empty()) out["label"] = localized(field.label);
  if (!field.help.empty()) out["help"] = localized(field.help);
  if (!field.choices.empty()) out["choices"] = field.choices;
  if (!field.fields.empty()) out["fields"] = array_of(field.fields);
  if (!field.element.empty()) out["element"] = json_of(field.element.front());
  return out;
}

Json json_of(const app::TypeInfo& type) {
  return {{"id", type.info.id},
          {"title", localized(type.info.title)},
          {"summary", localized(type.info.summary)},
          {"scope", name_of(type.info.scope)},
          {"plugin", type.plugin},
          {"origin", type.origin},
          {"folder", type.folder},
          {"fields", array_of(type.info.fields)}};
}

Json json_of(const host::PluginStatus& plugin) {
  return {{"id", plugin.manifest.id},           {"title", localized(plugin.manifest.title)},
          {"state", name_of(plugin.state)},     {"folder", plugin.manifest.folder},
          {"reports", plugin.manifest.reports}, {"loads_types", plugin.manifest.loads_types}};
}

Json json_of(const app::Finding& f) {
  return {{"what", f.what},
          {"need", f.need},
          {"present", f.present},
          {"detail", f.detail},
          {"remedy", text_or_null(f.remedy)},
          {"optional", f.optional}};
}

std::string dumped(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string json(const app::Outcome& outcome, const std::vector<JsonExtra>& extras) {
  Json whole{{"outputs", array_of(outcome.outputs)},
             {"completeness", array_of(outcome.completeness)},
             {"diagnostics", array_of(outcome.diagnostics)}};
  for (const auto& extra : extras)
    if (!extra.key.empty()) whole[extra.key] = Json::parse(extra.value, nullptr, false);
  return dumped(whole, 2) + "\n";
}

JsonExtra json_of(const std::vector<app::TypeInfo>& types) { return {"types", dumped(array_of(types), -1)}; }

JsonExtra json_of(const std::vector<host::PluginStatus>& plugins) {
  return {"plugins", dumped(array_of(plugins), -1)};
}

JsonExtra json_of(const std::vector<app::Finding>& findings) {
  return {"findings", dumped(array_of(findings), -1)};
}

JsonExtra json_of(const std::vector<app::Change>& changes) {
  return {"changes", dumped(array_of(changes), -1)};
}

JsonExtra json_of(const PhaseClock& clock) {
  const auto milliseconds = [](std::chrono::nanoseconds time) {
    return static_cast<double>(time.count() / 1000) / 1000;
  };
  Json phases = Json::array();
  for (const auto& time : clock.times())
    phases.push_back({{"phase", name_of(time.phase)},
                      {"wall_ms", milliseconds(time.wall)},
                      {"cpu_ms", milliseconds(time.work)}});
  return {"timings",
          dumped({{"elapsed_ms", milliseconds(clock.elapsed())}, {"phases", std::move(phases)}}, -1)};
}

JsonExtra json_of(std::string key, const std::string& text) {
  if (key == "schema") return {std::move(key), text};
  return {std::move(key), dumped(Json(text), -1)};
}

}  // namespace taqrir::cli
