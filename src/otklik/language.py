"""Which language a text is in: ru, en, mixed, other or unknown.

Takes a cleaned text, gives one label. Looks at letters and at the little words that no text goes without; never at a
dictionary, so it costs a few microseconds. Too short stays ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from otklik.domain import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASIDE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[#@]\w+|«[^»]{0,200}»|\"[^\"]{0,200}\"|“[^”]{0,200}”")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

# Letters that Russian does not have: Ukrainian, Belarusian, Kazakh, Tatar, Bashkir, Serbian, Macedonian…
_NOT_RUSSIAN = re.compile(r"[іїєґўқңүұһәөҗғҫҙҡӣӯҷҳљњђћџѓќѕј]")
_NOT_ENGLISH = re.compile(r"[àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßąćęłńśźżčďěňřšťůžāēīūğışőű]")
_ONLY_RUSSIAN = re.compile(r"[ыэё]")

_RU = frozenset(
    "и в не на я что с это как а но все к у из за то по так о же для бы мне да вы мы он они она от если или когда "
    "меня его нет есть был было были быть уже только ещё еще даже очень можно нужно надо чтобы где при до там тут "
    "потому этого этом своих своей свои их нас вас тоже раз без чем кто со про ли ни под после".split()
)
_EN = frozenset(
    "the a an and of to in is it i that for you on with as are was be this have not but they at we my or from if so "
    "can would should there what their me do more no when your will them its it's don't all because about some just "
    "who get has had than too very by our how up out could other into which been only i'm".split()
)
# Little words that Russian and English do not share with their neighbours.
_OTHER = frozenset(
    # Ukrainian, Belarusian, Bulgarian, Serbian
    "та що це як для від або дуже але про був була були його коли якщо треба він вона вони щоб також гэта што вельмі "
    "таксама каб калі яны ён съм сме е са беше това който която които към със че ще няма може трябва тези "
    "јe би коjи што "
    # German, French, Spanish, Italian, Portuguese, Polish, Turkish, Czech, Dutch, Kazakh and Tatar in Cyrillic
    "und der die das ist nicht ich ein eine mit für auf den dem zu sich auch wenn wird sind aber oder sehr "
    "le la les des est une un et dans pour que qui pas je sur avec vous nous mais ou être du au "
    "el los las y en por con para una es del se como más pero muy su lo al "
    "il di che non per sono della con molto anche gli nel "
    "o os da dos em não uma com mais muito são "
    "nie się jest na że do jak ale tak przez dla są być oraz "
    "ve bir bu için çok ile da de gibi ama daha olarak "
    "je se ve že si jsou jako ale tak byl pro "
    "het een van en dat niet zijn voor ook maar ik je "
    "және мен бұл үшін бар деп жоқ өте да де бірақ һәм белән өчен бу түгел бик да".split()
) - {
    "a",
    "do",
    "in",
    "как",
    "про",
    "для",
    "може",
    "да",
    "де",
    "е",
    "мен",
    "the",
    "was",
    "were",
    "me",
    "of",
    "bar",
    "но",
    "бар",
    "only",
    "het",
    "die",
    "des",
    "man",
    "up",
    "am",
    "бу",
    "та",
}


def detect(text: str) -> Language:
    """Name the language of one cleaned text.

    >>> detect("Помогать людям нужно всегда"), detect("Helping people is what we do")
    ('ru', 'en')
    >>> detect("Волонтёрство это хорошо, but only if you really want it"), detect("ok")
    ('mixed', 'unknown')

    A quotation, a link, a name or a term in the other script does not make a text mixed; that takes a fifth of the
    letters and two words. Russian is recognised from one word of two letters, English from a little word or from
    three words, since a Latin word alone may be of any language.

    *Read with care*: of one to three words nobody can say more than the script; sister languages written without
    their own letters (Bulgarian, Serbian in few words) can pass for Russian.
    """
    words = _WORD.findall(_ASIDE.sub(" ", text).lower()) or _WORD.findall(text.lower())
    letters = sum(map(len, words))
    if not letters:
        return "unknown"
    cyrillic = [word for word in words if _CYRILLIC.match(word)]
    latin = [word for word in words if _LATIN.match(word)]
    cyrillic_letters, latin_letters = sum(map(len, cyrillic)), sum(map(len, latin))
    if max(cyrillic_letters, latin_letters) < letters / 2:
        return "other" if letters > 1 else "unknown"
    if min(cyrillic_letters, latin_letters) >= letters / 5 and min(len(cyrillic), len(latin)) >= 2:
        return "mixed" if _russian(cyrillic) == "ru" and _english(latin) in {"en", "unknown"} else "other"
    return _russian(cyrillic) if cyrillic_letters > latin_letters else _english(latin)


def detect_all(texts: Iterable[str]) -> list[Language]:
    """Name the language of each text, in order."""
    return [detect(text) for text in texts]


def _russian(words: list[str]) -> Language:
    joined = " ".join(words)
    own = sum(word in _RU for word in words) + len(_ONLY_RUSSIAN.findall(joined)) / 2
    foreign = _foreign(words, _NOT_RUSSIAN.findall(joined))
    if foreign > own:
        return "other"
    return "ru" if len(joined) > 1 else "unknown"


def _english(words: list[str]) -> Language:
    joined = " ".join(words)
    own = sum(word in _EN for word in words)
    foreign = _foreign([word for word in words if word not in _EN], _NOT_ENGLISH.findall(joined))
    if foreign > own:
        return "other"
    if own or (len(words) >= 3 and not foreign):
        return "en"
    return "unknown"


def _foreign(words: list[str], letters: list[str]) -> int:
    """Count signs of another language; a single little word ("non", "pro") is none."""
    little = sum(word in _OTHER for word in words)
    return len(letters) + (little if little > 1 or letters else 0)
