"""The one error that people are meant to read.

Takes a cause, a place and a next step, already in the reader's language. Never prints: the doors do.
"""

from __future__ import annotations


class UserError(Exception):
    """Bad input that a person can mend: what is wrong, where, and what to do next.

    ``message`` is the cause, ``where`` the place (file, row, column), ``hint`` the next step. The command line shows it
    in two lines and leaves with exit status 2; from Python it is an ordinary exception.

    >>> print(UserError("No such file.", hint="Check the path.", where="answers.csv"))
    answers.csv: No such file. Check the path.
    """

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        self.message = message
        self.hint = hint
        self.where = where
        super().__init__(message)

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head} {self.hint}".strip()
