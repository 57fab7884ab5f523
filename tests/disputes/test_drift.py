import pytest
from telling import says

from musnad.disputes import changes, drift, laundering, strength

QUOTE = "إن القوات ستنسحب تماما من القرى الحدودية خلال أسبوع"


@pytest.mark.parametrize(
    ("after", "kind", "words"),
    [
        ("أن القوات ستنسحب تماما من القرى الحدودية", "dropped", ("خلال أسبوع", "")),
        (
            "إن القوات ستنسحب تماما من القرى الحدودية خلال أسبوع بلا شروط",
            "added",
            ("", "بلا شروط"),
        ),
        (
            "إن القوات ستنسحب تماما من المدن الحدودية خلال أسبوع",
            "changed",
            ("القرى", "المدن"),
        ),
        ("إن القوات ستنسحب من القرى الحدودية خلال أسبوع", "softened", ("تماما", "")),
        (
            "إن القوات ستنسحب تماما ونهائيا من كل القرى الحدودية خلال أسبوع",
            "hardened",
            ("", "كل"),
        ),
        (
            "إن القوات لن ستنسحب تماما من القرى الحدودية خلال أسبوع",
            "turned",
            ("", "لن"),
        ),
    ],
    ids=["dropped", "added", "changed", "softened", "hardened", "turned"],
)
def test_changes_of_a_quotation(after, kind, words):
    found = {(c.kind, c.before, c.after) for c in changes(QUOTE, after)}
    assert (kind, *words) in found


def test_spelling_and_lead_in_are_no_change():
    assert changes("إن الهدنة ستبدأ", "أن الهدنه ستبدا") == []


def test_versions_stand_in_order_with_their_outlets():
    full = says(QUOTE, outlet="الوكالة", published="2026-03-02", flags=("direct",))
    copy = says(QUOTE, outlet="الميناء", published="2026-03-03")
    cut = says("إن القوات ستنسحب من القرى", outlet="الصفا", published="2026-03-02")
    first, second = drift([copy, cut, full])
    assert (first.text, first.outlets, first.direct) == (QUOTE, ("الوكالة", "الميناء"), True)
    assert first.changes == ()
    assert second.outlets == ("الصفا",)
    assert [c.kind for c in second.changes] == ["softened", "dropped"]


def test_without_content_there_is_nothing_to_align():
    assert drift([says("", target="الجيش")]) == []


@pytest.mark.parametrize(
    ("cue", "expected"),
    [("زعمت", 0), ("وزعم", 0), ("قال", 1), ("أكد", 2), ("وأكدت", 2), ("مؤكدا", 2), ("مدعيا", 0)],
)
def test_strength_of_cues(cue, expected):
    assert strength(cue) == expected


def test_a_harder_cue_in_another_outlet_is_a_step():
    doubted = says(QUOTE, predicate="زعم", outlet="الوكالة", published="2026-03-02")
    sure = says(QUOTE, predicate="وأكد", outlet="الصفا", published="2026-03-03")
    (step,) = laundering([sure, doubted])
    assert (step.kind, step.before, step.after) == ("cue hardened", "زعم", "وأكد")
    assert (step.earlier, step.later) == (doubted.id, sure.id)
    assert (step.from_outlet, step.to_outlet, step.same_day) == ("الوكالة", "الصفا", False)


def test_one_outlet_may_vary_its_words():
    doubted = says(QUOTE, predicate="زعم", published="2026-03-02")
    assert laundering([doubted, says(QUOTE, predicate="أكد", published="2026-03-03")]) == []


def test_a_shorter_chain_and_a_claim_that_became_a_fact():
    long = says(QUOTE, outlet="الوكالة", chain=("الوزير", "مصدر", "الوكالة"), depth=2)
    short = says(QUOTE, outlet="الصفا", chain=("الوزير", "الصفا"), published="2026-03-04")
    (step,) = laundering([long, short])
    assert (step.kind, step.before) == ("chain shortened", "الوزير ← مصدر ← الوكالة")
    act = {"kind": "ASSAULT", "target": "السوق"}
    claimed = says("", flags=("claimed",), outlet="الوكالة", chain=("ناطق", "الوكالة"), **act)
    fact = says("", outlet="الصفا", chain=("الصفا",), depth=0, **act)
    (step,) = laundering([claimed, fact])
    assert (step.kind, step.after, step.same_day) == ("claim became fact", "الصفا", True)
