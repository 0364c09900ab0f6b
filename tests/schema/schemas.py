#!/usr/bin/python3
"""The published JSON Schemas: equal to what `taqrir schema` prints, and true of every context and document of the sample
mission and of the example type that is a program. Every shipped TOML file names its schema in its first line, for editors,
and keeps to it. Each schema refuses what is wrong, each mistake tried alone.
"""

import copy
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import tomllib

try:
    import jsonschema
except ImportError:
    print("SKIP: needs python3-jsonschema; ./dev test installs it")
    sys.exit(77)

# There the program makes them all; to look at the same bytes is half a minute of Python's, spent in the other builds.
SANITIZED = bool(os.environ.get("TAQRIR_SANITIZED"))
program, source = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
problems = []


def taqrir(*words, folder, home):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "1764547200",
                   "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
    done = subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True, text=True)
    return done


def published(name, printed):
    path = source / name
    if not path.exists() or path.read_text(encoding="utf-8") != printed:
        problems.append(f"{name} is not what the program prints: ./dev schemas writes it anew")


def all_valid(validator, files, what):
    for file in () if SANITIZED else files:
        for error in validator.iter_errors(json.loads(file.read_text(encoding="utf-8"))):
            problems.append(f"{what} {file.parent.name}/{file.name} at {error.json_path}: {error.message[:200]}")
    return len(files)


def changed(value, change):
    out = copy.deepcopy(value)
    change(out)
    return out


def all_refused(validator, right, changes, what):
    assert validator.is_valid(right), what
    for name, change in changes.items():
        if validator.is_valid(changed(right, change)):
            problems.append(f"the schema of the {what} takes {name}")


def as_json(value):
    """What an editor makes of TOML: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def shipped_files(schemas):
    files = [file for root in ("configs", "templates", "docs/examples") for file in sorted((source / root).rglob("*.toml"))
             if file.name in ("mission.toml", "activity.toml", "type.toml") and "import" not in file.parts]  # a frame to be filled
    for file in files:
        first, name = file.read_text(encoding="utf-8").split("\n", 1)[0], file.relative_to(source)
        if not first.startswith("#:schema "):
            problems.append(f"{name} does not name its schema")
            continue
        schema = (file.parent / first.removeprefix("#:schema ")).resolve()
        made_by_init = name.parts[1].startswith("starter")  # beside the mission that is made of it
        if not made_by_init and schema != source.resolve() / "templates/schema" / f"{file.stem}.json":
            problems.append(f"{name} names {schema}")
        for error in jsonschema.Draft202012Validator(schemas[file.stem]).iter_errors(as_json(tomllib.loads(file.read_text(encoding="utf-8")))):
            problems.append(f"{name} at {error.json_path}: {error.message[:200]}")
    return files


with tempfile.TemporaryDirectory() as folder:
    home = pathlib.Path(folder, "home")
    types = home / ".local/share/taqrir/types"
    types.mkdir(parents=True)
    schemas = {}
    for name, path in (("context", "docs/schema/context.schema.json"), ("document", "docs/schema/document.schema.json"),
                       ("mission", "templates/schema/mission.json"), ("activity", "templates/schema/activity.json"),
                       ("type", "templates/schema/type.json")):
        printed = taqrir("schema", name, folder=folder, home=home)
        assert printed.returncode == 0, printed.stderr
        published(path, printed.stdout)
        schemas[name] = json.loads(printed.stdout)
        jsonschema.Draft202012Validator.check_schema(schemas[name])
    files = shipped_files(schemas)
    assert len(files) >= 20, files
    for kind, wrong in (("mission", "titel"), ("activity", "date"), ("type", "sections")):
        right = as_json(tomllib.loads(next(f for f in files if f.stem == kind).read_text(encoding="utf-8")))
        all_refused(jsonschema.Draft202012Validator(schemas[kind]), right, {f"“{wrong}”": lambda d: d.update({wrong: []})}, kind)
    contexts = jsonschema.Draft202012Validator(schemas["context"], format_checker=jsonschema.FormatChecker())
    documents = jsonschema.Draft202012Validator(schemas["document"], format_checker=jsonschema.FormatChecker())

    shutil.copytree(source / "docs/examples/participants-par-region", types / "participants-par-region")
    missions = [source / "configs/omp-dialogue", types / "participants-par-region/sample"]
    counts = {}
    for kind, validator in (("context", contexts), ("json", documents)):
        counts[kind] = 0
        for mission in missions:
            out = pathlib.Path(folder, kind, mission.name)
            made = taqrir("build", str(mission), "--format", kind, "--out", str(out), folder=folder, home=home)
            assert made.returncode == 0, made.stderr
            files = sorted(file for file in out.rglob("*." + kind) if file.name != "manifest.json")
            counts[kind] += all_valid(validator, files, kind)
    assert min(counts.values()) >= 20, counts

    one = pathlib.Path(folder, "context/sample/01-exemple/participants-par-region.context")
    context = json.loads(one.read_text(encoding="utf-8"))
    path = context["fields"]["participants"]
    assert context["tables"][path]["rows"][0] == {"code": "P01", "sexe": "F", "region": "Rabat-Salé-Kénitra"}, context["tables"]
    all_refused(contexts, context, {
        "a newer version": lambda c: c.update(version=2),
        "no version": lambda c: c.pop("version"),
        "a key of its own": lambda c: c.update(colour="red"),
        "no fields": lambda c: c.pop("fields"),
        "a row that is a list": lambda c: c["tables"][path]["rows"].append(["P99", "F", None]),
        "a cell that is an object": lambda c: c["tables"][path]["rows"][0].update(code={}),
        "a scope that is none": lambda c: c["report"].update(scope="region"),
        "a date that is none": lambda c: c["report"].update(date=20250101),
        "an activity without id": lambda c: c["activities"][0].pop("id"),
        "a mission without title": lambda c: c["mission"].pop("title"),
    }, "context")

    one = pathlib.Path(folder, "json/sample/01-exemple/participants-par-region.json")
    document = json.loads(one.read_text(encoding="utf-8"))
    kinds = [block["type"] for block in document["blocks"]]
    table, chart = kinds.index("table"), kinds.index("chart")
    all_refused(documents, document, {
        "a newer version": lambda d: d.update(version=2),
        "another format": lambda d: d.update(format="taqrir-context"),
        "no language": lambda d: d.pop("language"),
        "a block of no type": lambda d: d["blocks"][0].pop("type"),
        "an unknown block": lambda d: d["blocks"].append({"type": "paragraf", "content": []}),
        "a table without rows": lambda d: d["blocks"][table].pop("rows"),
        "a text that is a number": lambda d: d["blocks"][table]["caption"].append({"type": "text", "text": 3}),
        "a chart of an unknown kind": lambda d: d["blocks"][chart].update(kind="camembert"),
        "a key of its own": lambda d: d["blocks"][chart].update(colour="red"),
    }, "document")

for problem in problems[:40]:
    print(problem)
print(f"{counts['context']} contexts and {counts['json']} documents{', made and not validated' if SANITIZED else ''}; {len(problems)} problems")
sys.exit(1 if problems else 0)
