"""Re-checks every record of a ledger against its stored text, its ids, its digests and the log.

What is checked: each article's id and digest from its content, the order of its versions; each
reading's digest, id and spans; every row of the tables that are taken out of readings; each
decision's digest; the log's numbers, hashes and chain, and that it has every record once and no
other. What is not: the runs, the time at which an actor was added, the search indexes, stories,
claims and vectors, which are made from the records and can be made again; and origins of a ledger
whose log has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from musnad.ledger import tables as t
from musnad.ledger.finding import Finding
from musnad.ledger.raw import HEX, lenient, plain
from musnad.ledger.store import Ledger
from musnad.ledger.tree import Tree
from musnad.ledger.verify_actors import unnamed
from musnad.ledger.verify_articles import Articles
from musnad.ledger.verify_derived import orphans
from musnad.ledger.verify_judgements import Judgements
from musnad.ledger.verify_log import Head, Known, log_rows, verify_log
from musnad.ledger.verify_readings import Readings


def verify(ledger: Ledger, *, head: str | None = None) -> Iterator[Finding]:
    """All that does not hold, record by record, in bounded memory; nothing if all holds.

    Args:
        ledger: what to check; others may go on writing meanwhile.
        head: the log's head as it was published, "ROW:ROOT" or the hash of a row; the log must
            still have it.

    Raises:
        LedgerError: the ledger can't be read, or `head` is no head.
    """
    known = Known.of(head) if head else None
    with ledger.reading() as connection, lenient(connection):
        yield from verify_log(connection, known)
        yield from Articles(connection).findings()
        yield from Readings(connection).findings()
        yield from Judgements(connection).findings()
        yield from orphans(connection)
        yield from unnamed(connection)


def head(ledger: Ledger) -> Head:
    """The end of the log, to be published; row 0 if nothing is in it."""
    with ledger.reading() as connection:
        return head_of(connection)


def head_of(connection: Connection) -> Head:
    """The end of the log."""
    tree, last = Tree(), ""
    for row in log_rows(connection, plain(t.log)):
        last = str(row.hash)
        tree.add(last if HEX.fullmatch(last) else "0" * 64)
    return Head(tree.size, last, tree.finish())
