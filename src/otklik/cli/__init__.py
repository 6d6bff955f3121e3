"""The command line: one file per command, each turns options into one call of `study` and prints what comes back.

`main` chooses the language before any help text is made, and turns errors meant for people into two lines.
"""

from __future__ import annotations

import os
import re
import signal
import sys

from otklik import messages
from otklik.errors import UserError

_INTERRUPTED = 130


def main() -> None:
    """Run the command line; exit status 0 done, 2 bad input, 130 stopped by Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may be in cp866
    messages.use(_language(sys.argv[1:]))
    signal.signal(signal.SIGTERM, _stopped)
    try:
        from otklik.cli.app import aborted, app, usage_error

        try:
            status = app(standalone_mode=False)
        except usage_error as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                print(str(error))
                sys.exit(2)
            told = error.format_message() if hasattr(error, "format_message") else str(error)
            raise UserError(_in_russian(told), hint=messages.say("usage_hint", command=_in_use(error))) from None
        except aborted:
            raise KeyboardInterrupt from None
        if status == _INTERRUPTED:  # typer has swallowed it already
            raise KeyboardInterrupt
        sys.exit(status if isinstance(status, int) else 0)
    except UserError as error:
        place = f"{error.where}: " if error.where else ""
        print(f"{messages.say('error')} {place}{error.message}", file=sys.stderr)
        if error.hint:
            print(f"{messages.say('next_step')} {error.hint}", file=sys.stderr)
        sys.exit(2)
    except (KeyboardInterrupt, EOFError):
        print(messages.say("stopped"), file=sys.stderr)
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe has gone: head, less
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _in_use(error: Exception) -> str:
    """Return the command that was mistyped, as a person types it: ``otklik model compare``."""
    context, names = getattr(error, "ctx", None), []
    while context is not None and context.parent is not None:
        names.append(context.info_name)
        context = context.parent
    return " ".join(["otklik", *reversed(names)])


def _in_russian(told: str) -> str:
    """Say the commonest of typer's sentences in the reader's language."""
    choice = re.match(r"Invalid value for '?(.+?)'?: (?:Value error, )?'?(.+?)'? is not one of (.+?)\.?$", told)
    if choice:
        return messages.say(
            "mistake_invalid_choice", name=choice[1], value=choice[2], choices=choice[3].replace("'", "")
        )
    for pattern, mistake in (
        (r"No such option: (\S+)", "no_such_option"),
        (r"Missing argument '(.+?)'", "missing_argument"),
        (r"Missing option '(.+?)'", "missing_option"),
        (r"No such command '(.+?)'", "no_such_command"),
        (r"Invalid value for (.+?):", "invalid_value"),
    ):
        match = re.match(pattern, told)
        if match:
            return messages.say(f"mistake_{mistake}", name=match[1])
    return told


def _stopped(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _language(arguments: list[str]) -> messages.Interface | None:
    for at, argument in enumerate(arguments):
        value = arguments[at + 1 : at + 2] if argument == "--lang" else [argument.partition("=")[2]]
        if argument.startswith("--lang") and value and value[0] in {"ru", "en"}:
            return "ru" if value[0] == "ru" else "en"
    return None
