#!/usr/bin/env python3
"""init --from: each folder becomes a mission whose check and build exit with 0; every file of the folder is spoken of,
the folder stays as it was, and what is hostile is refused or left out by name.

usage: import_test.py TAQRIR
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "reading"))
import folder
import office  # noqa: E402: workbooks cell by cell

TAQRIR = sys.argv[1]
faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def run(*arguments, cwd=None):
    start = time.monotonic()
    done = subprocess.run([TAQRIR, *map(str, arguments)], cwd=cwd, capture_output=True, timeout=300)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), time.monotonic() - start


def state(root):
    """Every file and link below a folder, with its content's hash, size and time."""
    out = {}
    for where, folders, files in os.walk(os.fsencode(root)):
        for name in files + folders:
            path = os.path.join(where, name)
            status = os.lstat(path)
            content = b""
            if os.path.isfile(path) and not os.path.islink(path) and status.st_size < 1_000_000 and os.access(path, os.R_OK):
                content = hashlib.sha256(open(path, "rb").read()).digest()
            out[path] = (status.st_mode, status.st_size, status.st_mtime_ns, content)
    return out


def imported(source, target, build=True):
    """The answer of init as JSON; check and build must succeed, and the source be as it was."""
    before = state(source)
    status, out, err, took = run("--json", "init", target, "--from", source)
    answer = json.loads(out)
    need(status == 0, f"init {source}: status {status}: {answer['diagnostics']}")
    need(state(source) == before, f"init {source}: the source folder was changed")
    for command in (["check", target], ["build", target, "--out", pathlib.Path(str(target) + "-out")])[: 2 if build else 1]:
        status, _, err, _ = run(*command)
        need(status == 0, f"{command}: status {status}\n{err}")
    return answer


def notes(answer, ending):
    return [d["message"] for d in answer["diagnostics"] if d["file"].endswith(ending)]


def said(answer, ending, words):
    need(any(words in message for message in notes(answer, ending)), f"“{words}” is not said of {ending}: {notes(answer, ending)}")


def every_file_is_spoken_of(source, answer):
    spoken = {d["file"] for d in answer["diagnostics"]}
    for path in pathlib.Path(source).rglob("*"):
        if path.is_file():
            need(str(path) in spoken, f"nothing is said of {path}")


def realistic(work, with_office):
    source = work / ("Mission d'appui aux OSC" + (" (Word)" if with_office else ""))
    folder.make(source, with_office)
    target = work / ("office" if with_office else "plain")
    answer = imported(source, target)
    every_file_is_spoken_of(source, answer)
    first = target / "activities/01-atelier-de-lancement"
    need(sorted(p.name for p in (target / "activities").iterdir()) == ["01-atelier-de-lancement", "02-تكوين-في-التوثيق"], "activities")
    said(answer, "Liste de présence.csv", "taken as “attendance”")
    said(answer, "Liste de présence.csv", "read “Nom et prénom” as “code”, “Genre” as “sexe”")
    said(answer, "Liste de présence.csv", "left out of its copy: “Téléphone”")
    said(answer, "Tests.csv", "learning_maximum = 20")
    said(answer, "Ordre du jour (copie).pdf", "the same as")
    said(answer, ".DS_Store", "left out")
    said(answer, "لائحة الحضور.csv", "taken as “attendance”")
    said(answer, "2 - تكوين في التوثيق", "no name or column says when")
    said(answer, "1 - Atelier de lancement (12-13 mars 2025)", "2025-03-12 – 2025-03-13")
    report = "Rapport narratif - Atelier." + ("docx" if with_office else "md")
    said(answer, report, "taken as “account”")
    kept = (first / ("recit" + (".docx" if with_office else ".md"))).read_bytes()
    need(kept == (source / "1 - Atelier de lancement (12-13 mars 2025)" / report).read_bytes(), "the text is not the original, byte for byte")
    sheet = (first / "donnees/presences.csv").read_text(encoding="utf-8")
    need(sheet.splitlines()[:3] == ["code,sexe,12/03/2025 matin,12/03/2025 après-midi", "P01,F,1,1", "P02,M,1,0"], f"sheet:\n{sheet}")
    need("Alami" not in sheet and "06000" not in sheet, "people are named in the sheet's copy")
    # One person has one code in both sheets, however the name is turned.
    tests = (first / "donnees/pre-post.csv").read_text(encoding="utf-8").splitlines()
    need(tests[1] == "P01,8,14", f"codes differ from sheet to sheet: {tests}")
    need("confidential = true" in (first / "activity.toml").read_text(encoding="utf-8"), "sheets with names are not confidential")
    need("dates" in (target / "activities/02-تكوين-في-التوثيق/activity.toml").read_text(encoding="utf-8"), "dates")
    pdf = pathlib.Path(str(target) + "-out") / "01-atelier-de-lancement/technical-analysis.pdf"
    words = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    need("4 (2 femmes et 2 hommes)" in " ".join(words.split()) or "2 femmes" in words, "attendance is not counted from the sheet")
    status, _, err, _ = run("dossier", target, "--out", work / "dossier.pdf", "--draft")
    need(status == 0, f"dossier: {err}")
    # A second time nothing is overwritten.
    status, _, err, _ = run("init", target, "--from", source)
    need(status == 2 and "is not an empty folder" in err, f"overwritten: {err}")


