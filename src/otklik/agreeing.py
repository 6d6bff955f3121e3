"""How well several people coded the same texts, which codes they mix up, and one coding that stands.

Takes files of codings, gives an `Agreed`. Never trains, never draws.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik import codebook as codebooks
from otklik import reading
from otklik._version import __version__
from otklik.domain import NOT_EXPRESSED, Codebook, named
from otklik.errors import UserError
from otklik.measure import adjudication, agreement, confusions
from otklik.measure.adjudication import Decision
from otklik.measure.agreement import Agreement
from otklik.messages import interface, say
from otklik.reading import cells, double_coding
from otklik.reading.double_coding import DoubleCoding, Variable
from otklik.results.agreement import Agreed, Count, Figure

DRAWS = 1_000
_LEVELS = ("nominal", "ordinal", "interval", "ratio")
_ALIKE = 0.9
_MOST_NAMES = 300
_FEW = 5
"""Texts from which on a coder who saw disagreements alone is taken for an adjudicator."""


def agree(
    paths: str | Path | Sequence[str | Path],
    *,
    coders: Sequence[str] = (),
    themes: Sequence[str] = (),
    id_column: str | None = None,
    text: str | None = None,
    texts: str | Path | None = None,
    separator: str | None = None,
    codebook: str | None = None,
    order: Mapping[str, Sequence[str]] | None = None,
    levels: Mapping[str, str] | None = None,
    gold: str | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> Agreed:
    """Measure how well coders agree; settle where they differ.

    Files are read as `otklik.reading.double_coding.read` says. Every variable is measured at the nominal level (themes
    by MASI as well); one whose order is known from ``order`` (id: values, highest first), from ``codebook`` or from
    numbers at the ordinal level too; ``levels`` (id: level) names ``interval`` or ``ratio``. ``gold`` is ``majority``,
    ``expert=NAME`` or a file with columns id, variable, value, reason. The expert is no coder among the others.

    Raises `UserError` when files, names or levels can't be used.

    *Read with care*: coders who talked to each other, or who saw each other's codings, agree for other reasons than
    that a codebook is clear.
    """
    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    book = codebooks.load(codebook) if codebook is not None else None
    name = gold.partition("=")[2].strip() if gold is not None and gold.startswith("expert=") else None
    wanted = [*coders, name] if name and coders and name not in coders else list(coders)
    whole = double_coding.read(
        listed, coders=wanted, themes=themes, id_column=id_column, text=text, texts=texts, separator=separator
    )
    coding = whole if name is None else _without(whole, name)
    remarks = [*coding.remarks, *_unknown(coding, book), *_adjudicators(coding), *_alike(coding)]
    orders = _orders(coding, book, order or {}, levels or {})
    rng = np.random.default_rng(seed)
    coding = replace(coding, variables=tuple(_in_order(one, orders.get(one.id, ())) for one in coding.variables))
    figures = [
        figure
        for variable in coding.variables
        for figure in _figures(variable, coding.coders, orders.get(variable.id), (levels or {}).get(variable.id, ""),
                               draws, rng)
    ]  # fmt: skip
    decided = None if gold is None else _gold(coding, whole, gold, name, remarks)
    return Agreed(
        coding=coding,
        figures=tuple(figures),
        counts=tuple(_counts(coding)),
        mixed={variable.id: tuple(confusions.mixed(variable.marks)) for variable in coding.variables},
        gold=decided,
        names=_names(book),
        remarks=tuple(remarks),
        run={
            "otklik": __version__,
            "files": {source.name: source.sha256 for source in coding.sources},
            "parameters": {"draws": draws, "seed": seed, "gold": gold, "codebook": codebook},
        },
    )


def _figures(
    variable: Variable, coders: Sequence[str], order: Sequence[str] | None, level: str, draws: int,
    rng: np.random.Generator,
) -> list[Figure]:  # fmt: skip
    found: list[Figure] = []

    def add(value: str, statistic: str, at: str, one: Agreement, pair: str = "") -> None:
        found.append(Figure(variable.id, value, pair, statistic, at, one))

    given = variable.given
    if variable.many:
        add("", "percent", "", agreement.percent(given, draws=draws, rng=rng))
        add("", "alpha", "masi", agreement.alpha(given, level="masi", draws=draws, rng=rng))
    else:
        for statistic, at, one in _nominal(given, variable.values, draws, rng):
            add("", statistic, at, one)
        for a, b in combinations(range(len(coders)), 2) if len(coders) > 2 else ():
            one = agreement.cohen_kappa(given[:, a], given[:, b], draws=draws, rng=rng)
            add("", "cohen_kappa", "nominal", one, f"{coders[a]} × {coders[b]}")
    if order is not None:
        for statistic, at, one in _ordered(given, order, level, draws, rng):
            add("", statistic, at, one)
    for place, value in enumerate(variable.values):
        marks = variable.marks[:, :, place].astype(object)
        marks[variable.marks[:, :, place] < 0] = None
        for statistic, at, one in _nominal(marks, (0, 1), draws, rng):
            add(value, statistic, at, one)
    return found


def _nominal(
    given: NDArray[np.object_], values: Sequence[Any], draws: int, rng: np.random.Generator
) -> list[tuple[str, str, Agreement]]:
    found = [("percent", "", agreement.percent(given, draws=draws, rng=rng))]
    if given.shape[1] == 2:
        found.append(("cohen_kappa", "nominal", agreement.cohen_kappa(*given.T, draws=draws, rng=rng)))
    return [
        *found,
        ("fleiss_kappa", "nominal", agreement.fleiss_kappa(given, draws=draws, rng=rng)),
        ("alpha", "nominal", agreement.alpha(given, level="nominal", draws=draws, rng=rng)),
        ("gwet_ac", "nominal", agreement.gwet_ac(given, values=values, draws=draws, rng=rng)),
    ]


def _ordered(
    given: NDArray[np.object_], order: Sequence[str], level: str, draws: int, rng: np.random.Generator
) -> list[tuple[str, str, Agreement]]:
    """Measure on the codings that lie on the scale; values off it are gaps here."""
    on = given.copy()
    on[~np.isin(given.astype(str), list(order))] = None
    found = [("alpha", "ordinal", agreement.alpha(on, level="ordinal", values=order, draws=draws, rng=rng))]
    if level == "interval":
        found.append(("alpha", level, agreement.alpha(on, level="interval", draws=draws, rng=rng)))
    if level == "ratio":
        found.append(("alpha", level, agreement.alpha(on, level="ratio", draws=draws, rng=rng)))
    if given.shape[1] == 2:
        one = agreement.cohen_kappa(on[:, 0], on[:, 1], "quadratic", values=order, draws=draws, rng=rng)
        found.append(("cohen_kappa", "quadratic", one))
    return [*found, ("gwet_ac", "quadratic", agreement.gwet_ac(on, "quadratic", values=order, draws=draws, rng=rng))]


def _orders(
    coding: DoubleCoding, book: Codebook | None, order: Mapping[str, Sequence[str]], levels: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return the values of each ordered variable, lowest first. Raises `UserError` for names and levels that fail."""
    ids = [one.id for one in coding.variables]
    for name in (*order, *levels):
        if name not in ids:
            files = ", ".join(source.name for source in coding.sources)
            known = say("double_known", names=", ".join(ids))
            raise UserError(say("double_variable_unknown", id=name), hint=known, where=files)
    scales = {scale.id: scale for scale in book.scales} if book else {}
    found: dict[str, tuple[str, ...]] = {}
    for variable in coding.variables:
        level = levels.get(variable.id, "")
        if level and level not in _LEVELS:
            hint = say("codings_known", labels=", ".join(_LEVELS))
            raise UserError(say("agreement_level", level=level), hint=hint, where=f"--level {variable.id}={level}")
        numeric = agreement.as_numbers(variable.values) is not None
        if variable.many or level == "nominal":
            continue
        if level in {"interval", "ratio"} and not numeric:
            raise UserError(
                say("agreement_no_numbers", level=level), hint=say("agreement_no_numbers_hint"), where=variable.id
            )
        if variable.id in order:
            _check_order(variable, order[variable.id])
            found[variable.id] = tuple(reversed(order[variable.id]))
        elif variable.id in scales:
            found[variable.id] = tuple(reversed([one for one in scales[variable.id].values if one != NOT_EXPRESSED]))
        elif numeric and (len(variable.values) > 2 or level):
            found[variable.id] = variable.values
        elif level == "ordinal":
            raise UserError(say("agreement_no_order"), hint=say("agree_order_hint", id=variable.id), where=variable.id)
    return found


