"""How much personal data is found: recall and precision on the constructed corpus, by type.

    python scripts/evaluate_personal.py [--split test|dev] [--names-ru FOLDER|natasha] [--names-en PIPELINE] [--missed]

A piece counts as found when its place and its type are exact; "overlap" also counts a piece found in part, or under
another type: it would not be read in the output as it stood. Intervals are Wilson's, 95%. `--missed` lists what went
wrong, for the half that rules are written on alone.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

from otklik import personal
from otklik.measure import shares

FOLDER = Path(__file__).parents[1] / "corpora" / "personal"
Place = tuple[int, int, str]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--split", choices=("dev", "test"), default="test")
    options.add_argument("--names-ru", help="folder with the files of slovnet and navec, or natasha")
    options.add_argument("--names-en", help="an installed spaCy pipeline with ner")
    options.add_argument("--missed", action="store_true", help="list what went wrong (dev only)")
    given = options.parse_args()
    finders = personal.finders(given.names_ru, given.names_en)
    texts = {row["id"]: row for row in rows("answers.csv") if row["split"] == given.split}
    gold: dict[str, set[Place]] = defaultdict(set)
    for row in rows("gold.csv"):
        gold[row["id"]].add((int(row["start"]), int(row["stop"]), row["type"]))
    tally: dict[str, Counter[str]] = {kind: Counter() for kind in personal.TYPES}
    for number, row in texts.items():
        found = {(one.start, one.stop, one.type) for one in personal.find(row["text"], finders=finders)}
        for kind, counts in tally.items():
            right = {place for place in gold[number] if place[2] == kind}
            told = {place for place in found if place[2] == kind}
            counts["gold"] += len(right)
            counts["found"] += len(told)
            counts["exact"] += len(right & told)
            counts["covered"] += sum(touches(place, found) for place in right)
            counts["personal"] += sum(touches(place, gold[number]) for place in told)
            counts["plain"] += len(told) if row["kind"] == "plain" else 0
            if given.missed and given.split == "dev":
                for place in sorted(right ^ told):
                    print(
                        "missed" if place in right else "wrong ",
                        kind,
                        repr(row["text"][place[0] : place[1]]),
                        "|",
                        row["text"],
                    )
    plain = sum(row["kind"] == "plain" for row in texts.values())
    print(f"{given.split}: {len(texts)} answers, {plain} of them without personal data; 95% intervals after Wilson\n")
    print(f"{'':11}{'n':>5}  {'recall':22}{'precision':22}{'overlap: recall':17}{'precision':12}in answers without any")
    structured = Counter[str]()
    for kind, counts in tally.items():
        line(kind, counts)
        if kind != "NAME":
            structured += counts
    line("structured", structured)
    return 0 if given.split == "dev" or min(exact(structured)) >= 0.95 else 1


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def touches(place: Place, others: set[Place]) -> bool:
    return any(start < place[1] and place[0] < stop for start, stop, _ in others)


def exact(counts: Counter[str]) -> tuple[float, float]:
    return counts["exact"] / max(counts["gold"], 1), counts["exact"] / max(counts["found"], 1)


def line(name: str, counts: Counter[str]) -> None:
    recall, precision = share(counts["exact"], counts["gold"]), share(counts["exact"], counts["found"])
    wide = f"{counts['covered'] / max(counts['gold'], 1):<17.3f}{counts['personal'] / max(counts['found'], 1):<12.3f}"
    print(f"{name:11}{counts['gold']:5}  {recall:22}{precision:22}{wide}{counts['plain']}")


def share(count: int, n: int) -> str:
    found = shares.share(count, n)
    return f"{found.share:.3f} ({found.low:.3f}–{found.high:.3f})" if n else "—"


if __name__ == "__main__":
    sys.exit(main())
