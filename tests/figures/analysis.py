"""Every figure of an activity's technical analysis, recomputed from its sheets and compared with the Document."""

import re
import tomllib
import unicodedata

import measures
from dump import Node, plain
from sheets import DESCRIPTIVE, Sheet, number, presence
from wording import Said, disagreement, literal

SEXES = ("F", "M", "")


def letters(text):
    """Accents and case do not count in the order of words."""
    marked = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in marked if not unicodedata.combining(sign))


class People(list):
    """Rows of participants of an attendance sheet."""

    def __init__(self, sheet, rows):
        super().__init__(rows)
        self.by = {sex: sum(sheet.get(row, "sexe") == sex for row in rows) for sex in SEXES}


class Inputs:
    """What activity.toml and its sheets hold."""

    def __init__(self, folder):
        with open(folder / "activity.toml", "rb") as file:
            self.activity = tomllib.load(file)
        table = self.activity["deliverables"]["technical-analysis"]
        sheet = lambda key: Sheet(folder / table[key]) if key in table else None
        self.attendance, self.learning = sheet("attendance"), sheet("learning")
        self.satisfaction = sheet("satisfaction")
        self.maximum = table.get("learning_maximum")
        self.indicators = table.get("indicators", [])


class Register:
    """The attendance sheet, counted."""

    def __init__(self, sheet):
        self.sheet = sheet
        self.half_days = sheet.others(DESCRIPTIVE)
        self.registered = People(sheet, sheet.rows)
        self.present = People(sheet, [row for row in sheet.rows if any(self.marks(row))])
        self.complete = [row for row in sheet.rows if all(self.marks(row))]
        gone = [row for row in sheet.rows if sheet.get(row, "statut") == "désisté"]
        self.withdrawn = People(sheet, [row for row in gone if not any(self.marks(row))])
        self.revenants = [row for row in gone if any(self.marks(row))]
        cells = [mark for row in sheet.rows for mark in self.marks(row)]
        self.missing = cells.count(None)
        self.rate = measures.ratio(cells.count(True), cells.count(True) + cells.count(False))

    def marks(self, row):
        return [presence(row[name]) for name in self.half_days]

    def at(self, *half_days):
        """Those present (one who came twice counts twice), cells filled in, cells empty."""
        marks = [(row, presence(row[half_day])) for half_day in half_days for row in self.sheet.rows]
        empty = sum(mark is None for _, mark in marks)
        return People(self.sheet, [row for row, mark in marks if mark]), len(marks) - empty, empty

    def groups(self, column):
        """Value and those present, in order of value, the missing last."""
        if not self.sheet.name_of(column):
            return []
        values = {self.sheet.get(row, column) for row in self.present}
        order = sorted(values, key=lambda value: (value == "", letters(value)))
        return [(value, People(self.sheet, [r for r in self.present if self.sheet.get(r, column) == value]))
                for value in order]


class Test:
    """The learning sheet, paired."""

    def __init__(self, sheet, maximum):
        self.sheet, self.maximum = sheet, maximum
        scores = [(sheet.get(row, "code"), number(sheet.get(row, "pre")), number(sheet.get(row, "post")))
                  for row in sheet.rows]
        pairs = [(pre, post) for _, pre, post in scores if pre is not None and post is not None]
        self.pre, self.post = [pre for pre, _ in pairs], [post for _, post in pairs]
        self.gains = [post - pre for pre, post in pairs]
        self.registered = len(scores)
        self.no_pre = sum(pre is None for _, pre, _ in scores)
        self.no_post = sum(post is None for _, _, post in scores)
        self.pre_only = [code for code, pre, post in scores if pre is not None and post is None]
        self.post_only = [code for code, pre, post in scores if pre is None and post is not None]
        self.neither = [code for code, pre, post in scores if pre is None and post is None]


class Survey:
    """The satisfaction sheet: ratings given to each item."""

    def __init__(self, sheet):
        self.sheet = sheet
        self.items = [(name, [int(number(row[name])) for row in sheet.rows if row[name]])
                      for name in sheet.others(("code",))]
        self.sheets = len(sheet.rows)
        self.mean = measures.mean([rating for _, ratings in self.items for rating in ratings])


