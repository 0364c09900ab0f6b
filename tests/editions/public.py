#!/usr/bin/env python3
"""Searches the public edition for what must not be in it.

usage: public.py TAQRIR MISSION

Invented names are written into a copy of the mission wherever a name can stand: a signatory, the consultant, a text (in
capitals, without accents, broken by a line's end and by emphasis), a heading with its anchor, a table, a figure's
description, an address with escapes, an activity's folder, a piece's title, origin and file name (declared and found), and, as a
marker, a confidential piece, with a copy of it and its picture in a text. Then every object of the PDF as qpdf
gives it, decoded, its text as poppler gives it, the archive's files and the manifest are searched for them, whatever
way the bytes are written; for the hashes of what is kept back likewise; and all of it again for a dossier in volumes. The full
edition, searched alike, must hold them: else the search is blind. Pages of others, which nothing can redact, must be told of.
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
import zlib

NAME, ARABIC, MAIL, SECRET = "Aïcha El Idrissi-Test", "ليلى المرينية", "aicha.test@exemple.invalid", "zzsecretzz"
HIDDEN_FILE, HIDDEN_PICTURE = "zzcachettezz", "zzcroquiszz"
CODE = "Q77"
WAS, ACTIVITY = "05-atelier-planification", "05-atelier-aicha-el-idrissi-test"
TEXT = f"""
## Entretien avec {NAME} {{#entretien-aicha-el-idrissi-test}}

{NAME.upper()} a parlé ; Aïcha El
Idrissi-Test aussi, et **Aïcha** El Idrissi-Test. Écrire à <{MAIL}>. وقالت {ARABIC} ذلك.
Sa [page](https://exemple.invalid/A%C3%AFcha%20El%20Idrissi-Test), son
[profil](https://exemple.invalid/aicha.el.idrissi-test) ; [[piece:temoin]].

![Croquis de {HIDDEN_PICTURE}](annexes/{HIDDEN_PICTURE}.png "Croquis de {HIDDEN_PICTURE}")

| Qui | Quoi |
| --- | --- |
| {NAME} | a voté |

Voir [[#entretien-aicha-el-idrissi-test]].
"""

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def folded(text):
    plain = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\s\-_]+", " ", plain.lower())


FORBIDDEN = {folded(text) for text in (NAME, ARABIC, MAIL, SECRET, HIDDEN_FILE, HIDDEN_PICTURE)}
ENCODED = folded("A%C3%AFcha%20El")


def forbid_hash_of(file):
    """Whoever guesses a content could confirm it by this."""
    FORBIDDEN.add(hashlib.sha256(file.read_bytes()).hexdigest())


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes((x * y) % 251 for x in range(width)) for y in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def rename_activity(mission):
    (mission / "activities" / WAS).rename(mission / "activities" / ACTIVITY)
    for file in (mission / "mission.toml", mission / "pieces.lock", *mission.rglob("*.md"), *mission.rglob("activity.toml")):
        file.write_text(file.read_text().replace(WAS, ACTIVITY))


def spoken(mission):
    rename_activity(mission)
    toml = mission / "mission.toml"
    toml.write_text(toml.read_text().replace('code = "C1"', f'code = "C1"\nname = "{NAME} Consultante"', 1)
                    + f'\n[[personal]]\ncode = "{CODE}"\ntexts = ["{NAME}", "{ARABIC}", "{MAIL}"]\n')
    activity = mission / "activities" / ACTIVITY
    (activity / "recit.md").write_text((activity / "recit.md").read_text() + TEXT)
    shutil.copy(activity / "annexes/programme.pdf", activity / "annexes/aicha-el-idrissi-test.pdf")
    shutil.copy(activity / "annexes/programme.pdf", activity / "annexes/11-aicha-el-idrissi-test-trouvee.pdf")
    (activity / f"annexes/{HIDDEN_FILE}.txt").write_text(f"Le témoin dit {SECRET}.\n")
    (activity / "annexes/temoignage-copie.txt").write_text(f"Le témoin dit {SECRET}.\n")
    (activity / f"annexes/{HIDDEN_PICTURE}.png").write_bytes(png(90, 60))
    forbid_hash_of(activity / f"annexes/{HIDDEN_FILE}.txt")
    forbid_hash_of(activity / "recit.md")
    (activity / "annexes/notes.txt").write_text(f"Notes de {NAME}, page à page.\n")
    described = activity / "activity.toml"
    described.write_text(described.read_text().replace(
        '{ role = "Pour la consultance" }', f'{{ role = "Pour la consultance", name = "{NAME}" }}', 1) + f"""
[[piece]]
id = "cv"
file = "annexes/aicha-el-idrissi-test.pdf"
title = "Parcours d’{NAME}"
origin = "{NAME}"

[[piece]]
id = "temoin"
file = "annexes/{HIDDEN_FILE}.txt"
title = "Témoignage"
confidential = true

[[piece]]
id = "croquis"
file = "annexes/{HIDDEN_PICTURE}.png"
title = "Dessin"
confidential = true

[[piece]]
id = "notes"
file = "annexes/notes.txt"
title = "Notes"
""")


def strings_of(raw):
    """All that a PDF's bytes may say: as they are, as UTF-16, as hexadecimal and octal strings."""
    yield raw.decode("utf-8", "replace")
    yield raw.decode("latin-1")
    yield raw.decode("utf-16-be", "replace")
    yield raw[1:].decode("utf-16-be", "replace")
    for digits in re.findall(rb"<([0-9A-Fa-f\s]{8,})>", raw):
        digits = re.sub(rb"\s", b"", digits)
        try:
            yield bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
        except ValueError:
            pass
    unescaped = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m.group(1), 8) & 255]), raw)
    for text in re.findall(rb"\(\xfe\xff((?:[^()\\]|\\.)*)\)", unescaped, re.S):
        yield re.sub(rb"\\(.)", rb"\1", text).decode("utf-16-be", "replace")


