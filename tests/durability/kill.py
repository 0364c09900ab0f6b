#!/usr/bin/env python3
"""Kills taqrir while it writes a dossier.

usage: kill.py TAQRIR MISSION TIMES

The mission is copied; between two contents of one text the dossier is made again and again, and each run is killed
(SIGKILL) at a random moment of the time that a run takes, half of them near its end, where files are written. After each
kill the dossier is one of the two whole ones, and the manifest is one that can be read. At the end a run that is left
alone sweeps away what the killed ones left.
"""
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def command(taqrir, mission, out):
    return [taqrir, "dossier", str(mission), "--id", "atelier", "--out", str(out), "--force", "--zip", "--quiet"]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def run(argv):
    start = time.monotonic()
    done = subprocess.run(argv, capture_output=True, text=True)
    need(done.returncode == 0, f"exit status {done.returncode}: {done.stderr[-500:]}")
    return time.monotonic() - start


def leftovers(folder):
    return [p for p in folder.rglob(".taqrir-*")]


def main(taqrir, mission, times):
    random.seed(20251128)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        os.environ["TAQRIR_CACHE"] = str(work / "cache")
        copy = work / "mission"
        shutil.copytree(mission, copy)
        text = copy / "activities/05-atelier-planification/recit.md"
        texts = [text.read_text(), text.read_text() + "\nUne phrase de plus, pour que le fichier soit autre.\n"]
        out = work / "out" / "dossier.pdf"
        whole, archives = [], []
        for content in texts:
            text.write_text(content)
            run(command(taqrir, copy, out))
            whole.append(sha256(out))
            archives.append(sha256(out.with_suffix(".zip")))
        need(whole[0] != whole[1], "the two dossiers are one")
        took = min(run(command(taqrir, copy, out)) for _ in range(3))
        killed = 0
        for i in range(int(times)):
            text.write_text(texts[i % 2])
            process = subprocess.Popen(command(taqrir, copy, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(took * (0.9 * random.random() if i % 2 else random.uniform(0.6, 0.95)))
            process.send_signal(signal.SIGKILL)
            was_killed = process.wait() == -signal.SIGKILL
            killed += was_killed
            if not was_killed:
                took *= 0.85  # the first run was timed beside others: the machine is freer now
            need(sha256(out) in whole, f"run {i}: the dossier is neither the old one nor a new one")
            need(sha256(out.with_suffix(".zip")) in archives, f"run {i}: the archive is neither the old one nor a new one")
            try:
                json.loads((out.parent / "manifest.json").read_text())
            except ValueError:
                need(False, f"run {i}: the manifest is cut off")
            need(len(leftovers(out.parent)) <= 3, f"run {i}: {len(leftovers(out.parent))} temporary files")
        need(killed >= int(times) // 2, f"only {killed} of {times} runs were killed before they ended")
        text.write_text(texts[0])
        run(command(taqrir, copy, out))
        need(sha256(out) == whole[0], "the last dossier is not the first one again")
        need(not leftovers(out.parent), f"left behind: {leftovers(out.parent)}")
        print(f"{killed} of {times} runs killed while they worked")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
