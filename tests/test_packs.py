"""Model packs: what is written is read back, and what is not as it should be is refused before anything runs."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from otklik import UserError, packs
from otklik.attitudes import AttitudePack
from otklik.messages import say

QUICK = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

ARRAYS = {
    "weights": np.arange(12, dtype=np.float32).reshape(3, 4),
    "names": np.frombuffer("один\nдва".encode(), dtype=np.uint8),
    "known": np.array([True, False]),
    "one": np.array(0.5),
    "none": np.zeros((0, 7)),
    "labels": np.array(["за", "against"]),
}
META = {"kind": "test", "scales": {"отношение": ["за", "против"]}, "share": 0.25}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    packs.save(tmp_path / "pack", META, ARRAYS, "# Card\nКарта\n")
    return tmp_path / "pack"


def plant(folder: Path, data: bytes, **meta: Any) -> None:
    """Put other bytes in a pack under a hash that agrees, as an attacker would."""
    (folder / "arrays.npz").write_bytes(data)
    described = {"schema": packs.SCHEMA, **META, "arrays_sha256": hashlib.sha256(data).hexdigest(), **meta}
    (folder / "meta.json").write_text(json.dumps(described), encoding="utf-8")


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def member(header: str, data: bytes = b"", version: tuple[int, int] = (1, 0)) -> bytes:
    """Write a .npy file by hand: whatever header, whatever data."""
    padded = header.encode("latin-1") + b"\n"
    length = len(padded).to_bytes(2 if version == (1, 0) else 4, "little")
    return b"\x93NUMPY" + bytes(version) + length + padded + data


def refused(folder: Path) -> UserError:
    with pytest.raises(UserError) as raised:
        packs.load(folder)
    assert raised.value.where == str(folder)
    assert raised.value.hint == say("pack_damaged_hint")
    return raised.value


def test_what_is_written_is_read_back(pack: Path) -> None:
    opened = packs.load(pack)
    assert opened.name == "pack"
    assert {key: opened.meta[key] for key in META} == META
    assert list(opened.arrays) == sorted(ARRAYS)
    for name, array in ARRAYS.items():
        assert opened.arrays[name].dtype == array.dtype and opened.arrays[name].shape == array.shape
        assert np.array_equal(opened.arrays[name], array)
    assert opened.digest == hashlib.sha256((pack / "arrays.npz").read_bytes()).hexdigest()
    assert (pack / "card.md").read_bytes() == "# Card\nКарта\n".encode()


@QUICK
@given(array=arrays_of.arrays(
    st.one_of(arrays_of.integer_dtypes(), arrays_of.floating_dtypes(), arrays_of.boolean_dtypes(),
              arrays_of.byte_string_dtypes(max_len=4), arrays_of.unicode_string_dtypes(max_len=4)),
    arrays_of.array_shapes(min_dims=0, min_side=0, max_side=4),
))  # fmt: skip
def test_any_array_of_numbers_or_strings_comes_back_as_it_was(array: Any, tmp_path: Path) -> None:
    for written in (array, np.asfortranarray(array), array[..., ::-1] if array.ndim else array):
        packs.save(tmp_path, {}, {"a": written}, "")
        read = packs.load(tmp_path).arrays["a"]
        assert (read.dtype, read.shape) == (written.dtype, written.shape)
        assert read.tobytes() == written.tobytes()


def test_the_same_numbers_give_the_same_bytes(pack: Path, tmp_path: Path) -> None:
    shuffled = dict(reversed(list(ARRAYS.items())))
    packs.save(tmp_path / "again", dict(reversed(list(META.items()))), shuffled, "# Card\nКарта\n")
    for name in ("meta.json", "arrays.npz", "card.md"):
        assert (tmp_path / "again" / name).read_bytes() == (pack / name).read_bytes()


def test_other_numbers_give_another_digest(pack: Path, tmp_path: Path) -> None:
    packs.save(tmp_path / "other", META, {**ARRAYS, "one": np.array(0.6)}, "")
    assert packs.load(tmp_path / "other").digest != packs.load(pack).digest


@pytest.mark.parametrize(
    "values", [np.array([{}, []], dtype=object), np.array([1j]), np.array(["2020"], dtype="M8[Y]")]
)
def test_what_could_not_be_read_back_is_not_written(tmp_path: Path, values: Any) -> None:
    with pytest.raises(ValueError, match="numbers and strings"):
        packs.save(tmp_path / "new", {}, {"a": values}, "")
    assert not (tmp_path / "new" / "meta.json").exists()


def test_a_missing_pack_is_named_with_those_that_exist(tmp_path: Path) -> None:
    for name in (tmp_path, tmp_path / "nowhere", "nowhere", "", "\0", "../.."):
        with pytest.raises(UserError, match="There is no model"):
            packs.load(name)
    assert packs.find("nowhere") is None


def test_shipped_packs_open_by_name() -> None:
    assert packs.names()
    for name in packs.names():
        assert packs.load(name).arrays


def test_one_changed_byte_is_noticed(pack: Path) -> None:
    whole = (pack / "arrays.npz").read_bytes()
    for at in (0, len(whole) // 2, len(whole) - 1):
        (pack / "arrays.npz").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert say("pack_hash") in refused(pack).message


@pytest.mark.parametrize("given_hash", ["", "0" * 64, None, 7])
def test_another_hash_or_none_is_refused(pack: Path, given_hash: object) -> None:
    plant(pack, (pack / "arrays.npz").read_bytes(), arrays_sha256=given_hash)
    assert say("pack_hash") in refused(pack).message


@pytest.mark.parametrize("schema", [0, 2, "1", None, [1]])
def test_another_schema_is_refused(pack: Path, schema: object) -> None:
    plant(pack, (pack / "arrays.npz").read_bytes(), schema=schema)
    assert say("pack_schema", found=schema, known=packs.SCHEMA) in refused(pack).message


@pytest.mark.parametrize(
    "meta",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"schema": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_description_that_is_none_is_refused(pack: Path, meta: bytes) -> None:
    (pack / "meta.json").write_bytes(meta)
    refused(pack)


def test_a_pack_without_its_arrays_is_refused(pack: Path) -> None:
    (pack / "arrays.npz").unlink()
    refused(pack)
    (pack / "arrays.npz").mkdir()
    refused(pack)


class Bomb:
    """Leaves a trace when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (self.trace,)


