#!/usr/bin/env python3
"""The Word and OpenDocument twins of the sample mission's reports against their native PDFs, in French and in Arabic.

Usage: twins.py TAQRIR MISSION

Each twin is looked at for what an office program would have to repair (office.py), opened by LibreOffice, which sets it
as PDF, and read back by Pandoc. Compared with the native PDF's structure: every paragraph's letters in order, headings with
their numbers, data tables with rows and cells, every number in them, captions, notes, figures. On LibreOffice's pages: no
letter is lost, no field is an error, no heading is left alone at a page's foot. Skips (77) without Pandoc, LibreOffice or
poppler.
"""
import collections
import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import office

SKIP = 77
TOOLS = ("soffice", "pandoc", "pdfinfo", "pdftotext", "pdfimages")
REPORTS = ("narrative-report", "technical-analysis", "recommendations", "recommendations-consolidated")
WITHOUT_PAGES = ("annex-bundle",)  # its native PDF holds other people's pages: looked at, not compared
FORMATS = ("docx", "odt")
W, TEXT, TABLE = office.W, office.TEXT, office.TABLE
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


def in_language(mission, language, to):
    """A copy of the mission whose activities are all written in `language`."""
    shutil.copytree(mission, to)
    for path in to.glob("activities/*/activity.toml"):
        own, tables = path.read_text("utf-8").split("\n[", 1)
        own = re.sub(r"^language *=.*\n?", "", own, flags=re.MULTILINE)
        path.write_text(f'language = "{language}"\n{own}\n[{tables}', "utf-8")
    return to


