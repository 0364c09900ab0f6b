// Edited twins merged into their texts: block by block, with what is said of it. The twins are made without
// Pandoc, from Markdown that says what their readers see.
#include "app/twin_merge.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "app/twin_outside.hpp"
#include "input/markdown.hpp"
#include "model/numbering.hpp"
#include "pandoc/pandoc.hpp"
#include "unit/model/sample.hpp"

namespace taqrir::app {
namespace {

using test::FewWords;
using test::messages;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kPath = "activities/01-a/recit.md";

/// A PNG of one pixel.
const std::string kPng =
    std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde", 33) +
    std::string("\0\0\0\x0cIDATx\x9c\x63\xf8\xcf\xc0\0\0\3\1\1\0\x18\xdd\x8d\xb0\0\0\0\0IEND\xae\x42\x60\x82",
                36);

input::MarkdownOptions options() {
  input::MarkdownOptions out;
  out.heading_level = 2;
  out.file = [](const std::string& path, const Span& span) -> Result<FileRef> { return FileRef{path, span}; };
  out.placeholder = [](const std::string& name) -> std::optional<std::string> {
    return name == "activity.place" ? std::optional<std::string>("Rabat") : std::nullopt;
  };
  out.piece = [](const std::string& id) -> std::optional<std::string> {
    return id == "vote" ? std::optional<std::string>("pièce 3") : std::nullopt;
  };
  return out;
}

Block own(Block::Content content) { return {std::move(content), {}, {}, {}}; }

/// As Pandoc's readers give it: without marks among the words, which are whole.
nlohmann::json as_read(const nlohmann::json& tree) {
  if (!tree.is_structured()) return tree;
  auto out = tree.is_array() ? nlohmann::json::array() : nlohmann::json::object();
  if (tree.is_object()) {
    for (const auto& [key, value] : tree.items()) out[key] = as_read(value);
    return out;
  }
  const auto is = [](const nlohmann::json& node, const char* type) {
    return node.is_object() && node.value("t", nlohmann::json()) == type;
  };
  for (const auto& node : tree) {
    if (is(node, "RawInline")) continue;
    if (is(node, "Str") && !out.empty() && is(out.back(), "Str"))
      out.back()["c"] = out.back()["c"].get<std::string>() + node["c"].get<std::string>();
    else
      out.push_back(as_read(node));
  }
  return out;
}

/// A report with a heading and an end of its own around the text.
struct Report {
  explicit Report(const std::string& text, const std::string& heading = "Récit",
                  const std::string& end = "Fin du rapport.")
      : source(std::make_shared<SourceFile>(kPath, text)) {
    Heading title;
    title.level = 1, title.content = {{Text{heading}, {}}};
    Paragraph last;
    last.content = {{Text{end}, {}}};
    document.blocks = input::read_markdown(source, options()).blocks;
    document.blocks.insert(document.blocks.begin(), own(std::move(title)));
    document.blocks.push_back(own(std::move(last)));
    number_document(document, FewWords());
  }

  pandoc::Marks marks() const {
    pandoc::Origin origin;
    origin.report = "narrative-report", origin.activity = "01-a";
    origin.path = [](const SourceFile& file) { return file.path() == kPath ? kPath : std::string(); };
    origin.field = [](const std::string&) { return "account"; };
    return pandoc::marks_of(document, FewWords(), origin);
  }

  std::vector<pandoc::Item> items() const {
    Diagnostics ignored;
    const pandoc::ReadFile read = [](const FileRef& file) -> Result<Bytes> {
      return Bytes(kPng + file.path);  // an address of its own for each
    };
    const auto json =
        pandoc::to_pandoc_json(document, FewWords(), {1, 22}, {read, {}}, pandoc::Writer::docx, ignored);
    return pandoc::items_of(as_read(nlohmann::json::parse(json)));
  }

