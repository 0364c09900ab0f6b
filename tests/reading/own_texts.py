#!/usr/bin/env python3
"""An activity's text as .docx, .odt, .html, .tex, .epub and .rtf, with one Pandoc or the other: what comes in, and what is told.

usage: own_texts.py TAQRIR USER_GUIDE [other]

The table of the user guide (“What comes in”) is checked line by line: the word in a cell is what happens here.
"""
import pathlib
import re
import sys

import office as o
from support import Mission, finish, need, pandoc

# ---------------------------------------------------------------- one text in each format

def word():
    body = (
        o.para("Récit de mission", style="Titre")
        + o.para("1 Méthode 3", style="TM1")
        + o.para(o.bookmark("_Toc1", o.run("Méthode")), style="Titre1")
        + o.para("Un ", o.run("gras", "<w:b/>"), ", un ", o.run("penché", "<w:i/>"), ", m", o.run("2", '<w:vertAlign w:val="superscript"/>'),
                 " et H", o.run("2", '<w:vertAlign w:val="subscript"/>'), "O.", o.note(1), o.note(1, "endnote"))
        + o.para("Voir [[pie", o.run("ce :", '<w:lang w:val="en-US"/>'), o.run("note]]", "<w:b/>"), ", « {{ activity.ti",
                 o.run("tle }}", "<w:i/>"), " » et \\[[ceci]].")
        + o.para("Résultats", style="Titre2")
        + o.para("Comme dit au ", '<w:hyperlink w:anchor="_Toc1"><w:r><w:t>début</w:t></w:r></w:hyperlink>', " et au ",
                 o.field("REF _Ref9 \\h", "Tableau 1"), ".")
        + o.item("un") + o.item("un et demi", level=1) + o.item("deux") + o.para("entre deux")
        + o.item("quatre", number=3) + o.item("cinq", number=3) + o.para("puis")
        + o.item("☐ à faire") + o.item("☒ fait")
        + o.para(o.bookmark("_Ref9", o.run("Tableau ") + o.field("SEQ Tableau \\* ARABIC", "1")), o.run(" : Les présents"), style="Lgende")
        + o.table([["Région", "Femmes", "Hommes"], [("Fès et Meknès", 3, None)], [("Nord", 1, "restart"), "7", "5"],
                   [("", 1, "continue"), "4", "3"]])
        + o.para(o.picture(description="La salle, vide"))
        + o.para("Figure ", o.field("SEQ Figure", "1"), " : La salle", style="Lgende")
        + o.para("Ce qu’a dit une stagiaire.", style="Citation")
        + o.para('<w:r><w:t>ligne</w:t><w:br/><w:t>suivante</w:t></w:r>')
        + o.para("نص عربي داخل التقرير", properties="<w:bidi/>")
        + o.para("Le mot ⵜⴰⵎⴰⵣⵉⵖⵜ en français."))
    return o.docx(body, footnotes=["Une note de bas de page."], endnotes=["Une note de fin."])


