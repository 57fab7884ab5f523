import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.pages.credits import (
    Credit,
    closing_agency,
    head_credit,
    line_credit,
    standing_credit,
    tail_credit,
)

STORY = "أعلنت الوزارة اليوم أنها ستبدأ العمل بالقرار."


@pytest.mark.parametrize(
    ("head", "credit"),
    [
        ("الرياض - واس: ", Credit("الرياض - واس", "واس")),
        ("أ ف ب - طوكيو: ", Credit("أ ف ب - طوكيو", "فرانس برس")),
        ("الوئام - رويترز: ", Credit("الوئام - رويترز", "رويترز")),
        ("القاهرة (د ب أ) - ", Credit("القاهرة (د ب أ)", "د ب أ")),
        ("القاهرة (د ب أ) ", Credit("القاهرة (د ب أ)", "د ب أ")),
        ("دمشق، سوريا (CNN) -- ", Credit("دمشق، سوريا (CNN)", "CNN")),
        ("واشنطن - «الحياة»: ", Credit("واشنطن - «الحياة»")),
        ("عمان 3 آب (بترا) -- ", Credit("عمان 3 آب (بترا)", "بترا")),
        ("قفصة - ", Credit("قفصة")),
        ("سالم الحارثي - جدة: ", Credit("سالم الحارثي - جدة", None, "سالم الحارثي")),
        ("حسن بن علي - صنعاء: ", Credit("حسن بن علي - صنعاء", None, "حسن بن علي")),
        ("نواكشوط - وكالات: ", Credit("نواكشوط - وكالات", "وكالات")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_datelines_at_the_head_of_a_paragraph(head, credit):
    assert head_credit(head + STORY) == credit


@pytest.mark.parametrize(
    "paragraph",
    [
        "قال الوزير - وهو من مؤسسي الحزب - إن القرار نهائي.",
        "ماليزيا: وقف تصدير الرمال إلى سنغافورة اعتبارا من الشهر المقبل.",
        "وأضاف المتحدث: «لن نقبل بأي شروط مسبقة على الحوار».",
        "من جهة أخرى - وبحسب مصادر - فإن الاتفاق لم يوقع بعد.",
        "ذكرت وكالة رويترز - نقلا عن مصادر - أن المحادثات أرجئت.",
    ],
    ids=[
        "aside (the minister)",
        "topic colon (Malaysia)",
        "speaker colon",
        "aside (also)",
        "relay",
    ],
)
def test_running_text_has_no_dateline(paragraph):
    assert not head_credit(paragraph)


def test_the_outlets_own_slug_is_no_dateline():
    assert not head_credit("النبراس نيوز :- " + STORY, outlet="النبراس نيوز")


def test_the_outlet_is_not_its_own_agency():
    credit = head_credit("دمشق، سوريا (CNN) -- " + STORY, outlet="CNN بالعربية")
    assert credit == Credit("دمشق، سوريا (CNN)")


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("الرياض: واس", Credit("الرياض: واس", "واس")),
        ("(رويترز)", Credit(None, "رويترز")),
        ("كتبت: سلوى المغازي", Credit(byline="كتبت: سلوى المغازي")),
        ("كتب - عماد الشرقاوى", Credit(byline="كتب - عماد الشرقاوى")),
        ("وكالة رويترز تغلق مكتبها في طرابلس", Credit()),
        ("كتب التاريخ وكتب الجغرافيا في معرض واحد كبير", Credit()),
    ],
)
def test_lines_that_are_credits(line, credit):
    assert line_credit(line) == credit


def test_a_place_and_a_name_above_the_body():
    assert standing_credit("جدة – سالم الحارثي") == Credit(
        "جدة – سالم الحارثي", None, "سالم الحارثي"
    )


@pytest.mark.parametrize(
    "line",
    ["لافتات في الشوارع للتعريف بأهمية المشاركة في الانتخابات", "النفط: ارتفاع محدود للأسعار"],
    ids=["a deck (posters)", "a deck with a colon (oil)"],
)
def test_a_deck_above_the_body_is_no_dateline(line):
    assert not standing_credit(line)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("--(بترا)", "بترا"),
        ("--(بترا) ن ح/ ا ع", "بترا"),
        ("المصدر: وكالات", "وكالات"),
        ("المصدر : قناة الساحل", "قناة الساحل"),
        ("وقال (رويترز) إن الخبر صحيح", None),
    ],
)
def test_closing_credits(line, agency):
    assert tail_credit(line).agency == agency


def test_an_agency_in_brackets_closes_a_paragraph():
    assert closing_agency("وانتهت المحادثات دون اتفاق. (رويترز)") == "رويترز"
    assert closing_agency("وانتهت المحادثات دون اتفاق (انظر الصورة)") is None


@given(st.text(max_size=200))
def test_a_dateline_is_a_run_of_its_paragraph(text):
    for credit in (head_credit(text), line_credit(text), standing_credit(text)):
        assert credit.dateline is None or credit.dateline in text
        assert credit.byline is None or credit.byline in text
