import pathlib
form = pathlib.Path("activities/01-atelier/activity.toml")
with form.open("a", encoding="utf-8") as out:
    out.write('\n[deliverables.rapport]\n\n[deliverables.narative-report]\n\n[deliverables.xyz]\n')
