#!/usr/bin/env python3
"""Annexed office files that mean harm: those that no text may be are refused before LibreOffice sees them, by name, and a page
stands for each where that is allowed; of links in others nothing is fetched and no file is read.

usage: hostile_pieces.py TAQRIR
"""
import os
import shutil
import subprocess
import sys

import office as o
from hostile import LAUGHS, SECRET, W_PARA, Listener, deflated_bomb, duplicated, external_docx, with_part
from support import Mission, faults, finish, need, skip

REFUSED = {  # what is said of it, without “it is not read: ”
    "bombe.docx": (deflated_bomb(100), "unpacks to more than any text needs"),
    "haut.docx": (with_part("word/media/../../../evil.png"), "would lie outside it"),
    "doubles.docx": (duplicated(), "it holds two parts"),
    "rire.odt": (o.odt("", parts={"content.xml": LAUGHS + "<x>&lol9;</x>"}), "declares entities"),
    "bombe.xlsx": (deflated_bomb(100, "xl/workbook.xml"), "unpacks to more than any text needs"),
    "rire.ods": (o.odt("", parts={"content.xml": LAUGHS + "<x>&lol9;</x>"}, kind="spreadsheet"), "declares entities"),
    "bombe.pptx": (deflated_bomb(100, "ppt/presentation.xml"), "unpacks to more than any text needs"),
    "image.pptx": (o.package([("ppt/presentation.xml", "<x/>"), ("ppt/media/a.png", bytes(600 << 20))]), "unpacks to more than any text needs"),
}


def linked_ods(url, secret):
    link = lambda target: f'<table:table-cell table:formula="of:=[\'{target}\'#$S.A1]" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'
    return o.odt(f'<table:table table:name="S"><table:table-row>{link("file://" + secret)}{link(url + "/a.ods")}</table:table-row></table:table>'
                 f'<table:table table:name="L"><table:table-source xlink:type="simple" xlink:href="file://{secret}" table:table-name="S"/></table:table>',
                 kind="spreadsheet")


def linked_odt(url, secret):
    frame = lambda target: (f'<text:p><draw:frame svg:width="3cm" svg:height="2cm"><draw:image xlink:type="simple" xlink:show="embed" '
                            f'xlink:actuate="onLoad" xlink:href="{target}"/></draw:frame></text:p>')
    return o.odt(f'<text:p>Bonjour</text:p>{frame(url + "/a.png")}{frame("file://" + secret)}'
                 f'<text:section text:name="s"><text:section-source xlink:type="simple" xlink:href="file://{secret}"/><text:p>x</text:p></text:section>')


def annex(mission, files):
    toml = mission.activity / "activity.toml"
    for n, (name, content) in enumerate(files.items()):
        mission.put("annexes/" + name, content)
        toml.write_text(toml.read_text() + f'\n[[piece]]\nid = "p{n}"\nfile = "annexes/{name}"\ntitle = {{ fr = "Pièce {name}" }}\n'
                        'date = 2025-01-21\nas = "pages"\n')


def counting_office(mission):
    """LibreOffice, that notes when it is started."""
    folder = mission.home / "bin"
    folder.mkdir()
    real = shutil.which("soffice")
    (folder / "soffice").write_text(f'#!/bin/sh\n[ "$1" = --version ] || echo run >> {mission.home}/office\nexec {real} "$@"\n')
    (folder / "soffice").chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def refused(taqrir):
    with Mission(taqrir) as mission:
        path = counting_office(mission)
        annex(mission, {name: content for name, (content, _) in REFUSED.items()})
        for more, status, severity in (((), 1, "error"), (("--allow-missing",), 0, "warning")):
            done = mission.run("dossier", "mission", "--out", "fin.pdf", *more, path=path)
            need(done.status == status, f"{more}: status {done.status}: {done.err}")
            for name, (_, words) in REFUSED.items():
                need(any(words in line and f"{severity}:" in line for line in done.err.splitlines()), f"{more} {name}: “{words}” is not said: {done.err}")
                need(name in done.err, f"{more}: {name} is not named: {done.err}")
        need(not (mission.home / "office").exists(), "LibreOffice was started")
        words = subprocess.run(["pdftotext", mission.home / "fin.pdf", "-"], capture_output=True, text=True).stdout
        for name in REFUSED:
            need(words.count(f"Pièce {name}") >= 2, f"no page stands for {name}")


def linked(taqrir, listener):
    with Mission(taqrir) as mission:
        path = counting_office(mission)
        secret = mission.home / "secret.txt"
        secret.write_text(SECRET)
        annex(mission, {"liens.docx": external_docx(listener.url, str(secret)), "liens.odt": linked_odt(listener.url, str(secret)),
                        "liens.ods": linked_ods(listener.url, str(secret))})
        done = mission.run("dossier", "mission", "--out", "fin.pdf", path=path)
        need(done.status == 0, f"links: status {done.status}: {done.err}")
        need((mission.home / "office").read_text().count("run") == 3, "LibreOffice was not asked for all")
        words = subprocess.run(["pdftotext", mission.home / "fin.pdf", "-"], capture_output=True, text=True).stdout
        need("Bonjour" in words and SECRET not in words and SECRET.encode() not in (mission.home / "fin.pdf").read_bytes(), "the secret came out")
        need(not listener.hits, f"fetched: {listener.hits}")


if not shutil.which("soffice"):
    skip("LibreOffice is not installed")
refused(sys.argv[1])
linked(sys.argv[1], Listener())
finish("hostile pieces")
