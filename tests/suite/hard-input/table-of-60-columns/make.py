with open("texte.md", "w") as file:
    def row(word):
        file.write("|" + "|".join(f"{word} {n}" for n in range(1, 61)) + "|\n")

    row("Colonne")
    file.write("|---" * 60 + "|\n")
    for _ in range(20):
        row("valeur")
