"""Print what was tried for the shipped pack: each way by training writers that the model has not seen.

    python scripts/try_volunteering.py

Seven folds, each without one Russian and one English writer. Every line changes one thing; "the pack" is the recipe
that scripts/train_volunteering.py finds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score, f1_score

from otklik import clean, codebook, words
from otklik.attitudes import AttitudeClassifier, ThemeClassifier
from otklik.attitudes.base import read
from otklik.attitudes.features import PLAIN, Counted
from otklik.attitudes.folds import together
from otklik.attitudes.recipes import Recipe
from otklik.domain import NOT_EXPRESSED, Scale
from train_volunteering import CORPUS, classes, gold_themes, on_scale, theme_classes

WORDS = ("form", "lemma", "length")
CLASSES = ("class", "beside", "place")


@dataclass(frozen=True)
class Part:
    """Some texts, of which those of one writer stay in one fold."""

    texts: Counted
    frame: pd.DataFrame
    kin: np.ndarray

    def rows(self, rows: np.ndarray) -> Part:
        return Part(self.texts.rows(rows), self.frame.iloc[rows].reset_index(drop=True), self.kin[rows])


Way = Callable[[Scale, Part, Part], np.ndarray]


def main() -> None:
    corpus = pd.read_csv(CORPUS, dtype=str, keep_default_na=False)
    train = corpus[corpus["split"] == "train"].reset_index(drop=True)
    book = codebook.load("volunteering")
    counted = words.count(clean.text(text).text for text in train["text"])
    kin = together(counted, train["writer"].tolist())
    whole = Part(read(counted, classes()), train, kin)
    pairs = sorted({writer[1:] for writer in train["writer"]})
    folds = [np.flatnonzero((train["writer"].str[1:] != pair).to_numpy()) for pair in pairs]
    best = {scale.id: AttitudeClassifier(scale.values, word_classes=classes()) for scale in book.scales}
    recipes = {
        scale.id: best[scale.id].learn(whole.texts, train[scale.id].tolist(), kin).recipe_ for scale in book.scales
    }
    print("| way | " + " | ".join(f"{scale.id} {lang}" for scale in book.scales for lang in ("ru", "en")) + " |")
    print("| --- |" + " --- |" * 2 * len(book.scales))
    for name, way in ways(recipes).items():
        cells = []
        for scale in book.scales:
            guess = np.empty(len(train), dtype=object)
            for seen in folds:
                unseen = np.setdiff1d(np.arange(len(train)), seen)
                probability = way(scale, whole.rows(seen), whole.rows(unseen))
                guess[unseen] = np.array(scale.values, dtype=object)[probability.argmax(axis=1)]
            for lang in ("ru", "en"):
                here = (train["lang"] == lang).to_numpy()
                gold = train[scale.id].to_numpy(dtype=object)[here]
                kappa = cohen_kappa_score(*on_scale(scale, gold, guess[here]), weights="quadratic")
                cells.append(f"{f1_score(gold, guess[here], average='macro'):.3f} / {kappa:.3f}")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    themes(book, counted, train, kin, folds)
    learning(book, whole, recipes, folds)


def learning(book: codebook.Codebook, whole: Part, recipes: dict[str, Recipe], folds: list[np.ndarray]) -> None:
    """Print how macro-F1 rises with the number of texts, and with the number of writers that as many texts are of."""
    print("\n| training texts | of writers | " + " | ".join(scale.id for scale in book.scales) + " |")
    print("| --- | --- |" + " --- |" * len(book.scales))
    writers = whole.frame["writer"].to_numpy()
    for n, few in ((250, 99), (500, 4), (500, 99), (1000, 99), (2000, 99)):
        cells, counted = [], 0
        for scale in book.scales:
            guess = np.empty(len(writers), dtype=object)
            for number, seen in enumerate(folds):
                rng = np.random.default_rng([n, few, number])
                chosen = rng.permutation(np.unique(writers[seen]))[:few]
                rows = rng.permutation(seen[np.isin(writers[seen], chosen)])[:n]
                unseen = np.setdiff1d(np.arange(len(writers)), seen)
                part, counted = whole.rows(rows), len(chosen)
                model = AttitudeClassifier(scale.values, word_classes=classes())
                model.learn(part.texts, part.frame[scale.id].tolist(), part.kin, recipe=recipes[scale.id])
                best = model.predict_proba(whole.texts.rows(unseen)).argmax(axis=1)
                guess[unseen] = np.array(scale.values, dtype=object)[best]
            cells.append(f"{f1_score(whole.frame[scale.id].to_numpy(dtype=object), guess, average='macro'):.3f}")
        print(f"| {n} | {counted} | " + " | ".join(cells) + " |", flush=True)


def ways(recipes: dict[str, Recipe]) -> dict[str, Way]:
    def learnt(
        change: Callable[[Recipe], Recipe], scale: Scale, seen: Part, values: Sequence[str], labels: list[str]
    ) -> AttitudeClassifier:
        model = AttitudeClassifier(values, word_classes=classes())
        return model.learn(seen.texts, labels, seen.kin, recipe=change(recipes[scale.id]))

    def plain(change: Callable[[Recipe], Recipe] = lambda recipe: recipe) -> Way:
        def way(scale: Scale, seen: Part, unseen: Part) -> np.ndarray:
            return learnt(change, scale, seen, scale.values, seen.frame[scale.id].tolist()).predict_proba(unseen.texts)

        return way

    def apart(scale: Scale, seen: Part, unseen: Part) -> np.ndarray:
        found = np.zeros((len(unseen.frame), len(scale.values)))
        for lang in ("ru", "en"):
            left, right = (np.flatnonzero((part.frame["lang"] == lang).to_numpy()) for part in (seen, unseen))
            found[right] = plain()(scale, seen.rows(left), unseen.rows(right))
        return found

    def staged(scale: Scale, seen: Part, unseen: Part) -> np.ndarray:
        labels = seen.frame[scale.id].to_numpy(dtype=object)
        said = labels != NOT_EXPRESSED
        first = learnt(lambda recipe: replace(recipe, stepwise=False), scale, seen, ["yes", "no"],
                       np.where(said, "yes", "no").tolist())  # fmt: skip
        rows = np.flatnonzero(said)
        second = learnt(lambda recipe: recipe, scale, seen.rows(rows), scale.values[:-1], labels[rows].tolist())
        yes = first.predict_proba(unseen.texts)[:, [0]]
        return np.hstack([yes * second.predict_proba(unseen.texts), 1 - yes])

    def averaged(*several: Way) -> Way:
        return lambda scale, seen, unseen: np.mean([way(scale, seen, unseen) for way in several], axis=0)

    def self_trained(scale: Scale, seen: Part, unseen: Part) -> np.ndarray:
        """Texts that are held out, without their codes, are learnt from once the model is sure of them."""
        first = plain()(scale, seen, unseen)
        sure = np.flatnonzero(first.max(axis=1) >= 0.9)
        if not len(sure):
            return first
        both = pd.concat([seen.frame, unseen.frame.iloc[sure]], ignore_index=True)
        both.loc[len(seen.frame) :, scale.id] = np.array(scale.values, dtype=object)[first[sure].argmax(axis=1)]
        joined = stacked(seen.texts, unseen.texts.rows(sure))
        part = Part(joined, both, np.concatenate([seen.kin, seen.kin.max() + 1 + unseen.kin[sure]]))
        return plain()(scale, part, unseen)

    def blocks(*names: str) -> Callable[[Recipe], Recipe]:
        return lambda recipe: replace(recipe, blocks=names)

    return {
        "word forms and lemmas": plain(blocks(*WORDS)),
        "with letter groups": plain(blocks(*WORDS, "letters")),
        "with pairs of lemmas": plain(blocks(*WORDS, "letters", "pair")),
        "with word classes, negated or not": plain(blocks(*WORDS, "letters", "class")),
        "with classes by clause and place": plain(blocks(*PLAIN)),
        "word classes alone": plain(blocks(*CLASSES, "length")),
        "**the pack**": plain(),
        "classes, no order": plain(lambda recipe: replace(recipe, stepwise=False)),
        "steps of the scale (Frank and Hall)": plain(lambda recipe: replace(recipe, stepwise=True)),
        "mean of both": averaged(
            plain(lambda recipe: replace(recipe, stepwise=False)), plain(lambda recipe: replace(recipe, stepwise=True))
        ),
        "mean of C .5, 1.5 and 5": averaged(
            *(plain(lambda recipe, c=c: replace(recipe, c=c)) for c in (0.5, 1.5, 5.0))
        ),
        "one model for each language": apart,
        "expressed or not first, then the group": staged,
        "self-training on the held-out texts": self_trained,
    }


def stacked(left: Counted, right: Counted) -> Counted:
    from scipy import sparse

    blocks = {
        block: (sparse.csr_array(sparse.vstack([counted, right.blocks[block][0]])), place, names)
        for block, (counted, place, names) in left.blocks.items()
    }
    return replace(left, blocks=blocks, n=left.n + right.n)


def themes(
    book: codebook.Codebook, counted: words.Words, train: pd.DataFrame, kin: np.ndarray, folds: list[np.ndarray]
) -> None:
    marks = gold_themes(book, train)
    names = [theme.id for theme in book.themes]
    facets = theme_classes(book)
    seeds = "\n".join(line for line in facets.splitlines() if line.startswith("SEEDS_"))
    print("\n| themes | micro-F1 ru | en |\n| --- | --- | --- |")
    for name, sight in (("words alone", ""), ("seed words as classes", seeds), ("facets", facets),
                        ("facets and the scales' classes (the pack)", classes() + facets)):  # fmt: skip
        texts = read(counted, sight)
        given = np.zeros_like(marks)
        for seen in folds:
            unseen = np.setdiff1d(np.arange(len(train)), seen)
            model = ThemeClassifier(names, word_classes=sight)
            model.learn(texts.rows(seen), marks[seen], kin[seen], recipe=Recipe(c=1.5))
            given[unseen] = model.decided(model.predict_proba(texts.rows(unseen)))[0]
        cells = [f1_score(marks[here], given[here], average="micro") for here in
                 ((train["lang"] == lang).to_numpy() for lang in ("ru", "en"))]  # fmt: skip
        print(f"| {name} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |", flush=True)


if __name__ == "__main__":
    main()
