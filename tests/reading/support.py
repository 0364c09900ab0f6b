"""A small mission around one text or sheet, runs of taqrir on it, and the Pandocs that there are."""
import atexit
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

SMALL = pathlib.Path(__file__).resolve().parents[1] / "support" / "missions" / "small"
ACTIVITY = "activities/01-atelier"
faults = []


def need(condition, what):
    if not condition:
        faults.append(what)
        print("FAULT:", what, flush=True)


def finish(what):
    print(f"{what}: {len(faults)} faults")
    raise SystemExit(1 if faults else 0)


def pandoc(which):
    """(version, folder to put before PATH or None) of the installed Pandoc, or of the “other” one: that which ./dev puts into
    .cache, or what TAQRIR_OTHER_PANDOC names. Status 77 (skipped) when it is not there."""
    if which != "other":
        found = shutil.which("pandoc")
        return (version_of(found), None) if found else skip("Pandoc is not installed")
    kept = pathlib.Path(__file__).resolve().parents[2] / ".cache/pandoc/pypandoc/files/pandoc"
    found = os.environ.get("TAQRIR_OTHER_PANDOC", str(kept))
    if not os.path.exists(found):
        skip("there is no second Pandoc (./dev test brings it; or TAQRIR_OTHER_PANDOC)")
    folder = tempfile.mkdtemp(prefix="taqrir-other-pandoc-")
    atexit.register(shutil.rmtree, folder, True)
    os.symlink(found, os.path.join(folder, "pandoc"))
    return version_of(found), folder


def skip(why):
    print("SKIPPED:", why)
    raise SystemExit(77)


def version_of(program):
    return subprocess.run([program, "--version"], capture_output=True, text=True).stdout.split()[1]


class Run:
    def __init__(self, status, out, err, seconds):
        self.status, self.out, self.err, self.seconds = status, out, err, seconds


class Mission:
    """A copy of the small mission in a folder of its own, with its own cache."""

    def __init__(self, taqrir, prefix=None):
        self.taqrir, self.prefix = taqrir, prefix
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="taqrir-reading-"))
        self.folder = self.home / "mission"
        shutil.copytree(SMALL, self.folder)
        self.activity = self.folder / ACTIVITY

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.home, ignore_errors=True)

    def put(self, name, content):
        path = self.activity / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def change(self, old, new):
        path = self.activity / "activity.toml"
        text = path.read_text()
        assert old in text, old
        path.write_text(text.replace(old, new))

    def account(self, name, content):
        self.put(name, content)
        self.change('account = "recit.md"', f'account = "{name}"')

    def run(self, *arguments, path=None, timeout=300):
        before = time.monotonic()
        folder = (self.prefix + ":" if self.prefix else "") + os.environ["PATH"]
        environment = dict(os.environ, PATH=path or folder, XDG_CACHE_HOME=str(self.home / "cache"), TMPDIR=str(self.home),
                           SOURCE_DATE_EPOCH="1750000000")
        done = subprocess.run([self.taqrir, *arguments], cwd=self.home, env=environment, capture_output=True, timeout=timeout)
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode(), time.monotonic() - before)

    def build(self, report="narrative-report", form="document", **more):
        return self.run("build", "mission", report, "--format", form, "--out", "out", **more)

    def made(self, ending):
        return sorted(p for p in (self.home / "out").rglob("*") if p.name.endswith(ending))

    def dump(self, report="narrative-report"):
        """The Document of the report as text, and what was said."""
        run = self.build(report)
        files = [p for p in (self.home / "out").rglob("*") if p.is_file() and report in str(p) and p.name != "manifest.json"]
        return (files[0].read_text() if files else ""), run

    def diagnostics(self, *arguments):
        run = self.run(*arguments, "--json")
        return json.loads(run.out)["diagnostics"], run
