import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.errors import EmptyPage, NoArticle, PageError, PageTooLarge
from musnad.pages import read_page

EXAMPLE = Path(__file__).resolve().parents[3] / "shared" / "scheme" / "example"
TITLE = "مصر ترفض التصعيد وتدعو إلى التهدئة في المنطقة"
LEAD = "قال وزير الخارجية المصري إن القاهرة ترفض التصعيد وتدعو جميع الأطراف إلى التهدئة."
MORE = "وأضاف الوزير في بيان أن بلاده ستستضيف اجتماعا لوزراء الخارجية العرب يوم الأحد المقبل."
TEXT = f"{TITLE}\n{LEAD}\n{MORE}"
NAMES = ["أردني", "عراقي", "لبناني", "تونسي", "مغربي", "جزائري", "كويتي", "عماني", "قطري", "بحريني"]
PARAGRAPHS = f"<p>{LEAD}</p><p>{MORE}</p>" * 2


def html(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def page_of(head="", above="", below=""):
    return html(
        f"<h1>{TITLE}</h1>{above}<article><p>{LEAD}</p><p>{MORE}</p></article>{below}", head
    )


def test_a_clean_text_comes_out_unchanged():
    article = read_page(TEXT)
    assert article.text == TEXT
    assert (article.title, article.paragraphs) == (TITLE, [LEAD, MORE])
    assert article.furniture == ()
    assert article.notes == ()


def test_empty_lines_and_edges_are_stripped_and_nothing_within():
    article = read_page(f"  {TITLE} \n\n\u00a0\n\t{LEAD}  \n {MORE.replace(' ', '  ', 1)}\n")
    assert article.text == f"{TITLE}\n{LEAD}\n{MORE.replace(' ', '  ', 1)}"


def test_the_copied_page_of_the_scheme():
    if not EXAMPLE.is_dir():
        pytest.skip("the scheme's example is not beside this checkout")
    article = read_page((EXAMPLE / "page.txt").read_bytes())
    expected = json.loads((EXAMPLE / "article.jsonl").read_text(encoding="utf-8"))
    assert article.text == expected["text"]
    assert len(article.furniture) == 6


@pytest.mark.parametrize(
    ("head", "url", "day"),
    [
        ('<meta property="article:published_time" content="2020-05-01T10:00">', None, (2020, 5, 1)),
        (
            '<meta property="article:modified_time" content="2022-05-01">',
            "https://a.example/2020/4/3/x",
            (2020, 4, 3),
        ),
        (
            '<script type="application/ld+json">[{"datePublished":"2019-01-02"}]</script>',
            None,
            (2019, 1, 2),
        ),
    ],
    ids=["meta", "address, not the change", "linked data"],
)
def test_the_day_comes_from_markup_or_address(head, url, day):
    assert read_page(page_of(head), url=url).published == date(*day)


def test_the_callers_day_wins():
    article = read_page(page_of(), url="https://a.example/2020/4/3/x", published=date(2020, 4, 2))
    assert article.published == date(2020, 4, 2)


def test_the_day_printed_below_the_headline():
    above = "<div>الثلاثاء 14 أبريل 2015</div>"
    assert read_page(page_of(above=above)).published == date(2015, 4, 14)


def test_no_day_is_guessed_from_the_page_head():
    page = html(f"<div>الثلاثاء 14 أبريل 2015</div><h1>{TITLE}</h1><article>{PARAGRAPHS}</article>")
    assert read_page(page).published is None


def test_the_headline_is_what_sources_agree_on():
    head = f"<title>{TITLE} - أخبار - بوابة النبراس</title>"
    head += f"<meta property='og:title' content='{TITLE}'>"
    article = read_page(page_of(head, below="<footer>بوابة النبراس</footer>"))
    assert (article.title, article.outlet) == (TITLE, "بوابة النبراس")


def test_the_printed_headline_goes_before_one_for_search_engines():
    other = "بيان عاجل من الخارجية المصرية بشأن التصعيد"
    head = f"<title>{other}</title><meta property='og:title' content='{other}'>"
    assert read_page(page_of(head)).title == TITLE


def test_line_breaks_part_paragraphs():
    page = html(f"<h1>{TITLE}</h1><div class='story'><p>{LEAD}<br><br>{MORE}</p></div>")
    assert read_page(page).paragraphs == [LEAD, MORE]


def test_inline_tags_keep_the_order_of_words():
    lead = LEAD.replace("القاهرة ترفض", "<b>القاهرة <i>ترفض</i></b>")
    page = html(f"<h1>{TITLE}</h1><article><p>{lead}</p><p>{MORE}</p></article>")
    assert read_page(page).paragraphs[0] == LEAD


def test_entities_are_resolved():
    page = html(f"<h1>{TITLE}</h1><article><p>{LEAD} &laquo;نعم&raquo; &amp; &#1604;&#1575;.</p>"
                f"<p>{MORE}</p></article>")  # fmt: skip
    assert read_page(page).paragraphs[0] == f"{LEAD} «نعم» & لا."


def test_what_was_left_out_has_a_reason():
    related = "<h3>اقرأ أيضا</h3><ul><li><a href='/1'>خبر آخر عن الطقس</a></li></ul>"
    below = f"<div class='related'>{related}</div>"
    furniture = read_page(page_of(below=below)).furniture
    assert [(piece.text, piece.reason) for piece in furniture] == [
        ("اقرأ أيضا", "related stories"),
        ("خبر آخر عن الطقس", "related stories"),
    ]


def test_little_arabic_is_noted():
    article = read_page("A plain English headline\nThe minister said nothing new to the reporters.")
    assert article.notes == ("little Arabic: 0 of 60 letters; few frames or none can be expected",)


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ("", EmptyPage),
        (b"\xff\xfe", EmptyPage),
        (html(""), NoArticle),
        (html("<ul>" + "<li><a href='/x'>خبر عاجل</a></li>" * 40 + "</ul>"), NoArticle),
        ("<html><frameset><frame src='x'></frameset></html>", NoArticle),
        (TEXT * 2000, PageTooLarge),
        ("سطر\n" * 6000, PageTooLarge),
        (html("<p>" + "كلمة " * 100_000 + "</p>"), PageTooLarge),
        ("<html>" + "<b>" * 300_000, NoArticle),
    ],
    ids=["empty", "bom", "bare", "links", "frames", "long", "lines", "run", "elements"],
)
def test_what_is_no_article_is_refused_with_a_page_error(page, error):
    with pytest.raises(error):
        read_page(page)


