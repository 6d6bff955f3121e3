"""Survey weights: how they are brought to known margins, and what they cost.

Takes weights and values of covariates, gives weights. Knows no files and no codes.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


def effective_size(weights: NDArray[np.float64]) -> float:
    """Return how many answers of equal weight would tell as much (Kish 1965); 0 without any.

    >>> effective_size(np.ones(10)), round(effective_size(np.array([1.0, 1.0, 4.0])), 6)
    (10.0, 2.0)
    """
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def rake(
    values: Mapping[str, NDArray[np.str_]],
    targets: Mapping[str, Mapping[str, float]],
    weights: NDArray[np.float64] | None = None,
    *,
    rounds: int = 1_000,
    tolerance: float = 1e-10,
) -> NDArray[np.float64]:
    """Return weights of mean 1 whose shares on every covariate are the targets (Deming and Stephan 1940).

    ``values`` gives for each covariate the value of each answer, ``targets`` the share of each of its values in the
    population; ``weights`` are those to start from.

    >>> sex, age = np.array(["f", "f", "f", "m"]), np.array(["old", "old", "young", "young"])
    >>> found = rake({"sex": sex, "age": age}, {"sex": {"f": 0.5, "m": 0.5}, "age": {"old": 0.3, "young": 0.7}})
    >>> found.round(3).tolist()
    [0.6, 0.6, 0.8, 2.0]

    Raises ``ValueError`` when an answer has a value without a target, or a value with a target has no answer, and when
    no weights reach all targets.

    *Read with care*: raking mends what goes along with these covariates and nothing else; who did not answer may think
    otherwise in every district. Intervals take the weights for known.

    These lines are our own: `ipfn`, the nearest package, walks the cells one by one through calls that pandas has
    deprecated. It gives the same weights, and the tests hold it against them.
    """
    size = len(next(iter(values.values())))
    found = np.ones(size) if weights is None else weights.astype(np.float64)
    numbered = []
    for covariate, shares in targets.items():
        present, at = np.unique(values[covariate], return_inverse=True)
        if set(present.tolist()) != {value for value, share in shares.items() if share > 0}:
            raise ValueError(covariate)
        wanted = np.array([shares[value] for value in present.tolist()], dtype=np.float64)
        numbered.append((at, wanted / wanted.sum()))
    for _ in range(rounds):
        worst = 0.0
        for at, wanted in numbered:
            ratio = wanted * found.sum() / np.bincount(at, found)
            found = found * ratio[at]
            worst = max(worst, float(np.abs(ratio - 1).max()))
        if worst < tolerance:
            return np.asarray(found * (size / found.sum()))
    raise ValueError(", ".join(targets))
