"""Sentences about help with themes and their seed words: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help_themes": (
        "Помощь в настройке тем: опорные слова и тесты с лишним словом.",
        "Help for guiding themes: seed words and intrusion tests.",
    ),
    "help_themes_seeds": (
        "Предложить новые опорные слова из ответов и найти те, что ведут не к тем ответам.",
        "Propose further seed words from the answers, and find seeds that pull in the wrong ones.",
    ),
    "help_themes_test": (
        "Записать тест, различает ли темы человек, или подсчитать ответы на него.",
        "Write a test that shows whether a person can tell themes apart, or score the answers to it.",
    ),
    "help_test_out": (
        "Лист теста, .csv или .xlsx; ключ пишется рядом.",
        "Sheet to write, .csv or .xlsx; its key is written beside it.",
    ),
    "help_test_score": (
        "Заполненный лист, который подсчитать.",
        "Answered sheet to score.",
    ),
    "help_test_key": (
        "Ключ листа, если он лежит не рядом.",
        "Key of the sheet, if it does not lie beside it.",
    ),
    "help_test_each": (
        "Сколько заданий со словами на каждую тему.",
        "Word items for each theme.",
    ),
    "help_test_texts": (
        "Сколько самое большее заданий с текстом.",
        "Items with a text, at most.",
    ),
    "help_seeds_top": (
        "Сколько слов самое большее предложить для темы и языка.",
        "Most words to propose for a theme and language.",
    ),
    "help_codebook_add_theme": (
        "Сделать топик, найденный при кодировании, темой книги и поднять её версию.",
        "Make a topic that a run found a theme of a codebook, and raise the book's version.",
    ),
    "help_codebook_edited": (
        "Файл YAML, в который добавить тему; у поставляемой книги пишется копия в --out.",
        "YAML file to add the theme to; of a shipped codebook a copy is written to --out.",
    ),
    "help_from_topic": (
        "Номер топика.",
        "Number of the topic.",
    ),
    "help_run_folder": (
        "Папка с результатами, где он найден.",
        "Folder of the run that found it.",
    ),
    "help_theme_id": (
        "Имя темы латиницей (буквы, цифры и _); потом его лучше не менять.",
        "Id of the theme: Latin letters, digits and _; it should never change later.",
    ),
    "help_label": (
        "Название темы на этом языке; если не дано, предлагается из её слов.",
        "Name of the theme in this language; proposed from its words if not given.",
    ),
    "help_copy_out": (
        "Файл для копии; без него меняется сама книга.",
        "File for a copy; without it the codebook itself is changed.",
    ),
    "seeds_no_themes": (
        "Нет тем, для которых искать опорные слова.",
        "There are no themes to find seed words for.",
    ),
    "seeds_no_themes_hint": (
        "Назовите книгу с темами: --codebook ФАЙЛ.yaml. Начать новую: otklik codebook new.",
        "Name a codebook with themes: --codebook FILE.yaml. To begin one: otklik codebook new.",
    ),
    "seeds_proposed": (
        "Слова, которые держатся рядом с опорными словами темы",
        "Words that keep company with a theme's seeds",
    ),
    "seeds_proposed_note": (
        "Их надо прочесть, а не брать подряд: большинство о другом. «Прибавит» — сколько ответов слово добавит к теме; цитата — один из них.",
        "For reading, not for taking over: most are about something else. “adds” is how many answers the word would add to the theme; the quote is one of them.",
    ),
    "seeds_none_proposed": (
        "Ни одно новое слово не выделяется.",
        "No further word stands out.",
    ),
    "seeds_suspect": (
        "Опорные слова, которые, возможно, ведут не к тем ответам",
        "Seeds that may pull in the wrong answers",
    ),
    "seeds_suspect_note": (
        "Ответы, отмеченные только таким словом, непохожи на остальные ответы темы; 50% — никакого сходства.",
        "The answers that such a seed marks alone read unlike the theme's other answers; 50% would be no likeness at all.",
    ),
    "seeds_none_suspect": (
        "Из {told} {told:слова|слов|слов}, о которых можно судить, не подозрительно ни одно; ещё о {n} судить нельзя: мало ответов или слов в них.",
        "Of {told} {told:seed|seeds} that could be judged none is suspect; for {n} others there were too few answers, or too few words in them, to tell.",
    ),
    "seeds_unseen": (
        "Опорные слова, которых нет ни в одном ответе: {n} из {of}",
        "Seeds in no answer: {n} of {of}",
    ),
    "seeds_shared": (
        "Опорные слова нескольких тем",
        "Seeds of several themes",
    ),
    "head_adds": (
        "Прибавит",
        "Adds",
    ),
    "head_answers": (
        "Ответов",
        "Answers",
    ),
    "head_word": (
        "Слово",
        "Word",
    ),
    "head_score": (
        "Счёт",
        "Score",
    ),
    "head_likeness": (
        "Сходство",
        "Likeness",
    ),
    "head_alone": (
        "Одно",
        "Alone",
    ),
    "head_quote": (
        "Цитата",
        "Quote",
    ),
    "head_right": (
        "Верно",
        "Right",
    ),
    "test_question_words": (
        "Какое слово здесь лишнее?",
        "Which word does not belong with the others?",
    ),
    "test_question_themes": (
        "Какой темы в тексте нет?",
        "Which theme is not in the text?",
    ),
    "test_written": (
        "Записано: {path} ({words} {words:задание|задания|заданий} со словами, с текстом: {themes}) и ключ {key}.",
        "Written: {path} ({words} {words:item|items} with words, {themes} with a text) and its key {key}.",
    ),
    "test_what_next": (
        "Впишите в столбец answer номер лишнего варианта, затем: otklik themes test --score {path}",
        "Write the number of the option that does not belong into the column answer, then: otklik themes test --score {path}",
    ),
    "test_few_texts": (
        "О трёх темах и больше говорят только {n} {n:ответ|ответа|ответов}: заданий с текстом меньше, чем просили.",
        "Only {n} {n:answer speaks|answers speak} of three themes or more: fewer items with a text than asked for.",
    ),
    "test_no_items": (
        "Не из чего составить задания: мало ответов или слов в темах.",
        "No item can be made: too few answers, or themes with too few words.",
    ),
    "test_no_items_hint": (
        "Возьмите больше ответов или книгу, темы которой в них есть.",
        "Take more answers, or a codebook whose themes are in them.",
    ),
    "test_out_needed": (
        "Куда записать лист?",
        "Where should the sheet go?",
    ),
    "test_out_needed_hint": (
        "Назовите файл ответов и --out test.csv или заполненный лист: --score test.csv.",
        "Name a file of answers and --out test.csv, or an answered sheet with --score test.csv.",
    ),
    "test_no_key": (
        "Ключа к листу нет.",
        "The key of the sheet is not there.",
    ),
    "test_no_key_hint": (
        "Он записан рядом с листом; назовите его: --key.",
        "It was written beside the sheet; name it with --key.",
    ),
    "test_bad_key": (
        "Это не ключ теста, или его изменили.",
        "This is not the key of a test, or it was changed.",
    ),
    "test_other_sheet": (
        "Лист и ключ не от одного теста, или варианты в листе изменены.",
        "Sheet and key do not belong together, or options of the sheet were changed.",
    ),
    "test_other_sheet_hint": (
        "Заполняйте только столбец answer; другой ключ можно назвать: --key.",
        "Fill in the column answer only; name another key with --key.",
    ),
    "test_unanswered": (
        "{n} {n:задание|задания|заданий} без ответа из числа вариантов: {items}.",
        "{n} {n:item has|items have} no answer that is one of its options: {items}.",
    ),
    "test_unanswered_hint": (
        "Ответ нужен в каждом; если лишнего не видно, угадайте. Потом подсчитайте снова.",
        "Every item needs one; if nothing seems wrong, guess. Then score again.",
    ),
    "test_words_title": (
        "Слова: как часто лишнее найдено",
        "Words: how often the one that does not belong was found",
    ),
    "test_all": (
        "все",
        "all",
    ),
    "test_themes_title": (
        "Тексты: отсутствующая тема найдена в {right} из {n} ({share}, 95% интервал {low} – {high}).",
        "Texts: the theme that is not there was found in {right} of {n} ({share}, 95% interval {low} – {high}).",
    ),
    "test_log_odds": (
        "Логарифм шансов темы (topic log odds): в среднем {value} (лучше всего 0).",
        "Topic log odds: {value} on average (0 is best).",
    ),
    "test_chance": (
        "Наугад: слова 17%, тексты 25%. При столь малом числе заданий значимы только большие различия между темами.",
        "By chance: words 17%, texts 25%. With so few items only great differences between themes count.",
    ),
    "amend_shipped": (
        "Эта книга поставляется с Otklik и не меняется.",
        "This codebook comes with Otklik and is not changed.",
    ),
    "amend_shipped_hint": (
        "Назовите файл для копии: --out моя.yaml",
        "Name a file for a copy: --out mine.yaml",
    ),
    "amend_no_run": (
        "В этой папке нет themes.csv: это не результаты otklik run.",
        "There is no themes.csv in this folder: it holds no results of otklik run.",
    ),
    "amend_no_run_hint": (
        "Назовите папку, которую записал otklik run: --run ПАПКА.",
        "Name the folder that otklik run wrote: --run FOLDER.",
    ),
    "amend_no_topic": (
        "Топика {topic} в этих результатах нет.",
        "The run found no topic {topic}.",
    ),
    "amend_no_topic_hint": (
        "Есть топики: {topics}.",
        "Its topics are: {topics}.",
    ),
    "amend_no_topics_hint": (
        "Новых топиков там нет вовсе; закодируйте снова с --topics 5.",
        "It has no new topics at all; run again with --topics 5.",
    ),
    "amend_no_words": (
        "Все слова топика {topic} уже опорные у других тем.",
        "All words of topic {topic} are seeds of other themes already.",
    ),
    "amend_version": (
        "Версия книги — не целое число.",
        "The version of the codebook is no whole number.",
    ),
    "amend_version_hint": (
        "Напишите в начале книги строку version: 1 и повторите.",
        "Write a line version: 1 at its top, then try again.",
    ),
    "amend_place": (
        "Тему нельзя вписать в этот файл, не изменив смысл остального.",
        "The theme can't be put into this file without changing how the rest of it reads.",
    ),
    "amend_place_hint": (
        "Запишите темы списком, каждую со своей чертой, как это делает otklik codebook new.",
        "Write the themes as a list with one dash each, as otklik codebook new does.",
    ),
    "amend_fatal_hint": (
        "Ничего не записано. Другое имя можно дать так: --id.",
        "Nothing was written. Another id can be given with --id.",
    ),
    "amend_remark": (
        "из {topic}, результаты {run}; слова выбрала машина, их надо прочесть",
        "from {topic} of the run {run}; words by the machine, to be read",
    ),
    "amend_added": (
        "{path}, версия {version}: тема «{id}» ({name}).",
        "{path}, version {version}: theme “{id}” ({name}).",
    ),
    "amend_next": (
        "Прочтите её тексты, вычеркните лишние опорные слова, напишите define и examples.",
        "Read its texts, strike out seeds that don't fit, write define and examples.",
    ),
    "codebook_taken": (
        "Имя «{id}» занято столбцами, которые добавляет сама программа; выберите другое.",
        "The id “{id}” is kept for columns that a run adds itself; choose another.",
    ),
    "codebook_reserved": (
        "Имя «not_expressed» занято: так помечаются ответы, где на шкале ничего не сказано.",
        "The id “not_expressed” is kept for answers that say nothing on a scale.",
    ),
}
