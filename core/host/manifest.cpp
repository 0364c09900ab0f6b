#include "host/manifest.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>

namespace taqrir::host {

namespace {

const std::vector<std::string> kKeys = {"id", "title", "summary", "reports", "library", "version", "loads_types"};

std::string name_of(const std::string& folder) { return std::filesystem::path(folder).filename().string(); }

Span span_of(const SourceRef& file, const toml::source_region& region) {
  const auto& [begin, end] = std::tie(region.begin, region.end);
  return {file, begin.line, begin.column, end.line == begin.line ? end.column : 0};
}

/// Reads the keys of one file; what is wrong is said once, at its place.
class ManifestReader {
 public:
  ManifestReader(SourceRef file, const toml::table& table, const std::string& folder)
      : file_(std::move(file)), table_(table), folder_(folder) {}

  PluginStatus read() {
    refuse_unknown_keys();
    auto& m = status_.manifest;
    m.folder = folder_;
    m.span = whole_file(file_->path());
    m.id = name_of(folder_);
    check_id(m.id);
    if (const auto* node = required("title", "title = { fr = \"…\", en = \"…\" }"))
      m.title = localized(*node, "title");
    if (const auto* node = table_.get("summary")) m.summary = localized(*node, "summary");
    if (const auto* node = table_.get("version")) m.version = text(*node, "version").value_or("");
    m.loads_types = loads_types();
    if (!m.loads_types || table_.get("reports")) m.reports = reports();
    m.library = folder_ + "/" + library(m.id);
    status_.state = status_.diagnostics.empty() ? PluginState::found : PluginState::refused;
    return std::move(status_);
  }

 private:
  void say(Diagnostic diagnostic) {
    diagnostic.blame = Blame::machine;
    status_.diagnostics.push_back(std::move(diagnostic));
  }

  Span span(const toml::node& node) const { return span_of(file_, node.source()); }

  void refuse_unknown_keys() {
    for (const auto& [key, value] : table_) {
      const std::string name(key.str());
      if (std::find(kKeys.begin(), kKeys.end(), name) != kKeys.end()) continue;
      auto d = error(span_of(file_, key.source()), "unknown key “{}”", {name});
      const auto near = nearest(name, kKeys);
      say(near.empty() ? hinted(std::move(d), "the keys are id, title, summary, reports, loads_types, library and version")
                       : hinted(std::move(d), "did you mean “{}”?", {near}));
    }
  }

  const toml::node* required(const char* key, const char* example) {
    if (const auto* node = table_.get(key)) return node;
    say(hinted(error(whole_file(file_->path()), "the key “{}” is missing", {key}), "write {}", {example}));
    return nullptr;
  }

  std::optional<std::string> text(const toml::node& node, const char* key) {
    const auto value = node.value_exact<std::string>();
    if (value && !value->empty()) return value;
    say(error(span(node), value ? "“{}” is empty" : "“{}” must be a text", {key}));
    return std::nullopt;
  }

  void check_id(const std::string& folder_name) {
    const auto* node = required("id", ("id = \"" + folder_name + "\"").c_str());
    if (!node) return;
    const auto id = text(*node, "id");
    if (id && *id != folder_name)
      say(hinted(error(span(*node), "the id “{}” is not the folder's name “{}”", {*id, folder_name}),
                 "give both the same name"));
  }

  LocalizedText localized(const toml::node& node, const char* key) {
    LocalizedText out;
    if (const auto* table = node.as_table()) {
      for (const auto& [language, value] : *table)
        if (const auto one = text(value, key)) out.by_language[std::string(language.str())] = *one;
    } else if (const auto one = text(node, key)) {
      out.by_language[""] = *one;
    }
    return out;
  }

  bool loads_types() {
    const auto* node = table_.get("loads_types");
    const auto value = node ? node->value_exact<bool>() : std::optional(false);
    if (!value) say(error(span(*node), "“loads_types” must be true or false"));
    return value.value_or(false);
  }

  std::vector<std::string> reports() {
    std::vector<std::string> out;
    const auto* node = required("reports", "reports = [\"…\"], the ids of the report types");
    if (!node) return out;
    const auto* array = node->as_array();
    if (!array || array->empty()) {
      say(error(span(*node), "“reports” must be a list of one or more report ids"));
      return out;
    }
    for (const auto& element : *array) {
      const auto id = text(element, "reports");
      if (!id) continue;
      if (std::find(out.begin(), out.end(), *id) != out.end())
        say(error(span(element), "the report “{}” is listed twice", {*id}));
      else
        out.push_back(*id);
    }
    return out;
  }

  std::string library(const std::string& id) {
    const auto* node = table_.get("library");
    if (!node) return id + ".so";
    const auto name = text(*node, "library");
    if (name && name->find('/') != std::string::npos)
      say(hinted(error(span(*node), "“library” must be a file in the plugin's own folder"),
                 "name the file without its folder"));
    return name.value_or("");
  }

  SourceRef file_;
  const toml::table& table_;
  const std::string& folder_;
  PluginStatus status_;
};

PluginStatus refused(const std::string& folder, Diagnostics diagnostics) {
  PluginStatus status;
  status.manifest.id = name_of(folder);
  status.manifest.folder = folder;
  status.manifest.span = whole_file(folder + "/plugin.toml");
  status.state = PluginState::refused;
  status.diagnostics = std::move(diagnostics);
  for (auto& d : status.diagnostics) d.blame = Blame::machine;
  return status;
}

}  // namespace

PluginStatus read_manifest(World& world, const std::string& folder) {
  const auto path = folder + "/plugin.toml";
  auto file = read_text(world, path, path);
  if (!file) return refused(folder, std::move(file.error()));
  try {
    const auto table = toml::parse((*file)->text());
    return ManifestReader(*file, table, folder).read();
  } catch (const toml::parse_error& e) {
    return refused(folder, {hinted(error(span_of(*file, e.source()), "{}", {std::string(e.description())}),
                                   "the file is not valid TOML here")});
  }
}

}  // namespace taqrir::host
