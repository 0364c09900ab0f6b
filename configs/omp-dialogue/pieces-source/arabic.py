"""Arabic sheets as PDF by Pango and cairo, whose text reads back in order (WeasyPrint's does not).

A sheet is a list of pages; a page a list of (style, text), or ("table", rows). A4 portrait, lengths in points.
"""
import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

WIDTH, HEIGHT, MARGIN = 595.28, 841.89, 54
FONT = "Noto Naskh Arabic"
STYLES = {  # size, bold, space before, space after
    "title": (19, True, 0, 2), "sub": (11, False, 0, 14), "part": (14, True, 12, 4),
    "article": (12, True, 8, 0), "text": (12, False, 0, 2), "small": (9, False, 20, 0),
}


def layout(context, text, size, bold, width):
    made = PangoCairo.create_layout(context)
    made.get_context().set_base_dir(Pango.Direction.RTL)
    made.get_context().set_language(Pango.Language.from_string("ar"))
    made.context_changed()
    made.set_auto_dir(False)
    made.set_font_description(Pango.FontDescription(f"{FONT} {'Bold ' if bold else ''}{size}"))
    made.set_width(int(width * Pango.SCALE))
    made.set_alignment(Pango.Alignment.RIGHT)  # without auto_dir, sides are as seen
    made.set_text(text, -1)
    return made


def paragraph(context, y, style, text):
    size, bold, before, after = STYLES[style]
    made = layout(context, text, size, bold, WIDTH - 2 * MARGIN)
    context.move_to(MARGIN, y + before)
    PangoCairo.show_layout(context, made)
    return y + before + made.get_pixel_size()[1] + after


def table(context, y, widths, rows):
    """Columns from the right; widths are shares of the line."""
    total, height = WIDTH - 2 * MARGIN, 21
    for number, row in enumerate(rows):
        right = WIDTH - MARGIN
        for share, cell in zip(widths, row):
            left = right - share * total
            context.rectangle(left, y, right - left, height)
            if number == 0:
                context.set_source_rgb(0.91, 0.9, 0.87)
                context.fill_preserve()
            context.set_source_rgb(0.45, 0.45, 0.45)
            context.set_line_width(0.5)
            context.stroke()
            context.set_source_rgb(0.13, 0.13, 0.13)
            context.move_to(left + 4, y + 1)
            PangoCairo.show_layout(context, layout(context, cell, 8, number == 0, right - left - 8))
            right = left
        y += height
    return y + 8


def write(target, title, pages):
    surface = cairo.PDFSurface(str(target), WIDTH, HEIGHT)
    surface.set_metadata(cairo.PDFMetadata.TITLE, title)
    surface.set_metadata(cairo.PDFMetadata.CREATE_DATE, "2025-02-03T00:00:00Z")
    context = cairo.Context(surface)
    for page in pages:
        y = MARGIN
        for kind, content in page:
            context.set_source_rgb(0.13, 0.13, 0.13)
            y = table(context, y, *content) if kind == "table" else paragraph(context, y, kind, content)
        context.show_page()
    surface.finish()
