"""Measure theme models beside gensim, tomotopy and a plain dictionary in one run.

    python scripts/bench_themes.py [--short FOLDER] [--jupyter FOLDER] [--comments FILE --text COLUMN]

FOLDER of ``--short`` holds labelled short texts, one a line (SearchSnippets, StackOverflow, Tweet, each with labels):
arg-max theme per text, accuracy or purity and normalised mutual information. ``--jupyter`` holds the 2015 export of a
survey and its analysts' codes. ``--comments`` is drawn from for 10,000 to 1,000,000 comments of 20 words. Without any
folder only the constructed corpus is measured. Rows whose data or library is absent say so.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import resource
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score, normalized_mutual_info_score

import otklik
from otklik import codebook, words
from otklik.themes import GuidedThemes, LdaThemes, NmfThemes, TomotopyThemes, vocabulary

ROOT = Path(__file__).parents[1]
SNIPPETS = {
    "business": "business market bank trade finance economy stock company",
    "computers": "computer software programming internet hardware network web data",
    "culture": "culture movie music film art actor album dance",
    "science": "science research physics education university theory math theoretical",
    "engineering": "engineering engine car electrical vehicle mechanical motor aircraft",
    "health": "health medical disease hospital drug diet treatment patient",
    "politics": "politics political government party president election democracy congress military",
    "sports": "sports football game team league tennis soccer match",
}
# Six seeds for each code that analysts used at least 40 times, written without looking at their keywords.
JUPYTER = {
    "hinderances": {
        "development": "ide debugger editor autocomplete refactor vim",
        "setup": "install installation server setup configure environment",
        "disseminate": "share report export publish presentation pdf",
        "reuse": "script module reuse automate import production",
        "version": "git version diff merge control repository",
        "collab": "collaborate collaboration colleague together simultaneous team",
        "language": "r language kernel julia java matlab",
        "robust": "crash slow performance memory stable bug",
        "integrations": "integration integrate spark database excel tool",
    },
    "difficult_aspects": {
        "ux": "interface shortcut cell keyboard scroll browser",
        "development": "debug debugger ide refactor testing module",
        "editor": "editor vim emacs editing completion text",
        "hosting": "server install hosting setup remote cloud",
        "version_control": "git version diff merge control github",
        "content_management": "file folder directory organize search manage",
        "dissemination": "share export pdf report slides publish",
        "language": "r python language kernel julia java",
    },
}
QUESTIONS = {"hinderances": "hinders you", "difficult_aspects": "difficult to use"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", type=Path)
    parser.add_argument("--jupyter", type=Path)
    parser.add_argument("--comments", type=Path)
    parser.add_argument("--text", default="text")
    given = parser.parse_args()
    importlib.import_module("gensim.models")  # loaded before anything is timed
    words.count(["слово word"])
    if given.short:
        guided(given.short)
        for name in ("SearchSnippets", "StackOverflow", "Tweet"):
            unguided(given.short, name)
    else:
        print("skipped: SearchSnippets, StackOverflow, Tweet (no --short)")
    constructed()
    if given.jupyter:
        for question, seeds in JUPYTER.items():
            jupyter(given.jupyter, question, seeds)
    else:
        print("skipped: the Jupyter survey (no --jupyter)")
    if given.comments:
        growth(otklik.read(given.comments).frame[given.text].tolist())
    else:
        print("skipped: growth (no --comments)")


def texts_and_labels(folder: Path, name: str) -> tuple[list[str], np.ndarray]:
    texts = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    [path] = [path for path in folder.glob(f"{name}_*") if path.stem.lower().endswith("label")]
    return texts, np.array([int(line) for line in path.read_text().split()])


def timed(make: Callable[[], Any], counted: words.Words) -> tuple[np.ndarray, Any, float]:
    begun = time.perf_counter()
    model = make()
    probability = model.fit_transform(counted)
    return probability, model, time.perf_counter() - begun


def guided(folder: Path) -> None:
    texts, labels = texts_and_labels(folder, "SearchSnippets")
    begun = time.perf_counter()
    counted = words.count(texts)
    print(f"\nSearchSnippets guided by eight seeds a label (words counted once in {time.perf_counter() - begun:.1f} s)")
    seeds = {name: listed.split() for name, listed in SNIPPETS.items()}
    methods: list[tuple[str, Callable[[], Any]]] = [
        ("otklik", lambda: GuidedThemes(seeds)),
        ("gensim LDA, seeded start", lambda: LdaThemes(seeds)),
        ("gensim NMF, seeds choose", lambda: NmfThemes(seeds)),
    ]
    if has_tomotopy():
        methods.append(("tomotopy LDA, word priors", lambda: TomotopyThemes(seeds)))
    print(f"  {'seed dictionary':28} {score(dictionary(counted, seeds), labels)}")
    for name, make in methods:
        probability, model, took = timed(make, counted)
        print(f"  {name:28} {score(probability[:, :8], labels)}  {took:5.1f} s")
        if name == "otklik":
            print(f"  {'':28} other words find what seeds name: {model.context_accuracy_:.2f}")


def dictionary(counted: words.Words, seeds: dict[str, list[str]]) -> np.ndarray:
    terms = vocabulary.learn(counted, vocabulary.normal_seeds(seeds))
    marked, _ = vocabulary.seed_matrix(terms, seeds)
    return np.asarray(vocabulary.presences(counted, terms) @ marked.T)


def score(probability: np.ndarray, labels: np.ndarray) -> str:
    found = probability.argmax(axis=1) + 1
    return f"accuracy {(found == labels).mean():.3f}  NMI {normalized_mutual_info_score(labels, found):.3f}"


def unguided(folder: Path, name: str) -> None:
    texts, labels = texts_and_labels(folder, name)
    counted = words.count(texts)
    k = len(set(labels))
    print(f"\n{name}, unguided, {len(texts):,} texts, {k} labels: mean of three seeds")
    methods: list[tuple[str, Callable[[int], Any]]] = [
        ("otklik", lambda seed: GuidedThemes({}, n_topics=k, random_state=seed)),
        ("gensim LDA, 10 passes", lambda seed: Lda(k, seed)),
    ]
    if has_tomotopy():
        methods.append(("tomotopy LDA, 500 iterations", lambda seed: Tomotopy(k, seed)))
    for method, make in methods:
        rows = []
        for seed in range(3):
            probability, model, took = timed(partial(make, seed), counted)
            found = probability.argmax(axis=1)
            purity = sum(np.bincount(labels[found == part]).max() for part in np.unique(found)) / len(labels)
            rows.append(
                (normalized_mutual_info_score(labels, found), purity, took, getattr(model, "agreement_", np.nan))
            )
        nmi, purity, took, agreement = np.mean(rows, axis=0)
        print(
            f"  {method:28} NMI {nmi:.3f}  purity {purity:.3f}  {took:5.1f} s"
            + ("" if np.isnan(agreement) else f"  restarts agree {agreement:.2f}")
        )


class Lda:
    """gensim's LdaModel as people use it."""

    def __init__(self, k: int, seed: int) -> None:
        self.k, self.seed = k, seed

    def fit_transform(self, counted: words.Words) -> np.ndarray:
        from gensim.corpora import Dictionary
        from gensim.models import LdaModel

        texts = lists(counted)
        dictionary = Dictionary(texts)
        corpus = [dictionary.doc2bow(text) for text in texts]
        model = LdaModel(corpus, num_topics=self.k, id2word=dictionary, passes=10, random_state=self.seed)
        return np.asarray(model.inference(corpus)[0])


