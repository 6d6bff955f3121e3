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
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import cohen_kappa_score, f1_score
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler, normalize

from otklik import words
from otklik.attitudes import AttitudeClassifier, ThemeClassifier, dense
from otklik.attitudes.features import BLOCKS, PLAIN, TextFeatures
from otklik.attitudes.folds import splits, together
from otklik.attitudes.linear import Span, calibrated, calibration, inner, leaning
from otklik.errors import UserError
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
PERSONS = [set(one.split()) for one in ("i me my myself", "they them their he she", "you your", "we us our")]
CODES = np.array([-1, 0, 1, 2])
C = 0.3


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
    """Mean r over ten folds, as published; below it folds that no writer straddles (a writer has up to five texts)."""
    frame = pd.read_csv(folder / "messages.csv").sample(frac=1, random_state=42)
    n = len(frame)
    frame = pd.concat([frame[: int(0.8 * n)], frame[int(0.9 * n) :]]).reset_index(drop=True)
    texts, gold = frame["essay"].to_numpy(dtype=object), frame[["empathy", "distress"]].to_numpy(dtype=float)
    counted = TextFeatures(blocks=tuple(BLOCKS)).count(words.of(list(texts)))
    writers = frame["response_id"].to_numpy()
    for folds, kind in (
        (KFold(10, shuffle=True, random_state=42).split(texts), "published folds"),
        (GroupKFold(10).split(texts, groups=writers), "writers held out"),
    ):
        found: dict[str, list[np.ndarray]] = {}
        for seen, unseen in folds:
            plain = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit(texts[seen])
            features = TextFeatures(blocks=tuple(BLOCKS)).fit(counted.rows(seen))
            left, right = (features.transform(counted.rows(rows)) for rows in (seen, unseen))
            within, across = likeness(texts[seen], texts[unseen], left, right)
            middle = gold[seen].mean(axis=0)
            kernel = KernelRidge(alpha=2.5, kernel="precomputed").fit(within, gold[seen] - middle)
            for name, guess in {
                "TF-IDF + ridge": Ridge(3.0)
                .fit(plain.transform(texts[seen]), gold[seen])
                .predict(plain.transform(texts[unseen])),
                "features of the classifier + ridge": Ridge(15.0).fit(left, gold[seen]).predict(right),
                "features, runs of words and signs, manner + kernel ridge": kernel.predict(across) + middle,
            }.items():
                r = [np.corrcoef(guess[:, at], gold[unseen, at])[0, 1] for at in (0, 1)]
                found.setdefault(name, []).append(np.array(r))
        for name, values in found.items():
            print(f"{kind}, {name}: r {np.round(np.mean(values, axis=0), 3)} (empathy, distress)", flush=True)


def likeness(
    seen: np.ndarray, unseen: np.ndarray, left: sparse.csr_array, right: sparse.csr_array
) -> tuple[np.ndarray, np.ndarray]:
    """Return how like seen texts are to each other, and unseen texts to them: in features, runs of words, manner."""
    runs = TfidfVectorizer(ngram_range=(1, 3), token_pattern=r"\w+|[^\w\s]", sublinear_tf=True, min_df=2).fit(seen)
    scale = StandardScaler().fit(list(map(manner, seen)))
    own, other = runs.transform(seen), runs.transform(unseen)
    here, there = scale.transform(list(map(manner, seen))), scale.transform(list(map(manner, unseen)))
    length = left.power(2).sum(axis=1).mean()
    within = 0.4 * (left @ left.T).toarray() / length + 0.6 * (own @ own.T).toarray()
    across = 0.4 * (right @ left.T).toarray() / length + 0.6 * (other @ own.T).toarray()
    wide = 0.5 / here.shape[1]
    return within + 0.05 * rbf_kernel(here, gamma=wide), across + 0.05 * rbf_kernel(there, here, gamma=wide)


def manner(text: str) -> list[float]:
    """Return how a text is written: lengths, signs, capitals, and of whom it speaks."""
    found = re.findall(r"\w+", text)
    n, small = max(len(found), 1), [word.lower() for word in found]
    return [
        np.log(n),
        float(np.mean([len(word) for word in found] or [0])),
        len(set(small)) / n,
        sum(map(text.count, ".!?")) / n,
        text.count(",") / n,
        text.count("!"),
        text.count("?"),
        sum(map(str.isupper, text)) / max(len(text), 1),
        *(sum(word in who for word in small) / n for who in PERSONS),
        float("  " in text),
    ]


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
    begun = time.perf_counter()
    AttitudeClassifier().fit(texts[:1500], labels[:1500])
    print(f"1,500 texts trained with cross-validation: {time.perf_counter() - begun:.0f} s", flush=True)


