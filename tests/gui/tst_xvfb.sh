#!/usr/bin/env bash
# The real program on a real X server, driven by the keyboard alone: open, filter, edit, save, undo, charts, quit. The pictures stay in the build
# folder. Nothing may be said on standard error: Qt says its warnings there.
. "$(dirname "$0")/../e2e/e2e.sh"

project=$(cd "$here/../.." && pwd -P)
pictures=${WHITTLE_ARTEFACTS:-$bin/../artefacts}/xvfb
xserver='' manager='' program=''

clean_up() {
    # Started here, ended here: the program first.
    for pid in $program $manager $xserver; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done
}

for tool in Xvfb xdotool openbox scrot; do
    command -v $tool >/dev/null || skip_all "$tool is not installed"
done

start_xserver() {
    Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset 3>"$work/display" >"$work/xserver.log" 2>&1 &
    xserver=$!
    eventually 30 test -s "$work/display" || return
    export DISPLAY=:$(<"$work/display")
    HOME=$work XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache openbox >"$work/openbox.log" 2>&1 &
    manager=$!
    mkdir -p "$pictures"
    rm -f "$pictures"/*.png
}

title() { xdotool getwindowname "$window" 2>/dev/null; }
titled() { [[ $(title) == $1 ]]; }
window_is_there() { window=$(xdotool search --onlyvisible --name Whittle 2>/dev/null | tail -n 1) && [ -n "$window" ] && titled '*profile.json*'; }
# The keys as a person presses them, to whatever has the focus.
key() { xdotool key --clearmodifiers --delay 40 "$@" && sleep 0.3; }
types() { xdotool type --delay 15 "$1" && sleep 0.4; }
picture() {
    scrot --overwrite "$pictures/$1.png" || return
    # An empty window is a few kilobytes.
    local size
    size=$(stat -c %s "$pictures/$1.png")
    [ "$size" -gt 15000 ] || { echo "$1.png has $size bytes: nothing is drawn in it"; return 1; }
}
decides() { "$cli" decide "$work/profile.json" --arch x86_64 "$1"; }
decided() { [ "$(decides keyctl)" = "$1" ]; }
same_json() { python3 -c 'import json, sys; sys.exit(json.load(open(sys.argv[1])) != json.load(open(sys.argv[2])))' "$work/profile.json" "$project/resources/profiles/docker-default.json"; }

start_program() {
    cp "$project/resources/profiles/docker-default.json" "$work/profile.json"
    HOME=$work XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data XDG_RUNTIME_DIR=$work/run QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8 \
        "$bin/whittle" "$work/profile.json" >"$work/said" 2>"$work/warnings" &
    program=$!
    eventually 30 window_is_there
}

open_and_filter() {
    xdotool windowactivate --sync "$window" && key ctrl+f && types 'name=keyctl' && picture 1-filtered && key Down
}
allow_and_save() {
    # Space lets the selected syscall through; the title has a mark until it is saved.
    key space && eventually 30 titled '*[*]*' && picture 2-changed && key ctrl+s && eventually 30 decided SCMP_ACT_ALLOW
}
undo_and_save() {
    key ctrl+z && eventually 30 titled '*[*]*' && key ctrl+s && eventually 30 same_json
}
look_at_charts() {
    # From the first view of the profile backwards to its last one, past the buttons, into the chart.
    key ctrl+shift+Tab && sleep 0.7 && picture 3-charts && key Tab Tab Tab Tab && picture 4-chart-part
}
follow_a_part() {
    key Return && sleep 0.5 && picture 5-from-the-chart
}
said_nothing() { cat "$work/warnings"; [ ! -s "$work/warnings" ]; }

# Steps run in a shell of their own; what starts and ends programs stays in this one.
chain keyboard
mkdir -m 700 "$work/run"
start_xserver || exit
start_program || { cat "$work/warnings"; exit 1; }
row denies_at_first decided 'SCMP_ACT_ERRNO(1)'
step opens_and_filters open_and_filter
step allows_and_saves allow_and_save
step undoes_and_saves undo_and_save
step shows_charts look_at_charts
step follows_a_part follow_a_part
key ctrl+q
status=0
wait "$program" || status=$?
program=''
row ends_with_status_0 test "$status" = 0
row says_no_warning said_nothing
finished=1
