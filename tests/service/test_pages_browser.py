"""Each page in a real browser, in both languages: no error, no foreign request, accessible."""

import shutil
import threading
import time

import pytest

from musnad.ingest.demo import fill_demo
from musnad.ledger import Ledger
from musnad.ledger.claims import claims
from musnad.ledger.overview import stories, who
from musnad.pipeline import Reader
from musnad.service import ServiceOptions, create_app

uvicorn = pytest.importorskip("uvicorn")
sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("no chromium is installed", allow_module_level=True)

PATIENCE_MS = 120_000
"""How long a step may take: machines that test are busy."""

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
VIEWS = {
    "arabic, wide, light": ("ar", 1280, "light"),
    "english, narrow, dark": ("en", 400, "dark"),
}
PAGES = (
    "/search?words=آبار", "/plots", "/claims", "/claims?denied=yes", "/claim/{claim}", "/unnamed",
    "/actors", "/actor/{actor}", "/dyads?one=SDN&other=ERI&by=day", "/stories", "/story/{story}",
    "/article/{article}", "/review", "/judgements", "/read-now", "/status", "/nowhere",
)  # fmt: skip


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    """The address of a room over the fictional week, and ids of some of its records."""
    path = tmp_path_factory.mktemp("room") / "demo.ledger"
    with Ledger.open(path) as ledger:
        fill_demo(ledger, reader=Reader.load())
        ids = {
            "claim": claims(ledger)[0].claim,
            "actor": who(ledger, "الحميقاني")[0].id,
            "story": stories(ledger)[0].story,
            "article": next(ledger.entries()).article_id,
        }
    app = create_app(ServiceOptions(str(path)))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", ids
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.mark.parametrize("view", VIEWS)
def test_every_page_is_without_fault(week, browser, view):
    address, ids = week
    lang, width, scheme = VIEWS[view]
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    told, asked, faults = [], [], []
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.on("request", lambda request: asked.append(request.url))
    for pattern in PAGES:
        path = pattern.format(**ids)
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        assert page.evaluate("document.documentElement.dir") == ("rtl" if lang == "ar" else "ltr")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        faults += [f"{path}: {over} pixels too wide"] if over > 1 else []
        for fault in axe.Axe().run(page, options=RULES).response["violations"]:
            where = fault["nodes"][0]["html"][:160]
            faults.append(f"{path}: {fault['id']}: {where}")
    context.close()
    assert [line for line in told if "404" not in line] == []  # /nowhere is meant
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert faults == []


def test_a_search_is_narrowed_by_clicks_and_leads_to_the_proof(week, browser):
    page = browser.new_context(base_url=week[0]).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto("/?lang=en")
    page.fill("input[name=words]", "آبار")
    page.click("form.ask button")
    assert page.locator("article.hit").count() > 3
    page.click("aside.narrow a:has-text('ACCUSE')")
    assert "type=ACCUSE" in page.url
    shown = page.locator("article.hit mark").first.inner_text()
    page.click("article.hit .passage a >> nth=0")
    assert "/article/f" in page.url
    assert page.locator(f"text={shown}").count() > 0
