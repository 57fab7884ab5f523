import asyncio
import json
from dataclasses import replace

import pytest
from hand import TEXT, reading

from musnad.ingest import beside
from musnad.ledger import Ledger

mcp = pytest.importorskip("mcp")

from musnad.agents import make_server  # noqa: E402

NO_CLAIM = "c0: no claim has this id, and no frame that tells one"


@pytest.fixture
def kept(tmp_path):
    name = str(tmp_path / "news.ledger")
    with Ledger.open(name) as ledger:
        ledger.add(reading())
    return name


def call(ledger, tool, **arguments):
    """The answer of a tool, asked by the protocol's own client."""

    async def ask():
        async with mcp.Client(make_server(ledger)) as client:
            return await client.call_tool(tool, arguments)

    answer = asyncio.run(ask())
    text = "".join(part.text for part in answer.content)
    return answer.is_error, text if answer.is_error else json.loads(text)


def tools(ledger):
    async def ask():
        async with mcp.Client(make_server(ledger)) as client:
            return (await client.list_tools()).tools

    return {tool.name: tool for tool in asyncio.run(ask())}


def test_tools_say_what_they_do(kept):
    found = tools(kept)
    assert set(found) == {
        *("read_text", "search", "record", "who", "pair", "stories", "story", "claims", "claim"),
    }
    assert all(tool.description for tool in found.values())
    assert "words" in found["search"].input_schema["properties"]
    assert set(tools(None)) == {"read_text"}


def test_search_gives_evidence_and_ids(kept):
    failed, data = call(kept, "search", words="هدنة", who="سالم الهاشمي")
    assert not failed
    (hit,) = data["hits"]
    assert data["total"] == 1
    assert hit["id"].startswith("f")
    assert hit["chain"] == ["وزير الخارجية سالم الهاشمي", "صحيفة الميناء"]
    assert hit["claimed"] is False


def test_a_record_comes_with_the_text_around_it(kept):
    _, found = call(kept, "search", types=["REJECT"])
    _, data = call(kept, "record", id=found["hits"][0]["id"])
    (frame,) = data["frames"]
    start, (first, last) = frame["text_around_starts_at"], frame["predicate"]
    assert frame["text_around"][first - start : last - start] == frame["text"] == "نفى"
    assert data["denials"][0]["kind"] == "denies"
    assert data["article"]["outlet"] == "صحيفة الميناء"


def test_all_frames_of_an_article_can_be_asked_for(kept):
    _, found = call(kept, "search")
    _, data = call(kept, "record", id=found["hits"][0]["article"])
    assert len(data["frames"]) == 3


def test_actors_pairs_and_stories_are_told(kept):
    _, data = call(kept, "who", name="الهاشمي")
    assert data["actors"][0]["latin"] == "Salem al-Hashimi"
    _, data = call(kept, "pair", one="SAU", other="YEM")
    assert (data["forth"], data["back"]) == ([], [])
    _, data = call(kept, "stories")
    assert data["stories"] == []


def test_claims_are_told_with_their_chains_and_denials(kept):
    with Ledger.open(kept) as ledger:
        copy = reading(url="https://alsafa.example/2", outlet="الصفا")
        frames = tuple(replace(f, flags=()) for f in copy.frames)
        ledger.add(replace(copy, frames=frames), also=beside)
        again = reading(url="https://nakhil.example/3", outlet="النخيل")
        frames = tuple(replace(f, flags=()) for f in again.frames)
        ledger.add(replace(again, frames=frames), also=beside)
    _, data = call(kept, "claims", words="هدنة", answered="denied")
    (found,) = data["claims"]
    assert (found["statements"], found["denial"]["days"]) == (2, 0)
    _, data = call(kept, "claim", id=found["claim"])
    assert [m["chain"][-1] for m in data["members"]] == ["الصفا", "النخيل"]
    assert call(kept, "claim", id="c0") == (True, f"Error executing tool claim: {NO_CLAIM}")


def test_a_text_is_read(kept):
    failed, data = call(kept, "read_text", text=TEXT, published="2015-08-02")
    assert not failed
    assert any(f["type"] == "SAY" and f["record"].startswith("f") for f in data["frames"])
    with Ledger.open(kept) as ledger:
        assert ledger.counts()["pages"] == 1


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("record", {"id": "f0"}, "no record has this id"),
        ("story", {"id": "s0"}, "no story"),
        ("search", {"types": ["SHOUT"]}, "is no type"),
        ("read_text", {"text": "قال الوزير", "published": "soon"}, "YYYY-MM-DD"),
        ("read_text", {"text": ""}, "the text is empty"),
    ],
)
def test_mistakes_are_told_as_sentences(kept, tool, arguments, told):
    failed, text = call(kept, tool, **arguments)
    assert failed
    assert told in text
    assert "Traceback" not in text
