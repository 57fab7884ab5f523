"""`musnad demo`: the bundled pages, read."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from musnad.cli.read import Lang
from musnad.demo import DEMO_PAGES, demo_page
from musnad.pipeline import Reader
from musnad.show.text import TextStyle, render_text


def demo(lang: Annotated[Lang, typer.Option(help="Language of the labels.")] = Lang.en) -> None:
    """Read the bundled pages (fictional news of our own) and print what they say."""
    console = Console(highlight=False, soft_wrap=True)
    style = TextStyle.of(console, lang.value)
    reader = Reader.load()
    for name in DEMO_PAGES:
        console.rule(name, style="dim")
        console.print(render_text(reader.read_page(demo_page(name)), style=style), end="")
    console.print(
        "These pages are fictional. Now yours: musnad read PAGE.html, a text file, '-' or an "
        "address; --format json for everything, --format html for a page to look at.",
        style="bold",
    )
