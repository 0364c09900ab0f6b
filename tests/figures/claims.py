"""What the sample mission's texts say of their figures: each pattern must be found, and each number in it be what
the sheets or the tables give. `#` stands for a number, in digits or in words."""

from dataclasses import dataclass

import measures

TYPE = "type_organisation"


@dataclass
class Claim:
    pattern: str
    values: tuple
    table: str = ""   # id of the table; empty: the sentences
    row: str = ""     # how its first cell begins
    column: str = ""  # title of the column; empty: anywhere in the row


def said(pattern, *values):
    return Claim(pattern, values)


def row(table, head, pattern, *values):
    return Claim(pattern, values, table, head)


def cell(table, head, column, value):
    return Claim("#", (value,), table, head, column)


# ---------------------------------------------------------------- from the sheets

def indicators(a, texts, last):
    """Attendance, women, participants at 12 or more before and after, and the last one."""
    present = a.register.present
    values = (a.register.rate * 100, present.by["F"] / len(present) * 100, a.reach(a.test.post, 12), last)
    out = [cell("indicators", head, "reached", value) for head, value in zip(texts, values)]
    return out + [cell("indicators", texts[2], "baseline", a.reach(a.test.pre, 12))]


def ethics(a):
    t, r, s = a.test, a.register, a.survey
    volunteers = a.of(lambda row: row[TYPE].endswith("متطوعون"))
    return [
        said(r"حضور بنسبة #% ل# مشاركا، نصفهم نساء", r.rate * 100, len(r.present)),
        said(r"شارك فيها # شخصا، نصفهم نساء", len(r.present)),
        said(r"سُجلت # حالة حضور من # مسجلة، أي بنسبة #%، وتابع # شخصا", a.came, a.filled, r.rate * 100, len(r.complete)),
        said(r"فقد بلغت نسبة الحضور #%، وارتفع متوسط الاختبار بمقدار # نقط من 20، ومنح المشاركون الطابع التشاركي للورشة "
         r"# من 5\. أما أضعف نقطة فهي كفاية الوقت، إذ لم تتجاوز # من 5", r.rate * 100, a.gain, a.item(2), a.item(4)),
        said(r"ارتفع متوسط المعارف من # إلى # من 20 لدى المشاركين #", a.mean_pre, a.mean_post, len(t.gains)),
        said(r"لم تتجاوز كفاية الوقت # من 5", a.item(4)),
        row("asila", "هل حضر المشاركون؟", r"# من #، أي #%", a.came, a.filled, r.rate * 100),
        row("asila", "هل تعلموا؟", r"من # إلى # من 20", a.mean_pre, a.mean_post),
        row("asila", "هل تعلموا؟", r"الاختباران، # شخصا", len(t.gains)),
        row("asila", "من تقدم أكثر؟", r"المتطوعون: من # إلى #", *a.means(volunteers)),
        row("asila", "من تقدم أكثر؟", r"الاختباران، # أشخاص", len(volunteers)),
        row("asila", "ما أضعف نقطة؟", r"كفاية الوقت: # من 5", a.item(4)),
    ] + [cell("houdour-jadwal", head, column, value)
         for head, name in (("22 أبريل صباحا", 0), ("22 أبريل بعد الزوال", 1), ("23 أبريل صباحا", 2),
                            ("23 أبريل بعد الزوال", 3))
         for column, value in zip(("الحاضرون", "المسجلون"), a.half_day(name))
    ] + indicators(a, ("نسبة الحضور", "نسبة النساء", "عدد من نالوا", "متوسط الرضا"), a.item(4))


