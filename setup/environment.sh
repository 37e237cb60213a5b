#!/bin/sh
# Builds a virtual environment: environment.sh DIRECTORY REQUIREMENTS [apart]
# The project itself is built into a wheel and installed from it, except into one that stays apart.
set -eu
cd "$(dirname "$0")/.."
. setup/machine.sh
directory=$1
requirements=$2

python=$(find_python) || {
    install python3
    python=$(find_python) || { say "Slackwater needs Python 3.11 or newer, and this machine offers an older one."; exit 1; }
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || install python3-venv

if ! .tools/bin/uv --version >/dev/null 2>&1; then
    rm -rf .tools
    "$python" -m venv .tools
    .tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/tools.txt
fi
"$directory/bin/python" --version >/dev/null 2>&1 || .tools/bin/uv venv --quiet --clear --python "$python" "$directory"
.tools/bin/uv pip sync --quiet --python "$directory/bin/python" --require-hashes "$requirements"
[ "${3:-}" = apart ] || .tools/bin/uv pip install --quiet --python "$directory/bin/python" --no-deps --no-build-isolation --reinstall-package slackwater .
touch "$directory/.ready"
