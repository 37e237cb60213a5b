"""What can be wrong with a world.

WorldError
└── BadWorld    a file that is not a world: unknown, missing or out of range, named by its field
"""


class WorldError(Exception):
    """Something is wrong with a world of virtual people."""


class BadWorld(WorldError):
    """The file is not a world; nothing was simulated. Its message names the file and the field."""
