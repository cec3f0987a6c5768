# shellcheck shell=bash
# What bin/demo and bin/test share: find Rust, and install what the build and the server need. Sourced, not run.

say() { printf '== %s\n' "$*" >&2; }

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# The distribution's id from os-release: debian, ubuntu, fedora, ...; empty where there is none.
distribution() {
    # shellcheck disable=SC1091  # not part of this repository
    [ -r /etc/os-release ] && (. /etc/os-release && printf '%s' "${ID:-}")
}

uses_apt() { have apt-get && have dpkg-query; }

# Runs a command as root: as it is, or through sudo, which may ask for a password where there is a terminal.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif have sudo && [ -t 2 ]; then
        sudo "$@"
    elif have sudo; then
        sudo -n "$@"
    else
        fail "this needs root, and there is no sudo here. Ask somebody with root to run: $*"
    fi
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" >&2; }

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# need_packages WHY PACKAGE...: installs those of the packages that are missing, after saying so.
need_packages() {
    local why=$1 package missing=()
    shift
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]} with apt: $why"
    [ -n "${lists_are_fresh:-}" ] || apt_get update
    lists_are_fresh=yes
    apt_get install --no-install-recommends -y "${missing[@]}"
}

# First pages of PDFs are drawn by poppler; without it they show an icon.
need_poppler() {
    have pdftoppm && return
    if uses_apt; then
        need_packages "poppler draws the first pages of PDFs" poppler-utils
    else
        say "pdftoppm (poppler) is not found here: PDFs show an icon; going on all the same"
    fi
}

# Puts cargo on PATH: rustup's own directory is not on it in a shell that was open before, or in a service.
need_rust() {
    have cargo || PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
    export PATH
    have cargo || fail "there is no cargo. Install Rust (https://rustup.rs):
  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --profile minimal"
}

# A C compiler, as libpq is built from source and as Rust links with it, and OpenSSL's headers, which libpq includes.
need_compiler() {
    if uses_apt; then
        need_packages "Rust links with gcc, and libpq is compiled with it against OpenSSL" \
            gcc libc6-dev pkg-config libssl-dev ca-certificates
        return
    fi
    if ! have cc || ! have pkg-config || ! pkg-config --exists openssl; then
        say "the build needs a C compiler, pkg-config and OpenSSL 3 with its headers, and not all are found here:
     dnf install gcc pkgconf openssl-devel  |  pacman -S gcc pkgconf openssl  |  brew install pkg-config openssl@3
   Going on all the same."
    fi
}

# Is there a PostgreSQL server that outlay's embedded server will find? The same places as in
# src/tenancy/embedded/binaries.rs; versions are for outlay to judge.
has_postgres() {
    local place
    if [ -n "${OUTLAY_POSTGRES_BIN:-}" ]; then
        [ -x "$OUTLAY_POSTGRES_BIN/initdb" ]
        return
    fi
    have initdb && return
    for place in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin \
        /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin; do
        [ -x "$place/initdb" ] && [ -x "$place/postgres" ] && return
    done
    return 1
}

# PostgreSQL's programs. Debian's package would also make and start a server of its own on port 5432; outlay needs none,
# so a drop-in switches that off while it installs. A machine that has postgresql-common already keeps its own settings.
need_postgres() {
    has_postgres && return
    uses_apt || fail "there is no PostgreSQL 14 or newer here. Install it:
  dnf install postgresql-server  |  pacman -S postgresql  |  brew install postgresql@17
or set OUTLAY_POSTGRES_BIN to the directory with its initdb."
    local why="outlay runs a PostgreSQL of its own, in its data directory"
    local drop_in=/etc/postgresql-common/createcluster.d/outlay.conf installed=yes
    if is_installed postgresql-common; then
        need_packages "$why" postgresql
        return
    fi
    as_root mkdir -p "${drop_in%/*}"
    echo 'create_main_cluster = false' | as_root tee "$drop_in" >/dev/null
    need_packages "$why (Debian's default server is neither made nor started)" postgresql || installed=no
    as_root rm -f "$drop_in"
    [ "$installed" = yes ] || fail "PostgreSQL could not be installed"
}
