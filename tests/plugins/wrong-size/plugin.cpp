// As if built when the descriptor had fewer fields.
#include "tests/plugins/plain_report.hpp"

namespace {

bool add_report(taqrir::Registrar& registrar, char*, std::size_t) {
  registrar.add(taqrir::test::plain_report("wrong-size", &taqrir::test::empty_document));
  return true;
}

}  // namespace

extern "C" BOOST_SYMBOL_EXPORT const taqrir::PluginDescriptor taqrir_plugin;
const taqrir::PluginDescriptor taqrir_plugin{8, nullptr, nullptr, &add_report};
