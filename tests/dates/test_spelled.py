"""Every number, spelled as a newspaper spells it, is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.dates import number_of

ONES = ["", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TEENS = ["أحد", "اثني", *ONES[3:10]]
TENS = ["عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"]
HUNDREDS = [
    "مئة", "مئتين", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة",
]  # fmt: skip


def below_hundred(number: int) -> list[str]:
    if number <= 10:
        return [ONES[number]] if number else []
    if number < 20:
        return [f"{TEENS[number - 11]} عشر"]
    tens, ones = divmod(number, 10)
    return [*([ONES[ones]] if ones else []), TENS[tens - 2]]


def below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    return [*([HUNDREDS[hundreds - 1]] if hundreds else []), *below_hundred(rest)]


def thousands(number: int) -> list[str]:
    if number <= 2:
        return ["", "ألف", "ألفين"][number : number + 1] if number else []
    words = " و".join(below_thousand(number))
    return [f"{words} {'آلاف' if 3 <= number % 100 <= 10 else 'ألف'}"]


def spelled(number: int) -> str:
    return " و".join([*thousands(number // 1000), *below_thousand(number % 1000)])


@given(st.integers(1, 999_999).filter(lambda n: n // 1000 % 100 not in {1, 2} or n < 3000))
def test_spelled_numbers_are_read_back(number):
    assert number_of(spelled(number)) == number


@given(st.integers(1, 999_999))
def test_figures_of_all_shapes_are_read_back(number):
    eastern = str(number).translate({ord("0") + n: "٠١٢٣٤٥٦٧٨٩"[n] for n in range(10)})
    for text in (str(number), f"{number:,}", f"{number:,}".replace(",", "٬"), eastern):
        assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الثالث والعشرين", 23),
        ("الحادية عشرة", 11),
        ("الأولى", 1),
        ("الخامسة والعشرون", 25),
        ("العشرين", 20),
        ("صفر", 0),
        ("سالب خمسة", -5),
        ("ثلاثة فاصلة خمسة", 3.5),
        ("ثلاثة وربع", 3.25),
        ("مليار ونصف المليار", 1_500_000_000),
        ("نصف مليون", 500_000),
        ("ثلاثة ملايين و400 ألف", 3_400_000),
        ("مليون ومئة ألف", 1_100_000),
        ("تريليونا", 1_000_000_000_000),
        ("40 000", 40_000),
        ("مئة و ستون", 160),
        ("٣٫٥", 3.5),
        ("مئة وثلاثون وخمسين", None),
        ("خمسة وستة", None),
        ("ألف ألف ألف", None),
        ("فاصلة", None),
        ("سالب", None),
        ("-", None),
    ],
    ids=[
        "23rd", "11th", "first", "25th", "20th", "zero", "minus-five", "three-point-five",
        "three-and-a-quarter", "billion-and-a-half", "half-a-million", "mixed", "1.1-million",
        "trillion", "spaced", "lone-and", "eastern-decimal", "tens-after-tens", "five-and-six",
        "thousands-of-thousands", "only-point", "only-minus-word", "only-minus",
    ],
)  # fmt: skip
def test_other_shapes(text, value):
    assert number_of(text) == value
