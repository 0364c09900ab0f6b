"""What a theme says, as the styles of an office file: one table of styles, which reference_docx.py and reference_odt.py
write each in its own form. Lengths are points.

The names are those that core/pandoc writes. Someone who changes a reference file in Word or LibreOffice keeps the
names and changes what they look like.
"""
import pathlib
import tomllib
from dataclasses import dataclass, field

# Height of one line of a font, as a multiple of its size (ascent + descent + gap of its hhea table): office programs
# multiply this, a theme's leading multiplies the size.
NATURAL_LEADING = {"Noto Serif": 1.362, "Noto Sans": 1.362, "Noto Naskh Arabic": 1.703, "DejaVu Sans Mono": 1.164}
# What a machine without the theme's fonts takes instead.
SUBSTITUTES = {"Noto Serif": "Cambria", "Noto Sans": "Calibri", "Noto Naskh Arabic": "Times New Roman",
               "DejaVu Sans Mono": "Consolas", "Noto Sans Tifinagh": "Ebrima"}
LANGUAGES = {"fr": "fr-FR", "ar": "ar-MA", "en": "en-GB", "zgh": "zgh-MA"}
POINTS_PER_MM = 72 / 25.4
PAGE_SIZES = {"A4": (595.28, 841.89)}


def merged(base, over):
    out = dict(base)
    for key, value in over.items():
        out[key] = merged(out[key], value) if isinstance(value, dict) and isinstance(out.get(key), dict) else value
    return out


def load(path):
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return merged(load(path.with_name(data["base"] + ".toml")), data) if "base" in data else data


class Theme:
    def __init__(self, path, mirrored):
        data = load(pathlib.Path(path))
        self.id, self.mirrored = data["id"], mirrored
        self.colors, self.styles, self.fonts, self.justify = data["colors"], data["styles"], data["fonts"], data["justify"]
        self.margins = {side: length * POINTS_PER_MM for side, length in data["page"]["margins"].items()}
        self.page_width, self.page_height = PAGE_SIZES[data["page"]["size"]]
        lying = data["page"].get("orientation") == "landscape"
        if lying != (self.page_width > self.page_height):
            self.page_width, self.page_height = self.page_height, self.page_width

    @property
    def text_width(self):
        return self.page_width - self.margins["inner"] - self.margins["outer"]

    @property
    def text_height(self):
        return self.page_height - self.margins["top"] - self.margins["bottom"]

    def color(self, name):
        return self.colors[name].lstrip("#").upper()

    def family(self, role, script):
        return self.fonts[role][script]["families"][0]

    def style(self, name):
        return {"space_before": 0, "space_after": 0, **self.styles["body"], "bold": False, "italic": False, **self.styles[name]}

    def size(self, name, script="latn"):
        style = self.style(name)
        return style["size"] * self.fonts[style["font"]][script].get("scale", 1)

    def line(self, name):
        """A line's height as a multiple of its natural one; of Arabic where the document runs that way."""
        style = self.style(name)
        script = "arab" if self.mirrored and style["font"] != "mono" else "latn"  # code is Latin
        fonts = self.fonts[style["font"]][script]
        return style["leading"] * fonts.get("leading", 1) / NATURAL_LEADING[fonts["families"][0]]

    def line_height(self, name):
        """The same as a length: what an Arabic and a Latin cell of a row have in common."""
        style = self.style(name)
        return style["size"] * style["leading"] * self.fonts[style["font"]]["arab"].get("leading", 1)


@dataclass
class Paragraph:
    name: str
    type: str | None = None      # a text style of the theme; None: as the style that it is based on
    based: str = "Normal"
    next: str | None = None
    before: float | None = None
    after: float | None = None
    align: str | None = None     # start, end, center, both
    left: float = 0
    right: float = 0
    fill: str | None = None      # names of colours
    bar: str | None = None       # at the starting edge
    top: tuple | None = None     # (colour, points)
    bottom: tuple | None = None
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    tabs: list = field(default_factory=list)  # (points, "left" | "right" | "center", leader or not)
    at_foot: bool = False        # stands at the foot of its page
    line: float | None = None    # instead of the theme's
    exact: bool = False          # lines of one height, whatever scripts stand in them
    hyphens: bool = True
    color: str | None = None     # instead of the text style's


@dataclass
class Character:
    name: str
    type: str | None = None
    color: str | None = None
    bold: bool = False
    italic: bool = False
    raised: bool = False
    language: str | None = None


CALLOUTS = {"note": ("panel", "accent"), "tip": ("good-panel", "good"), "important": ("panel", "accent"),
            "warning": ("caution-panel", "caution"), "caution": ("bad-panel", "bad")}
LIST_STEP = 17  # from level to level


def paragraphs(theme):
    both = "both" if theme.justify else "start"
    titles = [*_headings(), *_cover(theme), *_contents(theme), *_furniture(theme)]
    for style in titles:
        style.hyphens = False
    return [*_body(both), *titles, *_captions(), *_tables(), *_callouts()]


