"""Values of Arabic time expressions, beside dateparser in the same run.

    python benchmarks/dates.py [--data FOLDER] [--gold FOLDER] [--errors N] [--without-others]

Measured on: our own tables (`tables/timex.tsv`: full value and both days; `tables/times.tsv`: short
value), the `time` values of the corpus and of annotated real articles, the Arabic specifications
of Recognizers-Text and Duckling's Arabic phrases. What is absent is skipped and named. dateparser
(extra `bench`) gives a moment and how coarse it is; it is right where the days from that moment's
first to its last are those expected, or where it finds nothing and none is expected. The other
projects' phrases are calendar commands and partly translated from English; news conventions
differ (a bare weekday is the last one here, the next one there), so of their two readings of a
date either counts. `--errors` prints cases of the tables and the corpus, never of real articles.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from musnad.dates import TimeMention, norm_of, number_of, resolve_time, resolve_times
from musnad.errors import MissingExtra
from musnad.evaluation import anchor, load_articles, load_gold, read_blocks
from musnad.records import Timex

try:
    from dateparser.date import DateDataParser
except ImportError:  # the figures of the others are then left out
    DateDataParser = None

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TABLES = Path(__file__).parent / "tables"
DAY = "2015-08-02"
"""Shape of a day, for lengths."""


@dataclass(frozen=True, slots=True)
class Case:
    """An expression, its article's date, and what it should give."""

    text: str
    published: date | None
    value: str
    begin: str = "-"
    end: str = "-"


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one set of cases."""

    name: str
    cases: int
    exact: float
    days: float | None = None
    other: float | None = None


def timex_table(path: Path = TABLES / "timex.tsv") -> list[Case]:
    """The table of full values."""
    return [Case(f[0], _date(f[1]), f[2], f[3], f[4]) for f in _fields(path)]


def norm_table(path: Path = TABLES / "times.tsv") -> list[Case]:
    """The table of short values."""
    return [Case(f[0], _date(f[1]), f[2], *days_of(f[2])) for f in _fields(path)]


def _fields(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text not in {"", "-"} else None


def days_of(norm: str) -> tuple[str, str]:
    """First and last day of a short value; ("-", "-") where it is none."""
    begin, _, end = norm.partition("/")
    first, last = _span(begin), _span(end or begin)
    return (first[0], last[1]) if first and last else ("-", "-")


def _span(value: str) -> tuple[str, str] | None:
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if month := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return f"{value}-01", f"{value}-{monthrange(int(month[1]), int(month[2]))[1]}"
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01", f"{value}-12-31"
    return (value[:10], value[:10]) if re.match(r"\d{4}-\d\d-\d\d", value) else None


def full(case: Case) -> bool:
    """Whether value and both days are as expected."""
    found = resolve_time(case.text, published=case.published)
    return (found.value or "-", *_days(found)) == (case.value, case.begin, case.end)


def days(case: Case) -> bool:
    """Whether both days are as expected."""
    return _days(resolve_time(case.text, published=case.published)) == (case.begin, case.end)


def short(case: Case) -> bool:
    """Whether the short value is as expected."""
    return (norm_of(resolve_time(case.text, published=case.published)) or "-") == case.value


def _days(found: Timex) -> tuple[str, str]:
    return (found.begin or "-")[: len(DAY)], (found.end or "-")[: len(DAY)]


def by_dateparser(case: Case) -> bool:
    """Whether dateparser gives both days as expected, or nothing where nothing is."""
    if DateDataParser is None:
        raise MissingExtra("dateparser", "bench")
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": False}
    if case.published:
        settings["RELATIVE_BASE"] = datetime.combine(case.published, datetime.min.time())
    found = DateDataParser(languages=["ar"], settings=settings).get_date_data(case.text)
    if found.date_obj is None:
        return case.begin == "-"
    day = found.date_obj.date()
    shapes = {"month": "%Y-%m", "year": "%Y", "week": "%G-W%V"}
    return _span(day.strftime(shapes.get(found.period, "%Y-%m-%d"))) == (case.begin, case.end)


def share(cases: Iterable[Case], right: Callable[[Case], bool]) -> float:
    """Share of cases that are right."""
    answers = [right(case) for case in cases]
    return sum(answers) / len(answers) if answers else 0.0


Group = list[tuple[Case, bool]]
"""The time values of one article in the order of the text; with whether they are planned."""


def gold_groups(folder: Path) -> list[Group]:
    """Values of annotated real articles."""
    return [_group(a.text, a.published, coded) for a, coded in load_gold(folder).items()]


def corpus_groups(folder: Path) -> list[Group]:
    """Values of the corpus."""
    found = []
    for path in sorted(folder.glob("*.frames")):
        articles = load_articles(path.with_suffix(".jsonl"))
        for block in read_blocks(path)[0]:
            article = articles.get(block.id)
            if article:
                coded = anchor(block, article.text).frames
                found.append(_group(article.text, article.published, coded))
    return found


def _group(text: str, published: date | None, frames: Iterable[Any]) -> Group:
    seen: dict[Any, tuple[Case, bool]] = {}
    for frame in frames:
        for role in frame.all("time"):
            case = Case(role.span.of(text), published, role.norm or "", *days_of(role.norm or ""))
            planned = "future" in frame.flags or (role.span in seen and seen[role.span][1])
            if role.span not in seen or role.norm:
                seen[role.span] = (case, planned)
    return [seen[span] for span in sorted(seen)]


def grouped_answers(group: Group) -> Iterator[tuple[Case, str | None]]:
    """The cases of an article that have a value, each with what is read among the others."""
    mentions = [TimeMention(case.text, planned) for case, planned in group]
    published = group[0][0].published if group else None
    for (case, _), found in zip(group, resolve_times(mentions, published=published), strict=True):
        if case.value:
            yield case, norm_of(found)


def grouped(name: str, groups: list[Group], others: bool) -> Row:
    """Short values of articles, each read among the other times of its article."""
    answers = [answer for group in groups for answer in grouped_answers(group)]
    right = sum(case.value == found for case, found in answers)
    cases = [case for case, _ in answers]
    other = share(cases, by_dateparser) if others else None
    alone = share(cases, days)
    return Row(name, len(cases), right / max(1, len(cases)), alone, other)


def recognizers(folder: Path) -> Iterator[tuple[str, str, date, list[str]]]:
    """Specified cases: file, words, reference day, readings that count."""
    for path in sorted(folder.glob("Specs/DateTime/Arabic/*Parser.json")):
        for case in json.loads(path.read_text(encoding="utf-8-sig")):
            reference = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10]
            for result in case.get("Results", ()):
                wanted = _readings(result.get("Value") or {})
                if wanted:
                    yield path.stem, result["Text"], date.fromisoformat(reference), wanted


def _readings(value: dict[str, Any]) -> list[str]:
    """Forms in which `answers_of` gives what a specification expects."""
    found = [plain(value["Timex"])] if re.match(r"P[\dT]|T\d\d", value.get("Timex", "")) else []
    for side in ("PastResolution", "FutureResolution"):
        told = value.get(side) or {}
        if "date" in told:
            found.append(f"{told['date']}/{told['date']}")
        if "dateTime" in told:
            found.append(told["dateTime"].replace(" ", "T")[:16])
        if told.get("startDate") and told.get("endDate"):
            found.append(f"{told['startDate']}/{_day_before(told['endDate'])}")
            found.append(f"{told['startDate']}/{told['endDate']}")
    return found


_LENGTH = re.compile(r"P(?=[\dT])((?:[\d.]+[YMWD])*)(?:T((?:[\d.]+[HMS])+))?")
DAYS = {"Y": 365.25, "M": 365.25 / 12, "W": 7.0, "D": 1.0}
HOURS = {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}


def plain(value: str) -> str:
    """A duration as its length in days, so that P0.5Y and P6M are one; others as they are."""
    found = _LENGTH.fullmatch(value)
    if not found:
        return value
    parts = [
        float(part[:-1]) * units[part[-1]]
        for text, units in zip(found.groups(), (DAYS, HOURS), strict=True)
        for part in re.findall(r"[\d.]+[A-Z]", text or "")
    ]
    return f"{sum(parts):.6f} days"


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def answers_of(found: Timex) -> set[str]:
    """Forms of a value: as it is, its days, its moment, its hour."""
    value = found.value or ""
    answers = {value, plain(value), f"{found.begin}/{found.end}"}
    if "T" in value and not value.startswith("P"):
        hour = value.partition("T")[2]
        answers |= {f"T{hour}", f"T{hour.removesuffix(':00')}", value[:16]}
    return answers


def duckling(path: Path) -> Iterator[tuple[str, str, date, list[str]]]:
    """Duckling's phrases in the form of `recognizers`."""
    table = json.loads(path.read_text(encoding="utf-8"))
    reference = date.fromisoformat(table["reference"][: len(DAY)])
    for example in table["examples"]:
        wanted = _duckling_value(example["expected"])
        for phrase in example["phrases"]:
            yield "duckling", phrase, reference, wanted


