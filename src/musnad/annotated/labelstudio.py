"""Label Studio's JSON export → sheets. The names are those of the labelling interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from musnad.annotated.bounded import files_of, json_of, read_bytes
from musnad.annotated.sheet import Sheet, quoted
from musnad.errors import AnnotationError
from musnad.export import labelstudio_config as control
from musnad.export.labelstudio import TASKS
from musnad.export.marked import Mark
from musnad.export.texts import shown
from musnad.records import Span

SUFFIX = ".json"
LABELS, CHOICES = ("labels", "hypertextlabels"), ("choices", "textarea")
"""Kinds of results. They are asked for in tuples: a kind may be anything that JSON holds."""

_BREAKS = re.compile(r"\\n|\s+")
"""Line ends in a region's text are written as a backslash and n, as a space, or left out."""

Json = dict[str, Any]


def sheets(project: Path) -> Iterator[Sheet]:
    """The annotated tasks of an export, one sheet for each annotation.

    Raises:
        AnnotationError: a file can't be read, or is no export.
    """
    if project.is_dir():
        files = [path for path in files_of(project, SUFFIX) if path.name != TASKS]
    else:
        files = [project]
    if not files:
        raise AnnotationError(
            f"{project}: holds no export; in Label Studio choose Export, JSON, and name that file"
        )
    for path in files:
        tasks = json_of(read_bytes(path), str(path))
        if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
            raise AnnotationError(f"{path}: expected a list of tasks, as Export, JSON writes it")
        for number, task in enumerate(tasks, 1):
            yield from _task(task, str(path), f"task {task.get('id', number)}")


def _task(task: Json, file: str, place: str) -> Iterator[Sheet]:
    """The annotations of a task that were submitted."""
    data = task.get("data")
    data = data if isinstance(data, dict) else {}
    name, text = data.get("id"), data.get("text")
    bare = Sheet(file, name if isinstance(name, str) else "", "", shown)
    if not (isinstance(name, str) and isinstance(text, str)):
        bare.fault(place, "no 'id' and 'text' under 'data'; expected a task that musnad exported")
        yield bare
        return
    annotations = task.get("annotations")
    if not isinstance(annotations, list):
        bare.fault(place, "no list of annotations; expected Export, JSON (not JSON-MIN)")
        yield bare
        return
    for annotation in annotations:
        if not isinstance(annotation, dict) or annotation.get("was_cancelled"):
            continue
        sheet = Sheet(file, name, text, shown, annotator=_annotator(annotation))
        _Regions(sheet, place).read(annotation.get("result"))
        yield sheet


def _annotator(annotation: Json) -> str:
    """Who submitted it: an address if the export has it, else a number."""
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("id")
    return str(who) if isinstance(who, str | int) else ""


class _Regions:
    """The results of one annotation: regions, what is chosen at them, relations."""

    def __init__(self, sheet: Sheet, place: str) -> None:
        self._sheet = sheet
        self._place = place
        self._at: dict[str, list[tuple[str, Json]]] = {}

    def read(self, results: Any) -> None:  # noqa: ANN401 - from a file
        if not isinstance(results, list) or not all(isinstance(r, dict) for r in results):
            self._sheet.fault(self._place, "expected a list of objects under 'result'")
            return
        relations = [r for r in results if r.get("type") == "relation"]
        for result in results:
            if result.get("type") in LABELS:
                self._label(result)
        for result in results:
            if result.get("type") in CHOICES:
                self._chosen(result)
            elif result.get("type") not in (*LABELS, "relation"):
                self._sheet.fault(self._place, f"unknown result {quoted(result.get('type'))}")
        for relation in relations:
            ends = (relation.get("from_id"), relation.get("to_id"))
            if relation.get("direction") == "left":
                ends = ends[::-1]
            if isinstance(ends[0], str) and isinstance(ends[1], str):
                self._sheet.ties.append((ends[0], ends[1], f"{self._place}, relation"))
            else:
                self._sheet.fault(self._place, f"a relation between {quoted(ends)}")

    def _label(self, result: Json) -> None:
        name, value = str(result.get("id")), result.get("value")
        place = f"{self._place}, region {name}"
        value = value if isinstance(value, dict) else {}
        span = self._span(value, place)
        labels = value.get("labels") or value.get("hypertextlabels")
        if not (isinstance(labels, list) and len(labels) == 1 and isinstance(labels[0], str)):
            self._sheet.fault(place, f"expected one label, found {quoted(labels)}")
        elif span is not None:
            self._sheet.add(Mark(name, span, labels[0]), place)

    def _span(self, value: Json, place: str) -> Span | None:
        """The run of a region, if its words read back."""
        start, end = value.get("start"), value.get("end")
        text = self._sheet.text
        whole = all(isinstance(at, int) and not isinstance(at, bool) for at in (start, end))
        if not (whole and 0 <= start < end <= len(text)):  # type: ignore[operator]
            self._sheet.fault(place, f"{quoted((start, end))} is no run of the text's characters")
            return None
        span, words = Span(start, end), value.get("text")  # type: ignore[arg-type]
        if isinstance(words, str) and _letters(words) != _letters(span.of(text)):
            self._sheet.fault(
                place, f"says {quoted(words)}, but the text reads {quoted(span.of(text))} there"
            )
            return None
        return span

    def _chosen(self, result: Json) -> None:
        """What is chosen or written at a region."""
        name, at = str(result.get("from_name")), str(result.get("id"))
        place = f"{self._place}, {name} of region {at}"
        value, mark = result.get("value"), self._sheet.marks.get(at)
        value = value if isinstance(value, dict) else {}
        values = value.get("choices" if result.get("type") == "choices" else "text")
        values = [values] if isinstance(values, str) else values
        if mark is None:
            self._sheet.fault(place, "there is no such region")
        elif not (isinstance(values, list) and all(isinstance(v, str) for v in values)):
            self._sheet.fault(place, f"expected names, found {quoted(values)}")
        elif (changed := _with(mark, name, tuple(values))) is None:
            self._sheet.fault(place, f"{quoted(values)} can't stand in {quoted(name)}")
        else:
            self._sheet.marks[at] = changed


def _with(mark: Mark, name: str, values: tuple[str, ...]) -> Mark | None:
    """The mark with what was chosen in a control; None if that control has no such value."""
    if name == control.FLAG:
        return replace(mark, flags=values)
    if name == control.CONTEXT:
        return replace(mark, contexts=values)
    if name.startswith(control.MODE):
        return replace(mark, modes=(*mark.modes, *values))
    if name == control.UNSAID and set(values) <= {control.UNSAID}:
        return replace(mark, unsaid=bool(values))
    if name == control.VALUE and len(values) <= 1:
        return replace(mark, value=(values[0].strip() or None) if values else None)
    return None


def _letters(words: str) -> str:
    """What is compared of a region's text: everything but white space."""
    return _BREAKS.sub("", words)
