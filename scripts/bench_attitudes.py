"""Measure the attitude and theme classifiers beside TF-IDF with logistic regression, in one run.

    python scripts/bench_attitudes.py [--ruarg FOLDER] [--empathic FOLDER] [--course FOLDER] [--proctoring FOLDER]
                                      [--held-out]

Everything is chosen by cross-validation inside the training texts. ``--held-out`` opens the test part of RuArg's
published split: only for the last figures, never to choose anything. Without folders only the constructed corpus is
measured. Data that is absent is named.
"""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import cohen_kappa_score, f1_score
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split
from sklearn.pipeline import make_pipeline

from otklik import words
from otklik.attitudes import AttitudeClassifier, ThemeClassifier
from otklik.attitudes.features import BLOCKS, TextFeatures
from otklik.attitudes.linear import leaning
from otklik.measure import automation

ROOT = Path(__file__).parents[1]
CLASSES = (ROOT / "models" / "volunteering" / "word_classes.txt").read_text(encoding="utf-8")
# What each claim is about, as its comments say it; written from the names of the claims.
CLAIMS = {
    "masks": r"\w*маск(?!арад|иров)\w*|намордник\w*|респиратор\w*",
    "quarantine": r"\w*карантин\w*|\w*изоля\w*|\w*изолир\w*|локдаун\w*",
    "vaccines": r"\w*вакцин\w*|\w*привив\w*|\w*привит\w*",
}
OBJECT = "предметспора"
CODES = np.array([-1, 0, 1, 2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("ruarg", "empathic", "course", "proctoring"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--held-out", action="store_true")
    given = parser.parse_args()
    for name, measure in (("course", course), ("empathic", empathic), ("proctoring", proctoring)):
        folder = getattr(given, name)
        print(f"\n## {name}")
        if folder is None or not folder.exists():
            print("data absent: not measured")
        else:
            measure(folder)
    print("\n## ruarg")
    if given.ruarg is None or not given.ruarg.exists():
        print("data absent: not measured")
    else:
        speed(given.ruarg)
        ruarg(given.ruarg, given.held_out)


def course(folder: Path) -> None:
    frame = pd.read_csv(folder / "course_evaluations.csv")
    gold = frame["sentiment"].astype(int).astype(str).to_numpy(dtype=object)
    texts = frame["text"].to_numpy(dtype=object)
    models = {
        "TF-IDF + LR": reference,
        "words alone": lambda: AttitudeClassifier(["-1", "0", "1"], aim="balance"),
        "words and word classes": lambda: AttitudeClassifier(["-1", "0", "1"], word_classes=CLASSES, aim="balance"),
    }
    for name, make in models.items():
        guess, sure = np.empty(len(gold), dtype=object), np.zeros(len(gold))
        held, inside, automatic = [], [], []
        for seen, unseen in StratifiedKFold(10, shuffle=True, random_state=42).split(gold, gold):
            model = make().fit(list(texts[seen]), gold[seen])
            probability = model.predict_proba(list(texts[unseen]))
            guess[unseen], sure[unseen] = model.predict(list(texts[unseen])), probability.max(axis=1)
            held.append(model.classes_[probability.argmax(axis=1)] == gold[unseen])
            if isinstance(model, AttitudeClassifier):
                of = [model.classes_.tolist().index(label) for label in gold[unseen]]
                inside.append(model.predict_set(list(texts[unseen]))[np.arange(len(of)), of])
                automatic.append(~model.needs_person(list(texts[unseen])))
        order = np.concatenate(
            [unseen for _, unseen in StratifiedKFold(10, shuffle=True, random_state=42).split(gold, gold)]
        )
        line = (
            f"{name}: macro-F1 {f1_score(gold, guess, average='macro'):.3f}, quadratic kappa "
            f"{cohen_kappa_score(gold.astype(int), guess.astype(int), weights='quadratic'):.3f}, "
            f"calibration error {automation.calibration_error(sure[order], np.concatenate(held)):.3f}"
        )
        if inside:
            auto = np.concatenate(automatic)
            line += (
                f", sets at 90% cover {np.concatenate(inside).mean():.1%}, "
                f"{auto.mean():.0%} automatic at {(guess == gold)[order][auto].mean():.0%}"
            )
        print(line, flush=True)


def reference() -> object:
    return make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(C=5.0, class_weight="balanced", max_iter=1000),
    )


def empathic(folder: Path) -> None:
    frame = pd.read_csv(folder / "messages.csv").sample(frac=1, random_state=42)
    n = len(frame)
    frame = pd.concat([frame[: int(0.8 * n)], frame[int(0.9 * n) :]]).reset_index(drop=True)
    texts = frame["essay"].to_numpy(dtype=object)
    counted = TextFeatures(blocks=tuple(BLOCKS)).count(words.of(list(texts)))
    found: dict[str, list[float]] = {}
    for seen, unseen in KFold(10, shuffle=True, random_state=42).split(texts):
        features = TextFeatures(blocks=tuple(BLOCKS)).fit(counted.rows(seen))
        plain = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit(texts[seen])
        pairs = {
            "TF-IDF + ridge": (plain.transform(texts[seen]), plain.transform(texts[unseen]), 3.0),
            "features of the classifier + ridge": (
                features.transform(counted.rows(seen)),
                features.transform(counted.rows(unseen)),
                15.0,
            ),
        }
        for name, (left, right, alpha) in pairs.items():
            for scale in ("empathy", "distress"):
                gold = frame[scale].to_numpy(dtype=float)
                guess = Ridge(alpha).fit(left, gold[seen]).predict(right)
                found.setdefault(f"{name}, {scale}", []).append(float(np.corrcoef(guess, gold[unseen])[0, 1]))
    for name, values in found.items():
        print(f"{name}: r {np.mean(values):.3f}", flush=True)


def proctoring(folder: Path) -> None:
    """Micro-F1 of codes used at least ten times, over all questions, beside the second coder on the same answers."""
    ours, theirs = np.zeros(3), np.zeros(3)
    second, same = np.zeros(3), np.zeros(3)
    for primary in sorted((folder / "double_coded").glob("*(primary).csv")):
        left = coded(primary)
        right = coded(primary.with_name(primary.name.replace("primary", "secondary")))
        often = pd.Series([code for _, codes in left.values() for code in codes]).value_counts()
        kept = sorted(often[often >= 10].index)
        if not kept:
            continue
        keys = list(left)
        texts = np.array([left[key][0] for key in keys], dtype=object)
        marks = np.array([[code in left[key][1] for code in kept] for key in keys])
        guess, plain = np.zeros_like(marks), np.zeros_like(marks)
        for seen, unseen in KFold(5, shuffle=True, random_state=42).split(texts):
            model = ThemeClassifier(kept).fit(list(texts[seen]), marks[seen].astype(int))
            guess[unseen] = model.predict(list(texts[unseen])) > 0
            for at in range(len(kept)):
                if 0 < marks[seen, at].sum() < len(seen):
                    plain[unseen, at] = reference().fit(texts[seen], marks[seen, at]).predict(texts[unseen])
        ours, theirs = ours + tally(guess, marks), theirs + tally(plain, marks)
        both = [at for at, key in enumerate(keys) if key in right]
        other = np.array([[code in right[keys[at]][1] for code in kept] for at in both]).reshape(len(both), len(kept))
        second, same = second + tally(other, marks[both]), same + tally(guess[both], marks[both])
    print(f"TF-IDF + LR: micro-F1 {f1(theirs):.3f}; ThemeClassifier: {f1(ours):.3f}")
    print(f"on the answers coded twice: ThemeClassifier {f1(same):.3f}, second coder {f1(second):.3f}", flush=True)


def coded(path: Path) -> dict[str, tuple[str, set[str]]]:
    """Return answers and codes by respondent, for answers that have a code; what stands above a code is given too."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    found = {}
    for row in frame.itertuples(index=False):
        given = [code.strip().strip("?").strip() for code in row[2:] if code.strip()]
        parts = [code.split("->") for code in given]
        codes = {"->".join(part[: n + 1]) for part in parts for n in range(len(part))}
        if row[1].strip() and codes:
            found[row[0]] = (row[1], codes)
    return found


def tally(guess: np.ndarray, gold: np.ndarray) -> np.ndarray:
    return np.array([(guess & gold).sum(), guess.sum(), gold.sum()], dtype=float)


def f1(counts: np.ndarray) -> float:
    return float(2 * counts[0] / max(counts[1] + counts[2], 1))


def speed(folder: Path) -> None:
    frame = pd.read_csv(folder / "train.tsv", sep="\t")
    train, _ = train_test_split(frame, random_state=42)
    texts, labels = train["text"].tolist()[:5000], train["masks_stance"].astype(str).tolist()[:5000]
    begun = time.perf_counter()
    model = AttitudeClassifier().fit(texts, labels)
    print(f"5,000 texts trained with cross-validation: {time.perf_counter() - begun:.0f} s, {model.recipe_}")
    begun = time.perf_counter()
    model.predict_proba(texts * 2)
    print(f"predicted: {10_000 / (time.perf_counter() - begun):,.0f} texts/s", flush=True)


class Claims:
    """Stance or argument towards three claims, from classifiers of one claim and of all claims together.

    A text speaks of a claim or not; if it does, its code comes from the mean log-probability of the claim's own
    classifiers and of those that learn from all three, in whose texts the words of the claim are one and the same word;
    with word classes and without. ``C`` and the mixture were chosen by cross-validation in the training part.
    """

    def fit(self, frame: pd.DataFrame, kind: str) -> Claims:
        self.kind = kind
        self.speaks_, self.own_, self.lean_ = {}, {}, {}
        parts = []
        for at, claim in enumerate(CLAIMS):
            codes = frame[f"{claim}_{kind}"].to_numpy()
            texts = levelled(frame["text"], claim)
            here = np.flatnonzero(codes >= 0)
            self.speaks_[claim] = AttitudeClassifier(C=5.0).fit(texts, np.where(codes >= 0, "yes", "no"))
            labels = codes[here].astype(str)
            told = [texts[row] for row in here]
            self.own_[claim] = [AttitudeClassifier(C=0.5, word_classes=sight).fit(told, labels) for sight in SIGHTS]
            parts += [(at, row, texts[row], label) for row, label in zip(here, labels, strict=True)]
        claims, rows, texts, labels = zip(*parts, strict=True)
        self.pooled_ = [
            AttitudeClassifier(C=0.5, word_classes=sight).fit(list(texts), labels, groups=rows) for sight in SIGHTS
        ]
        self.held_out_ = {}
        for at, claim in enumerate(CLAIMS):
            codes = frame[f"{claim}_{kind}"].to_numpy()
            there = np.full((len(frame), 3), 1 / 3)
            mine = np.array(claims) == at
            there[np.array(rows)[mine]] = mixed(
                [model.held_out_ for model in self.own_[claim]] + [model.held_out_[mine] for model in self.pooled_]
            )
            # Texts that do not speak of the claim have no held-out code: those of the final model are as unseen.
            others = np.flatnonzero(codes < 0)
            there[others] = self._codes(frame["text"].iloc[others], claim)
            self.held_out_[claim] = four(self.speaks_[claim].held_out_[:, 1], there)
            self.lean_[claim] = leaning4(self.held_out_[claim], codes)
        return self

    def predict(self, texts: pd.Series, claim: str) -> np.ndarray:
        speaks = self.speaks_[claim].predict_proba(levelled(texts, claim))[:, 1]
        found = four(speaks, self._codes(texts, claim))
        return CODES[(np.log(found + 1e-9) + self.lean_[claim]).argmax(axis=1)]

    def _codes(self, texts: pd.Series, claim: str) -> np.ndarray:
        told = levelled(texts, claim)
        return mixed([model.predict_proba(told) for model in (*self.own_[claim], *self.pooled_)])


# The first class is the anchor: the object of the claim takes its place.
SIGHTS = ("", f"OBJECT: {OBJECT}\n" + CLASSES)


def levelled(texts: pd.Series, claim: str) -> list[str]:
    return [re.sub(CLAIMS[claim], OBJECT, text, flags=re.IGNORECASE) for text in texts]


def mixed(given: list[np.ndarray]) -> np.ndarray:
    found = np.exp(np.mean([np.log(one) for one in given], axis=0))
    return found / found.sum(axis=1, keepdims=True)


def four(speaks: np.ndarray, codes: np.ndarray) -> np.ndarray:
    return np.column_stack([1 - speaks, speaks[:, None] * codes])


def leaning4(probability: np.ndarray, codes: np.ndarray) -> np.ndarray:
    return leaning(probability, np.searchsorted(CODES, codes))


def score(gold: np.ndarray, guess: np.ndarray) -> float:
    return float(f1_score(gold, guess, labels=[2, 1, 0], average="macro"))


def ruarg(folder: Path, held_out: bool, kinds: tuple[str, ...] = ("stance", "argument")) -> None:
    frame = pd.read_csv(folder / "train.tsv", sep="\t")
    train, test = train_test_split(frame, random_state=42)
    for kind in kinds:
        model = Claims().fit(train, kind)
        found = []
        for claim in CLAIMS:
            gold, logs = train[f"{claim}_{kind}"].to_numpy(), np.log(model.held_out_[claim] + 1e-9)
            half = np.random.default_rng(0).permutation(len(gold)) % 2
            guess = np.zeros(len(gold), dtype=int)
            for part in (0, 1):
                lean = leaning4(model.held_out_[claim][half == part], gold[half == part])
                guess[half != part] = CODES[(logs[half != part] + lean).argmax(axis=1)]
            found.append(score(gold, guess))
        print(f"{kind}, cross-validated in the training part: {np.mean(found):.3f} {np.round(found, 3)}", flush=True)
        sure = np.vstack([model.held_out_[claim] for claim in CLAIMS])
        gold = np.concatenate([np.searchsorted(CODES, train[f"{claim}_{kind}"]) for claim in CLAIMS])
        right = sure.argmax(axis=1) == gold
        print(f"{kind}: calibration error {automation.calibration_error(sure.max(axis=1), right):.3f}", flush=True)
        if held_out:
            ours = [score(test[f"{claim}_{kind}"], model.predict(test["text"], claim)) for claim in CLAIMS]
            plain = [
                score(test[name], reference().fit(train["text"], train[name]).predict(test["text"]))
                for name in (f"{claim}_{kind}" for claim in CLAIMS)
            ]
            print(f"{kind}, test part: TF-IDF + LR {np.mean(plain):.3f} {np.round(plain, 3)}, ", end="")
            print(f"classifiers {np.mean(ours):.3f} {np.round(ours, 3)}", flush=True)


if __name__ == "__main__":
    main()
