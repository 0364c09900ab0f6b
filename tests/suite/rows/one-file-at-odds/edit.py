import pathlib
form = pathlib.Path("activities/01-atelier/activity.toml")
text = form.read_text(encoding="utf-8")
form.write_text(text.replace('account = "recit.md"', 'one_file = true\naccount = "recit.md"'), encoding="utf-8")
