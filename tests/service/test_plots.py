from datetime import date
from xml.etree import ElementTree as Xml

import pytest
from hand import reading
from starlette.testclient import TestClient

from musnad.errors import LedgerError
from musnad.ledger import Ledger
from musnad.ledger.search import Query
from musnad.ledger.selection import Spot, Tie, spots, ties, timeline
from musnad.service import ServiceOptions, create_app
from musnad.service.maps import network, world

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg):
    return Xml.fromstring(svg)  # noqa: S314 - what we wrote ourselves


@pytest.fixture
def room(tmp_path):
    with Ledger.open(tmp_path / "news.ledger") as ledger:
        for day in (2, 3, 20):
            head = {"url": f"https://{day}.example/", "published": date(2015, 8, day)}
            ledger.add(reading(**head))
        app = create_app(ServiceOptions(str(tmp_path / "news.ledger")))
        accept = {"accept": "text/html"}
        with TestClient(app, base_url="http://localhost", headers=accept) as client:
            yield client, ledger


def test_places_of_a_selection(room):
    found = spots(room[1], Query(types=("ASSAULT",)))
    assert [(s.name, s.country, s.times) for s in found] == [("Taiz", "YEM", 3)]
    assert len(spots(room[1], Query())) == 2


def test_records_over_time(room):
    days = timeline(room[1], Query())
    assert [(s.period, s.times) for s in days] == [
        ("2015-08-02", 3),
        ("2015-08-03", 3),
        ("2015-08-20", 3),
    ]
    assert days[0].by_quad == {"verbal conflict": 1, "material conflict": 1}
    (month,) = timeline(room[1], Query(), by="month")
    assert (month.period, month.times) == ("2015-08", 9)
    weeks = timeline(room[1], Query(), by="week")
    assert [s.period for s in weeks] == ["2015-W31", "2015-W32", "2015-W34"]
    with pytest.raises(LedgerError, match="no period"):
        timeline(room[1], Query(), by="hour")


def test_nobody_is_tied_without_two_known_parties(room):
    assert ties(room[1], Query()) == []


def test_the_map_shows_all_places_within_its_frame():
    near = [Spot("Aden", "YEM", 12.8, 45.0, 60), Spot("Taiz", "YEM", 13.6, 44.0, 30)]
    far = Spot("<Lima>", "PER", -12.0, -77.0, 1)
    circles = list(parsed(world([*near, far], label="Map")).iter(f"{SVG}circle"))
    assert len(circles) == 3
    x, y = float(circles[0].get("cx")), float(circles[0].get("cy"))
    assert 0 < x < 960
    assert 0 < y < 520
    assert float(circles[2].get("cx")) < 0  # one record far away does not widen the map
    assert float(circles[0].get("r")) == 22.0
    assert circles[2].find(f"{SVG}title").text == "<Lima>: 1"


def test_an_empty_map_is_a_map():
    assert list(parsed(world([], label="Map")).iter(f"{SVG}polygon"))


def test_the_network_has_a_node_for_each_actor():
    bombing = {"material conflict": 3, "verbal conflict": 1}
    drawn = network([Tie("n1", "<الجيش>", "n2", "الحركة", 4, bombing)], label="Network")
    root = parsed(drawn)
    assert len(list(root.iter(f"{SVG}circle"))) == 2
    (path,) = root.iter(f"{SVG}path")
    assert path.get("class") == "tie q-mx"
    assert path.find(f"{SVG}title").text == "<الجيش> → الحركة: 4"


def test_names_in_a_network_are_cut_between_words():
    long = "وزير الخارجية السوداني بالوكالة مأمون الطاهر عبد القادر"
    drawn = str(network([Tie("a", long, "b", "الحركة", 4, {})], label="x"))
    texts = [text.text for text in parsed(drawn).iter(f"{SVG}text")]
    assert [text.strip("\u2068\u2069") for text in texts] == [
        "وزير الخارجية السوداني بالوكالة مأمون …",
        "الحركة",
    ]


def test_ties_of_a_file_are_lines_and_no_areas():
    drawn = str(network([Tie("a", "x", "b", "y", 4, {})], label="x", own_style=True))
    style = parsed(drawn).find(f"{SVG}style").text
    assert style.index(".tie{fill:none") > style.index(".q-mc{fill"), "the later rule holds"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_of_plots(room, lang):
    page = room[0].get(f"/plots?type=ASSAULT&lang={lang}").text
    assert page.count("<svg") == 3
    assert "Taiz" in page
    assert 'href="/plots/map.svg?type=ASSAULT&amp;by=day"' in page
    named = {"en": "material conflict", "ar": "نزاع بالفعل"}
    drawn = room[0].get(f"/plots/timeline.svg?type=ASSAULT&lang={lang}").text
    texts = [text.text for text in parsed(drawn).iter(f"{SVG}text")]
    assert named[lang] in texts, "a file brings its legend"
    for text in (page, drawn):
        assert f": {named[lang]} " in text
        assert all(f": {name} " not in text for key, name in named.items() if key != lang)


def test_drawings_are_files_of_their_own(room):
    for name in ("map", "timeline", "network"):
        answer = room[0].get(f"/plots/{name}.svg")
        assert answer.headers["content-type"] == "image/svg+xml"
        allowed = answer.headers["content-security-policy"]
        assert "style-src 'unsafe-inline'" in allowed, "opened by itself it has its colours"
        assert "default-src 'none'" in allowed
        assert "script" not in allowed
        assert parsed(answer.text).find(f"{SVG}style") is not None
    assert room[0].get("/plots/pie.svg").status_code == 400
    data = room[0].get("/plots.json").json()
    assert [s["times"] for s in data["timeline"]] == [3, 3, 3]
