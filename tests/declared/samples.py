"""Every shipped type passes its own samples, in French and in Arabic: `taqrir types test ID`.

A type whose scope is the mission has its Arabic sample beside the French one, in sample-ar: it is tried in the place of
sample, in a copy of the templates. With --bless what comes out is kept as what is expected.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

program, templates, bless = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:] == ["--bless"]
LANGUAGES = ("fr", "ar")
failures = []


def linked(data):
    """The templates, of which only the types are a copy."""
    data.mkdir()
    for entry in templates.iterdir():
        if entry.name == "types":
            shutil.copytree(entry, data / "types")
        else:
            (data / entry.name).symlink_to(entry)


def tried(data, sample):
    """Tries one sample of a type; the first lines of the documents that are expected of it."""
    name = sample.parent.name
    place = data / "types" / name / "sample"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(sample, place)
    environment = {**os.environ, "HOME": str(data.parent), "XDG_DATA_HOME": str(data.parent), "TAQRIR_DATA": str(data)}
    done = subprocess.run([program, "types", "test", name] + ["--bless"] * bless, cwd=data.parent, env=environment,
                          capture_output=True, text=True, timeout=60)
    if done.returncode != 0 or "warning" in done.stderr:
        failures.append(f"{name}: {sample.name}\n{done.stderr}")
    if bless and done.returncode == 0:
        shutil.rmtree(sample / "expected", ignore_errors=True)
        shutil.copytree(place / "expected", sample / "expected")
    return [path.read_text(encoding="utf-8").split("\n", 1)[0] for path in sorted((sample / "expected").glob("*.document"))]


folders = sorted(path.parent for path in templates.glob("types/*/type.toml"))
assert folders, f"no type in {templates}"
with tempfile.TemporaryDirectory() as home:
    data = pathlib.Path(home, "templates")
    linked(data)
    for folder in folders:
        samples = sorted(path.parent for path in folder.glob("sample*/mission.toml"))
        heads = [head for sample in samples for head in tried(data, sample)]
        failures += [f"{folder.name}: no sample in {language}" for language in LANGUAGES
                     if not any(f'language="{language}"' in head for head in heads)]
print(f"{len(folders)} types")
if failures:
    sys.exit("\n".join(failures))
