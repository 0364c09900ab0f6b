#!/usr/bin/env python3
"""Searches the public edition for what must not be in it.

usage: public.py TAQRIR MISSION

Invented names are written into a copy of the mission wherever a name can stand: a signatory, the consultant, a text (in
capitals, without accents, broken by a line's end and by emphasis), a heading with its anchor, a table, a figure's
description, a piece's title, origin and file name, and, as a marker, a confidential piece. Then every object of the PDF as qpdf
gives it, decoded, its text as poppler gives it, the archive's files and the manifest are searched for them, whatever
way the bytes are written. The full edition, searched alike, must hold them: else the search is blind.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

NAME, ARABIC, MAIL, SECRET = "Aïcha El Idrissi-Test", "ليلى المرينية", "aicha.test@exemple.invalid", "zzsecretzz"
CODE = "Q77"
ACTIVITY = "05-atelier-planification"
TEXT = f"""
## Entretien avec {NAME} {{#entretien-aicha-el-idrissi-test}}

{NAME.upper()} a parlé ; Aïcha El
Idrissi-Test aussi, et **Aïcha** El Idrissi-Test. Écrire à <{MAIL}>. وقالت {ARABIC} ذلك.

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
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\s\-_]+", " ", plain.lower())


FORBIDDEN = {folded(text) for text in (NAME, ARABIC, MAIL, SECRET)}


def spoken(mission):
    toml = mission / "mission.toml"
    toml.write_text(toml.read_text().replace('code = "C1"', f'code = "C1"\nname = "{NAME} Consultante"', 1)
                    + f'\n[[personal]]\ncode = "{CODE}"\ntexts = ["{NAME}", "{ARABIC}", "{MAIL}"]\n')
    activity = mission / "activities" / ACTIVITY
    (activity / "recit.md").write_text((activity / "recit.md").read_text() + TEXT)
    shutil.copy(activity / "annexes/programme.pdf", activity / "annexes/aicha-el-idrissi-test.pdf")
    (activity / "annexes/secret.txt").write_text(f"Le témoin dit {SECRET}.\n")
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
file = "annexes/secret.txt"
title = "Témoignage"
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


def found_in_pdf(pdf, work):
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
    return found_in(texts)


def edition(taqrir, mission, work, name):
    out = work / name / "dossier.pdf"
    done = subprocess.run([taqrir, "dossier", mission, "--id", "atelier", "--out", out, "--edition", name, "--zip"],
                          capture_output=True, text=True)
    need(done.returncode == 0, f"{name}: exit status {done.returncode}: {done.stderr[-800:]}")
    seen = {"the PDF": found_in_pdf(out, work),
            "the manifest": found_in([(out.parent / "manifest.json").read_text()])}
    with zipfile.ZipFile(out.with_suffix(".zip")) as archive:
        for member in archive.namelist():
            seen["the archive’s names"] = seen.get("the archive’s names", set()) | found_in([member])
            if member.endswith(".pdf"):
                (work / "member.pdf").write_bytes(archive.read(member))
                seen["in the archive, " + member] = found_in_pdf(work / "member.pdf", work)
            else:
                seen["in the archive, " + member] = found_in(strings_of(archive.read(member)))
    text = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True).stdout
    return seen, text, json.loads((out.parent / "manifest.json").read_text())


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
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
