"""The help page: every row with whether a person has checked it, by the clock of this home."""

import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache

from slackwater.live.home import Home
from slackwater.tongues import LANGUAGES, speaking, spoken, worded
from slackwater.web import lines, pages_help
from slackwater.web.lines import BadLines, Check, Lines, Standing

COUNTRY, LINE, NOTE = "country", "crisis line name", "crisis line note"
"""What the words of ``lines.toml`` are called in the catalogue."""
ELSEWHERE = "EU"
"""Stands after every country by name."""
ARABIC_ARTICLE = "ال"


def today_of(home: Home) -> date:
    """The day it is."""
    return datetime.fromtimestamp(home.clock.unix_s(), UTC).date()


def help_page(today: date) -> pages_help.Help:
    """The rows that come with the program, as they stand today, in the language spoken now."""
    return _help_page(today, spoken())


@lru_cache(maxsize=2 * len(LANGUAGES))
def _help_page(today: date, language: str) -> pages_help.Help:
    with speaking(language):
        return page_of(lines.shipped(), today)


def page_of(rows: Lines, today: date) -> pages_help.Help:
    """These rows as they stand on this day, in the language spoken now and in the order of its letters."""
    countries = (_country(one, today) for one in rows.countries)
    return pages_help.Help(
        tuple(
            pages_help.Directory(
                _name(one.name, one.lang), one.lang, one.at, _note(one.note), _checked(one.check, today)
            )
            for one in rows.directory
        ),
        tuple(sorted(countries, key=_place)),
        all(_checked(check, today).standing == Standing.FRESH.value for _, check in rows.rows()),
    )


def _country(country: lines.Country, today: date) -> pages_help.Country:
    found = tuple(
        pages_help.CrisisLine(
            _name(one.name, one.lang),
            one.lang,
            one.call,
            one.text,
            one.word,
            one.chat,
            _note(one.note),
            _checked(one.check, today),
        )
        for one in country.lines
    )
    name, checked = worded(country.name, COUNTRY), _checked(country.check, today)
    return pages_help.Country(country.code, name, country.emergency, _note(country.note), found, checked)


def _name(name: str, lang: str) -> str:
    """An organisation is called as it calls itself; a name that only says what it is, is translated."""
    return name if lang else worded(name, LINE)


def _note(note: str) -> str:
    return worded(note, NOTE)


def _place(country: pages_help.Country) -> tuple[bool, str]:
    return country.code == ELSEWHERE, in_order(country.name)


def in_order(name: str) -> str:
    """A name as it is looked for in a list: Ö beside O, أ beside ا, and الهند under ه."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return plain.removeprefix(ARABIC_ARTICLE)


def _checked(check: Check | None, today: date) -> pages_help.Checked:
    try:
        return pages_help.Checked(lines.standing(check, today).value, check.on if check else None)
    except BadLines:  # a day ahead, or a clock that is behind: nothing that anybody can lean on
        return pages_help.Checked(Standing.NOT_YET.value)
