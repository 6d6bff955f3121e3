"""Work in a process of its own: what it finds comes back; that it dies, hangs or fills the memory ends nothing else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from otklik import messages
from otklik.reading import apart

# The functions are started in the other process by their names.


def length(data: bytes) -> int:
    """Work that goes well, though the work itself prints something."""
    print("a library that talks")
    return len(data)


def die(data: bytes) -> None:
    """Work that takes its process down, as a library in C does."""
    import ctypes

    ctypes.string_at(0)


def sleep(data: bytes) -> None:
    time.sleep(60)


def turn(data: bytes) -> None:
    while True:
        pass


def swell(data: bytes) -> None:
    bytearray(8 * 1024**3)


def mistake(data: bytes) -> None:
    raise KeyError("a bug of ours")


def refuse(data: bytes) -> None:
    raise apart.ApartError("слишком сложно")


def test_work_apart_returns_what_it_found() -> None:
    assert apart.run(length, bytes(3_000_000)) == 3_000_000


@pytest.mark.parametrize(
    ("work", "seconds", "said"),
    [
        (die, None, "broke off"),
        (sleep, 0.5, "does not end"),
        (turn, 1, "does not end"),
        (refuse, None, "слишком сложно"),
    ],
)
def test_work_that_dies_or_never_ends_is_an_error_alone(
    work: Callable[[bytes], Any], seconds: float | None, said: str
) -> None:
    with pytest.raises(apart.ApartError, match=said):
        apart.run(work, b"", seconds=seconds)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit the address space")
def test_work_that_fills_the_memory_is_stopped() -> None:
    with pytest.raises(apart.ApartError, match="more memory"):
        apart.run(swell, b"")


def test_a_mistake_in_the_work_is_no_damaged_file() -> None:
    with pytest.raises(RuntimeError, match="a bug of ours"):
        apart.run(mistake, b"")


def test_the_other_process_speaks_the_language_of_this_one() -> None:
    messages.use("ru")
    try:
        with pytest.raises(apart.ApartError, match="чтение оборвалось"):
            apart.run(die, b"")
    finally:
        messages.use(None)


def test_a_program_that_is_no_python_says_so_and_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(apart.ApartError, match="Python process"):
        apart.run(length, b"")
