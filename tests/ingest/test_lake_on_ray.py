import logging
import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from lake_pages import LOST, marked

from musnad.errors import LakeError
from musnad.ingest import Task
from musnad.ingest.lake import Lake
from musnad.ingest.lake_columns import TABLES
from musnad.ingest.lake_run import ingest_into_lake
from musnad.pipeline import Reader
from musnad.runners import SerialRunner

pytest.importorskip("ray")

from ray.cluster_utils import Cluster

from musnad.runners import ray as on_ray

HERE = str(Path(__file__).parent)
STORE = 80_000_000
PAGES, BATCH = 90, 5
QUICK = {
    "health_check_initial_delay_ms": 0,
    "health_check_period_ms": 500,
    "health_check_failure_threshold": 10,
}
"""A lost node is found out after five seconds, not ten; a machine that is busy is not lost."""


@pytest.fixture(scope="module")
def reader():
    return Reader.load()


@pytest.fixture(scope="module")
def cluster():
    """Two nodes of one processor each, both on this machine."""
    node = {"num_cpus": 1, "object_store_memory": STORE}
    nodes = Cluster(initialize_head=True, head_node_args=node | {"_system_config": QUICK})
    nodes.lost = nodes.add_node(**node)
    on_ray.ray.init(
        address=nodes.address,
        log_to_driver=False,
        logging_level=logging.ERROR,
        runtime_env={"env_vars": {"PYTHONPATH": HERE}},
    )
    yield nodes
    on_ray.ray.shutdown()
    nodes.shutdown()


def fill(reader, name, items, *, runner, on_item=None):
    return ingest_into_lake(
        items,
        runner=runner,
        lake=Lake.open(str(name), create=True),
        task=Task("ingest", reader.model_id.digest, on_item=on_item),
        pages=BATCH,
    )


def held(folder):
    found = (p for table in TABLES for p in (folder / table).rglob("*") if p.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_a_lake_is_the_same_though_a_node_and_a_worker_are_lost(
    cluster, reader, tmp_path, monkeypatch
):
    monkeypatch.chdir(
        tmp_path
    )  # workers have another folder: the lake's name must not depend on it
    marks = tmp_path / "marks"
    marks.mkdir()
    items = [*marked(PAGES, marks), LOST]
    done_so_far = []

    def harm(done):
        done_so_far.append(done.seen)
        if len(done_so_far) == 3:
            cluster.remove_node(cluster.lost, allow_graceful=False)
        if len(done_so_far) == 7:
            for mark in marks.iterdir():  # also who outlives a lost node for a moment
                with suppress(ProcessLookupError):
                    os.kill(int(mark.name), signal.SIGKILL)

    runner = on_ray.RayRunner(reader, workers=2)
    done = fill(reader, "lake", items, runner=runner, on_item=harm)
    assert (done.read, done.failed) == (PAGES - 1, 2)
    assert len(list(marks.iterdir())) >= 3, "neither was lost"

    fill(reader, "serial", items, runner=SerialRunner(reader))
    assert held(tmp_path / "lake") == held(tmp_path / "serial")
    again = fill(reader, "lake", items, runner=runner)
    assert (again.read, again.known) == (0, PAGES)


def test_a_place_that_cannot_be_written_is_told(cluster, reader, tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    lake = tmp_path / "lake"
    Lake.open(str(lake), create=True)
    (lake / "readings").write_text("a file where a folder is to be")
    with pytest.raises(LakeError, match=r"readings/date=.*can't be read or written"):
        fill(reader, lake, marked(3, marks), runner=on_ray.RayRunner(reader, workers=1))
