"""What came of the mutants, in words."""


def words(one):
    return f"{one.outcome}: {one.file}:{one.line} ({one.kind})\n  - {one.before}\n  + {one.after}"


def share(every):
    """The share that was noticed of those that change something."""
    counted = [one for one in every if one.outcome != "equivalent"]
    return sum(one.outcome == "noticed" for one in counted) / max(1, len(counted))


def summary(every, given, seconds):
    """A table of areas, in Markdown."""
    lines = ["| area | mutants | noticed by their own target | by others | equivalent | not noticed |", "|---|---|---|---|---|---|"]
    for area in [*dict.fromkeys(one.area for one in every), "all"]:
        some = [one for one in every if area in (one.area, "all")]
        noticed = [one for one in some if one.outcome == "noticed"]
        others = sum(one.by.startswith("others: ") for one in noticed)
        equal = sum(one.outcome == "equivalent" for one in some)
        cells = [area, len(some), len(noticed) - others, others, equal, len(some) - len(noticed) - equal]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines) + f"\n\nSeed {given.seed}: {share(every):.1%} noticed, in {seconds / 60:.0f} minutes."


def listed(every):
    """All mutants, a line each."""
    rows = ["# file\tline\tkind\tbefore\tafter\toutcome\tby"]
    for one in every:
        rows.append("\t".join([one.file, str(one.line), one.kind, one.before, one.after, one.outcome, one.by]))
    return "\n".join(rows) + "\n"


def write(file, every):
    """Writes the table of all mutants, when a file is given."""
    if file:
        file.write_text(listed(every))


def table(file):
    """What an earlier run's table has: rows by file, line before and line after."""
    lines = file.read_text().splitlines() if file and file.exists() else []
    return {tuple(cells[i] for i in (0, 3, 4)): cells for cells in (line.split("\t") for line in lines) if len(cells) == 7}


def known(rows, every):
    """Takes what an earlier run's table says was noticed by a test; crashes are looked at again."""
    for one in every:
        cells = rows.get(one.key)
        if cells and cells[5] == "noticed" and not cells[6].endswith((": crash", ": no end")):
            one.outcome, one.by = cells[5], cells[6]
