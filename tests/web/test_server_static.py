"""Static files arrive whole, also compressed."""

import gzip
import urllib.request
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import slackwater.web

if TYPE_CHECKING:
    from conftest import RunningServer

STATIC = Path(slackwater.web.__file__).parent / "static"
LARGE = sorted(
    path for path in STATIC.rglob("*.*") if path.suffix in {".js", ".css"} and path.stat().st_size > 5000
)


def first_member(body: bytes) -> bytes:
    """What a browser reads of a gzip body: its first member."""
    return zlib.decompressobj(wbits=31).decompress(body)


def test_a_compressed_file_is_whole_in_its_first_member(server: "RunningServer") -> None:
    assert LARGE
    for path in LARGE:
        request = urllib.request.Request(
            f"{server.url}/static/{path.relative_to(STATIC)}", headers={"Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
            assert answer.headers["Content-Encoding"] == "gzip", path
        assert first_member(body) == path.read_bytes(), path
        assert len(body) < len(gzip.compress(path.read_bytes())) * 1.2
