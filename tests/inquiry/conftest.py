import pytest

from musnad.ledger import Ledger


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "news.ledger") as found:
        yield found
