#!/usr/bin/env python3
"""Texts and sheets that mean harm, or are broken: refused or made harmless, with a message; nothing is fetched, nothing written outside
the cache and the temporary folder, no secret comes out, the other report is made all the same, and it takes bounded time and memory.

usage: hostile.py TAQRIR [other]
"""
import io
import os
import random
import resource
import socket
import sys
import threading
import zipfile

import office as o
from support import Mission, finish, need, pandoc

SECRET = "MOT-DE-PASSE-SECRET-4711"
SECONDS, KILOBYTES = 120, 6_000_000
W_PARA = o.para("Bonjour")


# ---------------------------------------------------------------- who is asked for something

class Listener:
    """What a fetch would reach: its address stands in every hostile file."""

    def __init__(self):
        self.hits = []
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(50)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.socket.accept()
            connection.settimeout(2)
            try:
                self.hits.append(connection.recv(300).split(b"\r\n")[0])
            except OSError:
                self.hits.append(b"?")
            connection.close()


# ---------------------------------------------------------------- files

def deflated_bomb(megabytes, name="word/document.xml", lie=False):
    """One part that unpacks to spaces of that size; `lie`: the file says that it is 1000 bytes."""
    parts = io.BytesIO()
    with zipfile.ZipFile(parts, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w") as part:
            for _ in range(megabytes):
                part.write(b" " * (1 << 20))
    data = bytearray(parts.getvalue())
    if lie:
        size = (megabytes << 20).to_bytes(4, "little")
        at = 0
        while (at := data.find(size, at)) >= 0:
            data[at:at + 4] = (1000).to_bytes(4, "little")
            at += 4
    return bytes(data)


def with_part(name, content=b"x", mode=None):
    """A good Word file and one part of that very name."""
    out = io.BytesIO(o.docx(W_PARA))
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        if mode:
            info.create_system, info.external_attr = 3, mode << 16
        archive.writestr(info, content)
    return out.getvalue()


LAUGHS = ('<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">' + "".join(
    f'<!ENTITY lol{n} "{("&lol" + (str(n - 1) if n > 1 else "") + ";") * 10}">' for n in range(1, 10)) + "]>")


def entity_docx(doctype, reference):
    return o.docx(W_PARA, parts={"word/document.xml": doctype + f"<w:document {o.W}><w:body><w:p><w:r><w:t>{reference}</w:t></w:r></w:p>"
                                 "</w:body></w:document>"})


def duplicated():
    out = io.BytesIO(o.docx(W_PARA))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("WORD/document.xml", "<x/>")
    return out.getvalue()


def nested_zip():
    inner = deflated_bomb(200, "bombe.xml")
    for _ in range(3):
        inner = o.package([("dedans.zip", inner)])
    return o.docx(W_PARA, parts={"word/embeddings/dedans.zip": inner})


def external_docx(url, secret):
    return o.docx(
        W_PARA + o.para(o.picture("rIdWeb", attribute="r:link")) + o.para(o.picture("rIdFile", attribute="r:link"))
        + o.para(o.field(f'INCLUDEPICTURE "{url}/champ.png"', "image")) + o.para(o.field(f'INCLUDETEXT "{secret}"', "texte"))
        + o.para(o.field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"', "dde"))
        + o.para('<w:r><w:object><o:OLEObject Type="Link" ProgID="Excel.Sheet.12" r:id="rIdOle"/></w:object></w:r>')
        + o.para('<w:subDoc r:id="rIdSub"/>') + '<w:altChunk r:id="rIdChunk"/>',
        relations=[("rIdWeb", "image", url + "/lien.png", True), ("rIdFile", "image", "file://" + secret, True),
                   ("rIdTemplate", "attachedTemplate", url + "/modele.dotm", True), ("rIdOle", "oleObject", url + "/o.xlsx", True),
                   ("rIdSub", "subDocument", "file://" + secret, True), ("rIdChunk", "aFChunk", "chunk.html", False)],
        parts={"word/chunk.html": f'<img src="{url}/chunk.png"/>'})


def data_uri_docx():
    """CVE-2023-35936: the kind in a data: address named the file that older Pandocs wrote."""
    return o.docx(W_PARA + o.para(o.picture("rIdData", attribute="r:link")), relations=[
        ("rIdData", "image", "data:image/png;x=.lua+%252f%252e%252e%252f%252e%252e%252fevil.png;base64,iVBORw0KGgo=", True)])


def html_page(url, secret):
    return (f'<!DOCTYPE html><html><head><link rel="stylesheet" href="{url}/a.css"><style>@import url({url}/b.css);'
            f'body{{background:url({url}/c.png)}}</style><script src="{url}/d.js"></script></head><body><h1>A</h1>'
            f'<p>Bonjour</p><p><img src="file://{secret}" alt="f"></p><p><img src="{url}/e.png" alt="w"></p>'
            f'<p><img src="../../../../../../../..{secret}" alt="g"></p>'
            f'<iframe src="{url}/f"></iframe><iframe src="file://{secret}"></iframe><object data="{url}/g"></object>'
            f'<embed src="{url}/h"><video src="{url}/i"></video><script>fetch("{url}/j")</script>'
            f'<p style="background:url({url}/k)">x</p><meta http-equiv="refresh" content="0;url={url}/l"></body></html>')


def latex_page(url, secret):
    return (r"\documentclass{article}\begin{document}\section{A} Bonjour \input{%s}\include{%s}\lstinputlisting{%s}" % ((secret,) * 3)
            + r"\verbatiminput{%s}\write18{curl %s}\immediate\write18{touch evil.png}\openin5=%s\read5 to\x \x" % (secret, url, secret)
            + r"\includegraphics{%s}\usepackage{%s}\catcode`\%%=12 \csname input\endcsname{%s}" % (secret, secret, secret)
            + r"\begin{filecontents}{evil.png}x\end{filecontents}\end{document}")


MACRO_BOMB = r"\documentclass{article}\newcommand{\a}{\b\b\b\b\b\b\b\b}" + "".join(
    r"\newcommand{\%s}{%s}" % (one, ("\\" + two) * 8) for one, two in zip("bcdefghi", "cdefghij")) + (
    r"\newcommand{\j}{xxxxxxxxxx}\begin{document}Bonjour \a\end{document}")
MACRO_LOOP = r"\documentclass{article}\def\x{\x\x}\newcommand{\y}{\y y}\begin{document}Bonjour \x \y\end{document}"


def linked_odt(url, secret):
    return o.odt(f'<text:p>Bonjour</text:p><text:p><draw:frame><draw:image xlink:href="file://{secret}"/></draw:frame></text:p>'
                 f'<text:p><draw:frame><draw:image xlink:href="{url}/a.png"/></draw:frame></text:p>'
                 f'<text:p><draw:frame><draw:image xlink:href="../../..{secret}"/></draw:frame></text:p>'
                 f'<text:section text:name="S"><text:section-source xlink:href="file://{secret}"/><text:p>vieux</text:p></text:section>'
                 f'<text:p><draw:frame><draw:object xlink:href="file://{secret}"/></draw:frame></text:p>')


def linked_epub(url, secret):
    return o.epub(f'<h1>A</h1><p>Bonjour</p><p><img src="file://{secret}" alt="f"/><img src="{url}/a.png" alt="w"/>'
                  f'<img src="../../../../../..{secret}" alt="g"/></p><iframe src="{url}/b"></iframe>')


def deep_docx():
    return o.docx(W_PARA + "<w:tbl><w:tblGrid><w:gridCol w:w=\"9\"/></w:tblGrid><w:tr><w:tc>" * 80 + o.para("fond")
                  + (o.para("") + "</w:tc></w:tr></w:tbl>") * 80)


def long_docx():
    words = random.Random(4)
    some = lambda: " ".join("".join(words.choices("aeiourstlnmp", k=words.randint(2, 9))) for _ in range(5)) + " "
    return o.docx(o.para("".join(o.run(some(), "<w:b/>" if n % 2 else "") for n in range(180_000))))


def damaged(content, at, with_what=b"\xff" * 64):
    return content[:at] + with_what + content[at + len(with_what):]


# name, content(url, secret), status, what is said
def cases(url, secret):
    good = o.docx(W_PARA)
    return [
        ("liens.docx", external_docx(url, secret), 0, ["links to other files are not followed", "attachedTemplate", "image", "DDEAUTO", "INCLUDETEXT",
                                                        "documents that it takes in are left out", "objects of other programs are left out"]),
        ("adresse.docx", data_uri_docx(), 0, ["links to other files are not followed: 1 (image)"]),
        ("macros.docm", o.docx(W_PARA, parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}), 0, ["the macros in it are not run"]),
        ("macros.docx", o.docx(W_PARA, parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}), 0, ["the macros in it are not run"]),
        ("bombe100.docx", deflated_bomb(100), 1, ["unpacks to more than any text needs"]),
        ("bombe1000.docx", deflated_bomb(1000), 1, ["unpacks to more than any text needs"]),
        ("image1000.docx", deflated_bomb(1000, "word/media/image1.png"), 1, ["unpacks to more than any text needs"]),
        ("menteur.docx", deflated_bomb(100, lie=True), 1, ["it is not read"]),
        ("dedans.docx", nested_zip(), 0, []),
        ("haut.docx", with_part("word/media/../../../evil.png"), 1, ["would lie outside it"]),
        ("racine.docx", with_part("/tmp/evil.png"), 1, ["would lie outside it"]),
        ("barres.docx", with_part("word\\media\\..\\..\\evil.png"), 1, ["would lie outside it"]),
        ("lien.docx", with_part("word/media/evil.png", secret.encode(), mode=0o120777), 1, ["would lie outside it"]),
        ("doubles.docx", duplicated(), 1, ["it holds two parts"]),
        ("coupe.docx", good[:len(good) // 2], 1, ["no whole office file"]),
        ("abime.docx", damaged(good, good.find(b"word/document.xml") + 40), 1, ["it is not read"]),
        ("rien.docx", b"", 1, []),
        ("faux.docx", b"PK\x03\x04 rien", 1, ["no whole office file"]),
        ("chiffre.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), 1, ["protected by a password, or of an old kind"]),
        ("rire.docx", entity_docx(LAUGHS, "&lol9;"), 1, ["declares entities"]),
        ("entite.docx", entity_docx(f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>', "&e;"), 1, ["declares entities"]),
        ("dtd.docx", entity_docx(f'<!DOCTYPE x SYSTEM "{url}/x.dtd">', "x"), 1, ["declares entities"]),
        ("rire.odt", o.odt("", parts={"content.xml": LAUGHS + "<x>&lol9;</x>"}), 1, ["declares entities"]),
        ("rire.epub", o.epub("", parts={"OEBPS/c.xhtml": LAUGHS + "<html><body>&lol9;</body></html>"}), 1, ["declares entities"]),
        ("profond.docx", deep_docx(), 1, ["it is nested too deeply"]),
        ("long.docx", long_docx(), 0, []),
        ("page.html", html_page(url, secret), 1, ["is a web address, not a file", "lies outside the mission folder",
                                                  "what is no text is left out", "pictures on the web are not fetched"]),
        ("grosse.html", "<!DOCTYPE html><p>Bonjour</p><img alt='x' src='data:image/png;base64," + "A" * 100_000_000 + "'>", 1,
         ["is larger than 32 MB"]),
        ("page.tex", latex_page(url, secret), 1, ["is not read: a text is one file", "no such file", "\\write18"]),
        ("bombe.tex", MACRO_BOMB, None, []),
        ("boucle.tex", MACRO_LOOP, None, []),
        ("liens.odt", linked_odt(url, secret), 0, ["a picture that lies in another file is left out", "links to other files are not followed"]),
        ("liens.epub", linked_epub(url, secret), 0, ["left out"]),
    ]


def contents(folder):
    return b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def reaches_pandoc(name, status):
    """Whether another Pandoc makes a difference: what we refuse ourselves, or end at our own limit of time, is the same with all."""
    return name != "bombe.tex" and (status != 1 or name.endswith((".html", ".tex")))


def check(taqrir, prefix, listener, name, content, status, said):
    # The text's words are looked at in the first; a refused text is in no form, and a long one is read once.
    forms = ("document", "pdf") if status == 0 and name != "long.docx" else ("pdf",)
    with Mission(taqrir, prefix) as mission:
        (mission.home / "secret.txt").write_text(SECRET)
        mission.account(name, content)
        listed = lambda: {p for p in mission.home.rglob("*") if not {"out", "cache"} & set(p.relative_to(mission.home).parts[:1])}
        before, run = listed(), None
        for form in forms:
            run = mission.run("build", "mission", "narrative-report", "recommendations", "--format", form, "--out", "out")
            need(run.seconds < SECONDS, f"{name}: {run.seconds:.0f} s")
            if status is None:
                need(run.status in (0, 1, 3), f"{name}: status {run.status}: {run.err}")
            else:
                need(run.status == status, f"{name}: status {run.status}, not {status}: {run.err}")
            need(name in run.err or not (said or status), f"{name}: it is not named: {run.err}")
        for words in said:
            need(words in run.err, f"{name}: nobody says “{words}”: {run.err}")
        need(status != 1 or "hint:" in run.err, f"{name}: no hint: {run.err}")
        made = contents(mission.home / "out") if (mission.home / "out").exists() else b""
        need(SECRET.encode() not in made and SECRET not in run.err, f"{name}: the secret came out")
        need(any("recommendations" in str(p) for p in mission.made(".pdf")), f"{name}: the other report is missing: {run.err}")
        need(listed() == before, f"{name}: written beside: {sorted(map(str, listed() - before))}")
        need(not listener.hits, f"{name}: fetched: {listener.hits}")
        listener.hits.clear()
        print(f"{name}: {run.seconds:.1f} s, status {run.status}", flush=True)


def main(taqrir, which):
    listener = Listener()
    version, prefix = pandoc(which)
    print("Pandoc", version)
    with Mission(taqrir, prefix) as mission:  # a folder that stays: the files name the secret in it
        secret = mission.home / "secret.txt"
        secret.write_text(SECRET)
        for name, content, status, said in cases(listener.url, str(secret)):
            if which == "other" and not reaches_pandoc(name, status):
                continue
            check(taqrir, prefix, listener, name, content, status, said)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    need(peak < KILOBYTES, f"{peak} kB at most")
    print(f"peak of any program: {peak} kB")
    need(not os.path.exists("/tmp/evil.png") and not os.path.exists("/evil.png"), "evil.png is there")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "installed")
    finish("hostile texts")
