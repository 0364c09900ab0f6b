// Texts of other programs: what Pandoc makes of them is kept, and the pictures in them are had.
#include "app/pieces_text.hpp"

#include <chrono>

#include "app/archive_zip.hpp"
#include "base/hash.hpp"
#include "pandoc/reading.hpp"
#include "stand_ins.hpp"

namespace taqrir::app {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kDot =  // one pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

class TextPieces : public StandIns {
 protected:
  /// A Pandoc that finds these pictures, and does `more` in the folder that it is called in.
  void pandoc_finds(const std::vector<std::string>& addresses, const std::string& more = "") {
    std::string images;
    for (const auto& one : addresses)
      images += (images.empty() ? "" : ",") + std::string(R"({"t":"Image","c":[["",[],[]],[],[")") + one +
                R"(",""]]})";
    json_ = R"({"pandoc-api-version":[1,22],"meta":{},"blocks":[{"t":"Para","c":[)" + images + "]}]}";
    ASSERT_TRUE(world_.write(folder_ + "/answer.json", json_));
    program("pandoc", more + "\n/bin/cat " + folder_ + "/answer.json");
  }

  Result<pandoc::ForeignText> take(const std::string& format = "docx",
                                   const pandoc::TakeLimits& limits = {}) {
    return pandoc::take_text(world_, world_, Bytes("PK text"), format, "annexes/note.docx", limits);
  }

  /// Addresses of the pictures that were had.
  std::vector<std::string> had(const pandoc::TakeLimits& limits = {}) {
    const auto text = take("docx", limits);
    std::vector<std::string> out;
    if (!text) return {message(text.error())};
    for (const auto& [address, content] : text->pictures) out.push_back(address);
    return out;
  }

  /// A package that may be given to Pandoc.
  static Bytes package() {
    return Bytes(
        zip({{"word/document.xml", Bytes("<document/>")}, {"word/media/a.png", Bytes("picture")}}).value());
  }
  Result<Bytes> text() { return conversions_.text(package(), "docx", "annexes/note.docx"); }
  Result<Bytes> picture(const std::string& address) {
    return conversions_.picture_in(package(), "docx", picture_key(address), "annexes/note.docx");
  }

  std::string json_;
};

// ---------------------------------------------------------------- the pictures

TEST_F(TextPieces, PicturesAreTakenFromTheFolderAndFromTheTextItself) {
  pandoc_finds({"./media/a.png", "data:image/png;base64,aGVs\\nbG8="},
               "/bin/mkdir media; echo -n picture > media/a.png");
  const auto text = take();
  ASSERT_TRUE(text) << message(text.error());
  EXPECT_EQ(text->pictures.at("./media/a.png"), "picture");
  EXPECT_EQ(text->pictures.at("data:image/png;base64,aGVs\nbG8="), "hello");
}

TEST_F(TextPieces, NothingOutsideTheFolderIsTaken) {
  ASSERT_TRUE(world_.write(folder_ + "/secret", "secret"));
  pandoc_finds(
      {"./link.png", "../secret", "./../secret", folder_ + "/secret", "file://" + folder_ + "/secret",
       "https://example.org/a.png", "./folder", "./absent", ""},
      "/bin/ln -s " + folder_ + "/secret link.png; /bin/mkdir folder; echo -n x > ../secret 2>/dev/null");
  EXPECT_THAT(had(), IsEmpty());
}

TEST_F(TextPieces, PandocReadsInItsSandboxAndHtmlWritesNothing) {
  pandoc_finds({});
  ASSERT_TRUE(take("docx"));
  ASSERT_TRUE(take("html"));
  EXPECT_THAT(calls("pandoc"), ElementsAre("--sandbox --verbose --from=docx --to=json --extract-media=.",
                                           "--sandbox --verbose --from=html --to=json"));
}

TEST_F(TextPieces, PicturesAreLimitedInNumberAndSize) {
  pandoc_finds({"./a", "./b", "./c", "./d"},
               "echo -n 1 > a; echo -n 1 > b; echo -n 55555 > c; echo -n 1 > d");
  EXPECT_THAT(had({.pictures = 2}), SizeIs(2));
  EXPECT_THAT(had({.picture_bytes = 4}), ElementsAre("./a", "./b", "./d"));
  EXPECT_THAT(had({.all_bytes = 2}), ElementsAre("./a", "./b"));
}

TEST_F(TextPieces, DataThatIsNoneIsNotTaken) {
  pandoc_finds(
      {"data:image/png;base64,%%%", "data:image/png,abc", "data:image/png;base64", "data:,", "data:"});
  EXPECT_THAT(had(), IsEmpty());
}

// ---------------------------------------------------------------- what goes wrong

TEST_F(TextPieces, WithoutPandocItIsSaidWhatToInstall) {
  const auto out = take();
  EXPECT_EQ(message(out.error()), "Pandoc reads this file, and is not installed");
  EXPECT_EQ(hint(out.error()), "install it: “sudo apt install pandoc”");
  EXPECT_EQ(out.error().front().blame, Blame::machine);
}

