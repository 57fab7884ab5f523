from datetime import date

import pytest
from hand import reading

from musnad.ledger.story_store import LedgerStories, Makers
from musnad.stories import Candidate, Dated, Fingerprint, MemoryStore, fingerprint, place

COPY = " ".join(f"كلمة{n}" for n in range(120))
CUT = " ".join(f"كلمة{n}" for n in range(90))
OTHER = " ".join(f"لفظ{n}" for n in range(120))
MAKERS = Makers(
    Candidate, lambda article, data, day: Dated(article, Fingerprint.from_bytes(data), day)
)


@pytest.fixture
def articles(ledger):
    """Ids of three articles of a ledger, and the days that they were published."""
    days = [date(2015, 8, 2), date(2015, 8, 3), date(2015, 8, 20)]
    return {
        ledger.add(reading(url=f"https://almina.example/{n}", published=day)).article: day
        for n, day in enumerate(days)
    }


def placed(store, ids, texts, days):
    return [
        place(Dated(article, fingerprint(text), day), store)
        for article, text, day in zip(ids, texts, days, strict=True)
    ]


@pytest.mark.parametrize(
    "texts",
    [(COPY, CUT, OTHER), (CUT, COPY, COPY), (COPY, OTHER, COPY + " " + OTHER)],
    ids=["cut", "later", "both"],
)
def test_the_ledger_places_as_memory_does(ledger, articles, texts):
    memory = MemoryStore()
    expected = placed(memory, articles, texts, articles.values())
    with ledger.writing() as connection:
        store = LedgerStories(connection, MAKERS)
        assert placed(store, articles, texts, articles.values()) == expected
        assert [store.story_of(a) for a in articles] == [memory.stories[a] for a in articles]


def test_entries_tell_their_story(ledger, articles):
    with ledger.writing() as connection:
        store = LedgerStories(connection, MAKERS)
        first = next(iter(articles))
        assert not store.holds(first)
        placed(store, articles, (COPY, CUT, OTHER), articles.values())
        assert store.holds(first)
    stories = [entry.story for entry in ledger.entries()]
    assert stories[0] == stories[1] == f"s{first[1:]}"
    assert stories[2] != stories[0]
    assert ledger.counts()["stories"] == 2


def test_candidates_leave_out_keys_of_too_many(ledger, articles):
    with ledger.writing() as connection:
        store = LedgerStories(connection, MAKERS)
        placed(store, articles, (COPY, CUT, OTHER), articles.values())
        asked = Dated("a0", fingerprint(COPY), date(2015, 8, 2))
        assert {c.article for c in store.candidates(asked, common=5, days=4, far=30)} == set(
            list(articles)[:2]
        )
        alone = store.candidates(asked, common=1, days=4, far=30)
        assert {c.article for c in alone} == {next(iter(articles))}
