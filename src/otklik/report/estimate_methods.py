"""How shares were estimated, ready to paste into a paper: a paragraph and its references.

Takes the facts of an `Estimates`, gives sentences in the language of the interface.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from otklik.messages import say
from otklik.report.methods import BENJAMINI, BERGSMA, HABERMAN, NEWCOMBE, SKLEARN, WILSON

if TYPE_CHECKING:
    from otklik.results.estimates import Estimates

_REGRESSION = (
    "Angelopoulos A.N., Bates S., Fannjiang C., Jordan M.I., Zrnic T. (2023). Prediction-powered inference. Science "
    "382(6671), 669–674.",
    "Cassel C.M., Särndal C.E., Wretman J.H. (1976). Some results on generalized difference estimation and generalized "
    "regression estimation for finite populations. Biometrika 63(3), 615–620.",
    "Cochran W.G. (1977). Sampling techniques. 3rd ed. Wiley.",
    "MacKinnon J.G., White H. (1985). Some heteroskedasticity-consistent covariance matrix estimators with improved "
    "finite sample properties. Journal of Econometrics 29(3), 305–325.",
    "Särndal C.E., Swensson B., Wretman J. (1992). Model assisted survey sampling. Springer.",
)
_CROSS = (
    "Zrnic T., Candès E.J. (2024). Cross-prediction-powered inference. Proceedings of the National Academy of Sciences "
    "121(15), e2322083121."
)
_WEIGHTS = (
    "Deming W.E., Stephan F.F. (1940). On a least squares adjustment of a sampled frequency table when the expected "
    "marginal totals are known. Annals of Mathematical Statistics 11(4), 427–444.",
    "Kish L. (1965). Survey sampling. Wiley.",
)
_DOMAINS = (
    "Grizzle J.E., Starmer C.F., Koch G.G. (1969). Analysis of categorical data by linear models. Biometrics 25(3), "
    "489–504.",
    "McCullagh P. (1980). Regression models for ordinal data. Journal of the Royal Statistical Society B 42(2), "
    "109–142.",
    "Zou G.Y., Donner A. (2008). Construction of confidence limits about effect measures: a general approach. "
    "Statistics in Medicine 27(10), 1693–1702.",
)
_HOLM = (
    "Holm S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6(2), "
    "65–70."
)


def paragraph(found: Estimates) -> str:
    """Return what was read, coded by hand and estimated, as one paragraph."""
    facts = found.facts
    files = ", ".join(f"{one['name']} (SHA-256 {str(one['sha256'])[:12]})" for one in facts["sources"])
    told = [
        say(
            "estimates_methods_read", rows=facts["rows"], files=files, answers=facts["answers"],
            distinct=facts["distinct_texts"], version=facts["otklik"], model=facts["model"],
            digest=facts["model_sha256"][:12],
        )
    ]  # fmt: skip
    if facts["codings"] is None:
        told.append(say("estimates_methods_machine"))
    else:
        told.append(_hand(found))
        cross = facts["cross_fitted"]
        told.append(say("estimates_methods_cross") if cross else say("estimates_methods_regression"))
        told.append(say("estimates_methods_intervals"))
    if facts["weighted_by"]:
        effective = round(facts["effective_answers"])
        told.append(say("estimates_methods_weights", by=", ".join(facts["weighted_by"]), n=effective))
    if facts["population"] is not None:
        told.append(say("estimates_methods_population", n=facts["population"]))
    if facts["by"] and facts["codings"] is not None:
        told.append(
            say(
                "estimates_methods_domains",
                by=", ".join(facts["by"]),
                many=say(f"estimates_adjusted_{facts['adjusted']}"),
            )
        )
    packages = ", ".join(f"{name} {version}" for name, version in facts["packages"].items())
    told.append(say("methods_versions", python=facts["python"], packages=packages))
    return " ".join(told)


def references(found: Estimates) -> list[str]:
    """Return the works that the paragraph rests on, in the order of their names."""
    facts, works = found.facts, [SKLEARN]
    if facts["weighted_by"]:
        works += _WEIGHTS
    if facts["codings"] is None:
        return sorted(works)
    works += [*_REGRESSION, WILSON]
    if facts["cross_fitted"]:
        works.append(_CROSS)
    if facts["by"]:
        works += [*_DOMAINS, HABERMAN, BERGSMA, NEWCOMBE, _HOLM if facts["adjusted"] == "holm" else BENJAMINI]
    return sorted(works)


def _hand(found: Estimates) -> str:
    facts = found.facts
    return say(
        "estimates_methods_hand", n=facts["hand_coded"], random=facts["hand_coded_at_random"], file=facts["codings"],
        digest=str(facts["codings_sha256"])[:12],
    )  # fmt: skip
