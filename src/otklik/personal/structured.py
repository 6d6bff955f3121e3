"""What has a form: addresses, links and numbers that belong to one person.

Takes a text (and the name of its column), gives spans that may overlap, best rules first. Every pattern is bounded in
length or starts where a word starts, so the time grows as the text does. Checksums decide where there are any.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from otklik.personal import numbers
from otklik.personal.cues import Near
from otklik.personal.spans import Span, Type

# Between digits people put blanks of all widths, full stops and dashes of all lengths.
_S = r"[ \t\u00a0\u00ad\u2000-\u200b\u202f\u205f\u2060\u3000.\-\u2010-\u2015\u2212]"
_LEFT = r"(?<!\w)(?<!\d[-–./:])"
_RIGHT = r"(?!\w)(?![-–./:]\d)"
_LETTERS = r"A-Za-z0-9\-"
_ZONES = "ru|su|com|org|net|info|online|site|edu|gov|io|uk|ua|kz|moscow|xyz|club|app|dev"
_NETWORKS = (
    r"t\.me|telegram\.me|vk\.com|vk\.ru|ok\.ru/profile|instagram\.com|facebook\.com|fb\.com|twitter\.com|x\.com|"
    r"tiktok\.com|youtube\.com/@|wa\.me"
)
_MONTHS = (
    r"(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)[ьяе]|марта?|ма[йя]|августа?|"
    r"(?:янв|фев|мар|апр|авг|сент?|окт|нояб?|дек)\.?"
)
_MONTHS_EN = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_LINK = r"[^\s<>\"«»“”]"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_EMAIL = _compiled(r"(?<![\w.+%\-])[\w.+%\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}")
_SPOKEN_EMAIL = _compiled(
    rf"(?<![\w.+%\-])[\w.+%\-]{{1,64}} ?(?:[(\[](?:at|собака)[)\]]|\bсобака\b) ?"
    rf"[{_LETTERS}]{{1,63}}(?:\.[{_LETTERS}]{{2,63}}){{1,3}}"
)
_URL = _compiled(rf"(?<!\w)(?:(?:https?|ftp)://|www\.){_LINK}{{1,2000}}")
_DOMAIN = _compiled(
    rf"(?<![\w@.\-/])(?:(?:[{_LETTERS}]{{2,63}}\.){{1,4}}(?:{_ZONES})|(?:[\w\-]{{2,63}}\.){{1,4}}рф)(?![\w\-@])(?!\.\w)"
    rf"(?:[/?#]{_LINK}{{0,2000}})?"
)
_PROFILE = _compiled(rf"(?<![\w.\-/])(?:https?://)?(?:www\.|m\.)?(?:{_NETWORKS})/?@?[\w.+/\-]{{2,64}}")
_MENTION = _compiled(r"(?<![\w.@/+\-])@[A-Za-z_][A-Za-z0-9_.]{2,30}")
_NICK = _compiled(
    r"(?<!\w)(?:ник|тг|телег\w{1,3}|телеграм\w{0,2}|telegram|инст[ау]|инстаграм\w{0,2}|insta(?:gram)?|skype|скайп|discord|дискорд)"
    r"[:\s—–-]{1,3}(?P<nick>[A-Za-z][A-Za-z0-9.]{0,30}[_\d][A-Za-z0-9_.]{1,30})"
)
_IPV4 = _compiled(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w)(?!\.\d)")
_IPV6 = _compiled(r"(?<![\w:])[0-9a-f]{3,4}:[0-9a-f:]{3,34}(?![\w:])")
_DATE = _compiled(
    rf"{_LEFT}(?:(?P<a>\d{{1,2}})[./\-](?P<b>\d{{1,2}})[./\-](?:\d{{4}}|\d{{2}})|\d{{4}}[./\-](?P<c>\d{{1,2}})[./\-](?P<d>\d{{1,2}})"
    rf"|(?P<e>\d{{1,2}})(?:-?го)?\s(?:{_MONTHS})(?:\s\d{{4}})?"
    rf"|(?P<f>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s(?:{_MONTHS_EN})(?:,?\s\d{{4}})?"
    rf"|(?:{_MONTHS_EN})\s(?P<g>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)(?!\w)(?![./\-]\d)"
)
_CARD = _compiled(
    rf"{_LEFT}(?:\d{{4}}{_S}{{0,2}}\d{{4}}{_S}{{0,2}}\d{{4}}{_S}{{0,2}}\d{{4}}(?:{_S}{{0,2}}\d{{1,3}}(?!\d))?|"
    rf"3[47]\d\d{_S}{{0,2}}\d{{6}}{_S}{{0,2}}\d{{5}}){_RIGHT}(?! \d{{4}}(?!\d))"
)
_SNILS = _compiled(
    rf"{_LEFT}(?:\d{{3}}{_S}{{1,2}}\d{{3}}{_S}{{1,2}}\d{{3}}{_S}{{0,3}}\d{{2}}|\d{{9}}{_S}{{1,2}}\d{{2}}|\d{{11}}){_RIGHT}"
)
_INN = _compiled(rf"{_LEFT}(?:\d{{12}}|\d{{10}}|\d(?:{_S}?\d){{9}}(?:{_S}?\d{_S}?\d)?){_RIGHT}")
_PASSPORT = _compiled(
    rf"{_LEFT}\d\d(?P<gap>{_S}{{0,2}})\d\d(?:(?P<sign>[\s,;]{{0,3}}(?:№|No|N|#|номер|number)[.:]?\s{{0,2}})|(?P<rest>{_S}{{0,2}}))"
    rf"\d{{6}}{_RIGHT}"
)
_FOREIGN = _compiled(rf"{_LEFT}(?:\d\d{_S}{{0,2}}(?:№|No|N)?\s?\d{{7}}|[a-z]{{1,2}}\s?\d{{6,8}}){_RIGHT}")
_PLUS = _compiled(
    rf"(?<![\w+])\+\s?(?:7(?:(?:{_S}|[()]){{0,3}}\d){{10}}|1(?:(?:{_S}|[()]){{0,3}}\d){{10}}|"
    rf"[2-9](?:(?:{_S}|[()]){{0,3}}\d){{8,13}})(?!\w)"
)
_RUSSIAN = _compiled(rf"{_LEFT}[78](?:(?:{_S}|[()]){{0,3}}\d){{10}}{_RIGHT}")
_AREA = _compiled(rf"(?<!\w)\(\d{{3,5}}\){_S}{{0,2}}\d{{1,3}}(?:{_S}{{0,3}}\d{{2,4}}){{1,2}}{_RIGHT}")
_AMERICAN = _compiled(rf"{_LEFT}[2-9]\d\d(?P<gap>[-. ])\d{{3}}[-. ]\d{{4}}{_RIGHT}")
_BRITISH = _compiled(rf"{_LEFT}0\d{{2,4}}(?:[ \-]\d{{3,6}}){{1,2}}{_RIGHT}")
_MOBILE = _compiled(rf"{_LEFT}9\d\d{_S}{{0,3}}\d{{3}}{_S}{{0,3}}\d\d{_S}{{0,3}}\d\d{_RIGHT}")
_LOCAL = _compiled(rf"{_LEFT}(?:\d{{1,3}}[-–—]\d\d[-–—]\d\d|\d{{3}}[- ]\d{{4}}){_RIGHT}")

_BORN_THEN = _compiled(r"\s?(?:года?|г\.?)?,?\s?\(?г\.?\s?р(?!\w)")  # 1961 г.р.
_HAS_DIGIT = re.compile(r"\d")
_TAIL = ".,;:!?…'’*_"


def find(text: str, heading: str = "") -> Iterator[Span]:
    """Yield what was found, overlaps included; earlier ones are the better ones. ``heading`` is the column's name."""
    if "@" in text:
        yield from _emails(text)
    yield from _links(text)
    if not _HAS_DIGIT.search(text):
        return
    near = Near(text, heading)
    yield from _addresses(text, near)
    for type, name, pattern, judge in _RULES:
        for match in pattern.finditer(text):
            sure = judge(match, near)
            if sure is not None:
                yield Span(match.start(), match.end(), type, name, sure)