class Claims:
    """Stance or argument towards three claims: one regression that learns from all of them.

    A text speaks of a claim or not; if it does, a regression over all pairs of text and claim gives its code. The words
    of the claim are one and the same word in it; half of each feature is shared by the claims, half is a claim's own
    (after Daumé 2007). Views, their lengths and ``C`` were chosen by cross-validation in the training part.
    """

    def fit(self, frame: pd.DataFrame, kind: str) -> Claims:
        codes = np.column_stack([frame[f"{claim}_{kind}"] for claim in CLAIMS])
        self.speaks_ = [
            AttitudeClassifier(C=5.0).fit(levelled(frame["text"], claim), np.where(own >= 0, "yes", "no"))
            for claim, own in zip(CLAIMS, codes.T, strict=True)
        ]
        text, claim = np.nonzero(codes >= 0)
        y = codes[text, claim]
        told = [levelled(frame["text"], name) for name in CLAIMS]
        self.views_ = Views().fit([told[at][row] for row, at in zip(text, claim, strict=True)])
        every = [self.views_.transform(one) for one in told]
        matrix = sparse.csr_array(sparse.vstack([every[at][[row]] for row, at in zip(text, claim, strict=True)]))
        shared = (1 + (claim[:, None] == claim)) / 2
        span = Span(each_its_own(matrix, claim), products=inner(matrix) * shared)
        kin = together(words.of(frame["text"].tolist()))
        scores = np.zeros((len(CLAIMS), len(frame), 3))
        for seen, unseen in splits(kin, codes.max(axis=1)):
            rows = span.of(np.flatnonzero(np.isin(text, seen))).nominal(y[np.isin(text, seen)], C)
            for at, one in enumerate(every):
                scores[at, unseen] = scored(one[unseen], at, rows)
        self.rows_ = span.nominal(y, C)
        self.calibration_ = [calibration(scores[at, text[claim == at]], y[claim == at]) for at in range(len(CLAIMS))]
        self.held_out_ = [
            four(speaks.held_out_[:, 1], calibrated(one, own))
            for speaks, one, own in zip(self.speaks_, scores, self.calibration_, strict=True)
        ]
        self.lean_ = [leaning(one) for one in self.held_out_]
        return self

    def predict(self, texts: pd.Series) -> np.ndarray:
        """Return codes: (n_texts, n_claims)."""
        found = []
        for at, claim in enumerate(CLAIMS):
            told = levelled(texts, claim)
            codes = calibrated(scored(self.views_.transform(told), at, self.rows_), self.calibration_[at])
            found.append(leant(four(self.speaks_[at].predict_proba(told)[:, 1], codes), self.lean_[at]))
        return np.column_stack(found)


class Views:
    """Features of the classifier, runs of letters across words, runs of words and signs, and word vectors.

    Vectors of whole texts, of the clauses with the claim and of the words next to it. Without navec and natasha they
    are left out.
    """

    def __init__(self) -> None:
        self.letters = TfidfVectorizer(analyzer="char", ngram_range=(1, 6), sublinear_tf=True, min_df=2)
        self.runs = TfidfVectorizer(ngram_range=(1, 3), token_pattern=r"\w+|[^\w\s]", sublinear_tf=True, min_df=2)
        try:
            self.sources = dense.opened(vectors="natasha")
        except UserError as error:
            print(f"no word vectors: {error}")
            self.sources = {}
        self.features = TextFeatures(blocks=(*PLAIN, *self.sources), sources=self.sources)

    def fit(self, texts: list[str]) -> Views:
        plain = list(map(plainly, texts))
        self.features.fit(words.of(texts))
        self.letters.fit(plain)
        self.runs.fit(plain)
        return self

    def transform(self, texts: list[str]) -> sparse.csr_array:
        plain = list(map(plainly, texts))
        parts = [self.features.transform(words.of(texts)), self.letters.transform(plain), self.runs.transform(plain)]
        for source in self.sources.values():
            for part in (about, beside):
                counted, place, _ = source.block(words.of(list(map(part, plain))))
                parts.append(normalize(counted @ place) * 0.7)
        return sparse.csr_array(sparse.hstack(parts))


