"""What is written beside a reading, in its transaction: the article's story and its claims."""

from __future__ import annotations

from sqlalchemy import Connection

from musnad.ledger import Added
from musnad.ledger.story_store import LedgerStories, Makers
from musnad.records import Entry
from musnad.stories import Candidate, Dated, Fingerprint, fingerprint, place

STORIES = Makers(
    Candidate, lambda article, data, day: Dated(article, Fingerprint.from_bytes(data), day)
)


def beside(connection: Connection, entry: Entry, added: Added) -> None:
    """Place an article that is new to the ledger into its story."""
    if added.new_article:
        _place_story(connection, entry)


def _place_story(connection: Connection, entry: Entry) -> None:
    store = LedgerStories(connection, STORIES)
    if not store.holds(entry.article_id):
        article = entry.reading.article
        dated = Dated(entry.article_id, fingerprint(article.text), article.published)
        place(dated, store)
