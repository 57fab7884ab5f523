"""Room `ingest`: from what a user names to articles, and from these to the ledger."""

from musnad.ingest.beside import beside
from musnad.ingest.counting import count_items
from musnad.ingest.items import Fields, Item, Skipped
from musnad.ingest.language import looks_arabic, why_not_arabic
from musnad.ingest.run import Progress, Task, ingest_items
from musnad.ingest.sources import Kind, open_items

__all__ = [
    "Fields",
    "Item",
    "Kind",
    "Progress",
    "Skipped",
    "Task",
    "beside",
    "count_items",
    "ingest_items",
    "looks_arabic",
    "open_items",
    "why_not_arabic",
]
