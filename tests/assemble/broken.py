#!/usr/bin/env python3
"""Broken and harmful PDFs as pieces of a bundle: each is taken in, or is an error that names it. Never a crash, a
run over 10 s, memory over 1 GB, or a bundle that qpdf does not find clean.

usage: broken.py TAQRIR [NAME]   (NAME: only cases whose names hold it)
"""

import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import zlib

from pdf_maker import Pdf, text, with_outline
from round_trip import mission

SECONDS, MEGABYTES = 10, 1024
if os.environ.get("TAQRIR_SANITIZED"):  # the sanitizer's own shadow and quarantine come on top
    MEGABYTES *= 3


def whole(pages=3):
    pdf = Pdf()
    numbers = [pdf.page(text(f"Page {n}")) for n in range(pages)]
    with_outline(pdf, [("Un", f"/Dest [{numbers[0]} 0 R /Fit]", []), ("Deux", f"/Dest [{numbers[-1]} 0 R /Fit]", [])])
    return pdf


def by_qpdf(data, *options):
    with tempfile.TemporaryDirectory() as folder:
        source, made = pathlib.Path(folder) / "a.pdf", pathlib.Path(folder) / "b.pdf"
        source.write_bytes(data)
        subprocess.run(["qpdf", *options, source, made], check=True)
        return made.read_bytes()


def truncated():
    plain = whole().bytes()
    packed = by_qpdf(plain, "--object-streams=generate")
    compressed = by_qpdf(plain, "--compress-streams=y", "--recompress-flate")
    for name, data in (("plain", plain), ("packed", packed), ("compressed", compressed)):
        for part in range(0, 20):
            yield f"truncated-{name}-{part}", data[:len(data) * part // 20]


def references():
    data = whole().bytes()
    yield "xref-shifted", re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m[1]) + 7), data)
    yield "xref-gone", data.replace(b"xref\n0", b"nope\n0")
    yield "startxref-far", re.sub(rb"startxref\n\d+", b"startxref\n99999999", data)
    yield "startxref-in-text", re.sub(rb"startxref\n\d+", b"startxref\n100", data)
    yield "trailer-gone", data.replace(b"trailer", b"tralier")
    yield "prev-loop", data.replace(b"/Size", b"/Prev %d /Size" % data.rindex(b"xref\n0"))
    yield "size-huge", re.sub(rb"/Size \d+", b"/Size 2147483647", data)
    yield "entry-count-huge", re.sub(rb"xref\n0 \d+", b"xref\n0 900000000", data)
    yield "junk-before", b"\0" * 500 + data
    yield "junk-after", data + b"\xff" * 5000
    for number in range(1, len(whole().objects) + 1):
        yield f"object-{number}-missing", data.replace(b"\n%d 0 obj\n" % number, b"\n%d 0 jbo\n" % number)
        yield f"object-{number}-null", re.sub(rb"\n%d 0 obj\n.*?endobj" % number, b"\n%d 0 obj\nnull\nendobj" % number, data, flags=re.S)


def flipped():
    dice = random.Random(20250203)
    data = by_qpdf(whole().bytes(), "--object-streams=generate", "--compress-streams=y")
    for n in range(30):
        damaged = bytearray(data)
        for _ in range(1 + n):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        yield f"flipped-{n}", bytes(damaged)


def trees():
    pdf = whole()
    pdf.objects[pdf.tree - 1] = f"<< /Type /Pages /Count 4 /Kids [{pdf.pages[0]} 0 R {pdf.tree} 0 R] >>"
    yield "pages-cyclic", pdf.bytes()
    pdf = whole()
    pdf.objects[pdf.tree - 1] = f"<< /Type /Pages /Count 1000000000 /Kids [{pdf.pages[0]} 0 R] >>"
    yield "pages-count-lies", pdf.bytes()
    pdf = whole()
    pdf.objects[pdf.tree - 1] = f"<< /Type /Pages /Count 3 /Kids [{f'{pdf.pages[0]} 0 R ' * 3}] >>"
    yield "page-three-times", pdf.bytes()
    pdf = whole()
    inner = pdf.tree
    for _ in range(3000):
        inner = pdf.add(f"<< /Type /Pages /Count 1 /Kids [{inner} 0 R] >>")
    pdf.objects[pdf.tree - 1] = f"<< /Type /Pages /Count 1 /Kids [{pdf.pages[0]} 0 R] >>"
    data = pdf.bytes()
    yield "pages-deep", data.replace(b"/Pages %d 0 R " % pdf.tree, b"/Pages %d 0 R " % inner)
    pdf = Pdf()
    yield "pages-none", pdf.bytes()
    pdf = whole()
    pdf.objects[pdf.tree - 1] = f"<< /Type /Pages /Count 200000 /Kids [{'null ' * 200000}{pdf.pages[0]} 0 R] >>"
    yield "pages-of-nothing", pdf.bytes()