def test_a_planted_pickle_is_never_run(pack: Path, tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    bomb = pickle.dumps(Bomb(trace))
    pickle.loads(bomb)
    assert trace.exists()  # it does go off where it is run
    trace.unlink()
    objects = io.BytesIO()
    np.lib.format.write_array(objects, np.array([Bomb(trace)], dtype=object), allow_pickle=True)
    lying = member("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", bomb)
    hidden = member("{'descr': [('x', '<f8'), ('y', '|O')], 'fortran_order': False, 'shape': (1,), }", bomb)
    for data in (bomb, zipped({"a.npy": bomb}), zipped({"a.npy": objects.getvalue()}), zipped({"a.pkl": bomb}),
                 zipped({"a.npy": lying}), zipped({"a.npy": hidden})):  # fmt: skip
        plant(pack, data)
        try:
            opened = packs.load(pack)
        except UserError:
            pass
        else:  # the lying one: its bytes are read as a number, which they are
            assert opened.arrays["a"].dtype == np.float64
        assert not trace.exists()
    for name in ("model.pkl", "model.joblib", "arrays.pkl", "__init__.py"):
        (pack / name).write_bytes(bomb)
    plant(pack, zipped({"a.npy": member("{'descr': '<f8', 'fortran_order': False, 'shape': (0,), }")}))
    packs.load(pack)
    assert not trace.exists()


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': [('x', '<f8'), ('y', '|O')], 'fortran_order': False, 'shape': (1,), }",
        "{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<M8[s]', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '|V0', 'fortran_order': False, 'shape': (1000000000000,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1, -1), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1.5,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': 1, }",
        "{'descr': '<f8', 'fortran_order': 'no', 'shape': (1,), }",
        "{'descr': '<f8', 'shape': (1,), }",
        "{'descr': 'nonsense', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1,",
        "(" * 5000,
        "__import__('os').abort()",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }" + " " * 60_000,
        "",
    ],
)
def test_a_header_that_promises_what_is_not_there_is_refused(pack: Path, header: str) -> None:
    plant(pack, zipped({"a.npy": member(header, b"\0" * 8)}))
    refused(pack)


