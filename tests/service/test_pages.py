import csv
import io
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

import pyarrow.parquet as pq
import pytest
from hand import TEXT, frame, reading, role
from starlette.testclient import TestClient

from musnad.ingest import beside
from musnad.ledger import Ledger
from musnad.ledger.frequent import by_month, counterparts, latest_facets, meant, most_met
from musnad.ledger.merging import merge
from musnad.ledger.overview import DyadPoint, who
from musnad.ledger.search import Query, find
from musnad.service import ServiceOptions, create_app
from musnad.service.charts import MOST_PERIODS, bars, scale, spread
from musnad.service.copies import pieces
from musnad.service.feed import atom
from musnad.service.search import passage
from musnad.service.words_pages import ARABIC_PAGES, ENGLISH_PAGES
from musnad.stories import difference

REST = (
    "\nوذكرت مصادر في الميناء أن ثلاث سفن رست صباح اليوم وأفرغت حمولتها من القمح والدقيق "
    "ثم غادرت نحو الشمال من دون أن يعترضها أحد، فيما عاد الصيادون إلى قراهم بعد أسبوع من "
    "الغياب بسبب الأمواج العالية التي أغلقت المرسى القديم وأغرقت قاربين صغيرين."
)
FIRST = TEXT + REST
COPY = FIRST.replace("في عدن", "في مدينة عدن")
BAD = "صحيفة <script>alert(1)</script>\u202e"
ACCUSE = Query(types=("ACCUSE",))
ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(xml):
    return Xml.fromstring(xml)  # noqa: S314 - what we wrote ourselves


def accusing(text, **head):
    minister = role(text, "agent", "وزير الخارجية سالم الهاشمي", "SAUGOV")
    speaker = role(text, "target", "المتحدث باسم الحركة ياسين العمري", "YEMREB")
    found = reading(text, **head)
    return replace(
        found, frames=(*found.frames, frame(text, "f4", "ACCUSE", "تعلن", minister, speaker))
    )


@pytest.fixture
def room(tmp_path):
    """A room over an article and its copy under a hostile name, and its ledger."""
    with Ledger.open(tmp_path / "news.ledger") as ledger:
        ledger.add(accusing(FIRST), also=beside)
        second = {"url": "https://2.example/", "outlet": BAD, "published": date(2015, 8, 3)}
        ledger.add(accusing(COPY, **second), also=beside)
        app = create_app(ServiceOptions(str(tmp_path / "news.ledger")))
        accept = {"accept": "text/html"}
        with TestClient(app, base_url="http://localhost", headers=accept) as client:
            yield client, ledger


