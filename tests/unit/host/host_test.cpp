#include "host/host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "app/system_world.hpp"
#include "base/memory_world.hpp"
#include "sdk/version.hpp"
#include "unit/host/plain_context.hpp"

namespace taqrir::host {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::string shelf(const std::string& id) {
  return std::string(TAQRIR_BUILD_DIR) + "/lib/taqrir/test-plugins/" + id;
}

/// Whether this process has the plugin's library in memory.
bool in_memory(const std::string& plugin) {
  std::ifstream maps("/proc/self/maps");
  std::stringstream text;
  text << maps.rdbuf();
  return text.str().find("/" + plugin + ".so") != std::string::npos;
}

const std::string kRebuild = std::string("build the plugin again with this Taqrir's SDK (") + kVersion +
                             ", headers " + kSdkHash + ", " + kBuildTag + ")";

class HostTest : public ::testing::Test {
 protected:
  Host host_of(const std::vector<std::string>& ids) {
    std::vector<std::string> folders;
    for (const auto& id : ids) folders.push_back(shelf(id));
    return Host(world_, folders);
  }

  /// The one diagnostic of a plugin that is refused when it is loaded.
  Diagnostic refusal_of(const std::string& id) {
    auto host = host_of({id});
    host.load_all();
    const auto& plugin = host.plugins().at(0);
    EXPECT_EQ(plugin.state, PluginState::refused);
    EXPECT_EQ(plugin.diagnostics.size(), 1u);
    EXPECT_FALSE(host.report(id));
    EXPECT_FALSE(in_memory(id)) << "a refused library stays loaded";
    if (plugin.diagnostics.empty()) return {};
    EXPECT_EQ(plugin.diagnostics.front().blame, Blame::machine);
    EXPECT_EQ(plugin.diagnostics.front().span.file->path(), shelf(id) + "/" + id + "/" + id + ".so");
    return plugin.diagnostics.front();
  }

  Diagnostic compose_error(const std::string& plugin, const std::string& report) {
    auto host = host_of({plugin});
    const auto composed = host.compose(report, context_);
    EXPECT_FALSE(composed.document);
    EXPECT_TRUE(has_errors(composed.diagnostics));
    return composed.diagnostics.empty() ? Diagnostic{} : composed.diagnostics.back();
  }

