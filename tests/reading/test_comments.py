"""Comments of social networks: every one at any depth is a row; what is no comment is counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import reading
from otklik.errors import UserError
from otklik.reading.comments import is_comments, parse
from otklik.reading.tables import Table

QUICK = settings(max_examples=40, deadline=None, derandomize=True)

VK = {
    "response": {
        "count": 5,
        "items": [
            {
                "id": 10, "from_id": 501, "date": 1589000000, "text": "Полезный опыт", "likes": {"count": 3},
                "thread": {
                    "count": 3,
                    "items": [
                        {"id": 11, "from_id": 502, "date": 1589000100, "text": "Согласна", "likes": {"count": 0}},
                        {"id": 12, "from_id": 501, "date": 1589000200, "text": "Спасибо", "reply_to_comment": 11},
                    ],
                },
            },
            {"id": 13, "from_id": 0, "date": 1589000300, "text": "", "deleted": True, "thread": {"items": []}},
        ],
        "profiles": [{"id": 501}, {"id": 502}],
    }
}  # fmt: skip


def youtube(number: str, text: str, likes: int = 0) -> dict[str, Any]:
    """One comment as YouTube gives it."""
    snippet = {
        "textDisplay": f"<b>{text}</b>", "textOriginal": text, "authorDisplayName": "@anna", "likeCount": likes,
        "publishedAt": "2020-05-09T10:00:00Z",
    }  # fmt: skip
    return {"kind": "youtube#comment", "id": number, "snippet": snippet}


YOUTUBE = {
    "kind": "youtube#commentThreadListResponse",
    "items": [
        {
            "kind": "youtube#commentThread", "id": "A",
            "snippet": {"topLevelComment": youtube("A", "Great work", 7), "totalReplyCount": 4},
            "replies": {"comments": [youtube("A.1", "Да"), youtube("A.2", "no")]},
        },
        {"snippet": {"topLevelComment": youtube("B", "Меня заставили"), "totalReplyCount": 0}},
    ],
}  # fmt: skip
REDDIT = [
    {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {"id": "p", "selftext": "What do you think?"}}]}},
    {
        "kind": "Listing",
        "data": {
            "children": [
                {
                    "kind": "t1",
                    "data": {
                        "id": "a", "parent_id": "t3_p", "author": "anna", "created_utc": 1589000000.0, "body": "Yes",
                        "score": 5,
                        "replies": {
                            "kind": "Listing",
                            "data": {
                                "children": [
                                    {"kind": "t1", "data": {"id": "b", "body": "No", "replies": ""}},
                                    {"kind": "more", "data": {"count": 12, "children": ["c", "d"]}},
                                ]
                            },
                        },
                    },
                }
            ]
        },
    },
]  # fmt: skip
TELEGRAM = {
    "name": "Чат волонтёров", "type": "public_supergroup", "id": 7,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-01-01T10:00", "action": "create_group", "text": ""},
        {"id": 2, "type": "message", "date": "2024-01-01T10:01", "from": "Анна", "from_id": "user1",
         "text": ["Смотрите ", {"type": "link", "text": "https://example.org"}, " и пишите"]},
        {"id": 3, "type": "message", "date": "2024-01-01T10:02", "from": "Пётр", "text": "Хорошо",
         "reply_to_message_id": 2, "reactions": [{"type": "emoji", "count": 2, "emoji": "👍"}, {"count": 1}]},
        {"id": 4, "date": "2024-01-01T10:03", "from": "Анна", "text": "Жду", "reply_to_message_id": 3},
        {"id": 5, "date": "2024-01-01T10:04", "from": "Пётр", "text": "?", "reply_to_message_id": 999},
    ],
}  # fmt: skip


def columns(table: Table, *names: str) -> list[list[str]]:
    """Some columns of a table, row by row."""
    return [[row[table.names.index(name)] for name in names] for row in table.rows]


def parsed(value: Any) -> Table:
    return parse(json.dumps(value, ensure_ascii=False, indent=1), "a.json")


def test_vk_replies_stand_under_what_they_answer() -> None:
    table = parsed(VK)
    assert columns(table, "id", "parent", "depth", "author", "date", "text", "likes") == [
        ["10", "", "0", "501", "2020-05-09T04:53:20Z", "Полезный опыт", "3"],
        ["11", "10", "1", "502", "2020-05-09T04:55:00Z", "Согласна", "0"],
        ["12", "11", "2", "501", "2020-05-09T04:56:40Z", "Спасибо", ""],
        ["13", "", "0", "0", "2020-05-09T04:58:20Z", "", ""],
    ]
    said = "\n".join(table.remarks)
    assert "2 entries of the export are no comments" in said  # profiles
    assert "1 more reply is not in it" in said  # the thread counts three
    assert "deleted" in said
    assert table.roles == {"respondent": "author", "submitted": "date"}


def test_youtube_threads_give_the_original_text_and_say_what_is_not_there() -> None:
    table = parsed(YOUTUBE)
    assert columns(table, "id", "parent", "depth", "text", "likes") == [
        ["A", "", "0", "Great work", "7"],
        ["A.1", "A", "1", "Да", "0"],
        ["A.2", "A", "1", "no", "0"],
        ["B", "", "0", "Меня заставили", "0"],
    ]
    assert columns(table, "author", "date")[0] == ["@anna", "2020-05-09T10:00:00Z"]
    assert any("2 more replies are not in it" in remark for remark in table.remarks)


def test_reddit_listings_are_entered_and_the_post_and_the_folded_ones_are_counted() -> None:
    table = parsed(REDDIT)
    assert columns(table, "id", "parent", "depth", "author", "text", "likes") == [
        ["a", "t3_p", "0", "anna", "Yes", "5"],
        ["b", "a", "1", "", "No", ""],
    ]
    said = "\n".join(table.remarks)
    assert "1 entry of the export is no comment" in said
    assert "12 more replies are not in it" in said


def test_telegram_texts_in_parts_are_whole_and_chains_of_replies_have_depths() -> None:
    table = parsed(TELEGRAM)
    assert columns(table, "id", "parent", "depth", "author", "text", "likes") == [
        ["2", "", "0", "Анна", "Смотрите https://example.org и пишите", ""],
        ["3", "2", "1", "Пётр", "Хорошо", "3"],
        ["4", "3", "2", "Анна", "Жду", ""],
        ["5", "999", "0", "Пётр", "?", ""],
    ]
    assert any("1 entry of the export is no comment" in remark for remark in table.remarks)


def test_ids_of_one_chat_are_not_looked_for_in_another() -> None:
    chats = [
        {"messages": [{"id": 1, "text": "раз"}]},
        {"messages": [{"id": 1, "text": "два"}, {"id": 2, "text": "три", "reply_to_message_id": 1}]},
    ]
    table = parsed({"chats": {"list": chats}})
    assert columns(table, "text", "depth") == [["раз", "0"], ["два", "0"], ["три", "1"]]


def test_replies_that_answer_each_other_in_a_circle_are_rows_all_the_same() -> None:
    messages = [
        {"id": 1, "text": "а", "reply_to_message_id": 2},
        {"id": 2, "text": "б", "reply_to_message_id": 1},
        {"id": 3, "text": "в", "reply_to_message_id": 3},
    ]
    assert columns(parsed({"messages": messages}), "text") == [["а"], ["б"], ["в"]]


TREES = st.recursive(
    st.fixed_dictionaries({"text": st.text(st.characters(exclude_categories=("Cs",)), max_size=8)}),
    lambda inner: st.fixed_dictionaries(
        {"text": st.text(max_size=3).filter(str.isascii), "replies": st.lists(inner, max_size=3)}
    ),
    max_leaves=12,
)


def texts(tree: dict[str, Any]) -> list[str]:
    """What a tree says, from top to bottom."""
    return [tree["text"], *(text for inner in tree.get("replies", []) for text in texts(inner))]


@pytest.mark.parametrize("key", ["replies", "children", "comments", "answers", "items"])
@QUICK
@given(trees=st.lists(TREES, min_size=1, max_size=4))
def test_any_nested_list_of_objects_gives_every_text_in_its_order(key: str, trees: list[dict[str, Any]]) -> None:
    table = parse(json.dumps(trees).replace('"replies":', f'"{key}":'), "a.json")
    assert [row[table.names.index("text")] for row in table.rows] == [text for tree in trees for text in texts(tree)]


def test_further_fields_of_a_generic_export_are_columns() -> None:
    table = parsed([{"id": 1, "text": "да", "город": "Томск", "replies": [{"text": "нет", "depth": 9, "курс": 2}]}])
    assert table.names == [*("id parent depth author date text likes".split()), "город", "depth (2)", "курс"]
    assert columns(table, "id", "parent", "depth", "город", "depth (2)", "курс") == [
        ["1", "", "0", "Томск", "", ""],
        ["#2", "1", "1", "", "9", "2"],
    ]


def test_a_line_a_comment_is_read_like_an_array() -> None:
    lines = '{"id": 1, "text": "да", "replies": [{"id": 2, "text": "нет"}]}\n\n{"id": 3, "text": "ну"}\n'
    assert columns(parse(lines, "a.jsonl"), "id", "parent") == [["1", ""], ["2", "1"], ["3", ""]]


@pytest.mark.parametrize(
    "value",
    [
        [{"id": 1, "text": "да"}],
        [{"id": 1, "answers": [{"question": "Почему?", "value": "да"}]}],
        [{"id": 1, "text": "да", "comments": {"count": 0}, "items": ["a", "b"]}],
        {"text": "да", "replies": []},
    ],
)
def test_plain_records_are_no_comments(value: Any) -> None:
    assert not is_comments(json.dumps(value))


@pytest.mark.parametrize("value", [VK, YOUTUBE, REDDIT, TELEGRAM])
def test_a_file_is_recognised_by_what_is_in_it(value: Any, tmp_path: Path) -> None:
    path = tmp_path / "выгрузка.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    survey = reading.read(path)
    assert survey.sources[0].facts["format"] == "comments"
    assert survey.frame["text"].tolist() == [row[5] for row in parsed(value).rows]
    assert survey.roles["respondent"] == "author"


def test_replies_nested_too_deeply_are_one_plain_error(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "a", "replies": ' * 10_000 + "[]" + "}]" * 10_000, encoding="utf-8")
    with pytest.raises(UserError, match="nested too deeply") as caught:
        reading.read(path)
    assert caught.value.where.startswith("a.json")
    assert caught.value.hint


@pytest.mark.parametrize("text", ["[]", '{"response": {"items": []}}', '[{"likes": 3}]'])
def test_a_file_without_a_comment_is_empty(text: str) -> None:
    with pytest.raises(UserError, match="empty"):
        parse(text, "a.json")
