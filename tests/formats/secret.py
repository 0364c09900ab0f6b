#!/usr/bin/env python3
"""A secret beside the mission reaches no output, however the mission names it.

usage: secret.py TAQRIR CACHE

Files with a secret (a text, a picture, a style sheet, a data file, a TeX and a Typst file) lie beside the mission and
at an absolute path. The mission names them in every way that some format or engine might follow: links, pictures,
raw HTML, LaTeX and Typst, objects, frames, style sheets, titles, cells, alternative texts, names of charts, attributes.
What the texts themselves may not name is an error with its place, and nothing is written. What may stand in a text is
written as words: each output is taken apart (archives, PDF streams, data URIs) and none holds the secret.

CACHE is where ./dev keeps the newer Pandoc. Exit status 77 (skipped) without Pandoc.
"""
import base64
import io
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

import machine

WORD = "Kryptonit-7391"                      # the secret as text
MARK = bytes(range(1, 64)) * 3               # and within a picture, as pixels and as a text chunk
faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def secret_picture():
    rows = b"".join(b"\0" + MARK for _ in range(4))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 63, 4, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0" + WORD.encode()) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def plant(folder):
    """The secrets; also in a folder whose absolute path the mission names."""
    for name, content in {"secret.txt": WORD, "secret.csv": f"a,b\n{WORD},1\n", "secret.tex": WORD, "secret.typ": WORD,
                          "secret.html": f"<p>{WORD}</p>", "secret.css": f'body::before {{ content: "{WORD}" }}',
                          "secret.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><text y="20">{WORD}</text></svg>',
                          "secret.json": f'"{WORD}"', "secret.lua": f'return "{WORD}"', "secret.md": WORD}.items():
        (folder / name).write_text(content)
    (folder / "secret.png").write_bytes(secret_picture())


SLOW = ("pdf by weasyprint", "pdf by xelatex", "pdf by lualatex")
SLOWEST = "pdf by lualatex"  # one report: what it is given is as XeLaTeX has it in all


def hostile_words(outside):
    """Every way that we know to name a file in some format, from each place; all are words for us."""
    return [word for base in ("..", "../..", str(outside), f"file://{outside}") for word in ways_from(base)]


def each_way_once(outside):
    """For engines that take a minute for all: each way, the places in turn."""
    bases = ("..", str(outside), "../..", f"file://{outside}")
    return [words[n % len(bases)] for n, words in enumerate(zip(*(ways_from(b) for b in bases)))]


def ways_from(base):
    return [
        f"\\input{{{base}/secret.tex}}", f"\\include{{{base}/secret}}", f"\\verbatiminput{{{base}/secret.txt}}",
        f"\\openin1={base}/secret.txt \\read1 to\\x \\x", f"\\includegraphics{{{base}/secret.png}}",
        f"\\directlua{{tex.print(io.open('{base}/secret.txt'):read())}}", f"\\immediate\\write18{{cat {base}/secret.txt}}",
        f"$\\input{{{base}/secret.tex}}$", f"$$\\input{{{base}/secret.tex}}$$",
        f'#include "{base}/secret.typ"', f'#read("{base}/secret.txt")', f'#image("{base}/secret.png")',
        f'#raw(read("{base}/secret.txt"))', f'"), read("{base}/secret.txt"), ("', f'#json("{base}/secret.json")',
        f'<object data="{base}/secret.html">', f'<img src="{base}/secret.png">', f'<iframe src="{base}/secret.html">',
        f'<embed src="{base}/secret.svg">', f'<link rel="stylesheet" href="{base}/secret.css">',
        f'<link rel="attachment" href="{base}/secret.txt">', f'<style>@import url("{base}/secret.css");</style>',
        f'" style="content: url({base}/secret.svg)" x="', f'"><img src="{base}/secret.png"><x y="',
        f"${{{base}/secret.txt()}}", f"${base}/secret.txt()$", f"@{base}/secret.txt",
        f"<w:altChunk r:id='{base}/secret.html'/>", f'<text:section><text:section-source xlink:href="{base}/secret.md"/>',
        f'=WEBSERVICE("{base}/secret.txt")', f"!include {base}/secret.md", f"include::{base}/secret.md[]",
    ]


MISSION = """format_version = 1
id = "hostile"
title = {{ fr = {title} }}
languages = ["fr"]
period = {{ start = 2025-01-06, end = 2025-06-27 }}
[organisation]
name = {{ fr = {title} }}
[programme]
name = {{ fr = {title} }}
"""

