with open("texte.md", "w") as file:
    file.write(" ".join(f"mot{n % 997} règle" for n in range(80_000)) + "\n")
