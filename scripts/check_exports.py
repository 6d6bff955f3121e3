"""Read every real export of a folder of data, and print what was recognised of each.

    python scripts/check_exports.py DATA

Records are counted by Python's csv module or openpyxl, apart from Otklik: records = header + rows + set aside. Rows set
aside continue a header or are blank; their numbers are passed over. A file that can't be read is printed with its
error; what is absent is said.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pandas as pd

import otklik.reading
from otklik.errors import UserError

FOLDERS = (
    "survey_exports", "course_evaluations", "gadarian", "jupyter_survey", "limesurvey_sealuzh", "mybinder_survey",
    "proctoring_survey", "qualtrics_hausladen", "stacks_survey",
)  # fmt: skip
SUFFIXES = {".csv", ".tsv", ".xlsx", ".ods", ".sav", ".zsav", ".dta", ".parquet", ".jsonl"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    lines, amiss = [], 0
    for folder in FOLDERS:
        files = sorted(path for path in (data / folder).rglob("*") if path.suffix.lower() in SUFFIXES)
        if not files:
            print(f"absent: {data / folder}", file=sys.stderr)
        for path in files:
            line = {"file": str(path.relative_to(data)), **read(path)}
            amiss += str(line.get("set aside", "")).startswith("!")
            lines.append(line)
    with pd.option_context("display.width", 250, "display.max_colwidth", 70):
        print(pd.DataFrame(lines, dtype=object).fillna("").to_string(index=False))
    print(f"{len(lines)} files, {amiss} of them with records that are neither rows nor set aside")
    sys.exit(amiss > 0)


def read(path: Path) -> dict[str, object]:
    begun = time.perf_counter()
    try:
        survey = otklik.reading.read(path)
    except UserError as error:
        return {"format": f"({error.message})"}
    facts = survey.sources[0].facts
    taken = time.perf_counter() - begun
    found = records(path, facts)
    aside = "" if found is None else found - 1 - len(survey.frame)
    return {
        "format": facts["format"],
        "encoding": facts.get("encoding", facts["container"]),
        "records": "" if found is None else found,
        "rows": len(survey.frame),
        "set aside": aside if aside in ("", survey.rows[-1] - 1 - len(survey.rows)) else f"! {aside}",
        "columns": len(survey.frame.columns),
        "titles": len(survey.titles),
        "sets": len(survey.sets),
        "open": sum(question.kind == "open" for question in survey.questions),
        "seconds": round(taken, 2),
    }


def records(path: Path, facts: dict[str, str]) -> int | None:
    """Count what a file holds up to its last row that is not blank; ``None`` where there is no other reader."""
    if facts["container"] in {"csv", "tsv"} and " + " not in facts["encoding"]:
        text = path.read_bytes().decode(facts["encoding"]).removeprefix("sep=;\r\n")
        separator = {"TAB": "\t", "—": "\x1f"}.get(facts["separator"], facts["separator"])
        rows: Iterable[Sequence[object]] = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    elif facts["container"] == "xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        rows = book[facts["sheet"]].iter_rows(values_only=True)
    else:
        return None
    return max(at for at, row in enumerate(rows, start=1) if any(cell not in (None, "") for cell in row))


if __name__ == "__main__":
    main()
