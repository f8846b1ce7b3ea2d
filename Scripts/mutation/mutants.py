"""Which mutants there are, and which are drawn."""
import csv
import dataclasses
import os
import pathlib
import random
import re

import changes
import source

# What is changed: the area, its files (globs under Sources) and its share of the mutants.
AREAS = [
    ("deciders", 70, ["LoadEngine/Deciders/**/*", "RunModel/Load/**/*"]),
    ("engine", 35, [f"LoadEngine/{folder}/**/*" for folder in ("Run", "Coordinator", "Drivers", "Cases", "Limits", "Scenarios", "Stub", "Expectations")]),
    ("classifier and readers", 45, ["Dify/Outcome/**/*", "Dify/Stream/**/*", "Dify/JSON/**/*", "Dify/Work/**/*", "ServerSentEvents/**/*"]),
    ("measurements", 45, ["RunModel/Measurements/**/*", "RunModel/Results/**/*", "RunModel/Time/**/*"]),
    ("merge, gate and verdict", 40, ["Judgement/Merge/**/*", "Judgement/Thresholds/**/*", "Judgement/Verdict/**/*", "Judgement/EarlyEnd/**/*"]),
    ("comparison and diagnosis", 20, ["Judgement/Comparison/**/*", "Judgement/Diagnosis/**/*"]),
    ("capacity and history", 10, ["Judgement/Capacity/**/*", "Judgement/History/**/*"]),
    ("statistics", 35, ["Statistics/**/*"]),
    ("matrix", 25, ["CaseMatrix/**/*"]),
]


@dataclasses.dataclass
class Mutant:
    """One change of one file. `number` is its switch; `group` the body that it lies in."""

    area: str
    file: str
    kind: str
    start: int
    end: int
    new: str
    line: int
    before: str
    after: str
    body: tuple = None
    number: int = 0
    group: int = 0
    named: bool = False
    outcome: str = ""
    by: str = ""

    @property
    def place(self):
        return (self.file, self.start, self.end, self.new)

    @property
    def key(self):
        """What it is, wherever in its file it stands."""
        return (self.file, self.before, self.after)


def mutant(area, file, text, change, body):
    """The mutant of a change, with its line before and after."""
    begin = text.rfind("\n", 0, change.start) + 1
    end = text.find("\n", change.end)
    after = text[begin:change.start] + change.new + text[change.end:end]
    return Mutant(area, file, change.kind, change.start, change.end, change.new, text.count("\n", 0, change.start) + 1,
                  " ".join(text[begin:end].split()), " ".join(after.split()), body)


def of_file(area, file, text):
    """All mutants of a file."""
    code, found = source.masked(text), []
    for body in source.bodies(text):
        for change in changes.all_changes(code[body.start:body.end], text[body.start:body.end]):
            moved = dataclasses.replace(change, start=change.start + body.start, end=change.end + body.start)
            found.append(mutant(area, file, text, moved, (body.start, body.end)))
    for start, end in source.constants(text):
        for change in changes.numbers(code[start:end]):
            moved = dataclasses.replace(change, start=start, end=end)
            found.append(mutant(area, file, text, moved, None))
    return found


def drawn(root, count, seed, only="", known=()):
    """Mutants by area in a seeded order, with the number wanted of each area. Those that are known from an earlier run come first,
    so that a change of the sources does not draw others; of the others half as many again (some will not compile)."""
    whole = sum(share for _, share, _ in AREAS)
    for area, share, globs in AREAS:
        files = sorted({file for pattern in globs for file in (root / "Sources").glob(pattern) if file.suffix == ".swift"})
        found = [each for file in files if only in str(file)
                 for each in of_file(area, str(file.relative_to(root)), file.read_text())]
        random.Random(f"{seed} {area}").shuffle(found)
        found.sort(key=lambda one: one.key not in known)
        wanted, per_body, chosen = round(count * share / whole), {}, []
        for each in found:
            key = (each.file, each.body or each.start)
            per_body[key] = per_body.get(key, 0) + 1
            if per_body[key] <= 3:
                chosen.append(each)
        fresh = wanted - sum(one.key in known for one in chosen[:wanted])
        yield area, wanted, chosen[:wanted + fresh // 2 + 4]


def rows(file):
    """The rows of a table of tabs; lines that begin with # are not."""
    lines = [line for line in pathlib.Path(file).read_text().splitlines() if line and not line.startswith("#")]
    return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def named(root, file):
    """The mutants that a table names: file, text, what it becomes. Each has to be there."""
    found = []
    for path, old, new in rows(file):
        text = (root / path).read_text()
        old, new = old.replace("\\n", "\n"), new.replace("\\n", "\n")
        assert text.count(old) == 1, f"{file}: {path} does not have this once: {old}"
        start = text.index(old)
        body = next(((b.start, b.end) for b in source.bodies(text) if b.start <= start and start + len(old) <= b.end), None)
        same = len(re.match(r"(?:\w+\W+)*", os.path.commonprefix([old, new])).group())
        one = mutant("named", path, text, changes.Change("named", start + same, start + len(old), new[same:]), body)
        one.named = True
        found.append(one)
    return found


def is_equivalent(one, table):
    """The reason why a mutant changes nothing that can be seen, if the table has it."""
    return next((reason for file, before, after, reason in table
                 if re.sub(r"\s+", " ", before) == one.before and after == one.after and file == one.file), None)
