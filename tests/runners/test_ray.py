import logging
import os
from collections import Counter
from pathlib import Path

import pytest
from ray_items import Killed, Slow, fails
from run_items import Empty, Odd, Page

from musnad.errors import LakeError, RunnerError
from musnad.pipeline import Reader
from musnad.records import Reading
from musnad.runners import SerialRunner

pytest.importorskip("ray")

from ray.cluster_utils import Cluster

from musnad.runners import ray as on_ray

HERE = str(Path(__file__).parent)
STORE = 80_000_000
"""About the least object store that Ray takes."""

QUICK = {
    "health_check_initial_delay_ms": 0,
    "health_check_period_ms": 500,
    "health_check_failure_threshold": 10,
}
"""A lost node is found out after five seconds, not ten; a machine that is busy is not lost."""

ITEMS = [Page("wire.txt"), Empty(), Odd(), Page("page.html"), Page("copied.txt")]


@pytest.fixture(scope="module")
def reader():
    return Reader.load()


@pytest.fixture(scope="module")
def cluster():
    """Ray's nodes, all on this machine; at first one, of two processors."""
    nodes = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 2, "object_store_memory": STORE, "_system_config": QUICK},
    )
    on_ray.ray.init(
        address=nodes.address,
        log_to_driver=False,
        logging_level=logging.ERROR,
        runtime_env={"env_vars": {"PYTHONPATH": HERE}},
    )
    yield nodes
    on_ray.ray.shutdown()
    nodes.shutdown()


def plain(outcomes):
    """Outcomes as what can be compared."""
    return [
        (o.item, o.result.to_dict() if isinstance(o.result, Reading) else o.result)
        for o in outcomes
    ]


def test_ray_gives_what_the_serial_runner_gives(cluster, reader):
    found = on_ray.RayRunner(reader, workers=2, batch=2).run(ITEMS)
    assert plain(found) == plain(SerialRunner(reader).run(ITEMS))


def test_no_items_start_nothing(reader):
    assert list(on_ray.RayRunner(reader, address="127.0.0.1:9").run([])) == []


def test_an_item_that_kills_its_process_twice_fails_alone(cluster, reader, tmp_path):
    items = [Page("wire.txt"), Killed(str(tmp_path), 99), Page("copied.txt"), Slow(0)]
    results = [o.result for o in on_ray.RayRunner(reader, workers=2, batch=4).run(items)]
    assert [getattr(r, "kind", "read") for r in results] == ["read", "ProcessDied", "read", "read"]
    # twice; and once more for each time that Ray could not tell why the process was gone
    assert 2 <= len(list(tmp_path.iterdir())) <= 2 + on_ray.MOST_TRIES


def test_an_item_whose_process_died_once_is_read(cluster, reader, tmp_path):
    items = [Slow(0), Killed(str(tmp_path), 1), Slow(3)]
    results = [o.result for o in on_ray.RayRunner(reader, workers=1, batch=3).run(items)]
    assert all(isinstance(r, Reading) for r in results)


def test_a_killed_worker_costs_no_more_than_its_batch(cluster, reader, tmp_path):
    items = [Slow(n, str(tmp_path), 0.02, deadly=n == 17) for n in range(40)]
    found = list(on_ray.RayRunner(reader, workers=2, batch=4).run(items))
    begun = Counter(int(mark.name.partition("-")[0]) for mark in tmp_path.iterdir())
    assert plain(found) == plain(SerialRunner(reader).run(items))
    again = {n for n, times in begun.items() if times > 1}
    assert {16, 17} <= again <= {16, 17, 18, 19}


def test_a_node_that_is_lost_midway_costs_nothing_else(cluster, reader, tmp_path):
    node = cluster.add_node(num_cpus=2, object_store_memory=STORE)
    items = [Slow(n, str(tmp_path), 0.05) for n in range(48)]
    outcomes = on_ray.RayRunner(reader, workers=4, batch=4).run(items)
    found = [next(outcomes) for _ in range(6)]
    workers = {mark.name.partition("-")[2] for mark in tmp_path.iterdir()}
    cluster.remove_node(node, allow_graceful=False)
    found += outcomes
    assert len(workers) > 2, "the second node was given no work"
    assert plain(found) == plain(SerialRunner(reader).run(items))


def test_work_ahead_is_bounded(cluster, reader):
    taken = []

    def items():
        for n in range(1000):
            taken.append(n)
            yield Empty()

    outcomes = on_ray.RayRunner(reader, workers=1, batch=2).run(items())
    next(outcomes)
    assert len(taken) <= 2 * (on_ray.AHEAD + 1)
    outcomes.close()


def test_what_the_work_raises_is_raised_here(cluster, reader):
    runner = on_ray.RayRunner(reader, workers=1)
    with pytest.raises(LakeError, match="no room is left"):
        list(runner.each([(Empty(),)], fails))


def test_actors_that_cannot_start_are_told_of(cluster, reader, monkeypatch):
    monkeypatch.setattr(on_ray, "carried", lambda reader: b"no reader")
    with pytest.raises(RunnerError, match=r"3 actors in a row could not start.*UnpicklingError"):
        list(on_ray.RayRunner(reader, workers=1).run(ITEMS))


def test_an_address_where_nobody_is_is_told(reader, monkeypatch):
    monkeypatch.setattr(on_ray.ray, "is_initialized", lambda: False)
    with pytest.raises(RunnerError, match=r"nobody answers at 127\.0\.0\.1:9"):
        list(on_ray.RayRunner(reader, address="127.0.0.1:9").run(ITEMS))


def test_nothing_is_told_to_the_makers_of_ray():
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"
