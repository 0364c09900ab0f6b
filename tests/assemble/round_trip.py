#!/usr/bin/env python3
"""Every page, link, destination, outline entry, form field, attachment and structure element of annexed PDFs is
in the bundle that is made of them, at the right page; the bundle is clean for qpdf, poppler and mupdf; all
links in it lead somewhere; two runs give equal bytes.

usage: round_trip.py TAQRIR
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from pdf_maker import Pdf as Maker, text, with_outline
from pdf_reader import Pdf, count, moved

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def run(*argv, **more):
    return subprocess.run([str(a) for a in argv], capture_output=True, text=True, errors="replace", **more)


# ---------------------------------------------------------------- the pieces

REPORT = """# Rapport de mission {#tout}

Un premier paragraphe, qui renvoie à la [[#suite]] et à [un site](https://example.org/).

| Région | Participants |
| --- | ---: |
| Rabat | 12 |
| Fès | 9 |

## Une suite {#suite}

""" + "\n\n".join(f"Paragraphe {n}, " + "avec assez de mots pour remplir la page. " * 12 for n in range(40)) + \
    "\n\n## Fin\n\n- un\n- deux\n\nVoir [[#tout]].\n"


def written_report(taqrir, path):
    source = path.with_suffix(".md")
    source.write_text(REPORT, encoding="utf-8")
    done = run(taqrir, "render", source, "-o", path, "--contents")
    if done.returncode != 0:
        sys.exit(done.stderr)


def form(path):
    pdf = Maker()
    first = pdf.page(text("Formulaire"), "/MediaBox [0 0 842 595] /StructParents 0")
    second = pdf.page(text("Suite"), "/MediaBox [0 0 595 842] /Rotate 90 /CropBox [20 30 575 812]")
    name = pdf.add(f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (nom) /V (Amal) /Rect [50 50 150 70] /P {first} 0 R "
                   "/DA (/Helv 10 Tf 0 g) >>")
    address = pdf.add("")
    kids = [pdf.add(f"<< /Type /Annot /Subtype /Widget /FT /Tx /T ({part}) /Parent {address} 0 R /P {second} 0 R "
                    f"/Rect [50 {y} 150 {y + 20}] /DA (/Helv 10 Tf 0 g) >>") for part, y in (("rue", 100), ("ville", 140))]
    pdf.objects[address - 1] = f"<< /T (adresse) /Kids [{kids[0]} 0 R {kids[1]} 0 R] >>"
    pdf.objects[first - 1] = pdf.objects[first - 1].replace("/MediaBox", f"/Annots [{name} 0 R] /MediaBox")
    pdf.objects[second - 1] = pdf.objects[second - 1].replace("/MediaBox", f"/Annots [{kids[0]} 0 R {kids[1]} 0 R] /MediaBox")
    pdf.catalog_entries["/AcroForm"] = (f"<< /Fields [{name} 0 R {address} 0 R] /DA (/Helv 0 Tf 0 g) /DR << /Font << "
                                        "/Helv << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
    data = pdf.stream("code;note\nP1;12\n", "/Type /EmbeddedFile")
    pdf.catalog_entries["/Names"] = (f"<< /EmbeddedFiles << /Names [(notes.csv) << /Type /Filespec /F (notes.csv) "
                                     f"/UF (notes.csv) /EF << /F {data} 0 R >> >>] >> >>")
    pdf.catalog_entries["/PageLabels"] = "<< /Nums [0 << /S /r >> 1 << /S /D /St 7 /P (A-) >>] >>"
    path.write_bytes(pdf.bytes())


def manual(path):
    pdf = Maker()
    pages = [pdf.page(text(f"Page {n + 1}")) for n in range(30)]
    link = "<< /Type /Annot /Subtype /Link /Rect [10 10 60 30] /Border [0 0 0] {} >>"
    annots = {0: [link.format(f"/Dest [{pages[20]} 0 R /XYZ 10 380 null]"),
                  link.format("/A << /S /GoTo /D (annexe) >>"), link.format("/Dest /vieux"),
                  link.format("/A << /S /URI /URI (https://example.org/a) >>")],
              7: [link.format(f"/A << /S /GoTo /D [{pages[0]} 0 R /FitR 0 0 100 100] >>"),
                  "<< /Type /Annot /Subtype /Text /Rect [5 5 20 20] /Contents (Une note) >>",
                  "<< /Type /Annot /Subtype /Highlight /Rect [5 5 90 20] /QuadPoints [5 20 90 20 5 5 90 5] /C [1 1 0] >>"]}
    for i, list_ in annots.items():
        numbers = " ".join(f"{pdf.add(one)} 0 R" for one in list_)
        pdf.objects[pages[i] - 1] = pdf.objects[pages[i] - 1].replace("/MediaBox", f"/Annots [{numbers}] /MediaBox")
    pdf.catalog_entries["/Dests"] = f"<< /vieux << /D [{pages[3]} 0 R /FitH 200] >> >>"
    leaf = pdf.add(f"<< /Limits [(annexe) (fin)] /Names [(annexe) [{pages[12]} 0 R /Fit] (fin) << /D [{pages[29]} 0 R /XYZ null null 2] >>] >>")
    pdf.catalog_entries["/Names"] = f"<< /Dests << /Kids [{leaf} 0 R] >> >>"
    at = lambda n: f"/Dest [{pages[n]} 0 R /Fit]"
    with_outline(pdf, [("Un", at(0), [("Un.un", at(1), [("Un.un.un", at(2), [])]), ("Un.deux", "/A << /S /GoTo /D (annexe) >>", [])]),
                       ("Deux", "/Dest (fin)", []), ("\\376\\377\\000\\311\\006\\046", at(9), [])])
    path.write_bytes(pdf.bytes())


def tagged(path, role):
    pdf = Maker()
    page = [pdf.page(f"/{role} <</MCID 0>> BDC {text('Titre')} EMC /P <</MCID 1>> BDC {text('Suite', 200)} EMC",
                     f"/MediaBox [0 0 300 400] /StructParents {9 - n}") for n in range(2)]
    link = pdf.add(f"<< /Type /Annot /Subtype /Link /Rect [10 10 60 30] /StructParent 40 /Dest [{page[1]} 0 R /Fit] >>")
    pdf.objects[page[0] - 1] = pdf.objects[page[0] - 1].replace("/MediaBox", f"/Annots [{link} 0 R] /MediaBox")
    root, top = pdf.add(""), pdf.add("")
    elements = []
    for n in range(2):
        elements.append(pdf.add(f"<< /S /{role} /P {top} 0 R /Pg {page[n]} 0 R /K 0 /ID (t{n}) /C /gros /Lang (ar) >>"))
        elements.append(pdf.add(f"<< /S /P /P {top} 0 R /Pg {page[n]} 0 R /K << /Type /MCR /Pg {page[n]} 0 R /MCID 1 >> /ActualText (Suite) >>"))
    elements.append(pdf.add(f"<< /S /Link /P {top} 0 R /Pg {page[0]} 0 R /K << /Type /OBJR /Obj {link} 0 R >> /Alt (Vers la suite) >>"))
    pdf.objects[top - 1] = f"<< /S /Document /P {root} 0 R /K [{' '.join(f'{e} 0 R' for e in elements)}] >>"
    pdf.objects[root - 1] = (
        f"<< /Type /StructTreeRoot /K {top} 0 R /RoleMap << /{role} /H1 >> /ClassMap << /gros << /O /Layout /SpaceAfter 12 >> >> "
        f"/IDTree << /Names [(t0) {elements[0]} 0 R (t1) {elements[2]} 0 R] >> /ParentTree << /Nums [8 [{elements[2]} 0 R {elements[3]} 0 R] "
        f"9 [{elements[0]} 0 R {elements[1]} 0 R] 40 {elements[4]} 0 R] >> >>")
    pdf.catalog_entries["/StructTreeRoot"] = f"{root} 0 R"
    pdf.catalog_entries["/MarkInfo"] = "<< /Marked true >>"
    path.write_bytes(pdf.bytes())


def scan(path):
    pdf = Maker()
    picture = pdf.stream(bytes(range(256)) * 4, "/Type /XObject /Subtype /Image /Width 32 /Height 32 /BitsPerComponent 8 /ColorSpace /DeviceGray")
    drawn = f"<< /XObject << /Im {picture} 0 R >> >>"
    pdf.page(text("Couverture"))
    for _ in range(3):
        pdf.page("q 300 0 0 400 0 0 cm /Im Do Q", resources=drawn)
    path.write_bytes(pdf.bytes())


MISSION = """format_version = 1
id = "essai"
title = { fr = "Essai" }
languages = ["fr"]
period = { start = 2025-02-03, end = 2025-11-28 }
date = 2025-11-28
theme = "institutional"
[organisation]
name = { fr = "Organisation" }
[programme]
name = { fr = "Programme" }
[consultant]
role = { fr = "Consultance" }
[contract]
reference = "X"
"""


def mission(folder, pieces):
    activity = folder / "activities" / "01-essai"
    (activity / "annexes").mkdir(parents=True, exist_ok=True)
    (folder / "mission.toml").write_text(MISSION, encoding="utf-8")
    lines = ['title = { fr = "Essai" }', "dates = { start = 2025-06-10, end = 2025-06-12 }", "[deliverables.annex-bundle]"]
    for piece in pieces:
        lines += ["[[piece]]", f'id = "{piece}"', f'file = "annexes/{piece}.pdf"', f'title = {{ fr = "Pièce {piece}" }}']
    (activity / "activity.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return activity / "annexes"


# ---------------------------------------------------------------- what must be found again

def places_of(piece, whole):
    """The piece's pages in the whole: where their contents stand, in order."""
    found, start = {}, 0
    for i in range(len(piece.pages)):
        wanted = piece.contents(i)
        for at in range(start, len(whole.pages)):
            have = whole.contents(at)
            if have[1:1 + len(wanted)] == wanted:
                found[i], start = at, at + 1
                break
        need(i in found, f"{piece.path}: page {i + 1} is not in the whole")
    return found


def same_target(theirs, ours, places):
    if theirs is None or not isinstance(theirs[0], int):
        return ours == theirs
    return ours is not None and ours == (places.get(theirs[0]), theirs[1])


def check_pages(piece, whole, places):
    for i, at in places.items():
        for key in ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit"):
            need(piece.inherited(i, key) == whole.inherited(at, key), f"{piece.path}: page {i + 1}: {key}")
        theirs, ours = piece.annotations(i), whole.annotations(at)
        need(len(ours) >= len(theirs), f"{piece.path}: page {i + 1}: {len(theirs)} annotations became {len(ours)}")
        for a, b in zip(theirs, ours):
            for key in ("/Subtype", "/Rect", "/Contents", "/QuadPoints", "/C", "/FT", "/V"):
                need(piece.at(a.get(key)) == whole.at(b.get(key)), f"{piece.path}: page {i + 1}: an annotation's {key}")
            if a["/Subtype"] == "/Link":
                need(same_target(piece.target(a), whole.target(b), places),
                     f"{piece.path}: page {i + 1}: a link to {piece.target(a)} leads to {whole.target(b)}")
    return sum(len(piece.annotations(i)) for i in places)


def check_names(piece, whole, places, prefix):
    theirs = piece.names("/Dests")
    for name, value in theirs.items():
        ours = whole.destination("u:" + prefix + name[2:])
        need(same_target(piece.destination(value), ours, places), f"{piece.path}: the name {name} leads to {ours}")
    files = piece.names("/EmbeddedFiles")
    for name, value in files.items():
        ours = whole.names("/EmbeddedFiles").get("u:" + prefix + name[2:])
        need(ours is not None, f"{piece.path}: the attachment {name} is not there")
        if ours is not None:
            data = lambda pdf, one: pdf.data(pdf.at(pdf.at(one)["/EF"])["/F"])
            need(data(piece, value) == data(whole, ours), f"{piece.path}: the attachment {name} differs")
    return len(theirs), len(files)


def check_outline(piece, whole, places, id_):
    outlines = piece.at(piece.root.get("/Outlines"))
    if outlines is None:
        return 0
    theirs = piece.outline(outlines)

    def entry(entries):
        for title, _, below in entries:
            if f"Pièce {id_}" in title[2:]:
                return below
            found = entry(below)
            if found is not None:
                return found
        return None
    ours = entry(whole.outline(whole.at(whole.root["/Outlines"])))
    need(ours is not None, f"{piece.path}: it has no outline entry")

    def same(a, b):
        return len(a) == len(b) and all(x[0] == y[0] and same_target(x[1], y[1], places) and same(x[2], y[2]) for x, y in zip(a, b))
    need(same(theirs, ours or []), f"{piece.path}: the outline differs: {theirs[:3]} {(ours or [])[:3]}")
    size = lambda entries: sum(1 + size(below) for _, _, below in entries)
    return size(theirs)


def check_fields(piece, whole, places):
    """Each field of the piece is one of the whole's, its widgets on the right page."""
    def shape(pdf, field, moved_by):
        widgets = [moved_by.get(pdf.place.get(field.get("/P")))] if field.get("/Subtype") == "/Widget" else []
        return (field.get("/FT"), field.get("/V"), widgets,
                [(pdf.at(kid).get("/T"), shape(pdf, pdf.at(kid), moved_by)) for kid in pdf.at(field.get("/Kids")) or []])
    own = {i: i for i in range(len(whole.pages))}
    have = [shape(whole, field, own) for field in whole.fields()]
    for field in piece.fields():
        need(shape(piece, field, places) in have, f"{piece.path}: the field {field['/T']} is not in the form")
    return len(piece.fields())


def all_elements(pdf, one, out):
    value = pdf.at(one)
    if isinstance(value, dict) and "/S" in value:
        out.append(one)
        for kid in pdf.kids(value):
            all_elements(pdf, kid, out)
    return out


def check_structure(piece, whole, places):
    if "/StructTreeRoot" not in piece.root:
        return 0
    total = 0
    have = [whole.element(one) for one in all_elements(whole, whole.at(whole.root["/StructTreeRoot"])["/K"], [])] \
        if not hasattr(whole, "all_elements") else whole.all_elements
    whole.all_elements = have
    for top in piece.kids(piece.at(piece.root["/StructTreeRoot"])):
        wanted = moved(piece.element(top), places)
        need(wanted in have, f"{piece.path}: its structure is not in the whole")
        total += count(wanted)
    return total


def check_parents(whole):
    """Each page's marked content leads by the parent tree to the element that holds it."""
    parents = dict(whole.tree(whole.at(whole.root["/StructTreeRoot"])["/ParentTree"], "/Nums"))
    keys = [key for key, _ in whole.tree(whole.at(whole.root["/StructTreeRoot"])["/ParentTree"], "/Nums")]
    need(keys == sorted(set(keys)), "the parent tree's keys do not rise")
    seen = set()
    for i in range(len(whole.pages)):
        key = whole.page(i).get("/StructParents")
        if key is None:
            continue
        need(key in parents and key not in seen, f"page {i + 1}: /StructParents {key}")
        seen.add(key)
        for mcid, element in enumerate(whole.at(parents.get(key)) or []):
            if element is None:
                continue
            owner = whole.at(element)
            content = [k if isinstance(k, int) else whole.at(k) for k in whole.kids(owner)]
            held = any(k == mcid or (isinstance(k, dict) and k.get("/MCID") == mcid) for k in content)
            need(held, f"page {i + 1}: content {mcid} is said to be of an element that does not hold it")


def check_links(whole):
    total = 0
    for i in range(len(whole.pages)):
        for one in whole.annotations(i):
            if one.get("/Subtype") == "/Link":
                total += 1
                need(whole.target(one) is not None, f"page {i + 1}: a link leads nowhere")
    return total


def check_tools(path):
    done = run("qpdf", "--check", path)
    need(done.returncode == 0, f"qpdf: {done.stdout[-300:]}{done.stderr[-300:]}")
    done = run("pdftoppm", "-r", "20", path, path.with_suffix(""))
    need(done.returncode == 0 and not done.stderr.strip(), f"poppler: {done.stderr[:300]}")
    if shutil.which("mutool"):
        done = run("mutool", "info", path)
        need(done.returncode == 0 and not done.stderr.strip(), f"mupdf: {done.stderr[:300]}")


def main(taqrir):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        os.environ["TAQRIR_CACHE"] = str(scratch / "cache")
        ids = ["rapport", "formulaire", "formulaire-bis", "manuel", "balises", "balises-bis", "scan"]
        annexes = mission(scratch / "mission", ids)
        written_report(taqrir, annexes / "rapport.pdf")
        form(annexes / "formulaire.pdf"), form(annexes / "formulaire-bis.pdf")
        manual(annexes / "manuel.pdf"), scan(annexes / "scan.pdf")
        tagged(annexes / "balises.pdf", "Grand"), tagged(annexes / "balises-bis.pdf", "Grand")
        bundles = []
        for n in range(2):
            os.environ["TAQRIR_CACHE"] = str(scratch / f"cache{n}")
            done = run(taqrir, "build", scratch / "mission", "--out", scratch / f"out{n}")
            if done.returncode != 0:
                sys.exit(f"{done.returncode}: {done.stderr}")
            bundles.append(scratch / f"out{n}" / "01-essai" / "annex-bundle.pdf")
        need(bundles[0].read_bytes() == bundles[1].read_bytes(), "two runs give different bytes")
        need("scan.pdf: warning: pages 2–4 hold no text" in done.stderr, f"the scan is not reported: {done.stderr}")
        need(done.stderr.count("hold no text") == 1, f"more than the scan is reported: {done.stderr}")
        whole = Pdf(bundles[0])
        for id_ in ids:
            piece = Pdf(annexes / f"{id_}.pdf")
            places = places_of(piece, whole)
            annotations = check_pages(piece, whole, places)
            names, files = check_names(piece, whole, places, id_ + "/")
            entries = check_outline(piece, whole, places, id_)
            fields = check_fields(piece, whole, places)
            elements = check_structure(piece, whole, places)
            print(f"{id_}: {len(places)} pages, {annotations} annotations, {names} destinations, {entries} outline entries, "
                  f"{fields} fields, {files} attachments, {elements} elements")
        check_parents(whole)
        labels = dict(whole.tree(whole.root.get("/PageLabels"), "/Nums"))
        need(any("(A-7)" in str(label.get("/P")) for label in labels.values()), f"the form's own page labels are not there: {labels}")
        names = [field["/T"] for field in whole.fields()]
        need(len(names) == len(set(names)), f"two fields have one name: {names}")
        print(f"the whole: {len(whole.pages)} pages, {check_links(whole)} links")
        check_tools(bundles[0])
    for fault in faults:
        print("FAULT:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
