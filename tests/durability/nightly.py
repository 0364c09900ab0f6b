#!/usr/bin/env python3
"""The nightly recipe, as docs/nightly.md has it: its script, its cron line and its units are taken from the document and run.

usage: nightly.py TAQRIR MISSION DOCUMENT

First night, a change, second night, a night that finds the mission broken: exit status, log, JSON objects, what changed.
The service's ExecStart and the cron line are run as they stand, in the environment that cron gives.
"""
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

faults = []


def need(condition, what):
    if not condition:
        faults.append(what)


def block(document, head):
    """The fenced text that begins with `head`."""
    found = re.search(r"```\w*\n(" + re.escape(head) + r".*?)```", document, re.S)
    need(found, f"the document has no block that begins with {head!r}")
    return found.group(1) if found else ""


def main(taqrir, mission, document):
    text = pathlib.Path(document).read_text()
    with tempfile.TemporaryDirectory() as home:
        home = pathlib.Path(home)
        script = home / "taqrir-nightly"
        script.write_text(block(text, "#!/bin/sh\n# taqrir-nightly"))
        script.chmod(0o755)
        copy = home / "missions/omp-dialogue"
        shutil.copytree(mission, copy)
        service, timer = block(text, "[Unit]\nDescription=Compile the mission\n"), block(text, "[Unit]\nDescription=Compile the mission every night")
        cron = block(text, "# m h dom mon dow command").splitlines()[-1]
        started = re.search(r"^ExecStart=(.*)$", service, re.M).group(1)
        check_units(service, timer, home, script)
        results = home / "nightly"
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "SHELL": "/bin/sh", "LOGNAME": "nobody", "TAQRIR": str(taqrir)}

        def by_systemd():
            words = shlex.split(started.replace("%h", str(home)).replace("/usr/local/bin/taqrir-nightly", str(script)))
            return subprocess.run(words, env=environment, cwd="/", capture_output=True, text=True)

        def by_cron():
            fields = cron.split(None, 5)
            need(len(fields) == 6 and all(re.fullmatch(r"[\d*/,-]+", field) for field in fields[:5]), f"no cron line: {cron}")
            need("%" not in fields[5], "cron takes % for the end of the line")
            command = fields[5].replace("/usr/local/bin/taqrir-nightly", str(script))
            return subprocess.run(["/bin/sh", "-c", command], env=environment, cwd=home, capture_output=True, text=True)

        first = by_systemd()
        need(first.returncode == 0 and first.stdout == first.stderr == "", f"first night: {first}")
        night(results, {"check": 0, "build": 0, "dossier": 0, "verify": 0}, 1)
        need(not (results / "changes.txt").exists(), "the first night knows no yesterday")

        same = by_cron()
        need(same.returncode == 0 and same.stdout == same.stderr == "", f"a night without change: {same}")
        night(results, {"check": 0, "build": 0, "dossier": 0, "verify": 0, "changes": 0}, 2)
        need(json.loads((results / "changes.json").read_text())["changes"] == [], "changes where there are none")
        need((results / "dossier.pdf").exists() and (results / "dossier.zip").exists(), "no dossier")

        account = copy / "activities/05-atelier-planification/recit.md"
        account.write_text(account.read_text() + "\nUn mot de plus, écrit le soir.\n")
        (copy / "activities/05-atelier-planification/annexes/99-arrivee-du-soir.txt").write_text("Arrivée ce soir.\n")
        changed = by_systemd()
        need(changed.returncode == 0, f"a night with a change: {changed}\n{errors_of(results)}")
        night(results, {"check": 0, "build": 0, "dossier": 0, "verify": 0, "changes": 0}, 3)
        changes = json.loads((results / "changes.json").read_text())["changes"]
        told = (results / "changes.txt").read_text()
        need(any(c["kind"] == "added" and c["what"] == "piece" and "arrivee-du-soir" in c["name"] for c in changes), f"no new piece: {changes}")
        need(any(c["what"] == "source" and c["name"].endswith("recit.md") and c["was"] != c["is"] for c in changes),
             f"no changed source: {changes}")
        need("arrivee-du-soir" in told and "recit.md" in told and told in log_of(results), "changes.txt is not in the log")

        dossier = (results / "dossier.pdf").read_bytes()
        (copy / "mission.toml").write_text((copy / "mission.toml").read_text() + "\nbroken = \n")
        broken = by_cron()
        need(broken.returncode == 1, f"a broken mission: {broken}")
        need(json.loads((results / "check.json").read_text())["diagnostics"], "check.json does not say what is broken")
        need((results / "dossier.pdf").read_bytes() == dossier, "yesterday’s dossier is gone")

        environment["TAQRIR"] = "/nowhere/taqrir"
        without = by_systemd()
        need(without.returncode != 0, "a machine without taqrir is no fault")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def errors_of(results):
    return [d for d in json.loads((results / "check.json").read_text())["diagnostics"] if d["severity"] == "error"]


def log_of(results):
    return "".join(log.read_text() for log in sorted(results.glob("*.log")))


def night(results, statuses, nth):
    log = log_of(results)
    for name, status in statuses.items():
        said = re.findall(rf"^\d{{4}}-\d\d-\d\dT\S+ {name}: exit status (\d+)$", log, re.M)
        need(said and int(said[-1]) == status, f"night {nth}: the log says of {name}: {said}")
        value = json.loads((results / f"{name}.json").read_text())
        need("diagnostics" in value, f"night {nth}: {name}.json has no diagnostics")


def check_units(service, timer, home, script):
    """As far as the machine has systemd."""
    if not shutil.which("systemd-analyze"):
        return
    units = home / "units"
    units.mkdir()
    (units / "taqrir-nightly.service").write_text(service.replace("/usr/local/bin/taqrir-nightly", str(script)))
    (units / "taqrir-nightly.timer").write_text(timer)
    verified = subprocess.run(["systemd-analyze", "verify", "--user", *map(str, units.iterdir())], capture_output=True, text=True,
                              env={**os.environ, "XDG_RUNTIME_DIR": str(home)})
    ours = [line for line in verified.stderr.splitlines() if "taqrir-nightly" in line]
    need(verified.returncode == 0 or not ours, f"systemd-analyze: {ours}")
    when = re.search(r"^OnCalendar=(.*)$", timer, re.M).group(1)
    calendar = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True)
    need(calendar.returncode == 0 and "02:15:00" in calendar.stdout, f"OnCalendar: {calendar.stderr}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
