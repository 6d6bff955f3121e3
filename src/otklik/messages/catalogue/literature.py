"""Sentences about literature sources: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "place_record": (
        "{file}, запись {n}",
        "{file}, record {n}",
    ),
    "no_literature": (
        "Не назван ни один файл с литературой.",
        "No file of literature was named.",
    ),
    "literature_kinds": (
        "Назовите статьи или списки литературы: .md .txt .html .docx .pdf .ris .bib .json.",
        "Name articles or lists of references: .md .txt .html .docx .pdf .ris .bib .json.",
    ),
    "literature_unknown": (
        "Такой вид литературы Otklik не читает.",
        "This is no kind of literature that Otklik reads.",
    ),
    "literature_empty_hint": (
        "Сохраните текст ещё раз или уберите файл.",
        "Save the text again, or leave the file out.",
    ),
    "reference_unreadable": (
        "Запись не читается: {cause}.",
        "The record can't be read: {cause}.",
    ),
    "reference_hint": (
        "Исправьте запись или выгрузите список заново.",
        "Mend the record, or export the list anew.",
    ),
    "references_none": (
        "В файле нет ни одной записи {format}.",
        "There is no {format} record in the file.",
    ),
    "references_none_hint": (
        "Выгрузите список из менеджера литературы ещё раз, с аннотациями.",
        "Export the list from your reference manager again, with abstracts.",
    ),
    "article_unreadable": (
        "Файл {format} не открывается: {cause}.",
        "The {format} file can't be opened: {cause}.",
    ),
    "article_hint": (
        "Откройте его и сохраните ещё раз или сохраните текст как .txt.",
        "Open it, save it again, or save its text as .txt.",
    ),
    "article_too_large": (
        "его части слишком велики",
        "its parts are too large",
    ),
    "article_password": (
        "нужен пароль",
        "it asks for a password",
    ),
    "pdf_scanned": (
        "В PDF почти нет текста ({n} {n:знак|знака|знаков} на {pages} {pages:страницу|страницы|страниц}): страницы — это картинки.",
        "The PDF has next to no text ({n} {n:character|characters} on {pages} {pages:page|pages}): its pages are pictures.",
    ),
    "pdf_scanned_hint": (
        "Распознайте текст (OCR) и попробуйте снова.",
        "Run text recognition (OCR) over it, then try again.",
    ),
    "source_no_text": (
        "Запись есть, а текста для чтения нет (нет аннотации).",
        "There is a record, but no text to read (no abstract).",
    ),
    "source_no_text_hint": (
        "Добавьте аннотацию или назовите файл самой статьи.",
        "Add the abstract, or name the file of the article itself.",
    ),
    "source_no_sentences": (
        "От этого текста остались только заголовки и служебные части.",
        "Nothing but headings and wrapping is left of this text.",
    ),
    "source_other_language": (
        "Текст не на русском и не на английском.",
        "The text is neither Russian nor English.",
    ),
    "source_other_language_hint": (
        "Возьмите перевод или добавьте слова его языка в свою кодировочную книгу.",
        "Use a translation, or add seed words of its language to a codebook of your own.",
    ),
    "source_twice": (
        "Такое название уже есть ({place}); оставлен более длинный текст.",
        "This title is there already ({place}); the longer text was kept.",
    ),
    "source_twice_hint": (
        "Если это два разных текста, дайте им разные названия или годы.",
        "If these are two texts, give them different titles or years.",
    ),
    "text_from_field": (
        "Текст взят из поля «{field}» в заголовке документа: тело пусто.",
        "The text was taken from the field “{field}” of the front matter, since the body is empty.",
    ),
    "left_fields": (
        "Поля заголовка документа, которые не нужны: {fields}.",
        "Fields of the front matter that are not used: {fields}.",
    ),
    "left_furniture": (
        "Меню, формы и подвал страницы ({n} {n:знак|знака|знаков}).",
        "Menus, forms and footers of the page ({n} {n:character|characters}).",
    ),
    "left_heads": (
        "Строки, которые стоят на большинстве страниц: {heads}.",
        "Lines that stand on most pages: {heads}.",
    ),
    "left_of_docx": (
        "В файле Word не прочитано: {what}.",
        "Not read in a Word file: {what}.",
    ),
    "left_footnotes": (
        "сноски",
        "footnotes",
    ),
    "left_boxes": (
        "надписи в рамках",
        "text boxes",
    ),
    "left_changes": (
        "исправления",
        "tracked changes",
    ),
    "left_heading": (
        "заголовок (остался названием раздела)",
        "heading (kept as the section's name)",
    ),
    "left_references": (
        "список литературы",
        "list of references",
    ),
    "left_funding": (
        "финансирование",
        "funding",
    ),
    "left_acknowledgements": (
        "благодарности",
        "acknowledgements",
    ),
    "left_interests": (
        "конфликт интересов",
        "conflict of interest",
    ),
    "left_contributions": (
        "вклад авторов",
        "authors' contributions",
    ),
    "left_affiliation": (
        "авторы и места их работы",
        "authors and where they work",
    ),
    "left_citation": (
        "как цитировать",
        "how to cite",
    ),
    "left_keywords": (
        "ключевые слова (остались полем)",
        "keywords (kept as a field)",
    ),
    "left_history": (
        "даты рукописи",
        "dates of the manuscript",
    ),
    "left_licence": (
        "лицензия",
        "licence",
    ),
    "left_statement": (
        "заявления об этике и данных",
        "statements on ethics and data",
    ),
    "left_identifiers": (
        "указатели и ссылки",
        "identifiers and links",
    ),
    "left_authors": (
        "имена авторов",
        "names of authors",
    ),
    "left_no_words": (
        "нет слов",
        "no words",
    ),
    "answers_label": (
        "Ответы опроса",
        "Survey answers",
    ),
    "answers_title": (
        "Ответы на «{column}» ({file})",
        "Answers to “{column}” ({file})",
    ),
    "answers_column": (
        "столбец «{column}»",
        "column “{column}”",
    ),
    "answers_aside": (
        "{n} {n:ответ|ответа|ответов}: {why}.",
        "{n} {n:answer|answers}: {why}.",
    ),
    "compare_no_themes": (
        "В кодировочной книге «{codebook}» нет тем для сравнения.",
        "The codebook “{codebook}” has no themes to compare by.",
    ),
    "compare_no_themes_hint": (
        "Выберите книгу с темами; их показывает otklik codebook show.",
        "Choose one with themes; otklik codebook show prints them.",
    ),
    "compare_one_source": (
        "Источник один: сравнивать его не с чем.",
        "There is one source: nothing to compare it with.",
    ),
    "compare_alone_in_language": (
        "Единственный источник на своём языке: {labels}. Его слова не сравнивались ни с чем, его темы — со всеми.",
        "The only source of its language: {labels}. Its words were compared with none, its themes with all.",
    ),
}
