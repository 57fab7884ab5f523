from dataclasses import replace
from datetime import date

import pytest
from hand import TEXT, reading, reread
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from musnad.errors import LedgerError
from musnad.ledger import Ledger
from musnad.ledger import tables as t
from musnad.ledger.asked import understood
from musnad.ledger.search import Query, articles_with, facets, find
from musnad.ledger.search_words import spellings
from musnad.script import stem


def texts(ledger, query, **options):
    return [hit.predicate for hit in find(ledger, query, sort="oldest", **options).hits]


@pytest.fixture
def one(ledger):
    ledger.add(reading())
    return ledger


@pytest.mark.parametrize(
    "forms",
    [
        "حكومة الحكومة للحكومة والحكومة بالحكومة وللحكومة الحكومات",
        "صواريخ الصواريخ بالصواريخ كالصواريخ والصواريخ",
        "متظاهر المتظاهرون متظاهرين والمتظاهرين",
        "فلسطيني الفلسطينيين الفلسطينية",
        "وزير الوزير للوزير",
        "إيران ايران",
    ],
    ids=["government", "missiles", "demonstrators", "palestinians", "minister", "iran"],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(word) for word in forms.split()}) == 1


def test_words_with_particles_are_among_the_spellings():
    assert {stem(w) for w in ("هدنة", "بهدنة", "لهدنة", "وهدنة", "ولهدنة")} <= set(
        spellings("هدنة")
    )
    assert stem("قال") in spellings("وقال")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("هدنة", ["قال", "نفى"]),
        ("الهدنة", ["قال", "نفى"]),
        ("الهُدنه", ["قال", "نفى"]),
        ("هدنة -وجود", ["قال"]),
        ("-هدنة", ["قصف"]),
        ("وجود OR مواقع", ["نفى", "قصف"]),
        ("هدنة الجمعة", ["قال"]),
        ('"ستبدأ يوم"', ["قال"]),
        ('"يوم ستبدأ"', []),
        ("صاروخ", []),
        ("", ["قال", "نفى", "قصف"]),
        ("  ،؛ ", ["قال", "نفى", "قصف"]),
    ],
    ids=repr,
)
def test_words_find_frames(one, words, expected):
    assert texts(one, Query(words=words)) == expected


@pytest.mark.parametrize(
    "words",
    [
        '"', '""', "'", "*", "AND", "OR", "NOT", "NEAR(a b)", "a:b", "words:هدنة", "\0", "(((", "-",
        "--", '-"', "هدنة OR", "OR OR", "\\", "%", "); DROP TABLE log; --", "ه" * 5000, "^هدنة",
        "😀", "\ud800",
    ],
    ids=repr,
)  # fmt: skip
def test_nothing_typed_is_the_database_own_language(one, words):
    find(one, Query(words=words), count=True)
    articles_with(one, words)


@given(words=st.text(max_size=30))
def test_any_words_are_understood(words):
    for group in understood(words):
        assert group
        assert all(term.stems for term in group)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"who": "سالم الهاشمي"}, ["قال"]),
        ({"who": "سالم الهاشمى"}, ["قال"]),
        ({"who": "Hashimi"}, ["قال"]),
        ({"who": "SAU"}, ["قال"]),
        ({"who": "YEM"}, ["نفى", "قصف"]),
        ({"who": "YEMREB"}, ["نفى"]),
        ({"whom": "YEM"}, []),
        ({"party": "YEM"}, ["نفى", "قصف"]),
        ({"types": ("SAY", "REJECT")}, ["قال", "نفى"]),
        ({"modes": ("heavy-weapons",)}, ["قصف"]),
        ({"contexts": ("diplomatic",)}, ["قال"]),
        ({"country": "YEM"}, ["قال", "قصف"]),
        ({"direct": True}, ["قال"]),
        ({"negated": True}, ["نفى"]),
        ({"depth": (1, None)}, ["قال", "نفى"]),
        ({"depth": (None, 0)}, ["قصف"]),
        ({"outlet": "صحيفة الميناء"}, ["قال", "نفى", "قصف"]),
        ({"outlet": "أخرى"}, []),
        ({"since": "2015-08-02", "until": "2015-08-02"}, ["قال", "نفى", "قصف"]),
        ({"since": "2015-08-03"}, []),
        ({"until": "2015-08-01", "by": "event"}, ["قال"]),
        ({"since": "2015-08-02", "by": "event"}, []),
        ({"least": 0.95}, []),
        ({"words": "هدنة", "who": "YEMREB"}, ["نفى"]),
    ],
    ids=str,
)
def test_filters(one, asked, expected):
    assert texts(one, Query(**asked)) == expected


