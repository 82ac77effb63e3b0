# Makes the environment in .venv from a lock file, once, and knows when it is whole.
#
# .venv/.incomplete is there from before the first file until after the last: an environment that has it was
# interrupted, and is made anew. .venv/.installed is written last and says from what the environment was made.
# Callers set $root.
# shellcheck shell=sh disable=SC2154

venv=$root/.venv
incomplete=$venv/.incomplete
stamp=$venv/.installed
lock=$venv/.lock
log=$venv/install.log

checksum_of_input() {
    if command -v sha256sum >/dev/null 2>&1; then
        digest="sha256sum"
    else
        digest="cksum"
    fi
    cat "$root/pyproject.toml" "$root/packaging/lock/practice.txt" "$root/packaging/lock/test.txt" |
        "$digest" | cut -d ' ' -f 1
}

stamp_of() { # EXTRA, PYTHON VERSION
    printf '%s\n' "root $root" "python $2" "extra $1" "input $(checksum_of_input)"
}

# Whether nothing is left to install. An environment with the test extra holds all that the practice extra asks for.
environment_is_ready() { # EXTRA
    [ -f "$stamp" ] && [ ! -e "$incomplete" ] || return 1
    version=$(version_of "$venv/bin/python") || return 1
    written=$(cat "$stamp")
    [ "$written" = "$(stamp_of test "$version")" ] ||
        { [ "$1" = practice ] && [ "$written" = "$(stamp_of practice "$version")" ]; }
}

# Whether packages can be installed into what is there. Its scripts name their folder: after a move it is of no use.
environment_is_usable() {
    [ ! -e "$incomplete" ] || return 1
    version=$(version_of "$venv/bin/python") && version_fits "$version" || return 1
    [ ! -f "$stamp" ] || grep -q -x -F "root $root" "$stamp" || return 1
    "$venv/bin/python" -I -c 'import pip' 2>/dev/null
}

make_empty_environment() {
    [ -n "$python" ] || find_python
    say "Making the Python environment in $venv"
    : >"$incomplete"
    # The mark stays while the rest goes, so that an interrupted removal is seen too; the lock stays for who waits.
    find "$venv" -mindepth 1 -maxdepth 1 ! -name .incomplete ! -name .lock -exec rm -rf {} +
    if ! "$python" -I -m venv "$venv" >"$log" 2>&1; then
        show_end_of "$log"
        stop "$python could not make the environment in $venv, for the reason above. Mend that, then start again."
    fi
}

pip_quietly() { # ARGUMENTS of pip install
    # Settings of the person that would put packages elsewhere, or refuse the project, which has no hash.
    PIP_USER=0 PIP_REQUIRE_HASHES=0 "$venv/bin/python" -I -m pip install --quiet --disable-pip-version-check --no-input \
        "$@" >>"$log" 2>&1 </dev/null
}

install_into_environment() { # EXTRA
    : >"$incomplete"
    rm -f "$stamp"
    : >"$log"
    say "Installing Python packages from packaging/lock/$1.txt (a few minutes the first time)"
    # Wheels only: a fresh computer has no compiler, and what would be built has no pinned hash.
    if ! pip_quietly --require-hashes --only-binary :all: -r "$root/packaging/lock/$1.txt" ||
        ! pip_quietly --no-deps --no-build-isolation -e "$root"; then
        show_end_of "$log"
        stop "pip could not install the packages, for the reason above (all of it is in $log)." \
            "Mend that, then start again."
    fi
    stamp_of "$1" "$(version_of "$venv/bin/python")" >"$stamp.new"
    mv "$stamp.new" "$stamp"
    rm -f "$incomplete"
}

# One at a time. Children inherit the lock: a pip that outlives a killed script still holds it.
lock_environment() {
    mkdir -p "$venv"
    exec 9>"$lock"
    command -v flock >/dev/null 2>&1 || return 0 # Debian and Ubuntu always have it
    if ! flock -n 9; then
        say "Another start is installing into $venv; waiting for it to end"
        flock 9 || say "The file system of $lock has no locks; going on without one"
    fi
}

require_permission() {
    for folder in "$root" "$venv"; do
        if [ -e "$folder" ] && [ ! -w "$folder" ]; then
            stop "You may not write into $folder: start as its owner, or use a copy of your own."
        fi
    done
}

make_environment() { # EXTRA
    require_permission
    lock_environment
    if ! environment_is_ready "$1"; then
        extra=$1
        if [ -f "$stamp" ] && grep -q -x 'extra test' "$stamp"; then
            extra="test"
        fi
        environment_is_usable || make_empty_environment
        install_into_environment "$extra"
    fi
    exec 9>&-
}

# Everything that the program (extra "practice") or its tests (extra "test") need.
prepare() { # EXTRA
    if environment_is_ready "$1"; then
        require_packages
    else
        environment_is_usable || find_python
        require_packages
        make_environment "$1"
    fi
}
