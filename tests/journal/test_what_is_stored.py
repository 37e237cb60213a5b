"""``docs/what-is-stored.md`` says what the code keeps."""

from pathlib import Path

from slackwater.journal.names import NAMES
from slackwater.journal.stored import what_is_stored

PAGE = Path(__file__).parents[2] / "docs" / "what-is-stored.md"


def test_the_page_is_the_one_the_code_makes() -> None:
    """Else: ``python -m slackwater.journal.stored > docs/what-is-stored.md``."""
    assert PAGE.read_text("utf-8") == what_is_stored()


def test_the_page_names_everything_that_is_kept() -> None:
    page = what_is_stored()
    assert all(f"`{written.name}` | {written.version}" in page for written in NAMES.values())


def test_the_page_says_what_a_forgotten_key_means() -> None:
    assert "nothing can bring it back" in what_is_stored()
