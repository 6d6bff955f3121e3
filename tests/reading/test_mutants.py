"""Thousands of damaged files of every kind: no traceback, no hang, no answer lost in silence."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "fuzz_readers.py"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the script measures time by signals, which Windows has not")
def test_damaged_files_of_every_kind_are_read_or_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--mutants", "1500", "--seed", "1", "--keep", str(tmp_path / "kept")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    counts = re.findall(r"^(\w+) +(\d+) read, (\d+) refused", done.stdout, re.MULTILINE)
    assert sum(int(read) + int(refused) for _, read, refused in counts) > 1400
    # Every kind is also read at times: damage that makes nothing readable would show nothing.
    assert [name for name, read, _ in counts if read == "0"] == []
