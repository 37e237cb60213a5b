"""Two machines on one network, as network namespaces: the phone is another host and reaches only what it should."""

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

COMPUTER, PHONE, FOREIGN = "192.168.77.1", "192.168.77.2", "203.0.113.9"
"""The last is an address of RFC 5737: no home network has it."""

ASK = """
import http.client, json, ssl, sys
from urllib.parse import urlsplit
url, body, ca, cookie, source = json.loads(sys.argv[1])
at = urlsplit(url)
how = dict(timeout=5, source_address=(source, 0))
if at.scheme == "https":
    asking = http.client.HTTPSConnection(at.netloc, context=ssl.create_default_context(cadata=ca or None), **how)
else:
    asking = http.client.HTTPConnection(at.netloc, **how)
headers = {"Origin": f"{at.scheme}://{at.netloc}", "Cookie": cookie}
try:
    asking.request("POST" if body else "GET", at.path, body or None, headers)
    answer = asking.getresponse()
    print(json.dumps([answer.status, answer.read().decode("latin-1"), answer.headers.get("Set-Cookie", "")]))
except OSError as none:
    print(json.dumps([0, str(none), ""]))
"""
CODES = """
import re, sys, urllib.request as asking
from http.cookiejar import CookieJar
from urllib.parse import urlencode
address = sys.argv[1]
url = address.partition("/?")[0]
browser = asking.build_opener(asking.HTTPCookieProcessor(CookieJar()))
page = browser.open(address).read().decode()
def post(path, **fields):
    fields["csrfmiddlewaretoken"] = re.findall('csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    return browser.open(asking.Request(url + path, urlencode(fields).encode(), {"Origin": url})).read().decode()
page = post("/welcome", keeping="nothing")
page = post("/phone", show="codes")
print(*re.findall("<samp>(http[^<]+)</samp>", page))
"""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


@dataclass
class TwoMachines:
    """A computer that serves phones, and one other machine on its network."""

    computer: str
    phone: str
    address: str

    def ask(
        self, url: str, body: object = None, *, ca: str = "", cookie: str = "", source: str = PHONE
    ) -> tuple[int, str, str]:
        """What the other machine is answered: status (0 for none), text, cookie."""
        given = json.dumps([url, "" if body is None else json.dumps(body), ca, cookie, source])
        done = run("ip", "netns", "exec", self.phone, sys.executable, "-c", ASK, given)
        assert done.stdout, done.stderr
        status, text, set_cookie = json.loads(done.stdout)
        return status, text, set_cookie

    def codes(self) -> list[str]:
        """Fresh codes, from the computer's own page."""
        done = run("ip", "netns", "exec", self.computer, sys.executable, "-c", CODES, self.address)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()


@pytest.fixture
def namespaces() -> Iterator[tuple[str, str]]:
    """Two machines with a wire between; skips where this account may make none."""
    name = f"slk{os.getpid()}"
    computer, phone = f"{name}c", f"{name}p"
    steps = (
        f"netns add {computer}",
        f"netns add {phone}",
        f"link add {name}a netns {computer} type veth peer name {name}b netns {phone}",
        f"-n {computer} addr add {COMPUTER}/24 dev {name}a",
        f"-n {phone} addr add {PHONE}/24 dev {name}b",
        f"-n {phone} addr add {FOREIGN}/32 dev {name}b",
        f"-n {computer} link set lo up",
        f"-n {computer} link set {name}a up",
        f"-n {phone} link set {name}b up",
        f"-n {computer} route add {FOREIGN}/32 dev {name}a",
    )
    if shutil.which("ip") is None:
        pytest.skip("there is no ip command to make a network with")
    try:
        for step in steps:
            done = run("ip", *step.split())
            if done.returncode != 0:
                pytest.skip(f"this account may make no network of its own: {done.stderr.strip()}")
        yield computer, phone
    finally:
        for one in (computer, phone):
            run("ip", "netns", "del", one)


@pytest.fixture
def machines(namespaces: tuple[str, str], tmp_path: Path) -> Iterator[TwoMachines]:
    """The computer serves its pages, and its network."""
    serve = [sys.executable, "-m", "slackwater", "serve", "--no-browser", "--data", str(tmp_path), "--lan"]
    with subprocess.Popen(
        ["ip", "netns", "exec", namespaces[0], *serve],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        said = ""
        while "Phones on the home network" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        found = re.search(r"http://127\.0\.0\.1:8765/\S*", said)
        assert found is not None
        yield TwoMachines(*namespaces, found[0])
        process.terminate()


def test_another_machine_joins_over_the_network_and_reaches_none_of_this_ones_pages(
    machines: TwoMachines,
) -> None:
    (plain, stop), (secure, join) = (code.split("/#") for code in machines.codes())
    assert (plain, secure) == (f"http://{COMPUTER}:8766", f"https://{COMPUTER}:8767")
    assert machines.ask(f"http://{COMPUTER}:8765/help")[0] == 0
    status, page, _ = machines.ask(f"{plain}/")
    assert (status, "Certificate Trust Settings" in page) == (200, True)
    ca = ssl.DER_cert_to_PEM_cert(machines.ask(f"{plain}/slackwater.crt")[1].encode("latin-1"))
    assert "CERTIFICATE_VERIFY_FAILED" in machines.ask(f"{secure}/")[1]
    status, _, cookie = machines.ask(f"{secure}/pair", {"code": join}, ca=ca)
    assert status == 200
    assert "has not joined" not in machines.ask(f"{secure}/", ca=ca, cookie=cookie.partition(";")[0])[1]
    token = json.loads(machines.ask(f"{plain}/pair", {"code": stop})[1])["token"]
    assert machines.ask(f"{plain}/stop", {"token": token, "what": "pause"})[0] == 204


def test_a_machine_from_beyond_the_home_network_is_turned_away(machines: TwoMachines) -> None:
    machines.codes()
    assert machines.ask(f"http://{COMPUTER}:8766/")[0] == 200
    assert machines.ask(f"http://{COMPUTER}:8766/", source=FOREIGN)[0] == 421
