from telling import says

from musnad.disputes import Denials, denial_clock

POISON = "بتسميم آبار المياه في قرى الساحل"


def accusation(**fields):
    return says(POISON, who="المحافظ", kind="ACCUSE", target="الشركة", **fields)


def denial(**fields):
    given = {"who": "ناطق الشركة", "actor": "n-الشركة", "kind": "REJECT", **fields}
    return says("تسميم آبار المياه", **given)


def of(claim, *deniers, linked=None, **options):
    told = [(d, next(p.text for p in d.roles if p.role == "content")) for d in deniers]
    return Denials(told, linked).of([claim], **options)


def test_the_accused_denies_in_another_article():
    claim, answer = accusation(), denial(published="2026-03-04")
    (found,) = of(claim, answer)
    assert (found.denier, found.denied) == (answer, claim.id)
    assert found.score == 0.75
    assert found.reasons == (
        "3 of 3 words",
        "the denier is a party of the claim",
        "answers an accusation",
    )


def test_a_denial_of_something_else_is_none():
    other = says("وجود خلاف داخل مجلس الإدارة", actor="n-الشركة", kind="REJECT")
    assert of(accusation(), other) == []


def test_a_denial_before_the_claim_or_long_after_it_is_none():
    claim = accusation()
    assert of(claim, denial(published="2026-02-27")) == []
    assert of(claim, denial(published="2026-03-01"))  # the day before: a morning paper
    late = denial(published="2026-04-20")
    assert of(claim, late) == []
    assert of(claim, late, window=60)


def test_nobody_denies_his_own_words():
    assert of(accusation(), denial(actor="n1")) == []


def test_two_who_reject_one_thing_agree():
    false = says("أن تسميم آبار المياه عار من الصحة", who="النائب", actor="n7")
    assert of(false, denial()) == []


def test_who_condemns_words_denies_those_of_their_speaker_only():
    condemned = {"who": "المجلس", "actor": "n8", "kind": "REJECT", "published": "2026-03-04"}
    answer = says("تصريحات المحافظ عن تسميم آبار المياه", **condemned)
    assert of(accusation(), answer)
    assert of(says("تسميم آبار المياه", who="النائب", actor="n7", kind="ACCUSE"), answer) == []


def test_other_numbers_are_not_denied():
    claim = says("مقتل 12 عاملا في حريق المصنع الكبير", who="شاهد", actor="n4")
    answer = {"who": "الشركة", "actor": "n-الشركة", "kind": "REJECT"}
    assert of(claim, says("مقتل 12 عاملا في حريق المصنع", **answer))
    assert of(claim, says("مقتل 30 عاملا في حريق المصنع", **answer)) == []


def test_links_within_an_article_are_taken_over():
    claim = accusation(article="a1")
    answer = says("الأمر", actor="n5", kind="REJECT", article="a1")
    (found,) = of(claim, answer, linked={answer.id: [claim.id]})
    assert (found.score, found.reasons) == (1.0, ("linked in its article",))
    assert of(claim, answer) == []


def test_the_clock_tells_delay_and_carriers():
    first = accusation(published="2026-03-02", article="a1")
    copies = [accusation(published="2026-03-05", article="a2"), accusation(published="2026-03-09")]
    answer = denial(published="2026-03-05", article="a2")
    members = [first, *copies]
    clock = denial_clock(members, Denials([(answer, "تسميم آبار المياه")]).of(members))
    assert (clock.begin, clock.denied, clock.days) == ("2026-03-02", "2026-03-05", 3)
    assert (clock.carriers, clock.before, clock.both) == (3, 2, 1)
    open_clock = denial_clock(members, [])
    assert (open_clock.denied, open_clock.days, open_clock.before) == (None, None, 3)