def shapes(work):
    text = "# Une formation réussie\n\nLes participants ont travaillé, et ils ont fini à temps.\n"
    flat = work / "Formation à Oujda"
    folder.text(flat / "rapport.md", text)
    folder.pdf(flat / "Annexes" / "programme 5-6 mai 2025.pdf", "Programme")
    imported(flat, work / "flat")
    need([p.name for p in (work / "flat/activities").iterdir()] == ["01-formation-à-oujda"] or
         [p.name for p in (work / "flat/activities").iterdir()] == ["01-formation-a-oujda"], "a flat folder is one activity")
    need("Une formation réussie" in (work / "flat/activities/01-formation-a-oujda/activity.toml").read_text(), "titles come from the text")

    prefixed = work / "prefixes"
    for number in (1, 2, 10):
        folder.text(prefixed / f"A{number}_compte rendu.md", f"# Rencontre numéro {number} des sections\n\nLes sections ont parlé, et le bureau a écouté : {number}.\n")
        folder.pdf(prefixed / f"A{number}_affiche.pdf", f"Affiche {number}")
    folder.text(prefixed / "Note générale.md", "# Note\n\nUne note de la mission.\n")
    imported(prefixed, work / "by-prefix")
    need(len(list((work / "by-prefix/activities").iterdir())) == 3, "one activity for each number of the files' names")
    need((work / "by-prefix/annexes/note-generale.md").exists(), "what has no number is the mission's")

    grouped = work / "wrap" / "Mission 2025"
    for phase, names in (("Phase 1", ("Atelier Fès", "Atelier Rabat")), ("Phase 2", ("Atelier Oujda", "Atelier Agadir"))):
        for name in names:
            folder.text(grouped / phase / name / "récit.md", f"# {name}\n\nLes gens de {name} ont beaucoup parlé.\n")
    imported(work / "wrap", work / "grouped")
    need(len(list((work / "grouped/activities").iterdir())) == 4, "folders of folders")

    several = work / "versions"
    folder.text(several / "Rapport narratif v1.md", "# Le rapport\n\n" + "Une phrase longue du brouillon. " * 40)
    folder.text(several / "Rapport narratif final.md", "# Le rapport\n\nLa version finale, plus courte.\n")
    answer = imported(several, work / "final")
    said(answer, "Rapport narratif v1.md", "it could be “account” too")
    said(answer, "Rapport narratif final.md", "taken as “account”")

    pictured = work / "illustré"
    (pictured / "img").mkdir(parents=True)
    (pictured / "img/photo 1.png").write_bytes(folder.PNG)
    (pictured / "salle.png").write_bytes(folder.PNG + b" ")
    folder.text(pictured / "récit.md", "# Avec une image\n\n![La salle](salle.png)\n\nLes gens parlent.\n")
    imported(pictured, work / "pictures")
    need(len(list((work / "pictures/activities").glob("*/salle.png"))) == 1, "pictures stay where the text looks for them")


