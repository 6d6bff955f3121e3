"""Sentences about a run: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "error": (
        "Ошибка:",
        "Error:",
    ),
    "next_step": (
        "Что делать:",
        "What to do:",
    ),
    "stopped": (
        "Остановлено; ничего не осталось.",
        "Stopped; nothing was left behind.",
    ),
    "mistake_no_such_option": (
        "Параметра {name} нет.",
        "There is no option {name}.",
    ),
    "mistake_missing_argument": (
        "Не хватает {name}.",
        "{name} is missing.",
    ),
    "mistake_missing_option": (
        "Не хватает параметра {name}.",
        "The option {name} is missing.",
    ),
    "mistake_no_such_command": (
        "Команды {name} нет.",
        "There is no command {name}.",
    ),
    "mistake_invalid_choice": (
        "Значение «{value}» для {name} не подходит; есть {choices}.",
        "“{value}” does not fit {name}; there are {choices}.",
    ),
    "mistake_invalid_value": (
        "Значение {name} не подходит.",
        "The value of {name} does not fit.",
    ),
    "usage_hint": (
        "Смотрите {command} --help.",
        "See {command} --help.",
    ),
    "write_failed": (
        "Результаты не записываются: {cause}.",
        "The results can't be written: {cause}.",
    ),
    "disk_denied": (
        "нет прав",
        "permission denied",
    ),
    "disk_full": (
        "на диске нет места",
        "no space left on the disk",
    ),
    "disk_missing": (
        "такой папки нет, и создать её нельзя",
        "there is no such folder, and it can't be made",
    ),
    "disk_read_only": (
        "диск только для чтения",
        "the disk is read-only",
    ),
    "disk_not_folder": (
        "на месте папки — файл",
        "there is a file where a folder should be",
    ),
    "write_failed_hint": (
        "Освободите место, закройте файлы в Excel или выберите другое место через --out; ничего не осталось.",
        "Make room, close the files in Excel, or choose another place with --out; nothing was left behind.",
    ),
    "out_exists": (
        "Такая папка уже есть, и в ней файлы.",
        "The folder is there already and holds files.",
    ),
    "out_exists_hint": (
        "Выберите другую папку через --out или добавьте --overwrite.",
        "Choose another with --out, or add --overwrite.",
    ),
    "other_folder_hint": (
        "Выберите другую папку через --out.",
        "Choose another folder with --out.",
    ),
    "other_name_hint": (
        "Выберите другое имя файла.",
        "Choose another name for the file.",
    ),
    "out_is_file": (
        "Есть файл с таким именем.",
        "There is a file of that name.",
    ),
    "xlsx_columns": (
        "{n} {n:столбец|столбца|столбцов} — больше, чем вмещает лист; смотрите файл CSV.",
        "{n} columns are more than a spreadsheet holds; see the CSV file.",
    ),
    "xlsx_left_out": (
        "В таблице «{name}» {n} {n:строка|строки|строк}: она есть только в {name}.csv, в coded.xlsx её нет.",
        "The table “{name}” has {n} {n:row|rows}: it is in {name}.csv alone, not in coded.xlsx.",
    ),
    "xlsx_cut": (
        "{n} {n:текст длиннее|текста длиннее|текстов длиннее} ячейки Excel и обрезаны в coded.xlsx; в coded.csv они целиком.",
        "{n} {n:text is|texts are} longer than a spreadsheet cell holds and {n:is|are} cut in coded.xlsx; coded.csv has all of it.",
    ),
    "stage_start": (
        "начинаем",
        "starting",
    ),
    "stage_read": (
        "чтение",
        "reading",
    ),
    "stage_clean": (
        "очистка",
        "cleaning",
    ),
    "stage_words": (
        "слова",
        "words",
    ),
    "stage_themes": (
        "темы",
        "themes",
    ),
    "stage_attitudes": (
        "группы отношения",
        "attitude groups",
    ),
    "stage_measure": (
        "подсчёт",
        "counting",
    ),
    "stage_write": (
        "запись",
        "writing",
    ),
    "text_column_found": (
        "Ответы взяты отсюда: {names} (больше всего свободного текста); другой столбец можно назвать через --text.",
        "The answers were taken from {names} (most free text); --text names another column.",
    ),
    "nothing_found": (
        "Новых топиков не нашлось: ответов мало или у них мало общих слов. Попробуйте --topics 3 или назовите книгу с темами через --codebook.",
        "No new topics were found: the answers are few, or share few words. Try --topics 3, or name a codebook with themes with --codebook.",
    ),
    "nothing_coded": (
        "Ни один ответ не удалось закодировать; ниже сказано, что отложено и почему.",
        "No answer could be coded; see what was set aside and why.",
    ),
    "codebook_does_not_fit": (
        "Только в {share}% ответов есть хоть одно опорное слово книги «{codebook}»: похоже, она для другого вопроса. Выберите другую через --codebook или --codebook none, чтобы искать только новые топики.",
        "Only {share}% of the answers use any seed word of the codebook “{codebook}”: it seems to be made for another question. Choose one with --codebook, or --codebook none for new topics alone.",
    ),
    "pack_does_not_suit": (
        "Эти ответы о другом, чем те, на которых обучена модель «{name}»: её группам отношения здесь верить нельзя, и каждый ответ оставлен человеку. Выберите другую книгу через --codebook или --codebook none, чтобы искать только новые топики.",
        "These answers speak of something else than those the model “{name}” was trained on: its attitude groups can't be trusted here, and every answer is marked for a person. Choose another codebook with --codebook, or --codebook none for new topics alone.",
    ),
    "pack_may_not_suit": (
        "Этих ответов слишком мало, чтобы понять, о том ли они, на чём обучена модель «{name}»: каждый оставлен человеку.",
        "These answers are too few to tell whether they speak of what the model “{name}” was trained on: every one is marked for a person.",
    ),
    "no_pack": (
        "Для книги «{codebook}» нет обученной модели: темы закодированы, группы отношения — нет.",
        "There is no trained model for the codebook “{codebook}”: themes are coded, attitude groups are not.",
    ),
    "pack_other_scales": (
        "У модели «{name}» другие шкалы, чем в этой книге: группы отношения не закодированы.",
        "The model “{name}” has other scales than this codebook: attitude groups are not coded.",
    ),
    "dates_none": (
        "В столбце «{column}» нет дат.",
        "The column “{column}” holds no dates.",
    ),
    "dates_ambiguous": (
        "По столбцу «{column}» не понять, где день, а где месяц.",
        "Nothing in the column “{column}” tells day from month.",
    ),
    "dates_none_hint": (
        "Пишите даты как 2023-12-31 или 31.12.2023 либо назовите в --time другой столбец.",
        "Write dates as 2023-12-31 or 31.12.2023, or name another column with --time.",
    ),
    "dates_unreadable": (
        "{n} {n:ячейку|ячейки|ячеек} столбца «{column}» не удалось прочитать как дату (например, в строке {row}); эти ответы не вошли в сравнение по времени.",
        "{n} {n:cell|cells} of the column “{column}” could not be read as {n:a date|dates} (for example in row {row}); the {n:answer is|answers are} left out over time.",
    ),
    "dates_order": (
        "Даты вида 03/04/2023 в столбце «{column}» не прочитаны: не понять, где день, а где месяц.",
        "Dates such as 03/04/2023 in the column “{column}” could not be read: nothing tells day from month.",
    ),
    "dates_missing": (
        "В столбце «{column}» {n} {n:строка|строки|строк} без даты; в сравнение по времени не вошли.",
        "{n} {n:row has|rows have} no date in the column “{column}”; left out over time.",
    ),
    "theme_model_unknown": (
        "Модели тем «{name}» нет.",
        "There is no theme model “{name}”.",
    ),
    "theme_model_not_installed": (
        "«{name}» здесь не установлена.",
        "“{name}” is not installed here.",
    ),
    "topic_name": (
        "новый топик {n}",
        "new topic {n}",
    ),
    "not_expressed": (
        "не выражено",
        "not expressed",
    ),
    "no_value": (
        "(нет ответа)",
        "(no answer)",
    ),
    "summary": (
        "{n} {n:строка|строки|строк}: закодировано {coded} (разных {distinct}), отложено {aside}.",
        "{n} {n:row|rows}: {coded} coded ({distinct} distinct), {aside} set aside.",
    ),
    "summary_person": (
        "Человеку стоит прочитать {n} из {of} закодированных ответов (needs_person).",
        "A person should read {n} of {of} coded answers (needs_person).",
    ),
    "demo_constructed": (
        "Эти ответы сочинены, это не данные опроса; на трёх четвертях из них модель обучалась.",
        "These answers are constructed, not survey data; the model was trained on three quarters of them.",
    ),
    "doctor_missing": (
        "нет: установите Otklik заново",
        "missing: install Otklik again",
    ),
    "doctor_models": (
        "Модели:",
        "Models:",
    ),
    "doctor_codebooks": (
        "Кодировочные книги:",
        "Codebooks:",
    ),
    "doctor_optional": (
        "Необязательное:",
        "Optional:",
    ),
    "doctor_there": (
        "установлено",
        "installed",
    ),
    "doctor_optional_ru_core_news_sm": (
        "не установлено; обученный русский конвейер spaCy для ваших собственных разборов",
        "not installed; spaCy's trained Russian pipeline, for your own analyses",
    ),
    "doctor_optional_en_core_web_sm": (
        "не установлено; обученный английский конвейер spaCy для ваших собственных разборов",
        "not installed; spaCy's trained English pipeline, for your own analyses",
    ),
    "doctor_optional_dawg": (
        "не установлено; pip install pymorphy3[fast] ускоряет русские леммы",
        "not installed; pip install pymorphy3[fast] makes Russian lemmas faster",
    ),
}
