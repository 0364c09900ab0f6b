for name in ("photo.png", "activities/01-atelier/photo.png"):
    with open(name, "wb") as file:
        file.write(b"")
