"""Sentences about files that are read: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "place_line": (
        "{file}, строка {line}",
        "{file}, line {line}",
    ),
    "file_missing": (
        "Такого файла нет.",
        "There is no such file.",
    ),
    "file_missing_hint": (
        "Проверьте путь и написание.",
        "Check the path and the spelling.",
    ),
    "file_missing_near": (
        "В этой папке есть: {names}.",
        "In that folder there are: {names}.",
    ),
    "file_is_folder": (
        "Это папка, а не файл.",
        "This is a folder, not a file.",
    ),
    "file_is_folder_hint": (
        "Назовите файлы в ней, например папка/ответы.csv.",
        "Name the files in it, for example folder/answers.csv.",
    ),
    "file_unreadable": (
        "Файл не читается: {cause}.",
        "The file can't be read: {cause}.",
    ),
    "file_empty": (
        "Файл пуст.",
        "The file is empty.",
    ),
    "file_empty_hint": (
        "Выгрузите ответы ещё раз или выберите другой файл.",
        "Export the answers again, or choose another file.",
    ),
    "only_header": (
        "Есть строка с названиями столбцов, а под ней ничего.",
        "There is a row of column names and nothing below it.",
    ),
    "no_files": (
        "Не назван ни один файл.",
        "No file was named.",
    ),
    "no_files_hint": (
        "Назовите один или несколько файлов или - для стандартного ввода.",
        "Name one or more files, or - for standard input.",
    ),
    "format_unknown": (
        "Такой формат Otklik не читает.",
        "This is no format that Otklik reads.",
    ),
    "format_unknown_hint": (
        "Сохраните таблицу как CSV или XLSX; читаются .csv .tsv .xlsx .ods .sav .dta .txt .md .json .jsonl .parquet.",
        "Save the table as CSV or XLSX; Otklik reads .csv .tsv .xlsx .ods .sav .dta .txt .md .json .jsonl .parquet.",
    ),
    "too_many_columns": (
        "В первой строке {n} {n:столбец|столбца|столбцов}.",
        "The first row has {n} columns.",
    ),
    "too_many_columns_hint": (
        "Возможно, таблица лежит на боку или разделитель другой; столбцов может быть не больше 16 384.",
        "Perhaps the table lies on its side, or its separator is another one; 16 384 columns are the most.",
    ),
    "rows_long": (
        "{n} {n:строка длиннее|строки длиннее|строк длиннее} заголовка ({n:строка|строки|строки} {rows}); лишнее сохранено в столбце «{column}».",
        "{n} {n:row has|rows have} more cells than the header ({n:row|rows} {rows}); the rest is kept in the column “{column}”.",
    ),
    "rows_short": (
        "{n} {n:строка короче|строки короче|строк короче} заголовка ({n:строка|строки|строки} {rows}); недостающее принято за пустое.",
        "{n} {n:row has|rows have} fewer cells than the header ({n:row|rows} {rows}); the missing ones were taken as empty.",
    ),
    "blank_lines": (
        "{n:Пропущена|Пропущены|Пропущено} {n} {n:пустая строка|пустые строки|пустых строк} между записями.",
        "{n} blank {n:line|lines} between the rows {n:was|were} passed over.",
    ),
    "quotes_mended": (
        "{n} {n:кавычка не закрыта|кавычки не закрыты|кавычек не закрыто} ({n:строка|строки|строки} {rows}); приняты за обычные знаки.",
        "{n} {n:quotation mark was|quotation marks were} never closed ({n:row|rows} {rows}); taken as plain characters.",
    ),
    "encodings_mixed": (
        "Строки в разных кодировках ({encodings}); каждая прочитана в своей.",
        "Lines in different encodings ({encodings}); each was read in its own.",
    ),
    "surrogates": (
        "В {n} {n:строке|строках|строках} половинка знака, которую нельзя записать в файл; показана как \ufffd.",
        "{n} {n:row holds|rows hold} half a character that no file can store; shown as \ufffd.",
    ),
    "front_matter": (
        "Заголовок документа — не YAML: {cause}.",
        "The front matter is not valid YAML: {cause}.",
    ),
    "front_matter_hint": (
        "Исправьте строки между двумя --- в начале файла.",
        "Mend the lines between the two --- at the top of the file.",
    ),
    "not_json": (
        "Это не JSON: {cause}.",
        "This is not valid JSON: {cause}.",
    ),
    "not_json_hint": (
        'Каждая строка должна быть объектом: {{"text": "…"}}. Если файл обрывается, выгрузите его ещё раз.',
        'Every line must be one object: {{"text": "…"}}. If the file breaks off, export it anew.',
    ),
    "workbook_unreadable": (
        "Книга не открывается: она повреждена, защищена или это не таблица.",
        "The spreadsheet can't be opened: it is damaged, protected, or no spreadsheet.",
    ),
    "workbook_unreadable_hint": (
        "Откройте её в Excel или LibreOffice и сохраните заново как .xlsx или .csv.",
        "Open it in Excel or LibreOffice and save it again as .xlsx or .csv.",
    ),
    "archive_swells": (
        "Файл развернулся бы в слишком большой; он не открыт.",
        "The file would unpack to too much; it was not opened.",
    ),
    "parquet_unreadable": (
        "Файл Parquet не открывается: {cause}.",
        "The Parquet file can't be opened: {cause}.",
    ),
    "resave_hint": (
        "Сохраните его заново или как CSV.",
        "Save it again, or as CSV.",
    ),
    "other_sheets": (
        "Прочитан лист «{sheet}»; другие листы не читались: {others}.",
        "The sheet “{sheet}” was read; the other sheets were not: {others}.",
    ),
    "column_unknown": (
        "Столбца «{name}» нет ({option}).",
        "There is no column “{name}” ({option}).",
    ),
    "column_near": (
        "Может быть, {names}?",
        "Did you mean {names}?",
    ),
    "column_list": (
        "Столбцы: {names}.",
        "The columns are: {names}.",
    ),
    "no_text_column": (
        "Ни в одном столбце нет свободного текста.",
        "No column holds free text.",
    ),
    "no_text_column_hint": (
        "Назовите его через --text; столбцы: {names}.",
        "Name it with --text; the columns are: {names}.",
    ),
}
