"""The seeded bugs of ``mutants.toml``, by the invariant that catches each."""

import tomllib
from importlib.resources import files

from slackwater.session.proof.invariants import Law
from slackwater.session.proof.mutants import Mutant
from slackwater.session.witness import Clause


def read() -> tuple[Mutant, ...]:
    """Every seeded bug, in the order of the file."""
    text = files("slackwater.session.proof").joinpath("mutants.toml").read_text(encoding="utf-8")
    invariants: dict[str, Clause | Law] = {one.value: one for one in (*Clause, *Law)}
    return tuple(
        Mutant(
            name=one["name"],
            caught_by=invariants[one["caught_by"]],
            module=one["module"],
            old=one["old"],
            new=one["new"],
            world=one["world"],
            equivalent=one.get("equivalent"),
        )
        for one in tomllib.loads(text)["mutant"]
    )


MUTANTS = read()
