"""A PDF object by object, for pieces that hold what pieces hold, and for files that are broken on purpose."""


class Pdf:
    """Objects are texts, or (dictionary without /Length, data). Numbers are from 1, in order."""

    def __init__(self, version="1.7"):
        self.version = version
        self.objects = []
        self.pages = []
        self.tree = self.add("")
        self.catalog_entries = {}

    def add(self, text):
        self.objects.append(text)
        return len(self.objects)

    def stream(self, data, entries=""):
        return self.add((entries, data if isinstance(data, bytes) else data.encode("latin-1")))

    def page(self, contents, entries="/MediaBox [0 0 300 400]", resources=None):
        stream = self.stream(contents)
        resources = resources or "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        self.pages.append(self.add(
            f"<< /Type /Page /Parent {self.tree} 0 R /Contents {stream} 0 R /Resources {resources} {entries} >>"))
        return self.pages[-1]

    def body(self, number):
        one = self.objects[number - 1]
        if isinstance(one, tuple):
            return f"<< {one[0]} /Length {len(one[1])} >>\nstream\n".encode("latin-1") + one[1] + b"\nendstream"
        return one.encode("latin-1")

    def bytes(self):
        self.objects[self.tree - 1] = self.objects[self.tree - 1] or (
            f"<< /Type /Pages /Count {len(self.pages)} /Kids [{' '.join(f'{n} 0 R' for n in self.pages)}] >>")
        entries = " ".join(f"{key} {value}" for key, value in self.catalog_entries.items())
        catalog = self.add(f"<< /Type /Catalog /Pages {self.tree} 0 R {entries} >>")
        out, places = bytearray(f"%PDF-{self.version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1")), []
        for number in range(1, len(self.objects) + 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + self.body(number) + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        for place in places:
            out += b"%010d 00000 n \n" % place
        out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, catalog, start)
        self.objects.pop()
        return bytes(out)


def text(line, y=300):
    return f"BT /F1 12 Tf 40 {y} Td ({line}) Tj ET"


def with_outline(pdf, entries):
    """entries: (title, destination text, [entries below])."""
    def level(parent, items):
        numbers = [pdf.add("") for _ in items]
        for i, (title, target, below) in enumerate(items):
            kids = level(numbers[i], below)
            pdf.objects[numbers[i] - 1] = (
                f"<< /Title ({title}) /Parent {parent} 0 R {target}"
                + (f" /Prev {numbers[i - 1]} 0 R" if i else "")
                + (f" /Next {numbers[i + 1]} 0 R" if i + 1 < len(items) else "")
                + (f" /First {kids[0]} 0 R /Last {kids[-1]} 0 R /Count {len(kids)}" if kids else "") + " >>")
        return numbers
    root = pdf.add("")
    top = level(root, entries)
    pdf.objects[root - 1] = f"<< /Type /Outlines /First {top[0]} 0 R /Last {top[-1]} 0 R /Count {len(top)} >>"
    pdf.catalog_entries["/Outlines"] = f"{root} 0 R"
    return root