  SourceRef source;
  Document document;
};

Twin twin_of(const Report& was, const Report& edited) {
  Twin twin;
  twin.marks = was.marks(), twin.items = edited.items();
  twin.alignment = pandoc::align(twin.marks, twin.items);
  return twin;
}

class Merging : public testing::Test {
 protected:
  /// The text as it is after the twin of `was` was edited to say `edited`, when meanwhile it says `now`.
  std::string merge(const std::string& was, const std::string& edited, const std::string& now) {
    const Report today(now);
    auto twin = twin_of(Report(was), Report(edited));
    twin.pictures = pictures_;
    if (!printed_.empty()) know_by_content(twin);
    merged_ = merge_twin(twin, kPath, today.marks(), today.source, {}, "relu.docx",
                         [this](const std::string& path) -> std::optional<Bytes> {
                           const auto found = files_.find(path);
                           return found == files_.end() ? std::nullopt : std::optional(Bytes(found->second));
                         });
    return merged_.text;
  }
  std::string merge(const std::string& was, const std::string& edited) { return merge(was, edited, was); }

  std::string taken() const { return messages(merged_.taken); }
  std::string conflicts() const { return messages(merged_.conflicts); }
  std::string lost() const { return messages(merged_.lost); }

  /// As the program reads a twin, whose marks say that every picture of the text was `printed_`.
  void know_by_content(Twin& twin) const {
    for (auto& item : twin.marks.items)
      if (!item.source.empty() && (item.kind == "picture" || !item.pictures.empty()))
        item.prints = {pandoc::print_of(printed_)};
    for (auto& item : twin.items)
      pandoc::add_prints(item, [&](const std::string& address) {
        const auto found = pictures_.find(address);
        return found == pictures_.end() ? std::string() : pandoc::print_of(found->second);
      });
    twin.alignment = pandoc::align(twin.marks, twin.items);
  }

