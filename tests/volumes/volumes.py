#!/usr/bin/env python3
"""Dossiers with a bound: pictures resampled only as far as needed, then volumes.

usage: volumes.py TAQRIR

A mission with photographs and scans of megabytes is made (photo_mission.py), and its dossier under bounds that ask
for nothing, for pictures at 200 dots an inch, for volumes, and for more than parting can give. Looked at: sizes,
the contents list of every volume, every link into another file (its page and height must be those of a named
destination there), outlines, manifests, archives, what is left of earlier runs, and that two runs give the same bytes.
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

sys.dont_write_bytecode = True
import photo_mission  # noqa: E402

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def run(taqrir, *arguments, status=0):
    made = subprocess.run([taqrir, *map(str, arguments), "--json"], capture_output=True, text=True)
    need(made.returncode == status, f"{' '.join(map(str, arguments))}: status {made.returncode}: {made.stdout[-2000:]} {made.stderr[-500:]}")
    return json.loads(made.stdout)


class Pdf:
    """The objects of a file as qpdf gives them."""

    def __init__(self, path):
        self.path = path
        check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        need(check.returncode == 0, f"qpdf --check {path}: {check.stdout}{check.stderr}")
        whole = json.loads(subprocess.run(["qpdf", "--json=2", path], capture_output=True, text=True).stdout)
        self.objects = whole["qpdf"][1]
        self.pages = [page["object"] for page in whole["pages"]]
        self.root = self.of(self.of(self.objects["trailer"]["value"])["/Root"])

    def of(self, value):
        if isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            value = self.objects[f"obj:{value}"]
            return value["value"] if "value" in value else value["stream"]["dict"]
        return value

    def dictionaries(self):
        for value in self.objects.values():
            inside = value.get("value") or value.get("stream", {}).get("dict")
            if isinstance(inside, dict):
                yield inside

    def destinations(self):
        """(page, height) of all named ones."""
        found = set()

        def walk(node):
            node = self.of(node)
            for kid in node.get("/Kids", []):
                walk(kid)
            for value in node.get("/Names", [])[1::2]:
                value = self.of(value)
                value = self.of(value["/D"]) if isinstance(value, dict) else value
                found.add((self.pages.index(value[0]), round(value[3], 1) if value[1] == "/XYZ" and value[3] else None))

        walk(self.of(self.root["/Names"])["/Dests"])
        return found

    def remote(self):
        """(title or description, file, page, height) of all actions that lead into other files."""
        for one in self.dictionaries():
            action = self.of(one.get("/A"))
            if isinstance(action, dict) and action.get("/S") == "/GoToR":
                place = self.of(action["/D"])
                name = self.of(action["/F"])["/UF"][2:]
                words = one.get("/Contents") or one.get("/Title") or "u:"
                yield words[2:], "/Title" in one, name, place[0], round(place[3], 1) if place[1] == "/XYZ" else None


def contents_list(path, volume, heading, last):
    """(title, volume, page) of each entry."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True).stdout
    lines = text[text.index(f"\n{heading}\n" if f"\n{heading}\n" in text else heading):].split("\n")
    entries = []
    for line in lines:
        if entry := re.fullmatch(r"\s*(.+?)\s{2,}(?:vol\. (\d+), p\. )?(\d+)", line):
            entries.append((re.sub(r"\s+", " ", entry[1]), int(entry[2] or volume), int(entry[3])))
            if entry[1].startswith(last):
                break
    return entries


def volumes_in(folder):
    return sorted(pathlib.Path(folder).glob("d-*.pdf"), key=lambda path: int(path.stem[2:]))