def boxes():
    for name, box in (("huge", "0 0 1000000000 1000000000"), ("large", "0 0 200000 200000"), ("upside-down", "300 400 0 0"),
                      ("empty", "0 0 0 0"), ("short", "0 0 300"), ("words", "/a (b) true null"),
                      ("far", "-9999999 -9999999 -9999000 -9999000"), ("long-number", f"0 0 {'9' * 400} 10"), ("thin", "0 0 0.01 900")):
        pdf = Pdf()
        pdf.page(text("A"), f"/MediaBox [{box}]")
        yield f"box-{name}", pdf.bytes()
    for name, more in (("rotate-odd", "/Rotate 37"), ("rotate-huge", "/Rotate 9223372036854775807"), ("unit-huge", "/UserUnit 1e30"),
                       ("unit-negative", "/UserUnit -3"), ("crop-outside", "/CropBox [900 900 950 950]")):
        pdf = Pdf()
        pdf.page(text("A"), f"/MediaBox [0 0 300 400] {more}")
        yield name, pdf.bytes()


def outlines():
    pdf = whole()
    with_outline(pdf, [(f"Titre {n}", f"/Dest [{pdf.pages[n % 3]} 0 R /Fit]", []) for n in range(10000)])
    yield "outline-10000", pdf.bytes()
    pdf = whole()
    root, one, two = pdf.add(""), pdf.add(""), pdf.add("")
    pdf.objects[root - 1] = f"<< /First {one} 0 R /Last {two} 0 R >>"
    pdf.objects[one - 1] = f"<< /Title (a) /Parent {root} 0 R /Next {two} 0 R /First {two} 0 R /Last {one} 0 R >>"
    pdf.objects[two - 1] = f"<< /Title (b) /Parent {root} 0 R /Next {one} 0 R /First {root} 0 R /Last {root} 0 R >>"
    pdf.catalog_entries["/Outlines"] = f"{root} 0 R"
    yield "outline-cyclic", pdf.bytes()
    pdf = whole()
    first = pdf.add("")
    for depth in range(10000):
        here = first + depth
        pdf.objects[here - 1] = f"<< /Title (t) /Parent {here - 1} 0 R /First {here + 1} 0 R /Last {here + 1} 0 R >>"
        pdf.add("<< /Title (t) >>")
    pdf.catalog_entries["/Outlines"] = f"{first} 0 R"
    yield "outline-deep", pdf.bytes()


def nests():
    for name, one in (("arrays", "[" * 100000 + "]" * 100000), ("open-arrays", "[" * 500000),
                      ("dictionaries", "<< /A " * 50000 + "1" + " >>" * 50000)):
        pdf = Pdf()
        pdf.page(text("A"), f"/MediaBox [0 0 300 400] /X {pdf.add(one)} 0 R")
        yield f"nested-{name}", pdf.bytes()
    pdf = Pdf()
    first = pdf.add("")
    for n in range(60000):
        pdf.objects[first + n - 1] = f"<< /Next {first + n + 1} 0 R >>"
        pdf.add("null")
    pdf.page(text("A"), f"/MediaBox [0 0 300 400] /X {first} 0 R")
    yield "chain-of-60000", pdf.bytes()
    pdf = Pdf()
    pdf.page(text("A"), "/MediaBox [0 0 300 400] /X 2147483647 0 R /Y 99999999999999999999 0 R /Z 5 70000 R")
    yield "references-huge", pdf.bytes()


