"""Hostile input as bytes and text: an article or an error of ours, every span reading back."""

import gzip
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.errors import EmptyPage, MusnadError, NoArticle, NotText, PageTooLarge
from musnad.pages import MAX_PAGE_BYTES, read_page
from musnad.pages.elements import text_of

TITLE = "وزارة الصحة تبدأ حملة تطعيم في مدارس العاصمة"
LEAD = "أعلنت وزارة الصحة، اليوم الأحد، أنها ستبدأ حملة تطعيم في مدارس العاصمة مطلع الشهر المقبل."
MORE = "وقال مدير الحملة سالم الحامد إن اللقاح آمن، داعيا الأهالي إلى التعاون مع الفرق الطبية."
BODY = f"<article><p>{LEAD}</p><p>{MORE}</p></article>"
PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{BODY}</body></html>"
FIVE_MB = 5_000_000


def read_back(article):
    """Each block is a line of the text; the text holds nothing else."""
    lines = [block.span.of(article.text) for block in article.blocks]
    assert "\n".join(lines) == article.text
    assert all(line.strip() for line in lines)
    article.text.encode("utf-8")
    return lines


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, NotText, id="png"),
        pytest.param(b"\xff\xd8\xff\xe0" + b"\0" * 40, NotText, id="jpeg"),
        pytest.param(b"%PDF-1.7\n1 0 obj", NotText, id="pdf"),
        pytest.param(b"PK\x03\x04" + b"\0" * 40, NotText, id="zip"),
        pytest.param(gzip.compress(PAGE.encode()), NotText, id="gzip"),
        pytest.param(b"\x7fELF" + b"\1" * 40, NotText, id="program"),
        pytest.param(b"SQLite format 3\0", NotText, id="database"),
        pytest.param(bytes(range(256)) * 100, NotText, id="all bytes"),
        pytest.param(random.Random(1).randbytes(50_000), NotText, id="noise"),
        pytest.param(b"\0" * 5000, EmptyPage, id="nothing but NUL"),
        pytest.param(b"a" * (MAX_PAGE_BYTES + 1), PageTooLarge, id="too many bytes"),
        pytest.param("كلمة ".encode() * (FIVE_MB // 9), PageTooLarge, id="5 MB in a line"),
        pytest.param("ب".encode() * (FIVE_MB // 2), PageTooLarge, id="5 MB in a word"),
        pytest.param(b"\n" * FIVE_MB, EmptyPage, id="5 MB of line ends"),
        pytest.param(b"<html><body>" + b"<div>" * 100_000, NoArticle, id="100,000 open divs"),
        pytest.param(
            f"<html><body>{'<div>' * 100_000}{BODY}{'</div>' * 100_000}".encode(),
            NoArticle,
            id="an article 100,000 divs deep",
        ),
        pytest.param(b"<html><script>var a = 1;</script></html>", NoArticle, id="a script alone"),
        pytest.param(b"<html><body><!--" + BODY.encode(), NoArticle, id="unclosed comment"),
        pytest.param(b"<html><body><p", NoArticle, id="half a tag"),
    ],
)
def test_what_can_be_no_article_is_refused(data, error):
    with pytest.raises(error) as caught:
        read_page(data)
    assert len(str(caught.value)) > 20


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(PAGE.removesuffix("</body></html>") + "<div cla", id="cut within a tag"),
        pytest.param(PAGE.removesuffix("</body></html>") + "<a href='x", id="cut within a value"),
        pytest.param(PAGE.replace("</p>", "").replace("</article>", ""), id="no end tags"),
        pytest.param(PAGE.replace("</p>", "</b></i></p></span>"), id="stray end tags"),
        pytest.param(PAGE.replace("<body>", "<body>\0\0"), id="NULs"),
        pytest.param(PAGE.replace("<body>", "<body>&#xD800;&#0;&#x110000;&no;&"), id="entities"),
        pytest.param(PAGE.replace("<body>", "<body>" + "< " * 50_000), id="stray signs"),
        pytest.param("<?xml version='1.0' encoding='utf-16'?>" + PAGE, id="false declaration"),
        pytest.param(
            PAGE.replace("</head>", f"<script type='application/ld+json'>{'[' * 90_000}</script>"),
            id="deep linked data",
        ),
        pytest.param(
            PAGE.replace(
                "</head>",
                '<script type="application/ld+json">{"datePublished": ' + "9" * 9000 + "}</script>",
            ),
            id="huge number in linked data",
        ),
    ],
)
def test_a_broken_page_still_gives_its_article(page):
    article = read_page(page)
    read_back(article)
    assert article.paragraphs == [LEAD, MORE]
    assert article.title == TITLE


