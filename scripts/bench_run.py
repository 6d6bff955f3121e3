"""Time the main job as a whole process, on comments of any file with a column of text.

    python scripts/bench_run.py comments.tsv [--text text]

Prints seconds and peak memory for 10,000 and 100,000 comments (repeated with noise: each repetition loses or changes a
word, so that nothing is coded twice). Says so when the file is not there.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import otklik


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", default=None)
    given = parser.parse_args()
    if not given.file.is_file():
        print(f"skipped: {given.file} is not there")
        return
    from otklik import reading

    frame = otklik.read(given.file).frame
    texts = frame[given.text or reading.answers(frame)].tolist()
    rng = random.Random(1)
    seconds: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for n in (10_000, 100_000):
            source = Path(folder) / f"{n}.csv"
            with source.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["id", "text", "region"])
                for at in range(n):
                    text = texts[at % len(texts)]
                    writer.writerow([at, text if at < len(texts) else changed(text, rng), f"region {at % 8}"])
            begun = time.perf_counter()
            command = ["run", str(source), "--text", "text", "--by", "region", "--out", f"{folder}/{n}", "--quiet"]
            subprocess.run([sys.executable, "-m", "otklik", *command], check=True)
            seconds[n] = time.perf_counter() - begun
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
            print(f"{n:>8} comments: {seconds[n]:6.1f} s, peak memory {peak:.2f} GiB")
    print(f"ten times the comments cost {seconds[100_000] / seconds[10_000]:.1f} times the time")


def changed(text: str, rng: random.Random) -> str:
    words = text.split()
    if len(words) > 3:
        words[rng.randrange(len(words))] += rng.choice("абвгдежз")
        if rng.random() < 0.5:
            words.pop(rng.randrange(len(words)))
    return " ".join(words)


if __name__ == "__main__":
    main()
