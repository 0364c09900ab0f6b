"""The steps of docs/template-guide.md, performed to the letter: a type with a form, a table with totals, a chart and an
Arabic version, in at most twelve commands or edits, none outside its folder but for those that commands make.

A step is a fenced block between the marks <!-- steps --> and <!-- end of steps -->: `sh` holds commands, any other
names the file that it is the content of (```toml types/x/type.toml).
"""

import pathlib
import re
import subprocess
import sys
import tempfile

program, guide = sys.argv[1], pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
steps = guide.split("<!-- steps -->")[1].split("<!-- end of steps -->")[0]
blocks = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", steps, re.M | re.S)
assert blocks, "the guide has no steps"
count = 0

with tempfile.TemporaryDirectory() as folder:
    home = pathlib.Path(folder, "home")
    home.mkdir()
    here = pathlib.Path(folder, "work")
    here.mkdir()
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    said = ""
    for language, name, content in blocks:
        if language != "sh":
            assert name.startswith("types/suivi-depenses/"), f"an edit outside the type's folder: {name}"
            path = here / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            count += 1
            continue
        for line in content.strip().splitlines():
            words = line.split("#")[0].split()
            if words[0] == "cd":
                here = here / words[1]
                continue
            count += 1
            assert words[0] == "taqrir", line
            done = subprocess.run([program] + words[1:], cwd=here, env=environment, capture_output=True, text=True)
            said = done.stdout + done.stderr
            assert done.returncode == 0, f"{line}\n{said}"
    assert count <= 12, f"{count} commands and edits"
    numbered = [int(n) for n in re.findall(r"^\*\*(?:\d+–)?(\d+)\.\*\*", steps, re.M)]
    assert numbered[-1] == count, f"the guide counts to {numbered[-1]}, and has {count} steps"
    type_folder = here / "types/suivi-depenses"
    expected = {p.stem: p.read_text(encoding="utf-8") for p in (type_folder / "sample/expected").iterdir()}
    french = [text for text in expected.values() if 'language="fr"' in text.splitlines()[0]]
    arabic = [text for text in expected.values() if 'language="ar"' in text.splitlines()[0]]
    assert french and arabic, list(expected)
    for text in french + arabic:
        assert "total_rows=1" in text and "  chart " in text, text
    assert re.search("[\u0600-\u06ff]", arabic[0])
    assert list(here.glob("out/*/suivi-depenses.pdf")), said
    assert len(list(here.glob("apercu/*/suivi-depenses.pdf"))) == 2, "the sample's pages were not made"
    activity = next(here.glob("activities/01-*"))  # where `taqrir new` has put the form
    form = (activity / "activity.toml").read_text(encoding="utf-8").split("[deliverables.suivi-depenses]")[1]
    assert re.search(r'^# Trésorerie\n# treasurer = ""$', form, re.M), form
    assert re.search(r'^# Dépenses\n(#   .*\n)*expenses = "expenses.csv"$', form, re.M), form
    assert (activity / "expenses.csv").read_text(encoding="utf-8") == "date,poste,rubrique,montant\n"
    text = type_folder / "introduction.fr.md"  # what is changed later is told, and accepted
    text.write_text(text.read_text(encoding="utf-8").replace("a coûté", "aura coûté"), encoding="utf-8")
    for words, status in (([], 1), (["--bless"], 0), ([], 0)):
        done = subprocess.run([program, "types", "test", "suivi-depenses"] + words, cwd=here, env=environment, capture_output=True, text=True)
        assert done.returncode == status and ("aura coûté" in done.stderr) == (status == 1), f"{words}\n{done.stderr}"
print(f"{count} commands and edits")

with tempfile.TemporaryDirectory() as folder:  # the starter type is right from the first minute
    environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"}
    for words, inside in ((["init", "m"], "."), (["types", "new", "essai"], "m"), (["types", "test", "essai"], "m"),
                          (["new", "essai", "01"], "m"), (["build", ".", "essai"], "m")):
        done = subprocess.run([program] + words, cwd=pathlib.Path(folder, inside), env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{words}\n{done.stderr}"
        assert "warning" not in done.stderr, f"{words}\n{done.stderr}"
        if words[0] == "new":  # what is required is blank, and filled in
            form = next(pathlib.Path(folder, "m").glob("activities/01-*/activity.toml"))
            text = form.read_text(encoding="utf-8")
            assert 'author = ""\n' in text, text
            form.write_text(text.replace('author = ""\n', 'author = "Amina"\n'), encoding="utf-8")
