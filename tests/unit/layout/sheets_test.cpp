// Forms, parallel columns, comparisons, Gantt charts, grids of pictures, and themes for single sheets.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout {
namespace {

using namespace test;

std::vector<const Node*> nodes(const Pages& pages, Tag tag) {
  std::vector<const Node*> out;
  for (const auto& node : pages.nodes)
    if (node.tag == tag) out.push_back(&node);
  return out;
}

void expect_sound(const Laid& laid) {
  EXPECT_EQ(messages(laid.diagnostics), "");
  EXPECT_EQ(overlaps(laid.pages), std::vector<std::string>{});
  EXPECT_EQ(outside(laid.pages), std::vector<std::string>{});
}

// ---------------------------------------------------------------- insertions

TEST(Changes, AreLinedAndSaidInTheStructure) {
  const auto laid = lay(document_of({paragraph(joined({plain("Le quorum est "),
                                                       {{Strikethrough{plain("du tiers")}, {}}},
                                                       plain(" "),
                                                       {{Insertion{plain("de la moitié")}, {}}},
                                                       plain(".")}))}));
  expect_sound(laid);
  const auto gone = find(laid.pages, "tiers"), come = find(laid.pages, "moitié");
  const auto node = [&](const Placed& run) { return laid.pages.nodes[static_cast<std::size_t>(run.node)]; };
  EXPECT_EQ(node(gone).decoration, Node::Decoration::line_through);
  EXPECT_EQ(node(come).decoration, Node::Decoration::underline);
  const auto lines = shapes(laid.pages);
  const auto line_at = [&](const Placed& run, double from, double to) {
    return std::any_of(lines.begin(), lines.end(), [&](const Rectangle& s) {
      return s.node == kArtifact && s.box.left >= run.x - 1 && s.box.right <= run.x + run.width + 1 &&
             s.box.top > run.y + from && s.box.top < run.y + to;
    });
  };
  EXPECT_TRUE(line_at(gone, -6, -1)) << "through the middle of the letters";
  EXPECT_TRUE(line_at(come, 0, 4)) << "below the letters";
}

// ---------------------------------------------------------------- parallel columns

Block article(const std::string& title) {
  Heading heading{3, plain(title)};
  heading.kind = Heading::Kind::article;
  return block(std::move(heading));
}

Block columns(int articles, int length) {
  DataTable table;
  table.kind = DataTable::Kind::parallel;
  table.columns.resize(2);
  table.header = {{{{block(Division{{paragraph("Français")}}, {}, "fr")}},
                   {{block(Division{{paragraph("العربية")}}, {}, "ar")}}}};
  for (int i = 0; i < articles; ++i)
    table.rows.push_back(
        {{{block(Division{{article("Objet"), paragraph(words(length))}}, {}, "fr")}},
         {{block(Division{{article("الأهداف"), paragraph(words(length, "الجمعية"))}}, {}, "ar")}}});
  return block(std::move(table));
}

bool is_arabic(const Placed& run) {
  return run.text.find('\xD8') != std::string::npos || run.text.find('\xD9') != std::string::npos;
}

/// Baselines of the lines of one column, from the top.
std::vector<double> lines_of(const Pages& pages, int page, bool arabic) {
  std::set<long> heights;
  for (const auto& run : body(pages))
    if (run.page == page && is_arabic(run) == arabic && run.text != "Français")
      heights.insert(std::lround(run.y * 20));
  std::vector<double> out;
  for (const auto y : heights) out.push_back(static_cast<double>(y) / 20);
  return out;
}

TEST(Parallel, ArticlesBeginAtTheSameHeightEachOnItsSide) {
  const auto laid = lay(document_of({columns(3, 12)}));
  expect_sound(laid);
  for (const auto& run : body(laid.pages))
    if (is_arabic(run)) EXPECT_GT(run.x, 300) << run.text;
  for (const auto* title : {"Article 2", "Article 3"}) {
    const auto y = find(laid.pages, title).y;
    const auto lines = lines_of(laid.pages, 0, true);
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](double line) { return std::abs(line - y) < 8; }))
        << title;
  }
}

