"""Compiles the catalogues of the languages when the project is built; what is compiled is never committed."""

import json
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TONGUES = Path("src/slackwater/tongues")


class CompiledCatalogues(BuildHookInterface[Any]):
    """Beside each catalogue what Python, Django and the scripts of the pages read."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue; one that cannot be read stops the build."""
        del version, build_data
        compile_all(Path(self.root) / TONGUES)


def compile_all(folder: Path) -> None:
    """Every catalogue below this folder, beside its template."""
    scripts = [one.id for one in _read(folder / "django.pot") if _is_of_scripts(one)]
    for written in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        catalogue = _read(written)
        with written.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)  # what is empty or unsure is left out, and said in English
        told = {text: one.string for text in scripts if (one := catalogue.get(text)) and _is_sure(one)}
        words = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=0)
        written.with_name("scripts.json").write_text(words + "\n", encoding="utf-8")


def _is_sure(message: Any) -> bool:  # noqa: ANN401 -- Babel's own
    return bool(message.string) and not message.fuzzy


def _is_of_scripts(message: Any) -> bool:  # noqa: ANN401 -- Babel's own
    return any(place.endswith(".js") for place, _ in message.locations)


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, abort_invalid=True)


if __name__ == "__main__":
    compile_all(TONGUES)
