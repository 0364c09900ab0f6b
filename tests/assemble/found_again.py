"""What a piece holds, looked for in the file that it was put into: pages, annotations, links, destinations, outline,
fields, attachments, structure. Every check adds to `faults` what is not so."""

import shutil
import subprocess

from pdf_reader import count, moved

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def run(*argv, **more):
    return subprocess.run([str(a) for a in argv], capture_output=True, text=True, errors="replace", **more)


def stands_in(have, wanted):
    """Between the states that are saved before and restored after, and the marks of pages without tags."""
    return wanted and any(have[n:n + len(wanted)] == wanted for n in (1, 2))


def places_of(piece, whole, start=0):
    """The piece's pages in the whole: where their contents stand, in order."""
    found = {}
    for i in range(len(piece.pages)):
        wanted = piece.contents(i)
        for at in range(start, len(whole.pages)):
            if stands_in(whole.contents(at), wanted):
                found[i], start = at, at + 1
                break
        need(i in found, f"{piece.path}: page {i + 1} is not in the whole")
    return found


def same_target(theirs, ours, places):
    if theirs is None or not isinstance(theirs[0], int):
        return ours == theirs
    return ours is not None and ours == (places.get(theirs[0]), theirs[1])


def shown_box(pdf, i):
    """What is shown of a page: the crop box within the media box."""
    media = [float(n) for n in pdf.inherited(i, "/MediaBox")]
    crop = [float(n) for n in pdf.inherited(i, "/CropBox") or media]
    return [max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])]


def strip_of(piece, i, whole, at):
    """By how many points the page became taller below, as one sees it, so that its stamp covers nothing; 0: its boxes are as
    they were. Anything else is a fault."""
    keys = ("/MediaBox", "/CropBox")
    if all(piece.inherited(i, key) == whole.inherited(at, key) for key in keys):
        return 0
    before, now = shown_box(piece, i), shown_box(whole, at)
    turn = (piece.inherited(i, "/Rotate") or 0) % 360
    edge, down = {0: (1, -1), 90: (2, 1), 180: (3, 1), 270: (0, -1)}[turn]
    strip = (now[edge] - before[edge]) * down * float(piece.inherited(i, "/UserUnit") or 1)
    others = [n for n in range(4) if n != edge]
    need(all(abs(before[n] - now[n]) < 0.001 for n in others), f"{piece.path}: page {i + 1}: {before} became {now}")
    need(15 < strip < 40, f"{piece.path}: page {i + 1}: {before} became {now}")
    media, larger = (pdf.inherited(n, "/MediaBox") for pdf, n in ((piece, i), (whole, at)))
    need(all(a >= b for a, b in zip(media[:2], larger[:2])) and all(a <= b for a, b in zip(media[2:], larger[2:])),
         f"{piece.path}: page {i + 1}: the media box {media} became {larger}")
    return strip


def check_pages(piece, whole, places):
    for i, at in places.items():
        strip_of(piece, i, whole, at)
        for key in ("/Rotate", "/UserUnit"):
            need(piece.inherited(i, key) == whole.inherited(at, key), f"{piece.path}: page {i + 1}: {key}")
        theirs, ours = piece.annotations(i), whole.annotations(at)
        need(len(ours) >= len(theirs), f"{piece.path}: page {i + 1}: {len(theirs)} annotations became {len(ours)}")
        for a, b in zip(theirs, ours):
            for key in ("/Subtype", "/Rect", "/Contents", "/QuadPoints", "/C", "/FT", "/V"):
                need(piece.at(a.get(key)) == whole.at(b.get(key)), f"{piece.path}: page {i + 1}: an annotation's {key}")
            if a["/Subtype"] == "/Link":
                need(same_target(piece.target(a), whole.target(b), places),
                     f"{piece.path}: page {i + 1}: a link to {piece.target(a)} leads to {whole.target(b)}")
    return sum(len(piece.annotations(i)) for i in places)


def check_names(piece, whole, places, prefix):
    theirs = piece.names("/Dests")
    for name, value in theirs.items():
        ours = whole.destination("u:" + prefix + name)
        need(same_target(piece.destination(value), ours, places), f"{piece.path}: the name {name} leads to {ours}")
    files = piece.names("/EmbeddedFiles")
    attached = whole.names("/EmbeddedFiles") if files else {}
    for name, value in files.items():
        ours = attached.get(prefix + name)
        need(ours is not None, f"{piece.path}: the attachment {name} is not there")
        if ours is not None:
            data = lambda pdf, one: pdf.data(pdf.at(pdf.at(one)["/EF"])["/F"])
            need(data(piece, value) == data(whole, ours), f"{piece.path}: the attachment {name} differs")
    return len(theirs), len(files)