def _emails(text: str) -> Iterator[Span]:
    for match in _EMAIL.finditer(text):
        part = match.group().rstrip(".-_")
        begin = match.start() + len(part) - len(part := part.lstrip(".-+%"))
        zone = part.rpartition(".")[2]
        if part[:1] != "@" and len(zone) > 1 and any(map(str.isalpha, zone)):
            yield Span(begin, begin + len(part), "EMAIL", "email")


def _links(text: str) -> Iterator[Span]:
    if "." in text:
        for match in _PROFILE.finditer(text):
            if match.group().rstrip("./")[-3:] not in {"com", ".me"}:
                yield _trimmed(match, "HANDLE", "profile")
        for match in _SPOKEN_EMAIL.finditer(text):
            yield Span(match.start(), match.end(), "EMAIL", "spoken_email", False)
        for name, pattern in (("link", _URL), ("domain", _DOMAIN)):
            for match in pattern.finditer(text):
                yield _trimmed(match, "URL", name)
    for match in _MENTION.finditer(text):
        yield Span(match.start(), match.start() + len(match.group().rstrip(".")), "HANDLE", "mention")
    for match in _NICK.finditer(text):
        yield Span(*match.span("nick"), "HANDLE", "nick", False)


def _trimmed(match: re.Match[str], type: Type, name: str) -> Span:
    """Leave the signs of the sentence out of a link, and a bracket that was opened before it."""
    part = match.group().rstrip(_TAIL)
    while part and part[-1] in ")]}" and part.count(part[-1]) > part.count({")": "(", "]": "[", "}": "{"}[part[-1]]):
        part = part[:-1].rstrip(_TAIL)
    return Span(match.start(), match.start() + len(part), type, name)


