"""How a run was made, ready to paste into a paper: a paragraph, its references, and a checklist.

Takes the facts of a result, gives sentences in the language of the interface. What Otklik can't know it leaves open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otklik.messages import interface, number, say, share

if TYPE_CHECKING:
    from otklik.results.run import Result

_COREQ = (
    "Tong A., Sainsbury P., Craig J. (2007). Consolidated criteria for reporting qualitative research (COREQ): a "
    "32-item checklist for interviews and focus groups. International Journal for Quality in Health Care 19(6), "
    "349–357."
)
WILSON = (
    "Wilson E.B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the "
    "American Statistical Association 22(158), 209–212."
)
SKLEARN = (
    "Pedregosa F. et al. (2011). Scikit-learn: machine learning in Python. Journal of Machine Learning Research "
    "12, 2825–2830."
)
_ALWAYS = (
    WILSON,
    "Korobov M. (2015). Morphological analyzer and generator for Russian and Ukrainian languages. In: Analysis of"
    " Images, Social Networks and Texts. CCIS 542, 320–332.",
    "Barbaresi A. Simplemma: a simple multilingual lemmatizer for Python. doi:10.5281/zenodo.4673264.",
    SKLEARN,
)
_THEMES = (
    "Treier S., Jackman S. (2008). Democracy as a latent variable. American Journal of Political Science 52(1), "
    "201–217.",
    "Röder M., Both A., Hinneburg A. (2015). Exploring the space of topic coherence measures. In: WSDM 2015, 399–408.",
    "Řehůřek R., Sojka P. (2010). Software framework for topic modelling with large corpora. In: LREC 2010 "
    "Workshop on New Challenges for NLP Frameworks, 45–50.",
)
BENJAMINI = (
    "Benjamini Y., Hochberg Y. (1995). Controlling the false discovery rate: a practical and powerful approach to"
    " multiple testing. Journal of the Royal Statistical Society B 57(1), 289–300."
)
_CLASSIFIER = (
    "Frank E., Hall M. (2001). A simple approach to ordinal classification. In: ECML 2001. LNCS 2167, 145–156.",
    "Platt J. (1999). Probabilistic outputs for support vector machines and comparisons to regularized likelihood"
    " methods. In: Advances in Large Margin Classifiers. MIT Press, 61–74.",
)
NEWCOMBE = (
    "Newcombe R.G. (1998). Interval estimation for the difference between independent proportions: comparison of "
    "eleven methods. Statistics in Medicine 17(8), 873–890."
)
HABERMAN = "Haberman S.J. (1973). The analysis of residuals in cross-classified tables. Biometrics 29(1), 205–220."
BERGSMA = (
    "Bergsma W. (2013). A bias-correction for Cramér's V and Tschuprow's T. Journal of the Korean Statistical "
    "Society 42(3), 323–328."
)


def paragraph(result: Result) -> str:
    """Return what was read, set aside, coded and counted, as one paragraph."""
    run = result.run
    counts, book, pack = run["counts"], run["codebook"], run["pack"]
    aside = [
        f"{say(f'status_{name}')}: {number(counts[name])}"
        for name in ("empty", "non_answer", "no_words", "other_language")
        if counts[name]
    ]
    spoken = ", ".join(f"{say(f'language_{name}')} {number(n)}" for name, n in run["languages"].items())
    files = ", ".join(f"{one['name']} (SHA-256 {str(one['sha256'])[:12]})" for one in run["sources"])
    told = [
        say(
            "methods_read", n=counts["rows"], files=files or say("methods_no_file"), coded=counts["coded"],
            languages=spoken or "—", aside="; ".join(aside) or "0",
        ),
        say("methods_words", version=run["otklik"], distinct=counts["distinct_coded"]),
    ]  # fmt: skip
    asked = run["parameters"]
    if book:
        told.append(say("methods_book", name=f"{book['id']} {book['version']}", digest=book["sha256"][:12]))
    if result.found:
        told.append(
            say(
                "methods_themes", model=asked["theme_model"], n=len(result.found), seed=asked["seed"],
                named=share(asked["theme_named_from"]),
            )
        )  # fmt: skip
    if pack:
        told.append(_pack(result))
    told.append(say("methods_intervals"))
    if result.by or result.time is not None:
        told.append(say("methods_effects"))
    if result.profiles is not None:
        told.append(say("methods_profiles"))
    if result.crosses is not None:
        told.append(say("methods_crosses"))
    packages = ", ".join(f"{name} {found}" for name, found in run["packages"].items())
    told.append(say("methods_versions", python=run["python"], packages=packages))
    return " ".join(told)


def references(result: Result) -> list[str]:
    """Return the works that the paragraph rests on, in the order of their names; the codebook's sources first."""
    book = result.run["codebook"]
    found = list(_ALWAYS)
    found += _THEMES if result.found else ()
    found += _CLASSIFIER if result.run["pack"] else ()
    if result.profiles is not None or result.by:
        found.append(BENJAMINI)
    if result.profiles is not None:
        found.append(NEWCOMBE)
    found += (HABERMAN, BERGSMA) if result.crosses is not None else ()
    own = [f"{book['id']} {book['version']}: {book['sources']}"] if book and book["sources"] else []
    return own + sorted(found)


