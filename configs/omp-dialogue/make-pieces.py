#!/usr/bin/python3
"""Makes the annexed pieces of the sample mission: PDFs and pictures under activities/*/annexes.

What it makes is committed, since the pieces are inputs of the sample; run it only to change them. The pages
are the HTML files in pieces-source/; the attendance sheets are made from the CSV of their activity, so that
they agree. No names of people: codes only.

Needs, from Debian 12: weasyprint (with python3-pil), python3-cairo, python3-gi-cairo, gir1.2-pango-1.0, qpdf,
poppler-utils, fonts-crosextra-carlito, fonts-noto-core. Taqrir itself needs none of the first four.
"""
import csv
import html
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops
from weasyprint import CSS, HTML

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "pieces-source"
sys.path.insert(0, str(SOURCES))
sys.dont_write_bytecode = True
import arabic  # noqa: E402
PORTRAIT, LANDSCAPE = "210mm 297mm", "297mm 210mm"


def page_style(size, outline):
    bookmarks = "" if outline else "h1,h2,h3,h4 { bookmark-level: none }"
    return CSS(string=f"@page {{ size: {size} }} {bookmarks}")


def write_pdf(target, body, size, language="fr", outline=False):
    direction = "rtl" if language == "ar" else "ltr"
    page = f'<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8"><body>{body}</body></html>'
    style = CSS(filename=str(SOURCES / "pieces.css"))
    made = HTML(string=page, base_url=str(SOURCES)).write_pdf(stylesheets=[style, page_style(size, outline)])
    Path(target).write_bytes(tidied(made))


def tidied(pdf):
    """The same PDF, compressed, and with an identifier made of its contents."""
    with tempfile.TemporaryDirectory() as folder:
        given, done = Path(folder) / "given", Path(folder) / "done"
        given.write_bytes(pdf)
        subprocess.run(["qpdf", "--deterministic-id", given, done], check=True)
        return done.read_bytes()


def source(name):
    return (SOURCES / f"{name}.html").read_text(encoding="utf-8")


def rotated(target, body, language="fr"):
    """A landscape sheet as a scanner hands it over: a portrait page, its contents turned, and /Rotate 90."""
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder) / "flat.pdf"
        write_pdf(flat, f'<div class="turned">{body}</div>', PORTRAIT, language)
        subprocess.run(["qpdf", "--deterministic-id", "--rotate=+90:1-z", str(flat), str(target)], check=True)


def picture(body, size, language="fr", dots_per_inch=100):
    with tempfile.TemporaryDirectory() as folder:
        flat, stem = Path(folder) / "flat.pdf", Path(folder) / "page"
        write_pdf(flat, body, size, language)
        subprocess.run(["pdftoppm", "-r", str(dots_per_inch), "-png", "-singlefile", str(flat), str(stem)], check=True)
        return Image.open(stem.with_suffix(".png")).convert("RGB")


def write_png(target, body, size, language="fr"):
    image = picture(body, size, language)
    image.quantize(48, dither=Image.Dither.NONE).save(target, optimize=True, dpi=(100, 100))


def write_photo(target, body, size):
    """A flip chart as a telephone sees it: from below and aside, darker at the edges."""
    image = picture(body, size, dots_per_inch=110)
    width, height = image.size
    lean = (0.055, 0.02, 0.0, -0.03, 0.06, 0.0, -0.00003, 0.00005)
    image = image.transform((width, height), Image.Transform.PERSPECTIVE,
                            (1 + lean[0], lean[1], -20, lean[3], 1 + lean[4], -10, lean[6], lean[7]),
                            Image.Resampling.BICUBIC, fillcolor=(176, 172, 164))
    shade = Image.radial_gradient("L").resize((width, height)).point(lambda v: 255 - v // 4)
    image = ImageChops.multiply(image, Image.merge("RGB", (shade, shade, shade)))
    image.save(target, quality=72, optimize=True, dpi=(110, 110))


def write_detail(target, photo, box):
    """A part of a photograph that is annexed whole; `box` is in shares of its width and height."""
    image = Image.open(photo)
    left, top, right, bottom = (round(share * side) for share, side in zip(box, image.size * 2))
    image.crop((left, top, right, bottom)).save(target, quality=72, optimize=True, dpi=(150, 150))


# ---- attendance sheets, from the CSV

MARKS = {"1": "✓", "0": "–", "": ""}
DESCRIPTION = ("code", "sexe", "type_organisation", "region")


def attendance_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    half_days = [name for name in rows[0] if name.startswith("j")]
    return rows, half_days


def french_sheet():
    rows, half_days = attendance_rows(HERE / "activities/05-atelier-planification/donnees/presences.csv")
    heads = ["Code", "Sexe", "Organisation", "Région", "10 juin<br>matin", "10 juin<br>apr.-m.", "11 juin<br>matin",
             "11 juin<br>apr.-m.", "12 juin<br>matin", "12 juin<br>apr.-m."]
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(row[key])}</td>" for key in DESCRIPTION)
        + "".join(f'<td class="mark">{MARKS[row[half_day]]}</td>' for half_day in half_days) + "</tr>"
        for row in rows)
    head = "".join(f"<th>{title}</th>" for title in heads)
    table = f'<table class="sheet"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'
    return source("feuille-presence").replace("<!-- table -->", table)


