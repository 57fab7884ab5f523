import csv
import json
from dataclasses import replace
from datetime import date

import pytest
from hand import TEXT, frame, reading, role
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.ingest import beside
from musnad.ledger import Ledger

runner = CliRunner()


def accusing(text: str, **head):
    """The reading by hand, with an accusation more."""
    minister = role(text, "agent", "وزير الخارجية سالم الهاشمي", "SAUGOV")
    speaker = role(text, "target", "المتحدث باسم الحركة ياسين العمري", "YEMREB")
    found = reading(text, **head)
    accused = frame(text, "f4", "ACCUSE", "تعلن", minister, speaker)
    return replace(found, frames=(*found.frames, accused))


REST = (
    "\nوذكرت مصادر في الميناء أن ثلاث سفن رست صباح اليوم وأفرغت حمولتها من القمح والدقيق "
    "ثم غادرت نحو الشمال من دون أن يعترضها أحد، فيما عاد الصيادون إلى قراهم بعد أسبوع من "
    "الغياب بسبب الأمواج العالية التي أغلقت المرسى القديم وأغرقت قاربين صغيرين."
)
FIRST = TEXT + REST
COPY = FIRST.replace("في عدن", "في مدينة عدن")


@pytest.fixture
def news(tmp_path, monkeypatch):
    """A ledger with an article and a copy of it, with an accusation in each."""
    path = tmp_path / "news.ledger"
    second = {"url": "https://alsafa.example/9", "outlet": "الصفا", "published": date(2015, 8, 3)}
    with Ledger.open(path) as ledger:
        ledger.add(accusing(FIRST), also=beside)
        ledger.add(accusing(COPY, **second), also=beside)
    monkeypatch.setenv("MUSNAD_LEDGER", str(path))
    return path


def run(*words):
    return runner.invoke(app, [str(w) for w in words])


def lines(*words):
    result = run(*words, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_search_finds_by_words_and_filters(news):
    found = lines("search", "هدنه", "--sort", "oldest")
    assert [(hit["type"], hit["published"]) for hit in found] == [
        ("SAY", "2015-08-02"),
        ("REJECT", "2015-08-02"),
        ("SAY", "2015-08-03"),
        ("REJECT", "2015-08-03"),
    ]
    assert len(lines("search", "هدنة", "--who", "YEM")) == 2
    assert len(lines("search", "--type", "ASSAULT", "--outlet", "الصفا")) == 1
    assert lines("search", "هدنة", "--since", "2015-09") == []


def test_search_prints_words_chain_and_ids_for_people(news):
    result = run("search", "مواقع", "--limit", 1)
    assert "قصف" in result.stdout
    assert "الجيش  [YEMMIL]" in result.stdout
    assert "1 of 2 records" in result.stdout
    assert not any(line.endswith(" ") for line in result.stdout.splitlines())
    arabic = run("search", "مواقع", "--limit", 1, "--lang", "ar")
    assert "سجلات: 1 من 2" in arabic.stdout


def test_search_as_csv_has_a_line_for_each_record(news):
    rows = list(csv.DictReader(run("search", "--type", "ACCUSE", "-f", "csv").stdout.splitlines()))
    assert [(r["agent_code"], r["target_code"]) for r in rows] == [("SAUGOV", "YEMREB")] * 2


def test_explain_tells_what_was_looked_for(news):
    told = run("search", "الهدنة -قصف", "--who", "الهاشمي", "--explain").stderr
    assert "هدن" in told
    assert "not " in told
    assert "سالم الهاشمي [SAUGOV]" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("who", "الهاشمي"), "name: n"),
        (("who", "خالد"), "nobody is called خالد"),
        (("dyads", "SAU", "الحركة"), "one: codes that begin with SAU"),
        (("stories",), "80% where a day is unknown"),
        (("claims", "هدنة"), "words: هدن"),
    ],
)
def test_every_question_can_be_explained(news, words, told):
    result = run(*words, "--explain")
    assert told in " ".join(result.stderr.split())
    assert told not in result.stdout


def test_a_day_that_is_none_is_refused(news):
    result = run("search", "--since", "yesterday")
    assert result.exit_code != 0
    assert "YYYY-MM-DD" in str(result.exception)


def test_meaning_asks_for_vectors_first(news):
    result = run("search", "--meaning", "a truce")
    assert result.exit_code != 0
    assert "musnad embed" in str(result.exception)


def test_who_takes_names_of_several_words_and_titles(news):
    (found,) = lines("who", "سالم", "الهاشمي")
    assert (found["code"], found["statements"], found["articles"]) == ("SAUGOV", 2, 2)
    assert [a["code"] for a in lines("who", "المتحدث")] == ["YEMREB"]
    shown = run("who", "الهاشمي").stdout
    assert "statements 2 · as agent 4" in shown
    assert "nobody" in run("who", "خالد").stdout


def test_dyads_keep_three_counts_apart(news):
    (point,) = lines("dyads", "SAU", "YEM")
    assert (point["statements"], point["carriers"], point["events"]) == (2, 2, 1)
    assert (point["period"], point["by_type"]) == ("2015-08", {"ACCUSE": 2})
    shown = run("dyads", "SAU", "YEM").stdout
    assert "2015-08" in shown
    assert "nothing is recorded" in shown


def test_stories_and_a_story_with_what_was_changed(news):
    (line,) = lines("stories")
    assert (line["carriers"], line["outlets"]) == (2, 2)
    first, second = lines("story", line["story"])
    assert (first["outlet"], first["first"]) == ("صحيفة الميناء", True)
    (changed,) = second["differences"]
    assert changed["kind"] == "changed"
    assert changed["first_text"].endswith("في عدن.")
    assert changed["other_text"].endswith("في مدينة عدن.")
    shown = run("story", line["story"]).stdout
    assert "first published by: صحيفة الميناء" in shown


@pytest.mark.parametrize("command", ["search", "stories"])
def test_output_goes_to_a_file(news, tmp_path, command):
    out = tmp_path / "out.json"
    assert run(command, "-f", "json", "-o", out).stdout == ""
    assert json.loads(out.read_text(encoding="utf-8"))
