"""Participants by region. Taqrir gives the context as JSON on standard input and takes a document as JSON from standard
output; `taqrir schema context` and `taqrir schema document` say what they hold. Only Python itself is needed.
"""

import json
import sys
from collections import Counter


# The nodes of a document that this report uses.

def words(text):
    return [{"type": "text", "text": str(text)}]


def cell(text, **more):
    return {"content": [{"type": "paragraph", "content": words(text)}], **more}


def fact(label, value):
    return {"label": words(label), "value": words(value)}


def table(header, rows, total, caption):
    numbers = [{"alignment": "decimal"}] * (len(header) - 1)
    return {
        "type": "table",
        "columns": [{"width": 0.4}] + numbers,
        "header": [[cell(title, header=True) for title in header]],
        "rows": [[cell(row[0], header=True)] + [cell(value) for value in row[1:]] for row in rows + [total]],
        "total_rows": 1,
        "caption": words(caption),
    }


# The report.

def compose(context):
    report, activity, word, fields = context["report"], context["activity"], context["words"], context["fields"]
    people = context["tables"][fields["participants"]]["rows"]
    women, men = Counter(), Counter()
    for person in people:
        (women if person["sexe"] == "F" else men)[person["region"] or word["unknown"]] += 1
    regions = sorted(women | men, key=lambda region: (-women[region] - men[region], region))

    facts = [fact(word["all"], len(people)), fact(word["women"], women.total()), fact(word["regions"], len(regions))]
    if "expected" in fields:
        facts.append(fact(word["expected"], fields["expected"]))
    rows = [[region, women[region], men[region], women[region] + men[region]] for region in regions]
    return {
        "format": "taqrir-document",
        "version": 1,
        "language": report["language"],
        "title": report["title"],
        "blocks": [
            {"type": "cover", "kicker": words(report["title"]), "title": words(activity["title"]),
             "facts": [fact(word["dates"], activity.get("dates", "–")), fact(word["made"], report["date_text"])]},
            {"type": "heading", "level": 1, "content": words(word["origins"])},
            {"type": "key-facts", "facts": facts},
            table([word["region"], word["women"], word["men"], word["all"]], rows,
                  [word["all"], women.total(), men.total(), len(people)], word["by_region"]),
            {"type": "chart", "kind": "stacked-bar", "horizontal": True, "categories": regions,
             "series": [{"name": word["women"], "values": [women[region] for region in regions]},
                        {"name": word["men"], "values": [men[region] for region in regions]}],
             "caption": words(word["by_region"]),
             "alt": "; ".join(f"{row[0]}: {row[3]}" for row in rows)},
        ],
    }


context = json.load(sys.stdin)
if context["version"] > 1:
    sys.exit("this program knows version 1 of the context")
json.dump(compose(context), sys.stdout, ensure_ascii=False)
