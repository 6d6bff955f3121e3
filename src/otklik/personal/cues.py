"""The words that say what a number is: "СНИЛС:", "my card", "родилась".

Takes a text and a place in it, gives the type that the nearest such word names. Never looks further than half a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_BEFORE, _AFTER = 45, 28

# In a window the nearest word decides. "thing": what is born is no person; "other": a number of something else.
_KINDS = {
    "thing": r"(?:отряд|клуб|центр|проект|иде[яеи]|приют\w?|фонд|движени[ея]|организаци[яи]|команда|кружок|праздник)"
    r"\W{1,3}(?:\w{1,20}\W{1,3})?(?:родил|рожд)"
    r"|(?:рожд\w+|день рождения)\s(?:отряда|клуба|центра|проекта|идеи|приюта|фонда)"
    r"|(?:club|project|idea|team|group|society|charity|movement|tradition)\W{1,3}(?:was|were)\sborn",
    "SNILS": r"с\.?н\.?и\.?л\.?с|страхово\w{1,3}(?:\s(?:номер|свидетельств))?|snils|\bпфр\b|пенсионн\w{1,3}\sсвид",
    "INN": r"(?<!\w)инн(?:у|ом|а|е)?(?!\w)|(?<!\w)inn(?!\w)|налогоплательщ|taxpayer",
    "PASSPORT": r"па[сc]{1,2}порт|загран|passport|\bсери[яию]\b|удостоверени",
    "CARD": r"(?<!\w)карт(?:а|ы|е|у|ой|очк\w{1,3})(?!\w)|\bcards?\b|\bvisa\b|\bmaster\s?card|(?<!\w)мир(?!\w)|\bamex\b",
    "BIRTHDATE": r"рожд|родил|рожден|рождён|(?<!\w)д\.?\s?р(?:\.|(?!\w))|\bborn\b|birth|\bd\.?o\.?b\b",
    "PHONE": r"(?<!\w)те?л(?:\.|(?!\w)|ефон|ефун)|(?<!\w)моб(?:\.|ильн)|сотов|звон|набер[иу]|набра|whats|"
    r"в[ао]т[сц]ап|вайбер|viber|phone|\bcall|\bmobile|\bcell|\btel\b|\bring|\brang|\btext\b|\bfax|факс|landline|"
    r"городской|домашний|диспетчер|смс|\bsms\b|экстренн|связ[иь]|связаться|\breach\b",
    "number": r"номер|number|№",
    "other": r"заказ|order|invoice|заявк|артикул|трек|track|barcode|штрих|\bisbn|\bdoi\b|огрн|\bкпп\b|\bбик\b|сч[её]т|"
    r"ticket|приказ|письм[оае]|\bpage\b|верси|version|пункт|section|раздел|"
    r"обновил|updat|python|build|batch|индекс|талон|кабинет",
}
_CUE = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.IGNORECASE)
_VERB = re.compile(r"\b(?:text|call|ring|rang|reach)\b", re.IGNORECASE)
"""What says in a sentence that a number is a phone, and in a heading that the column holds texts."""
_UNIT = re.compile(
    r"[ \u00a0\u202f]?(?:руб|₽|р\.|(?:р|шт|м|км|кг|г|гр|мл|мг|cm|km|kg|ml|mg|usd|eur)(?!\w)|[$€£%]|тыс|млн|млрд|шаг|"
    r"экз|человек|people|грамм|миллион|тысяч|dollars|pounds|thousand|million|steps)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[;!?\n]|\.\s")
_ADDRESS = re.compile(
    r"\bip(?:v[46])?\b|айпи|адрес|address|сервер|server|\bhost|пинг|ping|прокси|proxy|хост", re.IGNORECASE
)


class Near:
    """What is said around places of one text; ``heading`` is the name of its column.

    >>> near = Near("СНИЛС 11223344595, тел. 89", "")
    >>> near.before(6), near.before(24), Near("89", "Телефон").before(0), Near("в 2019 году 89").before(12)
    ('SNILS', 'PHONE', 'PHONE', '')
    """

    def __init__(self, text: str, heading: str = "") -> None:
        self.text = text
        self.bare = len(text.strip())
        self._found = [(match.start(), match.end(), match.lastgroup or "") for match in _CUE.finditer(text)]
        self._starts = [start for start, _, _ in self._found]
        kinds = [match.lastgroup or "" for match in _CUE.finditer(_VERB.sub("", heading))]
        self._heading = next((kind for kind in reversed(kinds) if kind != "number"), "")
        self._addresses = [match.start() for match in _ADDRESS.finditer(text)]
        self._of_addresses = _ADDRESS.search(heading) is not None

    def before(self, start: int) -> str:
        """Name what stands nearest before a place, or what the column is called; "" when nothing does."""
        number = ""
        for at in range(bisect_left(self._starts, start) - 1, -1, -1):
            begin, end, kind = self._found[at]
            if begin < start - _BEFORE:
                break
            if kind != "number" and end <= start:
                return kind
            number = number or kind
        return self._heading or number

    def after(self, stop: int) -> str:
        """Name what stands first after a place, in the same sentence."""
        at = bisect_left(self._starts, stop)
        if at == len(self._found) or self._starts[at] > stop + _AFTER:
            return ""
        return "" if _SENTENCE_END.search(self.text, stop, self._starts[at]) else self._found[at][2]

    def around(self, start: int, stop: int) -> str:
        """Name what stands before a place, or else after it."""
        found = self.before(start)
        if found not in {"", "number"}:
            return found
        later = self.after(stop)
        return found if later in {"", "other", "number"} else later

    def unit(self, stop: int) -> bool:
        """Tell whether a unit or a currency follows: then a number is an amount.

        >>> Near("8 900 рублей").unit(5), Near("8 900 555").unit(5)
        (True, False)
        """
        return _UNIT.match(self.text, stop) is not None

    def address(self, start: int, stop: int) -> bool:
        """Tell whether something near speaks of addresses of computers."""
        at = bisect_left(self._addresses, start - _BEFORE)
        return self._of_addresses or (at < len(self._addresses) and self._addresses[at] <= stop + _AFTER)
