"""The running server of the web tests, for hazards that only a real page can show."""

import importlib.util
import sys
from pathlib import Path

_served = importlib.util.spec_from_file_location("served", Path(__file__).parents[1] / "web" / "conftest.py")
assert _served is not None
assert _served.loader is not None
_module = importlib.util.module_from_spec(_served)
sys.modules["served"] = _module
_served.loader.exec_module(_module)

start_server = _module.start_server
server = _module.server
