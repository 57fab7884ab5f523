import json
from datetime import date, datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_sources import PAGE, TEXT, TITLE, good, places, read, set_aside
from pyarrow import parquet

from musnad.errors import SourceError
from musnad.ingest import count_items
from musnad.ingest.columns import Columns

TRAFILATURA = {
    "title": TITLE, "author": "سعاد", "hostname": "aljazeera.net", "date": "2021-03-05",
    "fingerprint": "4f45", "raw_text": "x", "text": TEXT, "filedate": "2026-01-01",
    "source": "https://www.aljazeera.net/news/1", "source-hostname": "الجزيرة نت",
}  # fmt: skip
NEWSPAPER = {
    "url": "https://example.com/n/1", "language": "ar", "title": TITLE, "images": ["a.png"],
    "authors": ["سعاد", "خالد"], "publish_date": "2021-03-05T00:00:00+00:00",
    "meta_site_name": "المثال", "text": TEXT,
}  # fmt: skip
NEWS_PLEASE = {
    "authors": [], "date_download": "2026-01-01 00:00:00", "date_publish": "2021-03-05 10:00:00",
    "filename": "x.json", "language": "ar", "maintext": TEXT, "source_domain": "example.com",
    "text": None, "title": TITLE, "title_page": None, "url": "https://example.com/n/1",
}  # fmt: skip
SHAPES = [
    pytest.param(TRAFILATURA, "https://www.aljazeera.net/news/1", "الجزيرة نت", id="trafilatura"),
    pytest.param(NEWSPAPER, "https://example.com/n/1", "المثال", id="newspaper4k"),
    pytest.param(NEWS_PLEASE, "https://example.com/n/1", "example.com", id="news-please"),
]


def lines(path, *records):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records))
    return path


@pytest.mark.parametrize(("record", "url", "outlet"), SHAPES)
def test_the_json_of_other_tools_is_read_as_it_comes(tmp_path, record, url, outlet):
    (tmp_path / "a.json").write_text(json.dumps(record, ensure_ascii=False, indent=2))
    [item] = read(tmp_path / "a.json")
    fields = item.fields
    assert (fields.text, fields.title, fields.url) == (TEXT, TITLE, url)
    assert (fields.outlet, fields.published) == (outlet, date(2021, 3, 5))
    assert fields.notes == ()


def test_text_of_another_tool_becomes_an_article_under_its_title(tmp_path):
    [item] = read(lines(tmp_path / "a.jsonl", NEWSPAPER))
    article = item.article()
    assert article.text == f"{TITLE}\n{TEXT}"
    assert article.lines("title") == [TITLE]
    assert (article.outlet, article.byline) == ("المثال", "سعاد، خالد")
    assert (article.published, article.url) == (date(2021, 3, 5), "https://example.com/n/1")


def test_a_title_that_heads_the_text_is_not_doubled(tmp_path):
    [item] = read(lines(tmp_path / "a.jsonl", {"title": TITLE, "text": f"{TITLE}\n\n{TEXT}"}))
    assert item.article().text == f"{TITLE}\n{TEXT}"


def test_the_agency_and_place_in_a_given_text_are_recognised(tmp_path):
    text = f"بيروت - رويترز: {TEXT}"
    [item] = read(lines(tmp_path / "a.jsonl", {"title": TITLE, "text": text}))
    assert (item.article().agency, item.article().dateline) == ("رويترز", "بيروت - رويترز")


def test_a_record_with_html_is_a_page(tmp_path):
    record = {"html": PAGE.decode(), "text": "شيء آخر", "date": "2021-03-05", "source": "المثال"}
    article = read(lines(tmp_path / "a.jsonl", record))[0].article()
    assert article.paragraphs[0] == TEXT
    assert (article.published, article.outlet) == (date(2021, 3, 5), "المثال")


def test_the_outlet_of_a_known_address_has_one_name(tmp_path):
    record = {"text": TEXT, "url": "https://www.aljazeera.net/x/1", "source": "AJ"}
    assert read(lines(tmp_path / "a.jsonl", record))[0].article().outlet == "الجزيرة نت"


def test_first_of_january_yields_to_a_printed_day_of_that_year(tmp_path):
    text = f"{TITLE}\n٢٧ آذار ٢٠١٧\n{TEXT}"
    [one, other] = read(
        lines(
            tmp_path / "a.jsonl",
            {"text": text, "date": "2017-01-01"},
            {"text": text, "date": "2018-01-01"},
        )
    )
    assert one.article().published == date(2017, 3, 27)
    assert other.article().published == date(2018, 1, 1)


def test_a_doubtful_date_is_none_and_noted(tmp_path):
    [item] = read(lines(tmp_path / "a.jsonl", {"text": TEXT, "date": "05/01/2023"}))
    assert item.article().published is None
    assert item.article().notes == ("date 05/01/2023 was not understood",)


