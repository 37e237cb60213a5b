"""The help page: every row with whether a person has checked it, by the clock of this home."""

from datetime import UTC, date, datetime
from functools import lru_cache

from slackwater.live.home import Home
from slackwater.web import lines, pages
from slackwater.web.lines import BadLines, Check, Lines, Standing


def today_of(home: Home) -> date:
    """The day it is."""
    return datetime.fromtimestamp(home.clock.unix_s(), UTC).date()


@lru_cache(maxsize=2)
def help_page(today: date) -> pages.Help:
    """The rows that come with the program, as they stand today."""
    return page_of(lines.shipped(), today)


def page_of(rows: Lines, today: date) -> pages.Help:
    """These rows as they stand on this day."""
    return pages.Help(
        tuple(pages.Directory(one.name, one.at, _checked(one.check, today)) for one in rows.directory),
        tuple(_country(one, today) for one in rows.countries),
        all(_checked(check, today).standing == Standing.FRESH.value for _, check in rows.rows()),
    )


def _country(country: lines.Country, today: date) -> pages.Country:
    found = tuple(
        pages.CrisisLine(
            one.name, one.call, one.text, one.word, one.chat, one.note, _checked(one.check, today)
        )
        for one in country.lines
    )
    checked = _checked(country.check, today)
    return pages.Country(country.code, country.name, country.emergency, country.note, found, checked)


def _checked(check: Check | None, today: date) -> pages.Checked:
    try:
        return pages.Checked(lines.standing(check, today).value, check.on if check else None)
    except BadLines:  # a day ahead, or a clock that is behind: nothing that anybody can lean on
        return pages.Checked(Standing.NOT_YET.value)