def check_links(folder, place_words):
    files = {path.name: Pdf(path) for path in volumes_in(folder)}
    places = {name: pdf.destinations() for name, pdf in files.items()}
    count = 0
    for number, (name, pdf) in enumerate(files.items(), 1):
        outline = set()
        for words, is_entry, target, page, height in pdf.remote():
            count += 1
            need(target in files and target != name, f"{name}: a link leads to “{target}”")
            if target not in files:
                continue
            need(0 <= page < len(files[target].pages), f"{name}: a link leads to page {page + 1} of {target}")
            if is_entry:
                outline.add(target)
                continue
            near = any(p == page and (height is None or h is None or abs(h - height) < 0.2) for p, h in places[target])
            need(near, f"{name}: nothing stands at page {page + 1}, {height} of {target} ({words})")
            said = place_words(re.fullmatch(r"d-(\d+)\.pdf", target)[1], page + 1)
            words = words.replace("\u00a0", " ")
            need(said in words, f"{name}: “{words}” does not say “{said}”")
        need(outline == set(files) - {name}, f"{name}: the outline leads to {sorted(outline)}")
        need(len(re.findall(rf"^Pages: +{len(pdf.pages)}$", subprocess.run(
            ["pdfinfo", pdf.path], capture_output=True, text=True).stdout, re.M)) == 1, f"{name}: pages")
    need(count > 50, f"only {count} links lead into other volumes")
    return files


def check_manifest(folder, bound):
    manifest = json.loads((folder / "manifest.json").read_text())
    volumes = [one for one in manifest["outputs"] if one["format"] == "pdf"]
    need([one["volume"] for one in volumes] == list(range(1, len(volumes) + 1)), "volumes are not numbered in the manifest")
    pieces = []
    for one in volumes:
        data = (folder / one["path"]).read_bytes()
        need(hashlib.sha256(data).hexdigest() == one["sha256"], f"{one['path']}: the manifest's checksum")
        need(one["max_size"] == bound, f"{one['path']}: the manifest's bound")
        need(one["volumes"] == volumes[0]["volumes"], f"{one['path']} tells of the set what the first does not")
        need(one["volumes"][one["volume"] - 1].get("pieces", []) == one.get("pieces", []), f"{one['path']}: its own pieces")
        pieces += [f"{piece['activity']}/{piece['id']}" for piece in one.get("pieces", [])]
    need(len(pieces) == len(set(pieces)) == 10, f"pieces in volumes: {pieces}")
    return volumes


def one_file(taqrir, mission, out):
    whole = run(taqrir, "dossier", mission, "--out", out / "d.pdf", "--max-size", "100 MB")
    need([pathlib.Path(o["path"]).name for o in whole["outputs"]] == ["d.pdf"], "a large bound makes one file")
    entry = json.loads((out / "manifest.json").read_text())["outputs"][0]
    need("resampled_dpi" not in entry and entry["max_size"] == 100_000_000, "nothing was to be resampled")
    resampled = run(taqrir, "dossier", mission, "--out", out / "d.pdf", "--max-size", "19 MB")
    entry = json.loads((out / "manifest.json").read_text())["outputs"][0]
    need(entry["bytes"] <= 19_000_000 and entry["resampled_dpi"] == 200, f"19 MB: {entry['bytes']}, {entry.get('resampled_dpi')}")
    for piece in entry["pieces"]:
        wanted = 200 if piece["id"].startswith("photo") else None  # the scans have 200 dots an inch already
        need(piece.get("resampled_dpi") == wanted, f"{piece['id']} stands at {piece.get('resampled_dpi')}")
    told = [d["message"] for d in resampled["diagnostics"] if "dots an inch" in d["message"]]
    need(len(told) == 6, f"{len(told)} pieces are said to be resampled")


