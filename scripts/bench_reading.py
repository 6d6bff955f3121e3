"""Measure how long `otklik.read` takes for large tables, and how much memory, each in a process of its own.

    python scripts/bench_reading.py [--rows 1000000] [--folder FOLDER]

A CSV of eight columns, about 200 MB at a million rows: answers in Russian and English, some with quotation marks, some
with line breaks inside. An XLSX of 50,000 rows and 20 columns. Files stay in FOLDER and are used again. Says the
seconds, the peak of memory, and whether every cell came back.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

WORDS = {
    "ru": "помогать людям нужно всегда опыт времени нет учёба экзамены мне нравится больница практика студенты "
    "волонтёрство обязаловка ради галочки отчёта друзья знакомства польза дела чтобы это ещё".split(),
    "en": "I like to help people and have no time for it because of my studies but friends made there are fine".split(),
}
CITIES = ["Москва", "Санкт-Петербург", "Казань", "Новосибирск", "Томск", "Самара"]
CHILD = """
import resource, sys, time
import otklik
began = time.perf_counter()
frame = otklik.read(sys.argv[1]).frame
seconds = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
import zlib
total = 0
for name in frame.columns:
    total = zlib.crc32("\\0".join(frame[name]).encode(), total)
print(f"{seconds:.1f} s, {peak:.2f} GiB, {frame.shape[0]} rows x {frame.shape[1]} columns, sum {total}")
"""


def rows(n: int) -> Iterator[list[str]]:
    """A respondent a row, the same ones every time."""
    random.seed(0)
    for at in range(n):
        words = WORDS["ru" if random.random() < 0.7 else "en"]
        answer = " ".join(random.choices(words, k=random.randint(1, 17)))
        chance = random.random()
        if chance < 0.1:
            answer = f'{answer}: "{answer[:20]}", да'
        elif chance < 0.2:
            answer = answer.replace(" ", "\n", 2)
        yield [
            f"{at:08}", f"2025-03-{at % 28 + 1:02} 10:{at % 60:02}", random.choice(CITIES), str(random.randint(17, 25)),
            answer, random.choice(["нет", "да", "не знаю", ""]), str(random.randint(1, 5)),
            " ".join(random.choices(words, k=random.randint(0, 8))),
        ]  # fmt: skip


def write_csv(path: Path, n: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "date", "city", "age", "answer", "again", "rating", "comment"])
        writer.writerows(rows(n))


def write_xlsx(path: Path, n: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [f"column {at}" for at in range(20)])
    for at, row in enumerate(rows(n), start=1):
        sheet.write_row(at, 0, [at, float(row[3]), *row[2:], *row[:3], *range(8), "конец"])
    book.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "otklik_bench_reading")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for path, write, n in (
        (given.folder / f"{given.rows}.csv", write_csv, given.rows),
        (given.folder / f"{given.rows // 20}.xlsx", write_xlsx, given.rows // 20),
    ):
        if not path.exists():
            write(path, n)
        print(f"{path.name}, {path.stat().st_size / 1e6:.0f} MB: ", end="", flush=True)
        subprocess.run([sys.executable, "-c", CHILD, str(path)], check=True)


if __name__ == "__main__":
    main()