TEST_F(TextPieces, APandocThatHangsIsStopped) {
  program("pandoc", "exec /bin/sleep 60");
  conversions_.limits.text = 200ms;
  const auto out = text();
  EXPECT_EQ(message(out.error()), "the text was not read: “pandoc” took more than 0.200 s and was stopped");
  EXPECT_EQ(hint(out.error()), "open it in its own program and save it again");
}

TEST_F(TextPieces, APandocThatFails) {
  program("pandoc", "kill -SEGV $$");
  EXPECT_EQ(message(text().error()),
            "the text was not read: “pandoc” was killed by signal 11 (Segmentation fault)");
  program("pandoc", "echo 'couldn’t unpack docx container' >&2; echo more >&2; exit 63");
  EXPECT_EQ(message(text().error()), "the text was not read: couldn’t unpack docx container / more");
  for (const auto* body :
       {"", "echo garbage", "echo '{\"t\":\"Image\"}'", "echo '{\"t\":\"Image\",\"c\":[1,2]}'"}) {
    program("pandoc", body);
    EXPECT_EQ(message(text().error()), "the text was not read: Pandoc's answer is not understood") << body;
  }
}

TEST_F(TextPieces, APandocThatTalksWithoutEnd) {
  program("pandoc", "while :; do /bin/cat /bin/sh; done");
  EXPECT_EQ(message(text().error()),
            "the text was not read: “pandoc” wrote more than 268435456 bytes and was stopped");
}

// ---------------------------------------------------------------- the cache

TEST_F(TextPieces, PandocIsAskedOnceForATextAndItsPictures) {
  pandoc_finds({"data:image/png;base64," + std::string(kDot)});
  EXPECT_EQ(text()->view(), json_);
  const auto dot = picture("data:image/png;base64," + std::string(kDot));
  ASSERT_TRUE(dot) << message(dot.error());
  EXPECT_TRUE(dot->view().starts_with("\x89PNG"));
  HashBook book(world_);
  Conversions later(world_, world_, book);
  EXPECT_EQ(later.text(package(), "docx", "x")->view(), json_);
  EXPECT_THAT(calls("pandoc"), SizeIs(1));
}

TEST_F(TextPieces, APictureThatLeftTheCacheIsTakenOutAgain) {
  pandoc_finds({"data:image/png;base64," + std::string(kDot)});
  ASSERT_TRUE(text());
  world_.remove(folder_ + "/cache/conversions");
  HashBook book(world_);
  Conversions later(world_, world_, book);
  EXPECT_TRUE(
      later.picture_in(package(), "docx", picture_key("data:image/png;base64," + std::string(kDot)), "x"));
  EXPECT_THAT(calls("pandoc"), SizeIs(2));
}

TEST_F(TextPieces, WhatIsNoPictureIsAnError) {
  pandoc_finds({"data:image/png;base64,aGVsbG8="});
  const auto garbage = picture("data:image/png;base64,aGVsbG8=");
  ASSERT_FALSE(garbage);
  EXPECT_EQ(message(garbage.error()),
            "the picture was not read: “vipsheader” cannot be run: there is no such program");
  EXPECT_EQ(message(picture("./absent").error()), "a picture in it cannot be taken out");
}

// ---------------------------------------------------------------- real files

TEST_F(TextPieces, PicturesOfRealFilesReachTheText) {
  real_programs();
  if (!world_.find_program("pandoc")) GTEST_SKIP() << "pandoc is not installed";
  for (const std::string format : {"docx", "odt", "html"}) {
    ProcessRequest request;
    request.argv = {"pandoc", "-f", "markdown", "-t", format, "-o", folder_ + "/note." + format};
    request.input = "Un *mot*.\n\n![La salle](data:image/png;base64," + std::string(kDot) + "){width=5cm}\n";
    ASSERT_TRUE(world_.run(request));
    const auto file = world_.read(folder_ + "/note." + format).value();
    const auto json = conversions_.text(file, format, "note");
    ASSERT_TRUE(json) << message(json.error());
    std::vector<std::string> addresses;
    const auto read = pandoc::from_pandoc_json(json->view(), "note", 3, [&](const std::string& address) {
      addresses.push_back(address);
      return conversions_.picture_in(file, format, picture_key(address), "note")
                 ? std::optional(FileRef{"here", {}})
                 : std::nullopt;
    });
    ASSERT_TRUE(read);
    EXPECT_THAT(read->warnings, IsEmpty()) << format;
    EXPECT_THAT(addresses, SizeIs(1)) << format;
    int figures = 0;
    for (const auto& block : read->blocks)
      if (const auto* figure = std::get_if<Figure>(&block.content)) {
        ++figures;
        EXPECT_NEAR(figure->image.width.value_or(0), 141.7, 0.5) << format;
      }
    EXPECT_EQ(figures, 1) << format;
  }
}

}  // namespace
}  // namespace taqrir::app
