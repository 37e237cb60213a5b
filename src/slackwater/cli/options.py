"""Arguments and options that several commands share."""

from pathlib import Path

import click

from slackwater.tongues import marked

CASE = click.argument("case", type=click.File(encoding="utf-8"))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
DATA = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    envvar="SLACKWATER_DATA",
    help=marked("Where things are kept. Without it, and without SLACKWATER_DATA: your own data folder."),
)


def folder(data: Path | None) -> Path:
    """The data folder: the one that was named, or the person's own."""
    if data is not None:
        return data
    import platformdirs

    return Path(platformdirs.user_data_dir("slackwater", appauthor=False))
