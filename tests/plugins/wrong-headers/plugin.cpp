// As if built with the headers of another Taqrir.
#include "tests/plugins/plain_report.hpp"

namespace {

bool add_report(taqrir::Registrar& registrar, char*, std::size_t) {
  registrar.add(taqrir::test::plain_report("wrong-headers", &taqrir::test::empty_document));
  return true;
}

}  // namespace

extern "C" BOOST_SYMBOL_EXPORT const taqrir::PluginDescriptor taqrir_plugin;
const taqrir::PluginDescriptor taqrir_plugin{sizeof(taqrir::PluginDescriptor), "0123456789abcdef",
                                             taqrir::kBuildTag, &add_report};
