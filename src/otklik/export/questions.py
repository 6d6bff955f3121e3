"""The folder of a run with several questions: a folder a question, one table of respondents, a page that links them.

Takes `Questions` and a path; all files appear, or none.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from otklik.export import files, folder, workbook
from otklik.report import questions as page

if TYPE_CHECKING:
    from otklik.results.questions import Questions

NAMES = ("index.html", "respondents.xlsx", "respondents.csv", "run.json")
_PREFIX = "question_"


def save(questions: Questions, path: Path, *, overwrite: bool = False, docx: bool = False) -> list[Path]:
    """Write everything and return the paths: the page, the files of the whole, then those of each question."""
    places = [one["folder"] for one in questions.run["questions"]]
    # Of an older run here, with more questions or with one alone, nothing is to stay that looks like this one.
    older = [one.name for one in path.glob(f"{_PREFIX}*") if one.is_dir()] if path.is_dir() else []
    inside = [f"{place}/{name}" for place in dict.fromkeys([*places, *older]) for name in folder.NAMES]
    names = [*dict.fromkeys([*NAMES, *folder.NAMES]), *inside]
    with folder.whole(path, names, overwrite=overwrite) as hidden:
        for place, result in zip(places, questions.results.values(), strict=True):
            folder.save(result, hidden / place, docx=docx)
        files.write_csv(hidden / "respondents.csv", questions.respondents)
        remarks = workbook.write(hidden / "respondents.xlsx", {"respondents": questions.respondents})
        facts = {**questions.run, "remarks": [*questions.remarks, *remarks]}
        files.write_text(hidden / "run.json", json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
        files.write_text(hidden / "index.html", page.render(questions))
        written = [name for name in [*NAMES, *inside] if (hidden / name).exists()]
    for name in older:
        if name not in places and not any((path / name).iterdir()):
            (path / name).rmdir()
    return [path / name for name in written]
