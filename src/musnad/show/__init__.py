"""Room `show`: how a reading looks as a page, and the words for it in English and Arabic."""

from musnad.show.page import PageParts, page_parts, render_html
from musnad.show.script import SCRIPT
from musnad.show.style import STYLE

__all__ = ["SCRIPT", "STYLE", "PageParts", "page_parts", "render_html"]
