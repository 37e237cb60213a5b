"""Whoever goes by keyboard always sees where they are."""

import pytest

from .test_in_browsers import PHONE, Open, every_page, open_page

__all__ = ["open_page"]

DESK = (1280, 720)
HERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const rings = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const ringed = [at, at.nextElementSibling].filter(Boolean).some((one) => rings(getComputedStyle(one)))
    || rings(getComputedStyle(at, "::after"));
  const box = at.getBoundingClientRect();
  const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const own = [at, ...(at.labels ?? [])];
  const covered = !there || !own.some((one) => one.contains(there) || there.contains(one));
  const name = `${at.tagName} ${at.textContent.trim() || at.name}`;
  return { name, wrong: [!ringed && "no ring", covered && "covered"].filter(Boolean) };
}"""


@every_page
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_the_focus_is_ringed_and_uncovered_wherever_it_goes(
    open_page: Open, name: str, size: tuple[int, int]
) -> None:
    page = open_page(name, size)
    found = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        if here["wrong"]:
            found.append(here)
    assert found == []
