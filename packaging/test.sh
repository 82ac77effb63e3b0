#!/bin/sh
# Runs the tests: sh packaging/test.sh [arguments of pytest]
# The first run makes the environment in .venv, and installs the system packages that are missing.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/packaging/shell/say.sh"
. "$root/packaging/shell/python.sh"
. "$root/packaging/shell/system.sh"
. "$root/packaging/shell/environment.sh"

# No test may reach the AWS of the person who runs it, nor open a window.
for name in $(env | sed -n 's/^\(AWS_[A-Za-z0-9_]*\)=.*/\1/p'); do
    unset "$name"
done
unset DISPLAY WAYLAND_DISPLAY
export QT_QPA_PLATFORM=offscreen

# shellcheck disable=SC2034 # read in shell/system.sh
tests_want_a_keyring=yes
prepare test

cd -- "$root"
# Two processes at once: most of a run is waiting for the embedded AWS. `-n 0` among the arguments runs it in one.
exec "$venv/bin/python" -m pytest -n 2 --dist loadfile "$@"
