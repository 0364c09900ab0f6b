// Readers meet anything: texts of the sample mission, broken at random places by a fixed seed. Nothing here
// may crash, and what comes back must hold its promises. tests/fuzz does the same without end.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "input/csv.hpp"
#include "input/markdown.hpp"
#include "input/mission.hpp"
#include "input/picture.hpp"
#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

std::vector<std::string> sample_files(const std::string& extension) {
  std::vector<std::string> out;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(TAQRIR_SOURCE_DIR) / "configs")) {
    if (entry.path().extension() != extension) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return out;
}

class Breaker {
 public:
  std::string broken(const std::vector<std::string>& files) {
    auto text = files[random_() % files.size()];
    for (auto times = 1 + random_() % 6; times > 0; --times) break_once(text);
    return text;
  }
  std::string bytes(std::string begin, std::size_t count) {
    while (count-- > 0) begin += static_cast<char>(random_() % 4 ? random_() % 256 : 0xFF);
    return begin;
  }

 private:
  void break_once(std::string& text) {
    static const std::vector<std::string> kParts{"[[#",
                                                 "]]",
                                                 "{{",
                                                 "}}",
                                                 "{#a}",
                                                 "> [!NOTE]",
                                                 "\n\n",
                                                 "|",
                                                 "<span lang=\"ar\">",
                                                 "</span>",
                                                 "<div lang=\"ar\">\n",
                                                 "</div>",
                                                 "**",
                                                 "`",
                                                 "[^1]",
                                                 "\\",
                                                 "ع",
                                                 "\r\n",
                                                 "\t",
                                                 "- ",
                                                 "\"",
                                                 ";",
                                                 "<!--",
                                                 "&amp;",
                                                 "# ",
                                                 "[a.b]",
                                                 "\"\"\"",
                                                 "2025-01-01",
                                                 "="};
    const auto at = text.empty() ? 0 : random_() % text.size();
    switch (random_() % 3) {
      case 0: text.insert(at, kParts[random_() % kParts.size()]); break;
      case 1: text.erase(at, 1 + random_() % 20); break;
      default:
        if (!text.empty()) text[at] = static_cast<char>(random_() % 256);
    }
  }
  std::mt19937 random_{20250203};
};

// Every place that is named exists.
void expect_real_places(const Diagnostics& diagnostics) {
  for (const auto& d : diagnostics) {
    EXPECT_FALSE(render(d).empty());
    if (!d.span.file || d.span.line == 0) continue;
    const auto line = d.span.file->line(d.span.line);
    EXPECT_TRUE(line.data() != nullptr) << render(d);
    EXPECT_LE(d.span.column, column_of_byte(line, line.size()) + 1) << render(d);
  }
}

TEST(Random, Markdown) {
  const auto files = sample_files(".md");
  Breaker breaker;
  for (int i = 0; i < 300; ++i) {
    MemoryWorld world;
    world.add("/a.md", breaker.broken(files));
    const auto text = read_text(world, "/a.md", "a.md");
    if (!text) continue;
    MarkdownOptions options;
    options.language = i % 2 ? "ar" : "fr";
    expect_real_places(read_markdown(*text, options).diagnostics);
    expect_real_places(
        read_inline_markdown((*text)->text().substr(0, 200), {*text, 1, 1, 0}, options).diagnostics);
  }
}

TEST(Random, Missions) {
  const auto files = sample_files(".toml");
  Breaker breaker;
  for (int i = 0; i < 200; ++i) {
    MemoryWorld world;
    world.add("/m/mission.toml", breaker.broken(files));
    world.add("/m/activities/a/activity.toml", breaker.broken(files));
    expect_real_places(
        load_mission(world, "/m", [](const std::string&) { return &activity_schema(); }, {"x"}).diagnostics);
  }
}

TEST(Random, Csv) {
  const auto files = sample_files(".csv");
  Breaker breaker;
  for (int i = 0; i < 300; ++i) {
    const auto read = read_csv(Bytes(breaker.broken(files)), "a.csv", {});
    if (!read) {
      expect_real_places(read.error());
      continue;
    }
    for (const auto& row : read->table.rows) EXPECT_EQ(row.size(), read->table.columns.size());
  }
}

TEST(Random, Pictures) {
  Breaker breaker;
  for (int i = 0; i < 2000; ++i)
    for (const char* begin : {"\xFF\xD8\xFF", "\x89PNG\r\n\x1A\n", ""})
      if (const auto info = probe_picture(Bytes(breaker.bytes(begin, 60)), "p")) {
        EXPECT_GT(info->width, 0);
        EXPECT_LE(info->height, 20'000);
      }
}

}  // namespace
}  // namespace taqrir::input
