#!/usr/bin/env python3
"""usage: figures.py TAQRIR TEMPLATES MISSION...

Recomputes each figure of each technical analysis of the missions from their CSVs, by a method that shares
nothing with the kit, and compares it with what the composed Document says: in French and in Arabic. Then the
comparison is itself tried: every digit that the Document prints is changed, one after another, and each
change must be found; so must a changed cell of a sheet."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # the source folder stays as it is

import dump
from analysis import Checker, Inputs, check_analysis, check_panel, panel_of, parts_of
from sheets import DESCRIPTIVE, presence
from wording import Words

LANGUAGES = ("fr", "ar")
_UNSEEN = re.compile(r' (?:#\S+|columns=\S+|number="[^"]*"|(?:total_rows|maximum|decimals|[a-z]+_span)=\d+)')
COVERED = ("part-attendance", "part-learning", "part-satisfaction", "part-indicators")


def one_of_rows(paths, root):
    """In order, and of the documents that are made one for each row of a table (ACTIVITY/TYPE/ROW) the first."""
    seen, out = set(), []
    for path in sorted(paths):
        inside = path.relative_to(root)
        if len(inside.parts) > 2 and inside.parent in seen:
            continue
        seen.add(inside.parent)
        out.append(path)
    return out


def in_language(mission, language, to):
    """A copy of the mission whose activities are all written in `language`."""
    shutil.copytree(mission, to)
    for path in to.glob("activities/*/activity.toml"):
        own, _, tables = path.read_text("utf-8").partition("\n[")
        own = re.sub(r'^language *=.*\n?', "", own, flags=re.MULTILINE)
        path.write_text(f'language = "{language}"\n{own}\n[{tables}', "utf-8")
    return to


def build(program, mission, out):
    reports = [one for one in ("technical-analysis", "narrative-report")
               if any(f"[deliverables.{one}]" in read(path) for path in mission.glob("activities/*/activity.toml"))]
    done = subprocess.run([program, "build", str(mission), *reports, "--format", "document", "--out", str(out),
                           "--quiet"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{mission} does not build:\n{done.stderr}")


def read(path):
    return path.read_text("utf-8")


def check_activity(folder, made, words):
    """Problems and the number of figures compared, of one activity's two reports."""
    inputs = Inputs(folder)
    checker = Checker(words, inputs)
    found = check_analysis(dump.parse(read(made / "technical-analysis.document")), checker)
    problems = [f"technical-analysis: {one}" for one in found]
    compared = checker.compared
    if (made / "narrative-report.document").exists():
        quoting = Checker(words, inputs)
        check_panel(quoting, dump.parse(read(made / "narrative-report.document")), words, "narrative-report")
        problems += [f"narrative-report: {one}" for one in quoting.problems]
        compared += quoting.compared
    return problems, compared


# ---------------------------------------------------------------- the comparison itself, tried

def with_children(node):
    yield node
    for child in node.children:
        yield from with_children(child)


def covered(document, words):
    """The nodes whose figures are recomputed."""
    blocks = [panel_of(document, words, "technical-analysis")]
    for anchor, (_, below) in parts_of(document).items():
        if anchor in COVERED:
            blocks += below
    return [node for block in blocks for node in with_children(block)]


def printed_digits(line):
    """Where the last digit of each figure stands that a reader of this node sees."""
    start = re.match(r" *[a-z-]+", line).end()
    hidden = [match.span() for match in _UNSEEN.finditer(line)]
    for match in re.finditer(r"\d+(?:[.,]\d+)?", line):
        if match.start() >= start and not any(low <= match.start() < high for low, high in hidden):
            yield match.start()


def undetected(text, checker):
    """The changed figures that the comparison lets pass, and how many were changed."""
    document, lines, passed, tried = dump.parse(text), text.splitlines(), [], 0
    for node in covered(document, checker.words):
        line = lines[node.line - 1]
        for at in printed_digits(line):
            tried += 1
            changed = line[:at] + str((int(line[at]) + 1) % 10) + line[at + 1:]
            node.read_again(changed)
            if not check_analysis(document, checker):
                passed.append(f"line {node.line}, changed unnoticed to: {changed.strip()[:160]}")
        node.read_again(line)
    return passed, tried


CELLS = {"attendance": lambda old: "0" if presence(old) else "1",
         "learning": lambda old: "1" if old != "1" else "2",
         "satisfaction": lambda old: "1" if old != "1" else "5"}


def changed_cells_unnoticed(text, words, folder):
    """Sheets of which a changed cell would pass unnoticed."""
    passed = []
    for key, other_than in CELLS.items():
        inputs = Inputs(folder)
        sheet = getattr(inputs, key)
        if not sheet:
            continue
        row, name = sheet.rows[0], sheet.name_of("post") if key == "learning" else sheet.others(DESCRIPTIVE)[0]
        row[name] = other_than(row[name])
        if not check_analysis(dump.parse(text), Checker(words, inputs)):
            passed.append(f"a changed cell of the sheet for {key} passes unnoticed")
    return passed


# ---------------------------------------------------------------- all missions

def analysed(mission):
    return [path.parent for path in sorted(mission.glob("activities/*/activity.toml"))
            if "[deliverables.technical-analysis]" in read(path)]


def check_mission(program, templates, mission, work):
    problems, compared, tried = [], 0, 0
    for language in LANGUAGES:
        words = Words(templates / "locales", language)
        copy = in_language(mission, language, work / f"{mission.name}.{language}")
        out = work / f"{mission.name}.{language}.out"
        build(program, copy, out)
        for folder in analysed(copy):
            made = out / folder.name
            found, figures = check_activity(folder, made, words)
            text = read(made / "technical-analysis.document")
            if not found:
                missed, changes = undetected(text, Checker(words, Inputs(folder)))
                found = missed + changed_cells_unnoticed(text, words, folder)
                tried += changes
            problems += [f"{mission.name}/{folder.name} ({language}): {one}" for one in found]
            compared += figures
    return problems, compared, tried


def main(program, templates, *missions):
    problems, compared, tried = [], 0, 0
    with tempfile.TemporaryDirectory() as work:
        for mission in missions:
            found, figures, changes = check_mission(program, Path(templates), Path(mission), Path(work))
            problems, compared, tried = problems + found, compared + figures, tried + changes
    print("\n".join(problems))
    print(f"{compared} figures compared, {tried} changed figures tried, {len(problems)} problems")
    return 1 if problems or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
