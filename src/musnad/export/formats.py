"""The formats that readings are written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Shape = Literal["text", "binary", "folder"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: as given to `export`.
        suffix: of a file of this format; "" for a folder.
        shape: one UTF-8 file, one file of bytes, or a folder of files.
        english, arabic: what it is, in one line.
        extra: name of the extra that brings the library it needs; None if none.
        module: of the room, that writes it; found by name, so that no other format's library is
            loaded.
        library: that the extra brings; None if none.
    """

    name: str
    suffix: str
    shape: Shape
    english: str
    arabic: str
    module: str
    extra: str | None = None
    library: str | None = None


_ALL: tuple[Format, ...] = (
    Format(
        "csv", ".csv", "text", "event table, one row a frame, PLOVER's field names",
        "جدول الأحداث: سطر لكل إسناد أو حدث، بأسماء حقول PLOVER", "csv_table",
    ),
    Format(
        "parquet", ".parquet", "binary", "the event table for DuckDB, pandas, Spark",
        "جدول الأحداث نفسه لأدوات DuckDB وpandas وSpark", "parquet",
    ),
    Format(
        "jsonl", ".jsonl", "text", "readings with everything in them, one JSON object a line",
        "القراءات كاملة: كائن JSON في كل سطر", "jsonl",
    ),
    Format(
        "jsonld", ".jsonld", "text", "W3C Web Annotations of the spans, PROV-O for the chains",
        "شروح W3C على مواضع النص، وسلاسل الإسناد بمفردات PROV-O", "annotations",
    ),
    Format(
        "schema", ".jsonld", "text", "schema.org Quotation and Claim with their articles",
        "اقتباسات وادعاءات بمفردات schema.org مع مقالاتها", "schema_org",
    ),
    Format(
        "geojson", ".geojson", "text", "frames at places finer than a country, for maps",
        "ما عُرف موضعه بأدق من الدولة، للخرائط", "geojson",
    ),
    Format(
        "graphml", ".graphml", "text", "who said what of whom, as a graph (Gephi, yEd, networkx)",
        "شبكة من قال عمن، لأدوات Gephi وyEd وnetworkx", "graphml",
    ),
    Format(
        "gexf", ".gexf", "text", "the same graph for Gephi",
        "الشبكة نفسها لأداة Gephi", "gexf",
    ),
    Format(
        "spacy", "", "folder", "spaCy DocBin files with span groups",
        "ملفات DocBin لمكتبة spaCy مع مجموعات المقاطع", "docbin", "spacy", "spacy",
    ),
    Format(
        "conllup", ".conllup", "text", "CoNLL-U Plus: tokens with mentions, predicates, roles",
        "صيغة CoNLL-U Plus: كلمات مع الأسماء والأفعال والأدوار", "conllup",
    ),
    Format(
        "brat", "", "folder", "standoff files for brat, with its configuration",
        "ملفات شرح منفصلة لأداة brat مع إعداداتها", "brat",
    ),
    Format(
        "inception", "", "folder", "INCEpTION documents (UIMA XMI) with their layers",
        "وثائق INCEpTION (بصيغة UIMA XMI) مع طبقات الشرح", "inception",
    ),
    Format(
        "labelstudio", "", "folder", "Label Studio tasks with their labelling interface",
        "مهام Label Studio مع واجهة الوسم", "labelstudio",
    ),
    Format(
        "ftm", ".ftm.jsonl", "text", "FollowTheMoney entities: actors and the articles naming them",
        "كيانات FollowTheMoney: الأطراف والمقالات التي تذكرها", "ftm",
    ),
    Format(
        "corpus", "", "folder", "items and frame blocks, as `musnad train` and `check` read them",
        "نصوص وإطارات بصيغة المدونة التي يقرؤها التدريب والفحص", "corpus",
    ),
)  # fmt: skip

FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _ALL})
"""All formats by name."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to export.

    Attributes:
        judged: only articles with a standing judgement, with all judgements applied.
        name: stem of the files in a folder of the format `corpus`.
    """

    judged: bool = False
    name: str = "reviewed"


DEFAULT = Options()
