"""What full text is searched by: folded words without attached particles, lightly stemmed.

The same words are stored on SQLite (FTS5) and PostgreSQL (tsvector), so both find the same records.
Stemming is snowballstemmer's Arabic algorithm on folded words.
"""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer
from sqlalchemy import Connection, bindparam, text

from musnad.records import Article, Frame, Reading
from musnad.script import fold, words_of

_STEMMER = snowballstemmer.stemmer("arabic")
CACHED_WORDS = 100_000
"""Words whose stems are remembered; Arabic news uses some hundred thousand forms."""


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str) -> str:
    """The stem of a word, folded."""
    folded = fold(word)
    return fold(_STEMMER.stemWord(folded)) or folded


def stems(words: str, *, longest: int = 200_000) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word.text) for word in words_of(words, longest=longest)]


def index_article(connection: Connection, row: int, article: Article) -> None:
    """Make an article findable by its words."""
    _index(connection, "search_articles", [{"row": row, "words": " ".join(stems(article.text))}])


def index_frames(connection: Connection, first: int, reading: Reading) -> None:
    """Make frames findable by the words of their roles and predicates."""
    rows = [
        {"row": first + n, "words": " ".join(stems(words_of_frame(frame)))}
        for n, frame in enumerate(reading.frames)
    ]
    if rows:
        _index(connection, "search_frames", rows)


def words_of_frame(frame: Frame) -> str:
    """All that a frame says, in one text."""
    return "\n".join([frame.text, *(role.text for role in frame.roles)])


def _index(connection: Connection, table: str, rows: list[dict[str, object]]) -> None:
    if connection.dialect.name == "sqlite":
        query = f"INSERT INTO {table}(rowid, words) VALUES (:row, :words)"  # noqa: S608 - our name
    else:
        query = (
            f'INSERT INTO {table}("row", words) '  # noqa: S608
            "VALUES (:row, to_tsvector('simple', :words))"
        )
    connection.execute(text(query).bindparams(bindparam("row"), bindparam("words")), rows)
