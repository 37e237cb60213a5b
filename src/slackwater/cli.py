"""The commands. Each is a few lines that call a room."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from slackwater import __version__

Command = Callable[..., Any]


def _folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("slackwater", appauthor=False))


def _options(command: Command) -> Command:
    for option in reversed(
        (
            click.option(
                "--port", type=click.IntRange(0, 65535), help="The port to use; 0 takes any free one."
            ),
            click.option(
                "--data",
                type=click.Path(file_okay=False, path_type=Path),
                metavar="DIR",
                help="Where to keep things. Without it: your own data folder.",
            ),
            click.option("--no-browser", is_flag=True, help="Print the address and open nothing."),
            click.option(
                "--speed",
                type=click.FloatRange(0.1, 600),
                default=1.0,
                show_default=True,
                help="Session seconds in one second, for trying things out.",
            ),
        )
    ):
        command = option(command)
    return command


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@_options
@click.version_option(__version__, prog_name="slackwater")
@click.pass_context
def main(context: click.Context, port: int | None, data: Path | None, no_browser: bool, speed: float) -> None:
    """A guided somatic practice companion, on this machine alone.

    Without a command it serves the pages and opens them in your browser. It treats nothing and is not
    watched by anyone.
    """
    if context.invoked_subcommand is None:
        _serve(port, data, no_browser=no_browser, speed=speed)


@main.command()
@_options
def serve(port: int | None, data: Path | None, no_browser: bool, speed: float) -> None:
    """Serve the pages on this machine and open them in the browser."""
    _serve(port, data, no_browser=no_browser, speed=speed)


def _serve(port: int | None, data: Path | None, *, no_browser: bool, speed: float) -> None:
    from slackwater.web import server

    server.run(data or _folder(), port=port, browser=not no_browser, speed=speed, say=click.echo)
