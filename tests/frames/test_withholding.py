import pytest
from handmade import at, mark, read

from musnad.frames.withholding import doubts
from musnad.records import PredicateMark, RoleMark

TEXT = "عنوان\nقال الوزير كذا وأضاف المدير ذاك بعد لقاء"
NEWS = "قال وزير الخارجية المصري في بيان صدر اليوم إن المحادثات مع الوفد كانت مثمرة"


def frame_with(*roles):
    return PredicateMark(at(TEXT, "لقاء"), "CONSULT", 0.9, roles=roles)


def test_an_unsure_role_is_withheld_and_said_so():
    agent = RoleMark("agent", at(TEXT, "الوزير"), 0.9)
    target = RoleMark("target", at(TEXT, "المدير"), 0.1)
    reading = read(TEXT, frame_with(agent, target))
    assert [r.role for r in reading.frames[0].roles] == ["agent"]
    (value,) = reading.withheld
    assert (value.frame, value.role, value.text, value.reason) == (
        "f1", "target", "المدير", "unsure",
    )  # fmt: skip


def test_two_near_antecedents_are_the_reason():
    agent = RoleMark("agent", at(TEXT, "الوزير"), 0.2, unsaid=True, rival=0.15)
    reading = read(TEXT, frame_with(agent))
    assert reading.frames[0].roles == ()
    assert reading.withheld[0].reason == "two candidates"


def test_what_lies_in_a_withheld_content_is_still_a_claim():
    text = "عنوان\nقال الوزير إن الجيش قصف البلدة"
    content = RoleMark("content", at(text, "إن الجيش قصف البلدة"), 0.1)
    say = PredicateMark(at(text, "قال"), "SAY", 0.9, roles=(content,))
    reading = read(text, say, mark(text, "ASSAULT", "قصف", agent="الجيش"))
    assert reading.withheld[0].role == "content"
    assert reading.frames[1].claimed


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(NEWS, None, id="news"),
        pytest.param("خبر", None, id="too-short-to-say"),
        pytest.param(NEWS.replace("ا", "\ufffd"), "damaged text", id="lost-letters"),
        pytest.param("وزیر امور خارجه کشور در گفتگو با خبرنگاران گفت که مذاکرات ادامه دارد",
                     "other language", id="persian"),
        pytest.param("The minister said on Tuesday that the talks had been useful and long",
                     "other language", id="english"),
    ],
)  # fmt: skip
def test_texts_that_the_model_was_not_made_for(text, reason):
    assert doubts(text) == reason


def test_more_is_asked_of_a_doubtful_text():
    text = "The minister met the envoy in the capital on Tuesday and then went home قال الوزير"
    agent = RoleMark("agent", at(text, "الوزير"), 0.5)
    reading = read(text, PredicateMark(at(text, "قال"), "SAY", 0.9, roles=(agent,)))
    assert [w.reason for w in reading.withheld] == ["other language"]


def test_withheld_values_survive_json():
    target = RoleMark("target", at(TEXT, "المدير"), 0.1)
    reading = read(TEXT, frame_with(target))
    assert type(reading).from_dict(reading.to_dict()) == reading
