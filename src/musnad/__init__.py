"""Musnad reads Arabic news and tells who said what, according to whom.

    import musnad
    reading = musnad.read("page.html")
    print(reading)

What is named here is loaded when it is first used, so that `import musnad` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.errors import MusnadError as MusnadError
    from musnad.facade import read as read
    from musnad.ledger import Ledger as Ledger
    from musnad.pipeline import Reader as Reader
    from musnad.records import Article as Article
    from musnad.records import Reading as Reading
    from musnad.tables import to_arrow as to_arrow
    from musnad.tables import to_pandas as to_pandas
    from musnad.tables import to_polars as to_polars

__version__ = "0.4.0"

_WHERE = {
    "Article": "musnad.records",
    "Ledger": "musnad.ledger",
    "MusnadError": "musnad.errors",
    "Reader": "musnad.pipeline",
    "Reading": "musnad.records",
    "read": "musnad.facade",
    "to_arrow": "musnad.tables",
    "to_pandas": "musnad.tables",
    "to_polars": "musnad.tables",
}

__all__ = [
    "Article",
    "Ledger",
    "MusnadError",
    "Reader",
    "Reading",
    "__version__",
    "read",
    "to_arrow",
    "to_pandas",
    "to_polars",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    if name not in _WHERE:
        raise AttributeError(f"module 'musnad' has no attribute {name!r}")
    found = getattr(import_module(_WHERE[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
