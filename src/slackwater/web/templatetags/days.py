"""Days as the language of the page writes them."""

from datetime import date

from django import template
from django.utils.dateformat import format as written

from slackwater.tongues import LANGUAGES, spoken

register = template.Library()


@register.filter
def long_day(day: date) -> str:
    """A day with its month written out."""
    return written(day, LANGUAGES[spoken()].day)


@register.filter
def short_day(day: date) -> str:
    """A day where there is little room."""
    return written(day, LANGUAGES[spoken()].short_day)
