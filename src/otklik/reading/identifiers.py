"""Which column says who a respondent is: address of a machine, e-mail, phone, name, account, document, place.

Takes a column's header and a sample of its cells, gives a kind of personal data or "". Never looks into answers for
the names of people in them.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence

_MOST = 0.5
_NEARLY_ALL = 0.8

_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\W\d_]{2,}")
# +7 (916) 000-00-00, 8 916 000 00 00, 89160000000; and under a header that says so, any run of figures.
_PHONE = re.compile(r"\+\d[\d\s().-]{8,18}|[78][\s(-]*9\d{2}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}|\(\d{3}\)\s?\d{3}-\d{4}")
_ANY_PHONE = re.compile(r"\+?[\d\s().-]{6,20}(?:\s*(?:доб|ext)\W*\d+)?")
_ACCOUNT = re.compile(r"@\w{3,}|(?:https?://)?(?:www\.)?(?:t\.me|vk\.com|ok\.ru|facebook\.com|instagram\.com)/\S+")
_DOCUMENT = re.compile(r"\d{3}-\d{3}-\d{3}[ -]\d{2}")  # СНИЛС
_ONE_WORD = re.compile(r"\S{3,60}")
_DIGITS = re.compile(r"[\d\s№-]{6,20}")
_PAIR = re.compile(
    r"\(?-?\d{1,2}\.\d{3,}[,;\s]+-?\d{1,3}\.\d{3,}(?:[,;\s]+-?\d+(?:\.\d+)?){0,2}\)?"
)  # 55.7558, 37.6173
_DECIMAL = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")
_PERSON = re.compile(r"[^\W\d_][^\W\d_]*\.?(?:[\s'’-]+[^\W\d_]+\.?){0,4}")
_PATRONYMIC = re.compile(r"\b[А-ЯЁ][а-яё]+(?:ович|евич|ьич|овна|евна|ична)\b")
_STREET = re.compile(
    r"\b(?:ул|улица|пр-?т|просп|проспект|пер|переулок|шоссе|ш|бульвар|б-р|наб|мкр|пл)\b\.?\s.*\d"
    r"|\b\d+[\w/]*\s+(?:[A-Z][\w'.]*\s+){1,3}(?:st|street|ave|avenue|rd|road|ln|lane|dr|drive|blvd)\b",
    re.IGNORECASE,
)

_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=[A-Z])(?=[A-Z][a-z])")
_HEADERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("ip", r"\bip(?: адрес| address|$)|\bip$|\bip addr"),
        ("email", r"\be ?mail|\bmail$|\bemail|электронн\w+ (?:почт|адрес)|\bпочта\b|эл почт|адрес электронн|имейл"),
        ("phone", r"\bphone\b|\btelephone\b|\bmobile\b|\bcell ?phone\b|телефон|\bmsisdn\b|\bтел\b"),
        ("coordinates", r"\blat(?:itude)?\b|\blon\b|\blongitude\b|\blng\b|широта|долгота|координат|\bgps\b|geopoint|"
                        r"(?:location|geo\w*|gps|координат\w*) (?:accuracy|precision|altitude|point)"),
        ("document", r"снилс|\bsnils\b|паспорт|\bpassport\b|\bинн\b|\bssn\b|полис\w* омс"),
        ("account", r"telegram|телеграм|\bvk\b|вконтакте|instagram|facebook|skype|whatsapp|twitter|\bник\b|nickname|"
                    r"user ?name|логин|\blogin\b|аккаунт|\baccount\b"),
        ("name", r"\b(?:first|last|full|middle|given|family|your|respondent|recipient|participant|student|contact) "
                 r"(?:first |last |full )?name\b|\bsurname\b|^names?$|what is your (?:\w+ )?name|фамили|отчеств|"
                 r"\bфио\b|\bф и о\b|^имя\b|ваше имя|как вас зовут|"
                 r"имя (?:и|респондента|участника|студента|пользователя)|^authors?$|^автор\w*$"),
        ("address", r"\b(?:postal|home|street|mailing|residential|your) address\b|^address(?: (?:line )?\d)?$|"
                    r"^адрес|\bваш\w* адрес|адрес\w* (?:проживания|регистрации|дома|прописки|места)|почтовый адрес|"
                    r"домашний адрес"),
    )
)  # fmt: skip


def kind(header: str, title: str, cells: Sequence[str]) -> str:
    """Name what a column tells of a person: ip, email, phone, coordinates, document, account, name, address, or "".

    ``cells`` are answers of it, none of them empty; a header alone is believed where there are none.

    >>> kind("Контакт для связи", "", ["+7 916 000-00-00", "8 (916) 000-00-01"])
    'phone'
    >>> kind("Как вас зовут?", "", ["Анна", "Пётр Иванов"]), kind("Как вас зовут на сайт?", "", ["по телефону 8 раз"])
    ('name', '')

    *Read with care*: a name in the middle of an answer is not found; nothing here makes a text anonymous.
    """
    said = {_plain(header), _plain(title)} - {""}
    told = [name for name, pattern in _HEADERS if any(pattern.search(one) for one in said)]
    if not cells:
        return told[0] if told else ""
    for name, looks in _CONTENTS.items():
        if looks(cells):
            return name
    return next((name for name in told if _UNDER_HEADER[name](cells)), "")


def _plain(header: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", _CAMEL.sub(" ", header)).lower().replace("ё", "е").split())


def _share(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.fullmatch(cell)) for cell in cells) / len(cells)


def _ips(cells: Sequence[str]) -> bool:
    return sum(map(_is_ip, cells)) >= _NEARLY_ALL * len(cells)


def _is_ip(cell: str) -> bool:
    try:
        ipaddress.ip_address(cell)
    except ValueError:
        return False
    return not cell.isdecimal()


def _people(cells: Sequence[str]) -> bool:
    """Tell whether cells may be names: a few words without figures, begun with capitals."""
    alike = [cell for cell in cells if len(cell) <= 60 and _PERSON.fullmatch(cell)]
    capital = sum(cell[0].isupper() for cell in alike)
    return len(alike) >= _NEARLY_ALL * len(cells) and capital >= _MOST * len(alike)


def _places(cells: Sequence[str]) -> bool:
    short = [cell for cell in cells if len(cell) <= 200]
    numbered = sum(any(map(str.isdigit, cell)) for cell in short)
    return len(short) >= _NEARLY_ALL * len(cells) and numbered >= _MOST * len(cells)


_CONTENTS: dict[str, Callable[[Sequence[str]], bool]] = {
    "email": lambda cells: _share(cells, _EMAIL) >= _MOST,
    "ip": _ips,
    "document": lambda cells: _share(cells, _DOCUMENT) >= _NEARLY_ALL,
    "phone": lambda cells: _share(cells, _PHONE) >= _NEARLY_ALL,
    "coordinates": lambda cells: _share(cells, _PAIR) >= _NEARLY_ALL,
    "account": lambda cells: _share(cells, _ACCOUNT) >= _NEARLY_ALL,
    "name": lambda cells: (
        sum(len(cell.split()) <= 4 and bool(_PATRONYMIC.search(cell)) for cell in cells) >= _MOST * len(cells)
    ),
    "address": lambda cells: (
        sum(len(cell) <= 150 and bool(_STREET.search(cell)) for cell in cells) >= _NEARLY_ALL * len(cells)
    ),
}
"""What needs no header."""

_UNDER_HEADER: dict[str, Callable[[Sequence[str]], bool]] = {
    "ip": _ips,
    "email": lambda cells: _share(cells, _EMAIL) > 0.2,
    "phone": lambda cells: _share(cells, _ANY_PHONE) >= _MOST,
    "coordinates": lambda cells: _share(cells, _DECIMAL) >= _NEARLY_ALL,
    "document": lambda cells: _share(cells, _DIGITS) >= _MOST,
    "account": lambda cells: _share(cells, _ONE_WORD) >= _NEARLY_ALL and len(set(cells)) > 0.5 * len(cells),
    "name": _people,
    "address": _places,
}
