"""A consultant's folder, as it comes: nested, with accents, spaces and Arabic names, locks, leavings and duplicates."""
import os
import pathlib
import subprocess

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
                    "0000000049454e44ae426082")


def pdf(path, words):
    """A PDF of one page, small and whole."""
    content = b"BT /F1 18 Tf 60 760 Td (" + words.encode("ascii") + b") Tj ET"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
               b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out)


def text(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def office(path, markdown):
    """A Word or ODT file, by Pandoc."""
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["pandoc", "--from=markdown", "-o", str(path)], input=markdown.encode(), check=True)


def sheet(path, rows, kind="xlsx"):
    """A spreadsheet, by LibreOffice."""
    path.parent.mkdir(parents=True, exist_ok=True)
    csv = path.with_suffix(".csv")
    csv.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{path.parent}/.profile", "--convert-to", kind,
                    "--infilter=CSV:44,34,76,1", "--outdir", str(path.parent), str(csv)], check=True, capture_output=True)
    csv.unlink()
    subprocess.run(["rm", "-rf", str(path.parent / ".profile")], check=True)


PEOPLE = [("Alami Sara", "Femme"), ("Bennani Omar", "Homme"), ("Chraibi Hind", "Femme"), ("Daoudi Karim", "Homme")]


def make(root, with_office):
    """Returns what is expected: {activity: …} is in the tests."""
    root = pathlib.Path(root)
    first = root / "1 - Atelier de lancement (12-13 mars 2025)"
    report = ("# Atelier de lancement à Fès\n\n## Déroulement\n\nLes participants ont discuté du plan de la mission, et des "
              "étapes qui viennent.\n\n| Séance | Présents |\n|--|--:|\n| 1 | 12 |\n\n## Suites\n\nUne réunion est prévue.\n")
    if with_office:
        office(first / "Rapport narratif - Atelier.docx", report)
        (first / "~$pport narratif - Atelier.docx").write_bytes(b"\x05lock")
    else:
        text(first / "Rapport narratif - Atelier.md", report)
    text(first / "Données" / "Liste de présence.csv",
         "Nom et prénom;Genre;Téléphone;12/03/2025 matin;12/03/2025 après-midi\n" +
         "\n".join(f"{name};{sex};0600000000;x;{'x' if sex == 'Femme' else 'absent'}" for name, sex in PEOPLE) + "\n")
    text(first / "Données" / "Tests.csv", "Nom et prénom,Pré-test /20,Post-test /20\nSara Alami,8,14\nBennani Omar,10,\"12,5\"\n"
         "Chraibi Hind,11,17\nDaoudi Karim,9,13\n")
    (first / "Photos").mkdir(parents=True)
    (first / "Photos" / "Séance du matin.png").write_bytes(PNG)
    pdf(first / "Ordre du jour.pdf", "Ordre du jour")
    pdf(first / "copie" / "Ordre du jour (copie).pdf", "Ordre du jour")

    second = root / "2 - تكوين في التوثيق"
    text(second / "تقرير سردي.md", "# تكوين في التوثيق\n\n## السياق\n\nشارك في التكوين اثنا عشر شخصا من ثلاث جهات، وكان النقاش مفيدا.\n")
    text(second / "لائحة الحضور.csv", "الرمز,الجنس,اليوم الأول\nP01,أنثى,نعم\nP02,ذكر,لا\n")
    pdf(second / "برنامج التكوين.pdf", "Programme")

    pdf(root / "TDR mission.pdf", "Termes de reference")
    text(root / "Contrat" / "2025-01-15 Contrat signé.txt", "Contrat entre les parties, signé le 15 janvier.\n")
    (root / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (root / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    return root
