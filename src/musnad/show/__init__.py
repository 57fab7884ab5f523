"""Room `show`: how a reading looks as a page, and the words for it in English and Arabic."""

from musnad.show.page import render_html

__all__ = ["render_html"]
