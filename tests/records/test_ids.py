from dataclasses import replace
from datetime import date

from musnad.records import (
    Article,
    Entry,
    Flag,
    Frame,
    Judgement,
    ModelId,
    Reading,
    Role,
    Span,
    article_id,
    canonical,
    frame_id,
)

TEXT = "الرياض\nقال الوزير إن الاجتماع تأجل"
ARTICLE = Article.from_text(TEXT, outlet="واس", published=date(2015, 8, 2))
SAID = Frame(
    "f1",
    "SAY",
    Span(7, 10),
    "قال",
    0.91,
    roles=(Role("agent", Span(11, 17), "الوزير", 0.8),),
)
READING = Reading(ARTICLE, (), (SAID,), (), (), ModelId("m", "2026-01-01", "d" * 64, "0.4.0"))


def test_canonical_json_has_one_form():
    assert canonical({"ب": [1, None], "a": "é"}) == '{"a":"é","ب":[1,null]}'.encode()


def test_article_id_is_pinned_so_that_stored_ids_stay_valid():
    assert article_id(ARTICLE) == "a0cb785e9c21076632cd6"


def test_article_id_ignores_furniture_and_minds_the_outlet():
    assert article_id(replace(ARTICLE, notes=("encoding repaired",))) == article_id(ARTICLE)
    assert article_id(replace(ARTICLE, outlet="سانا")) != article_id(ARTICLE)


def test_frame_id_ignores_scores_and_minds_flags_and_roles():
    same = replace(SAID, score=0.2, roles=(replace(SAID.roles[0], score=0.1, norm="SAUGOV"),))
    assert frame_id("a1", same) == frame_id("a1", SAID)
    assert frame_id("a1", replace(SAID, flags=(Flag("neg", 0.9),))) != frame_id("a1", SAID)
    assert frame_id("a1", replace(SAID, roles=())) != frame_id("a1", SAID)
    assert frame_id("a2", SAID) != frame_id("a1", SAID)


def test_reading_id_ignores_scores_and_minds_model_and_norms():
    entry = Entry.of(READING)
    scored = replace(READING, frames=(replace(SAID, score=0.905),))
    assert Entry.of(scored).reading_id == entry.reading_id
    other = replace(READING, model=replace(READING.model, digest="e" * 64))
    assert Entry.of(other).reading_id != entry.reading_id
    coded = replace(SAID, roles=(replace(SAID.roles[0], norm="SAUGOV"),))
    assert Entry.of(replace(READING, frames=(coded,))).reading_id != entry.reading_id


def test_entry_knows_the_id_of_each_frame():
    assert Entry.of(READING).id_of(SAID) == frame_id(article_id(ARTICLE), SAID)


def test_judgement_goes_through_json():
    given = Judgement(3, "f1", "correct", "mona", "2026-11-23T10:00:00Z", {"type": "SAY"}, undoes=2)
    assert Judgement.from_dict(given.to_dict()) == given
