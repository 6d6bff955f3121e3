"""Which language a text is in: ru, en, mixed, other or unknown.

Takes a cleaned text, gives one label. Looks at letters and at the little words that no text goes without; never at a
dictionary, so it costs a few microseconds. Too short stays ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from otklik.domain import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASIDE = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S+@\S+|[#@]\w+|«[^»]{0,200}»|\"[^\"]{0,200}\"|“[^”]{0,200}”")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_STOP = re.compile(r"[.!?…\n]")

# Letters and endings that Russian does not have: Ukrainian, Belarusian, Kazakh, Tatar, Bashkir, Serbian, Macedonian…;
# Bulgarian "бъда", Belarusian "быць", "падабаецца", Ukrainian "працювати", "навчатися".
_NOT_RUSSIAN = re.compile(
    r"[іїєґўқңүұһәөҗғҫҙҡӣӯҷҳљњђћџѓќѕј]|ъ(?=[бвгджзклмнпрстфхцчшщ])|ць\b|[аеуыюя]цца\b|[ую]вати(?:ся)?\b|[аи]тися\b"
)
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
# Little words that neighbours have as well ("я", "на", "для"; "no", "in", "me"): they speak half as loud.
_SHARED = frozenset(
    "и в не на я а но у за по так о же бы да мы он она они от до там тут при про ли ни под раз нас вас без для как к с "
    "a an in is i to no me do on so as am was we be has at will all by".split()
)
# Little words that Russian and English do not share with their neighbours.
_OTHER = (
    frozenset(
        # Ukrainian
        "що це або дуже але бо був була були було його її коли якщо треба він вона вони щоб також мені немає може "
        "цей цього багато тільки добре людьми більше дає "
        # Belarusian
        "гэта гэты што вельмі таксама каб калі яны ён яна мяне няма хачу людзям людзі толькі яшчэ вопыт "
        # Bulgarian, Serbian
        "съм сме са беше това този тази тези защото което която които който към със че ще няма трябва нямам хората "
        "искам също всеки всички никой един неща когато повече бих имат "
        # German, French, Spanish, Italian, Portuguese, Polish, Turkish, Czech, Dutch
        "und der das ist nicht ich ein eine einen mit für auf dem zu sich auch wenn wird sind aber oder sehr wir "
        "kein keine haben kann weil menschen leute machen gut gute neue zeit le les une un et dans pour que qui pas "
        "je sur avec vous nous mais ou être du au c'est j'ai qu'il parce gens autres aider bonne temps los las y en "
        "por para una es como más pero muy su lo porque tengo tiempo gente gusta esto estoy está otros todos "
        "personas ayudar il di che sono della molto anche gli nel o os da dos em não uma com muito são nie się jest "
        "czy że jak ale tak przez dla są być oraz mam mnie bo ludzi ludziom bardzo czasu nowe innym dobre daje ve "
        "bir bu için çok ile gibi ama daha olarak yok bana iyi yeni insanlara zaman si jsou jako byl een dat niet "
        "zijn voor ook maar ik "
        # Kazakh and Tatar
        "және бұл үшін деп жоқ өте бірақ біз һәм белән өчен түгел бик юк минем мин бу яхшы".split()
    )
    - _RU
    - _EN
)


def detect(text: str) -> Language:
    """Name the language of one cleaned text.

    >>> detect("Помогать людям нужно всегда"), detect("Helping people is what we do")
    ('ru', 'en')
    >>> detect("Волонтёрство это хорошо, but only if you really want it"), detect("ok")
    ('mixed', 'unknown')

    A quotation, a link, a name or a term in the other script does not make a text mixed; that takes a fifth of the
    letters and two words that are no names. Russian is recognised from one word of two letters, English from a little
    word or from three words, since a Latin word alone may be of any language.

    *Read with care*: of one to three words nobody can say more than the script; sister languages written without
    their own letters (Bulgarian, Serbian in few words) can pass for Russian.
    """
    kept = _ASIDE.sub(" ", text)
    if not _WORD.search(kept):
        kept = text
    words = _WORD.findall(kept.lower())
    letters = sum(map(len, words))
    if not letters:
        return "unknown"
    cyrillic = [word for word in words if _CYRILLIC.match(word)]
    latin = [word for word in words if _LATIN.match(word)]
    if sum(map(len, cyrillic + latin)) < letters / 2:
        return "other" if letters > 1 else "unknown"
    if not cyrillic or not latin:
        return _russian(cyrillic) if cyrillic else _english(latin)
    spoken = _spoken(kept) or words
    spoken_cyrillic = [word for word in spoken if _CYRILLIC.match(word)]
    spoken_latin = [word for word in spoken if _LATIN.match(word)]
    cyrillic_letters, latin_letters = sum(map(len, spoken_cyrillic)), sum(map(len, spoken_latin))
    fewer_letters, fewer_words = min(cyrillic_letters, latin_letters), min(len(spoken_cyrillic), len(spoken_latin))
    both = _russian(cyrillic) == "ru" and _english(latin) in {"en", "unknown"}
    if both and fewer_letters >= letters / 5 and fewer_words >= 2:
        return "mixed"
    if cyrillic_letters > latin_letters:
        return _russian(cyrillic)
    found = _english(latin)
    return _russian(cyrillic) if found == "unknown" else found


def detect_all(texts: Iterable[str]) -> list[Language]:
    """Name the language of each text, in order."""
    return [detect(text) for text in texts]


def _spoken(text: str) -> list[str]:
    """Return the words that are no names: those in small letters or at the start of a sentence; none IN CAPITALS."""
    spoken, end, shouted = [], 0, True
    for match in _WORD.finditer(text):
        small = match.group().islower()
        if small or end == 0 or _STOP.search(text, end, match.start()):
            spoken.append(match.group().lower())
        shouted = shouted and not small
        end = match.end()
    return [] if shouted else spoken


def _russian(words: list[str]) -> Language:
    joined = " ".join(words)
    own = _weight(words, _RU) + len(_ONLY_RUSSIAN.findall(joined)) / 4
    if _foreign(words, _NOT_RUSSIAN.findall(joined)) > own:
        return "other"
    return "ru" if len(joined) > 1 else "unknown"


def _english(words: list[str]) -> Language:
    own = _weight(words, _EN)
    foreign = _foreign(words, _NOT_ENGLISH.findall(" ".join(words)))
    if foreign > own:
        return "other"
    if own or (len(words) >= 3 and not foreign):
        return "en"
    return "unknown"


def _weight(words: list[str], known: frozenset[str]) -> float:
    return sum(0.5 if word in _SHARED else 1.0 for word in words if word in known)


def _foreign(words: list[str], letters: list[str]) -> int:
    """Count signs of another language; a single little word ("non", "pro") is none."""
    little = len(_OTHER.intersection(words))
    return len(letters) + (little if little > 1 or letters else 0)
