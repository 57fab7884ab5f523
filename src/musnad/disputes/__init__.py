"""Room `disputes`: claims over several articles, denials, drift, laundering, unnamed sources.

A claim is what somebody is reported to have said or done; it is no fact.
"""

from musnad.disputes.claims import WINDOW, Likeness, Placed, Store, contradict, place, same_claim
from musnad.disputes.counting import (
    Anonymity,
    Counts,
    anonymous_sources,
    counts,
    is_unnamed,
)
from musnad.disputes.denials import Clock, Denial, Denials, denial_clock
from musnad.disputes.drift import Change, Version, changes, drift
from musnad.disputes.laundering import Step, laundering, strength
from musnad.disputes.statement import Statement, keys, statement
from musnad.disputes.told import Told

__all__ = [
    "WINDOW",
    "Anonymity",
    "Change",
    "Clock",
    "Counts",
    "Denial",
    "Denials",
    "Likeness",
    "Placed",
    "Statement",
    "Step",
    "Store",
    "Told",
    "Version",
    "anonymous_sources",
    "changes",
    "contradict",
    "counts",
    "denial_clock",
    "drift",
    "is_unnamed",
    "keys",
    "laundering",
    "place",
    "same_claim",
    "statement",
    "strength",
]