def size(entries):
    return sum(1 + size(below) for _, _, below in entries)


def check_outline(piece, whole, places):
    """The piece's own entry leads to its first page; below it stands what the piece has."""
    def same(a, b):
        return len(a) == len(b) and all(x[0] == y[0] and same_target(x[1], y[1], places) and same(x[2], y[2]) for x, y in zip(a, b))

    def at_first_page(entries):
        for _, target, below in entries:
            if target is not None and target[0] == places.get(0):
                yield below
            yield from at_first_page(below)
    if not hasattr(whole, "all_entries"):
        whole.all_entries = whole.outline(whole.at(whole.root["/Outlines"]))
    own = list(at_first_page(whole.all_entries))
    need(own, f"{piece.path}: it has no outline entry")
    outlines = piece.at(piece.root.get("/Outlines"))
    theirs = piece.outline(outlines) if outlines else []
    if theirs:
        need(any(same(theirs, below) for below in own), f"{piece.path}: the outline differs: {theirs[:3]} {own[:1]}")
    return size(theirs)


def check_fields(piece, whole, places):
    """Each field of the piece is one of the whole's, its widgets on the right page."""
    def shape(pdf, field, moved_by):
        widgets = [moved_by.get(pdf.place.get(field.get("/P")))] if field.get("/Subtype") == "/Widget" else []
        return (field.get("/FT"), field.get("/V"), widgets,
                [(pdf.at(kid).get("/T"), shape(pdf, pdf.at(kid), moved_by)) for kid in pdf.at(field.get("/Kids")) or []])
    own = {i: i for i in range(len(whole.pages))}
    have = [shape(whole, field, own) for field in whole.fields()]
    for field in piece.fields():
        need(shape(piece, field, places) in have, f"{piece.path}: the field {field['/T']} is not in the form")
    return len(piece.fields())


def check_fonts_of_fields(whole):
    """What a field is typed in is a font of the form."""
    form = whole.at(whole.root.get("/AcroForm")) or {}
    fonts = whole.at((whole.at(form.get("/DR")) or {}).get("/Font")) or {}

    def all_fields(field):
        yield field
        for kid in whole.at(field.get("/Kids")) or []:
            yield from all_fields(whole.at(kid))
    for field in (one for top in whole.fields() for one in all_fields(top)):
        words = str(field.get("/DA", "")).removeprefix("u:").split()
        if "Tf" in words:
            need(words[words.index("Tf") - 2] in fonts, f"the field {field.get('/T')} is typed in a font that is not there: {words}")


def all_elements(pdf, one, out):
    value = pdf.at(one)
    if isinstance(value, dict) and "/S" in value:
        out.append(one)
        for kid in pdf.kids(value):
            all_elements(pdf, kid, out)
    return out


def check_structure(piece, whole, places):
    if not piece.kids(piece.at(piece.root.get("/StructTreeRoot")) or {}):
        return check_plain_tags(piece, whole, places)
    if not hasattr(whole, "all_elements"):
        everything = all_elements(whole, whole.at(whole.root["/StructTreeRoot"])["/K"], [])
        whole.all_elements = {}
        for one in everything:
            element = whole.element(one)
            whole.all_elements.setdefault(element[0], []).append(element)
    total = 0
    for top in piece.kids(piece.at(piece.root["/StructTreeRoot"])):
        wanted = moved(piece.element(top), places)
        need(wanted in whole.all_elements.get(wanted[0], []), f"{piece.path}: its structure is not in the whole")
        total += count(wanted)
    return total


def check_plain_tags(piece, whole, places):
    """A page without tags is a paragraph, or a figure that has a name, of an element that has one."""
    parents = whole.parents()
    for i, at in places.items():
        elements = whole.at(parents.get(whole.page(at).get("/StructParents"))) or [None]
        element = whole.at(elements[0]) or {}
        need(element.get("/S") in ("/P", "/Figure"), f"{piece.path}: page {i + 1} has no element")
        need(element.get("/S") != "/Figure" or len(element.get("/Alt", "")) > 4, f"{piece.path}: page {i + 1}: a figure without a name")
        need("/T" in (whole.at(element.get("/P")) or {}), f"{piece.path}: its element has no title")
        for one in whole.annotations(at)[:len(piece.annotations(i))]:
            held = whole.at(parents.get(one.get("/StructParent"))) or {}
            need(one["/Subtype"] == "/Popup" or held.get("/S") in ("/Link", "/Form", "/Annot"), f"{piece.path}: page {i + 1}: {one['/Subtype']} has no element")
    return 0


