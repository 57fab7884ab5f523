"""The first form: all tables, the search indexes, and the log that can only grow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE = (
    """CREATE VIRTUAL TABLE search_articles USING fts5(
        words, content='', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE VIRTUAL TABLE search_frames USING fts5(
        words, content='', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER log_stays_update BEFORE UPDATE ON log
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER log_stays_delete BEFORE DELETE ON log
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
)
POSTGRESQL = (
    """CREATE TABLE search_articles ("row" bigint PRIMARY KEY, words tsvector NOT NULL)""",
    """CREATE INDEX ix_search_articles_words ON search_articles USING gin (words)""",
    """CREATE TABLE search_frames ("row" bigint PRIMARY KEY, words tsvector NOT NULL)""",
    """CREATE INDEX ix_search_frames_words ON search_frames USING gin (words)""",
    """CREATE FUNCTION log_stays() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION 'the log is append-only'; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER log_stays BEFORE UPDATE OR DELETE ON log
        FOR EACH ROW EXECUTE FUNCTION log_stays()""",
)


def upgrade() -> None:
    """Make all tables."""
    _tables()
    dialect = op.get_bind().dialect.name
    for statement in SQLITE if dialect == "sqlite" else POSTGRESQL:
        op.execute(statement)
    op.execute("INSERT INTO meta (key, value) VALUES ('format', 'musnad-ledger')")


def _tables() -> None:

    op.create_table(
        "actors",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("latin", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
    )
    op.create_index(op.f("ix_actors_code"), "actors", ["code"], unique=False)
    op.create_index(op.f("ix_actors_key"), "actors", ["key"], unique=False)

    op.create_table(
        "articles",
        sa.Column("row", ROW, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rest", sa.LargeBinary(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_agency"), "articles", ["agency"], unique=False)
    op.create_index(op.f("ix_articles_outlet"), "articles", ["outlet"], unique=False)
    op.create_index(op.f("ix_articles_page"), "articles", ["page"], unique=False)
    op.create_index(op.f("ix_articles_published"), "articles", ["published"], unique=False)

    op.create_table(
        "claim_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "frame", name=op.f("pk_claim_keys")),
    )

    op.create_table(
        "claims",
        sa.Column("frame", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("frame", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_claim"), "claims", ["claim"], unique=False)

    op.create_table(
        "judgements",
        sa.Column("row", ROW, autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("undoes", ROW, nullable=True),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.row"], name=op.f("fk_judgements_undoes")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_article"), "judgements", ["article"], unique=False)
    op.create_index(op.f("ix_judgements_subject"), "judgements", ["subject"], unique=False)

    op.create_table(
        "log",
        sa.Column("row", ROW, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_log")),
    )
    op.create_index(op.f("ix_log_subject"), "log", ["subject"], unique=False)

    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )

    op.create_table(
        "runs",
        sa.Column("row", ROW, autoincrement=False, nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("began", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("musnad", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_runs")),
    )

    op.create_table(
        "story_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "article", name=op.f("pk_story_keys")),
    )

    op.create_table(
        "vectors",
        sa.Column("frame", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("frame", name=op.f("pk_vectors")),
    )

    op.create_table(
        "failures",
        sa.Column("row", ROW, autoincrement=False, nullable=False),
        sa.Column("run", ROW, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.row"], name=op.f("fk_failures_run")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_failures")),
    )
    op.create_index(op.f("ix_failures_run"), "failures", ["run"], unique=False)

    op.create_table(
        "origins",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("run", ROW, nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_origins_article")),
        sa.ForeignKeyConstraint(["run"], ["runs.row"], name=op.f("fk_origins_run")),
        sa.PrimaryKeyConstraint("article", "sha256", "source", name=op.f("pk_origins")),
    )
    op.create_index(op.f("ix_origins_sha256"), "origins", ["sha256"], unique=False)

    op.create_table(
        "readings",
        sa.Column("row", ROW, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("model_date", sa.Text(), nullable=False),
        sa.Column("model_digest", sa.Text(), nullable=False),
        sa.Column("musnad", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("run", ROW, nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("superseded_by", sa.Text(), nullable=True),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_readings_article")),
        sa.ForeignKeyConstraint(["run"], ["runs.row"], name=op.f("fk_readings_run")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_readings")),
        sa.UniqueConstraint("id", name=op.f("uq_readings_id")),
    )
    op.create_index(op.f("ix_readings_article"), "readings", ["article"], unique=False)
    op.create_index(op.f("ix_readings_model_digest"), "readings", ["model_digest"], unique=False)

    op.create_table(
        "stories",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("joined", sa.Text(), nullable=True),
        sa.Column("containment", sa.Float(), nullable=True),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_stories_article")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_stories")),
    )
    op.create_index(op.f("ix_stories_story"), "stories", ["story"], unique=False)

    op.create_table(
        "frames",
        sa.Column("row", ROW, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reading", ROW, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("within", sa.Text(), nullable=True),
        sa.Column("claimed", sa.Boolean(), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("future", sa.Boolean(), nullable=False),
        sa.Column("hypothetical", sa.Boolean(), nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("begin", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_frames_article")),
        sa.ForeignKeyConstraint(["reading"], ["readings.row"], name=op.f("fk_frames_reading")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_frames")),
        sa.UniqueConstraint("reading", "label", name=op.f("uq_frames_reading_label")),
    )
    op.create_index(op.f("ix_frames_article"), "frames", ["article"], unique=False)
    op.create_index("ix_frames_country", "frames", ["country"], unique=False)
    op.create_index("ix_frames_current_published", "frames", ["current", "published"], unique=False)
    op.create_index(
        "ix_frames_current_type_published", "frames", ["current", "type", "published"], unique=False
    )
    op.create_index(op.f("ix_frames_id"), "frames", ["id"], unique=False)

    op.create_table(
        "identities",
        sa.Column("reading", ROW, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], name=op.f("fk_identities_actor")),
        sa.ForeignKeyConstraint(["reading"], ["readings.row"], name=op.f("fk_identities_reading")),
        sa.PrimaryKeyConstraint("reading", "label", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_actor"), "identities", ["actor"], unique=False)

    op.create_table(
        "mentions",
        sa.Column("reading", ROW, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.row"], name=op.f("fk_mentions_reading")),
        sa.PrimaryKeyConstraint("reading", "n", name=op.f("pk_mentions")),
    )

    op.create_table(
        "moments",
        sa.Column("reading", ROW, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("modifier", sa.Text(), nullable=True),
        sa.Column("begin", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.row"], name=op.f("fk_moments_reading")),
        sa.PrimaryKeyConstraint("reading", "start", "end", name=op.f("pk_moments")),
    )

    op.create_table(
        "places",
        sa.Column("reading", ROW, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.row"], name=op.f("fk_places_reading")),
        sa.PrimaryKeyConstraint("reading", "start", "end", name=op.f("pk_places")),
    )
    op.create_index(op.f("ix_places_country"), "places", ["country"], unique=False)

    op.create_table(
        "labels",
        sa.Column("frame", ROW, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["frame"], ["frames.row"], name=op.f("fk_labels_frame")),
        sa.PrimaryKeyConstraint("frame", "kind", "name", name=op.f("pk_labels")),
    )
    op.create_index("ix_labels_name_kind", "labels", ["name", "kind"], unique=False)

    op.create_table(
        "links",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", ROW, nullable=False),
        sa.Column("target", ROW, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["frames.row"], name=op.f("fk_links_source")),
        sa.ForeignKeyConstraint(["target"], ["frames.row"], name=op.f("fk_links_target")),
        sa.PrimaryKeyConstraint("kind", "source", "target", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_target"), "links", ["target"], unique=False)

    op.create_table(
        "roles",
        sa.Column("frame", ROW, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("unsaid", sa.Boolean(), nullable=False),
        sa.Column("norm", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], name=op.f("fk_roles_actor")),
        sa.ForeignKeyConstraint(["frame"], ["frames.row"], name=op.f("fk_roles_frame")),
        sa.PrimaryKeyConstraint("frame", "n", name=op.f("pk_roles")),
    )
    op.create_index("ix_roles_actor_role", "roles", ["actor", "role"], unique=False)
    op.create_index("ix_roles_norm_role", "roles", ["norm", "role"], unique=False)

    op.create_table(
        "voices",
        sa.Column("frame", ROW, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], name=op.f("fk_voices_actor")),
        sa.ForeignKeyConstraint(["frame"], ["frames.row"], name=op.f("fk_voices_frame")),
        sa.PrimaryKeyConstraint("frame", "n", name=op.f("pk_voices")),
    )
    op.create_index(op.f("ix_voices_actor"), "voices", ["actor"], unique=False)
