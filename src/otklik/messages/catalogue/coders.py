"""Sentences about the coders of a model's training texts: Russian, then English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "coders_title": (
        "Насколько согласны кодировщики, у которых училась модель",
        "How well the coders that the model learnt from agree",
    ),
    "coders_told": (
        "{texts} {texts:обучающий текст|обучающих текста|обучающих текстов} закодировали хотя бы двое, независимо друг от друга; всего кодировщиков: {coders}.",
        "{texts} training {texts:text was|texts were} coded by two or more coders, each without the others; coders in all: {coders}.",
    ),
    "coders_bound": (
        "Это не люди, а сконструированные кодировщики одного рода: числа — верхняя граница, согласие людей будет ниже.",
        "These are constructed coders of one kind, not people: the figures are an upper bound, and people will agree less.",
    ),
    "coders_care": (
        "Согласие значит, что кодируют одинаково, а не что правильно. С людьми модель не может соглашаться лучше, чем они между собой.",
        "Agreement says that coders code alike, not that they are right. A model can't agree with people better than they do with each other.",
    ),
    "coders_none": (
        "Неизвестно: в модели нет кодировок двух человек. Дайте им закодировать одни и те же тексты, измерьте согласие командой otklik agree и обучите модель на таблице со столбцом кодировщика (otklik train --coder).",
        "Not known: the model holds no codings of the same texts by two people. Let two code the same texts, measure with otklik agree, and train on a sheet with a column of coders (otklik train --coder).",
    ),
    "coders_codes": (
        "По отдельным кодам",
        "Code by code",
    ),
    "coders_head_what": (
        "Что",
        "What",
    ),
}
