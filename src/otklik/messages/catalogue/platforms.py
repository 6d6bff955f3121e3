"""Sentences about exports of survey platforms: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "header_continues": (
        "Заголовок выгрузки {platform} продолжается ниже первой строки ({rows}): это не ответы. Номера строк прежние.",
        "The header of this {platform} export goes on below the first row ({rows}): no answers. Others keep their numbers.",
    ),
    "dates_of_1980": (
        "Дат 1980-01-01: {n}. Так LimeSurvey пишет, что дата не сохранялась; они прочитаны как пустые.",
        "Dates of 1980-01-01: {n}. So LimeSurvey writes that a date was not kept; they were read as empty.",
    ),
    "rows_repeat": (
        "Строк повторяющихся анкет (столбец «{column}»): {n}. У одного респондента может быть несколько строк.",
        "Rows of repeating instruments (column “{column}”): {n}. One respondent may have several rows.",
    ),
    "yandex_forms_unverified": (
        "Похоже на выгрузку Яндекс Форм. На настоящих выгрузках её чтение ещё не проверено: посмотрите на столбцы.",
        "This looks like an export of Yandex Forms. Reading it was not tried on real exports yet: look at the columns.",
    ),
    "formulas_not_counted": (
        "Формул без сохранённого значения: {n}; их ячейки пусты. Откройте файл в Excel или LibreOffice и сохраните.",
        "Formulas without a stored value: {n}; their cells are empty. Open the file in Excel or LibreOffice and save it.",
    ),
    "format_name_unknown": (
        "Формат {name} Otklik не знает.",
        "Otklik knows no format {name}.",
    ),
    "format_not_of_bytes": (
        "Этот файл — не {name}.",
        "This file is no {name}.",
    ),
    "format_left_out": (
        "Уберите --format: Otklik узнаёт формат сам.",
        "Leave --format out: Otklik recognises the format itself.",
    ),
    "column_title_shared": (
        "Вопрос «{name}» — у нескольких столбцов; назовите имя столбца ({option}).",
        "Several columns have the question “{name}”; give a column's name ({option}).",
    ),
    "help_format": (
        "Формат файлов, если узнан неверно: csv, xlsx, qualtrics, limesurvey, plain… (plain: таблица без особенностей).",
        "Format of the files if it is recognised wrongly: csv, xlsx, qualtrics, limesurvey, plain… (plain: a mere table).",
    ),
}
