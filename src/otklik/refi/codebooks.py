"""A codebook as QDA programs have one, and back: scales over their groups, themes in a tree.

Takes a `Codebook`, gives a `CodeSystem`; takes that from any program, gives a `Codebook` and its YAML. What QDA
programs have no place for (ids, seed words, examples) stands as YAML at the end of each description.
"""

from __future__ import annotations

import colorsys
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from otklik.domain import Code as Theme
from otklik.domain import Codebook, Group, Scale, named
from otklik.refi.model import Code, CodeSystem, Set, flat, guid

MARK = "--- otklik ---"
"""The line of a description below which the rest of a code stands."""

_LONGEST = 200_000
"""Letters below the mark; YAML of strangers takes its time."""
_GOLDEN = 0.618034
_ID = re.compile(r"[a-zA-Z][a-zA-Z0-9_]*")
# Names of columns and topics of a run, which no code may have.
_TAKEN = re.compile(r"topic_\d+|language|status|themes|needs_person|theme|topic|not_expressed")
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia".replace("_", "").split(" "),
        strict=True,
    )
)


def code_guid(book: str, scale: str, code: str) -> str:
    """Return the id of a scale, of a group on it, or (on the scale ``""``) of a theme."""
    return guid("code", book, scale, code)


def colour(number: int) -> str:
    """Return the colour of a code: no two of the first hundred are alike, and all stand out on white.

    >>> colour(0), colour(1)
    ('#C73838', '#2E58BD')
    """
    light, full = ((0.50, 0.56), (0.46, 0.61), (0.36, 0.80), (0.60, 0.50))[number % 4]
    red, green, blue = colorsys.hls_to_rgb(number * _GOLDEN % 1, light, full)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"


def codes(book: Codebook, language: str, own: Callable[[str, str, str], str] = code_guid) -> CodeSystem:
    """Return a codebook with its names and definitions in a language, the other one below the mark.

    ``own`` gives ids as `code_guid` does.
    """
    colours = map(colour, range(10_000))
    scales = []
    for scale in book.scales:
        groups = tuple(
            Code(
                own(book.id, scale.id, group.id), named(group.name, language) or group.id, True, next(colours),
                _described(group, language),
            )
            for group in scale.groups
        )  # fmt: skip
        about = _some(kind="scale", id=scale.id, none=scale.none, **_hidden("name", scale.name, language))
        scales.append(
            Code(
                own(book.id, scale.id, ""), named(scale.name, language) or scale.id, False, next(colours),
                _joined(scale.asks, about), children=groups,
            )
        )  # fmt: skip
    below: dict[str | None, list[Theme]] = defaultdict(list)
    known = {theme.id for theme in book.themes}
    for theme in book.themes:
        below[theme.parent if theme.parent in known else None].append(theme)
    themes = tuple(_theme(theme, book.id, language, below, colours, own) for theme in below[None])
    members = tuple(code.guid for code in flat((*scales, *themes)))
    about = _some(
        kind="codebook", id=book.id, version=str(book.version), **_hidden("question", book.question, language)
    )
    whole = Set(guid("set", book.id), book.id, _joined(named(book.question, language), about), members)
    sets = [
        Set(guid("set", book.id, scale.guid), scale.name, codes=tuple(group.guid for group in scale.children))
        for scale in scales
    ]
    return CodeSystem((*scales, *themes), (whole, *sets) if members else ())


def book(found: CodeSystem, stem: str, language: str) -> Codebook:
    """Return the codebook that a QDA program's codes are; names are taken to be in ``language``.

    Codes that Otklik did not write become themes; without an id they get one from their name. ``stem`` is the
    codebook's id where it has none.
    """
    ids = _Ids()
    scales, themes = [], []
    for code in found.codes:
        head, rest = _parted(code.description)
        if rest.get("kind") == "scale":
            inside = _Ids()
            groups = tuple(
                Group(inside.new(_parted(one.description)[1], one.name), *_texts(one, language)[:3])
                for one in flat(code.children)
            )
            if len(groups) >= 2:
                scales.append(
                    Scale(
                        ids.new(rest, code.name), _shown("name", code.name, rest, language), groups,
                        asks=head, none=_text(rest.get("none")),
                    )
                )  # fmt: skip
                continue
        themes += _themes(code, None, ids, language)
    about: dict[str, Any] = {}
    question = ""
    for one in found.sets:
        head, rest = _parted(one.description)
        if rest.get("kind") == "codebook":
            question, about = head, rest
    version = _text(about.get("version"))
    return Codebook(
        id=_Ids().new(about, stem),
        version=int(version) if version.isdecimal() and len(version) < 10 else 1,
        question=_shown("question", question, about, language) if question else {},
        scales=tuple(scales),
        themes=tuple(themes),
    )


