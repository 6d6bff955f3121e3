"""Where sentences and clauses begin and end: the spans that themes and quotes are cut from.

Takes a text as typed, gives spans in its own code points. Answers to surveys often lack full stops, so line breaks,
list signs and smileys end a sentence as well; a conjunction ends a clause where both of its sides say something.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import pairwise

from otklik.domain import Segment
from otklik.words import russian
from otklik.words.tokenizer import forms

_SMILEY = r"(?:[:;=8][-']?[)(DPp]+|\^_?\^|[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*+)"
# What may end a sentence: a line break; a list sign inside a line; signs of the end with the quotes, brackets and
# smileys that close it; smileys alone; a semicolon.
_END = re.compile(
    rf"(?P<line>\n\s*+)|(?P<item>(?<=\S)[^\S\n]++(?=\d{{1,2}}[.)]\s))"
    rf"|(?P<stop>[.!?…]++)(?P<close>[\"»”’)]*+)(?:[^\S\n]?{_SMILEY})*+\)*+|(?P<smiley>{_SMILEY}+|(?<=\w)[)(]++|\){{2,}}+)"
    r"|(?P<semicolon>;)(?=\s)"
)
# Shortened words that go on; those that may also close a sentence stand in _MAY_END.
_SHORTENED = frozenset(
    "ул г гор обл р-н им проф акад доц тыс млн млрд стр рис табл см напр ср мин сек ч м кв эт пр просп наб пос "
    "dr mr mrs ms prof st vs jr sr inc ltd fig dept approx e.g i.e".split()
)
_MAY_END = frozenset("д гг вв руб коп др п т.д т.п etc a.m p.m u.s u.k д.п тд тп чел лет г".split())
_LETTERS_BEFORE = re.compile(r"[\w.\-]*$")
_LINK = re.compile(r"(?:https?://|www\.)\S*[^\s.,;!?…)]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_MARKER = re.compile(r"(?:(?<=\s)|^)(\d{1,2})(?=[.)]\s)")
_CLOSES = re.compile(r"(?:\d|т\.|т\. )\s*$")
_REACH = 24
"""So many characters before a stop are looked at for its word."""
_FAR = 160
"""So many characters are looked at for brackets, quotation marks and predicates, so that time stays linear."""


def sentences(text: str) -> list[Segment]:
    """Split one text into sentences.

    >>> source = "Это полезно! Я бы пошла\\nнет времени, т. к. учусь в г. Казань:) и работаю.жалко"
    >>> [source[part.start:part.stop] for part in sentences(source)]
    ['Это полезно!', 'Я бы пошла', 'нет времени, т. к. учусь в г. Казань:) и работаю.', 'жалко']
    """
    return _cut(text, 0, len(text), _sentence_ends(text))


def _sentence_ends(text: str) -> Iterator[int]:
    links = deque(match.span() for match in _LINK.finditer(text))
    markers = _list_markers(text)
    signs = {at + len(number) for at, number in markers.items()}
    begun = 0
    for match in _END.finditer(text):
        while links and links[0][1] <= match.start():
            links.popleft()
        if match.start() in signs or (links and links[0][0] <= match.start()):
            continue
        if match["line"]:
            ends = True
        elif match["item"]:
            ends = match.end() in markers
        elif match["stop"]:
            ends = _stop_ends(text, match)
        else:
            ends = bool(match["semicolon"]) or _smiley_ends(text, match, begun)
        if ends:
            begun = match.end()
            yield begun


def _list_markers(text: str) -> dict[int, str]:
    """Return where list signs stand that count up from one ("1. … 2. …"), and their numbers."""
    found: dict[int, str] = {}
    for match in _MARKER.finditer(text):
        if int(match[1]) == len(found) + 1:
            found[match.start()] = match[1]
    return found if len(found) > 1 else {}


def _stop_ends(text: str, match: re.Match[str]) -> bool:
    """Tell whether signs of the end are the end of a sentence."""
    rest = text[match.end() : match.end() + 3]
    word = rest.lstrip()[:1]
    if not word or rest[:1] == "\n":
        return True
    if _is_quoted(text, match, word):
        return False
    if not rest[:1].isspace():
        return _glued(text, match)
    if match["stop"] in {"...", "…", ".."}:
        return not word.islower()
    return match["stop"] != "." or _full_stop(text, match.start(), word)


def _is_quoted(text: str, match: re.Match[str], following: str) -> bool:
    """Tell whether signs of the end belong to a quotation that goes on, or that its speaker follows."""
    if match["close"] and following in "-–—,":  # «Зачем?» — спрашивает мама
        return True
    if match["close"].strip(")"):
        return False
    near = max(match.start() - _FAR, text.rfind("\n", max(match.start() - _FAR, 0), match.start()) + 1, 0)
    open_quotes = text.rfind("«", near, match.start()) > text.rfind("»", near, match.start())
    return open_quotes or text.count('"', near, match.start()) % 2 == 1


def _full_stop(text: str, at: int, following: str) -> bool:
    """Tell a full stop before a blank from the stop of a shortened word, of an initial or of a list sign."""
    found = _LETTERS_BEFORE.search(text, max(at - _REACH, 0), at)
    before = found.group().lower().strip("-") if found else ""
    start = at - len(before)
    word = before.rsplit(".", 1)[-1] if len(before) > 5 else before
    if word.isdigit():
        return following.isupper() and bool(text[text.rfind("\n", 0, at) + 1 : start].strip())
    if word == "no":
        return not following.isdigit()
    if word in _MAY_END or ("." in word and len(word) <= 4):
        # "в 2021 г. Потом", "и т. д. Потом"; but "г. Казань", "д. Иваново"
        return following.isupper() and (len(word) > 1 or bool(_CLOSES.search(text, max(start - 6, 0), start)))
    return word not in _SHORTENED and len(word) != 1


def _glued(text: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence ends where the next one follows without a blank ("нет.нет времени", "wrong.The")."""
    left, right = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match["stop"] != ".":
        return match["stop"][0] in "!?" and right.isalpha()
    found = _LETTERS_BEFORE.search(text, max(match.start() - _REACH, 0), match.start())
    word = found.group().lower().rsplit(".", 1)[-1] if found else ""
    if not left.islower() or not right.isalpha() or len(word) < 3 or word in _SHORTENED | _MAY_END:
        return False
    return right.isupper() or "а" <= right <= "я"


