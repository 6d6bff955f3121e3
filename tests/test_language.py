"""Which language a text is in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik import language

QUICK = settings(max_examples=200, deadline=None, derandomize=True)

RUSSIAN = """\
Хочу помогать людям
Нет времени
Волонтёры молодцы
Помощь
Да
Опыт, друзья, эмоции
мне как студенту это полезно для резюме
Может быть, но без фанатизма
Бесплатный труд
Само собой, много времени уходит
Два месяца работал в больнице, многому научился
Студенты должны учиться, а не работать бесплатно
Обещали наставника, никто не пришёл
подъём в шесть утра, объяснений ноль
Ездили в Казань и Кыргызстан с отрядом
пицца и чай после смены
Там хотели съэкономить на людях
ооо дааа круто
УЖАСНО, БОЛЬШЕ НЕ ПОЙДУ"""

ENGLISH = """\
I want to help people
no time
It looks good on a CV
new friends, experience, fun
Makes me feel good
Do good and be kind
People die without help
Great experience for students
I do it for my résumé
café owners volunteer too
Time and money
meet new people
They promised us a mentor but nobody came.
Lots of la la la and no work
Pro bono work, de facto unpaid labour
She was the crème de la crème of volunteers
We met a man on the trip to Poland
Helping People Is What We Do
NO MONEY NO TIME AT ALL"""

MIXED = """\
Волонтёрство это круто, I love helping people
Я люблю teamwork и новых людей because it is fun
Мне нравится volunteering и helping people очень
Good idea но времени нет
это было amazing experience для меня лично
Помогать людям — my passion and my life
Устал как собака. But I would do it again"""

ELSEWHERE = {
    "Ukrainian": """\
Я хочу допомагати людям, тому що це важливо для мене.
Волонтерство дає досвід і нових друзів.
Немає часу, але хочу спробувати
Я брав участь у програмі два роки тому і досі пам'ятаю ті відчуття.
Волонтером стати може кожен, але не кожен готовий.
Коли працюєш у лікарні, розумієш, наскільки це потрібно хворим.
Студенти повинні навчатися, а не працювати безкоштовно.
Нам обіцяли наставника, а його не було жодного разу.""",
    "Belarusian": """\
Я хачу дапамагаць людзям, бо гэта важна.
Валанцёрства дае вопыт і новых сяброў.
Мне падабаецца быць карыснай
Мы працавалі ў бальніцы два месяцы і атрымалі добры вопыт.
Я не маю часу, бо вучуся і працую.
Валанцёры дапамагаюць тым, каму цяжка.
Студэнты павінны вучыцца, а не працаваць задарма.
Калі чалавеку патрэбна дапамога, трэба дапамагчы.""",
    "Kazakh": """\
Адамдарға көмектескім келеді, себебі бұл маңызды.
Еріктілер қоғамға пайда әкеледі
Мен ауруханада екі ай жұмыс істедім.
Бұл студенттерге тәжірибе береді, бірақ уақыт алады.
Еріктілерге алғыс айту керек деп ойлаймын.
Біз бірге болсақ, бәрін істей аламыз.""",
    "Tatar": """\
Кешеләргә ярдәм итәсем килә, чөнки бу мөһим.
Мин хастаханәдә ике ай эшләдем.
Бу студентларга тәҗрибә бирә, ләкин вакыт ала.
Ярдәм кирәк булган кешеләр күп.
Волонтерларга рәхмәт әйтергә кирәк дип уйлыйм.
Яшьләр өчен бу бик файдалы""",
    "Bulgarian": """\
Искам да помагам на хората, защото това е важно.
Нямам време, но бих опитал някога
Хората са добри и помагат
Харесва ми да бъда полезна
Всеки може да стане доброволец, но не всеки е готов.
Не съм сигурен, че това помага на някого.
Защото хората имат нужда от помощ""",
    "German": """\
Ich möchte Menschen helfen, weil es wichtig ist.
Keine Zeit für so etwas
Das finde ich sehr gut
Ich habe zwei Monate im Krankenhaus gearbeitet und viel gelernt.
Studenten sollen lernen und nicht umsonst arbeiten.
Jeder kann helfen, wenn er will.
Man hat uns einen Mentor versprochen, aber keiner kam.""",
    "French": """\
Je veux aider les gens parce que c'est important.
Le bénévolat apporte de nouvelles expériences
Aider les autres donne du sens
J'ai travaillé deux mois dans un hôpital et j'ai beaucoup appris.
On nous avait promis un tuteur mais personne est venu.
Je ne sais pas trop quoi en penser.""",
    "Spanish": """\
