// HTML's own structure in Pandoc's tree: headings that skip no level, tables with scopes, notes that lead
// back, the frame.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "model/builder.hpp"
#include "model/numbering.hpp"
#include "pandoc/pandoc.hpp"
#include "unit/model/sample.hpp"

namespace taqrir::pandoc {
namespace {

using Json = nlohmann::json;
using test::FewWords;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Json tree_of(const Document& document, Writer writer = Writer::html, const DrawChart& draw = {}) {
  Diagnostics warnings;
  const Sources sources{
      [](const FileRef&) -> Result<Bytes> { return Bytes(std::string("\x89PNG\r\n\x1a\n")); }, draw};
  return Json::parse(
      to_pandoc_json(document, FewWords(document.language), {1, 22, 2, 1}, sources, writer, warnings));
}

Document document_of(Blocks blocks) {
  Document document;
  document.title = "Un titre";
  document.blocks = std::move(blocks);
  return document;
}

/// Every node of a type, in order.
void gather(const Json& tree, const std::string& type, std::vector<Json>& to) {
  if (tree.is_object() && tree.value("t", "") == type) to.push_back(tree["c"]);
  if (tree.is_object() || tree.is_array())
    for (const auto& child : tree) gather(child, type, to);
}

std::vector<Json> nodes(const Json& tree, const std::string& type) {
  std::vector<Json> out;
  gather(tree, type, out);
  return out;
}

std::vector<std::string> markup(const Json& tree) {
  std::vector<std::string> out;
  for (const auto& raw : nodes(tree, "RawBlock")) out.push_back(raw[1]);
  return out;
}

std::vector<int> levels(const Json& tree) {
  std::vector<int> out;
  for (const auto& header : nodes(tree, "Header")) out.push_back(header[0]);
  return out;
}

TEST(Web, HeadingsBeginBelowTheTitleAndSkipNoLevel) {
  const auto document =
      document_of({heading(2, plain("a")), heading(1, plain("b")), heading(4, plain("c")),
                   block(Part{plain("d"), {heading(3, plain("e")), heading(6, plain("f"))}})});
  const auto tree = tree_of(document);
  EXPECT_THAT(levels(tree["meta"]["cover"]), ElementsAre(1));
  EXPECT_THAT(levels(tree["blocks"]), ElementsAre(2, 2, 3, 2, 3, 4));
  EXPECT_THAT(levels(tree_of(document, Writer::epub)["blocks"]),
              ElementsAre(1, 1, 2, 1, 2, 3));  // a title page has the title
}

TEST(Web, CellsSayWhatTheyAreHeadersOf) {
  DataTable table;
  table.columns = {{}, {Alignment::end, 0.25}, {Alignment::end, {}}};
  table.header = {{TableCell{}, cell("2024"), cell("2025")}};
  auto total = cell("Somme");
  total.header = true;
  auto wide = cell("Région");
  wide.header = true, wide.column_span = 3;
  table.rows = {{wide}, {total, cell("1"), toned(cell("2"), Tone::bad)}};
  table.total_rows = 1;
  EXPECT_THAT(
      markup(tree_of(document_of({block(table)}))["blocks"]),
      ElementsAre("<table>", "<colgroup><col /><col style=\"width:25%\" /><col /></colgroup>", "<thead>",
                  "<tr>", "<td>", "</td>",  // an empty header would be read as nothing
                  "<th scope=\"col\" class=\"end\">", "</th>", "<th scope=\"col\" class=\"end\">", "</th>",
                  "</tr>", "</thead>", "<tbody>", "<tr>", "<th scope=\"rowgroup\" colspan=\"3\">", "</th>",
                  "</tr>", "</tbody>", "<tfoot>", "<tr>", "<th scope=\"row\">", "</th>", "<td class=\"end\">",
                  "</td>", "<td class=\"end bad\">", "</td>", "</tr>", "</tfoot>", "</table>"));
}

TEST(Web, AWideTableIsReachedByTheKeyboardAndNamedByItsCaption) {
  DataTable table;
  table.columns.resize(4);
  table.rows = {{cell("a"), cell("b"), cell("c"), cell("d")}};
  table.caption = plain("Quatre");
  const auto divs = nodes(tree_of(document_of({block(table)}))["blocks"], "Div");
  ASSERT_EQ(divs.size(), 1U);
  EXPECT_EQ(divs[0][0][1], Json::parse(R"(["table","short"])"));
  EXPECT_EQ(divs[0][0][2],
            Json::parse(R"([["tabindex","0"],["role","region"],["aria-labelledby","table-caption-1"]])"));
}

TEST(Web, NotesStandAtTheEndAndLeadBack) {
  const auto note = [](const char* text) { return Inline{Footnote{{paragraph(text)}}, {}}; };
  const auto tree = tree_of(document_of({paragraph(Inlines{note("un"), note("deux")})}));
  std::vector<std::string> targets, ids;
  for (const auto& link : nodes(tree["blocks"], "Link"))
    targets.push_back(link[2][0]), ids.push_back(link[0][0]);
  EXPECT_THAT(targets, ElementsAre("#note-1", "#note-2", "#note-ref-1", "#note-ref-2"));
  EXPECT_THAT(ids, ElementsAre("note-ref-1", "note-ref-2", "", ""));
  EXPECT_TRUE(nodes(tree["blocks"], "Note").empty());
}

TEST(Web, AReferenceToAPageLeadsToItsSection) {
  auto target = heading(1, plain("Suite"), "suite");
  std::get<Heading>(target.content).number = "2.1";
  const auto tree = tree_of(document_of({paragraph(Inlines{{PageReference{"suite"}, {}}}), target}));
  const auto links = nodes(tree["blocks"], "Link");
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0][1], Json::parse(R"([{"t":"Str","c":"2.1"}])"));
  EXPECT_EQ(links[0][2][0], "#suite");
}

