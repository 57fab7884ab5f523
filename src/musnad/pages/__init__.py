"""Room `pages`: bytes or text → Article, with each thing left out kept beside its reason."""

from musnad.pages.compose import looks_like_html, read_page
from musnad.pages.decode import MAX_PAGE_BYTES

__all__ = ["MAX_PAGE_BYTES", "looks_like_html", "read_page"]
