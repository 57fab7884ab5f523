import json
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from hand import TEXT, at, frame, reading, role
from starlette.testclient import TestClient

from musnad.ledger import Ledger, history, judge, judgements_of
from musnad.records import Article, Chain, Reading, Voice, judged
from musnad.service.review_decide import against
from musnad.service.review_desk import FRESH_SECONDS, HELD_SECONDS, Desk, place_of
from musnad.service.words_review import ARABIC_REVIEW, ENGLISH_REVIEW

HUDA, SALIM = "هدى", "Salim <b>"


def sign(client, name):
    client.cookies.set("reviewer", quote(name, safe=""))
    return client


@pytest.fixture
def ids(kept):
    ledger, added = kept
    return ledger.entry(added.article).frame_ids


@pytest.fixture
def huda(client):
    return sign(client, HUDA)


@pytest.fixture
def salim(client):
    other = TestClient(client.app, base_url="http://localhost", headers={"accept": "text/html"})
    return sign(other, SALIM)


def decide(client, frame, act="confirm", **fields):
    data = {"frame": frame, "act": act, "seen": "0"} | fields
    return client.post("/review/decide", data=data, follow_redirects=False)


def rows(ledger):
    return [*history(ledger)][::-1]


def now(ledger, frame):
    """The frame as it stands."""
    entry = ledger.entry(frame)
    label = next(n for n, name in entry.frame_ids.items() if name == frame)
    return judged(entry).reading.frame(label)


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


# ---- the page ----


def test_the_most_urgent_record_is_shown_with_all_that_a_decision_needs(huda, ids):
    page = huda.get("/review").text
    assert f'name="frame" value="{ids["f3"]}"' in page  # an assault weighs most
    assert re.search(r'class="run r-predicate">قصف</span>', page)
    assert re.search(r'class="run r-agent">الجيش</span>', page)
    assert re.search(r'class="run r-place">تعز</span>', page)
    assert "صحيفة الميناء" in page
    assert "2015-08-02" in page
    assert "Taiz, YEM" in page
    assert "YEMMIL" in page
    assert 'value="confirm" class="confirm" data-key="c" aria-keyshortcuts="c"' in page


def test_the_twin_gives_record_factors_and_what_was_seen(huda, ids):
    data = huda.get("/review.json").json()
    assert data["record"]["frame"] == data["item"]["frame"] == ids["f3"]
    assert data["item"]["weight"] == 3
    assert data["record"]["seen"] == 0
    assert data["record"]["predicate"] == list(at(TEXT, "قصف"))
    assert data["waiting"] == 3
    means = {r["role"]: r["means"] for r in data["record"]["roles"]}
    assert means == {"agent": "YEMMIL", "target": None, "place": "Taiz, YEM"}


def test_the_text_of_the_passage_is_the_article_to_the_letter(huda, ids):
    page = huda.get("/review").text
    runs = re.findall(r'<span data-at="(\d+)" class="[^"]*">([^<]*)</span>', page)
    assert [TEXT[int(n) : int(n) + len(words)] for n, words in runs] == [w for _, w in runs]
    assert "".join(words for _, words in runs) == TEXT.replace("\n", "")


def test_one_type_or_outlet_alone_is_looked_through(huda, ids):
    assert huda.get("/review.json?type=SAY").json()["record"]["frame"] == ids["f1"]
    assert huda.get("/review.json?outlet=other").json()["record"] is None
    assert huda.get("/review.json?outlet=صحيفة الميناء").json()["waiting"] == 3
    assert huda.get("/review?type=NONSENSE").status_code == 400
    assert huda.get("/review?type=").status_code == 200  # the form's "all types"


def test_next_goes_through_the_queue_and_ends(huda, ids):
    seen, path = [], "/review.json"
    while record := (data := huda.get(path).json())["record"]:
        seen.append(record["frame"])
        path = data["next"].replace("/review", "/review.json")
    assert seen[0] == ids["f3"]
    assert sorted(seen) == sorted(ids.values())
    page = huda.get(path.replace(".json", "")).text
    assert ENGLISH_REVIEW["review_nothing"] in page


def test_a_record_is_looked_at_by_its_id(huda, ids):
    assert huda.get(f"/review.json?frame={ids['f1']}").json()["record"]["frame"] == ids["f1"]
    assert huda.get("/review?frame=f00000000000000000000").status_code == 404
    assert huda.get("/review?frame=a1").status_code == 400


