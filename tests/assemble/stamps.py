#!/usr/bin/env python3
"""Stamps cover nothing: whatever stands at the foot and the head of an annexed page, each pixel that its stamp changes was
white, the whole stamp is seen, and the page is otherwise what it was: of the same size, or, where nothing is free, taller by a
strip below. French and Arabic; then every page that the sample mission's dossier takes from elsewhere.

usage: stamps.py TAQRIR MISSION
"""

import json
import os
import pathlib
import sys
import tempfile

from found_again import check_tools, faults, need, run, strip_of
from pdf_maker import Pdf as Maker
from pdf_reader import Pdf
from round_trip import mission
from stamp_pixels import DOTS, changes, pictures

DOSSIER = "fin-de-mission"
FONT = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> {} >>"
A4, ACROSS = (595, 842), (842, 595)


def box(size, more=""):
    return f"/MediaBox [0 0 {size[0]} {size[1]}] {more}"


def words(x, y, what, size=11):
    return f"BT /F1 {size} Tf {x} {y} Td ({what}) Tj ET\n"


def lines(size, lowest, highest=None, left=20):
    """Text from one edge to the other, its last line at `lowest`."""
    line = "Le registre est paraphé à chaque page par la présidente. " * 4
    highest = highest if highest is not None else size[1] - 60
    return "".join(words(left, y, line[:int((size[0] - left - 15) / 5.1)], 9) for y in range(lowest, highest, 12))


def one_page(contents, entries, more="", objects=()):
    """`objects`: texts or (entries, data), from number 2 on: what `more` of the resources names."""
    pdf = Maker()
    for one in objects:
        pdf.add(one)
    pdf.page(contents, entries, FONT.format(more))
    return pdf


def picture(side=32):
    """Every shade but white."""
    grey = bytes(n % 251 for n in range(side * side))
    return f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /BitsPerComponent 8 /ColorSpace /DeviceGray", grey


def with_picture(entries, *places):
    drawn = "".join(f"q {w} 0 0 {h} {x} {y} cm /Im Do Q\n" for x, y, w, h in places)
    return one_page(drawn, entries, "/XObject << /Im 2 0 R >>", [picture()])