def _body(both):
    return [
        Paragraph("Body Text", "body", align=both), Paragraph("First Paragraph", based="Body Text", next="Body Text"),
        Paragraph("Compact", based="Body Text", after=2), Paragraph("Lead", "lead", align="start"), Paragraph("Small", "small", align="start"),
        Paragraph("Label", "label", keep_next=True, align="start"), Paragraph("Centered", "body", align="center"),
        Paragraph("Opposite", "body", align="end"),
        Paragraph("Block Text", "quote", left=24, right=24, before=4, after=5),
        Paragraph("Attribution", "small", left=24, right=24, align="end"),
        Paragraph("Source Code", "code", fill="panel", align="start"),
        Paragraph("Footnote Text", "footnote", left=14, align="start"),
        Paragraph("Horizontal Rule", "small", bottom=("rule", 0.75), before=6, after=10),
        Paragraph("Piece", "fact-value", before=6, align="start"),
    ]


def _headings():
    return [Paragraph(f"heading {n}", f"h{min(n, 6)}", next="Body Text", keep_next=True, keep_lines=True, outline=n,
                      align="start") for n in range(1, 10)]


def _cover(theme):
    block = theme.text_height * 0.13
    return [
        Paragraph("Cover Bar", "small", top=("accent-2", 3), before=block - 16, after=0, right=theme.text_width - 46,
                  line=0.5),
        Paragraph("Kicker", "kicker", align="start"), Paragraph("Title", "title", align="start", keep_next=True),
        Paragraph("Subtitle", "subtitle", align="start"), Paragraph("Author", "small"), Paragraph("Date", "small"),
        Paragraph("Abstract", "lead"),
        Paragraph("Status", "fact-value", top=("rule", 0.75), after=10, align="start"),
        *[Paragraph(f"Status {tone}", based="Status", color=tone) for tone in ("good", "caution", "bad", "muted")],
        Paragraph("Notice", "small", top=("rule", 0.75), at_foot=True, align="start"),
    ]


def _captions():
    return [
        Paragraph("caption", "caption", align="start"),
        Paragraph("Table Caption", based="caption", keep_next=True, before=8, after=4),
        Paragraph("Image Caption", based="caption"),
        Paragraph("Figure", "small", keep_next=True, before=6, after=0, line=1),
        Paragraph("Captioned Figure", based="Figure", keep_next=True, align="start"),
    ]


def _contents(theme):
    def entry(n):
        return Paragraph(f"toc {n}", f"toc{min(n, 3)}", left=(min(n, 3) - 1) * 14, align="start",
                         tabs=[(min(n, 3) * 14 + (4 if n == 1 else 10), "left", False), (theme.text_width, "right", True)])
    return [Paragraph("TOC Heading", "h1", keep_next=True, align="start"), *[entry(n) for n in range(1, 7)]]


def _tables():
    return [
        Paragraph("Table Text", "table", before=2, after=2, align="start", exact=True),
        Paragraph("Table Header", "table-header", based="Table Text", before=2, after=2, keep_next=True, hyphens=False,
                  exact=True),
        Paragraph("Table Side", "table-header", based="Table Text", before=2, after=2, exact=True),
        Paragraph("Table Total", "table-header", based="Table Text", before=2, after=2, exact=True),
        Paragraph("After Table", "small", before=0, after=0, line=0.6),
        Paragraph("Fact Label", "fact-label", align="start", hyphens=False),
        Paragraph("Fact Value", "fact-value", align="start", hyphens=False),
        Paragraph("Signature Place", "body", keep_next=True, before=6, after=12, align="start"),
        Paragraph("Signature Name", "body", align="start"),
        Paragraph("Signature Line", "fact-label", top=("rule", 0.75), before=46, after=8, right=34, align="start"),
    ]


def _callouts():
    out = []
    for kind, (fill, edge) in CALLOUTS.items():
        look = dict(fill=fill, bar=edge, left=14, right=10)
        out += [Paragraph(f"Callout {kind}", "body", after=0, align="start", **look),
                Paragraph(f"Callout {kind} title", "label", based=f"Callout {kind}", next=f"Callout {kind}", keep_next=True,
                          before=6, after=0, color=edge, **look)]
    return out


def _furniture(theme):
    return [
        Paragraph("header", "header", after=0, align="start", line=1),
        Paragraph("Header Strong", based="header"),
        Paragraph("Header Rule", based="header", bottom=("rule", 0.6), line=0.5),
        Paragraph("footer", "footer", after=0, align="start", tabs=[(theme.text_width, "right", False)]),
        Paragraph("Footer Rule", based="footer", top=("rule", 0.6), tabs=[(theme.text_width, "right", False)]),
    ]


def characters(theme):
    return [
        Character("Section Number", color=None), Character("Verbatim Char", "code"),
        Character("footnote reference", raised=True), Character("Hyperlink", color="link"),
        *[Character(f"Tone {tone}", color=tone) for tone in ("good", "caution", "bad", "muted")],
        Character("Contents Link"), Character("Emphasis", italic=True),
        *[Character(f"Language {short}", language=short) for short in LANGUAGES],
    ]
