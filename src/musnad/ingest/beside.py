"""What is written beside a reading, in its transaction: the article's story and its claims."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from musnad.disputes import place as place_claims
from musnad.frames import denied_spans, denies
from musnad.ledger import Added
from musnad.ledger.claim_store import LedgerClaims, keep_denials
from musnad.ledger.story_store import LedgerStories, Makers
from musnad.records import Entry
from musnad.stories import Candidate, Dated, Fingerprint, fingerprint
from musnad.stories import place as place_story

STORIES = Makers(
    Candidate, lambda article, data, day: Dated(article, Fingerprint.from_bytes(data), day)
)


def beside(connection: Connection, entry: Entry, added: Added) -> None:
    """Place a new article into its story, and the frames of a new reading into their claims."""
    if added.new_article:
        _place_story(connection, entry)
    if added.new_reading:
        _place_claims(connection, entry, added)


def _place_story(connection: Connection, entry: Entry) -> None:
    store = LedgerStories(connection, STORIES)
    if not store.holds(entry.article_id):
        article = entry.reading.article
        dated = Dated(entry.article_id, fingerprint(article.text), article.published)
        place_story(dated, store)


def _place_claims(connection: Connection, entry: Entry, added: Added) -> None:
    store = LedgerClaims(connection)
    place_claims(store.untold(added.frames), store)
    store.flush()
    keep_denials(connection, _denials(entry))


def _denials(entry: Entry) -> Iterator[tuple[str, str]]:
    """Ids of the frames that deny something, and the words of what they deny."""
    text = entry.reading.article.text
    for frame in entry.reading.frames:
        if denies(text, frame):
            words = " … ".join(span.of(text) for span in denied_spans(frame))
            yield entry.id_of(frame), words
