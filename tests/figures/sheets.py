"""CSV files as offices make them: UTF-8 with or without BOM, Windows-1252 with `;`, decimal commas."""

import csv
import io

DESCRIPTIVE = ("code", "sexe", "tranche_age", "type_organisation", "region", "statut")
YES = {"1", "oui", "yes", "true", "vrai", "نعم"}
NO = {"0", "non", "no", "false", "faux", "لا"}


def decoded(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def separator(text):
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


class Sheet:
    """`rows`: dictionaries by header, first row of each code only; `doubles`: (kept row, row set aside)."""

    def __init__(self, path):
        text = decoded(path.read_bytes())
        lines = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)) if any(row)]
        self.headers = [name.strip() for name in lines[0]]
        self.rows, self.doubles, first = [], [], {}
        for cells in lines[1:]:
            row = dict(zip(self.headers, (cell.strip() for cell in cells)))
            code = row[self.name_of("code")]
            if code in first:
                self.doubles.append((first[code], row))
            else:
                first[code] = row
                self.rows.append(row)

    def name_of(self, column):
        """The header as it is written; None when the sheet has no such column."""
        return next((name for name in self.headers if name.lower() == column), None)

    def get(self, row, column):
        name = self.name_of(column)
        return row[name] if name else ""

    def others(self, known):
        return [name for name in self.headers if name.lower() not in known]


def number(text):
    return float(text.replace("\u00a0", "").replace(",", ".")) if text else None


def presence(text):
    """True, False, or None when nothing is recorded."""
    word = text.lower()
    if word in YES or word in NO:
        return word in YES
    if word:
        raise ValueError(f"neither yes nor no: {text}")
    return None
