#!/usr/bin/env bash
# tst_build.sh docker|podman [IMAGE…]: from an image to its slim form, which is the same image. Docker is the engine that DOCKER_HOST
# names; Podman is the private one that the program starts itself. The referees are the engine's own command line, which runs the fat image
# as it is and the slim one under its profile and must hear the same, and compare-images, which reads both archives itself.
. "$(dirname "$0")/e2e.sh"
kind=$1
suite=build_$kind
case $kind in
    docker) run_below "$here/../support/engine-docker" "$0" "$@" ;;
    podman) run_below "$here/isolated" "$0" "$@" ;;
esac
shift
. "$here/referee.sh"

# What each image is asked, by the program's probes and by the referee. Pages, or one of: redis; a command that ends by itself.
declare -A port=([nginx]=80 [python]=8000 [node]=8000 [redis]=6379 [static]=8080 [user]=8000 [odd]=8080)
declare -A pages=(
    [nginx]='/ /about.html' [python]='/ /db /work' [node]='/ /static/page.txt /late /work' [static]='/ /some/other/path'
    [user]='/ /identity /secret /store /home'
)
ending='oneshot privileged git'
# Every page of it is linked.
pages[odd]=$(sed -n 's/.*href="\([^"]*\)".*/\1/p' "$here/images/files/odd/www/index.html" | tr '\n' ' ')

set_probes() {
    local page
    case " $ending " in *" $1 "*) probes=(--no-http-probe --until-exit); return ;; esac
    case $1 in
        redis) probes=(--no-http-probe --probe-container 'redis-cli ping' --probe-exec "$here/redis-ping \$WHITTLE_HOST \$WHITTLE_PORT_6379") ;;
        nginx | odd) probes=(--crawl) ;;
        *) probes=(); for page in ${pages[$1]}; do probes+=(--probe "GET $page"); done ;;
    esac
}

# ask APP ADDRESS: everything that it answers.
ask() {
    local page
    if [ "$1" = redis ]; then "$here/redis-ping" "$2" 6379 && echo pong; return; fi
    # set -f: names of pages hold what a shell would expand.
    set -f
    for page in ${pages[$1]}; do
        printf '%s ' "$page"
        curl --silent --show-error --globoff --path-as-is --max-time 10 --write-out '%{http_code} %{content_type}\n' "http://$2:${port[$1]}$page"
    done
    set +f
}
listens() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# hear APP IMAGE [OPTION…]: what the engine's own run of it answers, or prints and ends with.
hear() {
    local app=$1 image=$2 id address status=0
    shift 2
    case " $ending " in
        *" $app "*)
            referee run --rm "${run_options[@]}" "$@" "$image" 2>&1 || status=$?
            echo "status $status"
            return
            ;;
    esac
    id=$(referee run --detach "${run_options[@]}" "$@" "$image") || return 1
    address=$(referee inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$id")
    if eventually 20 listens "$address" "${port[$app]}"; then ask "$app" "$address" || status=1; else status=1; fi
    # What says of itself whether it is well must say so.
    if [ $status = 0 ] && [ "$kind" = docker ] && [ -n "$(docker inspect --format '{{with .State.Health}}{{.Status}}{{end}}' "$id")" ]; then
        eventually 30 is_healthy "$id" || { docker inspect --format '{{json .State.Health}}' "$id"; status=1; }
    fi
    [ $status = 0 ] || referee logs "$id"
    referee rm --force --volumes "$id" >/dev/null
    return $status
}
is_healthy() { [ "$(docker inspect --format '{{.State.Health.Status}}' "$1")" = healthy ]; }

answers_the_same() {
    local app=$1 seccomp=$2
    hear "$app" "whittle-test-$app:latest" >"$work/fat.answers" || { cat "$work/fat.answers"; return 1; }
    hear "$app" "whittle-test-$app.slim" --security-opt "seccomp=$seccomp" >"$work/slim.answers" || { cat "$work/slim.answers"; return 1; }
    [ -s "$work/fat.answers" ] && diff -u "$work/fat.answers" "$work/slim.answers"
}

keeps_the_config() {
    local image
    for image in "$1:latest" "$1.slim"; do
        # Image names the one that a container was committed from, ContainerConfig that container: what a builder leaves behind.
        referee inspect --type image --format '{{json .Config}} {{.Architecture}} {{.Os}}' "$image" | sed 's/"Image":"[^"]*",//' >"$work/${image##*[.:]}.config" || return 1
    done
    diff -u "$work/latest.config" "$work/slim.config"
}

# What the engine says that a container of either holds, beside what the archives say.
exports_the_same() {
    local image id
    for image in "$1:latest" "$1.slim"; do
        id=$(referee create "$image") || return 1
        referee export --output "$work/${image##*[.:]}.export" "$id" || return 1
        referee rm --force --volumes "$id" >/dev/null
    done
    "$here/compare-images" --exported "$work/latest.export" "$work/slim.export"
}

writes_it_again() {
    local app=$1 archive=$2 out=$3
    "$cli" build "${engine[@]}" --archive "$archive" --recording "$out/whittle-test-$app.whittle.json" --tag "again-$app" -o "$work/again" "${probes[@]}" || return 1
    cmp <(referee_digest "$out/slim.tar") <(referee_digest "$work/again/slim.tar") || return 1
    rm -rf "$work/again"
}
# The image id as the archive has it.
referee_digest() { tar -xOf "$1" manifest.json | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["Config"])'; }

nothing_left() {
    local left
    [ -z "$(find "$work/tmp" -mindepth 1)" ] || { find "$work/tmp" -mindepth 1; return 1; }
    [ "$kind" = docker ] || { eventually 10 no_conmon; return; }
    left=$(docker ps --all --quiet)$(docker volume ls --quiet)$(docker images --quiet --filter dangling=true)
    [ -z "$left" ] || { docker ps --all; docker volume ls; docker images; return 1; }
}

run_build() {
    local app=$1 archive out=$work/out-$1
    chain "$app"
    set_probes "$app"
    archive=$(image "$app")
    step loads_the_fat referee load --quiet --input "$archive"
    # By reference where the engine has it, by archive where it does not.
    local -a source=("whittle-test-$app")
    [ "$kind" = docker ] && [ "$app" != user ] || source=(--archive "$archive")
    step build "$cli" build "${engine[@]}" "${source[@]}" "${probes[@]}" -o "$out"
    step nothing_left nothing_left
    row artifacts_are_whole "$here/check-artifacts" "$out" "whittle-test-$app"
    step is_the_same_header_by_header "$here/compare-images" "$archive" "$out/slim.tar"
    [ "$kind" = docker ] || step loads_the_slim referee load --quiet --input "$out/slim.tar"
    step answers_the_same_under_the_profile answers_the_same "$app" "$out/whittle-test-$app-seccomp.json"
    row keeps_the_config keeps_the_config "whittle-test-$app"
    case $app in privileged | user | odd) [ "$kind" = podman ] || row exports_the_same exports_the_same "whittle-test-$app" ;; esac
    case $app in nginx | git | odd) row same_digest_from_the_same_recording writes_it_again "$app" "$archive" "$out" ;; esac
    referee image rm --force "whittle-test-$app.slim" "again-$app" >/dev/null 2>&1
    rm -rf "$out"
}

mkdir "$work/tmp"
export TMPDIR=$work/tmp
[ $# -gt 0 ] || set -- nginx python node redis oneshot privileged git static user odd
for app in "$@"; do run_build "$app"; done

finished=1
