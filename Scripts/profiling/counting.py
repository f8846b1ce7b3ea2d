"""Counts a request: of a program that takes --requests, the difference between many and few."""
import collections
import re
import subprocess

# What is counted in callgrind's calls, by the names of the functions.
CALLS = {
    "allocations": r"(malloc|calloc|realloc|posix_memalign|aligned_alloc)$",
    "retains": r"swift_retain(_n)?$",
    "releases": r"swift_release(_n)?$",
    "job runs": r"swift_job_run",
    "task switches": r"swift_task_switch$",
}
# Enough that all connections stand and all tables have their size.
FEW = 300


def counts(command, kind, requests, folder):
    """What one request costs of each."""
    # Valgrind cannot read the debug information of Swift's compiler.
    stripped = folder / "benchmark"
    subprocess.run(["strip", "-g", "-o", stripped, command[0]], check=True)
    command = [stripped, *command[1:]]
    # CostBenchmark counts a stream of 200 events as ten requests.
    share = 10 if kind == "streaming" else 1
    few, many = (measured(command, number * share, folder) for number in (FEW, FEW + requests))
    return {name: round((many[name] - few[name]) / requests, 2) for name in many}


def measured(command, requests, folder):
    command = [*command, "--requests", str(requests)]
    return {"system calls": system_calls(command, folder / "strace"), **calls(command, folder / "callgrind")}


def system_calls(command, output):
    """Of the program and its threads; its child, which accepts connections, is the server."""
    subprocess.run(["strace", "-f", "-qq", "-o", output, *command], check=True, stdout=subprocess.DEVNULL)
    by_process, servers = collections.Counter(), set()
    for line in output.read_text(errors="replace").splitlines():
        process, _, call = line.partition(" ")
        if re.match(r"\s*accept4?\(", call):
            servers.add(process)
        if "resumed>" not in call:
            by_process[process] += 1
    return sum(count for process, count in by_process.items() if process not in servers)


def calls(command, output):
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", "--trace-children=no", *command],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    names, found, target, total = {}, collections.Counter(), "", 0
    with output.open(errors="replace") as lines:
        for line in lines:
            if named := re.match(r"c?fn=\((\d+)\)(?: (.*))?$", line):
                if named[2]:
                    names[named[1]] = named[2]
                if line.startswith("cfn"):
                    target = names[named[1]]
            elif line.startswith("calls="):
                number = int(line[6:].split()[0])
                for name, pattern in CALLS.items():
                    if re.match(pattern, target.split("'")[0]):
                        found[name] += number
            elif line.startswith(("summary:", "totals:")):
                total = int(line.split()[1])
    return {"instructions": total, **{name: found[name] for name in CALLS}}


def table(counts):
    return "\n".join(f"{name:<16}{figure:>12,.1f} a request" for name, figure in counts.items())
