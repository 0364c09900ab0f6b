"""A PDF as qpdf's JSON gives it, and the few walks that the tests need. Nothing here is Taqrir's."""

import hashlib
import json
import subprocess


HIGH = dict(zip(range(0x80, 0xa1), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€")) | {0x7f: "\ufffd", 0xad: "\ufffd"}
HIGH |= dict(zip(range(0x18, 0x20), "˘ˇˆ˙˝˛˚˜"))


def text_of(name):
    """A string of qpdf's JSON, or an object's name, by its letters in PDFDocEncoding: qpdf writes the same string now by
    its letters, now by its bytes."""
    if name.startswith("b:"):
        return "".join(HIGH.get(byte, chr(byte)) for byte in bytes.fromhex(name[2:]))
    return name.removeprefix("u:") if name.startswith("u:") else name.removeprefix("/")


class Pdf:
    def __init__(self, path):
        self.path = path
        said = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=none", path],
                              capture_output=True, text=True)
        self.objects = json.loads(said.stdout)["qpdf"][1]
        self.root = self.at(self.objects["trailer"]["value"]["/Root"])
        self.pages = list(self.page_refs(self.root["/Pages"]))
        self.place = {ref: i for i, ref in enumerate(self.pages)}

    def at(self, one):
        """The object that a reference names; its dictionary when it is a stream; anything else as it is."""
        seen = 0
        while isinstance(one, str) and one.endswith(" R") and seen < 20:
            found = self.objects.get("obj:" + one)
            one = None if found is None else found["stream"]["dict"] if "stream" in found else found["value"]
            seen += 1
        return one

    def data(self, ref):
        return self.objects["obj:" + ref]["stream"]["data"]

    def page_refs(self, node):
        kids = self.at(node).get("/Kids")
        if kids is None:
            yield node
        for kid in self.at(kids) or []:
            yield from self.page_refs(kid)

    def page(self, i):
        return self.at(self.pages[i])

    def inherited(self, i, key):
        node = self.page(i)
        while node is not None:
            if key in node:
                return self.at(node[key])
            node = self.at(node.get("/Parent"))
        return None

    def contents(self, i):
        parts = self.at(self.page(i).get("/Contents")) if isinstance(self.at(self.page(i).get("/Contents")), list) \
            else [self.page(i).get("/Contents")]
        return [hashlib.sha256(self.data(ref).encode()).hexdigest() for ref in parts if ref]

    def tree(self, node, key):
        """Pairs of a name or number tree, in order."""
        node = self.at(node)
        if node is None:
            return
        entries = self.at(node.get(key)) or []
        yield from zip(entries[::2], entries[1::2])
        for kid in self.at(node.get("/Kids")) or []:
            yield from self.tree(kid, key)

    def names(self, kind):
        """By the names, see text_of."""
        found = {text_of(name): value for name, value in self.tree((self.at(self.root.get("/Names")) or {}).get(kind), "/Names")}
        if kind == "/Dests":
            for name, value in (self.at(self.root.get("/Dests")) or {}).items():
                found.setdefault(text_of(name), value)
        return found

    def destination(self, value):
        """(page's place, kind and numbers) of a destination, by name or not; None: it leads nowhere."""
        value = self.at(value)
        if isinstance(value, str):
            if not hasattr(self, "dests"):
                self.dests = self.names("/Dests")
            value = self.at(self.dests.get(text_of(value)))
        if isinstance(value, dict):
            value = self.at(value.get("/D"))
        if not isinstance(value, list) or not value or value[0] not in self.place:
            return None
        return self.place[value[0]], [n if isinstance(n, str) or n is None else round(float(n), 2) for n in value[1:]]

    def target(self, one):
        """Where a link or an outline entry leads."""
        if "/Dest" in one:
            return self.destination(one["/Dest"])
        action = self.at(one.get("/A"))
        if action is None:
            return None
        if action.get("/S") == "/GoTo":
            return self.destination(action.get("/D"))
        return action.get("/S"), *(str(self.at(action.get(key))) for key in ("/URI", "/F", "/D", "/N"))

    def annotations(self, i):
        return [self.at(one) for one in self.at(self.page(i).get("/Annots")) or []]

    def outline(self, parent):
        """[(title, target, below)] under an outline's root or an entry."""
        made, item = [], parent.get("/First")
        while item is not None:
            one = self.at(item)
            made.append((one["/Title"], self.target(one), self.outline(one)))
            item = one.get("/Next")
        return made

    def fields(self):
        """Top-level fields of the form."""
        form = self.at(self.root.get("/AcroForm")) or {}
        return [self.at(field) for field in self.at(form.get("/Fields")) or []]

    # ---- structure

    def parents(self):
        return dict(self.tree(self.at(self.root["/StructTreeRoot"])["/ParentTree"], "/Nums"))

    def kids(self, element):
        kids = self.at(element.get("/K"))
        return kids if isinstance(kids, list) else [] if kids is None else [element["/K"]]

    def role(self, name):
        roles = self.at(self.at(self.root["/StructTreeRoot"]).get("/RoleMap")) or {}
        for _ in range(20):
            if name not in roles:
                return name
            name = roles[name]
        return name

    def element(self, one, page=None):
        """An element as nested tuples that do not depend on numbers: pages as their places."""
        element = self.at(one)
        page = element.get("/Pg", page)
        content = []
        for kid in self.kids(element):
            value = self.at(kid)
            if isinstance(value, int):
                content.append(("mcid", self.place.get(page), value))
            elif value.get("/Type") == "/MCR":
                content.append(("mcid", self.place.get(value.get("/Pg", page)), value["/MCID"]))
            elif value.get("/Type") == "/OBJR":
                target = self.at(value["/Obj"])
                content.append(("object", self.place.get(value.get("/Pg", page)), target and target.get("/Subtype")))
            else:
                content.append(self.element(kid, page))
        texts = tuple(sorted((key, str(self.at(element[key]))) for key in ("/Alt", "/ActualText", "/Lang", "/T") if key in element))
        return (self.role(element["/S"]), texts, tuple(content))


def moved(element, places):
    """The same element with its pages at other places."""
    role, texts, content = element
    return role, texts, tuple((part[0], places.get(part[1]), part[2]) if part[0] in ("mcid", "object")
                              else moved(part, places) for part in content)


def count(element):
    return 1 + sum(count(part) for part in element[2] if part[0] not in ("mcid", "object"))
