"""Corrections as codings: a sheet to train on and to estimate from, and one to measure agreement on.

Takes what a person corrected and a path, gives two CSV files that `otklik train`, `estimate` and `agree` read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from otklik.export import files
from otklik.messages import say

if TYPE_CHECKING:
    from otklik.reading.corrections import Corrected, Line

THEMES = "themes"


def write(path: Path, found: Corrected, coder: str) -> tuple[Path, Path]:
    """Write the person's codings to ``path``, and beside it those of person and machine in long form.

    The first has a row a text: id, text, coder, a column for each scale and a 0/1 column for each code, empty for what
    the person did not look at. The second (``…_agree.csv``) has the columns id, coder, variable, value and text, of the
    texts and variables alone that the person looked at. Raises `UserError` when a file can't be written.
    """
    import pandas as pd

    rows = [
        {"id": line.id, "text": line.text, "coder": coder}
        | {scale: line.labels[scale] or "" for scale in found.scales}
        | {code: "" if line.codes is None else str(int(code in line.codes)) for code in found.codes}
        for line in found.lines
    ]
    long = [
        (line.id, who, variable, value, line.text)
        for line in found.lines
        for variable, person, machine in _pairs(line, found)
        for who, value in ((coder, person), (found.machine, machine))
    ]
    of_both = pd.DataFrame(long, columns=["id", "coder", "variable", "value", "text"])
    return files.write_csv(path, pd.DataFrame(rows)), files.write_csv(beside(path), of_both)


def beside(path: Path) -> Path:
    """Return where the second file stands.

    >>> beside(Path("codings.csv")).name
    'codings_agree.csv'
    """
    return path.with_name(f"{path.stem}_agree.csv")


def summary(found: Corrected) -> list[tuple[str, int, list[Line]]]:
    """Return for each scale, and for the codes together, how many rows the person coded, and those coded otherwise."""
    told = []
    for scale in found.scales:
        coded = [line for line in found.lines if line.labels[scale]]
        told.append((scale, len(coded), [line for line in coded if line.labels[scale] != line.machine_labels[scale]]))
    if found.codes:
        coded = [line for line in found.lines if line.codes is not None]
        told.append((THEMES, len(coded), [line for line in coded if line.codes != line.machine_codes]))
    return told


def _pairs(line: Line, found: Corrected) -> list[tuple[str, str, str]]:
    """Return variable, the person's and the machine's coding of all that both have coded."""
    pairs = [
        (scale, line.labels[scale] or "", line.machine_labels[scale] or "")
        for scale in found.scales
        if line.labels[scale] and line.machine_labels[scale]
    ]
    if line.codes is not None and line.machine_codes is not None:
        order = {code: at for at, code in enumerate(found.codes)}
        both = (line.codes, line.machine_codes)
        person, machine = ("; ".join(sorted(codes, key=order.__getitem__)) for codes in both)
        pairs.append((THEMES, person, machine))
    return pairs


def next_steps(path: Path, of_both: Path, found: Corrected) -> list[str]:
    """Return the commands that read the two files."""
    scales = "".join(f' --scale "{one}={one}"' for one in found.scales)
    themes = f' --themes "{found.codes[0]}..{found.codes[-1]}"' if found.codes else ""
    many = f" --themes {THEMES}" if found.codes else ""
    return [
        say("import_train", command=f"otklik train {path} --text text{scales}{themes} --out MODEL"),
        say(
            "import_estimate",
            command=f"otklik estimate ANSWERS --model MODEL --codings {path} --random{scales}{themes}",
        ),
        say("import_agree", command=f"otklik agree {of_both}{many}"),
    ]
