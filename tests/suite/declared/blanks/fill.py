import pathlib
activity = pathlib.Path("activities/01-atelier")
form = activity / "activity.toml"
text = form.read_text(encoding="utf-8")
for blank, filled in {
    'subject = ""': 'subject = "Le bilan"', 'held_on = ""': "held_on = 2025-02-04", 'minutes = ""': "minutes = 90",
    'open = ""': "open = true", 'kind = ""': 'kind = "remote"',
    'present = [ { who = "", since = "" } ]': 'present = [ { who = "Amina", since = "" }, { who = "", since = "" } ]',
    'limits = { least = "", most = "" }': 'limits = { least = 1, most = "" }',
}.items():
    assert blank in text, blank
    text = text.replace(blank, filled)
form.write_text(text, encoding="utf-8")
(activity / "account.md").write_text("<!-- Récit -->\nTout s’est bien passé.\n", encoding="utf-8")
with (activity / "costs.csv").open("a", encoding="utf-8") as costs:
    costs.write("Salle,100\n")
