import re
from types import SimpleNamespace

import pytest
from hand import MODEL, TEXT, reading
from starlette.testclient import TestClient

from musnad.ledger import begin_run, fail, runs, verify
from musnad.records import Reading
from musnad.service import ServiceOptions, create_app
from musnad.service.words import ARABIC, ENGLISH

WIRE = "القاهرة (رويترز) - قال وزير الخارجية سالم الهاشمي إن بلاده ترفض المقترح."


def test_article_page_shows_text_frames_and_origin_escaped(client, kept):
    page = client.get(f"/article/{kept[1].article}").text
    assert '<main class="story">' in page
    assert "سالم الهاشمي" in page
    assert "folder/&lt;b&gt;page&lt;/b&gt;.html" in page


def test_article_twin_is_the_entry_as_json(client, kept):
    ledger, added = kept
    data = client.get(f"/article/{added.article}.json").json()
    entry = ledger.entry(added.article)
    assert data["reading"] == entry.reading.to_dict()
    assert data["frame_ids"] == dict(entry.frame_ids)
    by_header = client.get(f"/article/{added.article}", headers={"accept": "application/json"})
    assert by_header.json() == data


def test_a_frame_id_opens_its_article_at_the_frame(client, kept):
    ledger, added = kept
    frame = ledger.entry(added.article).frame_ids["f2"]
    assert 'data-focus="1"' in client.get(f"/article/{frame}").text


def test_versions_and_changes_are_shown(client, kept):
    ledger, first = kept
    article = reading().article
    text = TEXT.replace("يوم الجمعة", "يوم السبت")
    changed = article.from_text(text, outlet=article.outlet, url=article.url)
    second = ledger.add(Reading(changed, (), (), (), (), MODEL))
    page = client.get(f"/article/{second.article}").text
    assert f'href="/article/{first.article}"' in page
    assert re.search(r"<del[^>]*>[^<]*يوم الجمعة", page)
    assert re.search(r"<ins[^>]*>[^<]*يوم السبت", page)


def test_unknown_ids_are_told(client):
    answer = client.get("/article/a0")
    assert answer.status_code == 404
    assert "no record has this id" in answer.text
    assert client.get("/nowhere").status_code == 404


@pytest.mark.parametrize("path", ["/status", "/read-now", "/article/a0", "/run/9"])
def test_every_page_speaks_both_languages(client, path):
    arabic = client.get(path, params={"lang": "ar"})
    assert '<html lang="ar" dir="rtl">' in arabic.text
    assert ARABIC["read_now"] in arabic.text
    assert '<html lang="ar"' in client.get(path).text  # the choice is kept
    assert '<html lang="en" dir="ltr">' in client.get(path, params={"lang": "en"}).text


def test_the_browser_language_is_taken_unless_chosen(client):
    page = client.get("/status", headers={"accept-language": "ar-EG,ar;q=0.9,en;q=0.5"}).text
    assert '<html lang="ar"' in page


def test_both_languages_have_the_same_words():
    assert set(ARABIC) == set(ENGLISH)


@pytest.mark.parametrize("path", ["/status", "/read-now"])
def test_pages_ask_nothing_of_other_sites(client, path):
    answer = client.get(path)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["room.css", "room.js", "reading.css", "reading.js"])
def test_static_parts_are_served_and_ask_nothing_of_other_sites(client, name):
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 200
    assert "http" not in answer.text


def test_fonts_of_the_style_sheet_are_shipped(client):
    for font in re.findall(r'url\("([^"]+)"\)', client.get("/static/room.css").text):
        assert client.get(f"/static/{font}").status_code == 200


def test_other_sites_can_send_nothing(client):
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        answer = client.post("/read-now", data={"text": WIRE}, headers=headers)
        assert answer.status_code == 403


def test_other_names_of_this_machine_are_refused(kept):
    app = create_app(ServiceOptions(kept[0].name))
    with TestClient(app, base_url="http://evil.example") as stranger:
        assert stranger.get("/status").status_code == 400


def test_a_pasted_text_is_read_and_not_stored(client, kept):
    page = client.post("/read-now", data={"text": WIRE, "published": "2015-08-02"}).text
    assert '<main class="story">' in page
    assert kept[0].counts()["pages"] == 1
    data = client.post("/read-now.json", data={"text": WIRE}).json()
    assert any(f["type"] == "SAY" for f in data["reading"]["frames"])


def test_what_is_read_is_kept_when_asked(client, kept):
    page = client.post("/read-now", data={"text": WIRE, "keep": "true"}).text
    article = re.search(r'Kept in the ledger: <a href="/article/(a[0-9a-f]+)"', page)[1]
    entry = kept[0].entry(article)
    assert "ترفض المقترح" in entry.reading.article.text
    assert entry.origins[0].source == "read now: a text"
    assert (kept[0].counts()["pages"], runs(kept[0])[0].command) == (2, "read now")
    again = client.post("/read-now.json", data={"text": WIRE, "keep": "true"}).json()
    assert again["kept"] == {"article": article, "new": False}
    assert (runs(kept[0])[0].known, runs(kept[0])[0].state) == (1, "done")
    assert list(verify(kept[0])) == []


def test_what_is_no_arabic_is_not_kept(client, kept):
    text = "The minister said that his country rejects the proposal. " * 5
    answer = client.post("/read-now", data={"text": text, "keep": "true"})
    assert (answer.status_code, kept[0].counts()["pages"]) == (400, 1)
    assert "not Arabic" in answer.text


def test_an_address_is_read(client, monkeypatch):
    html = f"<html><body><h1>خبر</h1><p>{WIRE}</p><p>{WIRE}</p></body></html>".encode()

    def fetched(url):
        return SimpleNamespace(data=html, final_url=url, content_type="text/html; charset=utf-8")

    monkeypatch.setattr("musnad.service.read_now.fetch", fetched)
    data = client.post("/read-now.json", data={"address": " https://news.example/1 "}).json()
    assert data["reading"]["article"]["url"] == "https://news.example/1"
    assert data["kept"] is None


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "file:///etc/passwd", "http://10.0.0.1/"]
)
def test_private_addresses_are_refused(client, address):
    answer = client.post("/read-now", data={"address": address})
    assert answer.status_code == 400
    assert "root:" not in answer.text


def test_a_sent_page_is_read(client):
    html = f"<html><body><h1>خبر</h1><p>{WIRE}</p><p>{WIRE}</p></body></html>".encode()
    answer = client.post("/read-now", files={"file": ("page.html", html, "text/html")})
    assert '<main class="story">' in answer.text


@pytest.mark.parametrize(
    ("sent", "told"),
    [({}, "nothing was given"), ({"text": WIRE, "published": "soon"}, "YYYY-MM-DD")],
)
def test_bad_input_is_told(client, sent, told):
    answer = client.post("/read-now", data=sent)
    assert answer.status_code == 400
    assert told in answer.text


def test_status_tells_counts_runs_and_model(client, kept):
    ledger, _ = kept
    run = begin_run(ledger, "ingest <pages>")
    fail(ledger, run, source="b.html", kind="NoArticle", reason="holds no <main> text")
    page = client.get("/status").text
    assert "ingest &lt;pages&gt;" in page
    assert "musnad-small" in page
    assert "holds no &lt;main&gt; text" in client.get(f"/run/{run}").text
    assert client.get("/status.json").json()["counts"]["pages"] == 1


def test_a_room_without_ledger_reads_pages_only():
    app = create_app(ServiceOptions())
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get("/read-now").status_code == 200
        answer = client.get("/status")
        assert answer.status_code == 400
        assert "musnad serve --ledger" in answer.text
