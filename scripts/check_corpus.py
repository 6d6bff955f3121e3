"""Print what can be measured of the constructed corpus: agreement, lengths, repetition, near-duplicates.

python scripts/check_corpus.py
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score

from otklik import words

FOLDER = Path(__file__).parents[1] / "corpora" / "volunteering"


def main() -> None:
    answers = pd.read_csv(FOLDER / "answers.csv", dtype=str, keep_default_na=False)
    codings = pd.read_csv(FOLDER / "codings.csv", dtype=str, keep_default_na=False)
    forms = [[t.text.lower() for t in words.tokens(text) if t.kind == "word"] for text in answers["text"]]
    lengths = np.array([len(listed) for listed in forms])
    parts = [answers[column].value_counts().to_dict() for column in ("lang", "split")]
    print(f"{len(answers)} texts, {parts[0]}, {parts[1]}")
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
    print(f"pairs of texts with Jaccard likeness of three-word runs over .3: {near_duplicates(forms)}")
    for lang in ("ru", "en"):
        print(f"{lang}: different words in the first 5,000: {different(forms, answers, lang)}")
    agreement(answers, codings)


def near_duplicates(forms: list[list[str]], least: float = 0.3) -> int:
    sets = [{tuple(listed[at : at + 3]) for at in range(len(listed) - 2)} for listed in forms]
    holders: dict[tuple[str, ...], list[int]] = {}
    for at, runs in enumerate(sets):
        for run in runs:
            holders.setdefault(run, []).append(at)
    pairs = {pair for listed in holders.values() for pair in combinations(listed, 2)}
    return sum(len(sets[a] & sets[b]) / len(sets[a] | sets[b]) > least for a, b in pairs)


def different(forms: list[list[str]], answers: pd.DataFrame, lang: str) -> int:
    running = [form for listed, spoken in zip(forms, answers["lang"], strict=True) if spoken == lang for form in listed]
    return len(set(running[:5000]))


def agreement(answers: pd.DataFrame, codings: pd.DataFrame) -> None:
    print("\nagreement of the writer and a second coder of the same kind: an upper bound, not human agreement")
    lang = answers.set_index("id")["lang"]
    wide = codings[codings["coder"] != "adjudicator"].pivot(index=["id", "variable"], columns="coder", values="value")
    wide = wide.reset_index()
    for variable in ("institution", "socialization"):
        for spoken in ("ru", "en"):
            here = wide[(wide["variable"] == variable) & (wide["id"].map(lang) == spoken)]
            kappa = cohen_kappa_score(here["writer"], here["second"])
            same = np.mean(here["writer"] == here["second"])
            print(f"{variable:16}{spoken}  n {len(here)}  same {same:.3f}  kappa {kappa:.3f}")
    for spoken in ("ru", "en"):
        here = wide[(wide["variable"] == "themes") & (wide["id"].map(lang) == spoken)]
        first = [set(filter(None, value.split(";"))) for value in here["writer"]]
        second = [set(filter(None, value.split(";"))) for value in here["second"]]
        both = sum(len(a & b) for a, b in zip(first, second, strict=True))
        f1 = 2 * both / (sum(map(len, first)) + sum(map(len, second)))
        print(f"{'themes':16}{spoken}  n {len(here)}  F1 of one coder against the other {f1:.3f}")
    print(f"settled by a third reading: {codings.loc[codings['coder'] == 'adjudicator', 'id'].nunique()} texts")


if __name__ == "__main__":
    main()
