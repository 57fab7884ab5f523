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


def test_a_noun_with_the_article_becomes_the_body_it_stands_for():
    text = "عنوان\nقالت صحيفة الفجر كذا. ورأت الصحيفة ذاك. وأضافت هذا."
    reading = read(
        text,
        mark(text, "SAY", "قالت", agent="صحيفة الفجر"),
        mark(text, "SAY", "رأت", agent="الصحيفة"),
        mark(text, "SAY", "أضافت", agent="(الصحيفة)"),
    )
    assert agent(reading, 2) == "صحيفة الفجر"


def test_two_ministers_leave_the_minister_as_he_is():
    text = "عنوان\nالتقى وزير الدفاع وزير المال. وقال الوزير كذا. وأضاف هذا."
    reading = read(
        text,
        mark(text, "CONSULT", "التقى", agent="وزير الدفاع", target="وزير المال"),
        mark(text, "SAY", "قال", agent="الوزير"),
        mark(text, "SAY", "أضاف", agent="(الوزير)"),
    )
    assert agent(reading, 2) == "الوزير"


def test_a_title_and_a_surname_become_the_whole_name():
    full = "مفتي المدينة الدكتور سالم بن علي الحامد"
    text = f"عنوان\nقال {full} كذا. ورأى الدكتور الحامد ذاك. وأضاف هذا."
    reading = read(
        text,
        mark(text, "SAY", "قال", agent=full),
        mark(text, "SAY", "رأى", agent="الدكتور الحامد"),
        mark(text, "SAY", "أضاف", agent="(الحامد@2)"),
        mentions=[("سالم بن علي الحامد", "PER")],
    )
    assert agent(reading, 2) == full


def test_the_second_of_two_parties_is_not_both():
    both = "الوزير سالم الحامد ومعالي السفير عمر الدغاري"
    text = f"عنوان\nقال {both} كذا. ورأى الدغاري ذاك. وأضاف هذا."
    reading = read(
        text,
        mark(text, "SAY", "قال", agent=both),
        mark(text, "SAY", "رأى", agent="الدغاري@2"),
        mark(text, "SAY", "أضاف", agent="(الدغاري@2)"),
        mentions=[("سالم الحامد", "PER"), ("عمر الدغاري", "PER"), ("الدغاري@2", "PER")],
    )
    assert agent(reading, 2) != both
