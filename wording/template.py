"""The template catalogue as the bytes of its file."""

import re
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from slackwater.tongues import DOMAIN, FOLDER
from wording.finding import sentences

TEMPLATE = FOLDER / f"{DOMAIN}.pot"

_HEAD = """\
# All that Slackwater says by gettext, in English. The words of practices stand in practices/library and
# practices/tables. Made by `make words`; docs/languages.md says how to work with it.
"""
_DATES = re.compile(
    rb'^"(?:Project-Id-Version|POT-Creation-Date|Generated-By|PO-Revision-Date|Last-Translator|Language-Team): .*\n',
    re.MULTILINE,
)
_VALUE = re.compile(r"\{\w+\}")


def template() -> bytes:
    """The catalogue of what stands in the code now. The same code gives the same bytes."""
    catalogue = Catalog(
        project="slackwater",
        version="0",
        msgid_bugs_address="docs/languages.md",
        header_comment=_HEAD.strip(),
        fuzzy=False,
    )
    for one in sentences():
        catalogue.add(
            (one.text, one.many) if one.many else one.text,
            locations=[(one.place, None)],
            auto_comments=[one.comment] if one.comment else [],
            flags=["python-brace-format"] if _VALUE.search(one.text) else [],
            context=one.context,
        )
    written = BytesIO()
    write_po(written, catalogue, width=110, include_lineno=False)
    return _DATES.sub(b"", written.getvalue())