def workbook(work):
    """All sheets of a workbook are looked at; of each it is said what it is taken to be."""
    source = work / "Formation à Nador"
    folder.text(source / "récit.md", "# Une formation\n\nLes participants ont travaillé, et ils ont fini à temps.\n")
    people = ["Alami Sara", "Bennani Omar", "Chraibi Hind"]
    sheets = [
        ("Page de garde", [["Formation à Nador, suivi"], ["Préparé par", "la consultance"]]),
        ("Présences", [["Feuille de présence"], [], ["Nom et prénom", "Genre", "12/03/2025 matin", "12/03/2025 soir"],
                       *[[name, "Femme" if n != 1 else "Homme", "présent", "absent" if n else "présent"] for n, name in enumerate(people)]]),
        ("Évaluation", [["Code", "Contenu", "Animation", "Salle"], ["P01", 4, 5, 3], ["P02", 5, 5, 2]]),
        ("Tests", [["Nom et prénom", "Pré-test /20", "Post-test /20"], *[[name, 8 + n, 14 + n] for n, name in enumerate(people)]]),
        ("Budget", [["Rubrique", "Montant (MAD)"], ["Salle", 12000], ["Repas", 8000]]),
        ("Présences (suite)", [["Code", "Sexe", "13/03/2025 matin"], ["P01", "F", 1]]),
        ("Vide", []),
    ]
    (source / "Suivi.xlsx").write_bytes(office.xlsx(sheets))
    answer = imported(source, work / "workbook")
    for words in ("sheet “Présences”: taken as “attendance” of [deliverables.technical-analysis]", "sheet “Présences”: read “Nom et prénom” as “code”",
                  "sheet “Évaluation”: taken as “satisfaction”", "sheet “Tests”: taken as “learning”", "sheet “Tests”: learning_maximum = 20",
                  "sheet “Page de garde”: no report reads columns like these", "sheet “Budget”: no report reads columns like these",
                  "sheet “Présences (suite)”: its columns are those of “attendance” too, which another sheet is already", "annexed to"):
        said(answer, "Suivi.xlsx", words)
    data = next((work / "workbook/activities").iterdir()) / "donnees"
    read = lambda name: (data / name).read_text(encoding="utf-8").splitlines() if (data / name).exists() else []
    need(read("presences.csv") == ["code,sexe,12/03/2025 matin,12/03/2025 soir", "P01,F,1,1", "P02,M,1,0", "P03,F,1,0"], f"attendance: {read('presences.csv')}")
    need(read("satisfaction.csv")[:2] == ["Code,Contenu,Animation,Salle", "P01,4,5,3"] or read("satisfaction.csv")[:2] == ["code,Contenu,Animation,Salle", "P01,4,5,3"],
         f"evaluation: {read('satisfaction.csv')}")
    need(read("pre-post.csv") == ["code,pre,post", "P01,8,14", "P02,9,15", "P03,10,16"], f"tests: {read('pre-post.csv')}")
    toml = (data.parent / "activity.toml").read_text(encoding="utf-8")
    need("confidential = true" in toml and "suivi.xlsx" in toml.lower(), "a workbook that names people is annexed, not as confidential")
    # A workbook of one sheet in the report's form is taken as it is.
    alone = work / "Seul"
    folder.text(alone / "récit.md", "# Une formation\n\nLes participants ont travaillé, et ils ont fini à temps.\n")
    (alone / "Présences.xlsx").write_bytes(office.xlsx([("Feuil1", [["code", "sexe", "j1"], ["P01", "F", 1], ["P02", "M", 0]])]))
    answer = imported(alone, work / "alone")
    said(answer, "Présences.xlsx", "taken as “attendance”")
    need(len(list((work / "alone/activities").glob("*/donnees/presences.xlsx"))) == 1, "a workbook of one good sheet is copied as it is")


