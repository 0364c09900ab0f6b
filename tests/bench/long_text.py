"""The long text of the benchmark: 511 KB of French, the Declaration's words shuffled by a fixed seed into
paragraphs under headings, no two alike. The same text as Markdown and as Typst."""

import random
import re

import udhr

BYTES = 511 * 1024
SEED = 20250203


def _words(folder):
    text = " ".join(text for _, text in udhr.blocks(folder, "fra"))
    return re.findall(r"[A-Za-zÀ-ÿœŒ]+(?:['’-][A-Za-zÀ-ÿœŒ]+)*", text)


def _sentence(words, pick):
    chosen = [pick.choice(words).lower() for _ in range(pick.randint(7, 22))]
    if len(chosen) > 12:
        chosen[len(chosen) // 2] += ","
    return " ".join(chosen).capitalize() + "."


def _paragraph(words, pick):
    return " ".join(_sentence(words, pick) for _ in range(pick.randint(1, 3)))


def _title(words, pick):
    return " ".join(pick.choice(words).lower() for _ in range(pick.randint(3, 7))).capitalize()


def blocks(folder):
    """[(level, text)]: level 1 and 2 are headings, 0 a paragraph."""
    words, pick = _words(folder), random.Random(SEED)
    made, size = [], 0
    while size < BYTES:
        count = sum(1 for level, _ in made if level == 2)
        section = [(1, _title(words, pick))] if count % 5 == 0 else []
        section.append((2, _title(words, pick)))
        section += [(0, _paragraph(words, pick)) for _ in range(pick.randint(1, 3))]
        made += section
        size += sum(len(text.encode()) + level + 3 for level, text in section)
    return made


def markdown(text):
    return "\n\n".join("#" * level + " " * (level > 0) + line for level, line in text) + "\n"


def typst(text):
    head = """#set document(title: "Texte long")
#set page(paper: "a4", margin: (top: 34mm, bottom: 25mm, x: 26mm), numbering: "1")
#set text(lang: "fr", size: 10.5pt, hyphenate: true)
#set par(justify: true, leading: 0.75em, spacing: 1.4em)
#set heading(numbering: "1.1")
#show heading: set block(above: 2.2em, below: 1.2em)
#outline(depth: 2)
"""
    return head + "\n\n".join("=" * level + " " * (level > 0) + line for level, line in text) + "\n"
