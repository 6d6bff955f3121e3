"""Sentences about results in the files of other programs, and corrections brought back: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "export_label_language": (
        "Язык ответа",
        "Language of the answer",
    ),
    "export_label_status": (
        "Закодирован ли ответ, и если нет, то почему",
        "Whether the answer was coded, and if not, why",
    ),
    "export_label_themes": (
        "Темы",
        "Themes",
    ),
    "export_label_p": (
        "Вероятность: {name}",
        "Probability: {name}",
    ),
    "export_label_needs_person": (
        "Нужен человек",
        "Needs a person",
    ),
    "export_yes": (
        "да",
        "yes",
    ),
    "export_no": (
        "нет",
        "no",
    ),
    "export_for_excel_long": (
        "{n} {n:ячейка длиннее|ячейки длиннее|ячеек длиннее} 32 767 знаков: Excel покажет только начало; в файле {n:она целая|они целые|они целые}.",
        "{n} {n:cell is|cells are} longer than 32,767 characters: Excel shows the beginning only; the file has {n:it|them} whole.",
    ),
    "export_for_excel_nul": (
        "{n} {n:ячейка содержит|ячейки содержат|ячеек содержат} знак NUL: Excel прочтёт текст до него; в файле {n:она целая|они целые|они целые}.",
        "{n} {n:cell holds|cells hold} a NUL character: Excel reads the text up to it; the file has {n:it|them} whole.",
    ),
    "export_sav_cut": (
        "{n} {n:текст длиннее|текста длиннее|текстов длиннее} 32 767 байт, больше переменная SPSS не вмещает: {n:он обрезан|они обрезаны|они обрезаны}.",
        "{n} {n:text is|texts are} longer than the 32,767 bytes that a variable of SPSS holds: {n:it is|they are} cut.",
    ),
    "export_sav_nul": (
        "В {n} {n:тексте|текстах|текстах} знак NUL заменён на �: SPSS его не хранит.",
        "In {n} {n:text|texts} NUL is written as �: SPSS can't hold it.",
    ),
    "export_sav_spaces": (
        "У {n} {n:текста|текстов|текстов} в конце пробелы: SPSS их не хранит.",
        "{n} {n:text ends|texts end} in spaces, which SPSS does not keep.",
    ),
    "export_sav_labels": (
        "{n} {n:метка обрезана|метки обрезаны|меток обрезано} до длины, которую допускает SPSS.",
        "{n} {n:label is|labels are} cut to the length that SPSS allows.",
    ),
    "export_sav_renamed": (
        "{n} {n:переменная названа|переменные названы|переменных названо} иначе, чем столбец: таких имён SPSS не допускает; столбец назван в метке.",
        "{n} {n:variable is|variables are} named unlike {n:its column|their columns}, for SPSS does not allow such names; the label tells the column.",
    ),
    "help_export": (
        "Записать готовые результаты в файл другой программы: Excel, SPSS, NVivo, ATLAS.ti, MAXQDA, R, менеджер литературы.",
        "Write finished results as a file of another program: Excel, SPSS, NVivo, ATLAS.ti, MAXQDA, R, a reference manager.",
    ),
    "help_export_results": (
        "Папка, которую записал otklik run; для bib, ris и csl — папка otklik compare.",
        "Folder that otklik run wrote; for bib, ris and csl that of otklik compare.",
    ),
    "help_export_to": (
        "xlsx: для чтения и исправлений; csv; sav: SPSS; parquet; jsonl; qdpx: проект REFI-QDA, qdc: кодировочная книга; bib, ris, csl: источники с темами в ключевых словах.",
        "xlsx: to read and correct; csv; sav: SPSS; parquet; jsonl; qdpx: a REFI-QDA project, qdc: a codebook; bib, ris, csl: sources with themes as keywords.",
    ),
    "help_export_out": (
        "Файл, который записать.",
        "The file to write.",
    ),
    "help_export_excel": (
        "CSV, который Excel откроет двойным щелчком: русский (точка с запятой, десятичная запятая) или английский.",
        "CSV that Excel opens by a double click: Russian (semicolons, decimal commas) or English.",
    ),
    "help_export_for": (
        "Программа, для которой проект qdpx: они по-разному считают места в тексте.",
        "Program that a qdpx project is for: they count places in a text differently.",
    ),
    "export_option_elsewhere": (
        "Параметр {option} есть только у --to {kind}.",
        "The option {option} goes with --to {kind} alone.",
    ),
    "export_ending": (
        "Имя оканчивается на {ending}, а --to — {kind}.",
        "The name ends in {ending}, but --to is {kind}.",
    ),
    "export_ending_hint": (
        "Назовите файл {name} или поменяйте --to.",
        "Name the file {name}, or change --to.",
    ),
    "results_several": (
        "Здесь несколько вопросов, у каждого своя папка.",
        "There are several questions here, each in a folder of its own.",
    ),
    "results_several_hint": (
        "Назовите папку одного вопроса: {names}.",
        "Name the folder of one question: {names}.",
    ),
    "results_comparison": (
        "Это папка otklik compare: в ней не ответы, а источники.",
        "This is a folder of otklik compare: it holds sources, not answers.",
    ),
    "results_comparison_hint": (
        "Выгрузить её можно через otklik export --to bib, ris или csl.",
        "It can be exported by otklik export --to bib, ris or csl.",
    ),
    "file_out_exists_hint": (
        "Выберите другое имя через --out или добавьте --overwrite.",
        "Choose another name with --out, or add --overwrite.",
    ),
    "export_no_comparison": (
        "Здесь нет сравнения источников, записанного этой версией.",
        "There is no comparison of sources here that this version wrote.",
    ),
    "export_no_comparison_hint": (
        "Назовите папку, которую записал otklik compare.",
        "Name a folder that otklik compare wrote.",
    ),
    "export_library": (
        "{n} {n:источник|источника|источников}; тем, о которых они говорят: {added}, все они в ключевых словах.",
        "{n} {n:source|sources}; {added} {added:theme|themes} that they speak of, all among their keywords.",
    ),
    "export_library_new": (
        "Для {n} {n:источника|источников|источников} записи в этом формате не было: в неё вошли поля, которые удалось прочесть.",
        "{n} {n:source|sources} had no record in this format: it was made of the fields that could be read.",
    ),
    "export_about": (
        "Как читать и исправлять",
        "How to read and correct",
    ),
    "export_about_scales": (
        "Лист answers, шкалы: исправление выберите из списка в столбце справа от шкалы («… corrected»).",
        "Sheet answers, scales: choose the correction from the list in the column right of the scale (“… corrected”).",
    ),
    "export_about_codes": (
        "Темы: в столбцах has_… замените 0 на 1 или 1 на 0 прямо в ячейке; что отличается от машины, окрасится.",
        "Themes: change 0 to 1 or 1 to 0 in the has_… columns, in the cell itself; what differs from the machine is coloured.",
    ),
    "export_about_checked": (
        "checked = yes: строку прочёл человек, и всё, что в ней не исправлено, верно. Без этих пометок о согласии человека и машины не узнать: останутся одни её ошибки.",
        "checked = yes: a person has read the row, and all that is not corrected is right. Without these marks nothing is known of the agreement of person and machine: only its errors remain.",
    ),
    "export_about_import": (
        "Вернуть исправления: otklik import-codes ЭТОТ_ФАЙЛ --out {file}. Строки можно сортировать, фильтровать и удалять; столбец row и листы codebook и machine не меняйте.",
        "To bring corrections back: otklik import-codes THIS_FILE --out {file}. Rows may be sorted, filtered and deleted; leave the column row and the sheets codebook and machine as they are.",
    ),
    "export_about_machine": (
        "Лист machine: что сказала машина. Тексты, которым нужен человек, найдёт фильтр needs_person = 1.",
        "Sheet machine: what the machine said. The filter needs_person = 1 finds the texts that need a person.",
    ),
    "export_about_care": (
        "Кто видит код машины, соглашается с ней охотнее. Для честного согласия дайте часть текстов без кодов: otklik next.",
        "Whoever sees the machine's code agrees with it more readily. For honest agreement give some texts without codes: otklik next.",
    ),
    "export_about_coder": (
        "Кодировала машина: {name}, программа Otklik {version}.",
        "Coded by a machine: {name}, program Otklik {version}.",
    ),
    "help_import_codes": (
        "Вернуть то, что люди исправили в Excel или закодировали в программе качественного анализа.",
        "Bring back what people corrected in Excel or coded in a program for qualitative analysis.",
    ),
    "help_import_file": (
        ".xlsx, который записал otklik export; .qdpx: проект; .qdc: кодировочная книга.",
        ".xlsx that otklik export wrote; .qdpx: a project; .qdc: a codebook.",
    ),
    "help_import_out": (
        "Таблица кодирований (CSV), которую записать; для .qdc — кодировочная книга (YAML).",
        "The table of codings (CSV) to write; for .qdc the codebook (YAML).",
    ),
    "help_import_results": (
        "Папка otklik run, из которой файл: тексты взять оттуда, целиком.",
        "Folder of otklik run that the file is from: take the texts from there, whole.",
    ),
    "help_import_coder": (
        "Имя того, кто исправлял.",
        "Name of the person who corrected.",
    ),
    "help_import_codebook": (
        "Кодировочная книга (YAML) проекта, которую записать.",
        "The project's codebook (YAML) to write.",
    ),
    "import_kind": (
        "Из файла {name} коды не читаются.",
        "Codes can't be read from {name}.",
    ),
    "import_no_export": (
        "Это не таблица, которую записал otklik export --to xlsx.",
        "This is no workbook that otklik export --to xlsx wrote.",
    ),
    "import_no_export_hint": (
        "Книгу для исправлений пишет otklik export РЕЗУЛЬТАТЫ --to xlsx; лист кодирований другого вида читает сам otklik train.",
        "The workbook to correct is written by otklik export RESULTS --to xlsx; otklik train itself reads sheets of codings of other kinds.",
    ),
    "import_columns_gone": (
        "В листе answers нет столбцов: {names}.",
        "The sheet answers has no column {names}.",
    ),
    "import_columns_gone_hint": (
        "Верните им прежние имена: они названы в листе codebook.",
        "Give them their names again: the sheet codebook tells them.",
    ),
    "import_row_unknown": (
        "Строки «{row}» нет среди результатов.",
        "The results have no row “{row}”.",
    ),
    "import_row_twice": (
        "Строка «{row}» встречается дважды.",
        "The row “{row}” occurs twice.",
    ),
    "import_row_hint": (
        "Столбец row не меняйте: по нему исправления находят свой ответ.",
        "Leave the column row as it is: corrections find their answer by it.",
    ),
    "import_results_hint": (
        "Проверьте, что файл записан из папки {folder}.",
        "Check that the file was written from the folder {folder}.",
    ),
    "import_place": (
        "{file}, строка {row}, столбец «{column}»",
        "{file}, row {row}, column “{column}”",
    ),
    "import_value": (
        "Значения «{value}» в кодировочной книге нет.",
        "The codebook has no value “{value}”.",
    ),
    "import_near": (
        "Похоже на «{value}».",
        "It is near “{value}”.",
    ),
    "import_known": (
        "Возможные значения: {values}.",
        "What it can be: {values}.",
    ),
    "import_nothing": (
        "Ничего не исправлено и ни одна строка не отмечена как прочитанная.",
        "Nothing is corrected, and no row is marked as read.",
    ),
    "import_nothing_hint": (
        "Отмечайте прочитанные строки: checked = yes.",
        "Mark the rows that were read: checked = yes.",
    ),
    "import_summary": (
        "Человек закодировал {n} {n:строку|строки|строк}: {checked} {checked:прочитана|прочитаны|прочитано} целиком (checked), {changed} {changed:исправлена|исправлены|исправлено}.",
        "A person coded {n} {n:row|rows}: {checked} read in whole (checked), {changed} corrected.",
    ),
    "import_head_coded": (
        "закодировано",
        "coded",
    ),
    "import_head_changed": (
        "иначе, чем машина",
        "unlike the machine",
    ),
    "import_head_rows": (
        "строки",
        "rows",
    ),
    "import_train": (
        "Обучить: {command}",
        "To train: {command}",
    ),
    "import_estimate": (
        "Оценить доли, если строки выбраны случайно: {command}",
        "To estimate shares, if the rows were chosen at random: {command}",
    ),
    "import_agree": (
        "Согласие человека и машины: {command}",
        "Agreement of person and machine: {command}",
    ),
    "import_care": (
        "Кодировал человек, который видел коды машины: согласие выйдет выше, чем вслепую.",
        "The person saw the machine's codes: agreement comes out higher than it would blindly.",
    ),
    "help_export_one_source": (
        "Что в проекте qdpx — один источник: каждый ответ (answer) или все ответы на вопрос (question).",
        "What is one source of a qdpx project: each answer, or all answers to the question.",
    ),
    "import_kind_hint": (
        "Назовите .xlsx от otklik export, проект .qdpx или кодировочную книгу .qdc.",
        "Name an .xlsx that otklik export wrote, a project .qdpx or a codebook .qdc.",
    ),
    "import_no_codes_hint": (
        "Закодируйте ответы в своей программе и выгрузите проект ещё раз.",
        "Code the answers in your program, then export the project again.",
    ),
    "import_project": (
        "{n} {n:кодирование|кодирования|кодирований}, {texts} {texts:текст|текста|текстов}.",
        "{n} {n:coding|codings} of {texts} {texts:text|texts}.",
    ),
    "import_coder": (
        "{coder}: {n} {n:кодирование|кодирования|кодирований}, {texts} {texts:текст|текста|текстов}",
        "{coder}: {n} {n:coding|codings} of {texts} {texts:text|texts}",
    ),
    "import_coders_agree": (
        "Согласие кодировщиков (текст без кодов считается непрочитанным): {command}",
        "Agreement of coders (a text without codes counts as unread): {command}",
    ),
    "import_codebook": (
        "{scales} {scales:шкала|шкалы|шкал}, {themes} {themes:тема|темы|тем}.",
        "{scales} {scales:scale|scales}, {themes} {themes:theme|themes}.",
    ),
    "import_codebook_check": (
        "Проверить книгу: otklik codebook check {path}",
        "To check it: otklik codebook check {path}",
    ),
}
