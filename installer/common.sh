# Shared by the scripts beside it; sourced, not run. Sets project, cache, root and the functions that prepare a place to build in.
# shellcheck shell=bash
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cache=${WHITTLE_CACHE:-${XDG_CACHE_HOME:-${HOME:?is not set}/.cache}/whittle}
root=$cache/root-trixie
# A plain user's path may lack what administrators use.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

say() { printf '%s\n' "whittle: $*" >&2; }
fail() { say "$*"; exit 2; }

# The packages of the purposes named (build, run, test), one a line, each once: "name" or "name|other" where distributions differ.
packages() {
    local name line
    local -A seen=()
    for name in "$@"; do
        while read -r line || [ -n "$line" ]; do
            line=${line%%#*}
            line=${line//[[:space:]]/}
            [ -z "$line" ] || [ -n "${seen[$line]:-}" ] || { seen[$line]=1; printf '%s\n' "$line"; }
        done <"$project/installer/packages.$name"
    done
}

# True where the system itself has what the programs are built with (Debian 13, Ubuntu 25.04 and newer).
system_is_new_enough() {
    local ID='' VERSION_ID=''
    # shellcheck disable=SC1091
    . "${WHITTLE_OS_RELEASE:-/etc/os-release}"
    case $ID in
        debian) [ "${VERSION_ID:-99}" -ge 13 ] ;;
        ubuntu) [ "${VERSION_ID%%.*}" -ge 25 ] ;;
        *) false ;;
    esac
}

# Installs packages with the system's apt, as root or with sudo.
install_on_system() {
    local -a become=()
    if [ "$EUID" != 0 ]; then
        command -v sudo >/dev/null || fail "missing: $*; as root, run: apt-get install --no-install-recommends $*"
        become=(sudo)
    fi
    say "installing with apt: $*"
    "${become[@]}" apt-get update -qq >&2 || say "apt-get update failed; trying with the lists that are here"
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 \
        || fail "apt-get could not install: $*"
}

# The archive that this machine's own apt uses for Debian itself.
debian_mirror() {
    local uri
    uri=$(apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
        | sed -n 's/^Debian Debian //p' | sed -n 1p)
    if [ -z "$uri" ]; then
        # Before the first "apt-get update" no origin is known: take the first main archive that the configuration names.
        uri=$(apt-get indextargets --format '$(COMPONENT) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
            | sed -n 's/^main //p' | sed -n 1p)
    fi
    [ -n "$uri" ] || fail "apt names no Debian archive on this machine; add one to /etc/apt/sources.list"
    printf '%s\n' "$uri"
}

# How a mount namespace of our own is made. A plain user is uid 0 in a user namespace, with the ids of /etc/subuid for the others.
if [ "$EUID" = 0 ]; then
    own_namespace=(unshare --mount --propagation private)
else
    own_namespace=(unshare --map-root-user --map-auto --mount --propagation private)
fi

# Says what a plain user lacks, in one line.
check_namespace() {
    local error
    [ "$EUID" = 0 ] || command -v newuidmap >/dev/null || install_on_system uidmap
    error=$("${own_namespace[@]}" true 2>&1) && return
    [ "$EUID" != 0 ] || fail "a mount namespace is needed, and unshare says: ${error//$'\n'/ }"
    grep -q "^\($(id -un)\|$EUID\):" /etc/subuid 2>/dev/null \
        || fail "$(id -un) has no sub-ids; as root, run: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    fail "user namespaces for plain users are needed (or run as root), and unshare says: ${error//$'\n'/ }"
}

# Runs a command inside the Debian 13 root, in a mount namespace of its own.
in_root() {
    "${own_namespace[@]}" bash "$project/installer/pivot.sh" "$root" "$project" "$cache" "$@"
}

# The packages that are wanted and not yet in the root's own list; true when there are none.
root_is_complete() {
    local line
    local -A installed=()
    missing=()
    [ -e "$root/.whittle-base" ] || return 1
    if [ -r "$root/.whittle-installed" ]; then
        while read -r line; do installed[${line:-none}]=1; done <"$root/.whittle-installed"
    fi
    while read -r line; do
        [ -n "${installed[$line]:-}" ] || missing+=("$line")
    done < <(packages build run test)
    [ ${#missing[@]} = 0 ]
}

make_root() {
    command -v mmdebstrap >/dev/null || install_on_system mmdebstrap
    local mirror part=$root.part
    mirror=$(debian_mirror)
    say "making a Debian 13 root in $root (once, a minute or two)"
    # What an interrupted run left. In the namespace, because a plain user does not own all of it outside.
    "${own_namespace[@]}" rm -rf "$part" "$root"
    # mode=root for a plain user as well, who is uid 0 in the namespace but may mount neither /proc nor /sys anew there: the base
    # packages do without, and the others are installed through pivot.sh, which has both.
    local -a skip=()
    [ "$EUID" = 0 ] || skip=(--skip=chroot/mount/proc,chroot/mount/sys)
    "${own_namespace[@]}" mmdebstrap --quiet --mode=root "${skip[@]}" --variant=apt --include=mount,ca-certificates \
        trixie "$part" "deb $mirror trixie main" >&2 || fail "mmdebstrap failed; the lines above say why"
    touch "$part/.whittle-base"
    mv "$part" "$root"
}

prepare_root() {
    local -a missing=()
    root_is_complete && return
    mkdir -p "$cache"
    check_namespace
    # Held by everything that this starts, too: after a kill the next run waits until the last of it is gone.
    exec 9>"$cache/prepare.lock"
    flock --nonblock 9 || { say "waiting for another preparation of $root"; flock 9; }
    if ! root_is_complete; then
        [ -e "$root/.whittle-base" ] || make_root
        root_is_complete || true
        say "installing ${#missing[@]} packages into $root"
        printf '%s\n' "${missing[@]//|*/}" | in_root bash "$project/installer/install_packages.sh" \
            || fail "installing packages into $root failed; the lines above say why"
        printf '%s\n' "${missing[@]}" >>"$root/.whittle-installed"
    fi
    exec 9>&-
}

prepare_system() {
    local -a missing=()
    local -A installed=()
    local line name found
    while read -r name line; do
        [ "$line" != installed ] || installed[$name]=1
    done < <(dpkg-query -W -f '${Package} ${db:Status-Status}\n')
    while read -r line; do
        found=
        for name in ${line//|/ }; do [ -z "${installed[$name]:-}" ] || found=1; done
        [ -n "$found" ] || missing+=("$line")
    done < <(packages build run test)
    [ ${#missing[@]} -gt 0 ] || return 0
    local -a names=()
    for line in "${missing[@]}"; do
        # The first of the alternatives that this distribution has; the last one's name for the error when it has none.
        for name in ${line//|/ }; do apt-cache show --no-all-versions "$name" >/dev/null 2>&1 && break; done
        names+=("$name")
    done
    install_on_system "${names[@]}"
}

prepare() {
    if system_is_new_enough; then prepare_system; else prepare_root; fi
}
