"""What in an article is its text, and what is wrapping: headings, affiliations, funding, keywords, references.

Takes one cleaned text, gives its paragraphs in their order, each with what it is. Nothing is lost: every character
that is no white space stands in exactly one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal[
    "text", "heading", "references", "funding", "acknowledgements", "interests", "contributions", "affiliation",
    "citation", "keywords", "history", "licence", "statement", "identifiers", "authors", "no_words",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph: its span, what it is, and the heading that it brings (of its own, or run in before its text)."""

    start: int
    stop: int
    kind: Kind
    heading: str = ""
    number: str = ""


def unwrap(text: str) -> str:
    """Join lines that a page's width has cut: their breaks become blanks, so that every place stays where it was.

    >>> unwrap("Students who volunteer in a hospice learn to\\nlisten to people.\\n\\n- one\\n- two")
    'Students who volunteer in a hospice learn to listen to people.\\n\\n- one\\n- two'
    """
    return _SOFT.sub(" ", text)


# A break inside a paragraph: a small letter goes on, or the line was long and did not end a sentence.
_MARK = r"(?:[#>|*+•–—-]|\d+[.)]\s|\[\d)"
_SOFT = re.compile(rf"(?<=[^\n])\n(?=[a-zа-яё(«“])|(?<=[^\n]{{50}}[^\s.!?:;…|])\n(?!\s*(?:\n|{_MARK}))(?=[^\n])")


