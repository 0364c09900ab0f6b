"""A theme as reference.docx: the styles by the names that core/pandoc writes, the page's size and margins."""
from reference_theme import LANGUAGES, LIST_STEP, SUBSTITUTES, characters, paragraphs

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BUILT_IN = {"Body Text", "Block Text", "Footnote Text", "Title", "Subtitle", "Date", "caption", "header", "footer",
            "TOC Heading", "Hyperlink", "footnote reference"}
IDENTIFIERS = {"footnote reference": "FootnoteReference", "caption": "Caption", "header": "Header", "footer": "Footer"}


def twentieths(points):
    return round(points * 20)


def identifier(name):
    if name.startswith("heading "):
        return "Heading" + name[-1]
    if name.startswith("toc "):
        return "TOC" + name[-1]
    return IDENTIFIERS.get(name, name.replace(" ", ""))


def is_built_in(name):
    return name in BUILT_IN or name.startswith(("heading ", "toc "))


# ---------------------------------------------------------------- properties, in the order of the schema

def fonts(theme, role):
    latin, complex_script = theme.family(role, "latn"), theme.family(role, "arab")
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{latin}" w:cs="{complex_script}"/>'


def switch(tag, on):
    return f'<w:{tag} w:val="{int(on)}"/><w:{tag}Cs w:val="{int(on)}"/>'


def slant(on):
    """Of Latin alone: Arabic has no italics."""
    return f'<w:i w:val="{int(on)}"/><w:iCs w:val="0"/>'


def type_properties(theme, name, color=None):
    style = theme.style(name)
    return (fonts(theme, style["font"]) + switch("b", style["bold"]) + slant(style["italic"]) +
            f'<w:color w:val="{theme.color(color or style["color"])}"/><w:sz w:val="{round(theme.size(name) * 2)}"/>'
            f'<w:szCs w:val="{round(theme.size(name, "arab") * 2)}"/>')


def border(theme, side, edge, space):
    color, points = edge
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{space}" w:color="{theme.color(color)}"/>'


def borders(theme, style):
    edge = "right" if theme.mirrored else "left"
    sides = {"top": style.top and border(theme, "top", style.top, 6 if style.name in ("Status", "Notice") else 3),
             "bottom": style.bottom and border(theme, "bottom", style.bottom, 1),
             edge: style.bar and border(theme, edge, (style.bar, 3), 11)}
    if style.bar:  # room between the text and the edge of its panel
        sides["top"] = sides["bottom"] = border(theme, "{side}", (style.fill, 0.5), 4)
        sides["left" if theme.mirrored else "right"] = border(theme, "{side}", (style.fill, 0.5), 9)
        sides = {side: edge and edge.replace("{side}", side) for side, edge in sides.items()}
    inside = "".join(sides.get(side) or "" for side in ("top", "left", "bottom", "right"))
    return f"<w:pBdr>{inside}</w:pBdr>" if inside else ""


def frame(theme, style):
    return (f'<w:framePr w:w="{twentieths(theme.text_width)}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" '
            'w:xAlign="left" w:yAlign="bottom"/>') if style.at_foot else ""


def tabs(style):
    if not style.tabs:
        return ""
    return "<w:tabs>" + "".join(
        f'<w:tab w:val="{kind}"{" w:leader=" + chr(34) + "dot" + chr(34) if leader else ""} w:pos="{twentieths(at)}"/>'
        for at, kind, leader in style.tabs) + "</w:tabs>"


def spacing(theme, style):
    if not style.type and style.before is None and style.after is None and style.line is None:
        return ""
    given = theme.style(style.type) if style.type else {}
    before = style.before if style.before is not None else given.get("space_before")
    after = style.after if style.after is not None else given.get("space_after")
    line = style.line or (theme.line(style.type) if style.type else None)
    height = f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else ""
    if style.exact and theme.mirrored:
        height = f' w:line="{twentieths(theme.line_height(style.type))}" w:lineRule="exact"'
    return ("<w:spacing" + (f' w:before="{twentieths(before)}"' if before is not None else "") +
            (f' w:after="{twentieths(after)}"' if after is not None else "") +
            height + "/>")


