import json
import sqlite3

import pytest
from hand import TEXT, reading
from sqlalchemy import select
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.errors import LedgerError, NoSuchRecord, ProofError
from musnad.ledger import Ledger
from musnad.ledger import tables as t

runner = CliRunner()


@pytest.fixture
def news(tmp_path, monkeypatch):
    """A ledger with one article, named by the environment; and its frames' ids."""
    path = tmp_path / "news.ledger"
    with Ledger.open(path) as ledger:
        ledger.add(reading())
        ids = next(ledger.entries()).frame_ids
    monkeypatch.setenv("MUSNAD_LEDGER", str(path))
    monkeypatch.setenv("MUSNAD_REVIEWER", "Huda")
    return path, ids


def run(*words, **fields):
    return runner.invoke(app, [str(w) for w in words], **fields)


def decided(form="jsonl"):
    out = run("judgements", "--format", form).stdout
    return [json.loads(line) for line in out.splitlines()]


def span(piece):
    start = TEXT.index(piece)
    return [start, start + len(piece)]


def test_a_record_is_confirmed_and_the_way_back_is_told(news):
    result = run("judge", news[1]["f1"], "confirm", "--why", "read it")
    assert result.exit_code == 0
    assert f"1  confirm {news[1]['f1']}" in result.stdout
    assert "`musnad undo 1` takes it back." in result.stdout
    (found,) = decided()
    assert (found["reviewer"], found["reason"], found["undone"]) == ("Huda", "read it", False)


def test_words_become_places(news):
    result = run(
        "judge", news[1]["f3"], "correct", "--type", "coerce", "--predicate", "وقصف",
        "--role", "target=مواقِع", "--role", "place=", "--role", "agent=(المتحدث باسم الحركة)",
        "--flags", "neg,future", "--norm", "agent=YEMREB", "--norm", "target=YEMCVL",
        "--denies", news[1]["f1"],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    second, first = decided()
    assert first["change"] == {
        "type": "COERCE",
        "predicate": span("وقصف"),
        "roles": [
            {"role": "agent", "span": span("المتحدث باسم الحركة"), "implicit": True},
            {"role": "target", "span": span("مواقع"), "implicit": False},
        ],
        "flags": ["neg", "future"],
        "actor": {"span": span("المتحدث باسم الحركة"), "norm": "YEMREB"},
        "denies": news[1]["f1"],
    }
    assert second["change"] == {"actor": {"span": span("مواقع"), "norm": "YEMCVL"}}
    assert "COERCE  وقصف" in result.stdout


def test_a_later_correction_sees_the_earlier_one(news):
    run("judge", news[1]["f3"], "correct", "--role", "target=مواقع في تعز")
    run("judge", news[1]["f3"], "correct", "--role", "time=أمس")
    roles = [r["role"] for r in decided()[0]["change"]["roles"]]
    assert roles == ["agent", "target", "time", "place"]
    assert decided()[0]["change"]["roles"][1]["span"] == span("مواقع في تعز")


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (["--role", "agent=الرئيس"], LedgerError, "does not stand in the article"),
        (["--role", "speaker=الجيش"], LedgerError, "names are agent, target"),
        (["--norm", "time=2015-08-01"], LedgerError, "has no time"),
        (["--norm", "content=x"], LedgerError, "has no value"),
        (["--norm", "agent@2=YEM"], LedgerError, "1 times agent, not 2"),
        (["--type", "talk"], LedgerError, "no type"),
        ([], LedgerError, "nothing to correct"),
    ],
)
def test_corrections_that_do_not_fit_say_what_to_give(news, words, error, said):
    result = run("judge", news[1]["f3"], "correct", *words)
    assert isinstance(result.exception, error)
    assert said in str(result.exception)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["f1", "confirm", "--type", "SAY"], "belong to correct"),
        (["f1", "reject", "--into", "n1"], "belongs to merge"),
        (["f1", "correct", "--name", "x"], "belong to split"),
        (["n1", "merge"], "merge into whom"),
        (["f1", "doubt"], "is not one of"),
    ],
)
def test_options_of_another_decision_are_refused(news, words, said):
    result = run("judge", *words)
    assert result.exit_code == 2
    assert said in result.output.replace("\n", " ")


def test_a_ledger_and_a_name_must_be_given(news, monkeypatch):
    monkeypatch.delenv("MUSNAD_REVIEWER")
    assert "MUSNAD_REVIEWER" in run("judge", news[1]["f1"], "confirm").output
    monkeypatch.delenv("MUSNAD_LEDGER")
    assert "MUSNAD_LEDGER" in run("judge", news[1]["f1"], "confirm", "--by", "x").output


def test_undo_and_the_list(news):
    run("judge", news[1]["f1"], "reject")
    assert "2  undoes 1: reject" in run("undo", "1", "--by", "Sami", "--why", "hasty").stdout
    lines = run("judgements").stdout.splitlines()
    assert "undoes 1" in lines[0]
    assert "hasty" in lines[0]
    assert lines[1].endswith("(undone)")
    assert isinstance(run("undo", "1").exception, LedgerError)
    assert len(run("judgements", "--limit", "1").stdout.splitlines()) == 1
    assert "No decisions yet" in run("judgements", news[1]["f2"]).stdout