Quiero ayudar a la gente porque es importante.
No tengo tiempo para eso
Me gusta conocer personas nuevas
Los estudiantes deben estudiar y no trabajar gratis.
Nos prometieron un tutor pero nadie vino.
No estoy seguro de que esto ayude a alguien.""",
    "Polish": """\
Chcę pomagać ludziom, bo to jest ważne.
Nie mam czasu na to
Wolontariat daje nowe znajomości
Studenci powinni się uczyć, a nie pracować za darmo.
Każdy może pomóc, jeśli chce.
Nie wiem, czy to komukolwiek pomaga.""",
    "Turkish": """\
İnsanlara yardım etmek istiyorum çünkü bu önemli.
Zamanım yok ama denemek isterim
Gönüllü olmak güzel bir duygu
İki ay hastanede çalıştım ve çok şey öğrendim.
Bize bir danışman söz verdiler ama kimse gelmedi.
Bu bana iyi geliyor""",
    "of other scripts": """\
मुझे लोगों की मदद करना पसंद है
我喜欢帮助别人
أحب مساعدة الناس
Μου αρέσει να βοηθάω
მე მიყვარს დახმარება""",
}


@pytest.mark.parametrize("text", RUSSIAN.splitlines())
def test_russian_answers_are_russian(text: str) -> None:
    assert language.detect(text) == "ru"


@pytest.mark.parametrize("text", ENGLISH.splitlines())
def test_english_answers_are_english(text: str) -> None:
    assert language.detect(text) == "en"


@pytest.mark.parametrize("text", MIXED.splitlines())
def test_two_languages_in_one_answer_are_mixed(text: str) -> None:
    assert language.detect(text) == "mixed"


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in ELSEWHERE.items() for text in texts.splitlines()]
)
def test_sentences_in_other_languages_are_other(name: str, text: str) -> None:
    assert language.detect(text) == "other", name


@pytest.mark.parametrize(
    "text",
    [
        "Мне нравится проект Teach for All",
        "Участвовал в FIFA World Cup волонтёром",
        "Работаю в Microsoft",
        "Instagram, TikTok и YouTube отнимают время",
        "волонтёр Teach For All",
        "Был волонтёром на Formula 1 в Сочи",
        "Он сказал «just do it» и ушёл",
        'Девиз "make love not war" мне близок',
        "Читал книгу “The Lord of the Rings” в детстве",
        "Подробнее на https://example.org/help-people-now или volunteers@example.org, #goodpeople",
        "опыт, networking",
        "Je ne sais pas, как говорят французы, но помогать надо всем и всегда",
    ],
)
def test_a_name_a_quotation_or_a_link_leaves_russian_russian(text: str) -> None:
    assert language.detect(text) == "ru"


@pytest.mark.parametrize(
    "text",
    [
        "My friend Иван helps me a lot",
        "The word «помощь» means help",
        "We worked with Красный Крест in our town last year",
        "She said “спасибо большое” to all of us",
    ],
)
def test_a_name_or_a_quotation_leaves_english_english(text: str) -> None:
    assert language.detect(text) == "en"


@pytest.mark.parametrize("text", ["", "   ", "123", "👍", "...", "ok", "Moscow", "x", "я"])
def test_too_little_stays_unknown(text: str) -> None:
    # One small letter may be of any alphabet; so may one Latin word.
    assert language.detect(text) == "unknown"


def test_a_text_that_is_all_quotation_is_in_the_language_of_the_quotation() -> None:
    assert language.detect("«Помогать людям»") == "ru"
    assert language.detect("“to be or not to be”") == "en"


def test_a_column_is_named_text_by_text() -> None:
    assert language.detect_all(["Нет времени", "no time", ""]) == ["ru", "en", "unknown"]


@QUICK
@given(st.text())
def test_every_text_has_exactly_one_label(text: str) -> None:
    assert language.detect(text) in {"ru", "en", "mixed", "other", "unknown"}


@QUICK
@given(st.lists(st.sampled_from(RUSSIAN.split()), min_size=1).map(" ".join), st.sampled_from(["!", " :)", " 5", " 👍"]))
def test_signs_and_figures_do_not_change_the_language(text: str, sign: str) -> None:
    assert language.detect(text + sign) == language.detect(text)


def test_a_long_unbroken_answer_costs_no_more_than_its_length() -> None:
    started = time.perf_counter()
    for text in ("a" * 300_000, "@" * 300_000, "я" * 300_000, "«" * 300_000, "a«" * 100_000):
        language.detect(text)
    assert time.perf_counter() - started < 60
