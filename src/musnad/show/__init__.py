"""Room `show`: how a reading looks in a terminal and as a page, in English and Arabic words."""

from musnad.records.looks import LOOKS
from musnad.show.notebook import in_notebook, in_print
from musnad.show.page import PageParts, page_parts, render_html
from musnad.show.script import SCRIPT
from musnad.show.style import STYLE
from musnad.show.text import TextStyle, render_text

LOOKS.text = in_print
LOOKS.html = in_notebook

__all__ = ["SCRIPT", "STYLE", "PageParts", "TextStyle", "page_parts", "render_html", "render_text"]