def workshop(a):
    t, r, s = a.test, a.register, a.survey
    groups = {"OMP, bureau": "OMP - bureau exécutif", "OMP, équipe": "OMP - équipe salariée",
              "OMP, sections": "OMP - section régionale", "OMP, bénévoles": "OMP - bénévole", "OSC lead": "OSC lead"}
    kind = lambda *names: sum(row[TYPE] in names for row in r.present)
    out = [
        said(r"# personnes ont pris part à l’atelier, dont # femmes\. Elles venaient de # régions ; # appartiennent au "
         r"bureau, à l’équipe ou aux sections de l’Observatoire, # sont bénévoles et # représentent",
         len(r.present), r.present.by["F"], len(r.groups("region")),
         kind("OMP - bureau exécutif", "OMP - équipe salariée", "OMP - section régionale"), kind("OMP - bénévole"),
         kind("OSC lead")),
        said(r"# présences ont été comptées sur # demi-journées enregistrées\[\^manque\], soit # %\. # personnes ont été "
         r"présentes du début à la fin", a.came, a.filled, r.rate * 100, len(r.complete)),
        said(r"# participants, dont # femmes, venus de # régions", len(r.present), r.present.by["F"], len(r.groups("region"))),
        said(r"Une présence de # % sur les demi-journées", r.rate * 100),
        said(r"# personnes étaient là pour le vote, soit # % des inscrits", a.half_day(5)[0], a.half_day(5)[0] / 24 * 100),
        said(r"# inscrits sur # ont manqué le vote", 24 - a.half_day(5)[0], len(r.registered)),
        said(r"# participants ont manqué la dernière demi-journée", 24 - a.half_day(5)[0]),
        said(r"Pour les # personnes qui ont passé les deux, la moyenne passe de # à #\. # étaient sous la moyenne de dix "
         r"avant l’atelier, # le sont encore après", len(t.gains), a.mean_pre, a.mean_post, a.below(t.pre, 10),
         a.below(t.post, 10)),
        said(r"Une note moyenne qui passe de # à # sur 20, soit # points de plus", a.mean_pre, a.mean_post, a.gain),
        said(r"Le gain moyen est de # points sur vingt ; il va de # à # selon", a.gain, min(t.gains), max(t.gains)),
        said(r"# participants atteignaient 12 sur 20 avant l’atelier, # après\. # restent sous dix", a.reach(t.pre, 12),
         a.reach(t.post, 12), a.below(t.post, 10)),
        said(r"# participants sur # atteignent 12 sur 20 au post-test", a.reach(t.post, 12), len(t.gains)),
        said(r"# personnes sur # ont moins de 10 au post-test", a.below(t.post, 10), len(t.gains)),
        said(r"# fiches d’évaluation ont été remises\. La clarté des objectifs et la qualité de l’animation reçoivent chacune "
         r"# sur 5", s.sheets, a.item(0)),
        said(r"le temps, à #, que # personnes sur # ont jugé suffisant", a.item(4), a.rated(4, 4), a.answers(4)),
        said(r"# pour l’animation, # pour le temps", a.item(3), a.item(4)),
        said(r"Le temps reçoit # sur 5", a.item(4)),
        said(r"# participants sur # seulement ont jugé le temps suffisant", a.rated(4, 4), a.answers(4)),
        said(r"L’organisation matérielle reçoit # sur 5", a.item(6)),
        said(r"# participants viennent des sections", kind("OMP - section régionale")),
    ]
    for head, name in groups.items():
        rows = a.of(lambda row: row[TYPE] == name)
        present = [row for row in r.present if row[TYPE] == name]
        women = sum(row["sexe"] == "F" for row in present)
        out += [cell("appartenance", head, column, value) for column, value in
                (("Femmes", women), ("Hommes", len(present) - women), ("Total", len(present)),
                 ("Part", len(present) / len(r.present) * 100))]
        before, after = a.means(rows)
        out += [cell("notes-appartenance", head, column, value) for column, value in
                (("Personnes", len(rows)), ("Avant", before), ("Après", after), ("Gain", after - before))]
    out += [cell("notes-appartenance", "Ensemble", column, value) for column, value in
            (("Personnes", len(t.gains)), ("Avant", a.mean_pre), ("Après", a.mean_post), ("Gain", a.gain))]
    for head, item in (("Objectifs", 0), ("Animation", 3), ("Méthodes", 2), ("Contenu", 1), ("Supports", 5),
                       ("Organisation", 6), ("Temps", 4)):
        out += [cell("tableau-avis", head, column, value) for column, value in
                (("Moyenne sur 5", a.item(item)), ("Réponses", a.answers(item)), ("Notes de 4 ou 5", a.rated(item, 4)))]
    return out + indicators(a, ("Présence", "Part des femmes", "Participants", "Satisfaction"), s.mean)


def advocacy(a):
    t, r, s = a.test, a.register, a.survey
    kind = lambda start: sum(row[TYPE].startswith(start) for row in r.registered)
    by_sex = lambda sex: a.means(a.of(lambda row: row["sexe"] == sex))
    women, men = by_sex("F"), by_sex("M")
    out = [
        said(r"Une équipe de # personnes a été réunie pour cela\. # sont des femmes ; # viennent de l’Observatoire, # d’OSC "
         r"lead du programme, # du barreau et # de la presse", len(r.registered), r.registered.by["F"], kind("OMP"),
         kind("OSC"), kind("Barreau"), kind("Média")),
        said(r"# présences ont été comptées sur # demi-journées enregistrées, soit # % ; # personnes ont tout suivi",
         a.came, a.filled, r.rate * 100, len(r.complete)),
        said(r"passé avant et après par # personnes\. La moyenne passe de # à # ; # atteignaient 12 avant, # après",
         len(t.gains), a.mean_pre, a.mean_post, a.reach(t.pre, 12), a.reach(t.post, 12)),
        said(r"# personnes formées, dont # femmes ; la note moyenne passe de # à # sur 20", len(r.present),
         r.present.by["F"], a.mean_pre, a.mean_post),
        said(r"des # personnes qui ont passé les deux tests gagne # points sur vingt ; # atteignaient 12 avant, # après",
         len(t.gains), a.gain, a.reach(t.pre, 12), a.reach(t.post, 12)),
        said(r"le point le mieux noté \(# sur 5\)\. La participation à distance est le plus mal noté \(#\)",
         max(a.item(i) for i in range(6)), a.item(5)),
        row("questions", "L’équipe", r"# présences sur # enregistrées, # %", a.came, a.filled, r.rate * 100),
        row("questions", "A-t-elle", r"De # à # sur 20, gain normalisé de #", a.mean_pre, a.mean_post,
         measures.normalised_gain(t.pre, t.post, t.maximum)),
        row("questions", "A-t-elle", r"Tests, # personnes", len(t.gains)),
        row("questions", "Qui a", r"Gain de # points pour les femmes, de # pour les hommes", women[1] - women[0],
         men[1] - men[0]),
        row("questions", "Le mélange", r"# sur 5, # avis sur # à 2 ou moins", a.item(5),
         a.answers(5) - a.rated(5, 3), a.answers(5)),
    ]
    for index, head in enumerate(("23 septembre, matin", "23 septembre, après", "24 septembre, matin",
                                  "24 septembre, après")):
        out += [cell("presences-formation", head, column, value)
                for column, value in zip(("Présents", "Enregistrés"), a.half_day(index))]
    return out + indicators(a, ("Présence", "Part des femmes", "Participants", "Satisfaction"), a.item(5))


