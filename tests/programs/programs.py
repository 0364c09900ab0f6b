"""Report types that are programs: the guide's steps with the example, to the letter; what a program finds around it; that
nothing of it is left; that its document is made anew when a file of its folder changes, and only then.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


def run(words, folder, home, status=0, **more):
    environment = {"PATH": f"{program.parent}:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "SECRET": "not to be seen", **more}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == status, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def guide_steps(home):
    guide = (source / "docs/template-guide.md").read_text(encoding="utf-8")
    steps = guide.split("<!-- steps: program -->")[1].split("<!-- end of steps -->")[0]
    lines = [line for block in re.findall(r"^```sh\n(.*?)^```$", steps, re.M | re.S) for line in block.strip().splitlines()]
    assert len(lines) == 7, lines
    folder, said = source, ""
    for line in lines:
        if line.startswith("cd "):
            folder = pathlib.Path(line[3:].replace("~", str(home)))
            continue
        said = run(["sh", "-c", line], folder, home).stdout
    document = json.loads(said)  # the last step runs the program by hand
    assert document["format"] == "taqrir-document", said
    made = sorted(path.parent.name for path in folder.glob("out/*/participants-par-region.pdf"))
    assert made == ["01-exemple", "02-mithal"], made
    for activity, words in (("01-exemple", ["Provenance", "Casablanca-Settat", "non précisée", "Total"]), ("02-mithal", ["الجهات", "المجموع"])):
        pdf = folder / "out" / activity / "participants-par-region.pdf"
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
        for word in words:
            assert word in text, f"{activity}: “{word}” is not in\n{text}"
    return folder


def up_to_date(folder, home):
    build = ["taqrir", "build", ".", "01/participants-par-region"]
    assert "up to date" in run(build, folder, home).stdout
    script = folder.parent / "report.py"
    script.write_text(script.read_text(encoding="utf-8").replace('"level": 1', '"level": 2'), encoding="utf-8")
    assert "up to date" not in run(build, folder, home).stdout
    assert "up to date" in run(build, folder, home).stdout
    assert not list(folder.parent.glob("__pycache__"))


LOOKS = """import json, os, sys
context = json.load(sys.stdin)
seen = {"environment": sorted(os.environ), "folder": os.listdir("."), "here": os.getcwd(), "home": os.environ["HOME"],
        "arguments": sys.argv[1:]}
open("left-behind", "w").write("x")
if os.fork() == 0:  # a child that goes on
    os.setpgid(0, 0) if len(sys.argv) > 2 else None
    import time
    time.sleep(30)
words = [{"type": "text", "text": json.dumps(seen)}]
json.dump({"format": "taqrir-document", "version": 1, "language": "fr", "blocks": [{"type": "paragraph", "content": words}]}, sys.stdout)
sys.stdout.flush()
os._exit(0)
"""


def surroundings(home):
    mission = home / "mission"
    run(["taqrir", "init", str(mission)], home, home)
    kind = home / ".local/share/taqrir/types/regard"
    kind.mkdir(parents=True)
    (kind / "type.toml").write_text('format_version = 1\nid = "regard"\ntitle = "Regard"\nscope = "activity"\n'
                                    'program = ["python3", "look.py", "$HOME; touch x"]\n', encoding="utf-8")
    (kind / "look.py").write_text(LOOKS, encoding="utf-8")
    activity = next(mission.glob("activities/*/activity.toml"))
    activity.write_text(activity.read_text(encoding="utf-8") + "\n[deliverables.regard]\n", encoding="utf-8")
    start = time.monotonic()
    run(["taqrir", "build", ".", "regard", "--format", "json"], mission, home)
    assert time.monotonic() - start < 20, "a child that goes on is waited for"
    document = json.loads(next(mission.glob("out/*/regard.json")).read_text(encoding="utf-8"))
    seen = json.loads(document["blocks"][0]["content"][0]["text"])
    assert seen["environment"] == ["HOME", "LANG", "LC_CTYPE", "PATH", "PYTHONDONTWRITEBYTECODE", "TMPDIR"] or \
        seen["environment"] == ["HOME", "LANG", "PATH", "PYTHONDONTWRITEBYTECODE", "TMPDIR"], seen
    assert seen["folder"] == [] and seen["home"] == seen["here"], seen
    assert seen["arguments"] == ["$HOME; touch x"], seen
    assert not os.path.exists(seen["here"]), "the program's folder is left"
    before = sorted(path.relative_to(mission) for path in mission.rglob("*"))
    assert not [path for path in before if path.name in ("x", "left-behind")], before


with tempfile.TemporaryDirectory() as folder:
    home = pathlib.Path(folder, "home")
    home.mkdir()
    sample = guide_steps(home)
    up_to_date(sample, home)
    surroundings(home)
print("as the guide says")