_MOMENT = re.compile(r"\((\d{4}), (\d+), (\d+), (\d+), (\d+), \d+\)")


def _duckling_value(expected: str) -> list[str]:
    groups = [[int(g) for g in m.groups()] for m in _MOMENT.finditer(expected)]
    moments = [datetime(g[0], g[1], g[2], g[3], g[4]) for g in groups]
    first, last = moments[0], moments[-1]
    if "Hour" in expected or "Minute" in expected or "Second" in expected:
        return [first.strftime("%Y-%m-%dT%H:%M")] if len(moments) == 1 else ["-"]
    if len(moments) == 1:
        last = first + timedelta(days=7 if "Week" in expected else 1)
        if "Month" in expected:
            last = first + timedelta(days=monthrange(first.year, first.month)[1])
    return [f"{first.date()}/{last.date() - timedelta(days=1)}"]


def specified(cases: Iterable[tuple[str, str, date, list[str]]]) -> list[Row]:
    """Shares of specified cases with one of the expected readings, by file."""
    table: dict[str, list[bool]] = {}
    for name, text, reference, wanted in cases:
        answers: set[str] = set()
        for future in (False, True):
            answers |= answers_of(resolve_time(text, published=reference, future=future))
        table.setdefault(name, []).append(not answers.isdisjoint(wanted))
    return [Row(name, len(all_), sum(all_) / len(all_)) for name, all_ in table.items()]