TEST(Web, AChartIsAFigureWithItsNumbers) {
  Chart chart;
  chart.categories = {"Rabat", "Fès"};
  chart.series.push_back({"n", {2, std::nullopt}, Tone::neutral});
  chart.caption = plain("Par ville"), chart.alt = "Deux à Rabat";
  const DrawChart draw = [](const Block& block, bool png) -> Result<ChartPicture> {
    EXPECT_FALSE(png);
    EXPECT_EQ(block.language, "fr");
    return ChartPicture{"<svg/>", "", 200, 100};
  };
  const auto tree = tree_of(document_of({block(chart)}), Writer::html, draw)["blocks"];
  const auto images = nodes(tree, "Image");
  ASSERT_EQ(images.size(), 1U);
  EXPECT_EQ(images[0][2][0], "data:image/svg+xml;base64,PHN2Zy8+");
  EXPECT_THAT(markup(tree),
              testing::IsSupersetOf({"<figure class=\"chart\">", "<figcaption>",
                                     "<details class=\"numbers\"><summary>", "<th scope=\"row\">"}));
  EXPECT_THAT(tree.dump(), HasSubstr("document.missing"));
}

TEST(Web, ACalendarWithoutADescriptionIsToldByItsTasks) {
  Chart chart;
  chart.kind = Chart::Kind::gantt;
  chart.tasks.push_back(
      {"Enquête", parse_iso_date("2025-07-02"), std::nullopt, ChartTask::Kind::milestone, Tone::neutral});
  chart.tasks.push_back({"Synthèse", std::nullopt, std::nullopt, ChartTask::Kind::task, Tone::neutral});
  const DrawChart draw = [](const Block&, bool) -> Result<ChartPicture> {
    return ChartPicture{"<svg/>", "", 200, 100};
  };
  const auto images = nodes(tree_of(document_of({block(chart)}), Writer::html, draw)["blocks"], "Image");
  ASSERT_EQ(images.size(), 1U);
  EXPECT_THAT(images[0][1].dump(), testing::AllOf(HasSubstr("Enquête:"), HasSubstr("Synthèse")));
}

/// A book is parted into sections at its headings: one within a table would part the table.
TEST(Web, AHeadingInATableIsNoHeadingOfABook) {
  DataTable table;
  table.columns.resize(1);
  TableCell cell;
  cell.content = {heading(1, plain("Titre"), "t")};
  table.rows.push_back({cell});
  const auto document = document_of({block(table)});
  EXPECT_EQ(nodes(tree_of(document, Writer::epub)["blocks"], "Header").size(), 0U);
  EXPECT_EQ(nodes(tree_of(document, Writer::html)["blocks"], "Header").size(), 1U);
}

/// Markup is ours alone: what a mission says reaches Pandoc as text.
TEST(Web, TasksHaveNoBulletBesideTheirBoxes) {
  List tasks;
  tasks.items = {{{paragraph("fait")}, true}, {{paragraph("à faire")}, false}};
  const auto tree = tree_of(document_of({block(tasks), bullet_list({plain("autre")})}));
  const auto divs = nodes(tree["blocks"], "Div");
  ASSERT_EQ(divs.size(), 1u);
  EXPECT_EQ(divs[0][0][1][0], "tasks");
  EXPECT_EQ(divs[0][1][0]["t"], "BulletList");
  EXPECT_THAT(test::read(TAQRIR_SOURCE_DIR "/templates/pandoc/text.css"),
              HasSubstr(".tasks > ul { list-style: none"));
}

TEST(Web, PlaceAndDateOfSignaturesStandAtTheStartAndTheLineSaysWhatItIsFor) {
  const auto tree =
      tree_of(document_of({block(Signatures{plain("Rabat"), {{plain("Consultante"), plain("Nom")}}})}));
  std::vector<std::string> styles;
  for (const auto& div : nodes(tree["blocks"], "Div")) styles.push_back(div[0][1][0]);
  EXPECT_THAT(styles,
              ElementsAre("signature-place", "signatures", "signatory", "role", "name", "room", "signed"));
  EXPECT_THAT(tree["blocks"].dump(), HasSubstr(FewWords("fr").word("document.signature", {})));
}

TEST(Web, NoTextOfAMissionIsMarkup) {
  auto document = test::every_node();
  document.title = "<script>alert(1)</script>";
  document.furniture.footer = document.furniture.watermark = "<b>x</b>";
  document.blocks.push_back(callout(Callout::Kind::tip, plain("<i>t</i>"), {paragraph("<i>u</i>")}));
  for (const auto writer : {Writer::html, Writer::epub}) {
    const auto tree = tree_of(document, writer);
    for (const auto& text : markup(tree)) {
      EXPECT_THAT(text, Not(HasSubstr("script")));
      EXPECT_THAT(text, Not(HasSubstr("<b>")));
      EXPECT_THAT(text, Not(HasSubstr("<i>")));
    }
    EXPECT_TRUE(nodes(tree, "RawInline").empty());
  }
}

}  // namespace
}  // namespace taqrir::pandoc
