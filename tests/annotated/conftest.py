"""A fictional article with whatever makes offsets go wrong, and projects made of it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from musnad.annotated import gather, write_items
from musnad.export import export
from musnad.records import (
    Article,
    Chain,
    Entry,
    Flag,
    Frame,
    Label,
    Link,
    ModelId,
    Reading,
    Role,
    Span,
)

MODEL = ModelId("by hand", "2026-01-01", "d", "0")

TEXT = (
    "\u202bمجاعةٌ وشيكة\u202c 🕊️\r\n"
    "اتهم الوَزيرُ سالم الدوسي أمس الحركة «الشمالية» 🚩 باحتجاز القافلة في عمّان.\n"
    "وقال\u200f إنّ <b>«الرد & الحسم قريبٌ.\nولن يطول» 🚀، فيما نفت الحركة ذلك."
)


def span(words, nth=1):
    at = -1
    for _ in range(nth):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def role(name, words, norm=None, unsaid=False, nth=1):
    return Role(name, span(words, nth), words, 1.0, unsaid, norm)


MINISTER, MOVEMENT = "الوَزيرُ سالم الدوسي", "الحركة «الشمالية»"
QUOTE = "إنّ <b>«الرد & الحسم قريبٌ.\nولن يطول» 🚀"

FRAMES = (
    Frame(
        "f1", "ACCUSE", span("اتهم"), "اتهم", 1.0,
        (
            role("agent", MINISTER, "JORGOV"),
            role("target", MOVEMENT, "REB"),
            role("content", "باحتجاز القافلة في عمّان"),
            role("time", "أمس", "2021-03-02"),
        ),
        modes=(Label("allege", 1.0), Label("disapprove", 1.0)),
        contexts=(Label("human_rights", 1.0), Label("military", 1.0)),
    ),
    Frame(
        "f2", "COERCE", span("احتجاز"), "احتجاز", 1.0,
        (
            role("agent", MOVEMENT, "REB", unsaid=True),
            role("target", "القافلة"),
            role("place", "عمّان", "JOR Amman"),
        ),
        (Flag("hypothetical", 1.0),), modes=(Label("arrest", 1.0),),
    ),
    Frame(
        "f3", "SAY", span("قال"), "قال", 1.0,
        (role("agent", MINISTER, "JORGOV", unsaid=True), role("content", QUOTE)),
    ),
    Frame("f4", "REJECT", span("نفت"), "نفت", 1.0, (role("agent", "الحركة", "REB", nth=2),)),
)  # fmt: skip


def made_reading(text=TEXT, frames=FRAMES):
    article = Article.from_text(
        text, outlet="أصداء الوادي", published=date(2021, 3, 3), url="https://example.org/1"
    )
    links = (Link("denies", "f4", "f1", 0.7, "by hand"),) if frames is FRAMES else ()
    return Reading(article, (), frames, tuple(Chain(f.id, ()) for f in frames), links, MODEL)


def submitted(folder):
    """As Label Studio exports tasks whose predictions were submitted as they were."""
    tasks = json.loads((folder / "tasks.json").read_text("utf-8"))
    for number, task in enumerate(tasks, 1):
        result = task.pop("predictions")[0]["result"]
        task["id"] = number
        task["annotations"] = [{"id": number, "completed_by": 1, "result": result}]
    (folder / "exported.json").write_text(json.dumps(tasks), "utf-8")


@dataclass
class Project:
    """A project in a folder, and what is asked of it."""

    tool: str
    folder: Path
    name: str

    @property
    def file(self):
        """The file that annotators change."""
        names = {
            "brat": f"{self.name}.ann",
            "inception": f"documents/{self.name}.xmi",
            "labelstudio": "exported.json",
        }
        return self.folder / names[self.tool]

    def text(self):
        return self.file.read_bytes().decode()

    def write(self, text):
        self.file.write_bytes(text.encode())

    def replace(self, old, new):
        text = self.text()
        assert old in text, old
        self.write(text.replace(old, new))

    def gather(self, **options):
        return gather(self.folder, self.tool, **options)

    def written(self):
        """Items and blocks as bytes, after they were read back."""
        out = self.folder.parent / f"{self.folder.name}-back.jsonl"
        found = self.gather()
        write_items(found, out)
        return found, out.read_bytes(), out.with_suffix(".frames").read_bytes()

    def originals(self):
        """Items and blocks as bytes, as they went out."""
        return tuple((self.folder / f"original{s}").read_bytes() for s in (".jsonl", ".frames"))


def make(tool, entries, folder):
    export(entries, tool, folder)
    if tool == "labelstudio":
        submitted(folder)
    return Project(tool, folder, entries[0].article_id)


@pytest.fixture(scope="session")
def entry():
    return Entry.of(made_reading())


@pytest.fixture(params=["brat", "inception", "labelstudio"])
def tool(request):
    return request.param


@pytest.fixture
def project(tool, entry, tmp_path):
    return make(tool, [entry], tmp_path / tool)


@pytest.fixture(scope="session")
def making():
    return make


@pytest.fixture(scope="session")
def reading_of():
    return made_reading
