"""CSV and Parquet, by the csv module, DuckDB and pyarrow."""

import csv
import io

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.export import COLUMNS, export
from musnad.export.columns import NAMES
from musnad.export.csv_table import cell, guarded
from musnad.export.events import rows
from musnad.export.texts import whole


def read(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def written(entries, form):
    out = io.BytesIO()
    return export(entries, form, out), out


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-كلام", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1"]
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["قال", "", " =1", "1-2", "«=1»"])
def test_other_text_stays(text):
    assert guarded(text) == text


def test_numbers_stay_numbers():
    assert [cell(v) for v in (-7.0, 3, True, None)] == [-7.0, 3, "true", ""]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
def test_the_guard_can_be_taken_back(text):
    shown = guarded(text)
    assert (shown[1:] if shown.startswith("'") else shown) == text


def test_csv_reads_back(entry):
    count, out = written([entry, entry], "csv")
    table = read(out.getvalue())
    assert count == len(table) == 10
    assert tuple(table[0]) == NAMES
    assert table[1]["actor_text"] == "الحركة"
    assert table[1]["event_scale"] == "-7.0"
    assert table[3]["quotation"] == "«القافلة لن تعود.\nوالأمر منته»"


def test_csv_of_nothing_has_a_head():
    count, out = written([], "csv")
    assert count == 0
    assert out.getvalue().decode("utf-8-sig").startswith("id,article_id,")


def test_duckdb_types_the_csv(entry, tmp_path):
    path = tmp_path / "events.csv"
    export([entry], "csv", path)
    table = duckdb.read_csv(str(path))
    kinds = dict(zip(table.columns, map(str, table.types), strict=True))
    assert (kinds["event_scale"], kinds["claimed"]) == ("DOUBLE", "BOOLEAN")
    found = table.filter("claimed").project("event_type, actor_code, latitude").fetchall()
    assert found == [("COERCE", "SDNREB", 13.63), ("RETREAT", None, None)]


def test_duckdb_reads_parquet(entry, tmp_path):
    path = tmp_path / "events.parquet"
    assert export([entry], "parquet", path) == 5
    table = duckdb.read_parquet(str(path)).filter("direct")
    found = table.project("quotation, direct, quad_code").fetchall()
    assert found == [("«القافلة لن تعود.\nوالأمر منته»", True, None)]


def test_parquet_holds_the_rows(entry):
    _, out = written([entry], "parquet")
    assert pq.read_table(out).to_pylist() == list(rows([entry]))


def test_parquet_says_what_its_columns_hold(entry):
    _, out = written([entry], "parquet")
    fields = pq.read_schema(out)
    assert [f.metadata[b"says"].decode() for f in fields] == [c.says for c in COLUMNS]


@given(text=st.text("=+-@\t\r\n\0\",;'\ud800\u202eابت ", min_size=1, max_size=12))
def test_hostile_text_stays_in_its_cell(hostile, text):
    entry = hostile(text)
    _, out = written([entry], "csv")
    (row,) = read(out.getvalue())
    expected = guarded(whole(text))
    assert (row["quotation"], row["outlet"], row["url"]) == (expected,) * 3
    _, out = written([entry], "parquet")
    assert pq.read_table(out).to_pylist()[0]["quotation"] == whole(text)


@given(text=st.text("=+-@\t\r\n\0\",;'\ud800\u202eابت ", min_size=1, max_size=12))
def test_no_cell_begins_as_a_formula(hostile, text):
    _, out = written([hostile(text)], "csv")
    (row,) = read(out.getvalue())
    numbers = {c.name for c in COLUMNS if c.kind != "text"}
    begun = {value[:1] for name, value in row.items() if name not in numbers}
    assert not begun & set("=+-@\t\r\n")
