#!/usr/bin/env python3
"""Makes reference.docx and reference-rtl.docx, the styles of Taqrir's Word files, from a theme.

Usage: make-reference.py [THEME.toml]        writes the two files beside this script
       make-reference.py --check [THEME]     says whether they are up to date, and writes nothing

Only Python's standard library (3.11 or later). Equal themes give files with equal contents.

Pandoc takes from a reference: the styles by their names, the page's size and margins, and its foot.
The names that core/pandoc writes are those below. The file for documents that run from right to left
differs in two things that Pandoc leaves to it: tables and pages are mirrored.
"""
import pathlib
import sys
import tomllib
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
DEFAULT_THEME = HERE.parent / "themes" / "institutional.toml"

# Fonts that office programs have, or replace by others of the same widths; the theme's own fonts are
# not embedded in Word files. cs: Arabic.
FONTS = {"body": ("Cambria", "Times New Roman"), "heading": ("Calibri", "Arial"), "mono": ("Consolas", "Courier New")}
LANGUAGES = {"fr": "fr-FR", "ar": "ar-MA", "en": "en-GB", "zgh": "zgh-Tfng-MA"}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Theme:
    def __init__(self, path):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        self.colors, self.styles, self.page = data["colors"], data["styles"], data["page"]

    def color(self, name):
        return self.colors[name].lstrip("#").upper()


# ---------------------------------------------------------------- properties

def twentieths(points):
    return round(points * 20)


def run_properties(theme, name="body", **changes):
    style = {**theme.styles["body"], **theme.styles[name], **changes}
    latin, complex_script = FONTS[style["font"]]
    size = round(style["size"] * 2)
    out = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{latin}" w:cs="{complex_script}"/>'
    for flag, tag in (("bold", "b"), ("italic", "i")):
        on = "1" if style.get(flag) else "0"
        out += f'<w:{tag} w:val="{on}"/><w:{tag}Cs w:val="{on}"/>'
    return out + f'<w:color w:val="{theme.color(style["color"])}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def paragraph_properties(theme, name="body", before=None, after=None, extra_first="", extra_last=""):
    style = {**theme.styles["body"], "space_before": 0, **theme.styles[name]}
    before = style["space_before"] if before is None else before
    after = style.get("space_after", 0) if after is None else after
    line = round(style["leading"] * 240 * 0.82)  # Word's line is the font's own height, not its size
    return (f'{extra_first}<w:spacing w:before="{twentieths(before)}" w:after="{twentieths(after)}" '
            f'w:line="{line}" w:lineRule="auto"/>{extra_last}')


def paragraph_style(name, run="", paragraph="", based_on="Normal", next_style=None, built_in=False, outline=None):
    identifier = name.replace(" ", "")
    custom = "" if built_in else ' w:customStyle="1"'
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    follow = f'<w:next w:val="{next_style}"/>' if next_style else ""
    return (f'<w:style w:type="paragraph"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{based_on}"/>{follow}<w:qFormat/><w:pPr>{paragraph}{level}</w:pPr>'
            f'<w:rPr>{run}</w:rPr></w:style>')


def character_style(name, run="", built_in=False):
    identifier = name.replace(" ", "")
    custom = "" if built_in else ' w:customStyle="1"'
    return (f'<w:style w:type="character"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>')


# ---------------------------------------------------------------- styles

def defaults(theme):
    return (f'<w:docDefaults><w:rPrDefault><w:rPr>{run_properties(theme)}'
            '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-MA"/></w:rPr></w:rPrDefault>'
            f'<w:pPrDefault><w:pPr>{paragraph_properties(theme)}</w:pPr></w:pPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>')


def body_styles(theme):
    def plain(name, style="body", **options):
        return paragraph_style(name, run_properties(theme, style), paragraph_properties(theme, style, **options))
    start = '<w:jc w:val="both"/>'
    return "".join([
        paragraph_style("Body Text", paragraph=start, built_in=True),
        paragraph_style("First Paragraph", based_on="BodyText", next_style="BodyText"),
        paragraph_style("Compact", run_properties(theme, "table"), paragraph_properties(theme, "table", 2, 2)),
        plain("Lead", "lead"), plain("Small", "small"), plain("Label", "label", extra_first="<w:keepNext/>"),
        paragraph_style("Centered", paragraph='<w:jc w:val="center"/>'),
        paragraph_style("Opposite", paragraph='<w:jc w:val="right"/>'),
        paragraph_style("Block Text", run_properties(theme, "quote"),
                        paragraph_properties(theme, "quote", extra_last='<w:ind w:left="567" w:right="567"/>'), built_in=True),
        paragraph_style("Attribution", run_properties(theme, "small"),
                        paragraph_properties(theme, "small", extra_last='<w:ind w:left="567" w:right="567"/><w:jc w:val="right"/>')),
        paragraph_style("Source Code", run_properties(theme, "code"),
                        paragraph_properties(theme, "code", extra_first=shading(theme, "panel"))),
        paragraph_style("Footnote Text", run_properties(theme, "footnote"), paragraph_properties(theme, "footnote"), built_in=True),
    ])


