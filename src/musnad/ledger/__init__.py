"""Room `ledger`: the embedded database of readings, what was decided on them, and their log."""

from musnad.ledger.decisions import Said
from musnad.ledger.disagreements import Disagreement, disagreements
from musnad.ledger.finding import Finding
from musnad.ledger.judge import history, judge, judgements_of, undo
from musnad.ledger.merging import Actors, merge, resolved_actor, split
from musnad.ledger.proof import proof
from musnad.ledger.proof_check import verify_proof
from musnad.ledger.review_queue import QueueItem, queue
from musnad.ledger.runs import Failure, Run, begin_run, end_run, fail, failures, runs
from musnad.ledger.standing import Held
from musnad.ledger.store import Added, Also, Ledger
from musnad.ledger.verify import head, verify
from musnad.ledger.verify_log import Head
from musnad.ledger.versions import Change, changes

__all__ = [
    "Actors",
    "Added",
    "Also",
    "Change",
    "Disagreement",
    "Failure",
    "Finding",
    "Head",
    "Held",
    "Ledger",
    "QueueItem",
    "Run",
    "Said",
    "begin_run",
    "changes",
    "disagreements",
    "end_run",
    "fail",
    "failures",
    "head",
    "history",
    "judge",
    "judgements_of",
    "merge",
    "proof",
    "queue",
    "resolved_actor",
    "runs",
    "split",
    "undo",
    "verify",
    "verify_proof",
]