def in_volumes(taqrir, mission, out):
    made = run(taqrir, "dossier", mission, "--out", out / "d.pdf", "--max-size", "5 MB", "--zip")
    need(not (out / "d.pdf").exists(), "the whole of an earlier run is still there")
    paths = volumes_in(out)
    need(len(paths) == 2, f"5 MB: {len(paths)} volumes")
    for path in paths:
        need(path.stat().st_size <= 5_000_000, f"{path.name}: {path.stat().st_size} bytes")
    need([(o.get("volume"), o.get("volumes")) for o in made["outputs"] if o["format"] == "pdf"] == [(1, 2), (2, 2)], "--json")
    files = check_links(out, lambda volume, page: f"vol. {volume}, p. {page}")
    lists = [contents_list(path, n, "Sommaire", "Colophon") for n, path in enumerate(paths, 1)]
    need(len(lists[0]) > 30 and all(one == lists[0] for one in lists), f"contents lists: {lists}")
    check_manifest(out, 5_000_000)
    untouched = [one for pdf in files.values() for one in pdf.dictionaries()
                 if one.get("/Width") == 4960 and one.get("/BitsPerComponent") == 1]
    need(len(untouched) == 1, "the line art was touched")
    with zipfile.ZipFile(out / "d.zip") as archive:
        names = archive.namelist()
        need({path.name for path in paths} <= set(names), f"the archive holds {names}")
        for piece in mission.rglob("annexes/*"):
            need(archive.read("pieces/" + str(piece.relative_to(mission))) == piece.read_bytes(), f"{piece} is not as received")
    run(taqrir, "verify", out)
    again = run(taqrir, "dossier", mission, "--out", out / "d.pdf", "--max-size", "5 MB")
    need(all(o["cached"] for o in again["outputs"]), "an unchanged set is made again")
    other = out.parent / "other"
    run(taqrir, "dossier", mission, "--out", other / "d.pdf", "--max-size", "5 MB", "--jobs", "1")
    need([p.read_bytes() for p in paths] == [p.read_bytes() for p in volumes_in(other)], "two runs give other bytes")
    (other / "d-2.pdf").write_bytes(paths[1].read_bytes()[:-9] + b"\n")
    run(taqrir, "verify", other, status=1)


def beyond_parting(taqrir, mission, out, words):
    made = run(taqrir, "dossier", mission, "--out", out / "d.pdf", "--max-size", "900 kB")
    large = [path for path in volumes_in(out) if path.stat().st_size > 900_000]
    need(len(large) == 1, f"too large: {large}")
    told = [d["message"] for d in made["diagnostics"] if "more than it may be" in d["message"]]
    need(len(told) == 1 and "the piece “03-atelier/trait” cannot be parted" in told[0], f"told: {told}")
    check_links(out, words)
    check_manifest(out, 900_000)


def cited_across(taqrir, mission, out):
    """Pieces apart from the report that cites them: the text says in which volume, and on which page."""
    run(taqrir, "dossier", mission, "--out", out / "d.pdf", "--max-size", "380 kB")
    check_links(out, lambda volume, page: f"vol. {volume}, p. {page}")
    for path in volumes_in(out)[:3]:
        text = re.sub(r"\s+", " ", subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout)
        for cited in re.finditer(r"pièce (\d+)\.3 \(vol\. (\d+), p\. (\d+)\)", text):
            there = subprocess.run(["pdftotext", "-f", cited[3], "-l", cited[3], out / f"d-{cited[2]}.pdf", "-"],
                                   capture_output=True, text=True).stdout
            need(f"Pièce {cited[1]}.3" in there, f"{path.name}: “{cited[0]}”, but there stands “{there[:80]}”")
            return
    need(False, "no text cites a piece in another volume")


def back_to_one(taqrir, mission, out):
    run(taqrir, "dossier", mission, "--out", out / "d.pdf", "--max-size", "100 MB")
    need(volumes_in(out) == [], f"volumes of an earlier run: {volumes_in(out)}")
    verified = run(taqrir, "verify", out / "d.pdf")
    need(verified["diagnostics"] == [], f"verify: {verified['diagnostics']}")


def main():
    taqrir = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        mission = photo_mission.write(folder / "fr", photos=2)
        out = folder / "out"
        one_file(taqrir, mission, out)
        in_volumes(taqrir, mission, out)
        beyond_parting(taqrir, mission, out, lambda volume, page: f"vol. {volume}, p. {page}")
        cited_across(taqrir, mission, out)
        back_to_one(taqrir, mission, out)
        run(taqrir, "dossier", mission, "--out", out / "d.pdf", "--max-size", "40 kB", status=1)
        arabic = photo_mission.write(folder / "ar", "ar", photos=2, files_of=mission)
        beyond_parting(taqrir, arabic, folder / "arabic", lambda volume, page: f"المجلد {volume}، ص {page}")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