ACTIVITY = """title = {{ fr = {title} }}
dates = {{ start = 2025-02-03, end = 2025-02-05 }}
place = {title}
[deliverables.narrative-report]
status = {{ state = "validated", on = 2025-02-14, decision = {title} }}
account = "recit.md"
objectives = [ {{ text = {title}, reached = "yes" }} ]
results = [{titles}]
no_pieces = {title}
[deliverables.recommendations]
items = [ {{ code = "R1", text = {title}, priority = "high", responsible = {title}, state = "proposed" }} ]
[deliverables.technical-analysis]
programme = "recit.md"
method = "recit.md"
attendance = "presences.csv"
satisfaction = "satisfaction.csv"
"""


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def text_of(words):
    """A report's text that puts each of the words where a writer might take it for more."""
    lines = ["# Le récit", ""]
    for n, word in enumerate(words):
        plain = re.sub(r"[\[\]|{}]", " ", word).lstrip("#")
        lines += [f"{word}", "", f"- {word}", "", f"> {word}", "", f"`{word}`", "",
                  f"[mots](<{plain.replace('<', ' ').replace('>', ' ')}> \"{plain.replace(chr(34), ' ')}\")", "",
                  f"Une note[^{n}].", "", f"[^{n}]: {word}", ""]
    lines += ["| a | b |", "| --- | --- |"]
    lines += ["| " + w.replace("|", " ") + " | x |" for w in words]
    for language in ("{=latex}", "{=html}", "{=typst}", "{=openxml}", "{=opendocument}", "html", "latex", "include"):
        lines += ["", f"```{language}", *words, "```"]
    for word in words[:40]:
        lines += ["", f"`{word}`{{=latex}} `{word}`{{=html}} `{word}`{{=typst}}"]
    return "\n".join(lines) + "\n"


def lay_out(mission, words):
    activity = mission / "activities" / "01-hostile"
    activity.mkdir(parents=True)
    title = quoted(" ".join(words[:36]))
    (mission / "mission.toml").write_text(MISSION.format(title=title))
    titles = ", ".join(quoted(w) for w in words)
    (activity / "activity.toml").write_text(ACTIVITY.format(title=title, titles=titles))
    (activity / "recit.md").write_text(text_of(words))
    cells = ['"' + w.replace('"', '""') + '"' for w in words]
    (activity / "presences.csv").write_text(
        "code,sexe,tranche_age,type_organisation,region,j1_matin,j1_apres_midi\n"
        + "".join(f"P{n:03},F,{c},{c},{c},1,1\n" for n, c in enumerate(cells)))
    (activity / "satisfaction.csv").write_text("code," + ",".join(cells) + "\n"
                                               + "P01" + ",5" * len(cells) + "\nP02" + ",3" * len(cells) + "\n")
    return activity


def lay_out_styles(mission, outside):
    """A mission's own folder of styles: what it may not bring in."""
    own = mission / "pandoc"
    own.mkdir()
    names = " ".join(f'content: url("{b}/secret.svg"); background: url({b}/secret.png);' for b in ("../..", outside, f"file://{outside}"))
    css = "".join(f'@import url("{b}/secret.css");\n' for b in ("../..", outside, f"file://{outside}"))
    for sheet in ("page.css", "text.css", "book.css"):
        (own / sheet).write_text(css + "body::before { " + names + " }\n")
    partial = "".join(f"${{ {b}/secret.txt() }} $../../secret.txt()$" for b in (outside, "../..", f"file://{outside}"))
    for template in ("page.html", "book.html"):
        (own / template).write_text(f"<!DOCTYPE html><html><body>{partial}<img src=\"{outside}/secret.png\">$body$</body></html>")


# ---------------------------------------------------------------- what an output holds

def unpacked(data):
    """The bytes, and all that they hold by other names: entries of archives, streams, data URIs."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from unpacked(archive.read(name))
    if data.startswith(b"%PDF"):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(data), file.flush()
            yield subprocess.run(["qpdf", "--qdf", "--object-streams=disable", file.name, "-"], capture_output=True).stdout
            yield subprocess.run(["pdftotext", file.name, "-"], capture_output=True).stdout
    if data.startswith(b"\x89PNG"):
        idat = b"".join(m for m in re.findall(rb"IDAT(.*?)(?=....(?:IDAT|IEND))", data, re.S))
        try:
            yield zlib.decompressobj().decompress(idat)
        except zlib.error:
            pass
    for encoded in re.findall(rb"base64,([A-Za-z0-9+/=]{16,})", data):
        yield from unpacked(base64.b64decode(encoded + b"=="))


def holds_secret(data):
    return any(WORD.encode() in part or MARK in part for part in unpacked(data))


def check_the_check():
    """A check that sees nothing would be content with everything."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/media/a.png", secret_picture())
    pixels = secret_picture().replace(WORD.encode(), b"x" * len(WORD))
    for name, data in {"a picture’s pixels": pixels, "an archive": archive.getvalue(), "a text": WORD.encode(),
                       "a data URI": b'<img src="data:image/png;base64,' + base64.b64encode(pixels) + b'">'}.items():
        need(holds_secret(data), f"the check does not see the secret in {name}")
    need(not holds_secret(b"PDF"), "the check sees the secret everywhere")


