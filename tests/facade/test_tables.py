"""The event table as Arrow, pandas and Polars."""

import pytest
from hand import reading  # readings by hand of the ledger's tests

import musnad
from musnad import tables
from musnad.errors import MissingExtra
from musnad.export import COLUMNS
from musnad.ledger import Ledger
from musnad.ledger.search import Query, find
from musnad.records import Entry
from musnad.tables import to_pandas, to_polars

NAMES = [column.name for column in COLUMNS]
FRAMES = len(reading().frames)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(str(tmp_path / "news.ledger")) as kept:
        kept.add(reading())
        kept.add(reading(url="https://example.org/other"))
        yield kept


def test_a_reading_is_a_table_of_its_frames():
    found = musnad.to_arrow(reading())
    assert found.column_names == NAMES
    assert found.num_rows == FRAMES
    assert found["event_type"].to_pylist() == [f.type for f in reading().frames]
    assert found.schema.field("claimed").metadata[b"says"].startswith(b"whether it stands")


def test_several_readings_and_entries_are_one_table():
    assert musnad.to_arrow([reading(), Entry.of(reading())]).num_rows == 2 * FRAMES


def test_nothing_is_an_empty_table_with_all_columns():
    found = musnad.to_arrow([])
    assert (found.num_rows, found.column_names) == (0, NAMES)


def test_all_frames_of_a_ledger(ledger):
    assert musnad.to_arrow(ledger).num_rows == 2 * FRAMES


def test_the_frames_that_a_query_asks_for(ledger):
    kind = reading().frames[0].type
    query = Query(types=(kind,))
    wanted = {hit.id for hit in find(ledger, query, limit=100).hits}
    found = musnad.to_arrow(ledger, query)
    assert set(found["id"].to_pylist()) == wanted
    assert set(found["event_type"].to_pylist()) == {kind}
    assert 0 < found.num_rows < 2 * FRAMES


def test_readings_and_ledgers_have_the_tables_as_methods(ledger):
    assert reading().to_arrow().equals(musnad.to_arrow(reading()))
    assert Entry.of(reading()).to_polars().equals(to_polars(reading()))
    query = Query(types=(reading().frames[0].type,))
    assert ledger.to_pandas(query).equals(to_pandas(ledger, query))
    assert ledger.to_polars().equals(to_polars(ledger))


def test_a_query_without_a_ledger_is_refused():
    with pytest.raises(TypeError, match="selects from a ledger"):
        musnad.to_arrow(reading(), Query())


def test_other_things_are_refused():
    with pytest.raises(TypeError, match="int; expected readings"):
        musnad.to_arrow([3])


@pytest.mark.parametrize(("name", "ask"), [("pandas", to_pandas), ("polars", to_polars)])
def test_a_library_that_is_missing_is_named_with_the_line_to_get_it(name, ask, monkeypatch):
    monkeypatch.setattr(tables, "find_spec", lambda library: None)
    with pytest.raises(MissingExtra, match=rf"pip install 'musnad\[{name}\]'"):
        ask(reading())


def test_pandas():
    pandas = pytest.importorskip("pandas")
    found = musnad.to_pandas(reading())
    assert list(found.columns) == NAMES
    assert (len(found), found["claimed"].dtype) == (FRAMES, pandas.BooleanDtype())
    assert found["start"].dtype == pandas.Int64Dtype()
    assert found["predicate"].tolist() == [f.text for f in reading().frames]


def test_polars():
    polars = pytest.importorskip("polars")
    found = musnad.to_polars(reading())
    assert (found.columns, found.height) == (NAMES, FRAMES)
    assert found["claimed"].dtype == polars.Boolean
    assert found["predicate"].to_list() == [f.text for f in reading().frames]
