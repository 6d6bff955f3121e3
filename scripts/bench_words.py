"""Measure tokens, lemmas, segments, languages and speed beside other tools in one run.

    python scripts/bench_words.py [--treebanks FOLDER] [--part test] [--comments FILE --text COLUMN] [--profile]

FOLDER holds Universal Dependencies files (ru_taiga, ru_gsd, en_ewt). Lemmas: gold tokens with integer ids, without
PUNCT and SYM, lower case, ё as е. Tokens: F1 of spans from the raw text of each sentence. Segments and languages:
corpora/words. Speed: tokens and lemmas of all comments, repeated 40 times, in one process, no word known beforehand;
then comments of 20 words drawn from the same file. Rows whose data or library is absent say so.
"""

from __future__ import annotations

import argparse
import os
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from otklik import clean, language, words

CORPUS = Path(__file__).parents[1] / "corpora" / "words"
TREEBANKS = {"ru_taiga": "ru", "ru_gsd": "ru", "en_ewt": "en"}
BESIDE = (
    "Мы нашли время, хотя его всегда мало.",
    "Вообщем, волонтёрство — это оочень полезно)))",
    "Стали больше ценить его помощь и их труд",
    "Не хожу, т.к. учусь на 3-м курсе мед. вуза",
    "все люди разные, но все хотят счастья",
    "Пришли дети, я им читала сказки",
    "Врач-терапевт сказал, что COVID-19 ещё вернётся",
    "Her help means a lot, it's made me better",
    "I don't think the meeting was interesting",
    "Хочу в Red Cross, because they really help людям",
)
Sentence = tuple[str, list[tuple[str, str, str]], list[tuple[int, int]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path)
    parser.add_argument("--part", default="test", choices=["dev", "test"])
    parser.add_argument("--comments", type=Path)
    parser.add_argument("--text", default="text")
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    os.environ["OTKLIK_CACHE"] = "off"
    if given.comments and given.comments.is_file():  # first, while no word is known
        import otklik

        texts = otklik.read(given.comments).frame[given.text].tolist()
        if given.profile:
            profile(texts)
            return
        speed(texts * 40)
        growth(texts)
    else:
        print("skipped: speed (no --comments)")
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
    survey_lemmas(given.part)
    segments(given.part)
    languages(given.part)
    beside()


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


def survey_lemmas(part: str) -> None:
    print(f"\nlemmas of constructed survey sentences, dense in ambiguous forms ({part})")
    for lang in ("ru", "en"):
        rows = [row for row in corpus("lemmas.tsv", part) if row[0] == lang]
        sentences = [
            (text, [(token, lemma, "X") for token, lemma in zip(text.split(), gold.split(), strict=True)], [])
            for _, text, gold in rows
        ]
        for method, lemmatize in lemmatizers(lang):
            print(f"  {lang}  {method:34} {accuracy(sentences, lemmatize):.4f}")


def corpus(name: str, part: str) -> list[list[str]]:
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()[1:]
    return [row[1:] for row in (line.split("\t") for line in lines) if row[0] == part]


def segments(part: str) -> None:
    print(f"\nends of sentences inside constructed answers ({part}): F1, found, false, missed")
    for lang in ("ru", "en"):
        marked = [mark(text) for code, text in corpus("segments.tsv", part) if code == lang]
        for method, split in splitters(lang):
            sure = [(split(text) - {len(text.rstrip())}, ends) for text, ends, _ in marked]
            print(f"  {lang}  {method:34} {borders(sure)}")
        inner = [
            ({p.stop for p in words.clauses(text)} - {p.stop for p in words.sentences(text)}, turns)
            for text, _, turns in marked
        ]
        print(f"  {lang}  otklik, clauses                    {borders(inner)}")


def mark(text: str) -> tuple[str, set[int], set[int]]:
    """Take the marks out of a text: where sentences end inside it, and where clauses do."""
    plain, ends, turns = "", set(), set()
    for letter in text.replace("\\n", "\n"):
        if letter == "¦":
            ends.add(len(plain))
        elif letter == "‖":
            turns.add(len(plain.rstrip()))
        else:
            plain += letter
    return plain, ends, turns


def borders(pairs: list[tuple[set[int], set[int]]]) -> str:
    both = sum(len(found & gold) for found, gold in pairs)
    false, missed = sum(len(f - g) for f, g in pairs), sum(len(g - f) for f, g in pairs)
    return f"{2 * both / (2 * both + false + missed):.3f}  {both:3} {false:3} {missed:3}"


def splitters(lang: str) -> Iterator[tuple[str, Callable[[str], set[int]]]]:
    import spacy

    blank = spacy.blank(lang)
    blank.add_pipe("sentencizer")
    yield "spaCy sentencizer", lambda text: {len(text[: s.end_char].rstrip()) for s in blank(text).sents}
    try:
        from razdel import sentenize
    except ImportError:
        print("  skipped: razdel is not installed")
    else:
        yield "razdel", lambda text: {len(text[: s.stop].rstrip()) for s in sentenize(text)}
    yield "otklik", lambda text: {part.stop for part in words.sentences(text)}


def languages(part: str) -> None:
    rows = [(code, clean.text(text).text) for code, text in corpus("languages.tsv", part)]
    print(f"\nlanguages ({part}): right of all; of 1-3 words 'unknown' is right too, but for ru and en 'other' is not")
    for method, detect in detectors():
        right: dict[str, Counter[bool]] = defaultdict(Counter)
        begun = time.perf_counter()
        for code, text in rows:
            right[code][detect(text) in accepted(code)] += 1
        took = (time.perf_counter() - begun) / len(rows) * 1e6
        total = sum((count for count in right.values()), Counter())
        print(f"  {method:10} {total[True]} of {total.total()}, {took:,.0f} µs a text")
        print("    " + ", ".join(f"{code} {count[True]}/{count.total()}" for code, count in right.items()))


def accepted(code: str) -> set[str]:
    base, short = code.removesuffix("-short"), code.endswith("-short")
    return {base if base in {"ru", "en", "mixed"} else "other"} | ({"unknown"} if short else set())


def detectors() -> Iterator[tuple[str, Callable[[str], str]]]:
    try:
        import py3langid
    except ImportError:
        print("  skipped: py3langid is not installed")
    else:
        yield "py3langid", lambda text: named(py3langid.classify(text)[0])
    try:
        from lingua import LanguageDetectorBuilder
    except ImportError:
        print("  skipped: lingua is not installed")
    else:
        detector = LanguageDetectorBuilder.from_all_languages().build()
        yield "lingua", lambda text: named(getattr(detector.detect_language_of(text), "name", "OTHER"))
    yield "otklik", language.detect


def named(code: str) -> str:
    return {"ru": "ru", "RUSSIAN": "ru", "en": "en", "ENGLISH": "en"}.get(code, "other")


def beside() -> None:
    import spacy

    print(
        "\nbeside spaCy (blank, its Russian lemmatizer on pymorphy3, its English lookup left out: it needs a download)"
    )
    theirs = spacy.blank("ru")
    theirs.add_pipe("lemmatizer", config={"mode": "pymorphy3"})
    theirs.initialize()
    for text in BESIDE:
        tokens = [token.text for token in words.tokens(text)]
        print(f"  {text}\n    otklik  {' '.join(words.lemmas(tokens))}")
        print(f"    spaCy   {' '.join(token.lemma_ or token.text for token in theirs(text))}")


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
    counted = words.count(texts, typed=True)
    counted.lemma_counts()
    ours = len(counted.ids) / (time.perf_counter() - begun)
    import spacy

    reference = spacy.blank("ru")
    reference.add_pipe("lemmatizer", config={"mode": "pymorphy3"})
    reference.initialize()
    sample = texts[: max(1, len(texts) // 50)]
    begun = time.perf_counter()
    tokens = sum(len(doc) for doc in reference.pipe(sample))
    theirs = tokens / (time.perf_counter() - begun)
    print(f"{len(counted.ids):,} tokens in {len(texts):,} comments: otklik {ours:,.0f} tokens + lemmas a second")
    print(f"spaCy blank + pymorphy3 lemmatizer (on {tokens:,} tokens): {theirs:,.0f}; ratio {ours / theirs:.0f}")


def growth(texts: list[str]) -> None:
    """Time and memory of texts to a matrix, all processes together, for ten and a hundred times as many texts."""
    drawn = random.Random(1)
    running = [form for text in texts for form in text.split()]
    print("\ncomments of 20 words drawn from the file, to a document-term matrix")
    for n in (10_000, 100_000, 1_000_000):
        many = [" ".join(drawn.choices(running, k=20)) for _ in range(n)]
        before = memory()
        with Peak() as peak:
            begun = time.perf_counter()
            counted, terms = words.matrix(many)
            took = time.perf_counter() - begun
        print(
            f"  {n:9,} comments, {counted.sum():11,} words, {len(terms):6,} terms: {took:5.1f} s, "
            f"{peak.bytes / 2**30:.2f} GiB in all processes ({before / 2**30:.2f} of it before: the texts)"
        )


def memory() -> int:
    """Return the resident memory of this process and its children in bytes (Linux)."""
    total, family = 0, {os.getpid()}
    stats = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            stats[int(folder.name)] = int(fields[1]), int((folder / "statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
    grown = True
    while grown:
        more = {pid for pid, (parent, _) in stats.items() if parent in family} - family
        family |= more
        grown = bool(more)
    total = sum(pages for pid, (_, pages) in stats.items() if pid in family)
    return total * os.sysconf("SC_PAGE_SIZE")


class Peak:
    """Watches memory while a block runs."""

    def __enter__(self) -> Peak:
        self.bytes, self.done = 0, threading.Event()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def watch(self) -> None:
        while not self.done.wait(0.05):
            self.bytes = max(self.bytes, memory())

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()


def profile(texts: list[str]) -> None:
    import cProfile
    import pstats

    words.lemma("а")
    watched = cProfile.Profile()
    watched.enable()
    words.count(texts, typed=True).lemma_counts()
    watched.disable()
    pstats.Stats(watched).strip_dirs().sort_stats("tottime").print_stats(15)


if __name__ == "__main__":
    main()
