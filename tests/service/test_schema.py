"""The reading room asked whatever its OpenAPI document allows: never an error of its own."""

import pytest
import schemathesis
from hand import reading
from hypothesis import HealthCheck, given, settings

from musnad.ingest import beside
from musnad.ledger import Ledger
from musnad.service import ServiceOptions, create_app

EXAMPLES = 12
"""Requests for each operation: some hundred in all, a few seconds."""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    path = tmp_path_factory.mktemp("room") / "news.ledger"
    with Ledger.open(path) as ledger:
        ledger.add(reading(), also=beside)
    return create_app(ServiceOptions(str(path), hosts=("localhost", "testserver")))


@pytest.fixture(scope="module")
def schema(app):
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_nothing_that_may_be_asked_is_an_error_of_ours(schema):
    asked = [found.ok() for found in schema.get_all_operations()]
    assert len(asked) > 20
    for operation in asked:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def answered(case):
            answer = case.call()
            assert answer.status_code < 500, (case.method, case.path, answer.content[:400])
            assert b"Traceback" not in answer.content

        answered()
