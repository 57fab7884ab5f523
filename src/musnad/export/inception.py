"""INCEpTION: an XMI file for each article, the layers that they use, and their type system.

Offsets of UIMA count UTF-16 units, so that an emoji counts twice; ours count it once. Controls
that XML can't hold are replaced one for one in the text; the items as they went out stand beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from musnad.export import inception_layers as layer
from musnad.export.corpus import CorpusFiles
from musnad.export.formats import Options
from musnad.export.marked import Mark, marked
from musnad.export.originals import ORIGINAL, file_stem
from musnad.export.texts import xml_fit
from musnad.export.units import Units
from musnad.export.xml_text import HEAD, tag, text
from musnad.records import Entry

DOCUMENTS, LAYERS, TYPES, SUFFIX = "documents", "layers.json", "TypeSystem.xml", ".xmi"

NAMES = {
    "xmlns:xmi": "http://www.omg.org/XMI",
    "xmlns:cas": "http:///uima/cas.ecore",
    "xmlns:metadata": "http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore",
    "xmlns:musnad": f"http:///{layer.NAMESPACE}.ecore",
    "xmi:version": "2.0",
}
SOFA, HEADER, FIRST = "1", "2", 3
"""Numbers of the text, of the document's metadata, and of the first mark."""


def write(entries: Iterable[Entry], out: Path, options: Options) -> int:
    """Write documents, layers and originals; the number of documents."""
    (out / LAYERS).write_text(layer.layers(), encoding="utf-8", newline="\n")
    (out / TYPES).write_text(layer.type_system(), encoding="utf-8", newline="\n")
    documents, count = out / DOCUMENTS, 0
    documents.mkdir()
    with CorpusFiles(out, ORIGINAL) as originals:
        for entry in entries:
            name = f"{file_stem(entry.article_id)}{SUFFIX}"
            if originals.add(entry):
                (documents / name).write_bytes("".join(document(entry, name)).encode())
                count += 1
    return count


def document(entry: Entry, name: str) -> Iterator[str]:
    """The XMI of an article, line by line."""
    words = xml_fit(entry.reading.article.text)
    units, found = Units(words), marked(entry)
    numbers = {mark.name: str(number) for number, mark in enumerate(found.marks, FIRST)}
    yield HEAD
    yield tag("xmi:XMI", NAMES) + tag("cas:NULL", {"xmi:id": "0"}, close=True) + "\n"
    head = {"language": "ar", "documentTitle": name, "documentId": name}
    at = {"sofa": SOFA, "begin": "0", "end": str(units.size)}
    yield tag("metadata:DocumentMetaData", {"xmi:id": HEADER, **at, **head}, close=True) + "\n"
    for mark in found.marks:
        yield _mark(mark, numbers[mark.name], units)
    spans = {mark.name: mark.span for mark in found.marks}
    members = [HEADER, *numbers.values()]
    for number, (source, target) in enumerate(found.ties, FIRST + len(found.marks)):
        ends = {layer.SOURCE: numbers[source], layer.TARGET: numbers[target]}
        where = _where(units, spans[target])
        yield tag("musnad:Tie", {"xmi:id": str(number), **where, **ends}, close=True) + "\n"
        members.append(str(number))
    sofa = {"sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text", "sofaString": words}
    yield tag("cas:Sofa", {"xmi:id": SOFA, **sofa}, close=True) + "\n"
    yield tag("cas:View", {"sofa": SOFA, "members": " ".join(members)}, close=True) + "\n"
    yield "</xmi:XMI>\n"


def _where(units: Units, span: tuple[int, int]) -> dict[str, str]:
    begin, end = (str(units.of(at)) for at in span)
    return {"sofa": SOFA, "begin": begin, "end": end}


def _mark(mark: Mark, number: str, units: Units) -> str:
    head = {
        "xmi:id": number,
        **_where(units, mark.span),
        layer.LABEL: mark.label,
        layer.UNSAID: "true" if mark.unsaid else "false",
        **({layer.VALUE: mark.value} if mark.value else {}),
    }
    lists = ((layer.FLAG, mark.flags), (layer.MODE, mark.modes), (layer.CONTEXT, mark.contexts))
    inside = "".join(f"<{name}>{text(v)}</{name}>" for name, values in lists for v in values)
    if not inside:
        return tag("musnad:Mark", head, close=True) + "\n"
    return f"{tag('musnad:Mark', head)}{inside}</musnad:Mark>\n"
