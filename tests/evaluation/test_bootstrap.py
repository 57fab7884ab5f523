import pytest

from musnad.evaluation import FrameScores, Interval, Share, Tally, intervals

GOOD = FrameScores(predicate=Tally(10, 0, 0), types={"SAY": Tally(10, 0, 0)})
BAD = FrameScores(predicate=Tally(0, 10, 10), shares={"antecedent": Share(1, 4)})


def test_equal_articles_leave_no_doubt():
    article = FrameScores(predicate=Tally(3, 1, 1), shares={"antecedent": Share(1, 2)})
    found = intervals([article] * 5)
    assert found["predicate"].f1 == Interval(0.75, 0.75)
    assert found["predicate"].precision == Interval(0.75, 0.75)
    assert found["antecedent"].value == Interval(0.5, 0.5)
    assert found["antecedent"].f1 is None


def test_two_unequal_articles_span_everything():
    """Each of both is drawn twice in a quarter of the draws."""
    assert intervals([GOOD, BAD])["predicate"].f1 == Interval(0.0, 1.0)


def test_articles_are_weighed_by_their_counts_not_averaged():
    """Nine tenths of the draws hold the large article, beside which the small one is nothing."""
    large = FrameScores(predicate=Tally(9000, 1000, 1000))
    bounds = intervals([large] * 9 + [FrameScores(predicate=Tally(0, 1, 1))])["predicate"].f1
    assert bounds.low == pytest.approx(0.9, abs=0.001)
    assert bounds.high == pytest.approx(0.9, abs=0.001)


def test_the_interval_of_a_share_of_articles_is_that_of_the_binomial():
    """Half of 100 articles right: 0.5 ± 1.96 * 0.05."""
    bounds = intervals([GOOD] * 50 + [BAD] * 50)["predicate"].recall
    assert bounds.low == pytest.approx(0.402, abs=0.015)
    assert bounds.high == pytest.approx(0.598, abs=0.015)


def test_a_lower_level_is_narrower():
    articles = [GOOD] * 50 + [BAD] * 50
    wide, narrow = (intervals(articles, level=level)["predicate"].f1 for level in (0.95, 0.5))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_draws_that_do_not_define_a_score_are_left_out():
    """The type stands in one article of twenty; where it is not drawn it is not wrong."""
    found = intervals([GOOD] + [FrameScores(predicate=Tally(1, 0, 0))] * 19)
    assert found["type SAY"].f1 == Interval(1.0, 1.0)


def test_a_score_that_no_draw_defines_has_no_interval():
    found = intervals([GOOD, GOOD])["attribution"]
    assert found.f1 is None
    assert found.to_dict() == {}


def test_one_article_says_nothing_of_others():
    assert intervals([GOOD]) == {}


def test_the_same_seed_gives_the_same_intervals():
    articles = [GOOD, BAD, GOOD, FrameScores(predicate=Tally(3, 2, 5))] * 5
    assert intervals(articles) == intervals(articles)
    assert intervals(articles, seed=1)["predicate"] != intervals(articles, seed=2)["predicate"]


def test_every_row_has_an_interval():
    articles = [GOOD, BAD]
    rows = (GOOD + BAD).rows()
    assert {row.name for row in rows} <= set(intervals(articles))


def test_json_form():
    found = intervals([GOOD, GOOD])["predicate"].to_dict()
    assert found == {"precision": [1.0, 1.0], "recall": [1.0, 1.0], "f1": [1.0, 1.0]}
