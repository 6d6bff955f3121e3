"""Sentences about training on coded sheets and what to code next: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "codings_no_columns": (
        "Не назван ни один столбец с кодами.",
        "No column of codes was named.",
    ),
    "codings_no_columns_hint": (
        'Назовите столбец каждой шкалы, --scale attitude=Столбец, или столбцы тем, --themes "Code 1..Code 8".',
        'Name a column for each scale, --scale attitude=Column, or those of themes, --themes "Code 1..Code 8".',
    ),
    "codings_place": (
        "{file}, столбец «{column}»",
        "{file}, column “{column}”",
    ),
    "codings_no_sheets": (
        "Листы есть только в книге Excel.",
        "Only a spreadsheet has sheets.",
    ),
    "codings_no_sheets_hint": (
        "Уберите --sheet.",
        "Leave --sheet out.",
    ),
    "codings_sheet_unknown": (
        "Нет листа «{name}».",
        "There is no sheet “{name}”.",
    ),
    "codings_aside": (
        "Отложено {n} {n:строка|строки|строк}: {reason} (строки {rows}).",
        "{n} {n:row is|rows are} set aside, {reason} (rows {rows}).",
    ),
    "aside_no_text": (
        "нет текста",
        "without a text",
    ),
    "aside_no_code": (
        "нет ни одного кода",
        "without any code",
    ),
    "codings_none": (
        "Нет ни одной строки, где есть и текст, и код.",
        "No row has both a text and a code.",
    ),
    "codings_none_hint": (
        "Проверьте столбцы, названные в --text, --scale и --themes.",
        "Check the columns named with --text, --scale and --themes.",
    ),
    "codings_unknown": (
        "«{label}» нет среди меток кодировочной книги или --order (строки {rows}); эти кодировки отложены.",
        "“{label}” is not among the labels of the codebook or of --order (rows {rows}); these codings are left out.",
    ),
    "codings_misspelt": (
        "«{label}» похоже на опечатку (строки {rows}); оставлено как есть.",
        "“{label}” looks misspelt (rows {rows}); it was kept as it is.",
    ),
    "codings_near": (
        "Может быть, «{label}»?",
        "Did you mean “{label}”?",
    ),
    "codings_known": (
        "Возможные метки: {labels}.",
        "The labels are: {labels}.",
    ),
    "codings_empty": (
        "Ни одного текста с метками: {labels}.",
        "No text has: {labels}.",
    ),
    "codings_small": (
        "{n} {n:метка|метки|меток}, у которых меньше {fewest} текстов: {labels}.",
        "{n} {n:label has|labels have} fewer than {fewest} texts: {labels}.",
    ),
    "codings_small_hint": (
        "Закодируйте больше таких текстов или объедините метки с другими.",
        "Code more texts of these, or join them with others.",
    ),
    "codings_duplicates": (
        "{n} {n:текст стоит|текста стоят|текстов стоят} в нескольких строках ({rows}); такие строки всегда в одной части.",
        "{n} {n:text stands|texts stand} in several rows ({rows}); such rows are kept in one fold.",
    ),
    "codings_two_ways": (
        "Один и тот же текст закодирован по-разному (строки {rows}).",
        "One text is coded in different ways (rows {rows}).",
    ),
    "codings_two_ways_hint": (
        "Решите, как правильно; если кодировали двое, назовите их столбец: --coder.",
        "Decide which is right; if two people coded it, name their column with --coder.",
    ),
    "training_scale_name": (
        "«{name}» — не имя для шкалы (--scale).",
        "“{name}” can't name a scale (--scale).",
    ),
    "training_scale_name_hint": (
        "Назовите её буквами, цифрами, _ и -, но не themes: --scale attitude=Столбец.",
        "Name it with letters, figures, _ and -, but not themes: --scale attitude=Column.",
    ),
    "training_few": (
        "Слишком мало кодировок «{id}»: {n} {n:текст|текста|текстов}, {values} {values:значение|значения|значений}, которым можно научить.",
        "Too few codings of “{id}”: {n} {n:text|texts}, {values} {values:value|values} that can be learnt.",
    ),
    "training_alike": (
        "«{id}»: {n} {n:текст|текста|текстов}, но отдельных групп только {groups}: копии текста и ответы одного человека учат как один.",
        "“{id}” has {n} {n:text|texts}, but only {groups} {groups:stands|stand} alone: copies of a text and answers of one person teach as one.",
    ),
    "training_few_hint": (
        "Закодируйте не меньше 20 текстов и по {fewest} на метку; хорошее начало – 200.",
        "Code at least 20 texts, and {fewest} for each label; 200 are a good beginning.",
    ),
    "training_left_out": (
        "Слишком редки, модель их не ставит: {labels}.",
        "Too rare to be learnt, and never given by the model: {labels}.",
    ),
    "suspect_without": (
        "без {code}",
        "not {code}",
    ),
    "curve_probability": (
        "названная вероятность",
        "probability given",
    ),
    "curve_right": (
        "доля верных",
        "share right",
    ),
    "curve_right_of_coded": (
        "доля верных среди них",
        "share right of those",
    ),
    "curve_coded": (
        "доля автоматических, от самых уверенных",
        "share coded automatically, surest first",
    ),
    "curve_reliability": (
        "верны ли вероятности?",
        "are probabilities meant?",
    ),
    "curve_automation": (
        "сколько отдать машине?",
        "how much can be automatic?",
    ),
    "training_suspects": (
        "{n} {n:кодировка похожа|кодировки похожи|кодировок похожи} на ошибки, в {texts} {texts:тексте|текстах|текстах}; начните с самых маловероятных:",
        "{n} {n:coding looks|codings look} wrong, in {texts} {texts:text|texts}; begin with the least likely:",
    ),
    "training_suspect": (
        "строка {row}, {target}: {coded} ({p}), а похоже на {looks_like} ({other}): «{text}»",
        "row {row}, {target}: {coded} ({p}), but it looks like {looks_like} ({other}): “{text}”",
    ),
    "training_suspects_more": (
        "Ещё {n} — в {path}.",
        "{n} more are in {path}.",
    ),
    "training_step": (
        "{id}: готово частей {n} из {of}",
        "{id}: fold {n} of {of} done",
    ),
    "training_agreement": (
        "Тексты «{id}», которые кодировали несколько человек: {n}; все согласны в {agreed} ({share}).",
        "Texts of “{id}” coded by several people: {n}; all agree on {agreed} ({share}).",
    ),
    "training_coded": (
        "{texts} {texts:текст|текста|текстов} с кодами, {groups} {groups:группа|группы|групп}, которые не делятся между частями.",
        "{texts} {texts:text|texts} with codes, {groups} {groups:group|groups} that stay in one fold.",
    ),
    "training_automatic": (
        "авто при {target}",
        "automatic at {target}",
    ),
    "training_written": (
        "Дальше: otklik next ОТВЕТЫ --model {path} --out sheet.xlsx",
        "Next: otklik next ANSWERS --model {path} --out sheet.xlsx",
    ),
    "head_texts": (
        "тексты",
        "texts",
    ),
    "head_f1": (
        "F1",
        "F1",
    ),
    "head_macro": (
        "макро-F1",
        "macro-F1",
    ),
    "head_kappa": (
        "кв. каппа",
        "quadratic kappa",
    ),
    "head_ece": (
        "ошибка калибр.",
        "calibr. error",
    ),
    "head_commonest": (
        "самое частое",
        "commonest value",
    ),
    "learning_unknown": (
        "F1 равна {now} при {n} текстах; от четверти текстов до всех она растёт неровно, поэтому о большем числе ничего не сказано.",
        "F1 is {now} with {n} texts; between a quarter of them and all it does not rise evenly, so nothing is said of more.",
    ),
    "learning_more": (
        "Сейчас F1 равна {now}; при {n} закодированных текстах может дойти примерно до {then} (продолжение кривой, не измерение).",
        "F1 is {now} now; with {n} coded texts it may reach about {then} (extrapolated, not measured).",
    ),
    "learning_little": (
        "Сейчас F1 равна {now}; вдвое больше текстов ({n}) дали бы примерно {then}: новые кодировки того же рода мало что изменят.",
        "F1 is {now} now; twice the texts ({n}) would bring it to about {then}: more codings of the same kind change little.",
    ),
    "learning_where": (
        "Слабее всего: {labels}.",
        "Weakest: {labels}.",
    ),
    "card_values_head": (
        "| значение | тексты | F1 |",
        "| value | texts | F1 |",
    ),
    "card": (
        """# Карточка модели: {name}

