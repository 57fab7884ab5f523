"""What full text is searched by: folded words without attached particles, lightly stemmed.

The same words are stored on SQLite (FTS5) and PostgreSQL (tsvector), so both find the same records.
A lone و ب ل ك ف before a stem is met when a question is asked: see `spellings`.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, text

from musnad.records import Article, Frame, Reading
from musnad.script import stem, stems

PARTICLES = ("و", "ب", "ل", "ك", "ف", "وب", "ول")
LEAST_AFTER_PARTICLE = 3


def spellings(word: str) -> list[str]:
    """The stems under which a word may stand in a text: itself, and with a particle before it.

    A word that is typed with و is looked for without it as well.
    """
    found = stem(word)
    bare = [found[1:]] if found[0] == "و" and len(found) > LEAST_AFTER_PARTICLE else []
    return [found, *(particle + found for particle in PARTICLES), *bare]


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
