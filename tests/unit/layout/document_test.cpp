// Whole documents: every block and inline at once, both directions, the structure tree, lists, charts.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

Inline in(Inline::Content content) { return {std::move(content), {}}; }

Block chart(Chart::Kind kind, bool horizontal = false) {
  Chart c;
  c.kind = kind, c.horizontal = horizontal, c.unit = "%", c.decimals = 0, c.alt = "Les acquis";
  c.categories = {"Rabat", "Fès", "Marrakech"};
  c.series.push_back({"avant", {41, 52, std::nullopt}, Tone::muted});
  c.series.push_back({"après", {73, 1, 67}, Tone::neutral});
  c.caption = plain("Les acquis");
  return block(c);
}

const Chart::Kind kKinds[] = {Chart::Kind::bar, Chart::Kind::stacked_bar, Chart::Kind::line, Chart::Kind::pie};

Inlines every_inline() {
  return {in(Text{"Texte "}), in(Emphasis{plain("appuyé ")}), in(Strong{plain("fort ")}), in(SoftBreak{}),
          in(Strikethrough{plain("barré")}), in(Superscript{plain("e")}), in(Subscript{plain("2")}), in(HardBreak{}),
          in(CodeSpan{"a := b"}), in(Text{" et "}), in(Link{"https://www.omp.ma/", plain("le site")}), in(Text{" "}),
          in(CrossReference{"tableau", {}}), in(Text{", p. "}), in(PageReference{"tableau"}), in(Text{" "}),
          in(PieceReference{"evaluation", "pièce 3"}), in(Footnote{{paragraph("Une note au pied.")}}), in(Text{" "}),
          in(Image{{"photo.png", {}}, "Photo", 20.0}), in(Text{" "}), in(LanguageSpan{"ar", plain("المرصد المغربي للسجون")}),
          in(Text{" "}), in(LanguageSpan{"zgh", plain("ⵜⴰⵎⴰⵣⵉⵖⵜ")}), in(Text{" fin."})};
}

List nested(int depth) {
  List list;
  list.items.push_back({{paragraph("Niveau " + std::to_string(depth))}, {}});
  if (depth > 1) list.items.back().content.push_back(block(nested(depth - 1)));
  return list;
}

Blocks kitchen_sink() {
  List ordered{true, 9, false, {}}, tasks;
  ordered.items = {{{paragraph("neuf"), paragraph(words(30))}, {}}, {{block(nested(3))}, {}}};
  tasks.items = {{{paragraph("fait")}, true}, {{paragraph(words(25))}, false}};
  Cover cover{plain("Rapport"), plain("Atelier de planification"), plain("Rabat"), {{plain("Code"), plain("A5")}},
              plain("Validé"), Tone::good, plain("Démonstration")};
  Blocks out{block(cover), contents(3, "Sommaire"), heading(1, plain("Contexte"), "contexte"), lead(plain("En bref.")),
             paragraph(every_inline()), paragraph(words(90)), small(plain("En petit.")), heading(2, plain("Listes"), "listes"),
             block(ordered), block(tasks)};
  auto table = TableBuilder({{}, {Alignment::decimal, {}}, {Alignment::center, {}}})
                   .header({"Région", "n", "État"})
                   .row({cell("Rabat"), cell("12,5"), toned(cell("bon"), Tone::good)})
                   .row({cell(words(12)), cell("1 040"), toned(cell("mauvais"), Tone::bad)})
                   .total({cell("Total"), cell("1 052,5"), cell("")})
                   .caption(plain("Participants"))
                   .build("tableau");
  append(out, {table, block(Figure{{{"salle.png", {}}, "Une salle", {}}, plain("La salle"), ""}, "figure")});
  for (const auto kind : kKinds) out.push_back(chart(kind));
  out.push_back(chart(Chart::Kind::bar, true));
  out.push_back(block(Quote{{paragraph(words(30))}, plain("P01")}));
  for (const auto kind : {Callout::Kind::note, Callout::Kind::tip, Callout::Kind::important, Callout::Kind::warning, Callout::Kind::caution})
    out.push_back(callout(kind, {}, {paragraph(words(14)), block(nested(2))}));
  append(out, {key_facts(plain("En chiffres"), {{plain("Jours"), plain("3")}, {plain("Lieu"), plain(words(9))}, {plain("Femmes"), plain("12")}}),
               block(CodeBlock{"toml", "a = 1\n\n\tb = \"deux\"\n"}), block(Rule{}), page_break(),
               block(Division{{paragraph("هذا نص عربي (OMP) في عام 2025."), table.content.index() ? paragraph("ثم فقرة.") : paragraph("")}}, {}, "ar"),
               block(Part{plain("Pièces"), {heading(1, plain("Liste"), "liste"), paragraph(words(40))}}, "pieces"),
               block(ForeignPages{{"a.pdf", {}}, "evaluation", plain("Évaluation"), "Pièce 3"}, "piece:evaluation"),
               block(Signatures{plain("Rabat, le 2 juillet"), {{plain("Le consultant"), plain("C1")}, {plain("Le bureau"), plain("B")}}})});
  return out;
}