def found_in(texts):
    seen = set()
    for text in texts:
        plain = folded(text)
        seen |= {word for word in FORBIDDEN if word in plain}
    return seen


searched = {}  # the dossier lies in its archive too, and an edition's pieces in the next one's


def found_in_pdf(pdf, work):
    key = (hashlib.sha256(pdf.read_bytes()).hexdigest(), "full" in str(pdf.relative_to(work)))
    if key not in searched:
        searched[key] = found_in_new_pdf(pdf, work)
    return searched[key]


def found_in_new_pdf(pdf, work):
    open_form = work / "open.qdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, open_form], check=False, capture_output=True)
    objects = subprocess.run(["qpdf", "--json", "--json-object=trailer", pdf], capture_output=True).stdout
    whole = subprocess.run(["qpdf", "--json", pdf], capture_output=True).stdout
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True).stdout
    need(open_form.exists() and whole and text, "qpdf or poppler gave nothing")
    info = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True).stdout
    meta = subprocess.run(["pdfinfo", "-meta", pdf], capture_output=True).stdout
    texts = list(strings_of(open_form.read_bytes()))
    texts += [part.decode("utf-8", "replace") for part in (objects, whole, text, info, meta)]
    texts += [json.dumps(json.loads(whole), ensure_ascii=False)]
    need(ENCODED not in " ".join(map(folded, texts)) or "full" in str(pdf.relative_to(work)), f"{pdf.name} says a name with escapes")
    return found_in(texts)


def edition(taqrir, mission, work, name, *more):
    out = work / (name + "".join(more)) / "dossier.pdf"
    done = subprocess.run([taqrir, "dossier", mission, "--id", "atelier", "--out", out, "--edition", name, "--zip", *more],
                          capture_output=True, text=True)
    need(done.returncode == 0, f"{name}: exit status {done.returncode}: {done.stderr[-800:]}")
    pdfs = sorted(out.parent.glob("*.pdf"))
    need(len(pdfs) > 1 if more else len(pdfs) == 1, f"{name} {more}: {len(pdfs)} files")
    seen = {pdf.name: found_in_pdf(pdf, work) for pdf in pdfs}
    seen["the manifest"] = found_in([(out.parent / "manifest.json").read_text()])
    with zipfile.ZipFile(out.with_suffix(".zip")) as archive:
        for member in archive.namelist():
            seen["the archive’s names"] = seen.get("the archive’s names", set()) | found_in([member])
            if member.endswith(".pdf"):
                (work / f"{name}-member.pdf").write_bytes(archive.read(member))
                seen["in the archive, " + member] = found_in_pdf(work / f"{name}-member.pdf", work)
            else:
                seen["in the archive, " + member] = found_in(strings_of(archive.read(member)))
    text = "".join(subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout for pdf in pdfs)
    return seen, text, json.loads((out.parent / "manifest.json").read_text())


PDF_WITH_OUTLINE = """%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj
4 0 obj <</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>> endobj
5 0 obj <</Title <{title}>/Parent 4 0 R/Dest[3 0 R/Fit]>> endobj
trailer <</Root 1 0 R>>
"""


