#!/usr/bin/env bash
# Runs inside the private root: installs the packages named on standard input, one a line, after mending what an interrupted
# installation left. Quiet when it works; the end of apt's output when it does not.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
mapfile -t names
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