class Checker:
    """Compares; `problems` says what disagrees, `compared` counts the figures."""

    def __init__(self, words, inputs):
        self.words, self.inputs = words, inputs
        self.problems, self.compared = [], 0
        self.register = Register(inputs.attendance) if inputs.attendance else None
        self.test = Test(inputs.learning, inputs.maximum) if inputs.learning else None
        self.survey = Survey(inputs.satisfaction) if inputs.satisfaction else None

    # ------------------------------------------------------------ comparing

    def wrong(self, line, what):
        self.problems.append(f"line {line}: {what}")

    def text(self, node, said):
        self.compared += len(said.figures)
        problem = disagreement(said, node.text)
        if problem:
            self.wrong(node.line, problem)

    def alternative(self, node, said):
        self.compared += len(said.figures)
        problem = disagreement(said, " ".join(node.strings("alt")))
        if problem:
            self.wrong(node.line, problem)

    def texts(self, nodes, said, line):
        if len(nodes) != len(said):
            return self.wrong(line, f"{len(nodes)} where {len(said)} are due")
        for node, one in zip(nodes, said):
            self.text(node, one)

    def values(self, node, values):
        self.compared += len(values)
        shown = node.values()
        near = lambda a, b: a is b is None or (a is not None and b is not None and abs(a - b) < 1e-9)
        if len(shown) != len(values) or not all(map(near, shown, values)):
            self.wrong(node.line, f"{shown} should be {values}")

    def table(self, node, rows, caption, heads=None):
        """`rows`: a list of cells each; a row of one cell spans the table."""
        self.text(node.child("caption"), caption)
        if heads:
            self.texts(node.child("header-row").all("cell"), heads, node.line)
        shown = node.all("row")
        if len(shown) != len(rows):
            return self.wrong(node.line, f"{len(shown)} rows where {len(rows)} are due")
        for row, cells in zip(shown, rows):
            self.texts(row.all("cell"), cells, row.line)

    def chart(self, node, categories, series, caption, alternative):
        names = node.strings("categories")
        for index, said in enumerate(categories):
            self.compared += len(said.figures)
            problem = disagreement(said, names[index] if index < len(names) else "")
            if problem:
                self.wrong(node.line, problem)
        if len(names) != len(categories) or len(node.all("chart-series")) != len(series):
            self.wrong(node.line, "categories or series are too few or too many")
        for shown, (name, values) in zip(node.all("chart-series"), series):
            problem = disagreement(name, " ".join(shown.strings("name")))
            if problem:
                self.wrong(shown.line, problem)
            self.values(shown, values)
        self.text(node.child("caption"), caption)
        self.alternative(node, alternative)

    # ------------------------------------------------------------ words of several parts

    def people(self, people):
        w = self.words
        parts = [w.plural("women", people.by["F"]), w.plural("men", people.by["M"])]
        if people.by[""]:
            parts.append(w.plural("sex-unknown", people.by[""]))
        return w.say("people", total=w.plural("persons", len(people)), parts=w.list(parts))

    def codes(self, key, codes):
        if not codes:
            return []
        said = [one if isinstance(one, Said) else literal(one) for one in codes]
        return [self.words.say(key, n=self.words.integer(len(codes)), codes=self.words.list(said))]

    def doubles(self, sheet):
        w = self.words
        code = lambda row: sheet.get(row, "code")
        contradictions = []
        for kept, aside in sheet.doubles:
            differ = [name for name in sheet.headers if kept[name] and aside[name] and kept[name] != aside[name]]
            if differ:
                contradictions.append(
                    w.say("contradiction", code=literal(code(kept)), columns=w.list([w.column(n) for n in differ])))
        return (self.codes("duplicates", [code(aside) for _, aside in sheet.doubles])
                + self.codes("contradictions", contradictions))

    def gain(self):
        if not self.test.gains:
            return self.words.missing()
        return self.words.say("learning.gain-in-words", gain=self.words.number(measures.mean(self.test.gains), 2),
                              interval=self.interval(), n=self.words.integer(len(self.test.gains)))

    def interval(self):
        bounds = measures.interval(self.test.gains)
        if not bounds:
            return self.words.missing()
        low, high = (self.words.number(bound, 2) for bound in bounds)
        return self.words.say("learning.from-to", **{"from": low, "to": high})

    def normalised_gain(self):
        gain = measures.normalised_gain(self.test.pre, self.test.post, self.test.maximum)
        if gain is None:
            return self.words.missing()
        name = "high" if gain >= 0.7 else "medium" if gain >= 0.3 else "low"
        return self.words.say("learning.class-of", gain=self.words.number(gain, 2),
                              **{"class": self.words.say(f"learning.class.{name}")})

    # ------------------------------------------------------------ the parts of the report

    def main_figures(self, panel):
        w, facts = self.words, []
        if self.register:
            present = self.register.present
            facts += [("participants", self.people(present)),
                      ("women", w.percent(measures.ratio(present.by["F"], len(present)))),
                      ("attendance", w.percent(self.register.rate, 1))]
        if self.test:
            facts += [("gain", self.gain()), ("normalised-gain", self.normalised_gain())]
        if self.survey:
            facts.append(("satisfaction", w.say("satisfaction.in-words", mean=w.number(self.survey.mean, 2),
                                                n=w.integer(self.survey.sheets))))
        if self.inputs.indicators:
            reached = sum((self.attainment(one) or 0) >= 1 for one in self.inputs.indicators)
            facts.append(("indicators", w.say("indicator.in-words", reached=w.integer(reached),
                                              all=w.integer(len(self.inputs.indicators)))))
        shown = panel.all("key-fact")
        self.texts([fact.child("label") for fact in shown], [w.say(f"figure.{key}") for key, _ in facts], panel.line)
        self.texts([fact.child("value") for fact in shown], [said for _, said in facts], panel.line)

    def attendance(self, blocks):
        w, register = self.words, self.register
        said = [w.say("attendance.registered", people=self.people(register.registered)),
                w.say("attendance.present", people=self.people(register.present),
                      complete=w.plural("persons", len(register.complete)), rate=w.percent(register.rate, 1))]
        if register.withdrawn:
            said.append(w.say("attendance.withdrawn", people=self.people(register.withdrawn)))
        said += self.codes("attendance.revenants", [register.sheet.get(row, "code") for row in register.revenants])
        said += self.doubles(register.sheet)
        if register.missing:
            said.append(w.say("attendance.missing-cells", n=w.integer(register.missing)))
        not_asked = [column for column in DESCRIPTIVE[2:5] if not register.sheet.name_of(column)]
        if not_asked:
            said.append(w.say("attendance.not-asked", columns=w.list([w.column(one) for one in not_asked])))
        listed = blocks.take("list")
        self.texts(listed.children, said, listed.line)
        self.attendance_table(blocks.take("table"))
        self.attendance_chart(blocks.take("chart"))
        if any(register.groups(column) for column in DESCRIPTIVE[2:5]):
            self.profile_table(blocks.take("table"))

    def sexes(self, people, unknown):
        return [people.by[sex] for sex in (SEXES if unknown else SEXES[:2])]

    def counted(self, head, people, unknown, share, more=()):
        figures = self.sexes(people, unknown) + [len(people)] + list(more)
        return [head] + [self.words.integer(figure) for figure in figures] + [share]

    def half_days(self, head, unknown, *names):
        here, filled, empty = self.register.at(*names)
        rate = self.words.percent(measures.ratio(len(here), filled), 1)
        return self.counted(head, here, unknown, rate, (filled, empty))

    def attendance_table(self, table):
        w, register = self.words, self.register
        unknown = register.registered.by[""] > 0
        rows = [self.half_days(w.half_day(name), unknown, name) for name in register.half_days]
        rows.append(self.half_days(w.say("attendance.all-half-days"), unknown, *register.half_days))
        self.table(table, rows, w.say("attendance.table", n=w.integer(len(register.registered)),
                                      missing=w.missing()))

    def attendance_chart(self, chart):
        w, register = self.words, self.register
        keys = ["sex.women", "sex.men"] + (["sex.unknown"] if register.registered.by[""] else [])
        here = [register.at(name)[0] for name in register.half_days]
        alternative = w.say("attendance.chart-alt")
        for name, people in zip(register.half_days, here):
            alternative += literal(" ") + w.say("attendance.chart-alt-half-day", half_day=w.half_day(name),
                                                people=self.people(people))
        self.chart(chart, [w.half_day(name) for name in register.half_days],
                   [(w.say(key), [people.by[sex] for people in here]) for key, sex in zip(keys, SEXES)],
                   w.say("attendance.chart"), alternative)

    def profile_table(self, table):
        w, present = self.words, self.register.present
        rows = []
        for key, column in (("age", "tranche_age"), ("organisation", "type_organisation"), ("region", "region")):
            groups = self.register.groups(column)
            if groups:
                rows.append([w.say(f"attendance.{key}")])
            for value, people in groups:
                head = literal(value) if value else w.missing()
                rows.append(self.counted(head, people, present.by[""] > 0,
                                         w.percent(measures.ratio(len(people), len(present)))))
        whole = w.percent(measures.ratio(len(present), len(present)))
        rows.append(self.counted(w.say("total"), present, present.by[""] > 0, whole))
        self.table(table, rows, w.say("attendance.profile-table", n=w.integer(len(present))))

    def learning(self, blocks):
        w, test = self.words, self.test
        intro = (w.say("learning-intro", "technical-analysis", gain=self.gain()) if test.gains
                 else w.say("learning-none", "technical-analysis"))
        self.text(blocks.take("paragraph"), intro)
        said = (self.doubles(test.sheet) + self.codes("learning.pre-only", test.pre_only)
                + self.codes("learning.post-only", test.post_only) + self.codes("learning.neither", test.neither))
        if said:
            listed = blocks.take("list")
            self.texts(listed.children, said, listed.line)
        samples = (test.pre, test.post, test.gains)
        rows = [[w.say(f"learning.{key}")] + [w.number(measure(sample), 2) for sample in samples]
                for key, measure in (("mean", measures.mean), ("median", measures.median),
                                     ("deviation", measures.deviation))]
        n = w.integer(len(test.gains))
        self.table(blocks.take("table"), rows, w.say("learning.table", n=n, maximum=w.value(test.maximum)))
        facts = [("registered", w.integer(test.registered)), ("missing-pre", w.integer(test.no_pre)),
                 ("missing-post", w.integer(test.no_post)), ("pairs", n), ("interval", self.interval()),
                 ("normalised-gain", self.normalised_gain()),
                 ("effect-size", w.number(measures.effect_size(test.gains), 2))]
        self.table(blocks.take("table"), [[w.say(f"learning.{key}"), said] for key, said in facts],
                   w.say("learning.measures"))
        self.learning_chart(blocks.take("chart"), n)

    def learning_chart(self, chart, n):
        w, test = self.words, self.test
        edges, before = measures.distribution(test.pre, test.maximum)
        after = measures.distribution(test.post, test.maximum)[1]
        names = [w.say("learning.last-band" if index == len(before) - 1 else "learning.band",
                       **{"from": w.value(low), "to": w.value(high)})
                 for index, (low, high) in enumerate(zip(edges, edges[1:]))]
        alternative = w.say("learning.chart-alt")
        for name, pre, post in zip(names, before, after):
            alternative += literal(" ") + w.say("learning.chart-alt-band", band=name, pre=w.integer(pre),
                                                post=w.integer(post))
        self.chart(chart, names, [(w.say("learning.pre"), before), (w.say("learning.post"), after)],
                   w.say("learning.chart", n=n), alternative)

    def satisfaction(self, blocks):
        w, survey = self.words, self.survey
        self.text(blocks.take("paragraph"), w.say("satisfaction-intro", "technical-analysis",
                                                  mean=w.number(survey.mean, 2), n=w.integer(survey.sheets)))
        said = self.doubles(survey.sheet)
        if said:
            listed = blocks.take("list")
            self.texts(listed.children, said, listed.line)
        self.satisfaction_chart(blocks.take("chart"))
        rows = [[literal(name)] + [w.integer(ratings.count(rating)) for rating in range(1, 6)]
                + [w.integer(len(ratings)), w.number(measures.mean(ratings), 2)] for name, ratings in survey.items]
        heads = ([w.say("satisfaction.item")] + [w.integer(rating) for rating in range(1, 6)]
                 + [w.say("n"), w.say("satisfaction.mean")])
        self.table(blocks.take("table"), rows, w.say("satisfaction.table", n=w.integer(survey.sheets)), heads)

    def satisfaction_chart(self, chart):
        w, survey = self.words, self.survey
        share = lambda ratings, rating: measures.ratio(ratings.count(rating), len(ratings))
        alternative = w.say("satisfaction.chart-alt")
        for name, ratings in survey.items:
            parts = [w.say("satisfaction.share-in-words", rating=w.integer(rating),
                           share=w.percent(share(ratings, rating))) for rating in range(1, 6)]
            alternative += literal(" ") + w.say("satisfaction.item-in-words", item=literal(name),
                                                shares=w.list(parts), n=w.integer(len(ratings)))
        hundredths = lambda value: None if value is None else value * 100
        series = [(w.say(f"satisfaction.rating-{rating}", n=w.integer(rating)),
                   [hundredths(share(ratings, rating)) for _, ratings in survey.items]) for rating in range(1, 6)]
        self.chart(chart, [literal(name) for name, _ in survey.items], series, w.say("satisfaction.chart"), alternative)

    @staticmethod
    def attainment(indicator):
        return measures.attainment(*(indicator.get(key) for key in ("baseline", "target", "reached")))

    def indicators(self, blocks):
        w, rows, tones = self.words, [], []
        for one in self.inputs.indicators:
            unit = f" ({one['unit']})" if one.get("unit") else ""
            attainment = self.attainment(one)
            tones.append("muted" if attainment is None else "good" if attainment >= 1 else "caution")
            source = one.get("source", "")
            rows.append([Said(self.written(one["text"]).pattern + literal(unit).pattern)]
                        + [w.value(one.get(key)) for key in ("baseline", "target", "reached")]
                        + [w.percent(attainment), self.written(source) if source else w.missing()])
        table = blocks.take("table")
        self.table(table, rows, w.say("indicator.table"))
        for row, tone in zip(table.all("row"), tones):
            if row.all("cell")[4].attributes.get("tone") != tone:
                self.wrong(row.line, f"the attainment should be toned {tone}")

    @staticmethod
    def written(text):
        """A text of activity.toml: as it stands there, its references as anything."""
        parts = re.split(r"\[\[[^\]]*\]\]", text)
        return Said(r"\[[^\]]*\]\([^)]*\)".join(re.escape(plain(part)) for part in parts))


