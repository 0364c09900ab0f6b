// A hand-made descriptor, without the guard that TAQRIR_PLUGIN gives.
#include "sdk/plugin.hpp"

namespace {
bool throw_a_number(taqrir::Registrar&, char*, std::size_t) { throw 42; }
}  // namespace

extern "C" BOOST_SYMBOL_EXPORT const taqrir::PluginDescriptor taqrir_plugin;
const taqrir::PluginDescriptor taqrir_plugin{sizeof(taqrir::PluginDescriptor), taqrir::kSdkHash,
                                             taqrir::kBuildTag, &throw_a_number};
