import pytest
from sample import plain_article, reading

from musnad.show.safe import visible
from musnad.show.text import LONGEST, TextStyle, render_text, shortened


def lines(**style):
    return render_text(reading(), style=TextStyle(**style)).plain.splitlines()


def test_head_names_outlet_and_date():
    assert lines()[:2] == ["الحركة تنفي احتجاز السائقين", "أصداء الوادي  ·  2021-03-03"]


def test_a_claimed_act_stands_beneath_who_claims_it():
    found = lines()
    say = next(k for k, line in enumerate(found) if line.startswith("SAY  قال"))
    act = next(k for k, line in enumerate(found) if "COERCE" in line)
    assert act > say
    assert found[act].strip().startswith("└─ COERCE  احتجزت")


def test_the_chain_of_a_claimed_act_runs_to_the_outlet():
    chain = "المبعوث إدريس كومبو ← أصداء الوادي"
    assert any(line.strip().startswith("chain") and line.endswith(chain) for line in lines())


def test_an_unsaid_agent_is_bracketed():
    assert any("(الناطق الصادق بخيت)  from context" in line for line in lines())


def test_flags_are_said_in_words():
    assert any("[did not happen]  [planned]" in line for line in lines())


def test_a_denial_says_what_it_denies_and_by_whom():
    found = "\n".join(lines())
    assert "denies    الحركة: احتجزت" in found
    assert "denied by الناطق الصادق بخيت: نفى" in found


def test_the_foot_counts():
    assert lines()[-1].startswith(
        "3 statements, 2 acts (2 only claimed), 1 denials  ·  1 pieces of page furniture"
    )


def test_arabic_labels():
    found = "\n".join(lines(lang="ar"))
    assert "من        المبعوث" in found
    assert "إكراه" in found


def test_no_isolates_in_a_pipe_but_on_a_terminal():
    assert "\u2067" not in "\n".join(lines())
    assert "\u2067الحركة تنفي احتجاز السائقين\u2069" in "\n".join(lines(terminal=True))


def test_notes_are_shown():
    noted = render_text(reading(plain_article(notes=("the page was cut off",)))).plain
    assert "note: the page was cut off" in noted


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        pytest.param("a\x1b[31mb", "a⟨U+001B⟩[31mb", id="terminal-escape"),
        pytest.param("نعم\u202eلا", "نعم⟨U+202E⟩لا", id="right-to-left-override"),
        pytest.param("سطر\nآخر", "سطر آخر", id="line-end"),
        pytest.param("كِتابٌ", "كِتابٌ", id="harakat-stay"),
    ],
)
def test_what_steers_a_terminal_is_made_visible(raw, shown):
    assert visible(raw) == shown


def test_long_contents_are_cut_in_the_middle():
    text = " ".join(["كلمة"] * 200)
    cut = shortened(text)
    assert len(cut) < LONGEST + 10
    assert " … " in cut
    assert shortened("قصير") == "قصير"


def test_a_long_word_is_cut_too():
    assert len(shortened("ا" * 5000)) < LONGEST + 10
