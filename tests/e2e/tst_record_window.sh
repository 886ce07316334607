#!/usr/bin/env bash
# Recording and trying an image in the window, without a display, on the Docker that DOCKER_HOST names.
. "$(dirname "$0")/e2e.sh"
run_below "$here/../support/engine-docker" "$0" "$@"

archive=$(image static)
export WHITTLE_E2E_ARCHIVE=$archive QT_QPA_PLATFORM=offscreen
chain window
for function in recorded finishedByHand stoppedByHand tried withoutAnEngine; do
    row "$function" "$bin/tst_recordimage" "$function"
done

finished=1
