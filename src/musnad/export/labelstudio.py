"""Label Studio: tasks with what was read as predictions, and the labelling interface for them.

`tasks.json` is what "Import" takes, `labels.xml` what goes into "Labeling Interface"; the items as
they went out stand beside. Offsets count characters of the task's text, in which those beyond the
basic plane (emoji) have a stand-in: the tool has counted them once as one and once as two, in one
version and another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from musnad.export import labelstudio_config as control
from musnad.export.corpus import CorpusFiles
from musnad.export.formats import Options
from musnad.export.json_text import json_line
from musnad.export.marked import Mark, marked
from musnad.export.originals import ORIGINAL
from musnad.export.texts import shown, whole_values
from musnad.records import FRAME_TYPES, Entry

TASKS, CONFIG = "tasks.json", "labels.xml"

Result = dict[str, Any]


def write(entries: Iterable[Entry], out: Path, options: Options) -> int:
    """Write tasks, interface and originals; the number of tasks."""
    (out / CONFIG).write_text(control.config(), encoding="utf-8", newline="\n")
    count = 0
    with CorpusFiles(out, ORIGINAL) as originals, (out / TASKS).open("xb") as file:
        file.write(b"[")
        for entry in entries:
            if originals.add(entry):
                file.write((b",\n" if count else b"\n") + json_line(task(entry)))
                count += 1
        file.write(b"\n]\n")
    return count


def task(entry: Entry) -> dict[str, Any]:
    """An article as a task with one prediction."""
    article, text = entry.reading.article, shown(entry.reading.article.text)
    data = {
        "id": entry.article_id,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.published.isoformat() if article.published else None,
        "url": article.url,
    }
    model = entry.reading.model
    prediction = {
        "model_version": f"{model.name} {model.date}".strip(),
        "result": list(results(entry, text)),
    }
    return dict(whole_values({"data": {**data, "text": text}, "predictions": [prediction]}))


def results(entry: Entry, text: str) -> Iterator[Result]:
    """The regions of an article, their choices, and the relations between them."""
    found = marked(entry)
    for mark in found.marks:
        yield from _region(mark, text)
    for source, target in found.ties:
        yield {"type": "relation", "from_id": source, "to_id": target, "direction": "right"}


def _region(mark: Mark, text: str) -> Iterator[Result]:
    """A region and what is chosen or written at it; they share its id."""
    framed = mark.label in FRAME_TYPES

    def part(name: str, kind: str, key: str, values: Iterable[str]) -> Result:
        where = {"start": mark.span.start, "end": mark.span.end}
        about = {"id": mark.name, "from_name": name, "to_name": control.TEXT, "type": kind}
        return {**about, "value": {**where, key: list(values)}}

    label = part(control.FRAME if framed else control.ROLE, "labels", "labels", [mark.label])
    label["value"]["text"] = mark.span.of(text)
    yield label
    if mark.flags:
        yield part(control.FLAG, "choices", "choices", mark.flags)
    if mark.modes:
        yield part(f"{control.MODE}{mark.label}", "choices", "choices", mark.modes)
    if mark.contexts:
        yield part(control.CONTEXT, "choices", "choices", mark.contexts)
    if mark.unsaid:
        yield part(control.UNSAID, "choices", "choices", [control.UNSAID])
    if mark.value:
        yield part(control.VALUE, "textarea", "text", [mark.value])
