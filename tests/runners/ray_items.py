"""Items for the runner on Ray; a module of their own, since workers import it by name."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from musnad.errors import LakeError, NoArticle
from musnad.records import Article


@dataclass(frozen=True)
class Slow:
    """Takes its time, and leaves a mark in a folder when it is begun; it may be `deadly` once."""

    number: int
    marks: str = ""
    seconds: float = 0.0
    deadly: bool = False

    def article(self) -> Article:
        if self.marks:
            first = not list(Path(self.marks).glob(f"{self.number}-*"))
            (Path(self.marks) / f"{self.number}-{os.getpid()}").touch()
            if self.deadly and first:
                os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(self.seconds)
        if self.number % 3 == 1:
            raise NoArticle(f"page {self.number} holds no main text")
        return Article.from_text(f"عنوان {self.number}\nقال الوزير سالم الهاشمي إن الاتفاق باطل.")


@dataclass(frozen=True)
class Killed:
    """Kills its process with no warning, as many times as there is no mark yet."""

    marks: str
    times: int

    def article(self) -> Article:
        marks = Path(self.marks)
        done = len(list(marks.iterdir()))
        if done < self.times:
            (marks / f"kill-{done}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Article.from_text("عنوان\nقال الوزير سالم الهاشمي إن الاتفاق باطل.")


def fails(reader, batch, dead):
    """Work that comes to nothing."""
    raise LakeError("no room is left")