def numbers(folder: Path) -> list[Row]:
    """Shares of the specified numbers and ordinals."""
    rows = []
    for name in ("NumberModel", "OrdinalModel"):
        path = folder / "Specs" / "Number" / "Arabic" / f"{name}.json"
        answers = []
        for case in json.loads(path.read_text(encoding="utf-8-sig")):
            for result in case.get("Results", ()):
                wanted = _number((result.get("Resolution") or {}).get("value"))
                if wanted is not None:
                    found = number_of(result["Text"])
                    answers.append(
                        found is not None and abs(found - wanted) < 1e-6 * abs(wanted or 1)
                    )
        rows.append(Row(name, len(answers), sum(answers) / max(1, len(answers))))
    return rows


def _number(value: Any) -> float | None:
    plain = re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", str(value))
    return float(plain.group()) if plain else None


def throughput(cases: list[Case]) -> float:
    """Expressions a second, one process."""
    started = time.perf_counter()
    for case in cases:
        resolve_time(case.text, published=case.published)
    return len(cases) / (time.perf_counter() - started)


def measure(*, data: Path, gold: Path, others: bool) -> list[Row]:
    """All figures."""
    table, norms = timex_table(), norm_table()
    rows = [
        Row(
            "own table, full values", len(table), share(table, full), share(table, days),
            share(table, by_dateparser) if others else None,
        ),
        Row(
            "own table, short values", len(norms), share(norms, short), share(norms, days),
            share(norms, by_dateparser) if others else None,
        ),
        grouped("corpus", corpus_groups(ROOT / "corpus"), others),
    ]  # fmt: skip
    if gold.exists():
        rows.append(grouped("real articles", gold_groups(gold), others))
    if (data / "time_recognizers").exists():
        rows += specified(recognizers(data / "time_recognizers"))
        rows += numbers(data / "time_recognizers")
    if (data / "time_duckling").exists():
        rows += specified(duckling(data / "time_duckling" / "time_ar.json"))
    return rows


def print_errors(most: int) -> None:
    """Wrong cases of our table and of the corpus."""
    wrong = [(c, resolve_time(c.text, published=c.published)) for c in timex_table() if not full(c)]
    for case, found in wrong[:most]:
        print(f"{case}  found {found.value} {found.begin} {found.end}")
    answers = (a for g in corpus_groups(ROOT / "corpus") for a in grouped_answers(g))
    for case, norm in [(c, n) for c, n in answers if c.value != n][:most]:
        print(f"{case.text} | {case.published} | wanted {case.value} | found {norm}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Values of Arabic time expressions")
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "dev")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--without-others", action="store_true")
    options = parser.parse_args()
    if options.errors:
        print_errors(options.errors)
    others = DateDataParser is not None and not options.without_others
    print(f"{'':26s} cases  exact   days  dateparser")
    for row in measure(data=options.data, gold=options.gold, others=others):
        shown = "  ".join("    -" if v is None else f"{v:.3f}" for v in (row.exact, row.days))
        other = "" if row.other is None else f"{row.other:.3f}"
        print(f"{row.name:26s} {row.cases:5d}  {shown}  {other}")
    print(f"{throughput(timex_table() * 4):.0f} expressions a second")


if __name__ == "__main__":
    main()
