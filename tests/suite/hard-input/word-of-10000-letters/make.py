with open("texte.md", "w") as file:
    file.write("# " + "titre" * 200 + "\n\nAvant " + "anticonstitutionnel" * 527 + " après.\n\n")
    file.write("| un | deux |\n|---|---|\n| a | " + "cellule" * 300 + " |\n")
