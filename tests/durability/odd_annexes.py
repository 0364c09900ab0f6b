#!/usr/bin/env python3
"""Annexes as newcomers have them: each is taken in, or refused by name with a place, a hint and exit status 1; fast, in bounded memory.

usage: odd_annexes.py TAQRIR MISSION

MISSION is a small one with a PDF among its annexes. Each case lays one odd thing beside it and runs `check`; names that are only
unusual go all the way into an annex bundle and are found in its text and its manifest.
"""
import json
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ACTIVITY = "activities/01-atelier"
SECONDS, KILOBYTES = 20, 1_000_000
faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def run(taqrir, arguments, folder):
    """Exit status, output and messages; time and memory are judged here."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([taqrir, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        timer = time.monotonic() + 3 * SECONDS
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid or time.monotonic() > timer:
                break
            time.sleep(0.02)
        if not pid:
            child.kill()
            pid, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        said = out.read().decode("utf-8"), err.read().decode("utf-8")
    took = time.monotonic() - start
    need(took < SECONDS, f"{arguments}: {took:.0f} s")
    need(usage.ru_maxrss < KILOBYTES, f"{arguments}: {usage.ru_maxrss} kB")
    return child.returncode, *said


def sparse(path):
    with open(path, "wb") as file:
        file.truncate(300_000_000)


def unix_socket(path):
    here = os.getcwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as it:
        it.bind(path.name)
    os.chdir(here)


def unreadable(path):
    path.write_bytes(b"%PDF-1.4\n")
    path.chmod(0)


def bytes_name(folder):
    with open(os.fsencode(folder) + b"/\xff\xfe.pdf", "wb") as file:
        file.write(b"%PDF-1.4\n")


# what is laid there: name, how, whether it is refused, what is said (in the message's own words)
CASES = [
    ("vide.pdf", lambda p: p.touch(), "error: “vide.pdf” is empty: it holds no byte"),
    ("vide.txt", lambda p: p.touch(), "error: “vide.txt” is empty: it holds no byte"),
    ("vide.docx", lambda p: p.touch(), "error: “vide.docx” is empty: it holds no byte"),
    ("tube.pdf", os.mkfifo, "error: this is not a regular file"),
    ("tube.txt", os.mkfifo, "error: this is not a regular file"),
    ("prise.pdf", unix_socket, "error: cannot be read"),
    ("dehors.txt", lambda p: p.symlink_to("/etc/passwd"), "lies outside the mission folder"),
    ("zero.pdf", lambda p: p.symlink_to("/dev/zero"), "lies outside the mission folder"),
    ("perdu.pdf", lambda p: p.symlink_to("nulle-part.pdf"), "is a link that leads nowhere"),
    ("soi.pdf", lambda p: p.symlink_to("soi.pdf"), "is a link that leads nowhere"),
    ("boucle", lambda p: p.symlink_to("../annexes"), "warning: folders within “annexes” are not looked into"),
    ("dossier.pdf", lambda p: p.mkdir(), "warning: folders within “annexes” are not looked into"),
    ("deux\nlignes.pdf", lambda p: p.write_bytes(b"%PDF"), "error: the name of “deux\\x0Alignes.pdf” holds a line break"),
    ("octets", lambda p: bytes_name(p.parent), "error: the name of “\\xFF\\xFE.pdf” is no text in UTF-8"),
    ("grand.pdf", sparse, "error: not a PDF file"),
    ("grand.bin", sparse, "error: “grand.bin” is too large to be attached to a PDF: 300 MB, and at most 100 are taken"),
    ("secret.pdf", unreadable, "error: permission denied" if os.geteuid() else "error: "),
]
UNUSUAL = ["avec  espaces.pdf", "ورقة الحضور.pdf", "guille\"mets\".pdf", "apo'strophe.pdf", "-option.pdf", "a;b&c|d$(e).pdf",
           "%PDF%20.pdf", "x" * 240 + ".pdf", "été.PDF", "lien.pdf"]


def one(taqrir, mission, work, name, how, said):
    copy = work / "mission"
    shutil.copytree(mission, copy)
    how(copy / ACTIVITY / "annexes" / name)
    status, out, err = run(taqrir, ["check", "mission"], work)
    refused = said.startswith("error") or "warning" not in said
    need(status == (1 if refused else 0), f"{name!r}: exit status {status}")
    need(said in err, f"{name!r}: not said: {said}\n{err}")
    line = next((line for line in err.splitlines() if said in line), "")
    need(line.startswith(f"mission/{ACTIVITY}/annexes"), f"{name!r}: without its place: {line}")
    after = err.split(line, 1)[1].splitlines()[1:] if line else []
    need(after and after[0].startswith("  hint: "), f"{name!r}: without a hint: {after[:1]}")
    json.loads(run(taqrir, ["check", "mission", "--json"], work)[1])
    shutil.rmtree(copy)


def unusual_names(taqrir, mission, work):
    copy = work / "unusual"
    shutil.copytree(mission, copy)
    annexes = copy / ACTIVITY / "annexes"
    source = next(annexes.glob("*.pdf"))
    for name in UNUSUAL[:-1]:
        shutil.copy(source, annexes / name)
    (annexes / "lien.pdf").symlink_to(source.name)
    for again in range(2):  # the second time with the lock that the first one wrote
        status, _, err = run(taqrir, ["dossier", "unusual", "--id", "pieces", "--allow-missing", "--zip", "--out",
                                      "out/pieces.pdf"], work)
        need(status == 0, f"unusual names, run {again}: exit status {status}: {err}")
    held = {p["file"].split("/")[-1] for p in json.loads((work / "out/manifest.json").read_text())["outputs"][0]["pieces"]}
    need(held >= set(UNUSUAL), f"not in the dossier: {set(UNUSUAL) - held}")
    for what in ("out", "out/pieces.pdf"):
        status, _, err = run(taqrir, ["verify", what], work)
        need(status == 0, f"verify {what} with unusual names: {err}")
    need(subprocess.run(["qpdf", "--check", work / "out/pieces.pdf"], capture_output=True).returncode == 0, "qpdf complains")


def many(taqrir, mission, work):
    copy = work / "many"
    shutil.copytree(mission, copy)
    for n in range(5000):
        (copy / ACTIVITY / "annexes" / f"{n}.txt").write_text(f"Note {n}.\n")
    for arguments in (["check", "many"], ["build", "many", "--out", "out-many"]):
        status, _, err = run(taqrir, arguments, work)
        need(status == 0, f"5,000 files: {arguments}: exit status {status}: {err[-300:]}")


def main(taqrir, mission):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        os.environ["TAQRIR_CACHE"] = str(work / "cache")
        small = work / "small"
        shutil.copytree(mission, small)
        with open(small / "mission.toml", "a") as toml:
            toml.write('\n[[dossier]]\nid = "pieces"\ntitle = { fr = "Pièces" }\nparts = ["list-of-pieces", "pieces/*", "01-atelier"]\n')
        for name, how, said in CASES:
            if name == "secret.pdf" and os.geteuid() == 0:
                continue  # root reads everything
            one(taqrir, small, work, name, how, said)
        unusual_names(taqrir, small, work)
        many(taqrir, small, work)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
