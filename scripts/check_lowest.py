"""Install the lowest version of every dependency that pyproject.toml allows and run the quick tests on them.

    python scripts/check_lowest.py

Runs on the oldest supported Python (3.11) only: later ones have no wheels of those versions.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    if sys.version_info[:2] != (3, 11):
        print(f"skipped: the lowest versions are tested on Python 3.11, this is {sys.version.split()[0]}")
        return
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lowest = [re.sub(r">=", "==", requirement) for requirement in project["dependencies"]]
    tests = ["pytest", "pytest-xdist", "hypothesis", "openpyxl"]
    with tempfile.TemporaryDirectory() as name:
        venv.create(Path(name) / "lowest", with_pip=True)
        python = Path(name) / "lowest" / ("Scripts" if os.name == "nt" else "bin") / "python"
        print("lowest:", ", ".join(lowest))
        call([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *lowest, *tests])
        call([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", str(ROOT)])
        # What bad input does is Otklik's own doing; all else meets the other packages.
        which = ["-m", "not slow", "--ignore", "tests/test_bad_input.py", "tests"]
        call([str(python), "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", *which])


def call(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
