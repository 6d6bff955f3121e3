"""Sentences about packs, word vectors and encoders: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "pack_missing": (
        "Модели «{name}» нет.",
        "There is no model “{name}”.",
    ),
    "pack_missing_hint": (
        "Дайте папку с meta.json или одно из имён: {names}.",
        "Give a folder with meta.json, or one of: {names}.",
    ),
    "pack_damaged": (
        "Модель нельзя использовать: {cause}.",
        "The model can't be used: {cause}.",
    ),
    "pack_damaged_hint": (
        "Установите Otklik заново или получите модель ещё раз; из неё ничего не запускалось.",
        "Install Otklik again, or get the model anew; nothing in it was run.",
    ),
    "pack_schema": (
        "схема {found} вместо {known}",
        "schema {found} instead of {known}",
    ),
    "pack_hash": (
        "не сходится контрольная сумма массивов",
        "the hash of its arrays does not agree",
    ),
    "pack_meta_hash": (
        "не сходится контрольная сумма описания, meta.json",
        "the hash of its description, meta.json, does not agree",
    ),
    "pack_meta": (
        "meta.json не описывает модель",
        "meta.json does not describe a model",
    ),
    "pack_unlike": (
        "в arrays.npz не то, что описано в meta.json",
        "arrays.npz does not hold what meta.json describes",
    ),
    "pack_too_large": (
        "массивы слишком велики",
        "its arrays are too large",
    ),
    "pack_array": (
        "массив {name} не такой, как сказано в его заголовке",
        "the array {name} is not what its header says",
    ),
    "dense_not_installed": (
        "Для «{name}» нужен пакет, который не установлен.",
        "“{name}” needs a package that is not installed.",
    ),
    "dense_changed": (
        "«{name}» — не то, с чем обучена модель.",
        "“{name}” is not what the model was trained with.",
    ),
    "dense_changed_hint": (
        "Найдите то, у чего SHA-256 {sha}, или обучите модель заново.",
        "Get the one whose SHA-256 is {sha}, or train the model again.",
    ),
    "vectors_missing": (
        "Такого файла с векторами слов нет.",
        "There is no such file of word vectors.",
    ),
    "vectors_missing_hint": (
        "Дайте файл .tar формата navec или слово natasha.",
        "Give a .tar of navec, or: natasha.",
    ),
    "vectors_unreadable": (
        "Векторы слов не читаются.",
        "The word vectors can't be read.",
    ),
    "vectors_unreadable_hint": (
        "Дайте файл .tar, записанный navec, или слово natasha.",
        "Give a .tar as navec writes it, or: natasha.",
    ),
    "encoder_unreadable": (
        "Кодировщик не открывается.",
        "The encoder can't be opened.",
    ),
    "encoder_unreadable_hint": (
        "Дайте папку или имя модели sentence-transformers; модель, которая нужна готовой разметке, должна уже быть на этом компьютере.",
        "Give the folder or the name of a model of sentence-transformers; a model that a pack needs must be on this machine already.",
    ),
    "help_vectors": (
        'Векторы русских слов рядом с самими словами: natasha или файл .tar формата navec (pip install "otklik[vectors]").',
        'Word vectors for Russian beside the words themselves: natasha, or a .tar of navec (pip install "otklik[vectors]").',
    ),
    "help_encoder": (
        'Кодировщик sentence-transformers: имя или папка (pip install "otklik[encoders]").',
        'Encoder of sentence-transformers, by name or folder (pip install "otklik[encoders]").',
    ),
}
