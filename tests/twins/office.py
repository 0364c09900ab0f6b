"""What stands in a DOCX or ODT, read by its XML: for comparing, and for what an office program would have to repair."""
import re
import xml.etree.ElementTree as ET
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"

# ISO/IEC 29500-1, transitional: the order of what occurs in our files.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs suppressAutoHyphens bidi "
           "spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs strike color sz szCs highlight u shd vertAlign rtl cs lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "sectPr": "headerReference footerReference footnotePr type pgSz pgMar cols titlePg bidi docGrid",
    "tbl": "tblPr tblGrid tr",
}


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def trees_of(parts, problems):
    trees = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = ET.fromstring(content)
            except ET.ParseError as error:
                problems.append(f"{name}: {error}")
            if b"<?taqrir" in content:
                problems.append(f"{name}: a mark is left")
    return trees


# ---------------------------------------------------------------- faults that a program would repair

def order_faults(name, tree):
    for element in tree.iter():
        order = ORDERS.get(element.tag.removeprefix(W)) if element.tag.startswith(W) else None
        if not order:
            continue
        names = order.split()
        held = [child.tag.removeprefix(W) for child in element]
        known = [names.index(one) for one in held if one in names]
        if known != sorted(known):
            yield f"{name}: {element.tag.removeprefix(W)} holds {' '.join(held)}, out of order"


def relation_faults(parts, trees):
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = name.replace("_rels/", "").rsplit("/", 1)[0] + "/" if name != "_rels/.rels" else ""
        for relation in tree:
            target = relation.get("Target")
            if relation.get("TargetMode") != "External" and (folder + target).lstrip("/") not in parts and target.lstrip("/") not in parts:
                yield f"{name}: no part {target}"
        source = trees.get(name.replace("_rels/", "").removesuffix(".rels"))
        named = {value for element in (source.iter() if source is not None else ())
                 for key, value in element.attrib.items() if key.endswith("relationships}id") or key.endswith("}embed")}
        for missing in named - {relation.get("Id") for relation in tree}:
            yield f"{name}: no relationship {missing}"


def type_faults(parts, trees):
    types = trees["[Content_Types].xml"]
    defaults = {one.get("Extension") for one in types if one.tag.endswith("Default")}
    overrides = {one.get("PartName").lstrip("/") for one in types if one.tag.endswith("Override")}
    for name in parts:
        if name != "[Content_Types].xml" and name not in overrides and name.rsplit(".", 1)[-1] not in defaults:
            yield f"{name} has no content type"
    yield from (f"a content type of {name}, which is not there" for name in overrides if name not in parts)


def number_faults(trees):
    names, drawings = [], []
    for name, tree in trees.items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        starts = [one.get(W + "id") for one in tree.iter(W + "bookmarkStart")]
        ends = [one.get(W + "id") for one in tree.iter(W + "bookmarkEnd")]
        if sorted(starts) != sorted(ends) or len(set(starts)) != len(starts):
            yield f"{name}: bookmarks are not paired"
        names += [one.get(W + "name") for one in tree.iter(W + "bookmarkStart")]
        drawings += [one.get("id") for one in tree.iter() if one.tag.endswith("}docPr")]
        kinds = [one.get(W + "fldCharType") for one in tree.iter(W + "fldChar")]
        if kinds.count("begin") != kinds.count("end"):
            yield f"{name}: a field is not closed"
    for what, all_of in (("bookmark", names), ("drawing", drawings)):
        yield from (f"{what} {one} is there twice" for one in set(all_of) if all_of.count(one) > 1)


def cell_faults(tree):
    for cell in tree.iter(W + "tc"):
        if cell[-1].tag != W + "p":
            yield "a cell does not end with a paragraph"
    fields = {word for element in tree.iter(W + "instrText")
              for word in re.findall(r"(?:PAGEREF|REF) (\S+)", element.text or "")}
    anchors = {one.get(W + "anchor") for one in tree.iter(W + "hyperlink") if one.get(W + "anchor")}
    held = {one.get(W + "name") for one in tree.iter(W + "bookmarkStart")}
    yield from (f"no bookmark {one}" for one in (fields | anchors) - held)


def style_faults(trees):
    known = {one.get(W + "styleId") for one in trees["word/styles.xml"].iter(W + "style")}
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for one in trees[name].iter(W + tag) if name in trees else ():
                if one.get(W + "val") not in known:
                    yield f"{name}: no style {one.get(W + 'val')}"


def keep_faults(trees):
    """A panel of facts stays together, and not with the heading below it, which may want a page of its own."""
    keeping = {one.get(W + "styleId") for one in trees["word/styles.xml"].iter(W + "style") if one.find(f"{W}pPr/{W}keepNext") is not None}
    for table in trees["word/document.xml"].iter(W + "tbl"):
        if table.find(f"{W}tblPr/{W}tblStyle").get(W + "val") == "KeyFacts":
            last = table.findall(W + "tr")[-1]
            if keeping & {one.get(W + "val") for one in last.iter(W + "pStyle")}:
                yield "the last row of a panel stays with what is below"


def docx_faults(parts):
    problems = []
    trees = trees_of(parts, problems)
    if problems:
        return problems
    for name in ("word/document.xml", "word/footnotes.xml", "word/header2.xml", "word/footer2.xml", "word/styles.xml"):
        if name in trees:
            problems += order_faults(name, trees[name])
    problems += relation_faults(parts, trees)
    problems += type_faults(parts, trees)
    problems += number_faults(trees)
    problems += cell_faults(trees["word/document.xml"])
    problems += style_faults(trees)
    problems += keep_faults(trees)
    return sorted(set(problems))


def odt_faults(parts):
    problems = []
    trees = trees_of(parts, problems)
    if problems:
        return problems
    if next(iter(parts)) != "mimetype":
        problems.append("mimetype is not first")
    listed = {value for one in trees["META-INF/manifest.xml"] for key, value in one.attrib.items() if key.endswith("full-path")}
    problems += [f"{name} is not in the manifest" for name in parts
                 if name not in listed and name not in ("mimetype", "META-INF/manifest.xml")]
    problems += [f"the manifest names {name}" for name in listed if name != "/" and name not in parts]
    content = trees["content.xml"]
    named = {tree: {one.get(STYLE + "name") for one in trees[tree].iter() if one.get(STYLE + "name")} for tree in ("styles.xml", "content.xml")}
    used = {one.get(TEXT + "style-name") for one in content.iter() if one.get(TEXT + "style-name")}
    problems += [f"no style {one}" for one in used - named["styles.xml"] - named["content.xml"]]
    marks = [one.get(TEXT + "name") for tag in ("bookmark", "bookmark-start") for one in content.iter(TEXT + tag)]
    problems += [f"bookmark {one} is there twice" for one in set(marks) if marks.count(one) > 1]
    wanted = {one.get(TEXT + "ref-name") for one in content.iter(TEXT + "bookmark-ref")}
    problems += [f"no bookmark {one}" for one in wanted - set(marks)]
    for row in content.iter(TABLE + "table"):
        wide = {sum(1 for cell in line if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell")) for line in row.iter(TABLE + "table-row")}
        if len(wide) > 1:
            problems.append(f"rows of {row.get(TABLE + 'name')} are of {sorted(wide)} cells")
    return sorted(set(problems))