def writer():
    styles = ('<style:style style:name="G" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
              '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
              '<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
              '<style:style style:name="B" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>'
              '<style:style style:name="Quotations" style:family="paragraph"><style:paragraph-properties fo:margin-left="1cm"/></style:style>'
              '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
              '<text:list-level-style-bullet text:level="2" text:bullet-char="•"/></text:list-style>'
              '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="4"/>'
              '</text:list-style>')
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>".format
    row = lambda *cells: "<table:table-row>" + "".join(cells) + "</table:table-row>"
    body = (
        '<text:table-of-content text:name="T"><text:index-body><text:p>1 Méthode 3</text:p></text:index-body></text:table-of-content>'
        '<text:h text:outline-level="1"><text:bookmark text:name="m"/>Méthode</text:h>'
        '<text:p>Un <text:span text:style-name="G">gras</text:span>, un <text:span text:style-name="I">penché</text:span>, m'
        '<text:span text:style-name="S">2</text:span> et H<text:span text:style-name="B">2</text:span>O.<text:note text:note-class="footnote">'
        '<text:note-citation>1</text:note-citation><text:note-body><text:p>Une note de bas de page.</text:p></text:note-body></text:note>'
        '<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>Une note de fin.</text:p>'
        '</text:note-body></text:note></text:p>'
        '<text:p>Voir [[pie<text:span>ce :</text:span><text:span text:style-name="G">note]]</text:span>, « {{ activity.ti'
        '<text:span text:style-name="I">tle }}</text:span> » et \\[[ceci]].</text:p>'
        '<text:h text:outline-level="2">Résultats</text:h>'
        '<text:p>Comme dit au <text:bookmark-ref text:ref-name="m">début</text:bookmark-ref> et au '
        '<text:sequence-ref text:ref-name="refTable0">Tableau 1</text:sequence-ref>.</text:p>'
        '<text:list text:style-name="L1"><text:list-item><text:p>un</text:p><text:list><text:list-item><text:p>un et demi</text:p>'
        '</text:list-item></text:list></text:list-item><text:list-item><text:p>deux</text:p></text:list-item></text:list>'
        '<text:section text:name="Section1"><text:p>entre deux</text:p></text:section>'
        '<text:list text:style-name="L2"><text:list-item><text:p>quatre</text:p></text:list-item><text:list-item><text:p>cinq</text:p>'
        '</text:list-item></text:list><text:p>puis</text:p>'
        '<text:list text:style-name="L1"><text:list-item><text:p>☐ à faire</text:p></text:list-item><text:list-item><text:p>☒ fait</text:p>'
        '</text:list-item></text:list>'
        '<text:p text:style-name="Table">Tableau <text:sequence text:name="Table" text:ref-name="refTable0">1</text:sequence> : Les présents</text:p>'
        '<table:table table:name="T1"><table:table-column table:number-columns-repeated="3"/><table:table-header-rows>'
        + row(cell("", "Région"), cell("", "Femmes"), cell("", "Hommes")) + "</table:table-header-rows>"
        + row(cell(' table:number-columns-spanned="3"', "Fès et Meknès"), "<table:covered-table-cell/><table:covered-table-cell/>")
        + row(cell(' table:number-rows-spanned="2"', "Nord"), cell("", "7"), cell("", "5"))
        + row("<table:covered-table-cell/>", cell("", "4"), cell("", "3")) + "</table:table>"
        '<text:p><draw:frame svg:width="8cm"><draw:text-box><text:p text:style-name="Illustration"><draw:frame svg:width="8cm" '
        'svg:height="6cm"><draw:image xlink:href="Pictures/1.png"/></draw:frame>Figure <text:sequence text:name="Figure">1</text:sequence>'
        ' : La salle</text:p></draw:text-box></draw:frame></text:p>'
        '<text:p text:style-name="Quotations">Ce qu’a dit une stagiaire.</text:p>'
        '<text:p>ligne<text:line-break/>suivante</text:p><text:p>نص عربي داخل التقرير</text:p>'
        '<text:p>Le mot ⵜⴰⵎⴰⵣⵉⵖⵜ en français.</text:p>')
    return o.odt(body, styles=styles)


HTML = """<h1 id="m">Méthode</h1>
<p>Un <strong>gras</strong>, un <em>penché</em>, m<sup>2</sup> et H<sub>2</sub>O.</p>
<p>Voir [[pie<span>ce :</span><b>note]]</b>, « {{ activity.ti<i>tle }}</i> » et \\[[ceci]].</p>
<h2>Résultats</h2>
<p>Comme dit au <a href="#m">début</a> et au <a href="#t">tableau 1</a>.</p>
<ul><li>un<ul><li>un et demi</li></ul></li><li>deux</li></ul><p>entre deux</p><ol start="4"><li>quatre</li><li>cinq</li></ol><p>puis</p>
<ul><li>☐ à faire</li><li>☒ fait</li></ul>
<table id="t"><caption>Tableau 1 : Les présents</caption><thead><tr><th>Région</th><th>Femmes</th><th>Hommes</th></tr></thead>
<tbody><tr><td colspan="3">Fès et Meknès</td></tr><tr><td rowspan="2">Nord</td><td>7</td><td>5</td></tr><tr><td>4</td><td>3</td></tr></tbody></table>
<figure><img src="{picture}" alt="La salle, vide" width="300"/><figcaption>Figure 1 : La salle</figcaption></figure>
<blockquote><p>Ce qu’a dit une stagiaire.</p></blockquote>
<p>ligne<br/>suivante</p><p dir="rtl" lang="ar">نص عربي داخل التقرير</p><p>Le mot ⵜⴰⵎⴰⵣⵉⵖⵜ en français.</p>
"""