def arabic_sheet():
    rows, half_days = attendance_rows(HERE / "activities/03-code-ethique/donnees/presences.csv")
    words = {"1": "حاضر", "0": "غائب", "": ""}
    lines = [["الرمز", "الجنس", "الهيئة", "الجهة", "22 صباحا", "22 زوالا", "23 صباحا", "23 زوالا"]]
    lines += [[row[key] for key in DESCRIPTION] + [words[row[half_day]] for half_day in half_days] for row in rows]
    widths = [0.06, 0.07, 0.23, 0.24, 0.1, 0.1, 0.1, 0.1]
    return [[("title", "لائحة الحضور"),
             ("sub", "ورشة مدونة الأخلاقيات – الرباط، 22 و23 أبريل 2025 – يُشار إلى الأشخاص برموز"),
             ("table", (widths, lines)),
             ("text", "الخانة الفارغة تعني أن الحضور لم يُسجَّل."),
             ("small", "وثيقة للعرض فقط.")]]


def arabic_text(name):
    """Lines of `style<tab>text`; an empty line ends a page."""
    pages = (SOURCES / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return [[tuple(line.split("\t", 1)) for line in page.splitlines()] for page in pages]


def annex(path):
    """The file at `path` under activities/."""
    target = HERE / "activities" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def make_all():
    write_pdf(annex("01-statuts/annexes/comparatif-statuts.pdf"), source("comparatif"), LANDSCAPE, outline=True)
    write_png(annex("01-statuts/annexes/schema-gouvernance.png"), source("gouvernance"), LANDSCAPE)
    write_pdf(annex("02-reglement-interieur/annexes/extrait-reglement.pdf"), source("reglement"), PORTRAIT)
    write_png(annex("02-reglement-interieur/annexes/circuit-depense.png"), source("circuit"), LANDSCAPE)
    write_png(annex("03-code-ethique/annexes/barnamaj.png"), source("barnamaj"), PORTRAIT, "ar")
    arabic.write(annex("03-code-ethique/annexes/moudawana.pdf"), "مدونة الأخلاقيات", arabic_text("moudawana"))
    arabic.write(annex("03-code-ethique/annexes/houdour.pdf"), "لائحة الحضور", arabic_sheet())
    write_photo(annex("04-plan-strategique/annexes/tableau-mural.jpg"), source("mural"), LANDSCAPE)
    write_pdf(annex("04-plan-strategique/annexes/cadre-logique.pdf"), source("cadre"), LANDSCAPE)
    write_pdf(annex("05-atelier-planification/annexes/programme.pdf"), source("programme-atelier"), PORTRAIT)
    rotated(annex("05-atelier-planification/annexes/feuille-presence.pdf"), french_sheet())
    write_pdf(annex("05-atelier-planification/annexes/fiches-modules.pdf"), source("modules"), PORTRAIT, outline=True)
    write_pdf(annex("05-atelier-planification/annexes/fiche-evaluation.pdf"), source("evaluation"), PORTRAIT)
    write_photo(annex("05-atelier-planification/annexes/paperboard.jpg"), source("paperboard"), PORTRAIT)
    write_detail(annex("05-atelier-planification/figures/confiance.jpg"),
                 annex("05-atelier-planification/annexes/paperboard.jpg"), (0.05, 0.63, 0.98, 0.85))
    write_pdf(annex("06-strategie-plaidoyer/annexes/programme.pdf"), source("programme-plaidoyer"), PORTRAIT)
    write_png(annex("06-strategie-plaidoyer/annexes/carte-acteurs.png"), source("acteurs"), LANDSCAPE)
    write_pdf(annex("06-strategie-plaidoyer/annexes/note-plaidoyer.pdf"), source("note"), PORTRAIT)


if __name__ == "__main__":
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1738540800"}  # font names by hash(), font dates by clock
    if any(os.environ.get(name) != value for name, value in fixed.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **fixed})
    make_all()
