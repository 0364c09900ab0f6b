import json
import sys

context = json.load(sys.stdin)
words = [{"type": "text", "text": "Rien à signaler."}]
document = {"format": "taqrir-document", "version": 1, "language": context["report"]["language"],
            "blocks": [{"type": "paragraph", "content": words}]}
def figure(path):
    return {"type": "figure", "image": {"file": {"path": path}}}


reference = {"type": "piece-reference", "piece": "01-atelier/nulle-part"}
document["blocks"] = [
    figure("photos/absente.png"), figure("dehors/passwd"), figure("@types/autre/x.png"), figure("@data/eu.png"),
    {"type": "list", "items": [{"content": [{"type": "paragraph", "content": [reference]}]}]},
]
json.dump(document, sys.stdout)
