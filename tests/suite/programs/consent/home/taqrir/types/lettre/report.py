import json
import sys

context = json.load(sys.stdin)
words = [{"type": "text", "text": "Rien à signaler."}]
document = {"format": "taqrir-document", "version": 1, "language": context["report"]["language"],
            "blocks": [{"type": "paragraph", "content": words}]}
json.dump(document, sys.stdout)
