#!/bin/sh
# Debian's chromium and firefox-esr, which the tests drive.
set -eu
cd "$(dirname "$0")/.."
. setup/machine.sh

missing=
first chromium chromium-browser >/dev/null || missing="$missing chromium"
first firefox-esr firefox >/dev/null || missing="$missing firefox-esr"
# shellcheck disable=SC2086  # a list of words
[ -z "$missing" ] || install $missing
