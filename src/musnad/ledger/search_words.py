"""What full text is searched by: folded words without attached particles, lightly stemmed.

The same words are stored on SQLite (FTS5) and PostgreSQL (tsvector), so both find the same records.
The stemmer follows light10 (Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information
Retrieval", 2007), on folded words. Snowball's Arabic stemmer was tried: it gives different stems
for one word with and without the article (اليمن يمن, باليمن باليم; حكومة حكوم, للحكومة حكومه).
Otherwise than in light10 a lone و stays on, since it may belong to the word (وزير); like ب ل ك ف it
is met when a question is asked: see `spellings`.
"""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, bindparam, text

from musnad.records import Article, Frame, Reading
from musnad.script import fold, words_of

ARTICLES = ("وبال", "وكال", "وال", "ولل", "بال", "كال", "فال", "ال", "لل")
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
PARTICLES = ("و", "ب", "ل", "ك", "ف", "وب", "ول")
LEAST = 2
"""Letters that must be left, as in light10."""

LEAST_AFTER_PARTICLE = 3

CACHED_WORDS = 100_000
"""Words whose stems are remembered; Arabic news uses some hundred thousand forms."""


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str) -> str:
    """The stem of a word, folded."""
    left = fold(word)
    for article in ARTICLES:
        if left.startswith(article) and len(left) - len(article) >= LEAST:
            left = left.removeprefix(article)
            break
    for suffix in SUFFIXES:
        if left.endswith(suffix) and len(left) - len(suffix) >= LEAST:
            left = left.removesuffix(suffix)
    return left


def stems(words: str, *, longest: int = 200_000) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word.text) for word in words_of(words, longest=longest)]


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
