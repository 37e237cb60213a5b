"""The classical dose-finding designs, as commands."""

from typing import TextIO

import click

from slackwater.cli.options import AS_JSON, CASE


@click.group()
def design() -> None:
    """Ask a classical dose-finding design for its next dose.

    The designs stand here as references, checked against published numbers. They know nothing of a person's
    session, and no session follows them. docs/design.md has the formats and the tables.
    """


def _designed(case: TextIO, name: str, *, as_json: bool) -> None:
    from slackwater.cohort.designs.answering import answer_case
    from slackwater.cohort.errors import BadCase

    try:
        text = case.read()
    except UnicodeDecodeError as wrong:
        raise BadCase("the case", "is not text in UTF-8.", "Save it as UTF-8 and try again.") from wrong
    for line in answer_case(text, name, as_json=as_json):
        click.echo(line)


@design.command()
@CASE
@AS_JSON
def ewoc(case: TextIO, *, as_json: bool) -> None:
    """Escalation with overdose control (Babb, Rogatko, Zacks 1998).

    The dose that is above the maximum tolerated one with probability alpha. CASE is a JSON file, or - for
    standard input: target, alpha, lowest, highest, doses, toxicity. A toxicity at the lowest dose alone does
    not lower the next dose; the answer says when the next dose is above one that was toxic.
    """
    _designed(case, "ewoc", as_json=as_json)


@design.command()
@CASE
@AS_JSON
def crm(case: TextIO, *, as_json: bool) -> None:
    """The continual reassessment method (O'Quigley, Pepe, Fisher 1990).

    The level whose plug-in chance of toxicity is nearest the target. CASE is a JSON file, or - for standard
    input: target, skeleton, levels, toxicity. The prior's scale is the square root of 1.34 unless said.
    """
    _designed(case, "crm", as_json=as_json)


@design.command()
@CASE
@AS_JSON
def boin(case: TextIO, *, as_json: bool) -> None:
    """The Bayesian optimal interval design (Liu, Yuan 2015).

    The next level and the table of boundaries. CASE is a JSON file, or - for standard input: target,
    dose_levels, levels, toxicity.
    """
    _designed(case, "boin", as_json=as_json)


@design.command("three-plus-three")
@CASE
@AS_JSON
def three_plus_three(case: TextIO, *, as_json: bool) -> None:
    """The 3+3 design (Storer 1989).

    The next level, or the maximum tolerated dose where it stops. CASE is a JSON file, or - for standard
    input: dose_levels, levels, toxicity. A record that the rules would not have led to is refused.
    """
    _designed(case, "three-plus-three", as_json=as_json)
