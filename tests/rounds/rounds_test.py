#!/usr/bin/env python3
"""Twins there and back, Word and OpenDocument. Unedited ones of all narrative reports change nothing, also after LibreOffice saved them, as
the same kind or the other, and with another Pandoc; of edited ones exactly the edits come back, and what is not a text's is named and not taken.

usage: rounds_test.py TAQRIR MISSION
"""
import base64
import concurrent.futures
import difflib
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

import docx_edits
import odt_edits

TAQRIR, SAMPLE = sys.argv[1], pathlib.Path(sys.argv[2])
REPORT = "narrative-report"
faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def run(*arguments, env=None):
    done = subprocess.run([TAQRIR, *map(str, arguments)], capture_output=True, timeout=300, env=env)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def texts(mission):
    return {str(p.relative_to(mission)): p.read_bytes() for p in sorted(mission.rglob("*.md"))}


def take(twin, mission, env=None):
    status, out, err = run("--json", "take", twin, mission, env=env)
    answer = json.loads(out)
    return status, answer["diagnostics"]


def unedited(twins, mission, how, env=None):
    before = texts(mission)
    for twin in twins:
        status, said = take(twin, mission, env)
        need(status == 0 and said == [], f"{how}: {twin}: something is said of an unedited twin: {said}")
    after = texts(mission)
    need(after == before, f"{how}: an unedited twin changed {[k for k in before if before[k] != after[k]]}")


def saved(work, twins, kind):
    """The twins as LibreOffice saves them."""
    target = work / f"saved-{twins[0].suffix[1:]}-{kind}"
    numbered = [shutil.copy(twin, work / f"{twin.parent.name}{twin.suffix}") for twin in twins]
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", kind, "--outdir", target, *numbered],
                   check=True, capture_output=True, timeout=300)
    return sorted(target.glob("*." + kind))


def fresh(work):
    mission = work / "mission"
    shutil.rmtree(mission, ignore_errors=True)
    shutil.copytree(SAMPLE, mission)
    return mission


def difference(old, new):
    """Lines that went and lines that came."""
    lines = list(difflib.unified_diff(old.decode().splitlines(), new.decode().splitlines(), lineterm="", n=0))
    gone = [line[1:] for line in lines if line.startswith("-") and not line.startswith("---")]
    came = [line[1:] for line in lines if line.startswith("+") and not line.startswith("+++")]
    return gone, came


def kit(twin):
    """How such a file is edited."""
    return odt_edits if twin.suffix == ".odt" else docx_edits


def edited(work, twin, text, change, expected, outside=()):
    """One edit of a twin; `expected(gone, came)` judges the lines of the text that differ, `outside` are words of warnings."""
    mission = fresh(work)
    path = work / ("edited" + twin.suffix)
    kit(twin).edit(twin, path, change)
    before = texts(mission)
    status, said = take(path, mission)
    after = texts(mission)
    name = twin.suffix + " " + getattr(change, "__qualname__", "edit").split(".")[0]
    need(status == 0, f"{name}: status {status}: {said}")
    changed = [k for k in before if before[k] != after[k]]
    need(changed == ([text] if text else []), f"{name}: texts changed: {changed}, not {text}; {said}")
    if text and changed == [text]:
        gone, came = difference(before[text], after[text])
        need(expected(gone, came), f"{name}: other lines than expected:\n- " + "\n- ".join(gone) + "\n+ " + "\n+ ".join(came))
        need(any(d["severity"] == "note" for d in said), f"{name}: what was taken is not said")
    warnings = [d["message"] for d in said if d["severity"] == "warning"]
    need(len(warnings) == len(outside), f"{name}: warnings: {warnings}")
    for words in outside:
        need(any(words in warning for warning in warnings), f"{name}: “{words}” is not said: {warnings}")
    status, _, err = run("check", mission)
    need(status == 0, f"{name}: the text that was written has errors: {err}")


