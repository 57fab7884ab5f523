import pytest
from handmade import mark, read

SPOKESMAN = "المتحدث باسم المفوض ستيفان الدغاري"


def agent(reading, number):
    role = reading.frames[number].first("agent")
    return role.text if role else None


def test_a_surname_becomes_the_spokesman_with_title():
    text = f"عنوان\nقال {SPOKESMAN} إن كذا. ورأى الدغاري أن ذاك. وأضاف أن هذا."
    reading = read(
        text,
        mark(text, "SAY", "قال", agent=SPOKESMAN, content="إن كذا"),
        mark(text, "SAY", "رأى", agent="الدغاري@2", content="أن ذاك"),
        mark(text, "SAY", "أضاف", agent="(الدغاري@2)", content="أن هذا"),
        mentions=[("المفوض", "ORG"), ("ستيفان الدغاري", "PER"), ("الدغاري@2", "PER")],
    )
    assert agent(reading, 1) == "الدغاري"
    assert agent(reading, 2) == SPOKESMAN


def test_a_title_becomes_title_and_name():
    text = "عنوان\nقال وزير الدفاع سالم الحامد كذا. وتابع وزير الدفاع ذاك. وأضاف هذا."
    reading = read(
        text,
        mark(text, "SAY", "قال", agent="وزير الدفاع سالم الحامد"),
        mark(text, "SAY", "تابع", agent="وزير الدفاع@2"),
        mark(text, "SAY", "أضاف", agent="(وزير الدفاع@2)"),
    )
    assert agent(reading, 2) == "وزير الدفاع سالم الحامد"


@pytest.mark.parametrize(
    ("fuller", "short", "kinds"),
    [
        pytest.param("مصر والأردن", "مصر", [("مصر", "GPE")], id="egypt-is-not-egypt-and-jordan"),
        pytest.param("وزير خارجية مصر", "مصر", [("مصر", "GPE")], id="egypt-is-not-its-minister"),
        pytest.param(
            "المتحدث باسم الدغاري",
            "الدغاري",
            [("الدغاري", "PER"), ("الدغاري@2", "PER")],
            id="a-man-is-not-his-spokesman",
        ),
        pytest.param("ستيفان الدغاري", "الدغاري", [], id="no-mention-says-he-is-a-person"),
    ],
)
def test_other_participants_are_not_taken(fuller, short, kinds):
    text = f"عنوان\nقال {fuller} كذا. ورأى {short} ذاك. وأضاف هذا."
    reading = read(
        text,
        mark(text, "SAY", "قال", agent=fuller),
        mark(text, "SAY", "رأى", agent=f"{short}@2"),
        mark(text, "SAY", "أضاف", agent=f"({short}@2)"),
        mentions=kinds,
    )
    assert agent(reading, 2) == short


def test_two_ministers_leave_the_title_alone():
    text = (
        "عنوان\nقال وزير الدفاع سالم كذا. ورد وزير الدفاع حامد. وتابع وزير الدفاع أمس. وأضاف هذا."
    )
    reading = read(
        text,
        mark(text, "SAY", "قال", agent="وزير الدفاع سالم"),
        mark(text, "SAY", "رد", agent="وزير الدفاع حامد"),
        mark(text, "SAY", "تابع", agent="وزير الدفاع@3"),
        mark(text, "SAY", "أضاف", agent="(وزير الدفاع@3)"),
    )
    assert agent(reading, 3) == "وزير الدفاع"


def test_an_antecedent_cut_short_takes_the_mention_around_it():
    text = "عنوان\nقال وزير الدفاع سالم كذا. ورد وزير الدفاع حامد. وأضاف هذا."
    reading = read(
        text,
        mark(text, "SAY", "قال", agent="وزير الدفاع سالم"),
        mark(text, "SAY", "رد", agent="وزير الدفاع حامد"),
        mark(text, "SAY", "أضاف", agent="(وزير@2)"),
    )
    assert agent(reading, 2) == "وزير الدفاع حامد"


def test_a_later_mention_is_not_taken():
    text = "عنوان\nتابع وزير الدفاع. وأضاف هذا. وقال وزير الدفاع سالم كذا."
    reading = read(
        text,
        mark(text, "SAY", "تابع", agent="وزير الدفاع"),
        mark(text, "SAY", "أضاف", agent="(وزير الدفاع)"),
        mark(text, "SAY", "قال", agent="وزير الدفاع سالم"),
    )
    assert agent(reading, 1) == "وزير الدفاع"


def test_a_headline_takes_the_name_from_the_lead():
    text = "رئيس مالاوي يعد قبل زيارته\nقال رئيس مالاوي لازاروس كذا."
    reading = read(
        text,
        mark(text, "AGREE", "يعد", agent="رئيس مالاوي"),
        mark(text, "CONSULT", "زيارته", agent="(رئيس مالاوي)"),
        mark(text, "SAY", "قال", agent="رئيس مالاوي لازاروس"),
    )
    assert agent(reading, 1) == "رئيس مالاوي لازاروس"


def test_no_antecedent_no_agent():
    text = "عنوان\nقال الوزير كذا. وقتل جندي."
    reading = read(
        text,
        mark(text, "SAY", "قال", agent="الوزير"),
        mark(text, "ASSAULT", "قتل", target="جندي"),
    )
    assert agent(reading, 1) is None