def heading_styles(theme):
    out = ""
    for level in range(1, 10):
        name = f"h{min(level, 6)}"
        out += paragraph_style(f"heading {level}", run_properties(theme, name),
                               paragraph_properties(theme, name, extra_first="<w:keepNext/><w:keepLines/>"),
                               next_style="BodyText", built_in=True, outline=level - 1).replace(
                                   f'w:styleId="heading{level}"', f'w:styleId="Heading{level}"')
    return out


def cover_styles(theme):
    def plain(name, style, built_in=False, **options):
        return paragraph_style(name, run_properties(theme, style), paragraph_properties(theme, style, **options),
                               built_in=built_in)
    return "".join([
        plain("Title", "title", built_in=True, before=48), plain("Subtitle", "subtitle", built_in=True),
        plain("Author", "small"), plain("Date", "small", built_in=True), plain("Abstract", "lead"),
        plain("Kicker", "kicker"), plain("Status", "label", before=10), plain("Notice", "small", before=10),
        plain("Letterhead", "header"), plain("Draft", "kicker"), plain("Piece", "fact-value", before=6),
    ])


def caption_styles(theme):
    def plain(name, based_on="Normal", style="caption", first="", built_in=False):
        return paragraph_style(name, run_properties(theme, style), paragraph_properties(theme, style, extra_first=first),
                               based_on=based_on, built_in=built_in)
    toc = "".join(paragraph_style(f"toc {n}", run_properties(theme, f"toc{min(n, 3)}"),
                                  paragraph_properties(theme, f"toc{min(n, 3)}",
                                                       extra_first='<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>',
                                                       extra_last=f'<w:ind w:left="{(n - 1) * 240}"/>'),
                                  built_in=True).replace(f'w:styleId="toc{n}"', f'w:styleId="TOC{n}"') for n in range(1, 7))
    return "".join([
        plain("caption", built_in=True).replace('w:styleId="caption"', 'w:styleId="Caption"'),
        plain("Table Caption", "Caption", first="<w:keepNext/>"), plain("Image Caption", "Caption"),
        paragraph_style("Figure", paragraph="<w:keepNext/>"),
        paragraph_style("Captioned Figure", based_on="Figure", paragraph='<w:keepNext/><w:jc w:val="center"/>'),
        plain("TOC Heading", style="h2", first="<w:keepNext/>", built_in=True), toc,
    ])


