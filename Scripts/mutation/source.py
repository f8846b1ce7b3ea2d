"""What a Swift file consists of, as far as changing it needs to know: its code without texts and comments, and its bodies."""
import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Body:
    """The inside of a function, an initialiser or a computed property: text[start:end], between its braces."""

    name: str
    start: int
    end: int


TOKENS = re.compile(
    r'//[^\n]*|/\*.*?\*/|(#*)""".*?"""\1|(#+)".*?"\2|"(?:\\\((?:[^()"]|\((?:[^()])*\)|"[^"]*")*\)|\\.|[^"\\\n])*"', re.DOTALL)


def masked(text):
    """The text with comments and string literals blanked, at the same offsets."""
    return TOKENS.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def closing(code, opening):
    """The offset of the bracket that closes the one at `opening`."""
    depth = 0
    for offset in range(opening, len(code)):
        if code[offset] in "([{":
            depth += 1
        elif code[offset] in ")]}":
            depth -= 1
            if depth == 0:
                return offset
    return -1


FUNCTION = re.compile(r"\b(?:func\s+([\w+\-*/<>=&|!%^~]+)|(init)[?!]?|(subscript))\s*(?:<[^({]*>)?\s*\(")
PROPERTY = re.compile(r"\bvar\s+(\w+)\s*:\s*[^={\n]+\{")
ACCESSOR = re.compile(r"\s*(?:mutating |nonmutating )?(?:get|set|willSet|didSet|_read|_modify|@|unsafe)\b")


def function_brace(code, parenthesis):
    """The brace that opens the body of the function whose parameters begin at `parenthesis`; -1 where there is none."""
    after = closing(code, parenthesis) + 1
    brace = code.find("{", after)
    between = code[after:brace] if brace >= 0 else "}"
    return -1 if re.search(r"\}|\n\s*(?:func|var|let|init|case|static|@|package|public|private|mutating)\b", between) else brace


def bodies(text):
    """The outermost bodies of a file, in order."""
    code, found, last = masked(text), [], -1
    places = [(m.start(), m.group(1) or m.group(2) or m.group(3), function_brace(code, m.end() - 1)) for m in FUNCTION.finditer(code)]
    places += [(m.start(), m.group(1), m.end() - 1) for m in PROPERTY.finditer(code)]
    for start, name, brace in sorted(places):
        end = closing(code, brace) if brace >= 0 else -1
        if start < last or end < 0 or ACCESSOR.match(code, brace + 1):
            continue
        if "#if" not in code[brace:end]:
            found.append(Body(name, brace + 1, end))
        last = end
    return found


def constants(text):
    """Offsets of numbers outside bodies that are values: of stored properties and of parameters left out."""
    code, inside = masked(text), [(body.start, body.end) for body in bodies(text)]
    number = re.compile(r"(?<== )\d[\d_]*(?:\.\d+)?(?:e\d+)?(?=\s*(?:\n|,|\)))")
    return [m.span() for m in number.finditer(code) if not any(start <= m.start() < end for start, end in inside)
            and not re.search(r"\bcase\b[^\n]*$", code[:m.start()].rsplit("\n", 1)[-1])]
