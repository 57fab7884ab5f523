"""Room `pages`: bytes or text → Article, with each thing left out kept beside its reason."""

from musnad.pages.compose import looks_like_html, read_page
from musnad.pages.decode import MAX_PAGE_BYTES
from musnad.pages.tables import home_of

__all__ = ["MAX_PAGE_BYTES", "home_of", "looks_like_html", "read_page"]
