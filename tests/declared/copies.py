"""A copy of every shipped type, `taqrir types new x-ID --from ID`, is right as it stands: it passes the samples that it was
copied with, its pages can be made from them, and no text of it speaks of x-ID.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

program, templates = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
failures = []


def run(folder, environment, *words):
    done = subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    if done.returncode != 0 or "warning" in done.stderr:
        failures.append(f"{' '.join(words)}\n{done.stderr}")
    return done


with tempfile.TemporaryDirectory() as home:
    environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": home, "TAQRIR_DATA": str(templates)}
    run(home, environment, "init", "m")
    mission = pathlib.Path(home, "m")
    for kind in sorted(path.parent.name for path in templates.glob("types/*/type.toml")):
        copy = f"x-{kind}"
        run(mission, environment, "types", "new", copy, "--from", kind)
        run(mission, environment, "types", "test", copy)
        for text in (mission / "types" / copy).rglob("*.md"):
            if copy in text.read_text(encoding="utf-8"):
                failures.append(f"{text.name} of {copy} speaks of its name")
    sample = run(mission, environment, "build", "types/x-code-ethique/sample", "--format", "document", "--out", "pages")
    if not list((mission / "pages").rglob("x-code-ethique.document")):
        failures.append(f"no page of a sample was made\n{sample.stdout}")
if failures:
    sys.exit("\n".join(failures))
