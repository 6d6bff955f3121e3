"""The key: what stands for what, and the secret that pseudonyms of respondents are made with.

Takes spans and ids, gives placeholders and hashes, and the originals again. The same key gives the same ones, so that
waves of a survey can be joined. Never leaves the file it is kept in.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from typing import Any

from otklik.errors import UserError
from otklik.messages import say
from otklik.personal import names, numbers
from otklik.personal.spans import MARK, TYPES, Span

KIND = "otklik pseudonym key"
_VERSION = 1
_SECRET = 32
_ID = 16
"""Hexadecimal digits of a pseudonym, 64 bits: among a million respondents two share one once in 37 million surveys."""

_PARTS = re.compile(r"([A-Z]+)(\d+)([a-z]*)")


class Key:
    """Placeholders such as ``[EMAIL3]``, by original, and pseudonyms of ids.

    One e-mail, phone or person has one number everywhere. Written another way it gets a letter: ``[PHONE2]``
    8 912 345-67-89, ``[PHONE2b]`` +79123456789, so that the way back is exact. ``[EMAIL3]`` holds one token that no
    program takes for a formula.

    >>> key = Key(b"0" * 32)
    >>> text = "anna@example.com, Anna@example.com"
    >>> marked = key.replace(text, [Span(0, 16, "EMAIL", "email"), Span(18, 34, "EMAIL", "email")])
    >>> marked, key.restore(marked)[0] == text
    ('[EMAIL1], [EMAIL1b]', True)
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._originals: dict[str, str] = {}
        self._marks: dict[tuple[str, str], str] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._ways: dict[tuple[str, int], int] = {}
        self._highest: dict[str, int] = {}
        self._ids: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._originals)

    def replace(self, text: str, spans: Iterable[Span]) -> str:
        """Return a text with a placeholder for each span (in order, none overlapping); what is between is untouched."""
        parts, at = [], 0
        for span in spans:
            parts += [text[at : span.start], f"[{self.mark(span.type, text[span.start : span.stop])}]"]
            at = span.stop
        return "".join([*parts, text[at:]])

    def restore(self, text: str) -> tuple[str, int, int]:
        """Return a text with the originals, how many were put in, and how many marks the key does not have."""
        put = unknown = 0

        def original(match: re.Match[str]) -> str:
            nonlocal put, unknown
            found = self._originals.get(match[1])
            put, unknown = put + (found is not None), unknown + (found is None)
            return match[0] if found is None else found

        return MARK.sub(original, text), put, unknown

    def mark(self, type: str, original: str) -> str:
        """Return what stands for a piece of text, without its brackets; the same piece always gets the same."""
        found = self._marks.get((type, original))
        if found is None:
            same = (type, _same(type, original))
            number = self._numbers.get(same)
            if number is None:
                number = self._highest.get(type, 0) + 1
            found = f"{type}{number}{_letters(self._ways.get((type, number), 0))}"
            self._keep(found, original, same[1])
        return found

    def pseudonym(self, id: str) -> str:
        """Return the keyed hash of a respondent's id: R and 64 bits of HMAC-SHA256 (RFC 2104); "" for an empty one.

        *Read with care*: who has the key can try ids until one fits. Without it, nothing tells which id it was.
        """
        if not id.strip():
            return id
        found = f"R{hmac.new(self._secret, id.encode('utf-8', 'surrogatepass'), hashlib.sha256).hexdigest()[:_ID]}"
        self._ids[found] = id
        return found

    def original_id(self, pseudonym: str) -> str | None:
        """Return the id that a pseudonym stands for, ``None`` when this key did not make it."""
        return self._ids.get(pseudonym)

    def dump(self) -> str:
        """Return the key as JSON."""
        content = {
            "kind": KIND, "version": _VERSION, "secret": self._secret.hex(), "ids": self._ids, "marks": self._originals,
        }  # fmt: skip
        return json.dumps(content, ensure_ascii=True, indent=1) + "\n"

    @classmethod
    def load(cls, text: str, where: str) -> Key:
        """Open a key. Raises `UserError` when it is damaged, of another kind, or of a newer version."""
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            raise _damaged("JSON", where) from None
        if not isinstance(content, dict) or content.get("kind") != KIND:
            raise UserError(say("key_other"), hint=say("key_other_hint"), where=where)
        if content.get("version") != _VERSION:
            raise UserError(say("key_newer"), hint=say("key_newer_hint"), where=where)
        return cls._filled(content, where)

    @classmethod
    def _filled(cls, content: dict[str, Any], where: str) -> Key:
        told: list[Any] = [content.get(name) for name in ("secret", "ids", "marks")]
        secret, ids, marks = told
        if not isinstance(secret, str) or not re.fullmatch(rf"[0-9a-f]{{{2 * _SECRET}}}", secret):
            raise _damaged("secret", where)
        for name, table in (("ids", ids), ("marks", marks)):
            if not isinstance(table, dict) or not all(isinstance(one, str) for one in table.values()):
                raise _damaged(name, where)
        key = cls(bytes.fromhex(secret))
        key._ids.update(ids)
        for mark, original in marks.items():
            parts = _PARTS.fullmatch(mark)
            if parts is None or parts[1] not in {*TYPES, "LOOKALIKE"}:
                raise _damaged("marks", where)
            key._keep(mark, original, _same(parts[1], original))
        return key

    def _keep(self, mark: str, original: str, same: str) -> None:
        parts = _PARTS.fullmatch(mark)
        assert parts is not None
        type, number = parts[1], int(parts[2])
        self._originals[mark] = original
        self._marks[type, original] = mark
        self._numbers.setdefault((type, same), number)
        self._ways[type, number] = self._ways.get((type, number), 0) + 1
        self._highest[type] = max(self._highest.get(type, 0), number)


def _damaged(cause: str, where: str) -> UserError:
    return UserError(say("key_damaged", cause=cause), hint=say("key_damaged_hint"), where=where)


def _same(type: str, original: str) -> str:
    """Return what two ways of writing one piece have in common."""
    if type == "PHONE":
        return "".join(map(str, numbers.digits(original)))[-10:]
    if type in {"SNILS", "INN", "CARD"}:
        return "".join(map(str, numbers.digits(original)))
    if type == "NAME":
        return names.plain(original)
    return original if type in {"URL", "LOOKALIKE"} else "".join(original.split()).casefold()


def _letters(at: int) -> str:
    """Name the ways of writing one piece: "", b, c, …, z, then ba, bb, …

    >>> _letters(0), _letters(1), _letters(25), _letters(26)
    ('', 'b', 'z', 'ba')
    """
    name = ""
    while at:
        at, left = divmod(at, 26)
        name = chr(97 + left) + name
    return name
