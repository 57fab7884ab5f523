"""A ledger of a fictional week, for those who want to look before they have pages of their own."""

from __future__ import annotations

from importlib import resources

from musnad.ingest.beside import beside
from musnad.ingest.run import Progress, Task, ingest_items
from musnad.ingest.sources import open_items
from musnad.ledger import Ledger
from musnad.pipeline import Reader
from musnad.runners import SerialRunner

WEEK = "week.jsonl"
"""Twenty articles of five outlets with wire copies, accusations, denials; all invented."""


def fill_demo(ledger: Ledger, *, reader: Reader) -> Progress:
    """Read the fictional week into a ledger; what is there already stays."""
    task = Task(command="demo", model=reader.model_id.digest, also=beside)
    with resources.as_file(resources.files("musnad.demo").joinpath(WEEK)) as path:
        items = open_items(str(path))
        return ingest_items(items, runner=SerialRunner(reader), ledger=ledger, task=task)