## Данные
Обучена на {texts} закодированных текстах файла {file} (SHA-256 {sha}), столбец «{column}»; отложено строк: {aside}. Групп: {groups}; повторы и ответы одного человека не разделяются.

Что нашла проверка таблицы:

{notes}

## Как проверяли
Логистическая регрессия на словах, леммах и группах букв; вероятности калиброваны на текстах, которых модель не видела. Все числа – по пяти частям с сохранением долей (при числе текстов до 1000 разбиение повторено трижды); ни одна группа не попадает в две части, и каждую часть кодирует модель, обученная только на остальных. Otklik {version}, начальное число {seed}.

## Результаты на невиданных текстах
F1 – среднее по значениям шкалы, а для тем – по всем поставленным кодам. Текст кодируется автоматически, если вероятность не ниже порога, при котором нижняя доверительная граница (95%) точности достигает {target}; у тем верным должен быть весь список.

| что | тексты | F1 | макро-F1 | квадратичная каппа | ошибка калибровки | верно | автоматически | из них верно |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
{table}

![](curves.svg)
{values}

## Согласие кодировщиков
{coders}

## Пределы
Числа верны для ответов на тот же вопрос от таких же людей. Модель повторяет своих кодировщиков: что путают они, путает и она. Её подсчёты – машинные; для долей в публикации закодируйте вручную случайную часть (otklik next). Не для решений о людях. В массивах есть слова из ответов и отпечатки текстов, по которым узнают копию: подумайте об этом, прежде чем делиться папкой.
""",
        """# Model card: {name}

