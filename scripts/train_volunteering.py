"""Train the shipped pack on the training writers of the constructed corpus and write models/volunteering.

    python scripts/train_volunteering.py

Prints what held-out writers show (each writer is coded by a model that has not seen that writer) and what the
development writers show, who chose nothing but the final look. The test writers are not touched here: see
scripts/evaluate_volunteering.py; what was tried on the way: scripts/try_volunteering.py.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score, confusion_matrix, f1_score

from otklik import clean, codebook, messages, words
from otklik.attitudes import THEMES, AttitudeClassifier, Target, ThemeClassifier, pack
from otklik.attitudes.recipes import Recipe
from otklik.attitudes.word_classes import WordClasses
from otklik.domain import NOT_EXPRESSED, Codebook, Scale
from otklik.measure import automation, coders
from otklik.reading import double_coding
from otklik.report import coders as told_of_coders

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpora" / "volunteering" / "answers.csv"
CODINGS = CORPUS.with_name("codings.csv")
PACK = ROOT / "models" / "volunteering"
AUTOMATIC_ACCURACY = 0.9
LEAST_KNOWN = 0.25
SHARES = (0.25, 0.5, 0.75, 1.0)
"""Points of the accuracy-automation curve in the card."""


def main() -> None:
    begun = time.perf_counter()
    messages.use("en")  # the card is
    corpus = pd.read_csv(CORPUS, dtype=str, keep_default_na=False)
    train, dev = (corpus[corpus["split"] == split].reset_index(drop=True) for split in ("train", "dev"))
    book = codebook.load("volunteering")
    seen, unseen = (words.count(clean.text(text).text for text in part["text"]) for part in (train, dev))
    writers = train["writer"].tolist()
    classifiers: dict[str, AttitudeClassifier | ThemeClassifier] = {}
    targets, lines = [], []
    for scale in book.scales:
        model = AttitudeClassifier(scale.values, word_classes=classes()).fit(seen, train[scale.id].tolist(), writers)
        gold = train[scale.id].to_numpy(dtype=object)
        right = model.classes_[model.held_out_.argmax(axis=1)] == gold
        classifiers[scale.id] = model
        targets.append(Target(scale.id, "scale", scale.values, True, threshold(model.held_out_.max(axis=1), right)))
        lines += scale_lines(scale, model, targets[-1].threshold, {"held-out writers": (train, model.held_out_),
                             "development writers": (dev, model.predict_proba(unseen))})  # fmt: skip
    model = ThemeClassifier([theme.id for theme in book.themes], word_classes=classes() + theme_classes(book))
    marks = gold_themes(book, train)
    model.fit(seen, marks, writers)
    given, sure = model.decided(model.held_out_)
    classifiers[THEMES] = model
    bar = threshold(sure, (given == marks).all(axis=1))
    targets.append(Target(THEMES, THEMES, tuple(map(str, model.classes_)), False, bar, float(model.threshold_)))
    lines += theme_lines(book, model, bar, {"held-out writers": (train, model.held_out_),
                         "development writers": (dev, model.predict_proba(unseen))})  # fmt: skip
    agreed = agreement(book, set(train["id"]))
    print("\n".join(lines))
    pack.save(
        PACK,
        targets,
        classifiers,
        least_known=LEAST_KNOWN,
        meta={
            "title": {"ru": "волонтёрство студентов-медиков", "en": "medical students on volunteering"},
            "version": "1.0.0",
            "codebook": book.id,
            "automatic_accuracy": AUTOMATIC_ACCURACY,
            "trained_on": {"corpus": "corpora/volunteering", "texts": len(train), "writers": sorted(set(writers))},
            "agreement": agreed.facts,
        },
        card=CARD.format(n=len(train), writers=len(set(writers)), classes=len(WordClasses(classes()).names),
                         facets=len(WordClasses(theme_classes(book)).names), recipes=recipes(classifiers),
                         accuracy=f"{AUTOMATIC_ACCURACY:.0%}", tables="\n".join(lines),
                         coders=told_of_coders.markdown(agreed), misses=misses(book, dev, unseen, classifiers)),
    )  # fmt: skip
    print(f"\n{time.perf_counter() - begun:.0f} s")


def agreement(book: Codebook, trained_on: set[str]) -> coders.Coders:
    """Measure the two coders of the training texts, who are constructed: an upper bound of people's agreement."""
    found = double_coding.read([CODINGS], coders=["coder_a", "coder_b"], themes=[THEMES])
    here = [at for at, one in enumerate(found.ids) if one in trained_on]
    order = {scale.id: scale.values for scale in book.scales}
    agreed = coders.summary({one.id: one.given[here] for one in found.variables}, order, bound=True)
    assert agreed is not None
    return agreed


