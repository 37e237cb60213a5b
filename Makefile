# Two commands do everything: `make run` starts Slackwater, `make test` passes its tests.
SHELL := /bin/sh
SOURCES := pyproject.toml $(shell find src -type f -not -name '*.pyc')
PYTEST_ARGS ?= -n 2 --dist loadfile

.PHONY: run setup test lint bench shots lock clean

run: setup
	.venv/bin/slackwater

setup: .venv/.ready

.venv/.ready: requirements/run.txt setup/environment.sh $(SOURCES)
	@setup/environment.sh .venv requirements/run.txt

.venv-test/.ready: requirements/test.txt setup/environment.sh $(SOURCES)
	@setup/environment.sh .venv-test requirements/test.txt

node_modules/.ready: package-lock.json
	@npm ci --silent && touch $@

test: .venv-test/.ready
	@setup/browsers.sh
	.venv-test/bin/pytest $(PYTEST_ARGS)

lint: .venv-test/.ready
	@setup/browsers.sh
	@$(MAKE) --no-print-directory node_modules/.ready
	.venv-test/bin/ruff format --check .
	.venv-test/bin/ruff check .
	.venv-test/bin/mypy
	.venv-test/bin/lint-imports --no-logo
	node_modules/.bin/tsc --project .
	node_modules/.bin/biome ci --colors=off --error-on-warnings .
	.venv-test/bin/slackwater practices check

bench: .venv-test/.ready
	@setup/browsers.sh
	.venv-test/bin/python bench/run.py

shots: .venv-test/.ready
	@setup/browsers.sh
	.venv-test/bin/python bench/shots.py

# Locks hold names, versions and hashes only.
lock:
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/tools.in -o requirements/tools.txt
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/run.in -o requirements/run.txt
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/test.in -o requirements/test.txt

clean:
	rm -rf .venv .venv-test .tools node_modules dist build
