"""The web page of a reading: complete in itself, safe with hostile text, whole in its text."""

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.records import (
    FLAGS,
    FRAME_TYPES,
    ROLES,
    Article,
    Chain,
    Flag,
    Frame,
    Furniture,
    Link,
    ModelId,
    Reading,
    Role,
    Span,
    Voice,
)
from musnad.show.cards import outline
from musnad.show.labels import ARABIC, ENGLISH, FAMILIES
from musnad.show.page import render_html
from musnad.show.pieces import Paint, by_line, cut

MODEL = ModelId("small", "2025-01-01", "abc123", "0.1.0")
TEXT = "الوزارة تنفي التلوث\nواتهمت منظمة الساحل الوزارة بتلويث النهر.\nوسيقول الوزير كلمته."


def span(text, part):
    at = text.index(part)
    return Span(at, at + len(part))


def role(name, part, text=TEXT, **fields):
    return Role(name, span(text, part), part, fields.pop("score", 0.9), **fields)


def frame(number, kind, part, *roles, text=TEXT, **fields):
    score = fields.pop("score", 0.9)
    return Frame(f"f{number}", kind, span(text, part), part, score, roles, **fields)


def reading(*frames, text=TEXT, chains=(), links=(), **fields):
    return Reading(Article.from_text(text, **fields), (), frames, chains, links, MODEL)


DENIAL = frame(1, "REJECT", "تنفي", role("agent", "الوزارة"), role("content", "التلوث"))
CHARGE = frame(2, "ACCUSE", "اتهمت", role("agent", "منظمة الساحل"), role("content", "بتلويث النهر"))
ACT = frame(3, "ASSAULT", "تلويث", role("agent", "الوزارة", unsaid=True), within="f2", claimed=True)
SPEECH = frame(4, "SAY", "يقول", role("agent", "الوزير"), flags=(Flag("future", 0.8),), score=0.4)


