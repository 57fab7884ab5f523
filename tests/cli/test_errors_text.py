from compared import TEXT, article, frame, read_frame, read_role, reading, role

from musnad.cli.errors_text import render_errors
from musnad.evaluation import find_errors
from musnad.show.text import TextStyle

GOLD = (
    frame("SAY", "أعلن", role("agent", "الوزير سالم"), role("content", "أن الوفد زار المدينة")),
    frame("CONSULT", "زار", role("agent", "الوفد"), flags=("neg",)),
    frame("SAY", "أضاف", role("agent", "الوزير سالم", unsaid=True)),
    frame("RETREAT", "غادر"),
)
READ = reading(
    read_frame(
        "SAY",
        "أعلن",
        read_role("agent", "الوزير سالم"),
        read_role("content", "الوفد"),
        read_role("time", "أمس"),
    ),
    read_frame("AID", "زار"),
    read_frame("SAY", "أضاف", read_role("agent", "المدينة", unsaid=True)),
)


def lines(**style):
    found = find_errors({article(outlet="أصداء"): GOLD}, {"a": READ})
    return render_errors(found, style=TextStyle(**style)).plain.splitlines()


def test_the_head_names_article_outlet_and_badness():
    assert lines()[2] == "a  ·  أصداء  ·  10 errors in 16 decisions (62%)"


def test_each_frame_has_its_mark():
    found = lines()
    for line in ("  = SAY  أعلن", "  ≠ CONSULT → AID  زار  [−neg]", "  − RETREAT  غادر"):
        assert line in found


def test_each_role_has_its_mark():
    found = lines()
    for line in ("    = agent   الوزير سالم", "    + time    أمس", "    − agent   الوفد"):
        assert line in found


def test_both_sides_of_a_partial_span_stand_below_each_other():
    found = lines()
    at = found.index("    ≈ content gold أن الوفد زار المدينة")
    assert found[at + 1] == "              read الوفد"


def test_a_wrong_antecedent_is_bracketed_on_both_sides():
    found = lines()
    at = found.index("    ≠ agent   gold (الوزير سالم)")
    assert found[at + 1] == "              read (المدينة)"


def test_no_isolates_in_a_pipe_but_on_a_terminal():
    assert "\u2067" not in "\n".join(lines())
    assert "    + time    \u2067أمس\u2069" in lines(terminal=True, width=80)


def test_long_values_are_folded_under_themselves_on_a_narrow_terminal():
    gold = (frame("SAY", "أعلن", role("content", TEXT[17:])),)
    found = find_errors({article(): gold}, {"a": reading()})
    text = render_errors(found, style=TextStyle(terminal=True, width=44)).plain
    values = text.split("    − content ")[1].splitlines()
    assert len(values) == 3
    assert all(line.startswith(" " * 14 + "\u2067") for line in values[1:])
    assert " ".join(line.strip(" \u2067\u2069") for line in values) == TEXT[17:]


def test_hostile_names_and_texts_steer_nothing():
    hostile = article("a\x1b[2J", "\x1b[31mred\u202e", "\x1b]0;title\x07" + TEXT)
    found = find_errors({hostile: GOLD[:1]}, {hostile.id: reading()})
    text = render_errors(found).plain
    assert "\x1b" not in text
    assert "a⟨U+001B⟩[2J  ·  ⟨U+001B⟩[31mred⟨U+202E⟩" in text
