import gzip
import os

import pytest
from made_sources import PAGE, TEXT, TITLE, good, places, read, set_aside

from musnad.errors import EmptyPage, NotArabic, SourceError
from musnad.ingest import Item, Skipped, count_items, open_items


def test_a_page_keeps_its_bytes_and_becomes_an_article(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    [item] = read(path)
    assert (item.source, item.data) == (str(path), PAGE)
    assert item.article().title == TITLE
    assert item.article().paragraphs[0] == TEXT


def test_a_folder_is_read_in_order_without_hidden_files_and_pictures(tmp_path):
    for name in ("b.html", "a/z.txt", "a/.hidden.html", ".git/x.html", "c.png", "d.css", "B.htm"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    assert places(read(tmp_path), tmp_path) == ["/B.htm", "/a/z.txt", "/b.html"]
    assert count_items(str(tmp_path)) == 3


def test_a_loop_of_links_ends(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.html").write_bytes(PAGE)
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in" / "self")
    assert places(read(tmp_path), tmp_path) == ["/in/page.html", "-/in/self", "-/in/up"]


@pytest.mark.skipif(os.name == "nt", reason="no pipes there")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.html")
    with pytest.raises(SourceError, match="pipe or device"):
        read(tmp_path / "pipe.html")
    assert "pipe or device" in set_aside(read(tmp_path))[0].reason


@pytest.mark.skipif(os.name == "nt", reason="no devices there")
def test_a_device_is_refused():
    with pytest.raises(SourceError, match="pipe or device"):
        read("/dev/zero")


def test_what_is_missing_is_named():
    with pytest.raises(SourceError, match=r"none\.html: does not exist"):
        read("none.html")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission_is_set_aside_in_a_folder(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "a.html").chmod(0)
    (tmp_path / "b.html").write_bytes(PAGE)
    assert places(read(tmp_path), tmp_path) == ["-/a.html", "/b.html"]


def test_a_refused_opening_is_told_with_its_cause(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(PAGE)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(SourceError, match=r"can't be read \(Permission denied\)"):
        read(tmp_path / "a.html")


def test_a_packed_page_is_unpacked(tmp_path):
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(PAGE))
    assert read(path)[0].data == PAGE


def test_a_page_packed_over_and_over_stays_bounded(tmp_path):
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(b"\0" * 90_000_000))
    with pytest.raises(SourceError, match="over 6 MB"):
        read(path)


def test_a_table_that_unpacks_to_a_thousand_times_its_size_is_a_bomb(tmp_path):
    path = tmp_path / "table.jsonl.gz"
    path.write_bytes(gzip.compress(b"x" * 99_000_000))
    with pytest.raises(SourceError, match="bomb"):
        read(path)


def test_what_follows_a_cut_in_a_packed_table_is_told_as_lost(tmp_path):
    path = tmp_path / "table.jsonl.gz"
    line = f'{{"text": "{TEXT}"}}\n'.encode()
    path.write_bytes(gzip.compress(line * 9 + os.urandom(200_000).hex().encode())[:100_000])
    items = read(path)
    assert len(good(items)) == 9
    assert isinstance(items[-1], Skipped)
    assert "cut off or damaged" in items[-1].reason


def test_an_image_under_the_name_of_nothing_is_set_aside(tmp_path):
    (tmp_path / "blob").write_bytes(bytes(range(1, 32)) * 100)
    [item] = read(tmp_path)
    assert (type(item), item.kind) == (Skipped, "NotAPage")


def test_an_empty_page_fails_when_it_is_read(tmp_path):
    (tmp_path / "page.html").write_bytes(b"")
    with pytest.raises(EmptyPage):
        read(tmp_path)[0].article()


def test_a_page_in_another_language_is_refused_before_it_is_read(tmp_path):
    (tmp_path / "page.html").write_bytes(b"<html><body><p>Nothing to see here.</p></body></html>")
    with pytest.raises(NotArabic):
        read(tmp_path)[0].article()


def test_reading_goes_on_behind_the_last_source(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.html").write_bytes(PAGE)
    (tmp_path / "d.jsonl").write_text(f'{{"text": "{TEXT}"}}\n' * 3)
    every = [i.source for i in read(tmp_path)]
    assert len(set(every)) == 6
    for number, source in enumerate(every):
        assert [i.source for i in read(tmp_path, start=source)] == every[number + 1 :]


def test_a_source_that_is_gone_is_no_place_to_go_on_from(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    with pytest.raises(SourceError, match="not there any more"):
        read(tmp_path, start=f"{tmp_path}/b.html")


def test_names_can_spoil_neither_terminal_nor_database(tmp_path):
    name = os.fsdecode(b"\xff\x1b[31m#1.html")
    (tmp_path / name).write_bytes(PAGE)
    [item] = read(tmp_path)
    assert item.source == f"{tmp_path}/\\udcff\\x1b[31m\\#1.html"


def test_a_kind_that_does_not_exist_is_refused():
    with pytest.raises(SourceError, match="choose of auto"):
        list(open_items("x", kind="xls"))


def test_a_folder_can_be_read_for_one_kind(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.jsonl").write_text(f'{{"text": "{TEXT}"}}\n')
    assert places(read(tmp_path, kind="jsonl"), tmp_path) == ["/b.jsonl#1"]


def test_an_address_is_fetched(monkeypatch):
    from types import SimpleNamespace  # noqa: PLC0415

    def fetched(url, **options):
        assert options == {"allow_private": False}
        return SimpleNamespace(data=PAGE, final_url=url + "/", content_type="text/html")

    monkeypatch.setattr("musnad.ingest.sources.fetch", fetched)
    [item] = read("https://example.org/a")
    assert item == Item("https://example.org/a", PAGE, "https://example.org/a/", "text/html")


def test_items_travel_between_processes(tmp_path):
    import pickle  # noqa: PLC0415

    (tmp_path / "d.jsonl").write_text(f'{{"text": "{TEXT}"}}\n')
    [item] = read(tmp_path)
    assert pickle.loads(pickle.dumps(item)) == item  # noqa: S301
