"""Asking for what nobody else may see."""

import sys

import click


def ask(what: str) -> str:
    """What the person types, unseen; a line of standard input where nobody sits at a terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return str(click.prompt(what, hide_input=True, err=True))