def check_output(path, what):
    need(not holds_secret(path.read_bytes()), f"{what}: the secret is in {path.name}")


# ---------------------------------------------------------------- the two halves

def words_are_words(taqrir, pandoc, place, outside):
    for folder, words in (("mission", hostile_words(outside)), ("short", each_way_once(outside))):
        lay_out(place / folder, words)
        lay_out_styles(place / folder, outside)

    def one_way(name, options):
        out = place / "out" / name.replace(" ", "-")
        mission = place / ("short" if name in SLOW else "mission")
        reports = ["narrative-report"] if name == SLOWEST else []
        done = machine.run([taqrir, "build", mission, *reports, "--jobs", 1, "--out", out, *options], pandoc.environment, out)
        what = f"Pandoc {pandoc.name}, {name}"
        made = [p for p in out.rglob("*") if p.is_file() and p.suffix[1:] in ENDINGS]
        need(done.returncode == 0, f"{what}: exit status {done.returncode}: {done.stderr[-1500:]}")
        need(len(made) == (len(reports) or 3), f"{what}: {len(made)} files")
        for path in made:
            check_output(path, what)

    slow_first = sorted(pandoc.ways().items(), key=lambda way: way[0] not in SLOW)
    machine.in_pairs(one_way, slow_first)


ENDINGS = ("docx", "odt", "html", "epub", "md", "pdf")
NAMED = {  # what a text may not name; each alone in a mission
    "picture above": "![mots](../../../secret.png)", "picture, absolute": "![mots]({outside}/secret.png)",
    "picture, by URL": "![mots](file://{outside}/secret.png)", "picture by a link": "![mots](link.png)",
    "picture, encoded": "![mots](%2e%2e/%2e%2e/%2e%2e/secret.png)", "text as picture": "![mots](../../../secret.txt)",
}


def paths_stay_inside(taqrir, pandoc, place, outside):
    def one_name(number, name, markup):
        mission = place / f"named-{number}"
        activity = lay_out(mission, ["mots"])
        (activity / "link.png").symlink_to(outside / "secret.png")
        (activity / "recit.md").write_text(markup.format(outside=outside) + "\n")
        for way in ("html", "docx", "epub"):
            out = mission / "out" / way
            done = machine.run([taqrir, "build", mission, "--out", out, "--format", way], pandoc.environment, mission)
            need(done.returncode == 1, f"{name}, {way}: exit status {done.returncode}: {done.stderr[-500:]}")
            need("recit.md:1:" in done.stderr, f"{name}, {way}: no place: {done.stderr[-500:]}")
            for path in out.rglob("*"):
                if path.is_file():
                    check_output(path, f"{name}, {way}")

    machine.in_pairs(one_name, [(number, *named) for number, named in enumerate(NAMED.items())])


def main():
    taqrir, cache = map(pathlib.Path, sys.argv[1:])
    all_pandocs = machine.pandocs(cache)
    if not all_pandocs:
        print("SKIP: Pandoc is not installed")
        return 77
    check_the_check()
    for pandoc in all_pandocs:
        if pandoc is not all_pandocs[0]:
            pandoc.leave_out("xelatex", "lualatex")  # what they are given is escaped by the same rules; they take a minute
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            outside = place / "outside"
            outside.mkdir()
            plant(place), plant(outside)
            words_are_words(taqrir, pandoc, place, outside)
            if pandoc is all_pandocs[0]:  # we refuse these ourselves, before any Pandoc
                paths_stay_inside(taqrir, pandoc, place, outside)
    tried = "; ".join(f"Pandoc {p.name} with {', '.join(p.engines()) or 'no engine'}" for p in all_pandocs)
    print("\n".join(faults) or f"no output holds the secret ({tried})")
    return 1 if faults else 0


sys.exit(main())