TEST(Parallel, InADocumentInArabicTheFirstColumnIsAtTheRight) {
  const auto laid = lay(document_of({columns(2, 12)}, "ar"));
  expect_sound(laid);
  EXPECT_GT(find(laid.pages, "gouvernance").x, 290) << "what comes first stands where reading starts";
}

TEST(Parallel, ALongArticleGoesOnOverThePageBelowTheNamesOfTheLanguages) {
  const auto laid = lay(document_of({columns(2, 420)}));
  expect_sound(laid);
  ASSERT_GT(laid.pages.pages.size(), 2u);
  for (int p = 0; p < 2; ++p) {
    EXPECT_FALSE(lines_of(laid.pages, p, true).empty()) << p;
    EXPECT_FALSE(lines_of(laid.pages, p, false).empty()) << p;
    bool named = false;
    for (const auto& run : runs(laid.pages))
      named |= run.page == p && run.text.find("Français") != std::string::npos;
    EXPECT_TRUE(named) << "page " << p + 1;
  }
}

TEST(Parallel, LinesOfBothColumnsStandOnCommonSteps) {
  const auto laid = lay(document_of({columns(1, 420)}));
  const auto french = lines_of(laid.pages, 0, false), arabic = lines_of(laid.pages, 0, true);
  ASSERT_GT(french.size(), 12u);
  ASSERT_GT(arabic.size(), 12u);
  const double step = french[6] - french[5];
  for (std::size_t i = 4; i + 1 < 12; ++i) {
    EXPECT_NEAR(french[i + 1] - french[i], step, 0.1);
    EXPECT_NEAR(arabic[i + 1] - arabic[i], step, 0.1);
  }
}

TEST(Parallel, ATitleIsNeverAloneAtTheFootOfAPage) {
  const auto title = [](const std::string& words) {
    Heading heading{2, plain(words)};
    heading.kind = Heading::Kind::title;
    return block(std::move(heading));
  };
  bool turned = false;
  for (int above = 0; above < 60; ++above) {
    auto table = columns(2, 40);
    auto& rows = std::get<DataTable>(table.content).rows;
    rows.insert(rows.begin() + 1, {{{block(Division{{title("Dispositions")}}, {}, "fr")}},
                                   {{block(Division{{title("مقتضيات")}}, {}, "ar")}}});
    Blocks blocks;
    for (int i = 0; i < above; ++i) blocks.push_back(paragraph("x"));
    blocks.push_back(std::move(table));
    const auto laid = lay(document_of(std::move(blocks)));
    const int page = find(laid.pages, "Dispositions").page;
    EXPECT_EQ(page, find(laid.pages, "Article 2").page) << above;
    turned |= page > 0 && find(laid.pages, "Article premier").page < page;
  }
  EXPECT_TRUE(turned) << "the page ends before the title in one of these documents";
}

// ---------------------------------------------------------------- forms

TEST(Forms, RowsHaveRoomToSignAndBoxesAroundEachCell) {
  DataTable table;
  table.kind = DataTable::Kind::form;
  table.row_height = 40;
  table.columns.resize(3);
  table.header = {{cell("Nom"), cell("Matin"), cell("Soir")}};
  for (int i = 0; i < 4; ++i) table.rows.push_back({cell("P0" + std::to_string(i)), {}, {}});
  const auto laid = lay(document_of({block(std::move(table))}));
  expect_sound(laid);
  EXPECT_NEAR(find(laid.pages, "P01").y - find(laid.pages, "P00").y, 40, 0.1);
  std::set<long> upright;
  for (const auto& s : shapes(laid.pages))
    if (s.box.right - s.box.left < 0.1 && s.box.bottom - s.box.top > 39)
      upright.insert(std::lround(s.box.left));
  EXPECT_EQ(upright.size(), 4u) << "an edge before, between and behind three columns";
}

