#!/usr/bin/env bash
# The scripts of installer/, as far as they can be tried from inside the environment that they make: what enter passes on, how lists of
# packages are read, where the archive's address comes from and what a user hears when something is missing.
. "$(dirname "$0")/../e2e/e2e.sh"
project=$(cd "$here/../.." && pwd -P)
enter=$project/installer/enter

chain enter
row passes_the_status expect 7 bash -c '"$0" sh -c "exit 7"; echo $?' "$enter"
row passes_the_end_by_a_signal expect 141 bash -c '"$0" sh -c "kill -PIPE \$\$"; echo $?' "$enter"
row passes_arguments_as_they_are expect "a b||it's|*|" "$enter" printf '%s|' 'a b' '' "it's" '*'
row passes_standard_input expect 'in put' bash -c 'echo "in put" | "$0" cat' "$enter"
row keeps_the_streams_apart expect out bash -c '"$0" sh -c "echo out; echo err >&2" 2>/dev/null' "$enter"
from_elsewhere() { (cd / && "$enter" pwd); }
row runs_in_the_project_folder expect "$project" from_elsewhere
is_itself() { "$enter" sleep 60 & local pid=$!; eventually 5 grep -qx sleep "/proc/$pid/comm"; kill "$pid"; }
row becomes_the_command is_itself
quick() {
    local began=$EPOCHREALTIME try
    for try in 1 2 3 4 5; do "$enter" true; done
    local each=$(((${EPOCHREALTIME/[.,]/} - ${began/[.,]/}) / 5000))
    echo "$each ms each"
    [ $each -lt 200 ]
}
row starts_in_a_fifth_of_a_second quick

# The functions, with commands of our own in front of the system's.
mkdir "$work/bin"
command_says() { printf '#!/bin/sh\ncat <<"END"\n%s\nEND\n' "$2" >"$work/bin/$1"; chmod +x "$work/bin/$1"; }
with_functions() { PATH=$work/bin:$PATH bash -c '. "$0"; "$@"' "$project/installer/common.sh" "$@"; }
lines() { printf '%s\n' "$@"; }

chain packages
listed() { with_functions packages "$1" | grep -cx "$2"; }
row reads_every_purpose expect 1 listed build ninja-build
row leaves_comments_out expect 0 bash -c '. "$0"; packages build run test | grep -c "[# ]"' "$project/installer/common.sh"
row lists_each_once expect '' bash -c '. "$0"; packages build run test | sort | uniq -d' "$project/installer/common.sh"

chain mirror
command_says apt-get "$(lines 'Elsewhere Elsewhere http://third.example/apt' 'Debian Debian http://first.example/debian' 'Debian Debian-Security http://sec.example')"
row takes_the_archive_of_debian_itself expect http://first.example/debian with_functions debian_mirror
command_says apt-get ''
row says_when_there_is_none expect 'whittle: apt names no Debian archive on this machine; add one to /etc/apt/sources.list' with_functions debian_mirror

chain systems
system() { printf 'ID=%s\nVERSION_ID="%s"\n' "$1" "$2" >"$work/os-release"; WHITTLE_OS_RELEASE=$work/os-release with_functions system_is_new_enough && echo new || echo old; }
row debian_13_is_new expect new system debian 13
row debian_12_is_old expect old system debian 12
row ubuntu_25_04_is_new expect new system ubuntu 25.04
row ubuntu_24_04_is_old expect old system ubuntu 24.04
row others_are_unknown expect old system fedora 41

chain missing
command_says dpkg-query "$(with_functions packages build run test | sed 's/|.*//; s/$/ installed/' | grep -v '^ccache ')"
command_says apt-cache ''
row says_nothing_when_all_is_there expect '' env PATH="$work/bin:$PATH" bash -c '. "$0"; install_on_system() { [ "$*" = ccache ] || echo "$*"; }; prepare_system' "$project/installer/common.sh"
unprivileged() {
    mkdir -p "$work/path"
    ln -sf "$work"/bin/* /usr/bin/{bash,sh,cat,dirname,env} "$work/path"
    chmod 755 "$work" "$work/bin" "$work/path"
    setpriv --reuid 65534 --regid 65534 --clear-groups env -i PATH="$work/path" HOME=/nonexistent WHITTLE_OS_RELEASE="$work/os-release" bash -c '
        . "$0"; PATH='"$work/path"'; prepare_system' "$project/installer/common.sh"
}
if [ "$(id -u)" = 0 ] && setpriv --reuid 65534 --regid 65534 --clear-groups test -r "$project/installer/common.sh"; then
    row tells_a_plain_user_what_is_missing expect 'whittle: missing: ccache; as root, run: apt-get install --no-install-recommends ccache' unprivileged
else
    skip_row tells_a_plain_user_what_is_missing 'needs root, and a project folder that others may read'
fi

finished=1
