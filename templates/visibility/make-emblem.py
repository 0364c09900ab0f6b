#!/usr/bin/env python3
"""Draws eu-emblem.png from the public geometric description of the emblem of the European Union.

The rules drawn here: a field of 3:2; twelve five-pointed stars whose centres lie on a circle of radius
one third of the height, at the hours of a clock; each star upright, inscribed in a circle of radius one
eighteenth of the height; field Reflex Blue #003399, stars #FFCC00. Python's standard library only.

Usage: make-emblem.py [OUTPUT]   (default: eu-emblem.png beside this file). Equal runs give equal bytes.
"""
import math
import struct
import sys
import zlib
from pathlib import Path

WIDTH, HEIGHT = 900, 600
SAMPLES = 4  # a side: 16 samples a pixel
FIELD, STAR = (0x00, 0x33, 0x99), (0xFF, 0xCC, 0x00)
LEVELS = SAMPLES * SAMPLES + 1  # shades between field and star: a palette, so that the file is small


def star(cx, cy, radius):
    """The ten corners of an upright five-pointed star, y downwards."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    return [
        (cx + (radius if i % 2 == 0 else inner) * math.sin(math.radians(36 * i)),
         cy - (radius if i % 2 == 0 else inner) * math.cos(math.radians(36 * i)))
        for i in range(10)
    ]


def crossings(polygon, y):
    """Where the horizontal line at y meets the polygon, from left to right."""
    found = []
    for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1]):
        if (y0 <= y) != (y1 <= y):
            found.append(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return sorted(found)


def coverage():
    """Rows of palette indices: how many of a pixel's samples lie in a star."""
    rows = [bytearray(WIDTH) for _ in range(HEIGHT)]
    for hour in range(12):
        angle = math.radians(30 * hour)
        ring = HEIGHT / 3
        corners = star(WIDTH / 2 + ring * math.sin(angle), HEIGHT / 2 - ring * math.cos(angle), HEIGHT / 18)
        top, bottom = min(y for _, y in corners), max(y for _, y in corners)
        for line in range(math.floor(top * SAMPLES), math.ceil(bottom * SAMPLES)):
            edges = crossings(corners, (line + 0.5) / SAMPLES)
            for left, right in zip(edges[::2], edges[1::2]):
                for sample in range(math.ceil(left * SAMPLES - 0.5), math.ceil(right * SAMPLES - 0.5)):
                    rows[line // SAMPLES][sample // SAMPLES] += 1
    return rows


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(rows):
    shades = (
        bytes(round(a + (b - a) * i / (LEVELS - 1)) for a, b in zip(FIELD, STAR)) for i in range(LEVELS)
    )
    pixels = b"".join(b"\0" + bytes(row) for row in rows)
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0))
            + chunk(b"PLTE", b"".join(shades))
            + chunk(b"IDAT", zlib.compress(pixels, 9))
            + chunk(b"IEND", b""))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("eu-emblem.png")
    target.write_bytes(png(coverage()))
