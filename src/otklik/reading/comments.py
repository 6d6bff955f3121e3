"""Comments as social networks export them: JSON in which replies stand inside what they reply to.

Takes the text of a file, gives a table with a row for each comment, at any depth: VK, YouTube, Reddit, Telegram, and
any list of objects that hold lists of their own kind. Plain records are not its business.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from otklik.errors import UserError
from otklik.messages import say
from otklik.reading import records
from otklik.reading.tables import Table, tidy

COLUMNS = ("id", "parent", "depth", "author", "date", "text", "likes")
"""The first columns of every table of comments; a generic file's further fields follow by their own names."""

_TEXTS = ("text", "body", "textOriginal", "textDisplay", "message", "content", "comment")
_AUTHORS = ("author", "from", "authorDisplayName", "user", "username", "author_name", "name", "from_id", "user_id")
_DATES = ("date", "created_utc", "publishedAt", "created_at", "created", "timestamp", "time", "published")
_LIKES = ("likes", "likeCount", "score", "like_count", "ups", "reactions")
_PARENTS = ("reply_to_message_id", "reply_to_comment", "parentId", "parent_id", "parent", "reply_to")
_IDS = ("id", "comment_id", "commentId", "cid")
_INSIDE = ("replies", "children", "thread", "comments", "answers", "items")
_AROUND = ("response", "data", "messages", "chats", "list", "threads", "posts", *_INSIDE)
_BESIDE = ("profiles", "groups")
_NESTED = re.compile(rf'"(?:{"|".join(_AROUND)})"\s*:\s*[\[{{]')


def is_comments(text: str) -> bool:
    """Tell comments with replies, or the export of a network, from plain records."""
    if not _NESTED.search(text):
        return False
    try:
        found = _Walk(_documents(text, ""))
    except UserError:
        return False
    return bool(found.comments) and (found.network or any(one.around is not None for one in found.comments))


def parse(text: str, where: str) -> Table:
    """Read comments, each with the id of what it replies to and its depth (0 for one that replies to none in the file).

    What is no comment (service messages, posts, profiles) is counted in a remark, as are replies that the file counts
    but does not hold, and the fields of a network that get no column. Raises `UserError` for what is not JSON, and for
    replies nested too deeply to be read.

    >>> table = parse('[{"id": 1, "text": "да", "replies": [{"id": 2, "text": "нет"}]}]', "a.json")
    >>> [row[:3] + [row[5]] for row in table.rows]
    [['1', '', '0', 'да'], ['2', '1', '1', 'нет']]
    """
    found = _Walk(_documents(text, where))
    if not found.comments:
        raise UserError(say("file_empty"), hint=say("file_empty_hint"), where=where)
    _link(found.comments)
    names = dict.fromkeys(COLUMNS)
    for one in found.comments:
        names.update(dict.fromkeys(one.fields))
    table = tidy(list(names), [[one.fields.get(name, "") for name in names] for one in found.comments], where)
    table.first_row = 1
    table.roles = {
        role: column
        for role, column in (("respondent", "author"), ("submitted", "date"))
        if any(one.fields.get(column) for one in found.comments)
    }
    if found.others:
        table.remarks.append(say("comments_others", n=found.others))
    if found.absent:
        table.remarks.append(say("comments_absent", n=found.absent))
    if found.left:
        listed = ", ".join(list(found.left)[:12]) + ("…" if len(found.left) > 12 else "")
        table.remarks.append(say("comments_fields", names=listed))
    return table


def _documents(text: str, where: str) -> list[Any]:
    lines = [(at, line) for at, line in enumerate(text.split("\n"), start=1) if line.strip()]
    by_line = len(lines) > 1 and re.fullmatch(r"\s*\{.*\}\s*", lines[0][1])
    return [records.load(line, where, at) for at, line in (lines if by_line else [(1, text)])]


@dataclass(slots=True)
class _Comment:
    fields: dict[str, str]
    around: int | None
    """The comment that this one stands in, by its number in the file."""
    place: int
    """The list of messages that it belongs to: ids are told apart there."""


