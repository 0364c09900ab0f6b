#!/usr/bin/env python3
"""usage: narrative.py MISSION

Compares the numbers that the sample mission's texts state (narrative reports, analyses, activity.toml) with its
sheets: each sentence of claims.py must be there and say what the sheets give. Besides, every total of every table in
the texts is the sum of its column, and every “x sur y, soit z %” is true. Then a cell of each sheet is changed, and
the texts must no longer agree."""

import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the source folder stays as it is

import measures
import spoken
from analysis import Inputs, Register, Survey, Test
from claims import CLAIMS
from sheets import number
from texts import Texts, figure

SHARE = re.compile(rf"({spoken.NUMBER})\b(?: [^\W\d]+){{0,2}} (?:sur|من) ({spoken.NUMBER})(?: [^\W\d]+){{0,4}}(?:\[\^\w+\])?"
                   rf"(?:, soit|، أي بنسبة|، أي) ({spoken.DIGITS})[\s\u00a0\u202f]?%", re.IGNORECASE)


class Activity:
    def __init__(self, folder):
        self.texts = Texts(folder)
        own = Inputs(folder) if (folder / "donnees").is_dir() else None
        if own:
            self.register, self.survey = Register(own.attendance), Survey(own.satisfaction)
            self.test = Test(own.learning, own.maximum)
            self.count()
        informed = self.texts.tables.get("presents-info")
        self.informed = informed and (informed.value("Total", "Total"), informed.value("Total", "Femmes"))

    def count(self):
        here, self.filled, _ = self.register.at(*self.register.half_days)
        self.came = len(here)
        self.mean_pre, self.mean_post = measures.mean(self.test.pre), measures.mean(self.test.post)
        self.gain = measures.mean(self.test.gains)

    def half_day(self, index):
        here, filled, _ = self.register.at(self.register.half_days[index])
        return len(here), filled

    def of(self, wanted):
        """(before, after) of the participants with both scores whose row on the attendance sheet is wanted."""
        codes = {row["code"] for row in self.register.registered if wanted(row)}
        scores = [(number(row["pre"]), number(row["post"])) for row in self.test.sheet.rows if row["code"] in codes]
        return [pair for pair in scores if None not in pair]

    @staticmethod
    def means(pairs):
        return measures.mean([pre for pre, _ in pairs]), measures.mean([post for _, post in pairs])

    @staticmethod
    def below(scores, limit):
        return sum(score < limit for score in scores)

    @staticmethod
    def reach(scores, limit):
        return sum(score >= limit for score in scores)

    def item(self, index):
        return measures.mean(self.survey.items[index][1])

    def answers(self, index):
        return len(self.survey.items[index][1])

    def rated(self, index, least):
        return self.reach(self.survey.items[index][1], least)


def agrees(text, value):
    stated, decimals = spoken.number(text)
    return abs(stated - value) <= 0.5 * 10**-decimals + 1e-9


def stands_in(claim, texts):
    if not claim.table:
        return texts.prose
    cells = texts.tables[claim.table].row(claim.row)
    return cells[texts.tables[claim.table].header.index(claim.column)] if claim.column else " | ".join(cells)


def check_claim(claim, texts):
    """What is wrong, and how many numbers were compared."""
    text = stands_in(claim, texts)
    pattern = r"(?<!\w)" + claim.pattern.replace("#", f"({spoken.NUMBER})")
    found = list(re.finditer(pattern, text, re.IGNORECASE))
    if not found:
        return [f"not found: {claim.pattern} ({claim.table} {claim.row})"], 0
    wrong = [f"“{match[0]}”: {stated} should be {value:.4g}" for match in found
             for stated, value in zip(match.groups(), claim.values) if not agrees(stated, value)]
    return wrong, len(found) * len(claim.values)


def check_totals(texts):
    wrong, sums = [], 0
    for name, table in texts.tables.items():
        if not table.totals():
            continue
        total, rows = table.totals()
        for column in range(1, len(total)):
            parts = [figure(row[column]) for row in rows]
            if figure(total[column]) is None or all(part is None for part in parts):
                continue
            sums += 1
            if abs(sum(part or 0 for part in parts) - figure(total[column])) > 0.05 * len(parts):
                wrong.append(f"table {name}, {table.header[column]}: {total[column]} is not the sum")
    return wrong, sums


def check_shares(texts):
    wrong, found = [], list(SHARE.finditer(texts.prose))
    for match in found:
        part, whole = spoken.number(match[1])[0], spoken.number(match[2])[0]
        if not agrees(match[3], part / whole * 100):
            wrong.append(f"“{match[0]}”: {part / whole:.1%}")
    return wrong, len(found)


def check(activity, claims):
    checked = [check_claim(claim, activity.texts) for claim in claims(activity)]
    checked += [check_totals(activity.texts), check_shares(activity.texts)]
    return [problem for wrong, _ in checked for problem in wrong], sum(count for _, count in checked)


def changes(activity):
    """One cell of each sheet changed, in turn."""
    rows = activity.register.sheet.rows
    yield "attendance", lambda: rows[0].update({activity.register.half_days[0]: "0"})
    yield "sex", lambda: rows[0].update({"sexe": "M" if rows[0]["sexe"] == "F" else "F"})
    yield "learning", lambda: activity.test.sheet.rows[0].update({"pre": "0"})


def unnoticed(folder, claims):
    """Changed sheets that the texts would still agree with."""
    for index in range(3):
        activity = Activity(folder)
        name, change = list(changes(activity))[index]
        change()
        activity.register = Register(activity.register.sheet)
        activity.test = Test(activity.test.sheet, activity.test.maximum)
        activity.count()
        if not check(activity, claims)[0]:
            yield f"{folder.name}: a changed cell ({name}) passes unnoticed"


def main(mission):
    problems, compared = [], 0
    for folder in sorted(Path(mission, "activities").iterdir()):
        claims = CLAIMS[folder.name]
        activity = Activity(folder)
        found, numbers = check(activity, claims)
        problems += [f"{folder.name}: {one}" for one in found]
        compared += numbers
        if not found and hasattr(activity, "register"):
            problems += unnoticed(folder, claims)
    print("\n".join(problems))
    print(f"{compared} numbers of the texts compared, {len(problems)} problems")
    return 1 if problems or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
