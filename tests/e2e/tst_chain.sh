#!/usr/bin/env bash
# tst_chain.sh docker|podman: from an image to a profile that it starts and answers under. Docker is the engine that DOCKER_HOST names;
# Podman is the private one that the program starts itself. The referee is the engine's own command line: the image is run with the
# profile as a user would, three times, and must answer.
. "$(dirname "$0")/e2e.sh"
kind=$1
suite=chain_$kind
case $kind in
    docker) run_below "$here/../support/engine-docker" "$0" "$@" ;;
    podman) run_below "$here/isolated" "$0" "$@" ;;
esac

. "$here/referee.sh"

answers_nginx() { curl -fsS --max-time 5 "http://$1/" | grep -q 'nginx answers'; }
answers_python() { curl -fsS --max-time 5 "http://$1:8000/db" | grep -q '"rows":1' && curl -fsS --max-time 5 "http://$1:8000/work" | grep -q child; }
answers_redis() { "$here/redis-ping" "$1" 6379; }

# Starts the image with the profile by the engine's own command line and asks it, three times.
three_of_three() {
    local app=$1 try id address
    for try in 1 2 3; do
        id=$(referee run --detach "${run_options[@]}" --security-opt "seccomp=$work/$app.json" "whittle-test-$app") || return 1
        address=$(referee inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$id")
        if ! eventually 20 "answers_$app" "$address"; then
            echo "start $try of $app does not answer; its log:"
            referee logs "$id"
            referee rm --force "$id"
            return 1
        fi
        referee rm --force "$id" >/dev/null
    done
}

# Nothing that the program made is left in the engine.
nothing_left() {
    local left
    [ "$kind" = docker ] || { eventually 10 no_conmon; return; }
    left=$(docker ps --all --quiet)$(docker volume ls --quiet)
    [ -z "$left" ] || { docker ps --all; docker volume ls; return 1; }
}

run_chain() {
    local app=$1 archive
    shift
    chain "$app"
    archive=$(image "$app")
    step record "$cli" record "${engine[@]}" --archive "$archive" "$@" -o "$work/$app.whittle.json"
    row lists_what_it_saw expect_match '^execve$' "$cli" export "$work/$app.whittle.json" --to names
    step propose "$cli" propose "$work/$app.whittle.json" -o "$work/$app.json"
    # Findings are allowed (status 1), a profile that cannot be used is not.
    step check_reads_it checks "$app"
    step verify "$cli" verify "${engine[@]}" --archive "$archive" "$@" --seccomp "$work/$app.json"
    step nothing_left nothing_left
    step loads referee load --input "$archive"
    step starts_and_answers_3_of_3 three_of_three "$app"
    referee image rm --force "whittle-test-$app" >/dev/null 2>&1
}
checks() {
    local status=0
    "$cli" check "$work/$1.json" --json >"$work/findings" || status=$?
    [ $status -le 1 ] && python3 -m json.tool "$work/findings" >/dev/null
}

run_chain nginx --crawl
run_chain python --probe 'GET /' --probe 'GET /db' --probe 'GET /work'
run_chain redis --no-http-probe --probe-container 'redis-cli ping' --probe-exec "$here/redis-ping \$WHITTLE_HOST \$WHITTLE_PORT_6379"

# A command that ends by itself; its status is part of the recording, not the status of the program.
chain oneshot
archive=$(image oneshot)
step record "$cli" record "${engine[@]}" --archive "$archive" --no-http-probe --until-exit --env REPORT_STATUS=3 -o "$work/oneshot.whittle.json"
step keeps_the_status grep -Eq '"exitStatus": ?3' "$work/oneshot.whittle.json"
step propose "$cli" propose "$work/oneshot.whittle.json" -o "$work/oneshot.json"
step verify "$cli" verify "${engine[@]}" --archive "$archive" --no-http-probe --until-exit --env REPORT_STATUS=3 --seccomp "$work/oneshot.json"
runs_once() {
    local status=0
    referee load --input "$archive" && referee run --rm "${run_options[@]}" --env REPORT_STATUS=3 --security-opt "seccomp=$work/oneshot.json" \
        whittle-test-oneshot || status=$?
    [ $status = 3 ]
}
step runs_under_the_profile runs_once

# A profile that lacks what the program needs is found out, and what is missing is named.
chain too_tight
tighten() {
    python3 - "$work/oneshot.json" "$work/tight.json" <<'END'
import json, sys
profile = json.load(open(sys.argv[1]))
taken = 0
for rule in profile["syscalls"]:
    names = [name for name in rule["names"] if name not in ("pipe", "pipe2")]
    taken += len(rule["names"]) - len(names)
    rule["names"] = names
profile["syscalls"] = [rule for rule in profile["syscalls"] if rule["names"]]
json.dump(profile, open(sys.argv[2], "w"))
sys.exit(0 if taken else "the profile allowed no pipe")
END
}
verify_tight() {
    local status=0
    "$cli" verify "${engine[@]}" --archive "$archive" --no-http-probe --until-exit --seccomp "$work/tight.json" >"$work/verdict" 2>&1 || status=$?
    cat "$work/verdict"
    return $status
}
step takes_pipe_away tighten
step_status 1 verify_says_no verify_tight
step verify_names_it grep -Ew 'pipe2?' "$work/verdict"

finished=1
