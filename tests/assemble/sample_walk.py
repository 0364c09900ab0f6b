#!/usr/bin/env python3
"""Every page, link, destination, outline entry, form field, attachment and structure element of the sample mission's
pieces is in its dossier, at the right page; all links and outline entries of the dossier lead somewhere; qpdf, poppler
and mupdf have no complaint; two runs, one of them on one core, give equal bytes.

usage: sample_walk.py TAQRIR MISSION
"""

import json
import os
import pathlib
import sys
import tempfile

from found_again import check_entries, check_fonts_of_fields, check_links, check_parents, check_tools, faults, find_again, need, run
from pdf_reader import Pdf

DOSSIER = "fin-de-mission"


def dossier(taqrir, mission, scratch, n):
    out = scratch / f"{n}.pdf"
    environment = dict(os.environ, TAQRIR_CACHE=str(scratch / f"cache{n}"), SOURCE_DATE_EPOCH="1764288000")
    one_core = {"preexec_fn": lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})} if n else {}
    done = run(taqrir, "dossier", mission, "--id", DOSSIER, "--out", out, "--json", env=environment, **one_core)
    need(done.returncode == 0, f"exit status {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return out


def pieces_of(manifest):
    """(activity, id, file, first page from 0) of the dossier's pieces, in its order."""
    entry = next(output for output in manifest["outputs"] if output["type"] == "dossier")
    found = [(p["activity"], p["id"], p["file"], p["from"] - 1) for p in entry["pieces"] if p.get("from")]
    return sorted(found, key=lambda one: one[3])


def main(taqrir, mission):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        first, second = dossier(taqrir, mission, scratch, 0), dossier(taqrir, mission, scratch, 1)
        need(first.read_bytes() == second.read_bytes(), "two runs, one of them on one core, give different bytes")
        whole = Pdf(first)
        pieces = pieces_of(json.loads((scratch / "manifest.json").read_text("utf-8")))
        need(len(pieces) >= 15, f"only {len(pieces)} pieces")
        walked = 0
        for activity, id_, file, at in pieces:
            path = mission / file
            if path.suffix != ".pdf":
                continue
            walked += 1
            piece = Pdf(path)
            find_again(piece, whole, id_ + "/", f"{activity}/{id_}", at)
        need(walked >= 8, f"only {walked} PDFs among the pieces")
        print(f"the whole: {len(whole.pages)} pages, {check_links(whole)} links, {check_parents(whole)} elements")
        check_entries(whole), check_fonts_of_fields(whole)
        need("/PageLabels" in whole.root, "the dossier has no page labels")
        check_tools(first, len(whole.pages))
    for fault in faults:
        print("FAULT:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
