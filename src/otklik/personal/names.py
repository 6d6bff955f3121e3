"""Names of people by rules of our own: dictionary tags for Russian, given names for English, and what stands near.

Takes a text, gives spans. A modest finder: it knows Russian given names, patronymics and surnames, initials, titles and
"my name is"; rare names without any of these stay. Names of streets, hospitals and prizes are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from otklik.dictionaries import morph
from otklik.personal.given_names import AMBIGUOUS, GIVEN, NOT_SURNAMES
from otklik.personal.spans import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
_RUSSIAN = re.compile(r"[а-яёА-ЯЁ-]+")
_BLANK = re.compile(r"[ \t\u00a0\u202f]{1,2}")
_SENTENCE_END = re.compile(r"[.!?…:;)\n»\"]\s*$")
_SURNAME_ENDING = re.compile(
    r"(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ых|ы)?$|(?:ск|цк)(?:ий|ого|ому|им|ая|ой|ую|ом)$|(?:енко|ейко|швили|дзе|янц?|[уюч]к)$"
)
_SURNAME = re.compile(
    r"(.+(?:ов|ев|ёв|ин|ын))(?:а|у|ым|е|ой|ою|ых|ы|ыми)?|(.+(?:ск|цк))(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их|ими)"
)
_OF_PERSONS = frozenset({"Name", "Patr", "Surn"})
_CAPITALISED = r"[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?"
_INITIALS_FIRST = re.compile(
    rf"(?<!\w)(?:[А-ЯЁ]\.[ \u00a0]?(?P<second>[А-ЯЁ]\.[ \u00a0]?)?(?P<name>{_CAPITALISED})"
    r"|[A-Z]\.[ \u00a0](?P<middle>[A-Z]\.[ \u00a0])?(?P<latin>[A-Z][a-z]{2,30}))(?!\w)"
)
_INITIALS_LAST = re.compile(
    rf"(?<!\w)(?P<name>{_CAPITALISED})[ \u00a0]{{1,2}}[А-ЯЁ]\.(?P<second>[ \u00a0]?[А-ЯЁ]\.)?(?!\w)"
)
_HONOUR = re.compile(
    r"(?:(?<!\w)им\.|имени|улиц\w{0,2}|(?<!\w)ул\.|проспект\w{0,2}|пр-т|площад\w{0,2}|переул\w{0,3}|набережн\w{0,3}|преми\w{1,2}|"
    r"клятв\w{1,2}|стих\w{0,3}|роман\w{0,2}|чита\w{1,4}|памятник\w{0,2}|метод\w{0,2}|синдром\w{0,2}|болезн\w{1,2}|музе\w{1,2}|театр\w{0,2}|"
    r"saint|st\.?|hospital of|street|statue of|works of)\s{1,2}(?=\w)",
    re.IGNORECASE,
)
_NO_PERSON = frozenset("мороз мороза морозом морозу бог бога богу господь".split())
_CONTRACTED = re.compile(r"['’](?:m|re|ve|ll|d)$")
_PLACE_BEFORE = re.compile(r"(?<!\w)(?:в|во|из|под|до|через|город\w{0,2}|г\.)\s{1,2}(?=\w)", re.IGNORECASE)
_CALLED = re.compile(
    r"(?<!\w)(?:зовут(?:\s(?:меня|его|её|ее))?|звать|мо[её]\sимя|имя|фамилия(?:\sмоя)?|фио|ф\.\s?и\.\s?о\.|подпись|получатель)[\s:—–,-]{1,4}(?=\w)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?<!\w)(?:доктор\w{0,2}|д-р|врач\w{0,2}|профессор\w{0,2}|проф\.|доцент\w{0,2}|декан\w{0,2}|ректор\w{0,2}|куратор\w{0,2}|преподавател\w{1,3}|"
    r"медсестр\w{1,2}|санитарк\w{1,2}|фельдшер\w{0,2}|координатор\w{0,2}|староста|старост\w{1,2}|заведующ\w{2,3}|зав\.|руководител\w{1,3}|"
    r"хирург\w{0,2}|терапевт\w{0,2}|учител\w{1,4}|т[её]т[яеюи]|дяд[яеюи]|бабушк\w{1,2}|дедушк\w{1,2}|баб[ауые]|дед\w{0,2}|подруг\w{1,2}|друг\w{0,2}|"
    r"сосед\w{0,3}|жен\w{1,2}|муж\w{0,2}|брат\w{0,2}|сестр\w{1,2}|студент\w{0,3}|гражданин\w{0,2}|гр\.|наш\w{1,2}|отделением|"
    r"старшая)[\s(,—–-]{1,3}(?=\w)",
    re.IGNORECASE,
)
_ENGLISH_TITLE = re.compile(
    r"(?<!\w)(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Doctor|Captain|Nurse|Aunt|Auntie|Uncle|Sister|Father|"
    r"Reverend|Rev|Sir)\.?\s(?=\w)"
)
_ENGLISH_CALLED = re.compile(
    r"(?<!\w)(?:my name is|name['’]?s|name is|full name|name:|signed,?|called|named|known as|i['’]m|i am|this is|"
    r"ask|ask for)\s{1,2}(?=\w)",
    re.IGNORECASE,
)
_ENGLISH_KIN = re.compile(
    r"(?<!\w)(?:tutor|lecturer|supervisor|dean|coordinator|manager|leader|boss|teacher|mentor|daughter|son|wife|husband|gran|"
    r"grandma|grandad|mum|mom|dad|brother|sister|friend|mate|nurse|doctor|led by|"
    r"thanks to|thank you|met|by|with|and)[\s,(]{1,3}(?=\w)",
    re.IGNORECASE,
)


_Tags = tuple[frozenset[str], bool, bool]
_UNKNOWN: _Tags = (frozenset(), False, False)


class _Word:
    __slots__ = ("form", "kinds", "likely", "ordinary", "start", "stop")

    def __init__(self, match: re.Match[str]) -> None:
        self.form, self.start, self.stop = match.group(), match.start(), match.end()
        russian = _RUSSIAN.fullmatch(self.form)
        self.kinds, self.ordinary, self.likely = _tags(self.form.lower()) if russian else _UNKNOWN


class _Said:
    """A text, and the places before which something telling stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: dict[re.Pattern[str], frozenset[int]] = {}

    def ends(self, pattern: re.Pattern[str], place: int) -> bool:
        if pattern not in self._ends:
            self._ends[pattern] = frozenset(match.end() for match in pattern.finditer(self.text))
        return place in self._ends[pattern]


