"""Sentences about the help of the command line: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help_compare": (
        "Сравнить темы статей, аннотаций и списков литературы, а рядом с ними — опроса.",
        "Compare themes across articles, abstracts and lists of references, and a survey beside them.",
    ),
    "help_compare_files": (
        "Литература: .md .txt .html .docx .pdf .ris .bib .json (CSL).",
        "Literature: .md .txt .html .docx .pdf .ris .bib .json (CSL).",
    ),
    "help_answers": (
        "Ответы опроса: ещё один источник рядом с литературой.",
        "Answers of a survey, set beside the literature as one more source.",
    ),
    "help_answers_text": (
        "Столбец ответов в этом файле. Если не назван, находится сам.",
        "Column of answers in that file. Found by itself if not given.",
    ),
    "help_report": (
        "Файл HTML для отчёта; без --out больше ничего не пишется.",
        "HTML file to write the report to; without --out nothing else is written.",
    ),
    "help_app": (
        "Открытые ответы, русские и английские, — в темы, группы отношения и числа, которым можно верить.",
        "Open-ended answers, in Russian and English, into themes, attitude groups and numbers that can be trusted.",
    ),
    "help_run": (
        "Закодировать выгрузку ответов: темы, группы отношения, таблицы и отчёт.",
        "Code an export of answers: themes, attitude groups, tables and a report.",
    ),
    "help_demo": (
        "Выполнить главную работу на сочинённом корпусе, который поставляется с Otklik.",
        "Run the main job on the constructed corpus that comes with Otklik.",
    ),
    "help_codebook": (
        "Посмотреть, проверить и начать кодировочные книги.",
        "See, check and begin codebooks.",
    ),
    "help_codebook_show": (
        "Показать книгу.",
        "Show a codebook.",
    ),
    "help_codebook_check": (
        "Проверить книгу; каждое замечание с номером строки.",
        "Check a codebook; every problem with its line.",
    ),
    "help_codebook_new": (
        "Записать книгу для заполнения.",
        "Write a codebook to fill in.",
    ),
    "help_codebook_name": (
        "Имя поставляемой книги или файл YAML.",
        "Name of a shipped codebook, or a YAML file.",
    ),
    "help_codebook_path": (
        "Файл, который записать.",
        "File to write.",
    ),
    "help_doctor": (
        "Что установлено и чего нет.",
        "What is installed, and what is missing.",
    ),
    "help_version": (
        "Напечатать версию.",
        "Print the version.",
    ),
    "help_lang": (
        "Язык сообщений и отчёта: ru или en (по умолчанию — как в системе).",
        "Language of messages and report: ru or en (by default that of the system).",
    ),
    "help_files": (
        "Файлы ответов: .csv .tsv .xlsx .ods .sav .dta .json .jsonl .parquet .txt .md; - для стандартного ввода.",
        "Files of answers: .csv .tsv .xlsx .ods .sav .dta .json .jsonl .parquet .txt .md; - for standard input.",
    ),
    "help_text": (
        "Столбец ответов, имя или номер; можно несколько раз. Если не назван, находится сам.",
        "Column of answers, by name or number; may be given several times. Found by itself if not given.",
    ),
    "help_by": (
        "Переменная, по которой сравнивать; можно несколько раз.",
        "Covariate to compare by; may be given several times.",
    ),
    "help_time": (
        "Столбец с датами (или годами): доли тем по периодам и их тренды.",
        "Column of dates (or years): shares of themes by period, and their trends.",
    ),
    "help_codebook_option": (
        "Поставляемая книга, файл YAML или none.",
        "Shipped codebook, YAML file, or none.",
    ),
    "help_out": (
        "Папка для результатов.",
        "Folder for the results.",
    ),
    "help_overwrite": (
        "Заменить результаты в существующей папке.",
        "Replace the results in an existing folder.",
    ),
    "help_theme_model": (
        "guided (наша, по умолчанию), lda или nmf (gensim), tomotopy (ставится отдельно).",
        "guided (our own, default), lda or nmf (gensim), tomotopy (an extra).",
    ),
    "help_topics": (
        "Сколько новых топиков искать (по умолчанию до 5, без книги до 10, в малых опросах меньше).",
        "How many new topics to look for (by default up to 5, up to 10 without a codebook, fewer in small surveys).",
    ),
    "help_seed": (
        "Зерно случайных чисел; с одним зерном таблицы одинаковы.",
        "Seed of the random numbers; the same seed gives the same tables.",
    ),
    "help_quiet": (
        "Ничего не печатать.",
        "Print nothing.",
    ),
    "help_json": (
        "Печатать JSON для программ вместо таблицы.",
        "Print machine-readable JSON instead of a table.",
    ),
    "help_words": (
        "Посчитать слова: леммы, части речи, респонденты, по переменной.",
        "Count words: lemmas, parts of speech, respondents, by a covariate.",
    ),
    "help_kwic": (
        "Показать слово во всех формах с его контекстами.",
        "Show a word in all its forms with its contexts.",
    ),
    "help_keyness": (
        "Найти слова, которыми одни респонденты отличаются от всех остальных.",
        "Find the words that set some respondents apart from all others.",
    ),
    "help_collocations": (
        "Найти слова, которые держатся вместе.",
        "Find words that keep company.",
    ),
    "help_word": (
        "Слово или словосочетание.",
        "Word or phrase to look for.",
    ),
    "help_target": (
        "Респонденты, которых сравнить со всеми остальными: столбец=значение.",
        "Respondents to compare with all others: column=value.",
    ),
    "help_least": (
        "В скольких текстах слово должно быть самое меньшее.",
        "Fewest texts a word must be in.",
    ),
    "help_top": (
        "Сколько строк показать.",
        "Lines to show.",
    ),
    "help_width": (
        "Сколько знаков контекста с каждой стороны.",
        "Characters of context on each side.",
    ),
    "help_sort": (
        "Порядок строк: text, left или right (по левому или правому контексту).",
        "Order of the lines: text, left or right context.",
    ),
    "help_table_out": (
        "Файл CSV, в который записать всю таблицу.",
        "CSV file to write the whole table to.",
    ),
    "lines_found": (
        "{n} {n:строка|строки|строк}.",
        "{n} {n:line|lines}.",
    ),
    "more_lines": (
        "Ещё {n} {n:строка|строки|строк}; --out ФАЙЛ.csv запишет все.",
        "{n} more {n:line|lines}; --out FILE.csv writes all of them.",
    ),
    "target_form": (
        "Цель «{target}» — не вида столбец=значение.",
        "The target “{target}” is not of the form column=value.",
    ),
    "target_form_hint": (
        "Например: --target округ=ЦФО",
        "For example: --target district=North",
    ),
    "target_value": (
        "Значение «{value}» в столбце «{column}» — ни у кого или у всех.",
        "No respondents, or all of them, have “{value}” in the column “{column}”.",
    ),
    "target_value_hint": (
        "Его значения: {values}.",
        "Its values are: {values}.",
    ),
}
