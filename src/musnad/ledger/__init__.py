"""Room `ledger`: the embedded database of readings, what was decided on them, and their log."""

from musnad.ledger.store import Added, Ledger
from musnad.ledger.versions import Change, changes

__all__ = ["Added", "Change", "Ledger", "changes"]
