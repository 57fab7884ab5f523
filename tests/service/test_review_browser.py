"""The review page in a real browser: its keys, and words that are selected there."""

import shutil
import threading
import time

import pytest
from hand import TEXT, at, frame, reading, role

from musnad.ledger import Ledger, history
from musnad.records import Article, Chain, Origin, Reading, Voice, judged
from musnad.service import ServiceOptions, create_app

uvicorn = pytest.importorskip("uvicorn")
sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("no chromium is installed", allow_module_level=True)

PATIENCE_MS = 120_000
"""How long a step may take: machines that test are busy."""

PAIRS = "🕊️🕊️ هدنة\nقال الناطق 😀 إن \u202eالجيش 🕊️ انسحب."

SELECT = """([words, from]) => {
  const nodes = [];
  for (const run of document.querySelectorAll("#passage [data-at]")) nodes.push(run.firstChild);
  const whole = nodes.map((n) => n.data).join("");
  const begin = whole.indexOf(words, from);
  const place = (at, last) => {
    for (const node of nodes) {
      if (at < node.length || (last && at === node.length)) return [node, at];
      at -= node.length;
    }
  };
  const [a, i] = place(begin, false), [b, j] = place(begin + words.length, true);
  getSelection().setBaseAndExtent(a, i, b, j);
}"""
"""Selects words as somebody with a mouse would."""


@pytest.fixture
def kept(tmp_path):
    with Ledger.open(tmp_path / "news.ledger") as ledger:
        ledger.add(reading(), origin=Origin("a.html", "ab" * 32, 1, "2026-11-23T10:00:00.000Z"))
        yield ledger


@pytest.fixture
def address(kept):
    config = uvicorn.Config(create_app(ServiceOptions(kept.name)), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(address):
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        found = browser.new_context(base_url=address).new_page()
        found.set_default_timeout(PATIENCE_MS)
        told, asked = [], []
        found.on("console", lambda message: told.append(message.text))
        found.on("pageerror", lambda error: told.append(str(error)))
        found.on("request", lambda request: asked.append(request.url))
        yield found
        browser.close()
        assert [line for line in told if "409" not in line] == []  # the answer is meant
        assert [url for url in asked if not url.startswith((address, "data:"))] == []


def open_review(page, path="/review"):
    page.goto(path)
    page.fill("#name", "هدى")
    with page.expect_navigation():
        page.press("#name", "Enter")


def press(page, *keys):
    """Press keys; the last one leads to another page."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def rows(ledger):
    return [(j.verdict, j.undoes) for j in history(ledger)][::-1]


def record(page):
    return page.get_attribute("input[name=frame]", "value")


def frame_of(ledger, label):
    """The frame as it stands, of the reading that has it."""
    (entry,) = [e for e in ledger.entries() if label in e.frame_ids.values()]
    name = next(n for n, found in entry.frame_ids.items() if found == label)
    return judged(entry).reading.frame(name)


def test_records_are_decided_by_keys_alone(page, kept):
    open_review(page)
    first = record(page)
    press(page, "c")
    second = record(page)
    press(page, "n")
    third = record(page)
    assert len({first, second, third}) == 3
    press(page, "r")
    press(page, "u")
    assert record(page) == third
    assert rows(kept) == [("confirm", None), ("reject", None), ("reject", 2)]


def test_keys_do_nothing_while_a_reason_is_written(page, kept):
    open_review(page)
    page.keyboard.press("w")
    page.keyboard.type("crunch 0 12345 t")
    page.keyboard.press("Escape")
    press(page, "c")
    (made,) = history(kept)
    assert (made.verdict, made.reason) == ("confirm", "crunch 0 12345 t")


def test_keys_with_control_or_of_another_letter_do_nothing(page, kept):
    open_review(page)
    for key in ("Control+c", "Alt+r", "x", "Enter"):
        page.keyboard.press(key)
    page.fill("#words", "عدن")
    page.press("#words", "Enter")
    page.wait_for_timeout(100)
    assert rows(kept) == []


def test_an_arabic_keyboard_presses_the_same_keys(page, kept):
    open_review(page)
    with page.expect_navigation():
        page.evaluate(
            """document.body.dispatchEvent(new KeyboardEvent("keydown",
            {key: "ؤ", code: "KeyC", bubbles: true, cancelable: true}))"""
        )
    assert rows(kept) == [("confirm", None)]


def test_another_type_is_chosen_by_keys(page, kept):
    open_review(page, "/review?type=ASSAULT")
    found = record(page)
    page.keyboard.press("t")
    page.keyboard.type("COER")
    press(page, "Enter")
    assert frame_of(kept, found).type == "COERCE"


def test_selected_words_become_a_role(page, kept):
    open_review(page, "/review?type=ASSAULT")
    found = record(page)
    page.evaluate(SELECT, ["الجيش مواقع ", 0])
    assert page.input_value("#span") == ":".join(map(str, at(TEXT, "الجيش مواقع")))
    press(page, "2")
    assert frame_of(kept, found).first("target").text == "الجيش مواقع"
    assert record(page) == found
    page.evaluate(SELECT, ["وقصف", 0])
    press(page, "0")
    assert frame_of(kept, found).text == "وقصف"


def test_a_role_without_words_is_told_and_not_sent(page, kept):
    open_review(page)
    page.keyboard.press("1")
    assert page.inner_text("#selected") == "Select words of the article first."
    assert rows(kept) == []


def test_selected_places_are_code_points(page, kept):
    said = frame(PAIRS, "f1", "SAY", "قال", role(PAIRS, "agent", "الناطق"))
    chains = (Chain("f1", (Voice("outlet", None),)),)
    added = kept.add(Reading(Article.from_text(PAIRS), (), (said,), chains, (), reading().model))
    (found,) = kept.entry(added.article).frame_ids.values()
    open_review(page, f"/review?frame={found}")
    page.evaluate(SELECT, ["الجيش 🕊️ انسحب", 0])
    assert page.input_value("#span") == ":".join(map(str, at(PAIRS, "الجيش 🕊️ انسحب")))
    press(page, "3")
    assert frame_of(kept, found).first("content").text == "الجيش 🕊️ انسحب"
    page.evaluate(SELECT, ["😀 إن U+202Eالجيش", 0])  # over a hidden character
    press(page, "3")
    assert frame_of(kept, found).first("content").text == "😀 إن \u202eالجيش"


def test_two_reviewers_and_a_contradiction(page, kept, address):
    open_review(page, "/review?type=ASSAULT")
    found = record(page)
    other = page.context.browser.new_context(base_url=address).new_page()
    other.set_default_timeout(PATIENCE_MS)
    open_review(other, f"/review?frame={found}")
    press(other, "r")
    press(page, "c")
    assert page.locator("#force").count() == 1
    with page.expect_navigation():
        page.click("#force")
    assert rows(kept) == [("reject", None), ("confirm", None)]


def test_all_of_it_works_without_scripts(address, kept):
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(base_url=address, java_script_enabled=False).new_page()
        page.set_default_timeout(PATIENCE_MS)
        open_review(page, "/review?type=ASSAULT")
        found = record(page)
        page.fill("#words", "عدن")
        page.press("#words", "Enter")  # decides nothing
        with page.expect_navigation():
            page.click("button[value=target]")
        with page.expect_navigation():
            page.click("button[value=confirm]")
        with page.expect_navigation():
            page.click("#undo button")
        assert record(page) == found
        browser.close()
    assert rows(kept) == [("correct", None), ("confirm", None), ("confirm", 2)]
    assert frame_of(kept, found).first("target").text == "عدن"
