"""Serial, in processes, taken up again, after a killed worker: the same report to the last byte."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from slackwater.body.world import World
from slackwater.cohort import engines, page, report, settings
from slackwater.cohort.errors import OtherRun, Unfinished, UnknownEngine
from slackwater.cohort.settings import Settings, Shard
from slackwater.cohort.store import Store, open_store

from .farm import farm


def whole(settings: Settings, folder: Path, engine: engines.Engine) -> tuple[str, str]:
    store = open_store(folder, settings)
    left = [one for one in settings.shards() if not store.has(one)]
    assert sorted(one.name for one in engine(settings, store, left)) == sorted(one.name for one in left)
    built = report.build(settings, store)
    return report.written(built), page.show(built)


@pytest.fixture(scope="session")
def serially(small: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    return whole(small, tmp_path_factory.mktemp("serial"), engines.serial)


def test_processes_give_the_same_report(small: Settings, serially: tuple[str, str], tmp_path: Path) -> None:
    assert whole(small, tmp_path, engines.processes(2)) == serially


def test_a_run_taken_up_again_gives_the_same_report_and_lives_nothing_twice(
    small: Settings, serially: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, shards = open_store(tmp_path, small), list(small.shards())
    for _ in zip(range(2), engines.serial(small, store, shards), strict=False):
        pass
    finished = [one for one in shards if store.has(one)]
    assert len(finished) >= 2
    lived: list[str] = []
    real = engines.live_shard

    def counting(settings: Settings, shard: Shard) -> object:
        lived.append(shard.name)
        return real(settings, shard)

    monkeypatch.setattr(engines, "live_shard", counting)
    assert whole(small, tmp_path, engines.serial) == serially
    assert sorted(lived) == sorted(one.name for one in shards if one not in finished)


@pytest.mark.parametrize("harm", ["cut off", "one byte other", "empty"])
def test_a_torn_file_is_lived_again(harsh: World, tmp_path: Path, harm: str) -> None:
    short = Settings((harsh,), ("staircase", "rest"), people=4, weeks=1, seed=7)
    store, shards = open_store(tmp_path, short), list(short.shards())
    list(engines.serial(short, store, shards))
    file = tmp_path / "shards" / f"{shards[0].name}.json"
    text = file.read_text()
    file.write_text({"cut off": text[:-40], "one byte other": text[:-9] + "7" + text[-8:], "empty": ""}[harm])
    assert not store.has(shards[0])
    assert all(store.has(one) for one in shards[1:])
    assert list(engines.serial(short, store, shards)) == shards
    assert file.read_text() == text


def test_a_killed_worker_takes_nothing_with_it(
    small: Settings, serially: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker that takes the first shard is killed the first time; the shard is lived again."""
    died, real, parent = tmp_path / "died", engines.live_shard, os.getpid()

    def killed(settings: Settings, shard: Shard) -> object:
        if os.getpid() != parent and not died.exists():
            died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return real(settings, shard)

    monkeypatch.setattr(engines, "live_shard", killed)
    assert whole(small, tmp_path / "run", engines.processes(2)) == serially
    assert died.exists()


def test_workers_that_always_end_are_given_up_with_what_is_finished(
    small: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = os.getpid()

    def killed(_settings: Settings, _shard: Shard) -> object:
        if os.getpid() == parent:
            pytest.fail("the work belongs to the workers")
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(engines, "live_shard", killed)
    store = open_store(tmp_path, small)
    with pytest.raises(Unfinished, match="the same command goes on"):
        list(engines.processes(2)(small, store, list(small.shards())))


def test_a_folder_of_another_run_is_left_alone(small: Settings, tmp_path: Path) -> None:
    open_store(tmp_path, small)
    before = (tmp_path / "settings.json").read_bytes()
    other = Settings(small.worlds, small.policies, small.people, small.weeks, seed=8)
    with pytest.raises(OtherRun, match="--out"):
        open_store(tmp_path, other)
    assert (tmp_path / "settings.json").read_bytes() == before


def test_a_shard_of_another_run_does_not_count(small: Settings, tmp_path: Path) -> None:
    shard = next(small.shards())
    Store(tmp_path, "another").folder.joinpath("shards").mkdir()
    Store(tmp_path, "another").keep(shard, [])
    assert not Store(tmp_path, small.hash).has(shard)


def test_everything_about_a_run_is_in_its_hash(small: Settings) -> None:
    world = small.worlds[0]
    variants = [
        Settings((world,), small.policies, 4, 2, 7),
        Settings((world, world), small.policies, 4, 2, 7),
        Settings((world,), ("oracle", "rest"), 4, 2, 7),
        Settings((world,), small.policies, 5, 2, 7),
        Settings((world,), small.policies, 4, 3, 7),
        Settings((world,), small.policies, 4, 2, 8),
        Settings((world,), small.policies, 4, 2, 7, exact=True),
    ]
    assert len({one.hash for one in variants}) == len(variants)
    assert variants[0].hash == small.hash


@pytest.mark.parametrize(
    "file", ["practices/tables/plan.en.toml", "guiding/round.py", "titration/added.json", "quantities.py"]
)
def test_a_changed_program_is_another_run(
    small: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """A folder of an older commit does not go on with shards of this one."""
    copy = tmp_path / "slackwater"
    shutil.copytree(Path(settings.__file__).parents[1], copy, ignore=shutil.ignore_patterns("__pycache__"))
    open_store(tmp_path / "run", small)
    monkeypatch.setattr(settings, "__file__", str(copy / "cohort" / "settings.py"))
    settings.program.cache_clear()
    assert settings.program() == small.written["program"]
    with (copy / file).open("a") as changed:
        changed.write("\n")
    settings.program.cache_clear()
    with pytest.raises(OtherRun, match="--out"):
        open_store(tmp_path / "run", replace(small))
    monkeypatch.undo()
    settings.program.cache_clear()


def test_an_engine_that_is_not_there_says_so() -> None:
    with pytest.raises(UnknownEngine, match="no engine here"):
        engines.engine_for("threads", 2)


def test_a_cluster_gives_the_same_report_though_a_worker_is_killed(
    small: Settings, serially: tuple[str, str], tmp_path: Path
) -> None:
    with farm(tmp_path, workers=2) as here:
        engine = engines.engine_for(here.engine, 2)

        def killing(settings: Settings, store: Store, shards: Sequence[Shard]) -> Iterator[Shard]:
            for shard in engine(settings, store, shards):
                if not store.folder.joinpath("killed").exists():
                    store.folder.joinpath("killed").touch()
                    here.workers[0].kill()
                yield shard

        assert whole(small, tmp_path / "run", killing) == serially


def test_without_dask_a_cluster_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "slackwater.cohort.cluster", None)
    with pytest.raises(UnknownEngine, match=r"slackwater\[cluster\]"):
        engines.engine_for("dask://127.0.0.1:8786", 2)


def test_ctrl_c_leaves_what_is_finished(
    small: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, lived = engines.live_shard, []

    def interrupted(settings: Settings, shard: Shard) -> object:
        if len(lived) == 1:
            raise KeyboardInterrupt
        lived.append(shard)
        return real(settings, shard)

    monkeypatch.setattr(engines, "live_shard", interrupted)
    store = open_store(tmp_path, small)
    shards: Sequence[Shard] = list(small.shards())
    with pytest.raises(KeyboardInterrupt):
        list(engines.serial(small, store, shards))
    assert [one for one in shards if store.has(one)] == lived
