"""Help for a person who guides themes: seeds, intrusion tests, and a topic made a theme.

Takes what a person names, conducts the rooms, gives frames and sheets. Decides nothing about texts and knows no
screens; what it proposes, a person accepts.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from otklik import amend, clean, reading, shipped, study, words
from otklik import codebook as codebooks
from otklik.domain import Code, Codebook, Estimate, named
from otklik.errors import UserError
from otklik.export import files, workbook
from otklik.measure import shares
from otklik.messages import interface, say
from otklik.responses import Responses
from otklik.results.run import NAMED_FROM
from otklik.study import survey

if TYPE_CHECKING:
    import pandas as pd

SEED_COLUMNS = ["kind", "theme", "language", "word", "texts", "alone", "score", "likeness", "row", "quote"]
_QUOTED = 12
"""Words from which on a quote is the sentence with the word alone."""
_SHOWN_WORDS = 60
"""Top words of a theme that intrusion items are made from."""
_PERSON = "a person's answers, Wilson 95%"


def seeds(
    source: Any, codebook: str | Path = "volunteering", text: Any = None, least: int = 5, top: int = 3
) -> pd.DataFrame:
    """Propose further seed words and review those of a codebook, one line each.

    ``kind`` is "proposal" (with ``score``), "suspect" and "seed" (with ``likeness``), "unseen" (in no text) or "shared"
    (a seed of several themes); ``alone`` counts texts that have no other seed of the theme. See
    `otklik.themes.seed_help` for what the numbers mean. Raises `UserError` when the codebook has no themes.
    """
    import pandas as pd

    from otklik.themes import seed_help
    from otklik.themes.seeded import seeds_by_theme

    book = _themed(codebook)
    responses, rows = survey.gathered(source, text)
    seen = seed_help.see(words.count(responses.texts), seeds_by_theme(book), _languages(responses))
    spoken = {
        (theme.id, word): lang for theme in book.themes for lang, listed in theme.seeds.items() for word in listed
    }
    lines: list[dict[str, Any]] = []
    for found in seed_help.propose(seen, least, top):
        line: dict[str, Any] = {
            "kind": "proposal",
            "theme": found.theme,
            "language": found.language,
            "word": found.word,
        }
        line |= {"texts": found.texts, "alone": found.alone, "score": found.score}
        lines.append(line | _quoted(responses, rows, found.example, found.word))
    for seed in seed_help.review(seen):
        kind = "suspect" if seed.suspect else "seed" if seed.texts else "unseen"
        line = {"kind": kind, "theme": seed.theme, "language": spoken[seed.theme, seed.word], "word": seed.word}
        line |= {"texts": seed.texts, "alone": seed.alone, "likeness": seed.likeness}
        quotes = [_quoted(responses, rows, example, seed.word) for example in seed.examples]
        lines += [line | quote for quote in quotes or [{}]]
    for word, themes in seed_help.shared(seen).items():
        lines.append({"kind": "shared", "theme": ";".join(themes), "word": word})
    table = pd.DataFrame(lines, columns=SEED_COLUMNS)
    for column in ("texts", "alone", "row"):
        table[column] = table[column].astype("Int64")
    return table


@dataclass(frozen=True, slots=True)
class Written:
    """The files of an intrusion test, and how many items of each kind are in it."""

    sheet: Path
    key: Path
    words: int
    themes: int


def intrusion_test(
    source: Any,
    out: Path,
    codebook: str | Path = "volunteering",
    text: Any = None,
    *,
    topics: int | None = None,
    each: int = 3,
    texts: int = 20,
    seed: int = 0,
) -> Written:
    """Write a sheet of intrusion items (.csv or .xlsx) and beside it the sealed key, read-only.

    Themes and topics are those of a run with the same codebook, ``topics`` and ``seed``; ``each`` word items a theme,
    ``texts`` theme items at most. Raises `UserError` when a file is there or no item can be made.
    """
    import pandas as pd

    from otklik.themes import intrusion
    from otklik.themes.labels import label

    key = _key_of(out)
    for path in (out, key):
        if path.exists():
            raise UserError(say("file_there"), hint=say("file_there_hint"), where=str(path))
    book = None if str(codebook) == "none" else codebooks.load(codebook)
    responses, _ = survey.gathered(source, text)
    counted = words.count(responses.texts)
    model, probability, kept = study.fit_themes(counted, book, "guided", topics, seed)
    numbers = [model.theme_names_.index(name) for name in kept]
    top_words = [model.top_words(at, _SHOWN_WORDS) for at in numbers]
    known = {theme.id: named(theme.name, interface()) for theme in book.themes} if book else {}
    names = {name: known.get(name) or label(listed) for name, listed in zip(kept, top_words, strict=True)}
    rng = np.random.default_rng(seed)
    made = [
        *intrusion.word_items(top_words, kept, rng, each),
        *intrusion.theme_items(
            probability[:, numbers],
            kept,
            list(names.values()),
            np.diff(counted.starts).tolist(),
            rng,
            texts,
            NAMED_FROM,
        ),
    ]
    if not made:
        raise UserError(say("test_no_items"), hint=say("test_no_items_hint"))
    # Words of one theme don't stand together, nor do the two kinds mix.
    items = [made[at] for at in sorted(rng.permutation(len(made)), key=lambda at: made[at].kind == "themes")]
    width = max(len(item.options) for item in items)
    sheet = pd.DataFrame(
        [
            {
                "item": number,
                "question": say(f"test_question_{item.kind}"),
                "text": "" if item.text is None else responses.originals[responses.first_row[item.text]],
                **{f"option_{at + 1}": item.options[at] if at < len(item.options) else "" for at in range(width)},
                "answer": "",
            }
            for number, item in enumerate(items, start=1)
        ]
    )
    files.write_text(key, intrusion.seal(items, {item.theme: names[item.theme] for item in items}))
    key.chmod(0o444)
    if out.suffix.lower() == ".xlsx":
        workbook.write(out, {"test": sheet})
    else:
        files.write_csv(out, sheet)
    return Written(out, key, sum(item.kind == "words" for item in items), sum(item.kind == "themes" for item in items))


@dataclass(frozen=True, slots=True)
class Scores:
    """What a person's answers say: precision of each theme's words, of all words, of themes in texts, and log odds."""

    by_theme: tuple[tuple[str, Estimate], ...]
    words: Estimate
    themes: Estimate
    log_odds: float | None


def score(sheet: Path, key: Path | None = None) -> Scores:
    """Score a sheet whose every item is answered; raises `UserError` with the items that are not.

    *Read with care*: chance gives one in six for words and one in four for themes. With three items a theme only the
    worst themes can be told from the best; compare models by the totals.
    """
    from otklik.themes import intrusion

    place = key or _key_of(sheet)
    if not place.is_file():
        raise UserError(say("test_no_key"), hint=say("test_no_key_hint"), where=str(place))
    try:
        items, names, fingerprint = intrusion.unseal(place.read_text(encoding="utf-8"))
    except ValueError:
        raise UserError(say("test_bad_key"), hint=say("test_no_key_hint"), where=str(place)) from None
    frame = reading.read(sheet).frame
    if "item" not in frame or "answer" not in frame or len(frame) != len(items):
        raise UserError(say("test_other_sheet"), hint=say("test_other_sheet_hint"), where=sheet.name)
    frame = frame.iloc[np.argsort([_number(cell) for cell in frame["item"]], kind="stable")]
    offered = [
        [str(cell) for cell in line if str(cell).strip()] for line in frame.filter(regex=r"^option_\d+$").to_numpy()
    ]
    if intrusion.digest(offered) != fingerprint:
        raise UserError(say("test_other_sheet"), hint=say("test_other_sheet_hint"), where=sheet.name)
    chosen = [intrusion.chosen(item, str(cell)) for item, cell in zip(items, frame["answer"], strict=True)]
    missing = [str(number) for number, answer in enumerate(chosen, start=1) if answer is None]
    if missing:
        listed = ", ".join(missing[:12]) + (", …" if len(missing) > 12 else "")
        hint = say("test_unanswered_hint")
        raise UserError(say("test_unanswered", n=len(missing), items=listed), hint=hint, where=sheet.name)
    answered = [(item, answer) for item, answer in zip(items, chosen, strict=True) if answer is not None]
    right = [(item, item.intruder == answer) for item, answer in answered]
    odds = [intrusion.log_odds(item, answer) for item, answer in answered if item.kind == "themes"]
    by_theme = {item.theme: names[item.theme] for item in sorted(items, key=lambda item: names[item.theme])}
    return Scores(
        by_theme=tuple(
            (name, _precision([ok for item, ok in right if item.kind == "words" and item.theme == theme]))
            for theme, name in by_theme.items()
            if any(item.kind == "words" and item.theme == theme for item in items)
        ),
        words=_precision([ok for item, ok in right if item.kind == "words"]),
        themes=_precision([ok for item, ok in right if item.kind == "themes"]),
        log_odds=round(float(np.mean(odds)), 3) if odds else None,
    )


@dataclass(frozen=True, slots=True)
class Added:
    """A codebook with one theme more: where it was written, its version, the theme, and remarks of the check on it."""

    path: Path
    version: int
    theme: Code
    problems: tuple[codebooks.Problem, ...]


def add_theme(
    codebook: str | Path,
    topic: str,
    run: Path,
    *,
    out: Path | None = None,
    theme_id: str | None = None,
    label_ru: str | None = None,
    label_en: str | None = None,
) -> Added:
    """Make a topic found by a run a theme of a codebook, with its top words as seeds, and raise the book's version.

    A shipped codebook is never changed: ``out`` names the copy. Words that are seeds of other themes are left out.
    Raises `UserError` when topic or place is not there, or when the check finds the result unusable; nothing is
    written then.
    """
    path = codebooks.find(codebook)
    book = codebooks.load(path)
    target = out or path
    if path.resolve().is_relative_to(shipped.folder("codebooks").resolve()) and out is None:
        raise UserError(say("amend_shipped"), hint=say("amend_shipped_hint"), where=path.name)
    if out is not None and out.exists():
        raise UserError(say("file_there"), hint=say("file_there_hint"), where=str(out))
    name, found = _topic(run, topic)
    theme = _as_theme(book, name, found, theme_id, label_ru, label_en)
    source = path.read_bytes().decode("utf-8")
    # A copy under another name stays the same book, with its model pack.
    book_id = book.id if target.stem != path.stem else ""
    remark = say("amend_remark", topic=name, run=run.resolve().name)
    amended = amend.add_theme(source, theme, remark, book_id)
    return Added(target, book.version + 1, theme, tuple(_checked(book, theme, amended, target)))


def _checked(book: Codebook, theme: Code, amended: str, target: Path) -> list[codebooks.Problem]:
    """Write an amended codebook if it is the old one with the theme, as the check reads it; return remarks on that."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / target.name
        trial.write_bytes(amended.encode("utf-8"))
        problems = codebooks.problems(trial)
        fatal = next((problem for problem in problems if problem.fatal), None)
        if fatal:
            where = say("place_line", file=target.name, line=fatal.line)
            raise UserError(fatal.text, hint=say("amend_fatal_hint"), where=where)
        expected = replace(book, version=book.version + 1, themes=(*book.themes, theme))
        if codebooks.load(trial) != expected:
            raise UserError(say("amend_place"), hint=say("amend_place_hint"), where=target.name)
    files.write_text(target, amended)
    first = max(number for number, line in enumerate(amended.splitlines(), 1) if f"- id: {theme.id}" in line)
    return [problem for problem in problems if problem.line >= first and theme.id in problem.text]


