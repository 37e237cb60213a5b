"""Numbers a phone can dial."""

import re

from django import template

register = template.Library()

_DIALLED = re.compile(r"[+*]?[0-9][0-9 .()-]*")


@register.filter
def to_dial(number: str) -> str:
    """The digits of a plain phone number; empty for a text code or a web address."""
    return re.sub(r"[ .()-]", "", number) if _DIALLED.fullmatch(number.strip()) else ""
