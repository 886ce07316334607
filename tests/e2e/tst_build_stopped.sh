#!/usr/bin/env bash
# tst_build_stopped.sh docker|podman: what is left when a build is stopped or killed in each of its steps: nothing, at once or after the
# next start.
. "$(dirname "$0")/e2e.sh"
kind=$1
suite=build_stopped_$kind
case $kind in
    docker) run_below "$here/../support/engine-docker" "$0" "$@" ;;
    podman) run_below "$here/isolated" "$0" "$@" ;;
esac
. "$here/referee.sh"

set -o pipefail
archive=$(image tiny)
mkdir "$work/tmp"
export TMPDIR=$work/tmp
build=("$cli" build "${engine[@]}" --archive "$archive" -o "$work/out")

# The private Podman is asked in its own storage, when nobody uses it.
engine_tool() {
    local base=${XDG_CACHE_HOME:-}/whittle/podman
    if [ "$kind" = docker ]; then
        docker "$@"
    elif [ -d "$base" ]; then
        PODMAN_IGNORE_CGROUPSV1_WARNING=1 CONTAINERS_STORAGE_CONF=/dev/null CONTAINERS_CONF=$base/containers.conf podman --root "$base/root" \
            --runroot "$base/run" --tmpdir "$base/tmp" --runtime runc --cgroup-manager cgroupfs "$@"
    fi
}
images() { engine_tool images --all --format '{{.Repository}}:{{.Tag}}' | sort; }
containers() { engine_tool ps --all --quiet && engine_tool volume ls --quiet; }

# stop_at STEP SIGNAL: starts a build and sends the signal when it says that it is at that step. Its status is the result.
stop_at() {
    local step=$1 signal=$2 line reached= builder status=0
    rm -f "$work/says"
    mkfifo "$work/says"
    "${build[@]}" >"$work/build.out" 2>"$work/says" &
    builder=$!
    exec 7<"$work/says"
    while read -r -u 7 line; do
        echo "$line"
        case $line in
            "whittle-cli: $step"*) [ -n "$reached" ] || kill "-$signal" "$builder"; reached=1 ;;
        esac
    done
    exec 7<&-
    wait "$builder" || status=$?
    [ -n "$reached" ] || { echo "it never said \"$step\""; return 1; }
    return $status
}

as_before() {
    images >"$work/images" && containers >"$work/containers" && diff -u "$work/before" "$work/images" || return 1
    [ ! -s "$work/containers" ] || { cat "$work/containers"; return 1; }
    [ -z "$(find "$work/tmp" -mindepth 1)" ] || { find "$work/tmp" -mindepth 1; return 1; }
}
no_output() { [ ! -e "$work/out" ] || { ls -la "$work/out"; return 1; }; }
nothing_but_the_result() {
    "$here/check-artifacts" "$work/out" whittle-test-tiny || return 1
    rm -rf "$work/out"
    engine_tool image rm --force whittle-test-tiny.slim >/dev/null
    as_before
}

images >"$work/before"
steps='inspect record select write load verify'
for step in $steps; do
    chain "term at $step"
    step_status 2 ends stop_at "$step" TERM
    step nothing_is_left as_before
    row no_output_is_left no_output
done
chain 'int at record'
step_status 2 ends stop_at record INT
step nothing_is_left as_before

[ "$kind" = docker ] || steps='record verify'
for step in $steps; do
    chain "kill at $step"
    step_status 137 ends stop_at "$step" KILL
    step the_next_build_works "${build[@]}"
    step nothing_is_left nothing_but_the_result
done

finished=1