def _addresses(text: str, near: Near) -> Iterator[Span]:
    for match in _IPV4.finditer(text):
        parts = [int(part) for part in match.group().split(".")]
        told = near.address(*match.span())
        # 1.5.2.3: a paragraph, 2.0.1.14: a version
        small = parts[0] < 10 or max(parts) < 20
        if max(parts) < 256 and (
            told or not (small or "other" in (near.before(match.start()), near.after(match.end())))
        ):
            yield Span(match.start(), match.end(), "IP", "ipv4", told or not small)
    for match in _IPV6.finditer(text):
        try:
            ipaddress.IPv6Address(part := match.group().rstrip(":"))
        except ValueError:
            continue
        yield Span(match.start(), match.start() + len(part), "IP", "ipv6")


def _around(match: re.Match[str], near: Near) -> str:
    return near.around(match.start(), match.end())


def _alone(match: re.Match[str], near: Near) -> bool:
    """Tell whether a number is all there is in its cell: an id of the survey, rather than something said."""
    return match.end() - match.start() == near.bare


def _birth(match: re.Match[str], near: Near) -> bool | None:
    said = near.before(match.start())
    if said == "thing" or not _in_calendar(match):
        return None
    stop = match.end()
    told = said == "BIRTHDATE" or _BORN_THEN.match(match.string, stop) or near.after(stop) == "BIRTHDATE"
    return True if told else None


def _in_calendar(match: re.Match[str]) -> bool:
    """Tell whether a date names a day and a month, in either order."""
    pair = (match["a"], match["b"]) if match["a"] else (match["c"], match["d"])
    if pair[0]:
        low, high = sorted(map(int, pair))
        return 1 <= low <= 12 and 1 <= high <= 31
    return 1 <= int(match["e"] or match["f"] or match["g"]) <= 31


def _card(match: re.Match[str], near: Near) -> bool | None:
    said = _around(match, near)
    if numbers.card(numbers.digits(match.group())):
        return said != "other"
    return False if said == "CARD" else None


