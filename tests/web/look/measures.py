"""What is measured on a page: sizes of screens, of letters and of what is touched, and where the keyboard is."""

from playwright.sync_api import Page

PHONE, NARROW, TABLET, WIDE = (390, 844), (320, 568), (768, 1024), (1280, 800)
ON_ITS_SIDE, ENLARGED = (844, 390), (195, 422)
"""The last is a phone at 200 %."""
THEMES = ("dusk", "night", "day")

BROKEN_WORDS = """(selector) => [...document.querySelectorAll(selector)]
  .filter((one) => one.offsetParent && !one.closest("code, samp, a[href^='https:'], .fingerprint"))
  .flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === 3).flatMap((node) =>
    [...node.textContent.matchAll(/[^\\s-]+/g)].filter(({ 0: word, index }) => {
      if (word.includes("\\u00ad")) return false; // it says itself where it may break
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
      return new Set(boxes.map((box) => Math.round(box.top))).size > 1;
    }).map(([word]) => word)))"""
ANYWHERE = "main *, .pill, .brand, .way"
ON_BUTTONS = ".pill, .brand, .way"
LEAST_TEXT = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
TOO_SMALL = """(least) => [...document.querySelectorAll("a, button, summary, input, textarea")]
  .filter((e) => e.offsetParent && !e.closest(".unseen") && !e.matches(".skip, [type=hidden]"))
  .filter((e) => getComputedStyle(e).display !== "inline")
  .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.height < least - 0.5 || box.width < Math.min(least, 44) - 0.5)
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
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
"""Where the keyboard is, and what is wrong there: no ring to be seen, or something lies over it."""


def overflow(page: Page) -> int:
    """How far the page runs off the side, CSS pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def touch(name: str) -> int:
    """The least height of what is touched on a page, CSS pixels: more where people lie on the floor."""
    return 64 if name == "session" else 44
