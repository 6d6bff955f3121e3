"""What several tests share: a small survey, and the real command, in this process or in one of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO, TextIOWrapper
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
def otklik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command's own `main` in this process, where all is imported already; English unless told otherwise."""

    def call(
        *arguments: str | Path, lang: str = "en_US.UTF-8", stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        # Help texts are made when the commands are imported: in the language of this call.
        for name in [name for name in sys.modules if name.startswith("otklik.cli")]:
            monkeypatch.delitem(sys.modules, name)
        streams = [TextIOWrapper(BytesIO(text.encode()), encoding="utf-8") for text in (stdin or "", "", "")]
        status: int | str | None = 0
        terminated = signal.getsignal(signal.SIGTERM)
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            for name, value in {"LC_ALL": lang, "COLUMNS": "160"}.items():
                patch.setenv(name, value)
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            patch.setattr(sys, "argv", ["otklik", *map(str, arguments)])
            try:
                import_module("otklik.cli").main()
            except SystemExit as left:
                status = left.code
            finally:
                signal.signal(signal.SIGTERM, terminated)
                messages.use("en")
        said = [read(stream) for stream in streams[1:]]
        return subprocess.CompletedProcess(list(map(str, arguments)), int(status or 0), *said)

    return call


def read(stream: TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the real command in a process of its own, as people do."""

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
