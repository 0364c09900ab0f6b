"""An activity's texts as a reader meets them: sentences in one line, and its tables by their ids."""

import re
import tomllib

import spoken


class Texts:
    def __init__(self, folder):
        self.tables, prose = {}, []
        for path in sorted(folder.glob("*.md")):
            prose.append(self._take_tables(path.read_text("utf-8")))
        with open(folder / "activity.toml", "rb") as file:
            activity = tomllib.load(file)
        prose += strings(activity)
        self.tables["indicators"] = indicators(activity)
        self.tables["participants"] = participants(activity)
        self.prose = re.sub(r"\s+", " ", " \n ".join(prose).replace("**", ""))

    def _take_tables(self, text):
        """Keeps the tables by id; gives the rest."""
        for match in re.finditer(r"((?:^\|.*\|\n)+)\n?:.*?\{#([\w-]+)\}", text, re.M):
            rows = [[cell.strip() for cell in line.strip().strip("|").split("|")]
                    for line in match[1].strip().split("\n")]
            self.tables[match[2]] = Table(rows[0], rows[2:])
        return re.sub(r"^\|.*\|$", "", text, flags=re.M)


class Table:
    """`rows` without the header."""

    def __init__(self, header, rows):
        self.header, self.rows = header, rows

    def totals(self):
        """Row of the sum and the rows above it; None when the table sums nothing."""
        last = self.rows[-1] if self.rows else [""]
        if not last[0].startswith("**") or "Ensemble" in last[0]:
            return None
        return last, self.rows[:-1]

    def row(self, head):
        """The row whose first cell begins so."""
        return next(cells for cells in self.rows if cells[0].strip("*").startswith(head))

    def value(self, head, column):
        return figure(self.row(head)[self.header.index(column)])


def indicators(activity):
    keys = ("text", "baseline", "target", "reached")
    rows = activity["deliverables"].get("technical-analysis", {}).get("indicators", [])
    return Table(keys, [[str(row.get(key, "")).replace(".", ",") for key in keys] for row in rows])


def participants(activity):
    keys = ("women", "men")
    said = activity["deliverables"]["narrative-report"].get("participants", {})
    return Table(("", *keys), [["", *(str(said.get(key, "")) for key in keys)]])


def figure(cell):
    """The number that a cell holds alone, with or without “%”; None for words."""
    match = re.fullmatch(rf"\**({spoken.DIGITS})\s*%?\**", cell)
    return spoken.number(match[1])[0] if match else None


def strings(value):
    """All texts in a TOML value."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in strings(part)]
