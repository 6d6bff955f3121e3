"""How well coders agree: percent, Cohen, Fleiss, Krippendorff's alpha, Gwet's AC, MASI for sets of codes.

Takes a table units x coders with gaps, gives a figure with limits, or why there is none. Never sees a text.
"""

from otklik.measure.agreement.alpha import Level, alpha
from otklik.measure.agreement.codings import as_numbers
from otklik.measure.agreement.figures import Agreement
from otklik.measure.agreement.kappa import cohen_kappa, fleiss_kappa, gwet_ac, percent
from otklik.measure.agreement.masi import masi

__all__ = ["Agreement", "Level", "alpha", "as_numbers", "cohen_kappa", "fleiss_kappa", "gwet_ac", "masi", "percent"]
