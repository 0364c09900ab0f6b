#!/usr/bin/env python3
"""One report in each format, which is all that runs under the sanitizers of what tests/formats, twins, web and rounds look at: there
the time goes into other programs, and the code of ours is the same for one report as for all.

usage: once.py TAQRIR MISSION

Exit status 77 (skipped) without Pandoc.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

REPORTS = ("05-atelier-planification/narrative-report", "03-code-ethique/technical-analysis")  # notes and pictures; Arabic and charts


def main(taqrir, mission):
    if not shutil.which("pandoc"):
        print("SKIP: Pandoc is not installed")
        return 77
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for form in ("docx", "odt", "html", "epub", "md"):
            done = subprocess.run([taqrir, "build", mission, *REPORTS, "--format", form, "--out", folder, "--quiet"],
                                  capture_output=True, text=True)
            made = list(pathlib.Path(folder).rglob(f"*.{form}"))
            if done.returncode != 0 or len(made) != len(REPORTS):
                faults.append(f"{form}: exit status {done.returncode}, {len(made)} files: {done.stderr[-2000:]}")
    print("\n".join(faults) or "one report in each format")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