Document sink(const std::string& language) {
  auto d = document_of(kitchen_sink(), language);
  d.furniture.start.lines = {{"Financé par l’Union européenne", "fr", false}};
  d.furniture.middle.lines = {{"المرصد المغربي للسجون", "ar", true}};
  d.furniture.watermark = "provisoire";
  return d;
}

TEST(KitchenSink, StaysWithinThePageAndNoTextOverlaps) {
  for (const char* language : {"fr", "ar", "zgh", "en"}) {
    const auto laid = lay(sink(language));
    EXPECT_EQ(messages(laid.diagnostics), "") << language;
    EXPECT_EQ(overlaps(laid.pages), kNone) << language;
    EXPECT_EQ(outside(laid.pages), kNone) << language;
    EXPECT_EQ(hollow(laid.pages), kNone) << language;
  }
}

TEST(KitchenSink, IsTheSameTwice) { EXPECT_EQ(dump(lay(sink("fr")).pages), dump(lay(sink("fr")).pages)); }

TEST(KitchenSink, EveryLinkLeadsSomewhere) {
  const auto laid = lay(sink("fr"));
  int inside = 0;
  for (const auto& page : laid.pages.pages)
    for (const auto& link : page.links) {
      if (!link.url.empty()) continue;
      ++inside;
      EXPECT_EQ(laid.pages.destinations.count(link.destination), 1U) << link.destination;
      EXPECT_NE(link.description, "");
    }
  EXPECT_GT(inside, 5);
}

TEST(Stamp, SaysPieceItsPageAndThePageOfTheDocument) {
  const auto laid = lay(document_of({paragraph("Un."), block(ForeignPages{{"a.pdf", {}}, "e", plain("E"), "Pièce 3"}, "piece:e"),
                                     page_break(), paragraph("Deux.")}));
  ASSERT_EQ(laid.pages.pages.size(), 4U);
  std::string second;
  for (const auto& run : runs(laid.pages))
    if (run.page == 2) second += run.text;
  EXPECT_EQ(second, "Pièce 3 · 2/2 · Page 3 sur 4");
}

TEST(Overlaps, AreSeenByTheChecker) {
  auto laid = lay(document_of({paragraph("Un"), paragraph("Deux")}));
  EXPECT_EQ(overlaps(laid.pages), kNone);
  for (auto& item : laid.pages.pages[0].items)
    if (auto* run = std::get_if<TextRun>(&item.content); run && item.node != kArtifact) run->y = 200;
  EXPECT_EQ(overlaps(laid.pages).size(), 1U);
  for (auto& item : laid.pages.pages[0].items)
    if (auto* run = std::get_if<TextRun>(&item.content)) run->x -= 100;
  EXPECT_FALSE(outside(laid.pages).empty());
}

