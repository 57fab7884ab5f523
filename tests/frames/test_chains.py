from handmade import mark, names, read

from musnad.records import Span, Voice

TEXT = "عنوان\nدمشق - سند: قالت الصحيفة إن الوزير أكد أن الجيش قصف البلدة."


def ladder(**fields):
    return read(
        TEXT,
        mark(TEXT, "SAY", "قالت", agent="الصحيفة", content="إن الوزير أكد أن الجيش قصف البلدة"),
        mark(TEXT, "SAY", "أكد", agent="الوزير", content="أن الجيش قصف البلدة"),
        mark(TEXT, "ASSAULT", "قصف", agent="الجيش"),
        **fields,
    )


def test_from_the_innermost_voice_out_to_the_outlet():
    reading = ladder(outlet="النبراس", agency="سند", dateline="دمشق - سند:")
    assert names(reading, "f1") == ["الصحيفة", "سند", "النبراس"]
    assert names(reading, "f2") == ["الوزير", "الصحيفة", "سند", "النبراس"]


def test_an_act_has_no_voice_of_its_own():
    assert names(ladder(outlet="النبراس"), "f3") == ["الوزير", "الصحيفة", "النبراس"]


def test_voices_say_where_they_stand():
    reading = ladder(outlet="النبراس", agency="سند", dateline="دمشق - سند:")
    assert reading.chains[1].voices == (
        Voice("source", "الوزير", Span(34, 40), "f2", "أكد"),
        Voice("source", "الصحيفة", Span(23, 30), "f1", "قالت"),
        Voice("agency", "سند", Span(13, 16)),
        Voice("outlet", "النبراس"),
    )


def test_without_agency_and_outlet_the_chain_ends_with_the_sources():
    assert names(ladder(), "f2") == ["الوزير", "الصحيفة"]


def test_an_unnamed_source_is_a_voice_without_name():
    text = "عنوان\nوأضاف أن الجيش قصف البلدة."
    reading = read(
        text,
        mark(text, "SAY", "أضاف", content="أن الجيش قصف البلدة"),
        mark(text, "ASSAULT", "قصف"),
        outlet="النبراس",
    )
    assert reading.chains[1].voices[0] == Voice("source", None, None, "f1", "أضاف")
    assert names(reading, "f2") == [None, "النبراس"]


def test_a_statement_type_without_content_has_no_voice():
    text = "عنوان\nرفض الوزير."
    assert names(read(text, mark(text, "REJECT", "رفض", agent="الوزير")), "f1") == []
    assert names(read(text, mark(text, "SAY", "رفض", agent="الوزير")), "f1") == ["الوزير"]


def test_one_speaker_twice_is_one_voice():
    text = "عنوان\nقال الوزير «ندعو الجميع إلى الهدوء»."
    reading = read(
        text,
        mark(text, "SAY", "قال", agent="الوزير", content="«ندعو الجميع إلى الهدوء»"),
        mark(text, "REQUEST", "ندعو", agent="(الوزير)", content="إلى الهدوء"),
        outlet="النبراس",
    )
    assert names(reading, "f2") == ["الوزير", "النبراس"]
    assert reading.chains[1].voices[0].frame == "f2"


def test_two_unnamed_sources_stay_two():
    text = "عنوان\nقيل إنه ذكر أن الجيش قصف."
    reading = read(
        text,
        mark(text, "SAY", "قيل", content="إنه ذكر أن الجيش قصف"),
        mark(text, "SAY", "ذكر", content="أن الجيش قصف"),
    )
    assert names(reading, "f2") == [None, None]


def test_an_agency_that_publishes_itself_ends_the_chain_as_outlet():
    reading = ladder(outlet="سند", agency="سند")
    assert [v.kind for v in reading.chains[0].voices] == ["source", "outlet"]


def test_an_outlet_that_quotes_itself_stays_at_the_end():
    reading = ladder(outlet="الصحيفة")
    assert [v.kind for v in reading.chains[0].voices] == ["source", "outlet"]


def test_an_agency_is_found_at_the_tail_of_the_body():
    text = "عنوان\nقال الوزير إن الأمر واسع.\nانتهى --(واس)"
    reading = read(text, mark(text, "SAY", "قال", agent="الوزير"), agency="واس")
    assert reading.chains[0].voices[1].span == Span(text.rindex("واس"), text.rindex("واس") + 3)


def test_an_agency_inside_a_longer_word_is_not_found():
    text = "عنوان\nقال الوزير إن الأمر واسع."
    reading = read(text, mark(text, "SAY", "قال", agent="الوزير"), agency="واس")
    assert reading.chains[0].voices[1] == Voice("agency", "واس", None)
