"""One article after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from musnad.pipeline import Reader
from musnad.runners.contract import Item, Outcome, outcome_of


class SerialRunner:
    """Reads in this process."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def run(self, items: Iterable[Item]) -> Iterator[Outcome[Item]]:
        """Outcomes in the order of the items, each item taken when its turn comes."""
        for item in items:
            yield Outcome(item, outcome_of(self.reader, item))
