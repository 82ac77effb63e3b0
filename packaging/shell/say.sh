# What the scripts tell people goes to standard error: standard output belongs to the program.
# shellcheck shell=sh

say() {
    printf '%s\n' "$*" >&2
}

stop() {
    say "$@"
    exit 1
}

# The end of a log, for the person who has to find out what went wrong.
show_end_of() { # FILE
    tail -n 20 "$1" | sed 's/^/    /' >&2
}
