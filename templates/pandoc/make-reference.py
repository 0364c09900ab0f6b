#!/usr/bin/env python3
"""Makes the reference documents, the styles of Taqrir's Word and LibreOffice files, from the themes.

Usage: make-reference.py [THEME.toml ...]            each theme's four files, in a folder of its name beside this script
       make-reference.py --check [THEME.toml ...]    says whether they are up to date, and writes nothing

Without a theme named: all of templates/themes. Only Python's standard library (3.11 or later). Equal themes give
equal files. reference-rtl.* is for documents that run from right to left: tables, pages and panels are mirrored, and
lines are as high as Arabic wants them.
"""
import pathlib
import sys
import zipfile

import reference_docx
import reference_odt
from reference_theme import Theme

HERE = pathlib.Path(__file__).resolve().parent
THEMES = HERE.parent / "themes"
FORMS = {"docx": reference_docx.parts, "odt": reference_odt.parts}


def write(path, contents):
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in contents.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))


def holds(path, contents):
    if not path.exists():
        return False
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()} == contents


def files_of(theme_path):
    for ending, mirrored in (("", False), ("-rtl", True)):
        theme = Theme(theme_path, mirrored)
        for form, parts in FORMS.items():
            yield HERE / theme.id / f"reference{ending}.{form}", parts(theme)


def main(arguments):
    check = "--check" in arguments
    named = [pathlib.Path(a) for a in arguments if a != "--check"] or sorted(THEMES.glob("*.toml"))
    stale = []
    for path, contents in (each for theme in named for each in files_of(theme)):
        if not check:
            write(path, contents)
        elif not holds(path, contents):
            stale.append(str(path.relative_to(HERE)))
    if stale:
        print(f"out of date: {', '.join(stale)}; run {pathlib.Path(__file__).name}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
