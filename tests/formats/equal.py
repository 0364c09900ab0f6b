#!/usr/bin/env python3
"""Equal inputs give equal bytes, in every format that Pandoc makes.

usage: equal.py TAQRIR MISSION CACHE

Two reports of the sample, one French and one Arabic (by TeX, which is slow, the Arabic one), made twice with more than two seconds between (a zip's clock ticks
every two), with the Pandoc in PATH and with the newer one in CACHE; `verify` finds them as they were made, and one with a
byte changed by name. Exit status 77 (skipped) without Pandoc.
"""
import pathlib
import sys
import tempfile
import time

import machine

REPORTS = ("05-atelier-planification/narrative-report", "03-code-ethique/narrative-report")
faults = []


def reports(way):
    return REPORTS[1:] if way in ("pdf by xelatex", "pdf by lualatex") else REPORTS


def make(taqrir, mission, pandoc, out, home):
    """The bytes of each report, by way and report. All have one HOME, so that sheets are converted once."""
    def one_way(name, options):
        folder = out / name.replace(" ", "-")
        done = machine.run([taqrir, "build", mission, *reports(name), "--force", "--quiet", "--jobs", 1, "--out", folder, *options],
                           pandoc.environment, home)
        if done.returncode != 0:
            faults.append(f"Pandoc {pandoc.name}, {name}: exit status {done.returncode}: {done.stderr[-1000:]}")
        return {(name, str(path.relative_to(folder))): path.read_bytes() for path in folder.rglob("narrative-report.*")}

    made = {}
    for files in machine.in_pairs(one_way, pandoc.ways().items()):
        made.update(files)
    return made


def verify(taqrir, pandoc, out):
    """Of each folder of a format: whole, then with one file harmed."""
    for folder in sorted(out.glob("*/manifest.json")):
        folder = folder.parent
        ask = lambda: machine.run([taqrir, "verify", folder], pandoc.environment, out)
        done = ask()
        count = len(list(folder.rglob("narrative-report.*")))
        if done.returncode != 0 or f"{count} file{'s' * (count > 1)} as when made" not in done.stdout:
            faults.append(f"verify {folder.name}: exit status {done.returncode}: {done.stdout}{done.stderr}")
        path = next(folder.rglob("narrative-report.*"))
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        done = ask()
        if done.returncode != 1 or f"{path.name}: error: the file has changed since it was made" not in done.stderr:
            faults.append(f"verify {folder.name}, harmed: exit status {done.returncode}: {done.stdout}{done.stderr}")


def main():
    taqrir, mission, cache = map(pathlib.Path, sys.argv[1:])
    all_pandocs = machine.pandocs(cache)
    homes = tempfile.TemporaryDirectory()
    if not all_pandocs:
        print("SKIP: Pandoc is not installed")
        return 77
    count = 0
    home = pathlib.Path(homes.name)
    for pandoc in all_pandocs:
        if pandoc is not all_pandocs[0]:
            pandoc.leave_out("xelatex", "lualatex", "weasyprint")  # the engine’s own bytes do not depend on Pandoc’s version
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            first = make(taqrir, mission, pandoc, pathlib.Path(one), home)
            time.sleep(2.1)
            second = make(taqrir, mission, pandoc, pathlib.Path(other), home)
            count += len(first)
            if len(first) != sum(len(reports(way)) for way in pandoc.ways()) or first.keys() != second.keys():
                faults.append(f"Pandoc {pandoc.name}: {len(first)} and {len(second)} files")
            verify(taqrir, pandoc, pathlib.Path(other))
            for way in first.keys() & second.keys():
                if first[way] != second[way]:
                    faults.append(f"Pandoc {pandoc.name}, {way[0]}: {way[1]} differs")
    print("\n".join(faults) or f"{count} files made twice, the same bytes")
    return 1 if faults else 0


sys.exit(main())
