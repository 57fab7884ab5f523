from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.actors import Known, Profile, join_profiles, latin_of, name_key, same_name
from musnad.errors import CorpusError

PAIRS = Path(__file__).resolve().parents[2] / "benchmarks" / "tables" / "name_pairs.tsv"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("شي جين بينج", "شي جين بينغ"),
        ("غوتيريش", "جوتيريش"),
        ("غوتيريس", "غوتيريش"),
        ("نتنياهو", "نتانياهو"),
        ("عبد الله", "عبدالله"),
        ("الدكتور أبو بكر", "أبوبكر"),
    ],
)
def test_spellings_have_one_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("محمد بن سلمان", "محمد بن نايف", False),
        ("جون كيري", "جون كيلي", False),
        ("سالم المري", "سليم المري", False),
        ("عبد الفتاح السيسي", "عبدالفتاح السيسي", True),
        ("حسن نصر الله", "حسن نصرالله", True),
        ("سلفا كير", "سلفاكير", True),
    ],
)
def test_names(one, other, same):
    assert (same_name(one, other).score >= 0.5) is same


def test_a_surname_needs_support():
    full, short = Profile("ستيفان دي ميستورا", "IGOUNO"), "دي ميستورا"
    assert join_profiles(full, Profile(short, "IGOUNO")).score >= 0.5
    assert join_profiles(full, Profile(short)).score < 0.5
    assert join_profiles(full, Profile(short, "ITAGOV")).score < 0.5
    father, son = "علي عبدالله صالح", "أحمد علي عبدالله صالح"
    assert join_profiles(Profile(father, "YEMREB"), Profile(son, "YEMMIL")).score < 0.5


def test_the_table_of_pairs_is_large_and_parts():
    rows = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines()[1:]]
    assert sum(row[4] == "1" for row in rows) >= 200
    assert sum(row[4] == "0" for row in rows) >= 200


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("خالد العطية", "Khaled al-Attiyah"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("ستيفان دوجاريك", "Stéphane Dujarric"),
        ("حسام الدمنهوري", "Hossam al-Demnhuri"),
        ("", ""),
    ],
)
def test_latin(name, latin):
    assert latin_of(name) == latin


def test_name_lists_of_the_user(tmp_path):
    jrc = tmp_path / "names.tsv"
    jrc.write_text("7\tP\tu\tStaffan+de+Mistura\n7\tP\tar\tستافان+دي+ميستورا\n", encoding="utf-8")
    assert Known.from_names(jrc).find("ستيفان دي ميستورا") is None
    assert Known.from_names(jrc).find("ستافان دى ميستورا").latin == "Staffan de Mistura"
    table = tmp_path / "names.csv"
    table.write_text("qid,label,aliases,code\nQ1,Fulan,فلان|فلان العلاني,OMNGOV\n", "utf-8")
    assert Known.from_names(table).find("فلان العلاني").code == "OMNGOV"
    lines = tmp_path / "names.jsonl"
    lines.write_text('{"qid": "Q2", "label": "علان", "aliases": ["Allan"]}\n', encoding="utf-8")
    assert Known.from_names(lines).find("علان").source == "Q2"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.tsv", "7\tP\n", "a.tsv:1: id, type"),
        ("a.csv", "name\nx\n", "a.csv:1: a header"),
        ("a.jsonl", "{}\n", "a.jsonl:1: a JSON object"),
        ("a.jsonl", "[1]\n", "a.jsonl:1: a JSON object"),
        ("a.txt", "x", "expected a .tsv"),
    ],
)
def test_bad_lists_are_refused_with_their_place(tmp_path, name, text, told):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=told.replace(".", r"\.")):
        Known.from_names(path)


def test_an_office_ends():
    known = Known.shipped()
    assert known.find("جون كيري", day=date(2015, 8, 1)).code == "USAGOV"
    assert known.find("جون كيري", day=date(2018, 8, 1)) is None
    assert known.find("جون كيري") is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_names_are_compared(one, other):
    score = join_profiles(Profile(one), Profile(other)).score
    assert 0.0 <= score <= 1.0
    assert score == join_profiles(Profile(other), Profile(one)).score
    latin_of(one)