def structures():
    def tagged(kids, more=""):
        pdf = whole()
        root, top = pdf.add(""), pdf.add("")
        pdf.objects[root - 1] = f"<< /Type /StructTreeRoot /K {top} 0 R {more} >>"
        pdf.objects[top - 1] = f"<< /S /Document /P {root} 0 R /K {kids(pdf, top)} >>"
        pdf.catalog_entries["/StructTreeRoot"] = f"{root} 0 R"
        return pdf.bytes()
    yield "structure-cyclic", tagged(lambda pdf, top: f"{top} 0 R")

    def deep(pdf, top):
        first = pdf.add("")
        for n in range(20000):
            pdf.objects[first + n - 1] = f"<< /S /Div /P {first + n - 1} 0 R /K {first + n + 1} 0 R >>"
            pdf.add(f"<< /S /P /P {first + n} 0 R >>")
        return f"{first} 0 R"
    yield "structure-deep", tagged(deep)
    yield "structure-numbers-odd", tagged(lambda pdf, top: "[0 1 -5 999999999999 (a) /b null]",
                                          "/ParentTree << /Nums [-3 null 9223372036854775807 [1 2] (x) 5 0 [null]] >>")
    yield "structure-tree-cyclic", tagged(lambda pdf, top: "[]", "/ParentTree 1 0 R /IDTree 2 0 R /RoleMap << /A /B /B /A >> /ClassMap 3 0 R")
    pdf = whole()
    pdf.objects[pdf.pages[0] - 1] = pdf.objects[pdf.pages[0] - 1].replace("/MediaBox", "/StructParents 123456789012345 /MediaBox")
    yield "structure-key-huge", pdf.bytes()


def catalogs():
    pdf = whole()
    loop = pdf.add("")
    pdf.objects[loop - 1] = f"<< /Kids [{loop} 0 R {loop} 0 R] /Names [(a) 5 0 R (b)] >>"
    pdf.catalog_entries["/Names"] = f"<< /Dests {loop} 0 R /EmbeddedFiles {loop} 0 R >>"
    yield "names-cyclic", pdf.bytes()
    pdf = whole()
    field = pdf.add("")
    pdf.objects[field - 1] = f"<< /T (a) /Kids [{field} 0 R] /Parent {field} 0 R >>"
    pdf.catalog_entries["/AcroForm"] = f"<< /Fields [{field} 0 R {field} 0 R 99 0 R (x) << /T (direct) >>] /DR 7 /DA 3 >>"
    yield "form-cyclic", pdf.bytes()
    pdf = whole()
    pdf.catalog_entries["/OCProperties"] = "<< /OCGs 5 /D << /Order [[[1]]] /OFF (x) >> >>"
    pdf.catalog_entries["/PageLabels"] = "<< /Nums [0 << /S /r /St 999999999 >> 1 << /S /a /St -4 >> 2 5] >>"
    pdf.catalog_entries["/Metadata"] = "1 0 R"
    pdf.catalog_entries["/Lang"] = "[1]"
    yield "catalog-odd", pdf.bytes()
    pdf = Pdf()
    form = pdf.add("")
    pdf.objects[form - 1] = (f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {form} 0 R >> >>", b"/F Do")
    pdf.page("/F Do", resources=f"<< /XObject << /F {form} 0 R >> >>")
    yield "form-draws-itself", pdf.bytes()


def compressed_zeros(size, times=1):
    packer, block, out = zlib.compressobj(1), bytes(1 << 20), []
    for _ in range(size >> 20):
        out.append(packer.compress(block))
    data = b"".join(out) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data)
    return data


