#!/usr/bin/env python3
"""HTML pages of the sample mission, in French and in Arabic, as a browser has them.

usage: web.py TAQRIR MISSION CACHE [OUT]

Each report, built as HTML by each Pandoc and opened in Chromium: axe-core (from the folder CACHE) finds no violation; nothing is wider than
a screen of 320 pixels; the page needs no other file; printed, it has pages of the theme's size with their numbers. A page that
was harmed on purpose is found out. OUT keeps the pages and pictures of some to look at. Exit status 1 names page, rule and
element of each fault; 77 (skipped) when Chromium or axe-core is missing.
"""
import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import chromium

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "figures"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "formats"))
import figures  # noqa: E402
import machine  # noqa: E402

WIDTHS = (1280, 320)
SCRIPT = """
const wide = [...document.querySelectorAll("body *")].filter(e => getComputedStyle(e).overflowX === "visible"
  && e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120));
axe.run({resultTypes: ["violations"]}).then(found => answer({scroll: document.documentElement.scrollWidth, wide,
  violations: found.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary]),
  rules: found.passes.length}));
"""
OUTSIDE = re.compile(r'<(?:link|script|iframe|object|embed)\b|\bsrc="(?!data:)|url\((?!["\']?data:)|@import')

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def pages_of(taqrir, mission, pandoc, out):
    done = machine.run([pathlib.Path(taqrir).resolve(), "build", mission, "--force", "--format", "html", "--out", out, "--quiet"],
                       pandoc.environment, out.parent)
    need(done.returncode == 0, f"{mission.name}, Pandoc {pandoc.name}: exit status {done.returncode}: {done.stderr[-800:]}")
    return figures.one_of_rows(out.rglob("*.html"), out)


def check(page, name, answers):
    text = page.read_text("utf-8")
    outside = OUTSIDE.search(text)
    need(outside is None, f"{name}: needs something outside: {outside and text[outside.start():outside.start() + 90]}")
    for width in WIDTHS:
        answer = answers.get(width)
        if answer is None:
            faults.append(f"{name}: no answer at {width} pixels")
            continue
        need(answer["rules"] > 20, f"{name}: only {answer['rules']} rules were tried")
        need(answer["scroll"] <= width, f"{name}: {answer['scroll']} pixels wide on a screen of {width}: {answer['wide']}")
        for rule, count, element, why in answer["violations"]:
            faults.append(f"{name} at {width}: {rule} ({count}): {element}\n    {why}")


def check_that_faults_are_found(page, axe):
    """The same page without its language, an alternative text and a cell's place in the table."""
    text = re.sub(r'<html lang="[^"]*"', "<html", page.read_text("utf-8"), count=1)
    text = re.sub(r' alt="[^"]*"', "", text)
    text = text.replace("<main", '<div style="width:700px">x</div><main', 1)
    answers = chromium.ask([text], axe + SCRIPT, WIDTHS)[0]
    rules = {rule for rule, *_ in answers.get(1280, {}).get("violations", [])}
    need({"html-has-lang", "image-alt"} <= rules, f"faults made on purpose are not found: {sorted(rules)}")
    need(answers.get(320, {}).get("scroll", 0) > 320, "a page that is too wide is not found")


def check_print(page, name, words, folder):
    """A4, and each page's number of all."""
    if not shutil.which("pdftotext"):
        print("SKIP print: no pdftotext")
        return
    pdf = folder / "printed.pdf"
    chromium.print_pdf(page, pdf)
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=False).stdout
    count = re.search(r"Pages: +(\d+)", info)
    need(count is not None, f"{name}: cannot be printed")
    need("(A4)" in info, f"{name}: printed pages are not A4: {info}")
    for number in range(1, int(count[1]) + 1 if count else 1):
        text = subprocess.run(["pdftotext", "-f", str(number), "-l", str(number), pdf, "-"], capture_output=True,
                              text=True, check=False).stdout
        need(all(part in text for part in words.format(page=number, pages=count[1]).split()),
             f"{name}: no number on printed page {number}")


def different(pages):
    """By names; of pages that differ in nothing but the name of who made them the first."""
    made_by = re.compile(r'<meta name="generator"[^>]*>')
    return list({made_by.sub("", page.read_text("utf-8")): (name, page) for name, page in reversed(pages)}.values())[::-1]


def check_all(pages, axe):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        halves = [pages[0::2], pages[1::2]]
        found = list(pool.map(lambda half: chromium.ask([page for _, page in half], axe + SCRIPT, WIDTHS), halves))
    for half, answers in zip(halves, found):
        for (name, page), answer in zip(half, answers):
            check(page, name, answer)


def main(taqrir, mission, cache, out=None):
    axe_file = pathlib.Path(cache) / "npm/node_modules/axe-core/axe.min.js"
    if not chromium.program() or not axe_file.exists():
        print("SKIP: Chromium or axe-core is missing")
        return 77
    axe = axe_file.read_text("utf-8") + "\n"
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(out or temporary).resolve()
        arabic = figures.in_language(pathlib.Path(mission), "ar", pathlib.Path(temporary) / "mission-ar")
        made = {}
        for pandoc in machine.pandocs(cache):
            for language, source in (("fr", pathlib.Path(mission)), ("ar", arabic)):
                pages = pages_of(taqrir, source, pandoc, folder / f"{language}-{pandoc.name}")
                need(len(pages) > 15, f"{language}: only {len(pages)} pages")
                made.setdefault(language, []).extend(pages)
        jobs = different([(str(page.relative_to(folder)), page) for pages in made.values() for page in pages])
        check_all(jobs, axe)
        with_pictures = next((p for p in made["fr"] if "<img" in p.read_text("utf-8")), None)
        need(with_pictures is not None, "no page has a picture")
        if with_pictures:
            check_that_faults_are_found(with_pictures, axe)
        for language, words in (("fr", "Page {page} sur {pages}"), ("ar", "{page} {pages}")):
            page = next(p for p in made["ar"] + made["fr"] if f'<html lang="{language}"' in p.read_text("utf-8"))
            check_print(page, f"{page.parent.name}/{page.stem} ({language})", words, pathlib.Path(temporary))
    print(f"{len(jobs)} pages at {' and '.join(map(str, WIDTHS))} pixels")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
