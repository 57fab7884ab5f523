"""Items for runners; a module of their own, since working processes import it by name."""

import os
from dataclasses import dataclass
from pathlib import Path

import musnad.demo
from musnad.errors import NoArticle
from musnad.pages import read_page
from musnad.records import Article

PAGES = Path(musnad.demo.__file__).parent


@dataclass(frozen=True)
class Page:
    name: str

    def article(self) -> Article:
        return read_page((PAGES / self.name).read_bytes())


@dataclass(frozen=True)
class Empty:
    def article(self) -> Article:
        raise NoArticle("the page holds no main text")


@dataclass(frozen=True)
class Odd:
    def article(self) -> Article:
        raise ZeroDivisionError


@dataclass(frozen=True)
class Deadly:
    first_process: int

    def article(self) -> Article:
        assert os.getpid() != self.first_process
        os._exit(9)
