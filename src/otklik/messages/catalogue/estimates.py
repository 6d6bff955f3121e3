"""Sentences about estimated shares: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help_estimate": (
        "Оценить доли групп и тем по модели и случайной части, закодированной вручную: границы 95%, по группам респондентов.",
        "Estimate shares of groups and themes from a model and a random part coded by hand: 95% limits, by groups of respondents.",
    ),
    "help_estimate_codings": (
        "Таблица с текстами, закодированными вручную: от otklik next или любая случайная выборка с --random. Без неё доли — машинный подсчёт.",
        "Sheet of texts coded by hand: one that otklik next wrote, or any random sample with --random. Without it shares are a machine count.",
    ),
    "help_estimate_random": (
        "Тексты таблицы — простая случайная выборка из ответов.",
        "The texts of the sheet are a simple random sample of the answers.",
    ),
    "help_estimate_refit": (
        "Училась ли модель на текстах таблицы, так что нужны модели, которые их не видели; без указания определяется само.",
        "Whether the model was trained on texts of the sheet and models that have not seen them must take its place; found by itself if not given.",
    ),
    "help_estimate_id": (
        "Столбец, который есть в обоих файлах и различает ответы; без него тексты сопоставляются по словам.",
        "Column that both files have and that tells answers apart; without it texts are matched by their words.",
    ),
    "help_estimate_weights": (
        "Столбец весов опроса.",
        "Column of survey weights.",
    ),
    "help_estimate_rake": (
        "Таблица variable, value, share: веса приводятся к этим долям в совокупности.",
        "Table variable, value, share: weights are brought to these margins of the population.",
    ),
    "help_estimate_population": (
        "Сколько ответов существует всего; «survey», если в файле они все.",
        "How many answers there are in all; “survey” when the file holds every one.",
    ),
    "help_estimate_many": (
        "Поправка p на число сравнений.",
        "How p-values of many comparisons are adjusted.",
    ),
    "help_estimate_within": (
        "Нужная точность долей в пунктах (3: ± 3).",
        "How exact shares should be, in points (3: ± 3).",
    ),
    "estimate_method_regression": (
        "регрессионная оценка (GREG) по вероятностям модели, Уилсон 95% на эффективном n",
        "regression (GREG) on the model's probabilities, Wilson 95% on the effective n",
    ),
    "estimate_method_cross": (
        "регрессионная оценка (GREG) с перекрёстным обучением: модели не видели закодированных вручную текстов; Уилсон 95% на эффективном n",
        "cross-fitted regression (GREG): models that had not seen the hand-coded texts; Wilson 95% on the effective n",
    ),
    "estimate_method_machine": (
        "машинный подсчёт, не оценка",
        "machine count, not an estimate",
    ),
    "estimate_method_none": (
        "нет оценки: слишком мало текстов, закодированных вручную",
        "no estimate: too few hand-coded texts here",
    ),
    "estimate_no_codings": (
        "Машинный подсчёт, не оценка: неизвестно, насколько модель ошибается. Отберите тексты командой otklik next --for shares, закодируйте их и укажите таблицу в --codings.",
        "Machine count, not an estimate: nothing here tells how wrong the model is. Draw texts with otklik next --for shares, code them, and name the sheet with --codings.",
    ),
    "estimate_remembered": (
        "«{id}»: эти тексты модель знает лучше незнакомых, значит, она, вероятно, училась на них: вместо неё взяты модели, которые их не видели. Если это не так, укажите --no-refit.",
        "“{id}”: the model knows these texts better than any it had not seen, so it was probably trained on them: models that had not seen them took its place. If it was not, say --no-refit.",
    ),
    "estimate_blank_themes": (
        "{n} {n:текст|текста|текстов} с группой, но без темы {n:считается|считаются|считаются} закодированными: ни одна тема не подходит.",
        "{n} {n:text|texts} with a group but no theme {n:counts|count} as coded: none of the themes fits.",
    ),
    "estimate_few": (
        "«{id}»: вручную {n:закодирован|закодированы|закодировано} {n} {n:случайный текст|случайных текста|случайных текстов}, для оценки этого мало. Закодируйте ещё {more}.",
        "“{id}”: {n} {n:text|texts} drawn at random {n:is|are} coded, too few for an estimate. Code {more} more.",
    ),
    "estimate_unknown": (
        "«{id}»: этих меток модель не знает, о них говорят только ручные коды: {labels}.",
        "“{id}”: the model does not know these labels, so only the hand codes speak of them: {labels}.",
    ),
    "estimate_uncoded": (
        "«{id}»: {n} {n:текст|текста|текстов} выборки без кода; пропуск считается случайным.",
        "“{id}”: {n} {n:text|texts} of the sample {n:is|are} not coded and {n:counts|count} as left out by luck.",
    ),
    "estimate_exact": (
        "«{id}»: все доли известны с точностью ± {now} п. п.",
        "“{id}”: every share is known to ± {now} points.",
    ),
    "estimate_more": (
        "«{id}»: доли известны с точностью ± {now} п. п. Закодируйте ещё {n} случайных текстов, и будет ± {within} п. п.",
        "“{id}”: shares are known to ± {now} points. Code {n} more at random for ± {within} points.",
    ),
    "estimate_few_answers": (
        "«{id}»: доли известны с точностью ± {now} п. п. Даже если закодировать всё, {answers} {answers:ответ|ответа|ответов} не {answers:даст|дадут|дадут} ± {within} п. п.: соберите больше или укажите --population, если других ответов нет.",
        "“{id}”: shares are known to ± {now} points. Even with every text coded {answers} {answers:answer|answers} can't tell them to ± {within}: gather more, or say --population if these are all there are.",
    ),
    "estimate_population": (
        "В совокупности {n} {n:ответ|ответа|ответов}, а прочитано {answers}.",
        "The population has {n} {n:answer|answers}, but {answers} were read.",
    ),
    "estimate_population_hint": (
        "Укажите --population survey, если других ответов нет.",
        "Say --population survey if these are all answers there are.",
    ),
    "estimate_weight": (
        "«{value}» — не вес.",
        "“{value}” is no weight.",
    ),
    "estimate_weight_hint": (
        "У каждого ответа должно быть число больше 0.",
        "Give every answer a number above 0.",
    ),
    "estimate_hand": (
        "Вручную {n:закодирован|закодированы|закодировано} {n} {n:текст|текста|текстов}, из них случайных: {random}; оценка для {answers} {answers:ответа|ответов|ответов}; модель «{model}».",
        "{n} {n:text|texts} coded by hand, {random} of them drawn at random; {answers} {answers:answer|answers} estimated; model “{model}”.",
    ),
    "estimate_machine": (
        "{answers} {answers:ответ|ответа|ответов}, модель «{model}»: машинный подсчёт, не оценка.",
        "{answers} {answers:answer|answers} counted by model “{model}”: a machine count, not an estimate.",
    ),
    "estimate_effective": (
        "Веса: ответы стоят {n} ответов равного веса.",
        "Weights: the answers are worth {n} of equal weight.",
    ),
    "estimate_differences": (
        "Различия сверх случайных ({by}, поправка: {many}):",
        "Differences beyond chance ({by}, p adjusted: {many}):",
    ),
    "estimate_no_differences": (
        "{by}: различий сверх случайных нет.",
        "{by}: no two values differ beyond chance.",
    ),
    "estimate_more_differences": (
        "Ещё {n}: смотрите differences.csv.",
        "{n} more: see differences.csv.",
    ),
    "estimate_association": (
        "«{id}» и {by}: V Крамера {v} (с поправкой на случай {corrected}), p = {p}.",
        "“{id}” by {by}: Cramér's V {v} (corrected for chance {corrected}), p = {p}.",
    ),
    "estimate_higher": (
        "стоит выше",
        "stands higher",
    ),
    "estimate_odds": (
        "логарифм шансов {gap}",
        "log odds {gap}",
    ),
    "estimate_wide": (
        "Значений {n}, на экран не помещаются: смотрите estimates.csv (--out).",
        "{n} values are too many for a screen: see estimates.csv (--out).",
    ),
    "estimate_care": (
        "*: всего несколько закодированных вручную текстов, читать с осторожностью. n: текстов закодировано вручную. Ручные коды приняты за истину.",
        "*: a handful of hand-coded texts, read with care. n: hand-coded texts. Limits take the hand codes for the truth.",
    ),
    "estimate_head_worth": (
        "эффективное n",
        "effective n",
    ),
    "rake_table": (
        "Доля в таблице совокупности — не число.",
        "A share in the table of margins is no number.",
    ),
    "rake_table_hint": (
        "Для каждого значения нужна строка: variable, value, share.",
        "Write one row for each value: variable, value, share.",
    ),
    "rake_values": (
        "«{column}»: значения в ответах и в таблице совокупности не совпадают: {values}.",
        "“{column}”: the answers and the table of margins don't have the same values: {values}.",
    ),
    "rake_values_hint": (
        "Пишите значения одинаково, а те, которых нет в ответах, объедините с другими.",
        "Spell values alike, and join values that nobody has with others.",
    ),
    "rake_failed": (
        "Никакие веса не приводят ответы к этим долям.",
        "No weights bring the answers to these margins.",
    ),
    "rake_failed_hint": (
        "Объедините редкие значения или возьмите меньше переменных.",
        "Join rare values, or rake to fewer variables.",
    ),
    "sample_not_random": (
        "Ничто не говорит о том, что эти тексты — случайная выборка из ответов; доли по отобранным текстам ошибаются на десять пунктов и больше.",
        "Nothing says that these texts are a random sample of the answers; shares from chosen texts can be off by ten points and more.",
    ),
    "sample_not_random_hint": (
        "Укажите --random, если тексты выбраны по жребию, или отберите не меньше {fewest} командой otklik next --for shares.",
        "Say --random if they were drawn by lot, or draw at least {fewest} with otklik next --for shares.",
    ),
    "sample_small": (
        "Вручную {n:закодирован|закодированы|закодировано} только {n} {n:случайный текст|случайных текста|случайных текстов}.",
        "Only {n} {n:text|texts} drawn at random {n:is|are} coded.",
    ),
    "sample_small_hint": (
        "Закодируйте ещё не меньше {more} случайных: otklik next --for shares.",
        "Code at least {more} more, drawn at random: otklik next --for shares.",
    ),
    "sample_no_match": (
        "Ни одного из {n} закодированных текстов нет среди ответов.",
        "None of the {n} coded texts is among the answers.",
    ),
    "sample_no_match_hint": (
        "Назовите столбец ответов в --text или общий для двух файлов столбец в --id.",
        "Name the column of answers with --text, or a column that both files have with --id.",
    ),
    "sample_unmatched": (
        "{n} из {of} закодированных текстов файла {file} нет среди ответов, которые можно кодировать; они пропущены.",
        "{n} of {of} coded texts in {file} are not among the answers that can be coded and are left out.",
    ),
    "sample_not_drawn": (
        "{n} {n:закодированный текст|закодированных текста|закодированных текстов} не из случайной выборки {n:пропущен|пропущены|пропущены}.",
        "{n} coded {n:text|texts} not drawn at random {n:is|are} left out.",
    ),
    "sample_part": (
        "Таблица отобрана из {n} разных текстов, а всего их {of}; остальные считаются похожими на них.",
        "The sheet was drawn from {n} of {of} different texts; the others are taken to be like them.",
    ),
    "sample_bad_chance": (
        "«{value}» — не вероятность отбора.",
        "“{value}” is no chance of being drawn.",
    ),
    "sample_bad_chance_hint": (
        "Верните столбец probability таким, каким его записала otklik next.",
        "Restore the column probability as otklik next wrote it.",
    ),
    "help_next": (
        "Записать таблицу текстов, которые стоит закодировать дальше: половина неясных, половина случайных.",
        "Write a coding sheet of the texts to read next: half unsure, half at random.",
    ),
    "help_next_n": (
        "Сколько текстов в таблице.",
        "Texts in the sheet.",
    ),
    "help_next_out": (
        "Таблица для записи, .xlsx.",
        "Sheet to write, .xlsx.",
    ),
    "help_next_codebook": (
        "Кодировочная книга, чьи названия и определения войдут в таблицу.",
        "Codebook whose names and definitions go into the sheet.",
    ),
}
