# Finds the Python to make the environment with.
# shellcheck shell=sh disable=SC2034

python=

version_of() { # PYTHON
    "$1" -I -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null
}

version_fits() { # VERSION
    case $1 in
    3.11.* | 3.12.* | 3.13.*) return 0 ;;
    *) return 1 ;;
    esac
}

# Sets $python to the first one that fits, or ends with one sentence that says what to do.
find_python() {
    found=
    for candidate in python3 python3.13 python3.12 python3.11; do
        # A name alone proves nothing: version managers leave commands behind that only print an error.
        version=$(version_of "$candidate") || continue
        if version_fits "$version"; then
            python=$candidate
            return 0
        fi
        found=${found:-$version}
    done
    stop "Org Wizard runs on Python 3.11, 3.12 or 3.13, and this computer has ${found:-none}:" \
        "install one of them ($(python_to_install)) and start again."
}

python_to_install() {
    for candidate in python3.13 python3.12 python3.11; do
        if apt_knows "$candidate"; then
            printf 'sudo apt-get install %s %s-venv' "$candidate" "$candidate"
            return
        fi
    done
    printf 'Debian 12 and 13 and Ubuntu 24.04 have one'
}
