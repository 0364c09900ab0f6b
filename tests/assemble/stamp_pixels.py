"""What the stamps of a dossier cover, pixel by pixel: poppler draws its pages with them and without."""

import re
import subprocess

DOTS = 72  # an inch


def without_stamps(path, to):
    """The same file, but that nothing draws the stamps: the last operation of each foreign page's contents."""
    done = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, to], capture_output=True, text=True)
    if done.returncode not in (0, 3):  # 3: there are warnings
        raise RuntimeError(done.stderr)
    data, count = re.subn(rb"\nq (/Stamp\d*) Do Q\n", lambda found: b"\n" + b" " * (len(found[0]) - 2) + b"\n", to.read_bytes())
    to.write_bytes(data)
    return count


def pictures(path, folder, first=1, last=None):
    """(page from 1, width, height, grey pixels) of pages as a reader shows them."""
    pages = ["-f", str(first), *(["-l", str(last)] if last else [])]
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-gray", "-cropbox", *pages, path, folder / "p"], capture_output=True)
    for made in sorted(folder.glob("p-*.pgm")):
        data = made.read_bytes()
        made.unlink()
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        yield int(made.stem[2:]), int(head[1]), int(head[2]), data[head.end():]


class Change:
    """What a stamp does to a page: how many pixels it changes, their box (pixels from the top left), how many of them were
    not white, how large the page is."""

    def __init__(self, with_stamp, without):
        self.page, self.width, self.height, now = with_stamp
        before = without[3]
        self.pixels, self.covered, box = 0, 0, None
        for y in range(self.height):
            row, old = (data[y * self.width:(y + 1) * self.width] for data in (now, before))
            if row == old:
                continue
            places = [x for x in range(self.width) if row[x] != old[x]]
            self.pixels += len(places)
            self.covered += sum(1 for x in places if old[x] != 255)
            left, top, right, _ = box or (places[0], y, places[-1], y)
            box = min(left, places[0]), top, max(right, places[-1]), y
        self.box = box

    def where(self):
        """Of six places on the page: “foot end”, “head middle”, … as one sees it."""
        left, top, right, bottom = self.box
        middle = (left + right) / 2
        across = "left" if middle < self.width * 0.45 else "right" if middle > self.width * 0.55 else "middle"
        return ("foot " if top > self.height / 2 else "head ") + across


def changes(path, folder, first=1, last=None):
    """A Change for each page that has a stamp, and what was asked of the pages: all have the same size with it and without."""
    bare = folder / "bare.pdf"
    stamps = without_stamps(path, bare)
    (folder / "with").mkdir(), (folder / "without").mkdir()
    found = []
    for one, other in zip(pictures(path, folder / "with", first, last), pictures(bare, folder / "without", first, last)):
        if one[3] != other[3]:
            found.append(Change(one, other))
    return stamps, found