  app::SystemWorld world_;
  test::PlainContext context_;
};

// ---------------------------------------------------------------- listing

TEST_F(HostTest, ListsWhatManifestsOfferAndLoadsNothing) {
  const auto host = host_of({"registers-less", "no-library"});
  EXPECT_THAT(host.reports(), ElementsAre("no-library", "promised", "registers-less"));
  ASSERT_EQ(host.plugins().size(), 2u);
  const auto& plugin = host.plugins().front();
  EXPECT_EQ(plugin.state, PluginState::found);
  EXPECT_EQ(plugin.manifest.id, "registers-less");
  EXPECT_EQ(plugin.manifest.title.in("en"), "Registers less");
  EXPECT_EQ(plugin.manifest.library, plugin.manifest.folder + "/registers-less.so");
  EXPECT_FALSE(in_memory("registers-less"));
}

TEST_F(HostTest, FoldersThatHoldNoPluginArePassedOver) {
  EXPECT_THAT(Host(world_, {"/no/such/folder", TAQRIR_SOURCE_DIR}).plugins(), IsEmpty());
}

TEST_F(HostTest, OfTwoPluginsWithOneIdTheFirstFolderWins) {
  MemoryWorld world;
  for (const std::string folder : {"/a", "/b"})
    world.add(folder + "/x/plugin.toml", "id = \"x\"\ntitle = \"In " + folder + "\"\nreports = [\"x\"]\n");
  const Host host(world, {"/b", "/a"});
  ASSERT_EQ(host.plugins().size(), 1u);
  EXPECT_EQ(host.plugins().front().manifest.title.in("fr"), "In /b");
}

TEST_F(HostTest, TwoPluginsCannotOfferTheSameReport) {
  auto host = host_of({"good", "good-again"});
  ASSERT_EQ(host.plugins().size(), 2u);
  const auto& second = host.plugins().back();
  EXPECT_EQ(second.state, PluginState::refused);
  ASSERT_EQ(second.diagnostics.size(), 1u);
  EXPECT_EQ(second.diagnostics.front().message.text(),
            "plugin “good-again” is refused: plugin “good” offers the report “greeting” already");
  EXPECT_EQ(second.diagnostics.front().hint.text(),
            "remove one of " + shelf("good") + "/good and " + shelf("good-again") + "/good-again");
  EXPECT_TRUE(host.report("greeting"));
}

TEST_F(HostTest, ARefusedPluginDoesNotKeepAReportFromAnother) {
  MemoryWorld world;
  world.add("/p/a/plugin.toml", "id = \"a\"\nreports = [\"r\"]\n");
  world.add("/p/b/plugin.toml", "id = \"b\"\ntitle = \"B\"\nreports = [\"r\"]\n");
  const Host host(world, {"/p"});
  EXPECT_EQ(host.plugins().front().state, PluginState::refused);
  EXPECT_EQ(host.plugins().back().state, PluginState::found);
}

// ---------------------------------------------------------------- plugin.toml with errors

TEST_F(HostTest, AllErrorsOfAManifestAreSaidAtOnce) {
  const auto host = host_of({"bad-manifest"});
  const auto& plugin = host.plugins().at(0);
  EXPECT_EQ(plugin.state, PluginState::refused);
  EXPECT_EQ(plugin.manifest.id, "bad-manifest");
  auto found = plugin.diagnostics;
  sort_and_unify(found);
  std::string all;
  for (auto& d : found) {
    EXPECT_EQ(d.blame, Blame::machine);
    EXPECT_EQ(d.span.file->path(), shelf("bad-manifest") + "/bad-manifest/plugin.toml");
    const std::string folder = d.span.file->path().substr(0, d.span.file->path().rfind('/') + 1);
    all += render(d).substr(folder.size());
  }
  EXPECT_EQ(all,
            "plugin.toml: error: the key “title” is missing\n"
            "  hint: write title = { fr = \"…\", en = \"…\" }\n"
            "plugin.toml:1:6: error: the id “another-name” is not the folder's name “bad-manifest”\n"
            "  id = \"another-name\"\n"
            "       ^~~~~~~~~~~~~~\n"
            "  hint: give both the same name\n"
            "plugin.toml:2:1: error: unknown key “titel”\n"
            "  titel = \"Erreurs\"\n"
            "  ^~~~~\n"
            "  hint: did you mean “title”?\n"
            "plugin.toml:3:19: error: “reports” must be a text\n"
            "  reports = [\"one\", 2, \"one\"]\n"
            "                    ^\n"
            "plugin.toml:3:22: error: the report “one” is listed twice\n"
            "  reports = [\"one\", 2, \"one\"]\n"
            "                       ^~~~~\n"
            "plugin.toml:4:11: error: “library” must be a file in the plugin's own folder\n"
            "  library = \"../elsewhere.so\"\n"
            "            ^~~~~~~~~~~~~~~~~\n"
            "  hint: name the file without its folder\n"
            "plugin.toml:5:1: error: unknown key “colour”\n"
            "  colour = \"red\"\n"
            "  ^~~~~~\n"
            "  hint: the keys are id, title, summary, reports, loads_types, library and version\n");
}

TEST_F(HostTest, AManifestThatDoesNotParseGivesTheParsersErrorWithItsPlace) {
  const auto host = host_of({"broken-toml"});
  const auto& plugin = host.plugins().at(0);
  EXPECT_EQ(plugin.state, PluginState::refused);
  ASSERT_EQ(plugin.diagnostics.size(), 1u);
  EXPECT_EQ(plugin.diagnostics.front().span.line, 2u);
  EXPECT_EQ(plugin.diagnostics.front().hint.text(), "the file is not valid TOML here");
  EXPECT_EQ(host.why_not("broken-toml").size(), 1u) << "the folder's name still finds the reason";
}

TEST_F(HostTest, AManifestThatIsNoTextIsRefused) {
  MemoryWorld world;
  world.add("/p/x/plugin.toml", std::string("id = \"\xff\""));
  const Host host(world, {"/p"});
  EXPECT_EQ(host.plugins().at(0).diagnostics.at(0).message.text(), "the file is not valid UTF-8 here");
  EXPECT_EQ(host.plugins().at(0).diagnostics.at(0).blame, Blame::machine);
}

TEST_F(HostTest, EmptyValuesAreErrors) {
  MemoryWorld world;
  world.add("/p/x/plugin.toml", "id = \"x\"\ntitle = \"\"\nreports = []\nlibrary = 3\n");
  const Host host(world, {"/p"});
  const auto& found = host.plugins().at(0).diagnostics;
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].message.text(), "“title” is empty");
  EXPECT_EQ(found[1].message.text(), "“reports” must be a list of one or more report ids");
  EXPECT_EQ(found[2].message.text(), "“library” must be a text");
}

// ---------------------------------------------------------------- the handshake

