"""What a codebook says, and what is wrong with it.

Takes a YAML file (or the name of a shipped codebook), gives themes and scales; `problems` lists every fault with its
line. Never looks at answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from otklik import shipped
from otklik.domain import NOT_EXPRESSED, Code, Codebook, Group, Scale
from otklik.errors import UserError
from otklik.messages import say

_ID = re.compile(r"[a-zA-Z][a-zA-Z0-9_]*")
# Names of columns and topics that a run adds itself.
_TAKEN = re.compile(r"topic_\d+|language|status|themes|needs_person|theme|topic")
LANGUAGES = ("ru", "en")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a codebook: its line (1-based), a sentence about it, and whether the codebook can be used at all."""

    line: int
    text: str
    fatal: bool


class _Map(dict[str, Any]):
    line = 0


class _List(list[Any]):
    line = 0


class _Text(str):
    line = 0


def names() -> list[str]:
    """Return the names of the shipped codebooks.

    >>> names()
    ['volunteering']
    """
    return sorted(path.stem for path in shipped.folder("codebooks").glob("*.yaml"))


def find(name: str | Path) -> Path:
    """Return the file of a codebook given by the name of a shipped one or by a path.

    Raises `UserError` when there is neither.
    """
    path = Path(name)
    if path.is_file():
        return path
    inside = shipped.folder("codebooks") / f"{name}.yaml"
    if path.suffix == "" and path.name == str(name) and inside.is_file():
        return inside
    raise UserError(
        say("codebook_missing", name=str(name)), hint=say("codebook_missing_hint", names=", ".join(names()))
    )


def load(name: str | Path) -> Codebook:
    """Read a codebook; raises `UserError` with file and line at its first fatal fault.

    >>> book = load("volunteering")
    >>> len(book.themes), [scale.id for scale in book.scales]
    (15, ['institution', 'socialization'])
    """
    path = find(name)
    tree, faults = _read(path)
    fatal = next((fault for fault in faults if fault.fatal), None)
    if fatal:
        raise UserError(
            fatal.text,
            hint=say("codebook_check_hint", path=path),
            where=say("place_line", file=path.name, line=fatal.line),
        )
    return _build(tree, path.stem)


def problems(name: str | Path) -> list[Problem]:
    """List every fault of a codebook, in the order of its lines.

    >>> problems("volunteering")
    []
    """
    return _read(find(name))[1]


