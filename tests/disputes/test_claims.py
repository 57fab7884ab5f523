import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import Hand, Memory, Part, says

from musnad.disputes import place, same_claim, statement
from musnad.disputes.statement import content_stems, keys, numbers_of

TRUCE = "إن الهدنة في الجنوب ستبدأ صباح الجمعة المقبل"


def same(one, other, **options):
    return same_claim(statement(one), statement(other), **options)


@pytest.mark.parametrize(
    "other",
    [
        TRUCE,
        "أن الهدنة في الجنوب ستبدأ الجمعة",
        "«الهدنة في الجنوب ستبدأ صباح يوم الجمعة المقبل»",
        "بأن الهدنة بالجنوب ستبدأ صباح الجمعة المقبل وتستمر أسبوعا",
    ],
    ids=["to the letter", "cut", "quoted", "longer"],
)
def test_wordings_of_one_statement_are_one_claim(other):
    assert same(says(TRUCE), says(other)).score >= 0.7


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "إن الطرق إلى الميناء ستفتح صباح الجمعة المقبل أمام الشاحنات"),
        ({}, "إن الهدنة في الجنوب لن تبدأ ولن ستبدأ صباح الجمعة المقبل"),
        ({"actor": "n2"}, TRUCE),
        ({"actor": None}, TRUCE),
        ({"kind": "THREATEN"}, TRUCE),
        ({"flags": ("neg",)}, TRUCE),
        ({"published": "2026-05-02"}, TRUCE),
    ],
    ids=["words", "negation", "source", "unknown source", "type", "flag", "two months later"],
)
def test_other_statements_are_other_claims(fields, words):
    assert same(says(TRUCE), says(words, **fields)) is None


def test_the_window_is_the_users():
    later = says(TRUCE, published="2026-05-02")
    assert same(says(TRUCE), later, window=90)


def test_other_numbers_are_another_claim():
    twelve = says("إن القصف أدى إلى مقتل 12 مدنيا في سوق المدينة")
    fifteen = says("إن القصف أدى إلى مقتل خمسة عشر مدنيا في سوق المدينة")
    spelled = says("إن القصف أدى إلى مقتل اثني عشر مدنيا في سوق المدينة")
    assert same(twelve, fifteen) is None
    assert "same numbers" in same(twelve, spelled).reasons


def test_other_targets_are_another_claim():
    words = "بقصف محطة المياه في المدينة القديمة"
    one = says(words, kind="ACCUSE", target="الجيش")
    assert same(one, says(words, kind="ACCUSE", target="الحركة")) is None
    assert same(one, says(words, kind="ACCUSE", target="الجيش"))


def test_copies_of_a_story_may_know_less_of_the_source():
    full = says(TRUCE, who="الوزير سالم الهاشمي", actor="n1", story="s1")
    assert same(full, says(TRUCE, who="الهاشمي", actor="n9", story="s1"))
    assert same(full, says(TRUCE, who="", story="s1"))
    assert same(full, says(TRUCE, who="ياسين العمري", actor="n9", story="s1")) is None


def test_acts_are_compared_by_their_roles():
    def bombed(place, **fields):
        parts = (
            Part("agent", "الجيش", "YEMMIL"),
            Part("target", "مواقع المسلحين"),
            Part("place", place),
        )
        return Hand("f", "ASSAULT", "قصف", parts, **fields)

    assert same(bombed("تعز"), bombed("مدينة تعز", article="a2"))
    assert same(bombed("ريف تعز الغربي"), bombed("ضواحي الحديدة", article="a2")) is None


def test_what_says_too_little_is_no_claim():
    assert statement(says("ذلك")) is None
    assert statement(Hand("f", "PROTEST", "تظاهر")) is None


def test_frames_are_placed_into_the_claim_of_the_likest():
    store = Memory()
    first, second, third = says(TRUCE), says("أن الهدنة في الجنوب ستبدأ الجمعة"), says("وصول الوفد")
    placed = [place([told], store)[0] for told in (first, second, third)]
    assert placed[0].claim == placed[1].claim != placed[2].claim
    assert (placed[0].like, placed[1].like) == (None, first.id)
    assert placed[1].likeness.reasons[0] == "same source"


def test_a_headline_and_its_lead_are_one_claim():
    store = Memory()
    article = {"article": "a1"}
    placed = place([says(TRUCE, **article), says(TRUCE, **article)], store)
    assert len({p.claim for p in placed}) == 1


def test_negated_words_are_marked():
    assert list(content_stems("أن الهدنة لن تبدأ الجمعة")) == ["هدن", "¬تبدا", "جمع"]


def test_numbers_in_digits_and_words():
    assert list(numbers_of("12 قتيلا و٣٤ جريحا في خمسة أيام")) == [12.0, 34.0, 5.0]


@given(st.text(max_size=300))
def test_any_text_can_be_a_statement(text):
    found = statement(says(text or "ا"))
    assert found is None or all(-(2**63) <= key < 2**63 for key in keys(found))
