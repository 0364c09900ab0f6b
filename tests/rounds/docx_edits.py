"""Edits of a Word file as people make them, in its XML: each takes the body's XML and gives it changed."""
import re
import zipfile

BODY, HEADING = "BodyText", "Heading2"
PICTURES = "word/media/"


def edit(source, target, change, more=()):
    """`more`: pictures, (path, bytes), each with a relation “rId-more-N”."""
    relations = "".join(f'<Relationship Id="rId-more-{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
                        f'Target="{path.removeprefix("word/")}"/>' for n, (path, _) in enumerate(more))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                changed = change(content.decode("utf-8"))
                assert changed != content.decode("utf-8"), "the edit changed nothing"
                content = changed.encode("utf-8")
            if name == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
            new.writestr(name, content)
        for name, content in more:
            new.writestr(name, content)


def paragraphs(xml):
    """Places of the paragraphs (start, end), those in tables too; no paragraph holds another here."""
    return [m.span() for m in re.finditer(r"<w:p(?: [^>]*)?>.*?</w:p>", xml, re.S)]


def words(xml):
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))


def find(xml, text):
    for start, end in paragraphs(xml):
        if text in words(xml[start:end]):
            return start, end
    raise AssertionError(f"no paragraph says “{text}”")


def replace(old, new):
    def change(xml):
        start, end = find(xml, old)
        paragraph = xml[start:end]
        assert old in paragraph, f"“{old}” lies in several runs"
        return xml[:start] + paragraph.replace(old, new, 1) + xml[end:]
    return change


def replace_heading(old, new):
    """Of a heading: the contents list says the same words."""
    def change(xml):
        for start, end in paragraphs(xml):
            if 'w:val="Heading' in xml[start:end] and old in words(xml[start:end]):
                return xml[:start] + xml[start:end].replace(old, new, 1) + xml[end:]
        raise AssertionError(f"no heading says “{old}”")
    return change


def insert_after(text, style, new):
    def change(xml):
        _, end = find(xml, text)
        return xml[:end] + f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:p>' + xml[end:]
    return change


def remove(text):
    def change(xml):
        start, end = find(xml, text)
        return xml[:start] + xml[end:]
    return change


def insert_row_after(text, cells):
    def change(xml):
        at = xml.index("</w:tr>", find(xml, text)[0]) + len("</w:tr>")
        row = "<w:tr>" + "".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells) + "</w:tr>"
        return xml[:at] + row + xml[at:]
    return change


def move_before(first, last, target):
    """The paragraphs from the one that says `first` to the one that says `last`, before the one that says `target`."""
    def change(xml):
        start, end = find(xml, first)[0], find(xml, last)[1]
        moved, rest = xml[start:end], xml[:start] + xml[end:]
        at = find(rest, target)[0]
        return rest[:at] + moved + rest[at:]
    return change


def picture(relation, description):
    space = 'xmlns:%s="http://schemas.openxmlformats.org/drawingml/2006/%s"'
    return (f'<w:r><w:drawing><wp:inline {space % ("wp", "wordprocessingDrawing")}><wp:extent cx="1800000" cy="1800000"/>'
            f'<wp:docPr id="901" name="Image" descr="{description}"/><a:graphic {space % ("a", "main")}>'
            f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic {space % ("pic", "picture")}>'
            '<pic:nvPicPr><pic:cNvPr id="0" name="Image"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{relation}"/>'
            '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="1800000"/></a:xfrm>'
            '</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')


def put_picture_after(text, relation, description, caption=""):
    def change(xml):
        _, end = find(xml, text)
        below = f'<w:p><w:pPr><w:pStyle w:val="ImageCaption"/></w:pPr><w:r><w:t>Figure 9 : {caption}</w:t></w:r></w:p>' if caption else ""
        return xml[:end] + f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{picture(relation, description)}</w:p>{below}' + xml[end:]
    return change


def put_picture_into(text, relation, description):
    """At the end of a paragraph that says something."""
    def change(xml):
        _, end = find(xml, text)
        at = end - len("</w:p>")
        return xml[:at] + picture(relation, description) + xml[at:]
    return change
