# What the machine itself must have. Sourced by the other setup scripts.
# A missing part is installed when that can be done here and now; otherwise one exact line says how.

say() { printf '%s\n' "$*" >&2; }

# install PACKAGE... : Debian and Ubuntu packages, as root only.
install() {
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        say "Installing $* …"
        apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    elif command -v apt-get >/dev/null; then
        say "Missing: $*. Nothing was changed. Install it with this line, then try again:"
        say "    sudo apt-get install -y $*"
        exit 1
    else
        say "Missing: $*. Nothing was changed. Install it with your system's package manager, then try again."
        exit 1
    fi
}

# The first Python on this machine that is new enough.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# first COMMAND... : the first of these commands that exists.
first() {
    for candidate in "$@"; do
        command -v "$candidate" && return
    done
    return 1
}
