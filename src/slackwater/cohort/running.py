"""A run from its options to its report: what is finished is kept, and the same command goes on from there."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from slackwater.body.errors import BadWorld
from slackwater.body.world import load_world, shipped
from slackwater.cohort.addresses import Tls
from slackwater.cohort.errors import ClusterTrouble, CohortError, Interrupted, NoNumba

REPORT, PAGE = "report.json", "report.html"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    worlds: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    people: int = 100
    weeks: int = 8
    seed: int = 1
    exact: bool = False
    said: str = "now"
    ladder: str = "library"
    engine: str = "serial"
    workers: int = 2
    tls_ca: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None

    @property
    def tls(self) -> Tls | None:
        """The files for a cluster beyond this machine: all three, or none."""
        files = (self.tls_ca, self.tls_cert, self.tls_key)
        if all(one is None for one in files):
            return None
        if self.tls_ca is None or self.tls_cert is None or self.tls_key is None:
            raise ClusterTrouble(
                "--tls-ca, --tls-cert and --tls-key belong together. Nothing was done. Give all three."
            )
        return Tls(self.tls_ca, self.tls_cert, self.tls_key)


class Progress(Protocol):
    """A bar that is moved on."""

    def update(self, n_steps: int) -> None:
        """Move on by so much."""


Shown = Callable[[int, int], AbstractContextManager[Progress]]
"""A bar for so many shards, of which so many are finished already."""


def run(wanted: Wanted, folder: Path, shown: Shown) -> dict[str, Any]:
    """The report, also written to the folder as JSON and as a page. Raises ``CohortError``."""
    if find_spec("numba") is None:
        raise NoNumba
    from slackwater.cohort import engines, page, report  # noqa: PLC0415 - they need numba
    from slackwater.cohort.store import open_store  # noqa: PLC0415

    settings = _settings(wanted)
    share = engines.engine_for(wanted.engine, wanted.workers, wanted.tls)
    store = open_store(folder, settings)
    shards = list(settings.shards())
    left = [one for one in shards if not store.has(one)]
    try:
        with shown(len(shards), len(shards) - len(left)) as bar:
            for _ in share(settings, store, left):
                bar.update(1)
    except KeyboardInterrupt:
        raise Interrupted(Interrupted.__doc__) from None
    built = report.build(settings, store)
    (folder / REPORT).write_text(report.written(built), encoding="utf-8")
    (folder / PAGE).write_text(page.show(built), encoding="utf-8")
    return built


def _settings(wanted: Wanted) -> Any:  # noqa: ANN401 - of a module that needs numba
    from slackwater.cohort.answering import Said  # noqa: PLC0415
    from slackwater.cohort.dosers import Rungs  # noqa: PLC0415
    from slackwater.cohort.policies import choose  # noqa: PLC0415
    from slackwater.cohort.settings import Settings  # noqa: PLC0415

    return Settings(
        worlds=_worlds(wanted.worlds),
        policies=choose(wanted.policies),
        people=wanted.people,
        weeks=wanted.weeks,
        seed=wanted.seed,
        exact=wanted.exact,
        said=Said(wanted.said),
        ladder=Rungs(wanted.ladder),
    )


def _worlds(named: Sequence[str]) -> tuple[Any, ...]:
    """The worlds of these names or files, each once; all that are shipped without any."""
    try:
        worlds = list(_each_once(load_world(one) for one in named)) if named else list(shipped().values())
    except BadWorld as error:
        raise CohortError(f"{error}. Nothing was done.") from error
    return tuple(worlds)


def _each_once(worlds: Iterable[Any]) -> Iterable[Any]:
    names: dict[str, Any] = {}
    for world in worlds:
        if names.setdefault(world.name, world) != world:
            raise CohortError(f"Two worlds are called {world.name}. Nothing was done. Rename one of them.")
    return names.values()
