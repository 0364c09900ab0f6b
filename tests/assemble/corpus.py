#!/usr/bin/env python3
"""PDFs as the world has them, each alone as the piece of a bundle: it is taken in, or it is an error that names
it. What is taken in has as many pages, of the same size but for a stamp's strip, with the same words and the same look as
poppler gives them for the file itself; stamps cover nothing; the bundle is clean for qpdf. Never a crash, a minute, or
memory over 1 GB.

usage: corpus.py TAQRIR FOLDER [NAME]   (every *.pdf below FOLDER; NAME: only those whose paths hold it)
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter

from round_trip import mission
from stamp_pixels import Change, pictures, without_stamps

SECONDS, MEGABYTES, SAMPLE = 60, 1024, 6
STRIP = 40  # points by which a page may be taller, at most


def run(*argv):
    return subprocess.run([str(a) for a in argv], capture_output=True, text=True, errors="replace", timeout=300)


def built(taqrir, folder):
    started = time.perf_counter()
    process = subprocess.Popen([taqrir, "build", folder / "mission", "--out", folder / "out", "--force", "--quiet"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env={**os.environ, "TAQRIR_CACHE": str(folder / "cache")})
    said = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, said, time.perf_counter() - started, usage.ru_maxrss / 1024


def sizes(path):
    """(width, height) of each page as a reader shows it; empty when poppler cannot read the file."""
    said = run("pdfinfo", "-l", "100000", path).stdout
    sizes_of = {int(n): (float(w), float(h)) for n, w, h in re.findall(r"Page +(\d+) size: +([\d.]+) x ([\d.]+)", said)}
    for n, turn in re.findall(r"Page +(\d+) rot: +(\d+)", said):
        if int(turn) % 180 and int(n) in sizes_of:
            sizes_of[int(n)] = sizes_of[int(n)][::-1]
    return [sizes_of[n] for n in sorted(sizes_of)]


def words(path, page):
    return run("pdftotext", "-f", page, "-l", page, "-cropbox", path, "-").stdout


def lost_words(of, within):
    """Words that are not there as often as they were; poppler may join a last word with the stamp."""
    lost = Counter(of.split()) - Counter(within.split())
    return [word for word in lost if within.count(word) < of.split().count(word)]


def look(path, page, folder):
    """Grey pixels of a page at 25 dots an inch: (width, height, bytes)."""
    made = folder / "look"
    run("pdftoppm", "-r", "25", "-gray", "-cropbox", "-singlefile", "-f", page, "-l", page, path, made)
    picture = made.with_suffix(".pgm")
    if not picture.exists():
        return None
    data = picture.read_bytes()
    picture.unlink()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head[1]), int(head[2]), data[head.end():]


def unlike(one, other):
    """Share of the first's pixels that differ plainly; 1 when the sizes differ by more than a pixel and a strip."""
    if one is None or other is None:
        return 0.0 if one == other else 1.0
    if abs(one[0] - other[0]) > 1 or not -1 <= other[1] - one[1] <= 1 + STRIP / 72 * 25:
        return 1.0
    rows = max(0, min(one[1], other[1]) - 1)
    width = min(one[0], other[0])
    differing = sum(abs(a - b) > 96 for y in range(rows)
                    for a, b in zip(one[2][y * one[0]:y * one[0] + width], other[2][y * other[0]:y * other[0] + width]))
    return differing / max(1, rows * width)


def sampled(count):
    return sorted({*range(1, min(count, SAMPLE) + 1), count})


def fault_of_stamp(bundle, bare, page, folder):
    """None: it is seen and covers nothing; poppler draws nothing at all of some broken pages."""
    drawn, plain = (next(pictures(path, folder, page, page), None) for path in (bundle, bare))
    if drawn is None or plain is None:
        return "cannot be drawn"
    change = Change(drawn, plain)
    if change.pixels == 0:
        return "has no stamp that is seen"
    return f"the stamp covers {change.covered} pixels: {change.where()} {change.box}" if change.covered else None


def faults_of_pages(piece, bundle, folder):
    mine, whole = sizes(piece), sizes(bundle)
    bare = folder / "bare.pdf"
    without_stamps(bundle, bare)
    if not mine:
        return []
    if len(whole) < len(mine):
        return [f"{len(mine)} pages, the bundle has {len(whole)}"]
    first, out = len(whole) - len(mine), []
    for n in sampled(len(mine)):
        have, want = whole[first + n - 1], mine[n - 1]
        if abs(have[0] - want[0]) > 0.6 or not -0.6 <= have[1] - want[1] <= STRIP:
            out.append(f"page {n} is {have}, not {want}")
            continue
        if lost := lost_words(words(piece, n), words(bundle, first + n)):
            out.append(f"page {n} has lost {len(lost)} words: {' '.join(lost[:5])}")
        if fault := fault_of_stamp(bundle, bare, first + n, folder):
            out.append(f"page {n}: {fault}")
        share = unlike(look(piece, n, folder), look(bare, first + n, folder))
        if share > (0.001 if abs(have[1] - want[1]) < 1 else 0.06):  # a taller page's pixels lie elsewhere by parts of one
            out.append(f"page {n} looks different: {share:.1%} of its pixels")
    return out


def examined(taqrir, pdf, folder):
    annexes = mission(folder / "mission", ["p"])
    shutil.copyfile(pdf, annexes / "p.pdf")
    status, said, seconds, megabytes = built(taqrir, folder)
    faults = []
    if seconds > SECONDS:
        faults.append(f"took {seconds:.0f} s")
    if megabytes > MEGABYTES:
        faults.append(f"took {megabytes:.0f} MB")
    bundle = folder / "out" / "01-essai" / "annex-bundle.pdf"
    if status == 0:
        checked = run("qpdf", "--check", bundle)
        if checked.returncode != 0:
            faults.append("qpdf: " + (checked.stderr.strip().splitlines() or ["?"])[-1])
        return "taken in", faults + faults_of_pages(annexes / "p.pdf", bundle, folder), said
    if status != 1 or "p.pdf" not in said or "error" not in said:
        faults.append(f"status {status}")
    if bundle.exists():
        faults.append("an error, and yet a bundle")
    return "an error", faults, said


def main(taqrir, corpus, wanted):
    counts, bad = Counter(), 0
    for pdf in sorted(corpus.rglob("*.pdf")):
        if wanted not in str(pdf) or not pdf.is_file():
            continue
        with tempfile.TemporaryDirectory() as scratch:
            what, faults, said = examined(taqrir, pdf, pathlib.Path(scratch))
        counts[what] += 1
        bad += bool(faults)
        for fault in faults:
            print(f"{pdf.relative_to(corpus)}: {fault}", flush=True)
        if faults and wanted:
            print(said)
    print(f"{sum(counts.values())} PDFs: " + ", ".join(f"{n} {what}" for what, n in counts.items()) + f"; {bad} with faults")
    return bad


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(1 if main(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "") else 0)
