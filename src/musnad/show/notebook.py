"""A reading where Python shows it: printed, and in a notebook."""

from __future__ import annotations

from html import escape

from musnad.records import Reading
from musnad.show.page import render_html
from musnad.show.text import render_text

HEIGHT = 640
"""Pixels of the frame in a notebook; longer articles scroll within it."""


def in_print(reading: Reading) -> str:
    """The text that `print` gives."""
    return render_text(reading).plain


def in_notebook(reading: Reading) -> str:
    """The page in a frame of its own, so that neither's style nor script meets the other's."""
    page = escape(render_html(reading), quote=True)
    return (
        f'<iframe sandbox="allow-scripts" srcdoc="{page}" '
        f'style="width:100%;height:{HEIGHT}px;border:1px solid #8884;border-radius:6px"></iframe>'
    )
