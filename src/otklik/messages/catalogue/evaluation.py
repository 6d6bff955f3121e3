"""Sentences about how good a model is: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help_evaluate": (
        "Проверить модель на закодированной таблице: точность с границами, по значениям, языкам и группам отвечавших.",
        "Check a model on a coded sheet: figures with limits, by value, language and group of respondents.",
    ),
    "help_evaluate_scale": (
        "Столбец шкалы, имя=Столбец; столбцы, названные как шкалы модели, программа найдёт сама.",
        "Column of a scale, id=Column; columns named like the model's scales are found by themselves.",
    ),
    "help_evaluate_respondent": (
        "Столбец с именем или номером отвечавшего; границы учтут, что у него несколько ответов.",
        "Column that names who answered; limits then allow for several answers of one person.",
    ),
    "help_model_compare": (
        "Сравнить две модели на одной закодированной таблице.",
        "Compare two models on the same coded sheet.",
    ),
    "evaluate_coded": (
        "{texts} {texts:закодированный текст|закодированных текста|закодированных текстов}, {groups} {groups:отвечавший или отдельный текст|отвечавших или отдельных текста|отвечавших или отдельных текстов}; модель «{model}».",
        "{texts} coded {texts:text|texts} of {groups} {groups:respondent or distinct text|respondents or distinct texts}; model “{model}”.",
    ),
    "evaluate_aside": (
        "«{id}»: не {n:оценён|оценены|оценены} {n} {n:текст|текста|текстов}: {reason}.",
        "“{id}”: {n} {n:text is|texts are} not judged: {reason}.",
    ),
    "evaluate_aside_unknown": (
        "такой метки модель не знает",
        "a label that the model does not know",
    ),
    "evaluate_aside_uncoded": (
        "в таблице нет кода",
        "no code in the sheet",
    ),
    "evaluate_unknown_labels": (
        "«{id}»: этих меток модель не знает и никогда не поставит: {labels}. {n:Отложен|Отложены|Отложено} {n} {n:текст|текста|текстов}, поэтому цифры ей льстят.",
        "“{id}”: the model does not know these labels and can never give them: {labels}. {n} {n:text is|texts are} set aside, so the figures flatter it.",
    ),
    "evaluate_unknown_codes": (
        "«{id}»: этих кодов модель не знает: {labels}. Тексты с ними ({n}) {n:оценён|оценены|оценены} по остальным кодам и никогда не {n:считается|считаются|считаются} верными целиком.",
        "“{id}”: the model does not know these codes: {labels}. {n} {n:text that has|texts that have} them {n:is|are} judged by the other codes, and never count as wholly right.",
    ),
    "evaluate_seen_file": (
        "Модель обучали на этом самом файле ({file}): цифры говорят, как она помнит, а не как закодирует новые тексты.",
        "The model was trained on this very file ({file}): the figures say how well it remembers, not how well it codes new texts.",
    ),
    "evaluate_seen_texts": (
        "Из этих {of} {of:текста|текстов|текстов} модель обучали на {n} ({corpus}): цифры говорят, как она помнит, а не как закодирует новые тексты.",
        "The model was trained on {n} of these {of} texts ({corpus}): the figures say how well it remembers, not how well it codes new texts.",
    ),
    "evaluate_worse": (
        "«{id}»: для {part} модель хуже (n = {n}): верно {here}, в остальных {rest}, и это не случайность (p = {p}). Различия долей между такими группами могут быть ошибкой модели.",
        "“{id}”: the model is worse for {part} (n = {n}): {here} right, {rest} elsewhere, beyond chance (p = {p}). Differences in shares between these groups may then be the model's bias.",
    ),
    "evaluate_no_columns": (
        "Нет столбца, названного как то, что кодирует модель: {names}.",
        "No column is named like what the model codes: {names}.",
    ),
    "evaluate_no_columns_hint": (
        "Назовите его: --scale {id}=Столбец или --themes Столбец.",
        "Name it, --scale {id}=Column or --themes Column.",
    ),
    "evaluate_no_scale": (
        "У модели нет шкалы «{id}».",
        "The model has no scale “{id}”.",
    ),
    "evaluate_no_themes": (
        "Эта модель не кодирует темы.",
        "The model codes no themes.",
    ),
    "evaluate_targets": (
        "Её шкалы: {names}.",
        "Its scales are: {names}.",
    ),
    "evaluate_many_parts": (
        "В столбце «{column}» {n} {n:значение|разных значения|разных значений}.",
        "“{column}” has {n} different values.",
    ),
    "evaluate_many_parts_hint": (
        "Назовите столбец, где значений не больше {most}, или сначала объедините их.",
        "Name a column with at most {most} values, or join values first.",
    ),
    "evaluate_none": (
        "«{id}»: ни у одного текста нет метки, которую знает модель. В таблице: {labels}.",
        "“{id}”: no text has a label that the model knows. In the sheet: {labels}.",
    ),
    "evaluate_nothing_shared": (
        "У этих моделей нет ничего общего: они кодируют разное.",
        "The two models code nothing in common.",
    ),
    "evaluate_nothing_shared_hint": (
        "Что кодирует каждая: otklik model check МОДЕЛЬ.",
        "See what each one codes: otklik model check MODEL.",
    ),
    "evaluate_value": (
        "значение",
        "value",
    ),
    "evaluate_part": (
        "часть",
        "part",
    ),
    "evaluate_gold_by_guess": (
        "человек ↓ модель →",
        "person ↓ model →",
    ),
    "evaluate_more_values": (
        "Ещё {n} {n:значение|значения|значений}: смотрите evaluation.csv.",
        "{n} more {n:value|values}: see evaluation.csv.",
    ),
    "evaluate_gap": (
        "вторая − первая",
        "second − first",
    ),
    "evaluate_care": (
        "В скобках границы 95%: что вышло бы с другими отвечавшими. Кодировки в таблице приняты за верные.",
        "In brackets: 95% limits, from drawing respondents anew. The codings in the sheet are taken for the truth.",
    ),
    "evaluate_better": (
        "«{id}»: {better} лучше, {metric}: {second} − {first} = {gap} (95% от {low} до {high}).",
        "“{id}”: {better} is better by {metric}: {second} − {first} = {gap} (95% from {low} to {high}).",
    ),
    "evaluate_alike": (
        "«{id}»: нельзя сказать, какая лучше, {metric}: {second} − {first} = {gap} (95% от {low} до {high}).",
        "“{id}”: by {metric} it can't be told which is better: {second} − {first} = {gap} (95% from {low} to {high}).",
    ),
    "evaluate_no_verdict": (
        "«{id}»: нельзя сказать, какая лучше, {metric}: {why}.",
        "“{id}”: by {metric} it can't be told which is better: {why}.",
    ),
    "evaluate_method_bootstrap": (
        "бутстреп по отвечавшим, перцентили, 95%",
        "bootstrap of respondents, percentiles, 95%",
    ),
    "evaluate_method_normal": (
        "бутстреп по отвечавшим, 1,96 стандартной ошибки",
        "bootstrap of respondents, 1.96 standard errors",
    ),
    "evaluate_method_wilson": (
        "одинаково во всех выборках; Уилсон 95% по числу отвечавших",
        "the same in every resample; Wilson 95% of as many respondents",
    ),
    "evaluate_method_holm": (
        "перестановки отвечавших, поправка Холма",
        "permutation of respondents, Holm",
    ),
    "evaluate_method_one_group": (
        "без границ: все тексты одного отвечавшего",
        "no limits: all texts are of one respondent",
    ),
    "evaluate_method_no_spread": (
        "без границ: одинаково во всех выборках",
        "no limits: the same in every resample",
    ),
    "evaluate_method_few_draws": (
        "без границ: слишком часто не определено",
        "no limits: undefined in too many resamples",
    ),
    "evaluate_method_no_texts": (
        "не определено: нет текстов",
        "undefined: no texts",
    ),
    "evaluate_method_none_automatic": (
        "не определено: ни в одном тексте модель не уверена настолько, чтобы кодировать самой",
        "undefined: no text is sure enough to be coded automatically",
    ),
    "evaluate_method_never_guessed": (
        "не определено: модель его не ставит",
        "undefined: the model never gives it",
    ),
    "evaluate_method_never_in_gold": (
        "не определено: его нет ни у одного текста",
        "undefined: no text has it",
    ),
    "evaluate_method_never_either": (
        "не определено: его не ставят ни люди, ни модель",
        "undefined: neither people nor the model give it",
    ),
    "evaluate_method_no_variation": (
        "не определено: у всех текстов одно значение",
        "undefined: all texts have one value",
    ),
    "evaluate_method_off_scale": (
        "не определено: нет текстов, которые на шкале по обеим кодировкам",
        "undefined: no text is on the scale by both codings",
    ),
    "metric_accuracy": (
        "верно",
        "right",
    ),
    "metric_micro_f1": (
        "микро-F1",
        "micro-F1",
    ),
    "metric_macro_f1": (
        "макро-F1",
        "macro-F1",
    ),
    "metric_kappa": (
        "квадратичная каппа",
        "quadratic kappa",
    ),
    "metric_mae": (
        "средняя ошибка в шагах",
        "mean error in steps",
    ),
    "metric_macro_mae": (
        "средняя ошибка в шагах, значения наравне",
        "mean error in steps, values weighed alike",
    ),
    "metric_ece": (
        "ошибка калибровки",
        "calibration error",
    ),
    "metric_automatic": (
        "закодировано автоматически",
        "coded automatically",
    ),
    "metric_automatic_right": (
        "из них верно",
        "right of those",
    ),
    "metric_precision": (
        "точность",
        "precision",
    ),
    "metric_recall": (
        "полнота",
        "recall",
    ),
    "metric_f1": (
        "F1",
        "F1",
    ),
}
