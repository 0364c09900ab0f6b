#!/usr/bin/env python3
"""EPUB books of the sample mission, in French and in Arabic, by their standard.

usage: books.py TAQRIR MISSION

The reports of a French and an Arabic activity and of the mission as EPUB, and some in Arabic around a French text: epubcheck
(Debian's) finds nothing to say; language, direction and what the book promises to those who do not see it are in its record; it
holds every word of the HTML page of the same report. That equal inputs give equal books is tests/formats' to see. Exit status 1
names book and fault; 77 (skipped) when Java or epubcheck is missing.
"""
import collections
import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "figures"))
import figures  # noqa: E402

EPUBCHECK = "/usr/share/java/epubcheck.jar"
# One JVM for all books: its start takes as long as twenty of them. A source that java itself compiles needs no JDK.
CHECK = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", EPUBCHECK,
         str(pathlib.Path(__file__).resolve().parent / "CheckBooks.java"))
FRENCH = ("03-code-ethique", "05-atelier-planification", "recommendations-consolidated")
ARABIC = ("05-atelier-planification/narrative-report", "05-atelier-planification/technical-analysis",
          "recommendations-consolidated")
PROMISES = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard")

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def build(taqrir, mission, reports, form, out):
    done = subprocess.run([taqrir, "build", str(mission), *reports, "--format", form, "--out", str(out), "--quiet"],
                          capture_output=True, text=True, check=False)
    need(done.returncode == 0, f"{mission.name} {form}: exit status {done.returncode}: {done.stderr[-800:]}")


def words(markup):
    """How often each word stands in it; of HTML the text alone, without what is said to browsers."""
    body = re.sub(r"(?s)<(style|script|head|title)\b.*?</\1>", " ", markup)
    body = re.sub(r"</?(?:span|a|strong|em|sup|sub|del|code)\b[^>]*>", "", body)  # these part no words
    return collections.Counter(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def checked(books):
    """What epubcheck says of each, by its path: (exit status, words)."""
    done = subprocess.run([*CHECK, *map(str, books)], capture_output=True, text=True, check=False)
    need(done.returncode == 0, f"epubcheck does not run: {done.stderr[-800:]}")
    parts = re.split(r"^BOOK (\d+) (.*)\n", done.stdout, flags=re.M)
    return {path: (int(status), said) for status, path, said in zip(parts[1::3], parts[2::3], parts[3::3])}


def harmed(book, folder):
    """The book with a chapter that is no XML: a check that is content with it checks nothing."""
    out = folder / "harmed.epub"
    with zipfile.ZipFile(book) as whole, zipfile.ZipFile(out, "w") as made:
        for one in whole.infolist():
            data = whole.read(one)
            made.writestr(one, data.replace(b"</body>", b"", 1) if one.filename.endswith("ch001.xhtml") else data)
    return out


def check(book, name, page, language, verdict):
    status, said = verdict
    need(status == 0 and "No errors or warnings" in said, f"{name}: {said[:800]}")
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        record = archive.read("EPUB/content.opf").decode()
        parts = {one: archive.read(one).decode() for one in names if one.endswith(".xhtml")}
    need(f"<dc:language>{language}</dc:language>" in record, f"{name}: is not in {language}")
    for promise in PROMISES:
        need(f'property="schema:{promise}"' in record, f"{name}: promises no {promise}")
    arabic = language == "ar"
    need(('page-progression-direction="rtl"' in record) == arabic, f"{name}: pages run the other way")
    for part, text in parts.items():
        opening = re.search(r"<html[^>]*>", text)[0]
        need(f'lang="{language}"' in opening, f"{name}/{part}: {opening}")
        need(not arabic or 'dir="rtl"' in opening, f"{name}/{part}: {opening}")
        for image in re.findall(r"<img[^>]*>", text):
            need(re.search(r'alt="[^"]+"', image), f"{name}/{part}: {image[:120]} has no description")
    lost = words(page.read_text("utf-8").split("<body>", 1)[1]) - words(" ".join(parts.values()))
    # A page says of itself how to pass its head; a book has no need to.
    skip = words(re.search(r'<a class="skip"[^>]*>(.*?)</a>', page.read_text("utf-8"))[1])
    need(not lost - skip, f"{name}: words of the page are not in the book: {list((lost - skip).items())[:8]}")


def main(taqrir, mission):
    if not shutil.which("java") or not pathlib.Path(EPUBCHECK).exists():
        print("SKIP: Java or epubcheck is missing")
        return 77
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        arabic = figures.in_language(pathlib.Path(mission), "ar", folder / "mission-ar")
        jobs = []
        for name, source, reports in (("fr", pathlib.Path(mission), FRENCH), ("ar", arabic, ARABIC)):
            for form, out in (("epub", "books"), ("html", "pages")):
                build(taqrir, source, reports, form, folder / name / out)
            for book in figures.one_of_rows((folder / name / "books").rglob("*.epub"), folder / name / "books"):
                inside = book.relative_to(folder / name / "books")
                page = folder / name / "pages" / inside.with_suffix(".html")
                language = re.search(r'<html lang="([^"]*)"', page.read_text("utf-8"))[1]
                jobs.append((book, f"{name}/{inside}", page, language))
        bad = harmed(jobs[0][0], folder)
        verdicts = checked([book for book, *_ in jobs] + [bad])
        need(verdicts.get(str(bad), (0,))[0] != 0, "epubcheck finds nothing in a book that was harmed")
        for book, *more in jobs:
            check(book, *more, verdicts.get(str(book), (1, "epubcheck did not answer")))
        count = len(jobs)
    need(count > 10, f"only {count} books")
    print(f"{count} books")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
