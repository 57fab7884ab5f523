import json
from datetime import date

import pytest

from musnad.errors import CorpusError
from musnad.evaluation import load_articles, load_gold

ARTICLE = {"id": "a", "outlet": "النبراس", "date": "2015-08-02", "title": "ع", "text": "ع\nقال هو"}
FRAME = {"type": "SAY", "predicate": [2, 5], "roles": [], "flags": []}


def folder(tmp_path, articles, gold):
    for name, rows in (("articles", articles), ("gold", gold)):
        text = "\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def test_articles_come_with_their_frames(tmp_path):
    gold = load_gold(folder(tmp_path, [ARTICLE], [{"id": "a", "frames": [FRAME]}]))
    ((article, frames),) = gold.items()
    assert article.article().title == "ع"
    assert (article.article().outlet, article.article().published) == ("النبراس", date(2015, 8, 2))
    assert article.article().text == "ع\nقال هو"
    assert frames[0].predicate.of(article.text) == "قال"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CorpusError, match=r"articles\.jsonl: cannot be read"):
        load_gold(tmp_path)


@pytest.mark.parametrize(
    ("articles", "gold", "message"),
    [
        pytest.param(["{"], [], r"articles\.jsonl:1: expected one JSON object", id="no-json"),
        pytest.param(["[" * 9000], [], r"articles\.jsonl:1: expected one JSON", id="nested"),
        pytest.param(["[1]"], [], r"articles\.jsonl:1: expected one JSON object", id="list"),
        pytest.param(
            [{"id": "a"}], [], r"articles\.jsonl:1: expected a string under 'text'", id="no-text"
        ),
        pytest.param([ARTICLE | {"date": "2 August"}], [], "expected an ISO date", id="date"),
        pytest.param(
            [ARTICLE, ARTICLE], [], r"articles\.jsonl:2: id 'a' stands in line 1 too", id="twice"
        ),
        pytest.param([], [], "holds no articles", id="empty"),
        pytest.param([ARTICLE], [], r"gold\.jsonl: holds no frames", id="no-gold"),
        pytest.param(
            [ARTICLE],
            [{"id": "b", "frames": []}],
            r"gold\.jsonl:1: no article 'b'",
            id="unknown-article",
        ),
        pytest.param(
            [ARTICLE],
            [{"id": [], "frames": []}],
            r"gold\.jsonl:1: no article \[\]",
            id="id-is-no-string",
        ),
        pytest.param(
            [ARTICLE], [{"id": "a"}], "expected a list of objects under 'frames'", id="no-frames"
        ),
        pytest.param(
            [ARTICLE],
            [{"id": "a", "frames": [FRAME | {"predicate": [2, 99]}]}],
            r"span \[2, 99\] does not lie in the text of 8 characters",
            id="outside",
        ),
        pytest.param(
            [ARTICLE],
            [{"id": "a", "frames": [FRAME | {"type": "TELL"}]}],
            "unknown type 'TELL'",
            id="type",
        ),
        pytest.param(
            [ARTICLE], [{"id": "a", "frames": [{"type": "SAY"}]}], "ill-formed frame", id="no-roles"
        ),
        pytest.param(
            [ARTICLE],
            [{"id": "a", "frames": [FRAME | {"roles": [3]}]}],
            "ill-formed frame",
            id="role-is-a-number",
        ),
    ],
)
def test_faults_say_file_and_line(tmp_path, articles, gold, message):
    with pytest.raises(CorpusError, match=message):
        load_gold(folder(tmp_path, articles, gold))


def test_fields_beyond_id_and_text_may_be_absent(tmp_path):
    path = folder(tmp_path, [{"id": "a", "text": "ع"}], []) / "articles.jsonl"
    article = load_articles(path)["a"]
    assert (article.outlet, article.published) == (None, None)