@lru_cache(maxsize=200_000)
def _tags(word: str) -> _Tags:
    """Return what kinds of name a form may be, whether it may be no name, whether a given name is the likeliest."""
    if word in _NO_PERSON:
        return frozenset(), True, False
    readings = morph().parse(word)
    known = morph().word_is_known(word)
    kinds = {kind for reading in readings for kind in ("Name", "Patr", "Surn", "Geox") if kind in reading.tag}
    ordinary = known and any(not {"Name", "Patr", "Surn", "Geox"} & reading.tag.grammemes for reading in readings)
    if not known:
        kinds &= {"Patr", "Surn"}
    if not known and _SURNAME_ENDING.search(word):
        kinds.add("Surn")
    return frozenset(kinds), ordinary, "Name" in kinds and "Name" in readings[0].tag


def find(text: str) -> list[Span]:
    """Return names in the order of the text.

    >>> [text[span.start:span.stop] for text in ["Спасибо Анне Петровне и Ивановой Е. В.!"] for span in find(text)]
    ['Анне Петровне', 'Ивановой Е. В.']
    >>> find("Вуз имени Сеченова, улица Ленина. My name is not important.")
    []
    """
    said = _Said(text)
    found = list(_with_initials(said))
    taken = {place for span in found for place in range(span.start, span.stop)}
    words = [word for word in map(_Word, _WORD.finditer(text)) if word.start not in taken]
    found += [*_russian(said, words), *_english(said, words)]
    return sorted(found, key=lambda span: span.start)