def test_letters_and_signs_that_no_page_should_hold_stay_within_the_limits():
    article = read_page(f"{TITLE}\0\n{LEAD}\x01\n{MORE}\ufffe")
    assert read_back(article) == [f"{TITLE}\0", f"{LEAD}\x01", f"{MORE}\ufffe"]


HARD = "()[]«»\"'-–—:/|#*. \t1٢©@=&%"


@pytest.mark.parametrize("sign", HARD)
def test_a_long_run_of_one_sign_ends(sign):
    for run in (sign, f"{sign} ", f"{sign}ا", f" {sign} ا"):
        long = run * (100_000 // len(run))
        read_back(read_page(f"{TITLE}\n{LEAD}\n{long}\n{MORE}", kind="text"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["auto", "html", "text"]))
def test_random_bytes(data, kind):
    try:
        article = read_page(data, kind=kind)
    except MusnadError:
        return
    read_back(article)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_page_with_damaged_bytes(data):
    page = bytearray(PAGE.encode())
    for _ in range(data.draw(st.integers(1, 12))):
        page[data.draw(st.integers(0, len(page) - 1))] = data.draw(st.integers(0, 255))
    try:
        article = read_page(bytes(page[: data.draw(st.integers(1, len(page)))]))
    except MusnadError:
        return
    read_back(article)


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class='lead'>", "</div>", "<h1>", "</h1>", "<br>", "<!--", "-->", "<a>",
     "<table><tr><td>", "<figure>", "<script>", "</script>", "<title>", "<meta name=date content=",
     "<time datetime='2020-13-45'>", "&#x", "<![CDATA[", LEAD, MORE, TITLE]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=15)), max_size=25))
def test_random_markup(pieces):
    try:
        article = read_page("".join(pieces), kind="html")
    except MusnadError:
        return
    read_back(article)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_each_line_of_random_text_is_a_run_of_it(text):
    try:
        article = read_page(text, kind="text")
    except MusnadError:
        return
    page = text.encode("utf-8", "replace").decode()
    assert all(line in page or "\ufffd" in line for line in read_back(article))
    assert all(piece.text in page or "\ufffd" in piece.text for piece in article.furniture)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_random_address_and_type(text):
    read_back(read_page(PAGE.encode(), url=text, content_type=f"text/html; charset={text}"))


@pytest.mark.parametrize(
    "attribute", [pytest.param("a{}=1", id="valued"), pytest.param("a{}", id="bare")]
)
def test_a_tag_with_countless_attributes_is_refused(attribute):
    tag = "<p " + " ".join(attribute.format(k) for k in range(200_000)) + ">"
    with pytest.raises(NoArticle, match="attributes"):
        read_page(f"<html><body>{tag}<p>قال الوزير نعم.</p></body></html>")


def test_a_block_of_thousands_of_links_is_gone_through_once(monkeypatch):
    """Its text was once put together anew for each of its links: minutes for a page of 1 MB."""
    asked = []

    def counted(element):
        asked.append(element.tag)
        return text_of(element)

    monkeypatch.setattr("musnad.pages.markup.text_of", counted)
    links = "".join(f'<a href="/{n}">خبر رقم {n} من الأخبار</a> ' for n in range(500))
    read_page(PAGE.replace("</body>", f"<div>{links}</div></body>").encode())
    assert asked.count("a") >= 500
    assert asked.count("div") < 10
