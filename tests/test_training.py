"""From a coded sheet to a pack, and to the sheet that is coded next."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from otklik import coding_plan, held_out, packs, study, training, words
from otklik.attitudes import AttitudePack
from otklik.errors import UserError
from otklik.measure import learning

pytestmark = pytest.mark.slow

GOOD = "good useful kind lovely great fair".split()
BAD = "bad useless awful mean boring unfair".split()
COST = "cost money wage price debt".split()
TIME = "time hours schedule week night".split()


def rows() -> list[tuple[str, str, str]]:
    """Eighty texts that speak well or ill of cost or time; each stands once."""
    rng = np.random.default_rng(0)
    made = []
    for n in range(80):
        view, about = ("for", GOOD) if n % 2 else ("against", BAD)
        code, subject = ("cost", COST) if n // 2 % 2 else ("time", TIME)
        words_ = [*rng.choice(about, 2, replace=False), *rng.choice(subject, 2, replace=False)]
        made.append((" ".join([*words_, f"case{n}"]), view, code))
    return made


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coded") / "coded.csv"
    path.write_text("text,view,codes\n" + "".join(",".join(row) + "\n" for row in rows()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def done(coded: Path) -> tuple[training.Training, Path]:
    out = coded.parent / "mine"
    return training.train(
        coded, out, text="text", scales={"view": "view"}, themes=["codes"], order={"view": ["for", "against"]}
    ), out


def test_what_is_easy_is_learnt_and_said(done: tuple[training.Training, Path]) -> None:
    by_id = {one.target.id: one for one in done[0].figures}
    assert by_id["view"].macro > 0.9
    assert by_id["view"].kappa is not None and by_id["view"].kappa > 0.8
    assert by_id["themes"].f1 > 0.9
    assert by_id["themes"].kappa is None
    assert [n for n, _ in by_id["view"].curve] == [16, 32, 48, 64]


def test_a_pack_opens_again_and_codes_alike(done: tuple[training.Training, Path]) -> None:
    pack = AttitudePack.load(done[1])
    found = pack.probabilities(words.count(["good useful money wage", "awful mean night hours"]))
    assert [pack.targets["view"].values[at] for at in found["view"].argmax(axis=1)] == ["for", "against"]
    assert [pack.targets["themes"].values[at] for at in found["themes"].argmax(axis=1)] == ["cost", "time"]


def test_what_a_classifier_promises_survives_the_pack(done: tuple[training.Training, Path], coded: Path) -> None:
    from otklik.attitudes import AttitudeClassifier, ThemeClassifier

    texts = [text for text, _, _ in rows()]
    fitted = AttitudeClassifier(["for", "against"]).fit(texts, [label for _, label, _ in rows()])
    features, arrays = fitted.features_, fitted.arrays()
    opened = AttitudeClassifier.from_arrays(arrays, features, ordered=True)
    asked = ["good useful money", "bad night", "case", "kind but boring week"]
    assert np.array_equal(opened.predict(asked), fitted.predict(asked))
    assert np.array_equal(opened.predict_set(asked, 0.2), fitted.predict_set(asked, 0.2))
    assert np.array_equal(opened.needs_person(asked, 0.8), fitted.needs_person(asked, 0.8))
    coder = ThemeClassifier().fit(texts, [[code] for _, _, code in rows()])
    again = ThemeClassifier.from_arrays(coder.arrays(), coder.features_)
    assert again.predict(asked) == coder.predict(asked)
    assert np.array_equal(again.predict_set(asked, 0.2), coder.predict_set(asked, 0.2))
    for name, other in (
        ("weights", arrays["weights"][:, 1:]),
        ("coded", arrays["coded"] + 7),
        ("offsets", arrays["offsets"] * np.nan),
    ):
        with pytest.raises(ValueError, match=r"weights|coded|offsets"):
            AttitudeClassifier.from_arrays(arrays | {name: other}, features)


def test_labels_that_were_swapped_are_suspected(tmp_path: Path) -> None:
    swap = {"for": "against", "against": "for"}
    wrong = {5, 20, 33}
    lines = [f"{text},{swap[label] if at in wrong else label}\n" for at, (text, label, _) in enumerate(rows())]
    (tmp_path / "coded.csv").write_text("text,view\n" + "".join(lines), encoding="utf-8")
    done = training.train(tmp_path / "coded.csv", tmp_path / "mine", text="text", scales={"view": "view"})
    assert {int(row) - 2 for row in done.suspects["row"][:3]} == wrong
    assert (done.suspects["coded"] != done.suspects["looks_like"]).all()
    assert done.paths[-1].name == "mine-suspects.csv" and done.paths[-1].exists()


def test_a_pack_of_ones_own_codes_a_study(done: tuple[training.Training, Path], tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("answer\n" + "".join(f"{text} indeed\n" for text, _, _ in rows()), encoding="utf-8")
    found = study.run(answers, text="answer", codebook="none", model=done[1], topics=0)
    assert [scale.id for scale in found.scales] == ["view"]
    assert [theme.id for theme in found.found] == ["cost", "time"]
    view = (found.coded["view"] == [label for _, label, _ in rows()]).mean()
    themes = (found.coded["themes"] == [code for _, _, code in rows()]).mean()
    assert view > 0.9 and themes > 0.9
    assert "not_expressed" not in set(found.groups["code"])
    assert found.found[0].words and found.found[0].exemplars


def test_texts_that_are_coded_already_are_not_asked_for_again(
    done: tuple[training.Training, Path], coded: Path, tmp_path: Path
) -> None:
    first = coding_plan.write([coded], done[1], tmp_path / "1.xlsx", n=30, text=["text"])
    second = coding_plan.write([coded], done[1], tmp_path / "2.xlsx", n=30, text=["text"], coded=[first.path])
    assert (len(first.frame), len(second.frame), second.population) == (30, 30, 50)
    assert not set(first.frame["text"]) & set(second.frame["text"])


def test_the_same_seed_gives_the_same_numbers(
    coded: Path, done: tuple[training.Training, Path], tmp_path: Path
) -> None:
    again = training.train(
        coded, tmp_path / "mine", text="text", scales={"view": "view"}, order={"view": ["for", "against"]}
    )
    assert again.figures[0] == done[0].figures[0]
    first, second = packs.load(done[1]).arrays, packs.load(tmp_path / "mine").arrays
    assert all(np.array_equal(array, first[name]) for name, array in second.items())


def test_a_pack_holds_no_answer(done: tuple[training.Training, Path]) -> None:
    held = b"".join((done[1] / name).read_bytes() for name in ("card.md", "meta.json"))
    assert not any(text.encode() in held for text, _, _ in rows())


def test_noise_is_not_sold_as_skill(tmp_path: Path) -> None:
    labels = np.random.default_rng(3).permutation([label for _, label, _ in rows()])
    lines = [f"{text},{label}\n" for (text, _, _), label in zip(rows(), labels, strict=True)]
    (tmp_path / "noise.csv").write_text("text,view\n" + "".join(lines), encoding="utf-8")
    found = training.train(tmp_path / "noise.csv", tmp_path / "noise", text="text", scales={"view": "view"})
    assert found.figures[0].macro < 0.65
    assert found.figures[0].automatic == 0


def test_no_group_straddles_folds(coded: Path) -> None:
    from otklik.reading import codings

    copied = coded.parent / "copied.csv"
    lines = coded.read_text(encoding="utf-8").splitlines()
    copied.write_text("\n".join([*lines, *lines[1:21]]) + "\n", encoding="utf-8")
    tasks, _ = held_out.tasks(codings.read(copied, codings.Layout("text", {"view": "view"})))
    for seen, unseen in held_out.folds(tasks[0], 0):
        assert not set(tasks[0].kin[seen]) & set(tasks[0].kin[unseen])


def test_too_few_codings_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("text,view\n" + "Good idea,a\nBad idea,b\n" * 3, encoding="utf-8")
    with pytest.raises(UserError, match="Too few codings"):
        training.train(tmp_path / "few.csv", tmp_path / "out", text="text", scales={"view": "view"})
    assert not (tmp_path / "out").exists()


def test_a_changed_pack_and_pickle_are_refused(done: tuple[training.Training, Path], tmp_path: Path) -> None:
    meta = json.loads((done[1] / "meta.json").read_text(encoding="utf-8"))
    for name, change in (("kind", {"targets": [{"id": "x"}]}), ("schema", {"schema": 99})):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "arrays.npz").write_bytes((done[1] / "arrays.npz").read_bytes())
        (folder / "meta.json").write_text(json.dumps(meta | change), encoding="utf-8")
        with pytest.raises(UserError, match="can't be used"):
            AttitudePack.load(folder)
    (tmp_path / "model.pkl").write_bytes(b"cos\nsystem\n(S'true'\ntR.")
    for place in (tmp_path / "model.pkl", tmp_path):
        with pytest.raises(UserError, match="pickle"):
            AttitudePack.load(place)


def test_a_power_law_is_found_and_a_falling_curve_has_none() -> None:
    true = learning.Law(0.9, 3.0, 0.6)
    sizes = [50, 100, 150, 200]
    found = learning.law(sizes, [true.at(n) for n in sizes])
    assert found is not None
    assert found.at(400) == pytest.approx(true.at(400), abs=0.01)
    assert learning.law(sizes, [0.5, 0.6, 0.5, 0.4]) is None


def test_weighted_draws_estimate_without_bias() -> None:
    rng = np.random.default_rng(0)
    margin, y = rng.uniform(size=200), rng.uniform(size=200) < 0.3
    estimates = []
    for seed in range(400):
        places, random, probability = coding_plan.draw(margin, 40, seed)
        assert len(set(places.tolist())) == 40 and random.sum() == 20
        estimates.append((y[places] / probability).sum() / 200)
    assert abs(np.mean(estimates) - y.mean()) < 4 * np.std(estimates) / np.sqrt(len(estimates))


def test_copies_of_one_text_teach_nothing(tmp_path: Path) -> None:
    sheet = tmp_path / "same.csv"
    sheet.write_text("text,view\n" + "the same words,for\nthe same words,against\n" * 30, encoding="utf-8")
    with pytest.raises(UserError, match="60 texts, but only 1 stands alone") as caught:
        training.train(sheet, tmp_path / "out", text="text", scales={"view": "view"})
    assert caught.value.where == "same.csv"
    assert not (tmp_path / "out").exists()


def test_a_scale_may_not_take_the_name_of_the_codes(coded: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--scale"):
        training.train(coded, tmp_path / "out", text="text", scales={"themes": "view"}, themes=["codes"])


def test_a_sheet_that_is_there_is_kept(done: tuple[training.Training, Path], coded: Path, tmp_path: Path) -> None:
    sheet = coding_plan.write([coded], done[1], tmp_path / "1.xlsx", n=30, text=["text"]).path
    before = sheet.read_bytes()
    with pytest.raises(UserError) as caught:
        coding_plan.write([coded], done[1], sheet, n=4, text=["text"])
    assert "--overwrite" in caught.value.hint
    assert sheet.read_bytes() == before
    assert len(coding_plan.write([coded], done[1], sheet, n=4, text=["text"], overwrite=True).frame) == 4


def test_texts_of_a_coded_sheet_are_sought_in_the_column_that_was_named(
    done: tuple[training.Training, Path], coded: Path, tmp_path: Path
) -> None:
    both = tmp_path / "both.csv"
    lines = [f"{text},a far longer remark by the person who coded text number {n}" for n, (text, _, _) in
             enumerate(rows()[:50])]  # fmt: skip
    both.write_text("\n".join(["text,remark", *lines]) + "\n", encoding="utf-8")
    plan = coding_plan.write([coded], done[1], tmp_path / "1.xlsx", n=10, text=["text"], coded=[both])
    assert plan.population == 30


def test_a_coded_sheet_without_texts_is_no_sheet(
    done: tuple[training.Training, Path], coded: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text("id,mark\n1,2\n3,4\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        coding_plan.write([coded], done[1], tmp_path / "1.xlsx", n=10, text=["text"], coded=[bare])
    assert caught.value.where == "bare.csv"
    assert not (tmp_path / "1.xlsx").exists()


def test_one_code_alone_is_learnt(tmp_path: Path) -> None:
    lines = [f"{text},{int(code == 'cost')}\n" for text, _, code in rows()]
    (tmp_path / "one.csv").write_text("text,cost\n" + "".join(lines), encoding="utf-8")
    [found] = training.train(tmp_path / "one.csv", tmp_path / "one", text="text", themes=["cost"]).figures
    assert found.by_value["cost"][0] == 40
    assert found.by_value["cost"][1] == pytest.approx(found.f1)
    assert found.f1 > 0.9


def test_a_label_that_a_fold_has_no_text_of_does_not_lower_the_curve(tmp_path: Path) -> None:
    odd = [(f"strange weird odd case{n}", "odd", "") for n in range(80, 84)]
    lines = [f"{text},{view}\n" for text, view, _ in [*rows(), *odd]]
    (tmp_path / "rare.csv").write_text("text,view\n" + "".join(lines), encoding="utf-8")
    [found] = training.train(tmp_path / "rare.csv", tmp_path / "rare", text="text", scales={"view": "view"}).figures
    assert found.target.values == ("against", "for", "odd")
    assert found.curve[-1][1] == pytest.approx(found.f1, abs=0.1)
