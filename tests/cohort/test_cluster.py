"""A cohort on a real cluster: the same results, whoever dies, and nothing in the open."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from slackwater.cohort import cluster, settings
from slackwater.cohort.addresses import Tls, read_cluster
from slackwater.cohort.cluster import spread
from slackwater.cohort.errors import ClusterTrouble

from .farm import Farm, certificates, farm

TWICE = partial(pow, 2)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farm]:
    """A cluster on this machine, spoken to in the open."""
    with farm(tmp_path_factory.mktemp("plain"), workers=2) as here:
        yield here


def test_every_task_comes_back_with_its_result(plain: Farm) -> None:
    done = dict(spread(read_cluster(plain.engine), TWICE, range(20)))
    assert done == {task: 2**task for task in range(20)}


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    tasks = [0.1 + 0.001 * n for n in range(30)]
    with farm(tmp_path, workers=2) as here:
        done = []
        for task, _ in spread(read_cluster(here.engine), time.sleep, tasks):
            done.append(task)
            if len(done) == 5:
                here.workers[0].kill()
    assert sorted(done) == tasks


def test_both_ends_know_each_other_by_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    theirs.mkdir()
    ours.mkdir()
    files, strange = certificates(theirs), certificates(ours)
    with farm(tmp_path, tls=files) as here:
        assert dict(spread(read_cluster(here.engine, files), TWICE, [3])) == {3: 8}
        monkeypatch.setattr(cluster, "CONNECT_S", 2.0)
        with pytest.raises(ClusterTrouble, match="No scheduler"):
            dict(spread(read_cluster(here.engine, strange), TWICE, [3]))


def test_another_machine_is_not_spoken_to_in_the_open() -> None:
    with pytest.raises(ClusterTrouble, match="by TLS alone"):
        read_cluster("dask://10.0.0.7:8786")
    files = Tls(Path("ca"), Path("cert"), Path("key"))
    assert read_cluster("dask://10.0.0.7:8786", files).address == "tls://10.0.0.7:8786"


@pytest.mark.parametrize(
    "engine", ["dask://", "dask://here", "dask://:8786", "dask://here:0", "http://127.0.0.1:80"]
)
def test_what_is_no_address_is_said_to_be_none(engine: str) -> None:
    with pytest.raises(ClusterTrouble, match="no address"):
        read_cluster(engine)


def test_nobody_there_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_S", 0.5)
    with pytest.raises(ClusterTrouble, match=r"No scheduler answered at tcp://127\.0\.0\.1:9"):
        dict(spread(read_cluster("dask://127.0.0.1:9"), TWICE, [1]))


@pytest.fixture
def other_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Here, and not at the workers, a course depends on other files."""
    monkeypatch.setattr(settings, "PARTS", settings.PARTS[:-1])
    settings.program.cache_clear()
    yield settings.program()
    settings.program.cache_clear()


def test_workers_of_another_program_are_not_used_though_its_version_is_the_same(
    plain: Farm, other_program: str
) -> None:
    with pytest.raises(ClusterTrouble, match=rf"This is Slackwater {other_program[:12]}, and some workers"):
        dict(spread(read_cluster(plain.engine), TWICE, [1]))


def test_workers_without_the_program_are_not_used(plain: Farm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "theirs", partial(__import__, "no_such_program"))
    with pytest.raises(ClusterTrouble, match="some workers have none"):
        dict(spread(read_cluster(plain.engine), TWICE, [1]))


def test_a_cluster_without_workers_is_said_to_have_none(tmp_path: Path) -> None:
    with farm(tmp_path, workers=0) as here, pytest.raises(ClusterTrouble, match="no workers"):
        dict(spread(read_cluster(here.engine), TWICE, [1]))
