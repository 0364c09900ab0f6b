"""What this machine has to make formats with: Pandocs, old and new, and programs for PDF."""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess

ENGINES = ("weasyprint", "xelatex", "lualatex", "typst")
FIRST_WITH = {"typst": (3, 1, 2)}  # the Pandoc that knows it


def version_of(pandoc):
    said = subprocess.run([pandoc, "--version"], capture_output=True, text=True).stdout
    return tuple(int(n) for n in re.search(r"pandoc\S* ([0-9.]+)", said).group(1).split("."))


SUPPORT = pathlib.Path(__file__).resolve().parents[1] / "support" / "bin"  # a program “typst”, for PyPI's compiler
TYPST = pathlib.Path(__file__).resolve().parents[2] / ".cache" / "typst" / "typst"


class Pandoc:
    """One Pandoc, first in the PATH of what is run with it."""

    def __init__(self, path):
        self.path = str(path)
        self.version = version_of(self.path)
        self.left_out = set()
        self.name = ".".join(map(str, self.version))
        more = f":{SUPPORT}" if TYPST.is_dir() else ""
        self.environment = {"PATH": f"{pathlib.Path(path).parent}:/usr/local/bin:/usr/bin:/bin{more}", "LANG": "C.UTF-8"}

    def engines(self):
        return [e for e in ENGINES
                if e not in self.left_out and shutil.which(e, path=self.environment["PATH"]) and self.version >= FIRST_WITH.get(e, (0,))]

    def leave_out(self, *engines):
        self.left_out.update(engines)

    def ways(self):
        """Options of `build` for each format that it can be asked for, by a name."""
        out = {f: ["--format", f] for f in ("docx", "odt", "html", "epub", "md")}
        for engine in self.engines():
            out[f"pdf by {engine}"] = ["--pdf-engine", engine]
        return out


def pandocs(cache):
    """The Pandoc in PATH, then the newer one that ./dev test fetches from PyPI; those that are there."""
    found = [shutil.which("pandoc"), pathlib.Path(cache).resolve() / "pandoc" / "pypandoc" / "files" / "pandoc"]
    return [Pandoc(path) for path in found if path and os.access(path, os.X_OK)]


def in_pairs(work, jobs):
    """What `work` gives for each of the jobs, in their order; two at a time, for the two cores that we have."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda job: work(*job), jobs))


def run(argv, environment, folder=None, **more):
    home = {"HOME": str(folder)} if folder else {}
    return subprocess.run([str(a) for a in argv], capture_output=True, text=True, env=environment | home | more.pop("extra", {}),
                          timeout=600, **more)