PAGES = (
    "/", "/search?words=هدنة", "/actors", "/actors?name=الهاشمي", "/dyads", "/stories", "/claims",
    "/dyads?one=SAU&other=YEM&by=day", "/unnamed", "/status", "/review", "/judgements", "/read-now",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_both_languages(room, page, lang):
    joint = "&" if "?" in page else "?"
    answer = room[0].get(f"{page}{joint}lang={lang}")
    assert answer.status_code == 200
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in answer.text
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text
    assert " style=" not in answer.text
    assert " onclick=" not in answer.text


def test_search_shows_the_passage_and_narrows(room):
    client, _ = room
    page = client.get("/search?type=ASSAULT").text
    assert "<mark>قصف</mark>" in page
    assert '<b class="r-agent">الجيش</b>' in page
    assert "<bdi>2</bdi> records" in page
    assert 'href="/search?type=ASSAULT&amp;outlet=' in page
    data = client.get("/search.json?type=ASSAULT").json()
    assert data["total"] == 2
    assert {o["value"] for o in data["facets"]["type"]} == {"ASSAULT"}


def test_the_form_asks_further_conditions(room):
    client, _ = room
    page = client.get("/search?country=yem&direct=no&judged=no&type=acts").text
    assert '<details class="further" open>' in page
    assert '<option value="no" selected>not quoted</option>' in page
    assert '<span class="mute">country</span> <bdi dir="auto">Yemen</bdi>' in page
    data = client.get("/search.json?type=acts").json()
    assert {hit["type"] for hit in data["hits"]} == {"REJECT", "ASSAULT", "ACCUSE"}
    assert client.get("/search.json?judged=yes").json()["total"] == 0


def test_conditions_and_facets_are_told_in_arabic(room):
    page = room[0].get("/search?type=ASSAULT&lang=ar").text
    assert "عدد السجلات: <bdi>2</bdi>" in page
    assert '<span class="mute">النوع</span> <bdi dir="auto">اعتداء</bdi>' in page
    assert '<bdi dir="auto">اليمن</bdi></a> <bdi class="mute">2</bdi>' in page


def test_facets_are_counted_among_the_latest_records(room):
    _, ledger = room
    found = latest_facets(ledger, Query())
    assert found["type"] == [("ACCUSE", 2), ("ASSAULT", 2), ("REJECT", 2), ("SAY", 2)]
    assert found["month"] == [("2015-08", 8)]
    assert found["country"] == [("YEM", 4)]
    assert found["context"] == [("diplomatic", 2), ("military", 2)]
    assert found["agency"] == []
    assert [times for _, times in found["agent"]] == [4, 2, 2]
    assert latest_facets(ledger, Query(), within=4)["outlet"] == [(BAD, 4)]
    assert len(latest_facets(ledger, Query(), most=1)["type"]) == 1


def test_a_chosen_facet_leads_back(room):
    page = room[0].get("/search?type=ASSAULT").text
    assert '<a href="/search" class="is-chosen" aria-current="true">' in page


def test_questions_that_make_no_sense_are_told(room):
    client, _ = room
    for page in (
        "/search?type=SHOUT", "/search?since=soon", "/search?until=2015-02-30", "/?offset=-1",
        "/search.csv?type=SHOUT", "/search.atom?claimed=perhaps", "/search.parquet?country=Yemen",
        "/stories?since=2015-13-01", "/dyads?one=SAU&other=YEM&by=hour", "/dyads.svg?one=SAU",
    ):  # fmt: skip
        answer = client.get(page)
        assert answer.status_code == 400
        assert '<p class="told">' in answer.text
    assert client.get("/search?who=%00&words=%00&story=%00").status_code == 200
    assert "No record answers this" in client.get("/search?words=نووي").text


def test_the_feed_is_atom_with_the_newest_records(room):
    answer = room[0].get("/search.atom?type=ASSAULT")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = parsed(answer.content)
    assert feed.find(f"{ATOM}updated").text == "2015-08-03T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    assert entries[0].find(f"{ATOM}id").text.startswith("urn:musnad:f")
    assert "الجيش" in entries[0].find(f"{ATOM}title").text


def test_a_feed_is_xml_whatever_its_records_hold(room):
    _, ledger = room
    (hit,) = find(ledger, ACCUSE, limit=1).hits
    bad = replace(hit, title="a\ufffe<b>\x08\u202e", published=None)
    written = atom("\x00 & <t>", "http://x/search", "http://x", [bad])
    feed = Xml.fromstring(written)  # noqa: S314 - our own
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}summary").text.endswith("a\ufffd<b>⟨U+0008⟩⟨U+202E⟩")
    assert entry.find(f"{ATOM}updated").text == "1970-01-01T00:00:00Z"
    assert feed.find(f"{ATOM}title").text == "⟨U+0000⟩ & <t>"


def test_downloads_hold_exactly_what_the_search_finds(room):
    client, ledger = room
    wanted = [hit.id for hit in find(ledger, ACCUSE).hits]
    text = client.get("/search.csv?type=ACCUSE").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == wanted
    assert rows[0]["agent_code"] == "SAUGOV"
    table = pq.read_table(io.BytesIO(client.get("/search.parquet?type=ACCUSE").content))
    assert table["id"].to_pylist() == wanted
    assert table["outlet"].to_pylist() == [BAD, "صحيفة الميناء"]


