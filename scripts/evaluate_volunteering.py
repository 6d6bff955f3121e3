"""Measure the shipped pack on the test writers of the constructed corpus, beside three references in the same run.

    python scripts/evaluate_volunteering.py

References: the majority group of the training part; TF-IDF of words with logistic regression (scikit-learn's defaults,
trained on the same texts); and a dictionary: the group whose name, definition and examples share most words with the
text. Also: quadratic kappa, calibration, the share coded automatically, themes beside the seed words
as a dictionary and the guided model that sees no codings, speed, and near-duplicates between the two parts.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, f1_score
from sklearn.pipeline import make_pipeline

from otklik import clean, codebook, words
from otklik.attitudes import THEMES, AttitudePack
from otklik.domain import NOT_EXPRESSED, Scale
from otklik.measure import automation
from otklik.themes import GuidedThemes

CORPUS = Path(__file__).parents[1] / "corpora" / "volunteering" / "answers.csv"


def main() -> None:
    corpus = pd.read_csv(CORPUS, dtype=str, keep_default_na=False)
    train, test = corpus[corpus["split"] == "train"], corpus[corpus["split"] == "test"]
    book = codebook.load("volunteering")
    print(f"train {len(train)} texts, test {len(test)} texts by other writers")
    print(
        f"test texts that share a run of six words with a training text: {shared_runs(train['text'], test['text'])}\n"
    )
    counted = words.count(clean.text(text).text for text in test["text"])
    pack = AttitudePack.load("volunteering")
    verdicts = pack.code(counted).verdicts
    print(
        f"{'macro-F1 over five values':32}{'lang':>5}{'majority':>10}{'TF-IDF+LR':>11}{'dictionary':>12}{'Otklik':>8}"
    )
    for scale in book.scales:
        gold = test[scale.id].to_numpy(dtype=object)
        reference = make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000)).fit(
            train["text"], train[scale.id]
        )
        guesses = {
            "majority": np.full(len(test), Counter(train[scale.id]).most_common(1)[0][0], dtype=object),
            "TF-IDF+LR": reference.predict(test["text"]).astype(object),
            "dictionary": dictionary(scale, test["text"].tolist()),
            "Otklik": verdicts[scale.id].group,
        }
        for lang in ("ru", "en"):
            here = (test["lang"] == lang).to_numpy()
            line = f"{scale.id:32}{lang:>5}"
            for guess, width in zip(guesses.values(), (10, 11, 12, 8), strict=True):
                line += f"{f1_score(gold[here], guess[here], average='macro', labels=list(scale.values)):>{width}.3f}"
            print(line)
    print()
    for scale in book.scales:
        verdict = verdicts[scale.id]
        gold = test[scale.id].to_numpy(dtype=object)
        right, automatic = verdict.group == gold, ~verdict.needs_person
        coded, reached = automation.curve(verdict.probability, right)
        order = {value: at for at, value in enumerate(scale.values)}
        kappas = []
        for lang in ("ru", "en"):
            both = (test["lang"] == lang).to_numpy() & (gold != NOT_EXPRESSED) & (verdict.group != NOT_EXPRESSED)
            steps = [[order[value] for value in values[both]] for values in (gold, verdict.group)]
            kappas.append(f"{lang} {cohen_kappa_score(*steps, weights='quadratic'):.3f}")
        print(
            f"{scale.id}: quadratic kappa over the groups {', '.join(kappas)}; accuracy {right.mean():.3f}, "
            f"calibration error {automation.calibration_error(verdict.probability, right):.3f}; coded automatically "
            f"{automatic.mean():.0%} at accuracy {right[automatic].mean():.3f}; surest part that is 90% right: "
            f"{coded[reached >= 0.9].max(initial=0):.0%}"
        )
    themes(book, counted, test, verdicts[THEMES].given)
    speed(pack, test["text"].tolist())


def speed(pack: AttitudePack, texts: list[str]) -> None:
    many = [clean.text(f"{text} {at}").text for at in range(20) for text in texts]
    begun = time.perf_counter()
    pack.code(words.count(many))
    rate = len(many) / (time.perf_counter() - begun)
    print(f"\n{len(many):,} texts through the pack, words and all: {rate:,.0f} a second")


def themes(book: codebook.Codebook, counted: words.Words, test: pd.DataFrame, trained: np.ndarray) -> None:
    gold = np.array([[theme.id in listed.split(";") for theme in book.themes] for listed in test["themes"]])
    model = GuidedThemes(book)
    guided = model.fit_transform(counted) >= 0.5
    from otklik.themes import vocabulary

    seeds = {theme.id: [word for listed in theme.seeds.values() for word in listed] for theme in book.themes}
    marked, _ = vocabulary.seed_matrix(model.terms_, seeds)
    matched = np.asarray(vocabulary.presences(counted, model.terms_) @ marked.T) > 0
    print("\nthemes, micro-F1 over 15            seeds as a dictionary   guided model (no codings used)   the pack")
    for lang in ("ru", "en"):
        here = (test["lang"] == lang).to_numpy()
        print(
            f"{lang:32}{f1_score(gold[here], matched[here], average='micro'):>12.3f}"
            f"{f1_score(gold[here], guided[here], average='micro'):>24.3f}"
            f"{f1_score(gold[here], trained[here], average='micro'):>24.3f}"
        )


def dictionary(scale: Scale, texts: list[str]) -> np.ndarray:
    """Choose the group whose name, definition and examples share most content lemmas with the text, none: off scale."""
    vocabularies = []
    for group in scale.groups:
        known = " ".join(
            [*group.name.values(), *group.define.values(), *(e for listed in group.examples.values() for e in listed)]
        )
        vocabularies.append(content(known))
    found = []
    for text in texts:
        shared = [len(content(text) & vocabulary) for vocabulary in vocabularies]
        found.append(scale.groups[int(np.argmax(shared))].id if max(shared) else NOT_EXPRESSED)
    return np.array(found, dtype=object)


def content(text: str) -> set[str]:
    counted = words.count([clean.text(text).text])
    return {lemma for lemma, carries in zip(counted.lemmas, counted.content_lemmas(), strict=True) if carries}


def shared_runs(train: pd.Series, test: pd.Series, length: int = 6) -> int:
    def runs(text: str) -> set[tuple[str, ...]]:
        forms = [
            form.lower() for form in words.lemmas([token.text for token in words.tokens(text) if token.kind == "word"])
        ]
        return {tuple(forms[at : at + length]) for at in range(len(forms) - length + 1)}

    seen = set().union(*map(runs, train))
    return sum(bool(runs(text) & seen) for text in test)


if __name__ == "__main__":
    main()
