import gzip
import io
import os
import struct
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sources import PAGE, TEXT, good, places, read, set_aside, tar_of, zip_of

from musnad.errors import SourceError
from musnad.ingest import archives, count_items
from musnad.ingest.archives import read_tar, read_zip
from musnad.ingest.items import Item

LINE = f'{{"text": "{TEXT}"}}\n'.encode()


def written(path, data):
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz"])
def test_pages_and_tables_in_archives(tmp_path, name):
    members = [
        ("news/b.html", PAGE),
        ("news/a.html.gz", gzip.compress(PAGE)),
        ("news/style.css", b"x"),
        ("__MACOSX/._b.html", b"x"),
        ("table.jsonl", LINE * 2),
    ]
    mode = {"gz": "w:gz", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}.get(name.split(".")[-1], "w")
    data = zip_of(members) if name == "a.zip" else tar_of(members, mode)
    path = written(tmp_path / name, data)
    items = read(path)
    assert places(items, path) == [
        "#news/b.html",
        "#news/a.html.gz",
        "#table.jsonl#1",
        "#table.jsonl#2",
    ]
    assert [i.data for i in items[:2]] == [PAGE, PAGE]
    for number, item in enumerate(items):
        assert read(path, start=item.source) == items[number + 1 :]


@pytest.mark.parametrize("of", [zip_of, tar_of])
def test_names_that_climb_are_only_names(tmp_path, of):
    inside = tmp_path / "in"
    inside.mkdir()
    path = written(inside / "a.bin", of([("../../up.html", PAGE), ("/etc/up.html", PAGE)]))
    assert places(read(path), path) == ["#../../up.html", "#/etc/up.html"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.bin", "in"]


@pytest.mark.parametrize("inner", [zip_of([("a.html", PAGE)]), tar_of([("a.html", PAGE)])])
@pytest.mark.parametrize("of", [zip_of, tar_of])
def test_archives_in_archives_are_refused(tmp_path, of, inner):
    path = written(tmp_path / "a.zip", of([("in.zip", inner), ("b.html", PAGE)]))
    items = read(path)
    assert places(items, path) == ["-#in.zip", "#b.html"]
    assert "take it out first" in items[0].reason


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("of", [zip_of, tar_of])
def test_two_members_of_one_name_are_told_apart(tmp_path, of):
    path = written(tmp_path / "a.zip", of([("a.html", PAGE), ("a.html", PAGE)]))
    assert places(read(path), path) == ["#a.html", "#a.html#again2"]


def test_a_damaged_member_costs_only_itself(tmp_path):
    noise = os.urandom(500)
    data = bytearray(zip_of([("a.html", PAGE), ("b.txt", noise), ("c.html", PAGE)]))
    data[data.find(noise[100:140])] ^= 0xFF
    path = written(tmp_path / "a.zip", bytes(data))
    assert places(read(path), path) == ["#a.html", "-#b.txt!", "#c.html"]


def test_a_member_with_a_password_is_set_aside(tmp_path):
    data = bytearray(zip_of([("a.html", PAGE), ("b.html", PAGE)]))
    data[6] |= 1  # in the member's own head
    data[data.find(b"PK\x01\x02") + 8] |= 1  # and in the directory
    path = written(tmp_path / "a.zip", bytes(data))
    assert places(read(path), path) == ["-#a.html", "#b.html"]


def test_a_page_of_many_megabytes_in_an_archive_is_set_aside(tmp_path):
    path = written(tmp_path / "a.zip", zip_of([("a.html", b"x" * 9_000_000), ("b.html", PAGE)]))
    items = read(path)
    assert [type(i) for i in items[1:]] == [Item]
    assert "over 6 MB" in set_aside(items)[0].reason


def test_a_zip_bomb_is_left(tmp_path):
    zeros = b"\0" * 6_000_000
    path = written(tmp_path / "a.zip", zip_of([(f"{n}.html", zeros) for n in range(40)]))
    items = read(path)
    assert "a bomb?" in set_aside(items)[-1].reason
    assert len(good(items)) < 20


def test_a_directory_of_too_many_members_is_refused_before_it_is_read(tmp_path):
    foot = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 9, 9, 2**31, 0, 0)
    path = written(tmp_path / "a.zip", b"PK\x03\x04" + b"x" * 50 + foot)
    with pytest.raises(SourceError, match="directory of 2147 MB"):
        read(path)


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    members = [(f"{n}.html", PAGE) for n in range(5)]
    with pytest.raises(SourceError, match="5 members"):
        read(written(tmp_path / "a.zip", zip_of(members)))
    items = read(written(tmp_path / "a.tar", tar_of(members)))
    assert len(good(items)) == 3
    assert "over 3 members" in items[-1].reason


def test_a_tar_that_breaks_off_or_is_damaged_tells_so(tmp_path):
    data = tar_of([("a.html", PAGE), ("b.html", PAGE), ("c.html", PAGE)])
    size = 512 + (len(PAGE) + 511) // 512 * 512
    cut = read(written(tmp_path / "a.tar", data[: size + 600]))
    assert [i.data for i in good(cut)] == [PAGE]
    assert "damaged" in cut[-1].reason
    hurt = data[:size] + b"\xff" * 512 + data[size + 512 :]
    items = read(written(tmp_path / "b.tar", hurt))
    assert [i.data for i in good(items)] == [PAGE]
    assert "what follows was not read" in items[-1].reason


def test_a_header_that_asks_for_gigabytes_is_refused(tmp_path):
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 2**33
    head = info.tobuf(tarfile.GNU_FORMAT)
    path = written(tmp_path / "a.tar.gz", gzip.compress(head + b"\0" * 9_000_000))
    with pytest.raises(SourceError, match="a header of"):
        read(path)


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("l.html", tarfile.SYMTYPE), ("d.html", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert read(written(tmp_path / "a.tar", out.getvalue())) == []


def test_pages_in_a_zip_are_counted(tmp_path):
    path = written(tmp_path / "a.zip", zip_of([("a.html", PAGE), ("b.txt", PAGE), ("c.css", b"")]))
    assert count_items(str(path)) == 2


def test_office_documents_are_no_archives_of_pages(tmp_path):
    written(tmp_path / "a.docx", zip_of([("word/document.xml", b"<x/>")]))
    assert read(tmp_path) == []


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), max_size=8), st.booleans())
def test_no_damage_raises_anything_but_our_error(hits, zipped):
    members = [("a.html", PAGE), ("b.html", PAGE[::-1]), ("c.html", b"x" * 700)]
    data = bytearray(zip_of(members) if zipped else tar_of(members))
    for place, byte in hits:
        data[place % len(data)] = byte

    def read_member(stream, source):
        yield Item(source, stream.read())

    reader = read_zip if zipped else read_tar
    try:
        items = list(reader(io.BufferedReader(io.BytesIO(bytes(data))), name="x", read=read_member))
    except SourceError:
        return
    assert len({i.source for i in items}) == len(items)


def test_a_zip_is_closed_behind_its_reader(tmp_path):
    path = written(tmp_path / "a.zip", zip_of([("a.html", PAGE)]))
    assert zipfile.is_zipfile(path)
    assert len(read(path)) == 1