def sort_out(text: str) -> list[Part]:
    """Tell for each paragraph of an unwrapped text what it is.

    >>> [part.kind for part in sort_out("Volunteers help.\\n\\nFunding. None.\\n\\nReferences\\n1. Lee A. B. 2020")]
    ['text', 'funding', 'references', 'references']
    """
    parts = [_alone(text, *match.span()) for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    return _names_before_affiliations(text, _under_headings(text, parts))


_LABELS: dict[Kind, str] = {
    "references": r"references(?: list)?|reference list|bibliography|works cited|literature cited|literature"
    r"|(?:список )?(?:использованн\w+ )?(?:литератур[аы]|источник(?:и|ов)|библиографи[яи])(?: \(?references\)?)?"
    r"|библиографический список|литература ?/ ?references",
    "funding": r"funding(?: statement| information| sources?)?|financial (?:support|disclosure)|sponsorship"
    r"|финансирование|источники? финансирования|финансовая поддержка",
    "acknowledgements": r"acknowledge?ments?|благодарност[ьи]|признательность",
    "interests": r"(?:declarations? of )?(?:conflicts?|competing|conflicting) (?:of )?interests?(?: statement)?"
    r"|declarations? of interests?|disclosures?(?: statement)?|конфликты? интересов",
    "contributions": r"(?:authors?['’]? |credit )contributions?(?: statement)?|contributions? of (?:the )?authors?"
    r"|author statement|вклад (?:\w+ )?автор\w+|участие авторов",
    "affiliation": r"(?:information )?about (?:the )?authors?|authors?['’]? (?:information|affiliations?|details)"
    r"|affiliations?|corresponding author|(?:for )?correspondence(?: to)?|e-?mail"
    r"|(?:сведения|информация) об авторах?|об авторах?|для корреспонденции|контактная информация|контакты",
    "citation": r"(?:for|to cite|suggested) citation|how to cite(?: this (?:article|paper))?|to cite this article"
    r"|cite (?:this (?:article|paper) )?as|(?:ссылка )?для цитирования|как цитировать",
    "keywords": r"key ?words(?: and phrases)?|index terms|ключевые слова(?: и словосочетания)?",
    "history": r"(?:article )?(?:received|submitted|accepted|revised|published(?: online)?)(?: for publication)?"
    r"|(?:статья )?(?:поступила|принята|опубликована|получена)(?: (?:в|к) \w+)?",
    "statement": r"(?:data|materials?)(?: and \w+)? availability(?: statement)?"
    r"|availability of data(?: and materials?)?"
    r"|ethics (?:statement|approval)|ethical approval|соблюдение этических норм|доступность данных",
}  # fmt: skip
_LABEL = {kind: re.compile(rf"(?:{names})", re.IGNORECASE) for kind, names in _LABELS.items()}
_RUN_IN: dict[Kind, Callable[[str], object]] = {
    kind: re.compile(rf"[*_]{{0,3}}(?:{names})[*_]{{0,3}}\s?[:.—–][*_]{{0,3}}\s*\S", re.IGNORECASE).match
    for kind, names in _LABELS.items()
}
_TO_THE_NEXT_HEADING: frozenset[Kind] = frozenset({"references", "affiliation"})
_SECTION = re.compile(
    r"(?:abstract|summary|introduction|background|(?:materials? and )?methods?|methodology|results?(?: and discussion)?"
    r"|findings|discussion|conclusions?|limitations|appendix.{0,30}|аннотация|резюме|введение|(?:материалы? и )?методы?"
    r"|методика|результаты(?: и (?:их )?обсуждение)?|обсуждение|заключение|выводы|приложение.{0,30})[.:]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+")
_HASHES = re.compile(r"#{1,6}\s+(?P<title>.+?)\s*#*")
_BOLD = re.compile(r"(?:\*\*|__)(?P<title>[^*_]{2,120})(?:\*\*|__)\s*:?")
# "1. **Skill Development**: Community service …"; "2. Empathy: …"
_BEGUN = re.compile(
    r"(?:[-*•]\s+)?(?:\d{1,2}[.)]\s+)?(?:\*\*|__)(?P<bold>[^*_]{2,120})(?:\*\*|__)\s?[:.—–]?\s+\S"
    r"|\d{1,2}[.)]\s+(?P<plain>[A-ZА-ЯЁ][^.:!?\n]{2,70}):\s+\S"
)


def _alone(text: str, start: int, stop: int) -> Part:
    """Tell what a paragraph is by itself."""
    line = text[start:stop]
    if not re.search(r"[^\W\d_]", line):
        return Part(start, stop, "no_words")
    kind = _looking(line, _RUN_IN) or _looking(line, _LOOKS_FIRST)
    heading, number = ("", "") if kind else _heading(line)
    if heading:
        called = [kind for kind, names in _LABEL.items() if names.fullmatch(heading)]
        return Part(start, stop, called[0] if called else "heading", heading, number)
    kind = kind or _looking(line, _LOOKS)
    if kind:
        return Part(start, stop, kind)
    begun = _BEGUN.match(line)
    if begun:
        numbered = _NUMBER.match(line)
        title = (begun["bold"] or begun["plain"]).strip(" :.")
        return Part(start, stop, "text", title, numbered["number"] if numbered else "")
    return Part(start, stop, "text")


def _looking(line: str, looks: Mapping[Kind, Callable[[str], object]]) -> Kind | None:
    return next((kind for kind, fits in looks.items() if fits(line)), None)


def _heading(line: str) -> tuple[str, str]:
    """Return the title and the number of a heading that stands alone, empty for what is none."""
    marked = _HASHES.fullmatch(line) or _BOLD.fullmatch(line)
    bare = (marked["title"] if marked else line).strip("*_ ")
    numbered = _NUMBER.match(bare)
    title = (bare[numbered.end() :] if numbered else bare).strip(" :.")
    short = len(bare) <= 90 and not re.search(r"[.!?;,:…]$", bare.rstrip(" ."))
    known = _SECTION.fullmatch(bare) or any(names.fullmatch(title) for names in _LABEL.values())
    by_number = numbered and short and not bare.endswith(".") and title[:1].isupper() and len(title.split()) <= 12
    capitals = short and title.isupper() and len(title.split()) > 1
    return (title, numbered["number"] if numbered else "") if marked or known or by_number or capitals else ("", "")


def _under_headings(text: str, parts: list[Part]) -> list[Part]:
    """Carry what a heading says over to the paragraphs below it."""
    result: list[Part] = []
    kind: Kind | None = None
    marked = False
    for found in parts:
        part = found
        if kind == "references" and part.kind == "heading" and text[part.start].isdigit():
            part = replace(part, kind=kind, heading="", number="")  # "3. Lee. Who reaches the clinic"
        if part.heading and part.kind != "text":
            kind = part.kind if part.kind != "heading" else None
            marked = text[part.start] in "#*_"
        elif kind and part.kind == "text":
            part = replace(part, kind=kind, heading="", number="")
            if not marked and kind not in _TO_THE_NEXT_HEADING:
                kind = None  # in a plain text only one paragraph is surely what the line above it says
        result.append(part)
    return result


_POSTAL = re.compile(r"(?<![\d.–-])\d{6}(?![\d.–-])|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}\b")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\b\d{4}-\d{4}-\d{4}-\d{3}[\dXХ]\b|\borcid\b", re.IGNORECASE)
_PLACE_OF_WORK = re.compile(
    r"\b(?:universit\w+|institut\w+|department|faculty|academy|college|school of|hospital|centre|center|кафедр\w+"
    r"|университет\w*|институт\w*|академи\w+|факультет\w*|больниц\w+|центр\w*|ФГБОУ|ФГАОУ|МГМУ|РНИМУ)\b",
    re.IGNORECASE,
)
_COUNTRY = re.compile(
    r"\b(?:Russian Federation|Russia|UK|United Kingdom|USA|United States|Россия|Российская Федерация|Москва|Moscow"
    r"|г\. ?[А-ЯЁ])"
)
_RANK = re.compile(
    r"\b(?:professor|director|ph\.?d|m\.?d|lecturer|dean|head of|secretary general|доцент|профессор|ассистент|директор"
    r"|заведующ\w+|к\. ?м\. ?н|д\. ?м\. ?н|(?:кандидат|доктор) \w+ наук|аспирант\w*|студент\w* \d)\b",
    re.IGNORECASE,
)


def _is_affiliation(line: str) -> bool:
    found = sum(bool(pattern.search(line)) for pattern in (_PLACE_OF_WORK, _COUNTRY, _RANK))
    if _CONTACT.search(line):
        return found >= 1 or len(line) < 120
    if _POSTAL.search(line):
        return found >= 2
    return found >= 2 and line.count(",") >= 2 and not line.endswith((".", "!", "?")) and len(line) < 400


_INITIALS = r"(?:[A-ZА-ЯЁ]\. ?-?){1,3}"
_PERSON = rf"(?:[A-ZА-ЯЁ][\w’'-]+,? {_INITIALS}|{_INITIALS} ?[A-ZА-ЯЁ][\w’'-]+)"
_ENTRY = re.compile(rf"(?:\[?\d{{1,3}}[\].)]\s*)?{_PERSON}")
_PUBLISHED = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PAGES = re.compile(r"\bdoi\b|https?://|\b(?:pp?|vol|no|с|т|№)\.? ?\d|\d+ ?\(\d+\)|\d[–-]\d|//", re.IGNORECASE)


def _is_entry(line: str) -> bool:
    return bool(_ENTRY.match(line) and _PUBLISHED.search(line) and _PAGES.search(line))


_AUTHORS = re.compile(rf"{_PERSON}[\d*,]*(?:(?:,|;| and| и)\s*{_PERSON}[\d*,]*)*\.?")
_IDENTIFIER = re.compile(r"(?:УДК|ББК|UDC|doi|https?://|www\.|ISSN|ISBN)\b\S*[^\n]{0,80}", re.IGNORECASE)
_LICENCE = re.compile(
    r"(?:©|\(c\)|copyright\b)[^\n]{0,300}|[^\n]{0,200}(?:creative commons|cc[- ]by\b|all rights reserved"
    r"|все права защищены)[^\n]{0,200}",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"(?:received|submitted|accepted|revised|published|(?:статья )?(?:поступила|принята|получена|опубликована))"
    r"(?: for publication| online| on| в (?:редакцию|печать)| к \w+)*:?"
    r" (?:\d{1,2}[. /]|[a-zа-я]+ \d{1,2},)[^\n]{4,120}",
    re.IGNORECASE,
)
# "УДК 61:37" and "1. Lee A. B. 2020; 3: 4" would pass for headings.
_LOOKS_FIRST: dict[Kind, Callable[[str], object]] = {
    "identifiers": _IDENTIFIER.fullmatch,
    "licence": _LICENCE.fullmatch,
    "history": _DATES.fullmatch,
    "references": _is_entry,
}
_LOOKS: dict[Kind, Callable[[str], object]] = {"authors": _AUTHORS.fullmatch, "affiliation": _is_affiliation}


def _names_before_affiliations(text: str, parts: list[Part]) -> list[Part]:
    """A line that is a person's name alone goes with the affiliation below it."""
    result = list(parts)
    for at in range(len(result) - 1):
        line = text[result[at].start : result[at].stop]
        if (
            result[at].kind == "text"
            and result[at + 1].kind == "affiliation"
            and re.fullmatch(r"(?:[A-ZА-ЯЁ][\w.’'-]*[,\d*]* ?){2,5}", line)
        ):
            result[at] = replace(result[at], kind="affiliation")
    return result


_CITED = re.compile(
    rf"(?P<authors>{_PERSON}(?:, {_PERSON})*)\.?\s+(?P<title>[^.?!]{{10,300}})[.?!]\s*(?://)?\s*"
    r"(?P<journal>[^.]{3,200}?)(?:\s\[[^\]]*\])?[.,]?\s+(?P<year>(?:19|20)\d\d)\b"
)


def told(text: str, parts: list[Part]) -> dict[str, str]:
    """Return the bibliographic fields that the text says of itself: its keywords, and how it asks to be cited.

    >>> text = "For citation: Iudin A.A., Zolin I.E. Volunteering of students. Medical Education. 2024; 15 (3): 83."
    >>> told(text, sort_out(text))["title"]
    'Volunteering of students'
    """
    found: dict[str, str] = {}
    for kind, line in _labelled(text, parts):
        if kind == "keywords":
            found.setdefault("keywords", line)
        elif kind == "citation" and (match := _CITED.search(line)):
            cited = match.groupdict() | {"authors": match["authors"].replace(", ", "; ")}
            doi = re.search(r"10\.\d{4,9}/\S+", line)
            found = cited | ({"doi": doi[0]} if doi else {}) | found
    return found


def _labelled(text: str, parts: list[Part]) -> Iterator[tuple[Kind, str]]:
    for part in parts:
        if part.kind in {"keywords", "citation"} and not part.heading:
            line = text[part.start : part.stop]
            yield part.kind, re.sub(rf"^[*_]*(?:{_LABELS[part.kind]})[*_]*\s?[:.—–][*_]*\s*", "", line, flags=re.I)
