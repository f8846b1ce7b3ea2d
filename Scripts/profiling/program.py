"""The program that is measured."""
import os
import pathlib
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent.parent


def floodgate():
    """What FLOODGATE names, or a release build."""
    if named := os.environ.get("FLOODGATE"):
        return named
    build = ["swift", "build", "--configuration", "release", "--package-path", str(root)]
    subprocess.run([*build, "--product", "floodgate"], check=True, stdout=sys.stderr)
    return subprocess.check_output([*build, "--show-bin-path"], text=True).strip() + "/floodgate"