def foreign_pages(taqrir, mission, work):
    """A name on the second page of a piece, and one in another's outline only: each is told of at its declaration."""
    annexes = mission / "activities" / ACTIVITY / "annexes"
    said = work / "dit.md"
    said.write_text(f"# Un\n\n{'Un mot. ' * 1500}\n\n# Deux\n\nDit par {NAME}.\n")
    subprocess.run([taqrir, "render", said, "--out", annexes / "dit.pdf"], check=True, capture_output=True)
    title = ("\ufeff" + NAME).encode("utf-16-be").hex()
    (annexes / "plan.pdf").write_text(PDF_WITH_OUTLINE.replace("{title}", title))
    described = annexes.parent / "activity.toml"
    described.write_text(described.read_text() + """
[[piece]]
id = "dit"
file = "annexes/dit.pdf"
title = "Dit"

[[piece]]
id = "plan"
file = "annexes/plan.pdf"
title = "Plan"
""")
    done = subprocess.run([taqrir, "dossier", mission, "--id", "atelier", "--edition", "public", "--zip",
                           "--out", work / "foreign/dossier.pdf"], capture_output=True, text=True)
    need(done.returncode == 0, f"foreign pages: exit status {done.returncode}: {done.stderr[-800:]}")
    lines = described.read_text().splitlines()
    for piece, what in (("dit", "on page"), ("plan", "beside its pages’ text")):
        line = lines.index(f'id = "{piece}"')
        told = re.search(rf"activity\.toml:(\d+):\d+: warning: the piece “{piece}” is taken in as it is, and says a text "
                         rf"marked personal {what}", done.stderr)
        need(told and abs(int(told.group(1)) - line) <= 2, f"nothing, or no place, is said of “{piece}”: {done.stderr}")
    with zipfile.ZipFile(work / "foreign/dossier.zip") as archive:
        kept = [name for name in archive.namelist() if name.endswith(("dit.pdf", "plan.pdf"))]
        need(not kept, f"the archive holds {kept}")


def confidential_in_texts(taqrir, mission, work):
    """What is withheld as a piece must not come in as a report's text."""
    for what, told in (("text", f"activities/{WAS}/recit.md: error: this file is a confidential piece"),):
        copy = work / f"confidential-{what}"
        shutil.copytree(mission, copy)
        activity = copy / "activities" / WAS
        file = "recit.md"
        with open(activity / "activity.toml", "a") as toml:
            toml.write(f'\n[[piece]]\nid = "cache"\nfile = "{file}"\ntitle = "Caché"\nconfidential = true\n')
        out = work / f"confidential-{what}-out/dossier.pdf"
        done = subprocess.run([taqrir, "dossier", copy, "--id", "atelier", "--edition", "public", "--out", out],
                              capture_output=True, text=True)
        need(done.returncode == 1 and told in done.stderr and not out.exists(), f"a confidential {what}: {done}")


def main(taqrir, mission):
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        os.environ["TAQRIR_CACHE"] = str(work / "cache")
        copy = work / "mission"
        shutil.copytree(mission, copy)
        spoken(copy)
        full, _, _ = edition(taqrir, copy, work, "full")
        everything = set().union(*full.values())
        need(everything == FORBIDDEN, f"the search does not see {FORBIDDEN - everything} in the full edition")
        public, text, manifest = edition(taqrir, copy, work, "public")
        for place, words in public.items():
            need(not words, f"the public edition says {sorted(words)} in {place}")
        need(CODE in text, "the code does not stand in the text")
        pieces = {p["id"]: p for o in manifest["outputs"] if o["format"] == "pdf" for p in o["pieces"]}
        need(pieces["temoin"]["standing"] == "withheld", "the confidential piece is not listed as withheld")
        need("sha256" not in pieces["temoin"] and "file" not in pieces["temoin"], "the withheld piece’s file is told")
        need("Témoignage" in text, "the withheld piece is not named")
        need(pieces["temoignage-copie"]["standing"] == "withheld", "a copy of the confidential piece is shown")
        need("11-" not in "".join(pieces) and any(CODE in one for one in pieces), "a found piece is lost, or says its name")
        need(any(CODE in report["activity"] and report["from"] > 0
                 for o in manifest["outputs"] if o["format"] == "pdf" for report in o["reports"]),
             "the activity’s reports are not found by its redacted name")
        beside = subprocess.run([taqrir, "dossier", copy, "--id", "atelier", "--edition", "public", "--out",
                                 work / "full/public.pdf"], capture_output=True, text=True)
        need("manifest.json: warning: this manifest lists the full edition too" in beside.stderr,
             "nothing is said of a manifest that tells of the full edition")
        lock = (copy / "pieces.lock").read_bytes()
        volumes, _, _ = edition(taqrir, copy, work, "public", "--max-size", "300KB")
        for place, words in volumes.items():
            need(not words, f"the public edition in volumes says {sorted(words)} in {place}")
        need(lock == (copy / "pieces.lock").read_bytes(), "the public edition changes the pieces’ numbers")
        foreign_pages(taqrir, copy, work)
        confidential_in_texts(taqrir, mission, work)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
