"""The sensors of this computer, as a command."""

from pathlib import Path

import click

from slackwater.cli.options import DATA, folder
from slackwater.cli.tongue import Spoken
from slackwater.tongues import marked


@click.command(cls=Spoken)
@click.option("--use", metavar="ADDRESS", help=marked("Join this strap to your sessions, until Ctrl+C."))
@click.option(
    "--heart-only", is_flag=True, help=marked("With --use: leave a Polar strap's own ECG and movement out.")
)
@click.option(
    "--lsl", "streams", is_flag=True, help=marked("Join streams of the lab streaming layer, until Ctrl+C.")
)
@click.option(
    "--url",
    default=None,
    help=marked("The server's address without its key, where --data alone does not find it."),
)
@DATA
def sensors(use: str | None, url: str | None, data: Path | None, *, heart_only: bool, streams: bool) -> None:
    """Find heart straps with this computer's own Bluetooth, and join one to your sessions.

    Without an option it lists the straps in reach. With --use it keeps one connected and tells every session what
    it says. A sensor can make a session gentler and nothing else; a session goes on without.
    """
    from slackwater.live import joining
    from slackwater.live.client import find_address
    from slackwater.sensors import polar

    def address() -> str:
        return find_address(url, folder(data))

    if streams:
        joining.use_streams(address=address, say=click.echo)
    elif use:
        wanted = () if heart_only else tuple(polar.Stream)
        joining.use_strap(use, address=address, wanted=wanted, say=click.echo)
    else:
        joining.list_straps(click.echo)