def _read(path: Path) -> tuple[_Map, list[Problem]]:
    try:
        source = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        return _Map(), [Problem(1, say("codebook_not_utf8"), True)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        cause = getattr(error, "problem", None) or str(error).partition("\n")[0]
        return _Map(), [Problem(mark.line + 1 if mark else 1, say("codebook_not_yaml", cause=cause), True)]
    except RecursionError:
        return _Map(), [Problem(1, say("codebook_cycle", what="YAML"), True)]
    faults: list[Problem] = []
    tree = _plain(node, faults, (), {}) if node is not None else None
    if not isinstance(tree, _Map):
        return _Map(), [*faults, Problem(1, say("codebook_not_mapping"), True)]
    faults += _faults(tree)
    return tree, sorted(faults, key=lambda fault: fault.line)


def _plain(node: yaml.Node, faults: list[Problem], above: tuple[int, ...], known: dict[int, Any]) -> Any:
    """Turn YAML nodes into maps, lists and strings that know their lines; every scalar stays a string ("no", "007")."""
    line = node.start_mark.line + 1
    if id(node) in above:
        faults.append(Problem(line, say("codebook_cycle", what=f"&{line}"), True))
        return _Text("")
    if id(node) in known:  # an alias: built once, however often it is named
        return known[id(node)]
    above = (*above, id(node))
    value: _Map | _List | _Text
    if isinstance(node, yaml.MappingNode):
        value = _Map()
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in value:
                faults.append(Problem(key_node.start_mark.line + 1, say("codebook_key_twice", key=key), True))
            value[key] = _plain(value_node, faults, above, known)
    elif isinstance(node, yaml.SequenceNode):
        value = _List(_plain(item, faults, above, known) for item in node.value)
    else:
        value = _Text(node.value if node.tag != "tag:yaml.org,2002:null" else "")
    value.line = line
    known[id(node)] = value
    return value


def _items(parent: _Map, key: str) -> list[_Map]:
    found = parent.get(key)
    return [item for item in found if isinstance(item, _Map)] if isinstance(found, _List) else []


def _faults(tree: _Map) -> Iterator[Problem]:
    scales, themes = _items(tree, "scales"), _items(tree, "themes")
    if not scales and not themes:
        yield Problem(1, say("codebook_empty"), True)
    for key in ("scales", "themes"):
        yield from _list_faults(tree, key)
    yield from _id_faults(scales, say("word_scale"))
    yield from _id_faults(themes, say("word_theme"))
    for scale in scales:
        yield from _scale_faults(scale)
    for theme in themes:
        yield from _name_faults(theme)
        yield from _definition_faults(theme)
        for language in LANGUAGES:
            if not _strings(theme.get("seeds"), language):
                yield Problem(theme.line, say("codebook_no_seeds", id=theme.get("id", "?"), lang=language), False)
    yield from _shared_seeds(themes)
    yield from _parent_faults(themes)


def _scale_faults(scale: _Map) -> Iterator[Problem]:
    yield from _list_faults(scale, "groups")
    groups = _items(scale, "groups")
    if len(groups) < 2:
        yield Problem(scale.line, say("codebook_few_groups", id=scale.get("id", "?")), True)
    yield from _id_faults(groups, say("word_group"))
    for entry in (scale, *groups):
        yield from _name_faults(entry)
    for group in groups:
        yield from _definition_faults(group)
        if group.get("id") == NOT_EXPRESSED:
            yield Problem(group.line, say("codebook_reserved"), True)


def _list_faults(parent: _Map, key: str) -> Iterator[Problem]:
    found = parent.get(key)
    if found and not isinstance(found, _List):
        yield Problem(found.line, say("codebook_not_list", key=key), True)
    for item in found if isinstance(found, _List) else ():
        if not isinstance(item, _Map):
            yield Problem(item.line, say("codebook_not_entry", key=key), True)


def _id_faults(entries: list[_Map], what: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for entry in entries:
        code = entry.get("id")
        if not isinstance(code, str) or not _ID.fullmatch(code):
            yield Problem(entry.line, say("codebook_bad_id", what=what, id=code or ""), True)
        elif _TAKEN.fullmatch(code):
            yield Problem(entry.line, say("codebook_taken", id=code), True)
        elif code in first:
            yield Problem(entry.line, say("codebook_id_twice", what=what, id=code, line=first[code]), True)
        else:
            first[code] = entry.line


def _name_faults(entry: _Map) -> Iterator[Problem]:
    name = entry.get("name")
    for language in LANGUAGES:
        if not (isinstance(name, _Map) and name.get(language)):
            yield Problem(entry.line, say("codebook_no_name", id=entry.get("id", "?"), lang=language), False)


def _definition_faults(entry: _Map) -> Iterator[Problem]:
    if not entry.get("define"):
        yield Problem(entry.line, say("codebook_no_definition", id=entry.get("id", "?")), False)
    for language in LANGUAGES:
        if not _strings(entry.get("examples"), language):
            yield Problem(entry.line, say("codebook_no_examples", id=entry.get("id", "?"), lang=language), False)


def _shared_seeds(themes: list[_Map]) -> Iterator[Problem]:
    owners: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for theme in themes:
        for language in LANGUAGES:
            for seed in _strings(theme.get("seeds"), language):
                owners[seed.lower()].append((str(theme.get("id", "?")), seed.line))
    for word, places in owners.items():
        if len({owner for owner, _ in places}) > 1:
            listed = ", ".join(sorted({owner for owner, _ in places}))
            yield Problem(places[-1][1], say("codebook_seed_shared", seed=word, themes=listed), False)


def _parent_faults(themes: list[_Map]) -> Iterator[Problem]:
    parents: dict[str, str] = {str(theme.get("id")): str(theme["parent"]) for theme in themes if theme.get("parent")}
    known = {str(theme.get("id")) for theme in themes}
    for theme in themes:
        code = str(theme.get("id"))
        if code in parents and parents[code] not in known:
            yield Problem(theme.line, say("codebook_no_parent", id=code, parent=parents[code]), True)
        path, at = [code], parents.get(code)
        while at in parents and at not in path:
            path.append(at)
            at = parents[at]
        if at == code:
            yield Problem(theme.line, say("codebook_cycle", what=" → ".join([*path, code])), True)


def _strings(parent: Any, key: str) -> list[_Text]:
    found = parent.get(key) if isinstance(parent, _Map) else parent if isinstance(parent, _List) else None
    items = found if isinstance(found, _List) else [found]
    return [item for item in items if isinstance(item, _Text) and item.strip()]


def _texts(parent: Any) -> dict[str, str]:
    if isinstance(parent, _Map):
        return {language: str(value) for language, value in parent.items() if value}
    return dict.fromkeys(LANGUAGES, str(parent)) if parent else {}


def _lists(parent: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(parent, _List):  # one list for both languages
        return {"": tuple(str(item) for item in parent if isinstance(item, _Text) and item.strip())}
    return {key: tuple(map(str, _strings(parent, key))) for key in parent} if isinstance(parent, _Map) else {}


def _build(tree: _Map, stem: str) -> Codebook:
    scales = tuple(
        Scale(
            id=str(scale["id"]),
            name=_texts(scale.get("name")) or {"en": str(scale["id"])},
            asks=str(scale.get("asks", "")),
            none=str(scale.get("none", "")),
            groups=tuple(
                Group(
                    id=str(group["id"]),
                    name=_texts(group.get("name")) or {"en": str(group["id"])},
                    define=_texts(group.get("define")),
                    examples=_lists(group.get("examples")),
                )
                for group in _items(scale, "groups")
            ),
        )
        for scale in _items(tree, "scales")
    )
    themes = tuple(
        Code(
            id=str(theme["id"]),
            name=_texts(theme.get("name")) or {"en": str(theme["id"])},
            define=_texts(theme.get("define")),
            seeds=_lists(theme.get("seeds")),
            examples=_lists(theme.get("examples")),
            parent=str(theme["parent"]) if theme.get("parent") else None,
        )
        for theme in _items(tree, "themes")
    )
    version = str(tree.get("version", "1"))
    return Codebook(
        id=str(tree.get("id") or stem),
        version=int(version) if version.isdecimal() else 1,
        question=_texts(tree.get("question")),
        scales=scales,
        themes=themes,
    )


TEMPLATE = """\
# A codebook: what to look for in the answers. Fill it in, then: otklik codebook check {file}
# Кодировочная книга: что искать в ответах. Заполните и проверьте: otklik codebook check {file}
version: 1
question:
  ru: "Ваш вопрос?"
  en: "Your question?"

themes:            # what is spoken of; any number for each text / о чём говорят; в тексте может быть несколько тем
  - id: money
    name: {{ru: "деньги", en: "money"}}
    define: "Prices, pay, costs, savings."
    seeds:         # a word stands for all its forms; word* for all words that begin so / слово значит все его формы
      ru: [деньги, цена, дорого, зарплата, эконом*]
      en: [money, price, expensive, salary, econom*]
    examples:
      ru: ["Слишком дорого.", "За такие деньги не пойду."]
      en: ["Too expensive.", "Not for that pay."]

# Scales need a trained model pack; without one only themes are coded. / Шкалам нужна обученная модель.
# scales:
#   - id: attitude
#     name: {{ru: "отношение", en: "attitude"}}
#     asks: "How does the writer stand to it?"
#     groups:      # ordered, highest first / по порядку, начиная с высшей
#       - id: for
#         name: {{ru: "за", en: "for"}}
#         define: "..."
#         examples: {{ru: ["..."], en: ["..."]}}
#       - id: against
#         name: {{ru: "против", en: "against"}}
#         define: "..."
#         examples: {{ru: ["..."], en: ["..."]}}
"""
"""What `otklik codebook new` writes."""
