"""News that opens like furniture is news; furniture of the same make is still left out."""

import pytest

from musnad.pages import read_page
from musnad.pages.credits import Credit, tail_credit

TITLE = "وزارة الصحة تبدأ حملة تطعيم في مدارس العاصمة"
LEAD = "أعلنت وزارة الصحة، اليوم الأحد، أنها ستبدأ حملة تطعيم في مدارس العاصمة مطلع الشهر المقبل."
MORE = "وقال مدير الحملة سالم الحامد إن اللقاح آمن، داعيا الأهالي إلى التعاون مع الفرق الطبية."


@pytest.mark.parametrize(
    "title",
    [
        pytest.param(
            "المدير العام لمنظمة الصحة العالمية يحذر من موجة جديدة", id="director-general warns"
        ),
        pytest.param("رئيس مجلس الإدارة يستقيل بعد فضيحة مالية في الشركة", id="chairman resigns"),
        pytest.param("رئيس التحرير سالم الحامد أمام المحكمة غدا", id="editor in court"),
        pytest.param("المشرف العام على الحملة: اللقاح آمن", id="supervisor of the campaign"),
    ],
)
def test_headline_that_opens_with_an_office_of_mastheads(title):
    article = read_page(f"{title}\n{LEAD}\n{MORE}")
    assert article.title == title
    assert article.furniture == ()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("رئيس التحرير", id="office alone"),
        pytest.param("رئيس التحرير: سالم بن علي الحامد", id="office and holder"),
        pytest.param("رئيس مجلس الإدارة ورئيس التحرير: علي الحامد", id="two offices, Ali"),
        pytest.param("المدير العام الدكتور سالم الحامد", id="office, title, name"),
        pytest.param("نائب رئيس التحرير - ليلى الناصر", id="deputy behind a dash"),
        pytest.param("تأسست عام 1950 في مدينة حلب على يد جماعة من الكتاب", id="imprint runs on"),
    ],
)
def test_masthead_is_left_out(line):
    article = read_page(f"{line}\n{TITLE}\n{LEAD}\n{MORE}")
    assert article.title == TITLE
    assert [(piece.text, piece.reason) for piece in article.furniture] == [(line, "masthead")]


def test_a_source_that_speaks_is_no_credit():
    spoken = "المصدر: لا نية للتفاوض"
    article = read_page(f"{TITLE}\n{LEAD}\n{spoken}\n{MORE}")
    assert spoken in article.text
    assert article.agency is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [("المصدر: وكالات", "وكالات"), ("المصدر : قناة الساحل", "قناة الساحل")],
    ids=["agencies", "a channel"],
)
def test_a_source_that_is_named_is_a_credit(line, agency):
    assert tail_credit(line) == Credit(agency=agency)


def test_a_title_element_that_holds_a_page_is_passed_over():
    page = (
        f"<html><head><title>{'خبر - ' * 20_000}</title></head>"
        f"<body><h1>{TITLE}</h1><article><p>{LEAD}</p><p>{MORE}</p></article></body></html>"
    )
    article = read_page(page)
    assert (article.title, article.paragraphs) == (TITLE, [LEAD, MORE])
