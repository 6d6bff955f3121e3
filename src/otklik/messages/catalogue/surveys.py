"""Sentences about a survey's questions, its mapping, and several questions in one run: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help_inspect": (
        "Показать, что в файле: формат, вопросы, личные данные, неполные и повторные ответы.",
        "Show what a file holds: format, questions, personal data, partial and repeated responses.",
    ),
    "help_inspect_examples": (
        "Сколько примеров ответов показать на каждый вопрос.",
        "How many answers to show of each question.",
    ),
    "help_inspect_save": (
        "Сохранить разметку столбцов в YAML, чтобы поправить её и применить к следующей волне.",
        "Keep the mapping of columns as YAML, to edit it and use it on the next wave.",
    ),
    "help_survey": (
        "Разметка столбцов (YAML), сохранённая через otklik inspect --save.",
        "A mapping of columns (YAML) kept with otklik inspect --save.",
    ),
    "help_as_one": (
        "Столбцы из --text — части одного ответа, а не разные вопросы.",
        "The columns of --text are parts of one answer, not questions of their own.",
    ),
    "help_personal": (
        "Оставить в результатах столбцы с личными данными.",
        "Keep columns with personal data in the results.",
    ),
    "personal_left_out": (
        "В результатах нет {n:столбца|столбцов|столбцов} с личными данными ({names}); с --personal останутся.",
        "{n:A column|Columns} with personal data {n:is|are} left out of the results ({names}); --personal keeps {n:it|them}.",
    ),
    "inspect_rows": (
        "{n} {n:строка|строки|строк}, {questions} {questions:вопрос|вопроса|вопросов}",
        "{n} {n:row|rows}, {questions} {questions:question|questions}",
    ),
    "inspect_question": (
        "вопрос",
        "question",
    ),
    "inspect_kind": (
        "вид",
        "kind",
    ),
    "inspect_filled": (
        "есть",
        "filled",
    ),
    "inspect_options": (
        "{n} {n:вариант|варианта|вариантов}",
        "{n} {n:option|options}",
    ),
    "inspect_yandex_forms": (
        "Яндекс Формы",
        "Yandex Forms",
    ),
    "kind_open": (
        "открытый",
        "open",
    ),
    "kind_choice": (
        "выбор",
        "choice",
    ),
    "kind_choices": (
        "несколько",
        "choices",
    ),
    "kind_scale": (
        "шкала",
        "scale",
    ),
    "kind_number": (
        "число",
        "number",
    ),
    "kind_date": (
        "дата",
        "date",
    ),
    "kind_id": (
        "код",
        "id",
    ),
    "kind_empty": (
        "пусто",
        "empty",
    ),
    "personal_ip": (
        "IP-адрес",
        "IP address",
    ),
    "personal_email": (
        "почта",
        "e-mail",
    ),
    "personal_phone": (
        "телефон",
        "phone",
    ),
    "personal_name": (
        "имя",
        "name",
    ),
    "personal_account": (
        "аккаунт",
        "account",
    ),
    "personal_document": (
        "документ",
        "document",
    ),
    "personal_coordinates": (
        "координаты",
        "coordinates",
    ),
    "personal_address": (
        "адрес",
        "address",
    ),
    "inspect_personal_columns": (
        "Столбцов с личными данными: {n}; их примеры не показаны, и в результаты они не попадут (otklik run --personal оставит).",
        "Columns with personal data: {n}; their answers are not shown, and results leave them out (otklik run --personal keeps them).",
    ),
    "inspect_partial": (
        "Неполных ответов: {n} (строки {rows}). Они остаются в данных.",
        "Partial responses: {n} (rows {rows}). They stay in the data.",
    ),
    "inspect_tests": (
        "Тестовых ответов, предпросмотра и спама: {n} (строки {rows}). Они остаются в данных.",
        "Tests, previews and spam: {n} (rows {rows}). They stay in the data.",
    ),
    "inspect_duplicates": (
        "Строк, чей код респондента уже встречался выше: {n} (строки {rows}). Они остаются в данных.",
        "Rows whose id stood in an earlier row: {n} (rows {rows}). They stay in the data.",
    ),
    "inspect_saved": (
        "Разметка сохранена; поправьте её и запускайте: {command}",
        "The mapping was kept; edit it, then: {command}",
    ),
    "inspect_next": (
        "Открытых вопросов: {n}. Дальше: {command}",
        "Open questions: {n}. Next: {command}",
    ),
    "inspect_nothing_open": (
        "Открытых вопросов не видно; если они есть, назовите столбец: otklik run … --text СТОЛБЕЦ",
        "No open question was found; if there is one, name its column: otklik run … --text COLUMN",
    ),
    "mapping_head": (
        "Разметка опроса для Otklik: какие столбцы что значат. Файл можно править.\n"
        "Столбец ищется по title (формулировке вопроса), а если её нет — по name.",
        "A survey's mapping for Otklik: which column is what. Edit it as you like.\n"
        "A column is looked for by title (the question's wording), or by name where there is none.",
    ),
    "mapping_format": (
        "Формат, который Otklik узнал; сотрите строку, если следующая волна из другой программы.",
        "The format that was recognised; delete the line when the next wave comes from another program.",
    ),
    "mapping_text": (
        "Открытые вопросы; каждый кодируется отдельно. use: no — не кодировать. id — приставка в respondents.csv.",
        "Open questions; each is coded on its own. use: no leaves it out. id is its prefix in respondents.csv.",
    ),
    "mapping_by": (
        "По чему сравнивать: поставьте use: yes.",
        "What to compare by: write use: yes.",
    ),
    "mapping_id": (
        "Столбец, который отличает респондентов.",
        "The column that tells respondents apart.",
    ),
    "mapping_personal": (
        "Личные данные; в результаты они не попадают. use: yes — оставить столбец.",
        "Personal data, left out of the results. use: yes keeps a column.",
    ),
    "mapping_hint": (
        "Исправьте это место или сохраните разметку заново: otklik inspect ФАЙЛ --save survey.yaml --overwrite",
        "Mend that place, or keep the mapping anew: otklik inspect FILE --save survey.yaml --overwrite",
    ),
    "mapping_missing_hint": (
        "Сохраните разметку: otklik inspect ФАЙЛ --save survey.yaml",
        "Keep a mapping first: otklik inspect FILE --save survey.yaml",
    ),
    "mapping_exists_hint": (
        "Выберите другое имя или добавьте --overwrite.",
        "Choose another name, or add --overwrite.",
    ),
    "mapping_not_utf8": (
        "Разметка не в UTF-8; сохраните её в UTF-8.",
        "The mapping is not in UTF-8; save it as UTF-8.",
    ),
    "mapping_not_map": (
        "Здесь нужны ключи и значения ({keys}).",
        "Keys and values are needed here ({keys}).",
    ),
    "mapping_unknown_key": (
        "Ключа «{key}» в разметке нет; есть {keys}.",
        "A mapping has no key “{key}”; it has {keys}.",
    ),
    "mapping_not_text": (
        "Здесь нужен текст, а не список.",
        "A text is needed here, not a list.",
    ),
    "mapping_not_list": (
        "Здесь нужен список.",
        "A list is needed here.",
    ),
    "mapping_use": (
        "use: {value} — напишите yes или no.",
        "use: {value}: write yes or no.",
    ),
    "mapping_no_name": (
        "У столбца нет ни name, ни title.",
        "The column has neither a name nor a title.",
    ),
    "mapping_bad_id": (
        "id «{id}» не подходит: латинские буквы, цифры и _, у каждого вопроса свой.",
        "The id “{id}” won't do: Latin letters, digits and _, another one for each question.",
    ),
    "mapping_no_text": (
        "В разметке нет ни одного вопроса для кодирования.",
        "The mapping names no question to code.",
    ),
    "mapping_no_text_hint": (
        "Поставьте use: yes у вопроса в разделе text.",
        "Write use: yes for a question under text.",
    ),
    "mapping_question_missing": (
        "В этой волне нет столбца «{name}».",
        "This wave has no column “{name}”.",
    ),
    "mapping_moved": (
        "Вопрос «{title}» найден по формулировке: столбец «{name}» (раньше «{old}»).",
        "The question “{title}” was found by its wording: the column “{name}” (“{old}” before).",
    ),
    "mapping_reworded": (
        "Вопрос в столбце «{name}» сформулирован иначе: было «{old}», стало «{new}».",
        "The question in the column “{name}” is worded otherwise: “{old}” before, “{new}” now.",
    ),
    "questions_title": (
        "Открытые вопросы опроса",
        "Open questions of a survey",
    ),
    "questions_note": (
        "Каждый вопрос закодирован отдельно; ответы одного человека на все вопросы — в respondents.csv.",
        "Each question was coded on its own; respondents.csv holds the answers of one person to all of them.",
    ),
    "questions_report": (
        "Весь отчёт",
        "The whole report",
    ),
    "questions_coded": (
        "закодировано {coded} из {rows}",
        "{coded} of {rows} coded",
    ),
    "questions_prefix": (
        "в respondents.csv: {prefix}",
        "in respondents.csv: {prefix}",
    ),
    "questions_fact": (
        "открытых вопросов",
        "open questions",
    ),
    "questions_head": (
        "Вопрос {n}",
        "Question {n}",
    ),
    "questions_unlike": (
        "Модель обучена на ответах о другом: группам отношения, которые есть в отчёте и в respondents.csv, здесь верить нельзя.",
        "The model was trained on answers about something else: its groups, in the report and in respondents.csv, can't be trusted here.",
    ),
    "questions_nothing": (
        "Тем не найдено.",
        "No themes were found.",
    ),
    "questions_more_themes": (
        "Показаны самые частые темы; остальные — в отчёте.",
        "The most frequent themes; the report has the others.",
    ),
}