def _in_order(variable: Variable, order: Sequence[str]) -> Variable:
    """Lay out the values of a variable as its scale has them, highest first, then those off it."""
    on = [value for value in reversed(order) if value in variable.values]
    values = (*on, *(value for value in variable.values if value not in on))
    places = [variable.values.index(value) for value in values]
    return replace(variable, values=values, marks=variable.marks[:, :, places]) if on else variable


def _check_order(variable: Variable, order: Sequence[str]) -> None:
    for value in order:
        if value not in variable.values:
            near = difflib.get_close_matches(value, variable.values, n=1, cutoff=0.6)
            known = say("codings_known", labels=", ".join(variable.values))
            raise UserError(
                say("agree_order_unknown", value=value), hint=say("codings_near", label=near[0]) if near else known,
                where=f"--order {variable.id}",
            )  # fmt: skip


def _counts(coding: DoubleCoding) -> list[Count]:
    found = []
    for variable in coding.variables:
        for first, second in combinations(range(len(coding.coders)), 2):
            counts = confusions.table(variable.marks, first, second)
            found += [
                Count(variable.id, coding.coders[first], coding.coders[second], variable.values[a], variable.values[b],
                      int(counts[a, b]))
                for a, b in zip(*np.nonzero(counts), strict=True)
            ]  # fmt: skip
    return found


