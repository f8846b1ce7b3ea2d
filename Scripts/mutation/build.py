"""Builds the copy; mutants that do not compile are left out."""
import re
import subprocess
import sys

import schemata

ERROR = re.compile(r"^(/[^:\n]+):(\d+):\d+: error: (.*)$", re.MULTILINE)


def build(copy):
    """The errors of one build: (file, line, words); none when it succeeds."""
    done = subprocess.run(["swift", "build", "--build-tests"], cwd=copy, capture_output=True, text=True)
    if done.returncode == 0:
        return []
    text = done.stdout + done.stderr
    found = [(path.removeprefix(f"{copy}/"), int(line), words) for path, line, words in ERROR.findall(text)]
    if not found:
        sys.exit(f"mutate: the build failed, not at a mutant:\n{text[-3000:]}")
    return sorted(set(found))


def blamed(errors, places, mutants):
    """The mutants to leave out: those in whose lines an error is; else those of the file that drop a statement, which may leave
    something unset elsewhere; else its constants; else all of it."""
    out = set()
    for path, line, words in errors:
        own = [one for one in mutants if one.file == path]
        hit = {number for number, (first, last) in places.get(path, {}).items() if first <= line <= last}
        if not own:
            sys.exit(f"mutate: {path}:{line}: {words}")
        guesses = [{one.number for one in own if one.kind == "dropped statement"}, {one.number for one in own if not one.body}]
        out |= hit or next(filter(None, guesses), {one.number for one in own})
    return out


def until_it_builds(root, copy, mutants):
    """Builds without the mutants that do not compile; those that do. Which do not is remembered beside the copy."""
    memory = copy.with_name(copy.name + ".not-compiled")
    known = set(memory.read_text().splitlines()) if memory.exists() else set()
    mutants = [one for one in mutants if key(one) not in known]
    while True:
        places = schemata.write(root, copy, mutants)
        errors = build(copy)
        if not errors:
            return mutants
        out = blamed(errors, places, mutants)
        print(f"mutate: {len(out)} mutants do not compile", flush=True)
        with memory.open("a") as file:
            file.writelines(key(one) + "\n" for one in mutants if one.number in out)
        mutants = [one for one in mutants if one.number not in out]


def key(one):
    """A mutant in a line, whatever its number."""
    return "\t".join(one.key)
