"""Office files as bytes, written part by part with the standard library: what a test needs to say is in the parts.

docx(), odt(), epub(), xlsx() take what stands in the body; `parts` adds or replaces parts of the package.
"""
import base64
import io
import struct
import zipfile
import zlib

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
     'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
     'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
     'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
     'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
     'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
     'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"')
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def png(width=40, height=30, colour=(30, 90, 160)):
    row = b"\0" + bytes(colour) * width

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))


def package(parts, stored=(), compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else compression
            archive.writestr(info, content)
    return out.getvalue()


def changed(parts, more):
    """`parts` with those of `more` in place of those of the same name, or at the end; None takes one away."""
    out = [(name, more.pop(name, content)) for name, content in parts]
    return [(name, content) for name, content in out + list(more.items()) if content is not None]


# ---------------------------------------------------------------- Word

def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def para(*runs, style="", properties=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{inner}</w:p>"


def item(*runs, number=1, level=0):
    return para(*runs, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def field(instruction, *result):
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {escaped(instruction)} '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + "".join(run(r) for r in result)
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def bookmark(name, inner, number=7):
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def picture(relation="rIdPicture", description="Une salle", attribute="r:embed", width=3_000_000):
    return ('<w:r><w:drawing><wp:inline><wp:extent cx="%d" cy="2000000"/><wp:docPr id="1" name="Image 1" descr="%s"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            '<pic:cNvPr id="1" name="x" descr="%s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip %s="%s"/></pic:blipFill>'
            '<pic:spPr><a:xfrm><a:ext cx="%d" cy="2000000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            '</wp:inline></w:drawing></w:r>') % (width, description, description, attribute, relation, width)


def text_box(text):
    inner = f"<w:txbxContent>{para(text)}</w:txbxContent>"
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="3000000" cy="900000"/>'
            '<wp:docPr id="9" name="Zone de texte 9"/><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>' + inner +
            '</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>'
            '<v:shape><v:textbox>' + inner + '</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>')


def table(rows, header=1, widths=None):
    """Cells are texts, or (text, columns, "restart" | "continue" | None)."""
    widths = widths or [2000] * max(len(row) for row in rows)
    out = "<w:tbl><w:tblPr><w:tblLook w:firstRow=\"1\"/></w:tblPr><w:tblGrid>" + "".join(
        f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>"
    for index, row in enumerate(rows):
        out += "<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if index < header else "")
        for cell in row:
            text, span, merge = cell if isinstance(cell, tuple) else (cell, 1, None)
            out += "<w:tc><w:tcPr>" + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
            out += (f'<w:vMerge w:val="{merge}"/>' if merge else "") + "</w:tcPr>"
            out += (text if text.startswith("<") else para(text)) + "</w:tc>"
        out += "</w:tr>"
    return out + "</w:tbl>"


STYLES = HEAD + f'<w:styles {W}>' + "".join(
    f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
    for identifier, name in [("Normal", "Normal"), ("Titre", "Title"), ("Lgende", "caption"), ("Citation", "Quote"),
                             ("TM1", "toc 1"), ("Notedebasdepage", "footnote text")]) + "".join(
    f'<w:style w:type="paragraph" w:styleId="Titre{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>' for n in range(1, 7)) + "</w:styles>"

NUMBERING = HEAD + f'<w:numbering {W}>' + "".join(
    f'<w:abstractNum w:abstractNumId="{n}">' + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%{level + 1}."/></w:lvl>'
        for level in range(3)) + "</w:abstractNum>"
    for n, kind, start in [(1, "bullet", 1), (2, "decimal", 1), (3, "decimal", 4)]) + "".join(
    f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3)) + "</w:numbering>"


def notes(kind, texts):
    return HEAD + f'<w:{kind}s {W}>' + "".join(
        f'<w:{kind} w:id="{n + 2}">{para(text)}</w:{kind}>' for n, text in enumerate(texts)) + f"</w:{kind}s>"


def note(number, kind="footnote"):
    return f'<w:r><w:{kind}Reference w:id="{number + 1}"/></w:r>'


def docx(body, parts=None, footnotes=(), endnotes=(), relations=(), main="word/document.xml", raw=False):
    """`relations`: (id, type, target, external)."""
    all_relations = [("rIdStyles", "styles", "styles.xml", False), ("rIdNumbering", "numbering", "numbering.xml", False),
                     ("rIdFootnotes", "footnotes", "footnotes.xml", False), ("rIdEndnotes", "endnotes", "endnotes.xml", False),
                     ("rIdPicture", "image", "media/image1.png", False), *relations]
    links = "".join(f'<Relationship Id="{i}" Type="{t if "://" in t else RELATION + t}" Target="{escaped(target)}"'
                    + (' TargetMode="External"' if external else "") + "/>" for i, t, target, external in all_relations)
    relationships = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    whole = [
        ("[Content_Types].xml", HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
         f'<Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
         "</Types>"),
        ("_rels/.rels", HEAD + relationships + f'<Relationship Id="rId1" Type="{RELATION}officeDocument" Target="{main}"/>'
         "</Relationships>"),
        (main, HEAD + f"<w:document {W}><w:body>{body}</w:body></w:document>"),
        ("word/_rels/document.xml.rels", HEAD + relationships + links + "</Relationships>"),
        ("word/styles.xml", STYLES), ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", notes("footnote", footnotes)), ("word/endnotes.xml", notes("endnote", endnotes)),
        ("word/media/image1.png", png())]
    return package(changed(whole, dict(parts or {})))


# ---------------------------------------------------------------- OpenDocument

ODF = "".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" ' for prefix, name in [
    ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
    ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"), ("script", "script")]) + (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"')


def odt(body, parts=None, styles="", kind="text"):
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    whole = [
        ("mimetype", mimetype),
        ("content.xml", HEAD + f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
         f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"),
        ("styles.xml", HEAD + f"<office:document-styles {ODF}><office:styles/><office:master-styles/></office:document-styles>"),
        ("Pictures/1.png", png()),
        ("META-INF/manifest.xml", HEAD + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
         f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
         '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
         '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
         '<manifest:file-entry manifest:full-path="Pictures/1.png" manifest:media-type="image/png"/></manifest:manifest>')]
    return package(changed(whole, dict(parts or {})), stored=("mimetype",))


# ---------------------------------------------------------------- EPUB

def epub(body, parts=None):
    whole = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", HEAD + '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
         '<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'),
        ("OEBPS/content.opf", HEAD + '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
         '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier><dc:title>Récit</dc:title>'
         '<dc:language>fr</dc:language></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
         '<item id="p" href="img/1.png" media-type="image/png"/></manifest><spine><itemref idref="c"/></spine></package>'),
        ("OEBPS/c.xhtml", HEAD + '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
         f"<head><title>Récit</title></head><body>{body}</body></html>"),
        ("OEBPS/img/1.png", png())]
    return package(changed(whole, dict(parts or {})), stored=("mimetype",))


# ---------------------------------------------------------------- Excel

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' \
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
SHEET_STYLES = HEAD + f"""<styleSheet {S}><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>
<numFmt numFmtId="165" formatCode="#,##0.0&quot; pts&quot;"/></numFmts><fonts count="1"><font/></fonts>
<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/>
<xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>"""
LOOKS = {"date": 1, "percent": 2, "points": 3}


def column_name(n):
    return (column_name(n // 26 - 1) if n >= 26 else "") + chr(65 + n % 26)


def sheet_cell(place, cell):
    """A text, a number, or (kind, value): date (a serial number), percent, points, bool, formula ((text, value))."""
    if cell is None or cell == "":
        return ""
    kind, value = cell if isinstance(cell, tuple) else ("", cell)
    if kind == "bool":
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if kind == "formula":
        formula, value = value
        text = isinstance(value, str)
        known = "" if value is None else f"<v>{escaped(str(value))}</v>"
        return f'<c r="{place}"{" t=" + chr(34) + "str" + chr(34) if text else ""}><f>{escaped(formula)}</f>{known}</c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'
    style = f' s="{LOOKS[kind]}"' if kind else ""
    return f'<c r="{place}"{style}><v>{value}</v></c>'


def xlsx(sheets, parts=None, merged=()):
    """`sheets`: (name, rows)."""
    relationships = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    merges = f'<mergeCells>{"".join(f"<mergeCell ref={chr(34)}{m}{chr(34)}/>" for m in merged)}</mergeCells>' if merged else ""
    content = [(f"xl/worksheets/sheet{n}.xml", HEAD + f"<worksheet {S}><sheetData>" + "".join(
        f'<row r="{r + 1}">' + "".join(sheet_cell(f"{column_name(c)}{r + 1}", cell) for c, cell in enumerate(row)) + "</row>"
        for r, row in enumerate(rows)) + f"</sheetData>{merges}</worksheet>") for n, (_, rows) in enumerate(sheets, 1)]
    numbers = range(1, len(sheets) + 1)
    whole = [
        ("[Content_Types].xml", HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
         '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
         + "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
                   'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for n in numbers)
         + "</Types>"),
        ("_rels/.rels", HEAD + relationships + f'<Relationship Id="rId1" Type="{RELATION}officeDocument" Target="xl/workbook.xml"/>'
         "</Relationships>"),
        ("xl/workbook.xml", HEAD + f"<workbook {S}><sheets>" + "".join(
            f'<sheet name="{escaped(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in enumerate(sheets, 1)) + "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", HEAD + relationships + "".join(
            f'<Relationship Id="rId{n}" Type="{RELATION}worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
         + f'<Relationship Id="rIdStyles" Type="{RELATION}styles" Target="styles.xml"/></Relationships>'),
        ("xl/styles.xml", SHEET_STYLES), *content]
    return package(changed(whole, dict(parts or {})))


def data_uri(content, kind="image/png"):
    return f"data:{kind};base64," + base64.b64encode(content).decode()
