import pathlib

activity = pathlib.Path("activities/01-atelier")
(activity / "entree.md").symlink_to("nulle-part.md")
file = activity / "activity.toml"
file.write_text(file.read_text().replace('[deliverables.recommendations]', '[deliverables.recommendations]\nintroduction = "entree.md"'))
