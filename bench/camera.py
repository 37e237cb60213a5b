"""Takes pictures of a page at phone and desktop size, in each light, and remembers what they show."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from pictures import compact, read

SETTLE_MS = 350
"""After a change of size or light: the page has drawn itself anew, and its soft changes are over."""

TONES_MS = 900
"""What a change of light on the page takes."""


class Screen(Enum):
    """The size of a screen, in CSS pixels."""

    DESKTOP = ("desktop", 1280, 800)
    PHONE = ("phone", 390, 844)

    @property
    def size(self) -> ViewportSize:
        """Wide and high."""
        return {"width": self.value[1], "height": self.value[2]}


class Light(Enum):
    """The three lights a person may choose."""

    DUSK = "dusk"
    DAY = "day"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture and its line."""

    file: str
    line: str
    png: bytes


@dataclass
class Camera:
    """Takes pictures, and develops them when there is time."""

    page: Page
    blank: Page
    folder: Path
    taken: dict[str, Picture] = field(default_factory=dict)
    _light: Light | None = None

    def take(self, name: str, line: str, screen: Screen = Screen.DESKTOP, light: Light = Light.DUSK) -> None:
        """Take ``<name>-<screen>-<light>.png``."""
        if self.page.viewport_size != screen.size:
            self.page.set_viewport_size(screen.size)
        light_changes = self.page.evaluate(
            "(light) => { const old = document.documentElement.dataset.theme;"
            " document.documentElement.dataset.theme = light; return old !== light; }",
            light.value,
        )
        self.page.wait_for_timeout(TONES_MS if light_changes else SETTLE_MS)
        file = f"{name}-{screen.value[0]}-{light.value}.png"
        self.taken[file] = Picture(file, line, self.page.screenshot())

    def develop(self) -> None:
        """Write what was taken, made small."""
        self.folder.mkdir(exist_ok=True)
        for picture in self.taken.values():
            (self.folder / picture.file).write_bytes(compact(read(picture.png, self.blank)))
