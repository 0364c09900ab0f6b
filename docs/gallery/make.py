#!/usr/bin/env python3
"""The pictures of this folder, made of the sample mission's outputs, and the page that shows them.

usage: make.py OUT_FOLDER      (what ./dev demo makes; ./dev gallery does both)

A page is named by words that stand on it, not by its number, which changes with the sample.
"""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
RESOLUTION = 60
FRENCH, ARABIC = "05-atelier-planification", "03-code-ethique"

# Picture, what it shows, PDF, words on the page (all of them; “-” before a word: must not stand there).
PAGES = [
    ("cover", "Cover", f"{FRENCH}/narrative-report", ["Rapport narratif", "Contrat"]),
    ("contents", "Contents, facts, objectives", f"{FRENCH}/narrative-report", ["Sommaire"]),
    ("text", "Text, table, figure", f"{FRENCH}/narrative-report", ["Figure 1."]),
    ("attendance", "Attendance", f"{FRENCH}/technical-analysis", ["Figure 1.", "-Sommaire"]),
    ("learning", "Learning", f"{FRENCH}/technical-analysis", ["Acquis", "Figure 2.", "-Sommaire"]),
    ("satisfaction", "Satisfaction", f"{FRENCH}/technical-analysis", ["Figure 3.", "-Sommaire"]),
    ("tracking", "Recommendations", f"{FRENCH}/recommendations", ["Tableau de suivi", "Sommaire"]),
    ("signatures", "Pieces and signatures", f"{FRENCH}/narrative-report", ["Fait à"]),
    ("cover-ar", "Cover, Arabic", f"{ARABIC}/narrative-report", ["التقرير السردي", "DEMO"]),
    ("contents-ar", "Contents, Arabic", f"{ARABIC}/narrative-report", ["المحتويات"]),
    ("text-ar", "Text and footnotes, Arabic", f"{ARABIC}/narrative-report", ["المرجعيات", "-المحتويات"]),
    ("attendance-ar", "Attendance, Arabic", f"{ARABIC}/technical-analysis", ["الحاضرون في كل نصف يوم", "الشكل", "-المحتويات"]),
    ("satisfaction-ar", "Satisfaction, Arabic", f"{ARABIC}/technical-analysis", ["تقييم فريق التكوين", "الشكل", "-المحتويات"]),
    ("tracking-ar", "Recommendations, Arabic", f"{ARABIC}/recommendations", ["جدول التتبع", "المحتويات"]),
    ("dossier-matrix", "Dossier: what was owed", "dossier", ["État des livrables", "-Sommaire"]),
    ("dossier-piece", "Dossier: a piece as it is", "dossier", ["Pièce 1", "-Sommaire", "-Tableau", "-Figure"]),
    ("module", "A training module", f"{FRENCH}/fiche-module", ["Objectifs", "Déroulé"]),
    ("price", "A financial proposal", "proposition-financiere", ["Arrêté à la somme"]),
    ("advocacy", "An advocacy plan", "06-strategie-plaidoyer/plan-plaidoyer", ["Cibles", "Alliés", "-Sommaire"]),
    ("evaluation-ar", "A training evaluation, Arabic", f"{ARABIC}/evaluation-formation", ["رأي المشاركات والمشاركين", "-المحتويات"]),
    ("plan", "A strategic plan", "04-plan-strategique/plan-strategique", ["Axes stratégiques", "Résultat attendu", "-Sommaire"]),
    ("statutes", "Statutes, French beside Arabic", "01-statuts/statuts", ["Mandats", "مدة الانتداب", "-Sommaire"]),
    ("comparison", "Statutes, what has changed", "01-statuts/statuts", ["Titre II", "Parité", "-العربية", "-Sommaire"]),
    ("final-report", "A final report to the funder", "rapport-final-ue", ["Participation et acquis", "-Sommaire"]),
    ("certificate", "A certificate", f"{FRENCH}/attestation/P07", ["Attestation de participation"]),
    ("action-plan", "An action plan", "plan-action", ["Calendrier", "Règlement intérieur", "nov."]),
    ("sign-in", "An attendance sheet", f"{FRENCH}/feuille-emargement", ["Une signature par demi-journée"]),
    ("questionnaire-ar", "A satisfaction form, Arabic", f"{ARABIC}/questionnaire", ["بطاقة الرضا"]),
]


DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


def pages_of(pdf):
    """The text of each page, without the marks of direction that pdftotext puts in."""
    said = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return said.translate(DIRECTIONS).split("\f")[:-1]


def holds(page, words):
    return all((word[1:] not in page) if word.startswith("-") else (word in page) for word in words)


def page_with(pdf, words):
    for number, page in enumerate(pages_of(pdf), start=1):
        if holds(page, words):
            return number
    sys.exit(f"{pdf}: no page with {', '.join(words)}")


def draw(pdf, page, picture):
    subprocess.run(["pdftoppm", "-png", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page), "-singlefile",
                    pdf, picture.with_suffix("")], check=True)


def index(rows):
    """README.md of the gallery: four pictures a row."""
    lines = ["# Pages of the sample mission", "",
             "Made by `./dev gallery` from `configs/omp-dialogue`; nothing here is drawn by hand.", ""]
    for start in range(0, len(rows), 4):
        row = rows[start:start + 4]
        lines.append("| " + " | ".join(title for _, title in row) + " |")
        lines.append("|" + " --- |" * len(row))
        lines.append("| " + " | ".join(f'<img src="{name}.png" width="220" alt="{title}">' for name, title in row) + " |")
        lines.append("")
    return "\n".join(lines)


def main(out):
    for name, _, report, words in PAGES:
        pdf = pathlib.Path(out) / f"{report}.pdf"
        draw(pdf, page_with(pdf, words), HERE / f"{name}.png")
    (HERE / "README.md").write_text(index([(name, title) for name, title, _, _ in PAGES]), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
