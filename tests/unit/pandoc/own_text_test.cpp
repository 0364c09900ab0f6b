// Pandoc's document tree as a text of our own.
#include <gtest/gtest.h>

#include "model/dump.hpp"
#include "pandoc/reading.hpp"

namespace taqrir::pandoc {
namespace {

const std::string kNone = R"(["",[],[]])";

std::string str(const std::string& text) { return R"({"t":"Str","c":")" + text + R"("})"; }
std::string para(const std::string& inlines) { return R"({"t":"Para","c":[)" + inlines + "]}"; }
std::string header(int level, const std::string& text, const std::string& id = "") {
  return R"({"t":"Header","c":[)" + std::to_string(level) + R"(,[")" + id + R"(",[],[]],[)" + str(text) +
         "]]}";
}
std::string link(const std::string& text, const std::string& target) {
  return R"({"t":"Link","c":[)" + kNone + ",[" + str(text) + R"(],[")" + target + R"(",""]]})";
}
std::string in_style(const std::string& style, const std::string& blocks) {
  return R"({"t":"Div","c":[["",[],[["custom-style",")" + style + R"("]]],[)" + blocks + "]]}";
}
std::string table(const std::string& text, const std::string& caption = "") {
  const auto cell = R"([["",[],[]],{"t":"AlignDefault"},1,1,[)" + para(str(text)) + "]]";
  return R"({"t":"Table","c":[["",[],[]],[null,[)" + caption +
         R"(]],[[{"t":"AlignDefault"},{"t":"ColWidthDefault"}]],[["",[],[]],[]],)" +
         R"([[["",[],[]],0,[],[[["",[],[]],[)" + cell + R"(]]]]],[["",[],[]],[]]]})";
}
std::string anchored(const std::string& id, const std::string& inlines) {
  return R"({"t":"Span","c":[[")" + id + R"(",["anchor"],[]],[)" + inlines + "]]}";
}

ReadText read_own(const std::string& blocks, OwnText options = {}) {
  options.prefix = "recit-";
  auto out = own_text(R"({"pandoc-api-version":[1,22,2,1],"meta":{},"blocks":[)" + blocks + "]}",
                      "recit.docx", options);
  EXPECT_TRUE(out) << (out ? "" : render(out.error().front()));
  return out ? std::move(*out) : ReadText{};
}

std::string dumped(const std::string& blocks, OwnText options = {}) {
  Document document;
  document.blocks = read_own(blocks, std::move(options)).blocks;
  const auto all = dump(document);
  return all.substr(all.find("\n  ") + 1);
}

TEST(OwnText, HeadingsAreNumberedAndTakeTheLevel) {
  OwnText options;
  options.heading_level = 3;
  const auto text = read_own(header(1, "A") + "," + header(2, "B"), options);
  const auto& first = std::get<Heading>(text.blocks.at(0).content);
  EXPECT_TRUE(first.numbered);
  EXPECT_EQ(first.level, 3);
  EXPECT_EQ(std::get<Heading>(text.blocks.at(1).content).level, 4);
}

TEST(OwnText, PlacesAreToldByTheNearestHeading) {
  const auto text = read_own(para(str("avant")) + "," + header(1, "A") + "," + para(str("a")) + "," +
                             header(1, "B") + "," + para(str("b")));
  EXPECT_EQ(place_in_words(text.blocks.at(0).span), "");
  EXPECT_EQ(place_in_words(text.blocks.at(2).span), "under “A”");
  EXPECT_EQ(place_in_words(text.blocks.at(4).span), "under “B”");
  EXPECT_EQ(text.blocks.at(4).span.file->path(), "recit.docx");
}

TEST(OwnText, LinksWithinTheTextLeadToItsBlocks) {
  EXPECT_EQ(dumped(para(link("là", "#m") + "," + link("ailleurs", "#lost")) + "," + header(1, "M", "m") +
                   "," + header(1, "N", "n")),
            "  paragraph: [là](#recit-m)ailleurs\n  heading #recit-m: M\n  heading: N\n");
}

TEST(OwnText, ACaptionAboveOrBelowBelongsToItsTable) {
  const auto caption = in_style("caption", para(anchored("r", str("Tableau 1 : Les présents"))));
  const auto wanted =
      "  table #recit-r columns=start\n    row\n      cell: x\n    caption: Les présents\n  paragraph: "
      "[](#recit-r)\n";
  EXPECT_EQ(dumped(caption + "," + table("x") + "," + para(link("Tableau 1", "#r"))), wanted);
  EXPECT_EQ(dumped(table("x") + "," + caption + "," + para(link("Tableau 1", "#r"))), wanted);
  EXPECT_EQ(dumped(table("x", caption) + "," + para(link("Tableau 1", "#r"))), wanted);
}

TEST(OwnText, LabelsOfCaptions) {
  const auto caption = [](const std::string& words) {
    const auto text = read_own(table("x", para(str(words))));
    return plain_text(std::get<DataTable>(text.blocks.at(0).content).caption);
  };
  EXPECT_EQ(caption("Tableau 12 – Les présents"), "Les présents");
  EXPECT_EQ(caption("TABLEAU 1.2. Les présents"), "Les présents");
  EXPECT_EQ(caption("Figure : Les présents"), "Les présents");
  EXPECT_EQ(caption("الجدول ٣: الحاضرون"), "الحاضرون");
  EXPECT_EQ(caption("Tableau des présents"), "Tableau des présents");
  EXPECT_EQ(caption("Tableaux 1 et 2"), "Tableaux 1 et 2");
}

TEST(OwnText, TheOtherProgramsContentsListIsNotTaken) {
  EXPECT_EQ(dumped(in_style("toc 1", para(link("A 3", "#a"))) + "," + header(1, "A", "a")), "  heading: A\n");
}

TEST(OwnText, TasksAreTold) {
  const auto text = read_own(R"({"t":"BulletList","c":[[)" + para(str("☐ un")) + "],[" + para(str("☒ deux")) +
                             "],[" + para(str("trois")) + "]]}");
  const auto& list = std::get<List>(text.blocks.at(0).content);
  EXPECT_EQ(list.items.at(0).checked, false);
  EXPECT_EQ(list.items.at(1).checked, true);
  EXPECT_EQ(list.items.at(2).checked, std::nullopt);
  EXPECT_TRUE(list.tight);
}

TEST(OwnText, EquationsAreToldOnceForEachHeading) {
  const auto math = [](const std::string& tex) {
    return R"({"t":"Math","c":[{"t":"InlineMath"},")" + tex + R"("]})";
  };
  const auto text = read_own(header(1, "A") + "," + para(math("a") + "," + math("b")) + "," + header(1, "B") +
                             "," + para(math("c")));
  ASSERT_EQ(text.warnings.size(), 2u);
  EXPECT_EQ(render(text.warnings[0]),
            "recit.docx: under “A”: warning: equations are set as their TeX text: 2, the first “a”\n"
            "  hint: put an equation in as a picture, or write it in words\n");
}

TEST(OwnText, LettersAreWhatTwoProgramsAgreeOn) {
  EXPECT_EQ(letters_of(" L’an\u00A02025 : «\u202Fété\u202F» — “no‑break” "), "Lan2025éténobreak");
  EXPECT_EQ(
      letters_in(
          R"({"blocks":[{"t":"Para","c":[{"t":"Str","c":"a,"},{"t":"Space"},{"t":"Code","c":[["",[],[]],"b"]}]}]})"),
      "ab");
}

}  // namespace
}  // namespace taqrir::pandoc
