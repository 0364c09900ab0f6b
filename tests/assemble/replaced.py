#!/usr/bin/env python3
"""A piece is replaced by another of the same length: in decoded content only its own pages, its row in the lists and the
checksums differ. Every page of both dossiers is compared with all that it refers to, then outline, destinations, labels,
form and structure.

usage: replaced.py TAQRIR
"""

import difflib
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from found_again import faults, need, run
from pdf_maker import Pdf as Maker, text, with_outline
from pdf_reader import Pdf
from round_trip import form, mission

DOSSIER = '[[dossier]]\nid = "tout"\ntitle = { fr = "Tout" }\nparts = ["cover", "list-of-pieces", "contents", "activities/*"]\n'
CHECKSUM = re.compile(r"\b[0-9a-f]{8,64}\b…?")


class Decoded(Pdf):
    """Streams as what they unpack to."""

    def __init__(self, path):
        super().__init__(path)
        said = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path],
                              capture_output=True, text=True)
        self.objects = json.loads(said.stdout)["qpdf"][1]

    def whole(self, one, skip=(), above=()):
        """An object with all that it refers to, pages as their places, as a text that does not depend on numbers."""
        if isinstance(one, str) and one.endswith(" R") and "obj:" + one in self.objects:
            if one in self.place:
                return f"page {self.place[one]}"
            if one in above or len(above) > 12:
                return "above"
            found, above = self.objects["obj:" + one], (*above, one)
            if "stream" in found:
                data = hashlib.sha256(found["stream"]["data"].encode()).hexdigest()
                return f"stream {data} {self.whole(found['stream']['dict'], (*skip, '/Length'), above)}"
            return self.whole(found["value"], skip, above)
        if isinstance(one, dict):
            return {key: self.whole(value, skip, above) for key, value in sorted(one.items()) if key not in skip}
        if isinstance(one, list):
            return [self.whole(value, skip, above) for value in one]
        return one

    def shown(self, i):
        """What makes a page, but for its place in trees; fonts are those of the whole."""
        skip = ("/Parent", "/StructParents", "/StructParent", "/P", "/Font")
        return json.dumps({key: self.whole(value, skip) for key, value in sorted(self.page(i).items()) if key not in skip})

    def structure(self):
        return [self.element(kid) for kid in self.kids(self.at(self.root["/StructTreeRoot"]))]


def piece(path, word):
    pdf = Maker()
    pages = [pdf.page(text(f"{word} {n}")) for n in range(3)]
    with_outline(pdf, [("Un", f"/Dest [{pages[1]} 0 R /Fit]", [])])
    path.write_bytes(pdf.bytes())


def words(path, page):
    return run("pdftotext", "-layout", "-f", page + 1, "-l", page + 1, path, "-").stdout.splitlines()


def only_checksums_differ(before, after):
    """Lines that differ are the same once their checksums are taken out; the number of such lines."""
    changed = [line for line in difflib.ndiff(before, after) if line[:1] in "-+"]
    bare = lambda sign: [CHECKSUM.sub("", line[2:]).split() for line in changed if line[0] == sign]
    return (bare("-") == bare("+") and len(changed) > 0), len(changed) // 2


def main(taqrir):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        os.environ["TAQRIR_CACHE"] = str(scratch / "cache")
        annexes = mission(scratch / "mission", ["avant", "celle-ci", "formulaire"])
        with (scratch / "mission" / "mission.toml").open("a") as end:
            end.write(DOSSIER)
        piece(annexes / "avant.pdf", "Avant"), form(annexes / "formulaire.pdf")
        wholes = []
        for n, word in enumerate(("Ancien", "Nouveau")):
            piece(annexes / "celle-ci.pdf", word)
            (scratch / "mission" / "pieces.lock").unlink(missing_ok=True)  # it would say since when
            done = run(taqrir, "dossier", scratch / "mission", "--id", "tout", "--out", scratch / f"{n}.pdf")
            if done.returncode != 0:
                sys.exit(f"{done.returncode}: {done.stderr}")
            wholes.append(Decoded(scratch / f"{n}.pdf"))
        before, after = wholes
        need(len(before.pages) == len(after.pages), f"{len(before.pages)} pages became {len(after.pages)}")
        own = [i for i in range(len(after.pages)) if any("Nouveau" in line for line in words(after.path, i))]
        need(len(own) == 3, f"the piece's pages: {own}")
        lists = 0
        for i in range(len(after.pages)):
            if i in own or before.shown(i) == after.shown(i):
                continue
            said = words(before.path, i), words(after.path, i)
            same, rows = only_checksums_differ(*said)
            need(same, f"page {i + 1} differs: {[line for line in difflib.ndiff(*said) if line[:1] in '-+']}")
            lists += rows
        need(2 <= lists <= 4, f"{lists} rows with another checksum, not one in each list")
        for what in ("/Outlines", "/PageLabels", "/AcroForm", "/Lang", "/MarkInfo", "/ViewerPreferences"):
            skip = ("/Parent", "/P", "/StructParent")
            need(before.whole(before.root.get(what), skip) == after.whole(after.root.get(what), skip), f"{what} differs")
        need({name: before.destination(value) for name, value in before.names("/Dests").items()} ==
             {name: after.destination(value) for name, value in after.names("/Dests").items()}, "a destination differs")
        need(before.structure() == after.structure(), "the structure differs")
        print(f"{len(after.pages)} pages: {len(own)} of the piece, {lists} rows with another checksum")
    for fault in faults:
        print("FAULT:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
