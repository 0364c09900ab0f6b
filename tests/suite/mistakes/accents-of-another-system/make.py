import pathlib
import unicodedata

activity = pathlib.Path("activities/01-atelier/activity.toml")
text = activity.read_text().replace('[deliverables.recommendations]', '[deliverables.recommendations]\nintroduction = "entrée.md"')
activity.write_text(unicodedata.normalize("NFC", text))
(activity.parent / unicodedata.normalize("NFD", "entrée.md")).write_text("Une entrée en matière.\n")