def shading(theme, panel, edge=None):
    border = "" if edge is None else (
        f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{theme.color(edge)}"/></w:pBdr>')
    return f'{border}<w:shd w:val="clear" w:color="auto" w:fill="{theme.color(panel)}"/>'


def callout_styles(theme):
    kinds = {"note": ("panel", "accent"), "tip": ("good-panel", "good"), "important": ("panel", "accent-2"),
             "warning": ("caution-panel", "caution"), "caution": ("bad-panel", "bad")}
    return "".join(
        paragraph_style(f"Callout {kind}", "", paragraph_properties(theme, before=2, after=2,
                                                                     extra_first=shading(theme, panel, edge),
                                                                     extra_last='<w:ind w:left="227" w:right="227"/>'))
        for kind, (panel, edge) in kinds.items())


def character_styles(theme):
    def tone(name):
        return f'<w:b/><w:bCs/><w:color w:val="{theme.color(name)}"/>'
    # Pandoc 2.17 overwrites w:val with the document's own language in every w:lang of the styles; w:bidi,
    # which is what counts for Arabic, stays.
    languages = "".join(
        character_style(f"Language {short}", f'<w:lang w:val="{tag}" w:bidi="{tag if short == "ar" else "ar-MA"}"/>')
        for short, tag in LANGUAGES.items())
    return "".join([
        character_style("Section Number", f'<w:color w:val="{theme.color("accent-2")}"/>'),
        character_style("Verbatim Char", run_properties(theme, "code")),
        character_style("footnote reference", '<w:vertAlign w:val="superscript"/>', built_in=True).replace(
            'w:styleId="footnotereference"', 'w:styleId="FootnoteReference"'),
        character_style("Hyperlink", f'<w:color w:val="{theme.color("link")}"/>', built_in=True),
        character_style("Table Heading", run_properties(theme, "table-header")),
        character_style("Table Total", "<w:b/><w:bCs/>"),
        character_style("Fact Label", run_properties(theme, "fact-label")),
        character_style("Tone good", tone("good")), character_style("Tone caution", tone("caution")),
        character_style("Tone bad", tone("bad")),
        character_style("Tone muted", f'<w:color w:val="{theme.color("muted")}"/>'), languages,
    ])


def table_style(theme, mirrored):
    rule, accent = theme.color("rule"), theme.color("accent")
    line = f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{accent}"/>' \
           f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{accent}"/>' \
           f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>'
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>'
                      for side, width in (("top", 30), ("left", 100), ("bottom", 30), ("right", 100)))
    bidi = "<w:bidiVisual/>" if mirrored else ""
    return ('<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>'
            '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
            f'<w:tblPr>{bidi}<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{line}</w:tblBorders>'
            f'<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tblPr/><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{accent}"/></w:tcBorders>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{theme.color("panel")}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
            '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tblPr/><w:tcPr><w:tcBorders>'
            f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{accent}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>')


def styles_xml(theme, mirrored):
    return (f'{HEAD}<w:styles {W}>{defaults(theme)}{body_styles(theme)}{heading_styles(theme)}{cover_styles(theme)}'
            f'{caption_styles(theme)}{callout_styles(theme)}{character_styles(theme)}{table_style(theme, mirrored)}</w:styles>')


# ---------------------------------------------------------------- the file

def field(name):
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def footer_xml(theme, mirrored):
    bidi = "<w:bidi/>" if mirrored else ""
    run = run_properties(theme, "footer")
    numbers = (field("PAGE") + '<w:r><w:t xml:space="preserve"> / </w:t></w:r>' + field("NUMPAGES")).replace(
        "<w:r>", f"<w:r><w:rPr>{run}</w:rPr>")
    return f'{HEAD}<w:ftr {W}><w:p><w:pPr>{bidi}<w:jc w:val="center"/></w:pPr>{numbers}</w:p></w:ftr>'


def document_xml(theme, mirrored):
    mm = lambda length: round(length * 1440 / 25.4)
    margins = theme.page["margins"]
    bidi = "<w:bidi/>" if mirrored else ""
    return (f'{HEAD}<w:document {W} {R}><w:body><w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId1"/>'
            f'<w:pgSz w:w="{mm(210)}" w:h="{mm(297)}"/><w:pgMar w:top="{mm(margins["bottom"])}" w:right="{mm(margins["outer"])}" '
            f'w:bottom="{mm(margins["bottom"])}" w:left="{mm(margins["inner"])}" w:header="{mm(12)}" w:footer="{mm(12)}" w:gutter="0"/>'
            f'{bidi}</w:sectPr></w:body></w:document>')


def parts(theme, mirrored):
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return {
        "[Content_Types].xml":
            f'{HEAD}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/>'
            f'<Override PartName="/word/footer1.xml" ContentType="{kind}.footer+xml"/></Types>',
        "_rels/.rels":
            f'{HEAD}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels":
            f'{HEAD}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{relation}/footer" Target="footer1.xml"/>'
            f'<Relationship Id="rId2" Type="{relation}/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml": document_xml(theme, mirrored),
        "word/styles.xml": styles_xml(theme, mirrored),
        "word/footer1.xml": footer_xml(theme, mirrored),
    }


def write(path, contents):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))


def holds(path, contents):
    if not path.exists():
        return False
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()} == contents


def main(arguments):
    check = "--check" in arguments
    named = [a for a in arguments if a != "--check"]
    theme = Theme(pathlib.Path(named[0]) if named else DEFAULT_THEME)
    stale = []
    for name, mirrored in (("reference.docx", False), ("reference-rtl.docx", True)):
        contents = parts(theme, mirrored)
        if not check:
            write(HERE / name, contents)
        elif not holds(HERE / name, contents):
            stale.append(name)
    if stale:
        print(f"out of date: {', '.join(stale)}; run {pathlib.Path(__file__).name}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