@pytest.mark.parametrize("path", ["/review", "/judgements"])
def test_pages_speak_arabic_and_carry_no_inline_script_or_style(huda, kept, ids, path):
    judge(kept[0], ids["f1"], "confirm", reviewer=SALIM)
    page = huda.get(path, params={"lang": "ar"}).text
    assert '<html lang="ar" dir="rtl">' in page
    assert ARABIC_REVIEW["review_list"] in page
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", page)


def test_both_languages_have_the_same_words():
    assert set(ARABIC_REVIEW) == set(ENGLISH_REVIEW)


# ---- the name ----


def test_the_name_is_asked_once_and_kept(client, kept, ids):
    assert 'id="name"' in client.get("/review").text
    assert 'id="decide"' not in client.get("/review").text
    client.post("/review/name", data={"name": f" {HUDA} "})
    assert f'id="reviewer">{HUDA}<' in client.get("/review").text
    decide(client, ids["f1"])
    assert [j.reviewer for j in rows(kept[0])] == [HUDA]
    assert 'id="name"' in client.post("/review/name", data={"name": ""}).text


def test_nobody_decides_without_a_name(client, kept, ids):
    answer = decide(client, ids["f1"])
    assert answer.status_code == 400
    assert ENGLISH_REVIEW["review_no_name"] in answer.text
    program = client.post("/review/decide", json={"frame": ids["f1"], "verdict": "confirm"})
    assert program.status_code == 400
    assert client.post("/review/undo", data={"number": "1"}).status_code == 400
    assert rows(kept[0]) == []


def test_a_name_that_no_decision_could_carry_is_refused(client):
    assert client.post("/review/name", data={"name": "x" * 201}).status_code == 400


# ---- deciding ----


@pytest.mark.parametrize("verdict", ["confirm", "reject"])
def test_a_decision_is_written_and_the_next_record_follows(huda, kept, ids, verdict):
    answer = decide(huda, ids["f3"], verdict, reason="لأن", after="2.5:f0", outlet="", type="SAY")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?type=SAY&after=2.5%3Af0&done=1")
    (made,) = rows(kept[0])
    assert (made.subject, made.verdict, made.reason) == (ids["f3"], verdict, "لأن")
    page = huda.get("/review").text
    assert f'name="frame" value="{ids["f3"]}"' not in page
    assert 'data-key="u"' in page


def test_the_type_is_corrected(huda, kept, ids):
    decide(huda, ids["f3"], "type", to_type="COERCE")
    assert now(kept[0], ids["f3"]).type == "COERCE"
    assert decide(huda, ids["f3"], "type", to_type="NOISE").status_code == 400


def test_selected_characters_become_a_role_and_the_record_stays(huda, kept, ids):
    span = at(TEXT, "الحركة")
    answer = decide(huda, ids["f3"], "target", span=f"{span.start}:{span.end}")
    assert f"frame={ids['f3']}" in answer.headers["location"]
    found = now(kept[0], ids["f3"])
    assert [r.text for r in found.all("target")] == ["الحركة"]
    assert [r.text for r in found.all("agent")] == ["الجيش"]


def test_written_words_do_as_well_beside_others_and_from_context(huda, kept, ids):
    decide(huda, ids["f3"], "target", words="عدن", how=["beside", "unsaid"])
    found = now(kept[0], ids["f3"]).all("target")
    assert [(r.text, r.unsaid) for r in found] == [("مواقع", False), ("عدن", True)]
    decide(huda, ids["f3"], f"drop target {':'.join(map(str, at(TEXT, 'مواقع')))}", seen="1")
    assert [r.text for r in now(kept[0], ids["f3"]).all("target")] == ["عدن"]


def test_the_predicate_and_flags_are_corrected(huda, kept, ids):
    decide(huda, ids["f3"], "predicate", words="وقصف")
    decide(huda, ids["f3"], "flags", flag=["future", "neg"], seen="1")
    found = now(kept[0], ids["f3"])
    assert found.text == "وقصف"
    assert [f.name for f in found.flags] == ["neg", "future"]


def test_a_role_without_words_is_refused_with_the_record_at_hand(huda, kept, ids):
    answer = decide(huda, ids["f3"], "agent")
    assert answer.status_code == 400
    assert "select words" in answer.text
    assert f'name="frame" value="{ids["f3"]}"' in answer.text
    far = decide(huda, ids["f3"], "agent", span="5:99999")
    assert far.status_code == 400
    assert rows(kept[0]) == []


