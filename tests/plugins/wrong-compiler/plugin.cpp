// As if built by another compiler.
#include "tests/plugins/plain_report.hpp"

namespace {

bool add_report(taqrir::Registrar& registrar, char*, std::size_t) {
  registrar.add(taqrir::test::plain_report("wrong-compiler", &taqrir::test::empty_document));
  return true;
}

}  // namespace

extern "C" BOOST_SYMBOL_EXPORT const taqrir::PluginDescriptor taqrir_plugin;
const taqrir::PluginDescriptor taqrir_plugin{sizeof(taqrir::PluginDescriptor), taqrir::kSdkHash,
                                             "clang-99-libc++-99", &add_report};