HOSTILE = {
    "divs": "<html><body>" + "<div>" * 50_000 + PARAGRAPHS,
    "inline": "<html><body>" + "<span><b>" * 5_000 + PARAGRAPHS,
    "tables": "<html><body>" + "<table><tr><td>" * 3_000 + PARAGRAPHS,
    "data": html(PARAGRAPHS, "<script type='application/ld+json'>" + "[" * 100_000 + "</script>"),
    "lone": html(PARAGRAPHS, "<script type='application/ld+json'>{'a':</script>"),
    "types": html(
        PARAGRAPHS,
        '<script type="application/ld+json">[1, null, {"@graph": 3, "publisher": [], "headline": 4,'
        ' "datePublished": {"a": 1}, "@type": [["x"]], "name": {}}]</script>',
    ),
    "signs": "<" * 100_000,
    "hashes": "#ا " * 40_000 + "x",
    "brackets": "(" * 100_000 + TEXT,
    "spaces": TITLE + " " * 100_000 + LEAD,
    "dashes": TITLE + "\n" + "- " * 60_000,
    "short lines": "\n".join(f"سطر {k}" for k in range(4_900)),
    "surrogate": "\ud800 " + TEXT,
    "nul": "\0" + TEXT + "\0",
    "not a url": TEXT,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_an_article_or_a_page_error(name):
    try:
        article = read_page(HOSTILE[name], url="http://[" if name == "not a url" else None)
    except PageError:
        return
    assert article.text.strip()
    article.text.encode("utf-8")


def test_a_truncated_page_is_read_as_far_as_it_goes():
    page = page_of().encode()
    assert read_page(page[: page.index(MORE.encode()) + 41]).paragraphs[0] == LEAD


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [TITLE, LEAD, MORE, "اقرأ أيضا", "الرياض: واس", "رئيس التحرير", "قلق أممي"]
        ),
        st.text(max_size=50),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=200)