TEST_F(HostTest, RefusesOtherHeaders) {
  const auto d = refusal_of("wrong-headers");
  EXPECT_EQ(d.message.text(),
            std::string("plugin “wrong-headers” is refused: it was built with other headers "
                        "(0123456789abcdef, here ") +
                kSdkHash + ")");
  EXPECT_EQ(d.hint.text(), kRebuild);
}

TEST_F(HostTest, RefusesAnotherCompiler) {
  const auto d = refusal_of("wrong-compiler");
  EXPECT_EQ(d.message.text(),
            std::string("plugin “wrong-compiler” is refused: it was built with another compiler or "
                        "standard library (clang-99-libc++-99, here ") +
                kBuildTag + ")");
  EXPECT_EQ(d.hint.text(), kRebuild);
}

TEST_F(HostTest, RefusesAnotherSizeBeforeItReadsMore) {
  const auto d = refusal_of("wrong-size");  // its hash and tag are null pointers
  EXPECT_EQ(d.message.text(),
            "plugin “wrong-size” is refused: its descriptor has 8 bytes, this Taqrir's has 32");
  EXPECT_EQ(d.hint.text(), kRebuild);
}

TEST_F(HostTest, RefusesADescriptorWithoutFunction) {
  EXPECT_EQ(refusal_of("no-registration").message.text(),
            "plugin “no-registration” is refused: its descriptor has no function that registers");
}

TEST_F(HostTest, RefusesWhatIsNoLibrary) {
  const auto d = refusal_of("not-a-library");
  EXPECT_EQ(d.message.text(),
            "plugin “not-a-library” is refused: its library cannot be loaded: file too short");
  EXPECT_EQ(d.hint.text(), "build the plugin again; a plugin is a shared library made by taqrir_add_plugin");
}

TEST_F(HostTest, RefusesWhatIsNotThere) {
  const auto d = refusal_of("no-library");
  EXPECT_EQ(d.message.text(), "plugin “no-library” is refused: its library is not there");
  EXPECT_EQ(d.hint.text(), "build the plugin, or correct “library” in its plugin.toml");
}

TEST_F(HostTest, RefusesALibraryThatIsNoPlugin) {
  const auto d = refusal_of("no-symbol");
  EXPECT_EQ(d.message.text(), "plugin “no-symbol” is refused: its library does not export “taqrir_plugin”");
  EXPECT_EQ(d.hint.text(), "write TAQRIR_PLUGIN(registrar) { … } in one of its sources");
}

TEST_F(HostTest, RefusesALibraryThatNeedsWhatWeDoNotHave) {
  const auto d = refusal_of("unresolved");
  EXPECT_THAT(d.message.text(), StartsWith("plugin “unresolved” is refused: its library cannot be loaded: "
                                           "undefined symbol: "));
  EXPECT_THAT(d.message.text(), HasSubstr("report_of_another_version"));
  EXPECT_EQ(d.hint.text(), kRebuild);
}

// ---------------------------------------------------------------- registration

TEST_F(HostTest, RefusesWhatThrowsAtRegistration) {
  const auto d = refusal_of("throws-at-registration");
  EXPECT_EQ(d.message.text(),
            "plugin “throws-at-registration” is refused: it failed when it registered its reports: "
            "the table of indicators is not there");
  EXPECT_EQ(d.hint.text(), "this is a fault of the plugin: tell its author");
}

TEST_F(HostTest, NothingThrownCrossesTheDoorEvenWithoutTheGuard) {
  EXPECT_EQ(refusal_of("throws-through-the-door").message.text(),
            "plugin “throws-through-the-door” is refused: it failed when it registered its reports: "
            "something that is no std::exception");
}

TEST_F(HostTest, RefusesAReportRegisteredTwice) {
  EXPECT_EQ(refusal_of("registers-twice").message.text(),
            "plugin “registers-twice” is refused: it registers the report “registers-twice” twice");
}

TEST_F(HostTest, RefusesAReportThatTheManifestDoesNotName) {
  const auto d = refusal_of("registers-more");
  EXPECT_EQ(d.message.text(),
            "plugin “registers-more” is refused: it registers the report “unannounced”, which its "
            "plugin.toml does not name");
  EXPECT_EQ(d.hint.text(),
            "add “unannounced” to “reports” in " + shelf("registers-more") + "/registers-more/plugin.toml");
}

TEST_F(HostTest, RefusesAManifestThatPromisesTooMuch) {
  const auto d = refusal_of("registers-less");
  EXPECT_EQ(d.message.text(),
            "plugin “registers-less” is refused: its plugin.toml names the report “promised”, which "
            "it does not register");
  EXPECT_EQ(d.hint.text(), "register it, or take “promised” out of “reports” in " + shelf("registers-less") +
                               "/registers-less/plugin.toml");
}

