"""How many words of a text are lost when it is read back from a PDF: those that stand in no longest
common subsequence of the two word lists, so that a word out of order counts as lost."""

import bisect
import subprocess
import unicodedata

# Marks of direction that readers put around right-to-left lines; they are no part of any word.
_CONTROLS = {ord(c): None for c in "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


def words(text):
    return unicodedata.normalize("NFC", text).translate(_CONTROLS).split()


def common(ours, theirs):
    """Length of the longest common subsequence (Hunt and Szymanski 1977)."""
    places = {}
    for index, word in enumerate(theirs):
        places.setdefault(word, []).append(index)
    ends = []  # ends[k]: the earliest place at which a common subsequence of k + 1 words can end
    for word in ours:
        for place in reversed(places.get(word, [])):
            k = bisect.bisect_left(ends, place)
            ends[k:k + 1] = [place]
    return len(ends)


def lost(text, extracted):
    ours = words(text)
    return len(ours) - common(ours, words(extracted)), len(ours)


def pdftotext(pdf):
    return subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True).stdout.decode()
