"""Room `ledger`: the embedded database of readings, what was decided on them, and their log."""

from musnad.ledger.runs import Failure, Run, begin_run, end_run, fail, failures, runs
from musnad.ledger.store import Added, Also, Ledger
from musnad.ledger.versions import Change, changes

__all__ = [
    "Added",
    "Also",
    "Change",
    "Failure",
    "Ledger",
    "Run",
    "begin_run",
    "changes",
    "end_run",
    "fail",
    "failures",
    "runs",
]