# ---------------------------------------------------------------- from the texts' own tables

def participants(a, table):
    total = a.texts.tables[table].row("Total")
    women, men = (total[a.texts.tables[table].header.index(column)].strip("*") for column in ("Femmes", "Hommes"))
    return [cell("participants", "", "women", float(women)), cell("participants", "", "men", float(men))]


def statutes(a):
    total = lambda table, column: a.texts.tables[table].value("Total", column)
    return [
        said(r"# articles sur # sont modifiés, # sont nouveaux\. Les statuts en comptent désormais #",
         total("titres", "Modifiés"), total("titres", "En vigueur"), total("titres", "Nouveaux"),
         total("titres", "Après révision")),
        said(r"# articles modifiés sur # et # articles nouveaux ; # articles après révision", total("titres", "Modifiés"),
         total("titres", "En vigueur"), total("titres", "Nouveaux"), total("titres", "Après révision")),
        said(r"sur les # articles modifiés", total("raisons", "Articles modifiés")),
        said(r"Leurs # remarques ont toutes reçu", total("remarques", "Remarques")),
        said(r"# remarques reçues, dont # retenues et # écartées", total("remarques", "Remarques"),
         total("remarques", "Retenues"), total("remarques", "Écartées")),
        said(r"# présences sur # possibles en # séances",
         sum(a.texts.tables["seances"].value(row, "Présents sur 7") for row in "1234"), 28, 4),
    ] + participants(a, "commission")


def regulations(a):
    total = lambda table, column: a.texts.tables[table].value("Total", column)
    return [
        said(r"Un règlement de # articles en # titres", total("titres", "Articles"), len(a.texts.tables["titres"].rows) - 1),
        said(r"# cas, # articles récrits", total("titres", "Cas éprouvés"), total("titres", "Récrits après l’épreuve")),
        said(r"# articles sur # ont donc changé après l’épreuve", total("titres", "Récrits après l’épreuve"),
         total("titres", "Articles")),
        said(r"# articles sur #, soit # %", total("titres", "Récrits après l’épreuve"), total("titres", "Articles"),
         total("titres", "Récrits après l’épreuve") / total("titres", "Articles") * 100),
        said(r"# personnes informées lors de la séance du 7 mai 2025, dont # femmes", *a.informed),
    ] + participants(a, "presents-info")


def plan(a):
    total = lambda table, column: a.texts.tables[table].value("Total", column)
    budget = "Budget sur cinq ans (milliers de dirhams)"
    return [
        said(r"# axes stratégiques, # objectifs et # indicateurs", len(a.texts.tables["tableau-axes"].rows) - 1,
         total("tableau-axes", "Objectifs"), total("tableau-axes", "Indicateurs")),
        said(r"# sections visitées, # personnes rencontrées, dont # femmes", len(a.texts.tables["tableau-visites"].rows) - 1,
             total("tableau-visites", "Personnes rencontrées"), total("tableau-visites", "Femmes")),
        said(r"Un budget de # milliers de dirhams sur # ans pour trois axes", total("tableau-axes", budget), 5),
        said(r"réunissent # points sur #, soit # %", 37, total("points", "Points"),
         37 / total("points", "Points") * 100),
        said(r"Elles reçoivent # plaintes sur #",
         sum(a.texts.tables["tableau-visites"].value(s, "Plaintes reçues en 2024") for s in ("S2", "S3", "S5")),
         total("tableau-visites", "Plaintes reçues en 2024")),
        said(r"# indicateurs sur # ont une valeur de départ", total("departs", "Avec une valeur de départ"),
         total("departs", "Indicateurs")),
    ] + participants(a, "tableau-visites")


CLAIMS = {"01-statuts": statutes, "02-reglement-interieur": regulations, "03-code-ethique": ethics,
          "04-plan-strategique": plan, "05-atelier-planification": workshop, "06-strategie-plaidoyer": advocacy}
