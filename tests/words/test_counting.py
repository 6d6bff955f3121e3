"""The counting face: columns of texts as numbers."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from otklik import words
from otklik.words import counting
from otklik.words.counting import ngram_counts

QUICK = settings(max_examples=150, deadline=None, derandomize=True)

TEXTS = ["Помогать людям, помогать всегда", "люди помогают людям", "", "12:30 👍 !!!", "Helping people"]
PIECES = "Люди людям помогают , . 5 helps people don't :) друзья".split()
columns = st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), max_size=6)


def counts_of(texts: list[str], **options: object) -> dict[tuple[int, str], int]:
    counted, terms = words.matrix(texts, **options)  # type: ignore[arg-type]
    where = counted.tocoo()
    return {(int(i), terms[j]): int(n) for i, j, n in zip(*where.coords, where.data, strict=True)}


def test_a_matrix_is_rows_of_texts_by_columns_of_lemmas_in_csr_form() -> None:
    counted, terms = words.matrix(TEXTS)
    assert isinstance(counted, sparse.csr_array)
    assert counted.shape == (len(TEXTS), len(terms)) and len(set(terms)) == len(terms)
    assert counted.has_sorted_indices and counted.has_canonical_format
    assert counts_of(TEXTS) == {
        (0, "помогать"): 2, (0, "человек"): 1, (0, "всегда"): 1, (1, "помогать"): 1, (1, "человек"): 2,
        (4, "help"): 1, (4, "people"): 1,
    }  # fmt: skip


def test_texts_are_cleaned_before_they_are_counted() -> None:
    assert counts_of(["ин<b>фор</b>мация&nbsp;ра\u00adда"]) == {(0, "информация"): 1, (0, "рад"): 1}


def test_min_df_counts_texts_and_not_occurrences() -> None:
    texts = ["опыт опыт опыт", "друзья и деньги", "деньги"]
    assert words.matrix(texts, min_df=2)[1] == ["деньги"]
    assert counts_of(texts, min_df=2) == {(1, "деньги"): 1, (2, "деньги"): 1}
    assert words.matrix(texts, min_df=4)[0].shape == (3, 0)


def test_ngrams_are_runs_of_neighbouring_words() -> None:
    texts = ["Добрые люди помогают", "помогают добрым людям"]
    assert counts_of(texts, ngrams=(2, 2)) == {
        (0, "добрый человек"): 1, (0, "человек помогать"): 1, (1, "помогать добрый"): 1, (1, "добрый человек"): 1,
    }  # fmt: skip
    assert counts_of(texts, ngrams=(3, 3)) == {(0, "добрый человек помогать"): 1, (1, "помогать добрый человек"): 1}
    assert counts_of(texts, ngrams=(1, 3)) == {
        **counts_of(texts), **counts_of(texts, ngrams=(2, 2)), **counts_of(texts, ngrams=(3, 3)),
    }  # fmt: skip


def test_a_sign_a_number_or_the_end_of_a_text_parts_neighbours() -> None:
    assert counts_of(["добрые, люди", "добрые 5 люди", "добрые", "люди", "добрые :) люди"], ngrams=(2, 2)) == {}


def test_min_df_holds_for_ngrams_too() -> None:
    counted, terms = words.matrix(["добрые люди", "добрые люди ушли"], min_df=2, ngrams=(1, 2))
    assert terms == ["добрый", "человек", "добрый человек"]
    assert counted.toarray().tolist() == [[1, 1, 1], [1, 1, 1]]


@pytest.mark.parametrize("texts", [[], [""], ["слово"], ["", "два слова"], ["...", "👍"]])
@pytest.mark.parametrize("ngrams", [(1, 1), (1, 2), (1, 3), (2, 4)])
def test_few_and_short_texts_give_small_matrices(texts: list[str], ngrams: tuple[int, int]) -> None:
    counted, terms = words.matrix(texts, ngrams=ngrams)
    assert isinstance(counted, sparse.csr_array)
    assert counted.shape == (len(texts), len(terms))


@QUICK
@given(columns)
def test_ngrams_agree_with_counting_by_hand(texts: list[str]) -> None:
    for length in (1, 2, 3):
        expected: Counter[tuple[int, str]] = Counter()
        for row, text in enumerate(texts):
            run: list[str] = []
            for token in words.tokens(text):
                run = [*run, words.lemma(token.text)] if token.kind == "word" else []
                if len(run) >= length:
                    expected[row, " ".join(run[-length:])] += 1
        assert counts_of(texts, ngrams=(length, length)) == expected


@QUICK
@given(columns)
def test_running_words_and_matrices_tell_the_same(texts: list[str]) -> None:
    counted = words.count(texts)
    assert len(counted) == len(texts) and len(counted.starts) == len(texts) + 1
    assert counted.starts[0] == 0 and counted.starts[-1] == len(counted.ids)
    assert len(counted.lemma_ids()) == len(counted.ids)
    for row, text in enumerate(texts):
        forms = [counted.types[at] for at in counted.ids[counted.starts[row] : counted.starts[row + 1]]]
        assert forms == [token.text for token in words.tokens(text)]
    assert counted.type_counts().sum(axis=1).tolist() == np.diff(counted.starts).tolist()
    in_lemmas = [(counted.lemma_ids()[a:b] >= 0).sum() for a, b in pairwise(counted.starts)]
    assert counted.lemma_counts().sum(axis=1).tolist() == in_lemmas


def test_types_that_are_no_words_have_no_lemma() -> None:
    counted = words.count(["Да, 12:30 👍 a@b.ru #тег"])
    assert dict(zip(counted.types, counted.lemma_of.tolist(), strict=True)) == {
        "Да": 0, ",": -1, "12:30": -1, "👍": -1, "a@b.ru": -1, "#тег": -1,
    }  # fmt: skip
    assert counted.lemmas == ["да"]


def test_content_lemmas_can_carry_a_theme() -> None:
    counted = words.count(["Потому что это больница и я помогаю", "the hospital is good"])
    carried = [lemma for lemma, carries in zip(counted.lemmas, counted.content_lemmas(), strict=True) if carries]
    assert carried == ["больница", "помогать", "hospital", "good"]


def test_a_lemma_is_shown_in_its_commonest_form() -> None:
    counted = words.count(["Деньгами", "деньги, ДЕНЬГИ", "зарплату"])
    shown = dict(zip(counted.lemmas, counted.commonest_forms(), strict=True))
    assert shown == {"деньги": "деньги", "зарплата": "зарплату"}


def test_many_texts_are_counted_in_chunks_without_losing_a_word() -> None:
    counted = words.count(["да " * 3000, "нет " * 2000] * 250)
    assert len(counted.ids) == 250 * 5000
    assert counted.lemma_counts()[[0, 499]].toarray().tolist() == [[3000, 0], [0, 2000]]


def test_runs_are_counted_only_inside_their_text() -> None:
    counted, names = ngram_counts(words.count(["раз два", "три", "раз два три"]), 2)
    assert dict(zip(names, counted.sum(axis=0).tolist(), strict=True)) == {"раз два": 2, "два три": 1}


@QUICK
@given(
    st.lists(st.lists(st.sampled_from(["а", "б", "в", ","]), max_size=8).map(" ".join), max_size=6),
    st.lists(st.lists(st.sampled_from(["а", "б", "в", "г"]), min_size=1, max_size=4).map(" ".join), unique=True),
)
def test_given_phrases_are_counted_as_all_runs_of_their_length_are(texts: list[str], phrases: list[str]) -> None:
    counted = words.count(texts)
    found = counting.phrase_counts(counted, phrases).toarray()
    for column, phrase in enumerate(phrases):
        runs, names = counting.ngram_counts(counted, phrase.count(" ") + 1)
        expected = runs.toarray()[:, names.index(phrase)] if phrase in names else np.zeros(len(texts))
        assert found[:, column].tolist() == expected.tolist()