EMOJI = "🕊️🕊️ هدنة"


def test_places_are_code_points_where_the_text_has_pairs_before_them(huda, kept):
    text = f"{EMOJI}\nقال الناطق إن 😀 الجيش انسحب."
    said = frame(text, "f1", "SAY", "قال", role(text, "agent", "الناطق"))
    article = Article.from_text(text)
    chains = (Chain("f1", (Voice("outlet", None),)),)
    added = kept[0].add(Reading(article, (), (said,), chains, (), reading().model))
    (ours,) = kept[0].entry(added.article).frame_ids.values()
    span = at(text, "الجيش")
    page = huda.get(f"/review?frame={ours}").text
    assert f'data-at="{at(text, "الناطق").start}"' in page
    decide(huda, ours, "agent", span=f"{span.start}:{span.end}")
    assert [r.text for r in now(kept[0], ours).all("agent")] == ["الجيش"]


def test_json_decides_and_is_answered_in_json(client, kept, ids):
    sent = {
        "frame": ids["f1"],
        "verdict": "correct",
        "change": {"flags": ["neg"]},
        "reason": "why",
        "seen": 0,
        "reviewer": HUDA,
    }
    answer = client.post("/review/decide", json=sent)
    assert answer.status_code == 200
    assert answer.json()["decision"]["change"] == {"flags": ["neg"]}
    assert answer.json()["seen"] == 1
    undone = client.post("/review/undo.json", json={"number": 1, "reviewer": HUDA})
    assert undone.json()["decision"]["undoes"] == 1
    assert judgements_of(kept[0], ids["f1"]) == []


@pytest.mark.parametrize(
    "sent",
    [
        b"{",
        b"[" * 100_000,
        b"[]",
        b'{"frame": 5}',
        b'{"frame": "f1", "verdict": "maybe"}',
        b'{"frame": "f1", "verdict": "confirm", "seen": "x"}',
        b'{"frame": "f1", "verdict": "confirm", "seen": 1e400}',
        b'{"frame": "f1", "verdict": "correct", "change": []  , "seen": -1}',
        b'{"frame": "f1", "verdict": "correct", "change": [1]}',
        b'{"frame": "f\\ud800", "verdict": "confirm"}',
        b'{"frame": "f1", "verdict": "confirm", "reason": "\\u0000"}',
        b'{"frame": "f1", "verdict": ["confirm"]}',
    ],
)
def test_what_is_no_decision_is_refused(huda, kept, sent):
    headers = {"content-type": "application/json"}
    answer = huda.post("/review/decide", content=sent, headers=headers)
    assert answer.status_code in {400, 404}
    assert answer.json()["error"]
    assert rows(kept[0]) == []


@pytest.mark.parametrize("norm", ["UZB \ud800", "UZB a\0"])
def test_values_that_no_database_holds_are_refused(huda, kept, ids, norm):
    change = {"place": {"span": list(at(TEXT, "تعز")), "norm": norm}}
    body = json.dumps({"frame": ids["f3"], "verdict": "correct", "change": change}).encode()
    as_json = {"content-type": "application/json"}
    assert huda.post("/review/decide", content=body, headers=as_json).status_code == 400
    form = {"frame": ids["f3"], "verdict": "correct", "change": json.dumps(change)}
    assert huda.post("/review/decide", data=form).status_code == 400
    assert rows(kept[0]) == []


def test_too_much_is_refused(huda, ids):
    assert decide(huda, ids["f1"], reason="x" * 300_000).status_code == 400
    assert decide(huda, ids["f1"], reason="x" * 6_000).status_code == 400


@pytest.mark.parametrize("path", ["/review/decide", "/review/undo", "/review/name"])
def test_other_sites_decide_nothing(huda, kept, ids, path):
    sent = {"frame": ids["f1"], "act": "confirm", "number": "1", "name": "x"}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert huda.post(path, data=sent, headers=headers).status_code == 403
    assert rows(kept[0]) == []


# ---- undo ----