def test_a_passage_is_marked_in_pieces(room):
    _, ledger = room
    (hit,) = find(ledger, ACCUSE, limit=1, sort="oldest").hits
    pieces = passage(FIRST, hit)
    assert ("تعلن", "cue") in pieces
    assert "".join(text for text, _ in pieces) == "الرياض تعلن هدنة"


def test_roles_are_marked_in_the_passage(room):
    _, ledger = room
    (hit,) = find(ledger, Query(types=("SAY",)), limit=1, sort="oldest").hits
    marked = {kind: text for text, kind in passage(FIRST, hit) if kind}
    assert marked == {
        "cue": "قال",
        "agent": "وزير الخارجية سالم الهاشمي",
        "time": "أمس",
        "content": "إن «الهدنة ستبدأ يوم الجمعة»",
        "place": "عدن",
    }


def test_a_long_paragraph_is_shown_in_part(room):
    (hit,) = find(room[1], ACCUSE, limit=1).hits
    text = "كلمة " * 200 + "قال" + " كلمة" * 200
    shown = passage(text, replace(hit, span=(1000, 1003), roles=()))
    assert [shown[0], shown[-1]] == [("… ", ""), (" …", "")]
    assert shown[1:-1] == [("كلمة " * 39, ""), ("قال", "cue"), (" كلمة" * 39, "")]


def test_an_actor_with_all_that_is_recorded(room):
    client, ledger = room
    minister = who(ledger, "الهاشمي")[0]
    page = client.get(f"/actor/{minister.id}").text
    assert "Salem al-Hashimi" in page
    assert "<svg" in page
    data = client.get(f"/actor/{minister.id}.json").json()
    assert data["months"] == [{"month": "2015-08", "frames": 4}]
    assert [c["code"] for c in data["counterparts"]] == ["YEMREB"]
    assert len(data["latest"]["said"]) == 2


def test_who_may_be_meant_is_told_with_spellings(room):
    page = room[0].get("/actors?name=al-Hashimi").text
    assert "Spellings seen:" in page
    assert '<bdi dir="auto">وزير الخارجية سالم الهاشمي</bdi> <bdi>×4</bdi>' in page
    assert "Nobody of this name" in room[0].get("/actors?name=نووي").text
    assert room[0].get("/actor/n0").status_code == 404


def test_an_actor_has_what_others_merged_with_it_said(room):
    client, ledger = room
    minister, speaker = who(ledger, "الهاشمي")[0].id, who(ledger, "العمري")[0].id
    merge(ledger, speaker, into=minister, reviewer="هدى")
    page = client.get(f"/actor/{minister}").text
    assert f"made one with <bdi>{speaker}</bdi>" in page
    latest = client.get(f"/actor/{minister}.json").json()["latest"]
    assert sorted(hit["type"] for hit in latest["did"]) == ["ACCUSE", "ACCUSE", "REJECT", "REJECT"]
    assert {hit["type"] for hit in latest["said"]} == {"SAY"}


def test_those_that_a_name_means_are_told_as_who_tells_them(room):
    _, ledger = room
    for name in ("الهاشمي", "al-Hashimi", "SAU", "YEM", "نووي", ""):
        assert meant(ledger, name) == who(ledger, name)
    assert [hit.code for hit in meant(ledger, "YEM", limit=1)] == ["YEMREB"]
    minister, speaker = who(ledger, "الهاشمي")[0].id, who(ledger, "العمري")[0].id
    merge(ledger, speaker, into=minister, reviewer="هدى")
    (found,) = meant(ledger, "العمري")
    assert (found.id, found.merged) == (minister, (speaker,))


