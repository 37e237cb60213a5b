# Two commands do everything: `make run` starts Slackwater, `make test` passes its tests.
SHELL := /bin/sh
SOURCES := pyproject.toml hatch_build.py $(shell find src -type f -not -name '*.pyc' -not -name '*.mo' -not -name scripts.json)
# What was compiled is kept, whatever the machine says: tests start hundreds of programs.
IN_TESTS := PYTHONDONTWRITEBYTECODE= PATH="$(CURDIR)/.venv-test/bin:$$PATH"
# Tests wait more than they work: one worker more than two cores, and the long files not all at the end.
PYTEST_ARGS ?= -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: run setup test lint bench accuracy shots words voice lock clean

run: setup
	.venv/bin/slackwater

setup: .venv/.ready

.venv/.ready: requirements/run.txt setup/environment.sh $(SOURCES)
	@setup/environment.sh .venv requirements/run.txt

.venv-test/.ready: requirements/test.txt setup/environment.sh $(SOURCES)
	@setup/environment.sh .venv-test requirements/test.txt

node_modules/.ready: package-lock.json | .venv-test/.ready
	@$(IN_TESTS) npm ci --silent && touch $@

# Browsers have a run of their own: the loop that drives them leaves no room for another in the same process.
test: .venv-test/.ready
	@setup/browsers.sh
	$(IN_TESTS) pytest $(PYTEST_ARGS) -m "not browser"
	$(IN_TESTS) pytest $(PYTEST_ARGS) -m browser

lint: .venv-test/.ready node_modules/.ready
	$(IN_TESTS) ruff format --check .
	$(IN_TESTS) ruff check .
	$(IN_TESTS) mypy
	$(IN_TESTS) lint-imports --no-logo
	$(IN_TESTS) node_modules/.bin/tsc --project .
	$(IN_TESTS) node_modules/.bin/biome ci --colors=off --error-on-warnings .
	$(IN_TESTS) slackwater practices check

bench: .venv-test/.ready
	@setup/browsers.sh
	$(IN_TESTS) python bench/run.py

accuracy: .venv-test/.ready .venv-peers/.ready
	$(IN_TESTS) python -m accuracy.run

# The peers that the signals are scored and timed beside.
.venv-peers/.ready: requirements/peers.txt setup/environment.sh
	@setup/environment.sh .venv-peers requirements/peers.txt

shots: .venv-test/.ready
	@setup/browsers.sh
	$(IN_TESTS) python bench/shots.py
	$(IN_TESTS) python bench/gallery.py

# The template of all that gettext translates: docs/languages.md.
words: .venv-test/.ready
	$(IN_TESTS) PYTHONPATH=src python -m wording

# The program that makes natural clips, and one voice for it: docs/voices.md. Nothing of ours is in its environment.
voice: .venv-voice/.ready

.venv-voice/.ready: requirements/voice.txt setup/environment.sh
	@setup/environment.sh .venv-voice requirements/voice.txt apart

# Locks hold names, versions and hashes only.
lock:
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/tools.in -o requirements/tools.txt
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/run.in -o requirements/run.txt
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/cohort.in -o requirements/cohort.txt
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/cluster.in -o requirements/cluster.txt
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/bench.in -o requirements/bench.txt
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/peers.in -o requirements/peers.txt
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/voice.in -o requirements/voice.txt
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/test.in -o requirements/test.txt
	$(IN_TESTS) npm install --silent --package-lock-only
	$(IN_TESTS) node -e 'const fs = require("fs"), f = "package-lock.json", lock = JSON.parse(fs.readFileSync(f)); for (const p of Object.values(lock.packages)) delete p.funding; fs.writeFileSync(f, JSON.stringify(lock, null, 2) + "\n")'

clean:
	rm -rf .venv .venv-test .venv-voice .tools node_modules dist build