def test_the_last_decision_is_taken_back_and_the_record_is_shown_again(huda, kept, ids):
    decide(huda, ids["f3"])
    page = huda.get("/review").text
    number = re.search(r'name="number" value="(\d+)"', page)[1]
    answer = huda.post("/review/undo", data={"number": number}, follow_redirects=False)
    assert f"frame={ids['f3']}" in answer.headers["location"]
    assert judgements_of(kept[0], ids["f3"]) == []
    assert huda.get("/review.json").json()["record"]["frame"] == ids["f3"]
    twice = huda.post("/review/undo", data={"number": number})
    assert twice.status_code == 400
    assert len(rows(kept[0])) == 2


def test_a_number_that_is_none_is_refused(huda):
    assert huda.post("/review/undo", data={"number": "x"}).status_code == 400
    assert huda.post("/review/undo", data={"number": "77"}).status_code == 404


# ---- two reviewers ----


def test_who_decides_otherwise_meanwhile_is_shown_both_and_may_insist(huda, salim, kept, ids):
    decide(salim, ids["f3"], "reject", reason="no <i>army</i>")
    answer = decide(huda, ids["f3"], "confirm", reason="yes")
    assert answer.status_code == 409
    assert "Salim &lt;b&gt;" in answer.text
    assert "no &lt;i&gt;army&lt;/i&gt;" in answer.text
    assert len(rows(kept[0])) == 1
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
    assert form | {"seen": "1", "force": "1", "reason": "yes"} == form
    assert huda.post("/review/decide", data=form, follow_redirects=False).status_code == 303
    assert [(j.reviewer, j.verdict) for j in rows(kept[0])] == [
        (SALIM, "reject"),
        (HUDA, "confirm"),
    ]


def test_the_twin_answers_409_with_both(client, kept, ids):
    judge(kept[0], ids["f3"], "correct", reviewer=SALIM, change={"type": "COERCE"})
    sent = {"frame": ids["f3"], "verdict": "correct", "reviewer": HUDA, "seen": 0}
    answer = client.post("/review/decide", json={**sent, "change": {"type": "AID"}})
    assert answer.status_code == 409
    data = answer.json()
    assert [j["change"] for j in data["others"]] == [{"type": "COERCE"}]
    assert data["decision"]["change"] == {"type": "AID"}
    assert data["seen"] == 1
    again = client.post(
        "/review/decide", json={**sent, "change": {"type": "AID"}, "seen": data["seen"]}
    )
    assert again.status_code == 200
    assert len(rows(kept[0])) == 2


def test_decisions_on_other_points_and_equal_ones_are_written(huda, salim, kept, ids):
    assert decide(salim, ids["f3"], "type", to_type="COERCE").status_code == 303
    assert decide(huda, ids["f3"], "agent", words="الحركة").status_code == 303
    found = now(kept[0], ids["f3"])
    assert (found.type, found.first("agent").text) == ("COERCE", "الحركة")
    assert decide(salim, ids["f1"], "confirm").status_code == 303
    assert decide(huda, ids["f1"], "confirm").status_code == 303
    assert len(rows(kept[0])) == 4


def test_a_role_that_is_insisted_on_keeps_the_other_ones_role(huda, salim, kept, ids):
    decide(salim, ids["f3"], "agent", words="الحركة")
    assert decide(huda, ids["f3"], "target", words="عدن").status_code == 409
    decide(huda, ids["f3"], "target", words="عدن", force="1")
    found = now(kept[0], ids["f3"])
    assert (found.first("agent").text, found.first("target").text) == ("الحركة", "عدن")


def test_the_same_form_sent_twice_is_one_decision(huda, kept, ids):
    for _ in range(2):
        assert decide(huda, ids["f3"]).status_code == 303
    assert len(rows(kept[0])) == 1


def test_what_was_decided_and_taken_back_since_stands_in_nobodys_way(huda, salim, kept, ids):
    decide(salim, ids["f3"], "reject")
    salim.post("/review/undo", data={"number": "1"})
    assert decide(huda, ids["f3"], "confirm").status_code == 303


def test_taking_back_what_was_seen_concerns_whoever_saw_it(huda, salim, kept, ids):
    decide(salim, ids["f3"], "type", to_type="COERCE")
    salim.post("/review/undo", data={"number": "1"})
    assert decide(huda, ids["f3"], "confirm", seen="1").status_code == 409
    assert decide(huda, ids["f3"], "flags", flag="neg", seen="1").status_code == 303


