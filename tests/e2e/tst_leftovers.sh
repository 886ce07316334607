#!/usr/bin/env bash
# What is left behind when recording is stopped: nothing, at once or after the next start. On the Docker that DOCKER_HOST names.
. "$(dirname "$0")/e2e.sh"
run_below "$here/../support/engine-docker" "$0" "$@"

archive=$(image tiny)
containers() { docker ps --all --quiet | wc -l; }
running() { [ "$(docker ps --quiet | wc -l)" -gt 0 ]; }
no_containers() { [ "$(containers)" = 0 ] && [ -z "$(docker volume ls --quiet)" ]; }

start_recording() {
    "$cli" record --archive "$archive" --no-http-probe --for 300 -o "$work/stopped.whittle.json" >"$work/record.log" 2>&1 &
    recorder=$!
    eventually 30 running || { cat "$work/record.log"; return 1; }
}

interrupted() {
    local status=0
    start_recording || return 1
    kill -"$1" "$recorder"
    wait "$recorder" || status=$?
    cat "$work/record.log"
    [ $status = 2 ] && no_containers && [ ! -e "$work/stopped.whittle.json" ]
}
chain interrupt
row leaves_nothing_after_ctrl_c interrupted INT
row leaves_nothing_after_term interrupted TERM

killed() {
    start_recording || return 1
    kill -KILL "$recorder"
    wait "$recorder"
    # Nobody could clean up: this is what the next start is for.
    running || { echo 'the container is gone already: this shows nothing'; return 1; }
}
chain kill
step leaves_a_container_when_killed killed
step the_next_start_removes_it "$cli" record --archive "$archive" -o "$work/next.whittle.json"
step nothing_is_left no_containers

# A second recording that lives is no leftover.
lives() {
    start_recording || return 1
    "$cli" record --archive "$archive" -o "$work/beside.whittle.json" || return 1
    running || { echo 'the container of the running recording was taken away'; return 1; }
    kill -INT "$recorder"
    wait "$recorder"
    no_containers
}
chain two_at_once
step leaves_a_living_one_alone lives

finished=1
