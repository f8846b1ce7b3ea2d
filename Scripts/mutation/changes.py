"""The small changes that can be made to a body."""
import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Change:
    """Instead of text[start:end] of the file: `new`."""

    kind: str
    start: int
    end: int
    new: str


OPERATORS = {
    ">=": [">"], "<=": ["<"], ">": [">="], "<": ["<="], "==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"],
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"], "+=": ["-="], "-=": ["+="], "*=": ["/="], "&+": ["&-"], "&-": ["&+"],
}
OPERATOR = re.compile(r"(?<= )(%s)(?= )" % "|".join(re.escape(sign) for sign in sorted(OPERATORS, key=len, reverse=True)))
RANGE = re.compile(r"(?<=[\w)\]])(\.\.<|\.\.\.)(?=[\w(.])")
WHOLE = re.compile(r"(?<![\w.$])(\d[\d_]*)(?![\w.])")
FRACTION = re.compile(r"(?<![\w.$])(\d+\.\d+(?:e-?\d+)?|\d+e\d+)(?!\w)")
SWAPS = {
    "true": "false", "false": "true", "min(": "max(", "max(": "min(", ".first": ".last", ".last": ".first", ".up)": ".down)",
    ".down)": ".up)", "dropFirst": "dropLast", "dropLast": "dropFirst", "prefix(": "suffix(", "suffix(": "prefix(",
    ".allSatisfy ": ".contains ", ".min(": ".max(", ".max(": ".min(",
}
SWAP = re.compile(r"(?<![\w])(true|false|min\(|max\()(?!\w)|(\.first|\.last|dropFirst|dropLast)\b|(\.up\)|\.down\)|prefix\(|suffix\(|\.allSatisfy |\.min\(|\.max\()")
NEGATION = re.compile(r"(?<=[\s(])!(?=[\w(.])")
CONDITION = re.compile(r"\b(?:guard|if|while) ([^\n{]+?)(?: else)? \{")
STATEMENT = re.compile(r"^[ ]+((?:try |await |try await )?(?:self\.)?[a-z_]\w*[^\n]*)$", re.MULTILINE)
KEYWORD = re.compile(
    r"(let|var|return|if|guard|for|while|switch|case|default|throw|do|repeat|break|continue|func|struct|enum|else|catch|in|where|as|is)\b")


def operators(code):
    for m in OPERATOR.finditer(code):
        for new in OPERATORS[m.group()]:
            yield Change("operator", m.start(), m.end(), new)
    for m in RANGE.finditer(code):
        yield Change("bound", m.start(), m.end(), "..." if m.group() == "..<" else "..<")


def numbers(code):
    for m in WHOLE.finditer(code):
        yield Change("constant", m.start(), m.end(), str(int(m.group().replace("_", "")) + 1))
    for m in FRACTION.finditer(code):
        yield Change("constant", m.start(), m.end(), repr(float(m.group()) * 1.5 + (float(m.group()) == 0)))


def words(code):
    for m in SWAP.finditer(code):
        yield Change("word", m.start(), m.end(), SWAPS[m.group()])
    for m in NEGATION.finditer(code):
        yield Change("negation", m.start(), m.end(), "")


def parts(code, start, end):
    """The comma-separated parts of code[start:end], as spans."""
    depth, begin = 0, start
    for offset in range(start, end):
        depth += (code[offset] in "([{") - (code[offset] in ")]}")
        if depth == 0 and code[offset] == ",":
            yield begin, offset
            begin = offset + 1
    yield begin, end


def conditions(code):
    """Branches swapped, and single conditions dropped from a list."""
    for m in CONDITION.finditer(code):
        spans = list(parts(code, *m.span(1)))
        for start, end in spans:
            start += len(code[start:end]) - len(code[start:end].lstrip())
            condition = code[start:end]
            if re.match(r"(let|var|case)\b|#", condition) or condition.count("(") != condition.count(")"):
                continue
            yield Change("branch", start, start, "!(")  # closed by `wrapped`
            if len(spans) > 1:
                yield Change("dropped condition", start, end, "true")


def statements(code):
    """Whole statements on one line, at the level of statements."""
    for m in STATEMENT.finditer(code):
        line, start = m.group(1), m.start(1)
        depth = sum((c in "([") - (c in ")]") for c in code[:start])
        before = code[:start].rstrip()
        follows = re.match(r"\s*([.?:+\-*/&|]|\bin\b)", code[m.end():])
        whole = all(line.count(a) == line.count(b) for a, b in ("()", "[]", "{}"))
        begins = not before or before[-1] in "{}" or not re.search(r"[,(\[=+\-*/&|?:<>]$|\b(return|in|else|case [^\n]*)$", before)
        if depth == 0 and whole and begins and not follows and not KEYWORD.match(line) and re.search(r"\(| [+\-*/&|]?= ", line):
            yield Change("dropped statement", start, m.end(), "()")


BEFORE_CONDITION = re.compile(r"\n|,|(?<= )= |(?<!\w)(?:return|guard|if|while) |: |\?\? |(?<= )in ")


def ternaries(code):
    """The two branches of `a ? b : c` swapped, by its condition."""
    for m in re.finditer(r"(?<=[ ])\? (?=[^\n]* : )", code):
        depth, start = 0, len(code[:m.start()].rstrip())
        while start > 0 and depth >= 0:
            start -= 1
            depth += (code[start] in ")]}") - (code[start] in "([{")
            if depth < 0 or depth == 0 and BEFORE_CONDITION.match(code, start):
                break
        lead = re.match(r"(?:[(\[{=,:?\n ]|(?:return|guard|if|while|in) )*", code[start:m.start()]).end()
        condition = code[start + lead:m.start()].rstrip()
        if condition:
            yield Change("branch", start + lead, start + lead + len(condition), "!(")


def wrapped(change, code, text):
    """A swapped branch has its whole condition in brackets."""
    if change.kind != "branch":
        return change
    end = change.end
    if change.start == change.end:
        m = next(m for m in CONDITION.finditer(code) if m.start(1) <= change.start < m.end(1))
        end = next(end for start, end in parts(code, *m.span(1)) if start <= change.start < end)
    return Change("branch", change.start, end, f"!({text[change.start:end]})")


def all_changes(code, text):
    """Every change of a body, offsets within it; `code` is its text with strings and comments blanked."""
    found = [*operators(code), *numbers(code), *words(code), *conditions(code), *ternaries(code), *statements(code)]
    return [wrapped(change, code, text) for change in found]
