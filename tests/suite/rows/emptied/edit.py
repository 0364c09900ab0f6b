from pathlib import Path

table = Path("activities/01-atelier/participants.csv")
table.write_text(table.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
