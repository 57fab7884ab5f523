from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.dates import number_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("خمسة وعشرين", 25),
        ("خمس وعشرون", 25),
        ("اثنتي عشرة", 12),
        ("اثنا عشر", 12),
        ("أحد عشر", 11),
        ("تسعة عشر", 19),
        ("ثلاثمئة", 300),
        ("ثلاثمائة", 300),
        ("ثلاث مئة", 300),
        ("مئتين وخمسين", 250),
        ("مئة وعشرين ألفا", 120_000),
        ("ألفين وخمسمئة", 2_500),
        ("ألف وتسعمئة وخمسة وتسعين", 1_995),
        ("ثلاثة آلاف وأربعمئة", 3_400),
        ("ألفين وخمسة عشر", 2_015),
        ("مليون ونصف المليون", 1_500_000),
        ("مليون ونصف", 1_500_000),
        ("مليونين", 2_000_000),
        ("ثلاثة ملايين", 3_000_000),
        ("١٢", 12),
        ("1,500", 1_500),
        ("3.5", 3.5),
        ("", None),
        ("رجل", None),
        ("خمسة رجال", None),
    ],
)
def test_numbers(text, value):
    assert number_of(text) == value


@given(st.text(max_size=80))
def test_any_text_is_answered(text):
    number_of(text)
