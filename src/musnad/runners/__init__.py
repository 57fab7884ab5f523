"""Room `runners`: readings of many articles, one after the other or in several processes."""

from musnad.runners.contract import Failed, Outcome, Readable
from musnad.runners.pool import PoolRunner
from musnad.runners.serial import SerialRunner

__all__ = ["Failed", "Outcome", "PoolRunner", "Readable", "SerialRunner"]
