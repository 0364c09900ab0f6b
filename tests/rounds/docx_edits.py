"""Edits of a Word file as people make them, in its XML: each takes the body's XML and gives it changed."""
import re
import zipfile


def edit(source, target, change):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                changed = change(content.decode("utf-8"))
                assert changed != content.decode("utf-8"), "the edit changed nothing"
                content = changed.encode("utf-8")
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
