#!/usr/bin/env python3
"""Memory of rows made as files and in one file: what the rows beyond the first thousand take, each.

usage: memory.py TAQRIR
"""

import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "bench"))
import certificates  # noqa: E402

FEW, MANY = 1000, 4000
MOST_KILOBYTES = 1.5  # a row's line in the table and in the manifest, its name, its entry in the outline
# A certificate's pages take 30 KB and more while they are made; kept, they would show at once.


def main(taqrir):
    os.environ.setdefault("TAQRIR_DATA", str(pathlib.Path(__file__).parents[2] / "templates"))
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        for name, options in (("as files", []), ("in one file", ["--one-file"])):
            few, _ = certificates.made(taqrir, pathlib.Path(scratch), FEW, *options)
            many, _ = certificates.made(taqrir, pathlib.Path(scratch), MANY, *options)
            each = (many.megabytes - few.megabytes) * 1024 / (MANY - FEW)
            print(f"{name}: {few.megabytes:.1f} MB for {FEW} rows, {many.megabytes:.1f} MB for {MANY}: {each:.2f} KB a row")
            failed = failed or each > MOST_KILOBYTES
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
