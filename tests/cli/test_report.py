"""The report: complete in itself, safe with hostile text, with every figure in a table."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from xml.etree import ElementTree as Xml

import pytest
from compared import TEXT, article, frame, read_frame, read_role, reading, role, span

from musnad.cli.charts import MOST_POINTS, reliability_diagram, risk_chart, thinned
from musnad.cli.findings import Findings
from musnad.cli.report import render_report
from musnad.cli.report_items import item_section, marks
from musnad.evaluation import (
    Judged,
    Reliability,
    RiskPoint,
    compare,
    evaluate_articles,
    find_errors,
)

GOLD = (
    frame("SAY", "أعلن", role("agent", "الوزير سالم"), role("content", "أن الوفد زار المدينة")),
    frame("CONSULT", "زار", role("agent", "الوفد")),
    frame("RETREAT", "غادر"),
)
READ = reading(
    read_frame("SAY", "أعلن", read_role("agent", "الوزير سالم"), read_role("time", "أمس")),
    read_frame("AID", "زار", read_role("agent", "الوفد"), score=0.4),
    read_frame("SAY", "أضاف", score=0.6),
)


def page(*items, name="gold", worst=5):
    gold = dict.fromkeys(items or (article("a", "أصداء"), article("b")), GOLD)
    found = Findings(gold, evaluate_articles(gold, lambda _: READ))
    return render_report(found, name=name, worst=worst)


def drawn(text):
    return Xml.fromstring(text)  # noqa: S314 - our own drawing


class Elements(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found, self.words, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def test_elements_nest_and_all_close():
    assert Elements(page()).open == []


def test_nothing_is_asked_of_the_network():
    found = Elements(page())
    assert not {"script", "img", "iframe", "object"} & {tag for tag, _ in found.found}
    addresses = [a[k] for _, a in found.found for k in ("src", "href") if k in a]
    assert addresses == ["data:,"]
    assert "url(" not in page()
    assert "@import" not in page()


def test_the_policy_admits_the_style_sheet_and_nothing_else():
    text = page()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for _, a in Elements(text).found if "http-equiv" in a)
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert not any("style" in a for _, a in Elements(text).found)


def test_hostile_texts_are_escaped():
    hostile = article('<script>alert("a")</script>', '"><img src=x>', TEXT + "<b onclick=x>\u202e")
    text = page(hostile, name="<i>")
    found = Elements(text)
    assert not {"script", "img", "b", "i"} & {tag for tag, _ in found.found}
    assert "\u202e" not in text
    assert "<i>" in "".join(found.words)


def test_arabic_text_runs_from_the_right():
    found = Elements(page())
    assert ("div", {"class": "text", "lang": "ar", "dir": "rtl"}) in found.found


def test_light_and_dark():
    assert page().count("prefers-color-scheme: dark") == 2


def test_sections():
    text = page()
    for head in ("Scores", "By type", "By role", "By length", "By outlet", "Reliability"):
        assert f">{head}</h" in text
    assert "0.667 – 0.667" in text
    assert text.count('<section class="item">') == 2
    assert text.count("<svg") == 4 + 1 + 2  # four kinds; the curves of two with their key


def test_no_more_than_the_worst():
    assert page(worst=1).count('<section class="item">') == 1


def test_without_frames_there_is_still_a_page():
    gold = {article(): ()}
    empty = evaluate_articles(gold, lambda _: reading())
    text = render_report(Findings(gold, empty), name="gold", worst=5)
    assert "Reliability" not in text
    assert '<section class="item">' not in text
    assert Elements(text).open == []


def looks(gold, system):
    return {
        (mark.span, mark.look) for one in compare(gold, system, TEXT) for mark in marks(one)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "system", "expected"),
    [
        pytest.param([frame("SAY", "أعلن")], [], {("أعلن", "p-missed")}, id="missed"),
        pytest.param([], [frame("SAY", "أعلن")], {("أعلن", "p-spurious")}, id="spurious"),
        pytest.param(
            [frame("SAY", "أعلن", role("agent", "سالم"))],
            [frame("AID", "أعلن", role("time", "أمس"))],
            {("أعلن", "p-wrong"), ("سالم", "missed"), ("أمس", "spurious")},
            id="wrong-type",
        ),
        pytest.param(
            [frame("SAY", "أعلن", role("agent", "الوزير سالم"))],
            [frame("SAY", "أعلن", role("agent", "سالم"))],
            {("أعلن", "p-right"), ("الوزير سالم", "missed"), ("سالم", "spurious")},
            id="partial",
        ),
        pytest.param(
            [frame("SAY", "أعلن", role("agent", "سالم"))],
            [frame("SAY", "أعلن", role("agent", "سالم"))],
            {("أعلن", "p-right")},
            id="right",
        ),
    ],
)
def test_marks_in_the_running_text(gold, system, expected):
    assert looks(gold, system) == {(span(part), look) for part, look in expected}


def test_the_running_text_is_whole():
    (item,) = find_errors({article(): GOLD}, {"a": READ})
    body = re.search(r'<div class="text"[^>]*>(.*?)</div>', item_section(item))[1]
    assert "".join(Elements(body).words) == TEXT
    assert 'class="p-missed" title="missed: RETREAT">غادر</span>' in body


def judged(*pairs):
    return Reliability("predicate", tuple(Judged(score, bool(right)) for score, right in pairs))


def test_a_diagram_has_a_dot_for_each_bin_with_its_figures():
    drawing = drawn(reliability_diagram(judged((0.95, 1), (0.92, 1), (0.25, 0))))
    dots = drawing.findall("circle")
    assert [dot.find("title").text for dot in dots] == [
        "1 values: stated 0.250, right 0.000",
        "2 values: stated 0.935, right 1.000",
    ]
    low, high = dots
    assert float(low.get("cx")) < float(high.get("cx"))
    assert float(low.get("cy")) > float(high.get("cy"))
    assert float(low.get("r")) < float(high.get("r"))


def test_the_risk_chart_reaches_from_the_surest_to_all():
    drawing = drawn(risk_chart([judged((0.9, 1), (0.1, 0))]).partition("<ul")[0])
    (curve,) = drawing.findall("polyline")
    points = [tuple(map(float, pair.split(","))) for pair in curve.get("points").split()]
    assert len(points) == 2
    assert points[0][0] < points[1][0]
    assert points[0][1] > points[1][1]


def test_a_long_curve_is_thinned_between_its_ends():
    curve = [RiskPoint(k / 1000, 0.1, 0.5) for k in range(1000)]
    found = thinned(curve)
    assert len(found) == MOST_POINTS
    assert (found[0], found[-1]) == (curve[0], curve[-1])
    assert thinned(curve[:3]) == curve[:3]
