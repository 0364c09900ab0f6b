"""The same information as a native and as a declared type gives the same Document: only the id of the type differs."""

import difflib
import pathlib
import subprocess
import sys
import tempfile

program = sys.argv[1]

MISSION = """format_version = 1
id = "m"
title = { fr = "Mission", ar = "مهمة" }
languages = ["LANGUAGE"]
period = { start = 2025-01-01, end = 2025-06-30 }
[organisation]
name = { fr = "Une association", ar = "جمعية" }
"""

ITEMS = """items = [
  { code = "R1", text = "Faire **vite** et bien.", rationale = "Parce que.", finding = "Un constat.", priority = "high", state = "proposed", responsible = "Bureau", deadline = 2025-03-01 },
  { code = "R2", text = "Suivre.", priority = "low", state = "done", resources = "Deux jours" },
]
"""

ACTIVITY = """title = { fr = "Atelier", ar = "ورشة" }
dates = { start = 2025-02-03, end = 2025-02-05 }
place = "Rabat"
[deliverables.recommendations]
status = { state = "draft" }
""" + ITEMS + """
[deliverables.recos]
status = { state = "draft" }
""" + ITEMS

TYPE = """format_version = 1
id = "recos"
title = { fr = "Recommandations-actions", ar = "التوصيات والإجراءات" }
summary = { fr = "Ce qui est demandé, à qui, pour quand, et où on en est", ar = "المطلوب، ومن المسؤول عنه، وأجله، ومدى تقدمه" }
scope = "activity"

[[field]]
name = "items"
type = "recommendations"

[[section]]
component = "cover"

[[section]]
component = "contents"

[[section]]
component = "recommendations"
id = "part-summary"
title = SUMMARY
rows = "items"
parts = ["summary"]

[[section]]
component = "recommendations"
id = "part-tracking"
title = TRACKING
rows = "items"
parts = ["tracking"]

[[section]]
component = "recommendations"
id = "part-details"
title = DETAILS
rows = "items"
parts = ["details"]
"""


def title_in(text, part):
    """The words that the native report gives a part, from its own document."""
    for line in text.splitlines():
        if line.startswith(f"  heading #part-{part}"):
            return '"' + line.split(": ", 1)[1] + '"'
    raise AssertionError(f"no part {part} in\n{text}")


def built(folder, type_id):
    done = subprocess.run([program, "build", ".", type_id, "--format", "document", "--out", "out"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return (folder / f"out/01/{type_id}.document").read_text(encoding="utf-8")


for language in ("fr", "ar"):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "activities/01").mkdir(parents=True)
        (folder / "types/recos").mkdir(parents=True)
        (folder / "mission.toml").write_text(MISSION.replace("LANGUAGE", language), encoding="utf-8")
        (folder / "activities/01/activity.toml").write_text(ACTIVITY, encoding="utf-8")
        (folder / "types/recos/type.toml").write_text(TYPE.replace("SUMMARY", '"x"').replace("TRACKING", '"x"').replace("DETAILS", '"x"'), encoding="utf-8")
        native = built(folder, "recommendations")
        own = TYPE.replace("SUMMARY", title_in(native, "summary")).replace("TRACKING", title_in(native, "tracking")).replace("DETAILS", title_in(native, "details"))
        (folder / "types/recos/type.toml").write_text(own, encoding="utf-8")
        declared = built(folder, "recos").replace('report="recos"', 'report="recommendations"')
        if native != declared:
            print("\n".join(difflib.unified_diff(native.splitlines(), declared.splitlines(), "native", "declared", lineterm="")))
            sys.exit(1)
        print(f"{language}: {len(native.splitlines())} lines, the same")