def plain(name: str) -> str:
    """Return what the forms of one name have in common, so that a person keeps one number.

    >>> plain("Ивановой Анне Петровне") == plain("Анна Петровна  Иванова")
    True

    *Read with care*: namesakes fall together, and so do surnames of brother and sister where they stand alone.
    """
    return " ".join(sorted(map(_plain, re.findall(r"[^\W\d_]+", name.lower()))))


def _plain(word: str) -> str:
    if not _RUSSIAN.fullmatch(word):
        return word
    # Of two readings of one kind the likelier one stays, but Анне is Анна rather than a name that has no cases.
    tags: dict[str, str] = {}
    for reading in sorted(morph().parse(word), key=lambda reading: "Fixd" in reading.tag):
        for kind in _OF_PERSONS & reading.tag.grammemes:
            tags.setdefault(kind, str(reading.normal_form))
    if "Name" in tags or "Patr" in tags:
        return tags.get("Name") or tags["Patr"]
    surname = _SURNAME.fullmatch(word)
    return surname[1] or surname[2] if surname else tags.get("Surn", word)


def _with_initials(said: _Said) -> Iterator[Span]:
    """Иванова Е. В., Е. В. Иванова, J. R. Castellano; an ordinary word is a surname only beside two initials."""
    for pattern in (_INITIALS_FIRST, _INITIALS_LAST) if "." in said.text else ():
        for match in pattern.finditer(said.text):
            name = match["name"]
            kinds, ordinary, _ = _tags(name.lower()) if name else _UNKNOWN
            first = pattern is _INITIALS_FIRST and bool(match["second"])
            if (first or not ordinary or kinds & {"Surn", "Name"}) and not said.ends(_HONOUR, match.start()):
                yield Span(match.start(), match.end(), "NAME", "initials", not ordinary)


def _russian(said: _Said, words: list[_Word]) -> Iterator[Span]:
    at = 0
    while at < len(words):
        run = _run(said.text, words, at)
        if not run:
            word = words[at]
            if word.likely and said.ends(_CALLED, word.start):  # меня зовут динара
                yield Span(word.start, word.stop, "NAME", "called", not word.ordinary)
            at += 1
            continue
        at += len(run)
        yield from _judged(said, run)


def _run(text: str, words: list[_Word], at: int) -> list[_Word]:
    """Return up to four words with capitals that stand side by side."""
    run: list[_Word] = []
    for word in words[at : at + 4]:
        capital = word.form[0].isupper() and _RUSSIAN.fullmatch(word.form) and len(word.form) > 1
        if capital and word.form.isupper() and len(word.form) < 4:  # ИНН
            break
        if not capital or (run and not _BLANK.fullmatch(text, run[-1].stop, word.start)):
            break
        run.append(word)
    return run


def _judged(said: _Said, run: list[_Word]) -> Iterator[Span]:
    """Split a run into names: words that may be one, with at least a given name or a patronymic among them."""
    part: list[_Word] = []
    for word in [*run, None]:
        if word is not None and word.kinds & {"Name", "Patr", "Surn"}:
            part.append(word)
            continue
        # Имя, которого нет в словаре: it stands where a surname would.
        if (
            word is not None
            and part
            and not word.ordinary
            and not word.kinds
            and any("Name" in one.kinds or "Patr" in one.kinds for one in part)
        ):
            part.append(word)
            continue
        yield from _name(said, part)
        part = []
        if (
            word is not None
            and not word.ordinary
            and (said.ends(_CALLED, word.start) or said.ends(_TITLE, word.start))
            and not word.kinds
        ):
            yield Span(word.start, word.stop, "NAME", "called", False)


