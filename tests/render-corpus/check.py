#!/usr/bin/env python3
"""Renders Markdown texts and looks at what comes out.

    check.py TAQRIR [--keep DIR] [--jobs N] FILE|FOLDER...

Of each text (*.md, *.markdown, *.txt; `name.LANG.md` is in language LANG, else English):
- it ends within 10 s and 1 GB, with exit status 0, or with 1 and an error that names a line;
- every word of the pages lies inside the page's margins, and no two words lie upon each other;
- every word of the source's prose and code occurs in the pages as often as in the source, except in
  lines of which a warning says that something is left out.

Standard library only; needs pdftotext. Exit status 1 when a text fails. `expect-refusal` in the first
line of a text says that status 1 is right for it.
"""
import argparse
import concurrent.futures
import html
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata

SECONDS, MEGABYTES = 10, 1024
SIDE, TOP, BOTTOM = 26 / 25.4 * 72, 8, 8  # margins of the theme “institutional”; the furniture above and below
SLACK = 3.0  # points: side bearings, punctuation of italics
TOLERANCE = {"rtl": 0.004, "other": 0.0}  # share of words that extraction may lose
RTL = {"ar", "fa", "he", "ur", "ps"}

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', re.S)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)


class Run:
    """One call of the program, measured."""

    def __init__(self, command):
        start = time.monotonic()
        limits = lambda: resource.setrlimit(resource.RLIMIT_CPU, (3 * SECONDS, 3 * SECONDS))
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen(command, stdout=out, stderr=err, preexec_fn=limits)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = 0
            out.seek(0), err.seek(0)
            self.out, self.err = out.read(), err.read().decode(errors="replace")
        self.seconds = time.monotonic() - start
        # On a busy machine the wall clock says nothing about the program: its own time does.
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        self.status = status >> 8 if status & 0xFF == 0 else -(status & 0x7F)


def language_of(path):
    parts = path.name.split(".")
    return parts[-2] if len(parts) > 2 and re.fullmatch(r"[a-z]{2,3}", parts[-2]) else "en"


# ---------------------------------------------------------------- the source's words

def folded(text):
    """As compared: without case, marks of presentation, soft hyphens."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u2010", "-")
    return "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))


def words_of(text):
    return re.findall(r"[^\W\d_]{3,}", folded(text))


def without_hidden(line):
    """Markdown whose text does not show: addresses, tags, attributes."""
    line = re.sub(r"^[>\s]*\[[^\]]+\]:.*$", "", line)
    line = re.sub(r"<[a-z]+:[^>\s]*>", "", line)
    line = re.sub(r"<!--.*?-->|</?[A-Za-z][^<>]*>", " ", line)
    line = re.sub(r"\]\(\s*<?(?:\\.|[^()\s\\]|\([^()\s]*\))*>?(\s+(\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*\)", "]", line)
    line = re.sub(r"(?<=\])\[[^\]]*\]", "", line)
    line = re.sub(r"&[#\w]+;", " ", line)
    return re.sub(r"\{#[^}]*\}|\[!\w+\]", "", line)


def left_out_lines(source, diagnostics):
    """Lines of which a warning says that something is missing; a warning of a block holds to its end."""
    out = set()
    for d in diagnostics:
        if d["severity"] != "warning" or not d.get("line"):
            continue
        line = d["line"]
        while line <= len(source) and (line == d["line"] or source[line - 1].strip()):
            out.add(line)
            line += 1
    return out


def prose(source, hidden_lines):
    out, fence, comment = [], None, False
    for number, line in enumerate(source, 1):
        if not fence and (comment or line.lstrip().startswith("<!--")):
            comment = "-->" not in line
            continue
        mark = re.match(r"\s*(?:[>\-*+]\s*|\d+[.)]\s+)*(`{3,}|~{3,})", line)
        if fence:
            if mark and mark.group(1).startswith(fence) and not line.strip(" >`~"):
                fence = None
            elif number not in hidden_lines:
                out.append(line)
            continue
        if mark and "`" not in line[mark.end():]:
            fence = mark.group(1)
            continue
        if number not in hidden_lines and not line.startswith("    "):
            out.append(without_hidden(line))
    whole = "\n".join(out)
    whole = re.sub(r"\]\(\s*\n\s*[^\s()]*\s*\)", "]", whole)  # an address on the line below its words
    return re.sub(r"(?m)^\s*\[[^\]\n]+\]:\s*\n\s*\S+$", "", whole)


def lost_words(source, text):
    """(words lost, words in all): each must be found as often as the source has it."""
    squeezed = re.sub(r"-?[\n\f]+", "", folded(text))
    squeezed = re.sub(r"\s+", "", squeezed)
    words, lost = words_of(source), []
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    for word, count in counts.items():
        found = squeezed.count(word)
        if found < count:
            lost.append((word, count - found))
    return lost, len(words)


# ---------------------------------------------------------------- the pages

def pages_of(pdf):
    xml = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True).stdout.decode(errors="replace")
    for width, height, body in PAGE.findall(xml):
        words = [(float(a), float(b), float(c), float(d), html.unescape(t)) for a, b, c, d, t in WORD.findall(body)]
        yield float(width), float(height), words


def text_of(pdf, width, height, *order):
    """Without what stands in the margins, so that words which go on over the page stay whole."""
    frame = ["-x", "0", "-y", "90", "-W", str(int(width)), "-H", str(int(height) - 90 - 58)]
    return subprocess.run(["pdftotext", *order, *frame, pdf, "-"], capture_output=True).stdout.decode(errors="replace")


def outside(width, height, words):
    for x0, y0, x1, y1, text in words:
        if x0 < SIDE - SLACK or x1 > width - SIDE + SLACK or y0 < TOP - SLACK or y1 > height - BOTTOM + SLACK:
            yield f"“{text[:40]}” at x {x0:.0f}–{x1:.0f}, y {y0:.0f}–{y1:.0f} lies outside the margins"


def overlapping(words):
    """Pairs whose middles lie upon each other: fonts' boxes are taller than their letters."""
    boxes = sorted((y0 + 0.35 * (y1 - y0), y1 - 0.35 * (y1 - y0), x0, x1, t) for x0, y0, x1, y1, t in words)
    for i, (top, bottom, left, right, text) in enumerate(boxes):
        for other_top, other_bottom, other_left, other_right, other in boxes[i + 1:]:
            if other_top >= bottom:
                break
            shared = min(right, other_right) - max(left, other_left)
            if shared > 2.5 and min(bottom, other_bottom) - other_top > 0.5:
                yield f"“{text[:30]}” and “{other[:30]}” lie upon each other"