def html():
    return "<!DOCTYPE html>\n<html lang=\"fr\"><head><title>Récit</title></head><body>" + HTML.replace(
        "{picture}", o.data_uri(o.png())) + "</body></html>"


def book():
    return o.epub(HTML.replace("{picture}", "img/1.png"))


LATEX = r"""\documentclass{article}\title{Récit de mission}\newcommand{\gras}[1]{\textbf{#1}}\begin{document}\maketitle
\section{Méthode}\label{m}
Un \gras{gras}, un \emph{penché}, m\textsuperscript{2} et H\textsubscript{2}O.\footnote{Une note de bas de page.}

Voir [[piece:note]], « \{\{ activity.title \}\} » et \textbackslash{}[[ceci]].
\subsection{Résultats}
Comme dit au \hyperref[m]{début} et au \ref{t}.
\begin{itemize}\item un\begin{itemize}\item un et demi\end{itemize}\item deux\end{itemize}
entre deux
\begin{enumerate}\setcounter{enumi}{3}\item quatre\item cinq\end{enumerate}
puis
\begin{table}\caption{Les présents}\label{t}\begin{tabular}{l|r|r}Région & Femmes & Hommes\\\hline \multicolumn{3}{l}{Fès et Meknès}\\
\multirow{2}{*}{Nord} & 7 & 5\\ & 4 & 3\end{tabular}\end{table}
\begin{figure}\includegraphics[width=8cm]{images/salle}\caption{La salle}\end{figure}
\begin{quote}Ce qu’a dit une stagiaire.\end{quote}
ligne\\suivante

نص عربي داخل التقرير

Le mot ⵜⴰⵎⴰⵣⵉⵖⵜ en français.
\end{document}
"""

TEXTS = {"docx": ("recit.docx", word), "odt": ("recit.odt", writer), "html": ("recit.html", html), "epub": ("recit.epub", book),
         "tex": ("recit.tex", lambda: LATEX)}


# ---------------------------------------------------------------- what comes in of it, by the words of the guide's table

def has(dump, *patterns):
    return all(re.search(pattern, dump, re.S) for pattern in patterns)


CHECKS = {
    "headings": lambda d: has(d, r'heading [^\n]*level=2 number="2.1": Méthode', r'heading #résultats level=3 number="2.1.1": Résultats'),
    "bold, italic, raised, lowered": lambda d: has(d, r"Un \*\*gras\*\*, un \*penché\*, m\^2\^ et H~2~O"),
    "footnotes": lambda d: has(d, r"note 1\n\s*paragraph: Une note de bas de page"),
    "lists, nested, with their numbers": lambda d: has(d, r"list-item: un et demi\n", r"list ordered=true start=4\n"),
    "lists of tasks (☐, ☒)": lambda d: has(d, r"checked=false: à faire", r"checked=true: fait"),
    "tables with their header": lambda d: has(d, r"header-row\n\s*cell: Région\n\s*cell: Femmes\n\s*cell: Hommes\n\s*row\n.*Nord"),
    "merged cells": lambda d: has(d, r"column_span=3[^\n]*: Fès et Meknès\n", r"row_span=2[^\n]*: Nord\n"),
    "captions of tables": lambda d: has(d, r"\n\s*caption: Les présents\n"),
    "captions of figures": lambda d: has(d, r"figure [^\n]*\n\s*caption: La salle\n"),
    "pictures": lambda d: has(d, r"figure image=[^\n]*(@in/[0-9a-f]{32}/activities/01-atelier/recit\.|images/salle\.png)"),
    "descriptions of captioned pictures": lambda d: has(d, r"figure image=!\[La salle, vide\]"),
    "links to headings": lambda d: has(d, r"Comme dit au \[début\]\(#recit-"),
    "references to tables": lambda d: has(d, r"au \[tableau\s2\]\(#recit-"),
    "quotes": lambda d: has(d, r"quote\n\s*paragraph: Ce qu’a dit une stagiaire"),
    "line breaks": lambda d: has(d, r"paragraph: ligne⏎suivante"),
    "Arabic and Tifinagh": lambda d: has(d, r"paragraph \[ar\]: نص عربي داخل التقرير", r"\{zgh: ⵜⴰⵎⴰⵣⵉⵖⵜ\}"),
    "`[[piece:…]]`, `{{ … }}`, `\\[[`": lambda d: has(d, r"Voir \[pièce\s1\]\(piece:01-atelier/note\), «.Atelier d’essai.» et \\\[\\\[ceci\\\]\\\]\."),
}
ORDER = ["docx", "odt", "html", "epub", "tex"]


