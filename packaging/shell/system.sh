# Finds out which system packages are missing, and installs them where it may.
# shellcheck shell=sh

font_folders="/usr/share/fonts /usr/local/share/fonts"

# What the Qt of PySide6-Essentials links to and does not bring, each with the Debian package that holds it.
libraries_always() {
    cat <<'TABLE'
libglib-2.0.so.0 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0
libEGL.so.1 libegl1
libGL.so.1 libgl1
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
TABLE
}

libraries_on_screen() {
    cat <<'TABLE'
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-render.so.0 libxcb-render0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
TABLE
}

libraries_needed() {
    libraries_always
    if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
        libraries_on_screen
    fi
}

# apt-cache succeeds with nothing to show for a name that other packages merely mention.
apt_knows() { # PACKAGE
    [ -n "$(apt-cache show "$1" 2>/dev/null)" ]
}

is_installed() { # PACKAGE
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Debian 13 and Ubuntu 24.04 renamed a few packages for 64-bit time; older ones know the plain name only.
name_here() { # PACKAGE
    if [ "$1" = libglib2.0-0 ] && apt_knows libglib2.0-0t64; then
        echo libglib2.0-0t64
    else
        echo "$1"
    fi
}

has_font() {
    # shellcheck disable=SC2086 # a list of folders without spaces
    [ -n "$(find -L $font_folders "${HOME:-/nonexistent}/.fonts" "${HOME:-/nonexistent}/.local/share/fonts" \
        -name '*.[ot]t[cf]' 2>/dev/null | head -n 1)" ]
}

# The packages that are missing, one line each. A library that apt did not install counts as much as one that it did.
missing_packages() {
    if [ -n "$python" ] && ! "$python" -I -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$python-venv"
    fi
    # People's PATH has no /sbin on Debian.
    loadable=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null) || loadable=
    libraries_needed | while read -r library package; do
        case $loadable in
        *"$library "*) continue ;;
        esac
        package=$(name_here "$package")
        is_installed "$package" || echo "$package"
    done
    has_font || echo fonts-dejavu-core
    # Tests that need a real keyring are left out where it cannot be installed without asking somebody.
    if [ -n "${tests_want_a_keyring-}" ] && [ "$(id -u)" -eq 0 ]; then
        command -v gnome-keyring-daemon >/dev/null 2>&1 || echo gnome-keyring
        command -v dbus-run-session >/dev/null 2>&1 || echo dbus
    fi
}

apt_quietly() { # ARGUMENTS of apt-get
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" >>"$apt_log" 2>&1 </dev/null
}

install_packages() { # PACKAGES
    apt_log=$(mktemp)
    for package; do
        if ! apt_knows "$package"; then
            say "Reading apt's lists of packages"
            apt_quietly update || say "apt-get update did not finish; going on with the lists that are there."
            break
        fi
    done
    # The lists may only now tell what a package is called here.
    set -f
    # shellcheck disable=SC2046 # one word for each package
    set -- $(missing_packages)
    set +f
    say "Installing system packages with apt: $*"
    if ! apt_quietly install --no-install-recommends "$@"; then
        # An earlier run was interrupted, or the lists have grown old and name files that are gone.
        DEBIAN_FRONTEND=noninteractive dpkg --configure -a >>"$apt_log" 2>&1 </dev/null || :
        apt_quietly update || :
        if ! apt_quietly install --no-install-recommends "$@"; then
            show_end_of "$apt_log"
            rm -f "$apt_log"
            stop "apt could not install these packages, for the reason above. Try it by hand, then start again:" \
                "apt-get install $*"
        fi
    fi
    rm -f "$apt_log"
}

lists_to_read() { # PACKAGES in one word
    apt_knows "${1%% *}" || printf 'sudo apt-get update && '
}

# Makes sure that the system packages are there, or ends with the line to run.
require_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=$(missing_packages | tr '\n' ' ')
    missing=${missing% }
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        stop "Qt needs what these Debian packages hold: $missing." \
            "This computer has no apt: install them with its own package manager, then start again."
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "Some system packages are missing. Install them with this line, then start again:"
        stop "$(lists_to_read "$missing")sudo apt-get install --no-install-recommends $missing"
    fi
    # shellcheck disable=SC2086 # one word for each package
    install_packages $missing
    missing=$(missing_packages | tr '\n' ' ')
    [ -z "$missing" ] || stop "apt is done, yet this is still missing: $missing"
}