class Blocks:
    """The blocks of a part, taken in order."""

    def __init__(self, checker, nodes, line):
        self.checker, self.nodes, self.line = checker, list(nodes), line

    def take(self, kind):
        if self.nodes and self.nodes[0].kind == kind:
            return self.nodes.pop(0)
        self.checker.wrong(self.nodes[0].line if self.nodes else self.line, f"a {kind} is due here")
        return Node(kind, "", {}, self.line)

    def finish(self):
        for node in self.nodes:
            self.checker.wrong(node.line, f"a {node.kind} that nobody recomputes")


def parts_of(document):
    """Anchor of a heading of level 1 -> (heading, the blocks below it)."""
    parts, current = {}, None
    for block in document.children:
        if block.kind == "heading" and "level" not in block.attributes:
            current = parts[block.id] = (block, [])
        elif current:
            current[1].append(block)
    return parts


PARTS = (("attendance", "register"), ("learning", "test"), ("satisfaction", "survey"))


def panel_of(document, words, report):
    title = plain(words.entry("main-figures", report))
    return next((node for node in document.children
                 if node.kind == "key-facts" and node.child("title").text == title), None)


def check_analysis(document, checker):
    """What disagrees in the whole technical analysis."""
    checker.problems = []
    words, inputs = checker.words, checker.inputs
    check_panel(checker, document, words, "technical-analysis")
    parts = parts_of(document)
    due = [key for key, measured in PARTS if getattr(checker, measured)]
    for key in due + (["indicators"] if inputs.indicators else []):
        if f"part-{key}" not in parts:
            checker.wrong(document.line, f"the part “{key}” is missing")
            continue
        heading, nodes = parts[f"part-{key}"]
        blocks = Blocks(checker, nodes, heading.line)
        getattr(checker, key)(blocks)
        blocks.finish()
    return checker.problems


def check_panel(checker, document, words, report):
    panel = panel_of(document, words, report)
    if panel:
        checker.main_figures(panel)
    else:
        checker.wrong(document.line, "the panel of main figures is missing")