def _topic(run: Path, wanted: str) -> tuple[str, list[str]]:
    """Return the id of a topic in the folder of a run, and its top words."""
    from otklik.themes.labels import label

    path = run / "themes.csv"
    if not path.is_file():
        raise UserError(say("amend_no_run"), hint=say("amend_no_run_hint"), where=str(run))
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line.get("kind") == "topic"]
    topics = {str(line["id"]): [word for word in str(line["top_words"]).split("; ") if word] for line in lines}
    name = wanted if wanted.startswith("topic_") else f"topic_{wanted}"
    if name not in topics:
        listed = "; ".join(f"{one.removeprefix('topic_')} ({label(found)})" for one, found in topics.items())
        hint = say("amend_no_topic_hint", topics=listed) if topics else say("amend_no_topics_hint")
        raise UserError(say("amend_no_topic", topic=wanted), hint=hint, where=str(run))
    return name, topics[name]


def _as_theme(
    book: Codebook, topic: str, found: list[str], theme_id: str | None, label_ru: str | None, label_en: str | None
) -> Code:
    from otklik.themes.labels import label
    from otklik.themes.seeded import seeds_by_theme
    from otklik.themes.vocabulary import normal_seeds

    taken = {term for theme in normal_seeds(seeds_by_theme(book)) for term in theme}
    free = [word for word in found if not set(normal_seeds({"": [word]})[0]) & taken]
    if not free:
        raise UserError(say("amend_no_words", topic=topic.removeprefix("topic_")))
    by_language = {
        "ru": tuple(word for word in free if re.search("[а-яё]", word, re.IGNORECASE)),
        "en": tuple(word for word in free if not re.search("[а-яё]", word, re.IGNORECASE)),
    }
    names = {"ru": label_ru or label(by_language["ru"]), "en": label_en or label(by_language["en"])}
    # An id is Latin: from the English name or words, else by the topic's number.
    latin = re.findall("[a-z0-9]+", (label_en or next(iter(by_language["en"]), "")).lower())
    slug = "_".join(latin[:4])
    return Code(
        id=theme_id or (slug if slug[:1].isalpha() else f"found_{topic.removeprefix('topic_')}"),
        name={language: text for language, text in names.items() if text},
        seeds={language: listed for language, listed in by_language.items() if listed},
    )


