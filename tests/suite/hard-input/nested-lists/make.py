with open("texte.md", "w") as file:
    for depth in range(100):
        file.write("  " * depth + f"- niveau {depth}\n")
