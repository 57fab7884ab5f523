import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hand import reading
from starlette.testclient import TestClient

from musnad.disputes import denials
from musnad.ingest import beside
from musnad.ledger import Ledger
from musnad.ledger.claims import claims
from musnad.ledger.search import Query
from musnad.service import ServiceOptions, create_app
from musnad.service.claims import after, because
from musnad.service.words import WORDS


def denying(**head):
    made = reading(**head)
    return replace(made, frames=tuple(replace(f, flags=()) for f in made.frames))


@pytest.fixture
def room(tmp_path):
    """A room whose ledger has one text in two outlets, and the id of the statement's claim."""
    with Ledger.open(tmp_path / "news.ledger") as ledger:
        for outlet, day in (("الميناء", 2), ("الصفا <b>", 9)):
            head = {"url": f"https://{day}.example/", "published": date(2015, 8, day)}
            ledger.add(denying(outlet=outlet, **head), also=beside)
        (line,) = claims(ledger, Query(types=("SAY",)))
    app = create_app(ServiceOptions(str(tmp_path / "news.ledger")))
    with TestClient(app, base_url="http://localhost", headers={"accept": "text/html"}) as client:
        yield client, line.claim


def test_claims_are_listed_with_counts_and_denials(room):
    client, claim = room
    page = client.get("/claims?type=SAY").text
    assert f'href="/claim/{claim}"' in page
    assert "<bdi>2</bdi> statements" in page
    assert "denied on the same day by" in page
    arabic = client.get("/claims?lang=ar").text
    assert 'dir="rtl"' in arabic
    assert "نُفي في اليوم نفسه:" in arabic


def test_claims_are_narrowed(room):
    client, claim = room
    found = client.get("/claims.json", params={"denied": "yes"}).json()["claims"]
    assert [c["claim"] for c in found] == [claim]
    others = client.get("/claims.json", params={"denied": "no"}).json()["claims"]
    assert {c["lead"]["type"] for c in others} == {"REJECT", "ASSAULT"}
    assert client.get("/claims.json?words=نووي").json()["claims"] == []
    assert "No claim answers this" in client.get("/claims?words=نووي").text


def test_a_claim_has_its_chains_side_by_side(room):
    client, claim = room
    page = client.get(f"/claim/{claim}").text
    assert page.count('<ol class="ladder">') == 2
    assert "الصفا &lt;b&gt;" in page
    assert "<b>الصفا" not in page
    data = client.get(f"/claim/{claim}.json").json()
    assert data["counts"] == {"statements": 2, "carriers": 2, "events": 2}
    assert [m["published"] for m in data["members"]] == ["2015-08-02", "2015-08-09"]
    wider = client.get(f"/claim/{claim}.json?events=7").json()
    assert wider["counts"]["events"] == 1


@pytest.mark.parametrize(
    ("days", "english", "arabic"),
    [
        (None, "after ? days", "بعد مدة غير معروفة"),
        (-1, "before it is told here", "قبل روايته هنا"),
        (0, "on the same day", "في اليوم نفسه"),
        (1, "after 1 day", "بعد يوم"),
        (2, "after 2 days", "بعد يومين"),
        (10, "after 10 days", "بعد 10 أيام"),
        (11, "after 11 days", "بعد 11 يوما"),
        (103, "after 103 days", "بعد 103 أيام"),
    ],
)
def test_days_are_counted_as_each_language_does(days, english, arabic):
    assert (after(days, WORDS["en"]), after(days, WORDS["ar"])) == (english, arabic)


def test_all_reasons_of_denials_are_told_in_arabic():
    source = Path(denials.__file__).read_text(encoding="utf-8")
    reasons = re.findall(
        r'(?:member\), |speaker\), |copies, |"ACCUSE", |1\.0, \()"([^"]+)"', source
    )
    assert len(reasons) == 5
    for reason in (*reasons, "5 of 6 words"):
        assert because(reason, WORDS["en"]) == reason
        assert re.search("[a-z]", because(reason, WORDS["ar"])) is None, reason


def test_unknown_claims_and_bad_questions_are_told(room):
    client, _ = room
    assert client.get("/claim/c0").status_code == 404
    answer = client.get("/claims?since=soon")
    assert answer.status_code == 400
    assert "since" in answer.text
    assert client.get("/claims?type=SHOUT").status_code == 400
    assert client.get("/claims.json?least=many").status_code == 400


def test_outlets_with_unnamed_sources(room):
    client, _ = room
    assert client.get("/unnamed.json").json()["outlets"][0]["unnamed"] == 0
    page = client.get("/unnamed?lang=ar").text
    assert "مصادر بلا أسماء" in page
