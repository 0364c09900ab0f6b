#include "sample.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "model/builder.hpp"

namespace taqrir::test {

namespace {

const SourceRef& source() {
  static const SourceRef file = std::make_shared<SourceFile>("activities/05/recit.md", "Un récit.\n");
  return file;
}

Span at(std::uint32_t line, std::uint32_t column = 1, std::uint32_t end = 0) {
  return {source(), line, column, end};
}

Inline in(Inline::Content content) { return {std::move(content), {}}; }

Image picture(std::string path) { return {{std::move(path), at(30, 3)}, "Une salle", 120.5}; }

Block placed(Block block, std::uint32_t line) {
  block.span = at(line);
  return block;
}

Inlines every_inline() {
  return {{Text{"Un *texte* \"cité\""}, at(3, 1, 18)},
          in(SoftBreak{}),
          in(Emphasis{plain("appuyé")}),
          in(Strong{joined({plain("fort et "), emphasis("appuyé")})}),
          in(HardBreak{}),
          in(Strikethrough{plain("barré")}),
          in(Superscript{plain("e")}),
          in(Subscript{plain("2")}),
          in(CodeSpan{"a`b"}),
          in(Link{"https://www.omp.ma/", plain("le site")}),
          {CrossReference{"resultats", {}}, at(5, 7)},
          in(CrossReference{"resultats", plain("les résultats")}),
          in(PageReference{"resultats"}),
          in(PieceReference{"evaluation", "pièce 3"}),
          in(Text{"Atelier", "activity.title"}),
          in(Footnote{{paragraph("Une note."), bullet_list({plain("dans la note")})}}),
          in(Image{{"brand/omp.svg", {}}, "OMP", std::nullopt}),
          in(LanguageSpan{"ar", plain("المرصد")}),
          in(Insertion{plain("ajouté")}),
          in(Blank{90, "la date"})};
}

Block a_list() {
  List tasks{true, 4, false, {}};
  tasks.items.push_back({{paragraph("fait")}, true});
  tasks.items.push_back({{paragraph("à faire"), bullet_list({plain("détail")})}, false});
  tasks.items.push_back({{paragraph("sans case")}, std::nullopt});
  return block(std::move(tasks));
}

Block a_table() {
  TableCell wide = cell("Femmes");
  wide.column_span = 2;
  wide.alignment = Alignment::center;
  TableCell tall = cell("Rabat");
  tall.row_span = 2;
  tall.header = true;
  return TableBuilder({{Alignment::start, 0.4}, {Alignment::decimal, {}}, {Alignment::end, {}}})
      .header({"Région", "n", "%"})
      .row({tall, wide})
      .row({cell("12,5"), toned(cell("40"), Tone::good)})
      .total({cell("Total"), cell("12,5"), cell("100")})
      .caption(plain("Participants"))
      .build("participants");
}

Block a_chart(Chart::Kind kind) {
  Chart chart{kind, true, {"F", "H"}, {}, "%", 1, 100.0, plain("Acquis"), "2", "Les acquis montent."};
  chart.series.push_back({"avant", {40.5, std::nullopt}, Tone::muted});
  chart.series.push_back({"après", {71, 66}, Tone::neutral});
  if (kind == Chart::Kind::stacked_bar) chart.scale = Chart::Scale::diverging;
  return block(std::move(chart));
}

Block articles_in_columns() {
  Heading article{2, plain("Quorum")};
  article.kind = Heading::Kind::article, article.number = "Article premier";
  Heading other{2, plain("النصاب"), true, "المادة الأولى", false, Heading::Kind::article, Alignment::center};
  DataTable table;
  table.kind = DataTable::Kind::parallel;
  table.columns.resize(2);
  table.rows = {{{{block(article, "quorum"), paragraph("La moitié.")}},
                 {{block(Division{{block(other), paragraph("النصف")}}, {}, "ar")}}}};
  return block(std::move(table));
}

Block a_form() {
  DataTable table;
  table.kind = DataTable::Kind::form;
  table.row_height = 34;
  table.columns.resize(2);
  table.header = {{cell("Nom"), cell("Signature")}};
  table.rows = {{cell("P01"), {}}};
  return block(std::move(table));
}

Block a_plan() {
  Chart chart;
  chart.kind = Chart::Kind::gantt;
  chart.tasks = {{"Cadrage", {}, {}, ChartTask::Kind::group},
                 {"Diagnostic", parse_iso_date("2025-02-03"), parse_iso_date("2025-03-14")},
                 {"Remise", {}, parse_iso_date("2025-03-28"), ChartTask::Kind::milestone, Tone::good}};
  chart.marks = {{"Aujourd'hui", parse_iso_date("2025-03-01")}};
  chart.caption = plain("Calendrier"), chart.number = "3";
  return block(std::move(chart));
}

Block pictures() {
  PictureGrid grid{3, {{picture("photos/a.jpg"), plain("Rabat")}, {picture("photos/b.jpg"), {}}}, plain("Ateliers"), "4"};
  return block(std::move(grid));
}

Blocks every_block() {
  Blocks out;
  out.push_back(block(Cover{plain("Rapport narratif"),
                            plain("Atelier"),
                            plain("Rabat"),
                            {{plain("Code"), plain("A5")}},
                            plain("Validé"),
                            Tone::good,
                            plain("Démonstration")}));
  out.push_back(block(Contents{2, plain("Sommaire")}));
  out.push_back(placed(block(Heading{1, plain("Contexte"), true, "1", true}, "contexte"), 1));
  out.push_back(block(Heading{2, plain("Annexe"), false, {}, false}));
  out.push_back(placed(paragraph(every_inline()), 3));
  out.push_back(block(Paragraph{plain("Milieu"), Paragraph::Role::label, Alignment::center}));
  out.push_back(lead(plain("En bref.")));
  out.push_back(small(plain("En petit.")));
  out.push_back(a_list());
  out.push_back(a_table());
  out.push_back(block(Figure{picture("photos/salle.jpg"), plain("La salle"), "1"}, "resultats"));
  for (const auto kind : {Chart::Kind::bar, Chart::Kind::stacked_bar, Chart::Kind::line, Chart::Kind::pie})
    out.push_back(a_chart(kind));
  out.push_back(block(Quote{{paragraph("Dit.")}, plain("P01")}));
  for (const auto kind : {Callout::Kind::note, Callout::Kind::tip, Callout::Kind::important,
                          Callout::Kind::warning, Callout::Kind::caution})
    out.push_back(callout(kind, plain("Titre"), {paragraph("Corps")}));
  out.push_back(key_facts(plain("En chiffres"), {{plain("Jours"), plain("3")}}));
  out.push_back(block(CodeBlock{"toml", "a = 1\nb = \"deux\"\n"}));
  out.push_back(block(Rule{}));
  out.push_back(page_break());
  out.push_back(block(Signatures{plain("Rabat, le …"), {{plain("Le consultant"), plain("C1")}}}));
  out.push_back(articles_in_columns());
  out.push_back(a_form());
  out.push_back(a_plan());
  out.push_back(pictures());
  out.push_back(block(BlankLines{4, true, "votre réponse"}));
  out.push_back(block(Division{{paragraph("نص عربي")}}, {}, "ar"));
  out.push_back(block(Part{plain("Pièces"), {heading(1, plain("Liste"))}}, "pieces"));
  out.push_back(
      block(ForeignPages{{"annexes/evaluation.pdf", at(40)}, "evaluation", plain("Évaluation"), "Pièce 3"},
            "piece:05/evaluation"));
  return out;
}

}  // namespace

Document every_node() {
  Document document;
  document.report = "narrative-report";
  document.title = "Atelier de planification";
  document.subtitle = "Rabat";
  document.author = "OMP";
  document.subject = "Récit";
  document.keywords = {"gouvernance", "OMP"};
  document.date = parse_iso_date("2025-07-02");
  document.furniture.start = {{{{"brand/eu.svg", {}}, "Union européenne"}}, {{"Financé", {}, false}}};
  document.furniture.middle.lines = {{"المرصد المغربي للسجون", "ar", true}};
  document.furniture.end.lines = {{"DIALOGUE", {}, false}};
  document.furniture.footer = "Financé par l'Union européenne";
  document.furniture.watermark = "provisoire";
  document.blocks = every_block();
  return document;
}

std::string FewWords::word(std::string_view key, const std::map<std::string, std::string>& arguments) const {
  static const std::map<std::string, std::string, std::less<>> kWords{{"document.section-ref", "section "},
                                                                      {"document.table-ref", "tableau "},
                                                                      {"document.figure-ref", "figure "},
                                                                      {"document.table", "Tableau "},
                                                                      {"document.figure", "Figure "}};
  const auto it = kWords.find(key);
  if (it == kWords.end()) return std::string(key);
  return it->second + arguments.at("n");
}

std::string read(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path).rdbuf();
  return out.str();
}

void expect_same(const std::string& path, const std::string& made) {
  if (std::getenv("TAQRIR_BLESS")) std::ofstream(path) << made;
  EXPECT_EQ(read(path), made) << path << " is out of date: run this test with TAQRIR_BLESS=1";
}

std::string messages(const Diagnostics& diagnostics) {
  std::string out;
  for (const auto& one : diagnostics) {
    out += one.message.text();
    if (!one.hint.pattern.empty()) out += " — " + one.hint.text();
    out += "\n";
  }
  return out;
}

}  // namespace taqrir::test
