"""Sentences about comments from social networks: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "comments_others": (
        "{n} {n:запись|записи|записей} выгрузки — не комментарии (служебные сообщения, публикации, профили); в таблицу не вошли.",
        "{n} {n:entry|entries} of the export {n:is no comment|are no comments} (service messages, posts, profiles) and {n:is|are} not in the table.",
    ),
    "comments_absent": (
        "Судя по счётчикам выгрузки, ещё {n} {n:ответ|ответа|ответов} в неё не {n:попал|попали|попало}.",
        "By the export's own counts, {n} more {n:reply is|replies are} not in it.",
    ),
    "comments_fields": (
        "Поля выгрузки, которых нет в таблице: {names}.",
        "Fields of the export that are not in the table: {names}.",
    ),
    "json_deep": (
        "слишком глубокая вложенность",
        "it is nested too deeply",
    ),
}
