# Sourced by the end-to-end tests. What they print is counted like Qt Test's output: PASS, FAIL! and SKIP lines, and totals at the end.
# shellcheck shell=bash
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
bin=${WHITTLE_BIN:?names the folder of the built programs}
cli=$bin/whittle-cli
export WHITTLE_SENSOR=$bin/whittle-sensor
suite=$(basename "$0" .sh)
# One folder for everything that the test writes; gone at the end.
work=$(mktemp -d "${TMPDIR:-/tmp}/whittle-$suite.XXXXXX")
# Verdicts of tests are not the user's.
export XDG_STATE_HOME=$work/state
passed=0 failed=0 skipped=0 broken=

finish() {
    local status=$?
    trap - EXIT
    [ -z "$(type -t clean_up)" ] || clean_up
    rm -rf "$work"
    # A script that stopped in the middle has not passed.
    if [ -z "${finished:-}" ]; then
        printf 'FAIL!  : %s::end() the script ended early with status %s\n' "$suite" "$status"
        failed=$((failed + 1))
    fi
    printf 'Totals: %d passed, %d failed, %d skipped, 0 blacklisted\n' "$passed" "$failed" "$skipped"
    [ "$failed" = 0 ] || exit 1
    exit 0
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Starts a chain of steps that need each other: after one that failed the others are not tried.
chain() { broken=; chain=$1; }

# step NAME CMD…: passes when CMD ends with 0; shows what it printed when it does not.
step() { step_status 0 "$@"; }

# row NAME CMD…: a step that no other depends on.
row() { step_status 0 "$@"; broken=; }

# step_status STATUS NAME CMD…: passes when CMD ends with STATUS.
step_status() {
    local expected=$1 name="$suite::$2($chain)" status=0 began=$EPOCHREALTIME
    shift 2
    if [ -n "$broken" ]; then
        printf 'FAIL!  : %s not reached: %s failed before\n' "$name" "$broken"
        failed=$((failed + 1))
        return
    fi
    ("$@") >"$work/output" 2>&1 </dev/null || status=$?
    if [ "$status" = "$expected" ]; then
        printf 'PASS   : %s %d ms\n' "$name" $(((${EPOCHREALTIME/[.,]/} - ${began/[.,]/}) / 1000))
        passed=$((passed + 1))
    else
        printf 'FAIL!  : %s status %s instead of %s: %s\n' "$name" "$status" "$expected" "$(describe "$@")"
        tail -n 40 "$work/output" | sed 's/^/   | /'
        failed=$((failed + 1))
        broken=$name
    fi
}

# The command as it could be typed; a function of the test is named with what it was given.
describe() { printf '%s ' "${@@Q}"; }

# skip_row NAME REASON
skip_row() {
    printf 'SKIP   : %s::%s(%s) %s\n' "$suite" "$1" "$chain" "$2"
    skipped=$((skipped + 1))
}

skip_all() {
    printf 'SKIP   : %s::all() %s\n' "$suite" "$1"
    skipped=$((skipped + 1))
    finished=1
    exit 0
}

# expect TEXT CMD…: the output of CMD is TEXT.
expect() {
    local expected=$1 output status=0
    shift
    output=$("$@" 2>&1) || status=$?
    [ "$output" = "$expected" ] || { printf '%s\nprinted (status %s):\n%s\nexpected:\n%s\n' "$(describe "$@")" "$status" "$output" "$expected"; return 1; }
}

# expect_match REGEX CMD…: CMD ends with 0 and a line of its output matches.
expect_match() {
    local pattern=$1 output
    shift
    output=$("$@" 2>&1) || { printf '%s ended badly:\n%s\n' "$(describe "$@")" "$output"; return 1; }
    grep -Eq -- "$pattern" <<<"$output" || { printf '%s\nprinted:\n%s\nwithout: %s\n' "$(describe "$@")" "$output" "$pattern"; return 1; }
}

# refuses REGEX CMD…: CMD ends with 2 and one line on standard error, which matches, and prints nothing else.
refuses() {
    local pattern=$1 status=0
    shift
    "$@" >"$work/refused.out" 2>"$work/refused.err" || status=$?
    [ $status = 2 ] && [ ! -s "$work/refused.out" ] && [ "$(wc -l <"$work/refused.err")" = 1 ] && grep -Eq -- "$pattern" "$work/refused.err" \
        || { printf '%s\nended with %s and printed:\n' "$(describe "$@")" "$status"; cat "$work/refused.out" "$work/refused.err"; return 1; }
}

# eventually SECONDS CMD…: CMD succeeds before the time is over.
eventually() {
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $until ] || { printf 'in vain: %s\n' "$(describe "$@")"; return 1; }
        sleep 0.1
    done
}

# Ends the test as skipped where an engine of its own cannot be started; otherwise runs it again below CMD, which starts one.
run_below() {
    [ -z "${WHITTLE_E2E_BELOW:-}" ] || return 0
    local ids
    read -r _ _ ids </proc/self/uid_map
    [ "$(id -u)" = 0 ] && [ "$ids" = 4294967295 ] || skip_all "an engine of its own needs root"
    trap - EXIT
    rm -rf "$work"
    WHITTLE_E2E_BELOW=1 exec "$@"
}

# The path of a test image; made when it is not there.
image() { "$here/make-images" "$1" | sed "s/^$1 //"; }
