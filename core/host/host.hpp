// Finds plugins, shakes hands, keeps them loaded. Boost.DLL is used here and nowhere else.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "sdk/report.hpp"
#include "sdk/report_type.hpp"

namespace taqrir::host {

/// What plugin.toml says, readable without loading anything.
struct PluginManifest {
  std::string id;
  LocalizedText title;
  LocalizedText summary;             ///< one sentence: what it is for; may be empty
  std::string library;               ///< path of the shared library
  std::string version;               ///< of the plugin; empty: the program's own
  std::vector<std::string> reports;  ///< ids of the report types it offers
  bool loads_types = false;          ///< it makes reports of folders (sdk/report_type.hpp)
  std::string folder;
  Span span;
};

enum class PluginState { found, loaded, refused };

struct PluginStatus {
  PluginManifest manifest;
  PluginState state = PluginState::found;
  Diagnostics diagnostics;  ///< why it was refused, and what to do
};

/// report.compose(context), with what is thrown turned into a diagnostic that names plugin and report.
Composed guarded_compose(const std::string& plugin, const Report& report, const ReportContext& context);

class Host {
 public:
  /// `folders` are searched in order for `<folder>/<id>/plugin.toml`; the first of an id wins.
  Host(World& world, std::vector<std::string> folders);
  ~Host();

  /// What the manifests say, read when the Host was made; nothing is loaded for it. States change as
  /// plugins are loaded: not to be read while another thread may load one.
  const std::vector<PluginStatus>& plugins() const;
  /// Ids of all report types offered, loaded or not.
  std::vector<std::string> reports() const;

  /// The report, its plugin loaded when needed. Null: unknown, or refused (see why_not). Outlives the
  /// Host: a library once taken stays loaded to the end of the process, because documents, diagnostics
  /// and reports that it made all hold its code. Safe on several threads, as are why_not and compose.
  std::shared_ptr<const Report> report(const std::string& id);
  /// Why report(id) gave null.
  Diagnostics why_not(const std::string& id) const;
  /// Loads every plugin that is found; for `taqrir plugins` and `doctor`.
  void load_all();
  /// compose with everything that is thrown turned into a diagnostic that names plugin and report; one that
  /// gives neither a document nor an error gets an error too.
  Composed compose(const std::string& id, const ReportContext& context);

  /// Loads a type's folder by the first plugin that loads types; what is thrown is a diagnostic.
  LoadedType load_type(const TypeSource& source);
  /// That plugin's loader, loaded when needed; null: there is none, or it was refused.
  std::shared_ptr<const TypeLoader> type_loader();
  /// Its id; empty: there is none.
  std::string type_loading_plugin() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace taqrir::host