class _Walk:
    """Meets every object in the order of the file; a list instead of recursion, as replies may be nested deeply."""

    def __init__(self, documents: list[Any]) -> None:
        self.comments: list[_Comment] = []
        self.others = self.absent = self.places = 0
        self.network = False
        self.left: dict[str, None] = {}
        waiting: list[tuple[Any, int | None, int]] = [(one, None, 0) for one in reversed(documents)]
        while waiting:
            value, around, place = waiting.pop()
            if isinstance(value, list):
                waiting += [(one, around, place) for one in reversed(value)]
                continue
            body, inside = self._shape(value)
            if body is not None:
                self.comments.append(_Comment(self._fields(body), around, place))
                around = len(self.comments) - 1
            elif isinstance(value, dict) and isinstance(value.get("messages"), list):
                self.places += 1
                place = self.places
            waiting += [(one, around, place) for one in reversed(inside)]

    def _shape(self, value: Any) -> tuple[dict[str, Any] | None, list[Any]]:
        """Return the object that holds a comment's fields, if this is one, and what may hold comments inside it."""
        if not isinstance(value, dict):
            self.others += value is not None
            return None, []
        data, snippet = value.get("data"), value.get("snippet")
        if isinstance(value.get("kind"), str) and isinstance(data, dict):
            return self._reddit(value["kind"], data)
        if isinstance(snippet, dict):
            return self._youtube(value, snippet)
        inside = [value[key] for key in _AROUND if _holds(value.get(key))]
        if isinstance(value.get("response"), dict | list) or isinstance(value.get("messages"), list):
            self.network = True
        self.others += sum(len(value[key]) for key in _BESIDE if isinstance(value.get(key), list))
        if _first(value, _TEXTS, _text) is None or value.get("type") == "service":
            self.others += not inside
            return None, inside
        thread = value.get("thread")
        if isinstance(thread, dict):
            self.absent += _short_of(thread.get("count"), thread.get("items"))
        return value, inside

    def _reddit(self, kind: str, data: dict[str, Any]) -> tuple[dict[str, Any] | None, list[Any]]:
        self.network = True
        if kind == "Listing":
            return None, [data.get("children") or []]
        if kind == "t1":
            return data, [data["replies"]] if _holds(data.get("replies")) else []
        if kind == "more":  # a link to comments that the page did not show
            self.absent += _short_of(data.get("count"), [])
        else:
            self.others += 1
        return None, []

    def _youtube(self, value: dict[str, Any], snippet: dict[str, Any]) -> tuple[dict[str, Any] | None, list[Any]]:
        self.network = True
        replies = value.get("replies")
        inside = [replies] if _holds(replies) else []
        top = snippet.get("topLevelComment")
        if isinstance(top, dict):
            held = replies.get("comments") if isinstance(replies, dict) else replies
            self.absent += _short_of(snippet.get("totalReplyCount"), held)
            value, snippet = top, top["snippet"] if isinstance(top.get("snippet"), dict) else top
        body = {**value, **snippet}
        body.pop("snippet", None)
        if _first(body, _TEXTS, _text) is None:
            self.others += 1
            return None, inside
        return body, inside

    def _fields(self, body: dict[str, Any]) -> dict[str, str]:
        fields: dict[str, str] = {}
        used = {*_AROUND, "kind", "etag"}
        for column, keys, read in _READ:
            found = _first(body, keys, read)
            key, fields[column] = found or ("", "")
            used.add(key)
        for key, value in body.items():
            if key in used or value is None or value in ("", [], {}):
                continue
            if self.network:
                self.left[key] = None
            else:
                fields[key if key not in COLUMNS else f"{key} (2)"] = records.cell(value)
        return fields


def _link(comments: list[_Comment]) -> None:
    """Give every comment an id, what it replies to and a depth."""
    by_id: dict[tuple[int, str], int] = {}
    for at, one in enumerate(comments):
        one.fields["id"] = one.fields["id"] or f"#{at + 1}"
        by_id.setdefault((one.place, one.fields["id"]), at)
    above: list[int | None] = []
    for at, one in enumerate(comments):
        told = by_id.get((one.place, one.fields["parent"]))
        # Telegram and a reply to a reply in VK: the id is more exact than the place.
        parent = told if told is not None and told != at else one.around
        above.append(parent)
        if parent is not None:
            one.fields["parent"] = comments[parent].fields["id"]
    for one, depth in zip(comments, _depths(above), strict=True):
        one.fields["depth"] = str(depth)


def _depths(above: list[int | None]) -> list[int]:
    """Count the steps up from each.

    >>> _depths([None, 0, 1, 3])
    [0, 1, 2, 0]
    """
    known: dict[int, int] = {}
    for start in range(len(above)):
        chain: dict[int, None] = {}
        at: int | None = start
        while at is not None and at not in known and at not in chain:  # replies may go round in a circle
            chain[at] = None
            at = above[at]
        first = 0 if at is None else known.get(at, -1) + 1
        known |= {one: first + steps for steps, one in enumerate(reversed(chain))}
    return [known[at] for at in range(len(above))]


def _holds(value: Any) -> bool:
    """Tell whether objects may stand in a value: a list, or an object around a list."""
    if isinstance(value, dict):
        return any(isinstance(value.get(key), list | dict) for key in _AROUND)
    return isinstance(value, list)


def _short_of(told: Any, held: Any) -> int:
    return max(0, told - len(held if isinstance(held, list) else [])) if isinstance(told, int) else 0


def _first(body: dict[str, Any], keys: tuple[str, ...], read: Callable[[Any], str | None]) -> tuple[str, str] | None:
    """Return the first key of several that an object has, and what stands there, unless it is nothing of the kind."""
    for key in keys:
        if key in body and (found := read(body[key])) is not None:
            return key, found
    return None


def _text(value: Any) -> str | None:
    """Read a text, also one in parts: ["Смотрите ", {"type": "link", "text": "https://…"}]."""
    if isinstance(value, list):
        found = [part.get("text") if isinstance(part, dict) else part for part in value]
        parts = [part for part in found if isinstance(part, str)]
        return "".join(parts) if len(parts) == len(found) else None
    return value if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, dict):
        found = _first(value, ("username", "name", "login", "id"), _plain)
        return found and found[1]
    return _plain(value)


def _plain(value: Any) -> str | None:
    return records.cell(value) if isinstance(value, str | int | float) and value != "" else None


def _moment(value: Any) -> str | None:
    """Read a time; seconds since 1970 become a date.

    >>> _moment(1589000000), _moment("2020-05-09")
    ('2020-05-09T04:53:20Z', '2020-05-09')
    """
    if isinstance(value, int | float) and 1e8 < value < 1e11:
        return datetime.datetime.fromtimestamp(int(value), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return _plain(value)


def _count(value: Any) -> str | None:
    if isinstance(value, list):  # Telegram counts each sign apart
        counts = [one.get("count") for one in value if isinstance(one, dict)]
        return str(sum(one for one in counts if isinstance(one, int))) if counts else None
    return _plain(value.get("count") if isinstance(value, dict) else value)


_READ: tuple[tuple[str, tuple[str, ...], Callable[[Any], str | None]], ...] = (
    ("id", _IDS, _plain), ("parent", _PARENTS, _plain), ("depth", (), _plain), ("author", _AUTHORS, _name),
    ("date", _DATES, _moment), ("text", _TEXTS, _text), ("likes", _LIKES, _count),
)  # fmt: skip
