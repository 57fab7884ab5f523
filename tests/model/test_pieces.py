from musnad.model.pieces import MAX_PIECES_PER_UNIT, SPECIALS, UNK, Pieces

VOCABULARY = [(s, 0.0) for s in SPECIALS] + [
    ("▁", -5.0), ("▁قال", -1.0), ("ق", -6.0), ("ا", -6.0), ("ل", -6.0), (".", -2.0), ("و", -6.0),
]  # fmt: skip


def test_a_known_word_is_one_piece():
    assert Pieces(VOCABULARY).ids("قال") == (5,)


def test_tatweel_is_not_seen():
    assert Pieces(VOCABULARY).ids("قـــال") == (5,)


def test_presentation_forms_are_folded():
    assert Pieces(VOCABULARY).ids("ﻗﺎﻝ") == (5,)


def test_punctuation_has_no_word_start():
    assert Pieces(VOCABULARY).ids(".") == (9,)


def test_an_unknown_character_is_the_unknown_piece():
    assert UNK in Pieces(VOCABULARY).ids("漢")


def test_pieces_of_a_unit_are_bounded():
    assert len(Pieces(VOCABULARY).ids("قلوقلوقلوقلوقلوقلو")) == MAX_PIECES_PER_UNIT


def test_vocabulary_survives_its_file(tmp_path):
    Pieces.save(VOCABULARY, tmp_path / "p.json")
    assert Pieces.load(tmp_path / "p.json").ids("قال") == (5,)