TEST_F(HostTest, RefusesANullReport) {
  EXPECT_EQ(refusal_of("registers-null").message.text(),
            "plugin “registers-null” is refused: it registers a report that is null");
}

// ---------------------------------------------------------------- composing

TEST_F(HostTest, ComposesThroughThePlugin) {
  auto host = host_of({"good"});
  EXPECT_EQ(host.plugins().front().state, PluginState::found);
  context_.set("whom", "Rabat");
  const auto composed = host.compose("greeting", context_);
  ASSERT_TRUE(composed.document);
  EXPECT_EQ(composed.document->title, "Bonjour Rabat");
  EXPECT_THAT(composed.diagnostics, IsEmpty());
  EXPECT_EQ(host.plugins().front().state, PluginState::loaded);
  EXPECT_TRUE(in_memory("good"));
}

TEST_F(HostTest, ReportsAndDocumentsOutliveTheHost) {
  context_.set("whom", "Salé");
  std::shared_ptr<const Report> report;
  Composed composed;
  {
    auto host = host_of({"good"});
    report = host.report("greeting");
    composed = host.compose("greeting", context_);
  }
  ASSERT_TRUE(report);
  EXPECT_EQ(report->info().title.in("en"), "Greeting");
  EXPECT_EQ(report->compose(context_).document->title, "Bonjour Salé");
  report.reset();
  EXPECT_TRUE(in_memory("good")) << "the document may still hold the library's code";
  EXPECT_EQ(composed.document->title, "Bonjour Salé");
}

TEST_F(HostTest, ManyThreadsMayAskForTheSameReport) {
  auto host = host_of({"good"});
  context_.set("whom", "Fès");
  std::vector<std::thread> threads;
  std::vector<std::string> titles(8);
  for (auto& title : titles)
    threads.emplace_back([&] { title = host.compose("greeting", context_).document->title; });
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(titles, ::testing::Each("Bonjour Fès"));
}

TEST_F(HostTest, WhatIsThrownAtComposeBecomesADiagnostic) {
  const auto text = compose_error("throws-at-compose", "throws-text");
  EXPECT_EQ(text.message.text(),
            "plugin “throws-at-compose” failed when it composed “throws-text”: no row 12");
  EXPECT_EQ(text.hint.text(), "this is a fault of the plugin: tell its author");
  EXPECT_EQ(text.blame, Blame::machine);
  EXPECT_EQ(compose_error("throws-at-compose", "throws-number").message.text(),
            "plugin “throws-at-compose” failed when it composed “throws-number”: something that is no "
            "std::exception was thrown");
}

TEST_F(HostTest, APluginThatGivesNeitherDocumentNorReasonIsBlamed) {
  const auto d = compose_error("says-nothing", "silent");
  EXPECT_EQ(d.message.text(), "plugin “says-nothing” gave no document for “silent”, and no reason");
  EXPECT_EQ(d.blame, Blame::machine);
  EXPECT_EQ(compose_error("says-nothing", "warns-only").message.text(),
            "plugin “says-nothing” gave no document for “warns-only”, and no reason");
}

TEST_F(HostTest, AReasonThatThePluginGivesIsLeftAsItIs) {
  auto host = host_of({"says-nothing"});
  const auto composed = host.compose("explains", context_);
  ASSERT_EQ(composed.diagnostics.size(), 1u);
  EXPECT_EQ(composed.diagnostics.front().message.text(), "the table is empty");
  EXPECT_EQ(composed.diagnostics.front().blame, Blame::input);
}

TEST_F(HostTest, AnUnknownReportIsNamedWithTheNearest) {
  auto host = host_of({"good"});
  const auto composed = host.compose("greetings", context_);
  EXPECT_FALSE(composed.document);
  ASSERT_EQ(composed.diagnostics.size(), 1u);
  EXPECT_EQ(composed.diagnostics.front().message.text(), "no plugin offers the report “greetings”");
  EXPECT_EQ(composed.diagnostics.front().hint.text(), "did you mean “greeting”?");
  EXPECT_EQ(host.why_not("budget").at(0).hint.text(), "“taqrir plugins” lists what was found, and where");
}

TEST_F(HostTest, OnePluginThatFailsDoesNotHinderTheOthers) {
  auto host = host_of({"not-a-library", "throws-at-registration", "wrong-headers", "good"});
  host.load_all();
  EXPECT_EQ(host.plugins().at(3).state, PluginState::loaded);
  EXPECT_TRUE(host.report("greeting"));
  EXPECT_EQ(host.compose("wrong-headers", context_).diagnostics.size(), 1u);
}

}  // namespace
}  // namespace taqrir::host
