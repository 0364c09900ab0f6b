// The rows of docs/formats.md. For a new kind of node: a row in blocks() or inlines() with an example whose
// words stand nowhere else, those words, how it is seen that it is kept, and a cell for each of kColumnNames
// (formats.hpp). How it is seen: in("Table", "Word") by a node of Pandoc's that holds a word when the file is
// read back; styled(…) by a style or class; says({{Column::word, "xml"}, …}) by what the file itself says,
// or_says(…, {…}) by that only where Pandoc reads it not. It must be false where a cell says other than
// “kept”. Then
//   TAQRIR_BLESS=1 build/bin/test_pandoc --gtest_filter=FormatsPage.*    writes the page,
//   build/bin/test_pandoc --gtest_filter='*Formats*'                     tries every cell that this machine
//   can.
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

/// WeasyPrint is given what an HTML page is.
const std::string* text_for(const std::map<Column, std::string>& texts, Column column) {
  auto it = texts.find(column);
  if (it == texts.end() && column == Column::weasyprint) it = texts.find(Column::html);
  return it == texts.end() ? nullptr : &it->second;
}

/// By what the file itself says: what Pandoc does not read back.
Kept says(std::map<Column, std::string> texts) {
  return [texts = std::move(texts)](const Back& back) {
    const auto* text = text_for(texts, back.column);
    return text && back.says(*text);
  };
}

