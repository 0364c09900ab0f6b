"""A theme as reference.odt: the styles by the names that Pandoc and core/pandoc write, the page's size and margins."""
from reference_theme import LANGUAGES, SUBSTITUTES, characters, paragraphs

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMES = {"Normal": "Standard", "Body Text": "Text body", "First Paragraph": "First paragraph", "Block Text": "Quotations",
         "Source Code": "Preformatted Text", "Footnote Text": "Footnote", "caption": "Caption", "Table Text": "Table Contents",
         "Table Header": "Table Heading", "TOC Heading": "Contents Heading", "header": "Header", "footer": "Footer",
         "Horizontal Rule": "Horizontal Line", "Verbatim Char": "Source Text", "Hyperlink": "Internet link",
         "footnote reference": "Footnote anchor"}
NAMESPACES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in (
    ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("meta", "meta"),
    ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"))) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'


def shown(name):
    if name.startswith("heading "):
        return "Heading " + name[-1]
    if name.startswith("toc "):
        return "Contents " + name[-1]
    return NAMES.get(name, name)


def encoded(name):
    return shown(name).replace(" ", "_20_")


def pt(length):
    return f"{length:.2f}".rstrip("0").rstrip(".") + "pt"


# ---------------------------------------------------------------- properties

def text_properties(theme, name, color=None):
    style = theme.style(name)
    latin, arabic = theme.family(style["font"], "latn"), theme.family(style["font"], "arab")
    weight, slant = "bold" if style["bold"] else "normal", "italic" if style["italic"] else "normal"
    return (f'style:font-name="{latin}" style:font-name-asian="{latin}" style:font-name-complex="{arabic}" '
            f'fo:font-size="{pt(theme.size(name))}" style:font-size-asian="{pt(theme.size(name))}" '
            f'style:font-size-complex="{pt(theme.size(name, "arab"))}" '
            f'fo:font-weight="{weight}" style:font-weight-asian="{weight}" style:font-weight-complex="{weight}" '
            f'fo:font-style="{slant}" style:font-style-asian="{slant}" style:font-style-complex="normal" '
            f'fo:color="#{theme.color(color or style["color"]).lower()}"')


def bold():
    return 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'


def edge(theme, color, points):
    return f"{pt(points)} solid #{theme.color(color).lower()}"


def borders(theme, style):
    out = ""
    if style.top:
        out += f' fo:border-top="{edge(theme, *style.top)}" fo:padding-top="{pt(6 if style.name in ("Status", "Notice") else 3)}"'
    if style.bottom:
        out += f' fo:border-bottom="{edge(theme, *style.bottom)}" fo:padding-bottom="1pt"'
    if style.bar:
        side, other = ("right", "left") if theme.mirrored else ("left", "right")
        # Where there is no line LibreOffice leaves no room.
        above = edge(theme, style.fill, 0.5) if style.name.endswith(" title") else "none"
        out += (f' fo:border-{side}="{edge(theme, style.bar, 3)}" fo:border-{other}="{edge(theme, style.fill, 0.5)}" '
                f'fo:border-top="{above}" fo:border-bottom="none" fo:padding-{side}="11pt" fo:padding-{other}="9.5pt" '
                'fo:padding-top="5pt" fo:padding-bottom="5pt" style:join-border="true"')
    return out


def tab_stops(style):
    if not style.tabs:
        return ""
    return "<style:tab-stops>" + "".join(
        f'<style:tab-stop style:position="{pt(at - style.left)}" style:type="{kind}"' +
        (' style:leader-style="dotted" style:leader-text="."' if leader else "") + "/>"
        for at, kind, leader in style.tabs) + "</style:tab-stops>"


def paragraph_properties(theme, style):
    given = theme.style(style.type) if style.type else {}
    out = ""
    for key, own, theirs in (("top", style.before, "space_before"), ("bottom", style.after, "space_after")):
        length = own if own is not None else given.get(theirs)
        if length is not None:
            out += f' fo:margin-{key}="{pt(length)}"'
    line = style.line or (theme.line(style.type) if style.type else None)
    if style.exact and theme.mirrored:
        out += f' fo:line-height="{pt(theme.line_height(style.type))}"'
    elif line:
        out += f' fo:line-height="{round(line * 100)}%"'
    if style.align:
        # LibreOffice takes “start” and “end” for left and right whichever way a paragraph runs.
        turned = {"start": "end", "end": "start"} if theme.mirrored else {}
        out += f' fo:text-align="{"justify" if style.align == "both" else turned.get(style.align, style.align)}" ' \
               'style:justify-single-word="false"'
    if style.bar:
        out += ' fo:margin-left="0pt" fo:margin-right="0pt" fo:text-indent="0pt"'  # the padding is the room
    elif style.left or style.right:
        out += f' fo:margin-left="{pt(style.left)}" fo:margin-right="{pt(style.right)}" fo:text-indent="0pt"'
    if style.fill:
        out += f' fo:background-color="#{theme.color(style.fill).lower()}"'
    out += borders(theme, style)
    if style.keep_next:
        out += ' fo:keep-with-next="always"'
    if style.keep_lines:
        out += ' fo:keep-together="always"'
    return f"<style:paragraph-properties{out}>{tab_stops(style)}</style:paragraph-properties>"


# ---------------------------------------------------------------- styles

def head_of(family, name, parent, follow=None, more=""):
    return (f'<style:style style:name="{encoded(name)}" style:display-name="{shown(name)}" style:family="{family}"' +
            (f' style:parent-style-name="{encoded(parent)}"' if parent else "") +
            (f' style:next-style-name="{encoded(follow)}"' if follow else "") + more + ">")


def paragraph_style(theme, style):
    text = text_properties(theme, style.type, style.color) if style.type else ""
    if style.color and not style.type:
        text = f'fo:color="#{theme.color(style.color).lower()}"'
    if not style.hyphens:
        text += ' fo:hyphenate="false"'
    if style.name == "Header Strong":
        text = f'{bold()} fo:color="#{theme.color("accent").lower()}"'
    level = f' style:default-outline-level="{style.outline}"' if style.outline else ""
    kind = ' style:class="text"'
    return (head_of("paragraph", style.name, style.based, style.next, level + kind) + paragraph_properties(theme, style) +
            (f"<style:text-properties {text}/>" if text else "") + "</style:style>")


def language_properties(theme, short):
    language, country = LANGUAGES[short].split("-")
    if short == "ar":
        return f'style:language-complex="{language}" style:country-complex="{country}"'
    font = f'style:font-name="{theme.family("body", "tfng")}" ' if short == "zgh" else ""
    return f'{font}fo:language="{language}" fo:country="{country}"'


def character_properties(theme, style):
    if style.language:
        return language_properties(theme, style.language)
    return " ".join(filter(None, [
        text_properties(theme, style.type) if style.type else "", bold() if style.bold else "",
        f'fo:color="#{theme.color(style.color).lower()}"' if style.color else "",
        'style:text-position="super 58%"' if style.raised else ""]))


def character_style(theme, style):
    properties = character_properties(theme, style)
    return (head_of("text", style.name, None) + (f"<style:text-properties {properties}/>" if properties else "") + "</style:style>")


def default_styles(theme):
    mode = "rl-tb" if theme.mirrored else "lr-tb"
    hyphens = 'fo:hyphenate="false"' if theme.mirrored else \
        'fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="3"'
    return (f'<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="{round(theme.line("body") * 100)}%" '
            f'style:writing-mode="{mode}" style:tab-stop-distance="17pt" fo:hyphenation-ladder-count="no-limit" fo:orphans="2" fo:widows="2"/>'
            f'<style:text-properties {text_properties(theme, "body")} fo:language="fr" fo:country="FR" '
            f'style:language-complex="ar" style:country-complex="MA" {hyphens}/></style:default-style>'
            '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>'
            '<style:default-style style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:default-style>'
            '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
            '<style:style style:name="Graphics" style:family="graphic"/><style:style style:name="Frame" style:family="graphic"/>'
            '<style:style style:name="Numbering_20_Symbols" style:display-name="Numbering Symbols" style:family="text"/>' +
            '<style:style style:name="Bullet_20_Symbols" style:display-name="Bullet Symbols" style:family="text">'
            f'<style:text-properties fo:color="#{theme.color("accent-2").lower()}"/></style:style>'
            # The names that Pandoc gives to links and to captions of its own.
            f'<style:style style:name="Definition" style:family="text"><style:text-properties fo:color="#{theme.color("link").lower()}"/></style:style>'
            '<style:style style:name="TableCaption" style:family="paragraph" style:parent-style-name="Table_20_Caption"/>'
            '<style:style style:name="FigureCaption" style:family="paragraph" style:parent-style-name="Image_20_Caption"/>')


def outline_style():
    levels = "".join(f'<text:outline-level-style text:level="{n}" style:num-format=""/>' for n in range(1, 11))
    return f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'


def font_faces(theme):
    families = sorted({theme.family(role, script) for role in ("body", "heading", "mono") for script in ("latn", "arab", "tfng")})
    faces = "".join(f'<style:font-face style:name="{family}" svg:font-family="\'{family}\'' +
                    (f", '{SUBSTITUTES[family]}'" if family in SUBSTITUTES else "") + '"/>' for family in families)
    return f"<office:font-face-decls>{faces}</office:font-face-decls>"


def page_layout(theme):
    margins, mode = theme.margins, "rl-tb" if theme.mirrored else "lr-tb"
    orientation = "landscape" if theme.page_width > theme.page_height else "portrait"
    return (f'<style:page-layout style:name="Mpm1"><style:page-layout-properties fo:page-width="{pt(theme.page_width)}" '
            f'fo:page-height="{pt(theme.page_height)}" style:print-orientation="{orientation}" fo:margin-top="{pt(margins["top"])}" '
            f'fo:margin-bottom="{pt(margins["bottom"])}" fo:margin-left="{pt(margins["inner"])}" '
            f'fo:margin-right="{pt(margins["outer"])}" style:writing-mode="{mode}"><style:footnote-sep style:width="0.5pt" '
            'style:rel-width="25%" style:distance-before-sep="6pt" style:distance-after-sep="4pt" '
            f'style:color="#{theme.color("rule").lower()}"/></style:page-layout-properties></style:page-layout>')


def styles_xml(theme):
    inner = "".join(paragraph_style(theme, s) for s in paragraphs(theme)) + "".join(character_style(theme, s) for s in characters(theme))
    return (f"{HEAD}<office:document-styles {NAMESPACES}>{font_faces(theme)}<office:styles>{default_styles(theme)}{inner}"
            f'{outline_style()}<text:notes-configuration text:note-class="footnote" text:citation-style-name="Footnote_20_anchor" '
            'text:default-style-name="Footnote" style:num-format="1" text:start-value="0" text:footnotes-position="page" '
            'text:start-numbering-at="document"/></office:styles>'
            f"<office:automatic-styles>{page_layout(theme)}</office:automatic-styles><office:master-styles>"
            '<style:master-page style:name="Standard" style:page-layout-name="Mpm1"/></office:master-styles></office:document-styles>')


# ---------------------------------------------------------------- the other parts

def parts(theme):
    kind = "application/vnd.oasis.opendocument.text"
    manifest = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"'
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
                      for name in ("content.xml", "styles.xml", "meta.xml"))
    return {
        "mimetype": kind,
        "META-INF/manifest.xml": f'{HEAD}<manifest:manifest {manifest}><manifest:file-entry manifest:full-path="/" '
                                 f'manifest:version="1.3" manifest:media-type="{kind}"/>{entries}</manifest:manifest>',
        "content.xml": f"{HEAD}<office:document-content {NAMESPACES}><office:body><office:text><text:p/></office:text>"
                       "</office:body></office:document-content>",
        "styles.xml": styles_xml(theme),
        "meta.xml": f"{HEAD}<office:document-meta {NAMESPACES}><office:meta/></office:document-meta>",
    }
