"""Read thousands of damaged files of every kind and count what must not be: tracebacks, hangs, answers lost in silence.

    python scripts/fuzz_readers.py [--mutants 20000] [--seed 0] [--kinds csv,sav] [--processes 2]
        [--patience 10] [--keep FOLDER]

A mutant is a small file of answers with bytes changed, cut, put in or doubled; the parts of zipped formats are damaged
too. It is read with `otklik.read` (a codebook with `read_codebook`). A traceback is whatever is no `UserError`; a hang
takes longer than the patience (on a busy machine ask for more); a silent drop is a file in which a count that does not
use Otklik's readers finds more rows, or more letters, than came out, while no remark says so. SPSS and Stata are parsed
in a forked process, one in fifty in a new one as everywhere else. Mutants that fail are kept in FOLDER. Exit status 1
when any number is not 0.
"""

from __future__ import annotations

import argparse
import csv
import faulthandler
import io
import json
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat

import otklik
from otklik.reading import Survey, apart
from otklik.reading import refi as projects
from otklik.reading.decoding import decode

ANSWERS = [
    "Помогать людям, конечно, нужно всегда", 'Мне сказали "надо"\nи я пошёл;\r\nпотом понравилось', "-", "",
    "Нет времени: учёба, экзамены и подработка", "Good experience, I made friends", "не знаю", "👍 супер",
    "Ради галочки и отчёта, бесплатная рабочая сила", "I have no time for it", "Вуз обязан включить это", "да",
]  # fmt: skip
ROWS = [[f"{at:03}", answer, ["ЦФО", "СФО"][at % 2], str(17 + at % 5)] for at, answer in enumerate(ANSWERS, 1)]
NAMES = ["id", "answer", "district", "age"]
Damage = Callable[[bytes, random.Random], bytes]


# ---------------------------------------------------------------------------------------------------------------------
# Whole files


def delimited(separator: str = ",", quoting: Any = csv.QUOTE_MINIMAL, end: str = "\r\n") -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, quoting=quoting, lineterminator=end).writerows([NAMES, *ROWS])
    return file.getvalue()