def checklist(result: Result) -> list[tuple[str, str, bool]]:
    """Return items 24-32 of COREQ, analysis and findings: what is asked, what is known, and whether that is enough."""
    found = result.found
    book = result.run["codebook"]
    quoted = sum(len(theme.exemplars) for theme in found) + sum(len(one.exemplars) for one in result.portraits)
    themes = sum(theme.kind == "theme" for theme in found)
    packages = ", ".join(f"{name} {version}" for name, version in list(result.run["packages"].items())[:4])
    named = f"{book['id']} {book['version']}" if book else "—"
    return [
        (say("coreq_24"), say("coreq_24_known"), False),
        (say("coreq_25"), say("coreq_25_known", name=named, themes=themes, scales=len(result.scales)), True),
        (say("coreq_26"), say("coreq_26_known", themes=themes, topics=len(found) - themes), True),
        (say("coreq_27"), f"Otklik {result.run['otklik']}, {packages}", True),
        (say("coreq_28"), "", False),
        (say("coreq_29"), say("coreq_29_known", n=quoted), True),
        (say("coreq_30"), say("coreq_30_known"), False),
        (say("coreq_31"), say("coreq_31_known"), True),
        (say("coreq_32"), say("coreq_32_known"), False),
    ]


def plain(result: Result) -> str:
    """Return paragraph, references and checklist as the text of a file."""
    items = [f"{asked}\n    {_answer(known, enough)}" for asked, known, enough in checklist(result)]
    return "\n".join(
        [
            say("methods_title"), "", paragraph(result), "",
            say("references_title"), "", *(f"- {one}" for one in references(result)), "",
            say("coreq_title"), f"({_COREQ})", "", *items, "",
        ]
    )  # fmt: skip


def laid_out(result: Result) -> dict[str, Any]:
    """Return all three for a page."""
    return {
        "paragraph": paragraph(result),
        "references": references(result),
        "checklist": [(asked, _answer(known, enough)) for asked, known, enough in checklist(result)],
        "coreq": _COREQ,
    }


def _answer(known: str, enough: bool) -> str:
    return known if enough else f"{known} {say('coreq_yours')}".strip()


def _pack(result: Result) -> str:
    pack, counts = result.run["pack"], result.run["counts"]
    names = {scale.id: scale.name.get(interface(), scale.id) for scale in result.scales}
    # A threshold of 1 leaves every text to a person: none keeps the promise.
    thresholds = ", ".join(
        f"{names.get(target, say('themes_title') if target == 'themes' else target)}: "
        + (f"{value:.2f}" if value < 1 else say("methods_all_to_person"))
        for target, value in pack["thresholds"].items()
    )
    told = say(
        "methods_pack", name=f"{pack['name']} {pack['version'] or ''}".strip(), digest=pack["arrays_sha256"][:12],
        thresholds=thresholds, target=share(pack["automatic_accuracy"]), n=counts["needs_person"],
        of=number(counts["rows"]),
    )  # fmt: skip
    return told if pack["suits"] is not False else f"{told} {say('pack_does_not_suit', name=pack['name'])}"
