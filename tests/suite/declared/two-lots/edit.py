from pathlib import Path

mission = Path("mission.toml")
mission.write_text(mission.read_text(encoding="utf-8").replace("since = 0225-03-01", "since = 2025-03-01\nrate = nan"), encoding="utf-8")
activity = Path("activities/01-atelier/activity.toml")
activity.write_text(activity.read_text(encoding="utf-8").replace("1.500", "1500"), encoding="utf-8")