def _name(said: _Said, part: list[_Word]) -> Iterator[Span]:
    # "Спасибо Кате": a word that is ordinary at the start of a sentence does not begin a name
    while len(part) > 1 and part[0].ordinary and "Surn" not in part[0].kinds and _begins(said.text, part[0].start):
        if part[1].kinds & {"Patr", "Surn"} and "Name" in part[0].kinds:
            break
        part = part[1:]
    if not part:
        return
    first = part[0]
    span = (first.start, part[-1].stop)
    told = said.ends(_CALLED, first.start) or said.ends(_TITLE, first.start)
    if said.ends(_HONOUR, first.start):
        return
    kinds = {kind for word in part for kind in word.kinds}
    if len(part) > 1 and kinds & {"Name", "Patr"}:
        yield Span(*span, "NAME", "full_name", not all(word.ordinary for word in part))
        return
    for word in part:
        if word.form.isupper():  # НЕОБХОДИМО: shouting is no name
            continue
        begins = _begins(said.text, word.start)
        if told or not (word.ordinary and begins) or (word.likely and said.text[word.stop : word.stop + 1] == ","):
            place = "Geox" in word.kinds and ("Name" not in word.kinds or said.ends(_PLACE_BEFORE, word.start))
            if told or (not place and (not word.ordinary or word.kinds & {"Name", "Patr"})):
                yield Span(word.start, word.stop, "NAME", "told" if told else "one_name", told and not word.ordinary)


def _english(said: _Said, words: list[_Word]) -> Iterator[Span]:
    at = 0
    while at < len(words):
        run: list[_Word] = []
        for word in words[at : at + 3]:
            capital = (
                word.form[0].isupper() and word.form[0].isascii() and len(word.form) > 1 and not word.form.isupper()
            )
            if not capital or (run and not _BLANK.fullmatch(said.text, run[-1].stop, word.start)):
                break
            run.append(word)
        if not run:
            at += 1
            continue
        length, rule, sure = _english_name(said, run)
        if length:
            stop = run[length - 1].stop
            if said.text[stop - 2 : stop] in {"'s", "’s"}:
                stop -= 2
            yield Span(run[0].start, stop, "NAME", rule, sure)
        at += max(length, 1)


def _english_name(said: _Said, run: list[_Word]) -> tuple[int, str, bool]:
    """Return how many words of a run are a name, by which rule, and whether that is sure."""
    forms = [re.sub(r"['’]s$", "", word.form).lower() for word in run]
    start, stop = run[0].start, run[0].stop
    ambiguous = forms[0] in AMBIGUOUS
    if said.ends(_HONOUR, start) or (forms[0] in NOT_SURNAMES and not ambiguous):
        return 0, "", False
    length = 1
    while length < len(run) and forms[length] not in NOT_SURNAMES and not _CONTRACTED.search(forms[length]):
        length += 1
    given, closed = forms[0] in GIVEN, length > 1 or _ends_clause(said.text, stop)
    rules = (
        ("title", said.ends(_ENGLISH_TITLE, start), True),
        ("called", said.ends(_ENGLISH_CALLED, start) and (given or closed), given or length > 1),
        ("given_name", given and not ambiguous, length > 1),
        ("given_name", ambiguous and length > 1 and not _begins(said.text, start), False),
        ("near_kin", closed and said.ends(_ENGLISH_KIN, start) and not _begins(said.text, start), False),
    )
    return next(((length, rule, sure) for rule, fits, sure in rules if fits), (0, "", False))


def _ends_clause(text: str, stop: int) -> bool:
    return text[stop : stop + 1] in {"", ",", ".", ")", "!", ";"}


def _begins(text: str, start: int) -> bool:
    before = text[max(start - 8, 0) : start]
    return not before.strip() or _SENTENCE_END.search(before) is not None