def check_parents(whole):
    """Each page's marked content leads by the parent tree to the element that holds it, and back."""
    parents = whole.parents()
    keys = [key for key, _ in whole.tree(whole.at(whole.root["/StructTreeRoot"])["/ParentTree"], "/Nums")]
    need(keys == sorted(set(keys)), "the parent tree's keys do not rise")
    seen, led_to = set(), set()
    for i in range(len(whole.pages)):
        key = whole.page(i).get("/StructParents")
        if key is None:
            continue
        need(key in parents and key not in seen, f"page {i + 1}: /StructParents {key}")
        seen.add(key)
        for mcid, element in enumerate(whole.at(parents.get(key)) or []):
            if element is None:
                continue
            owner = whole.at(element)
            led_to.add((element, i, mcid))
            content = [k if isinstance(k, int) else whole.at(k) for k in whole.kids(owner)]
            held = any(k == mcid or (isinstance(k, dict) and k.get("/MCID") == mcid) for k in content)
            need(held, f"page {i + 1}: content {mcid} is said to be of an element that does not hold it")
    total = 0
    for one in all_elements(whole, whole.at(whole.root["/StructTreeRoot"])["/K"], []):
        total += 1
        element = whole.at(one)
        for kid in whole.kids(element):
            kid = whole.at(kid)
            page, mcid = (element.get("/Pg"), kid) if isinstance(kid, int) else (kid.get("/Pg", element.get("/Pg")), kid.get("/MCID"))
            if mcid is None or (isinstance(kid, dict) and "/Stm" in kid):
                continue
            need((one, whole.place.get(page), mcid) in led_to, f"an element holds content {mcid} of page {whole.place.get(page)} that does not lead back to it")
    return total


def check_links(whole):
    total = 0
    for i in range(len(whole.pages)):
        for one in whole.annotations(i):
            if one.get("/Subtype") == "/Link":
                total += 1
                need(whole.target(one) is not None, f"page {i + 1}: a link leads nowhere")
    return total


def check_entries(whole):
    """Entries of the whole's outline lead to pages that do not go back."""
    def walk(entries, before):
        for title, target, below in entries:
            need(target is not None, f"the outline entry {title} leads nowhere")
            if target is not None and isinstance(target[0], int):
                need(target[0] >= before, f"the outline entry {title} leads back")
                before = target[0]
    walk(whole.outline(whole.at(whole.root["/Outlines"])), 0)


def check_tools(path, pages):
    done = run("qpdf", "--check", path)
    need(done.returncode == 0, f"qpdf: {done.stdout[-300:]}{done.stderr[-300:]}")
    done = run("pdftoppm", "-r", "12", path, path.with_suffix(""))
    need(done.returncode == 0 and not done.stderr.strip(), f"poppler: {done.stderr[:300]}")
    for page in path.parent.glob(path.stem + "-*.ppm"):
        page.unlink()
    if pages < 100:  # poppler's time grows with the square of them
        done = run("pdfinfo", "-struct-text", path)
        need("rror" not in done.stderr, f"poppler on the structure: {done.stderr[:300]}")
    if not shutil.which("mutool"):
        print("SKIP: mutool is not here (mupdf-tools)")
        return
    for argv in (["info", path], ["draw", "-q", "-r", "12", "-o", "/dev/null", path]):
        done = run("mutool", *argv)
        said = done.stderr.replace("warning: ICC support is not available", "").strip()  # Debian's has none
        need(done.returncode == 0 and not said, f"mutool {argv[0]}: {said[:300]}")


def find_again(piece, whole, prefix, name, start=0):
    """All of one piece. Says what it found; gives the place after it."""
    places = places_of(piece, whole, start)
    annotations = check_pages(piece, whole, places)
    names, files = check_names(piece, whole, places, prefix)
    entries = check_outline(piece, whole, places)
    fields = check_fields(piece, whole, places)
    elements = check_structure(piece, whole, places)
    print(f"{name}: {len(places)} pages, {annotations} annotations, {names} destinations, {entries} outline entries, "
          f"{fields} fields, {files} attachments, {elements} elements")
    return max(places.values(), default=start - 1) + 1
