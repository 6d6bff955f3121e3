"""Work that may take a process down with it, in a process of its own.

Takes a function and the bytes of a file, gives what the function returns, as JSON carries it. Never lets a damaged file
end the program, fill the memory or go on for ever.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

from otklik.messages import interface, say, use

_START = "from otklik.reading import apart; apart.main()"
_MEGABYTE = 1_000_000


class ApartError(Exception):
    """What keeps a file from being read, in a few words; raised by the function or for it."""


def run(work: Callable[[bytes], Any], data: bytes, *, seconds: float | None = None, memory: int | None = None) -> Any:
    """Let a function of some module work on bytes in another process, and return what it returned.

    ``seconds`` limit the processor's time, ``memory`` the address space in bytes (neither on Windows); both grow with
    the file unless they are given. The clock may show six times the seconds, as other programs run too. Raises
    `ApartError` where the function does, or the process dies or reaches a limit.
    """
    if getattr(sys, "frozen", False) or not sys.executable:  # the program itself would be started again, not Python
        raise ApartError(say("apart_no_python"))
    seconds = seconds or 5 + 5 * len(data) / _MEGABYTE
    memory = memory or 2 * 1024**3 + 20 * len(data)
    limits = [str(memory), str(math.ceil(seconds))]
    command = [sys.executable, "-P", "-c", _START, work.__module__, work.__qualname__, interface(), *limits]
    # The same packages as here, and a single thread of linear algebra: its stacks would count as memory.
    path = os.pathsep.join(folder or os.curdir for folder in sys.path)
    environment = {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            timeout=6 * seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ApartError(say("apart_too_long")) from None
    if done.returncode and done.returncode == -getattr(signal, "SIGXCPU", 0):
        raise ApartError(say("apart_too_long"))
    try:
        kind, found = json.loads(done.stdout)
    except ValueError:
        raise ApartError(say("apart_died")) from None
    if kind == "broken":
        raise ApartError(found)
    if kind == "bug":
        raise RuntimeError(found)
    return found


def main() -> None:
    """Do in the new process what `run` asked for: bytes come in, one JSON document goes out."""
    module, name, language, memory, seconds = sys.argv[1:]
    use("ru" if language == "ru" else "en")
    limit(int(memory), int(seconds))
    data = sys.stdin.buffer.read()
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        answer(getattr(importlib.import_module(module), name), data, out)


def answer(work: Callable[[bytes], Any], data: bytes, out: BinaryIO) -> None:
    """Write what a function returns for some bytes, or why it could not."""
    try:
        said = json.dumps(["found", work(data)])
    except ApartError as broken:
        said = json.dumps(["broken", str(broken)])
    except MemoryError:
        said = json.dumps(["broken", say("apart_too_large")])
    except Exception:
        said = json.dumps(["bug", traceback.format_exc()])
    out.write(said.encode())


def limit(memory: int, seconds: int) -> None:
    """Limit the address space, in bytes, and the processor time of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {
        resource.RLIMIT_AS: (memory, memory), resource.RLIMIT_CPU: (seconds, seconds + 5), resource.RLIMIT_CORE: (0, 0),
    }  # fmt: skip
    for what, most in limits.items():
        with suppress(ValueError, OSError):  # a stricter limit stands already, or the system knows none
            resource.setrlimit(what, most)
