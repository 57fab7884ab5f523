"""The ledger's tables, the same on SQLite and PostgreSQL.

`articles.rest`, `readings.record` and `judgements` are what is kept; all other tables on readings
(mentions, frames, roles, labels, voices, links, moments, places) are taken out of the record so
that they can be searched, and can be made again from it (`musnad.ledger.verify` compares them).

Times are ISO 8601 texts in UTC, days ISO 8601 texts, offsets code points of `articles.text`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Row = BigInteger().with_variant(Integer, "sqlite")
"""Numbers of rows: SQLite's own row ids are of the type INTEGER."""

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("row", Row, primary_key=True, autoincrement=False),
    Column("command", Text, nullable=False),
    Column("began", Text, nullable=False),
    Column("ended", Text),
    Column("state", Text, nullable=False),  # running, done, interrupted
    Column("musnad", Text, nullable=False),
    Column("model", Text),
    Column("read", Integer, nullable=False),
    Column("known", Integer, nullable=False),  # already there: nothing was added
    Column("failed", Integer, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("row", Row, primary_key=True, autoincrement=False),
    Column("run", Row, ForeignKey("runs.row"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),  # name of the error
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("row", Row, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("page", Text, nullable=False, index=True),  # what its versions have in common
    Column("version", Integer, nullable=False),
    Column("previous", Text),  # id of the version before
    Column("current", Boolean, nullable=False),
    Column("title", Text),
    Column("outlet", Text, index=True),
    Column("agency", Text, index=True),
    Column("byline", Text),
    Column("dateline", Text),
    Column("published", Text, index=True),
    Column("url", Text),
    Column("text", Text, nullable=False),
    Column("rest", LargeBinary, nullable=False),  # zlib of JSON: blocks, furniture, notes
    Column("added", Text, nullable=False),
)

origins = Table(
    "origins",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("sha256", Text, primary_key=True, index=True),
    Column("source", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("seen", Text, nullable=False),
    Column("run", Row, ForeignKey("runs.row")),
)

readings = Table(
    "readings",
    metadata,
    Column("row", Row, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("article", Text, ForeignKey("articles.id"), nullable=False, index=True),
    Column("model", Text, nullable=False),
    Column("model_date", Text, nullable=False),
    Column("model_digest", Text, nullable=False, index=True),
    Column("musnad", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("run", Row, ForeignKey("runs.row")),
    Column("current", Boolean, nullable=False),
    Column("superseded_by", Text),
    Column("record", LargeBinary, nullable=False),  # zlib of canonical JSON, less the article
    Column("sha256", Text, nullable=False),  # of the JSON
)

mentions = Table(
    "mentions",
    metadata,
    Column("reading", Row, ForeignKey("readings.row"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("score", Float, nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # person, body, party
    Column("key", Text, nullable=False, index=True),
    Column("country", Text),
    Column("code", Text, index=True),
    Column("name", Text, nullable=False),
    Column("latin", Text, nullable=False),
    Column("added", Text, nullable=False),
)

identities = Table(
    "identities",
    metadata,
    Column("reading", Row, ForeignKey("readings.row"), primary_key=True),
    Column("label", Text, primary_key=True),  # "a1" …
    Column("actor", Text, ForeignKey("actors.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("code", Text),
)

frames = Table(
    "frames",
    metadata,
    Column("row", Row, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("reading", Row, ForeignKey("readings.row"), nullable=False),
    Column("article", Text, ForeignKey("articles.id"), nullable=False, index=True),
    Column("label", Text, nullable=False),  # "f1" …
    Column("type", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("within", Text),
    Column("claimed", Boolean, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("future", Boolean, nullable=False),
    Column("hypothetical", Boolean, nullable=False),
    Column("direct", Boolean, nullable=False),
    Column("depth", Integer, nullable=False),  # sources in its chain, outlet and agency not counted
    Column("published", Text),
    Column("begin", Text),  # first and last day of its time, where it is known
    Column("until", Text),
    Column("country", Text),  # of its place
    Column("current", Boolean, nullable=False),
    UniqueConstraint("reading", "label"),
    Index("ix_frames_current_type_published", "current", "type", "published"),
    Index("ix_frames_current_published", "current", "published"),
    Index("ix_frames_country_current_published", "country", "current", "published"),
    Index(
        "ix_frames_begin_until",
        "begin",
        "until",
        sqlite_where=text("begin IS NOT NULL"),
        postgresql_where=text("begin IS NOT NULL"),
    ),
)

roles = Table(
    "roles",
    metadata,
    Column("frame", Row, ForeignKey("frames.row"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("unsaid", Boolean, nullable=False),
    Column("norm", Text),
    Column("actor", Text, ForeignKey("actors.id")),
    Index("ix_roles_actor_role", "actor", "role"),
    Index("ix_roles_norm_role", "norm", "role"),
)

parties = Table(
    "parties",
    metadata,
    Column("frame", Row, ForeignKey("frames.row"), primary_key=True),
    Column("n", Integer, primary_key=True),  # of the role
    Column("m", Integer, primary_key=True),  # of the code within a joined one, as USA+GBR
    Column("role", Text, nullable=False),
    Column("country", Text, nullable=False),  # the first three letters of the code
    Column("code", Text, nullable=False),
    Index("ix_parties_country_code_role", "country", "code", "role", "frame"),
    sqlite_with_rowid=False,
)

labels = Table(
    "labels",
    metadata,
    Column("frame", Row, ForeignKey("frames.row"), primary_key=True),
    Column("kind", Text, primary_key=True),  # mode, context
    Column("name", Text, primary_key=True),
    Column("score", Float, nullable=False),
    Index("ix_labels_name_kind", "name", "kind"),
)

voices = Table(
    "voices",
    metadata,
    Column("frame", Row, ForeignKey("frames.row"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # source, agency, outlet
    Column("name", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("label", Text),  # of the frame whose agent speaks
    Column("cue", Text),
    Column("actor", Text, ForeignKey("actors.id"), index=True),
)

links = Table(
    "links",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("source", Row, ForeignKey("frames.row"), primary_key=True),
    Column("target", Row, ForeignKey("frames.row"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
)

moments = Table(
    "moments",
    metadata,
    Column("reading", Row, ForeignKey("readings.row"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("value", Text),
    Column("modifier", Text),
    Column("begin", Text),
    Column("until", Text),
)

places = Table(
    "places",
    metadata,
    Column("reading", Row, ForeignKey("readings.row"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("name", Text),
    Column("kind", Text),
    Column("country", Text, index=True),
    Column("admin", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("score", Float),
)

stories = Table(
    "stories",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("story", Text, nullable=False, index=True),
    Column("joined", Text),  # the article whose copy it is; null for the first
    Column("containment", Float),
    Column("fingerprint", LargeBinary, nullable=False),
)

story_keys = Table(
    "story_keys",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("article", Text, primary_key=True),
)

claims = Table(
    "claims",
    metadata,
    Column("frame", Text, primary_key=True),  # content id: one row for all readings that have it
    Column("claim", Text, nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON
)

claim_keys = Table(
    "claim_keys",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("frame", Text, primary_key=True),
)

denials = Table(
    "denials",
    metadata,
    Column("frame", Text, primary_key=True),  # content id of a frame that denies something
    Column("words", Text, nullable=False),  # what it denies, as written
)

vectors = Table(
    "vectors",
    metadata,
    Column("frame", Text, primary_key=True),  # content id
    Column("model", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),  # 384 signed bytes
)

judgements = Table(
    "judgements",
    metadata,
    Column("row", Row, primary_key=True, autoincrement=False),
    Column("subject", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("change", Text, nullable=False),  # JSON
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("undoes", Row, ForeignKey("judgements.row")),
    Column("article", Text, index=True),  # with type and span: what it holds for in a later reading
    Column("type", Text),
    Column("start", Integer),
    Column("end", Integer),
)

feeds = Table(
    "feeds",
    metadata,
    Column("address", Text, primary_key=True),  # as the user gave it
    Column("moved", Text),  # where it has moved for good
    Column("title", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("checked", Text),
    Column("due", Text, nullable=False),
    Column("failures", Integer, nullable=False),  # in a row
    Column("status", Text, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("address", Text, primary_key=True),  # without what only counts clicks
    Column("feed", Text, nullable=False, index=True),
    Column("found", Text, nullable=False),
    Column("state", Text, nullable=False),  # waiting, read, known, failed
    Column("tries", Integer, nullable=False),
    Column("due", Text, nullable=False),
    Column("reason", Text),
    Index("ix_entries_state_due", "state", "due"),
)

log = Table(
    "log",
    metadata,
    Column("row", Row, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),  # article, reading, judgement
    Column("subject", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False),  # SHA-256 of the record's canonical JSON
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