def test_a_correction_brings_a_rejected_record_back_with_earlier_corrections(huda, kept, ids):
    decide(huda, ids["f3"], "agent", words="الحركة")
    decide(huda, ids["f3"], "reject", seen="1")
    page = huda.get(f"/review?frame={ids['f3']}").text
    assert 'class="state rejected"' in page
    decide(huda, ids["f3"], "target", words="عدن", seen="2")
    found = now(kept[0], ids["f3"])
    assert (found.first("agent").text, found.first("target").text) == ("الحركة", "عدن")


def test_two_reviewers_at_once_lose_no_decision(kept, ids, client):
    ledger, _ = kept
    names = [f"r{n}" for n in range(12)]

    def work(name):
        own = TestClient(client.app, base_url="http://localhost")
        codes = []
        for n, frame_id in enumerate(sorted(ids.values())):
            verdict = ("confirm", "reject")[(n + int(name[1:])) % 2]
            sent = {"frame": frame_id, "verdict": verdict, "reviewer": name, "reason": name}
            answer = own.post("/review/decide", json=sent)
            if answer.status_code == 409:
                codes.append(409)
                answer = own.post("/review/decide", json={**sent, "force": True})
            codes.append(answer.status_code)
        return codes

    with ThreadPoolExecutor(len(names)) as pool:
        codes = [code for found in pool.map(work, names) for code in found]
    assert set(codes) == {200, 409}
    found = rows(ledger)
    assert len(found) == codes.count(200) == 36
    assert {(j.subject, j.reviewer) for j in found} == {(f, n) for f in ids.values() for n in names}
    assert [j.number for j in found] == list(range(1, 37))


def test_two_reviewers_are_handed_different_records(huda, salim, ids):
    first, second = (c.get("/review.json").json()["record"]["frame"] for c in (huda, salim))
    assert first != second
    assert huda.get("/review.json").json()["record"]["frame"] == first


def test_a_record_is_handed_on_once_nobody_looks_at_it(kept, ids):
    ledger, clock = kept[0], [0.0]
    desk = Desk(clock=lambda: clock[0])
    everything = ((), None)
    first = desk.next(ledger, everything, reviewer=HUDA)
    assert desk.next(ledger, everything, reviewer=SALIM) != first
    clock[0] = HELD_SECONDS + 1
    assert desk.next(ledger, everything, reviewer="third") == first
    judge(ledger, first.frame, "confirm", reviewer=HUDA)
    assert desk.next(ledger, everything, reviewer="third") != first
    assert first in desk.waiting(ledger, everything)  # the queue of a moment ago
    clock[0] += FRESH_SECONDS + 1
    assert first not in desk.waiting(ledger, everything)


def test_places_in_the_queue_that_are_none_mean_its_beginning(kept):
    desk = Desk()
    first = desk.next(kept[0], ((), None), reviewer="")
    for place in ("nonsense", "1:2:3", "9" * 500, "", "nan:f1"):
        assert desk.next(kept[0], ((), None), reviewer="", after=place) == first
    assert desk.next(kept[0], ((), None), reviewer="", after=place_of(first)) != first


def test_a_busy_ledger_is_told_and_the_decision_can_be_sent_again(huda, kept, ids):
    ledger, _ = kept
    shared = huda.app.state.shared
    shared.ledger.close()
    shared.ledger = Ledger.open(ledger.name, busy=0.05)
    with ledger.writing():
        answer = decide(huda, ids["f3"], "reject", reason="«why»")
        program = huda.post(
            "/review/decide.json", json={"frame": ids["f3"], "verdict": "confirm", "seen": 0}
        )
    assert answer.status_code == program.status_code == 503
    assert answer.headers["retry-after"] == program.headers["retry-after"] == "5"
    assert ENGLISH_REVIEW["review_busy"] in answer.text
    assert rows(ledger) == []
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
    assert huda.post("/review/decide", data=form, follow_redirects=False).status_code == 303
    assert [(j.verdict, j.reason) for j in rows(ledger)] == [("reject", "«why»")]


# ---- the list ----