TEST(Mirroring, ShapesOfARightToLeftPageAreTheTwinsInAMirror) {
  DataTable t;
  t.columns = {{{}, 0.2}, {{}, 0.5}, {{}, 0.3}};
  t.header = {{cell("a"), cell("b"), cell("c")}};
  t.rows = {{toned(cell("1"), Tone::good), cell("2"), toned(cell("3"), Tone::bad)}};
  const Blocks blocks{block(t), callout(Callout::Kind::tip, plain("T"), {paragraph("x"), block(CodeBlock{"", "c"})}),
                      block(Quote{{paragraph("q")}, {}}), block(Rule{}), chart(Chart::Kind::bar, true)};
  const auto ltr = lay(document_of(blocks, "en")), rtl = lay(document_of(blocks, "ar"));
  EXPECT_TRUE(rtl.pages.right_to_left);
  const auto a = shapes(ltr.pages), b = shapes(rtl.pages);
  ASSERT_EQ(a.size(), b.size());
  const double width = theme().page.width;
  int wide = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].node != kArtifact) continue;  // the chart's own lengths go by the width of its words
    EXPECT_NEAR(b[i].box.left, width - a[i].box.right, 0.01) << i;
    EXPECT_NEAR(b[i].box.right, width - a[i].box.left, 0.01) << i;
    ++wide;
  }
  EXPECT_GT(wide, 10);
}

TEST(Mirroring, ChartsBeginAtTheRight) {
  const auto rtl = lay(document_of({chart(Chart::Kind::bar, true)}, "ar"));
  const double name = find(rtl.pages, "Marrakech").x, value = find(rtl.pages, "73").x;
  EXPECT_GT(name, value);
}

TEST(Lists, ItemsStandBesideTheirSigns) {
  List list{true, 9, true, {{{paragraph("neuf")}, {}}, {{paragraph("dix")}, {}}}};
  const auto laid = lay(document_of({block(list)}));
  const auto nine = find(laid.pages, "9."), ten = find(laid.pages, "10.");
  EXPECT_NEAR(nine.x + nine.width, ten.x + ten.width, 0.1);
  EXPECT_NEAR(nine.y, find(laid.pages, "neuf").y, 0.1);
  EXPECT_LT(nine.x + nine.width, find(laid.pages, "neuf").x);
  const auto& nodes = laid.pages.nodes;
  EXPECT_EQ(nodes[static_cast<std::size_t>(nine.node)].tag, Tag::label);
  EXPECT_EQ(nodes[static_cast<std::size_t>(find(laid.pages, "neuf").node)].tag, Tag::list_body);
}

TEST(Lists, AHundredNestedStayWithinTheFrame) {
  const auto laid = lay(document_of({block(nested(100))}));
  EXPECT_EQ(outside(laid.pages), kNone);
  EXPECT_EQ(overlaps(laid.pages), kNone);
  EXPECT_NE(text(laid.pages).find("Niveau 1"), std::string::npos);
}

TEST(Charts, PrintEveryValueAndSayWhatIsMissing) {
  for (const auto kind : kKinds)
    for (const bool horizontal : {false, true}) {
      const auto laid = lay(document_of({chart(kind, horizontal)}));
      const auto all = text(laid.pages);
      const bool pie = kind == Chart::Kind::pie;  // of the first series
      for (const char* value : {"41", "52", "73", "67"})
        if (!pie || value[0] < '6') {
          EXPECT_NE(all.find(value), std::string::npos) << value << " in " << all;
        }
      EXPECT_NE(all.find("n. d."), std::string::npos) << static_cast<int>(kind) << all;
      EXPECT_EQ(overlaps(laid.pages), kNone) << static_cast<int>(kind);
      EXPECT_EQ(outside(laid.pages), kNone) << static_cast<int>(kind);
    }
}