def as_yaml(book: Codebook) -> str:
    """Return a codebook as the YAML that `otklik.codebook.load` reads back as the same.

    >>> print(as_yaml(Codebook("pay", 1, {}, (), (Theme("low", {"en": "low pay"}, seeds={"en": ("cheap",)}),))), end="")
    id: pay
    version: 1
    themes:
    - id: low
      name:
        en: low pay
      seeds:
        en:
        - cheap
    """
    scales = [
        _some(
            id=scale.id, name=dict(scale.name), asks=scale.asks, none=scale.none,
            groups=[
                _some(id=one.id, name=dict(one.name), define=dict(one.define), examples=_lists(one.examples))
                for one in scale.groups
            ],
        )
        for scale in book.scales
    ]  # fmt: skip
    themes = [
        _some(
            id=one.id, parent=one.parent, name=dict(one.name), define=dict(one.define), seeds=_lists(one.seeds),
            examples=_lists(one.examples),
        )
        for one in book.themes
    ]  # fmt: skip
    whole = _some(id=book.id, version=book.version, question=dict(book.question), scales=scales, themes=themes)
    return _dumped(whole)


def _theme(
    theme: Theme,
    book: str,
    language: str,
    below: Mapping[str | None, list[Theme]],
    colours: Iterator[str],
    own: Callable[[str, str, str], str],
) -> Code:
    return Code(
        own(book, "", theme.id), named(theme.name, language) or theme.id, True, next(colours),
        _described(theme, language),
        children=tuple(_theme(child, book, language, below, colours, own) for child in below[theme.id]),
    )  # fmt: skip


def _themes(code: Code, parent: str | None, ids: _Ids, language: str) -> list[Theme]:
    own = ids.new(_parted(code.description)[1], code.name)
    name, define, examples, seeds = _texts(code, language)
    found = [Theme(own, name, define, seeds, examples, parent)]
    for child in code.children:
        found += _themes(child, own, ids, language)
    return found


class _Ids:
    """Ids that a codebook may have, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._copies: Counter[str] = Counter()

    def new(self, told: Mapping[str, Any], name: str) -> str:
        base = _text(told.get("id"))
        if not _ID.fullmatch(base):
            base = _latin(name)
        if _TAKEN.fullmatch(base):
            base = f"code_{base}"
        own = base
        while own in self._taken:
            self._copies[base] += 1
            own = f"{base}_{self._copies[base] + 1}"
        self._taken.add(own)
        return own


def _latin(name: str) -> str:
    """Return an id from a name.

    >>> _latin("Нет времени!"), _latin("2 курс"), _latin("時間")
    ('net_vremeni', 'code_2_kurs', 'code')
    """
    letters = "".join(_LATIN.get(letter, letter) for letter in name.lower())
    base = re.sub("[^a-z0-9]+", "_", letters).strip("_")[:40].rstrip("_")
    return base if base[:1].isalpha() else f"code_{base}".rstrip("_")


def _described(one: Theme | Group, language: str) -> str:
    seeds = _lists(one.seeds) if isinstance(one, Theme) else {}
    rest = _some(
        id=one.id, **_hidden("name", one.name, language), **_hidden("define", one.define, language), seeds=seeds,
        examples=_lists(one.examples),
    )  # fmt: skip
    return _joined(named(one.define, language), rest)


def _hidden(key: str, texts: Mapping[str, str], language: str) -> dict[str, Any]:
    """Return which language of a text is shown, and the other ones."""
    if not texts:
        return {}
    shown = language if texts.get(language) else next(iter(texts))
    others = {spoken: text for spoken, text in texts.items() if spoken != shown}
    return _some(**{f"{key}_in": shown, key: others})


def _shown(key: str, text: str, rest: Mapping[str, Any], language: str) -> dict[str, str]:
    """Put what is shown and the other languages together again."""
    others = rest.get(key)
    pairs = others.items() if isinstance(others, dict) else ()
    told = {str(spoken): str(one) for spoken, one in pairs if isinstance(one, str)}
    return {_text(rest.get(f"{key}_in")) or language: text, **told}


def _texts(
    code: Code, language: str
) -> tuple[dict[str, str], dict[str, str], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the name, the definition, the examples and the seed words of a code."""
    head, rest = _parted(code.description)
    define = _shown("define", head, rest, language) if head else {}
    return _shown("name", code.name, rest, language), define, _told(rest.get("examples")), _told(rest.get("seeds"))


def _told(found: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(found, list):
        found = {"": found}
    pairs = found.items() if isinstance(found, dict) else ()
    return {
        str(key): tuple(one for one in listed if isinstance(one, str))
        for key, listed in pairs
        if isinstance(listed, list)
    }


def _lists(found: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]] | list[str]:
    if set(found) == {""}:  # one list for both languages
        return list(found[""])
    return {language: list(listed) for language, listed in found.items()}


def _joined(head: str, rest: Mapping[str, Any]) -> str:
    return f"{head}\n\n{MARK}\n{_dumped(rest)}"


def _parted(description: str) -> tuple[str, dict[str, Any]]:
    """Part a description from what stands below the mark; a mark that someone else broke is part of the text."""
    head, mark, tail = description.replace("\r\n", "\n").rpartition(f"{MARK}\n")
    if not mark or len(tail) > _LONGEST:
        return description, {}
    try:
        rest = yaml.load(tail, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return description, {}
    return (head.removesuffix("\n\n"), rest) if isinstance(rest, dict) else (description, {})


def _text(found: Any) -> str:
    return found if isinstance(found, str) else ""


def _some(**entries: Any) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if value}


def _dumped(entries: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(dict(entries), allow_unicode=True, sort_keys=False, width=100))