def _gold(
    coding: DoubleCoding, whole: DoubleCoding, rule: str, name: str | None, remarks: list[str]
) -> dict[tuple[int, str], Decision]:
    settle: Callable[[Variable, int, dict[str, Any]], Decision | None]
    if name is not None:
        last = whole.coders.index(name)
        experts = {one.id: one.given[:, last] for one in whole.variables}

        def settle(variable: Variable, at: int, given: dict[str, Any]) -> Decision | None:
            return adjudication.expert(
                given, name, experts[variable.id][at], whole.reasons.get((variable.id, coding.ids[at], name), "")
            )

    elif rule == "majority":

        def settle(variable: Variable, at: int, given: dict[str, Any]) -> Decision | None:
            return adjudication.majority(given)

    else:
        decided = _decided(coding, rule, remarks)

        def settle(variable: Variable, at: int, given: dict[str, Any]) -> Decision | None:
            return adjudication.from_file(given, decided.get((coding.ids[at], variable.id)))

    found = {}
    for variable in coding.variables:
        for at, row in enumerate(variable.given):
            one = settle(variable, at, dict(zip(coding.coders, row, strict=True)))
            if one is not None:
                found[at, variable.id] = one
    left = sum(one.how == "open" for one in found.values())
    if left:
        remarks.append(say("gold_left", n=left))
    return found


def _decided(coding: DoubleCoding, path: str, remarks: list[str]) -> dict[tuple[str, str], tuple[Any, str, str]]:
    """Read decisions: id, variable (needless where there is but one), value, and perhaps decided_by and reason."""
    if not Path(path).suffix and not Path(path).exists():
        raise UserError(say("gold_rule", rule=path), hint=say("gold_rule_hint"), where="--gold")
    survey = reading.read(path)
    file = survey.sources[0].name
    frame = survey.frame.rename(columns=lambda name: str(name).strip().casefold())
    variables = {one.id: one for one in coding.variables}
    needed = ["id", "value"] if len(variables) == 1 else ["id", "variable", "value"]
    for column in needed:
        if column not in frame:
            raise UserError(say("column_unknown", name=column, option="--gold"), hint=say("gold_file_hint"), where=file)
    blank = [""] * len(frame)
    columns = [frame[one].tolist() if one in frame else blank for one in ("id", "variable", "value", "decided_by",
                                                                         "reason")]  # fmt: skip
    ids, found, new = set(coding.ids), {}, []
    for row, unit, given, value, by, reason in zip(survey.rows, *columns, strict=True):
        variable = given.strip() or next(iter(variables))
        if unit.strip() not in ids:
            place = say("gold_place", file=file, row=row, column="id")
            raise UserError(say("gold_id_unknown", id=unit), hint=say("double_id_hint"), where=place)
        if variable not in variables:
            place = say("gold_place", file=file, row=row, column="variable")
            known = say("double_known", names=", ".join(variables))
            raise UserError(say("double_variable_unknown", id=variable), hint=known, where=place)
        many = variables[variable].many
        decision = double_coding.codes(value) if many else cells.label(value)
        if decision is None:
            continue  # a row not filled in yet
        if not set(decision if isinstance(decision, frozenset) else [decision]) <= set(variables[variable].values):
            new.append(row)
        found[unit.strip(), variable] = (decision, by.strip() or file, reason.strip())
    if new:
        remarks.append(say("gold_new_values", file=file, rows=", ".join(map(str, new[:5]))))
    return found


