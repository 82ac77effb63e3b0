# Whether a window can be shown, and whether the arguments ask for one.
# shellcheck shell=sh

has_screen() {
    [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}${QT_QPA_PLATFORM-}" ] || [ "$(uname -s)" = Darwin ]
}

asks_for_a_window() { # ARGUMENTS of the program
    before=
    for argument; do
        case $argument in
        --tour | --tour=* | --self-check | --version | --profiles | --simulator | --help | -h | --demo=list) return 1 ;;
        esac
        [ "$before $argument" != "--demo list" ] || return 1
        before=$argument
    done
}
