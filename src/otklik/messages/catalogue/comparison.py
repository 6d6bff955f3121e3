"""Sentences about the report of a comparison: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "compare_title": (
        "О чём говорит литература",
        "What the literature speaks of",
    ),
    "compare_codebook": (
        "Темы кодировочной книги «{name}», версия {version}",
        "Themes of the codebook “{name}”, version {version}",
    ),
    "fact_sources": (
        "источников",
        "sources",
    ),
    "fact_sentences": (
        "предложений",
        "sentences",
    ),
    "fact_themes": (
        "тем",
        "themes",
    ),
    "compare_machine": (
        "В каждой клетке — доля предложений источника, в которых машина нашла тему. Интервал (Уилсон, 95%) широк там, где источник короток: соседние предложения повторяют друг друга, поэтому {sentences} предложений здесь стоят {effective}. Интервал не знает, как часто ошибается машина и каких текстов в сравнении нет. Прежде чем писать о различии, прочтите цитаты.",
        "Each cell is the share of a source's sentences that a machine found to speak of a theme. The interval (Wilson, 95%) is wide where a source is short: neighbouring sentences repeat each other, so {sentences} sentences here are worth {effective}. It does not know how often the machine errs, nor which texts are missing from this comparison. Read the quotes before you write of a difference.",
    ),
    "compare_matrix": (
        "Источники и темы",
        "Sources and themes",
    ),
    "compare_matrix_note": (
        "Выберите клетку, чтобы прочесть её цитаты. «—» с мелким числом: предложений нет, но источник слишком короток, чтобы сказать, что он молчит.",
        "Choose a cell to read its quotes. “—” with a small figure: no sentence, and the source is too short to say that it is silent.",
    ),
    "compare_absent": (
        "молчит",
        "silent",
    ),
    "compare_of": (
        "{count} из {n} {n:предложения|предложений|предложений}",
        "{count} of {n} {n:sentence|sentences}",
    ),
    "compare_interval": (
        "95%-й интервал {low} – {high}",
        "95% interval {low} – {high}",
    ),
    "compare_close": (
        "Закрыть",
        "Close",
    ),
    "compare_more_quotes": (
        "Ещё {n} в quotes.csv.",
        "{n} more in quotes.csv.",
    ),
    "compare_place": (
        "знаки {start}–{stop}",
        "characters {start}–{stop}",
    ),
    "compare_presence": (
        "Кто говорит и кто молчит",
        "Who speaks of it, who does not",
    ),
    "compare_presence_note": (
        "«Молчит»: ни одного предложения, хотя источник достаточно длинен, чтобы доля темы, какая она у остальных, была видна. Всякое другое молчание может быть случаем.",
        "“Silent”: not one sentence, although the source is long enough for the theme's share in the others to show. All other silence may be chance.",
    ),
    "compare_speak": (
        "Говорят",
        "Speak of it",
    ),
    "compare_silent": (
        "Молчат",
        "Silent",
    ),
    "compare_too_short": (
        "Слишком коротки",
        "Too short to tell",
    ),
    "compare_students": (
        "Что есть в ответах и чего нет в литературе",
        "What the answers say that the literature does not",
    ),
    "compare_students_themes": (
        "Темы, которые есть в ответах и ни в одном тексте: {themes}.",
        "Themes that are in the answers and in no text: {themes}.",
    ),
    "compare_students_none": (
        "Каждая тема ответов есть и в каком-нибудь тексте.",
        "Each theme of the answers is in some text too.",
    ),
    "compare_students_more": (
        "В ответах больше, чем во всей литературе (p с поправкой < 0,05): {themes}.",
        "Larger in the answers than in the literature together (adjusted p < 0.05): {themes}.",
    ),
    "compare_students_less": (
        "В ответах меньше (p с поправкой < 0,05): {themes}.",
        "Smaller in the answers (adjusted p < 0.05): {themes}.",
    ),
    "compare_keyness": (
        "Чем отличается каждый источник",
        "What sets each source apart",
    ),
    "compare_keyness_note": (
        "Темы — против остальной литературы, слова — против остальной на том же языке; порядок по взвешенному логарифму шансов. Жирным: p с поправкой меньше 0,05 по числу предложений (логарифм правдоподобия, Бенджамини — Хохберг). Предложения одного текста не независимы, поэтому p — лишь указание.",
        "Themes against the rest of the literature, words against the rest in the same language; ranked by weighted log-odds. Bold: adjusted p below 0.05 on the number of sentences (log-likelihood, Benjamini–Hochberg). Sentences of one text are not independent, so take p as a guide.",
    ),
    "compare_themes": (
        "Темы:",
        "Themes:",
    ),
    "compare_agreement": (
        "Насколько источники похожи",
        "How alike the sources are",
    ),
    "compare_agreement_note": (
        "Вверху: сходство профилей тем (1 − расхождение Йенсена — Шеннона; 1 — одинаковы). Мелко: ранговая корреляция (Спирмен). Короткие источники кажутся менее похожими, чем они есть.",
        "Above: likeness of theme profiles (1 − Jensen–Shannon divergence; 1 the same). Small: rank correlation (Spearman). Short sources look less alike than they are.",
    ),
    "compare_pairs": (
        "У {n} источников слишком много пар для страницы: смотрите agreement.csv.",
        "{n} sources have too many pairs for a page: see agreement.csv.",
    ),
    "compare_sections": (
        "Разделы и их темы",
        "Sections and their themes",
    ),
    "compare_sections_note": (
        "Тема, предложения которой больше всего совпадают с предложениями раздела.",
        "The theme whose sentences overlap most with those of the section.",
    ),
    "compare_section": (
        "Раздел",
        "Section",
    ),
    "compare_names": (
        "Группы кодировочной книги, названные по имени",
        "Groups of the codebook called by name",
    ),
    "compare_names_note": (
        "Текст, который называет группы, сообщает о них; об их величине это ничего не говорит.",
        "A text that names groups reports on them; this says nothing of how large they are.",
    ),
    "compare_sources": (
        "Источники",
        "Sources",
    ),
    "compare_methods": (
        "Otklik {version}: тексты очищены, служебные части отложены, остальное разделено на предложения; темы — управляемой моделью по всем предложениям всех источников с начальными словами кодировочной книги (зерно {seed}), считаются от вероятности {named}. Предложение повторяет предыдущее с корреляцией {repeated}; отсюда действительное число предложений.",
        "Otklik {version}: texts cleaned, wrapping set aside, split into sentences; themes by the guided model, fitted on all sentences of all sources with the codebook's seed words (seed {seed}), counted from a probability of {named}. A sentence repeats the one before it with a correlation of {repeated}; the effective number of sentences follows from it.",
    ),
    "compare_summary": (
        "{n} {n:источник|источника|источников}, {sentences} {sentences:предложение|предложения|предложений}; отложено {aside} {aside:кусок|куска|кусков}.",
        "{n} {n:source|sources}, {sentences} {sentences:sentence|sentences}, {aside} {aside:piece|pieces} set aside.",
    ),
}
