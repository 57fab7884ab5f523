import pytest
from hand import reading
from starlette.testclient import TestClient

from musnad.ledger import Ledger
from musnad.records import Origin
from musnad.service import ServiceOptions, create_app

PAGE = Origin("folder/<b>page</b>.html", "ab" * 32, 1234, "2026-11-23T10:00:00.000Z")


@pytest.fixture
def kept(tmp_path):
    """A ledger with one reading, and what came of adding it."""
    with Ledger.open(tmp_path / "news.ledger") as ledger:
        added = ledger.add(reading(), origin=PAGE)
        yield ledger, added


@pytest.fixture
def client(kept):
    ledger, _ = kept
    app = create_app(ServiceOptions(ledger.name))
    with TestClient(app, base_url="http://localhost", headers={"accept": "text/html"}) as found:
        yield found
