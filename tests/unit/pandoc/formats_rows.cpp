#include "model/builder.hpp"
#include "unit/pandoc/formats.hpp"

namespace taqrir::pandoc {

namespace {

using Kept = std::function<bool(const Back&)>;

constexpr const char* kKept = "kept";

Kept in(std::string types, std::string word) {
  return
      [types = std::move(types), word = std::move(word)](const Back& back) { return back.has(types, word); };
}

Kept styled(std::string style, std::string word) {
  return [style = std::move(style), word = std::move(word)](const Back& back) {
    return back.styled(style, word);
  };
}

Kept both(Kept one, Kept other) {
  return
      [one = std::move(one), other = std::move(other)](const Back& back) { return one(back) && other(back); };
}

/// By what the file itself says: what Pandoc does not read back.
Kept says(std::map<Writer, std::string> texts) {
  return [texts = std::move(texts)](const Back& back) {
    const auto it = texts.find(back.writer);
    return it != texts.end() && back.says(it->second);
  };
}

/// By what the file says where Pandoc 2.17's reader does not tell, else as `kept`.
Kept or_says(Kept kept, std::map<Writer, std::string> texts) {
  return [kept = std::move(kept), texts = std::move(texts)](const Back& back) {
    const auto it = texts.find(back.writer);
    return it == texts.end() ? kept(back) : back.says(it->second);
  };
}

Kept words_only() {
  return [](const Back&) { return true; };
}

Inlines with(Inline::Content content) { return {{std::move(content), {}}}; }

Block list_of(bool ordered, int start, std::vector<ListItem> items) {
  return block(List{ordered, start, true, std::move(items)});
}

Block table(TableCell first, TableCell second = cell("rien")) {
  return TableBuilder({{}, {}})
      .header({"Entête", "Autre"})
      .row({std::move(first), std::move(second)})
      .build();
}

TableCell spanning(const char* word, int down, int across) {
  auto out = cell(word);
  out.row_span = down, out.column_span = across;
  return out;
}

Block figure(const char* alt, const char* caption) {
  return block(Figure{{{"a.png", {}}, alt, 60.0}, plain(caption), {}});
}

Block a_chart() {
  Chart chart;
  chart.categories = {"Catégorie"};
  chart.series = {{"Série", {71}, Tone::neutral}};
  chart.caption = plain("Diagrammé");
  chart.alt = "Montent";
  return block(std::move(chart));
}

std::vector<FormatRow> blocks() {
  return {
      {"paragraph",
       {paragraph("Alinéa")},
       {"Alinéa"},
       in("Para", "Alinéa"),
       {kKept, kKept, kKept, kKept, kKept}},
      {"paragraph, roles lead, small, label",
       {lead(plain("Chapeau")), small(plain("Menu"))},
       {"Chapeau", "Menu"},
       both(styled("Lead", "Chapeau"), styled("Small", "Menu")),
       {kKept, kKept, kKept, kKept, "as a paragraph"}},
      {"heading, with its number",
       {heading(2, plain("Intertitre"), "but")},
       {"Intertitre"},
       in("Header", "Intertitre"),
       {kKept, kKept, kKept, kKept, kKept}},
      {"list",
       {list_of(false, 1, {{{paragraph("Puce")}, {}}})},
       {"Puce"},
       in("BulletList", "Puce"),
       {kKept, kKept, kKept, kKept, kKept}},
      {"list, ordered",
       {list_of(true, 4, {{{paragraph("Quatrième")}, {}}})},
       {"Quatrième"},
       in("OrderedList", "Quatrième"),
       {kKept, kKept, kKept, kKept, kKept}},
      {"list, tasks",
       {list_of(false, 1, {{{paragraph("Cochée")}, true}})},
       {"☑", "Cochée"},
       in("BulletList", "Cochée"),
       {kKept, kKept, kKept, kKept, kKept}},
      {"table",
       {table(cell("Case"))},
       {"Entête", "Case"},
       in("Table", "Case"),
       {kKept, kKept, kKept, kKept, kKept}},
      {"table, caption",
       {TableBuilder({TableColumn{}})
            .header({"t"})
            .row({cell("u")})
            .caption(plain("Légendé"))
            .build("legende")},
       {"Légendé"},
       words_only(),
       {kKept, kKept, kKept, kKept, kKept}},
      {"table, cells that span others",
       {TableBuilder({{}, {}, {}})
            .header({"a", "b", "c"})
            .row({spanning("Étendue", 2, 2), cell("x")})
            .row({cell("y")})
            .build()},
       {"Étendue", "x", "y"},
       [](const Back& back) {
         return back.writer == Writer::docx  ? back.says("w:gridSpan w:val=\"2\"") && back.says("w:vMerge")
                : back.writer == Writer::odt ? back.says("table:number-columns-spanned=\"2\"") &&
                                                   back.says("table:number-rows-spanned=\"2\"")
                                             : back.says("rowspan=\"2\"") && back.says("colspan=\"2\"");
       },
       {kKept, kKept, kKept, kKept, "as single cells (said)"}},
      {"table, tone of a cell",
       {table(toned(cell("Bon"), Tone::good))},
       {"Bon"},
       says({{Writer::docx, "Tonegood"},
             {Writer::odt, "Tone_20_good"},
             {Writer::html, "good"},
             {Writer::epub, "good"}}),
       {kKept, kKept, kKept, kKept, "as the word alone (said)"}},
      {"table, total row",
       {TableBuilder({TableColumn{}}).header({"t"}).row({cell("un")}).total({cell("Somme")}).build()},
       {"Somme"},
       or_says(in("Table", "Somme"), {{Writer::odt, "Somme"}}),
       {kKept, kKept, kKept, kKept, kKept}},
      {"figure, with its caption",
       {figure("Dehors", "Légende")},
       {"Légende"},
       or_says(
           in("Image", "Dehors"),
           {{Writer::odt, "draw:image"}, {Writer::html, "alt=\"Dehors\""}, {Writer::epub, "alt=\"Dehors\""}}),
       {kKept, kKept, kKept, kKept, "as its description (said)"}},
      {"chart",
       {a_chart()},
       {"Diagrammé"},
       or_says(in("Image", "Montent"), {{Writer::odt, "draw:image"},
                                        {Writer::html, "alt=\"Montent\""},
                                        {Writer::epub, "alt=\"Montent\""}}),
       {kKept, kKept, kKept, kKept, "as a table of its numbers (said)"}},
      {"quote",
       {block(Quote{{paragraph("Citation")}, plain("Auteure")})},
       {"Citation", "Auteure"},
       or_says(in("BlockQuote", "Citation"), {{Writer::odt, "Quotations"}}),
       {kKept, kKept, kKept, kKept, kKept}},
      {"callout",
       {callout(Callout::Kind::tip, plain("Conseil"), {paragraph("Encadré")})},
       {"Conseil", "Encadré"},
       [](const Back& back) {
         return back.styled("Callout tip", "Encadré") || back.styled("callout", "Encadré");
       },
       {kKept, kKept, kKept, kKept, "as paragraphs"}},
      {"key facts",
       {key_facts(plain("Chiffres"), {{plain("Jours"), plain("Trois")}})},
       {"Chiffres", "Jours", "Trois"},
       in("Table|DefinitionList", "Trois"),
       {kKept, kKept, kKept, kKept, kKept}},
      {"code",
       {block(CodeBlock{"toml", "programme = 1\n"})},
       {"programme = 1"},
       or_says(in("CodeBlock", "programme"), {{Writer::odt, "Preformatted_20_Text"}}),
       {kKept, kKept, kKept, kKept, kKept}},
      {"rule",
       {block(Rule{})},
       {},
       or_says(in("HorizontalRule", ""),
               {{Writer::odt, "Horizontal_20_Line"}, {Writer::docx, "w:pStyle w:val=\"HorizontalRule\""}}),
       {kKept, kKept, kKept, kKept, kKept}},
      {"page break",
       {page_break()},
       {},
       says({{Writer::docx, "w:pageBreakBefore"},
             {Writer::odt, "fo:break-before=\"page\""},
             {Writer::html, "page-break"},
             {Writer::epub, "page-break"}}),
       {kKept, kKept, kKept, kKept, "left out"}},
      {"contents",
       {contents(3, "Sommaire")},
       {},
       or_says(in("Link", "Intertitre"), {{Writer::odt, "<text:table-of-content "}, {Writer::epub, "nav.xhtml"}, {Writer::html, "Intertitre</a>"}}),
       {kKept, kKept, kKept, kKept, "as a list without links"}},
      {"signatures",
       {block(Signatures{plain("Rabat"), {{plain("Consultante"), plain("Signataire")}}})},
       {"Rabat", "Consultante", "Signataire"},
       words_only(),
       {kKept, kKept, kKept, kKept, "kept"}},
      {"division, in another language",
       {block(Division{{paragraph("نص")}}, {}, "ar")},
       {"نص"},
       says({{Writer::docx, "w:rtl"},
             {Writer::odt, "fo:language=\"ar\""},
             {Writer::html, "lang=\"ar\""},
             {Writer::epub, "lang=\"ar\""}}),
       {kKept, kKept, kKept, kKept, "as the words alone"}},
      {"foreign pages",
       {block(ForeignPages{{"a.pdf", {}}, "p", plain("Étrangère"), "Pièce 3"})},
       {"Pièce 3", "Étrangère"},
       [](const Back&) { return false; },
       {"as a line that names them (said)", "as a line that names them (said)",
        "as a line that names them (said)", "as a line that names them (said)",
        "as a line that names them (said)"}},
      {"part",
       {block(Part{plain("Partie"), {heading(1, plain("Dedans"))}}, "partie")},
       {"Partie", "Dedans"},
       or_says(both(in("Header", "Partie"), in("Header", "Dedans")),
               {{Writer::odt, "text:outline-level=\"2\""}}),
       {kKept, kKept, kKept, kKept, kKept}},
  };
}

std::vector<FormatRow> inlines() {
  const auto row = [](const char* node, Inline::Content content, std::vector<const char*> words, Kept kept,
                      std::array<const char*, kFormats.size()> cells) {
    return FormatRow{node, {paragraph(with(std::move(content)))}, std::move(words), std::move(kept), cells};
  };
  return {
      row("emphasis", Emphasis{plain("Appuyé")}, {"Appuyé"}, in("Emph", "Appuyé"),
          {kKept, kKept, kKept, kKept, kKept}),
      row("strong", Strong{plain("Fort")}, {"Fort"}, in("Strong", "Fort"),
          {kKept, kKept, kKept, kKept, kKept}),
      row("strikethrough", Strikethrough{plain("Barré")}, {"Barré"}, in("Strikeout", "Barré"),
          {kKept, kKept, kKept, kKept, kKept}),
      row("superscript", Superscript{plain("Exposant")}, {"Exposant"}, in("Superscript", "Exposant"),
          {kKept, kKept, kKept, kKept, "as words in brackets"}),
      row("subscript", Subscript{plain("Indice")}, {"Indice"}, in("Subscript", "Indice"),
          {kKept, kKept, kKept, kKept, "as words in brackets"}),
      row("code span", CodeSpan{"x=1"}, {"x=1"}, or_says(in("Code", "x=1"), {{Writer::odt, "Source_20_Text"}}),
          {kKept, kKept, kKept, kKept, kKept}),
      {"hard break",
       {paragraph(joined({plain("Avant"), with(HardBreak{}), plain("Après")}))},
       {"Avant", "Après"},
       in("LineBreak", ""),
       {kKept, kKept, kKept, kKept, kKept}},
      row("link", Link{"https://www.omp.ma/", plain("Lien")}, {"Lien"}, in("Link", "Lien"),
          {kKept, kKept, kKept, kKept, kKept}),
      row("cross-reference", CrossReference{"but", plain("Renvoi")}, {"Renvoi"}, in("Link", "Renvoi"),
          {kKept, kKept, kKept, kKept, "as its words"}),
      row("page reference", PageReference{"but"}, {},
          says({{Writer::docx, "PAGEREF"}, {Writer::odt, "bookmark-ref"}}),
          {kKept, kKept, "as a link to the place", "as a link to the place", "as “…” (said)"}),
      row("piece reference", PieceReference{"evaluation", "Pièce 7"}, {"Pièce 7"}, words_only(),
          {kKept, kKept, kKept, kKept, kKept}),
      row("footnote", Footnote{{paragraph("Notule")}}, {"Notule"}, in("Note", "Notule"),
          {kKept, kKept, "as notes at the end, linked", "as notes at the end, linked", kKept}),
      row("image", Image{{"a.png", {}}, "Vignette", 20.0}, {},
          or_says(in("Image", "Vignette"), {{Writer::odt, "draw:image"}}),
          {kKept, kKept, kKept, kKept, "as its description (said)"}),
      row("span, in another language", LanguageSpan{"ar", plain("كلمة")}, {"كلمة"},
          says({{Writer::docx, "w:rtl"},
                {Writer::odt, "fo:language=\"ar\""},
                {Writer::html, "lang=\"ar\""},
                {Writer::epub, "lang=\"ar\""}}),
          {kKept, kKept, kKept, kKept, "as the words alone"}),
  };
}

}  // namespace

std::vector<FormatRow> format_rows() {
  auto out = blocks();
  for (auto& row : inlines()) out.push_back(std::move(row));
  return out;
}

}  // namespace taqrir::pandoc
