"""Sentences of the page of estimated shares: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "estimates_title": (
        "Доли с поправкой по ручным кодам",
        "Shares put right by hand codes",
    ),
    "estimates_title_machine": (
        "Что насчитала машина",
        "What the machine counted",
    ),
    "estimates_themes": (
        "Темы",
        "Themes",
    ),
    "estimates_source": (
        "Модель «{model}», {n} {n:ответ|ответа|ответов}",
        "Model “{model}”, {n} {n:answer|answers}",
    ),
    "estimates_fact_answers": (
        "ответов",
        "answers",
    ),
    "estimates_fact_effective": (
        "столько стоят с весами",
        "worth, with weights",
    ),
    "estimates_fact_hand": (
        "закодировано вручную",
        "coded by hand",
    ),
    "estimates_fact_random": (
        "из них отобрано по жребию",
        "of these drawn at random",
    ),
    "estimates_stamp": (
        "машинный подсчёт",
        "machine count",
    ),
    "estimates_machine_banner": (
        "Машинный подсчёт, а не оценка",
        "A machine count, not an estimate",
    ),
    "estimates_machine_why": (
        "Ни одного ответа человек не кодировал, поэтому неизвестно, насколько модель ошибается: доля может быть неверна и на десять пунктов. Интервалов здесь нет, потому что честных не существует. Не публикуйте эти числа как доли мнений.",
        "No answer was coded by a person, so nothing tells how wrong the model is: a share can be off by ten points and more. There are no intervals here because no honest ones exist. Do not publish these numbers as shares of opinion.",
    ),
    "estimates_machine_next": (
        "Как получить оценку: отберите случайные тексты (otklik next), закодируйте их вручную и повторите otklik estimate с --codings. Обычно хватает 100–200 текстов.",
        "How to get an estimate: draw texts at random (otklik next), code them by hand, and run otklik estimate again with --codings. 100 to 200 texts are usually enough.",
    ),
    "estimates_corrections": (
        "Что исправили ручные коды",
        "What hand codes corrected",
    ),
    "estimates_corrections_note": (
        "Здесь подсчёт машины лежит за границами оценки. Таких долей {n} из {of}.",
        "Here the machine's count lies outside the interval of the estimate. That is so of {n} of {of} shares.",
    ),
    "estimates_corrections_none": (
        "Подсчёт машины нигде не вышел за границы оценки. Это не значит, что он верен: границы показывают, насколько он может ошибаться.",
        "Nowhere does the machine's count lie outside the interval of the estimate. That does not make it right: the intervals show how wrong it may be.",
    ),
    "estimates_correction": (
        "{target}, «{name}»: машина насчитала {machine}, оценка — {share} ± {half} п. п. ({between})",
        "{target}, “{name}”: the machine counted {machine}, the estimate is {share} ± {half} points ({between})",
    ),
    "estimates_advice": (
        "Сколько ещё закодировать",
        "How many more to code",
    ),
    "estimates_read": (
        "оценка и её 95% интервал",
        "estimate and its 95% interval",
    ),
    "estimates_read_machine": (
        "сколько насчитала машина сама",
        "what the machine counted by itself",
    ),
    "estimates_read_small": (
        "* и бледные: доля держится на нескольких текстах, закодированных вручную, читать с осторожностью.",
        "* and pale: the share hangs on a handful of hand-coded texts, read with care.",
    ),
    "estimates_read_whole": (
        "Пунктир — доля во всём опросе; n — тексты, закодированные вручную.",
        "Dashed line: the share in the whole survey; n: hand-coded texts.",
    ),
    "estimates_head_estimate": (
        "Оценка",
        "Estimate",
    ),
    "estimates_head_machine": (
        "Машина насчитала",
        "Machine counted",
    ),
    "estimates_head_gap": (
        "Поправка, п. п.",
        "Correction, points",
    ),
    "estimates_head_given": (
        "Вручную: с кодом / n",
        "By hand: coded so / n",
    ),
    "estimates_head_answers": (
        "Ответов",
        "Answers",
    ),
    "estimates_head_hand": (
        "Вручную",
        "By hand",
    ),
    "estimates_head_pair": (
        "Кто с кем",
        "Who with whom",
    ),
    "estimates_at_least": (
        "«{name}» или выше",
        "“{name}” or higher",
    ),
    "estimates_method": (
        "Метод: {methods}.",
        "Method: {methods}.",
    ),
    "estimates_value": (
        "Значение",
        "Value",
    ),
    "estimates_more_values": (
        "Ещё {n} {n:значение|значения|значений}: смотрите estimates.csv.",
        "{n} more {n:value|values}: see estimates.csv.",
    ),
    "estimates_association": (
        "Связь в целом: V Крамера {v} (с поправкой на случай {corrected}), p = {p}.",
        "Association as a whole: Cramér's V {v} (corrected for chance {corrected}), p = {p}.",
    ),
    "estimates_differences": (
        "Различия: {name}",
        "Differences: {name}",
    ),
    "estimates_differences_told": (
        "Сверх случайных: {n} из {of} сравнений (p с поправкой {many} меньше 0,05; они выделены).",
        "Beyond chance: {n} of {of} comparisons (p adjusted by {many} below .05; in bold).",
    ),
    "estimates_differences_more": (
        "Ещё {n} — в differences.csv.",
        "{n} more are in differences.csv.",
    ),
    "estimates_differences_no": (
        "Сравнить нечего: слишком мало текстов, закодированных вручную.",
        "Nothing can be compared: too few hand-coded texts.",
    ),
    "estimates_shift": (
        "место на шкале, логарифм шансов",
        "place on the scale, log odds",
    ),
    "estimates_head_what": (
        "Что",
        "What",
    ),
    "estimates_head_p": (
        "p с поправкой",
        "p adjusted",
    ),
    "estimates_adjusted_holm": (
        "Холма",
        "Holm",
    ),
    "estimates_adjusted_bh": (
        "Бенджамини — Хохберга",
        "Benjamini and Hochberg",
    ),
    "estimates_scope": (
        "Таблица: {title}",
        "Table: {title}",
    ),
    "estimates_methods_copy": (
        "Готово для вставки; вместе с литературой — в methods.txt.",
        "Ready to paste; with references also in methods.txt.",
    ),
    "estimates_methods_read": (
        "Прочитано {rows} {rows:строка|строки|строк} ({files}); {answers} {answers:ответ|ответа|ответов} ({distinct} {distinct:различный текст|различных текста|различных текстов}) {answers:закодирован|закодированы|закодированы} моделью {model} (SHA-256 {digest}) в Otklik {version}.",
        "{rows} {rows:row was|rows were} read from {files}; {answers} {answers:answer|answers} ({distinct} different {distinct:text|texts}) {answers:was|were} coded by the model {model} (SHA-256 {digest}) in Otklik {version}.",
    ),
    "estimates_methods_machine": (
        "Доли — подсчёт машины без проверки человеком: это не оценки, и интервалов у них нет.",
        "Shares are the machine's counts, checked by nobody: they are no estimates and have no intervals.",
    ),
    "estimates_methods_hand": (
        "Вручную {n:закодирован|закодированы|закодировано} {n} {n:текст|текста|текстов} ({file}, SHA-256 {digest}), из них по жребию {random}; ручные коды приняты за истину.",
        "{n} {n:text was|texts were} coded by hand ({file}, SHA-256 {digest}), {random} of them drawn at random; hand codes are taken for the truth.",
    ),
    "estimates_methods_regression": (
        "Доли оценены регрессией ручных кодов на вероятности модели (обобщённая регрессионная оценка, GREG; с машинными кодами — вывод с опорой на предсказания, Angelopoulos et al. 2023), со взвешиванием по вероятностям отбора: систематическая ошибка модели при этом вычитается.",
        "Shares were estimated by regression of hand codes on the model's probabilities (generalised regression estimator, GREG; with machine codes: prediction-powered inference, Angelopoulos et al. 2023), weighted by chances of selection, which takes out any bias of the model.",
    ),
    "estimates_methods_cross": (
        "Модель училась на этих текстах, поэтому доли оценены с перекрёстным обучением (Zrnic and Candès 2024): вероятности каждого текста дали модели, которые его не видели, ручные коды регрессируют на них (GREG), со взвешиванием по вероятностям отбора.",
        "The model had been trained on these texts, so estimates are cross-fitted (Zrnic and Candès 2024): the probabilities of each text come from models that had not seen it, and hand codes are regressed on them (GREG), weighted by chances of selection.",
    ),
    "estimates_methods_intervals": (
        "95% интервалы — Уилсона на эффективном n = p(1 − p)/se²; дисперсия учитывает и то, кто ответил, и то, какие тексты закодированы вручную (HC3).",
        "95% intervals are Wilson's on the effective n = p(1 − p)/se²; the variance holds both who answered and which texts were coded by hand (HC3).",
    ),
    "estimates_methods_weights": (
        "Ответы взвешены ({by}); с весами они стоят {n} равных.",
        "Answers are weighted ({by}); with weights they are worth {n} of equal weight.",
    ),
    "estimates_methods_population": (
        "Всего в совокупности {n} {n:ответ|ответа|ответов} (поправка на конечность).",
        "The population has {n} {n:answer|answers} (finite population correction).",
    ),
    "estimates_methods_domains": (
        "Группы респондентов ({by}) сравнены по разностям долей с 95% интервалами (Zou and Donner 2008) и сдвигу по шкале (общий логарифм шансов); p двусторонние, с поправкой {many}.",
        "Groups of respondents ({by}) were compared by differences of shares with 95% intervals (Zou and Donner 2008) and by their shift along the scale (common log odds); p is two-sided, adjusted by {many}.",
    ),
}
