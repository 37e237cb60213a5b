#!/bin/sh
# What the tests drive: Debian's chromium and firefox-esr, the D-Bus on which they play a strap, and a program that speaks.
set -eu
cd "$(dirname "$0")/.."
. setup/machine.sh

missing=
first chromium chromium-browser >/dev/null || missing="$missing chromium"
first firefox-esr firefox >/dev/null || missing="$missing firefox-esr"
first dbus-daemon >/dev/null || missing="$missing dbus-daemon"
first espeak-ng >/dev/null || missing="$missing espeak-ng"
# shellcheck disable=SC2086  # a list of words
[ -z "$missing" ] || install $missing
