#!/usr/bin/env python3
"""Certificates, one a row of a table: how many a second, and in how much memory, as files and in one file.

usage: certificates.py TAQRIR SCRATCH_FOLDER [ROWS]

A certificate is a page on its side, French and Arabic beside each other, with the institutional header. Exit status 1
when a goal is missed: 300 a second on two cores, 200 MB, and memory that grows by no more
than a quarter with ten times the rows.
"""

import json
import pathlib
import shutil
import sys

from bench import Run

GOAL_A_SECOND, GOAL_MEGABYTES, GOAL_GROWTH = 300, 200, 1.25
CPUS = 2

MISSION = """format_version = 1
id = "attestations"
title = { fr = "Dialogue", ar = "حوار" }
languages = ["fr", "ar"]
period = { start = 2025-01-06, end = 2025-06-27 }
theme = "institutional"
[organisation]
name = { fr = "L’Observatoire Marocain des Prisons", ar = "المرصد المغربي للسجون" }
[programme]
name = { fr = "DIALOGUE", ar = "حوار" }
funder = "eu"
[consultant]
role = { fr = "Consultance" }
"""
ACTIVITY = """title = { fr = "Planification stratégique", ar = "التخطيط الاستراتيجي" }
dates = { start = 2025-06-10, end = 2025-06-12 }
place = { fr = "Rabat", ar = "الرباط" }
[deliverables.certificate]
people = "people.csv"
"""
TYPE = """format_version = 1
id = "certificate"
title = { fr = "Attestation de participation", ar = "شهادة مشاركة" }
scope = "row"
rows = "people"
file_name = "attestation-{{ row.code }}"
theme = "theme.toml"
[[field]]
name = "people"
type = "sheet"
required = true
label = { fr = "Participants", ar = "المشاركون" }
columns = [
  { name = "code", type = "text", filled = true, label = { fr = "Code", ar = "الرمز" } },
  { name = "name", type = "text", filled = true, label = { fr = "Nom", ar = "الاسم" } },
  { name = "nom", type = "text", label = { fr = "Nom en arabe", ar = "الاسم بالعربية" } },
  { name = "hours", type = "integer", label = { fr = "Heures", ar = "الساعات" } },
]
[[section]]
component = "parallel"
file = "texte.md"
divisions = []
headed = false
[[section]]
component = "signatures"
place_and_date = { fr = "{{ activity.place }}, le {{ report.date | date }}", ar = "{{ activity.place }}، {{ report.date | date }}" }
signatories = [ { role = { fr = "La présidente", ar = "الرئيسة" } }, { role = { fr = "La formatrice", ar = "المكونة" } } ]
"""
FRENCH = """# Attestation de participation

L’Observatoire Marocain des Prisons atteste que

**{{ row.name }}**

a pris part à l’atelier « {{ activity.title }} », tenu à {{ activity.place }}, {{ activity.dates }} ({{ row.hours }} heures).
"""
ARABIC = """# شهادة مشاركة

يشهد المرصد المغربي للسجون أن

**{{ row.nom }}**

قد شارك في ورشة «{{ activity.title }}»، {{ activity.dates }} ({{ row.hours }} ساعة).
"""
FIRST = ["Amina", "Karim", "Salma", "Idir", "Nadia", "Youssef", "Tilila", "Hassan", "Zineb", "Mehdi"]
LAST = ["Benali", "El Mansouri", "Tazi", "Ouhaddou", "Alaoui", "Cherkaoui", "Amrani", "Bennis"]
FIRST_AR = ["أمينة", "كريم", "سلمى", "إيدير", "نادية", "يوسف", "تيليلا", "حسن", "زينب", "مهدي"]
LAST_AR = ["بنعلي", "المنصوري", "التازي", "أوحدو", "العلوي", "الشرقاوي", "العمراني", "بنيس"]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def mission(folder, rows):
    shutil.rmtree(folder, ignore_errors=True)
    write(folder / "mission.toml", MISSION)
    write(folder / "activities/05-atelier/activity.toml", ACTIVITY)
    lines = [f"P{i:05d},{FIRST[i % 10]} {LAST[i % 8]} {i},{FIRST_AR[i % 10]} {LAST_AR[i % 8]},{6 + i % 13}" for i in range(1, rows + 1)]
    write(folder / "activities/05-atelier/people.csv", "code,name,nom,hours\n" + "\n".join(lines) + "\n")
    kind = folder / "types/certificate"
    write(kind / "type.toml", TYPE)
    write(kind / "theme.toml", 'base = "certificate"\n')
    write(kind / "texte.fr.md", FRENCH)
    write(kind / "texte.ar.md", ARABIC)


def made(taqrir, scratch, rows, *options):
    """The run, and the size in MB of what it made."""
    folder = scratch / "mission"
    mission(folder, rows)
    out = scratch / "out"
    shutil.rmtree(out, ignore_errors=True)
    run = Run(["taskset", "-c", "0-1", taqrir, "build", folder, "--out", out, "--json", "--jobs", CPUS, *options],
              {"TAQRIR_CACHE": str(scratch / "cache"), "SOURCE_DATE_EPOCH": "1750000000"})
    output = json.loads(run.output)["outputs"][0]
    if output["rows"] != {"made": rows, "failed": 0} or output["pages"] != rows:
        sys.exit(f"not every certificate was made, or not on one page: {output}")
    return run, sum(f.stat().st_size for f in out.rglob("*.pdf")) / 1e6


def way(taqrir, scratch, name, rows, *options):
    """Whether the goals are met."""
    few, _ = made(taqrir, scratch, max(rows // 10, 1), *options)
    many, size = made(taqrir, scratch, rows, *options)
    rate, growth = rows / many.seconds, many.megabytes / few.megabytes
    print(f"{rows} certificates {name}: {many.seconds:.1f} s, cpu {many.cpu:.1f} s, {size:.0f} MB of PDF; "
          f"{few.megabytes:.0f} MB of memory for {max(rows // 10, 1)}, {many.megabytes:.0f} MB for {rows}")
    met = True
    for what, value, goal, good in ((f"a second, {name}", rate, f"at least {GOAL_A_SECOND}", rate >= GOAL_A_SECOND),
                                    (f"MB of memory, {name}", many.megabytes, f"at most {GOAL_MEGABYTES}", many.megabytes <= GOAL_MEGABYTES),
                                    (f"times the memory for ten times the rows, {name}", growth, f"at most {GOAL_GROWTH}", growth <= GOAL_GROWTH)):
        print(f"{what:52} {value:8.1f}   goal {goal}: {'met' if good else 'MISSED'}")
        met = met and good
    return met


def main(taqrir, scratch, rows=10_000):
    scratch = pathlib.Path(scratch) / "certificates"
    files = way(taqrir, scratch, "as files", int(rows))
    one = way(taqrir, scratch, "in one file", int(rows), "--one-file")
    return 0 if files and one else 1


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