def _smiley_ends(text: str, match: re.Match[str], begun: int) -> bool:
    """Tell whether a smiley stands in place of a stop."""
    after = text[match.end() : match.end() + 12]
    if after[:1] and not after[:1].isspace():
        return False
    sign = match.group()
    begun = max(begun, match.start() - _FAR)
    if sign == ")" and text.count("(", begun, match.start()) > text.count(")", begun, match.start()):
        return False  # it closes a bracket
    following = after.split()
    return not following or following[0].lower() not in _GOING_ON


_GOING_ON = frozenset("и или что чтобы когда который которая которые and or that when which".split())


# A conjunction that turns the thought, after a comma or (English) without one; a dash.
_CLAUSE_END = re.compile(
    r",?\s++(?=(?P<short>т\. ?к\.)"
    r"|(?P<reason>потому что|потому,|так как|поэтому|если|хотя(?! бы)|ведь|because|unless|although|though(?![.!?])"
    r"|(?:even )?if|since (?:i|we|you|he|she|it|they|the|my|our|there)|as i|so (?:i|we|they))\b"
    r"|(?P<turn>но|а(?! (?:также|именно))|зато|однако|but|however|yet|while|whereas)\b)"
    r"|\s(?P<dash>[-–—]\s)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\W*(?:если(?! честно)|хотя|раз|так как|т\. ?к\.|if|unless|although|though|since|because|when)\b", re.IGNORECASE
)
_WHETHER = re.compile(
    r"\b(?:know|knew|ask|asked|wonder|see|sure|check|tell|doubt|not|even|only|as|but|and|но|и|а|даже|just)\s*,?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s(?:конечно|наверное|наверно|возможно|кажется|however|perhaps|maybe)\b", re.IGNORECASE)
_SUBJECTS = frozenset(
    "я ты мы вы он она они это i you he she it we they there this that who what nobody everyone everybody someone "
    "is are was were am be 's 're 'm has have had do does did can could will would should must may might n't".split()
)


def clauses(text: str) -> list[Segment]:
    """Split one text into clauses: sentences cut again where a conjunction turns the thought.

    >>> source = "Идея хорошая, но времени нет. Сложная, но интересная работа"
    >>> [source[part.start:part.stop] for part in clauses(source)]
    ['Идея хорошая,', 'но времени нет.', 'Сложная, но интересная работа']
    """
    return [
        part for whole in sentences(text) for part in _cut(text, whole.start, whole.stop, _clause_ends(text, whole))
    ]


def _clause_ends(text: str, whole: Segment) -> Iterator[int]:
    source = text[whole.start : whole.stop]
    if _OPENS.match(source):
        comma = source.find(", ")
        if (
            comma > 0
            and " " in source[: min(comma, _FAR)]
            and not _ASIDE.match(source, comma)
            and _says(source[comma : comma + _FAR])
        ):
            yield whole.start + comma + 1
    for match in _CLAUSE_END.finditer(source):
        left, right = source[max(match.start() - _FAR, 0) : match.start()], source[match.end() : match.end() + _FAR]
        comma = match.group().startswith(",") or left.endswith(("...", "…"))
        if match["short"]:
            ends = True
        elif match["reason"]:
            ends = (comma or match["reason"].isascii()) and not _WHETHER.search(left) and bool(left.strip())
        elif match["turn"]:
            ends = (comma or match["turn"].isascii()) and _says(left) and _says(right)
        else:
            ends = _says(left) and _says(right) and not left.endswith(("»", '"')) and not right.startswith("это ")
        if ends:
            yield whole.start + match.end()


def _says(part: str) -> bool:
    """Tell whether a part says something of its own: a subject's pronoun, a verb, "нет", "идея хорошая"."""
    named = False
    for form in forms(part):
        word = form.lower()
        if word in _SUBJECTS:
            return True
        if "а" <= word[0] <= "я":
            said = russian.part_of_speech(word)
            if said in {"VERB", "INFN", "PRED", "ADJS", "PRTS"} or (named and said == "ADJF"):
                return True
            named = named or said == "NOUN"
    return False


def _cut(text: str, start: int, stop: int, ends: Iterator[int]) -> list[Segment]:
    borders = [start, *sorted({end for end in ends if start < end < stop}), stop]
    parts = []
    for left, right in pairwise(borders):
        piece = text[left:right]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            parts.append(Segment(left + lead, left + len(piece.rstrip())))
    return parts
