import pytest

from musnad.export import COLUMNS, GDELT
from musnad.export.columns import NAMES
from musnad.export.events import rows
from musnad.export.plover import CAMEO_ROOTS, EVENT_SCALES, GDELT_QUADS, QUAD_CODES, cameo_root
from musnad.export.told import UNNAMED, attribution
from musnad.records import FRAME_TYPES, Chain, Frame, Label, Span, Voice

PYTHON = {"text": str, "whole": int, "real": float, "truth": bool}


@pytest.fixture(scope="module")
def table(entry):
    return list(rows([entry]))


def test_one_row_a_frame(table):
    assert [row["event_type"] for row in table] == ["SAY", "COERCE", "REJECT", "SAY", "RETREAT"]


def test_cells_come_in_the_order_of_the_columns(table):
    assert {tuple(row) for row in table} == {NAMES}


def test_cells_have_the_kind_of_their_column(table):
    wrong = [
        (column.name, row[column.name])
        for row in table
        for column in COLUMNS
        if row[column.name] is not None and type(row[column.name]) is not PYTHON[column.kind]
    ]
    assert wrong == []


def test_a_statement_and_what_it_claims_are_told_apart(table):
    told = [(row["is_statement"], row["claimed"]) for row in table]
    assert told == [(True, False), (False, True), (True, False), (True, False), (False, True)]


def test_actor_and_recipient_of_an_arrest(table):
    row = table[1]
    assert row["actor_text"] == "الحركة"
    assert row["actor_code"] == "SDNREB"
    assert row["actor_country"] == "SDN"
    assert row["recipient_text"] == "سائقين اثنين"
    assert row["recipient_code"] is None


def test_an_international_body_has_no_country(table):
    assert (table[0]["actor_code"], table[0]["actor_country"]) == ("IGOAFU", None)


def test_an_unsaid_actor_is_told(table):
    assert (table[3]["actor_text"], table[3]["actor_unsaid"]) == ("الناطق الصادق بخيت", True)


def test_attribution_runs_from_the_inner_voice_to_the_outlet(table):
    assert table[1]["attribution"] == "المبعوث إدريس كومبو ← أصداء الوادي"
    assert (table[1]["chain_depth"], table[1]["cue"]) == (1, "قال")


def test_a_voice_without_name_is_a_question_mark():
    chain = Chain("f1", (Voice("source", None, None, "f1", "قيل"), Voice("outlet", "النهار")))
    assert attribution(chain) == f"{UNNAMED} ← النهار"


def test_quotation_in_marks_is_direct(table):
    assert [row["direct"] for row in table] == [False, None, False, True, None]


def test_denial_names_the_denied_frame(table):
    assert table[2]["denies"] == table[1]["id"]


def test_time_is_resolved(table):
    row = table[0]
    found = (row["time_text"], row["timex"], row["date"], row["enddate"])
    assert found == ("أمس", "2021-03-02", "2021-03-02", "2021-03-02")


def test_a_city_has_coordinates(table):
    row = table[1]
    assert (row["place_name"], row["place_precision"]) == ("Fasher", "city")
    assert (row["latitude"], row["longitude"]) == (13.63, 25.35)


def test_a_country_has_none(table):
    row = table[3]
    assert (row["place_name"], row["place_precision"]) == ("Sudan", "country")
    assert (row["latitude"], row["longitude"]) == (None, None)


def test_flags_toll_modes_contexts(table):
    assert table[4]["flags"] == "neg;future"
    assert (table[1]["toll"], table[1]["event_mode"]) == ("سائقين اثنين", "arrest")
    assert table[1]["event_context"] == "military;human_rights"


def test_plover_numbers_of_an_arrest(table):
    row = table[1]
    found = (row["cameo_root"], row["quad_code"], row["gdelt_quad_class"], row["event_scale"])
    assert found == ("17", 4, 4, -7.0)


def test_say_is_no_plover_type(table):
    row = table[0]
    assert (row["cameo_root"], row["quad_code"], row["event_scale"]) == ("01", None, None)


def test_every_type_has_a_root_and_every_plover_type_its_numbers():
    assert set(CAMEO_ROOTS) == set(FRAME_TYPES)
    assert set(QUAD_CODES) == set(EVENT_SCALES) == set(FRAME_TYPES) - {"SAY"}


def test_gdelt_quads_cover_the_twenty_roots():
    assert list(GDELT_QUADS) == [f"{n:02}" for n in range(1, 21)]
    assert [GDELT_QUADS[r] for r in ("05", "06", "08", "09", "13", "14", "20")] == [
        1, 2, 2, 3, 3, 4, 4,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "modes", "root"),
    [
        ("ASSAULT", (), "18"),
        ("ASSAULT", ("targeted",), "18"),
        ("ASSAULT", ("aerial",), "19"),
        ("ASSAULT", ("aerial", "unconventional"), "20"),
        ("ACCUSE", ("disapprove",), "11"),
        ("ACCUSE", ("investigate",), "09"),
        ("RETREAT", ("ceasefire",), "08"),
    ],
)
def test_the_mode_decides_between_roots(kind, modes, root):
    labels = tuple(Label(mode, 0.9) for mode in modes)
    assert cameo_root(Frame("f1", kind, Span(0, 1), "x", 0.9, modes=labels)) == root


def test_gdelt_has_61_columns_and_ours_exist():
    assert len(GDELT) == 61
    assert {name for name in GDELT.values() if name} <= set(NAMES)