def paragraph_properties(theme, style):
    align = {"start": "left", "end": "right", "center": "center", "both": "both", None: None}[style.align]
    return "".join([
        "<w:keepNext/>" if style.keep_next else "", "<w:keepLines/>" if style.keep_lines else "", frame(theme, style),
        borders(theme, style),
        f'<w:shd w:val="clear" w:color="auto" w:fill="{theme.color(style.fill)}"/>' if style.fill else "",
        tabs(style), "" if style.hyphens else "<w:suppressAutoHyphens/>", "<w:bidi/>" if theme.mirrored and style.name in ("header", "footer") else "", spacing(theme, style),
        f'<w:ind w:left="{twentieths(style.left)}" w:right="{twentieths(style.right)}"/>' if style.left or style.right else "",
        f'<w:jc w:val="{align}"/>' if align else "",
        f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""])


# ---------------------------------------------------------------- styles

def paragraph_style(theme, style):
    custom = "" if is_built_in(style.name) else ' w:customStyle="1"'
    follow = f'<w:next w:val="{identifier(style.next)}"/>' if style.next else ""
    run = type_properties(theme, style.type, style.color) if style.type else ""
    if style.color and not style.type:
        run = f'<w:color w:val="{theme.color(style.color)}"/>'
    if style.name == "Header Strong":
        run = switch("b", True) + f'<w:color w:val="{theme.color("accent")}"/>'
    return (f'<w:style w:type="paragraph"{custom} w:styleId="{identifier(style.name)}"><w:name w:val="{style.name}"/>'
            f'<w:basedOn w:val="{identifier(style.based)}"/>{follow}<w:qFormat/>'
            f'<w:pPr>{paragraph_properties(theme, style)}</w:pPr><w:rPr>{run}</w:rPr></w:style>')


def language_properties(theme, short):
    # Pandoc 2.17 overwrites w:val with the document's own language in every w:lang of the styles; w:bidi, which is
    # what counts for Arabic, stays.
    tag = LANGUAGES[short]
    font = ""
    if short == "zgh":
        tifinagh = theme.family("body", "tfng")
        font = f'<w:rFonts w:ascii="{tifinagh}" w:hAnsi="{tifinagh}"/>'
    return f'{font}<w:lang w:val="{tag}" w:bidi="{tag if short == "ar" else "ar-MA"}"/>'


def character_properties(theme, style):
    if style.language:
        return language_properties(theme, style.language)
    return "".join([
        type_properties(theme, style.type) if style.type else "", switch("b", True) if style.bold else "",
        slant(True) if style.italic else "",
        f'<w:color w:val="{theme.color(style.color)}"/>' if style.color else "",
        '<w:vertAlign w:val="superscript"/>' if style.raised else ""])


def character_style(theme, style):
    custom = "" if is_built_in(style.name) else ' w:customStyle="1"'
    return (f'<w:style w:type="character"{custom} w:styleId="{identifier(style.name)}"><w:name w:val="{style.name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{character_properties(theme, style)}</w:rPr></w:style>')


def defaults(theme):
    return (f'<w:docDefaults><w:rPrDefault><w:rPr>{type_properties(theme, "body")}'
            '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-MA"/></w:rPr></w:rPrDefault>'
            f'<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="{round(theme.line("body") * 240)}" '
            'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
            '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>')


def table_style(theme, name, table_borders="", cell="", padding=(40, 110), conditions=""):
    margins = "".join(f'<w:{side} w:w="{padding[side in ("left", "right")]}" w:type="dxa"/>'
                      for side in ("top", "left", "bottom", "right"))
    mirrored = "<w:bidiVisual/>" if theme.mirrored else ""
    return (f'<w:style w:type="table" w:customStyle="1" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>{mirrored}<w:tblInd w:w="0" w:type="dxa"/>'
            f'{f"<w:tblBorders>{table_borders}</w:tblBorders>" if table_borders else ""}'
            f'<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{f"<w:tcPr>{cell}</w:tcPr>" if cell else ""}{conditions}</w:style>')


