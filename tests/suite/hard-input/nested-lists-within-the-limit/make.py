with open("texte.md", "w") as file:
    for depth in range(58):
        file.write("  " * depth + f"- niveau {depth}, assez long pour une deuxième ligne dans une colonne étroite\n")
