#!/usr/bin/env python3
"""Every page, link, destination, outline entry, form field, attachment and structure element of annexed PDFs is
in the bundle that is made of them, at the right page; the bundle is clean for qpdf, poppler and mupdf; all
links in it lead somewhere; two runs give equal bytes.

usage: round_trip.py TAQRIR
"""

import os
import pathlib
import sys
import tempfile

from found_again import check_entries, check_fonts_of_fields, check_links, check_parents, check_tools, faults, find_again, need, run
from pdf_maker import Pdf as Maker, text, with_outline
from pdf_reader import Pdf


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


def form(path, font="Helvetica"):
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
                                        "/Helv << /Type /Font /Subtype /Type1 /BaseFont /" + font + " >> >> >> >>")
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
                  link.format("/A << /S /URI /URI (https://example.org/a) >>"),
                  link.format("/A << /S /GoToR /F (autre.pdf) /D [3 /Fit] >>"), link.format("/A << /S /GoToR /F (autre.pdf) /D (fin) >>"),
                  link.format("/A << /S /Named /N /NextPage >>")],
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


# ---------------------------------------------------------------- all of them in one bundle

def main(taqrir):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        os.environ["TAQRIR_CACHE"] = str(scratch / "cache")
        ids = ["rapport", "formulaire", "formulaire-bis", "manuel", "balises", "balises-bis", "scan"]
        annexes = mission(scratch / "mission", ids)
        written_report(taqrir, annexes / "rapport.pdf")
        form(annexes / "formulaire.pdf"), form(annexes / "formulaire-bis.pdf", "Courier")
        manual(annexes / "manuel.pdf"), scan(annexes / "scan.pdf")
        tagged(annexes / "balises.pdf", "Grand"), tagged(annexes / "balises-bis.pdf", "Grand")
        bundles = []
        for n in range(2):
            os.environ["TAQRIR_CACHE"] = str(scratch / f"cache{n}")
            one_core = {"preexec_fn": lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})} if n == 1 else {}
            done = run(taqrir, "build", scratch / "mission", "--out", scratch / f"out{n}", *(["--jobs", "1"] if n == 1 else []), **one_core)
            if done.returncode != 0:
                sys.exit(f"{done.returncode}: {done.stderr}")
            bundles.append(scratch / f"out{n}" / "01-essai" / "annex-bundle.pdf")
        need(bundles[0].read_bytes() == bundles[1].read_bytes(), "two runs, of which one on one core, give different bytes")
        need("scan.pdf" in done.stderr and "pages 2–4 hold no text" in done.stderr, f"the scan is not reported: {done.stderr}")
        need(done.stderr.count("hold no text") == 1, f"more than the scan is reported: {done.stderr}")
        whole = Pdf(bundles[0])
        for id_ in ids:
            find_again(Pdf(annexes / f"{id_}.pdf"), whole, id_ + "/", id_)
        print(f"the whole: {len(whole.pages)} pages, {check_links(whole)} links, {check_parents(whole)} elements")
        check_entries(whole), check_fonts_of_fields(whole)
        labels = dict(whole.tree(whole.root.get("/PageLabels"), "/Nums"))
        need(any("(A-7)" in str(label.get("/P")) for label in labels.values()), f"the form's own page labels are not there: {labels}")
        names = [field["/T"] for field in whole.fields()]
        need(len(names) == len(set(names)), f"two fields have one name: {names}")
        check_tools(bundles[0], len(whole.pages))
    for fault in faults:
        print("FAULT:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
