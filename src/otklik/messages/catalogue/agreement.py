"""Sentences about agreement and gold codings: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "agreement_shape": (
        "Кодировки должны быть таблицей: в строке единица, в столбце кодировщик.",
        "Codings must be a table: a unit in each row, a coder in each column.",
    ),
    "agreement_shape_hint": (
        "Где кодировщик пропустил единицу, оставьте пустую ячейку.",
        "Leave an empty cell where a coder skipped a unit.",
    ),
    "agreement_lengths": (
        "У одного кодировщика единиц: {a}, у другого: {b}.",
        "One coder has {a} units, the other {b}.",
    ),
    "agreement_level": (
        "Нет уровня измерения «{level}».",
        "There is no level of measurement “{level}”.",
    ),
    "agreement_weights": (
        "Нет весов «{weights}».",
        "There are no weights “{weights}”.",
    ),
    "agreement_value_unknown": (
        "«{value}» нет среди указанных значений.",
        "“{value}” is not among the values given.",
    ),
    "agreement_many_values": (
        "Разных значений {n}, это больше {most}: расстояния между ними не помещаются в память.",
        "{n} different values are more than the {most} whose distances can be held.",
    ),
    "agreement_no_order": (
        "Порядок этих значений неизвестен.",
        "The order of these values is not known.",
    ),
    "agreement_no_order_hint": (
        "Назовите все значения по порядку.",
        "Name all values in their order.",
    ),
    "agreement_no_numbers": (
        "Уровню «{level}» нужны числа.",
        "Level “{level}” needs numbers.",
    ),
    "agreement_no_numbers_hint": (
        "Выберите уровень «nominal» или «ordinal».",
        "Choose the level “nominal” or “ordinal”.",
    ),
    "agreement_negative": (
        "Уровню «ratio» нужны числа от 0.",
        "Level “ratio” needs numbers from 0 up.",
    ),
    "agreement_no_sets": (
        "Уровню «masi» нужны множества кодов.",
        "Level “masi” needs sets of codes.",
    ),
    "agreement_no_sets_hint": (
        "Положите в каждую ячейку frozenset кодов; пустой значит, что ни один код не подошёл.",
        "Put a frozenset of codes into each cell; an empty one means that no code fits.",
    ),
    "agreement_method_bootstrap": (
        "бутстреп по текстам, процентили, 95%",
        "bootstrap of texts, percentiles, 95%",
    ),
    "agreement_method_wilson": (
        "одинаково во всех выборках; Уилсон, 95%",
        "the same in every resample; Wilson 95%",
    ),
    "agreement_method_not_drawn": (
        "без границ: их не просили",
        "no limits: none were asked for",
    ),
    "agreement_method_one_group": (
        "без границ: всего один текст",
        "no limits: one text alone",
    ),
    "agreement_method_few_draws": (
        "без границ: не определено в слишком многих выборках",
        "no limits: undefined in too many resamples",
    ),
    "agreement_method_no_spread": (
        "без границ: одинаково во всех выборках",
        "no limits: the same in every resample",
    ),
    "agreement_method_no_pairs": (
        "не определено: ни один текст не кодировали двое",
        "undefined: no text was coded by two coders",
    ),
    "agreement_method_one_value": (
        "не определено: дано лишь одно значение, и случайное согласие неизбежно",
        "undefined: only one value was given, so agreement by chance is certain",
    ),
    "double_shape": (
        "Не видно, в каких столбцах кодировки.",
        "It can't be seen which columns hold the coders' codings.",
    ),
    "double_shape_hint": (
        "Назовите кодировщиков, --coders a,b (столбцы или начала столбцов вида a_тема), дайте по файлу на каждого или столбцы id, coder, variable, value.",
        "Name the coders, --coders a,b (columns, or beginnings of columns like a_theme), give a file of each coder, or columns id, coder, variable, value.",
    ),
    "double_one_coder": (
        "Для согласия нужны двое кодировщиков.",
        "Agreement needs two coders.",
    ),
    "double_one_coder_hint": (
        "Есть один, {coders}: добавьте кодировки другого.",
        "There is one, {coders}: add the codings of another.",
    ),
    "double_coder_unknown": (
        "Нет кодировщика «{coder}».",
        "There is no coder “{coder}”.",
    ),
    "double_known": (
        "Есть: {names}.",
        "There are: {names}.",
    ),
    "double_variable_unknown": (
        "Нет переменной «{id}».",
        "There is no variable “{id}”.",
    ),
    "double_two_values": (
        "Кодировщик {coder} дал тексту {id} два значения «{variable}» (строки {rows}).",
        "Coder {coder} gave text {id} two values of “{variable}” (rows {rows}).",
    ),
    "double_two_values_hint": (
        "Оставьте одну из строк; если у текста может быть несколько кодов, добавьте --themes {variable}.",
        "Keep one of the rows; if a text may have several codes, say --themes {variable}.",
    ),
    "double_blank_rows": (
        "Отложено {n} {n:строка|строки|строк} без id, кодировщика или переменной (строки {rows}).",
        "{n} {n:row lacks|rows lack} an id, a coder or a variable and {n:is|are} set aside (rows {rows}).",
    ),
    "double_coders_files": (
        "Имён кодировщиков {coders}, файлов {files}.",
        "{coders} names of coders for {files} files.",
    ),
    "double_files_hint": (
        "Назовите кодировщика для каждого файла, в порядке файлов.",
        "Name a coder for each file, in the order of the files.",
    ),
    "double_ids_missing": (
        "{coder}: в файле нет {n} {n:текста|текстов|текстов}.",
        "{coder}: {n} {n:text is|texts are} not in the file.",
    ),
    "double_no_common": (
        "В файлах нет общих id.",
        "The files have no id in common.",
    ),
    "double_no_common_hint": (
        "Назовите столбец с id: --id.",
        "Name the column of ids with --id.",
    ),
    "double_texts_missing": (
        "По id не {n:найден|найдены|найдено} {n} {n:текст|текста|текстов}.",
        "{n} {n:text was|texts were} not found by id.",
    ),
    "double_id_twice": (
        "Id «{id}» встречается дважды (строки {rows}).",
        "Id “{id}” stands twice (rows {rows}).",
    ),
    "double_id_none": (
        "В строке {row} нет id.",
        "Row {row} has no id.",
    ),
    "double_id_hint": (
        "Каждому тексту нужен свой id, одинаковый у всех кодировщиков.",
        "Each text needs an id of its own, the same for all coders.",
    ),
    "help_agree": (
        "Измерить согласие кодировщиков, найти коды, которые путают, и разрешить разногласия.",
        "Measure how well coders agree, find codes that are mixed up, settle disagreements.",
    ),
    "help_agree_files": (
        "Таблица кодировок (столбцы id, coder, variable, value или по столбцу на кодировщика) либо файл от каждого.",
        "A table of codings (columns id, coder, variable, value; or a column of each coder), or a file of each coder.",
    ),
    "help_agree_coders": (
        "Кодировщики через запятую: имена в длинной таблице, столбцы или начала столбцов (anna для anna_theme).",
        "Coders, with commas: names in a long table, columns, or beginnings of columns (anna for anna_theme).",
    ),
    "help_agree_themes": (
        'Где может быть несколько кодов: переменные длинной таблицы или столбцы файлов, "Code 1..Code 8".',
        'What may hold several codes: variables of a long table, or columns of files, "Code 1..Code 8".',
    ),
    "help_agree_id": (
        "Столбец с id. Если не назван, первый столбец, когда все его значения разные.",
        "Column of ids. The first column if not given and all its values differ.",
    ),
    "help_agree_texts": (
        "Файл, где по тем же id лежат тексты.",
        "File that has the texts by the same ids.",
    ),
    "help_agree_codebook": (
        "Кодировочная книга: названия и порядок шкал.",
        "Codebook that gives names and the order of scales.",
    ),
    "help_agree_level": (
        "Уровень переменной: id=nominal, ordinal, interval или ratio. Номинальный всегда, порядковый, где известен порядок.",
        "Level of a variable: id=nominal, ordinal, interval or ratio. Nominal always, ordinal where an order is known.",
    ),
    "help_agree_gold": (
        "Разрешить разногласия и записать gold.csv: majority, expert=ИМЯ или файл (id, variable, value, reason).",
        "Settle disagreements and write gold.csv: majority, expert=NAME, or a file (id, variable, value, reason).",
    ),
    "help_agree_draws": (
        "Число бутстреп-выборок для границ; 0 — без границ.",
        "Resamples for the limits; 0 for none.",
    ),
    "agree_summary": (
        "{texts} {texts:текст|текста|текстов}, кодировщики {coders}; расхождений: {differ}.",
        "{texts} {texts:text|texts}, coders {coders}; they differ {differ} {differ:time|times}.",
    ),
    "agree_care": (
        "Границы знают, какие попались тексты, но не какие кодировщики. Согласие значит, что кодируют одинаково, а не что верно.",
        "Limits know which texts were drawn, not which coders were. Agreement says that coders code alike, not that they are right.",
    ),
    "agree_adjudicator": (
        "{coder}: только тексты, на которых расходятся остальные. Это арбитр, а не независимый кодировщик: уберите его через --coders или возьмите --gold expert={coder}.",
        "{coder} coded only texts on which the others differ: an adjudicator, no independent coder. Leave {coder} out with --coders, or use --gold expert={coder}.",
    ),
    "agree_alike": (
        "{id}: «{a}» и «{b}» похожи на один код в двух написаниях; никто не ставил оба.",
        "{id}: “{a}” and “{b}” look like one code spelt in two ways; no coder used both.",
    ),
    "agree_not_in_codebook": (
        "{id}: нет в кодировочной книге: {values}.",
        "{id}: not in the codebook: {values}.",
    ),
    "agree_pairs_hint": (
        "Назовите переменную и значение, {name} переменная=значение.",
        "Say the variable and the value, {name} variable=value.",
    ),
    "agree_order_hint": (
        "Задайте его: --order {id}=высшее,…,низшее.",
        "Give it with --order {id}=highest,…,lowest.",
    ),
    "agree_order_unknown": (
        "Ни один кодировщик не дал «{value}».",
        "No coder gave “{value}”.",
    ),
    "agree_mixed": (
        "{a} и {b}: путают в {mixed} из {cases} {cases:случая|случаев|случаев}.",
        "{a} and {b} are mixed up in {mixed} of {cases} {cases:case|cases}.",
    ),
    "agree_title": (
        "Насколько согласны кодировщики",
        "How well the coders agree",
    ),
    "agree_contents": (
        "Содержание",
        "Contents",
    ),
    "agree_fact_texts": (
        "текстов",
        "texts",
    ),
    "agree_fact_coders": (
        "кодировщиков",
        "coders",
    ),
    "agree_fact_differ": (
        "расхождений",
        "disagreements",
    ),
    "agree_fact_open": (
        "осталось решить",
        "left open",
    ),
    "agree_statistic": (
        "Показатель",
        "Statistic",
    ),
    "agree_value": (
        "Значение",
        "Value",
    ),
    "agree_limits": (
        "95%",
        "95%",
    ),
    "agree_n": (
        "текстов у двоих",
        "texts by two",
    ),
    "agree_by_code": (
        "По кодам",
        "By code",
    ),
    "agree_by_group": (
        "По группам",
        "By group",
    ),
    "agree_code": (
        "Код",
        "Code",
    ),
    "agree_group": (
        "Группа",
        "Group",
    ),
    "agree_given": (
        "дан раз",
        "given",
    ),
    "agree_more_values": (
        "Ещё {n}: смотрите agreement.csv.",
        "{n} more: see agreement.csv.",
    ),
    "agree_heat": (
        "Что вместо чего",
        "What stands for what",
    ),
    "agree_heat_codes": (
        "На диагонали код дали оба. Вне её один дал код строки и не дал код столбца, другой наоборот.",
        "On the diagonal: both coders gave the code. Off it: one gave the code of the row and not that of the column, the other the reverse.",
    ),
    "agree_heat_groups": (
        "На диагонали группу дали оба. Вне её один дал группу строки, другой — группу столбца.",
        "On the diagonal: both coders gave the group. Off it: one gave the group of the row, the other that of the column.",
    ),
    "agree_heat_sides": (
        "Строки: {a}; столбцы: {b}.",
        "Rows: {a}; columns: {b}.",
    ),
    "agree_heat_pairs": (
        "Все пары кодировщиков вместе, каждая в обе стороны.",
        "All pairs of coders together, each both ways.",
    ),
    "agree_heat_more": (
        "Показаны самые спорные коды; ещё {n} — в confusions.csv.",
        "The codes most at odds are shown; {n} more are in confusions.csv.",
    ),
    "agree_lint": (
        "Коды, которые путают",
        "Codes that are mixed up",
    ),
    "agree_lint_none": (
        "Нет двух кодов, которые путали бы хотя бы в 2 случаях и в 2% случаев.",
        "No two codes are mixed up in 2 cases and 2% of them or more.",
    ),
    "agree_quotes": (
        "Вот цитаты:",
        "These are the quotes:",
    ),
    "agree_texts": (
        "Тексты, на которых расходятся",
        "Texts they differ on",
    ),
    "agree_texts_note": (
        "В рамке коды, которые дали не все.",
        "Codes that not all coders gave are framed.",
    ),
    "agree_texts_more": (
        "Ещё {n} — в disagreements.csv.",
        "{n} more are in disagreements.csv.",
    ),
    "agree_texts_none": (
        "Таких нет.",
        "There are none.",
    ),
    "agree_text": (
        "Текст",
        "Text",
    ),
    "agree_decided": (
        "Решение",
        "Decided",
    ),
    "agree_gap": (
        "не кодировал",
        "not coded",
    ),
    "agree_none": (
        "нет кода",
        "no code",
    ),
    "agree_methods": (
        "Каждый показатель — по текстам, которые кодировали хотя бы двое; пропуски не учтены. Границы: 95%, процентили {draws} бутстреп-выборок текстов (seed {seed}). Прочерк значит, что показатель не определён, а не что он равен 0.",
        "Each statistic is of all texts that two coders or more have coded; gaps are left out. Limits: 95%, percentiles of {draws} resamples of texts (seed {seed}). A dash means that a figure is undefined, not that it is 0.",
    ),
    "agree_percent": (
        "Согласие",
        "Agreement",
    ),
    "agree_cohen_kappa": (
        "Каппа Коэна",
        "Cohen's kappa",
    ),
    "agree_fleiss_kappa": (
        "Каппа Флейса",
        "Fleiss' kappa",
    ),
    "agree_alpha": (
        "Альфа Криппендорфа",
        "Krippendorff's alpha",
    ),
    "agree_gwet_ac": (
        "AC Гвета",
        "Gwet's AC",
    ),
    "agree_level_nominal": (
        "номинальная",
        "nominal",
    ),
    "agree_level_ordinal": (
        "порядковая",
        "ordinal",
    ),
    "agree_level_interval": (
        "интервальная",
        "interval",
    ),
    "agree_level_ratio": (
        "отношений",
        "ratio",
    ),
    "agree_level_masi": (
        "мера MASI",
        "MASI",
    ),
    "agree_level_quadratic": (
        "квадратичные веса",
        "quadratic weights",
    ),
    "agree_about_percent": (
        "Доля пар кодировщиков, давших одно и то же. Где один код част, она велика и случайно.",
        "The share of pairs of coders who gave the same. Where one code is common, chance alone makes it high.",
    ),
    "agree_about_cohen_kappa": (
        "Сверх случайного, для двоих, у каждого свои доли кодов. Падает, где один код част.",
        "Beyond chance, for two coders, each with shares of codes of their own. It falls where one code is common.",
    ),
    "agree_about_fleiss_kappa": (
        "Сверх случайного, для любого числа кодировщиков с общим распределением кодов. В нём учтены и тексты, которые кодировал один.",
        "Beyond chance, for any number of coders with one common distribution of codes. Texts that only one coder coded count in that distribution.",
    ),
    "agree_about_alpha": (
        "Сверх случайного, с пропусками, на названном уровне: номинальном (то же или нет), порядковом, интервальном, отношений; MASI — для множеств кодов, которые пересекаются. В порядковые не входят тексты, которые кто-то вынес за шкалу.",
        "Beyond chance, with gaps, at a named level: nominal (same or not), ordinal, interval, ratio; MASI for sets of codes that overlap. Ordinal figures leave out texts that a coder puts off the scale.",
    ),
    "agree_about_gwet_ac": (
        "Сверх случайного, которое считается редким, где один код част; AC1 номинальный, AC2 с весами. В долях учтены и тексты, которые кодировал один. Сравнивайте только с другими AC.",
        "Beyond chance, taking chance to be rare where one code is common; AC1 nominal, AC2 with weights. Texts that only one coder coded count in the shares. Compare it with other AC alone.",
    ),
    "gold_rule": (
        "Нет правила «{rule}».",
        "There is no rule “{rule}”.",
    ),
    "gold_rule_hint": (
        "Напишите majority, expert=ИМЯ или назовите файл решений (disagreements.csv с заполненным столбцом value).",
        "Say majority, expert=NAME, or name a file of decisions (disagreements.csv with its column value filled in).",
    ),
    "gold_file_hint": (
        "В файле решений столбцы id, variable, value и, если есть, decided_by и reason.",
        "A file of decisions has columns id, variable, value, and perhaps decided_by and reason.",
    ),
    "gold_place": (
        "{file}, строка {row}, столбец «{column}»",
        "{file}, row {row}, column “{column}”",
    ),
    "gold_id_unknown": (
        "Ни у кого нет текста «{id}».",
        "No coder has a text “{id}”.",
    ),
    "gold_new_values": (
        "{file}: значения, которых не дал никто (строки {rows}); они взяты.",
        "{file}: values that no coder gave (rows {rows}); they were taken.",
    ),
    "gold_left": (
        "Осталось решить: {n}; ни одно правило этого не решает.",
        "{n} {n:decision is|decisions are} left open: no rule settles {n:it|them}.",
    ),
    "gold_single": (
        "кодировал только {coder}",
        "only {coder} coded it",
    ),
    "gold_agreed": (
        "все согласны ({n})",
        "all {n} coders agree",
    ),
    "gold_majority": (
        "большинство: {told}",
        "majority: {told}",
    ),
    "gold_open": (
        "нет большинства: {told}",
        "no majority: {told}",
    ),
    "gold_codes_majority": (
        "коды больше чем у половины: {told}",
        "codes by more than half: {told}",
    ),
    "gold_codes_open": (
        "голоса поровну, {codes}: {told}",
        "equal votes on {codes}: {told}",
    ),
    "gold_expert": (
        "решает {name} против {against}",
        "{name} decided against {against}",
    ),
    "gold_expert_agrees": (
        "{name} и все остальные согласны",
        "{name} and all coders agree",
    ),
    "gold_no_reason": (
        "причина не указана",
        "no reason given",
    ),
    "gold_undecided": (
        "расходятся, никто не решил",
        "coders differ, nobody decided",
    ),
    "gold_summary": (
        "Эталонных кодировок: {n} ({told}).",
        "Gold codings: {n} ({told}).",
    ),
    "gold_how_agreed": (
        "согласны",
        "agreed",
    ),
    "gold_how_single": (
        "один кодировщик",
        "by one coder",
    ),
    "gold_how_majority": (
        "по большинству",
        "by majority",
    ),
    "gold_how_expert": (
        "по эксперту",
        "by the expert",
    ),
    "gold_how_file": (
        "по файлу",
        "by the file",
    ),
    "gold_how_open": (
        "не решено",
        "open",
    ),
}
