#!/usr/bin/env python3
"""Builds the sample mission twice and reads every output with qpdf and poppler.

usage: sample.py TAQRIR MISSION [made]   (made: that all is made without complaint, once, and nothing is read)

Each PDF: no complaint of `qpdf --check`; our own fonts embedded, subset, with a Unicode map; headings,
paragraphs, tables and contents in the structure, in order; Arabic reports right to left. The dossier holds
every page of every piece, and each reference to a piece leads to it; a narrative report has 8 to
15 pages. Two runs give equal bytes. Exit status 1 names each thing that is not so.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def run(*argv, **more):
    return subprocess.run(argv, capture_output=True, text=True, **more)


def build(taqrir, mission, out):
    environment = dict(os.environ, TAQRIR_CACHE=str(out) + ".cache", SOURCE_DATE_EPOCH="1764288000")
    outputs = []
    for command in (["build", mission, "--out", out], ["dossier", mission, "--id", "fin-de-mission", "--out", out / "dossier.pdf"]):
        done = run(taqrir, *command, "--json", env=environment)
        need(done.returncode == 0, f"{command[0]}: exit status {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
        outputs += json.loads(done.stdout)["outputs"]
    return outputs


def check_fonts(path, own):
    for line in run("pdffonts", path).stdout.splitlines()[2:]:
        embedded, subset, unicode_map = line.split()[-5:-2]
        in_form = not own and line.startswith("Helvetica ")  # a form of the sample asks its reader for it
        need(embedded == "yes" or in_form, f"{path}: a font is not embedded: {line}")
        if own:
            need(subset == "yes" and unicode_map == "yes", f"{path}: a font is not subset or has no Unicode map: {line}")


# Reports that always have sections and tables; of another (a checklist, a certificate) what it has must be whole.
WITH_TABLES = {"narrative-report", "technical-analysis", "recommendations", "recommendations-consolidated", "annex-bundle", "dossier"}


def check_structure(path, language):
    tree = run("pdfinfo", "-struct-text", path)
    need("Syntax Error" not in tree.stderr, f"{path}: poppler complains: {tree.stderr[:200]}")
    kinds = re.findall(r"^ *([A-Z][A-Za-z0-9]*):?(?: [^\"\n]*)?$", tree.stdout, re.M)
    expected = {"H1", "P"}
    if "Table" in kinds or path.stem in WITH_TABLES:
        expected |= {"Table", "TR", "TD"}
    if path.stem in WITH_TABLES:
        expected |= {"H2", "TH"}  # two texts side by side are a table without headers
    for kind in sorted(expected):
        need(kind in kinds, f"{path}: the structure has no {kind}")
    first = [kinds.index(kind) for kind in ("H1", "H2") if kind in kinds]
    need(first == sorted(first), f"{path}: the title does not come before the sections")
    if language == "fr":
        need(re.search(r'H1 \(block\)\n\s+"\w+', tree.stdout), f"{path}: the title has no text")


def pages_of(path):
    return int(re.search(r"^Pages:\s+(\d+)", run("pdfinfo", path).stdout, re.M).group(1))


def links_to_pieces(path):
    """Link annotations that lead to the first page of an annexed piece."""
    objects = json.loads(run("qpdf", "--json=1", "--json-key=objects", path).stdout)["objects"]
    value = lambda one: objects.get(one, one) if isinstance(one, str) else one

    def named(node):
        node = value(node)
        names = node.get("/Names", [])
        yield from zip(names[::2], names[1::2])
        for kid in node.get("/Kids", []):
            yield from named(kid)

    root = objects[objects["trailer"]["/Root"]]
    target = lambda one: (one["/D"] if isinstance(one, dict) else one)[0]
    pieces = {target(value(to)) for name, to in named(value(root["/Names"])["/Dests"]) if name.startswith("piece:")}
    links = [one for one in objects.values() if isinstance(one, dict) and one.get("/Subtype") == "/Link"]
    return sum(isinstance(one.get("/Dest"), list) and one["/Dest"][0] in pieces for one in links)


def references_to_pieces(mission):
    """Of what the dossier holds: the offer and the final report, whose forms are in mission.toml, are no part of it."""
    texts = [path.read_text("utf-8") for pattern in ("*.md", "activities/*/*.toml", "activities/*/*.md")
             for path in pathlib.Path(mission).glob(pattern) if path.name != "README.md"]
    return sum(text.count("[[piece:") for text in texts)


def main(taqrir, mission, how=""):
    with tempfile.TemporaryDirectory() as work:
        first, second = pathlib.Path(work, "first"), pathlib.Path(work, "second")
        outputs = build(taqrir, mission, first)
        if how == "made":
            need(len(list(first.rglob("*.pdf"))) >= 21, "few PDFs")
            return
        build(taqrir, mission, second)
        pdfs = sorted(first.rglob("*.pdf"))
        need(len(pdfs) >= 21, f"only {len(pdfs)} PDFs")
        need({o["path"].rsplit("/", 1)[-1] for o in outputs} >= {"narrative-report.pdf", "annex-bundle.pdf"}, "outputs not named in --json")
        for path in pdfs:
            name = path.relative_to(first)
            same = (second / name).read_bytes() == path.read_bytes()
            need(same, f"{name}: two runs differ")
            checked = run("qpdf", "--check", path)
            need(checked.returncode == 0, f"{name}: qpdf: {checked.stdout[-300:]}{checked.stderr[-300:]}")
            own = "annex" not in path.name and path.parent != first
            check_fonts(path, own)
            if own:
                check_structure(path, "ar" if "03-" in str(name) else "fr")
        bundles = sum(pages_of(p) for p in first.glob("*/annex-bundle.pdf"))
        whole = max(pages_of(p) for p in first.glob("*.pdf"))
        for path in first.glob("*/narrative-report.pdf"):
            need(8 <= pages_of(path) <= 15, f"{path.parent.name}: a narrative report of {pages_of(path)} pages")
        need(links_to_pieces(first / "dossier.pdf") >= references_to_pieces(mission) > 0,
             "a reference to a piece does not lead to it in the dossier")
        need(whole > bundles, "the dossier has fewer pages than the bundles that it holds")
        arabic = run("pdftotext", first / "03-code-ethique" / "narrative-report.pdf", "-").stdout
        need("مدونة الأخلاقيات" in arabic, "the Arabic title does not come back from its PDF")
        french = run("pdftotext", first / "05-atelier-planification" / "narrative-report.pdf", "-").stdout
        need("ⴰⵍⵖⵓ ⴰⵎⴰⴹⵍⴰⵏ" in french, "the Tifinagh title does not come back from its PDF")
        print(f"{len(pdfs)} PDFs, {sum(pages_of(p) for p in pdfs)} pages read")


if __name__ == "__main__":
    main(*sys.argv[1:])
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)
