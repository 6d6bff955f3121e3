"""What several tests share: a small survey, and the real command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from otklik import messages

# The same examples everywhere: a run that passed here passes there.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

# Tests leave nothing in the cache folder of whoever runs them.
os.environ["OTKLIK_CACHE"] = "off"

SURVEY = """\
id;Ваше мнение;район;курс
001;Очень полезный опыт, научилась ставить капельницы и разговаривать с больными.;ЦФО;2
002;"Нет времени; учёба и подработка, экзамены важнее";СФО;3
003;-;ЦФО;2
004;;СФО;1
005;Вуз обязан включить волонтёрство в программу, это часть профессии!;ЦФО;6
006;Заставляют ради галочки и отчёта, бесплатная рабочая сила;ДФО;4
007;I loved every shift, made friends and learned to talk to patients.;ДФО;2
008;👍;ЦФО;2
009;Ich finde das sehr gut und nicht schlecht für die Studenten;СФО;5
010;"Нет времени; учёба и подработка, экзамены важнее";СФО;3
"""


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """A semicolon file of ten rows: answers in three languages, empty, a dash, an emoji, one repeated."""
    path = tmp_path / "ответы.csv"
    path.write_text(SURVEY, encoding="utf-8")
    return path


@pytest.fixture
def otklik(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the real command in a process of its own, in English unless told otherwise."""

    def call(
        *arguments: str | Path, lang: str = "en_US.UTF-8", stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "LC_ALL": lang, "PYTHONUTF8": "1", "COLUMNS": "160"}
        return subprocess.run(
            [sys.executable, "-m", "otklik", *map(str, arguments)],
            cwd=tmp_path, env=environment, input=stdin, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return call


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Sentences in English, whatever the machine's locale is."""
    messages.use("en")
    yield
    messages.use(None)
