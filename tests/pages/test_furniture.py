from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.pages.furniture import Line, furniture_reason, sort_lines

TITLE = "الحكومة تعلن خطة جديدة لدعم المزارعين في الشمال"
LEAD = "أعلنت الحكومة، اليوم الأحد، خطة جديدة لدعم المزارعين المتضررين من الجفاف في الشمال."
MORE = "وقال وزير الزراعة سامي الحوراني إن الخطة ستبدأ مطلع الشهر المقبل وتشمل ألف مزارع."
LAST = "وانتقدت نقابة المزارعين الخطة ووصفتها بأنها متأخرة وغير كافية."


def sort(*lines, **options):
    return sort_lines([Line(line) for line in lines], **options)


def reasons(parts):
    return [reason for _, reason in parts.furniture]


def test_a_clean_article_stays_whole():
    parts = sort(TITLE, LEAD, MORE, LAST)
    assert parts.blocks == [
        ("title", TITLE),
        ("paragraph", LEAD),
        ("paragraph", MORE),
        ("paragraph", LAST),
    ]
    assert parts.furniture == []


@pytest.mark.parametrize(
    "title",
    [
        "المزرعة واحدة!",
        "مختارات من كتاب قديم",
        "هل تنجح الخطة؟",
        "أوروبا: لا اتفاق قبل الانتخابات",
        "حقوق الإنسان تطالب بالتحقيق",
        "كلام في أهمية الماء.",
        "مقتل 17 مسلحا في غارة للتحالف على معسكر قرب الحدود السورية العراقية وسط تصاعد التوتر",
    ],
    ids=["two words", "like a list's head", "question", "colon", "rights", "full stop", "long"],
)
def test_headlines_of_many_shapes(title):
    assert sort(title, LEAD, MORE).blocks[0] == ("title", title)


def test_masthead_and_editors_are_dropped_with_their_names():
    parts = sort("رئيس التحرير", "فادي السروجي", "رئيس التحرير", "فادي السروجي", TITLE, LEAD)
    assert parts.blocks == [("title", TITLE), ("paragraph", LEAD)]
    assert set(reasons(parts)) == {"masthead", "name in the masthead"}


def test_a_masthead_names_the_outlet():
    parts = sort("جريدة النبراس (يومية)", TITLE, LEAD)
    assert parts.outlet == "جريدة النبراس"
    assert parts.blocks[0] == ("title", TITLE)


def test_captions_before_the_lead_are_dropped_also_where_cut_short():
    parts = sort(TITLE, "وزير الزراعة", "وزير الزراعة سامي الحوراني - أرشيفية", LEAD, MORE)
    assert [kind for kind, _ in parts.blocks] == ["title", "paragraph", "paragraph"]
    assert reasons(parts) == ["caption", "caption"]


def test_a_short_line_above_the_headline_is_its_kicker():
    parts = sort("أزمة الجفاف", TITLE, LEAD)
    assert parts.blocks[:2] == [("kicker", "أزمة الجفاف"), ("title", TITLE)]


def test_a_short_line_between_paragraphs_is_a_subhead():
    assert sort(TITLE, LEAD, "انتقادات النقابة", LAST).blocks[2] == ("subhead", "انتقادات النقابة")


def test_a_list_of_related_stories_ends_where_running_text_goes_on():
    parts = sort(TITLE, LEAD, "اقرأ أيضا:", "سد جديد في الجنوب", "أسعار القمح ترتفع", LAST)
    assert parts.blocks[-1] == ("paragraph", LAST)
    assert len(parts.furniture) == 3


def test_the_date_line_is_read_and_dropped():
    parts = sort("الأحد 12 أيار/مايو 2024", TITLE, LEAD)
    assert parts.day == date(2024, 5, 12)
    assert reasons(parts) == ["date line"]


def test_an_agencys_dated_line_is_its_dateline():
    line = "جدة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس"
    parts = sort(TITLE, line, LEAD)
    assert (parts.dateline, parts.agency, parts.day) == (line, "واس", date(2015, 8, 11))


def test_a_notice_glued_to_the_last_paragraph_is_parted_from_it():
    parts = sort(TITLE, LEAD, LAST + " رابط الخبر بصحيفة النبراس: " + TITLE)
    assert parts.blocks[-1] == ("paragraph", LAST)
    assert parts.furniture == [("رابط الخبر بصحيفة النبراس: " + TITLE, "page notice")]


def test_initials_below_the_closing_credit_are_dropped():
    parts = sort(TITLE, LEAD, "--(بترا)", "ن ح/ ا ع")
    assert parts.agency == "بترا"
    assert reasons(parts) == ["closing credit", "editor's mark below the closing credit"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("شارك هذا الخبر :", "share or print buttons"),
        ("طباعة", "share or print buttons"),
        ("الكلمات المفتاحية: مصر، ليبيا", "tags"),
        ("#العراق #الموصل", "tags"),
        ("شاهد أيضا: ترميم باب عشتار", "related stories"),
        ("الموضوعات المتعلقة", "related stories"),
        ("عدد المشاهدات: 4812", "page notice"),
        ("1523 قراءة", "page notice"),
        ("اشترك في النشرة البريدية", "page notice"),
        ("لا توجد تعليقات على الخبر", "page notice"),
        ("جميع الحقوق محفوظة لموقع النبراس", "page notice"),
        ("© 2020 النبراس", "copyright or picture credit"),
        ("https://nibras.example/1", "bare address"),
        ("* * *", "rule or ornament"),
    ],
)
def test_furniture_by_its_own_words(line, reason):
    assert furniture_reason(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "شارك وزير الخارجية في قمة الدول العربية التي عقدت في بغداد.",
        "انضم إلى أسرة تحرير الصحيفة الزميل عبيد الحلاف مديرا فنيا اعتبارا من أمس.",
        "وتابعوا السير حتى وصلوا إلى الحدود قبل أن توقفهم الشرطة.",
        "وطبع الحزب منشورات تدعو إلى المقاطعة ووزعها في الأسواق.",
        "السابق لأوانه الحديث عن اتفاق، هكذا وصف الوزير ما نشر أمس في الصحف.",
        "وقال الناشر إن الآراء الواردة في الكتاب أثارت غضب السلطات التي صادرت النسخ كلها.",
    ],
    ids=["took part", "joined", "went on", "printed", "too early", "views in the book"],
)
def test_running_text_that_begins_like_furniture_stays(line):
    assert sort(TITLE, LEAD, line, LAST).blocks[2] == ("paragraph", line)


@given(st.lists(st.text(min_size=1, max_size=60).filter(str.strip), max_size=12))
def test_no_line_disappears(texts):
    parts = sort(*texts)
    placed = [text for _, text in parts.blocks] + [text for text, _ in parts.furniture]
    assert sorted(placed) == sorted(texts)


@pytest.mark.parametrize("mark", ["انتهى ع.ك", "(انتهى)", "انتهى / س م ر"])
def test_an_agencys_end_mark_is_no_paragraph(mark):
    assert furniture_reason(mark) == "end mark"


def test_a_sentence_that_begins_like_an_end_mark_stays():
    assert furniture_reason("انتهى الاجتماع بلا اتفاق.") is None
    assert furniture_reason("انتهت فترة حظر") is None