TEST(Forms, PlacesToWriteAreFieldsWithWords) {
  Inlines line = plain("Date : ");
  line.push_back({Blank{90, "la date"}, {}});
  const auto laid = lay(document_of(
      {paragraph(std::move(line)), block(BlankLines{3, false, {}}), block(BlankLines{2, true, {}})}));
  EXPECT_EQ(messages(laid.diagnostics), "");
  const auto fields = nodes(laid.pages, Tag::form);
  ASSERT_EQ(fields.size(), 3u);
  EXPECT_EQ(fields[0]->alternative, "la date");
  EXPECT_EQ(fields[1]->alternative, word("fr", "document.blank"));
  int lines = 0, boxes = 0;
  for (const auto& s : shapes(laid.pages)) {
    if (s.node < 0 || laid.pages.nodes[static_cast<std::size_t>(s.node)].tag != Tag::form) continue;
    (s.box.bottom - s.box.top > 1 ? boxes : lines) += 1;
  }
  EXPECT_EQ(lines, 4);
  EXPECT_EQ(boxes, 1);
}

// ---------------------------------------------------------------- Gantt charts

Chart plan(const std::string& name = "Diagnostic") {
  const auto day = [](const char* iso) { return parse_iso_date(iso); };
  Chart chart;
  chart.kind = Chart::Kind::gantt;
  chart.tasks = {{"Cadrage", {}, {}, ChartTask::Kind::group},
                 {name, day("2025-02-04"), day("2025-03-14")},
                 {"Formation", day("2025-09-15"), {}},
                 {"Restitution", {}, {}},
                 {"Remise", {}, day("2025-11-28"), ChartTask::Kind::milestone}};
  chart.marks = {{"Aujourd'hui", day("2025-07-02")}, {"Sans jour", {}}};
  return chart;
}

TEST(Gantt, EveryDateIsPrintedAndAMissingOneSaid) {
  const auto laid = lay(document_of({block(plan())}));
  expect_sound(laid);
  const auto shown = text(laid.pages);
  for (const auto& part : {std::string("Cadrage"), std::string("mars"), std::string("28 novembre 2025"),
                           std::string("Aujourd'hui"), word("fr", "document.gantt.undated")})
    EXPECT_NE(shown.find(part), std::string::npos) << part << " in " << shown;
  EXPECT_EQ(shown.find("Sans jour"), std::string::npos) << "a mark without a day is no line";
}

TEST(Gantt, IsSaidInWordsWhereNobodyWroteThem) {
  const auto laid = lay(document_of({block(plan())}));
  const auto figures = nodes(laid.pages, Tag::figure);
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_NE(figures[0]->alternative.find("Diagnostic: 4 février\u2009–\u200914 mars 2025"), std::string::npos)
      << figures[0]->alternative;
}

TEST(Gantt, TimeRunsFromTheRightInArabic) {
  const auto bars = [](const std::string& language) {
    std::vector<Rectangle> out;
    const auto laid = lay(document_of({block(plan())}, language));
    for (const auto& s : shapes(laid.pages))
      if (s.filled && s.node >= 0 && laid.pages.nodes[static_cast<std::size_t>(s.node)].tag == Tag::figure)
        out.push_back(s);
    return out;
  };
  const auto french = bars("fr"), arabic = bars("ar");
  ASSERT_EQ(french.size(), 4u) << "the group's, a task's, an arrow, a lozenge";
  ASSERT_EQ(arabic.size(), 4u);
  EXPECT_LT(french[1].box.left, french[3].box.left);
  EXPECT_GT(arabic[1].box.left, arabic[3].box.left);
}

