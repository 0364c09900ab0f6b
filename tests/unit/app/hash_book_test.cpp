// Files known again by their stamps: never at the cost of a content that changed.
#include "app/hash_book.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

#include "app/system_world.hpp"
#include "base/hash.hpp"
#include "base/memory_world.hpp"

namespace taqrir::app {
namespace {

/// Counts what is read; the test says what a file's stamp is.
class StampedWorld : public MemoryWorld {
 public:
  StampedWorld() { set_environment("TAQRIR_CACHE", "/cache"); }
  Result<Bytes> read(const std::string& path) override {
    reads += path.starts_with("/cache") ? 0 : 1;
    return MemoryWorld::read(path);
  }
  std::string stamp(const std::string& path) override { return stamps[path]; }
  std::map<std::string, std::string> stamps;
  int reads = 0;
};

TEST(HashBook, AFileWithTheSameStampIsNotReadAgain) {
  StampedWorld world;
  world.add("/a", "one"), world.stamps["/a"] = "1";
  for (int run = 0; run < 3; ++run) {
    HashBook book(world);
    EXPECT_EQ(book.sha256("/a"), sha256_hex("one"));
    book.save();
  }
  EXPECT_EQ(world.reads, 1);
}

TEST(HashBook, AnotherStampMakesItReadTheFile) {
  StampedWorld world;
  HashBook book(world);
  world.add("/a", "one"), world.stamps["/a"] = "1";
  EXPECT_EQ(book.sha256("/a"), sha256_hex("one"));
  world.add("/a", "two"), world.stamps["/a"] = "2";
  EXPECT_EQ(book.sha256("/a"), sha256_hex("two"));
}

TEST(HashBook, AFileWithoutAStampIsAlwaysRead) {
  StampedWorld world;
  HashBook book(world);
  world.add("/a", "one");
  EXPECT_EQ(book.sha256("/a"), sha256_hex("one"));
  world.add("/a", "two");
  EXPECT_EQ(book.sha256("/a"), sha256_hex("two"));
  EXPECT_EQ(book.sha256("/none"), "");
}

TEST(HashBook, ADamagedBookIsNone) {
  StampedWorld world;
  world.add("/a", "one"), world.stamps["/a"] = "1";
  {
    HashBook book(world);
    (void)book.sha256("/a");
    book.note_fact("pages", sha256_hex("one"), "3");
    book.save();
  }
  EXPECT_EQ(HashBook(world).fact("pages", sha256_hex("one")), "3");
  auto text = std::string(world.read("/cache/files.book")->view());
  text[text.size() - 2] ^= 1;
  world.add("/cache/files.book", text);
  HashBook book(world);
  EXPECT_EQ(book.find("/a", "1"), "");
  EXPECT_FALSE(book.fact("pages", sha256_hex("one")));
  EXPECT_EQ(book.sha256("/a"), sha256_hex("one"));
}

TEST(HashBook, WithoutAPlaceNothingIsWritten) {
  MemoryWorld world;
  world.add("/a", "one");
  HashBook book(world);
  EXPECT_EQ(book.sha256("/a"), sha256_hex("one"));
  book.note_fact("pages", "x", "3");
  book.save();
  EXPECT_EQ(world.files().size(), 1u);
}

TEST(HashBook, AFileJustWrittenHasNoStampYet) {
  SystemWorld disk;
  const auto path =
      (std::filesystem::temp_directory_path() / ("taqrir-stamp-" + std::to_string(::getpid()))).string();
  ASSERT_TRUE(disk.write(path, "one"));
  EXPECT_EQ(disk.stamp(path), "");
  disk.remove(path);
  EXPECT_EQ(disk.stamp(path), "");
  EXPECT_NE(disk.stamp("/proc/self/exe"), "");
}

}  // namespace
}  // namespace taqrir::app