def streams():
    once, thrice = compressed_zeros(3 << 30), compressed_zeros(3 << 30, 3)
    flate = "/Filter /FlateDecode"
    three = "/Filter [/FlateDecode /FlateDecode /FlateDecode]"
    for name, data, entries in (("", once, flate), ("-thrice", thrice, three)):
        pdf = Pdf()
        pdf.pages.append(pdf.add(f"<< /Type /Page /Parent {pdf.tree} 0 R /MediaBox [0 0 300 400] /Contents {pdf.stream(data, entries)} 0 R >>"))
        yield f"bomb-contents{name}", pdf.bytes()
        pdf = Pdf()
        image = pdf.stream(data, f"/Type /XObject /Subtype /Image /Width 60000 /Height 53687 /BitsPerComponent 8 /ColorSpace /DeviceGray {entries}")
        pdf.page("/I Do", resources=f"<< /XObject << /I {image} 0 R >> >>")
        yield f"bomb-image{name}", pdf.bytes()
        pdf = Pdf()
        pdf.page(text("A"))
        holder = pdf.stream(data, f"/Type /ObjStm /N 100 /First 800 {entries}")
        body = pdf.bytes()
        start = len(body)
        rows = b"".join(b"\x02" + holder.to_bytes(2, "big") + bytes([i]) for i in range(100))
        packed = (b"900 0 obj\n<< /Type /XRef /Size 1000 /W [1 2 1] /Index [800 100] /Root %d 0 R /Prev %d /Length %d >>\nstream\n" %
                  (len(pdf.objects) + 1, body.rindex(b"xref\n0"), len(rows)) + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)
        packed = packed.replace(b"/Size 1000", b"/Size 1000 /Extra 805 0 R")
        yield f"bomb-objects{name}", (body + packed).replace(b"/Type /Page /Parent", b"/X 805 0 R/Type/Page/Parent", 1)
    for name, data, entries in (("not-deflate", b"not deflate at all", flate), ("half-deflate", zlib.compress(b"1 g 0 0 9 9 re f\n" * 900)[:60], flate),
                                ("no-jpeg", b"\xff\xd8nothing", "/Filter /DCTDecode"), ("filter-unknown", b"abc", "/Filter /Nonsense"),
                                ("filter-odd", b"abc", "/Filter [/FlateDecode 5 null] /DecodeParms 7"),
                                ("predictor-huge", zlib.compress(b"abc"), flate + " /DecodeParms << /Predictor 12 /Columns 2147483647 /Colors 99 >>"),
                                ("lzw", b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 5, "/Filter /LZWDecode"), ("crypt", b"abc", "/Filter /Crypt"),
                                ("external", b"abc", "/F (/etc/passwd)"), ("length-wrong", b"1 g", "/Length 99999")):
        pdf = Pdf()
        stream = pdf.stream(data, entries)
        image = pdf.stream(data, f"/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray {entries}")
        pdf.pages.append(pdf.add(f"<< /Type /Page /Parent {pdf.tree} 0 R /MediaBox [0 0 300 400] /Contents {stream} 0 R "
                                 f"/Resources << /XObject << /I {image} 0 R >> >> >>"))
        yield f"stream-{name}", pdf.bytes()
    for name, contents in (("open-string", "1 g (never closed"), ("open-array", "[1 2 3 (a) Tj"), ("open-dictionary", "/P << /A 1 BDC"),
                           ("marks", "EMC EMC /P <</MCID 0>> BDC " * 3000 + "BT /Artifact BMC"), ("marks-odd", "/P <</MCID BDC /Artifact BDC BMC /MCID EMC"),
                           ("open-picture", "BI /W 9 /H 9 ID abc"), ("states", "Q " * 5000 + "q " * 5000), ("binary", "\x00\x01\xff" * 4000)):
        pdf = Pdf()
        pdf.page(contents)
        yield f"contents-{name}", pdf.bytes()


def locked():
    data = whole().bytes()
    yield "locked", by_qpdf(data, "--encrypt", "secret", "owner", "256", "--")
    yield "restricted", by_qpdf(data, "--encrypt", "", "owner", "256", "--print=none", "--")
    yield "restricted-old", by_qpdf(data, "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--")


def no_pdfs():
    yield "empty", b""
    yield "header-only", b"%PDF-1.7\n"
    yield "a-zip", b"PK\x03\x04" + bytes(300)
    yield "zeros", bytes(100000)
    yield "header-and-zeros", b"%PDF-1.4\n" + bytes(3 << 20)
    yield "endless-objects", b"%PDF-1.4\n" + b"1 0 obj\n" * 300000


def corpus():
    for make in (truncated, references, flipped, trees, boxes, outlines, nests, structures, catalogs, streams, locked, no_pdfs):
        yield from make()


# ---------------------------------------------------------------- what is done with each

class Done:
    pass


def measured(argv):
    """Its end, the wall time and the most memory that it or a child of its had."""
    done, start = Done(), time.monotonic()
    with tempfile.TemporaryFile("w+", errors="replace") as told:
        process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = done.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        done.stderr = told.read()
    most[0] = max(most[0], usage.ru_maxrss / 1024)
    return done, time.monotonic() - start, usage.ru_maxrss / 1024


most = [0]


