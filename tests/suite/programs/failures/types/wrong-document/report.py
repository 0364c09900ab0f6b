import json
import sys

context = json.load(sys.stdin)
words = [{"type": "text", "text": "Rien à signaler."}]
document = {"format": "taqrir-document", "version": 1, "language": context["report"]["language"],
            "blocks": [{"type": "paragraph", "content": words}]}
document["blocks"] = [
    {"type": "paragraf", "content": words},
    {"type": "paragraph"},
    {"type": "chart", "categories": ["a", "b"], "series": [{"values": [1]}]},
    {"type": "figure", "image": {"file": {"path": "../secret.png"}}},
]
document["colour"] = "red"
json.dump(document, sys.stdout)