class Tomotopy:
    """tomotopy's LDAModel as people use it."""

    def __init__(self, k: int, seed: int) -> None:
        self.k, self.seed = k, seed

    def fit_transform(self, counted: words.Words) -> np.ndarray:
        import tomotopy

        model = tomotopy.LDAModel(k=self.k, seed=self.seed)
        for text in lists(counted):
            model.add_doc(text or ["?"])
        model.train(500, workers=0)
        return np.array([document.get_topic_dist() for document in model.docs])


def lists(counted: words.Words) -> list[list[str]]:
    content = counted.content_lemmas()
    running = counted.lemma_ids()
    return [
        [counted.lemmas[at] for at in running[start:stop] if at >= 0 and content[at]]
        for start, stop in zip(counted.starts[:-1], counted.starts[1:], strict=True)
    ]


def has_tomotopy() -> bool:
    found = importlib.util.find_spec("tomotopy") is not None
    if not found:
        print("  skipped: tomotopy is not installed")
    return found


def constructed() -> None:
    corpus = otklik.read(ROOT / "corpora" / "volunteering" / "answers.csv").frame
    book = codebook.load("volunteering")
    themes = [theme.id for theme in book.themes]
    test = corpus[corpus["split"] == "test"]
    counted = words.count(test["text"], typed=True)
    truth = np.array([[theme in row.split(";") for theme in themes] for row in test["themes"].fillna("")])
    seeds = {theme.id: [seed for listed in theme.seeds.values() for seed in listed] for theme in book.themes}
    print("\nconstructed corpus, test writers, themes from seeds alone: micro-F1")
    named = GuidedThemes(book).fit_transform(counted) >= 0.5
    matched = dictionary(counted, seeds) > 0
    for language in ("ru", "en", "both"):
        rows = np.ones(len(test), dtype=bool) if language == "both" else (test["lang"] == language).to_numpy()
        by_model, by_seeds = (f1_score(truth[rows], found[rows], average="micro") for found in (named, matched))
        print(f"  {language:5} otklik {by_model:.3f}  dictionary {by_seeds:.3f}")