@given(LINES)
def test_each_line_is_a_run_of_the_page_and_each_span_reads_back(lines):
    page = "\n".join(lines)
    try:
        article = read_page(page, kind="text")
    except PageError:
        return
    read = [block.span.of(article.text) for block in article.blocks]
    assert "\n".join(read) == article.text
    assert all(line in page for line in read)
    assert all(line == line.strip() for line in read)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='<>/pdivh1ab= "&;لام\n', max_size=200))
def test_any_markup_is_an_article_or_a_page_error(markup):
    try:
        article = read_page(markup, kind="html")
    except PageError:
        return
    assert "".join(article.text.split())


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2023-07-20T21:45:00.000Z", (2023, 7, 21)),
        ("2023-07-20T10:45:00Z", (2023, 7, 20)),
        ("2023-07-20T21:45:00+03:00", (2023, 7, 20)),
    ],
    ids=["evening in universal time", "noon", "local time"],
)
def test_a_stamp_in_universal_time_yields_to_the_next_day_printed(stamp, day):
    head = f'<meta property="article:published_time" content="{stamp}">'
    above = "<div>الجمعة 21 يوليو 2023</div>"
    assert read_page(page_of(head, above)).published == date(*day)


def test_the_day_is_picked_out_of_ill_formed_linked_data():
    head = '<script type="application/ld+json">{"datePublished": "2018-03-04",}</script>'
    assert read_page(page_of(head)).published == date(2018, 3, 4)


def test_the_last_update_serves_only_where_nothing_else_is_printed():
    updated = "<div>آخر تحديث: 5 مارس 2018</div>"
    assert read_page(page_of(above=updated)).published == date(2018, 3, 5)
    both = f"{updated}<div>نشر في: 4 مارس 2018</div>"
    assert read_page(page_of(above=both)).published == date(2018, 3, 4)


def test_a_link_alone_between_paragraphs_is_no_paragraph():
    teaser = "<p><a href='/2'>تعرف على مواعيد القطارات الجديدة في العيد</a></p>"
    page = html(f"<h1>{TITLE}</h1><article><p>{LEAD}</p>{teaser}<p>{MORE}</p></article>")
    assert read_page(page).paragraphs == [LEAD, MORE]


def test_a_caption_told_by_its_class_is_no_paragraph():
    caption = "<p class='image-caption'>الوزير في مؤتمر صحفي سابق</p>"
    page = html(f"<h1>{TITLE}</h1><article>{caption}<p>{LEAD}</p><p>{MORE}</p></article>")
    assert read_page(page).paragraphs == [LEAD, MORE]


def test_a_dateline_in_a_line_of_its_own_is_furniture():
    page = html(
        f"<h1>{TITLE}</h1><article><p>القاهرة - رويترز</p><p>{LEAD}</p><p>{MORE}</p></article>"
    )
    article = read_page(page)
    assert (article.dateline, article.agency) == ("القاهرة - رويترز", "رويترز")
    assert article.paragraphs == [LEAD, MORE]


def test_a_body_without_paragraph_tags():
    lines = [LEAD, MORE, *(f"وأكد مسؤول {name} أن بلاده تؤيد هذه الدعوة." for name in NAMES)]
    story = "\n<br /><br />\n".join(lines)
    rows = f"<tr><td><h2>{TITLE}</h2></td></tr><tr><td>{story}</td></tr>"
    article = read_page(html(f"<table>{rows}</table>", f"<title>{TITLE}</title>"))
    assert article.title == TITLE
    assert article.paragraphs == lines


def test_an_address_without_known_outlet_gives_its_host():
    assert read_page(TEXT, url="https://www.a.example/x").outlet == "a.example"
