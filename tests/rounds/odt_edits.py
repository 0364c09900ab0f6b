"""Edits of an ODT file as people make them, in its XML: each takes the text's XML and gives it changed."""
import re
import zipfile
from xml.sax.saxutils import escape

PART = "content.xml"
BODY, HEADING = "Text_20_body", "Heading_20_2"
PICTURES = "Pictures/"


def edit(source, target, change, more=()):
    """`more`: further parts, (path, bytes)."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == PART:
                changed = change(content.decode("utf-8"))
                assert changed != content.decode("utf-8"), "the edit changed nothing"
                content = changed.encode("utf-8")
            new.writestr(name, content)
        for name, content in more:
            new.writestr(name, content)


def paragraphs(xml):
    """Places of the paragraphs and headings (start, end) that lie in no other one."""
    out, depth, start = [], 0, 0
    for m in re.finditer(r"<(/?)text:[ph](?: [^>]*?)?(/?)>", xml):
        if m[2]:
            continue
        if m[1]:
            depth -= 1
            if depth == 0:
                out.append((start, m.end()))
        else:
            start = m.start() if depth == 0 else start
            depth += 1
    return out


def words(xml):
    return re.sub(r"<[^>]*>", "", xml)


def find(xml, text, tag=""):
    for start, end in paragraphs(xml):
        if text in words(xml[start:end]) and xml[start:].startswith(f"<text:{tag}"):
            return start, end
    raise AssertionError(f"no paragraph says “{text}”")


def replace(old, new, tag=""):
    def change(xml):
        start, end = find(xml, old, tag)
        paragraph = xml[start:end]
        assert old in paragraph, f"“{old}” lies in several spans"
        return xml[:start] + paragraph.replace(old, new, 1) + xml[end:]
    return change


def replace_heading(old, new):
    return replace(old, new, "h")


def insert_after(text, style, new):
    def change(xml):
        _, end = find(xml, text)
        tag = f'<text:h text:style-name="{style}" text:outline-level="{style[-1]}">%s</text:h>' if style.startswith("Heading") \
            else f'<text:p text:style-name="{style}">%s</text:p>'
        return xml[:end] + tag % escape(new) + xml[end:]
    return change


def remove(text):
    def change(xml):
        start, end = find(xml, text)
        return xml[:start] + xml[end:]
    return change


def insert_row_after(text, cells):
    def change(xml):
        close = "</table:table-row>"
        at = xml.index(close, find(xml, text)[0]) + len(close)
        row = "<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>' for cell in cells) + close
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


def picture(path, description):
    return (f'<draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="5cm"><draw:image xlink:href="{path}" xlink:type="simple" '
            f'xlink:show="embed" xlink:actuate="onLoad"/>' + (f"<svg:desc>{escape(description)}</svg:desc>" if description else "") + "</draw:frame>")


def put_picture_after(text, path, description, caption=""):
    def change(xml):
        _, end = find(xml, text)
        below = f'<text:p text:style-name="Figure">Figure <text:sequence text:name="Figure" text:formula="ooow:Figure+1">9</text:sequence> : {caption}</text:p>' if caption else ""
        return xml[:end] + f'<text:p text:style-name="Text_20_body">{picture(path, description)}</text:p>{below}' + xml[end:]
    return change


def put_picture_into(text, path, description):
    """At the end of a paragraph that says something, as LibreOffice anchors one that is put in there."""
    def change(xml):
        _, end = find(xml, text)
        at = end - len("</text:p>")
        return xml[:at] + picture(path, description) + xml[at:]
    return change