def written(write: Callable[[Path], Any], ending: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        write(path)
        return path.read_bytes()


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in [NAMES, *ROWS]:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def ods() -> bytes:
    office, kind = "urn:oasis:names:tc:opendocument:xmlns", "application/vnd.oasis.opendocument.spreadsheet"
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escaped(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in [NAMES, *ROWS]
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Лист1">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped(**{"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def numbered(n: int) -> str:
    return f"00000000-0000-4000-8000-{n:012}"


def code_book() -> str:
    codes = "".join(
        f'<Code guid="{numbered(at)}" name="{name}" isCodable="true" color="#00AA00"><Description>о чём</Description>'
        "</Code>"
        for at, name in enumerate(["Помощь", "Время", "Friends"], 1)
    )
    return f"<Codes>{codes}</Codes>"


def qdc() -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="by hand">{code_book()}</CodeBook>'
    ).encode()


def qdpx() -> bytes:
    answers = [answer for answer in ANSWERS if re.match(r"\w+", answer) and answer.isprintable()]
    texts = {numbered(100 + at): answer for at, answer in enumerate(answers)}
    sources = "".join(
        f'<TextSource guid="{guid}" name="ответ {at}" plainTextPath="internal://{guid}.txt">'
        f'<PlainTextSelection guid="{numbered(200 + at)}" name="{word}" startPosition="0" endPosition="{len(word)}">'
        f'<Coding guid="{numbered(300 + at)}"><CodeRef targetGUID="{numbered(at % 3 + 1)}"/></Coding>'
        "</PlainTextSelection></TextSource>"
        for at, (guid, text) in enumerate(texts.items())
        for word in re.findall(r"^\w+", text)
    )
    project = (
        '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Ответы">'
        f'<CodeBook origin="by hand">{code_book()}</CodeBook><Sources>{sources}</Sources></Project>'
    )
    return zipped(**{"project.qde": project} | {f"sources/{guid}.txt": text for guid, text in texts.items()})


def comments(at: int = 0, depth: int = 0) -> list[dict[str, Any]]:
    below = comments(at + 1, depth + 1) if depth < 4 else []
    return [{"id": f"{at}.{n}", "text": ANSWERS[(at + 3 * n) % 12], "replies": below if n else []} for n in range(2)]


FRAME = pd.DataFrame(ROWS, columns=NAMES).astype({"age": float})
LABELS = {"variable_value_labels": {"age": {17: "семнадцать", 18: "18"}}, "column_labels": ["", "Почему?", "", ""]}
OLD_STATA = FRAME.assign(answer=[re.sub(r"[^\x00-\x7f]", "x", answer)[:200] for answer in ANSWERS], district="z")


@dataclass(frozen=True)
class Kind:
    """A file that is whole, the ending of its name, and how many rows or letters were there, where that can be told."""

    ending: str
    whole: Callable[[], bytes]
    lost: Callable[[bytes, Survey], bool] = lambda data, survey: False
    inside: bool = False
    """A zip whose parts are damaged as well."""


def encoded(ending: str, encoding: str, **how: Any) -> Kind:
    return Kind(ending, lambda: delimited(**how).encode(encoding, "replace"), letters_lost)


# ---------------------------------------------------------------------------------------------------------------------
# What was there, counted without the readers


def letters_lost(data: bytes, survey: Survey) -> bool:
    """Letters of a text that no cell, name or title has."""
    cells = [*survey.frame.columns, *survey.titles.values(), *survey.frame.to_numpy().ravel()]
    there, here = (Counter(filter(str.isalpha, text)) for text in (decode(data)[0], "".join(cells)))
    return bool(there - here) and not decode(data)[0].lower().startswith("sep=")


def lines_lost(data: bytes, survey: Survey) -> bool:
    return len(list(io.StringIO(decode(data)[0], newline=""))) > len(survey.frame)


def records_lost(data: bytes, survey: Survey) -> bool:
    text = decode(data)[0]
    told = json.loads(text) if text.lstrip().startswith("[") else [line for line in text.split("\n") if line.strip()]
    return len(told) > len(survey.frame)


def comments_lost(data: bytes, survey: Survey) -> bool:
    def texts(value: Any) -> list[str]:
        inside = value if isinstance(value, list) else [*value.values()] if isinstance(value, dict) else []
        own = value.get("text") if isinstance(value, dict) else None
        return [text for each in inside for text in texts(each)] + ([own] if isinstance(own, str) else [])

    cells = "\0".join(survey.frame.to_numpy().ravel())
    shown = ((text, json.dumps(text, ensure_ascii=False)[1:-1]) for text in texts(json.loads(decode(data)[0])))
    return not all(text in cells or escaped in cells for text, escaped in shown)


def sheet_lost(data: bytes, survey: Survey) -> bool:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        full = [
            [row for row in sheet.values if any(cell not in {None, ""} for cell in row)] for sheet in book.worksheets
        ]
    except Exception:  # what another reader can't open tells nothing
        return False
    first = next(filter(None, full), [])
    return len(first) - 1 > len(survey.frame)


def ods_lost(data: bytes, survey: Survey) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml").decode("utf-8", "replace")
    rows = re.findall(r"<table:table-row>.*?</table:table-row>", content, re.DOTALL)
    return sum("<text:p>" in row and ">" + "</text:p>" not in row for row in rows) - 1 > len(survey.frame)


def parquet_lost(data: bytes, survey: Survey) -> bool:
    import pyarrow.parquet

    return int(pyarrow.parquet.read_metadata(io.BytesIO(data)).num_rows) > len(survey.frame)


def cases_lost(data: bytes, survey: Survey) -> bool:
    order = "little" if data[64:68] in {b"\x02\0\0\0", b"\x03\0\0\0"} else "big"
    return int.from_bytes(data[80:84], order, signed=True) > len(survey.frame)


def seen_lost(data: bytes, survey: Survey) -> bool:
    new = data.find(b"<N>")
    told, little = (data[new + 3 : new + 11], b"<byteorder>LSF" in data) if new > 0 else (data[6:10], data[1] == 2)
    return int.from_bytes(told, "little" if little else "big") > len(survey.frame)


KINDS: dict[str, Kind] = {
    "csv": encoded(".csv", "utf-8"),
    "csv_cp1251": encoded(".csv", "cp1251", separator=";"),
    "csv_koi8": encoded(".csv", "koi8-r", end="\n"),
    "csv_utf16": Kind(".csv", lambda: delimited("\t").encode("utf-16"), letters_lost),
    "tsv_quoted": encoded(".tsv", "utf-8-sig", separator="\t", quoting=csv.QUOTE_ALL),
    "txt": Kind(".txt", "\n".join(ANSWERS).encode, lines_lost),
    "md": Kind(".md", ("---\nid: 007\nanswer: Да\n---\n\n" + "\n\n".join(ANSWERS)).encode, letters_lost),
    "jsonl": Kind(
        ".jsonl",
        lambda: "\n".join(json.dumps(dict(zip(NAMES, row, strict=True)), ensure_ascii=False) for row in ROWS).encode(),
        records_lost,
    ),
    "json": Kind(".json", lambda: json.dumps([{"ответ": one} for one in ANSWERS]).encode(), records_lost),
    "comments": Kind(".json", lambda: json.dumps(comments(), ensure_ascii=False, indent=1).encode(), comments_lost),
    "xlsx": Kind(".xlsx", xlsx, sheet_lost, inside=True),
    "ods": Kind(".ods", ods, ods_lost, inside=True),
    "parquet": Kind(".parquet", lambda: written(FRAME.to_parquet, ".parquet"), parquet_lost),
    "sav": Kind(".sav", lambda: written(lambda path: pyreadstat.write_sav(FRAME, path, **LABELS), ".sav"), cases_lost),
    "zsav": Kind(
        ".zsav",
        lambda: written(lambda path: pyreadstat.write_sav(FRAME, path, compress=True, **LABELS), ".zsav"),
        cases_lost,
    ),
    "dta": Kind(".dta", lambda: written(lambda path: pyreadstat.write_dta(FRAME, path, version=15), ".dta"), seen_lost),
    "dta_old": Kind(
        ".dta", lambda: written(lambda path: pyreadstat.write_dta(OLD_STATA, path, version=10), ".dta"), seen_lost
    ),
    "qdpx": Kind(".qdpx", qdpx, inside=True),
    "qdc": Kind(".qdc", qdc),
}


# ---------------------------------------------------------------------------------------------------------------------
# Damage


def flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + (data[at + chance.randrange(1, 60) :] if chance.random() < 0.6 else b"")


def put_in(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    signs = [b'"', b"'", b",", b";", b"\n", b"\r", b"\0", b"{", b"]", b"<", b"&", b"\xff", b"\xd0", b"9" * 400]
    return data[:at] + (chance.choice(signs) if chance.random() < 0.7 else chance.randbytes(9)) + data[at:]


def double(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    part = data[at : at + chance.randrange(1, 400)]
    to = chance.randrange(len(data))
    return data[:to] + part * chance.choice([1, 1, 2, 50]) + data[to:]


DAMAGES: list[Damage] = [flip, flip, cut, put_in, double]


def damaged(kind: Kind, whole: bytes, chance: random.Random) -> bytes:
    """Damage a file once or thrice: as it lies on the disk, or one of its parts before it is zipped."""
    times = chance.choice([1, 1, 3])
    if not kind.inside or chance.random() < 0.4:
        for _ in range(times):
            whole = chance.choice(DAMAGES)(whole, chance) or b"x"
        return whole
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(times):
        name = chance.choice([name for name in members if members[name]] or [*members])
        members[name] = chance.choice(DAMAGES)(members[name] or b"x", chance)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


# ---------------------------------------------------------------------------------------------------------------------
# Reading


class Hang(BaseException):
    """Ten seconds are over."""


class Forks:
    """Does as `apart.run` does, without the time that a new Python takes to start.

    Processes are forked from a helper that has no threads: a fork of this one might wait for their locks for ever.
    """

    def __init__(self) -> None:
        self.context = multiprocessing.get_context("fork")
        self.start()

    def start(self) -> None:
        self.here, there = self.context.Pipe()
        self.context.Process(target=self.serve, args=(there,), daemon=False).start()

    def run(self, work: Callable[[bytes], Any], data: bytes, **limits: Any) -> Any:
        try:
            self.here.send((work, data))
            said = self.here.recv()
        except Hang:
            self.here.close()  # the helper ends, and a new one knows nothing of the answer that is still to come
            self.start()
            raise
        if not said:
            raise apart.ApartError("died")
        kind, found = json.loads(said)
        if kind == "bug":
            raise RuntimeError(found)
        if kind == "broken":
            raise apart.ApartError(found)
        return found

    def serve(self, asked: Any) -> None:
        self.here.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        while True:
            try:
                request = asked.recv()
            except EOFError:
                return
            here, there = self.context.Pipe(duplex=False)
            child = self.context.Process(target=answered, args=(*request, there))
            child.start()
            there.close()
            try:
                said = here.recv_bytes()
            except EOFError:
                said = b""
            child.kill()
            child.join()
            try:
                asked.send(said)
            except OSError:
                return


def answered(work: Callable[[bytes], Any], data: bytes, there: Any) -> None:
    apart.limit(2 * 1024**3 + 20 * len(data), 5)
    out = io.BytesIO()
    apart.answer(work, data, out)
    there.send_bytes(out.getvalue())


def judged(kind: Kind, path: Path) -> str:
    """Read a mutant and return what became of it."""
    try:
        if kind.ending == ".qdc":
            projects.read_codebook(path)
            return "read"
        survey = otklik.read(path)
    except otklik.UserError as error:
        return "refused" if error.message and error.hint else "traceback: an error without a message or a hint"
    except Hang:
        return "hang"
    except Exception as error:
        return f"traceback: {type(error).__name__}: {str(error)[-300:]}"
    return compared(kind, path.read_bytes(), survey)


def compared(kind: Kind, data: bytes, survey: Survey) -> str:
    """Say whether what was read is all that there was."""
    if not all(type(cell) is str for cell in survey.frame.to_numpy().ravel()):
        return "traceback: cells that are no strings"
    try:
        return "silent drop" if not survey.remarks and kind.lost(data, survey) else "read"
    except Exception:  # what the other count can't read tells nothing
        return "read"


def share(given: argparse.Namespace, part: int) -> None:
    """Read every n-th mutant; a line of JSON for each fault, and one with the counts at the end."""
    spawned, forks, counts = apart.run, Forks(), Counter[str]()
    folder = Path(tempfile.mkdtemp())
    warnings.simplefilter("ignore")  # of the other readers
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(Hang()))
    for name in given.kinds.split(","):
        kind = KINDS[name]
        whole = kind.whole()
        (folder / f"whole{kind.ending}").write_bytes(whole)
        if judged(kind, folder / f"whole{kind.ending}") != "read":
            raise SystemExit(f"{name}: the whole file can't be read")
        for number in range(part, given.mutants // len(given.kinds.split(",")), given.processes):
            chance = random.Random(f"{given.seed} {name} {number}")
            path = folder / f"mutant{kind.ending}"
            path.write_bytes(damaged(kind, whole, chance))
            apart.run = spawned if number % 50 == 0 else forks.run
            signal.alarm(given.patience)
            faulthandler.dump_traceback_later(6 * given.patience, exit=True)
            said = judged(kind, path)
            signal.alarm(0)
            faulthandler.cancel_dump_traceback_later()
            counts[f"{name} {said.partition(':')[0]}"] += 1
            if said not in {"read", "refused"}:
                print(json.dumps([name, number, said], ensure_ascii=False), flush=True)
                if given.keep:
                    (given.keep / f"{name}_{number}{kind.ending}").write_bytes(path.read_bytes())
    print(json.dumps(counts))
    forks.here.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--patience", type=int, default=10, help="seconds after which a reading counts as a hang")
    parser.add_argument("--part", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part is not None:
        share(given, given.part)
        return 0
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    parts = [
        subprocess.Popen([sys.executable, *sys.argv, "--part", str(part)], stdout=subprocess.PIPE, text=True)
        for part in range(given.processes)
    ]
    counts, faults = Counter[str](), Counter({"traceback": 0, "hang": 0, "silent drop": 0})
    for process in parts:
        *told, last = process.communicate()[0].splitlines() or ["{}"]
        for line in told:
            print(line)
        if process.returncode:
            print(f"a process died or hung with status {process.returncode}")
            faults["traceback"] += 1
        else:
            counts.update(json.loads(last))
    for name in given.kinds.split(","):
        here = {what: counts[f"{name} {what}"] for what in ("read", "refused", *faults)}
        for what in faults:
            faults[what] += here[what]
        print(f"{name:12}" + ", ".join(f"{n} {what}" for what, n in here.items()))
    n = sum(counts.values())
    print(
        f"{n} mutants in {time.monotonic() - began:.0f} s: {faults['traceback']} tracebacks, {faults['hang']} hangs, "
        f"{faults['silent drop']} silent drops"
    )
    return int(any(faults.values()) or not n)


if __name__ == "__main__":
    sys.exit(main())