def condition(kind, cell):
    return f'<w:tblStylePr w:type="{kind}"><w:tblPr/><w:tcPr>{cell}</w:tcPr></w:tblStylePr>'


def table_styles(theme):
    edge = lambda side, color, points: border(theme, side, (color, points), 0)
    panel = f'<w:shd w:val="clear" w:color="auto" w:fill="{theme.color("panel")}"/>'
    lines = edge("top", "accent", 0.9) + edge("bottom", "accent", 0.9) + edge("insideH", "rule", 0.5)
    head = condition("firstRow", f'<w:tcBorders>{edge("bottom", "accent", 0.9)}</w:tcBorders>{panel}<w:vAlign w:val="bottom"/>')
    foot = condition("lastRow", f'<w:tcBorders>{edge("top", "accent", 0.9)}</w:tcBorders>')
    facts_edges = (edge("top", "rule", 0.5) + edge("left", "rule", 0.5) + edge("bottom", "rule", 0.5) +
                   edge("right", "rule", 0.5)) if theme.color("panel") == "FFFFFF" else ""
    return "".join([
        table_style(theme, "Table", lines, conditions=head + foot),
        table_style(theme, "Key Facts", facts_edges, cell=panel, padding=(60, 240)),
        table_style(theme, "Cover Facts", padding=(30, 0)), table_style(theme, "Signatures", padding=(20, 0)),
        table_style(theme, "Letterhead", padding=(0, 0))])


def styles_xml(theme):
    return (f'{HEAD}<w:styles {W}>{defaults(theme)}{"".join(paragraph_style(theme, s) for s in paragraphs(theme))}'
            f'{"".join(character_style(theme, s) for s in characters(theme))}{table_styles(theme)}</w:styles>')


# ---------------------------------------------------------------- the other parts

def font_table(theme):
    families = sorted({theme.family(role, script) for role in ("body", "heading", "mono") for script in ("latn", "arab", "tfng")})
    entries = "".join(
        f'<w:font w:name="{family}">{f"<w:altName w:val={chr(34)}{SUBSTITUTES[family]}{chr(34)}/>" if family in SUBSTITUTES else ""}</w:font>'
        for family in families)
    return f'{HEAD}<w:fonts {W}>{entries}</w:fonts>'


def document_xml(theme):
    margins, bidi = theme.margins, "<w:bidi/>" if theme.mirrored else ""
    orient = ' w:orient="landscape"' if theme.page_width > theme.page_height else ""
    return (f'{HEAD}<w:document {W} {R}><w:body><w:p/><w:sectPr>'
            f'<w:pgSz w:w="{twentieths(theme.page_width)}" w:h="{twentieths(theme.page_height)}"{orient}/>'
            f'<w:pgMar w:top="{twentieths(margins["top"])}" w:right="{twentieths(margins["outer"])}" '
            f'w:bottom="{twentieths(margins["bottom"])}" w:left="{twentieths(margins["inner"])}" w:header="595" '
            f'w:footer="480" w:gutter="0"/><w:titlePg/>{bidi}</w:sectPr></w:body></w:document>')


def settings_xml():
    return (f'{HEAD}<w:settings {W}><w:defaultTabStop w:val="{twentieths(LIST_STEP)}"/><w:autoHyphenation w:val="1"/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>')


def parts(theme):
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    inner = {"styles": styles_xml(theme), "fontTable": font_table(theme), "settings": settings_xml()}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{name}+xml"/>' for name in inner)
    relations = "".join(f'<Relationship Id="rId{n}" Type="{relation}/{name}" Target="{name}.xml"/>'
                        for n, name in enumerate(inner, 1))
    return {
        "[Content_Types].xml":
            f'{HEAD}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels":
            f'{HEAD}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": document_xml(theme),
        **{f"word/{name}.xml": text for name, text in inner.items()},
    }