def _snils(match: re.Match[str], near: Near) -> bool | None:
    said = _around(match, near)
    valid, bare = numbers.snils(numbers.digits(match.group())), match.group().isdecimal()
    if said == "SNILS":
        return valid
    others = {"INN", "PASSPORT", "CARD", "PHONE", "other"}
    return None if not valid or (bare and (said in others or _alone(match, near))) else not bare


def _inn(match: re.Match[str], near: Near) -> bool | None:
    said, found = _around(match, near), numbers.digits(match.group())
    bare = len(found) == len(match.group())
    valid = numbers.inn(found)
    if said == "INN":
        return valid if valid or bare else None
    if valid and bare and len(found) == 12 and said in {"", "number", "SNILS", "PASSPORT", "CARD"}:
        return None if _alone(match, near) else False
    return None


def _passport(match: re.Match[str], near: Near) -> bool | None:
    said = _around(match, near)
    if said == "PASSPORT":
        return True
    if said in {"INN", "PHONE", "CARD", "other"} or near.unit(match.end()):
        return None
    return False if match["sign"] or (match["gap"] and match["rest"]) else None


def _foreign(match: re.Match[str], near: Near) -> bool | None:
    return True if _around(match, near) == "PASSPORT" else None


def _plus(match: re.Match[str], near: Near) -> bool | None:
    return None if near.unit(match.end()) else True


def _russian(match: re.Match[str], near: Near) -> bool | None:
    """8 (912) 345-67-89, 89123456789, 7 912 345 67 89; an amount is written in threes: 89 123 456 789."""
    found, said = match.group(), _around(match, near)
    first, second = found[0], numbers.digits(found)[1]
    lead = sum(1 for _ in takewhile(str.isdecimal, found))
    bare = found.isdecimal()
    if second not in {3, 4, 5, 8, 9} or lead in {2, 3} or said in {"other", "SNILS", "INN"} or near.unit(match.end()):
        return None
    if said == "PHONE":
        return True
    return None if bare and (second != 9 or said in {"PASSPORT", "CARD"}) else first == "8" or second == 9


def _area(match: re.Match[str], near: Near) -> bool | None:
    return True if len(numbers.digits(match.group())) == 10 else None


def _american(match: re.Match[str], near: Near) -> bool | None:
    said = _around(match, near)
    return True if said == "PHONE" or (match["gap"] != " " and said != "other") else None


def _british(match: re.Match[str], near: Near) -> bool | None:
    said = _around(match, near)
    return said in {"PHONE", "number"} if len(numbers.digits(match.group())) in {10, 11} and said != "other" else None


def _mobile(match: re.Match[str], near: Near) -> bool | None:
    said = _around(match, near)
    if said == "PHONE":
        return True
    if said not in {"", "number"} or near.unit(match.end()):
        return None
    return None if match.group().isdecimal() else bool(said)


def _local(match: re.Match[str], near: Near) -> bool | None:
    said = _around(match, near)
    if said == "PHONE":
        return True
    long = re.fullmatch(r"\d{3}\D\d\d\D\d\d", match.group())
    return False if long and said in {"", "number"} and not near.unit(match.end()) else None


_Judge = Callable[[re.Match[str], Near], bool | None]
# Where two find the same place, the surer one holds it, then the one that stands first here.
_RULES: tuple[tuple[Type, str, re.Pattern[str], _Judge], ...] = (
    ("BIRTHDATE", "birth_date", _DATE, _birth),
    ("CARD", "card", _CARD, _card),
    ("SNILS", "snils", _SNILS, _snils),
    ("INN", "inn", _INN, _inn),
    ("PASSPORT", "passport", _PASSPORT, _passport),
    ("PASSPORT", "foreign_passport", _FOREIGN, _foreign),
    ("PHONE", "phone_plus", _PLUS, _plus),
    ("PHONE", "phone_russian", _RUSSIAN, _russian),
    ("PHONE", "phone_area", _AREA, _area),
    ("PHONE", "phone_american", _AMERICAN, _american),
    ("PHONE", "phone_british", _BRITISH, _british),
    ("PHONE", "phone_mobile", _MOBILE, _mobile),
    ("PHONE", "phone_local", _LOCAL, _local),
)