def run(*argv):
    done = subprocess.run([str(one) for one in argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"{argv[0]}: exit status {done.returncode}: {done.stderr.decode()[-2000:]}")
    return done.stdout.decode()


def letters(text):
    """Letters alone, without marks that sit on them or say how to write."""
    return "".join(c for c in text if c.isalpha())


def numbers(text):
    return re.findall(r"\d+(?:[.,]\d+)*", text.replace("\u00a0", "").replace("\u202f", ""))


# ---------------------------------------------------------------- the native PDF

class Native:
    """The structure tree as poppler prints it: two spaces a level, texts in quotes."""

    def __init__(self, path):
        self.blocks, self.headings, self.figures, self.notes, self.tables = [], [], 0, 0, []
        images = [line.split() for line in run("pdfimages", "-list", path).splitlines()[2:]]
        self.widths = {int(one[3]) / int(one[12]) * 72 for one in images if int(one[12])}
        above, self.owners = [], []  # kinds of the elements around, and which block and heading each opens
        for line in run("pdfinfo", "-struct-text", path).splitlines():
            depth, held = (len(line) - len(line.lstrip())) // 2, line.strip()
            above, self.owners = above[:depth], self.owners[:depth]
            if held.startswith('"'):
                self.take(held.strip('"'), above)
            else:
                above.append(held.split(" ")[0].rstrip(":"))
                self.open(above)

    def open(self, above):
        kind = above[-1]
        self.figures += kind == "Figure"
        self.notes += kind == "Note"
        if kind == "Table":
            self.tables.append([0, 0, []])
        if "Table" in above and kind in ("TR", "TH", "TD"):
            self.tables[-1][kind != "TR"] += 1
        opens = re.fullmatch(r"P|H\d?|Caption|Lbl|LBody|TH|TD|Note|TOCI", kind)
        if opens:
            self.blocks.append("")
        if re.fullmatch(r"H\d", kind):
            self.headings.append("")
        self.owners.append(len(self.blocks) - 1 if opens else None)

    def take(self, text, above):
        if "Figure" in above and "Caption" not in above or not self.blocks:
            return
        owner = [one for one in self.owners if one is not None]
        self.blocks[owner[-1] if owner else -1] += text
        if any(re.fullmatch(r"H\d", one) for one in above):
            self.headings[-1] += text
        if "Table" in above and "Caption" not in above and not {"Note", "Reference"} & set(above):
            self.tables[-1][2] += numbers(text)


# ---------------------------------------------------------------- the twin

def docx_text(body):
    """Letters in their order, notes left out."""
    return "".join(one.text or "" for one in body.iter(W + "t"))


def points(length):
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", length).groups()
    return float(number) * {"pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4}[unit]


def odt_text(node):
    """The same; what stands in notes and frames is told aside."""
    if node.tag in (TEXT + "note", DRAW + "text-box"):
        return ""
    return (node.text or "") + "".join(odt_text(child) + (child.tail or "") for child in node)


def docx_structure(parts):
    body = office.ET.fromstring(parts["word/document.xml"])
    notes = office.ET.fromstring(parts["word/footnotes.xml"]) if "word/footnotes.xml" in parts else []
    data = [table for table in body.iter(W + "tbl") if table.find(f"{W}tblPr/{W}tblStyle").get(W + "val") == "Table"]
    covered = lambda cell: any(one.get(W + "val") != "restart" for one in cell.iter(W + "vMerge"))
    shape = [(len(t.findall(W + "tr")), sum(not covered(c) for c in t.iter(W + "tc")), "".join(t.itertext())) for t in data]
    style = lambda p: (p.find(f"{W}pPr/{W}pStyle").get(W + "val") if p.find(f"{W}pPr/{W}pStyle") is not None else "")
    text = lambda p: "".join(one.text or "" for one in p.iter(W + "t"))
    headings = [text(p) for p in body.iter(W + "p") if re.fullmatch(r"Heading\d|Title|TOCHeading", style(p))]
    repeated = all(t.find(W + "tr").find(f"{W}trPr/{W}tblHeader") is not None for t in data)
    return dict(tables=shape, headings=headings, repeated=repeated, text=docx_text(body),
                widths=[int(one.get("cx")) / 12700 for one in body.iter() if one.tag.endswith("}extent")],
                figures=sum(1 for one in body.iter() if one.tag.endswith("}inline")),
                notes=sum(one.get(W + "type") is None for one in notes),
                aside=" ".join([text(p) for p in body.iter(W + "p") if style(p) == "Notice"] + ["".join(notes.itertext()) if len(notes) else ""]))


def odt_structure(parts):
    body = office.ET.fromstring(parts["content.xml"])
    headed = [t for t in body.iter(TABLE + "table") if t.find(TABLE + "table-header-rows") is not None]
    shape = [(sum(1 for _ in t.iter(TABLE + "table-row")), sum(1 for _ in t.iter(TABLE + "table-cell")), "".join(t.itertext()))
             for t in headed]
    titles = [p for p in body.iter() if p.tag == TEXT + "h" or p.tag == TEXT + "p"]
    own = lambda p: p.get(TEXT + "style-name") or ""
    parents = {one.get(office.STYLE + "name"): one.get(office.STYLE + "parent-style-name") for one in body.iter(office.STYLE + "style")}
    named = lambda p: parents.get(own(p)) or own(p)
    headings = ["".join(p.itertext()) for p in titles if p.tag == TEXT + "h" or named(p) in ("Title", "Contents_20_Heading")]
    return dict(tables=shape, headings=headings, repeated=True, text=odt_text(body),
                widths=[points(one.get(SVG + "width")) for one in body.iter(DRAW + "frame") if one.find(DRAW + "image") is not None],
                figures=sum(1 for one in body.iter() if one.tag.endswith("}image")),
                notes=sum(1 for _ in body.iter(TEXT + "note")),
                aside=" ".join("".join(one.itertext()) for tag in (TEXT + "note", DRAW + "text-box") for one in body.iter(tag)))


# ---------------------------------------------------------------- comparing

def is_arabic(text):
    return any("\u0600" <= c <= "\u06ff" for c in text)


def lost_blocks(native, text, aside, rtl):
    """Paragraphs whose letters do not stand in the twin, or not after those before them. Short ones may stand anywhere,
    and so may notes. What runs from right to left, which poppler tells in the order of the eye, is compared by the letters
    that there are."""
    enough = 20  # letters that stand nowhere else by chance
    at, moved, lost, arabic = 0, [], [], collections.Counter()
    for block in native.blocks:
        wanted = letters(block)
        found = text.find(wanted, at)
        if rtl or is_arabic(wanted):
            arabic.update(wanted)
        elif found >= 0:
            at = found + len(wanted) if len(wanted) >= enough else at
        elif wanted in text:
            moved += [block[:60]] * (len(wanted) >= enough)
        elif wanted not in aside:
            lost.append(block[:60])
    missing = arabic - collections.Counter(text + aside)
    return moved, lost + ([f"Arabic letters: {dict(missing)}"] if missing else [])


def differences(native, twin):
    rtl = any(is_arabic(one) for one in native.headings)
    moved, lost = lost_blocks(native, letters(twin["text"]), letters(twin["aside"]), rtl)
    yield from (f"not in the twin: {one}" for one in lost)
    if moved:
        yield f"in another order: {moved[:3]}"
    plain = lambda heading: "".join(c for c in heading if c.isalnum())
    mine, theirs = (["".join(sorted(plain(one))) if rtl or is_arabic(one) else plain(one) for one in all_of]
                    for all_of in (native.headings, twin["headings"]))
    if mine != theirs:
        yield f"headings: {[pair for pair in zip(mine, theirs) if pair[0] != pair[1]][:2] or (len(mine), len(theirs))}"
    if len(native.tables) != len(twin["tables"]):
        yield f"{len(native.tables)} tables, {len(twin['tables'])} in the twin"
    for number, (own, other) in enumerate(zip(native.tables, twin["tables"]), 1):
        if own[:2] != list(other[:2]):
            yield f"table {number}: {own[0]} rows and {own[1]} cells, {other[0]} and {other[1]} in the twin"
        missing = collections.Counter("".join(own[2])) - collections.Counter("".join(numbers(other[2])))
        if missing:
            yield f"table {number} lacks digits {dict(missing)}"
    for what in ("figures", "notes"):
        if getattr(native, what) != twin[what]:
            yield f"{getattr(native, what)} {what}, {twin[what]} in the twin"
    for width in native.widths:
        if width > 60 and not any(abs(width - other) < 0.02 * width for other in twin["widths"]):  # smaller ones are logos
            yield f"no picture is {width:.0f} pt wide as in the PDF: {twin['widths']}"
    if not twin["repeated"]:
        yield "a table's header is not repeated"


def read_back(path):
    """What Pandoc reads: kinds of blocks by their count."""
    tree = json.loads(run("pandoc", "--sandbox", f"--from={path.suffix[1:]}", "--to=json", path))
    kinds = collections.Counter()

    def walk(node):
        if isinstance(node, dict):
            kinds[node.get("t")] += 1
            node = list(node.values())
        for one in node if isinstance(node, list) else ():
            walk(one)
    walk(tree["blocks"])
    return kinds


def reading_faults(path, native, twin):
    kinds = read_back(path)
    if kinds["Table"] < len(twin["tables"]):
        yield f"Pandoc reads {kinds['Table']} tables of {len(twin['tables'])}"
    if kinds["Note"] != twin["notes"]:
        yield f"Pandoc reads {kinds['Note']} notes of {twin['notes']}"
    if kinds["Header"] < len([one for one in native.headings]) - 2:  # title and contents are paragraphs there
        yield f"Pandoc reads {kinds['Header']} headings of {len(native.headings)}"


def convert(files, out, profile):
    run("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", out, *files)


def page_faults(pdf, native):
    """What LibreOffice's pages show; `native`: what has to stand on them, or None."""
    text = run("pdftotext", "-layout", pdf, "-")
    if "Error" in text or "not found" in text:
        yield "a field shows an error"
    if native is None:
        return
    lost = collections.Counter(letters("".join(native.blocks))) - collections.Counter(letters(text))
    few = 0.01 * sum(len(letters(one)) for one in native.blocks)  # ligatures, hyphens
    if sum(lost.values()) > few:
        yield f"letters that no page shows: {dict(lost)}"
    headings = {"".join(c for c in one if c.isalnum()) for one in native.headings}
    for number, page in enumerate(text.split("\f"), 1):
        lines = ["".join(c for c in line if c.isalnum()) for line in page.splitlines() if line.strip()]
        above_foot = lines[:-2][-1:]
        if number > 1 and above_foot and above_foot[0] in headings:
            yield f"a heading at the foot of page {number}: {above_foot[0]}"


def examine(language, taqrir, mission, work):
    copy = in_language(mission, language, work / language)
    for form in ("pdf", *FORMATS):
        run(pathlib.Path(taqrir).resolve(), "build", copy, "--format", form, "--out", work / f"{language}-{form}")
    for form in FORMATS:
        made = work / f"{language}-{form}"
        for path in sorted(one for one in made.rglob(f"*.{form}") if one.stem in REPORTS + WITHOUT_PAGES):
            name = f"{language}-{form}-{path.parent.name}-{path.stem}"
            shutil.copy(path, work / f"{name}.{form}")
            yield name, work / f"{name}.{form}", work / f"{language}-pdf" / path.relative_to(made).with_suffix(".pdf")


def problems_of(name, path, native, pages):
    parts = office.parts_of(path)
    word = path.suffix == ".docx"
    problems = office.docx_faults(parts) if word else office.odt_faults(parts)
    if (pages / f"{name}.pdf").exists():
        problems += page_faults(pages / f"{name}.pdf", native)
    else:
        problems.append("LibreOffice did not open it")
    if native is None:
        return problems
    twin = (docx_structure if word else odt_structure)(parts)
    return [*problems, *differences(native, twin), *reading_faults(path, native, twin)]


def main(taqrir, mission):
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"skipped: no {', '.join(missing)}")
        return SKIP
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        made = [one for language in ("fr", "ar") for one in examine(language, taqrir, pathlib.Path(mission), work)]
        twins = list({path.read_bytes(): (name, path, pdf) for name, path, pdf in reversed(made)}.values())[::-1]  # each once
        if len(twins) < 40:
            print(f"only {len(twins)} twins were made")
            return 1
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            opened = [pool.submit(convert, [path for _, path, _ in twins if path.suffix == f".{form}"], work / "pages",
                                  work / f"profile-{form}") for form in FORMATS]
            for one in opened:
                one.result()
            pdfs = sorted({pdf for _, path, pdf in twins if not path.stem.endswith(WITHOUT_PAGES)})
            natives = dict(zip(pdfs, pool.map(Native, pdfs)))
            found = list(pool.map(lambda twin: problems_of(twin[0], twin[1], natives.get(twin[2]), work / "pages"), twins))
        faults = sum(map(len, found))
        for (name, _, _), problems in zip(twins, found):
            for problem in problems:
                print(f"{name}: {problem}")
        print(f"{len(twins)} twins, {faults} differences")
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