/// By what the file says where Pandoc 2.17's reader does not tell, else as `kept`.
Kept or_says(Kept kept, std::map<Column, std::string> texts) {
  return [kept = std::move(kept), texts = std::move(texts)](const Back& back) {
    const auto* text = text_for(texts, back.column);
    return text ? back.says(*text) : kept(back);
  };
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

Block a_form() {
  DataTable form;
  form.kind = DataTable::Kind::form, form.row_height = 24;
  form.columns.resize(2);
  form.header.push_back({cell("Question"), cell("Oui")});
  form.rows.push_back({cell("Cocher"), cell("☐")});
  return block(std::move(form));
}

Block side_by_side() {
  DataTable texts;
  texts.kind = DataTable::Kind::parallel;
  texts.columns.resize(2);
  texts.rows.push_back({cell("Gauchère"), cell("Droitière")});
  return block(std::move(texts));
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

Block a_calendar() {
  Chart chart;
  chart.kind = Chart::Kind::gantt;
  chart.tasks = {{"Préparer", parse_iso_date("2025-07-02"), parse_iso_date("2025-07-09"),
                  ChartTask::Kind::task, Tone::neutral}};
  chart.caption = plain("Calendrier");
  chart.alt = "Étapes";
  return block(std::move(chart));
}

Block an_article() {
  Heading heading{2, plain("Objet")};
  heading.kind = Heading::Kind::article;
  return block(std::move(heading), "objet");
}

Kept says_text(std::string text) {
  return [text = std::move(text)](const Back& back) {
    return back.text.find(text) != std::string::npos || back.says(text);
  };
}

std::vector<FormatRow> blocks() {
  return {
      {"paragraph",
       {paragraph("Alinéa")},
       {"Alinéa"},
       in("Para", "Alinéa"),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"paragraph, roles lead, small, label",
       {lead(plain("Chapeau")), small(plain("Menu"))},
       {"Chapeau", "Menu"},
       both(styled("Lead", "Chapeau"), styled("Small", "Menu")),
       {kKept, kKept, kKept, kKept, "as a paragraph (said)", kKept, "as a paragraph (said)",
        "as a paragraph (said)"}},
      {"paragraph, in the middle or at the end",
       {block(Paragraph{plain("Centrée"), Paragraph::Role::body, Alignment::center})},
       {"Centrée"},
       styled("Centered", "Centrée"),
       {kKept, kKept, kKept, kKept, "as a paragraph (said)", kKept, "as a paragraph (said)",
        "as a paragraph (said)"}},
      {"heading, with its number",
       {heading(2, plain("Intertitre"), "but")},
       {"Intertitre"},
       in("Header", "Intertitre"),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"heading, of an article of a legal text",
       {an_article()},
       {"Objet"},
       in("Header", "Objet"),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"list",
       {list_of(false, 1, {{{paragraph("Puce")}, {}}})},
       {"Puce"},
       in("BulletList", "Puce"),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"list, ordered",
       {list_of(true, 4, {{{paragraph("Quatrième")}, {}}})},
       {"Quatrième"},
       in("OrderedList", "Quatrième"),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"list, tasks",
       {list_of(false, 1, {{{paragraph("Cochée")}, true}})},
       {"Cochée"},
       both(in("BulletList", "Cochée"),
            [](const Back& back) {
              return back.text.find("☑") != std::string::npos || back.says("boxtimes");
            }),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"table",
       {table(cell("Case"))},
       {"Entête", "Case"},
       in("Table", "Case"),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"table, caption",
       {TableBuilder({TableColumn{}})
            .header({"t"})
            .row({cell("u")})
            .caption(plain("Légendé"))
            .build("legende")},
       {"Légendé"},
       [](const Back& back) {
         return back.has("Table|Figure", "Légendé") || back.styled("Table Caption", "Légendé");
       },
       {kKept, kKept, kKept, kKept, "as a paragraph", kKept, kKept, kKept}},
      {"table, cells that span others",
       {TableBuilder({{}, {}, {}})
            .header({"a", "b", "c"})
            .row({spanning("Étendue", 2, 2), cell("x")})
            .row({cell("y")})
            .build()},
       {"Étendue", "x", "y"},
       says({{Column::word, "w:gridSpan w:val=\"2\""},
             {Column::odt, "table:number-rows-spanned=\"2\""},
             {Column::html, "rowspan=\"2\""},
             {Column::epub, "rowspan=\"2\""},
             {Column::tex, "multirow{2}|multirow[t]{2}"},
             {Column::typst, "rowspan: 2"}}),
       {kKept, kKept, kKept, kKept, "as single cells (said)", kKept, kKept, kKept}},
      {"table, tone of a cell",
       {table(toned(cell("Bon"), Tone::good))},
       {"Bon"},
       says({{Column::word, "Tonegood"},
             {Column::odt, "Tone_20_good"},
             {Column::html, "good"},
             {Column::epub, "good"}}),
       {kKept, kKept, kKept, kKept, "as the word alone (said)", kKept, "as the word alone (said)",
        "as the word alone (said)"}},
      {"table, total row",
       {TableBuilder({TableColumn{}}).header({"t"}).row({cell("un")}).total({cell("Somme")}).build()},
       {"Somme"},
       or_says(in("Table", "Somme"), {{Column::odt, "Somme"}}),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"table, boxes to fill in",
       {a_form()},
       {"Question", "Cocher"},
       says({{Column::word, "<w:tcBorders><w:top w:val=\"single\" w:sz=\"4\""},
             {Column::odt, "fo:border=\"0.50pt solid"},
             {Column::html, "class=\"table form"},
             {Column::epub, "class=\"table form"}}),
       {kKept, kKept, kKept, kKept, "as a table", kKept, "as a table", "as a table"}},
      {"table, texts side by side",
       {side_by_side()},
       {"Gauchère", "Droitière"},
       says({{Column::word, "<w:tcMar><w:left w:w=\"240\""},
             {Column::odt, "fo:padding-left=\"12pt\""},
             {Column::html, "class=\"table parallel"},
             {Column::epub, "class=\"table parallel"}}),
       {kKept, kKept, kKept, kKept, "as a table", kKept, "as a table", "as a table"}},
      {"figure, with its caption",
       {figure("Dehors", "Légende")},
       {"Légende"},
       or_says(in("Image", "Dehors"), {{Column::odt, "draw:image"},
                                       {Column::html, "alt=\"Dehors\""},
                                       {Column::epub, "alt=\"Dehors\""},
                                       {Column::tex, "width=60pt|width=0.83"},
                                       {Column::typst, "width: 60pt"}}),
       {kKept, kKept, kKept, kKept, "as its description (said)", kKept, kKept, kKept}},
      {"chart",
       {a_chart()},
       {"Diagrammé"},
       or_says(in("Image", "Montent"), {{Column::odt, "draw:image"},
                                        {Column::html, "alt=\"Montent\""},
                                        {Column::epub, "alt=\"Montent\""},
                                        {Column::tex, "width=100pt|width=1.38"},
                                        {Column::typst, "width: 100pt"}}),
       {kKept, kKept, kKept, kKept, "as a table of its numbers (said)", kKept, kKept, kKept}},
      {"chart, of tasks and dates",
       {a_calendar()},
       {"Calendrier"},
       or_says(in("Image", "Étapes"), {{Column::odt, "draw:image"},
                                       {Column::html, "alt=\"Étapes\""},
                                       {Column::epub, "alt=\"Étapes\""},
                                       {Column::tex, "includegraphics"},
                                       {Column::typst, "image("}}),
       {kKept, kKept, kKept, kKept, "as a table of its dates (said)", kKept, kKept, kKept}},
      {"pictures, in a grid",
       {block(PictureGrid{2,
                          {{{{"a.png", {}}, "Gauche", {}}, plain("Senestre")},
                           {{{"a.png", {}}, "Droite", {}}, plain("Dextre")}},
                          plain("Grille"),
                          {}})},
       {"Senestre", "Dextre"},
       or_says(in("Image", "Gauche"), {{Column::odt, "draw:image"},
                                       {Column::html, "alt=\"Gauche\""},
                                       {Column::epub, "alt=\"Gauche\""},
                                       {Column::tex, "includegraphics"},
                                       {Column::typst, "image("}}),
       {kKept, kKept, kKept, kKept, "as their descriptions (said)", kKept, kKept, kKept}},
      {"lines to write on",
       {block(BlankLines{2, false, "Remarques"})},
       {},
       or_says(says_text("____"), {{Column::word, "w:leader=\"underscore\""},
                                   {Column::odt, "style:leader-style=\"solid\""},
                                   {Column::html, "class=\"blank\""},
                                   {Column::epub, "class=\"blank\""}}),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"box to write in",
       {block(BlankLines{2, true, "Réponse"})},
       {},
       says({{Column::word, "w:hRule=\"atLeast\""},
             {Column::odt, "style:min-row-height"},
             {Column::html, "class=\"box\""},
             {Column::epub, "class=\"box\""}}),
       {kKept, kKept, kKept, kKept, "as two rules", kKept, "as two rules", "as two rules"}},
      {"quote",
       {block(Quote{{paragraph("Citation")}, plain("Auteure")})},
       {"Citation", "Auteure"},
       or_says(in("BlockQuote", "Citation"), {{Column::odt, "Quotations"}}),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"callout",
       {callout(Callout::Kind::tip, plain("Conseil"), {paragraph("Encadré")})},
       {"Conseil", "Encadré"},
       [](const Back& back) {
         return back.styled("Callout tip", "Encadré") || back.styled("callout", "Encadré") ||
                back.says("> [!TIP] Conseil");
       },
       {kKept, kKept, kKept, kKept, kKept, kKept, "as paragraphs (said)", "as paragraphs (said)"}},
      {"key facts",
       {key_facts(plain("Chiffres"), {{plain("Jours"), plain("Trois")}})},
       {"Chiffres", "Jours", "Trois"},
       or_says(in("Table|DefinitionList", "Trois"), {{Column::tex, "Jours & Trois"}}),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"code",
       {block(CodeBlock{"toml", "programme = 1\n"})},
       {"programme = 1"},
       or_says(in("CodeBlock", "programme"),
               {{Column::odt, "Preformatted_20_Text"}, {Column::tex, "begin{Highlighting}|begin{verbatim}"}}),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"rule",
       {block(Rule{})},
       {},
       or_says(in("HorizontalRule", ""),
               {{Column::odt, "Horizontal_20_Line"}, {Column::word, "w:pStyle w:val=\"HorizontalRule\""}}),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      {"page break",
       {page_break()},
       {},
       says({{Column::word, "w:pageBreakBefore"},
             {Column::odt, "fo:break-before=\"page\""},
             {Column::html, "page-break"},
             {Column::epub, "page-break"},
             {Column::tex, "clearpage"},
             {Column::typst, "#pagebreak"}}),
       {kKept, kKept, kKept, kKept, "left out (said)", kKept, kKept, kKept}},
      {"contents",
       {contents(3, "Sommaire")},
       {},
       or_says(in("Link", "Intertitre"), {{Column::odt, "<text:table-of-content "},
                                          {Column::epub, "nav.xhtml"},
                                          {Column::html, "Intertitre</a>"}}),
       {kKept, kKept, kKept, kKept, "as a list without links (said)", kKept, kKept, kKept}},
      {"signatures",
       {block(Signatures{plain("Rabat"), {{plain("Consultante"), plain("Signataire")}}})},
       {"Rabat", "Consultante", "Signataire"},
       or_says(in("Table", "Signataire"), {{Column::html, "class=\"signatures\""},
                                           {Column::epub, "class=\"signatures\""},
                                           {Column::tex, "Signataire \\\\"}}),
       {kKept, kKept, kKept, kKept, "kept", kKept, kKept, kKept}},
      {"division, in another language",
       {block(Division{{paragraph("نص")}}, {}, "ar")},
       {"نص"},
       says({{Column::word, "w:rtl"},
             {Column::odt, "fo:language=\"ar\""},
             {Column::html, "lang=\"ar\""},
             {Column::epub, "lang=\"ar\""},
             {Column::tex, "begin{otherlanguage}{arabic}"},
             {Column::typst, "#set text(lang: \"ar\""}}),
       {kKept, kKept, kKept, kKept, "as the words alone (said)", kKept, kKept, kKept}},
      {"foreign pages",
       {block(ForeignPages{{"a.pdf", {}}, "p", plain("Étrangère"), "Pièce 3"}, "piece:evaluation")},
       {"Pièce 3", "Étrangère"},
       [](const Back&) { return false; },
       {"as a line that names them (said)", "as a line that names them (said)",
        "as a line that names them (said)", "as a line that names them (said)",
        "as a line that names them (said)", "as a line that names them (said)",
        "as a line that names them (said)", "as a line that names them (said)"}},
      {"part",
       {block(Part{plain("Partie"), {heading(1, plain("Dedans"))}}, "partie")},
       {"Partie", "Dedans"},
       or_says(both(in("Header", "Partie"), in("Header", "Dedans")),
               {{Column::odt, "text:outline-level=\"2\""}}),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
  };
}

/// What a PDF says of itself.
Kept in_properties(std::map<Column, std::string> texts, const char* word) {
  return [own = says(std::move(texts)), word](const Back& back) {
    const auto info = back.parts.find("info");
    return info == back.parts.end() ? own(back) : info->second.find(word) != std::string::npos;
  };
}

FurnitureCell names(const char* line) { return {{{{"a.png", {}}, "Emblème"}}, {{line, {}, false}}}; }

/// The cover is the first block, or it is none of the document's.
std::vector<FormatRow> frame() {
  return {
      {"cover",
       {block(Cover{plain("Genre"),
                    plain("Couverture"),
                    plain("Sous-titre"),
                    {{plain("Fait"), plain("Établi")}},
                    plain("Statué"),
                    Tone::good,
                    plain("Averti")})},
       {"Couverture", "Averti"},
       both(
           [](const Back& back) {
             return back.text.find("Établi") < back.text.size() &&
                    back.text.find("Statué") < back.text.size();
           },
           says({{Column::word, "w:pStyle w:val=\"Title\""},
                 {Column::odt, "text:style-name=\"Title\""},
                 {Column::html, "class=\"cover\""},
                 {Column::epub, "Couverture</h1>"},
                 {Column::tex, "maketitle"},
                 {Column::typst, "title: [Couverture]"}})),
       {kKept, kKept, kKept, kKept, "as a title and paragraphs", kKept, kKept, kKept}},
      {"letterhead: logos and names on each page",
       {},
       {"Ministère"},
       says({{Column::word, "word/header"}, {Column::odt, "<style:header"}}),
       {kKept, kKept, "once, at its head", "once, on the title page", "once, at its beginning", "once (said)",
        "once (said)", "once (said)"},
       [](Document& document) { document.furniture.start = names("Ministère"); },
       "letterhead on its pages"},
      {"footer: the line of the funder on each page",
       {},
       {"Financeuse"},
       says({{Column::word, "word/footer"}, {Column::odt, "<style:footer"}}),
       {kKept, kKept, "once, at its end", "once, on the title page", "once, at its beginning", "once (said)",
        "once (said)", "once (said)"},
       [](Document& document) { document.furniture.footer = "Financeuse"; },
       "at the foot of its pages"},
      {"watermark",
       {},
       {"Brouillon"},
       says({{Column::word, "PowerPlusWaterMarkObject"},
             {Column::odt, "PowerPlusWaterMarkObject"},
             {Column::html, "class=\"watermark\""}}),
       {kKept, kKept, kKept, "once (said)", "once (said)", kKept, "once (said)", "once (said)"},
       [](Document& document) { document.furniture.watermark = "Brouillon"; },
       "has no watermark"},
      {"title and author in the file's properties",
       {},
       {},
       in_properties({{Column::word, "<dc:creator>Autrice"},
                      {Column::odt, "<dc:creator>Autrice|<meta:initial-creator>Autrice"},
                      {Column::html, "name=\"author\" content=\"Autrice\""},
                      {Column::epub, ">Autrice</dc:"}},
                     "Autrice"),
       {kKept, kKept, kKept, kKept, "as its first lines", kKept, kKept, kKept},
       [](Document& document) { document.author = "Autrice"; }},
      {"language of the whole",
       {},
       {},
       says({{Column::word, "w:lang w:val=\"fr|w:lang w:bidi=|<dc:language>fr"},
             {Column::odt, "fo:language=\"fr\""},
             {Column::html, "<html lang=\"fr\""},
             {Column::epub, "<dc:language>fr"},
             {Column::tex, "import]{french}|  french,"},
             {Column::typst, "lang: \"fr\""}}),
       {kKept, kKept, kKept, kKept, "left out", kKept, kKept, kKept}},
  };
}

std::vector<FormatRow> inlines() {
  const auto row = [](const char* node, Inline::Content content, std::vector<const char*> words, Kept kept,
                      std::array<const char*, kColumns> cells) {
    return FormatRow{node, {paragraph(with(std::move(content)))}, std::move(words), std::move(kept), cells};
  };
  return {
      row("emphasis", Emphasis{plain("Appuyé")}, {"Appuyé"}, in("Emph", "Appuyé"),
          {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}),
      row("strong", Strong{plain("Fort")}, {"Fort"}, in("Strong", "Fort"),
          {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}),
      row("strikethrough", Strikethrough{plain("Barré")}, {"Barré"}, in("Strikeout", "Barré"),
          {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}),
      row("insertion", Insertion{plain("Ajouté")}, {"Ajouté"},
          or_says(in("Underline", "Ajouté"), {{Column::odt, "text-underline"}}),
          {kKept, kKept, kKept, kKept, "as emphasis (said)", kKept, kKept, kKept}),
      row("place to write on", Blank{90, "Nom"}, {}, says_text("____"),
          {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}),
      row("superscript", Superscript{plain("Exposant")}, {"Exposant"}, in("Superscript", "Exposant"),
          {kKept, kKept, kKept, kKept, "as words in brackets (said)", kKept, kKept, kKept}),
      row("subscript", Subscript{plain("Indice")}, {"Indice"}, in("Subscript", "Indice"),
          {kKept, kKept, kKept, kKept, "as words in brackets (said)", kKept, kKept, kKept}),
      row("code span", CodeSpan{"x=1"}, {"x=1"},
          or_says(in("Code", "x=1"), {{Column::odt, "Source_20_Text"}}),
          {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}),
      {"hard break",
       {paragraph(joined({plain("Avant"), with(HardBreak{}), plain("Après")}))},
       {"Avant", "Après"},
       in("LineBreak", ""),
       {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}},
      row("link", Link{"https://www.omp.ma/", plain("Lien")}, {"Lien"}, in("Link", "Lien"),
          {kKept, kKept, kKept, kKept, kKept, kKept, kKept, kKept}),
      row("cross-reference", CrossReference{"but", plain("Renvoi")}, {"Renvoi"}, in("Link", "Renvoi"),
          {kKept, kKept, kKept, kKept, "as its words (said)", kKept, kKept, kKept}),
      row("page reference", PageReference{"but"}, {},
          says({{Column::word, "PAGEREF"},
                {Column::odt, "bookmark-ref"},
                {Column::tex, "pageref{but}"},
                {Column::typst, "location().page()"}}),
          {kKept, kKept, "as a link to the place", "as a link to the place", "as “…” (said)",
           "as a link to the place", kKept, kKept}),
      row("piece reference", PieceReference{"evaluation", "Pièce 7"}, {"Pièce 7"}, in("Link", "Pièce 7"),
          {kKept, kKept, kKept, kKept, "as its words (said)", kKept, kKept, kKept}),
      row("footnote", Footnote{{paragraph("Notule")}}, {"Notule"}, in("Note", "Notule"),
          {kKept, kKept, "as notes at the end, linked", "as notes at the end, linked", kKept,
           "as notes at the end, linked", kKept, kKept}),
      row("image", Image{{"a.png", {}}, "Vignette", 20.0}, {},
          or_says(in("Image", "Vignette"), {{Column::odt, "draw:image"},
                                            {Column::tex, "width=20pt|width=0.27"},
                                            {Column::typst, "width: 20pt"}}),
          {kKept, kKept, kKept, kKept, "as its description (said)", kKept, kKept, kKept}),
      row("span, in another language", LanguageSpan{"ar", plain("كلمة")}, {"كلمة"},
          says({{Column::word, "w:rtl"},
                {Column::odt, "fo:language=\"ar\""},
                {Column::html, "lang=\"ar\""},
                {Column::epub, "lang=\"ar\""},
                {Column::tex, "taqrirrtl{"},
                {Column::typst, "#text(lang: \"ar\""}}),
          {kKept, kKept, kKept, kKept, "as the words alone (said)", kKept, kKept, kKept}),
  };
}

}  // namespace

std::vector<FormatRow> format_rows() {
  auto out = frame();
  for (auto& row : blocks()) out.push_back(std::move(row));
  for (auto& row : inlines()) out.push_back(std::move(row));
  return out;
}

}  // namespace taqrir::pandoc
