#!/usr/bin/env python3
"""taqrir verify, clause by clause, on a real dossier: its folder, its PDF alone, its volumes, its archive; each whole, then harmed.

usage: verify.py TAQRIR MISSION

A harm is one byte, a page, a piece, a file or a report's text; what verify says must name it, with the right exit status.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

CHANGED = "error: the file has changed since it was made"
PIECE = "activities/05-atelier-planification/annexes/programme.pdf"
faults = []


class Verifier:
    def __init__(self, taqrir, work):
        self.taqrir, self.work = taqrir, work

    def run(self, *arguments):
        return subprocess.run([self.taqrir, *arguments], cwd=self.work, capture_output=True, text=True)

    def __call__(self, path, status, *said, against=None):
        done = self.run("verify", path, *(["--against", against] if against else []))
        if done.returncode != status:
            faults.append(f"verify {path}: exit status {done.returncode} rather than {status}: {done.stderr[:600]}")
        for text in said:
            if text not in done.stdout + done.stderr:
                faults.append(f"verify {path}: not said: {text}\n{done.stdout}{done.stderr}")
        if status == 0 and not said and ("error" in done.stderr or "as when made" not in done.stdout):
            faults.append(f"verify {path}: {done.stdout}{done.stderr}")


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def unpack(archive, folder):
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)


def folders(verify, work):
    verify("o", 0)
    verify("o/manifest.json", 0)
    verify("o/d.pdf", 0)
    verify("o/d.zip", 0)
    shutil.copytree(work / "o", work / "harmed")
    shutil.copytree(work / "m", work / "harmed-m")
    flip(work / "harmed/d.pdf")
    verify("harmed", 1, f"harmed/d.pdf: {CHANGED}")
    (work / "harmed/d.pdf").unlink()
    verify("harmed", 1, "harmed/d.pdf: error: this file of the manifest is not there")
    shutil.copy(work / "o/d.pdf", work / "harmed/andere.pdf")
    verify("harmed", 1, "harmed/andere.pdf: warning: the manifest does not list this file")


def lone_pdf(verify, work):
    alone = work / "alone"
    alone.mkdir()
    shutil.copy(work / "o/d.pdf", alone / "renamed.pdf")
    verify("alone/renamed.pdf", 0)
    verify("alone", 0, "alone/renamed.pdf")
    subprocess.run(["qpdf", work / "o/d.pdf", "--pages", ".", "1-5,7-z", "--", alone / "page.pdf"], capture_output=True)
    verify("alone/page.pdf", 1, f"alone/page.pdf: {CHANGED}")
    verify("alone", 1, f"alone/page.pdf: {CHANGED}")
    (alone / "page.pdf").unlink()
    shutil.copy(work / "m" / PIECE, alone / "strange.pdf")
    verify("alone", 0, "alone/strange.pdf: warning: this file carries no manifest to verify it by")
    flip(alone / "renamed.pdf")
    verify("alone/renamed.pdf", 1, f"alone/renamed.pdf: {CHANGED}")


def archives(verify, work):
    (work / "post").mkdir()
    lone = work / "post/received.zip"
    shutil.copy(work / "o/d.zip", lone)
    verify("post/received.zip", 0, "post/received.zip/d.pdf")
    unpack(lone, work / "post/x")
    verify("post/x", 0)
    verify("post/x/d.pdf", 0)
    piece = work / "post/x/pieces" / PIECE
    was = piece.read_bytes()
    flip(piece)
    place = f"post/x/pieces/{PIECE}: error: piece "
    verify("post/x", 1, place, "has changed since it was delivered")
    shutil.make_archive(str(work / "post/again"), "zip", work / "post/x")
    verify("post/again.zip", 1, f"post/again.zip/pieces/{PIECE}: error: piece ", "has changed since it was delivered")
    piece.unlink()
    verify("post/x", 1, place, "is missing from what was delivered")
    piece.write_bytes(was)
    verify("post/x", 0)
    flip(lone)
    verify("post/received.zip", 1, "post/received.zip: error: the archive cannot be read")
    lone.write_bytes(b"PK\3\4 nothing")
    verify("post/received.zip", 1, "post/received.zip: error: the archive cannot be read: it is no whole ZIP file")
    (work / "post/out.zip").write_bytes(b"")
    with zipfile.ZipFile(work / "post/out.zip", "w") as archive:
        archive.writestr("../manifest.json", "{}")
    verify("post/out.zip", 1, "“../manifest.json” is no place in it")


def volumes(verify, work):
    verify.run("dossier", "m", "--id", "atelier", "--out", "vol/d.pdf", "--max-size", "250KB", "--zip")
    files = sorted(path.name for path in (work / "vol").glob("*.pdf"))
    if len(files) < 2:
        return faults.append(f"no volumes: {files}")
    verify("vol", 0)
    for name in files:
        verify(f"vol/{name}", 0)
    unpack(work / "vol/d.zip", work / "unpacked-vol")
    verify("unpacked-vol", 0)
    (work / "one").mkdir()
    shutil.copy(work / "vol" / files[1], work / "one/v.pdf")
    verify("one/v.pdf", 0)
    shutil.copy(work / "vol" / files[0], work / "vol" / files[1])
    verify("vol", 1, f"vol/{files[1]}: {CHANGED}")
    (work / "vol" / files[1]).unlink()
    verify("vol", 1, f"vol/{files[1]}: error: this file of the manifest is not there")


def sources(verify, work):
    """A report that was edited and a piece that was replaced since: the dossier is whole still, and what it is made of is not."""
    shutil.copy(work / "o/manifest.json", work / "yesterday.json")
    text, piece = work / "m/activities/05-atelier-planification/recit.md", work / "m" / PIECE
    text.write_text(text.read_text() + "\nUn mot de plus.\n")
    flip_at_end = piece.read_bytes() + b"\n%\n"
    piece.write_bytes(flip_at_end)
    verify("o", 0, "recit.md: warning: a source of “d.pdf” has changed since", "programme.pdf: warning: piece ",
           "has been replaced since “d.pdf” was made")
    piece.unlink()
    verify("o", 0, "programme.pdf: warning: piece ", "is no longer there")
    piece.write_bytes(flip_at_end)
    verify.run("dossier", "m", "--id", "atelier", "--out", "o/d.pdf", "--zip")
    verify("o", 0, "report", "narrative-report", "programme", "recit.md", against="yesterday.json")


def main(taqrir, mission):
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        os.environ["TAQRIR_CACHE"] = str(work / "cache")
        shutil.copytree(mission, work / "m")
        verify = Verifier(taqrir, work)
        made = verify.run("dossier", "m", "--id", "atelier", "--out", "o/d.pdf", "--zip")
        if made.returncode != 0:
            faults.append(made.stderr)
        for clause in (folders, lone_pdf, archives, volumes, sources):
            clause(verify, work)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
