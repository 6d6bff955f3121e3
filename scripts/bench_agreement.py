"""Agreement: published figures beside ours, and how long alpha of 100,000 units takes.

    python scripts/bench_agreement.py [--sight FOLDER]

All published examples are in tests/measure/test_agreement.py; here are those of Krippendorff (2011), the nine kappas of
SIGHT (Wang et al. 2023; its sample_dataset.csv lies in FOLDER), and the time.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from otklik import agreeing
from otklik.measure import agreement

CODERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
KRIPPENDORFF = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}
SIGHT = {
    "general": 0.754, "confusion": 0.910, "pedagogy": 0.787, "setup": 0.951, "gratitude": 0.922,
    "personal_experience": 0.743, "clarification": 0.830, "non_english": 0.937, "na": 0.737,
}  # fmt: skip
UNITS, RATERS, VALUES, DRAWS = 100_000, 5, 5, 1_000


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sight", type=Path, help="folder with sample_dataset.csv")
    folder = options.parse_args().sight
    missed = 0
    print("Krippendorff (2011), 4 coders x 12 units")
    codings = [[None if sign == "." else int(sign) for sign in unit] for unit in zip(*CODERS, strict=True)]
    for level, published in KRIPPENDORFF.items():
        missed += shown(f"alpha, {level}", float(agreement.alpha(codings, level=level)), published)
    rest = (("AC1", agreement.gwet_ac(codings), 0.775), ("Fleiss' kappa", agreement.fleiss_kappa(codings), 0.761),
            ("AC2, quadratic", agreement.gwet_ac(codings, "quadratic"), 0.914))  # fmt: skip
    for name, found, published in rest:
        missed += shown(name, float(found), published)
    if folder is not None:
        print("\nSIGHT, two coders, Cohen's kappa")
        found = agreeing.agree(folder / "sample_dataset.csv", coders=["annotator_H1", "annotator_H2"], draws=1000)
        for code, published in SIGHT.items():
            one = found.figure("codes", "cohen_kappa", "nominal", code)
            missed += shown(code, float(one), published, f"{one.low:.3f}–{one.high:.3f}, n = {one.n}")
    print(f"\nAlpha of {UNITS:,} units x {RATERS} coders, a tenth missing; bootstrap of {DRAWS:,} draws")
    rng = np.random.default_rng(0)
    for values in (VALUES, 50):
        truth = rng.integers(1, values + 1, (UNITS, 1))
        table = np.where(rng.random((UNITS, RATERS)) < 0.7, truth, rng.integers(1, values + 1, (UNITS, RATERS)))
        gaps = np.where(rng.random(table.shape) < 0.1, np.nan, table)
        for level in KRIPPENDORFF:
            print(f"  {values:3} values, {level:9}{timed(gaps, level, 0):7.2f} s{timed(gaps, level, DRAWS):9.2f} s")
    print(f"\n{missed} figures differ from the published ones")
    return int(missed > 0)


def shown(name: str, found: float, published: float, more: str = "") -> bool:
    print(f"  {name:22}{found:8.3f}{published:8.3f}  {more}")
    return round(found, 3) != published


def timed(table: np.ndarray, level: str, draws: int) -> float:
    start = time.perf_counter()
    agreement.alpha(table, level=level, draws=draws)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
