import pathlib

file = pathlib.Path("activities/01-atelier/activity.toml")
file.write_bytes(file.read_text().encode("utf-16"))
pathlib.Path("texte.md").write_bytes("Un texte.\n".encode("utf-16"))
