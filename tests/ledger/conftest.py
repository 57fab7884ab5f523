import os
import uuid

import pytest
from sqlalchemy import create_engine, text

from musnad.ledger import Ledger

POSTGRES = os.environ.get("MUSNAD_TEST_POSTGRES")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """An empty ledger's name, on each kind of database."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.ledger")
        return
    if not POSTGRES:
        pytest.skip("no PostgreSQL: set MUSNAD_TEST_POSTGRES to postgresql://… of a test server")
    schema = f"musnad_{uuid.uuid4().hex[:12]}"
    engine = create_engine(POSTGRES.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{POSTGRES}?options=-csearch_path%3D{schema}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def ledger(address):
    with Ledger.open(address) as found:
        yield found