def test_a_header_of_another_version_is_refused(pack: Path) -> None:
    header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }"
    for version in ((2, 0), (3, 0), (9, 9)):
        plant(pack, zipped({"a.npy": member(header, b"\0" * 8, version)}))
        refused(pack)
    plant(pack, zipped({"a.npy": member(header, b"\0" * 8)}))
    assert packs.load(pack).arrays["a"].tolist() == [0.0]


def test_more_bytes_than_a_pack_may_have_are_refused_unread(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "_LARGEST", 1_000_000)
    zeros = member("{'descr': '|u1', 'fortran_order': False, 'shape': (900000,), }", bytes(900_000))
    plant(pack, zipped({"a.npy": zeros}))
    assert packs.load(pack).arrays["a"].size == 900_000
    plant(pack, zipped({"a.npy": zeros, "b.npy": zeros}))
    assert say("pack_too_large") in refused(pack).message


def test_a_zip_that_breaks_off_is_refused_wherever_it_breaks(pack: Path) -> None:
    whole = (pack / "arrays.npz").read_bytes()
    for length in range(0, len(whole), 23):
        plant(pack, whole[:length])
        refused(pack)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_hundreds_of_spoilt_packs_are_refused_or_read_and_nothing_else(pack: Path, method: int) -> None:
    rng = random.Random(method)
    good = zipped({"a.npy": member("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }", bytes(48))}, method)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(200):
        spoilt = bytearray(good)
        for _ in range(rng.randint(1, 3)):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        plant(pack, bytes(spoilt[: rng.choice([len(spoilt)] * 9 + [rng.randrange(len(spoilt))])]))
        try:
            packs.load(pack)
            outcomes["read"] += 1
        except UserError:
            outcomes["refused"] += 1
    assert outcomes["refused"] > 100
    assert bool(outcomes["read"]) == (method in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def test_a_changed_description_is_noticed_and_one_without_a_hash_is_read(pack: Path) -> None:
    meta = json.loads((pack / "meta.json").read_text(encoding="utf-8"))
    (pack / "meta.json").write_text(json.dumps(meta, indent=4), encoding="utf-8")  # laid out anew: the same
    assert packs.load(pack).meta["share"] == 0.25
    (pack / "meta.json").write_text(json.dumps(meta | {"share": 0.5}), encoding="utf-8")
    assert say("pack_meta_hash") in refused(pack).message
    del meta["meta_sha256"]
    (pack / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    assert packs.load(pack).meta["share"] == 0.25


def test_an_error_shows_nothing_of_the_file(pack: Path) -> None:
    secret = "Anna said that the dean shouts"
    plant(pack, (pack / "arrays.npz").read_bytes(), schema=secret)
    assert "dean" not in str(refused(pack))
    for broken in (
        {"kind": secret}, {"targets": [{"features": secret}]}, {"targets": secret}, {"targets": {secret: 1}},
        {"targets": [{"id": "a", "kind": secret, "values": ["b"], "features": 0}]}, {"least_known": secret},
        {"trained_on": secret},
    ):  # fmt: skip
        whole = json.loads((packs.find("volunteering") / "meta.json").read_text(encoding="utf-8"))
        folder = pack.parent / "broken"
        folder.mkdir(exist_ok=True)
        (folder / "arrays.npz").write_bytes((packs.find("volunteering") / "arrays.npz").read_bytes())
        (folder / "meta.json").write_text(json.dumps(whole | broken), encoding="utf-8")
        with pytest.raises(UserError, match=r"meta\.json") as raised:
            AttitudePack.load(folder)
        assert "dean" not in str(raised.value)
