"""Pictures made small: a screenshot's pixels told with 256 colours, as a palette PNG.

The browser that took the picture also reads it, so that no imaging library is needed. Colours are cut into
boxes, the widest first (Heckbert 1982, doi:10.1145/965145.801294, but at the mean, not the median), weighted
by the square root of how often a colour is there: a figure's few colours count beside a wide sky. A faint
two-by-two pattern (Bayer 1973) hides the edges between neighbouring colours of the sky.
"""

import base64
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

COLOURS = 256
PATTERN = np.array([[-1.9, 0.6], [1.9, -0.6]])
"""Of 256 steps of each colour (by eye)."""

PIXELS = """async (png) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(picture, 0, 0);
  const bytes = pen.getImageData(0, 0, picture.width, picture.height).data;
  let text = '';
  for (let at = 0; at < bytes.length; at += 32768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [picture.width, picture.height, btoa(text)];
}"""

Pixels = NDArray[np.uint8]
"""(height, width, 3): red, green, blue."""


def read(png: bytes, blank: Page) -> Pixels:
    """The pixels of a PNG, read by a blank page."""
    wide, high, text = blank.evaluate(PIXELS, base64.b64encode(png).decode())
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(high, wide, 4)[:, :, :3]


def compact(pixels: Pixels, colours: int = COLOURS) -> bytes:
    """The picture as a palette PNG."""
    flat = pixels.reshape(-1, 3).astype(np.int64)
    keys, places, counts = np.unique(
        flat @ np.array([65536, 256, 1]), return_inverse=True, return_counts=True
    )
    found = np.stack([keys >> 16, keys >> 8 & 255, keys & 255], axis=1).astype(float)
    owners = _cut(found, np.sqrt(counts), colours)
    means = [np.average(found[own], axis=0, weights=counts[own]) for own in owners]
    palette = np.rint(np.array(means))
    return _png(_places(found, places.reshape(pixels.shape[:2]), palette), palette.astype(np.uint8))


def _places(
    found: NDArray[np.float64], where: NDArray[np.intp], palette: NDArray[np.float64]
) -> NDArray[np.uint8]:
    """For each pixel the nearest colour of the palette, after the pattern."""
    places = np.empty(where.shape, np.uint8)
    for row, column in np.ndindex(2, 2):
        shifted = found + PATTERN[row, column]
        distances = (palette**2).sum(axis=1) - 2 * shifted @ palette.T
        nearest = distances.argmin(axis=1).astype(np.uint8)
        places[row::2, column::2] = nearest[where[row::2, column::2]]
    return places


def _cut(colours: NDArray[np.float64], weights: NDArray[np.float64], boxes: int) -> list[NDArray[np.intp]]:
    """The colours in this many boxes: always the box with most spread is cut, across its longest side."""
    cut = [np.arange(len(colours))]
    spreads = [_spread(colours, weights, cut[0])]
    while len(cut) < boxes and max(spread for spread, _ in spreads) > 0:
        widest = max(range(len(cut)), key=lambda at: spreads[at][0])
        own, side = cut[widest], spreads[widest][1]
        values = colours[own, side]
        low = values <= np.average(values, weights=weights[own])
        halves = [own[low], own[~low]]
        cut[widest : widest + 1] = halves
        spreads[widest : widest + 1] = [_spread(colours, weights, half) for half in halves]
    return cut


def _spread(
    colours: NDArray[np.float64], weights: NDArray[np.float64], own: NDArray[np.intp]
) -> tuple[float, int]:
    """How far a box's colours lie from their mean, and along which side most."""
    some = colours[own]
    away = (weights[own, None] * (some - np.average(some, axis=0, weights=weights[own])) ** 2).sum(axis=0)
    return float(away.max()), int(away.argmax())


def _png(places: NDArray[np.uint8], palette: Pixels) -> bytes:
    """The bytes of a palette PNG (W3C PNG, third edition): colour type 3, no row filters."""
    high, wide = places.shape
    rows = np.zeros((high, wide + 1), np.uint8)
    rows[:, 1:] = places
    head = struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(rows.tobytes(), 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in (*chunks, (b"IEND", b"")))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
