"""Arguments and options that several commands share."""

import click

CASE = click.argument("case", type=click.File(encoding="utf-8"))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
