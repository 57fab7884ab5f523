"""Makes the pictures of the reading room in `docs/pictures`, of the fictional week.

    python docs/make_pictures.py

Needs the extra `dev` and a chromium.
"""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from playwright.sync_api import sync_playwright

from musnad.ingest.demo import fill_demo
from musnad.ledger import Ledger
from musnad.ledger.claims import claims
from musnad.ledger.search import Query
from musnad.pipeline import Reader
from musnad.service import ServiceOptions, create_app

OUT = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 1200, 900


def main() -> None:
    """Fill a ledger, open the room, take the pictures."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "demo.ledger"
        with Ledger.open(path) as ledger:
            fill_demo(ledger, reader=Reader.load())
            claim = claims(ledger, Query(types=("ACCUSE",)))[0].claim
            article = next(ledger.entries()).article_id
        app = create_app(ServiceOptions(str(path)))
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        pages = {
            "search": "/search?words=آبار&lang=en",
            "claim": f"/claim/{claim}?lang=ar",
            "article": f"/article/{article}?lang=ar",
            "review": "/review?lang=en",
            "plots": "/plots?lang=en",
        }
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for name, address_of_page in pages.items():
                page.goto(address + address_of_page)
                page.screenshot(path=OUT / f"{name}.png")
            browser.close()
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main()
