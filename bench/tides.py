"""How long the page of tides thinks with ten years of daily sessions kept: right after unlocking, and opened again.

Reading, folding, drawing and the whole page as HTML, in the process of the server; unlocking stands beside it.
"""

import asyncio
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from types import SimpleNamespace

import django
from django.conf import settings
from django.template.loader import render_to_string

from decade import DAYS, PASSPHRASE, keep_decade
from figures import Figure, against
from slackwater.journal.journal import Journal
from slackwater.journal.sqlite import SqliteStore
from slackwater.live.home import Home
from slackwater.web.views_tides import tides_page

RUNS = 5
AIM_MS = 1000.0


def measure() -> list[Figure]:
    """Milliseconds of the middle run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slackwater.web.settings")
    settings.SECRET_KEY = "for one measurement"  # noqa: S105 -- nothing is served
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite"
        kept = keep_decade(path, DAYS)
        kept.journal.close()
        return opening(path, f"{kept.sessions:,} sessions in {kept.records:,} sealed records")


def opening(path: Path, what: str) -> list[Figure]:
    """The figures of a journal that is kept."""
    unlocks, firsts, agains = [], [], []
    for _ in range(RUNS):
        journal = Journal(SqliteStore(path))
        unlocks.append(_ms(lambda journal=journal: journal.unlock(PASSPHRASE)))
        home = Home(None)
        home.cabinet._hold(journal)  # noqa: SLF001 -- as unlocking through the page would
        firsts.append(_ms(lambda home=home: _page(home)))
        agains.append(_ms(lambda home=home: _page(home)))
        journal.close()
    return [
        against(f"Tides with {what}, right after unlocking", median(firsts), "ms", AIM_MS),
        Figure("the same, opened again", f"{median(agains):,.0f} ms"),
        Figure("unlocking that journal, every record checked", f"{median(unlocks) / 1000:,.1f} s"),
    ]


def _page(home: Home) -> str:
    page = asyncio.run(tides_page(home, "all"))
    site = SimpleNamespace(theme="dusk", voice=True, figure="tide")
    return render_to_string("tides.html", {"page": page, "site": site, "csrf_token": "token"})


def _ms(run: Callable[[], object]) -> float:
    began = perf_counter()
    run()
    return (perf_counter() - began) * 1000