def _without(coding: DoubleCoding, name: str) -> DoubleCoding:
    """Return the coding of all coders but one. Raises `UserError` when there is no such coder, or too few others."""
    if name not in coding.coders:
        raise UserError(
            say("double_coder_unknown", coder=name), hint=say("double_known", names=", ".join(coding.coders)),
            where="--gold",
        )  # fmt: skip
    kept = [at for at, coder in enumerate(coding.coders) if coder != name]
    if len(kept) < 2:
        hint = say("double_one_coder_hint", coders=coding.coders[kept[0]])
        raise UserError(say("double_one_coder"), hint=hint, where=coding.sources[0].name)
    variables = tuple(
        replace(one, given=one.given[:, kept], marks=one.marks[:, kept]) for one in coding.variables
    )  # fmt: skip
    return replace(coding, coders=tuple(coding.coders[at] for at in kept), variables=variables)


def _adjudicators(coding: DoubleCoding) -> list[str]:
    """Find coders who coded nothing but texts on which the others differ."""
    found = []
    for at, coder in enumerate(coding.coders):
        for variable in coding.variables:
            rest = np.delete(variable.given, at, axis=1)
            differ = np.array([len({one for one in row if one is not None}) > 1 for row in rest])
            mine = np.array([one is not None for one in variable.given[:, at]])
            if mine.sum() >= _FEW and differ[mine].all() and not differ.all():
                found.append(say("agree_adjudicator", coder=coder))
                break
    return found


def _alike(coding: DoubleCoding) -> list[str]:
    """Find two names that look like one code: no coder used both, and they differ in a few letters."""
    found = []
    for variable in coding.variables:
        users = (variable.marks == 1).any(axis=0)  # (coders, values)
        for a, b in combinations(range(min(len(variable.values), _MOST_NAMES)), 2):
            names = variable.values[a], variable.values[b]
            if not (users[:, a] & users[:, b]).any() and _likeness(*names) >= _ALIKE:
                found.append(say("agree_alike", a=names[0], b=names[1], id=variable.id))
    return found


def _likeness(a: str, b: str) -> float:
    """Return how alike two names are, from 0 to 1; numbers and names of three letters are never alike."""
    return 0.0 if min(len(a), len(b)) < 4 else difflib.SequenceMatcher(None, a.casefold(), b.casefold()).ratio()


def _unknown(coding: DoubleCoding, book: Codebook | None) -> list[str]:
    if book is None:
        return []
    known = {scale.id: set(scale.values) for scale in book.scales}
    themes = {theme.id for theme in book.themes}
    found = []
    for one in coding.variables:
        values = [value for value in one.values if value not in (themes if one.many else known.get(one.id, one.values))]
        if values:
            found.append(say("agree_not_in_codebook", id=one.id, values=", ".join(values[:8])))
    return found


def _names(book: Codebook | None) -> dict[tuple[str, str], str]:
    """Return names by (variable, value); themes stand under the variable ""."""
    if book is None:
        return {}
    language = interface()
    groups = {(scale.id, group.id): named(group.name, language) for scale in book.scales for group in scale.groups}
    return groups | {("", theme.id): named(theme.name, language) for theme in book.themes}
