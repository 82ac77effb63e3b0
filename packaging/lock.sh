#!/bin/sh
# Writes packaging/lock/*.txt anew from pyproject.toml: sh packaging/lock.sh [arguments of uv pip compile]
#
# Needs uv (`.venv/bin/pip install uv`, or one on the PATH). Pins stay as they are where they still fit; newer versions
# come with `--upgrade`, or `--upgrade-package NAME` for one. Both locks hold one resolution that is right for Python
# 3.11 to 3.13 on Linux, macOS and Windows alike, and the build backend, so that the project itself installs without
# fetching anything more. Where packages come from is the business of pip's own settings: no address is written.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd -- "$root"

uv=.venv/bin/uv
[ -x "$uv" ] || uv=uv
command -v "$uv" >/dev/null 2>&1 || {
    echo "lock.sh needs uv: run .venv/bin/pip install uv, then this again." >&2
    exit 1
}

build_backend() {
    sed -n '/^\[build-system\]/,/^\[/s/^requires = \["\(.*\)"\]$/\1/p' pyproject.toml
}

compile() { # NAME, ARGUMENTS of uv pip compile
    name=$1
    shift
    build_backend | "$uv" pip compile pyproject.toml - "$@" --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --custom-compile-command "sh packaging/lock.sh" \
        --output-file "packaging/lock/$name.txt"
}

compile test --extra practice --extra test "$@"
compile practice --extra practice --constraint packaging/lock/test.txt "$@"
