"""Writes a mission whose pieces are pictures and scans of megabytes, for the tests of dossiers with a bound."""
import pathlib
import random
import shutil
import subprocess
import zlib

WORDS = {
    "fr": {"title": "Mission photographiée", "activity": "Atelier {}", "photo": "Photo {}", "scan": "Procès-verbal numérisé {}",
           "form": "Plan au trait", "sheet": "Liste d’essai", "mission": "Dossier de fin de mission",
           "account": "# Déroulement\n\nL’atelier a eu lieu. Voir [[piece:photo-1]], le [[piece:scan]] et, d’un autre atelier, rien.\n"
                      "\n## Suites {#suites}\n\nComme dit à la [[#suites]], tout va bien.\n"},
    "ar": {"title": "مهمة مصورة", "activity": "الورشة {}", "photo": "صورة {}", "scan": "محضر ممسوح ضوئيا {}",
           "form": "رسم خطي", "sheet": "لائحة تجريبية", "mission": "ملف نهاية المهمة",
           "account": "# سير الورشة\n\nانعقدت الورشة في موعدها. انظر [[piece:photo-1]] و[[piece:scan]].\n"
                      "\n## ما بعد الورشة {#suites}\n\nكما ورد في [[#suites]].\n"},
}


def vips(*arguments):
    subprocess.run(["vips", *map(str, arguments)], check=True, capture_output=True)


def picture(path, width, height, seed):
    """A picture with the grain of a photograph; the same for the same seed."""
    rng = random.Random(seed)
    small = (width // 40, height // 40)
    raw = bytes(rng.randrange(256) for _ in range(small[0] * small[1] * 3))
    ppm, noise, sum_ = (path.with_suffix(s) for s in (".ppm", ".n.v", ".s.v"))
    ppm.write_bytes(b"P6\n%d %d\n255\n" % small + raw)
    vips("resize", ppm, str(noise), 40)
    vips("gaussnoise", sum_, width, height, "--sigma", 9, "--mean", 0, "--seed", seed)
    vips("add", noise, sum_, str(path.with_suffix(".a.v")))
    vips("cast", path.with_suffix(".a.v"), str(path.with_suffix(".c.v")), "uchar")
    vips("jpegsave", path.with_suffix(".c.v"), path, "--Q", 92, "--strip")
    for suffix in (".ppm", ".n.v", ".s.v", ".a.v", ".c.v"):
        path.with_suffix(suffix).unlink()


def pdf(objects):
    """A PDF of these objects, the first the catalogue."""
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def stream(entries, data):
    return b"<<%s/Length %d>>stream\n" % (entries, len(data)) + data + b"\nendstream"


def scan_of(pictures, width, height):
    """A page for each picture, as a scanner makes them: A4, the picture over the whole page."""
    count = len(pictures)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>",
               b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(b"%d 0 R" % (3 + 3 * i) for i in range(count)))]
    for i, data in enumerate(pictures):
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im %d 0 R>>>>/Contents %d 0 R>>"
                       % (5 + 3 * i, 4 + 3 * i))
        objects.append(stream(b"", b"q 595 0 0 842 0 0 cm /Im Do Q"))
        objects.append(stream(b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
                              b"/Filter/DCTDecode" % (width, height), data))
    return pdf(objects)


def scan(folder, seed):
    pages = [folder / f"page-{n}.jpg" for n in (1, 2)]
    for n, page in enumerate(pages):
        picture(page, 1654, 2339, seed + n)
    (folder / "scan.pdf").write_bytes(scan_of([page.read_bytes() for page in pages], 1654, 2339))
    for page in pages:
        page.unlink()


def line_art():
    """One page with a bilevel picture of 600 dots an inch, which no one may touch."""
    width, height = 4960, 7016
    rng = random.Random(7)
    rows = [rng.randbytes(width // 8) for _ in range(400)]
    data = zlib.compress(b"".join(rows[y % 400] for y in range(height)), 1)
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im 5 0 R>>>>/Contents 4 0 R>>",
                stream(b"", b"q 595 0 0 842 0 0 cm /Im Do Q"),
                stream(b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1"
                       b"/Filter/FlateDecode" % (width, height), data)])


def write(folder, language="fr", activities=3, photos=3, max_size=None, files_of=None):
    """`files_of`: a mission of the same shape, whose pieces are taken instead of making them anew."""
    folder = pathlib.Path(folder)
    words = WORDS[language]
    folder.mkdir(parents=True)
    mission = [f'format_version = 1\nid = "photos"\ntitle = {{ {language} = "{words["title"]}" }}\nlanguages = ["{language}"]',
               'period = { start = 2025-01-06, end = 2025-06-27 }', '[organisation]',
               f'name = {{ {language} = "{words["title"]}" }}', '[programme]', f'name = {{ {language} = "{words["title"]}" }}',
               '[[requirement]]\ndeliverable = "narrative-report"\nof = "each activity"\ndue = { days_after_end = 15 }',
               f'[[dossier]]\nid = "fin"\ntitle = {{ {language} = "{words["mission"]}" }}',
               'parts = ["cover", "list-of-pieces", "contents", "completeness", "recommendations", "activities/*"]']
    if max_size:
        mission.append(f'max_size = "{max_size}"')
    (folder / "mission.toml").write_text("\n".join(mission) + "\n")
    for a in range(1, activities + 1):
        one = folder / "activities" / f"{a:02}-atelier"
        (one / "annexes").mkdir(parents=True)
        (one / "recit.md").write_text(words["account"])
        (one / "analyse.md").write_text(words["sheet"] + "\n")
        text = [f'title = {{ {language} = "{words["activity"].format(a)}" }}',
                f'dates = {{ start = 2025-0{a}-13, end = 2025-0{a}-15 }}', '[deliverables.narrative-report]',
                'status = { state = "validated", on = 2025-06-14 }', 'account = "recit.md"', 'analysis = "analyse.md"',
                f'objectives = [ {{ text = "{words["sheet"]}", reached = "yes", evidence = "[[piece:scan]]" }} ]',
                f'results = [ "{words["sheet"]}" ]', '[deliverables.recommendations]',
                f'items = [ {{ code = "R{a}", text = "{words["sheet"]}", priority = "high", state = "proposed" }} ]']
        for p in range(1, photos + 1):
            if not files_of:
                picture(one / "annexes" / f"photo-{p}.jpg", 2400, 1800, 10 * a + p)
            text.append(f'[[piece]]\nid = "photo-{p}"\nfile = "annexes/photo-{p}.jpg"\n'
                        f'title = {{ {language} = "{words["photo"].format(p)}" }}')
        if files_of:
            for file in (pathlib.Path(files_of) / "activities" / one.name / "annexes").iterdir():
                shutil.copy(file, one / "annexes")
        else:
            scan(one / "annexes", 100 * a)
        text.append(f'[[piece]]\nid = "scan"\nfile = "annexes/scan.pdf"\ntitle = {{ {language} = "{words["scan"].format(a)}" }}')
        (one / "activity.toml").write_text("\n".join(text) + "\n")
    last = folder / "activities" / f"{activities:02}-atelier"
    if not files_of:
        (last / "annexes" / "trait.pdf").write_bytes(line_art())
    with (last / "activity.toml").open("a") as more:
        more.write(f'[[piece]]\nid = "trait"\nfile = "annexes/trait.pdf"\ntitle = {{ {language} = "{words["form"]}" }}\n')
    return folder
