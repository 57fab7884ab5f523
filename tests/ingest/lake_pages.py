"""Pages for lakes: small, each with other words and its own day."""

import os
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from musnad.ingest import Fields, Item, Skipped
from musnad.records import Article

NAMES = ("سالم الهاشمي", "إدريس كومبو", "ليلى النحاس", "مراد الكيلاني")
ENGLISH = 3
"""The page of this number is in English, and fails."""


def page(number, *, folder="news"):
    name = NAMES[number % len(NAMES)]
    text = (
        f"القاهرة (رويترز) - قال وزير الخارجية {name} اليوم إن بلاده ترفض المقترح رقم {number}. "
        "ونفى المتحدث باسم الحركة ذلك، وأضاف أن القافلة لن تعود إلى المدينة قبل الهدنة."
    )
    if number == ENGLISH:
        text = "Nothing is said here in Arabic, and nothing is read. " * 4
    day = None if number == 5 else date(2024, 5, 1) + timedelta(days=number % 3)
    fields = Fields(text=text, title=f"الوزير يرفض المقترح {number}", published=day)
    return Item(f"{folder}.jsonl#{number}", text.encode() + bytes(str(day), "ascii"), fields=fields)


def pages(count):
    return [page(n) for n in range(count)]


LOST = Skipped("news.warc.gz!", "news.warc.gz: damaged after record 12")


@dataclass(frozen=True, slots=True)
class Marked(Item):
    """A page that takes its time, and leaves the number of its process in a folder."""

    marks: str = ""

    def article(self) -> Article:
        (Path(self.marks) / str(os.getpid())).touch()
        time.sleep(0.02)
        return Item.article(self)


def marked(count, marks):
    found = (page(n) for n in range(count))
    return [Marked(i.source, i.data, fields=i.fields, marks=str(marks)) for i in found]