def seen(dump):
    return {what: check(dump) for what, check in CHECKS.items()}


def table_of(guide):
    """what -> format -> the cell's words."""
    rows = {}
    for line in guide.read_text().split("### What comes in\n", 1)[-1].split("\n###", 1)[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("|") and len(cells) == len(ORDER) + 1 and cells[0].strip() in CHECKS:
            rows[cells[0].strip()] = dict(zip(ORDER, (cell.strip() for cell in cells[1:])))
    return rows


def check_table(guide, newer, results):
    """yes: with each Pandoc; newer: not with 2.17; no: with none."""
    rows = table_of(guide)
    for what in CHECKS:
        for form in ORDER:
            said = rows.get(what, {}).get(form, "nothing")
            wanted = said == "yes" or (said == "newer" and newer)
            need(said in ("yes", "newer", "no") and wanted == results[form][what],
                 f"the guide says of “{what}” in {form} “{said}”; it is {results[form][what]}")


def main(taqrir, guide, which):
    version, prefix = pandoc(which)
    results = {}
    for form, (file, make) in TEXTS.items():
        with Mission(taqrir, prefix) as mission:
            mission.put("images/salle.png", o.png())
            mission.account(file, make())
            dump, run = mission.dump()
            need(run.status == 0, f"{form}, Pandoc {version}: status {run.status}: {run.err}")
            results[form] = seen(dump)
            need("1 Méthode 3" not in dump, f"{form}, {version}: the contents list came in")
            print(version, form, f"{run.seconds:.1f} s", "without:", [w for w, ok in results[form].items() if not ok])
            again = mission.build()
            need("up to date" in again.out, f"{form}, {version}: it is made again: {again.out}")
    check_table(guide, int(version.split(".")[0]) >= 3, results)
    told(taqrir, prefix)


# ---------------------------------------------------------------- what is told

LOSSES = (
    o.para("Résultats", style="Titre1") + o.para("Voir [[piece:nota]] et {{ activity.titel }}.")
    + o.para('<w:ins w:id="1" w:author="a"><w:r><w:t>inséré</w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>SUPPRIMÉ'
             '</w:delText></w:r></w:del> fin')
    + o.para('<w:commentRangeStart w:id="0"/>', "commenté", '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')
    + o.para("Détail", style="Titre3") + o.para(o.text_box("dans la boîte"))
    + o.para("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>") + o.para(o.picture(description=""))
    + o.para('<w:r><w:drawing><wp:inline><wp:docPr id="2" name="d"/><a:graphic><a:graphicData uri="d"><dgm:relIds xmlns:dgm='
             '"http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="x"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'))


def losses():
    comments = o.HEAD + f'<w:comments {o.W}><w:comment w:id="0" w:author="x">{o.para("COMMENTAIRE")}</w:comment></w:comments>'
    header = o.HEAD + f'<w:hdr {o.W}>{o.para("en-tête")}</w:hdr>'
    return o.docx(LOSSES, parts={"word/comments.xml": comments, "word/header1.xml": header},
                  relations=[("rIdC", "comments", "comments.xml", False), ("rIdH", "header", "header1.xml", False)])


CHANGED_ODT = o.odt(
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/><text:p>SUPPRIMÉ</text:p></text:deletion>'
    '</text:changed-region><text:changed-region text:id="c2"><text:insertion><office:change-info/></text:insertion></text:changed-region>'
    '</text:tracked-changes><text:p>Un<text:change text:change-id="c1"/> <text:change-start text:change-id="c2"/>inséré<text:change-end '
    'text:change-id="c2"/><office:annotation><text:p>COMMENTAIRE</text:p></office:annotation></text:p>'
    '<text:p><draw:frame><draw:text-box><text:p>dans la boîte</text:p></draw:text-box></draw:frame></text:p>')


def told(taqrir, prefix):
    place = "recit.docx: under “Résultats”: "
    with Mission(taqrir, prefix) as mission:
        mission.account("recit.docx", losses())
        dump, run = mission.dump()
        for words in [place + "warning: no such piece: “nota”\n  hint: did you mean “note”?",
                      place + "error: unknown placeholder “activity.titel”\n  hint: did you mean “activity.title”?",
                      "recit.docx: warning: tracked changes are taken as accepted: 1 insertions, 1 deletions",
                      "recit.docx: warning: comments are left out: 1", "recit.docx: warning: headers and footers are left out: 1",
                      "recit.docx: warning: drawings made with SmartArt are left out: 1",
                      "recit.docx: under “Détail”: warning: equations are set as their TeX text: 1, the first “x”",
                      "recit.docx: under “Détail”: warning: the picture has no description",
                      "recit.docx: under “Détail”: warning: this heading skips a level: it is of level 3, the one before of level 1"]:
            need(words in run.err, f"not said: {words}\n{run.err}")
        need(run.status == 1, f"an unknown placeholder: status {run.status}")
        found, _ = mission.diagnostics("build", "mission", "narrative-report")
        need(any(d["file"].endswith("recit.docx") and d["line"] is None and d.get("place") == "under “Résultats”" for d in found),
             f"no place in {found}")
        mission.put("recit.docx", o.docx(LOSSES.replace("{{ activity.titel }}", "fin").replace("[[piece:nota]]", "là")))
        dump, run = mission.dump()
        need(run.status == 0 and "SUPPRIMÉ" not in dump and "COMMENTAIRE" not in dump and "inséré" in dump, f"changes: {run.err}\n{dump}")
        box = "words that Pandoc does not read are left out: 1 passages, the first “dans la boîte”"
        need(("dans la boîte" in dump) != (box in run.err), f"the text box is neither there nor told: {run.err}")
        need(mission.build().err == run.err, "what is told is told otherwise when nothing is made")
        bare = mission.home / "bin"
        bare.mkdir()
        mission.put("recit.docx", o.docx(o.para("autre")))
        run = mission.build(path=str(bare))
        need(run.status == 3 and "recit.docx”: Pandoc reads this file, and is not installed" in run.err
             and "install it: “sudo apt install pandoc”" in run.err, f"without Pandoc: {run.status} {run.err}")
    with Mission(taqrir, prefix) as mission:
        mission.account("recit.odt", CHANGED_ODT)
        dump, run = mission.dump()
        for words in ["tracked changes are taken as accepted: 1 insertions, 1 deletions", "comments are left out: 1",
                      "words that Pandoc does not read are left out: 1 passages, the first “dans la boîte”"]:
            need(words in run.err, f"odt: not said: {words}\n{run.err}")
        need("SUPPRIMÉ" not in dump and "COMMENTAIRE" not in dump and "inséré" in dump, f"odt: changes: {dump}")
    for name, content in [("recit.rtf", "{\\rtf1 x}"), ("recit.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), ("recit.pdf", b"%PDF-1.4")]:
        with Mission(taqrir, prefix) as mission:
            mission.account(name, content)
            run = mission.build()
            need(run.status == 1 and f"{name}” is no text that is read here" in run.err, f"{name}: {run.err}")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "installed")
    finish("own texts")
