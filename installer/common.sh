# Shared by the scripts beside it; sourced, not run. Sets project, cache, root and the functions that prepare a place to build in.
# shellcheck shell=bash
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cache=${WHITTLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/whittle}
root=$cache/root-trixie

say() { printf '%s\n' "whittle: $*" >&2; }
fail() { say "$*"; exit 2; }

# The packages of one purpose: packages NAME…
packages() {
    local name
    for name in "$@"; do
        sed 's/#.*//' "$project/installer/packages.$name" | tr -s ' \t' '\n' | sed '/^$/d'
    done
}

# True where the system itself has what the programs are built with (Debian 13, Ubuntu 25.04 and newer).
system_is_new_enough() {
    (
        # shellcheck disable=SC1091
        . /etc/os-release
        case ${ID:-} in
            debian) [ "${VERSION_ID:-99}" -ge 13 ] ;;
            ubuntu) [ "${VERSION_ID%%.*}" -ge 25 ] ;;
            *) false ;;
        esac
    )
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# The archive that this machine's own apt uses for Debian itself.
debian_mirror() {
    local uri
    uri=$(apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
        | sed -n 's/^Debian Debian //p' | head -n 1)
    if [ -z "$uri" ]; then
        # Before the first "apt-get update" no origin is known: take the first main archive that the configuration names.
        uri=$(apt-get indextargets --format '$(COMPONENT) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
            | sed -n 's/^main //p' | head -n 1)
    fi
    [ -n "$uri" ] || fail "apt names no Debian archive on this machine; add one to /etc/apt/sources.list"
    printf '%s\n' "$uri"
}

# Runs a command inside the Debian 13 root, in a mount namespace of its own.
in_root() {
    local -a how=(unshare --mount --propagation private)
    [ "$(id -u)" = 0 ] || how=(unshare --map-root-user --map-auto --mount --propagation private)
    exec_or_run "${how[@]}" bash "$project/installer/pivot.sh" "$root" "$project" "$cache" "$@"
}
exec_or_run() { "$@"; }

prepare_root() {
    local wanted stamp=$root/.whittle-packages
    wanted=$(packages build run test | sort -u | sha256sum | cut -d' ' -f1)
    [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted" ] && return
    mkdir -p "$cache"
    exec 9>"$cache/prepare.lock"
    flock 9
    [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted" ] && { exec 9>&-; return; }
    if ! [ -e "$root/.whittle-base" ]; then
        command -v mmdebstrap >/dev/null || {
            say "installing mmdebstrap"
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq mmdebstrap uidmap >&2
        }
        say "making a Debian 13 root in $root (once, some minutes)"
        rm -rf "$root"
        mmdebstrap --quiet --variant=apt --include=mount,ca-certificates trixie "$root" "deb $(debian_mirror) trixie main" >&2
        touch "$root/.whittle-base"
    fi
    say "installing packages into $root"
    # shellcheck disable=SC2046
    in_root bash -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/tmp/whittle-apt.$$ 2>&1 \
        || { tail -n 20 /tmp/whittle-apt.$$ >&2; rm -f /tmp/whittle-apt.$$; exit 1; }; rm -f /tmp/whittle-apt.$$' \
        - $(packages build run test) || fail "installing packages failed; the lines above say why"
    printf '%s\n' "$wanted" >"$stamp"
    exec 9>&-
}

prepare_system() {
    local missing
    # shellcheck disable=SC2046
    missing=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $(packages build run test) 2>/dev/null \
        | sed -n 's/ installed$//p' | sort -u | comm -13 - <(packages build run test | sort -u))
    [ -z "$missing" ] && return
    say "installing packages"
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
}

prepare() {
    if system_is_new_enough; then prepare_system; else prepare_root; fi
}