def hostile(work):
    secret = work / "secret.txt"
    secret.write_text("TOP SECRET")
    source = work / "hostile"
    folder.text(source / "récit.md", "# Un récit\n\nLes gens ont parlé de tout, et de rien.\n")
    (source / "lien.txt").symlink_to(secret)
    (source / "dossier").symlink_to("/etc")
    (source / "boucle").symlink_to(source)
    os.mkfifo(source / "tube.pdf")
    with open(source / "énorme.pdf", "wb") as file:
        file.truncate(300_000_000)
    (source / "vide.docx").touch()
    (source / "cassé.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    (source / "cassé.docx").write_bytes(b"PK\3\4 word/document.xml nothing more")
    (source / "cassé.xlsx").write_bytes(b"PK\3\4 xl/workbook.xml nothing more")
    (source / "programme.bin").write_bytes(bytes(range(256)) * 40)
    folder.text(source / "faux.csv", "code,sexe,j1\nP01,F,1\nP02,X,1\n")
    folder.text(source / "analyse.md", "# Analyse\n\n{{ rien.du.tout }} et ![x](../../../../etc/passwd)\n")
    for name in (b"\xff\xfe.pdf", b"a\nb.txt", b"\xe2\x80\xaegnp.exe", b"-rf", b"con.txt", b"\"quotes\" & <tags>.md"):
        with open(os.fsencode(source) + b"/" + name, "wb") as file:
            file.write(b"Un texte avec des mots, " + name.hex().encode())
    deep = source
    for level in range(20):
        deep = deep / f"niveau {level}"
    folder.text(deep / "fond.md", "# Le fond\n")
    answer = imported(source, work / "from-hostile")
    said(answer, "lien.txt", "links are not followed")
    said(answer, "boucle", "links are not followed")
    said(answer, "énorme.pdf", "larger than 100 MB")
    said(answer, "vide.docx", "it is empty")
    said(answer, "tube.pdf", "left out")
    said(answer, "cassé.pdf", "kept in “sources/casse")
    said(answer, "faux.csv", "it cannot be “attendance”")
    said(answer, "analyse.md", "it cannot be “analysis”")
    for path in (work / "from-hostile").rglob("*"):
        need(not path.is_symlink(), f"a link was copied: {path}")
        need(not path.is_file() or b"TOP SECRET" not in path.read_bytes(), f"the secret is in {path}")
        need(path.name.isprintable() and "\n" not in path.name, f"an unsafe name: {path!r}")

    status, _, err, _ = run("init", source / "mission", "--from", source)
    need(status == 2 and "which is only read" in err, f"inside: {status} {err}")
    status, _, err, _ = run("init", work / "again", "--from", work / "from-hostile")
    need(status == 2 and "is a mission already" in err, f"a mission: {status} {err}")
    (work / "empty").mkdir()
    for bad in (work / "empty", work / "none"):
        status, _, err, _ = run("init", work / "nothing", "--from", bad)
        need(status in (1, 2) and "error" in err and not (work / "nothing").exists(), f"{bad}: {status} {err}")


def many(work):
    source = work / "many"
    source.mkdir()
    for i in range(1200):
        (source / f"photo {i}.png").write_bytes(folder.PNG + i.to_bytes(4, "big"))
    folder.text(source / "récit.md", "# Récit\n\nDe nombreuses photos.\n")
    start = time.monotonic()
    imported(source, work / "from-many", build=False)
    need(time.monotonic() - start < 60, f"1,200 files took {time.monotonic() - start:.0f} s")
    for i in range(1200, 10_000):
        (source / f"photo {i}.png").write_bytes(folder.PNG + i.to_bytes(4, "big"))
    status, _, err, took = run("init", work / "too-many", "--from", source)
    need(status == 2 and "more than 5000 files" in err and took < 30, f"10,000 files: {status} in {took:.0f} s: {err[:200]}")
    need(not (work / "too-many").exists(), "something was made of too many files")


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        realistic(work, with_office=False)
        if shutil.which("pandoc"):
            realistic(work, with_office=True)
        else:
            print("Word files are SKIPPED: Pandoc is not here")
        if shutil.which("soffice"):
            workbook(work)
        else:
            print("workbooks of Excel are SKIPPED: LibreOffice is not here")
        shapes(work)
        hostile(work)
        many(work)
    for fault in faults:
        print("FAULT:", fault)
    sys.exit(1 if faults else 0)


main()
