# Sourced after e2e.sh by tests of one kind of engine, $kind: "engine" makes whittle-cli use it, "referee" is its own command line. Docker is
# the engine that DOCKER_HOST names; the private Podman is the program's own, its referee has a storage beside it.
# shellcheck shell=bash
if [ "$kind" = podman ]; then
    # The private Podman keeps what it loads below the cache; this one goes with the test. Images are found where they were made.
    export WHITTLE_CACHE=${WHITTLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/whittle}
    export XDG_CACHE_HOME=$work/cache
    unset DOCKER_HOST
    # A driver of its own choice it says with the time, in the middle of what a container says.
    printf '[storage]\ndriver = "overlay"\nrunroot = "%s"\ngraphroot = "%s"\n' "$work/referee/run" "$work/referee/root" >"$work/storage.conf"
    engine=(--engine podman)
    referee() {
        PODMAN_IGNORE_CGROUPSV1_WARNING=1 CONTAINERS_STORAGE_CONF=$work/storage.conf podman --root "$work/referee/root" --runroot "$work/referee/run" \
            --tmpdir "$work/referee/tmp" --cgroup-manager cgroupfs --runtime runc --events-backend none "$@"
    }
    run_options=(--log-driver k8s-file)
else
    engine=()
    referee() { docker "$@"; }
    run_options=()
fi

clean_up() {
    [ "$kind" = podman ] || return 0
    local mounted
    referee rm --all --force >/dev/null 2>&1
    findmnt -rno TARGET | grep -F "$work/" | sort -r | while read -r mounted; do umount -l "$mounted"; done
}

# The private Podman is gone with the program; what watched its containers ends some seconds later.
no_conmon() { ! pgrep --exact --runstates D,R,S conmon; }
