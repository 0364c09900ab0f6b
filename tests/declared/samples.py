"""Every shipped type passes its own samples, in French and in Arabic: `taqrir types test ID`.

A type whose scope is the mission has its Arabic sample beside the French one, in sample-ar. With --bless what comes out is
kept as what is expected.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

program, templates, bless = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:] == ["--bless"]
LANGUAGES = ("fr", "ar")
failures = []

folders = sorted(path.parent for path in templates.glob("types/*/type.toml"))
assert folders, f"no type in {templates}"
with tempfile.TemporaryDirectory() as home:
    environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": home, "TAQRIR_DATA": str(templates)}
    for folder in folders:
        done = subprocess.run([program, "types", "test", folder.name] + ["--bless"] * bless, cwd=home, env=environment,
                              capture_output=True, text=True, timeout=60)
        if done.returncode != 0 or "warning" in done.stderr:
            failures.append(f"{folder.name}\n{done.stderr}")
        heads = [path.read_text(encoding="utf-8").split("\n", 1)[0] for path in folder.glob("sample*/expected/*.document")]
        failures += [f"{folder.name}: no sample in {language}" for language in LANGUAGES
                     if not any(f'language="{language}"' in head for head in heads)]
print(f"{len(folders)} types")
if failures:
    sys.exit("\n".join(failures))
