import pytest
from telling import says

from musnad.disputes import anonymous_sources, counts, is_unnamed


def test_statements_carriers_and_events_are_kept_apart():
    members = [
        says("أ ب", article="a1", published="2026-03-02"),
        says("أ ب", article="a1", published="2026-03-02"),
        says("أ ب", article="a2", published="2026-03-03"),
        says("أ ب", article="a3", published="2026-03-09"),
    ]
    assert counts(members).to_dict() == {"statements": 4, "carriers": 3, "events": 2}
    assert counts(members, window=7).events == 1
    assert counts(members, window=0).events == 3


def test_undated_carriers_count_with_their_story():
    known = says("أ ب", story="s1", published="2026-03-02")
    assert counts([known, says("أ ب", story="s1", published=None)]).events == 1
    assert counts([known, says("أ ب", story="s2", published=None)]).events == 2


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("مصادر مطلعة", True),
        ("مصدر أمني", True),
        ("شهود عيان", True),
        ("مسؤول رفض الكشف عن هويته", True),
        ("المتحدث باسم الحركة", False),
        ("وزارة الدفاع", False),
        ("رئيس لجنة مصادر الطاقة", False),
    ],
)
def test_unnamed_sources(source, expected):
    assert is_unnamed(source) is expected


def test_a_name_makes_a_source_known():
    assert not is_unnamed("المسؤول في البلدية خالد السعدون", named=True)


def test_the_table_of_outlets():
    told = [
        ("الميناء", "مصادر مطلعة", False, 3),
        ("الميناء", "وزير الداخلية", False, 1),
        ("الصفا", "شاهد عيان", False, 1),
    ]
    first, second = anonymous_sources(told)
    assert (first.outlet, first.statements, first.unnamed, first.share) == ("الميناء", 4, 3, 0.75)
    assert first.to_dict()["forms"] == [{"text": "مصادر مطلعة", "times": 3}]
    assert (second.outlet, second.unnamed) == ("الصفا", 1)
