"""Measure tokens, lemmas and speed beside spaCy, razdel, pymorphy3 and simplemma in one run.

    python scripts/bench_words.py --treebanks FOLDER [--part test] [--comments FILE --text COLUMN]

FOLDER holds Universal Dependencies files (ru_taiga, ru_gsd, en_ewt). Lemmas: gold tokens with integer ids, without
PUNCT and SYM, lower case, ё as е. Tokens: F1 of spans from the raw text of each sentence. Speed: tokens and lemmas
of all comments, repeated 40 times, in one process, no word known beforehand. Rows whose data or library is
absent say so.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from otklik import clean, words

TREEBANKS = {"ru_taiga": "ru", "ru_gsd": "ru", "en_ewt": "en"}
Sentence = tuple[str, list[tuple[str, str, str]], list[tuple[int, int]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path)
    parser.add_argument("--part", default="test", choices=["dev", "test"])
    parser.add_argument("--comments", type=Path)
    parser.add_argument("--text", default="text")
    given = parser.parse_args()
    for name, lang in TREEBANKS.items():
        found = sorted(given.treebanks.rglob(f"{name}*{given.part}.conllu")) if given.treebanks else []
        if not found:
            print(f"skipped: no {name} {given.part} under {given.treebanks}")
            continue
        sentences = list(read(found[0]))
        print(f"\n{name} {given.part}: {len(sentences)} sentences")
        for method, lemmatize in lemmatizers(lang):
            print(f"  lemmas  {method:34} {accuracy(sentences, lemmatize):.4f}")
        for method, tokenize in tokenizers(lang):
            print(f"  tokens  {method:34} F1 {span_f1(sentences, tokenize):.4f}")
    if given.comments is None or not given.comments.is_file():
        print("skipped: speed (no --comments)")
        return
    import otklik

    texts = otklik.read(given.comments).frame[given.text].tolist() * 40
    speed(texts)


def read(path: Path) -> Iterator[Sentence]:
    """Give each sentence's text, its syntactic words (form, lemma, part of speech), and the spans of its tokens."""
    text, rows, surface = "", [], []
    skip_until = 0
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# text = "):
            text = line[9:]
        elif not line.strip():
            if rows:
                yield text, rows, spans(text, surface)
            text, rows, surface, skip_until = "", [], [], 0
        elif not line.startswith("#"):
            number, form, lemma, part, *_ = line.split("\t")
            if "-" in number:
                skip_until = int(number.split("-")[1])
                surface.append(form)
            elif number.isdigit():
                rows.append((form, lemma, part))
                if int(number) > skip_until:
                    surface.append(form)


def spans(text: str, forms: list[str]) -> list[tuple[int, int]]:
    found, at = [], 0
    for form in forms:
        start = text.find(form, at)
        if start < 0:
            return []
        at = start + len(form)
        found.append((start, at))
    return found


def accuracy(sentences: list[Sentence], lemmatize: Callable[[list[str]], list[str]]) -> float:
    right = total = 0
    for _, rows, _ in sentences:
        guesses = lemmatize([form for form, _, _ in rows])
        for (_, lemma, part), guess in zip(rows, guesses, strict=True):
            if part not in {"PUNCT", "SYM"}:
                total += 1
                right += plain(guess) == plain(lemma)
    return right / total


def plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def span_f1(sentences: list[Sentence], tokenize: Callable[[str], list[tuple[int, int]]]) -> float:
    both = gold = guessed = 0
    for text, _, expected in sentences:
        if expected:
            found = set(tokenize(text))
            both += len(found & set(expected))
            gold += len(expected)
            guessed += len(found)
    return 2 * both / (gold + guessed)


def lemmatizers(lang: str) -> Iterator[tuple[str, Callable[[list[str]], list[str]]]]:
    if lang == "ru":
        import pymorphy3

        morph = pymorphy3.MorphAnalyzer()
        yield "pymorphy3, first parse", lambda forms: [morph.parse(form)[0].normal_form for form in forms]
    else:
        import simplemma

        yield "simplemma", lambda forms: [simplemma.lemmatize(form, lang="en") for form in forms]
    yield "otklik", lambda forms: words.lemmas(forms, lang)


def tokenizers(lang: str) -> Iterator[tuple[str, Callable[[str], list[tuple[int, int]]]]]:
    import spacy

    blank = spacy.blank(lang)
    yield "spaCy blank", lambda text: [(t.idx, t.idx + len(t)) for t in blank(text) if not t.is_space]
    try:
        from razdel import tokenize
    except ImportError:
        print("  skipped: razdel is not installed")
    else:
        yield "razdel", lambda text: [(t.start, t.stop) for t in tokenize(text)]
    yield "otklik", lambda text: [(t.start, t.stop) for t in words.tokens(text)]


def speed(texts: list[str]) -> None:
    begun = time.perf_counter()
    counted = words.count(clean.text(text).text for text in texts)
    counted.lemma_counts()
    ours = len(counted.ids) / (time.perf_counter() - begun)
    import spacy

    reference = spacy.blank("ru")
    reference.add_pipe("lemmatizer", config={"mode": "pymorphy3"})
    reference.initialize()
    sample = texts[: max(1, len(texts) // 400)]
    begun = time.perf_counter()
    tokens = sum(len(doc) for doc in reference.pipe(sample))
    theirs = tokens / (time.perf_counter() - begun)
    print(f"\n{len(counted.ids):,} tokens in {len(texts):,} comments: otklik {ours:,.0f} tokens + lemmas a second")
    print(f"spaCy blank + pymorphy3 lemmatizer (on {tokens:,} tokens): {theirs:,.0f}; ratio {ours / theirs:.0f}")


if __name__ == "__main__":
    main()
