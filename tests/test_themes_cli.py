"""`otklik themes`: what a person who guides themes types, and what comes back."""

from __future__ import annotations

import csv
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from otklik import messages, shipped, theme_help
from otklik.errors import UserError
from otklik.study import survey
from otklik.themes import intrusion

Command = Callable[..., "subprocess.CompletedProcess[str]"]
CORPUS = shipped.folder("corpora") / "volunteering" / "answers.csv"
BOOK = """\
themes:
  - {id: money, name: {ru: деньги, en: money}, seeds: {en: [wage, debt, loan, profit, bank, unheard]}}
  - {id: sea, name: {ru: море, en: sea}, seeds: {en: [ship, wave, sail, profit]}}
"""
WORDS = (
    "wage debt loan coin profit salary budget".split(),
    "ship wave harbour anchor gull sail shore bank storm".split(),
    "letter window button garden".split(),
)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Three hundred answers of money, sea and neither; "bank" is a word of the sea."""
    rng = np.random.default_rng(0)
    lines = [" ".join([*rng.choice(WORDS[n % 3], 4, replace=False), WORDS[2][n % 4]]) for n in range(300)]
    path = tmp_path / "answers.csv"
    path.write_text("id,said\n" + "".join(f"{n},We {line} here\n" for n, line in enumerate(lines)), encoding="utf-8")
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    return path


def test_seeds_prints_proposals_suspects_unseen_and_shared_seeds(otklik: Command, answers: Path) -> None:
    done = otklik("themes", "seeds", answers, "--codebook", "book.yaml")
    assert done.returncode == 0, done.stderr
    proposed, suspect, unseen, shared = done.stdout.split("\n\n")
    assert any(word in proposed for word in ("harbour", "anchor", "gull"))
    assert [line.split()[:2] for line in suspect.splitlines()[3::2]] == [["money", "bank"], ["sea", "profit"]]
    assert "Seeds in no answer: 1 of 10" in unseen and "money: unheard" in unseen
    assert "profit: money, sea" in shared


def test_seeds_writes_one_table_with_rows_and_verbatim_quotes(otklik: Command, answers: Path, tmp_path: Path) -> None:
    done = otklik("themes", "seeds", answers, "--text", "said", "--codebook", "book.yaml", "--out", "seeds.csv")
    assert done.stdout.strip() == "seeds.csv"
    source = answers.read_text(encoding="utf-8").splitlines()
    with (tmp_path / "seeds.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["kind"] for line in lines} == {"proposal", "suspect", "seed", "unseen", "shared"}
    quoted = [line for line in lines if line["quote"]]
    assert quoted and all(source[int(line["row"]) - 1].endswith(line["quote"]) for line in quoted)
    assert [line["word"] for line in lines if line["kind"] == "suspect"] == ["bank", "bank", "profit", "profit"]


def test_seeds_need_a_codebook_with_themes_and_say_so_in_two_lines(otklik: Command, answers: Path) -> None:
    done = otklik("themes", "seeds", answers, "--codebook", "none", lang="ru_RU.UTF-8")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2 and "--codebook" in done.stderr


def test_a_long_answer_is_quoted_by_the_sentence_with_the_word() -> None:
    frame = pd.DataFrame({"said": ["The wage is too low for anybody. " + "Nothing else matters here at all. " * 5]})
    frame = pd.concat([frame, pd.DataFrame({"said": [f"wage low number {n}" for n in range(9)]})])
    responses, rows = survey.gathered(frame, "said")
    assert theme_help._quoted(responses, rows, 0, "wages")["quote"] == "The wage is too low for anybody."


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    messages.use("en")
    sheet = tmp_path_factory.mktemp("test") / "test.csv"
    theme_help.intrusion_test(CORPUS, sheet, text="text", topics=0, seed=1)
    return sheet


def read(sheet: Path) -> pd.DataFrame:
    return pd.read_csv(sheet, dtype=str, keep_default_na=False)


def fill(sheet: Path, place: Path, answer: Callable[[int, intrusion.Item], str]) -> Path:
    """Copy a sheet with answers to another folder, its key beside it."""
    items, _, _ = intrusion.unseal(sheet.with_suffix(".key").read_text(encoding="utf-8"))
    frame = read(sheet)
    frame["answer"] = [answer(number, item) for number, item in enumerate(items)]
    frame.to_csv(place, index=False)
    place.with_suffix(".key").write_bytes(sheet.with_suffix(".key").read_bytes())
    return place


def test_a_sheet_has_items_of_both_kinds_and_no_answers(written: Path) -> None:
    frame = read(written)
    assert set(frame["answer"]) == {""}
    kinds = frame["question"].value_counts().to_dict()
    assert kinds == {"Which word does not belong with the others?": 45, "Which theme is not in the text?": 20}
    with_text = frame[frame["text"] != ""]
    assert set(with_text["text"]) <= set(read(CORPUS)["text"])
    assert len(with_text) == 20 and (with_text[["option_5", "option_6"]] == "").all(axis=None)


def test_the_key_can_only_be_read(written: Path) -> None:
    assert stat.S_IMODE(written.with_suffix(".key").stat().st_mode) == 0o444


def test_the_same_seed_writes_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = theme_help.intrusion_test(CORPUS, tmp_path / "test.csv", text="text", topics=0, seed=1)
    assert again.sheet.read_bytes() == written.read_bytes()
    assert again.key.read_bytes() == written.with_suffix(".key").read_bytes()


def test_all_right_scores_one_and_zero_log_odds(written: Path, tmp_path: Path) -> None:
    scores = theme_help.score(fill(written, tmp_path / "a.csv", lambda n, item: str(item.intruder + 1)))
    assert (scores.words.share, scores.themes.share, scores.log_odds) == (1, 1, 0)
    assert {one.n for _, one in scores.by_theme} == {3} and "time and workload" in dict(scores.by_theme)


def test_words_may_be_written_out_and_wrong_ones_count_against_their_theme(written: Path, tmp_path: Path) -> None:
    def answer(number: int, item: intrusion.Item) -> str:
        wrong = item.theme == "career" or item.kind == "themes"
        return item.options[(item.intruder + wrong) % len(item.options)]

    scores = theme_help.score(fill(written, tmp_path / "a.csv", answer))
    career = dict(scores.by_theme)["career and credit"]
    assert (career.count, career.n, career.low) == (0, 3, 0.0)
    assert career.high == pytest.approx(0.5615, abs=1e-4)  # Wilson for 0 of 3
    assert (scores.words.count, scores.words.n, scores.themes.count) == (42, 45, 0)
    assert scores.log_odds is not None and scores.log_odds < -2


def test_a_sheet_sorted_anew_and_saved_by_a_spreadsheet_scores_the_same(written: Path, tmp_path: Path) -> None:
    place = fill(written, tmp_path / "a.csv", lambda n, item: f"{item.intruder + 1}")
    frame = read(place).sample(frac=1, random_state=0)
    frame.to_csv(place, index=False, sep=";", encoding="utf-8-sig")
    assert theme_help.score(place).words.share == 1


def test_a_sheet_can_be_a_workbook(tmp_path: Path) -> None:
    made = theme_help.intrusion_test(CORPUS, tmp_path / "test.xlsx", text="text", each=1, texts=2)
    with pytest.raises(UserError, match="items have no answer"):
        theme_help.score(made.sheet)


def test_unanswered_items_are_named_before_anything_is_scored(written: Path, tmp_path: Path) -> None:
    place = fill(written, tmp_path / "a.csv", lambda n, item: {4: "", 9: "7", 11: "what?"}.get(n, "1"))
    with pytest.raises(UserError, match=r"3 items have no answer .*: 5, 10, 12\."):
        theme_help.score(place)


def test_another_key_or_changed_options_are_refused(written: Path, tmp_path: Path) -> None:
    place = fill(written, tmp_path / "a.csv", lambda n, item: "1")
    place.write_text(place.read_text(encoding="utf-8").replace(",Which word", ", Which word", 1), encoding="utf-8")
    theme_help.score(place)
    frame = read(place)
    frame.loc[0, "option_2"] = "other"
    frame.to_csv(place, index=False)
    with pytest.raises(UserError, match="do not belong together"):
        theme_help.score(place)
    place.with_suffix(".key").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="not the key"):
        theme_help.score(place)
    place.with_suffix(".key").unlink()
    with pytest.raises(UserError, match="not there"):
        theme_help.score(place)


def test_the_command_writes_and_scores(otklik: Command, answers: Path, tmp_path: Path) -> None:
    done = otklik(
        "themes", "test", answers, "--codebook", "book.yaml", "--out", "t.csv", "--each", "2", "--topics", "0"
    )
    assert done.returncode == 0, done.stderr
    assert "4 items with words" in done.stdout and "Only 0 answers speak of three themes" in done.stdout
    assert otklik("themes", "test", answers, "--out", "t.csv").returncode == 2
    assert otklik("themes", "test", "--score", "t.csv").returncode == 2
    fill(tmp_path / "t.csv", tmp_path / "mine.csv", lambda n, item: str(item.intruder + 1)).with_suffix(".key").unlink()
    scored = otklik("themes", "test", "--score", "mine.csv", "--key", "t.key")
    assert scored.returncode == 0, scored.stderr
    assert "4 / 4" in scored.stdout and "100%" in scored.stdout


@pytest.mark.parametrize("arguments", [["themes", "test"], ["themes", "test", "--score", "no.csv"]])
def test_a_mistake_gives_two_lines_and_status_2(otklik: Command, arguments: list[str]) -> None:
    done = otklik(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.parametrize("command", [["themes"], ["themes", "seeds"], ["themes", "test"], ["codebook", "add-theme"]])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_command_has_help_in_both_languages(otklik: Command, command: list[str], lang: str) -> None:
    done = otklik(*command, "--help", lang="ru_RU.UTF-8" if lang == "ru" else "C.UTF-8")
    assert done.returncode == 0
    assert ("Показать" in done.stdout or "тем" in done.stdout) == (lang == "ru")
