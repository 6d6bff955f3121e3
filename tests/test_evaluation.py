"""A model on texts that people coded: what is judged, what is set aside, and what is warned of."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from otklik import evaluation, shipped
from otklik.errors import UserError

pytestmark = pytest.mark.slow

TEXTS = [
    "Every medical school should make volunteering part of training, it teaches compassion",
    "Вуз обязан включить волонтёрство в программу, это часть профессии",
    "We are used as free labour in the wards and nobody thanks us",
    "Заставляют ради галочки и отчёта, бесплатная рабочая сила",
    "I loved every shift, made friends and learned to talk to patients",
    "Очень полезный опыт, научилась разговаривать с больными и не бояться",
    "No idea, never took part in it",
    "Нет времени, учёба и подработка, экзамены важнее",
]  # fmt: skip


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def guessed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """Ninety-six texts with the model's own codes for gold: what it says is right."""
    rows = [
        {"answer": f"{text} ({n})", "who": str(at), "group": "ab"[at % 2], "institution": "doubting"}
        for n in range(12)
        for at, text in enumerate(TEXTS)
    ]
    path = write(tmp_path_factory.mktemp("guessed") / "gold.csv", rows)
    told = evaluation.evaluate("volunteering", path).coded
    return [row | {"institution": guess} for row, guess in zip(rows, told["institution_guess"], strict=True)]


def test_columns_named_like_scales_are_found_and_agreement_with_oneself_is_whole(
    guessed: list[dict[str, str]], tmp_path: Path
) -> None:
    found = evaluation.evaluate("volunteering", write(tmp_path / "g.csv", guessed), by=["group"])
    assert [one.id for one in found.targets] == ["institution"]
    assert found.figure("institution", "accuracy").estimate == 1.0
    assert found.figure("institution", "accuracy", part="group=a").n == 48
    assert {one.part for one in found.figures} >= {"", "language=ru", "language=en", "group=a", "group=b"}
    assert found.warnings == ()


def test_a_part_in_which_the_model_is_worse_is_named(guessed: list[dict[str, str]], tmp_path: Path) -> None:
    rows = [
        row | ({"institution": "denying" if row["institution"] != "denying" else "agreeing"} if n % 2 else {})
        for n, row in enumerate(guessed)
    ]
    found = evaluation.evaluate("volunteering", write(tmp_path / "g.csv", rows), by=["group"])
    (warning,) = [line for line in found.warnings if "group=b" in line]
    assert "0% right, 100% elsewhere" in warning and "bias" in warning
    assert not [line for line in found.warnings if "group=a" in line]
    gap = found.figure("institution", "accuracy_gap", part="group=b")
    assert gap.estimate == -1.0
    assert found.figure("institution", "accuracy_gap_p", part="group=b").estimate == pytest.approx(1 / 2001)


def test_answers_of_one_person_widen_the_limits(guessed: list[dict[str, str]], tmp_path: Path) -> None:
    rows = [row | {"institution": "denying"} if row["who"] in "01" else row for row in guessed]
    path = write(tmp_path / "g.csv", rows)
    alone, together = (
        evaluation.evaluate("volunteering", path, respondent=column).figure("institution", "accuracy")
        for column in (None, "who")
    )
    assert alone.estimate == together.estimate
    assert None not in (alone.low, alone.high, together.low, together.high)
    assert together.high - together.low > 2 * (alone.high - alone.low)  # type: ignore[operator]


def test_unknown_labels_are_counted_set_aside_and_told(guessed: list[dict[str, str]], tmp_path: Path) -> None:
    rows = [row | {"institution": "keen" if n < 5 else row["institution"].upper()} for n, row in enumerate(guessed)]
    rows[10]["institution"] = ""
    rows[11]["answer"] = " "
    found = evaluation.evaluate("volunteering", write(tmp_path / "g.csv", rows))
    (target,) = found.targets
    assert target.unknown == {"keen": 5}
    assert sum(target.aside.values()) == 5 and len(target.rows) == 89
    assert found.figure("institution", "accuracy").estimate == 1.0  # capitals are no other label
    assert any("keen (5)" in line for line in found.warnings)
    assert {one.kind for one in found.codings.findings} == {"aside"}
    unjudged = found.coded[found.coded["institution_guess"] == ""]
    assert unjudged["institution_gold"].tolist() == ["keen"] * 5


def test_texts_that_the_model_was_trained_on_are_told(tmp_path: Path) -> None:
    corpus = pd.read_csv(shipped.folder("corpora") / "volunteering" / "answers.csv", dtype=str, keep_default_na=False)
    seen = corpus[corpus["split"] == "train"].head(40)
    seen.to_csv(tmp_path / "seen.csv", index=False)
    found = evaluation.evaluate("volunteering", tmp_path / "seen.csv", text="text")
    assert any("40 of these 40" in line and "remembers" in line for line in found.warnings)
    assert [one.id for one in found.targets] == ["institution", "socialization", "themes"]


