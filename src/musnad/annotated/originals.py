"""Items of the corpus as they stand in their files: the records verbatim, the frames anchored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.errors import AnnotationError, CorpusError
from musnad.evaluation import CodedFrame, FrameBlock, anchor, load_articles, read_blocks
from musnad.evaluation.files import records
from musnad.export.corpus import FRAMES, ITEMS
from musnad.export.originals import ORIGINAL


@dataclass(frozen=True, slots=True)
class Original:
    """An item as it went out.

    Attributes:
        item: its record, with every field.
        text: of the article.
        lines: of its frame block, without the head.
        frames: in text order.
    """

    item: Mapping[str, Any]
    text: str
    lines: tuple[str, ...]
    frames: tuple[CodedFrame, ...]

    @property
    def coded(self) -> bool:
        """Whether modes and contexts were coded."""
        return any(line.startswith("context:") for line in self.lines)


def load_originals(path: Path) -> dict[str, Original]:
    """The items of a `NAME.jsonl` with the `NAME.frames` beside it, by id, in order.

    Raises:
        CorpusError: a file is missing or at fault; says file and line.
    """
    articles = load_articles(path)
    blocks, faults = read_blocks(path.with_suffix(FRAMES))
    if faults:
        raise CorpusError(str(faults[0]))
    by_id = {block.id: block for block in blocks}
    found: dict[str, Original] = {}
    for _, item in records(path):
        name = item["id"]
        if name not in by_id:
            raise CorpusError(f"{path}: no block for {name!r} in {path.with_suffix(FRAMES).name}")
        found[name] = _original(item, articles[name].text, by_id[name])
    return found


def _original(item: Mapping[str, Any], text: str, block: FrameBlock) -> Original:
    anchored = anchor(block, text)
    if anchored.faults:
        raise CorpusError(str(anchored.faults[0]))
    return Original(item, text, tuple(line for _, line in block.lines), anchored.frames)


def find_originals(project: Path, given: Path | None) -> Path | None:
    """The items that a project was made from: those that are given, else those beside it.

    Raises:
        AnnotationError: there are none where they were said to be.
    """
    if given is not None:
        found = given / f"{ORIGINAL}{ITEMS}" if given.is_dir() else given
        if not found.is_file():
            raise AnnotationError(f"{found}: no such file; expected the items that were exported")
        return found
    folder = project if project.is_dir() else project.parent
    return next(_beside(folder), None)


def _beside(folder: Path) -> Iterator[Path]:
    for place in (folder, folder.parent):
        if (place / f"{ORIGINAL}{ITEMS}").is_file():
            yield place / f"{ORIGINAL}{ITEMS}"