def classes() -> str:
    return (PACK / "word_classes.txt").read_text(encoding="utf-8")


def theme_classes(book: Codebook) -> str:
    """Return the facets of themes, and the codebook's seed words of each theme as one class more."""
    seeds = [
        f"SEEDS_{theme.id}: " + " ".join(seed.replace(" ", "_") for listed in theme.seeds.values() for seed in listed)
        for theme in book.themes
    ]
    return "\n".join([(PACK / "theme_classes.txt").read_text(encoding="utf-8"), *seeds, ""])


def threshold(sure: np.ndarray, right: np.ndarray) -> float:
    found = automation.threshold(sure, right, AUTOMATIC_ACCURACY)
    return 1.0 if found is None else round(found, 4)


def gold_themes(book: Codebook, part: pd.DataFrame) -> np.ndarray:
    return np.array([[theme.id in listed.split(";") for theme in book.themes] for listed in part["themes"]]).astype(int)


def recipes(classifiers: dict[str, AttitudeClassifier | ThemeClassifier]) -> str:
    def told(recipe: Recipe) -> str:
        kind = "steps of the scale (Frank and Hall)" if recipe.stepwise else "classes"
        return f"C {recipe.c}, {kind}, blocks {', '.join(recipe.blocks)}"

    return "; ".join(f"`{name}`: {told(model.recipe_)}" for name, model in classifiers.items())


def scale_lines(
    scale: Scale, model: AttitudeClassifier, bar: float, parts: dict[str, tuple[pd.DataFrame, np.ndarray]]
) -> list[str]:
    heads = ["texts", "language", "n", "macro-F1", "quadratic kappa of the groups", "mean absolute error",
             "calibration error", "automatic at threshold", "of those right"]  # fmt: skip
    lines = ["", f"## {scale.name['en']} (`{scale.id}`)", "", *head(heads)]
    for name, (part, probability) in parts.items():
        gold = part[scale.id].to_numpy(dtype=object)
        guess, sure = model.classes_[probability.argmax(axis=1)], probability.max(axis=1)
        for lang in ("ru", "en"):
            here = (part["lang"] == lang).to_numpy()
            a, b = on_scale(scale, gold[here], guess[here])
            automatic = here & (sure >= bar)
            lines.append(
                f"| {name} | {lang} | {here.sum()} | {f1_score(gold[here], guess[here], average='macro'):.3f} "
                f"| {cohen_kappa_score(a, b, weights='quadratic'):.3f} | {np.abs(a - b).mean():.3f} "
                f"| {automation.calibration_error(sure[here], (guess == gold)[here]):.3f} "
                f"| {automatic.sum() / here.sum():.0%} | {(guess == gold)[automatic].mean():.0%} |"
            )
    (part, probability) = parts["held-out writers"]
    gold = part[scale.id].to_numpy(dtype=object)
    guess, sure = model.classes_[probability.argmax(axis=1)], probability.max(axis=1)
    each = f1_score(gold, guess, average=None, labels=list(scale.values))
    coded, right = automation.curve(sure, guess == gold)
    curve = ", ".join(f"{share:.0%} → {right[int(np.ceil(share * len(coded))) - 1]:.0%}" for share in SHARES)
    by_group = ", ".join(f"{value} {f1:.2f}" for value, f1 in zip(scale.values, each, strict=True))
    lines += ["", f"Threshold {bar}. Held-out writers, share coded automatically, surest first → right: {curve}.",
              "", f"F1 by group: {by_group}.", "", "Confusion (rows: gold; columns: coded), held-out writers:", "",
              *head(["", *scale.values])]  # fmt: skip
    table = confusion_matrix(gold, guess, labels=list(scale.values))
    lines += [f"| {name} | " + " | ".join(map(str, row)) + " |" for name, row in zip(scale.values, table, strict=True)]
    return lines


def head(names: list[str]) -> list[str]:
    return ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]


