// A descriptor that forgot its function.
#include "sdk/plugin.hpp"

extern "C" BOOST_SYMBOL_EXPORT const taqrir::PluginDescriptor taqrir_plugin;
const taqrir::PluginDescriptor taqrir_plugin{};
