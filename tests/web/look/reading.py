"""A page as it is read: its elements, and its texts block by block."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

INLINE = {"a", "q", "b", "em", "strong", "small", "span", "code", "samp"}
COPIED = "samp"
"""Holds what is copied or compared letter by letter: no sentence to read."""
FOREIGN = "lang"
"""Marks the name of another language, said in itself."""
EMPTY = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Element:
    """One element: its name, attributes, and the text inside."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Read(HTMLParser):
    """What a page holds, in order."""

    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self._waiting = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in EMPTY:
            self._open.append(element)
        if tag not in INLINE:
            self._flush()
        if "aria-label" in element.attributes:
            self.texts.append(element.attributes["aria-label"])

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().name != tag:
            pass
        if tag not in INLINE:
            self._flush()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if not any(
            one.name == COPIED or (FOREIGN in one.attributes and one.name != "html") for one in self._open
        ):
            self._waiting += data

    def named(self, name: str) -> list[Element]:
        return [one for one in self.elements if one.name == name]

    def having(self, attribute: str) -> list[Element]:
        return [one for one in self.elements if attribute in one.attributes]

    def _flush(self) -> None:
        text = " ".join(self._waiting.split())
        self._waiting = ""
        if text:
            self.texts.append(text)


def read(html: str) -> Read:
    page = Read()
    page.feed(html)
    page.close()
    page._flush()
    return page