/// The marks of a chart's axis: texts that are numbers and no value of it.
std::set<std::string> marks_of(const std::vector<std::optional<double>>& values, int decimals, bool horizontal) {
  Chart chart;
  chart.kind = Chart::Kind::bar, chart.horizontal = horizontal, chart.decimals = decimals;
  for (std::size_t i = 0; i < values.size(); ++i) chart.categories.push_back("c" + std::string(1, static_cast<char>('a' + i)));
  chart.series.push_back({"personnes", values});
  chart.alt = "x";
  std::set<std::string> out;
  for (const auto& run : body(lay(document_of({block(chart)})).pages))
    if (run.text.find_first_not_of("0123456789,") == std::string::npos) out.insert(run.text);
  return out;
}

TEST(Charts, OfWholeValuesHaveNoMarkAtAHalf) {
  for (const bool horizontal : {false, true}) {
    EXPECT_EQ(marks_of({2, 1, 2}, 0, horizontal), (std::set<std::string>{"0", "1", "2"}));
    EXPECT_EQ(marks_of({1}, 0, horizontal), (std::set<std::string>{"0", "1"}));
    EXPECT_TRUE(marks_of({1.5, 0.4}, 1, horizontal).contains("0,5")) << "of hours there are halves";
  }
}

TEST(Charts, WithManyCategoriesLongNamesOrOddNumbersStayWithinTheFrame) {
  for (const auto kind : kKinds) {
    Chart c;
    c.kind = kind;
    ChartSeries s{words(9), {}, Tone::neutral}, other{"Autre", {}, Tone::neutral};
    for (int i = 0; i < 90; ++i) {
      c.categories.push_back("Catégorie numéro " + std::to_string(i) + " " + words(i % 5));
      s.values.push_back(i * 1234567.0), other.values.push_back(-i);
    }
    c.series = {s, other};
    const auto laid = lay(document_of({block(c)}));
    EXPECT_EQ(outside(laid.pages), kNone) << static_cast<int>(kind);
  }
  Chart zero;
  zero.maximum = 0.0, zero.categories = {"a"}, zero.series = {{"s", {0.0}, Tone::neutral}};
  EXPECT_EQ(outside(lay(document_of({block(zero), block(Chart{})})).pages), kNone);
}

TEST(Structure, StandsInTheOrderOfTheText) {
  Blocks blocks{heading(1, plain("Titre"), "t"), paragraph("Texte"),
                block(Figure{{{"f.png", {}}, "Une salle", {}}, plain("Légende"), ""})};
  const auto laid = lay(document_of(blocks));
  std::vector<Tag> tags;
  for (const auto& node : laid.pages.nodes) tags.push_back(node.tag);
  EXPECT_EQ(tags, (std::vector<Tag>{Tag::document, Tag::h1, Tag::p, Tag::figure, Tag::caption}));
  EXPECT_EQ(laid.pages.nodes[3].alternative, "Une salle");
}

TEST(Structure, ChartsHaveTheirAlternative) {
  const auto laid = lay(document_of({chart(Chart::Kind::bar)}));
  EXPECT_EQ(laid.pages.nodes[1].tag, Tag::figure);
  EXPECT_EQ(laid.pages.nodes[1].alternative, "Les acquis");
}

TEST(Structure, LanguagesAreNamedWhereTheyChange) {
  const auto laid = lay(document_of({paragraph("Français"), block(Division{{paragraph("نص")}}, {}, "ar")}));
  EXPECT_EQ(laid.pages.nodes[1].language, "");
  EXPECT_EQ(laid.pages.nodes[2].language, "ar");
}

TEST(Panels, GoOnBehindTheirTextOverPages) {
  Blocks inner;
  for (int i = 0; i < 60; ++i) inner.push_back(paragraph(words(20)));
  const auto laid = lay(document_of({callout(Callout::Kind::note, plain("Titre"), inner)}));
  for (const auto& run : body(laid.pages)) {
    bool covered = false;
    for (const auto& s : shapes(laid.pages))
      covered = covered || (s.page == run.page && s.filled && s.box.left < run.x && s.box.top <= run.box().top + 0.1 && s.box.bottom >= run.box().bottom - 0.1 &&
                            s.box.right > run.x + run.width);
    EXPECT_TRUE(covered) << run.text << " on page " << run.page + 1;
  }
}

}  // namespace
}  // namespace taqrir::layout::test