def test_who_is_met_most_often(room):
    _, ledger = room
    assert {(m.code, m.times) for m in most_met(ledger)} == {("SAUGOV", 4), ("YEMREB", 4)}
    minister = who(ledger, "الهاشمي")[0].id
    assert [(m.code, m.times) for m in counterparts(ledger, minister)] == [("YEMREB", 2)]
    assert by_month(ledger, [minister]) == [("2015-08", 4)]


def test_a_pair_has_its_counts_and_drawing(room):
    client, _ = room
    page = client.get("/dyads?one=SAU&other=YEM&by=day").text
    assert page.count("<svg") == 1
    assert 'class="q-vx"' in page
    assert 'way=forth&amp;period=2015-08-02#evidence" tabindex="-1"><rect class="q-vx"' in page
    svg = client.get("/dyads.svg?one=SAU&other=YEM")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert parsed(svg.text).tag.endswith("svg")
    forth = client.get("/dyads.json?one=SAU&other=YEM&by=day").json()["forth"]
    assert [(p["period"], p["events"]) for p in forth] == [("2015-08-02", 1), ("2015-08-03", 0)]


def test_each_count_of_a_pair_opens_its_evidence(room):
    client, _ = room
    asked = "one=SAU&other=YEM&by=day&way=forth&period=2015-08-03"
    data = client.get(f"/dyads.json?{asked}").json()
    assert [hit["published"] for hit in data["evidence"]] == ["2015-08-03"]
    page = client.get(f"/dyads?{asked}").text
    assert page.count('<article class="hit">') == 1
    assert f'href="/article/{data["evidence"][0]["id"]}"' in page
    assert "evidence" not in client.get("/dyads.json?one=SAU&other=YEM").json()
    assert client.get("/dyads.json?one=SAU&other=YEM&period=1066").json()["evidence"] == []


def test_a_pair_of_ids_is_shown_by_name(room):
    client, ledger = room
    pair = {"one": who(ledger, "الهاشمي")[0].id, "other": who(ledger, "العمري")[0].id}
    page = client.get("/dyads", params=pair).text
    assert '<h2><bdi dir="auto">وزير الخارجية سالم الهاشمي</bdi>' in page
    assert page.count("<svg") == 1
    arabic = client.get("/dyads.svg", params=pair | {"lang": "ar"}).text
    assert "نزاع بالقول 2" in arabic


def test_a_story_tells_carriers_and_differences(room):
    client, ledger = room
    story = next(ledger.entries()).story
    page = client.get(f"/story/{story}").text
    assert "في <ins>مدينة </ins>عدن" in page
    assert "&lt;script&gt;" in page
    data = client.get(f"/story/{story}.json").json()
    assert [len(m["differences"] or []) for m in data["members"]] == [0, 1]
    assert len(data["claims"]) == 4
    assert client.get("/stories?least=3").text.count("/story/") == 0


def test_a_change_marks_the_words_that_differ():
    (found,) = difference("وصلت ثلاث سفن أمس، إلى عدن.", "وصلت سفن أمس إلى ميناء عدن.")
    assert pieces(found) == (
        [("وصلت ", False), ("ثلاث ", True), ("سفن أمس، إلى ", False), ("عدن.", False)],
        [("وصلت ", False), ("سفن أمس إلى ", False), ("ميناء ", True), ("عدن.", False)],
    )
    (gone,) = difference("جملة أولى.\nجملة ثانية.", "جملة أولى.")
    assert pieces(gone) == ([("جملة ثانية.", True)], [("", True)])


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        (["2015-12", "2016-02"], ["2015-12", "2016-01", "2016-02"]),
        (["2016-02-28", "2016-03-01"], ["2016-02-28", "2016-02-29", "2016-03-01"]),
        (["2015-W53", "2016-W02"], ["2015-W53", "2016-W01", "2016-W02"]),
        (["2017", "unknown", "2015"], ["2015", "2016", "2017", "unknown"]),
        (["0001-01-01", "9999-12-31"], ["0001-01-01", "9999-12-31"]),
        (["0001-W01", "0001-W02"], ["0001-W01", "0001-W02"]),
        (["unknown"], ["unknown"]),
        ([], []),
    ],
)
def test_charts_show_periods_in_which_nothing_was(given, drawn):
    assert spread(given) == drawn
    assert len(drawn) <= MOST_PERIODS