def with_annotation(text, annotation):
    pdf = one_page(text, box(A4))
    number = pdf.add(annotation.replace("PAGE", f"{pdf.pages[0]} 0 R"))
    pdf.objects[pdf.pages[0] - 1] = pdf.objects[pdf.pages[0] - 1].replace("/MediaBox", f"/Annots [{number} 0 R] /MediaBox")
    if "/Widget" in annotation:
        pdf.catalog_entries["/AcroForm"] = (f"<< /Fields [{number} 0 R] /DA (/Helv 0 Tf 0 g) /DR << /Font << /Helv "
                                            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
    return pdf


def edges(size):
    """Text along the head and the foot only."""
    return lines(size, 6, 31) + lines(size, size[1] - 30, size[1] - 5)


def nested_forms():
    """A line at the foot's corner, three forms deep, each moved; the last one calls the first again."""
    at = "/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Matrix [1 0 0 1 100 5]"
    forms = [(f"{at} /Resources << /XObject << /Fm {n} 0 R >> >>", b"q /Fm Do Q") for n in (3, 4)]
    last = (f"{at} /Resources << /XObject << /Fm 2 0 R >> {FONT.format('')[2:]}", words(200, 0, "Page 3 sur 8").encode())
    return one_page("/Fm Do", box(A4), "/XObject << /Fm 2 0 R >>", [*forms, last])


def inline_picture():
    data = "q 60 0 0 20 520 5 cm BI /W 4 /H 4 /BPC 8 /CS /G ID " + "".join(chr(40 + n) for n in range(16)) + "\nEI Q"
    return one_page(data, box(A4))


def turned(degrees, drawn):
    """A page turned by /Rotate, `drawn` as one sees it on an upright one: the shown page is A4 upright."""
    width, height = A4
    matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[degrees]
    size = A4 if degrees == 180 else (height, width)
    return one_page(f"q {matrix} cm\n{drawn}Q", box(size, f"/Rotate {degrees}"))


WHITE = "1 g 0 0 595 842 re f 0 g\n"
FIELD = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (lieu) /Rect [400 5 580 25] /P PAGE /DA (/Helv 10 Tf 0 g) >>"
LINK = "<< /Type /Annot /Subtype /Link /Rect [450 2 590 30] /Border [0 0 0] /A << /S /URI /URI (https://example.org/) >> >>"
NUMBER = words(520, 14, "Page 12")

# name: (PDF, where its stamp stands as one sees it: at the foot or the head, or in a strip below)
PIECES = {
    "blank": (one_page(words(70, 700, "Un texte"), box(A4)), "foot right"),
    "white": (one_page(WHITE + words(70, 700, "Un texte"), box(A4)), "foot right"),
    "small": (one_page(words(20, 150, "Carte"), box((240, 160))), "foot right"),
    "to-the-foot": (one_page(lines(A4, 6), box(A4)), "head right"),
    "edges": (one_page(edges(A4), box(A4)), "strip"),
    "scan": (with_picture(box(A4), (0, 0, 595, 842)), "strip"),
    "dark": (one_page("0.2 g 0 0 595 842 re f", box(A4)), "strip"),
    "shaded": (one_page("/Sh sh", box(A4), "/Shading << /Sh << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 0 842] /Function "
                        "<< /FunctionType 2 /Domain [0 1] /C0 [0.3] /C1 [0.8] /N 1 >> /Extend [true true] >> >>"), "strip"),
    "picture-right": (with_picture(box(A4), (395, 0, 200, 300)), "foot middle"),
    "picture-left": (with_picture(box(A4), (0, 0, 200, 300)), "foot right"),
    "pictures": (with_picture(box(A4), (0, 0, 190, 300), (395, 0, 200, 300)), "foot middle"),
    "pictures-below": (with_picture(box(A4), (0, 0, 250, 300), (280, 0, 315, 300)), "head right"),
    "number": (one_page(NUMBER, box(A4)), "foot middle"),
    "numbers": (one_page(NUMBER + words(280, 14, "Page 12"), box(A4)), "foot left"),
    "across": (one_page(words(760, 14, "Page 12"), box(ACROSS)), "foot middle"),
    "across-scan": (with_picture(box(ACROSS), (0, 0, 842, 595)), "strip"),
    "field": (with_annotation(words(70, 700, "Un texte"), FIELD), "foot middle"),
    "link": (with_annotation(words(70, 700, "Un texte"), LINK), "foot middle"),
    "frame": (one_page("0.5 w 10 10 575 822 re S", box(A4)), "strip"),
    "rule": (one_page("60 34 m 535 34 l S", box(A4)), "foot right"),
    "diagonal": (one_page("2 w 0 0 m 595 842 l S", box(A4)), "foot right"),
    "forms": (nested_forms(), "foot middle"),
    "inline": (inline_picture(), "foot middle"),
    "clipped": (one_page("q 100 300 200 200 re W n 595 0 0 842 0 0 cm /Im Do Q", box(A4), "/XObject << /Im 2 0 R >>", [picture()]),
                "foot right"),
    "open-states": (one_page("q 595 0 0 842 0 0 cm q /Im Do", box(A4), "/XObject << /Im 2 0 R >>", [picture()]), "strip"),
    "beyond": (one_page("0.2 g 0 0 595 842 re f", box(A4, "/CropBox [50 60 545 780]")), "strip"),
    "beyond-turned": (one_page("0.2 g -900 -900 2000 2000 re f", box(A4, "/CropBox [50 60 545 780] /Rotate 90")), "strip"),
    "unit": (one_page("0.5 g 0 0 300 400 re f", "/MediaBox [0 0 300 400] /UserUnit 2"), "strip"),
    "unit-number": (one_page(words(255, 7, "12", 6), "/MediaBox [0 0 300 400] /UserUnit 2"), "foot middle"),
    **{f"turned-{n}": (turned(n, NUMBER), "foot middle") for n in (90, 180, 270)},
    **{f"turned-{n}-text": (turned(n, lines(A4, 6)), "head right") for n in (90, 180, 270)},
    **{f"turned-{n}-scan": (turned(n, "0.4 g 0 0 595 842 re f\n"), "strip") for n in (90, 180, 270)},
}
# In Arabic the outer corner is the left one.
ARABIC = {"blank": "foot left", "to-the-foot": "head left", "scan": "strip", "picture-left": "foot middle",
          "picture-right": "foot left", "turned-90-text": "head left"}


def output_of(taqrir, argv, out, kind):
    done = run(taqrir, *argv, "--json")
    need(done.returncode == 0, f"exit status {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    entry = next(one for one in manifest["outputs"] if one["type"] == kind)
    return entry, out / entry["path"]


def unlike(one, other):
    """Pixels of a page that differ from those of the piece's own page, but for the last row and column, which are parts of
    pixels."""
    width, height = one[1], min(one[2], other[2])
    if abs(width - other[1]) > 1:
        return width * height
    return sum(1 for y in range(height - 1) for x in range(min(width, other[1]) - 1)
               if one[3][y * width + x] != other[3][y * other[1] + x]
               ) if one[3][:width * (height - 1)] != other[3][:width * (height - 1)] else 0


def check_page(name, change, strip, expected):
    need(change.covered == 0, f"{name}: the stamp covers {change.covered} pixels that are not white: {change.where()} {change.box}")
    inside = change.box[0] > 1 and change.box[2] < change.width - 2 and change.box[3] < change.height - 2
    need(inside, f"{name}: the stamp is cut off: {change.box}")
    if expected is None:
        return
    if expected == "strip":
        need(strip > 0 and change.box[1] > change.height - strip * DOTS / 72, f"{name}: not in a strip: {change.where()} {change.box}")
    else:
        need(change.where() == expected and strip == 0, f"{name}: {change.where()}, {strip} points taller, not {expected}")


def check_output(path, pieces, scratch, expected):
    """`pieces`: (name, PDF, first page in the whole from 0, pages)."""
    scratch.mkdir()
    _, found = changes(path, scratch)
    by_page = {one.page - 1: one for one in found}
    whole, most = Pdf(path), max(one.pixels for one in found)
    counts = {}
    for name, file, first, pages in pieces:
        for at in range(first, first + pages):
            change = by_page.get(at)
            need(change is not None, f"{name}: page {at + 1} has no stamp that is seen")
            if change is None:
                continue
            strip = strip_of(Pdf(file), at - first, whole, at)
            need(change.pixels > most / 4, f"{name}: of its stamp only {change.pixels} of {most} pixels are seen")
            check_page(name, change, strip, expected.get(name))
            counts[change.where() if not strip else "strip"] = counts.get(change.where() if not strip else "strip", 0) + 1
    need(sum(counts.values()) == len(found), f"{len(found)} pages are stamped, {sum(counts.values())} were looked at")
    print(f"{path.name}: {len(found)} stamps: " + ", ".join(f"{n} {where}" for where, n in sorted(counts.items())))
    return scratch / "bare.pdf"


def check_made(taqrir, scratch, language, expected):
    annexes = mission(scratch / language, list(expected))
    toml = scratch / language / "mission.toml"
    toml.write_text(toml.read_text("utf-8").replace('languages = ["fr"]', f'languages = ["{language}"]')
                    .replace("{ fr =", f"{{ {language} ="), "utf-8")
    activity = annexes.parent / "activity.toml"
    activity.write_text(activity.read_text("utf-8").replace("{ fr =", f"{{ {language} ="), "utf-8")
    for name in expected:
        (annexes / f"{name}.pdf").write_bytes(PIECES[name][0].bytes())
    out = scratch / f"out-{language}"
    entry, bundle = output_of(taqrir, ["build", scratch / language, "--out", out], out, "annex-bundle")
    pieces = [(p["id"], annexes / f"{p['id']}.pdf", p["from"] - 1, p["pages"]) for p in entry["pieces"]]
    need(len(pieces) == len(expected), f"{len(pieces)} pieces of {len(expected)}")
    bare = check_output(bundle, pieces, scratch / f"look-{language}", expected)
    (scratch / f"own-{language}").mkdir()
    drawn = {one[0]: one for one in pictures(bare, scratch / f"own-{language}")}
    for name, file, first, _ in pieces:
        own = next(pictures(file, scratch / f"own-{language}"))
        need(unlike(own, drawn[first + 1]) == 0, f"{name}: its page is not what it was: {unlike(own, drawn[first + 1])} pixels")
    check_tools(bundle, entry["pages"])


def check_sample(taqrir, folder, scratch):
    out = scratch / "sample"
    entry, dossier = output_of(taqrir, ["dossier", folder, "--id", DOSSIER, "--out", out / "whole.pdf"], out, "dossier")
    pages = {at for p in entry["pieces"] if p.get("from") and p["file"].endswith(".pdf") for at in range(p["from"], p["to"] + 1)}
    need(len(pages) > 300, f"only {len(pages)} pages of PDFs")
    (scratch / "look").mkdir()
    _, found = changes(dossier, scratch / "look")
    need(pages <= {one.page for one in found}, f"pages without a stamp: {sorted(pages - {one.page for one in found})[:10]}")
    for one in found:
        check_page(f"the sample's page {one.page}", one, 0, None)
    print(f"the sample's dossier: {len(found)} stamps")


def main(taqrir, sample):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        os.environ["TAQRIR_CACHE"] = str(scratch / "cache")
        os.environ["SOURCE_DATE_EPOCH"] = "1764288000"
        check_made(taqrir, scratch, "fr", {name: where for name, (_, where) in PIECES.items()})
        check_made(taqrir, scratch, "ar", ARABIC)
        check_sample(taqrir, sample, scratch)
    for fault in faults:
        print("FAULT:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
