"""What a text must say: the locale's own words, and figures to recompute. A `Said` is a pattern whose groups
are the printed figures, in order, each with the value it must have."""

import functools
import re
import tomllib
from dataclasses import dataclass, field

from dump import plain


@dataclass
class Said:
    pattern: str = ""
    figures: list = field(default_factory=list)  # (value, decimals)

    def __add__(self, other):
        return Said(self.pattern + other.pattern, self.figures + other.figures)


def literal(text):
    return Said(re.escape(plain(text)))


class Words:
    """The words of one language, and how it writes numbers and lists."""

    def __init__(self, folder, language):
        self.language = language
        self.comma = "." if language == "en" else ","
        self.topics = {}
        for topic in ("kit", "technical-analysis", "narrative-report", "document"):
            with open(folder / language / f"{topic}.toml", "rb") as file:
                self.topics[topic] = tomllib.load(file)

    def entry(self, key, topic="kit"):
        found = self.topics[topic]
        for part in key.split("."):
            found = found[part]
        return found

    def has(self, key):
        try:
            return isinstance(self.entry(key), str)
        except (KeyError, TypeError):
            return False

    def say(self, key, topic="kit", **arguments):
        return self.fill(self.entry(key, topic), arguments)

    def fill(self, template, arguments):
        out = Said()
        for index, part in enumerate(re.split(r"\{([a-z-]+)\}", template)):
            out += arguments[part.replace("-", "_")] if index % 2 else literal(part)
        return out

    def number(self, value, decimals):
        if value is None:
            return self.missing()
        fraction = re.escape(self.comma) + r"\d" * decimals
        pattern = r"([-−]?\d+" + (r"(?:%s)" % fraction if decimals else "") + ")"
        return Said(pattern, [(value, decimals)])

    def integer(self, value):
        return self.number(value, 0)

    def value(self, value):
        """With as many decimals as it needs, two at most."""
        whole = lambda shown: abs(shown - round(shown)) < 1e-9
        needed = next((d for d in (0, 1) if value is None or whole(value * 10**d)), 2)
        return self.number(value, needed)

    def percent(self, value, decimals=0):
        if value is None:
            return self.missing()
        return self.number(value * 100, decimals) + Said(r" ?%")

    def missing(self):
        return literal(self.entry("missing", "document"))

    def plural(self, key, n):
        return self.fill(self.entry(key)[self.category(n, self.entry(key))], {"n": self.integer(n)})

    def category(self, n, forms):
        """CLDR's rules for whole numbers in the three languages."""
        if self.language == "ar":
            few, many = 3 <= n % 100 <= 10, n % 100 >= 11
            name = {0: "zero", 1: "one", 2: "two"}.get(n, "few" if few else "many" if many else "other")
        else:
            name = "one" if n == 1 or (n == 0 and self.language == "fr") else "other"
        return name if name in forms else "other"

    def list(self, items):
        comma, last = {"fr": (", ", " et "), "ar": (" و", " و"), "en": (", ", ",? and ")}[self.language]
        out = Said()
        for index, item in enumerate(items):
            if index:
                out += Said(last) if index == len(items) - 1 else literal(comma)
            out += item
        return out

    def half_day(self, header):
        match = re.fullmatch(r"[jJ](\d+)_(\w+)", header)
        if match and self.has(f"half-day.{match[2]}"):
            return self.say(f"half-day.{match[2]}", day=self.integer(int(match[1])))
        return literal(header.replace("_", " "))

    def column(self, header):
        return self.say(f"column.{header}") if self.has(f"column.{header}") else self.half_day(header)


@functools.lru_cache(maxsize=None)
def compiled(pattern):
    return re.compile(pattern)


def disagreement(said, printed):
    """Why `printed` is not what had to be said; None when it is."""
    match = compiled(said.pattern).fullmatch(printed)
    if not match:
        return f"“{printed}” should read /{said.pattern}/ with {[value for value, _ in said.figures]}"
    for text, (value, decimals) in zip(match.groups(), said.figures):
        shown = float(text.replace("−", "-").replace(",", "."))
        if abs(shown - value) > 0.5 * 10**-decimals + 1e-9:
            return f"“{printed}”: {text} should be {value:.6g}"
    return None
