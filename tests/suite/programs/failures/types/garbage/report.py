print("Voici le rapport :")
