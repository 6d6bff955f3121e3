"""Train the shipped pack on the training writers of the constructed corpus and write models/volunteering.

    python scripts/train_volunteering.py

Prints what held-out writers show (every writer is coded by a model that has not seen that writer). The test writers are
not touched here: see scripts/evaluate_volunteering.py.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score, confusion_matrix, f1_score

from otklik import codebook, words
from otklik.attitudes import AttitudeClassifier, Target, pack
from otklik.attitudes.word_classes import WordClasses
from otklik.domain import NOT_EXPRESSED
from otklik.measure import automation

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpora" / "volunteering" / "answers.csv"
PACK = ROOT / "models" / "volunteering"
AUTOMATIC_ACCURACY = 0.8
LEAST_KNOWN = 0.25


def main() -> None:
    rows = pd.read_csv(CORPUS, dtype=str, keep_default_na=False).query("split == 'train'")
    book = codebook.load("volunteering")
    counted = words.count(map(cleaned, rows["text"]))
    classes = (PACK / "word_classes.txt").read_text(encoding="utf-8")
    classifiers, thresholds, lines = {}, {}, []
    for scale in book.scales:
        labels = rows[scale.id].to_numpy(dtype=object)
        model = AttitudeClassifier(scale.values, C=1.5, word_classes=classes)
        model.fit(counted, labels, rows["writer"].to_numpy())
        classifiers[scale.id] = model
        guess = model.classes_[model.held_out_.argmax(axis=1)]
        sure = model.held_out_.max(axis=1)
        right = guess == labels
        found = automation.threshold(sure, right, AUTOMATIC_ACCURACY)
        thresholds[scale.id] = 1.0 if found is None else round(found, 4)
        automatic = sure >= thresholds[scale.id]
        lines += [
            "",
            f"## {scale.name['en']} (`{scale.id}`)",
            "",
            "| language | n | macro-F1 | quadratic kappa of the groups |",
            "| --- | --- | --- | --- |",
        ]
        for lang in ("ru", "en"):
            here = (rows["lang"] == lang).to_numpy()
            lines.append(
                f"| {lang} | {here.sum()} | {f1_score(labels[here], guess[here], average='macro'):.3f} "
                f"| {kappa(labels[here], guess[here], scale.values):.3f} |"
            )
        lines += [
            "",
            f"Expected calibration error (15 bins): {automation.calibration_error(sure, right):.3f}. "
            f"Threshold {thresholds[scale.id]}: {automatic.mean():.0%} of the texts are coded automatically, "
            f"{right[automatic].mean():.0%} of those rightly (target {AUTOMATIC_ACCURACY:.0%}).",
            "",
            "Confusion (rows: gold; columns: coded), held-out writers:",
            "",
            "| | " + " | ".join(scale.values) + " |",
            "| --- |" + " --- |" * len(scale.values),
        ]
        table = confusion_matrix(labels, guess, labels=list(scale.values))
        lines += [
            f"| {name} | " + " | ".join(map(str, line)) + " |" for name, line in zip(scale.values, table, strict=True)
        ]
    print("\n".join(lines))
    pack.save(
        PACK,
        [Target(scale.id, "scale", scale.values, True, thresholds[scale.id]) for scale in book.scales],
        classifiers,
        least_known=LEAST_KNOWN,
        meta={
            "title": {"ru": "волонтёрство студентов-медиков", "en": "medical students on volunteering"},
            "version": "0.1.0",
            "codebook": book.id,
            "automatic_accuracy": AUTOMATIC_ACCURACY,
            "trained_on": {
                "corpus": "corpora/volunteering",
                "texts": len(rows),
                "writers": sorted(set(rows["writer"])),
            },
        },
        card=CARD.format(n=len(rows), classes=len(WordClasses(classes).names), tables="\n".join(lines)),
    )


def cleaned(text: str) -> str:
    from otklik import clean

    return clean.text(text).text


def kappa(gold: np.ndarray, guess: np.ndarray, values: tuple[str, ...]) -> float:
    """Quadratic kappa over the ordered groups, on texts where both gold and guess express one."""
    both = (gold != NOT_EXPRESSED) & (guess != NOT_EXPRESSED)
    order = {value: at for at, value in enumerate(values)}
    return float(
        cohen_kappa_score([order[v] for v in gold[both]], [order[v] for v in guess[both]], weights="quadratic")
    )


CARD = """\
# Model card: volunteering 0.1.0

Codes answers to "What do you think about medical students taking part in volunteering?", in Russian and English, on the
two scales of the codebook `volunteering`: institution and socialization, four ordered groups each, or `not_expressed`.

**Made by** `python scripts/train_volunteering.py`: logistic regression on word forms, lemmas, letter groups and
classes of words (`word_classes.txt`: {classes} kinds of words in both languages, written from the codebook, with
negation, place in the text, and whether the clause speaks of the school), one model for both languages,
probabilities calibrated on held-out writers. JSON and npz; nothing is executed. The blocks of features
and their weights were chosen on the same held-out writers, about a hundred comparisons, so the figures below flatter
by some hundredths. Whoever wrote the
answers may use words as the author of the word classes does: expect less on answers of real students.

**Trained on** {n} constructed answers of six writers (`corpora/volunteering`, split `train`). These are not survey
data: they were written for this project. What the model does on answers of real students is not known.

**Not for**: decisions about persons; other questions; languages other than Russian and English; shares in a publication
without a random part coded by hand.

All figures here are of held-out writers within the training part, printed by the script above. The writers of the test
part were kept for `python scripts/evaluate_volunteering.py`, which prints the model beside three references.
{tables}
"""

if __name__ == "__main__":
    main()