  std::string printed_;                          ///< what the marks say of pictures; empty: nothing
  std::map<std::string, std::string> pictures_;  ///< in the twin, by address
  std::map<std::string, std::string> files_;     ///< in the mission
  MergedText merged_;
};

constexpr const char* kNotice =
    "# Le vote {#vote}\n\nLe premier jour fut   long,\net le second court.\n\nRien d’autre.\n";

TEST_F(Merging, WhatNobodyTouchedStaysByteForByte) {
  EXPECT_EQ(merge(kNotice, kNotice), kNotice);
  EXPECT_EQ(taken() + conflicts() + lost(), "");
}

TEST_F(Merging, AWordInAParagraph) {
  EXPECT_EQ(
      merge(kNotice, "# Le vote {#vote}\n\nLe premier jour fut bref, et le second court.\n\nRien d’autre.\n"),
      "# Le vote {#vote}\n\nLe premier jour fut bref, et le second court.\n\nRien d’autre.\n");
  EXPECT_EQ(taken(), "“long,” became “bref,”\n");
}

TEST_F(Merging, AHeadingKeepsItsAnchor) {
  EXPECT_EQ(merge("# Le vote {#vote}\n\nVoir.\n", "# Le scrutin\n\nVoir.\n"),
            "# Le scrutin {#vote}\n\nVoir.\n");
  EXPECT_EQ(taken(), "“vote” became “scrutin”\n");
}

TEST_F(Merging, ReferencesPlaceholdersAndNotesAreWrittenAsTheyWere) {
  const std::string was =
      "# Le vote {#vote}\n\nOn vota à {{ activity.place }}, voir [[piece:vote]] et la [[#vote]][^n], "
      "tard.\n\n"
      "[^n]: Une note.\n";
  auto edited = was;
  edited.replace(edited.find("tard"), 4, "tôt");
  EXPECT_EQ(merge(was, edited), edited);
  EXPECT_EQ(taken(), "“tard.” became “tôt.”\n");
}

TEST_F(Merging, ANoteThatIsGoneTakesItsDefinitionAlong) {
  const std::string was = "Un mot[^n], deux mots, trois mots.\n\n[^n]: Une note.\n\nFin.\n";
  EXPECT_EQ(merge(was, "Un mot, deux mots, trois mots.\n\nFin.\n"),
            "Un mot, deux mots, trois mots.\n\nFin.\n");
}

TEST_F(Merging, ACellOfATable) {
  const std::string was =
      "| Nom | Nombre |\n| :-- | --: |\n| un  | 1 |\n| deux | 2 |\n{#t caption=\"Les nombres\"}\n";
  auto edited = was;
  edited.replace(edited.find("| 2"), 3, "| 3");
  const auto text = merge(was, edited);
  EXPECT_THAT(text, HasSubstr("| deux | 3 |"));
  EXPECT_THAT(text, HasSubstr("--: |"));
  EXPECT_EQ(taken(), "“2” became “3”\n");
}

TEST_F(Merging, ARowOfATable) {
  const std::string was = "| Nom | Nombre |\n| :-- | --: |\n| un | 1 |\n";
  const auto text = merge(was, was + "| deux | 2 |\n");
  EXPECT_EQ(text, was + "| deux | 2 |\n");
  EXPECT_EQ(taken(), "“” became “deux 2”\n");
}

TEST_F(Merging, AnItemOfAList) {
  EXPECT_EQ(merge("- un\n- deux\n- trois\n", "- un\n- deux et demi\n- trois\n"),
            "- un\n- deux et demi\n- trois\n");
  EXPECT_EQ(taken(), "“” became “et demi”\n");
  EXPECT_EQ(merge("- un\n- deux\n", "- un\n- deux\n- trois\n"), "- un\n- deux\n- trois\n");
}

TEST_F(Merging, AParagraphThatIsNew) {
  EXPECT_EQ(merge("Un.\n\nDeux.\n", "Un.\n\nUn *et* demi.\n\nDeux.\n"), "Un.\n\nUn *et* demi.\n\nDeux.\n");
  EXPECT_EQ(taken(), "added under “Récit”: “Un et demi.”\n");
}

TEST_F(Merging, AParagraphThatIsNewAtTheBeginAndTheEnd) {
  EXPECT_EQ(merge("Un.\n", "Zéro virgule cinq.\n\nUn.\n"), "Zéro virgule cinq.\n\nUn.\n");
  EXPECT_EQ(merge("Un.\n", "Un.\n\nDeux mots de plus.\n"), "Un.\n\nDeux mots de plus.\n");
}

TEST_F(Merging, AParagraphThatIsGone) {
  EXPECT_EQ(merge("Un.\n\nDeux mots.\n\nTrois.\n", "Un.\n\nTrois.\n"), "Un.\n\nTrois.\n");
  EXPECT_EQ(taken(), "removed: “Deux mots.”\n");
}

TEST_F(Merging, ASectionThatMovedKeepsItsLines) {
  const std::string a = "# Un\n\nLe   premier texte.\n\n", b = "# Deux\n\nLe second\ntexte, plus long.\n";
  EXPECT_EQ(merge(a + b, b + "\n" + a),
            "# Deux\n\nLe second\ntexte, plus long.\n\n# Un\n\nLe   premier texte.\n");
  EXPECT_THAT(taken(), HasSubstr("moved: “"));
  EXPECT_THAT(taken(), Not(HasSubstr("removed")));
}

TEST_F(Merging, ChangesInTwoPlacesBothHold) {
  EXPECT_EQ(merge("Le premier mot.\n\nLe second mot.\n", "Le premier pas.\n\nLe second mot.\n",
                  "Le premier mot.\n\nLe second et dernier mot.\n"),
            "Le premier pas.\n\nLe second et dernier mot.\n");
  EXPECT_EQ(conflicts(), "");
}

TEST_F(Merging, ChangesInOnePlaceAreAConflict) {
  merge("Le premier mot de tous.\n\nDeux.\n", "Le premier pas de tous.\n\nDeux.\n",
        "Le premier saut de tous.\n\nDeux.\n");
  EXPECT_EQ(
      conflicts(),
      "the text changed since the twin was made, and the twin changes the same place: “Le premier pas de "
      "tous.”, under “Récit” in relu.docx — write the change into the text by hand (it was made from “Le "
      "premier mot de tous.”), or make the twin anew and edit that\n");
}

TEST_F(Merging, WhatTheTextRemovedMeanwhileStaysAway) {
  EXPECT_EQ(merge("Un mot.\n\nDeux mots.\n", "Un mot.\n\nDeux mots.\n", "Un mot.\n"), "Un mot.\n");
  EXPECT_EQ(taken() + conflicts(), "");
}

TEST_F(Merging, QuotesAndCallouts) {
  const std::string was =
      "> Une citation de plusieurs mots.\n\n> [!WARNING] Attention à tout\n> Un danger pour tous.\n";
  EXPECT_EQ(
      merge(was,
            "> Une citation de quelques mots.\n\n> [!WARNING] Attention à tout\n> Un danger pour tous.\n"),
      "> Une citation de quelques mots.\n\n> [!WARNING] Attention à tout\n> Un danger pour tous.\n");
  EXPECT_EQ(
      merge(was,
            "> Une citation de plusieurs mots.\n\n> [!WARNING] Attention à tout\n> Un péril pour tous.\n"),
      "> Une citation de plusieurs mots.\n\n> [!WARNING] Attention à tout\n> Un péril pour tous.\n");
}

TEST_F(Merging, MarksOfMarkdownInNewWordsAreWords) {
  EXPECT_EQ(merge("Un mot, puis un autre.\n", "Un mot\\*, puis \\[\\[piece:x\\]\\] un autre.\n"),
            "Un mot\\*, puis \\[\\[piece:x\\]\\] un autre.\n");
}

// ---------------------------------------------------------------- pictures

class TakingPictures : public Merging {
 protected:
  /// Where the edited twin names it: the first is called by its path in this World.
  void in_twin(const std::string& words, const std::string& bytes) {
    for (const auto& item : Report(words).items())
      for (const auto& picture : pandoc::pictures_in(item.node)) pictures_[picture.address] = bytes;
  }
};

TEST_F(TakingPictures, ANewOneIsWrittenBesideTheText) {
  const std::string edited = "Un mot.\n\n![La salle, vue du fond](x.png)\n";
  in_twin(edited, kPng);
  EXPECT_EQ(merge("Un mot.\n", edited),
            "Un mot.\n\n![La salle, vue du fond](recit-la-salle-vue-du-fond.png)\n");
  ASSERT_EQ(merged_.pictures.size(), 1u);
  EXPECT_EQ(merged_.pictures[0].path, "activities/01-a/recit-la-salle-vue-du-fond.png");
  EXPECT_EQ(merged_.pictures[0].bytes.view(), kPng);
  EXPECT_THAT(taken(), HasSubstr("the picture “La salle, vue du fond” was put in: written to "
                                 "“activities/01-a/recit-la-salle-vue-du-fond.png”\n"));
}

TEST_F(TakingPictures, NothingThatIsThereIsWrittenOver) {
  const std::string edited = "Un mot.\n\n![Vue](x.png)\n";
  in_twin(edited, kPng);
  files_["activities/01-a/recit-vue.png"] = "another";
  EXPECT_EQ(merge("Un mot.\n", edited), "Un mot.\n\n![Vue](recit-vue-2.png)\n");
  files_["activities/01-a/recit-vue-2.png"] = kPng;  // the same is there already
  EXPECT_EQ(merge("Un mot.\n", edited), "Un mot.\n\n![Vue](recit-vue-2.png)\n");
  EXPECT_TRUE(merged_.pictures.empty());
}

TEST_F(TakingPictures, NoNameLeadsOut) {
  const std::string edited = "Un mot.\n\n![../../../etc/passwd](x.png)\n";
  in_twin(edited, kPng);
  EXPECT_EQ(merge("Un mot.\n", edited), "Un mot.\n\n![../../../etc/passwd](recit-etc-passwd.png)\n");
  EXPECT_EQ(merged_.pictures.at(0).path, "activities/01-a/recit-etc-passwd.png");
}

TEST_F(TakingPictures, OneWithoutWordsIsAskedToBeDescribed) {
  const std::string edited = "Un mot.\n\n![](x.png)\n";
  in_twin(edited, kPng);
  EXPECT_EQ(merge("Un mot.\n", edited), "Un mot.\n\n![](recit-image.png)\n");
  EXPECT_THAT(
      taken(),
      HasSubstr("a picture was put in: written to “activities/01-a/recit-image.png” — say between its "
                "brackets in the text what it shows, for those who do not see it\n"));
}

TEST_F(TakingPictures, WhatIsNoPictureIsNotTaken) {
  const std::string edited = "Un mot.\n\n![Vue](x.png)\n";
  in_twin(edited, "MZ a program");
  EXPECT_EQ(merge("Un mot.\n", edited), "Un mot.\n\nVue\n");  // its caption
  EXPECT_EQ(lost(),
            "pictures that were put in under “Récit” are not taken, they are no PNG or JPEG: 1 — save each "
            "as PNG in "
            "the mission and name it in the text: ![what it shows](picture.png)\n");
  EXPECT_TRUE(merged_.pictures.empty());
}

TEST_F(TakingPictures, OnesThatWereThereKeepTheirFiles) {
  const std::string was = "![Le plan](figures/plan.png \"Le plan de la salle\") {#plan}\n";
  const std::string edited = "![Le plan](figures/plan.png \"Le plan de la grande salle\") {#plan}\n";
  in_twin(edited, kPng);
  EXPECT_EQ(merge(was, edited), edited);
  EXPECT_TRUE(merged_.pictures.empty());
}

TEST_F(TakingPictures, OneChangedForAnotherOfTheSameDescriptionIsTaken) {
  const std::string text = "Un mot.\n\n![Le plan](figures/plan.png)\n";
  in_twin(text, kPng);
  files_["activities/01-a/figures/plan.png"] = "the old one";
  printed_ = kPng;  // as it was when the twin was made
  EXPECT_EQ(merge(text, text), text);
  EXPECT_EQ(taken(), "");
  printed_ = "the old one";
  EXPECT_EQ(merge(text, text), "Un mot.\n\n![Le plan](recit-le-plan.png)\n");
  ASSERT_EQ(merged_.pictures.size(), 1u);
  EXPECT_EQ(merged_.pictures[0].bytes.view(), kPng);
  EXPECT_THAT(taken(), HasSubstr("its pictures are others now"));
}

TEST_F(TakingPictures, ANewOneAmongThoseThatWereThere) {
  const std::string was = "Un mot.\n\n![Le plan](figures/plan.png)\n\nDeux mots.\n";
  const std::string edited = "Un mot.\n\n![La salle](y.png)\n\n![Le plan](figures/plan.png)\n\nDeux mots.\n";
  in_twin(edited, kPng);
  EXPECT_EQ(merge(was, edited),
            "Un mot.\n\n![La salle](recit-la-salle.png)\n\n![Le plan](figures/plan.png)\n\nDeux mots.\n");
}

// ---------------------------------------------------------------- the whole text

TEST(TextOfTwin, IsCleanMarkdown) {
  const std::string was =
      "# Le vote {#vote}\n\nOn vota à {{ activity.place }}, voir [[piece:vote]].\n\n- un\n- deux\n";
  const auto twin = twin_of(Report(was), Report(was + "\nUn mot de plus.\n"));
  TwinPictures pictures(twin.pictures, "recit.md", {});
  Diagnostics lost;
  EXPECT_EQ(text_of_twin(twin, kPath, {}, pictures, lost),
            "## Le vote {#vote}\n\nOn vota à {{ activity.place }}, voir [[piece:vote]].\n\n- un\n- "
            "deux\n\nUn mot de plus.\n");
  EXPECT_EQ(messages(lost), "");
}

// ---------------------------------------------------------------- outside

std::string outside(const Report& was, const Report& edited) {
  return messages(changed_outside(twin_of(was, edited), "relu.docx"));
}

TEST(ChangedOutside, NothingIsSaidOfWhatIsTheSame) {
  EXPECT_EQ(outside(Report("Un.\n"), Report("Un.\n")), "");
}

TEST(ChangedOutside, WordsOfTheReportItself) {
  EXPECT_EQ(outside(Report("Un.\n"), Report("Un.\n", "Récit", "Fin de ce rapport.")),
            "in “Récit”: “Fin du rapport.” became “Fin de ce rapport.”: not taken, the report makes it\n");
  EXPECT_EQ(outside(Report("Un.\n"), Report("Un.\n", "Compte rendu")),
            "in what stands before the first heading: “Récit” became “Compte rendu”: not taken, the report "
            "makes it\n");
}

TEST(ChangedOutside, ChangesOfTheTextAreNone) {
  EXPECT_EQ(outside(Report("Un mot.\n"), Report("Deux mots.\n")), "");
}

}  // namespace
}  // namespace taqrir::app
