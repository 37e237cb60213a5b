"""The command that looks after the crisis lines."""

from datetime import UTC, datetime

import click


@click.group()
def lines() -> None:
    """Look after the crisis lines of the help page."""


@lines.command()
@click.option("--release", is_flag=True, help="Refuse rows that nobody has checked, or not for 180 days.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to judge by; today without it.",
)
def check(*, release: bool, on: datetime | None) -> None:
    """Say which rows a person has checked, and refuse a file that claims what it cannot.

    A row is checked by a person who called or wrote to it and set its `checked_on` and `checked_by`. With --release
    it ends with code 1 while any row is unchecked or its check is old.
    """
    from slackwater.web.lines import BadLines, not_ready, shipped

    try:
        found = shipped()
    except BadLines as error:
        raise click.ClickException(f"lines.toml: {error}. Nothing was changed; mend that row.") from error
    today = (on or datetime.now(UTC)).date()
    wrong, rows = not_ready(found, today), sum(1 for _ in found.rows())
    for one in wrong:
        click.echo(one)
    click.echo(f"{rows} rows, {rows - len(wrong)} of them checked lately enough.")
    if release and wrong:
        click.echo("Not to be released: a person checks these first.", err=True)
        raise SystemExit(1)
