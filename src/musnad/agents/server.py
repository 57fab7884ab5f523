"""A server of tools that read: a text, and a ledger. Nothing is ever written.

Each answer carries its evidence (the words, their article and place in it, the chain of
attribution) and the ids of its records.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Literal, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from musnad import __version__
from musnad.errors import LedgerError, MusnadError
from musnad.inquiry import claim_summaries, claim_view
from musnad.ledger import Ledger
from musnad.ledger.overview import dyad, stories, story_members, who
from musnad.ledger.search import Hit, Query, find
from musnad.pipeline import Reader
from musnad.records import Entry, Frame, Reading

LONGEST_TEXT = 100_000
"""Characters of a text that is read: a long article has a tenth."""

MOST = 50
"""Records of one answer."""

AROUND = 240
"""Characters of the article that are shown on each side of a record."""

INSTRUCTIONS = """Musnad reads Arabic news and keeps who said what, according to whom, and who did
what to whom. A frame whose `claimed` is true, or whose `chain` names sources, is what these
sources say: never state it as a fact; name the chain. Statements, carriers (articles) and events
are three counts. Quote the Arabic words given as evidence and cite record ids (f…, a…). What is
not in the answers is not in the ledger."""

Given = ParamSpec("Given")


def make_server(ledger: str | None, model: Path | None = None) -> MCPServer[Any]:
    """A server over a ledger; without one it reads texts only, with `model` or the shipped one.

    Raises:
        LedgerError: the ledger can't be opened.
    """
    tools = _Tools(Ledger.open(ledger, read_only=True) if ledger else None, model)
    server: MCPServer[Any] = MCPServer(
        "musnad", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )
    kept = (
        *(tools.search, tools.record, tools.who, tools.pair, tools.stories, tools.story),
        *(tools.claims, tools.claim),
    )
    for tool in (tools.read_text, *(kept if ledger else ())):
        server.tool()(told(tool))
    return server


def told(tool: Callable[Given, dict[str, Any]]) -> Callable[Given, dict[str, Any]]:
    """A tool whose errors are ours, as sentences."""

    @wraps(tool)
    def answer(*args: Given.args, **kwargs: Given.kwargs) -> dict[str, Any]:
        try:
            return tool(*args, **kwargs)
        except MusnadError as error:
            raise ToolError(str(error)) from error

    return answer


class _Tools:
    """The tools; their docstrings are what an assistant reads of them."""

    def __init__(self, ledger: Ledger | None, model: Path | None) -> None:
        self._ledger, self._model = ledger, model
        self._reader: Reader | None = None
        self._lock = threading.Lock()

    @property
    def _open(self) -> Ledger:
        if self._ledger is None:
            raise LedgerError("no ledger is open")
        return self._ledger

    def read_text(self, text: str, published: str = "") -> dict[str, Any]:
        """Read an Arabic news text: every statement and act with its roles and chain.

        Args:
            text: the article, its headline on the first line.
            published: day of publication, YYYY-MM-DD, if known; makes "yesterday" a date.
        """
        with self._lock:
            if self._reader is None:
                self._reader = Reader.load(self._model)
            day = _day(published)
            reading = self._reader.read_page(text[:LONGEST_TEXT], published=day, kind="text")
        entry = Entry.of(reading)
        return {
            "article_id": entry.article_id,
            "frames": [_frame(reading, frame, entry.id_of(frame)) for frame in reading.frames],
            "denials": [link.to_dict() for link in reading.links],
            "model": reading.model.to_dict(),
        }

    def search(  # noqa: PLR0913, PLR0917 - each is a filter that an assistant may set
        self,
        words: str = "",
        who: str = "",
        whom: str = "",
        types: list[str] | None = None,
        country: str = "",
        since: str = "",
        until: str = "",
        outlet: str = "",
        only_direct_quotations: bool = False,
        limit: int = 20,
        offset: int = 0,
    ) -> dict[str, Any]:
        """Find statements and acts in the ledger, the newest first.

        Args:
            words: Arabic words in any form; "a phrase"; -not; one OR other.
            who: who speaks or acts: a name in any spelling, Arabic or Latin, or a CAMEO-style code
                (YEMREB) or its country (YEM).
            whom: to, with or against whom, likewise.
            types: SAY or PLOVER types: AGREE SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN CONSULT
                COOPERATE AID RETREAT PROTEST SANCTION MOBILIZE COERCE ASSAULT.
            country: of the place, ISO 3166-1 alpha-3.
            since: first day of publication, YYYY-MM-DD.
            until: last day.
            outlet: as written.
            only_direct_quotations: only what is given in quotation marks.
            limit: how many, at most 50.
            offset: how many are passed over.
        """
        query = Query(
            words=words,
            who=who,
            whom=whom,
            types=tuple(types or ()),
            country=country,
            since=since,
            until=until,
            outlet=outlet,
            direct=True if only_direct_quotations else None,
        )
        found = find(self._open, query, limit=min(limit, MOST), offset=max(offset, 0), count=True)
        return {"total": found.total, "hits": [_hit(hit) for hit in found.hits]}

    def record(self, id: str) -> dict[str, Any]:  # noqa: A002 - what an assistant calls it
        """One record (f…) with the text around it, its chain, and the denials tied to it.

        Args:
            id: a frame's id, or an article's (a…) for all its frames.
        """
        entry = self._open.entry(id)
        reading = entry.reading
        frames = [f for f in reading.frames if id[:1] != "f" or entry.id_of(f) == id]
        names = {f.id: entry.id_of(f) for f in reading.frames}
        links = [
            {"kind": x.kind, "source": names[x.source], "target": names[x.target]}
            for x in reading.links
            if {x.source, x.target} & {f.id for f in frames}
        ]
        article = reading.article
        return {
            "article": {
                "id": entry.article_id,
                "title": article.title,
                "outlet": article.outlet,
                "agency": article.agency,
                "published": article.published.isoformat() if article.published else None,
                "url": article.url,
                "sources": [o.to_dict() for o in entry.origins],
                "story": entry.story,
            },
            "frames": [_frame(reading, f, names[f.id]) for f in frames[:MOST]],
            "denials": links,
            "judgements": [j.to_dict() for j in entry.judgements],
            "model": reading.model.to_dict(),
        }

    def who(self, name: str, limit: int = 10) -> dict[str, Any]:
        """The actors that a name may mean, with spellings seen and how often they speak and act.

        Args:
            name: in any spelling, Arabic or Latin, or a code.
            limit: how many, at most 50.
        """
        return {"actors": [a.to_dict() for a in who(self._open, name, limit=min(limit, MOST))]}

    def pair(
        self, one: str, other: str, by: Literal["day", "week", "month", "year"] = "month"
    ) -> dict[str, Any]:
        """What two parties said of and did to each other over time, on PLOVER's quad classes.

        Args:
            one: a name in any spelling, or a code.
            other: the other one.
            by: length of the periods.
        """
        return dyad(self._open, one, other, by=by).to_dict()

    def stories(self, least: int = 2, since: str = "", until: str = "") -> dict[str, Any]:
        """Wire copy that several outlets carry, the most carried first.

        Args:
            least: fewest carriers.
            since: first day, YYYY-MM-DD.
            until: last day.
        """
        found = stories(self._open, least=least, since=since, until=until, limit=MOST)
        return {"stories": [line.to_dict() for line in found]}

    def story(self, id: str) -> dict[str, Any]:  # noqa: A002
        """The articles of a story (s…), by day.

        Args:
            id: the story's id.
        """
        return {"members": [m.to_dict() for m in story_members(self._open, id)]}

    def claims(
        self,
        words: str = "",
        who: str = "",
        since: str = "",
        until: str = "",
        answered: Literal["any", "denied", "unanswered"] = "any",
    ) -> dict[str, Any]:
        """Claims: the same statement or act told by several articles, with denials and counts.

        Args:
            words: that one telling has, in any form.
            who: who says or does it: a name or a code.
            since: first day, YYYY-MM-DD.
            until: last day.
            answered: only those that were denied, or not.
        """
        query = Query(words=words, who=who, since=since, until=until)
        denied = {"any": None, "denied": True, "unanswered": False}[answered]
        found = claim_summaries(self._open, query, denied=denied, limit=MOST)
        return {"claims": [summary.to_dict() for summary in found]}

    def claim(self, id: str) -> dict[str, Any]:  # noqa: A002
        """A claim: who tells it by which chain, its wordings, who denies it after how many days.

        Args:
            id: the claim's id (c…), or that of a frame that tells it (f…).
        """
        return claim_view(self._open, id).to_dict()


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise ToolError(f"{written!r} is no date; expected YYYY-MM-DD") from error


def _frame(reading: Reading, frame: Frame, record: str) -> dict[str, Any]:
    """A frame with its words, its chain, and the text around it."""
    text = reading.article.text
    chain = next((c for c in reading.chains if c.frame == frame.id), None)
    start = max(0, frame.span.start - AROUND)
    data = frame.to_dict()
    del data["flag_scores"]
    return {
        "record": record,
        **data,
        "chain": [v.to_dict() for v in chain.voices] if chain else [],
        "text_around": text[start : frame.span.end + AROUND],
        "text_around_starts_at": start,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return hit.to_dict() | {"claimed": "claimed" in hit.flags}
