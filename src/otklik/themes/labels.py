"""What to call a topic before a person has named it.

Takes its top words as texts write them, gives a short label. Proposes only: a topic is named by who has read its texts.
"""

from __future__ import annotations

from collections.abc import Sequence

_ALIKE = 5
"""Words that begin with so many equal letters say the same in a label."""


def label(top_words: Sequence[str], n: int = 3) -> str:
    """Join the first ``n`` of a topic's top words that are not forms or parts of one another.

    The order is the model's: words both frequent in the topic and its own, as in FREX (Bischof and Airoldi 2012).

    >>> label(["клиника", "клинику", "очередь", "долгая очередь", "врач", "запись"])
    'клиника, очередь, врач'
    >>> label([])
    ''

    *Read with care*: words propose, texts decide. A label from words can sound like a theme where there is none.
    """
    chosen: list[str] = []
    taken: set[str] = set()
    for word in top_words:
        beginnings = {part[:_ALIKE].casefold() for part in word.split()}
        if len(chosen) < n and not beginnings & taken:
            chosen.append(word)
            taken |= beginnings
    return ", ".join(chosen)
