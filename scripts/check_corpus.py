"""Print what can be measured of the constructed corpus: agreement, lengths, repetition, near-duplicates, splits.

    python scripts/check_corpus.py [--ruarg FOLDER] [--course FOLDER]

With folders of real comments their variety of words stands beside the corpus's own.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score

from otklik import codebook, words

FOLDER = Path(__file__).parents[1] / "corpora" / "volunteering"
RUNNING = 5_000
"""Words that the variety of words is measured on, so that corpora of different sizes compare."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("ruarg", "course"):
        parser.add_argument(f"--{name}", type=Path)
    given = parser.parse_args()
    answers = pd.read_csv(FOLDER / "answers.csv", dtype=str, keep_default_na=False)
    codings = pd.read_csv(FOLDER / "codings.csv", dtype=str, keep_default_na=False)
    forms = [[t.text.lower() for t in words.tokens(text) if t.kind == "word"] for text in answers["text"]]
    lengths = np.array([len(listed) for listed in forms])
    print(f"{len(answers)} texts")
    print(
        answers.groupby(["lang", "split"])["writer"]
        .agg(["size", lambda names: ", ".join(sorted(set(names)))])
        .to_string()
    )
    print(f"questions: {answers['question'].value_counts().to_dict()}")
    stories = answers.groupby("split")["topic"].agg(lambda names: ", ".join(sorted(set(names) - {"none", "exams"})))
    print("\n".join(f"stories in {split}: {listed}" for split, listed in stories.items()))
    for lang in ("ru", "en"):
        here = lengths[(answers["lang"] == lang).to_numpy()]
        print(
            f"{lang}: words median {np.median(here):.0f}, longest {here.max()}, under 6 words {np.mean(here < 6):.0%}, "
            f"over 60 words {np.mean(here > 60):.0%}"
        )
    runs = Counter(run for listed in forms for run in {tuple(listed[at : at + 6]) for at in range(len(listed) - 5)})
    print(f"runs of six words that two texts share: {sum(n > 1 for n in runs.values())}")
    openings = Counter(tuple(listed[:2]) for listed in forms if len(listed) > 1)
    print(f"most repeated openings of two words: {[(' '.join(o), n) for o, n in openings.most_common(5)]}")
    equal = [text for text, n in Counter(tuple(listed) for listed in forms).items() if n > 1]
    print(f"texts that stand more than once, word for word: {len(equal)}")
    print(f"pairs of texts with Jaccard likeness of three-word runs over .3: {near_duplicates(forms)}")
    for lang in ("ru", "en"):
        own = [form for listed, spoken in zip(forms, answers["lang"], strict=True) if spoken == lang for form in listed]
        print(f"{lang}: different words in {RUNNING:,} running words {different(own):,}", end="")
        real, name = (given.ruarg, "RuArg") if lang == "ru" else (given.course, "course evaluations")
        print("" if real is None else f"; {name} {different(real_words(real)):,}")
    agreement(answers, codings)


def near_duplicates(forms: list[list[str]], least: float = 0.3) -> int:
    sets = [{tuple(listed[at : at + 3]) for at in range(len(listed) - 2)} for listed in forms]
    holders: dict[tuple[str, ...], list[int]] = {}
    for at, runs in enumerate(sets):
        for run in runs:
            holders.setdefault(run, []).append(at)
    pairs = {pair for listed in holders.values() for pair in combinations(listed, 2)}
    return sum(len(sets[a] & sets[b]) / len(sets[a] | sets[b]) > least for a, b in pairs)


def real_words(folder: Path) -> list[str]:
    file = next(folder.glob("train.tsv"), None) or next(folder.glob("*.csv"))
    frame = pd.read_csv(file, sep="\t" if file.suffix == ".tsv" else ",")
    texts = frame["text"].sample(frac=1, random_state=0)
    return [token.text.lower() for text in texts for token in words.tokens(str(text)) if token.kind == "word"]


def different(running: list[str]) -> int:
    return len(set(running[:RUNNING]))


def agreement(answers: pd.DataFrame, codings: pd.DataFrame) -> None:
    print("\nagreement of two blind coders of one kind: an upper bound, not human agreement")
    lang = answers.set_index("id")["lang"]
    wide = codings[codings["coder"].isin(["coder_a", "coder_b"])]
    wide = wide.pivot(index=["id", "variable"], columns="coder", values="value").reset_index()
    book = codebook.load("volunteering")
    for scale in book.scales:
        for spoken in ("ru", "en"):
            here = wide[(wide["variable"] == scale.id) & (wide["id"].map(lang) == spoken)]
            kappa = cohen_kappa_score(here["coder_a"], here["coder_b"])
            same = np.mean(here["coder_a"] == here["coder_b"])
            each = {
                value: round(cohen_kappa_score(here["coder_a"] == value, here["coder_b"] == value), 3)
                for value in scale.values
            }
            print(f"{scale.id:16}{spoken}  n {len(here)}  same {same:.3f}  kappa {kappa:.3f}  by group {each}")
    for spoken in ("ru", "en"):
        here = wide[(wide["variable"] == "themes") & (wide["id"].map(lang) == spoken)]
        first, second = (
            [set(filter(None, value.split(";"))) for value in here[name]] for name in ("coder_a", "coder_b")
        )
        both = sum(len(a & b) for a, b in zip(first, second, strict=True))
        f1 = 2 * both / (sum(map(len, first)) + sum(map(len, second)))
        each = {
            theme.id: round(cohen_kappa_score([theme.id in a for a in first], [theme.id in b for b in second]), 2)
            for theme in book.themes
        }
        print(
            f"{'themes':16}{spoken}  n {len(here)}  F1 of one coder against the other {f1:.3f}  kappa by theme {each}"
        )
    settled = codings[codings["coder"] == "adjudicator"]
    print(
        f"settled by a third reading: {settled['id'].nunique()} texts ({settled['variable'].value_counts().to_dict()})"
    )


if __name__ == "__main__":
    main()
