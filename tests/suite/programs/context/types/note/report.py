import json
import sys

context = json.load(sys.stdin)
words = [{"type": "text", "text": "Rien à signaler."}]
document = {"format": "taqrir-document", "version": 1, "language": context["report"]["language"],
            "blocks": [{"type": "paragraph", "content": words}]}
words[0]["text"] = context["words"]["total"] + " : " + str(len(context["tables"][context["fields"]["participants"]]["rows"]))
words.append({"type": "piece-reference", "piece": context["pieces"][0]["reference"]})
document["blocks"] += context["texts"][context["fields"]["recit"]]
document["blocks"].append({"type": "figure", "image": {"file": {"path": "@types/note/point.png"}, "alt": "Un point"}})
json.dump(document, sys.stdout)