def on_scale(scale: Scale, gold: np.ndarray, guess: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the steps of texts of which both gold and guess lie on the scale."""
    both = (gold != NOT_EXPRESSED) & (guess != NOT_EXPRESSED)
    order = {value: at for at, value in enumerate(scale.values)}
    return np.array([order[v] for v in gold[both]]), np.array([order[v] for v in guess[both]])


def theme_lines(
    book: Codebook, model: ThemeClassifier, bar: float, parts: dict[str, tuple[pd.DataFrame, np.ndarray]]
) -> list[str]:
    heads = ["texts", "language", "n", "micro-F1", "macro-F1", "automatic at threshold", "of those all right"]
    lines = ["", "## Themes", "", *head(heads)]
    for name, (part, probability) in parts.items():
        gold = gold_themes(book, part)
        given, sure = model.decided(probability)
        for lang in ("ru", "en"):
            here = (part["lang"] == lang).to_numpy()
            automatic = here & (sure >= bar)
            right = (given == gold).all(axis=1)[automatic].mean() if automatic.any() else float("nan")
            micro, macro = (f1_score(gold[here], given[here], average=kind) for kind in ("micro", "macro"))
            shown = "—" if np.isnan(right) else f"{right:.0%}"
            share = automatic.sum() / here.sum()
            lines.append(f"| {name} | {lang} | {here.sum()} | {micro:.3f} | {macro:.3f} | {share:.0%} | {shown} |")
    part, probability = parts["held-out writers"]
    each = f1_score(gold_themes(book, part), model.decided(probability)[0], average=None)
    listed = ", ".join(f"{theme.id} {f1:.2f}" for theme, f1 in zip(book.themes, each, strict=True))
    return [*lines, "", f"F1 by theme, held-out writers: {listed}."]


def misses(
    book: Codebook,
    dev: pd.DataFrame,
    counted: words.Words,
    classifiers: dict[str, AttitudeClassifier | ThemeClassifier],
) -> str:
    """Quote the development texts that were coded most surely wrong, three a scale."""
    lines = []
    for scale in book.scales:
        model = classifiers[scale.id]
        probability = model.predict_proba(counted)
        guess, sure = model.classes_[probability.argmax(axis=1)], probability.max(axis=1)
        gold = dev[scale.id].to_numpy(dtype=object)
        wrong = np.flatnonzero(guess != gold)
        for at in wrong[np.argsort(-sure[wrong], kind="stable")][:3]:
            text = dev["text"][at].replace("\n", " ")
            lines.append(f"- {scale.id}: gold {gold[at]}, coded {guess[at]} ({sure[at]:.2f}): “{text[:160]}”")
    return "\n".join(lines)


CARD = """\
# Model card: volunteering 1.0.0

Codes answers to "What do you think about medical students taking part in volunteering?", in Russian and English, on
the two scales of the codebook `volunteering` (institution and socialization, four ordered groups each, or
`not_expressed`) and names its fifteen themes.

**Made by** `python scripts/train_volunteering.py`: logistic regression on word forms, lemmas, letter groups and
classes of words (`word_classes.txt`: {classes} kinds of words in both languages; for themes also `theme_classes.txt`
and the codebook's seed words, {facets} kinds), with negation, place in the text, and whether the clause speaks of the
school; one model for both languages; probabilities calibrated on held-out writers. Chosen by held-out log loss:
{recipes}. JSON and npz; nothing is executed. What else was tried, with figures: `python scripts/try_volunteering.py`.

The word classes were written from the codebook and from knowledge of the languages, and widened after reading errors on
training writers. Whoever wrote the answers may use words as the author of the classes does: expect less on answers of
real students.

**Trained on** {n} constructed answers of {writers} writers (`corpora/volunteering`, split `train`). These are not
survey data: they were written for this project. What the model does on answers of real students is not known.

**Not for**: decisions about persons; other questions; languages other than Russian and English; shares in a publication
without a random part coded by hand.

Held-out writers: each of the training writers coded by a model that has not seen that writer. Development writers chose
nothing. The writers of the test part are for `python scripts/evaluate_volunteering.py`, which prints the model beside
three references. A text is coded automatically from a threshold on whose lower confidence bound reaches {accuracy}.
{tables}

## How well the coders of the training texts agreed
{coders}

## Where it fails
Development texts coded most surely wrong:

{misses}
"""

if __name__ == "__main__":
    main()
