"""Runs tests of the copy: which bodies each suite reaches, and which test notices a mutant."""
import concurrent.futures
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import tempfile
import threading

PROGRAM = ".build/debug/floodgatePackageTests.xctest"
SUITE = re.compile(r"@Suite[^\n]*?(?:\n\s*)?(?:final )?(?:struct|class|enum|actor) (\w+)")
NOTICED = re.compile(r"✘\S* Test (.+?) (?:recorded an issue|failed)")


def suites(copy):
    """Every suite: (target, name)."""
    found = [(file.relative_to(copy / "Tests").parts[0], name) for file in sorted((copy / "Tests").rglob("*.swift"))
             for name in SUITE.findall(file.read_text())]
    return sorted(set(found))


def limited(seconds):
    """No test may take the machine along: its memory, or so many seconds of the processor."""
    resource.setrlimit(resource.RLIMIT_DATA, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    os.setsid()


def run(copy, names, seconds, **environment):
    """Runs suites, for so many seconds of the processor at most, and six times that by the clock on the wall; what noticed
    (None when all passed, else a test's name, "crash" or "no end"), and the seconds of the processor that it took."""
    pattern = "^(" + "|".join(f"{target}\\.{suite}" for target, suite in names) + ")/"
    command = [str(copy / PROGRAM), "--testing-library", "swift-testing", "--filter", pattern]
    child = subprocess.Popen(command, cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                             text=True, errors="replace", env={**os.environ, **environment}, preexec_fn=lambda: limited(seconds))
    patience = threading.Timer(60 + 6 * seconds, kill, [child])
    patience.start()
    noticed = next((found.group(1).strip('"') for found in map(NOTICED.search, child.stdout) if found), None)
    in_time = patience.is_alive()
    patience.cancel()
    if noticed:
        kill(child)  # the first that notices is enough
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = code = os.waitstatus_to_exitcode(status)
    kill(child)
    child.stdout.close()
    took = usage.ru_utime + usage.ru_stime
    if code == 0 and not noticed:
        return None, took
    return noticed or ("crash" if in_time and code != -signal.SIGXCPU else "no end"), took


def kill(child):
    """Ends a run and all that it started."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def reached(copy, cache, jobs):
    """For each suite the groups that it reaches and its seconds; suites that fail without any mutant are left out."""
    if cache.exists() and cache.stat().st_mtime > (copy / PROGRAM).stat().st_mtime:
        return {tuple(key.split("/")): value for key, value in json.loads(cache.read_text()).items()}
    every = suites(copy)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        found = {key: value for key, value in zip(every, pool.map(lambda key: reached_by(copy, key), every)) if value}
    cache.write_text(json.dumps({"/".join(key): value for key, value in found.items()}))
    return found


def reached_by(copy, key):
    """The groups that a suite reaches, and its seconds; None when it fails."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder) / "trace"
        failed, took = run(copy, [key], 400, FLOODGATE_MUTANT_TRACE=str(trace))
        groups = sorted({int(line) for line in trace.read_text().split()}) if trace.exists() else []
    if failed:
        print(f"mutate: {'/'.join(key)} fails without a mutant ({failed}), and is left out", flush=True)
    return None if failed else [groups, took]


def own_target(file):
    """The test target of a source file."""
    module = pathlib.Path(file).parts[1]
    return {"Judgement": "ReportTests", "Pages": "ReportTests"}.get(module, module + "Tests")


# In which order suites are tried: of the mutant's own test target or of the others, the quick ones first.
PASSES = [(True, True), (True, False), (False, True), (False, False)]


def examine(copy, one, table, own, quick):
    """Runs the suites of one pass that reach a mutant; notes the outcome in it."""
    near = [key for key, (groups, _) in table.items() if one.group in groups]
    names = [key for key in near if (key[0] == own_target(one.file)) == own and (table[key][1] < 2) == quick]
    one.outcome = "survived" if near else "not reached"
    if not names:
        return
    seconds = int(10 + 4 * sum(table[key][1] for key in names))
    by, _ = run(copy, names, seconds, FLOODGATE_MUTANT=str(one.number))
    if by:
        one.outcome, one.by = "noticed", f"{'own' if own else 'others'}: {by}"
