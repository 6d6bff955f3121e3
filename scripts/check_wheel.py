"""Build the wheel, install it into an empty environment, and run it as a new user would.

    python scripts/check_wheel.py

Checks that models, codebooks and the demonstration corpus travel inside, that spaCy finds its entry points, and that
nothing is read from the checkout.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        run([sys.executable, "-m", "build", "--wheel", "--outdir", str(place), str(ROOT)])
        wheel = next(place.glob("otklik-*.whl"))
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
        venv.create(place / "empty", with_pip=True)
        python = place / "empty" / ("Scripts" if os.name == "nt" else "bin") / "python"
        run([str(python), "-m", "pip", "install", "--quiet", "-c", str(ROOT / "constraints.txt"), str(wheel)])
        run([str(python), "-m", "otklik", "doctor"], place)
        run([str(python), "-m", "otklik", "demo", "--out", "demo", "--quiet"], place)
        with (place / "demo" / "coded.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) > 800, "the demonstration corpus is not whole"
        assert {row["otklik_status"] for row in rows} >= {"coded"}
        assert any(row["otklik_institution"] == "confident" for row in rows), "no model travelled"
        load = "import spacy; n = spacy.blank('ru'); n.add_pipe('otklik_lemmatizer'); print(n('волонтёрами')[0].lemma_)"
        assert run([str(python), "-c", load], place).strip() == "волонтер"
        print("the wheel works by itself")


def run(command: list[str], folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
