#!/usr/bin/env bash
# Runs in a mount namespace of its own: pivot.sh ROOT PROJECT CACHE CMD… makes ROOT the root directory and runs CMD in PROJECT.
# pivot_root, not chroot: in a chroot runc cannot remount "/", and an exec into a container would land in the host's file system.
set -eu
root=$1 project=$2 cache=$3
shift 3

mount --bind "$root" "$root"
for place in /proc /sys /dev /run /tmp; do
    mkdir -p "$root$place"
    mount --rbind "$place" "$root$place"
done
for place in "$project" "$project/../shared" "$cache"; do
    [ -d "$place" ] || continue
    place=$(cd "$place" && pwd -P)
    case $place/ in /tmp/* | /run/*) continue ;; esac
    mkdir -p "$root$place"
    mount --bind "$place" "$root$place"
done
for file in /etc/resolv.conf /etc/hosts ${XAUTHORITY:+"$XAUTHORITY"}; do
    case $file in /tmp/* | /run/*) continue ;; esac
    [ -f "$file" ] || continue
    mkdir -p "$root${file%/*}"
    [ -e "$root$file" ] && ! [ -L "$root$file" ] || { rm -f "$root$file"; : >"$root$file"; }
    mount --bind "$file" "$root$file"
done
cd "$root"
mkdir -p .outside
pivot_root . .outside
cd "$project"
umount -l /.outside
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export CCACHE_DIR=$cache/ccache
export LANG=C.UTF-8
unset LD_LIBRARY_PATH LD_PRELOAD CC CXX CFLAGS CXXFLAGS
exec "$@"