def test_a_story_list_without_text_is_set_aside_with_its_reason(tmp_path):
    story = {
        "id": 1, "title": TITLE, "publish_date": "2021-03-05", "media_name": "x", "language": "ar",
        "url": "https://example.com/1", "indexed_date": "2022-01-01",
    }  # fmt: skip
    (tmp_path / "s.json").write_text(json.dumps({"stories": [story, story]}))
    found = set_aside(read(tmp_path / "s.json"))
    assert [s.kind for s in found] == ["NoText", "NoText"]
    assert "has to be fetched first" in found[0].reason


def test_the_same_list_as_csv(tmp_path):
    (tmp_path / "s.csv").write_text(
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        f"1,2022,ar,x,example.com,2021-03-05,{TITLE},https://example.com/1\n"
    )
    assert [s.kind for s in set_aside(read(tmp_path / "s.csv"))] == ["NoText"]


def test_unknown_columns_are_listed_with_the_option_to_give(tmp_path):
    path = lines(tmp_path / "a.jsonl", {"foo": TEXT, "bar": 1})
    with pytest.raises(SourceError, match=r"found: foo, bar\. Name it, such as --column text=NAME"):
        read(path)
    [item] = read(path, columns={"body": "foo"})
    assert item.fields.text == TEXT


def test_a_column_that_is_not_there_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("text,when\nx,y\n")
    with pytest.raises(SourceError, match="no column 'day' for published; found: text, when"):
        read(tmp_path / "a.csv", columns={"date": "day"})


def test_a_field_that_is_not_ours_is_refused():
    with pytest.raises(SourceError, match="'colour' is no field"):
        Columns.of({"colour": "x"})


def test_a_field_can_be_left_unknown(tmp_path):
    path = lines(tmp_path / "a.jsonl", {"text": TEXT, "source": "mC4"})
    assert read(path, columns={"outlet": ""})[0].fields.outlet is None


def test_a_field_can_lie_within_an_object(tmp_path):
    path = lines(tmp_path / "a.jsonl", {"post": {"words": TEXT}, "title": TITLE})
    assert read(path, columns={"text": "post.words"})[0].fields.text == TEXT


def test_documents_of_a_search_engine_are_unwrapped(tmp_path):
    hits = {"took": 1, "hits": {"total": 1, "hits": [{"_id": "a", "_source": {"text": TEXT}}]}}
    (tmp_path / "a.json").write_text(json.dumps(hits))
    assert read(tmp_path / "a.json")[0].fields.text == TEXT


def test_one_bad_line_costs_only_itself(tmp_path):
    ok = json.dumps({"text": TEXT}).encode()
    (tmp_path / "a.jsonl").write_bytes(
        b"\n".join([ok, b"{broken", b"", b"[1]", b"7", b"\0\0", ok, b'{"text": null}', ok])
    )
    assert places(read(tmp_path / "a.jsonl"), tmp_path) == [
        "/a.jsonl#1", "-/a.jsonl#2", "-/a.jsonl#4", "-/a.jsonl#5", "/a.jsonl#7", "-/a.jsonl#8",
        "/a.jsonl#9",
    ]  # fmt: skip


def test_a_line_of_thirty_megabytes_is_passed_over(tmp_path):
    ok = json.dumps({"text": TEXT}).encode()
    (tmp_path / "a.jsonl").write_bytes(ok + b'\n{"text": "' + b"x" * 30_000_000 + b'"}\n' + ok)
    items = read(tmp_path / "a.jsonl")
    assert places(items, tmp_path) == ["/a.jsonl#1", "-/a.jsonl#2", "/a.jsonl#3"]
    assert (items[1].kind, items[1].reason[:22]) == ("PageTooLarge", "the line has 30 MB; at")


def test_a_record_of_a_thousand_levels_is_passed_over(tmp_path):
    ok = json.dumps({"text": TEXT}).encode()
    deep = b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    (tmp_path / "a.jsonl").write_bytes(ok + b"\n" + deep + b"\n" + ok)
    (tmp_path / "b.json").write_bytes(b"[" + ok + b"," + deep + b"," + ok + b"]")
    assert places(read(tmp_path / "a.jsonl"), tmp_path)[1] == "-/a.jsonl#2"
    assert places(read(tmp_path / "b.json"), tmp_path)[1] == "-/b.json#2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1256"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_tables_in_other_encodings(tmp_path, encoding, name):
    table = {
        "a.jsonl": json.dumps({"text": TEXT}, ensure_ascii=False) + "\n",
        "a.json": json.dumps([{"text": TEXT}], ensure_ascii=False),
        "a.csv": f"text\n{TEXT}\n",
    }
    (tmp_path / name).write_bytes(table[name].encode(encoding))
    assert [i.fields.text for i in read(tmp_path / name)] == [TEXT]


def test_what_json_does_not_allow_is_borne(tmp_path):
    raw = f'{{"text": "old", "text": "{TEXT}", "x": NaN, "title": "\\ud800 a"}}'
    (tmp_path / "a.jsonl").write_text(raw)
    [item] = read(tmp_path / "a.jsonl")
    assert (item.fields.text, item.fields.title) == (TEXT, "\ufffd a")
    assert item.fields.notes == ("a key of the record stands twice; its last value was taken",)