class Page(HTMLParser):
    """The elements, the ids, the story's text and the page's whole text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.ids, self.lines, self.words = [], [], [], []
        self.inside, self.line, self.raw = False, False, False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.ids.extend(value for name, value in attrs if name == "id")
        self.raw = tag in ("script", "style")
        self.inside = self.inside or dict(attrs).get("class") == "story"
        if self.inside and tag in ("h1", "h2", "p"):
            self.lines.append("")
            self.line = True

    def handle_endtag(self, tag):
        self.raw = False
        self.line = self.line and tag not in ("h1", "h2", "p")
        self.inside = self.inside and tag != "main"

    def handle_data(self, data):
        if self.line:
            self.lines[-1] += data
        if not self.raw:
            self.words.append(data)


def test_story_reads_back_letter_for_letter():
    page = Page(render_html(reading(DENIAL, CHARGE, ACT, SPEECH)))
    assert page.lines == TEXT.split("\n")


def test_page_is_right_to_left_arabic():
    assert Page(render_html(reading())).elements[0] == ("html", {"lang": "ar", "dir": "rtl"})


def test_policy_admits_exactly_the_inline_parts():
    page = render_html(reading(DENIAL))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (part,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = b64encode(sha256(part.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_page_asks_for_nothing_from_outside():
    made = render_html(reading(DENIAL, url="https://example.org/a"))
    for tag, attrs in Page(made).elements:
        assert "src" not in attrs
        assert "style" not in attrs
        assert not [name for name in attrs if name.startswith("on")]
        assert tag != "link" or attrs["href"] == "data:,"
    assert "url(" not in made
    assert "@import" not in made


def test_predicate_links_to_its_card_and_back():
    page = Page(render_html(reading(DENIAL, CHARGE)))
    assert {"at-0", "frame-0", "at-1", "frame-1"} <= set(page.ids)
    links = [attrs["href"] for tag, attrs in page.elements if tag == "a"]
    assert links == ["#frame-0", "#frame-1", "#at-0", "#at-1"]


def test_every_id_stands_once_for_two_frames_on_one_word_qal():
    text = "خبر\nقال الوزير"
    twice = [frame(n, "SAY", "قال", text=text) for n in (1, 2)]
    ids = Page(render_html(reading(*twice, text=text))).ids
    assert sorted(ids) == ["at-0", "at-1", "frame-0", "frame-1"]


def test_word_is_not_cut_by_space_or_element_with_box_sayaqulu():
    page = render_html(reading(SPEECH))
    assert re.search(r'وس<a [^>]*data-r="0-predicate">يقول</a> <span', page)


def test_chain_runs_from_source_to_outlet():
    voices = (
        Voice("source", "منظمة الساحل", None, "f1", "اتهمت"),
        Voice("agency", "وكالة سهيل"),
        Voice("outlet", "صحيفة المرفأ"),
    )
    page = render_html(reading(replace(CHARGE, id="f1"), chains=(Chain("f1", voices),)))
    ladder = page[page.index('<div class="ladder">') :]
    names = re.findall(r"<bdi>(.*?)</bdi></li>", ladder)
    assert names[:3] == ["منظمة الساحل", "وكالة سهيل", "صحيفة المرفأ"]


def test_nameless_source_is_said_to_be_nameless():
    chain = Chain("f1", (Voice("source", None, None, "f1", "تنفي"),))
    assert "source not named" in render_html(reading(DENIAL, chains=(chain,)))


def test_denial_names_what_it_denies_and_the_other_way_round():
    link = Link("denies", "f1", "f2", 0.9, "same act")
    words = "".join(Page(render_html(reading(DENIAL, CHARGE, links=(link,)))).words)
    assert "denies اتهمت منظمة الساحل" in words
    assert "denied by تنفي الوزارة" in words


def test_claimed_frame_says_so_and_is_dotted_in_the_text():
    page = render_html(reading(DENIAL, CHARGE, ACT))
    assert page.count(ENGLISH["claimed"]) == 1
    assert 'class="force claimed"' in page


def test_unsaid_agent_stands_in_parentheses():
    assert "(الوزارة)" in "".join(Page(render_html(reading(ACT))).words)


def test_flag_and_low_probability_are_shown():
    words = "".join(Page(render_html(reading(SPEECH))).words)
    assert "planned" in words
    assert "uncertain 40%" in words


def test_arabic_labels():
    page = render_html(reading(SPEECH), lang="ar")
    assert "مزمع" in page
    assert "planned" not in page


def test_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'fr'; labels exist in: en, ar"):
        render_html(reading(), lang="fr")


def test_furniture_is_folded_with_its_reason():
    page = render_html(reading(furniture=(Furniture("اقرأ أيضا", "related links"),)))
    assert "<details><summary>" in page
    assert '<span class="kind">related links</span> <bdi>اقرأ أيضا</bdi>' in page


def test_facts_of_the_article_are_shown():
    made = reading(outlet="المرفأ", published=date(2024, 3, 5), byline="سامي")
    words = "".join(Page(render_html(made)).words)
    assert "outlet المرفأ published 2024-03-05 byline سامي" in words


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[::1", False),
        ("https:///nohost", False),
        ("https://example.org/\u202egpj", False),
    ],
)
def test_only_web_addresses_become_links(url, linked):
    assert ('rel="noreferrer"' in render_html(reading(url=url))) is linked


def test_empty_article_has_a_page():
    assert ENGLISH["no_frames"] in render_html(reading(text=""))


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>", "&lt;b&gt;"],
)
def test_hostile_text_stays_text_everywhere(hostile):
    text = f"{hostile}\nقال {hostile}"
    said = frame(1, "SAY", "قال", role("agent", hostile, text), text=text)
    odd = replace(said, id=hostile, type=hostile, flags=(Flag(hostile, 1.0),))
    odd = replace(odd, roles=(*said.roles, replace(said.roles[0], role=hostile, norm=hostile)))
    made = Reading(
        Article.from_text(
            text,
            outlet=hostile,
            agency=hostile,
            byline=hostile,
            dateline=hostile,
            url=hostile,
            furniture=(Furniture(hostile, hostile),),
            notes=(hostile,),
        ),
        (),
        (odd,),
        (Chain(hostile, (Voice("source", hostile, None, hostile, hostile),)),),
        (Link("denies", hostile, hostile, 1.0, hostile),),
        ModelId(hostile, hostile, hostile, hostile),
    )
    page = Page(render_html(made))
    assert page.lines == text.split("\n")
    tags = [tag for tag, _ in page.elements]
    assert (tags.count("script"), tags.count("style"), tags.count("b")) == (1, 1, 5)
    assert "img" not in tags


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\x1b", "\x00", "\x85", "\ud800"])
def test_hidden_character_is_drawn_by_its_code(hidden):
    page = render_html(reading(text=f"خبر{hidden}خادع"))
    assert hidden not in page
    assert f'<span class="control">U+{ord(hidden):04X}</span>' in page
    page.encode()


def test_outline_puts_inner_frames_behind_their_outer():
    inner = replace(DENIAL, within="f2")
    assert outline([inner, CHARGE, ACT, SPEECH]) == [(1, 0), (0, 1), (2, 1), (3, 0)]


def test_deep_nesting_is_drawn():
    text = "خبر\n" + "قال " * 3000
    spans = [Span(at, at + 3) for at in range(4, 4 + 4 * 3000, 4)]
    frames = [
        Frame(f"f{n}", "SAY", s, "قال", 0.9, within=f"f{n - 1}" if n else None)
        for n, s in enumerate(spans)
    ]
    assert 'class="card say d4" id="frame-2999"' in render_html(reading(*frames, text=text))


def test_every_name_of_the_scheme_has_its_words():
    assert ENGLISH.keys() == ARABIC.keys()
    assert {*ROLES, *FLAGS, *FAMILIES.values()} <= ENGLISH.keys()
    assert set(FRAME_TYPES) == FAMILIES.keys()


marks = st.lists(
    st.builds(
        lambda start, length, number: Paint(Span(start, start + length), number, "agent"),
        st.integers(0, 40),
        st.integers(0, 20),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(marks, st.integers(0, 30), st.integers(0, 30))
def test_pieces_are_gapless_and_know_their_marks(found, start, length):
    line = Span(start, start + length)
    pieces = cut(line, found)
    assert [n for piece in pieces for n in range(*piece.span)] == list(range(*line))
    for piece in pieces:
        for at in range(*piece.span):
            over = [mark for mark in found if mark.span.start <= at < mark.span.end]
            assert sorted(over) == sorted(piece.paints)


@given(marks, st.lists(st.integers(0, 50), max_size=8, unique=True))
def test_lines_get_the_marks_that_touch_them(found, borders):
    ordered = sorted(borders)
    lines = [Span(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False)]
    for line, touching in zip(lines, by_line(lines, found), strict=True):
        expected = [mark for mark in found if mark.span.overlap(line)]
        assert sorted(mark for mark in touching if mark.span.overlap(line)) == sorted(expected)
