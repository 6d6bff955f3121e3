"""Sentences about projects and codebooks of QDA programs: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "refi_not_xml": (
        "Это не XML: {cause}.",
        "This is not valid XML: {cause}.",
    ),
    "refi_again_hint": (
        "Выгрузите проект или кодировочную книгу из программы ещё раз (обмен REFI-QDA).",
        "Export the project or codebook from its program again (REFI-QDA exchange).",
    ),
    "refi_doctype": (
        "В файле есть DOCTYPE; такие файлы не открываются, через них можно читать чужое.",
        "The file has a DOCTYPE; such files are not opened, as others' files can be read through it.",
    ),
    "refi_deep": (
        "Элементы вложены глубже, чем на {n} {n:уровень|уровня|уровней}.",
        "Elements are nested more than {n} levels deep.",
    ),
    "refi_not_zip": (
        "Архив не открывается: он повреждён, обрезан или это не .qdpx.",
        "The archive can't be opened: it is damaged, cut off, or no .qdpx.",
    ),
    "refi_too_large": (
        "Архив развернулся бы в слишком большой; он не открыт.",
        "The archive would unpack to too much; it was not opened.",
    ),
    "refi_too_large_hint": (
        "Выгрузите проект без звука, видео и картинок или по частям.",
        "Export the project without sound, film and pictures, or in parts.",
    ),
    "refi_password": (
        "Архив закрыт паролем.",
        "The archive has a password.",
    ),
    "refi_password_hint": (
        "Выгрузите проект без пароля.",
        "Export the project without one.",
    ),
    "refi_unsafe": (
        "Имя в архиве ведёт наружу: {name}. Ничего не извлечено.",
        "A name in the archive leads outside of it: {name}. Nothing was extracted.",
    ),
    "refi_member_twice": (
        "Один и тот же файл лежит в архиве дважды.",
        "The archive holds the same file twice.",
    ),
    "refi_roots": (
        "В архиве должен быть один файл .qde, а их {n}.",
        "The archive must have one .qde file; there are {n}.",
    ),
    "refi_root": (
        "Файл начинается с «{found}», а не с {wanted}.",
        "The file begins with “{found}” and not with {wanted}.",
    ),
    "refi_no_codes": (
        "В кодировочной книге нет ни одного кода.",
        "The codebook has no codes.",
    ),
    "refi_no_guid": (
        "У элемента {element} «{name}» нет guid.",
        "The element {element} “{name}” has no guid.",
    ),
    "refi_tie": (
        "Места отрывков можно прочитать по-разному, и одинаково хорошо: {options}.",
        "The places of passages can be read in different ways, and equally well: {options}.",
    ),
    "refi_tie_hint": (
        "От неверного выбора сдвинулись бы все цитаты. Выделите в программе ещё несколько целых слов, закодируйте их и выгрузите проект снова.",
        "A wrong choice would shift every quote. Select and code a few more whole words in the program, and export the project again.",
    ),
    "refi_code_points": (
        "знаки Юникода",
        "code points",
    ),
    "refi_utf16": (
        "единицы UTF-16",
        "UTF-16 units",
    ),
    "refi_mark_counts": (
        "метка порядка байтов считается",
        "the byte order mark counts",
    ),
    "refi_line_end_two": (
        "конец строки за два",
        "line ends count as two",
    ),
    "refi_counted": (
        "Места отрывков считаются так: {counting}.",
        "Places of passages are counted in this way: {counting}.",
    ),
    "refi_others": (
        "Кроме текстов, {n} {n:источник|источника|источников} (картинки, PDF, звук, видео): сохранены как есть, Otklik их не читает.",
        "Besides texts, {n} {n:source|sources} (pictures, PDF, sound, film): kept as they were, not read by Otklik.",
    ),
    "refi_loose": (
        "{n} {n:кодирование ссылается|кодирования ссылаются|кодирований ссылаются} на код, которого нет в проекте.",
        "{n} {n:coding points|codings point} to a code that is not in the project.",
    ),
    "refi_odd": (
        "{n} {n:значение записано|значения записаны|значений записаны} не так, как велит стандарт (id, цвета, даты, кодирования без кода); приведены к нему или опущены.",
        "{n} {n:value is|values are} not written as the standard wants (ids, colours, times, codings without a code); mended or left out.",
    ),
    "refi_outside": (
        "{n} {n:отрывок лежит|отрывка лежат|отрывков лежат} вне своего текста и {n:опущен|опущены|опущены}.",
        "{n} {n:passage lies|passages lie} outside of the text and {n:was|were} left out.",
    ),
    "refi_missing": (
        "Текста {n} {n:источника|источников|источников} в проекте нет; Otklik не ищет его на диске.",
        "The text of {n} {n:source|sources} is not in the project; Otklik does not look for it on the disk.",
    ),
    "refi_bytes": (
        "В {n} {n:тексте|текстах|текстах} есть байты не в UTF-8; на их месте \ufffd.",
        "{n} {n:text holds|texts hold} bytes that are not UTF-8; shown as \ufffd.",
    ),
    "refi_left": (
        "{n} {n:файл|файла|файлов} вне папки sources не относится к проекту и не {n:сохранён|сохранены|сохранены}.",
        "{n} {n:file|files} outside of the folder sources {n:is|are} no part of the project and {n:was|were} left out.",
    ),
    "refi_project_bare": (
        "В этом прогоне нет ни шкал, ни тем: в проекте есть ответы, но нет кодов.",
        "This run has neither scales nor themes: the project holds the answers and no codes.",
    ),
    "refi_no_codes_of_run": (
        "В этом прогоне нет ни шкал, ни тем: кодировочной книги не получится.",
        "This run has neither scales nor themes: there is no codebook to write.",
    ),
    "refi_project": (
        "Закодировано программой Otklik {version}; кодировщик «{coder}» — машина. Ответы, которые должен посмотреть человек, собраны в отдельный набор.",
        "Coded by Otklik {version}; the coder “{coder}” is a machine. Answers that a person should look at are a set of their own.",
    ),
    "refi_doubts": (
        "Ответы, в которых машина не уверена.",
        "Answers that the machine is not sure of.",
    ),
    "refi_doubt": (
        "Машина не уверена; пусть посмотрит человек.",
        "The machine is not sure; a person should look.",
    ),
    "refi_astral": (
        "В {n} {n:ответе|ответах|ответах} есть эмодзи и другие знаки вне основной плоскости Юникода: места отрывков считаются знаками, как велит стандарт. NVivo считает иначе: для него выгружайте с --for nvivo.",
        "{n} {n:answer holds|answers hold} emoji or other characters beyond the basic plane: places count code points, as the standard wants. NVivo counts otherwise: export for it with --for nvivo.",
    ),
    "refi_quotes_lost": (
        "{n} {n:пример|примера|примеров} темы не удалось привязать к строке: {n:он не вошёл|они не вошли|они не вошли} в проект.",
        "{n} {n:exemplar|exemplars} could not be tied to a row and {n:is|are} not in the project.",
    ),
    "refi_line_ends": (
        "В {n} {n:ответе|ответах|ответах} концы строк записаны как LF, метки порядка байтов сняты.",
        "In {n} {n:answer|answers} line ends are written as LF and byte order marks taken off.",
    ),
    "refi_no_day": (
        "QualCoder не открывает отрывки без даты; {day} значит «без даты».",
        "QualCoder does not open passages without a date; {day} stands for none.",
    ),
}