def plainly(text: str) -> str:
    return text.lower().replace("ё", "е")


def about(text: str) -> str:
    return " ".join(clause for clause in re.split(r"[.,!?;:…()\n]+", text) if OBJECT in clause)


def beside(text: str, reach: int = 4) -> str:
    found = re.findall(r"\w+", text)
    at = [place for place, word in enumerate(found) if word == OBJECT]
    return " ".join(word for place, word in enumerate(found) if any(abs(place - one) <= reach for one in at))


def each_its_own(matrix: sparse.csr_array, claim: np.ndarray) -> sparse.csr_array:
    """Return features once for all claims and once for each claim alone, both halves of one length."""
    own = [sparse.diags_array((claim == at).astype(float)) @ matrix for at in range(len(CLAIMS))]
    return sparse.csr_array(sparse.hstack([matrix, *own])) * np.sqrt(0.5)


def scored(matrix: sparse.csr_array, claim: int, rows: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    weights, offsets = rows
    width = matrix.shape[1]
    mine = weights[:, :width] + weights[:, (1 + claim) * width : (2 + claim) * width]
    return matrix @ (mine.T * np.sqrt(0.5)) + offsets


def levelled(texts: pd.Series, claim: str) -> list[str]:
    return [re.sub(CLAIMS[claim], OBJECT, text, flags=re.IGNORECASE) for text in texts]


def four(speaks: np.ndarray, codes: np.ndarray) -> np.ndarray:
    return np.column_stack([1 - speaks, speaks[:, None] * codes])


def leant(probability: np.ndarray, lean: np.ndarray) -> np.ndarray:
    return CODES[(np.log(probability + 1e-9) + lean).argmax(axis=1)]


def score(gold: np.ndarray, guess: np.ndarray) -> float:
    return float(f1_score(gold, guess, labels=[2, 1, 0], average="macro"))


def ruarg(folder: Path, held_out: bool, kinds: tuple[str, ...] = ("stance", "argument")) -> None:
    frame = pd.read_csv(folder / "train.tsv", sep="\t")
    train, test = train_test_split(frame, random_state=42)
    for kind in kinds:
        names = [f"{claim}_{kind}" for claim in CLAIMS]
        gold = train[names].to_numpy()
        plain = np.zeros_like(gold)
        for seen, unseen in KFold(5, shuffle=True, random_state=0).split(gold):
            for at, name in enumerate(names):
                model = reference().fit(train["text"].iloc[seen], train[name].iloc[seen])
                plain[unseen, at] = model.predict(train["text"].iloc[unseen])
        said(f"{kind}, cross-validated in the training part: TF-IDF + LR", gold, plain)
        begun = time.perf_counter()
        model = Claims().fit(train, kind)
        took = time.perf_counter() - begun
        guess = np.zeros_like(gold)
        half = np.random.default_rng(0).permutation(len(gold)) % 2
        for at, found in enumerate(model.held_out_):
            for part in (0, 1):  # what is added to a class is found on the other half
                guess[half == part, at] = leant(found[half == part], leaning(found[half != part]))
        said(f"{kind}, cross-validated in the training part: classifiers", gold, guess)
        sure, coded = np.vstack(model.held_out_), np.searchsorted(CODES, gold.T.ravel())
        error = automation.calibration_error(sure.max(axis=1), sure.argmax(axis=1) == coded)
        begun = time.perf_counter()
        model.predict(train["text"])
        rate = len(train) / (time.perf_counter() - begun)
        print(f"{kind}: calibration error {error:.3f}; trained in {took:.0f} s; {rate:,.0f} texts/s", flush=True)
        if held_out:
            plain = [reference().fit(train["text"], train[name]).predict(test["text"]) for name in names]
            said(f"{kind}, test part: TF-IDF + LR", test[names].to_numpy(), np.column_stack(plain))
            said(f"{kind}, test part: classifiers", test[names].to_numpy(), model.predict(test["text"]))


def said(name: str, gold: np.ndarray, guess: np.ndarray) -> None:
    found = [score(gold[:, at], guess[:, at]) for at in range(gold.shape[1])]
    print(f"{name} {np.mean(found):.3f} {np.round(found, 3)}", flush=True)


if __name__ == "__main__":
    main()