def test_disagreements_are_listed(news):
    run("judge", news[1]["f1"], "reject")
    run("judge", news[1]["f1"], "confirm", "--by", "Sami")
    out = run("judgements", "--disagreements").stdout
    assert f"{news[1]['f1']}: verdict; 2 stands" in out
    assert "by Sami" in out
    found = json.loads(run("judgements", "--disagreements", "-f", "json").stdout)
    assert [s["reviewer"] for s in found[0]["sides"]] == ["Huda", "Sami"]


def actors(path):
    with Ledger.open(path) as ledger, ledger.reading() as connection:
        return list(connection.execute(select(t.actors.c.id).order_by(t.actors.c.name)).scalars())


def test_actors_are_merged_and_split(news):
    one, other, _ = actors(news[0])
    assert f"1  merge {one}: into {other}" in run("judge", one, "merge", "--into", other).stdout
    assert run("undo", "1").exit_code == 0
    result = run("judge", one, "split", "--frame", news[1]["f3"])
    assert result.exit_code == 0, result.output
    assert "3  split" in result.stdout


def test_the_queue_shows_words_and_reasons(news):
    out = run("queue", "--type", "assault").stdout
    assert "ونفى المتحدث باسم الحركة ياسين العمري وجود هدنة، و⟦قصف⟧ {من: الجيش}" in out
    assert "ASSAULT weighs 3" in out
    rows = [json.loads(line) for line in run("queue", "-f", "jsonl").stdout.splitlines()]
    assert [r["frame"] for r in rows][-1] == news[1]["f1"]
    assert "Nothing waits" in run("queue", "--outlet", "x").stdout


def test_a_review_goes_through_the_queue(news):
    script = "?\nc seen\nt\nACCUSE wrong type\ns agent=الحركة\nr\nq\n"
    result = run("review", input=script)
    assert result.exit_code == 0, result.output
    found = decided()
    assert [(d["verdict"], d["reason"]) for d in found] == [
        ("reject", ""),
        ("correct", ""),
        ("correct", "wrong type"),
        ("confirm", "seen"),
    ]
    assert found[2]["change"] == {"type": "ACCUSE"}
    assert {"role": "agent", "span": span("الحركة"), "implicit": False} in found[1]["change"][
        "roles"
    ]
    assert "Nothing more waits" in result.stdout
    assert "4 decisions." in result.stdout


def test_a_review_passes_over_undoes_and_ends_with_its_input(news):
    result = run("review", "--type", "SAY", input="u\nr\n")
    assert "nothing to undo in this session" in result.stdout
    assert "1 decisions" in result.stdout
    result = run("review", input="c\nu\nn\n")
    assert "waits again" in result.stdout
    assert [d["undone"] for d in decided()] == [False, True, False]


def test_a_review_goes_on_after_an_error(news):
    result = run("review", input="s agent=الرئيس\ns speaker=x\nt TALK\nq\n")
    assert "'الرئيس' does not stand in the article" in result.stdout
    assert "names are agent" in result.stdout
    assert "types: SAY" in result.stdout
    assert decided() == []


def test_control_characters_of_a_page_do_not_reach_the_terminal(tmp_path):
    path = tmp_path / "x.ledger"
    with Ledger.open(path) as ledger:
        ledger.add(reading(TEXT + "\u202e\x1b[2J"))
    out = run("queue", "-l", path).stdout
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_ledger_is_verified(news):
    result = run("verify", news[0])
    assert result.exit_code == 0
    assert "1 articles, 1 readings, 0 decisions, 2 rows of the log: all holds" in result.stdout
    head = result.stdout.splitlines()[-1].removeprefix("head of the log: ")
    run("judge", news[1]["f1"], "confirm")
    assert run("verify", "--head", head).exit_code == 0
    result = run("verify", "--head", f"2:{'0' * 64}")
    assert result.exit_code == 1
    assert "published" in result.stdout


def test_a_changed_byte_is_told(news):
    file = sqlite3.connect(news[0])
    file.execute("UPDATE roles SET norm = 'SAUMIL' WHERE norm = 'YEMMIL'")
    file.commit()
    file.close()
    result = run("verify")
    assert result.exit_code == 1
    assert "roles.norm: found 'SAUMIL', expected 'YEMMIL'" in result.stdout
    assert result.stdout.splitlines()[-1].endswith("1 findings")


def test_a_proof_is_written_and_verified_alone(news, tmp_path, monkeypatch):
    out = tmp_path / "proof.json"
    assert run("proof", news[1]["f3"], "-o", out).exit_code == 0
    assert run("proof", news[1]["f3"]).stdout == out.read_text(encoding="utf-8")
    news[0].unlink()
    monkeypatch.delenv("MUSNAD_LEDGER")
    result = run("verify", out)
    assert result.exit_code == 0
    assert "قصف: all holds" in result.stdout
    assert "It does not prove:" in result.stdout
    text = out.read_text(encoding="utf-8")
    result = run("verify", "-", input=text.replace("الجيش", "الشرط"))
    assert result.exit_code == 1
    assert "proof.article.id" in result.stdout


def test_what_can_not_be_read_is_told(tmp_path):
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    assert isinstance(run("verify", other).exception, ProofError)
    assert isinstance(run("verify", tmp_path / "none").exception, LedgerError)


def test_a_proof_of_what_is_not_there(news):
    assert isinstance(run("proof", "f0").exception, NoSuchRecord)
    assert isinstance(run("judge", "f0", "correct", "--type", "SAY").exception, NoSuchRecord)