def test_tables_hold_every_text_and_figure(guessed: list[dict[str, str]], tmp_path: Path) -> None:
    found = evaluation.evaluate("volunteering", write(tmp_path / "g.csv", guessed))
    paths = found.save(tmp_path / "out")
    assert [path.name for path in paths] == [f"{name}.csv" for name in
        ("evaluation", "confusion", "reliability", "automation", "coded")]  # fmt: skip
    tables = {path.stem: pd.read_csv(path) for path in paths}
    assert [*tables["evaluation"]] == [
        "target", "part", "value", "metric", "estimate", "low", "high", "n", "method",
    ]  # fmt: skip
    assert tables["evaluation"]["method"].notna().all()
    assert tables["confusion"]["n"].sum() == tables["reliability"]["n"].sum() == len(tables["coded"]) == 96
    assert tables["automation"]["share"].iloc[-1] == 1
    assert tables["automation"]["share"].is_monotonic_increasing
    with pytest.raises(UserError, match="there already"):
        found.save(tmp_path / "out")


def test_the_same_seed_gives_the_same_figures(guessed: list[dict[str, str]], tmp_path: Path) -> None:
    path = write(
        tmp_path / "g.csv", [row | {"institution": "denying"} if row["who"] == "3" else row for row in guessed]
    )
    first, again, other = (evaluation.evaluate("volunteering", path, by=["group"], seed=s).figures for s in (1, 1, 2))
    assert first == again != other


def test_a_model_is_not_better_than_itself(guessed: list[dict[str, str]], tmp_path: Path) -> None:
    path = write(
        tmp_path / "g.csv", [row | {"institution": "denying"} if row["who"] == "3" else row for row in guessed]
    )
    found = evaluation.compare("volunteering", "volunteering", path)
    assert {one.better for one in found.differences} == {None}
    assert "can't be told" in found.verdicts[0]
    assert found.texts == {"institution": 96}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"scales": {"view": "institution"}}, "no scale “view”"),
        ({"themes": ["group"]}, "no text has a label that the model knows"),
        ({"by": ["answer"]}, "96 different values"),
        ({"by": ["nobody"]}, "no column “nobody”"),
        ({"scales": {"institution": "who"}}, "no text has a label that the model knows"),
    ],
)
def test_mistakes_are_told(
    guessed: list[dict[str, str]], tmp_path: Path, options: dict[str, object], told: str
) -> None:
    with pytest.raises(UserError, match=told):
        evaluation.evaluate("volunteering", write(tmp_path / "g.csv", guessed), **options)  # type: ignore[arg-type]


def test_a_sheet_without_a_column_for_the_model_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "g.csv", [{"answer": text, "mood": "good"} for text in TEXTS])
    with pytest.raises(UserError, match="institution, socialization"):
        evaluation.evaluate("volunteering", path)


GOOD, BAD = "good useful kind lovely great fair".split(), "bad useless awful mean boring unfair".split()
COST, TIME = "cost money wage price debt".split(), "time hours schedule week night".split()


def own(first: int, n: int) -> list[dict[str, str]]:
    """Texts that speak well or ill of cost or time."""
    rows = []
    for at in range(first, first + n):
        about, subject = (GOOD, BAD)[at % 2], (COST, TIME)[at // 2 % 2]
        said = f"{about[at % 6]} {about[at % 5]} {subject[at % 5]} {subject[at % 4]} case{at}"
        codes = ("cost", "time")[at // 2 % 2]
        rows.append({"text": said, "view": ("for", "against")[at % 2], "codes": codes})
    return rows


@pytest.mark.slow
def test_a_trained_pack_is_judged_on_scales_and_themes_and_compared(tmp_path: Path) -> None:
    from otklik import training

    sheet = write(tmp_path / "train.csv", own(0, 80))
    order = {"view": ["for", "against"]}
    training.train(sheet, tmp_path / "mine", text="text", scales={"view": "view"}, themes=["codes"], order=order)
    noise = [row | {"view": ("for", "against")[at // 4 % 2]} for at, row in enumerate(own(0, 80))]
    training.train(
        write(tmp_path / "noise.csv", noise), tmp_path / "poor", text="text", scales={"view": "view"}, order=order
    )  # fmt: skip
    gold = own(100, 60)
    gold[0]["codes"] = "cost;novelty"
    path = write(tmp_path / "gold.csv", gold)
    found = evaluation.evaluate(tmp_path / "mine", path)
    assert [one.id for one in found.targets] == ["view", "themes"]
    for target, metric in (("view", "kappa"), ("themes", "micro_f1")):
        estimate = found.figure(target, metric).estimate
        assert estimate is not None and estimate > 0.9
    assert found.targets[1].unknown == {"novelty": 1}
    assert any("novelty (1)" in line for line in found.warnings)
    assert found.coded["themes_right"].iloc[0] == "false"
    assert any("very file" in line for line in evaluation.evaluate(tmp_path / "mine", sheet).warnings)
    copied = write(tmp_path / "copied.csv", [{**row, "text": f" {row['text'].upper()}"} for row in own(0, 7)] + gold)
    warnings = evaluation.evaluate(tmp_path / "mine", copied).warnings
    assert any("trained on 7 of these 67 texts (train.csv)" in line for line in warnings)
    assert not any("trained on" in line for line in found.warnings)
    both = evaluation.compare(tmp_path / "poor", tmp_path / "mine", path)
    assert [one.better for one in both.differences if one.metric in {"macro_f1", "mae"}] == [1, 1]
    assert "mine is better" in both.verdicts[0]