def test_nul_and_half_characters_are_replaced_and_noted(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "\\u0000' + TEXT + '\\udc00"}')
    [item] = read(tmp_path / "a.jsonl")
    assert item.fields.text == f"\ufffd{TEXT}\ufffd"
    assert item.fields.notes == ("half characters or NUL in the record were replaced",)


def test_the_bytes_of_a_record_are_kept_as_they_came(tmp_path):
    (tmp_path / "a.json").write_bytes(b'[ {"text" :"x"} ,{"text": "\\u0627"}]')
    assert [i.data for i in read(tmp_path / "a.json")] == [b'{"text" :"x"}', b'{"text": "\\u0627"}']


CSVS = [
    pytest.param(",", "title,text\n", id="comma"),
    pytest.param(";", "title;text\r\n", id="semicolon"),
    pytest.param("\t", "title\ttext\n", id="tab"),
    pytest.param(";", "sep=;\ntitle;text\n", id="as a spreadsheet says"),
    pytest.param(";", '"العنوان";"النص"\n', id="Arabic names"),
]


@pytest.mark.parametrize(("sign", "head"), CSVS)
def test_dialects_of_csv(tmp_path, sign, head):
    rows = f'{TITLE}{sign}"قال ""نعم""{sign}\nثم مضى"\n{sign}\n"a"{sign}{TEXT}'
    (tmp_path / "a.csv").write_text(head + rows, newline="")
    items = read(tmp_path / "a.csv")
    assert [(i.fields.title, i.fields.text) for i in items] == [
        (TITLE, f'قال "نعم"{sign}\nثم مضى'),
        ("a", TEXT),
    ]
    assert [i.source[-2:] for i in items] == ["#1", "#2"]
    assert json.loads(items[1].data) in (
        {"title": "a", "text": TEXT},
        {"العنوان": "a", "النص": TEXT},
    )


def test_a_long_cell_and_a_row_of_too_many_cells(tmp_path):
    long = "م" * 200_000
    (tmp_path / "a.csv").write_text(f"text,title\n{long},a\n{TEXT},b,c\n{TEXT}\n")
    items = read(tmp_path / "a.csv")
    assert places(items, tmp_path) == ["/a.csv#1", "-/a.csv#2", "/a.csv#3"]
    assert "3 cells, the header 2" in items[1].reason


def test_a_quote_that_never_closes_is_told(tmp_path):
    (tmp_path / "a.csv").write_text(f'text\n{TEXT}\n"' + f"{TEXT}\n" * 300_000)
    items = read(tmp_path / "a.csv")
    assert items[0].fields.text == TEXT
    assert "no CSV before line" in set_aside(items)[0].reason


def test_a_table_of_parquet(tmp_path):
    table = pa.table(
        {
            "text": [TEXT, None, TEXT],
            "date": pa.array([datetime(2021, 3, 5), None, datetime(2021, 3, 6)]),
            "authors": [["سعاد", "خالد"], [], []],
            "weight": [1.5, 2.5, 3.5],
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    items = read(tmp_path / "a.parquet")
    assert places(items, tmp_path) == ["/a.parquet#1", "-/a.parquet#2", "/a.parquet#3"]
    assert (items[0].fields.published, items[0].fields.byline) == (date(2021, 3, 5), "سعاد، خالد")
    assert json.loads(items[0].data)["date"] == "2021-03-05T00:00:00"
    assert count_items(str(tmp_path / "a.parquet")) == 3


def test_a_date_beyond_pythons_years_is_none(tmp_path):
    days = pa.array([10**15], pa.timestamp("s"))
    parquet.write_table(pa.table({"text": [TEXT], "date": days}), tmp_path / "a.parquet")
    [item] = read(tmp_path / "a.parquet")
    assert item.fields.published is None


def test_a_damaged_parquet_is_refused(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + b"x" * 100)
    with pytest.raises(SourceError, match="no Parquet"):
        read(tmp_path / "a.parquet")


def test_lines_are_counted(tmp_path):
    path = lines(tmp_path / "a.jsonl", *[{"text": TEXT}] * 7)
    assert count_items(str(path)) == 7


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4))
def test_whatever_a_record_holds_its_fields_are_sound(record):
    fields = Columns().fields(record)
    for value in (fields.text, fields.title, fields.url, fields.outlet):
        assert value is None or (value and "\0" not in value)


def test_bad_items_do_not_stop_a_folder(tmp_path):
    (tmp_path / "a.csv").write_text("x,y\n1,2\n")
    lines(tmp_path / "b.jsonl", {"text": TEXT})
    items = read(tmp_path)
    assert places(items, tmp_path) == ["-/a.csv", "/b.jsonl#1"]
    assert len(good(items)) == 1
