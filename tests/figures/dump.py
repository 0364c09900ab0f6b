"""The dump of a Document (`taqrir build --format document`) as a tree: one node a line, two spaces a level."""

import re

_STRING = r'"(?:\\.|[^"\\])*"'
_VALUE = rf"{_STRING}(?:,{_STRING})*|!\[.*\]\(\S+|\S+"  # strings, a picture, a bare word
_LINE = re.compile(rf"(?P<indent> *)(?P<kind>[a-z_-]+)(?: \d+)?"
                   rf"(?P<attributes>(?: (?:#\S+|\[[^\]]*\]|[a-z_]+=(?:{_VALUE})))*)(?:: (?P<text>.*))?$")
_ATTRIBUTE = re.compile(rf" (?:#(?P<id>\S+)|\[[^\]]*\]|(?P<key>[a-z_]+)=(?P<value>{_VALUE}))")
_QUOTED = re.compile(rf"({_STRING})")
_MARKS = str.maketrans("\u00a0\u202f\u2009", "   ", "\u200e\u200f\u061c")


def unmarked(text):
    """The words as a reader sees them: no Markdown marks, one kind of space, no marks of direction."""
    text = re.sub(r"(?<!\\)\{[a-z]{2,3}: |(?<!\\)[}*]", "", text)
    return plain(re.sub(r"\\(.)", r"\1", text))


def plain(text):
    return text.translate(_MARKS)


class Node:
    def __init__(self, kind, text, attributes, line):
        self.kind, self.attributes, self.line = kind, attributes, line
        self.text = unmarked(text)
        self.children = []

    def read_again(self, line):
        """Takes the text and attributes of another line in place of its own."""
        fresh = node_of(line, self.line)[1]
        self.text, self.attributes = fresh.text, fresh.attributes

    def all(self, kind):
        return [child for child in self.children if child.kind == kind]

    def child(self, kind):
        found = self.all(kind)
        return found[0] if found else Node(kind, "", {}, self.line)

    @property
    def id(self):
        return self.attributes.get("id", "")

    def strings(self, key):
        return [plain(re.sub(r"\\(.)", r"\1", one[1:-1])) for one in _QUOTED.findall(self.attributes.get(key, ""))]

    def values(self, key="values"):
        written = self.attributes.get(key, "")
        return [None if one == "-" else float(one) for one in written.split(",")] if written else []


def node_of(line, number):
    """Its depth, and the node."""
    match = _LINE.match(line)
    if not match:
        raise ValueError(f"line {number} is no node: {line}")
    attributes = {}
    for one in _ATTRIBUTE.finditer(match["attributes"]):
        if one["id"]:
            attributes["id"] = one["id"]
        elif one["key"]:
            attributes[one["key"]] = one["value"]
    return len(match["indent"]) // 2, Node(match["kind"], match["text"] or "", attributes, number)


def parse(text):
    """The document node."""
    above = []
    for number, line in enumerate(text.splitlines(), 1):
        depth, node = node_of(line, number)
        del above[depth:]
        if above:
            above[-1].children.append(node)
        above.append(node)
    return above[0]
