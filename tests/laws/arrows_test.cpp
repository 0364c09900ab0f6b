// The one-way arrows between the libraries (docs/architecture.md).
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "sources.hpp"

namespace taqrir::laws {
namespace {

/// What a library's sources may include beside their own folder.
const std::map<std::string, std::set<std::string>> kArrows{
    {"base", {}},
    {"model", {"base"}},
    {"sdk", {"model", "base"}},
    {"input", {"model", "base"}},
    {"layout", {"model", "base"}},
    {"render", {"layout", "model", "base"}},
    {"pandoc", {"model", "base"}},
    {"assemble", {"model", "base"}},
    {"host", {"sdk", "model", "base"}},
    {"app", {"host", "sdk", "input", "layout", "render", "pandoc", "assemble", "model", "base"}},
    {"cli", {"app", "host", "sdk", "model", "base"}},
};
const std::set<std::string> kForPlugins{"sdk", "kit", "model", "base"};
const std::set<std::string> kForKit{"sdk", "model", "base"};

/// Render shows the rest of the tree one header of each of its folders only.
const std::map<std::string, std::set<std::string>> kDoors{{"render", {"render/pdf/pdf.hpp", "render/pdf/series.hpp", "render/svg/svg.hpp"}}};

/// "layout" for "layout/pages.hpp"; empty for a header of no library of ours.
std::string library_of(const std::string& include) {
  const std::string first = include.substr(0, include.find('/'));
  return kArrows.count(first) != 0 || first == "kit" ? first : "";
}

const std::set<std::string>& allowed(const SourceText& source) {
  if (!source.plugin) return kArrows.at(source.folder);
  return source.folder == "kit" ? kForKit : kForPlugins;
}

TEST(Arrows, SourcesAreFound) {
  EXPECT_GT(sources().size(), 50u);
  for (const auto& source : sources()) {
    EXPECT_TRUE(source.plugin || kArrows.count(source.folder) != 0)
        << source.path << ": a library without arrows";
  }
}

TEST(Arrows, PointOneWay) {
  for (const auto& source : sources()) {
    for (const auto& line : source.lines) {
      const std::string library = library_of(line.include);
      if (library.empty() || (library == source.folder && source.plugin == (library == "kit"))) continue;
      EXPECT_TRUE(allowed(source).count(library) != 0) << at(source, line);
    }
  }
}

TEST(Arrows, GoThroughTheDoor) {
  for (const auto& source : sources()) {
    for (const auto& line : source.lines) {
      const auto door = kDoors.find(library_of(line.include));
      if (door == kDoors.end() || door->first == source.folder) continue;
      EXPECT_TRUE(door->second.count(line.include) != 0) << at(source, line);
    }
  }
}

TEST(Arrows, NoPathClimbs) {
  for (const auto& source : sources()) {
    for (const auto& line : source.lines) {
      EXPECT_EQ(line.include.find(".."), std::string::npos) << at(source, line);
    }
  }
}

}  // namespace
}  // namespace taqrir::laws
