#!/usr/bin/python3
"""Makes the annexed pieces of the sample mission that come from other programs than a PDF printer: a Word file,
a spreadsheet, a form, a scan of two sheets, a poster, and the proofs of the consultant's offer.

What it makes is committed; run it only to change the pieces. usage: make-office-pieces.py TAQRIR
Needs, from Debian 12: pandoc, libreoffice-calc-nogui, libreoffice-writer-nogui, poppler-utils, imagemagick, qpdf.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "pieces-source"
EPOCH = "1738540800"


def run(*command, **more):
    subprocess.run([str(part) for part in command], check=True, env=dict(os.environ, SOURCE_DATE_EPOCH=EPOCH), **more)


def annex(path):
    return HERE / "activities" / path


def office(source, target, kind, folder):
    run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir",
        folder, source, stdout=subprocess.DEVNULL)
    made = Path(folder) / f"{source.stem}.{kind.split(':')[0]}"
    target.write_bytes(made.read_bytes())


def form(target, folder):
    """With form fields and tags."""
    options = '{"ExportFormFields":{"type":"boolean","value":"true"},"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    made = Path(folder) / "form.pdf"
    office(SOURCES / "bulletin.html", made, f"pdf:writer_web_pdf_Export:{options}", folder)
    run("qpdf", "--deterministic-id", made, "--pages", ".", "2-z", "--", target)  # the first is empty


def pictures(taqrir, name, dots_per_inch, folder):
    """The pages of a text as pictures."""
    pdf = Path(folder) / f"{name}.pdf"
    run(taqrir, "render", SOURCES / f"{name}.md", "-o", pdf, "--quiet")
    run("pdftoppm", "-r", dots_per_inch, "-png", pdf, Path(folder) / name)
    return sorted(Path(folder).glob(f"{name}-*.png"))


def proofs(taqrir, folder):
    """What the consultant's offer shows of her status: a statement, and a degree as it came from a scanner."""
    statement = Path(folder) / "attestation.pdf"
    run(taqrir, "render", SOURCES / "attestation.md", "-o", statement, "--quiet")
    run("qpdf", "--deterministic-id", "--object-streams=generate", statement,
        HERE / "annexes/attestation-auto-entrepreneur.pdf")
    degree = pictures(taqrir, "diplome", 130, folder)[0]
    run("convert", degree, "-crop", "1075x760+0+60", "+repage", "-bordercolor", "white", "-background", "#f3efe6", "-rotate",
        "-0.6", "+repage", "-colorspace", "gray", "-density", "130", "-quality", "60", "-strip",
        HERE / "annexes/diplome-scan.jpg")


def main(taqrir):
    with tempfile.TemporaryDirectory() as folder:
        run("pandoc", SOURCES / "pv-adoption.md", "--metadata=lang:fr", "-o",
            annex("01-statuts/annexes/pv-adoption.docx"))
        office(SOURCES / "budget-campagne.csv", annex("06-strategie-plaidoyer/annexes/budget-campagne.xlsx"), "xlsx", folder)
        form(annex("05-atelier-planification/annexes/bulletin-inscription.pdf"), folder)
        scan = [pictures(taqrir, name, 150, folder)[0] for name in ("compte-rendu", "compte-rendu-suite")]
        run("convert", *scan, "-rotate", "0.7", "+repage", "-colorspace", "gray", "-threshold", "60%", "-density", "150",
            "-compress", "Group4", annex("04-plan-strategique/annexes/compte-rendu-scan.tiff"))
        proofs(taqrir, folder)
        poster = pictures(taqrir, "affiche", 90, folder)
        run("convert", poster[0], "-quality", "80", annex("06-strategie-plaidoyer/annexes/affiche.webp"))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
