"""Numbers as people write them in a sentence: digits, or words in French and in Arabic."""

import re

_UNITS = ("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
          "dix-sept dix-huit dix-neuf").split()
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "quatre-vingt": 80}


def _below_hundred():
    out = {name: value for value, name in enumerate(_UNITS)}
    for name, tens in _TENS.items():
        for more in range(20 if tens in (60, 80) else 10):
            unit = _UNITS[more]
            forms = [f"{name}-{unit}"] if more else [name, f"{name}s"]
            if more in (1, 11) and tens < 80:
                forms = [f"{name} et {unit}", f"{name}-et-{unit}"]
            for form in forms:
                out[form] = tens + more
    for form, value in list(out.items()):
        if re.search(r"\bun$", form):
            out[form + "e"] = value
    return out


def _french():
    out = _below_hundred()
    hundred = {f"cent {form}": 100 + value for form, value in out.items() if value}
    return {**out, "cent": 100, **hundred}


_ARABIC = {
    "ثلاثة": 3, "خمسة": 5, "تسع": 9, "أحد عشر": 11, "اثنا عشر": 12, "الأربعة عشر": 14, "خمس عشرة": 15,
    "خمسة عشر": 15, "ستة عشر": 16, "اثنتين وعشرين": 22, "سبع وعشرون": 27, "سبع وعشرين": 27,
    "تسع وخمسون": 59, "ثلاث وستين": 63,
}
_WORDS = {**_french(), **_ARABIC}
_SPACES = " \u00a0\u202f"

DIGITS = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?"
NUMBER = ("(?:" + DIGITS + "|" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in
                                          sorted(_WORDS, key=len, reverse=True)) + r")(?!\w)")


def number(text):
    """(value, decimals) of what NUMBER matched."""
    word = re.sub(r"\s+", " ", text.lower())
    if word in _WORDS:
        return float(_WORDS[word]), 0
    digits = re.sub(rf"[{_SPACES}]", "", word)
    return float(digits.replace(",", ".")), len(digits.partition(",")[2])
