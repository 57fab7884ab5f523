"""INCEpTION's exports (XMI, alone, in folders or in archives) → sheets.

The parser resolves no entities and fetches nothing; a file with a document type is refused. Of a
project's archive the members `annotation/DOCUMENT/ANNOTATOR.*` and `curation/DOCUMENT/…` are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from lxml import etree

from musnad.annotated.bounded import Archive, files_of, read_bytes
from musnad.annotated.sheet import Sheet, quoted
from musnad.errors import AnnotationError
from musnad.export import inception_layers as layer
from musnad.export.inception import NAMES, SUFFIX
from musnad.export.marked import Mark
from musnad.export.texts import xml_fit
from musnad.export.units import Units
from musnad.records import Span

ARCHIVE = ".zip"
FOLDERS = ("annotation", "curation")
INITIAL = "INITIAL_CAS"
"""The document as it was imported, before anybody looked at it."""

VIEW = "_InitialView"

_OURS = f"{{{NAMES['xmlns:musnad']}}}"
_CAS = f"{{{NAMES['xmlns:cas']}}}"
_HEADER = f"{{{NAMES['xmlns:metadata']}}}DocumentMetaData"
_ID = f"{{{NAMES['xmlns:xmi']}}}id"


def sheets(project: Path) -> Iterator[Sheet]:
    """The documents of a project, one sheet for each annotator.

    Raises:
        AnnotationError: there are none, or an archive is refused.
    """
    count = 0
    for name, data in _documents(project):
        count += 1
        yield _sheet(name, data)
    if not count:
        raise AnnotationError(
            f"{project}: holds no {SUFFIX} documents; in INCEpTION export with the format "
            "'UIMA CAS XMI (XML 1.0)'"
        )


def _documents(project: Path) -> Iterator[tuple[str, bytes]]:
    if not project.is_dir():
        data = read_bytes(project)
        if project.suffix.lower() == SUFFIX:
            yield str(project), data
        else:
            yield from _archived(str(project), data)
        return
    for path in files_of(project, SUFFIX):
        yield str(path), read_bytes(path)
    for path in files_of(project, ARCHIVE):
        yield from _archived(str(path), read_bytes(path))


def _archived(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Documents of an archive; what is no annotator's is passed over."""
    found = list(Archive(SUFFIX).members(data, name))
    annotated = [(n, d) for n, d in found if _annotator(n)]
    for inside, document in annotated or found:
        if _annotator(inside) != INITIAL:
            yield inside, document


def _annotator(name: str) -> str:
    """Who annotated it, by its place in a project's archive; "" if that does not say."""
    parts = PurePosixPath(name.replace("!", "/")).parts
    for at, part in enumerate(parts[:-2]):
        if part in FOLDERS:
            return PurePosixPath(parts[at + 2]).stem
    return ""


def _document(name: str) -> str:
    """The document's name, by its place in a project's archive, else by the file's."""
    parts = PurePosixPath(name.replace("!", "/")).parts
    for at, part in enumerate(parts[:-2]):
        if part in FOLDERS:
            return parts[at + 1]
    return parts[-1]


def _sheet(name: str, data: bytes) -> Sheet:
    sheet = Sheet(name, _document(name).removesuffix(SUFFIX), "", xml_fit, _annotator(name))
    try:
        root = _root(data)
    except (etree.XMLSyntaxError, ValueError) as error:
        sheet.fault("", f"can't be read as XML ({str(error)[:200]}); export it again")
        return sheet
    _Cas(sheet, root).read()
    return sheet


def _root(data: bytes) -> etree._Element:
    """The document's element.

    Raises:
        XMLSyntaxError: it is no XML, or larger or deeper than the parser allows.
        ValueError: it declares a document type, which no such file needs.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it declares a document type; expected plain XMI")
    return root


class _Cas:
    """The elements of a document."""

    def __init__(self, sheet: Sheet, root: etree._Element) -> None:
        self._sheet = sheet
        self._root = root
        self._sofa = ""
        self._units = Units("")
        self._arrays: dict[str, etree._Element] = {}

    def read(self) -> None:
        views = [e for e in self._root.findall(f"{_CAS}Sofa") if e.get("sofaID") == VIEW]
        if len(views) != 1 or views[0].get("sofaString") is None:
            self._sheet.fault("", f"holds {len(views)} texts; expected one view {VIEW}")
            return
        self._sofa = views[0].get(_ID, "")
        self._sheet.text = views[0].get("sofaString", "")
        self._units = Units(self._sheet.text)
        for header in self._root.findall(_HEADER):
            title = header.get("documentTitle") or ""
            if title.endswith(SUFFIX):
                self._sheet.id = title.removesuffix(SUFFIX)
        for array in self._root.findall(f"{_CAS}StringArray"):
            self._arrays[array.get(_ID, "")] = array
        for element in self._root.findall(f"{_OURS}{layer.MARK}"):
            self._mark(element)
        for element in self._root.findall(f"{_OURS}{layer.TIE}"):
            ends = [element.get(end, "") for end in (layer.SOURCE, layer.TARGET)]
            self._sheet.ties.append((ends[0], ends[1], f"relation {element.get(_ID, '')}"))

    def _mark(self, element: etree._Element) -> None:
        name = element.get(_ID, "")
        place = f"line {element.sourceline}, mark {name}"
        span = self._span(element, place)
        label = element.get(layer.LABEL)
        if label is None:
            self._sheet.fault(place, f"has no {layer.LABEL}; choose a frame type or a role")
        elif span is not None:
            self._sheet.add(
                Mark(
                    name,
                    span,
                    label,
                    flags=self._values(element, layer.FLAG),
                    modes=self._values(element, layer.MODE),
                    contexts=self._values(element, layer.CONTEXT),
                    unsaid=element.get(layer.UNSAID) == "true",
                    value=(element.get(layer.VALUE) or "").strip() or None,
                ),
                place,
            )

    def _values(self, element: etree._Element, name: str) -> tuple[str, ...]:
        """The strings of an array: elements within, or those of an array that is referred to."""
        array = self._arrays.get(element.get(name, ""))
        found = element.findall(name) if array is None else array.findall("elements")
        return tuple((child.text or "").strip() for child in found)

    def _span(self, element: etree._Element, place: str) -> Span | None:
        """The run of a mark in code points."""
        ends = [element.get(name, "") for name in ("begin", "end")]
        if element.get("sofa") != self._sofa:
            self._sheet.fault(place, f"is not of the text {VIEW}")
            return None
        points = [self._units.point(int(e)) if _is_offset(e) else None for e in ends]
        begin, end = points
        if begin is None or end is None or begin >= end:
            self._sheet.fault(place, f"{quoted('-'.join(ends))} is no run of the text's characters")
            return None
        return Span(begin, end)


def _is_offset(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10