def french_edits(work, twin):
    edits = kit(twin)
    recit = "activities/05-atelier-planification/recit.md"
    joined = lambda lines: " ".join(" ".join(lines).split())
    # A word within a paragraph that refers to a piece: the reference survives.
    edited(work, twin, recit, edits.replace("La séance la plus vive", "La séance la plus longue"),
           lambda gone, came: "La séance la plus longue fut" in joined(came) and "[[piece:paperboard]]" in joined(came))
    # … and one that refers to a section and a table.
    edited(work, twin, recit, edits.replace("L’organisation matérielle est l’autre", "L’organisation matérielle reste l’autre"),
           lambda gone, came: "[[#tableau-avis]]" in joined(came) and "reste l’autre point faible" in joined(came))
    # … and one with a note: its definition stays as it is.
    edited(work, twin, recit, edits.replace("Treize personnes ont été présentes", "Treize personnes sont restées"),
           lambda gone, came: "[^manque]" in joined(came) and not any(line.startswith("[^manque]:") for line in gone + came))
    edited(work, twin, recit, edits.insert_after("Chaque participant a reçu", edits.BODY, "Un paragraphe ajouté *sans* étoiles."),
           lambda gone, came: gone == [] and [line for line in came if line] == ["Un paragraphe ajouté \\*sans\\* étoiles."])
    edited(work, twin, recit, edits.insert_after("Chaque participant a reçu", edits.HEADING, "Un titre de plus"),
           lambda gone, came: gone == [] and [line for line in came if line] == ["## Un titre de plus"])
    edited(work, twin, recit, edits.insert_row_after("Accompagner les personnes", ["Une ligne de plus", "7", "non"]),
           lambda gone, came: "| Une ligne de plus | 7 | non |" in came and "| :-- | --: | :-: |" not in gone)
    edited(work, twin, recit, edits.remove("Peut-on accompagner sans héberger"),
           lambda gone, came: joined(came) == "" and joined(gone).startswith("**Peut-on accompagner sans héberger ?**"))
    edited(work, twin, recit, edits.replace_heading("Former", "Apprendre"),  # a heading: its anchor survives
           lambda gone, came: gone == ["## Former {#former}"] and came == ["## Apprendre {#former}"])
    # A section before another: its lines move as they are.
    edited(work, twin, recit, edits.move_before("Trois réunions l’ont précédé", "Chaque participant a reçu", "L’atelier devait à la fois"),
           lambda gone, came: sorted(line for line in gone if line) == sorted(line for line in came if line))
    # What is the report's own.
    edited(work, twin, None, edits.replace("DEMO-2025-01", "DEMO-2026-01"), None,
           ["“DEMO-2025-01” became “DEMO-2026-01”"] * 1)
    edited(work, twin, None, edits.replace("Quatre orientations retenues par le vote, et", "Cinq orientations retenues par le vote, et"), None,
           ["“Résultats”"])
    edited(work, twin, None, edits.replace_heading("Écarts par rapport au programme", "Écarts"), None, ["became"])


