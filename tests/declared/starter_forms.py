"""The form that `taqrir new` writes for each shipped type asks for what is required, and for nothing else: no value of
ours is wrong, none could be taken for an answer. Made use of, its optional lines are right too.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

program, templates = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
MISSION = """format_version = 1
id = "m"
title = { fr = "Mission", ar = "مهمة" }
languages = ["LANGUAGE"]
period = { start = 2025-01-01, end = 2025-12-31 }
"""
ACTIVITY = 'title = { fr = "Atelier", ar = "ورشة" }\ndates = { start = 2025-02-03, end = 2025-02-05 }\n'
# What a form with blanks may ask for.
STILL_EMPTY = re.compile("“(.*)” is required and still empty")
ASKED = (STILL_EMPTY, re.compile("the text “.*” is still empty"), re.compile("“.*” has a header but no row"),
         re.compile("the table has no rows below its header"),
         re.compile("lacks the demanded part “.*”"))
NO_FILE = re.compile("no such file: “.*”")  # of optional fields none is made
# A value in which nothing is said: texts of nothing, in lists and tables too.
BLANK = re.compile(r'(?m)^([a-z0-9_-]+) = (?:[\[\]{}, ]|[a-z0-9_-]+ = |"")+(?:  #.*)?$')
failures = []


def run(folder, environment, *arguments):
    return subprocess.run([program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=60)


def complaints(folder, environment):
    done = run(folder, environment, "check", ".", "--json")
    return [one for one in json.loads(done.stdout)["diagnostics"] if one["severity"] in ("error", "warning")]


def unasked(said, *allowed):
    return [one["message"] for one in said if not any(pattern.search(one["message"]) for pattern in (*ASKED, *allowed))]


def without_comment_marks(text):
    """The optional lines made use of: their values stand as they were written."""
    return re.sub(r"(?m)^# ([a-z0-9_-]+ = )", r"\1", text)


def try_type(name, scope, language, environment):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "mission.toml").write_text(MISSION.replace("LANGUAGE", language), encoding="utf-8")
        activity = folder / "activities" / "01-atelier"
        activity.mkdir(parents=True)
        (activity / "activity.toml").write_text(ACTIVITY, encoding="utf-8")
        where = "mission" if scope == "mission" else "01"
        made = run(folder, environment, "new", name, where)
        if made.returncode != 0:
            return failures.append(f"{name}: new\n{made.stderr}")
        described = folder / "mission.toml" if scope == "mission" else activity / "activity.toml"
        form = described.read_text(encoding="utf-8").split(f"[deliverables.{name}]", 1)[1]
        said = complaints(folder, environment)
        failures.extend(f"{name} ({language}): {message}" for message in unasked(said))
        asked = {found[1] for one in said if (found := STILL_EMPTY.search(one["message"]))}
        failures.extend(f"{name} ({language}): “{key}” is blank and nobody asks for it" for key in BLANK.findall(form)
                        if key not in asked)
        described.write_text(without_comment_marks(described.read_text(encoding="utf-8")), encoding="utf-8")
        failures.extend(f"{name} ({language}), optional lines too: {message}"
                        for message in unasked(complaints(folder, environment), NO_FILE))


with tempfile.TemporaryDirectory() as home:
    environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": home, "TAQRIR_DATA": str(templates)}
    types = json.loads(run(home, environment, "types", "--json").stdout)["types"]
    assert len(types) > 20, [one["id"] for one in types]
    for one in types:
        for language in ("fr", "ar"):
            try_type(one["id"], one["scope"], language, environment)
print(f"{len(types)} types")
if failures:
    sys.exit("\n".join(failures))
