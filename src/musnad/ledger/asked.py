"""What a user asks for in words, as a condition of the database.

    words            all of them, in any form
    "several words"  one after the other
    -word            not this one
    one OR two       either; binds closer than the blank

Nothing that is typed reaches the database as its own query language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, column, func, literal_column, select, table, text

from musnad.ledger.search_words import spellings
from musnad.script import stem, words_of

_PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
MOST_TERMS = 40
"""Terms of a question that are asked for; the others are left out."""

LONGEST = 2_000
"""Characters of a question that are looked at."""

OR = "OR"


@dataclass(frozen=True, slots=True)
class Term:
    """One or several words that follow each other, as stems; `negated` where they must not."""

    stems: tuple[str, ...]
    negated: bool = False
    alternatives: tuple[str, ...] = ()
    """Other stems of a single word, with a particle before it."""


Question = tuple[tuple[Term, ...], ...]
"""All groups must hold, and of each group one term."""


def understood(words: str) -> Question:
    """The question behind what was typed; empty where there is nothing to look for."""
    groups: list[list[Term]] = []
    joined = False
    asked = words[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode()
    for sign, phrase, word in _PART.findall(asked):
        if word == OR and groups and not sign:
            joined = True
            continue
        term = _term(phrase or word, negated=bool(sign), phrase=bool(phrase))
        if term is None:
            continue
        if joined and groups:
            groups[-1].append(term)
        else:
            groups.append([term])
        joined = False
    return tuple(tuple(group) for group in groups[:MOST_TERMS])


def _term(words: str, *, negated: bool, phrase: bool) -> Term | None:
    found = tuple(stem(word.text) for word in words_of(words))
    if not found:
        return None
    single = len(found) == 1 and not phrase
    others = tuple(spellings(words_of(words)[0].text)[1:]) if single else ()
    return Term(found, negated, others)


def holds(question: Question, rows: ColumnElement[Any], index: str, dialect: str) -> Any:  # noqa: ANN401
    """The condition that a row of an index answers the question.

    Args:
        question: not empty.
        rows: the column that holds numbers of rows of the index.
        index: "search_frames" or "search_articles".
        dialect: "sqlite" or "postgresql".
    """
    if dialect == "sqlite":
        return rows.in_(_sqlite(question, index))
    found = table(index, column("row"), column("words"))
    matches = found.c.words.bool_op("@@")(_tsquery(question))
    return rows.in_(select(found.c.row).where(matches))


def _sqlite(question: Question, index: str) -> Any:  # noqa: ANN401 - a text query
    """FTS5 has no question without a positive term, so negative ones are taken away from all."""
    asked = [g for g in question if not all(term.negated for term in g)]
    taken = [g for g in question if all(term.negated for term in g)]
    match = " AND ".join(f"({' OR '.join(_fts(t) for t in g if not t.negated)})" for g in asked)
    for group in taken:
        match = f"({match}) NOT ({' OR '.join(map(_fts, group))})" if match else ""
    if match:
        query = f"SELECT rowid FROM {index} WHERE {index} MATCH :asked"  # noqa: S608 - our name
        return text(query).bindparams(bindparam("asked", match, unique=True))
    gone = " OR ".join(_fts(term) for group in taken for term in group)
    query = (
        f"SELECT rowid FROM {index} WHERE rowid NOT IN "  # noqa: S608
        f"(SELECT rowid FROM {index} WHERE {index} MATCH :asked)"
    )
    return text(query).bindparams(bindparam("asked", gone, unique=True))


def _fts(term: Term) -> str:
    """A term as FTS5 has it: words in quotation marks, which it then takes as they are."""
    forms: Iterable[str] = (" ".join(term.stems), *term.alternatives)
    return " OR ".join('"' + form.replace('"', '""') + '"' for form in forms)


def _tsquery(question: Question) -> Any:  # noqa: ANN401 - an expression
    whole: Any = None
    for group in question:
        either: Any = None
        for term in group:
            one = _ts(term)
            either = one if either is None else either.op("||")(one)
        whole = either if whole is None else whole.op("&&")(either)
    return whole


def _ts(term: Term) -> Any:  # noqa: ANN401
    simple: Any = literal_column("'simple'::regconfig")
    found: Any = func.phraseto_tsquery(simple, " ".join(term.stems))
    for other in term.alternatives:
        found = found.op("||")(func.phraseto_tsquery(simple, other))
    return func.tsquery_not(found) if term.negated else found
