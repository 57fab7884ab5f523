"""Room `dates`: Arabic time expressions and numbers → TIMEX3 values and intervals of days."""

from musnad.dates.months import HIJRI_MONTHS, MONTHS
from musnad.dates.numbers import number_of
from musnad.dates.resolve import TimeMention, dated, norm_of, resolve_time, resolve_times

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
