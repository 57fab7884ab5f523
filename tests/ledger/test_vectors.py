import numpy as np
from hand import reading

from musnad.ledger.vectors import keep_vectors, nearest, said_in, without_vectors


def unpack(rows):
    return np.array([np.frombuffer(r, np.int8) for r in rows], np.float32)


def vector(*values):
    return np.array(values, np.int8).tobytes()


def test_frames_without_vector_are_given_with_what_they_say(ledger):
    ledger.add(reading())
    (batch,) = without_vectors(ledger)
    assert [said for _, said in batch] == [
        "وزير الخارجية سالم الهاشمي قال إن «الهدنة ستبدأ يوم الجمعة» عدن",
        "المتحدث باسم الحركة ياسين العمري نفى وجود هدنة",
        "الجيش قصف مواقع تعز",
    ]
    keep_vectors(ledger, "m", [(batch[0][0], vector(1, 0)), (batch[1][0], vector(0, 1))])
    (rest,) = without_vectors(ledger)
    assert rest == batch[2:]


def test_all_frames_are_given_batch_by_batch(ledger):
    for n in range(5):
        ledger.add(reading(url=f"https://almina.example/{n}"))
    found = [frame for batch in without_vectors(ledger, at_once=4) for frame, _ in batch]
    assert len(found) == len(set(found)) == 15


def test_the_nearest_come_first(ledger):
    ledger.add(reading())
    (batch,) = without_vectors(ledger)
    ids = [frame for frame, _ in batch]
    rows = list(zip(ids, [vector(0, 9), vector(5, 5), vector(9, 0)], strict=True))
    keep_vectors(ledger, "m", rows)
    keep_vectors(ledger, "m", rows)
    found = nearest(ledger, np.array([1, 0], np.float32), unpack=unpack, most=2)
    assert [(n.frame, n.product) for n in found] == [(ids[2], 9.0), (ids[1], 5.0)]


def test_nothing_is_near_in_an_empty_ledger(ledger):
    assert nearest(ledger, np.array([1, 0], np.float32), unpack=unpack) == []


def test_what_is_said_leaves_out_what_is_not_there():
    assert said_in("قصف", {"target": "مواقع"}) == "قصف مواقع"