def test_decisions_are_listed_with_disagreements_marked(huda, kept, ids):
    ledger, _ = kept
    judge(ledger, ids["f3"], "confirm", reviewer=HUDA)
    judge(ledger, ids["f3"], "reject", reviewer=SALIM)
    judge(ledger, ids["f1"], "correct", reviewer=SALIM, change={"type": "AGREE"})
    page = huda.get("/judgements").text
    assert page.count(f">{ENGLISH_REVIEW['review_contradicted']}<") == 2
    assert "Salim &lt;b&gt;" in page
    data = huda.get("/judgements.json").json()
    assert [j["number"] for j in data["judgements"]] == [3, 2, 1]
    assert [(d["point"], d["stands"]) for d in data["disagreements"]] == [("verdict", 2)]
    older = huda.get("/judgements.json?limit=2").json()
    assert older["next"] == 2
    rest = huda.get(f"/judgements.json?before={older['next']}").json()
    assert [j["number"] for j in rest["judgements"]] == [1]
    one = huda.get(f"/judgements.json?subject={ids['f1']}").json()
    assert [j["number"] for j in one["judgements"]] == [3]
    assert one["disagreements"] == []
    assert huda.get("/judgements.json?differing=1").json()["judgements"] == []


# ---- hostile text ----

HOSTILE = (
    'عنوان <script>alert(1)</script> "\n'
    "\u202eقال الناطق \u2066<img src=x onerror=alert(1)>\u2069 إن 'الهدنة' \u0007 بدأت."
)


def test_hostile_text_is_drawn_as_what_it_is(huda, kept):
    said = frame(HOSTILE, "f1", "SAY", "قال", role(HOSTILE, "agent", "الناطق \u2066<img src=x"))
    article = Article.from_text(HOSTILE, outlet="<outlet>\u202e")
    chains = (Chain("f1", (Voice("outlet", "<outlet>\u202e"),)),)
    added = kept[0].add(Reading(article, (), (said,), chains, (), reading().model))
    (found,) = kept[0].entry(added.article).frame_ids.values()
    decide(huda, found, reason="<b>\u202ewhy</b>")
    page = huda.get(f"/review?frame={found}").text
    assert "<img" not in page
    assert "<script>" not in page
    assert "<outlet>" not in page
    assert not set(page) & set("\u202e\u2066\u2069\u0007")
    place = HOSTILE.index("\u2066")
    assert f'data-at="{place}" class="run r-agent control" data-one>U+2066</span>' in page
    assert "U+202E" in page


def test_a_giant_line_is_cut_around_the_record(huda, kept):
    text = f"عنوان\n{'كلمة ' * 40_000}قال الناطق ذلك {'كلمة ' * 40_000}"
    said = frame(text, "f1", "SAY", "قال", role(text, "agent", "الناطق"))
    article = Article.from_text(text)
    chains = (Chain("f1", (Voice("outlet", None),)),)
    added = kept[0].add(Reading(article, (), (said,), chains, (), reading().model))
    (found,) = kept[0].entry(added.article).frame_ids.values()
    page = huda.get(f"/review?frame={found}").text
    assert len(page) < 40_000
    assert f'<span data-at="{text.index("قال")}" class="run r-predicate">قال</span>' in page


def test_points_of_whole_records_touch_everything(kept, ids):
    judge(kept[0], ids["f3"], "correct", reviewer=SALIM, change={"flags": ["neg"]})
    (made,) = rows(kept[0])
    mine = type(made)(0, ids["f3"], "confirm", HUDA, "")
    assert against(mine, [made]) == (made,)
    assert against(mine, [made], seen=1) == ()


def test_forms_may_carry_verdict_and_change(huda, kept, ids):
    change = json.dumps({"flags": ["future"]})
    sent = {"frame": ids["f1"], "verdict": "correct", "change": change, "seen": "0"}
    assert huda.post("/review/decide", data=sent, follow_redirects=False).status_code == 303
    assert [f.name for f in now(kept[0], ids["f1"]).flags] == ["future"]
    assert "corrected" in plain(huda.get(f"/review?frame={ids['f1']}").text)


def test_enter_in_a_field_presses_a_button_that_does_nothing(huda):
    page = huda.get("/review").text
    inside = page[page.index('<form method="post" action="/review/decide"') :].split("</form>")[0]
    beside = re.findall(r'<button form="decide"[^>]*>', page[: page.index(inside)])
    assert beside[0] == '<button form="decide" disabled hidden>'
    assert len(beside) > 1


def test_the_document_of_the_api_says_what_a_decision_is(client):
    paths = client.get("/openapi.json").json()["paths"]
    decide_path = paths["/review/decide.json"]["post"]
    schema = decide_path["requestBody"]["content"]["application/json"]["schema"]
    assert schema["properties"]["verdict"]["enum"] == ["confirm", "reject", "correct"]
    assert {"400", "404", "409", "503"} <= set(decide_path["responses"])
    assert "/review.json" in paths
    assert "/judgements.json" in paths