def test_unknown_names_of_the_ontology_are_told(one):
    with pytest.raises(LedgerError, match="expected one of SAY"):
        find(one, Query(types=("SHOUT",)))


def test_a_hit_carries_its_evidence(one):
    hit = find(one, Query(types=("SAY",))).hits[0]
    assert (hit.title, hit.outlet, hit.published) == (
        "الرياض تعلن هدنة",
        "صحيفة الميناء",
        "2015-08-02",
    )
    assert hit.first("agent").norm == "SAUGOV"
    assert hit.first("content").text == "إن «الهدنة ستبدأ يوم الجمعة»"
    assert hit.chain == ("وزير الخارجية سالم الهاشمي", "صحيفة الميناء")
    assert (hit.depth, hit.flags, hit.contexts) == (1, ("direct",), ("diplomatic",))
    start, end = hit.span
    assert TEXT[start:end] == hit.predicate
    assert hit.to_dict()["roles"][0]["text"] == "وزير الخارجية سالم الهاشمي"


@pytest.fixture
def three(ledger):
    for day in (2, 9, 5):
        ledger.add(reading(url=f"https://almina.example/{day}", published=date(2015, 8, day)))
    ledger.add(reading(url="https://almina.example/undated", published=None))
    return ledger


@pytest.mark.parametrize(
    ("sort", "days"),
    [("date", ["2015-08-09", "2015-08-05"]), ("oldest", ["2015-08-02", "2015-08-05"])],
)
def test_order_and_pages(three, sort, days):
    found = find(three, Query(types=("SAY",)), sort=sort, limit=2, count=True)
    assert [h.published for h in found.hits] == days
    assert found.total == 4
    last = find(three, Query(types=("SAY",)), sort=sort, limit=2, offset=3)
    assert [h.published for h in last.hits] == [None]


def test_facets_count_what_is_asked_for(three):
    found = facets(three, Query(words="هدنة"), ["type", "month", "agent", "outlet", "context"])
    assert found["type"] == [("REJECT", 4), ("SAY", 4)]
    assert found["month"] == [("2015-08", 6)]
    assert dict(found["agent"])["وزير الخارجية سالم الهاشمي"] == 4
    assert found["outlet"] == [("صحيفة الميناء", 8)]
    assert found["context"] == [("diplomatic", 4)]


def test_superseded_readings_are_found_only_when_asked_for(one):
    one.add(reread(reading(), without="f3"))
    assert texts(one, Query()) == ["قال", "نفى"]
    assert texts(one, Query(all_readings=True)) == ["قال", "نفى", "قصف", "قال", "نفى"]


def test_judged_frames_are_found_by_what_was_decided(one):
    hit = find(one, Query(types=("SAY",))).hits[0]
    row = {
        "row": 1, "subject": hit.id, "verdict": "confirm", "change": "{}", "reviewer": "m",
        "at": "", "reason": "", "model": "",
    }  # fmt: skip
    with one.writing() as connection:
        connection.execute(insert(t.judgements), row)
    assert texts(one, Query(judged="yes")) == ["قال"]
    assert texts(one, Query(judged="no")) == ["نفى", "قصف"]
    assert texts(one, Query(judged="confirm")) == ["قال"]
    assert texts(one, Query(judged="reject")) == []
    undo = row | {"row": 2, "undoes": 1}
    with one.writing() as connection:
        connection.execute(insert(t.judgements), undo)
    assert texts(one, Query(judged="yes")) == []


def test_articles_are_found_by_their_text(three):
    found = articles_with(three, "المتحدث باسم الحركة")
    assert len(found) == 4
    assert articles_with(three, "") == []
    assert articles_with(three, "صاروخ") == []


def test_sqlite_and_postgresql_keep_the_same_words(address):
    given = replace(reading(), frames=reading().frames[:1])
    with Ledger.open(address) as ledger:
        ledger.add(replace(given, chains=(), links=()))
        assert len(find(ledger, Query(words="الجُمعة")).hits) == 1
