import pytest
from handmade import mark, read

from musnad.frames import Thresholds

BODY = (
    "عنوان\nاتهم وزير النقل سالم الحامد شركة الشمال بتزوير الفواتير.\nوقال خبير إن السوق هادئة.\n"
)


def links(reading):
    return [(link.source, link.target) for link in reading.links]


def accusation(text):
    return [
        mark(
            text,
            "ACCUSE",
            "اتهم",
            agent="وزير النقل سالم الحامد",
            target="شركة الشمال",
            content="بتزوير الفواتير",
        ),
        mark(text, "SAY", "قال", agent="خبير", content="إن السوق هادئة"),
    ]


@pytest.mark.parametrize(
    ("denial", "predicate", "roles"),
    [
        pytest.param(
            "ونفت شركة الشمال تزوير أي فواتير.",
            "نفت",
            {"agent": "شركة الشمال@2", "content": "تزوير أي فواتير"},
            id="accused-and-same-words",
        ),
        pytest.param(
            "ونفى الناطق هذه الاتهامات.",
            "نفى",
            {"agent": "الناطق", "content": "هذه الاتهامات"},
            id="these-accusations",
        ),
        pytest.param(
            "ورفضت الشركة هذه المزاعم.",
            "رفضت",
            {"agent": "الشركة", "content": "هذه المزاعم"},
            id="refuses-the-allegations",
        ),
        pytest.param(
            "ووصفت الشركة الاتهامات بالباطلة.",
            "وصفت",
            {"agent": "الشركة", "content": "الاتهامات بالباطلة"},
            id="calls-them-false",
        ),
    ],
)
def test_a_denial_is_linked_to_the_accusation(denial, predicate, roles):
    text = BODY + denial
    kind = "SAY" if predicate == "وصفت" else "REJECT"
    reading = read(text, *accusation(text), mark(text, kind, predicate, **roles))
    assert links(reading) == [("f3", "f1")]
    assert reading.links[0].kind == "denies"
    assert 0.4 <= reading.links[0].score <= 1.0


@pytest.mark.parametrize(
    ("denial", "kind", "predicate", "flags", "roles"),
    [
        pytest.param(
            "ورفضت شركة الشمال عرضا من منافس.",
            "REJECT",
            "رفضت",
            [],
            {"agent": "شركة الشمال@2", "content": "عرضا من منافس"},
            id="refuses-an-offer",
        ),
        pytest.param(
            "ولم تنف شركة الشمال تزوير الفواتير.",
            "REJECT",
            "تنف",
            ["neg"],
            {"agent": "شركة الشمال@2", "content": "تزوير الفواتير@2"},
            id="did-not-deny",
        ),
        pytest.param(
            "ولم تعلق شركة الشمال على الاتهامات.",
            "SAY",
            "تعلق",
            ["neg"],
            {"agent": "شركة الشمال@2", "content": "على الاتهامات"},
            id="kept-silent",
        ),
        pytest.param(
            "ونفى وزير الصحة وجود وباء في البلاد.",
            "REJECT",
            "نفى",
            [],
            {"agent": "وزير الصحة", "content": "وجود وباء في البلاد"},
            id="denies-something-else",
        ),
        pytest.param(
            "ونفى سالم الحامد تزوير الفواتير.",
            "REJECT",
            "نفى",
            [],
            {"agent": "سالم الحامد@2", "content": "تزوير الفواتير@2"},
            id="the-accuser-himself",
        ),
        pytest.param(
            "وانتقدت الشركة الترويج لروايات كاذبة.",
            "SAY",
            "الترويج",
            [],
            {"agent": "الشركة", "content": "لروايات كاذبة"},
            id="spreads-falsehoods",
        ),
        pytest.param(
            "واستنكرت النقابة تصريحات مدير الشركة ضد العمال.",
            "REJECT",
            "استنكرت",
            [],
            {"agent": "النقابة", "content": "تصريحات مدير الشركة ضد العمال"},
            id="condemns-somebody-else",
        ),
    ],
)
def test_no_link(denial, kind, predicate, flags, roles):
    text = BODY + denial
    reading = read(text, *accusation(text), mark(text, kind, predicate, *flags, **roles))
    assert links(reading) == []


def test_an_attached_pronoun_points_to_what_was_just_said():
    text = "عنوان\nوتشتبه الوكالة في أن المصنع يخصب اليورانيوم، وهو ما تنفيه طهران."
    reading = read(
        text,
        mark(text, "ACCUSE", "تشتبه", agent="الوكالة", content="في أن المصنع يخصب اليورانيوم"),
        mark(text, "REJECT", "تنفيه", agent="طهران"),
    )
    assert links(reading) == [("f2", "f1")]
    assert reading.links[0].reason == (
        "the denial points back to what was said; no other claim lies between"
    )


def test_a_headline_denies_the_accusation_beside_it():
    text = "ألماتي تتهم الشركة بالابتزاز وموسكو تنفي\nنص"
    reading = read(
        text,
        mark(text, "ACCUSE", "تتهم", agent="ألماتي", target="الشركة", content="بالابتزاز"),
        mark(text, "REJECT", "تنفي", agent="موسكو"),
    )
    assert links(reading) == [("f2", "f1")]


def test_a_headline_denial_finds_its_accusation_in_the_body():
    text = "شركة الشمال تنفي تزوير الفواتير\nاتهم الوزير شركة الشمال بتزوير الفواتير."
    reading = read(
        text,
        mark(text, "REJECT", "تنفي", agent="شركة الشمال", content="تزوير الفواتير"),
        mark(
            text,
            "ACCUSE",
            "اتهم",
            agent="الوزير",
            target="شركة الشمال@2",
            content="بتزوير الفواتير",
        ),
    )
    assert links(reading) == [("f1", "f2")]


def test_the_claim_inside_the_denied_clause_is_denied():
    text = "عنوان\nنفت الوزارة صحة ما أوردته صحيفة الأفق عن بيع الميناء."
    reading = read(
        text,
        mark(
            text,
            "REJECT",
            "نفت",
            agent="الوزارة",
            content="صحة ما أوردته صحيفة الأفق عن بيع الميناء",
        ),
        mark(text, "SAY", "أوردته", agent="صحيفة الأفق", content="عن بيع الميناء"),
    )
    assert links(reading) == [("f1", "f2")]
    assert "the denied words are this claim itself" in reading.links[0].reason


def test_the_statement_that_quotes_the_denial_is_not_denied():
    text = "عنوان\nقالت الصحيفة إن الشركة نفت ذلك."
    reading = read(
        text,
        mark(text, "SAY", "قالت", agent="الصحيفة", content="إن الشركة نفت ذلك"),
        mark(text, "REJECT", "نفت", agent="الشركة", content="ذلك"),
    )
    assert links(reading) == []


def test_the_threshold_is_the_callers():
    text = BODY + "ونفى الناطق هذه الاتهامات."
    frames = [
        *accusation(text),
        mark(text, "REJECT", "نفى", agent="الناطق", content="هذه الاتهامات"),
    ]
    assert links(read(text, *frames, thresholds=Thresholds(denial=0.9))) == []
