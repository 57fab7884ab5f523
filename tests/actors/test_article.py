from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from musnad.actors import ActorMention, Known, KnownActor, resolve_actors


def codes(*texts, **options):
    mentions = [ActorMention(text, 100 * n) for n, text in enumerate(texts)]
    found = resolve_actors(mentions, **options)
    assert len(found.actors) == len(texts)
    return [actor.code for actor in found.actors], found.identities


def test_short_mentions_join_their_full_one():
    found, identities = codes(
        "وزير الخارجية القطري خالد العطية",
        "الوزير",
        "العطية",
        "وزارة الخارجية القطرية",
        "الوزارة",
    )
    assert found == ["QATGOV"] * 5
    assert [i.mentions for i in identities] == [(0, 1, 2), (3, 4)]
    assert [s.rule for s in identities[0].steps] == ["title", "name"]
    assert identities[0].name == "وزير الخارجية القطري خالد العطية"


def test_a_headline_joins_the_lead():
    found, identities = codes("الزعابي", "المتحدث باسم الشرطة الكويتية راشد الزعابي")
    assert found == ["KWTCOP", "KWTCOP"]
    assert len(identities) == 1


def test_names_that_differ_do_not_join():
    _, identities = codes("سالم المري", "سليم المري")
    assert len(identities) == 2


def test_an_office_without_country_belongs_to_the_one_spoken_of():
    found, _ = codes("الشرطة", text="أعلنت الشرطة في تونس أن التونسيين")
    assert found == ["TUNCOP"]
    found, _ = codes("الشرطة", text="أعلنت الشرطة")
    assert found == ["COP"]
    found, _ = codes("الشرطة", text="أعلنت الشرطة", home="JOR")
    assert found == ["JORCOP"]


def test_other_countries_spoken_of_are_candidates():
    text = "التقى وزير الداخلية نظيره في تونس، وقال التونسيون إن الليبيين"
    found = resolve_actors([ActorMention("وزير الداخلية", 6)], text=text)
    assert found.actors[0].code == "TUNGOV"
    assert found.actors[0].candidates == ("LBYGOV",)


def test_a_body_named_in_the_text_is_what_the_agency_is():
    text = "قالت الوكالة الدولية للطاقة الذرية إن إيران. وأضافت الوكالة"
    found = resolve_actors([ActorMention("الوكالة", text.rindex("الوكالة"))], text=text)
    assert found.actors[0].code == "IGOIAE"


def test_known_persons_have_the_office_of_the_day():
    assert codes("محمد مرسي", day=date(2013, 1, 1))[0] == ["EGYGOV"]
    assert codes("محمد مرسي", day=date(2014, 1, 1))[0] == ["EGYOPP"]
    mine = Known([("فلان العلاني", KnownActor("Fulan al-Allani", "OMNBUS"))])
    assert codes("فلان علاني", known=mine)[0] == ["OMNBUS"]
    assert codes("محمد مرسي", known=mine)[0] == [None]


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(0, 500)), max_size=8))
def test_any_mentions_are_answered(rows):
    mentions = [ActorMention(text, at) for text, at in rows]
    found = resolve_actors(mentions, text="نص عن مصر")
    assert len(found.actors) == len(rows)
    assert sorted(n for i in found.identities for n in i.mentions) == list(range(len(rows)))
