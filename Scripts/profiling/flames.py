"""A flame graph of a program, by perf: each box is a function, as wide as the share of the samples that it is in."""
import collections
import html
import re
import subprocess
import sys

WIDTH, HEIGHT, SMALLEST = 1600, 17, 0.4


def draw(command, folder, output):
    """Records the program and writes the picture."""
    data = folder / "perf.data"
    # cpu-clock works in virtual machines too, which have no counters of the processor.
    record = ["perf", "record", "-q", "-o", data, "-e", "cpu-clock", "-F", "2000", "--call-graph", "dwarf,16384", "--"]
    recorded = subprocess.run([*record, *command, "--requests", "20000"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True)
    if recorded.returncode != 0:
        sys.exit(f"profile: perf cannot record here: {recorded.stderr.strip()[-300:]}")
    script = ["perf", "script", "-i", data, "--comm", command[0].rpartition("/")[2][:15], "-F", "ip,sym"]
    stacks = folded(subprocess.run(script, check=True, capture_output=True, text=True, errors="replace").stdout)
    demangled = demangle({name for stack in stacks for name in stack})
    with open(output, "w") as file:
        file.write(picture(tree(stacks, demangled)))
    print(f"{sum(stacks.values())} samples: {output}")


def folded(text):
    """Stacks, the outermost function first, and how often each was seen."""
    stacks = collections.Counter()
    for sample in text.split("\n\n"):
        names = [re.sub(r"^\s*[0-9a-f]+\s+", "", line).split("+0x")[0] for line in sample.splitlines() if line.strip()]
        if names:
            stacks[tuple(reversed(names))] += 1
    return stacks


def demangle(names):
    names = sorted(names)
    plain = subprocess.run(["swift-demangle", "-compact", "-simplified"], input="\n".join(names),
                           capture_output=True, text=True)
    return dict(zip(names, plain.stdout.splitlines())) if plain.returncode == 0 else {}


def tree(stacks, demangled):
    """Nested counts: name to [samples, children]."""
    root = {}
    for stack, count in stacks.items():
        level = root
        for name in stack:
            box = level.setdefault(demangled.get(name, name), [0, {}])
            box[0] += count
            level = box[1]
    return root


def picture(root):
    total = sum(box[0] for box in root.values()) or 1
    boxes = []

    def add(level, left, depth):
        for name, (count, children) in sorted(level.items()):
            width = WIDTH * count / total
            if width >= SMALLEST:
                boxes.append((left, depth, width, name, count))
                add(children, left, depth + 1)
            left += width

    add(root, 0, 0)
    height = (max((box[1] for box in boxes), default=0) + 1) * HEIGHT
    drawn = "".join(shape(*box, total, height) for box in boxes)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace" '
            f'font-size="11">{drawn}</svg>\n')


def shape(left, depth, width, name, count, total, height):
    top, text = height - (depth + 1) * HEIGHT, html.escape(name)
    # A name's colour is its own: the same function looks the same everywhere.
    hue = sum(name.encode()) * 7 % 60
    label = html.escape(name[:int(width / 6.7)]) if width > 20 else ""
    return (f'<g><title>{text}: {100 * count / total:.1f} %</title>'
            f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{HEIGHT - 1}" fill="hsl({hue},75%,65%)"/>'
            f'<text x="{left + 2:.1f}" y="{top + 12}">{label}</text></g>')
