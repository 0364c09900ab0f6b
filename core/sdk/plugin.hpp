// The handshake between the host and a plugin. A plugin includes this once and writes
//
//     TAQRIR_PLUGIN(registrar) { registrar.add(std::make_unique<MyReport>()); }
//
#pragma once

#include <boost/config.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sdk/report.hpp"
#include "sdk/report_type.hpp"
#include "sdk/version.hpp"

namespace taqrir {

class Registrar {
 public:
  virtual ~Registrar() = default;
  virtual void add(std::unique_ptr<Report> report) = 0;
  /// Makes reports of folders (sdk/report_type.hpp). The plugin's plugin.toml says `loads_types = true`.
  virtual void add_type_loader(std::unique_ptr<TypeLoader> loader) { (void)loader; }
};

/// The one exported symbol, `taqrir_plugin`. Fields are only ever added at the end; the host reads
/// the first three before it trusts any other.
struct PluginDescriptor {
  std::uint32_t struct_size = sizeof(PluginDescriptor);
  const char* sdk_hash = kSdkHash;    ///< of the public headers that the plugin was built with
  const char* build_tag = kBuildTag;  ///< compiler and standard library
  /// Adds the plugin's reports. Throws nothing: the macro below turns what is thrown into false.
  bool (*register_reports)(Registrar&, char* message, std::size_t message_size) = nullptr;
};

/// Copies what was thrown into `message`; for TAQRIR_PLUGIN.
bool guarded_registration(void (*body)(Registrar&), Registrar& registrar, char* message,
                          std::size_t message_size) noexcept;

}  // namespace taqrir

#define TAQRIR_PLUGIN(registrar)                                                                         \
  static void taqrir_plugin_body(::taqrir::Registrar&);                                                  \
  static bool taqrir_plugin_register(::taqrir::Registrar& r, char* message, std::size_t size) {          \
    return ::taqrir::guarded_registration(&taqrir_plugin_body, r, message, size);                        \
  }                                                                                                      \
  extern "C" BOOST_SYMBOL_EXPORT const ::taqrir::PluginDescriptor taqrir_plugin;                         \
  const ::taqrir::PluginDescriptor taqrir_plugin{sizeof(::taqrir::PluginDescriptor), ::taqrir::kSdkHash, \
                                                 ::taqrir::kBuildTag, &taqrir_plugin_register};          \
  static void taqrir_plugin_body(::taqrir::Registrar& registrar)
