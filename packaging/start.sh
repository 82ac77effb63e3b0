#!/bin/sh
# Starts Org Wizard from its source: sh packaging/start.sh [arguments of org-wizard]
# The first start makes the environment in .venv, and installs the system packages that are missing.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/packaging/shell/say.sh"
. "$root/packaging/shell/python.sh"
. "$root/packaging/shell/system.sh"
. "$root/packaging/shell/environment.sh"
. "$root/packaging/shell/screen.sh"

prepare practice

if ! has_screen && asks_for_a_window "$@"; then
    say "There is no screen here (DISPLAY and WAYLAND_DISPLAY are not set): the tour runs instead and saves its pictures in out/tour."
    set -- "$@" --tour out/tour
fi
exec "$venv/bin/org-wizard" "$@"
