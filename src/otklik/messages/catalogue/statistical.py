"""Sentences about files of statistical packages: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "statistical_unreadable": (
        "Файл {format} не открывается: {cause}.",
        "The {format} file can't be opened: {cause}.",
    ),
    "statistical_foreign": (
        "это не файл {format}, или он повреждён или обрезан",
        "it is no {format} file, or it is damaged or cut off",
    ),
    "statistical_hint": (
        "Откройте его в той программе, где он создан, и сохраните заново или как CSV.",
        "Open it in the program that made it and save it again, or as CSV.",
    ),
    "letters_unknown": (
        "его тексты записаны в кодировке, которой он не называет",
        "its texts are in an encoding that it does not name",
    ),
    "columns_twice": (
        "два столбца названы одинаково",
        "two columns have the same name",
    ),
    "user_missing": (
        "{n} {n:значение|значения|значений} в {columns} {columns:столбце|столбцах|столбцах} сам файл считает {n:пропущенным|пропущенными|пропущенными}; ячейки оставлены пустыми: {values}.",
        "{n} {n:value|values} in {columns} {columns:column|columns} {n:is|are} missing by the file's own rules; the cells were left empty: {values}.",
    ),
    "labels_alike": (
        "Разные коды с одинаковой подписью или подпись, похожая на код: к подписям добавлены коды ({columns}).",
        "Different codes with the same label, or a label that looks like a code: codes were added to the labels ({columns}).",
    ),
    "sets_unknown": (
        "Наборы с несколькими ответами называют столбцы, которых в файле нет: {sets}.",
        "Sets of several answers name columns that the file does not have: {sets}.",
    ),
    "apart_died": (
        "он повреждён: чтение оборвалось",
        "it is damaged: the reading broke off",
    ),
    "apart_too_long": (
        "чтение не кончается",
        "the reading does not end",
    ),
    "apart_too_large": (
        "ему не хватает памяти",
        "it needs more memory than there is",
    ),
    "apart_no_python": (
        "для него нужен отдельный процесс Python, а здесь его не запустить",
        "it needs a Python process of its own, and none can be started here",
    ),
}
