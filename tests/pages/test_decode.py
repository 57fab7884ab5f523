import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import EmptyPage, NotText, PageError, PageTooLarge
from musnad.pages.decode import MAX_PAGE_BYTES, decode

NEWS = "وقال وزير الخارجية إن القاهرة ترفض التصعيد وتدعو إلى التهدئة في المنطقة.\n" * 3


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859-6"],
)
def test_arabic_is_read_whatever_its_encoding(encoding):
    assert decode(NEWS.encode(encoding)) == (NEWS, [])


@pytest.mark.parametrize(
    ("declared", "true", "note"),
    [
        ("utf-8", "cp1256", "the page says it is utf-8, but reads as windows-1256"),
        ("iso-8859-1", "cp1256", "the page says it is iso-8859-1, but reads as windows-1256"),
        ("windows-1256", "iso8859-6", "the page says it is windows-1256, but reads as iso-8859-6"),
        ("windows-1256", "utf-8", "the page says it is windows-1256, but it is UTF-8"),
    ],
)
def test_a_wrong_declaration_is_overruled_and_noted(declared, true, note):
    text, notes = decode(NEWS.encode(true), content_type=f"text/html; charset={declared}")
    assert text == NEWS
    assert notes == [note]


@pytest.mark.parametrize("name", ["hex", "rot13", "undefined", "utf-7", "x-user-defined", "idna"])
def test_a_declaration_that_names_no_encoding_of_pages_is_passed_over(name):
    text, _ = decode(NEWS.encode("cp1256"), content_type=f"text/html; charset={name}")
    assert text == NEWS


@pytest.mark.parametrize(
    ("true", "read_as"), [("utf-8", "latin-1"), ("utf-8", "cp1256"), ("cp1256", "cp1252")]
)
def test_double_encoding_is_turned_back(true, read_as):
    text, notes = decode(NEWS.encode(true).decode(read_as).encode("utf-8"))
    assert text == NEWS
    assert len(notes) == 1
    assert notes[0].endswith("it was turned back")


def test_double_encoding_that_lost_characters_is_noted():
    text, notes = decode(NEWS.encode("utf-8").decode("cp1252", "replace").encode("utf-8"))
    assert "\ufffd" in text
    assert any("could not be turned back" in note for note in notes)


def test_visual_order_is_noted_and_kept():
    backward = "\n".join(line[::-1] for line in NEWS.split("\n"))
    text, notes = decode(backward.encode())
    assert text == backward
    assert notes == ["lines seem to be stored in visual order, back to front; expect no frames"]


def test_presentation_forms_are_noted_and_kept():
    shaped = "ﻣﺼﺮ ﺗﺮﻓﺾ ﺍﻟﺘﺼﻌﻴﺪ ﻓﻲ ﺍﻟﻤﻨﻄﻘﺔ"
    text, notes = decode(shaped.encode())
    assert text == shaped
    assert notes == ["letters are written as presentation forms; the text is kept as it is"]


def test_persian_is_noted():
    _, notes = decode("رئیس جمهور گفت که این کشور به تعهدات خود پایبند است.".encode())
    assert notes == ["the text seems to be Persian, not Arabic; expect no frames"]


def test_a_page_cut_within_a_character_is_read_and_noted():
    text, notes = decode(NEWS.rstrip().removesuffix(".").encode()[:-1])
    assert text == NEWS.rstrip()[:-2]
    assert notes == ["the page ends within a character: it was cut off"]


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0\0", codecs.BOM_UTF8])
def test_nothing_is_an_empty_page(data):
    with pytest.raises(EmptyPage):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n0000", b"%PDF-1.7 text", b"PK\x03\x04zip", bytes(range(256)) * 40],
    ids=["png", "pdf", "zip", "all bytes"],
)
def test_other_kinds_of_bytes_are_refused(data):
    with pytest.raises(NotText):
        decode(data)


def test_the_limit_is_on_bytes():
    with pytest.raises(PageTooLarge, match=r"6\.0 MB"):
        decode(b"a" * (MAX_PAGE_BYTES + 1))


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_page_error(data):
    try:
        text, notes = decode(data)
    except PageError:
        return
    assert isinstance(text, str)
    assert isinstance(notes, list)