def _themed(codebook: str | Path) -> Codebook:
    if str(codebook) == "none":
        raise UserError(say("seeds_no_themes"), hint=say("seeds_no_themes_hint"))
    book = codebooks.load(codebook)
    if not book.themes:
        raise UserError(say("seeds_no_themes"), hint=say("seeds_no_themes_hint"), where=book.id)
    return book


def _languages(responses: Responses) -> list[str]:
    """Return "ru" or "en" for each text; what is mixed or unknown counts with the commoner one."""
    spoken = [str(label) for label in responses.language[responses.first_row]]
    commonest = Counter(label for label in spoken if label in codebooks.LANGUAGES).most_common(1)
    usual = commonest[0][0] if commonest else codebooks.LANGUAGES[0]
    return [label if label in codebooks.LANGUAGES else usual for label in spoken]


def _quoted(responses: Responses, rows: Any, number: int, word: str) -> dict[str, Any]:
    """Quote a text verbatim, of a long one the first sentence with the word."""
    from otklik.themes.vocabulary import normal_seeds

    row = int(responses.first_row[number])
    original, text = responses.originals[row], responses.texts[number]
    start, stop = 0, len(text)
    parts = words.sentences(text)
    if len(text.split()) > _QUOTED and len(parts) > 1:
        first = normal_seeds({"": [word]})[0][0].split()[0]
        for part in parts:
            lemmas = words.count([text[part.start : part.stop]]).lemmas
            if any(lemma.startswith(first[:-1]) if first.endswith("*") else lemma == first for lemma in lemmas):
                start, stop = part.start, part.stop
                break
    begin, end = clean.text(original).span(start, stop)
    return {"row": rows[row], "quote": original[begin:end]}


def _key_of(sheet: Path) -> Path:
    return sheet.with_suffix(".key")


def _number(cell: Any) -> float:
    try:
        return float(str(cell).replace(",", "."))
    except ValueError:
        return float("inf")


def _precision(right: list[bool]) -> Estimate:
    return shares.share(sum(right), len(right), _PERSON)
