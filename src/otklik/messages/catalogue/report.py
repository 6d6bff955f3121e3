"""Sentences about the report: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "report_title": (
        "Что ответили люди",
        "What people answered",
    ),
    "report_question": (
        "Вопрос кодировочной книги:",
        "Question of the codebook:",
    ),
    "report_source": (
        "Ответы из: {columns}",
        "Answers from: {columns}",
    ),
    "fact_rows": (
        "строк прочитано",
        "rows read",
    ),
    "fact_coded": (
        "ответов закодировано",
        "answers coded",
    ),
    "fact_aside": (
        "отложено",
        "set aside",
    ),
    "fact_person": (
        "прочитать человеку",
        "need a person",
    ),
    "language_ru": (
        "по-русски",
        "in Russian",
    ),
    "language_en": (
        "по-английски",
        "in English",
    ),
    "language_mixed": (
        "на двух языках",
        "mixed",
    ),
    "language_other": (
        "на другом языке",
        "another language",
    ),
    "language_unknown": (
        "слишком коротких",
        "too short to tell",
    ),
    "machine_count_title": (
        "Машинный подсчёт, а не оценка.",
        "Machine count, not an estimate.",
    ),
    "machine_count_text": (
        "Доли ниже — подсчёт того, что закодировала машина. Интервалы (Уилсон, 95%) говорят, насколько их мог сдвинуть случай в составе ответивших; как часто ошибается машина, они не знают. Прежде чем публиковать долю, закодируйте вручную случайную часть ответов.",
        "The shares below count what a machine coded. The intervals (Wilson, 95%) say how far chance in who answered may shift them; they do not know how often the machine errs. Before you publish a share, code a random part by hand.",
    ),
    "head_group": (
        "Группа",
        "Group",
    ),
    "head_picture": (
        "Доля и интервал",
        "Share and interval",
    ),
    "head_share": (
        "Доля",
        "Share",
    ),
    "head_interval": (
        "Интервал 95%",
        "95% interval",
    ),
    "head_count": (
        "Число / n",
        "Count / n",
    ),
    "head_reason": (
        "Почему",
        "Why",
    ),
    "head_rows": (
        "Строк",
        "Rows",
    ),
    "head_examples": (
        "Например",
        "For example",
    ),
    "show_groups_anyway": (
        "Всё равно показать группы отношения, как их закодировала машина",
        "Show the machine's attitude groups all the same",
    ),
    "what_groups_mean": (
        "Что значат группы",
        "What the groups mean",
    ),
    "portraits_title": (
        "Что говорило за каждую группу",
        "What spoke for each group",
    ),
    "portraits_note": (
        "Модель складывает слова, поэтому вклад каждого известен точно. Перечислены слова, которые в среднем добавили больше всего ответам, отнесённым к группе (без служебных слов и без тех, что есть меньше чем в трёх ответах); слово, которое стоит во всех группах, говорит лишь о том, что ответ вообще лежит на шкале. Цитаты — самые уверенные ответы группы, по возможности длиной от 6 до 40 слов и не требующие человека.",
        "The model adds up words, so what each of them adds is known exactly. The lists hold the words that on average added most to the answers coded so (no function words, no words of fewer than three answers); a word that stands in every group only tells that an answer is on the scale at all. Quotes are the surest answers coded so, where possible of 6 to 40 words and such that need no person.",
    ),
    "portraits_care": (
        "Это то, на что смотрела машина, а не то, почему люди так думают: слово говорит так, как говорило в текстах, на которых модель училась.",
        "This is what the machine went by, not why people think so: a word speaks as it did in the texts that the model learnt from.",
    ),
    "portraits_for": (
        "говорило за группу",
        "spoke for the group",
    ),
    "portraits_against": (
        "говорило против",
        "spoke against it",
    ),
    "portraits_marked": (
        "отмечены слова, которые добавили не меньше четверти того, что добавило самое сильное; модель взвешивает и окончания, и соседей слова",
        "marked are words that added at least a quarter of what the strongest one did; the model weighs endings and neighbours too",
    ),
    "portraits_ru": (
        "Слова, русские ответы:",
        "Words, Russian answers:",
    ),
    "portraits_en": (
        "Слова, английские ответы:",
        "Words, English answers:",
    ),
    "by_column": (
        "По столбцу «{name}»",
        "By {name}",
    ),
    "more_values": (
        "Ещё {n} {n:значение|значения|значений}: смотрите groups.csv.",
        "{n} more {n:value|values}: see groups.csv.",
    ),
    "themes_title": (
        "Темы кодировочной книги",
        "Themes of the codebook",
    ),
    "themes_note": (
        "В ответе может быть несколько тем или ни одной; тема считается, когда её вероятность не меньше 50% или дошла до порога, который поставила себе обученная модель. Слова — те, что отличают тему в этих ответах.",
        "A text may have several themes or none; it counts when its probability is at least 50%, or reaches the bar that a trained model set for itself. Words are those that set the theme apart here.",
    ),
    "topics_title": (
        "Новые топики",
        "New topics",
    ),
    "topics_note": (
        "Сочетания слов, для которых в книге нет темы. Топик становится темой, когда человек прочтёт его и назовёт.",
        "Word patterns that the codebook has no theme for. A topic becomes a theme when a person reads it and gives it a name.",
    ),
    "themes_by": (
        "Темы по столбцу «{name}»",
        "Themes by {name}",
    ),
    "effects_title": (
        "То же по вероятностям, с сомнением модели в интервалах",
        "The same from probabilities, with the model's doubt in the intervals",
    ),
    "effects_note": (
        "Подсчёт выше берёт каждый текст с вероятностью не ниже 50% за единицу; здесь текст входит со своей вероятностью, и 95%-й интервал (метод композиции) шире там, где модель сомневается. Ошибки, которую модель делает везде одинаково, он не знает. Жирным: отличие от всех остальных вместе (поправленное p < 0,05; без проверки, где ожидается меньше пяти текстов). Подробнее в effects.csv.",
        "The counts above take every text with a probability of at least 50% as one; here each text counts with its probability, and the 95% interval (method of composition) is wider where the model doubts. It does not know an error that the model makes everywhere alike. Bold: differs from all others together (adjusted p < 0.05; not tested where fewer than five texts are expected). More in effects.csv.",
    ),
    "time_title": (
        "Темы по времени, столбец «{name}»",
        "Themes over time, by “{name}”",
    ),
    "time_note": (
        "Доля каждой темы по периодам ({unit}), по вероятностям; полоса — 95%-й интервал с сомнением модели, верх шкалы подписан слева. Сначала те, что растут или убывают на всём протяжении (логистическая регрессия; p с поправкой на {n} {n:тему|темы|тем}). В разное время могли отвечать разные люди: сдвиг долей ещё не сдвиг мнений.",
        "Share of each theme by {unit}, from probabilities; the band is the 95% interval with the model's doubt, the upper end of each scale is written at its left. First those that rise or fall throughout (logistic regression; p adjusted for {n} {n:theme|themes}). Others may have answered at other times: a change of shares need not be a change of minds.",
    ),
    "time_rises": (
        "растёт",
        "rises",
    ),
    "time_falls": (
        "убывает",
        "falls",
    ),
    "time_steady": (
        "без устойчивого роста или спада",
        "no steady rise or fall",
    ),
    "time_unknown": (
        "для тренда мало текстов или периодов",
        "too few texts or periods for a trend",
    ),
    "time_odds": (
        "шансы × {odds} за период ({unit}; {low}–{high}), p {p}",
        "odds × {odds} per {unit} ({low}–{high}), p {p}",
    ),
    "time_picture": (
        "{name}: {first} в начале ({start}), {last} в конце ({stop})",
        "{name}: {first} in {start}, {last} in {stop}",
    ),
    "time_size": (
        "Ответов с датой: {n}; за период ({unit}) от {least} до {most}.",
        "{n} dated {n:answer|answers}; from {least} to {most} in a {unit}.",
    ),
    "unit_year": (
        "год",
        "year",
    ),
    "unit_quarter": (
        "квартал",
        "quarter",
    ),
    "unit_month": (
        "месяц",
        "month",
    ),
    "unit_week": (
        "неделя",
        "week",
    ),
    "unit_day": (
        "день",
        "day",
    ),
    "top_words": (
        "Слова:",
        "Words:",
    ),
    "head_words": (
        "Слова",
        "Words",
    ),
    "quotes_rule": (
        "Цитаты — самые уверенные ответы в 6–40 слов, до двух на каждом языке, по одной от респондента; из длинного ответа — самое показательное предложение; ответ, в котором больше 60% слов общие с уже показанным, пропущен.",
        "Quotes are the surest answers of 6 to 40 words, up to two in each language, one from a respondent; of a long answer its most telling sentence; an answer that shares more than 60% of its words with one shown already is passed over.",
    ),
    "trust_title": (
        "Насколько этим темам можно верить",
        "How far these themes can be trusted",
    ),
    "trust_note": (
        "Что машина может сказать о своих темах сама. Сравнивайте темы внутри этой таблицы, а не с другими опросами. Ни одно число здесь не говорит, что тема верна: это могут сказать только люди, прочитавшие ответы.",
        "What the machine can say of its own themes. Compare themes within this table, not with other surveys. No number here says that a theme is right: only people who read the answers can.",
    ),
    "trust_all": (
        "Все темы вместе",
        "All themes together",
    ),
    "trust_coherence_c_v": (
        "Связь c_v",
        "Close c_v",
    ),
    "trust_npmi": (
        "NPMI",
        "NPMI",
    ),
    "trust_exclusivity": (
        "Свои слова",
        "Own words",
    ),
    "trust_stability": (
        "Стойко",
        "Stable",
    ),
    "trust_share_ru": (
        "Рус.",
        "Rus.",
    ),
    "trust_share_en": (
        "Англ.",
        "Eng.",
    ),
    "trust_about_coherence_c_v": (
        "насколько близко друг к другу стоят десять главных слов темы (связность gensim, от 0 до 1). Не говорит, видят ли в них люди один смысл.",
        "how near one another the ten top words of the theme stand (gensim's coherence, 0 to 1). It cannot say whether people see one meaning in them.",
    ),
    "trust_about_npmi": (
        "насколько чаще случайного два из десяти главных слов одного языка оказываются в одном ответе (−1 никогда, 0 случайно, 1 всегда). В коротком ответе таких слов сразу мало, поэтому значения ниже 0 обычны. Не отличает один смысл от двух, которые люди любят называть вместе.",
        "how much oftener than by chance two of the ten top words of one language are in the same answer (−1 never, 0 by chance, 1 always). Short answers have few of the words at once, so values below 0 are usual. It cannot tell one meaning from two that people like to name together.",
    ),
    "trust_about_exclusivity": (
        "насколько десять главных слов принадлежат этой теме и никакой другой (1: ни у одной другой темы их нет). Не говорит, что слова относятся к теме: случайные слова тоже бывают только её.",
        "how far the ten top words are this theme's and no other's (1: no other theme has them). It cannot say that the words belong to the theme: chance words can be its own too.",
    ),
    "trust_about_stability": (
        "какая часть десяти главных слов остаётся, если обучить модель заново — {refits} {refits:раз|раза|раз} на случайных половинах ответов (в каждой {texts}). Не говорит, что тема верна: опорные слова каждый раз те же, поэтому и ошибочный список устойчив.",
        "which part of the ten top words stays when the model is fitted anew, {refits} times, on random halves of the answers ({texts} in each). It cannot say that a theme is right: its seed words are the same each time, so a mistaken list is stable as well.",
    ),
    "trust_no_stability": (
        "не измерена: для этого нужно {least} разных ответов.",
        "not measured: that takes {least} different answers.",
    ),
    "trust_about_share": (
        "доля русских и английских ответов с этой темой. Не говорит, почему они различаются: на другом языке могли ответить другие люди, или опорные слова темы в нём беднее.",
        "the share of Russian and of English answers that have the theme. It cannot say why they differ: other people may have answered in the other language, or the theme's seeds there are poorer.",
    ),
    "trust_unassigned": (
        "Без темы — {share} ответов. Не говорит, о другом ли они или о той же теме словами, которых модель не знает.",
        "{share} of the answers have no theme. This cannot say whether they speak of something else, or of a theme in words that the model does not know.",
    ),
    "trust_context": (
        "Как часто остальные слова ответа сами находят тему, которую называют опорные: {value} (0: не чаще, чем наугад, или ответов слишком мало; 1: всегда). Не говорит, верны ли опорные слова.",
        "How often the other words of an answer alone find the theme that its seeds name: {value} (0: no more often than by guessing, or too few answers to tell; 1: always). It cannot say whether the seeds are right.",
    ),
    "trust_languages": (
        "Тот же ли порядок тем в русских ответах ({ru}) и в английских ({en})? Ранговая корреляция (Спирмен), число тем — {themes}: {profile} (1: порядок тот же). Те же ли темы стоят рядом в одном ответе? Корреляция по парам тем: {together}. Ни то, ни другое не говорит, что на обоих языках под темой понимают одно и то же.",
        "Do the themes come in the same order in {ru} Russian and {en} English answers? Rank correlation (Spearman) over {themes} themes: {profile} (1: the same order). Do the same themes stand in one answer? Correlation over pairs of themes: {together}. Neither can say that both languages mean the same by a theme.",
    ),
    "trust_no_languages": (
        "Языки не сравнивались: для этого нужно по 20 ответов на каждом и три темы, доли которых различны.",
        "Languages were not compared: that takes 20 answers in each and three themes that not all have alike.",
    ),
    "quote_place": (
        "строка {row}",
        "row {row}",
    ),
    "quoted": (
        "«{text}»",
        "“{text}”",
    ),
    "aside_title": (
        "Что отложено",
        "What was set aside",
    ),
    "aside_none": (
        "Ничего: закодирована каждая строка.",
        "Nothing: every row was coded.",
    ),
    "status_empty": (
        "нет текста",
        "no text",
    ),
    "status_non_answer": (
        "в тексте нет ответа («-», «не знаю»)",
        "no answer in the text (“-”, “don't know”)",
    ),
    "status_no_words": (
        "нет слов (только цифры, знаки или картинки)",
        "no words (figures, signs or pictures alone)",
    ),
    "status_other_language": (
        "не по-русски и не по-английски",
        "neither Russian nor English",
    ),
    "methods_title": (
        "Как это сделано",
        "How it was done",
    ),
    "help_figure": (
        "Нарисовать по готовым результатам одну фигуру для статьи: SVG, PNG или PDF.",
        "Draw one figure of finished results for a paper: SVG, PNG or PDF.",
    ),
    "help_figure_results": (
        "Папка, которую записал otklik run.",
        "Folder that otklik run wrote.",
    ),
    "help_figure_kind": (
        "groups: доли с интервалами; domains: шкалы по ковариате, высшие группы вправо; themes: темы; cross: как две шкалы сочетаются.",
        "groups: shares with intervals; domains: scales by a covariate, higher groups to the right; themes; cross: how two scales go together.",
    ),
    "help_figure_by": (
        "Ковариата фигуры «domains»; без неё — все.",
        "Covariate of the figure “domains”; all of them if not given.",
    ),
    "help_figure_scale": (
        "Шкала; без неё — все.",
        "Scale; all of them if not given.",
    ),
    "help_figure_out": (
        "Файл: .svg, .png (300 точек на дюйм) или .pdf.",
        "File to write: .svg, .png (300 dots an inch) or .pdf.",
    ),
    "figure_sides": (
        "Доля ответов: низшие группы влево, высшие вправо",
        "Share of answers: lower groups to the left, higher to the right",
    ),
    "figure_no_scale": (
        "В результатах нет шкалы «{name}».",
        "The results have no scale “{name}”.",
    ),
    "figure_no_by": (
        "Результаты не разбиты по «{name}».",
        "The results are not by “{name}”.",
    ),
    "figure_nothing": (
        "В результатах нечего рисовать как «{kind}».",
        "The results hold nothing to draw as “{kind}”.",
    ),
    "figure_nothing_hint": (
        "Для domains нужен запуск с --by, для groups и cross — книга или модель со шкалами.",
        "domains needs a run with --by, groups and cross a codebook or model with scales.",
    ),
    "figure_no_results": (
        "В этой папке нет готовых результатов.",
        "This is no folder of finished results.",
    ),
    "figure_no_results_hint": (
        "Назовите папку, которую записал otklik run этой версии (run.json, groups.csv).",
        "Name the folder that otklik run of this version wrote (run.json, groups.csv).",
    ),
    "figure_format": (
        "«{name}»: в таком формате фигуры не пишутся.",
        "“{name}”: figures are written in other formats.",
    ),
    "help_docx": (
        "Записать отчёт и в report.docx.",
        "Write the report as report.docx too.",
    ),
    "page_skip": (
        "Сразу к содержанию",
        "Skip to the contents",
    ),
    "contents_title": (
        "Содержание",
        "Contents",
    ),
    "figure_region": (
        "Рисунок, шире узкого экрана",
        "Figure, wider than a narrow screen",
    ),
    "figure_described": (
        "Числа этого рисунка — в таблице или карточках после него.",
        "The numbers of this figure stand in the table or cards that follow it.",
    ),
    "figure_numbers": (
        "Числа",
        "The numbers",
    ),
    "profiles_note": (
        "Карточка группы: темы, которые она называет чаще (▲) или реже (▼), чем все остальные закодированные ответы (двусторонний критерий, Бенджамини — Хохберг, p < 0,05; разность в пунктах с 95% интервалом Ньюкомба; все темы — в profiles.csv), затем то, что говорило за группу.",
        "Each card: the themes that the group names more often (▲) or less often (▼) than all other coded answers (two-sided test, Benjamini-Hochberg, p < 0.05; difference in points with Newcombe's 95% interval; all of them in profiles.csv), then what spoke for the group.",
    ),
    "head_others": (
        "Все остальные",
        "All others",
    ),
    "head_difference": (
        "Разность, пункты",
        "Difference, points",
    ),
    "cross_title": (
        "Как сочетаются шкалы",
        "How the scales cross",
    ),
    "cross_note": (
        "Строка — группа первой шкалы: сколько её ответов попало в каждую группу второй и какая это доля от тех, у кого есть группа на обеих. + и − (в таблице *): больше или меньше, чем дал бы случай (скорректированный остаток, Бенджамини — Хохберг, p < 0,05). Ответы, которые о шкале молчат, есть только в таблице, числом.",
        "Each row is a group of the first scale: how many of its answers are in each group of the second, and what share of those with a group on both. + and − (in the table *): more or fewer than chance would put there (adjusted residual, Benjamini-Hochberg, p < 0.05). Answers that say nothing on a scale are in the table alone, as counts.",
    ),
    "cross_told": (
        "n = {n} с группой на обеих шкалах; V Крамера с поправкой на случай {v} (без поправки {raw}), p {p}.",
        "n = {n} with a group on both scales; Cramér's V corrected for chance {v} (uncorrected {raw}), p {p}.",
    ),
    "cross_nothing": (
        "n = {n} с группой на обеих шкалах: групп слишком мало, чтобы измерить связь.",
        "n = {n} with a group on both scales: too few groups to measure an association.",
    ),
    "curves_title": (
        "Насколько можно верить модели",
        "How far the model can be trusted",
    ),
    "curves_note": (
        "На текстах, отложенных при обучении модели, а не на этих ответах. Слева: если она говорит «80%», права ли она 8 раз из 10 (точки на диагонали; Уилсон 95%)? Справа: сколько текстов она кодирует сама, начиная с самых уверенных, и сколько из них верно; пунктир — заданная точность.",
        "On texts held out from the model's training, not on these answers. Left: when it says 80%, is it right 8 times of 10 (points on the diagonal; Wilson 95%)? Right: how many texts it codes by itself, the surest first, and how many of those rightly; the dashed line is the accuracy asked for.",
    ),
    "methods_copy": (
        "Готово для вставки; вместе с литературой и списком проверки — в methods.txt.",
        "Ready to paste; with references and checklist also in methods.txt.",
    ),
    "methods_no_file": (
        "таблица в памяти",
        "a table in memory",
    ),
    "methods_read": (
        "Прочитано {n} {n:строка|строки|строк} ({files}), закодировано {coded} {coded:ответ|ответа|ответов} ({languages}). Отложено: {aside}.",
        "{n} {n:row was|rows were} read from {files}, and {coded} {coded:answer was|answers were} coded ({languages}). Set aside: {aside}.",
    ),
    "methods_words": (
        "Otklik {version} очистил тексты и привёл слова к леммам (русские — pymorphy3, английские — simplemma); {distinct} {distinct:различный текст закодирован|различных текста закодированы|различных текстов закодированы} по одному разу.",
        "Otklik {version} cleaned the texts and reduced words to lemmas (Russian: pymorphy3, English: simplemma); {distinct} different {distinct:text was|texts were} coded once each.",
    ),
    "methods_book": (
        "Кодировочная книга — {name} (SHA-256 {digest}).",
        "The codebook was {name} (SHA-256 {digest}).",
    ),
    "methods_themes": (
        "Темы и новые топики ({n}) нашла модель «{model}» по опорным словам книги, если она есть, а известные обученной модели — она сама (зерно {seed}); тема считается с вероятности {named} или с порога обученной модели.",
        "Themes and new topics ({n}) were found by the model “{model}”, guided by the seed words of the codebook where there is one, and by the trained model where it knows themes (seed {seed}); an answer has a theme from a probability of {named} or the trained model's own threshold.",
    ),
    "methods_pack": (
        "Группы проставила обученная модель {name} (SHA-256 {digest}); ответ оставлен человеку, если модель уверена меньше порога, выбранного на отложенных текстах для точности {target} ({thresholds}), или если слова ответа ей чужие: {n} из {of} строк.",
        "Groups were given by the trained model {name} (SHA-256 {digest}); an answer is left to a person when the model is less sure than the threshold chosen on held-out texts for {target} accuracy ({thresholds}), or when its words are foreign to the model: {n} of {of} rows.",
    ),
    "methods_all_to_person": (
        "все тексты человеку",
        "every text to a person",
    ),
    "methods_intervals": (
        "Доли — машинный счёт с 95% интервалами Уилсона: они знают, кто случайно ответил, но не как часто ошибается машина.",
        "Shares are machine counts with Wilson's 95% intervals, which know who happened to answer and not how often the machine errs.",
    ),
    "methods_effects": (
        "Доли тем по группам и периодам взяты из вероятностей методом композиции, p с поправкой Бенджамини — Хохберга.",
        "Shares of themes by group and period come from probabilities by the method of composition, with p adjusted by Benjamini and Hochberg.",
    ),
    "methods_profiles": (
        "Темы группы сравнены со всеми остальными закодированными ответами: разность долей с 95% интервалом Ньюкомба, двусторонний критерий, p с поправкой Бенджамини — Хохберга.",
        "Themes of a group were compared with all other coded answers: difference of shares with Newcombe's 95% interval, two-sided test, p adjusted by Benjamini and Hochberg.",
    ),
    "methods_crosses": (
        "Шкалы сопоставлены по ответам, у которых есть группа на обеих: X² Пирсона, V Крамера с поправкой на случай, скорректированные остатки.",
        "Scales were crossed over answers with a group on both: Pearson's X², Cramér's V corrected for chance, adjusted residuals.",
    ),
    "methods_versions": (
        "Программы: Python {python}, {packages}.",
        "Software: Python {python}, {packages}.",
    ),
    "references_title": (
        "Литература",
        "References",
    ),
    "coreq_title": (
        "Список проверки: анализ и результаты (COREQ, пункты 24–32)",
        "Checklist: analysis and findings (COREQ, items 24 to 32)",
    ),
    "coreq_yours": (
        "— заполните сами.",
        "— for you to fill in.",
    ),
    "coreq_24": (
        "24. Сколько кодировщиков кодировали данные?",
        "24. How many data coders coded the data?",
    ),
    "coreq_24_known": (
        "Одна машина; люди, кодировавшие рядом с ней:",
        "One machine; the people who coded beside it:",
    ),
    "coreq_25": (
        "25. Описано ли дерево кодов?",
        "25. Did authors provide a description of the coding tree?",
    ),
    "coreq_25_known": (
        "Кодировочная книга {name}: {themes} {themes:тема|темы|тем}, {scales} {scales:шкала|шкалы|шкал}, определения — в этом отчёте.",
        "Codebook {name}: {themes} {themes:theme|themes}, {scales} {scales:scale|scales}, defined in this report.",
    ),
    "coreq_26": (
        "26. Темы заданы заранее или выведены из данных?",
        "26. Were themes identified in advance or derived from the data?",
    ),
    "coreq_26_known": (
        "Заранее: {themes}; из данных: {topics}.",
        "In advance: {themes}; derived from the data: {topics}.",
    ),
    "coreq_27": (
        "27. Какие программы использованы для работы с данными?",
        "27. What software, if applicable, was used to manage the data?",
    ),
    "coreq_28": (
        "28. Высказались ли участники о результатах?",
        "28. Did participants provide feedback on the findings?",
    ),
    "coreq_29": (
        "29. Показаны ли темы цитатами участников? Обозначен ли источник каждой цитаты?",
        "29. Were participant quotations presented to illustrate the themes? Was each quotation identified?",
    ),
    "coreq_29_known": (
        "Да: {n} {n:цитата|цитаты|цитат} дословно, у каждой — строка ответа.",
        "Yes: {n} {n:quotation|quotations}, verbatim, each with the row of its answer.",
    ),
    "coreq_30": (
        "30. Согласуются ли представленные данные с выводами?",
        "30. Was there consistency between the data presented and the findings?",
    ),
    "coreq_30_known": (
        "У каждой доли есть n и интервал, у каждой темы и группы — цитаты; согласуются ли они",
        "Every share stands with its n and interval, every theme and group with quotations; whether they agree",
    ),
    "coreq_31": (
        "31. Ясно ли представлены основные темы?",
        "31. Were major themes clearly presented in the findings?",
    ),
    "coreq_31_known": (
        "Да: по долям, с интервалами, словами и цитатами.",
        "Yes: by share, with intervals, words and quotations.",
    ),
    "coreq_32": (
        "32. Описаны ли отклоняющиеся случаи и второстепенные темы?",
        "32. Is there a description of diverse cases or discussion of minor themes?",
    ),
    "coreq_32_known": (
        "Редкие темы и группы показаны так же, как частые; их обсуждение",
        "Rare themes and groups are shown like frequent ones; their discussion",
    ),
}
