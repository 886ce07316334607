#!/usr/bin/env bash
# Runs in a mount namespace of its own: pivot.sh ROOT PROJECT CACHE CMD… makes ROOT the root directory and runs CMD in PROJECT.
# pivot_root, not chroot: in a chroot runc cannot remount "/", and an exec into a container would land in the host's file system.
set -eu
root=$1 project=$2 cache=$3
shift 3

# Where something of the host appears at its own path inside. What is below a place that came before is there already.
shown=()
show() {
    local place=$1 before
    for before in "${shown[@]}"; do
        case $place/ in "$before"/*) return 0 ;; esac
    done
    if [ -d "$place" ]; then
        [ -d "$root$place" ] || mkdir -p "$root$place"
        mount --rbind "$place" "$root$place"
    elif [ -f "$place" ] || [ -S "$place" ]; then
        [ -d "$root${place%/*}" ] || mkdir -p "$root${place%/*}"
        [ -f "$root$place" ] && ! [ -L "$root$place" ] || { rm -f "$root$place"; : >"$root$place"; }
        mount --bind "$place" "$root$place"
        return 0
    else
        return 0
    fi
    shown+=("$place")
}

places=(/tmp /proc /sys /dev)
read -r _ _ ids </proc/self/uid_map
if [ "$ids" = 4294967295 ]; then
    places+=(/run)
else
    # A plain user may not write to the machine's /run, and Podman has to: one of our own, with what is of use in it.
    mount -t tmpfs -o mode=755 tmpfs "$root/run"
    mkdir "$root/run/lock"
    places+=(/run/docker.sock /run/podman /run/dbus /run/systemd/resolve)
fi
# The user's own files, for settings, git's identity and the editor's file dialogs. Not when HOME is something of the system.
case ${HOME:-/} in
    / | /bin* | /boot* | /etc* | /lib* | /sbin* | /usr* | /var) ;;
    /*) places+=("${HOME%/}") ;;
esac
places+=("$project" "${project%/*}/shared" "$(readlink -f "${project%/*}/shared" || true)" "$cache")
# A git worktree keeps its history elsewhere: in the file .git stands where.
if [ -f "$project/.git" ]; then
    read -r _ gitdir <"$project/.git" || true
    case $gitdir in /*) ;; *) gitdir=$project/$gitdir ;; esac
    if [ -f "$gitdir/commondir" ]; then
        read -r common <"$gitdir/commondir"
        case $common in /*) ;; *) common=$gitdir/$common ;; esac
        gitdir=$common
    fi
    [ ! -d "$gitdir" ] || places+=("$(cd "$gitdir" && pwd -P)")
fi
places+=(/etc/resolv.conf /etc/hosts "${XDG_RUNTIME_DIR:-}" "${XAUTHORITY:-}")

# First what holds the root itself, while nothing is mounted in it: or all of it would be seen there a second time.
outermost=
for place in "${places[@]}"; do
    case $root/ in
        "${place:-none}"/*) [ -n "$outermost" ] && [ ${#outermost} -le ${#place} ] || outermost=$place ;;
    esac
done
for place in "$outermost" "${places[@]}"; do
    [ -z "$place" ] || show "$place"
done
# Podman as root of the machine keeps a lock there that is not ours.
[ "$ids" = 4294967295 ] || mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount --rbind "$root" "$root"

cd "$root"
[ -d .outside ] || mkdir .outside
pivot_root . .outside
cd "$project"
umount -l /.outside

# The root has one locale; the language of the programs' texts stays the user's.
language=${LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}
case $language in '' | C | C.* | POSIX) unset LANGUAGE ;; *) export LANGUAGE=${language%%.*} ;; esac
unset "${!LC_@}"
export LANG=C.UTF-8
# A terminal that only the host describes.
name=${TERM:-dumb}
[ -e "/usr/share/terminfo/${name:0:1}/$name" ] || [ -e "/usr/lib/terminfo/${name:0:1}/$name" ] || [ -e "/lib/terminfo/${name:0:1}/$name" ] \
    || export TERM=xterm-256color
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export SHELL=/bin/bash
# Relative paths in the compiler cache, so that another clone finds what this one compiled.
export CCACHE_DIR=$cache/ccache CCACHE_BASEDIR=$project CCACHE_NOHASHDIR=1 CCACHE_PCH_EXTSUM=1 \
    CCACHE_SLOPPINESS=pch_defines,time_macros WHITTLE_CACHE=$cache
unset LD_LIBRARY_PATH LD_PRELOAD CC CXX CFLAGS CXXFLAGS LDFLAGS PYTHONPATH PYTHONHOME PERL5LIB
exec "$@"
