"""Room `dates`: Arabic time expressions and numbers → TIMEX3 values and intervals of days."""

from musnad.dates.article import TimeMention, dated, resolve_times
from musnad.dates.months import HIJRI_MONTHS, MONTHS
from musnad.dates.norms import norm_of
from musnad.dates.numbers import number_of
from musnad.dates.resolve import resolve_time

__all__ = [
    "HIJRI_MONTHS",
    "MONTHS",
    "TimeMention",
    "dated",
    "norm_of",
    "number_of",
    "resolve_time",
    "resolve_times",
]