def png(side, colour):
    """A square of one colour."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes(colour) * side) * side
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def pictures(work, twin):
    """Pictures that an editor puts in are written beside the text, and nothing else is."""
    edits, recit = kit(twin), "activities/05-atelier-planification/recit.md"
    beside = lambda mission: {p.name: p.read_bytes() for p in (mission / recit).parent.iterdir() if p.suffix in (".png", ".jpg")}
    blue, red = png(90, (20, 40, 200)), png(80, (200, 40, 20))
    path = work / ("pictures" + twin.suffix)
    hostile = edits.PICTURES + "../../../../evil.png"
    named = lambda n, name: name if edits is odt_edits else f"rId-more-{n}"
    put_two = lambda xml: edits.put_picture_into("La séance la plus vive", named(1, edits.PICTURES + "b.png"), "Le tableau, de près")(
        edits.put_picture_after("Chaque participant a reçu", named(0, edits.PICTURES + "a.png"), "La salle", "La salle du premier jour")(xml))
    edits.edit(twin, path, put_two, [(edits.PICTURES + "a.png", blue), (edits.PICTURES + "b.png", red)])
    mission = fresh(work)
    (mission / recit).with_name("recit-la-salle.png").write_bytes(b"another")  # what is there is not written over
    before = texts(mission)
    status, said = take(path, mission)
    need(status == 0, f"{twin.suffix} pictures: {said}")
    gone, came = difference(before[recit], texts(mission)[recit])
    figure = '![La salle](recit-la-salle-2.png "La salle du premier jour")'
    need(figure in came, f"{twin.suffix}: “{figure}” is not in the text: {came}")
    need(any("![Le tableau, de près](recit-le-tableau-de-près.png)" in line for line in came) and "[[piece:paperboard]]" in " ".join(came),
         f"{twin.suffix}: the picture within a paragraph: {came}")
    need(beside(mission) == {"recit-la-salle.png": b"another", "recit-la-salle-2.png": blue, "recit-le-tableau-de-près.png": red},
         f"{twin.suffix}: beside the text: {list(beside(mission))}")
    for words in ("“La salle” was put in: written to “activities/05-atelier-planification/recit-la-salle-2.png”", "recit-le-tableau-de-près.png"):
        need(any(words in d["message"] for d in said), f"{twin.suffix}: “{words}” is not said: {said}")
    (mission / recit).with_name("recit-la-salle.png").unlink()
    status, _, err = run("check", mission)
    need(status == 0, f"{twin.suffix}: the text with pictures has errors: {err}")
    # The same as the text itself: the pictures stay in the file, and are in the report.
    account = (mission / recit).with_name("relu" + twin.suffix)
    shutil.copy(path, account)
    toml = account.with_name("activity.toml")
    toml.write_text(toml.read_text(encoding="utf-8").replace('account = "recit.md"', f'account = "{account.name}"'), encoding="utf-8")
    status, _, err = run("build", mission, f"05-atelier-planification/{REPORT}", "--format", "html", "--out", work / "html")
    html = (work / "html/05-atelier-planification" / f"{REPORT}.html").read_text(encoding="utf-8") if status == 0 else ""
    need('alt="La salle"' in html and 'alt="Le tableau, de près"' in html, f"{twin.suffix}: pictures of a twin given as text: {status} {err}")
    # And a mission made of it.
    target = work / ("from-pictures" + twin.suffix)
    status, out, err = run("--json", "init", target, "--from", path)
    made = {p.name: p.read_bytes() for p in target.rglob("recit-la-salle*.png")}
    need(status == 0 and made == {"recit-la-salle.png": blue}, f"{twin.suffix}: pictures of a twin that init takes: {status} {list(made)} {out}")
    status, _, err = run("check", target)
    need(status == 0, f"{twin.suffix}: {err}")
    # A name that climbs out is refused with the whole file.
    mission = fresh(work)
    edits.edit(twin, path, edits.put_picture_after("Chaque participant a reçu", named(0, hostile), "x"), [(hostile, blue)])
    status, out, err = run("take", path, mission)
    need(status == 1 and texts(mission) == texts(SAMPLE) and not beside(mission), f"{twin.suffix}: a name that climbs out: {status} {err}")


def hostile_marks(work, twin):
    """A twin that says that it was made of a file elsewhere does not reach it."""
    outside = work / "outside.md"
    outside.write_text("Un mot.\n", encoding="utf-8")
    mission = fresh(work)
    path = work / "hostile.docx"
    with zipfile.ZipFile(twin) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/custom.xml":
                content = renamed_source(content.decode("utf-8"), "../outside.md").encode("utf-8")
            new.writestr(name, content)
    status, _, err = run("take", path, mission)
    need(status == 1 and "which is no text of this report now" in err, f"a source elsewhere: {status} {err}")
    need(outside.read_text(encoding="utf-8") == "Un mot.\n" and texts(mission) == texts(SAMPLE), "a source elsewhere was written to")


PART_OF_NOTES = r'name="Taqrir-\d+"[^>]*>(?:<[^>]*>)?([^<]*)<'


def renamed_source(xml, path):
    """The notes of a twin with another path for its first text."""
    parts = re.findall(PART_OF_NOTES, xml)
    packed = "".join(parts)
    notes = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    notes["sources"][0][0] = path
    again = base64.urlsafe_b64encode(json.dumps(notes, ensure_ascii=False).encode()).decode().rstrip("=")
    size = -(-len(again) // len(parts))
    pieces = iter(again[i:i + size] for i in range(0, len(again), size))
    return re.sub(PART_OF_NOTES, lambda m: m[0][: -len(m[1]) - 1] + next(pieces) + "<", xml)


def conflicts(work, twin):
    edits, recit = kit(twin), "activities/05-atelier-planification/recit.md"
    path = work / ("edited" + twin.suffix)
    edits.edit(twin, path, edits.replace("La séance la plus vive", "La séance la plus longue"))
    # The text changed elsewhere: both changes hold.
    mission = fresh(work)
    text = (mission / recit).read_text(encoding="utf-8")
    (mission / recit).write_text(text.replace("Trois réunions l’ont précédé.", "Quatre réunions l’ont précédé."), encoding="utf-8")
    status, said = take(path, mission)
    merged = (mission / recit).read_text(encoding="utf-8")
    need(status == 0 and "Quatre réunions" in merged and "la plus longue" in merged, f"changes in two places: {status} {said}")
    # The text changed in the same place: nothing is overwritten, both places are named.
    mission = fresh(work)
    changed = text.replace("La séance la plus vive", "La séance la plus courte")
    (mission / recit).write_text(changed, encoding="utf-8")
    status, said = take(path, mission)
    need(status == 1 and (mission / recit).read_text(encoding="utf-8") == changed, f"a conflict is overwritten: {status} {said}")
    need(any("changed since the twin was made" in d["message"] and "Le 10 juin" in d["message"] and d["file"].endswith("recit.md") for d in said),
         f"a conflict is not named: {said}")


def given(work, twin):
    """A text given as the edited twin, and a mission made of it."""
    edits, given_as = kit(twin), "recit-relu" + twin.suffix
    mission = fresh(work)
    activity = mission / "activities/05-atelier-planification"
    edits.edit(twin, activity / given_as, edits.replace("La séance la plus vive", "La séance la plus longue"))
    toml = activity / "activity.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('account = "recit.md"', f'account = "{given_as}"'), encoding="utf-8")
    status, _, err = run("build", mission, f"05-atelier-planification/{REPORT}", "--out", work / "given")
    need(status == 0, f"a twin as account: {err}")
    if status == 0:
        pdf = work / "given/05-atelier-planification" / f"{REPORT}.pdf"
        words = " ".join(subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode("utf-8").split())
        need("La séance la plus longue" in words, "the edit is not in the report")
        need(words.count("Résumé des objectifs et des résultats") <= 3, "more than the part was taken from the twin")
        need("pièce 5.5" in words and "tableau 4" in words, "references do not survive in a twin given as text")
    folder = work / "relus"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    edits.edit(twin, folder / ("rapport relu" + twin.suffix), edits.replace("DEMO-2025-01", "DEMO-2026-01"))
    for source, name in ((folder, "from-folder"), (folder / ("rapport relu" + twin.suffix), "from-file")):
        target = work / name
        shutil.rmtree(target, ignore_errors=True)
        status, out, err = run("--json", "init", target, "--from", source)
        messages = [d["message"] for d in json.loads(out)["diagnostics"]]
        need(status == 0, f"{name}: {messages}")
        need(any("it is a twin that Taqrir made" in m for m in messages), f"{name}: the twin is not known: {messages}")
        need(any("“DEMO-2025-01” became “DEMO-2026-01”" in m for m in messages), f"{name}: a change outside is not named: {messages}")
        made = [p.read_text(encoding="utf-8") for p in target.rglob("recit.md")]
        need(len(made) == 1 and "[[piece:paperboard]]" in made[0] and "{#former}" in made[0] and "[[#vote]]" in made[0] and "Résumé des objectifs" not in made[0],
             f"{name}: the text is not taken out of the twin: {made[:1]}")
        status, _, err = run("build", target, "--out", work / (name + "-out"))
        need(status == 0, f"{name}: {err}")
    # A file that is no twin, and one whose mission is another.
    (work / "no.docx").write_bytes(b"PK\3\4 word/document.xml nothing")
    status, _, err = run("take", work / "no.docx", mission)
    need(status == 1 and "does not remember" in err, f"no twin: {status} {err}")
    status, _, err = run("take", twin, work / "from-folder")
    need(status == 1 and "does not declare" in err, f"another mission: {status} {err}")


def rounds(work, kind):
    """All that is tried with twins of one kind, in a folder of its own."""
    work.mkdir()
    mission = fresh(work)
    status, _, err = run("build", mission, REPORT, "--format", kind, "--out", work / "twins")
    need(status == 0, err)
    twins = sorted((work / "twins").rglob("*." + kind))
    need(len(twins) == 6, f"twins: {twins}")
    unedited(twins, mission, "as written")
    newer = os.environ.get("TAQRIR_PANDOC")  # the folder of another Pandoc
    if newer:
        unedited(twins, mission, "another Pandoc", {**os.environ, "PATH": newer + ":" + os.environ["PATH"]})
    if shutil.which("soffice"):
        for as_kind in ("odt", "docx") if kind == "docx" else ("odt",):
            unedited(saved(work, twins, as_kind), mission, f"{kind} saved by LibreOffice as {as_kind}")
    twin = next(t for t in twins if "05-" in t.parent.name)
    french_edits(work, twin)
    arabic = next(t for t in twins if "03-" in t.parent.name)
    edited(work, arabic, "activities/03-code-ethique/recit.md", kit(twin).insert_after("لا ضرر", kit(twin).BODY, "فقرة مضافة."),
           lambda gone, came: [line for line in came if line] == ["فقرة مضافة."] or "فقرة مضافة" in " ".join(came))
    conflicts(work, twin)
    given(work, twin)
    pictures(work, twin)
    if kind == "docx":
        hostile_marks(work, twin)


def main():
    if not shutil.which("pandoc"):
        print("SKIPPED: Pandoc is not here")
        sys.exit(77)
    if not os.environ.get("TAQRIR_PANDOC"):
        print("another Pandoc: SKIPPED, set TAQRIR_PANDOC to its folder")
    if not shutil.which("soffice"):
        print("saving by LibreOffice: SKIPPED, it is not here")
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(rounds, pathlib.Path(name) / kind, kind) for kind in ("docx", "odt")]:
            done.result()
    for fault in faults:
        print("FAULT:", fault)
    sys.exit(1 if faults else 0)


main()
