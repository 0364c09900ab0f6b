for name in ("photo.jpg", "activities/01-atelier/photo.jpg"):
    with open(name, "wb") as file:
        file.write(b"not a picture at all, whatever it is called\n")
