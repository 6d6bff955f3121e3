"""Checksums of the numbers that belong to one person.

Takes digits, says whether their check digits hold. Never looks at a text.
"""

from __future__ import annotations

from collections.abc import Sequence

_WITHOUT_CHECK = 1_001_998
"""SNILS up to 001-001-998 were given out before there was a check number."""
_INN = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def digits(text: str) -> tuple[int, ...]:
    """Return the digits of a text, of any script, in their order.

    >>> digits("112-233-445 95")
    (1, 1, 2, 2, 3, 3, 4, 4, 5, 9, 5)
    """
    return tuple(int(sign) for sign in text if sign.isdecimal())


def snils(number: Sequence[int]) -> bool:
    """Tell whether eleven digits are a SNILS: nine, and the check number of two.

    The check number is the sum of digit × place (9 for the first digit, 1 for the ninth) modulo 101, 100 counting as
    00; numbers up to 001-001-998 have none, so any will do (Pension Fund of Russia, resolution 192п of 2006).

    >>> snils(digits("112-233-445 95")), snils(digits("112-233-445 96")), snils(digits("001-001-998 77"))
    (True, False, True)
    """
    if len(number) != 11:
        return False
    whole = int("".join(map(str, number[:9])))
    if whole <= _WITHOUT_CHECK:
        return whole > 0
    check = sum(digit * (9 - at) for at, digit in enumerate(number[:9])) % 101 % 100
    return check == 10 * number[9] + number[10]


def inn(number: Sequence[int]) -> bool:
    """Tell whether ten digits (an organisation) or twelve (a person) are an INN.

    Each check digit is the weighted sum of those before it modulo 11 modulo 10 (order MM-3-6/9 of the Russian tax
    service, 1993 and later).

    >>> inn(digits("7707083893")), inn(digits("500100732259")), inn(digits("7707083894"))
    (True, True, False)
    """
    if len(number) not in {10, 12} or not any(number):
        return False
    places = (9,) if len(number) == 10 else (10, 11)
    return all(
        sum(weight * digit for weight, digit in zip(_INN[-at:], number[:at], strict=True)) % 11 % 10 == number[at]
        for at in places
    )


def card(number: Sequence[int]) -> bool:
    """Tell whether 13 to 19 digits are the number of a payment card: its first digit is 2 to 6, and Luhn's sum holds.

    ISO/IEC 7812-1, annex B.

    >>> card(digits("4111 1111 1111 1111")), card(digits("4111 1111 1111 1112"))
    (True, False)
    """
    if not 13 <= len(number) <= 19 or not 2 <= number[0] <= 6:
        return False
    doubled = (digit if at % 2 == 0 else 2 * digit - 9 * (digit > 4) for at, digit in enumerate(reversed(number)))
    return sum(doubled) % 10 == 0