def test_both_languages_have_the_same_page_words():
    assert set(ENGLISH_PAGES) == set(ARABIC_PAGES)


def test_charts_are_drawn_with_their_words():
    drawn = bars([("2015-07", 3), ("2015-08", 6)], label="<over time>")
    root = parsed(drawn)
    heights = [float(r.get("height")) for r in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert heights == [70.0, 140.0]
    assert "&lt;over time&gt;" in drawn
    assert "⟨U+202E⟩" in bars([], label="\u202e")
    point = DyadPoint("2015", {"verbal conflict": 1, "material cooperation": 2})
    rects = list(parsed(scale([point], label="x")).iter("{http://www.w3.org/2000/svg}rect"))
    above, below = sorted(rects, key=lambda r: float(r.get("y")))
    assert (above.get("class"), float(above.get("height"))) == ("q-mc", 100.0)
    assert (below.get("class"), float(below.get("y"))) == ("q-vx", 110.0)


def test_an_empty_ledger_says_what_to_do(tmp_path):
    Ledger.open(tmp_path / "new.ledger").close()
    app = create_app(ServiceOptions(str(tmp_path / "new.ledger")))
    with TestClient(app, base_url="http://localhost", headers={"accept": "text/html"}) as client:
        for page in ("/", "/actors", "/stories", "/claims", "/status", "/review"):
            assert client.get(page).status_code == 200
        assert "musnad ingest" in client.get("/").text


def test_a_room_without_a_ledger_says_how_to_open_one():
    with TestClient(create_app(ServiceOptions()), base_url="http://localhost") as client:
        for page in ("/", "/search.csv", "/search.atom", "/actors", "/dyads", "/stories"):
            answer = client.get(page, headers={"accept": "text/html"})
            assert answer.status_code == 400
            assert "musnad serve --ledger" in answer.text


def test_a_copy_is_shown_against_the_first_publisher(room):
    client, ledger = room
    first, copy = (entry.article_id for entry in ledger.entries())
    found = client.get(f"/article/{copy}.json").json()["against_first"]
    assert (found["article"], found["outlet"]) == (first, "صحيفة الميناء")
    page = client.get(f"/article/{copy}").text
    assert "<ins>مدينة </ins>" in page
    assert client.get(f"/article/{first}.json").json()["against_first"] is None
    assert "Against the first publisher" not in client.get(f"/article/{first}").text


def test_actors_are_merged_and_split_from_their_page(room):
    client, ledger = room
    minister, speaker = who(ledger, "الهاشمي")[0].id, who(ledger, "العمري")[0].id
    merging = {"into": minister, "reason": "one man"}
    refused = client.post(f"/review/actor/{speaker}/merge", data=merging)
    assert (refused.status_code, "needs a name" in refused.text) == (400, True)
    client.cookies.set("reviewer", "Huda")
    answer = client.post(f"/review/actor/{speaker}/merge", data=merging, follow_redirects=False)
    assert answer.headers["location"] == f"/actor/{minister}"
    assert client.get(f"/actor/{minister}.json").json()["merged"] == [speaker]
    circle = client.post(f"/review/actor/{minister}/merge", data={"into": speaker})
    assert (circle.status_code, "one already" in circle.text) == (400, True)
    unknown = client.post(f"/review/actor/{minister}/split", data={"name": "خالد"})
    assert (unknown.status_code, "never written" in unknown.text) == (400, True)
    assert "هو نفسه الطرف" in client.get(f"/actor/{minister}?lang=ar").text