TEST(Gantt, ManyRowsTakeSeveralDrawingsEachWithItsAxis) {
  Chart chart = plan();
  for (int i = 0; i < 120; ++i)
    chart.tasks.push_back(
        {"Tâche " + std::to_string(i), parse_iso_date("2025-05-01"), parse_iso_date("2025-06-01")});
  const auto laid = lay(document_of({block(std::move(chart))}));
  expect_sound(laid);
  ASSERT_GT(laid.pages.pages.size(), 2u);
  for (std::size_t p = 0; p < laid.pages.pages.size(); ++p)
    EXPECT_NE(text(laid.pages, static_cast<int>(p)).find("2025"), std::string::npos) << p;
}

TEST(Gantt, LongNamesAndNoDatesAtAll) {
  Chart chart;
  chart.kind = Chart::Kind::gantt;
  chart.tasks = {{words(30), {}, {}}, {"B", {}, {}}};
  expect_sound(lay(document_of({block(std::move(chart))})));
  expect_sound(lay(document_of({block(plan(words(25)))})));
}

// ---------------------------------------------------------------- pictures

TEST(Pictures, OfARowAreEquallyHighAndFillIt) {
  PictureGrid grid;
  grid.columns = 2;
  grid.caption = plain("Les ateliers");
  for (const auto* path : {"a.png", "portrait.png", "b.png"})
    grid.pictures.push_back({{{path, {}}, "Une salle", {}}, plain("Rabat")});
  const auto laid = lay(document_of({block(std::move(grid))}));
  expect_sound(laid);
  std::vector<PlacedImage> placed;
  for (const auto& item : laid.pages.pages[0].items)
    if (const auto* image = std::get_if<PlacedImage>(&item.content)) placed.push_back(*image);
  ASSERT_EQ(placed.size(), 3u);
  EXPECT_NEAR(placed[0].height, placed[1].height, 0.01);
  EXPECT_GT(placed[0].width, placed[1].width) << "the landscape is the wider";
  EXPECT_NE(text(laid.pages).find("Figure"), std::string::npos);
}

// ---------------------------------------------------------------- sheets

TEST(Sheets, ABorderNoNumberAndTheTextInTheMiddle) {
  Theme sheet = theme();
  std::swap(sheet.page.width, sheet.page.height);
  sheet.frame = PageFrame{mm(10), 1.4, 3, "accent"};
  sheet.page_numbers = false, sheet.centered = true;
  Heading title{1, plain("Attestation")};
  title.numbered = false, title.alignment = Alignment::center;
  const auto laid = lay(document_of({block(std::move(title)), paragraph("Un mot.")}), sheet);
  EXPECT_EQ(messages(laid.diagnostics), "");
  const auto& page = laid.pages.pages[0];
  EXPECT_GT(page.size.width, page.size.height);
  const auto lines = shapes(laid.pages);
  const auto framed = std::count_if(lines.begin(), lines.end(), [&](const Rectangle& s) {
    return !s.filled && s.box.right - s.box.left > page.size.width * 0.85 &&
           s.box.bottom - s.box.top > page.size.height * 0.8;
  });
  EXPECT_EQ(framed, 2) << "a line and a thinner one within";
  const auto stars = [&](const Theme& of) {
    const auto pages = lay(document_of({paragraph("Un mot.")}), of).pages;
    return std::count_if(pages.pages[0].items.begin(), pages.pages[0].items.end(), [](const Item& item) {
      const auto* shape = std::get_if<Shape>(&item.content);
      return shape && shape->path.size() == 17 && item.node == kArtifact;
    });
  };
  EXPECT_EQ(stars(sheet), 0);
  sheet.frame->stars = true;
  EXPECT_EQ(stars(sheet), 8) << "an outline and a smaller one within, at each corner";
  const auto head = find(laid.pages, "Attestation");
  EXPECT_NEAR(head.x + head.width / 2, page.size.width / 2, 2);
  EXPECT_GT(head.y, page.size.height * 0.35);
  for (const auto& run : runs(laid.pages)) EXPECT_EQ(run.text.find("Page"), std::string::npos);
}

}  // namespace
}  // namespace taqrir::layout