## Data
Trained on {texts} coded texts of the file {file} (SHA-256 {sha}), column “{column}”; {aside} rows were set aside. {groups} groups: duplicates and answers of one respondent stay together.

Found when the sheet was checked:

{notes}

## Protocol
Logistic regression on words, lemmas and groups of letters; probabilities calibrated on held-out texts. All figures come from five stratified folds (drawn three times below 1,000 texts); no group straddles two folds, and each fold is coded by a classifier made from the other folds alone. Otklik {version}, seed {seed}.

## Results on texts not seen
F1 is the mean over the values of a scale, and that of all codes given for themes. A text is coded automatically when its probability reaches a threshold whose lower confidence bound (95%) reaches {target}; of themes the whole list must be right.

| target | texts | F1 | macro-F1 | quadratic kappa | calibration error | right | automatic | of those right |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
{table}

![](curves.svg)
{values}

## Agreement of the coders
{coders}

## Limits
The figures hold for answers to the same question from the same kind of people. The model repeats its coders: what they confuse, it confuses. Its counts are a machine's counts; for shares in a publication code a random part by hand (otklik next). Not for decisions about persons. The arrays hold words of the answers, and fingerprints by which a copy of a text is known: think of that before you share the folder.
""",
    ),
    "pack_unsafe": (
        "Файл pickle или joblib мог бы выполнить чужую программу; он не открыт.",
        "A pickle or joblib file could run code of a stranger; it was not opened.",
    ),
    "pack_unsafe_hint": (
        "Попросите модель в виде папки с meta.json и arrays.npz.",
        "Ask for the model as a folder with meta.json and arrays.npz.",
    ),
    "model_fine": (
        "{name}: цела и безопасна; ничего в ней выполнить нельзя.",
        "{name}: whole and safe to use; nothing in it can be run.",
    ),
    "model_hash": (
        "SHA-256 массивов: {digest}",
        "SHA-256 of the arrays: {digest}",
    ),
    "model_saw": (
        "Видела {texts} текстов файла {file}.",
        "Saw {texts} texts of {file}.",
    ),
    "next_written": (
        "{path}: {n} {n:текст|текста|текстов}, из них случайных {random}, где модель меньше всего уверена – {near}.",
        "{path}: {n} {n:text|texts}, {random} drawn at random, {near} where the model is least sure.",
    ),
    "next_spread": (
        "{path}: {n} {n:текст выбран|текста выбраны|текстов выбраны} случайно, чаще те, в которых модель сомневается; вероятность каждого записана.",
        "{path}: {n} {n:text|texts} drawn at random, more of those that the model doubts; the chance of each is written down.",
    ),
    "help_next_for": (
        "Зачем кодировать: learning – научить модель, shares – точнее оценить доли.",
        "What the coding is for: learning – to teach the model, shares – to make estimates of shares more exact.",
    ),
    "next_few": (
        "Осталось закодировать только {n} {n:текст|текста|текстов}; в таблице все они.",
        "Only {n} {n:text is|texts are} left to code; the sheet holds all of them.",
    ),
    "next_none": (
        "Нет ни одного текста, который можно закодировать.",
        "There is no text to code.",
    ),
    "next_gain": (
        "«{id}»: ещё {n} кодировок изменили бы F1 примерно на {gain}.",
        "“{id}”: {n} more codings would change F1 by about {gain}.",
    ),
    "next_enough": (
        "Следующие {n} кодировок мало что изменят: возможно, пора остановиться и оценивать доли.",
        "The next {n} codings would change little: this may be the time to stop and estimate.",
    ),
    "next_left_out": (
        "{n} {n:текст|текста|текстов} из этих ответов уже {n:закодирован|закодированы|закодированы}, {n:он не взят|они не взяты|они не взяты}.",
        "{n} {n:text|texts} of these answers {n:is|are} coded already and {n:was|were} left out.",
    ),
    "next_all_coded": (
        "Все эти тексты уже закодированы.",
        "All of these texts are coded already.",
    ),
    "help_next_coded": (
        "Закодированный лист, чьи тексты не брать; можно назвать несколько.",
        "Coded sheet whose texts are left out; may be given several times.",
    ),
    "next_estimate": (
        "Заполните столбцы {columns}, затем: otklik estimate … --codings {path}",
        "Fill in the columns {columns}, then: otklik estimate … --codings {path}",
    ),
    "next_train": (
        "Заполните столбцы {columns}, затем обучите снова, добавив эту таблицу.",
        "Fill in the columns {columns}, then train again with this sheet added.",
    ),
    "next_bad_sheet": (
        "Имя таблицы для кодирования должно кончаться на .xlsx.",
        "The coding sheet must end in .xlsx.",
    ),
    "next_bad_sheet_hint": (
        "Например, --out sheet.xlsx",
        "For example --out sheet.xlsx",
    ),
    "next_about": (
        "Как читать эту таблицу",
        "How to read this sheet",
    ),
    "next_about_random": (
        "random: текст выбран случайно (true) или потому, что модель не уверена (false)",
        "random: drawn at random (true) or chosen because the model is unsure (false)",
    ),
    "next_about_probability": (
        "probability: вероятность, с которой этот текст мог попасть в таблицу; вес текста – 1 / probability, умноженная на times",
        "probability: the chance that this text had to come into the sheet; weigh each text by 1 / probability and by times",
    ),
    "next_about_times": (
        "times: у скольких ответов этот текст",
        "times: how many answers have this text",
    ),
    "next_about_population": (
        "разных текстов, из которых выбирали",
        "distinct texts that could be drawn",
    ),
    "next_about_seed": (
        "начальное число",
        "seed",
    ),
    "next_about_model": (
        "модель",
        "model",
    ),
    "help_train": (
        "Обучить на своих закодированных ответах: проверка, точность на невиданных текстах, папка модели.",
        "Train on your own coded answers: checks, figures on texts not seen, a model folder.",
    ),
    "help_train_file": (
        "Закодированная таблица: .csv .tsv .xlsx и другие.",
        "Coded sheet: .csv .tsv .xlsx and other tables.",
    ),
    "help_train_text": (
        "Столбец текстов. Если не назван, программа найдёт сама.",
        "Column of texts. Found by itself if not given.",
    ),
    "help_scale": (
        "Столбец шкалы, имя=Столбец; можно несколько раз.",
        "Column of a scale, id=Column; may be given several times.",
    ),
    "help_themes_columns": (
        'Столбцы кодов: имя или ряд "Code 1..Code 8"; подходят и столбцы 0/1, названные по кодам.',
        'Columns of codes: a name, or a range "Code 1..Code 8"; marks 0/1 under the names of codes count too.',
    ),
    "help_train_codebook": (
        "Кодировочная книга, где сказано, какие бывают метки.",
        "Codebook that says which labels there are.",
    ),
    "help_order": (
        "Порядок шкалы, начиная с высшей: имя=за,неясно,против. Числа упорядочены сами.",
        "Order of a scale, highest first: id=for,unsure,against. Numbers are ordered by themselves.",
    ),
    "help_sheet": (
        "Лист книги Excel; если не назван, первый.",
        "Sheet of the spreadsheet; the first one if not given.",
    ),
    "help_separator": (
        "Знак между кодами в одной ячейке. Если не назван, программа найдёт сама.",
        "Sign between several codes in a cell. Found by itself if not given.",
    ),
    "help_coder": (
        "Столбец с именем кодировщика; тогда у текста может быть несколько строк.",
        "Column that names who coded; one text may then have several rows.",
    ),
    "help_respondent": (
        "Столбец с именем или номером отвечавшего; его ответы не разделяются.",
        "Column that names who answered; their answers stay in one fold.",
    ),
    "help_target_accuracy": (
        "Какая доля автоматических кодировок должна быть верной.",
        "Share of automatic codings that must be right.",
    ),
    "help_model_out": (
        "Папка для модели.",
        "Folder for the model.",
    ),
    "help_model": (
        "Посмотреть и проверить модели.",
        "See and check models.",
    ),
    "help_model_show": (
        "Показать карточку модели.",
        "Show a model's card.",
    ),
    "help_model_check": (
        "Проверить, что модель цела и безопасна.",
        "Check that a model is whole and safe.",
    ),
    "help_model_name": (
        "Папка модели или имя поставляемой.",
        "Folder of a model, or the name of a shipped one.",
    ),
    "help_run_model": (
        "Какой моделью кодировать: папка, которую сделала «otklik train»; без неё — модель кодировочной книги.",
        "Model to code with: a folder made by “otklik train”; without it the one of the codebook.",
    ),
}
