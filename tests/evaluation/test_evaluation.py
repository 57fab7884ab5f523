import json

from musnad.evaluation import Evaluation, evaluate, reading_to_system
from musnad.frames import assemble
from musnad.records import Marks, ModelId, PredicateMark, RoleMark, Span

MODEL = ModelId("by hand", "2026-01-01", "0", "0.1.0")
TEXT = "عنوان\nقال هو"


def reader(article):
    """Finds قال with a spelt-out agent and a negation."""
    marks = Marks(
        (),
        (
            PredicateMark(
                Span(6, 9), "SAY", 0.9, (("neg", 0.9),), (RoleMark("agent", Span(10, 12), 0.8),)
            ),
        ),
    )
    return assemble(article, marks, MODEL)


def gold_folder(tmp_path):
    frame = {
        "type": "SAY",
        "predicate": [6, 9],
        "roles": [{"role": "agent", "span": [10, 12], "implicit": True, "norm": "QATGOV"}],
        "flags": [],
    }
    article = {"id": "a", "outlet": "النبراس", "date": "2015-08-02", "text": TEXT}
    unread = {"id": "b", "text": "لا"}
    rows = {"articles": [article, unread], "gold": [{"id": "a", "frames": [frame]}]}
    for name, content in rows.items():
        text = "\n".join(map(json.dumps, content))
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def test_articles_with_gold_are_read_and_scored(tmp_path):
    found = evaluate(gold_folder(tmp_path), reader)
    assert list(found.readings) == ["a"]
    assert found.readings["a"].article.outlet == "النبراس"
    rows = {row.name: row for row in found.rows()}
    assert rows["predicate+type"].f1 == 1.0
    assert rows["antecedent"].value == 1.0
    assert rows["agent code"].value == 0.0


def test_json_form(tmp_path):
    data = evaluate(gold_folder(tmp_path), reader).to_dict()
    assert data["articles"] == 1
    assert data["frames"] == {"gold": 1, "system": 1}
    assert data["scores"][0] == {
        "name": "predicate",
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "support": 1,
    }
    assert json.loads(json.dumps(data)) == data


def test_readings_in_the_scorers_form(tmp_path):
    found = evaluate(gold_folder(tmp_path), reader)
    expected = {
        "id": "a",
        "frames": [
            {
                "type": "SAY",
                "predicate": [6, 9],
                "roles": [{"role": "agent", "span": [10, 12], "implicit": False}],
                "flags": ["neg"],
                "modes": [],
                "contexts": [],
            }
        ],
    }
    assert reading_to_system("a", found.readings["a"]) == expected
    assert found.system() == [expected]


def test_scores_by_article_add_up_to_the_whole(tmp_path):
    found = evaluate(gold_folder(tmp_path), reader)
    assert list(found.scores_by_article) == ["a"]
    assert found.scores_by_article["a"].counts() == found.scores.counts()
    assert dict(Evaluation(found.scores, found.readings).scores_by_article) == {}
