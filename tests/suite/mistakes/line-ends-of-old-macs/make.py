import pathlib

pathlib.Path("texte.md").write_bytes("# Titre\r\rVoir [[#rien]].\r".encode())
