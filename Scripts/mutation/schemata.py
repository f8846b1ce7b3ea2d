"""A copy of the tree in which every mutant is compiled, each behind its number."""
import os
import pathlib
import shutil

import source

SWITCH = """import Glibc

/// The mutant that is on (0: none), and where the groups that are reached are noted.
private let active: Int = getenv("FLOODGATE_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
nonisolated(unsafe) private let noted: UnsafeMutablePointer<Bool>? = getenv("FLOODGATE_MUTANT_TRACE") == nil
  ? nil : { let all = UnsafeMutablePointer<Bool>.allocate(capacity: 1 << 16); all.initialize(repeating: false, count: 1 << 16); return all }()

@inline(__always) public func _mutant(_ group: Int) -> Int {
  if let noted, !noted[group] { note(group) }
  return active
}

private func note(_ group: Int) {
  noted![group] = true
  let file = open(getenv("FLOODGATE_MUTANT_TRACE")!, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
  let line = "\\(group)\\n"
  _ = line.withCString { write(file, $0, line.utf8.count) }
  close(file)
}
"""
COPIED = ["Sources", "Tests", "Scenarios", "Scripts", "Reports", "README.md", "Package.resolved", ".swift-format"]


def wanted_files(root, mutants):
    """What the copy's files say: path to bytes."""
    for name in COPIED:
        top = root / name
        for file in [top] if top.is_file() else sorted(top.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield str(file.relative_to(root)), file.read_bytes()
    package = (root / "Package.swift").read_text()
    yield "Package.swift", package.replace("  .treatAllWarnings(as: .error),\n", "").encode()
    for module in {pathlib.Path(one.file).parts[1] for one in mutants}:
        yield f"Sources/{module}/MutantSwitch.swift", SWITCH.encode()


def changed(text, mutants):
    """The file with all its mutants, and for each the lines where it lies."""
    pieces = []
    for body in {one.body for one in mutants if one.body}:
        own = [one for one in mutants if one.body == body]
        pieces.append((*body, own, " switch _mutant(%d) {" % own[0].group))
    for start in {one.start for one in mutants if not one.body}:
        own = [one for one in mutants if not one.body and one.start == start]
        pieces.append((start, own[0].end, own, None))
    lines = {}
    for start, end, own, switch in sorted(pieces, key=lambda piece: -piece[0]):
        old = text[start:end]
        versions = [(one, text[start:one.start] + one.new + text[one.end:end]) for one in own]
        if switch:
            new = switch + "".join(f"\ncase {one.number}: // <{one.number}\n{version}\n// {one.number}>" for one, version in versions)
            new += f"\ndefault:{old}\n}}"
        else:
            new = old
            for one, version in versions:
                new = f"(_mutant({one.group}) == {one.number} ? {version} : {new})"
        text = text[:start] + new + text[end:]
    for number, line in enumerate(text.split("\n"), 1):
        marks = line.strip()
        if "// <" in marks:
            lines[int(marks.rsplit("<", 1)[1])] = [number, number]
        elif marks.startswith("// ") and marks.endswith(">") and marks[3:-1].isdigit():
            lines[int(marks[3:-1])][1] = number
    return text.replace("@inlinable ", "").replace("@inlinable\n", "\n"), lines


def write(root, copy, mutants):
    """Makes the copy what it should be; files that are right stay untouched. For each changed file the lines of its mutants."""
    places, seen = {}, set()
    by_file = {}
    for one in mutants:
        by_file.setdefault(one.file, []).append(one)
    for path, data in wanted_files(root, mutants):
        if path in by_file:
            text, places[path] = changed(data.decode(), by_file[path])
            data = text.encode()
        target = copy / path
        seen.add(path)
        if not target.exists() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            if os.access(root / path, os.X_OK):
                target.chmod(0o755)
    for top in ("Sources", "Tests"):
        for file in list((copy / top).rglob("*")):
            if file.is_file() and str(file.relative_to(copy)) not in seen:
                file.unlink()
    return places
