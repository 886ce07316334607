#!/usr/bin/env bash
# Runs inside the private root: installs the packages named on standard input, one a line, after mending what an interrupted
# installation left. Quiet when it works; the end of apt's output when it does not.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
mapfile -t names
# The host's /run is not for the packages' scripts: they would lock there, and ask the host's systemd to start services.
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/lock
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod +x /usr/sbin/policy-rc.d
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if dpkg --configure -a >"$log" 2>&1 \
    && apt-get update -qq >>"$log" 2>&1 \
    && apt-get install -y -qq --fix-broken --no-install-recommends "${names[@]}" >>"$log" 2>&1 \
    && apt-get clean >>"$log" 2>&1; then
    exit 0
fi
tail -n 20 "$log" >&2
exit 1
