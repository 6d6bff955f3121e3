"""Sentences about personal data: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help_pseudonymise": (
        "Заменить личные данные псевдонимами: id — ключевыми хешами, в текстах — пометами вида [EMAIL3]; обратимо с ключом.",
        "Replace personal data by pseudonyms: ids by keyed hashes, in texts by marks such as [EMAIL3]; reversible with the key.",
    ),
    "help_pseudonymise_file": (
        "Файл ответов: .csv .tsv .xlsx .ods .sav .dta .json .jsonl .parquet .txt .md; - для стандартного ввода.",
        "File of answers: .csv .tsv .xlsx .ods .sav .dta .json .jsonl .parquet .txt .md; - for standard input.",
    ),
    "help_pseudonymise_text": (
        "Столбец, в котором искать, имя или номер; можно несколько раз. По умолчанию — все, кроме --id.",
        "Column to search, by name or number; may be given several times. By default all but --id.",
    ),
    "help_pseudonymise_id": (
        "Столбец с id респондентов, имя или номер; можно несколько раз.",
        "Column of respondents' ids, by name or number; may be given several times.",
    ),
    "help_key": (
        "Файл ключа. Если он есть, то используется и пополняется: одни и те же люди получают те же псевдонимы и в новой волне.",
        "Key file. One that is there is used and added to, so that the same people keep their pseudonyms in the next wave.",
    ),
    "help_pseudonymise_out": (
        "Файл, который записать: .csv или .xlsx.",
        "File to write: .csv or .xlsx.",
    ),
    "help_review": (
        "Лист проверки .xlsx: каждая замена в контексте. Если он уже есть, из него читаются решения (personal = no).",
        "Review sheet .xlsx: every replacement in its context. If it is there already, its decisions are read (personal = no).",
    ),
    "help_drop": (
        "Столбец, который не переносить; можно несколько раз.",
        "Column to leave out; may be given several times.",
    ),
    "help_restore": (
        "Обратно: вернуть на место всё, что есть в ключе.",
        "The way back: put the originals in again from the key.",
    ),
    "help_names_ru": (
        "Русские имена: папка с slovnet_ner*.tar и navec*.tar или слово natasha (pip install otklik[names]). Без неё — свои правила.",
        "Russian names: a folder with slovnet_ner*.tar and navec*.tar, or natasha (pip install otklik[names]). Without it, rules of our own.",
    ),
    "help_names_en": (
        "Английские имена: установленный конвейер spaCy с ner, например en_core_web_sm. Без него — свои правила.",
        "English names: an installed spaCy pipeline with ner, such as en_core_web_sm. Without it, rules of our own.",
    ),
    "help_overwrite_file": (
        "Заменить существующий файл.",
        "Replace a file that is there.",
    ),
    "names_not_installed": (
        "Нет пакета {name}.",
        "The package {name} is not installed.",
    ),
    "names_unreadable": (
        "Модель имён не открывается.",
        "The model of names can't be opened.",
    ),
    "names_no_ner": (
        "В конвейере нет части ner.",
        "The pipeline has no part named ner.",
    ),
    "names_no_file": (
        "Нет файла {pattern}.",
        "There is no file {pattern}.",
    ),
    "names_ru_hint": (
        "Нужна папка с двумя файлами одного выпуска, slovnet_ner*.tar и navec*.tar, или слово natasha (pip install otklik[names]).",
        "Give a folder with two files of one release, slovnet_ner*.tar and navec*.tar, or: natasha (pip install otklik[names]).",
    ),
    "names_en_hint": (
        "Установите конвейер заранее: python -m spacy download en_core_web_sm.",
        "Install a pipeline beforehand: python -m spacy download en_core_web_sm.",
    ),
    "key_damaged": (
        "Файл ключа повреждён: {cause}.",
        "The key file is damaged: {cause}.",
    ),
    "key_damaged_hint": (
        "Возьмите его копию; новый ключ дал бы другие псевдонимы и не вернул бы прежних.",
        "Take a copy of it; a new key would give other pseudonyms and bring none of the old ones back.",
    ),
    "key_other": (
        "Это не файл ключа Otklik.",
        "This is no key file of Otklik.",
    ),
    "key_other_hint": (
        "Ключ — файл JSON, который записала otklik pseudonymise; для нового ключа дайте новое имя.",
        "A key is a JSON file that otklik pseudonymise has written; for a new key give a new name.",
    ),
    "key_newer": (
        "Ключ записан более новой версией Otklik.",
        "The key was written by a newer Otklik.",
    ),
    "key_newer_hint": (
        "Обновите Otklik.",
        "Update Otklik.",
    ),
    "key_missing": (
        "Файла ключа нет.",
        "There is no key file.",
    ),
    "key_missing_hint": (
        "Без ключа, которым файл был обработан, вернуть исходное нельзя.",
        "Without the key that the file was made with, the originals can't be brought back.",
    ),
    "same_file": (
        "Один и тот же файл назван дважды: {path}.",
        "The same file is named twice: {path}.",
    ),
    "same_file_hint": (
        "Исходный файл, результат, ключ и лист проверки — четыре разных файла.",
        "Input, output, key and review sheet are four different files.",
    ),
    "pseudonymise_bad_out": (
        "Результат может быть .csv или .xlsx.",
        "The output may be .csv or .xlsx.",
    ),
    "pseudonymise_bad_review": (
        "Лист проверки — это файл .xlsx.",
        "The review sheet is an .xlsx file.",
    ),
    "pseudonymise_bad_hint": (
        "Дайте имя с таким окончанием.",
        "Give a name with that ending.",
    ),
    "review_other": (
        "Лист проверки — от другого файла: строка {row} не сходится.",
        "The review sheet is of another file: row {row} does not agree.",
    ),
    "review_unusable": (
        "В листе проверки нет столбцов {columns}.",
        "The review sheet lacks the columns {columns}.",
    ),
    "review_hint": (
        "Дайте --review другое имя, и лист будет записан заново.",
        "Give --review another name, and the sheet will be written anew.",
    ),
    "pseudonymise_summary": (
        "{n} {n:строка|строки|строк}: заменено {found} {found:фрагмент|фрагмента|фрагментов} ({different} {different:разный|разных|разных}), id — {ids}.",
        "{n} {n:row|rows}: {found} {found:piece|pieces} replaced ({different} different), {ids} {ids:id|ids}.",
    ),
    "pseudonymise_type": (
        "  {type:10} {n:>6}   сомнительных {doubtful}",
        "  {type:10} {n:>6}   doubtful {doubtful}",
    ),
    "pseudonymise_names_by": (
        "Имена находили: {how}. Часть имён остаётся — прочтите тексты до передачи.",
        "Names were found by {how}. Some names stay: read the texts before you pass them on.",
    ),
    "names_rules": (
        "собственные правила",
        "rules of our own",
    ),
    "pseudonymise_honest": (
        "Псевдонимизировано, не анонимизировано: у кого есть ключ или кто знает историю, тот узнает, кто писал.",
        "Pseudonymised, not anonymous: who holds the key, or knows the story, can tell who wrote.",
    ),
    "pseudonymise_written": (
        "Записано: {path}. Ключ: {key} — храните отдельно от данных и не теряйте.",
        "Written: {path}. Key: {key}; keep it apart from the data, and keep it.",
    ),
    "review_written": (
        "Лист проверки: {path}. В нём личные данные как есть: не передавайте его. Не личное отметьте no в столбце personal и повторите команду с --overwrite.",
        "Review sheet: {path}. It holds the personal data as they are: do not pass it on. Mark what is not personal with no in the column personal, and run again with --overwrite.",
    ),
    "review_read": (
        "По листу проверки оставлено как есть: {n}.",
        "Left as they are by the review sheet: {n}.",
    ),
    "lookalikes_found": (
        "В файле уже были пометы вида [EMAIL3] ({n}): файл уже обработан?",
        "The file held marks such as [EMAIL3] already ({n}): has it been pseudonymised before?",
    ),
    "restore_summary": (
        "{n} {n:строка|строки|строк}: возвращено помет — {marks}, id — {ids}. Записано: {path}. Здесь снова личные данные.",
        "{n} {n:row|rows}: {marks} {marks:mark|marks} and {ids} {ids:id|ids} restored. Written: {path}. It holds personal data again.",
    ),
    "restore_unknown": (
        "Помет и id, которых в ключе нет: {n}. Они остались как есть.",
        "Marks and ids that the key does not have: {n}. They stay as they are.",
    ),
    "restore_not_with": (
        "С --restore не сочетается {option}.",
        "{option} does not go with --restore.",
    ),
    "restore_not_with_hint": (
        "Для обратного пути нужны FILE, --key, --out и --id.",
        "The way back takes FILE, --key, --out and --id.",
    ),
}
