"""Sentences about codebooks: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "codebook_missing": (
        "Кодировочной книги «{name}» нет.",
        "There is no codebook “{name}”.",
    ),
    "codebook_missing_hint": (
        "Дайте путь к файлу YAML или одно из имён: {names}, none.",
        "Give a path to a YAML file, or one of: {names}, none.",
    ),
    "codebook_check_hint": (
        "Увидеть всё: otklik codebook check {path}",
        "See everything: otklik codebook check {path}",
    ),
    "codebook_not_utf8": (
        "Книга не в UTF-8; сохраните её в UTF-8.",
        "The codebook is not in UTF-8; save it as UTF-8.",
    ),
    "codebook_not_yaml": (
        "Это не YAML: {cause}.",
        "This is not valid YAML: {cause}.",
    ),
    "codebook_not_mapping": (
        "На верхнем уровне книги стоят ключи version, question, scales, themes.",
        "A codebook has the keys version, question, scales, themes at its top.",
    ),
    "codebook_cycle": (
        "Получается круг: {what}.",
        "This goes round in a circle: {what}.",
    ),
    "codebook_key_twice": (
        "Ключ «{key}» стоит дважды.",
        "The key “{key}” stands twice.",
    ),
    "codebook_empty": (
        "В книге нет ни тем, ни шкал.",
        "The codebook has neither themes nor scales.",
    ),
    "codebook_not_list": (
        "«{key}» должно быть списком (каждая запись начинается с дефиса).",
        "“{key}” must be a list (each entry begins with a dash).",
    ),
    "codebook_not_entry": (
        "У записи в «{key}» должны быть ключи (id, name, …).",
        "An entry of “{key}” must have keys (id, name, …).",
    ),
    "codebook_few_groups": (
        "В шкале «{id}» должно быть не меньше двух групп.",
        "The scale “{id}” needs at least two groups.",
    ),
    "codebook_bad_id": (
        "Нужен id из латинских букв, цифр и _ ({what}); найдено «{id}».",
        "A {what} needs an id of Latin letters, digits and _; found “{id}”.",
    ),
    "codebook_id_twice": (
        "Такой id, «{id}» ({what}), уже стоит в строке {line}.",
        "The id “{id}” of a {what} stands already in line {line}.",
    ),
    "codebook_no_name": (
        "У «{id}» нет имени на языке «{lang}».",
        "“{id}” has no name in the language “{lang}”.",
    ),
    "codebook_no_definition": (
        "У «{id}» нет определения (define).",
        "“{id}” has no definition (define).",
    ),
    "codebook_no_examples": (
        "У «{id}» нет примера на языке «{lang}».",
        "“{id}” has no example in the language “{lang}”.",
    ),
    "codebook_no_seeds": (
        "У темы «{id}» нет опорных слов на языке «{lang}».",
        "The theme “{id}” has no seed words in the language “{lang}”.",
    ),
    "codebook_seed_shared": (
        "Опорное слово «{seed}» принадлежит нескольким темам: {themes}.",
        "The seed word “{seed}” belongs to several themes: {themes}.",
    ),
    "codebook_no_parent": (
        "Родитель «{parent}» у «{id}» — не тема.",
        "The parent “{parent}” of “{id}” is not a theme.",
    ),
    "codebook_fine": (
        "{name}: {themes} {themes:тема|темы|тем}, {scales} {scales:шкала|шкалы|шкал}; исправлять нечего.",
        "{name}: {themes} {themes:theme|themes}, {scales} {scales:scale|scales}; nothing to mend.",
    ),
    "codebook_found": (
        "{n} {n:замечание|замечания|замечаний}, из них до начала работы исправить: {fatal}.",
        "{n} {n:problem|problems}, of which {fatal} must be mended before use.",
    ),
    "codebook_written": (
        "Записано: {path}. Заполните, затем: otklik codebook check {path}",
        "Written: {path}. Fill it in, then: otklik codebook check {path}",
    ),
    "codebook_seeds": (
        "опорные слова",
        "seed words",
    ),
    "codebook_definition": (
        "определение",
        "definition",
    ),
    "file_there": (
        "Такой файл уже есть.",
        "The file is there already.",
    ),
    "file_there_hint": (
        "Выберите другое имя.",
        "Choose another name.",
    ),
    "word_scale": (
        "шкала",
        "scale",
    ),
    "word_theme": (
        "тема",
        "theme",
    ),
    "word_group": (
        "группа",
        "group",
    ),
}