def jupyter(folder: Path, question: str, seeds: dict[str, str]) -> None:
    survey = pd.read_csv(folder / "export_2015_surveygizmo.csv")
    codes = pd.read_csv(folder / "themes_2015" / f"{question}_themes.csv", sep=";", index_col=0).iloc[:, 0].fillna("")
    columns = [column for column in survey.columns if QUESTIONS[question] in column]
    answers = survey.loc[codes.index, columns].fillna("").astype(str).agg(". ".join, axis=1)
    truth = np.array([[theme in row.split(",") for theme in seeds] for row in codes])
    counted = words.count(answers, typed=True)
    listed = {theme: chosen.split() for theme, chosen in seeds.items()}
    named = GuidedThemes(listed).fit_transform(counted) >= 0.5
    matched = dictionary(counted, listed) > 0
    print(
        f"\nJupyter survey, {question}: {len(answers)} answers, {len(seeds)} codes (made with patterns), six seeds each"
    )
    for name, found in (("otklik", named), ("dictionary", matched)):
        micro, macro = (f1_score(truth, found, average=kind, zero_division=0) for kind in ("micro", "macro"))
        print(f"  {name:12} micro-F1 {micro:.3f}  macro-F1 {macro:.3f}")


def growth(texts: list[str]) -> None:
    book = codebook.load("volunteering")
    drawn = random.Random(1)
    running = [form for text in texts for form in text.split()]
    running += [
        form
        for text in otklik.read(ROOT / "corpora" / "volunteering" / "answers.csv").frame["text"]
        for form in text.split()
    ]
    print(f"\ncomments of 20 words, {len(book.themes)} themes and five topics")
    for n in (10_000, 100_000, 1_000_000):
        counted = words.count(" ".join(drawn.choices(running, k=20)) for _ in range(n))
        begun = time.perf_counter()
        model = GuidedThemes(book, n_topics=5).fit(counted)
        fitted = time.perf_counter()
        model.transform(counted)
        done = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(
            f"  {n:9,}: fit {fitted - begun:5.1f} s, transform {done - fitted:5.1f} s, {memory:.2f} GiB at most so far"
        )
        if n == 10_000:
            more = dict(seeds_of(book)) | {"weather": ["погода", "дождь", "rain", "sun"]}
            begun = time.perf_counter()
            GuidedThemes(more).fit_transform(counted)
            print(f"             one more theme, fitted again: {time.perf_counter() - begun:.1f} s")


def seeds_of(book: Any) -> Iterator[tuple[str, list[str]]]:
    for theme in book.themes:
        yield theme.id, [seed for listed in theme.seeds.values() for seed in listed]


if __name__ == "__main__":
    main()
