#!/usr/bin/env python3
"""Equal inputs give equal bytes, in every format that Pandoc makes.

usage: equal.py TAQRIR MISSION CACHE

Two reports of the sample, one French and one Arabic, made twice with more than two seconds between (a zip's clock ticks
every two), with the Pandoc in PATH and with the newer one in CACHE. Exit status 77 (skipped) without Pandoc.
"""
import pathlib
import sys
import tempfile
import time

import machine

REPORTS = ("05-atelier-planification/narrative-report", "03-code-ethique/narrative-report")
faults = []


def make(taqrir, mission, pandoc, out):
    """The bytes of each report, by way and report."""
    made = {}
    for name, options in pandoc.ways().items():
        folder = out / name.replace(" ", "-")
        done = machine.run([taqrir, "build", mission, *REPORTS, "--force", "--quiet", "--out", folder, *options],
                           pandoc.environment, out)
        if done.returncode != 0:
            faults.append(f"Pandoc {pandoc.name}, {name}: exit status {done.returncode}: {done.stderr[-1000:]}")
        for path in folder.rglob("narrative-report.*"):
            made[name, str(path.relative_to(folder))] = path.read_bytes()
    return made


def main():
    taqrir, mission, cache = map(pathlib.Path, sys.argv[1:])
    all_pandocs = machine.pandocs(cache)
    if not all_pandocs:
        print("SKIP: Pandoc is not installed")
        return 77
    count = 0
    for pandoc in all_pandocs:
        if pandoc is not all_pandocs[0]:
            pandoc.leave_out("xelatex", "lualatex")  # the engine’s own bytes do not depend on Pandoc’s version
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            first = make(taqrir, mission, pandoc, pathlib.Path(one))
            time.sleep(2.1)
            second = make(taqrir, mission, pandoc, pathlib.Path(other))
            count += len(first)
            if len(first) != len(REPORTS) * len(pandoc.ways()) or first.keys() != second.keys():
                faults.append(f"Pandoc {pandoc.name}: {len(first)} and {len(second)} files")
            for way in first.keys() & second.keys():
                if first[way] != second[way]:
                    faults.append(f"Pandoc {pandoc.name}, {way[0]}: {way[1]} differs")
    print("\n".join(faults) or f"{count} files made twice, the same bytes")
    return 1 if faults else 0


sys.exit(main())
