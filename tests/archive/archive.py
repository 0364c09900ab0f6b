#!/usr/bin/env python3
"""Asks veraPDF whether our PDFs are what they claim to be.

usage: archive.py TAQRIR MISSION TEXTS MAVEN SHEETS

The sample mission's outputs and the Markdown TEXTS, rendered: PDFs of our own pages alone claim PDF/UA-1 and
PDF/A-2a; those with pages of others claim neither (the manifest tells which hold any), nor do texts that cannot keep
the promise (CLAIMS); and what SHEETS makes, documents with the nodes that no Markdown has; and
certificates in one file of several parts. Each file that claims is valid. MAVEN is the folder with veraPDF's jar. Exit status 1 names
clause, object and file of each fault; 77 (skipped) when the jar or Java is missing.
"""
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "bench"))
import certificates  # noqa: E402

BOTH = {"PDF/UA-1", "PDF/A-2A"}
CLAIMS = {  # of texts, where not BOTH
    "private-use": {"PDF/UA-1"},
    "undescribed": {"PDF/A-2A"},
    "no-glyph": set(),
}
NO_CLAIM = "PDF/A-1B"  # what veraPDF measures a file by that claims nothing
MAIN = "org.verapdf.apps.GreenfieldCliWrapper"  # the jar's own main class is a window

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(path):
    """16 × 16 pixels, fading out: a picture that needs a soft mask."""
    rows = b"".join(b"\0" + b"".join(bytes((40, 90, 160, 16 * x)) for x in range(16)) for _ in range(16))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 6, 0, 0, 0))
                     + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def make(*argv):
    done = subprocess.run([str(a) for a in argv], capture_output=True, text=True)
    need(done.returncode == 0, f"{argv[1]}: exit status {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")


def outputs(taqrir, mission, texts, sheets, out):
    """Each PDF with the claims that it is to make."""
    expected = {}
    make(taqrir, "build", mission, "--out", out)
    make(taqrir, "dossier", mission, "--id", "fin-de-mission", "--out", out / "dossier.pdf")
    for made in json.loads((out / "manifest.json").read_text())["outputs"]:
        foreign = any(source["path"].endswith(".pdf") for source in made["sources"])
        for path in files_of(out / made["path"]):
            expected[str(path)] = set() if foreign else BOTH
    need(any(expected.values()) and not all(expected.values()), "the sample has not both kinds of output")
    shutil.copytree(texts, out / "texts")
    picture(out / "texts" / "room.png")
    for text in sorted((out / "texts").glob("*.md")):
        language = text.stem if len(text.stem) <= 3 else "fr"
        make(taqrir, "render", text, "--lang", language, "--contents")
        expected[str(text.with_suffix(".pdf"))] = CLAIMS.get(text.stem, BOTH)
    (out / "sheets").mkdir()
    make(sheets, out / "sheets")
    for sheet in sorted((out / "sheets").glob("*.pdf")):
        expected[str(sheet)] = BOTH
    need(len(list((out / "sheets").glob("*.pdf"))) == 12, "not all sheets were made")
    certificates.mission(out / "certificates", 250)  # three parts of one file
    make(taqrir, "build", out / "certificates", "--one-file", "--out", out / "rows")
    expected[str(out / "rows/05-atelier/certificate.pdf")] = BOTH
    return expected


def files_of(path):
    """The PDF, or the first of those that are made of the rows of a table."""
    return sorted(path.glob("*.pdf"))[:1] if path.is_dir() else [path]


def check(job, expected, folder):
    """What one file claims, and every rule that it breaks."""
    name = job["itemDetails"]["name"]
    short = os.path.relpath(name, folder)
    need("taskException" not in job, f"{short}: veraPDF failed: {job.get('taskException')}")
    results = [r for r in job.get("validationResult", []) if not r["profileName"].startswith(NO_CLAIM)]
    claims = {r["profileName"].split(" validation")[0] for r in results}
    need(claims == expected[name], f"{short}: claims {sorted(claims)}, not {sorted(expected[name])}")
    for result in results:
        for rule in result["details"]["ruleSummaries"]:
            first = rule["checks"][0]
            need(False, f"{short}: {result['profileName']}, clause {rule['clause']}-{rule['testNumber']}, "
                        f"{rule['failedChecks']} times: {first.get('errorMessage') or rule['description']}; first at {first['context']}")


def validate(jar, files):
    """One run for all: files that claim are validated against each claim."""
    done = subprocess.run(["java", "-cp", jar, MAIN, "--flavour", "0", "--format", "json", "--maxfailuresdisplayed", "1", *files],
                          capture_output=True, text=True)
    try:
        return json.loads(done.stdout)["report"]["jobs"]
    except ValueError:
        sys.exit(f"veraPDF said nothing (exit status {done.returncode}): {done.stderr[-1000:]}")


def main(taqrir, mission, texts, maven, sheets):
    jars = sorted(pathlib.Path(maven).glob("greenfield-apps-*.jar"))
    if not jars or not shutil.which("java"):
        print("SKIP: needs Java and veraPDF; ./dev test fetches both when there is a network")
        return 77
    with tempfile.TemporaryDirectory() as work:
        os.environ["TAQRIR_CACHE"] = work + "/cache"
        out = pathlib.Path(work, "out")
        expected = outputs(taqrir, mission, texts, sheets, out)
        jobs = validate(jars[-1], sorted(expected))
        need(len(jobs) == len(expected), f"{len(jobs)} of {len(expected)} files were looked at")
        for job in jobs:
            check(job, expected, out)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(expected)} PDFs, {sum(len(claims) for claims in expected.values())} claims checked")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
