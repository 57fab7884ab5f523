"""The corpus checker: are all items annotated, is every span in its text, what is there?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from musnad.errors import CorpusError
from musnad.evaluation.articles import GoldArticle, load_articles
from musnad.evaluation.blocks import FrameBlock, anchor, read_blocks
from musnad.evaluation.coded import CodedFrame
from musnad.evaluation.faults import Fault
from musnad.evaluation.parts import part_ids
from musnad.evaluation.phenomena import phenomena
from musnad.records import STATEMENT_TYPES

ITEMS = "*.jsonl"
FRAMES = ".frames"

_MISFITS = {True: frozenset({"toll"}), False: frozenset({"content", "medium"})}
"""Roles that frames can't have, by whether their type is a statement."""


@dataclass(slots=True)
class CorpusReport:
    """What a folder of annotated items holds, and what is wrong with it."""

    items: int = 0
    words: int = 0
    frames: int = 0
    types: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    unsaid: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    modes: Counter[str] = field(default_factory=Counter)
    contexts: Counter[str] = field(default_factory=Counter)
    phenomena: Counter[str] = field(default_factory=Counter)
    stories: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def to_dict(self) -> dict[str, Any]:
        """JSON form; names with their counts, the most frequent first."""
        return {
            "items": self.items,
            "words": self.words,
            "frames": self.frames,
            "types": dict(self.types.most_common()),
            "roles": dict(self.roles.most_common()),
            "unsaid": dict(self.unsaid.most_common()),
            "flags": dict(self.flags.most_common()),
            "modes": dict(self.modes.most_common()),
            "contexts": dict(self.contexts.most_common()),
            "phenomena": dict(self.phenomena.most_common()),
            "stories": len(self.stories),
            "faults": [str(fault) for fault in self.faults],
        }

    def count(self, frame: CodedFrame) -> None:
        """Take in one frame."""
        self.frames += 1
        self.types[frame.type] += 1
        self.flags.update(frame.flags)
        self.roles.update(role.role for role in frame.roles if not role.implicit)
        self.unsaid.update(role.role for role in frame.roles if role.implicit)
        self.modes.update(f"{frame.type} {mode}" for mode in frame.modes or ())
        self.contexts.update(frame.contexts or ())


def check_corpus(folder: Path) -> CorpusReport:
    """Check every `NAME.jsonl` of a folder against the `NAME.frames` beside it.

    Raises:
        CorpusError: the folder holds no items, or an items file can't be read.
    """
    names = sorted(folder.glob(ITEMS))
    if not names:
        raise CorpusError(f"{folder}: holds no {ITEMS}; expected items and their {FRAMES} files")
    report = CorpusReport()
    for path in names:
        beside = path.with_suffix(FRAMES)
        if beside.is_file():
            _check_pair(load_articles(path), path, beside, report)
        else:
            report.faults.append(Fault(path, 0, f"no {beside.name} beside it"))
    alone = {path.with_suffix("") for path in folder.glob(f"*{FRAMES}")}
    for stem in sorted(alone - {path.with_suffix("") for path in names}):
        report.faults.append(Fault(stem.with_suffix(FRAMES), 0, f"no {stem.name}.jsonl beside it"))
    report.faults += _split_stories(folder, names)
    return report


def _split_stories(folder: Path, names: Iterable[Path]) -> list[Fault]:
    """Stories whose items are in different parts: what is trained on would be tested on."""
    if not any((folder / f"{part}.txt").is_file() for part in ("dev", "test")):
        return []
    part_of = {name: part for part, ids in part_ids(folder).items() for name in ids}
    parts: dict[str, set[str]] = defaultdict(set)
    for path in names:
        for article in load_articles(path).values():
            if article.story:
                parts[article.story].add(part_of.get(article.id, "train"))
    return [
        Fault(folder, 0, f"story {story!r} is in {' and '.join(sorted(found))}")
        for story, found in sorted(parts.items())
        if len(found) > 1
    ]


def _check_pair(
    articles: dict[str, GoldArticle], path: Path, beside: Path, report: CorpusReport
) -> None:
    """Anchor the blocks of one file in the items of the other."""
    blocks, faults = read_blocks(beside)
    report.faults.extend(faults)
    report.items += len(articles)
    report.stories.update(article.story for article in articles.values() if article.story)
    report.words += sum(len(article.text.split()) for article in articles.values())
    seen: set[str] = set()
    for block in blocks:
        if block.id in seen:
            report.faults.append(Fault(beside, block.line, f"second block of {block.id!r}"))
        elif block.id not in articles:
            report.faults.append(Fault(beside, block.line, f"no item {block.id!r} in {path.name}"))
        else:
            _check_block(block, articles[block.id], report)
        seen.add(block.id)
    report.faults.extend(
        Fault(path, article.line, f"no block for {article.id!r} in {beside.name}")
        for article in articles.values()
        if article.id not in seen
    )


def _check_block(block: FrameBlock, article: GoldArticle, report: CorpusReport) -> None:
    found = anchor(block, article.text)
    report.faults.extend(found.faults)
    report.faults.extend(_misfits(block, found.frames, article.text))
    report.phenomena.update(phenomena(article.text, found.frames))
    for frame in found.frames:
        report.count(frame)


def _misfits(block: FrameBlock, frames: Iterable[CodedFrame], text: str) -> list[Fault]:
    """Roles that the scheme does not give to a frame's type."""
    return [
        Fault(
            block.path,
            block.line,
            f"[{block.id}] {frame.type} at {frame.predicate.of(text)!r} can have no {role.role}",
        )
        for frame in frames
        for role in frame.roles
        if role.role in _MISFITS[frame.type in STATEMENT_TYPES]
    ]
