"""Checksums: published and constructed examples, and every slip of one digit."""

from __future__ import annotations

import pytest

from otklik.personal import numbers


def of(text: str) -> tuple[int, ...]:
    return numbers.digits(text)


@pytest.mark.parametrize("number", ["112-233-445 95", "087-654-303 00", "116-973-385 89"])
def test_snils_that_hold(number: str) -> None:
    assert numbers.snils(of(number))


def test_the_first_snils_had_no_check_number() -> None:
    assert numbers.snils(of("001-001-998 12")) and numbers.snils(of("001-001-997 99"))
    assert not numbers.snils(of("001-001-999 12")) and not numbers.snils(of("000-000-000 00"))


# Published: Sberbank, Yandex; an example of the tax service's for persons.
@pytest.mark.parametrize("number", ["7707083893", "7736207543", "500100732259"])
def test_inn_that_hold(number: str) -> None:
    assert numbers.inn(of(number))


# Test numbers of payment systems.
@pytest.mark.parametrize(
    "number", ["4111111111111111", "5555 5555 5555 4444", "378282246310005", "2200 0000 0000 0004"]
)
def test_cards_that_hold(number: str) -> None:
    assert numbers.card(of(number))


@pytest.mark.parametrize(
    ("check", "number"),
    [(numbers.snils, "11223344595"), (numbers.inn, "7707083893"), (numbers.inn, "500100732259"),
     (numbers.card, "4111111111111111")],
)  # fmt: skip
def test_one_wrong_digit_is_noticed(check: object, number: str) -> None:
    assert callable(check)
    slips = [
        (*of(number[:at]), other, *of(number[at + 1 :]))
        for at in range(len(number)) for other in range(10) if other != int(number[at])
    ]  # fmt: skip
    passed = sum(map(check, slips))
    assert passed / len(slips) < 0.02, passed  # an INN's modulo 11 modulo 10 lets a few through


def test_other_lengths_are_no_numbers_of_the_kind() -> None:
    for length in (*range(10), 13, 20):
        assert not any(check((1,) * length) for check in (numbers.snils, numbers.inn)), length
    assert not numbers.card((4,) * 12) and not numbers.card((0,) * 16) and not numbers.card((9,) * 16)
    assert not numbers.inn((0,) * 10) and not numbers.inn((0,) * 12)
