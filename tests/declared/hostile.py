"""Hostile data in forms and cells stands on the page as text, or is refused with its place."""

import pathlib
import subprocess
import sys
import tempfile

program = sys.argv[1]

CELLS = ["# title", "{{x}}", "{{ organisation.name }}", "{{#if x}}", "<script>alert(1)</script>", "[[piece:x]]", "=cmd()", "**fort**", "| a | b |",
         "![x](/etc/passwd)", "<!-- -->", "\u202egauche\u202c", "\u2067isolé", "[x](javascript:alert(1))", "a\tb"]

TYPE = """format_version = 1
id = "note"
title = "Note"
scope = "activity"
[[field]]
name = "rows"
type = "sheet"
columns = [ { name = "text", type = "text", label = "Texte" } ]
[[field]]
name = "words"
type = "list"
of = "text"
[[section]]
component = "table"
title = "Table de {{ words | list }}"
rows = "rows"
columns = [ { value = "text" } ]
caption = "{{ words | list }}"
[[section]]
component = "chart"
rows = "rows"
category = "text"
[[section]]
component = "text"
file = "note.md"
[[section]]
component = "key-facts"
facts = [ { value = "words", label = "mots" } ]
"""
CARD = """format_version = 1
id = "card"
title = "Carte"
scope = "row"
rows = "rows"
file_name = "carte-{{ row.text }}"
[[field]]
name = "rows"
type = "sheet"
columns = [ { name = "text", type = "text", label = "Texte", filled = true } ]
[[section]]
component = "text"
title = "{{ row.text }}"
text = "Pour {{ row.text }}."
"""
NOTE = "{{#each rows}}\n- {{ text }}\n{{/each}}\n\n| a |\n| --- |\n{{#each words}}\n| {{ item }} |\n{{/each}}\n\n# {{ words | list }}\n"


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def mission(folder, cells, words):
    (folder / "activities/01").mkdir(parents=True)
    (folder / "types/note").mkdir(parents=True)
    (folder / "mission.toml").write_text('format_version = 1\nid = "m"\ntitle = "M"\nlanguages = ["fr"]\nperiod = { start = 2025-01-01, end = 2025-06-30 }\n'
                                         '[organisation]\nname = "SECRET"\n')
    toml = ", ".join('"' + w.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"' for w in words)
    (folder / "activities/01/activity.toml").write_text(
        f'title = "A"\ndates = {{ start = 2025-02-03, end = 2025-02-05 }}\n[deliverables.note]\nrows = "rows.csv"\nwords = [{toml}]\n', encoding="utf-8")
    (folder / "activities/01/rows.csv").write_bytes(("text\n" + "\n".join(quoted(c) for c in cells) + "\n").encode())
    (folder / "types/note/type.toml").write_text(TYPE, encoding="utf-8")
    (folder / "types/note/note.md").write_text(NOTE, encoding="utf-8")
    (folder / "types/card").mkdir()
    (folder / "types/card/type.toml").write_text(CARD, encoding="utf-8")
    with (folder / "activities/01/activity.toml").open("a", encoding="utf-8") as form:
        form.write('[deliverables.card]\nrows = "rows.csv"\n')


def run(folder, *arguments, what="note"):
    return subprocess.run([program, "build", ".", what, "--out", "out", *arguments], cwd=folder, capture_output=True, text=True, timeout=120)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    mission(folder, CELLS, CELLS)
    done = run(folder, "--format", "document")
    assert done.returncode == 0, done.stderr
    text = (folder / "out/01/note.document").read_text(encoding="utf-8")
    lines = text.splitlines()
    headings = [line for line in lines if line.strip().startswith("heading")]
    assert len(headings) == 2, headings  # the section's own, and the template's
    assert sum(line.strip().startswith("list-item") for line in lines) == len(CELLS), text
    assert not any(line.strip().startswith(kind) for line in lines for kind in ("figure", "code", "quote", "rule")), text
    assert "\u202e" not in text and "SECRET" not in text.split("\n", 6)[6].split("heading", 1)[1], "a value was read as markup"
    plain = text.replace("\\", "")
    for cell in CELLS:
        shown = cell.replace("\u202e", "").replace("\u202c", "")
        assert shown in plain or shown.replace("\t", "\\t") in text or shown.replace("\t", " ") in plain, cell
    done = run(folder)
    assert done.returncode == 0, done.stderr

with tempfile.TemporaryDirectory() as name:  # a megabyte in one cell, and in the form
    folder = pathlib.Path(name)
    mission(folder, ["mot " * 250_000], ["x" * 1000])
    done = run(folder)
    assert done.returncode in (0, 1), (done.returncode, done.stderr[:500])
    assert "fault of" not in done.stderr

with tempfile.TemporaryDirectory() as name:  # NUL: refused with its place
    folder = pathlib.Path(name)
    mission(folder, ["a\0b"], ["x"])
    done = run(folder)
    assert done.returncode == 1 and "activities/01/rows.csv:2" in done.stderr, done.stderr

with tempfile.TemporaryDirectory() as name:  # NUL by an escape of TOML: shown as a replacement character
    folder = pathlib.Path(name)
    mission(folder, ["a"], ["x"])
    path = folder / "activities/01/activity.toml"
    path.write_text(path.read_text().replace('words = ["x"]', 'words = ["a\\u0000b"]'))
    done = run(folder, "--format", "document")
    assert done.returncode in (0, 1), done.stderr
    if done.returncode == 0:
        assert "a\ufffdb" in (folder / "out/01/note.document").read_text(encoding="utf-8")

PATHS = ["../../../../etc/x", "/etc/passwd", "..", ".", "a/../b", "C:\\x", "con\ncat", "nom\u202efdp.exe", "x" * 400, "é\u0301" * 90, "#", "%s%n"]

with tempfile.TemporaryDirectory() as name:  # rows: each a file of its own, under a name that leads nowhere
    folder = pathlib.Path(name)
    mission(folder, CELLS + PATHS, ["x"])
    before = {p for p in folder.rglob("*")}
    done = run(folder, "--format", "document", what="card")
    assert "fault of" not in done.stderr, done.stderr
    made = sorted(p for p in (folder / "out/01/card").iterdir())
    written = {p for p in folder.rglob("*")} - before
    assert all((folder / "out") in p.parents or p == folder / "out" for p in written), written
    clashes = done.stderr.count("would be called")
    assert len(made) + clashes == len(CELLS + PATHS), (len(made), clashes, done.stderr)
    assert all(not p.name.startswith((".", "-")) and len(p.name.encode()) < 200 and "\u202e" not in p.name for p in made), made
    texts = [p.read_text(encoding="utf-8") for p in made]
    assert all(sum(line.strip().startswith("heading") for line in text.splitlines()) == 1 for text in texts), texts
    assert not any("SECRET" in text.split("heading", 1)[1] for text in texts)
    for options in (["--one-file"], []):
        done = run(folder, *options, what="card")
        assert done.returncode in (0, 1) and "fault of" not in done.stderr, done.stderr
    whole = folder / "out/01/card.pdf"
    assert subprocess.run(["qpdf", "--check", whole], capture_output=True).returncode == 0
    said = subprocess.run(["pdftotext", whole, "-"], capture_output=True, text=True).stdout
    assert "<script>" in said and "SECRET" not in said.replace("SECRET", "", said.count("\f")), said[:500]

with tempfile.TemporaryDirectory() as name:  # one row of a megabyte, one with NUL: the others are made
    folder = pathlib.Path(name)
    mission(folder, ["mot " * 250_000, "bien"], ["x"])
    done = run(folder, "--format", "document", what="card")
    assert done.returncode in (0, 1) and "fault of" not in done.stderr, done.stderr[:500]
    assert (folder / "out/01/card/carte-bien.document").is_file(), done.stderr[:500]
print("inert")