def complaint(taqrir, folder, out, data):
    """What is wrong with how a piece was dealt with, and whether it was taken in."""
    (folder / "activities" / "01-essai" / "annexes" / "casse.pdf").write_bytes(data)
    bundle = out / "01-essai" / "annex-bundle.pdf"
    bundle.unlink(missing_ok=True)
    done, seconds, megabytes = measured([taqrir, "build", folder, "--out", out, "--force"])
    if megabytes > MEGABYTES:
        return f"{megabytes:.0f} MB of memory", False, seconds
    if done.returncode not in (0, 1):
        return f"exit status {done.returncode}: {done.stderr[-300:]}", False, seconds
    if seconds > SECONDS:
        return f"{seconds:.1f} s: {done.stderr[-200:]}", False, seconds
    if done.returncode == 1:
        named = "casse.pdf" in done.stderr and "error" in done.stderr
        return ("" if named and not bundle.exists() else f"an error that does not name it: {done.stderr[-300:]}"), False, seconds
    check = subprocess.run(["qpdf", "--check", bundle], capture_output=True, text=True, errors="replace")
    return ("" if check.returncode == 0 else f"qpdf ({check.returncode}): {check.stdout[-200:]}{check.stderr[-300:]}"), True, seconds


def faults_of_absence(taqrir, folder, out):
    """A piece whose sizes can be read and whose contents cannot: an error that names it once; where that is allowed, a page
    that says so, and nothing of it in the dossier."""
    pdf = Pdf()
    contents = pdf.stream(compressed_zeros(200 << 20), "/Filter /FlateDecode")
    for _ in range(3):
        pdf.pages.append(pdf.add(f"<< /Type /Page /Parent {pdf.tree} 0 R /MediaBox [0 0 300 400] /Contents {contents} 0 R >>"))
    (folder / "activities" / "01-essai" / "annexes" / "casse.pdf").write_bytes(pdf.bytes())
    with (folder / "mission.toml").open("a") as end:
        end.write('[[dossier]]\nid = "tout"\ntitle = { fr = "Tout" }\nparts = ["contents", "activities/*"]\n')
    argv = [taqrir, "dossier", folder, "--id", "tout", "--out", out / "tout.pdf"]
    strict, lenient = (subprocess.run([*argv, *more], capture_output=True, text=True, errors="replace") for more in ([], ["--allow-missing"]))
    if strict.returncode != 1 or strict.stderr.count("unpacks to more than") != 1 or "casse.pdf" not in strict.stderr:
        yield f"hopeless contents: {strict.returncode}: {strict.stderr[-400:]}"
    if lenient.returncode != 0 or "warning" not in lenient.stderr or "casse.pdf" not in lenient.stderr:
        yield f"hopeless contents that are allowed: {lenient.returncode}: {lenient.stderr[-400:]}"
        return
    if subprocess.run(["qpdf", "--check", out / "tout.pdf"], capture_output=True).returncode != 0:
        yield "the dossier without the piece is not clean"
    said = subprocess.run(["pdftotext", out / "tout.pdf", "-"], capture_output=True, text=True).stdout
    if said.count("Pièce casse") < 3:  # the lists, and the page in its place
        yield f"no page stands for the piece: {said[-300:]}"


def main(taqrir, only=""):
    faults, taken, refused, slowest = [], 0, 0, (0, "")
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        os.environ["TAQRIR_CACHE"] = str(scratch / "cache")
        good = mission(scratch / "mission", ["bonne", "casse"]) / "bonne.pdf"
        good.write_bytes(whole().bytes())
        for name, data in corpus():
            if only not in name:
                continue
            start = time.monotonic()
            wrong, was_taken, seconds = complaint(taqrir, scratch / "mission", scratch / "out", data)
            slowest = max(slowest, (seconds, name))
            if wrong:
                faults.append(f"{name}: {wrong}")
            taken, refused = taken + was_taken, refused + (not was_taken)
            if only:
                print(name, "taken" if was_taken else "refused", wrong, f"{time.monotonic() - start:.1f} s")
        if only in "absence":
            faults += faults_of_absence(taqrir, scratch / "mission", scratch / "out")
    used = most[0]
    print(f"{taken + refused} broken PDFs: {taken} taken in, {refused} refused by name; the slowest {slowest[1]} in {slowest[0]:.1f} s, "
          f"at most {used:.0f} MB")
    for fault in faults:
        print("FAULT:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