# ---------------------------------------------------------------- one text

def check(taqrir, path, folder):
    language = language_of(path)
    pdf = folder / (re.sub(r"\W+", "_", str(path)) + ".pdf")
    run = Run([taqrir, "render", str(path), "-o", str(pdf), "--lang", language, "--jobs", "1", "--json"])
    faults = []
    if run.cpu > SECONDS:
        faults.append(f"took {run.cpu:.1f} s")
    if run.megabytes > MEGABYTES:
        faults.append(f"took {run.megabytes:.0f} MB")
    source = path.read_text(errors="replace").split("\n")
    refusal_expected = "expect-refusal" in source[0]
    if run.status not in (0, 1):
        return faults + [f"ended with {run.status}: {run.err[-300:]}"], run, 0
    report = json.loads(run.out)
    errors = [d for d in report["diagnostics"] if d["severity"] == "error"]
    if run.status == 1:
        if not errors or not all(d.get("message") for d in errors):
            faults.append("refused without saying why")
        if not refusal_expected:
            faults += [f"refused: {d.get('line')}: {d['message']}" for d in errors[:5]]
        if pdf.exists():
            faults.append("refused, yet wrote a file")
        return faults, run, 0
    if refusal_expected:
        faults.append("should have been refused")
    pages = 0
    for pages, (width, height, words) in enumerate(pages_of(pdf), 1):
        for fault in list(outside(width, height, words)) + list(overlapping(words)):
            faults.append(f"page {pages}: {fault}")
    text = text_of(pdf, width, height) if pages else ""
    written = prose(source, left_out_lines(source, report["diagnostics"]))
    lost, total = lost_words(written, text)
    if lost:  # pdftotext may take lines for columns: a word is lost that is so in both of its orders
        raw = dict(lost_words(written, text_of(pdf, width, height, "-raw") if pages else "")[0])
        lost = [(word, min(count, raw[word])) for word, count in lost if word in raw]
    allowed = TOLERANCE["rtl" if language in RTL else "other"] * total
    if sum(n for _, n in lost) > allowed:
        shown = ", ".join(f"{word} ×{n}" for word, n in sorted(lost, key=lambda w: -w[1])[:12])
        faults.append(f"{sum(n for _, n in lost)} of {total} words lost: {shown}")
    return faults, run, pages


def texts_of(names):
    for name in map(pathlib.Path, names):
        if name.is_dir():
            yield from sorted(p for p in name.rglob("*") if p.suffix in (".md", ".markdown", ".txt") and p.is_file())
        else:
            yield name


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("taqrir")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        texts = list(texts_of(options.files))
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for path, (faults, run, pages) in zip(texts, pool.map(lambda p: check(options.taqrir, p, folder), texts)):
                print(f"{'FAIL' if faults else 'ok  '} {path}  {pages} pages, {run.cpu:.2f} s, {run.megabytes:.0f} MB")
                for fault in faults[:12]:
                    print("      " + fault)
                if len(faults) > 12:
                    print(f"      … and {len(faults) - 12} more")
                failed += bool(faults)
    print(f"{len(texts)} texts, {failed} failed")
    return 1 if failed or not texts else 0


if __name__ == "__main__":
    sys.exit(main())
