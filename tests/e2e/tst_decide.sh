#!/usr/bin/env bash
# What "whittle-cli decide" promises to scripts.
. "$(dirname "$0")/e2e.sh"

decide() { "$cli" decide --arch x86_64 "$@"; }

chain docker-default
row denies_mount expect 'SCMP_ACT_ERRNO(1)' decide docker-default mount
row allows_mount_with_the_capability expect SCMP_ACT_ALLOW decide docker-default mount --cap CAP_SYS_ADMIN
row answers_clone3_with_enosys expect 'SCMP_ACT_ERRNO(38)' decide docker-default clone3
row allows_personality_8 expect SCMP_ACT_ALLOW decide docker-default personality 0=8
row denies_personality_7 expect 'SCMP_ACT_ERRNO(1)' decide docker-default personality 0=7
row reads_hexadecimal expect SCMP_ACT_ALLOW decide docker-default personality 0=0xffffffff

chain podman-default
row denies_bpf_with_eperm expect 'SCMP_ACT_ERRNO(1)' decide podman-default bpf
row allows_mount_which_the_capability_guards expect SCMP_ACT_ALLOW decide podman-default mount
row answers_what_it_does_not_name_with_enosys expect 'SCMP_ACT_ERRNO(38)' decide podman-default io_uring_setup

chain batch
batch() { printf '%s\n' 'mount' 'personality 0=8' 'read' | decide docker-default -; }
row answers_line_by_line expect $'SCMP_ACT_ERRNO(1)\nSCMP_ACT_ALLOW\nSCMP_ACT_ALLOW' batch
bad_batch() {
    local status=0
    printf '%s\n' 'read' 'personality 0=x' 'mount' | decide docker-default - 2>/dev/null | sed 's/^error: .*/error/'
    status=${PIPESTATUS[1]}
    echo "$status"
}
row names_a_bad_line_and_goes_on expect $'SCMP_ACT_ALLOW\nerror\nSCMP_ACT_ERRNO(1)\n2' bad_batch

chain errors
row refuses_an_unknown_syscall refuses mout decide docker-default mout
row refuses_a_file_that_is_not_there refuses none.json decide "$work/none.json" read
echo '{"defaultAction": "SCMP_ACT_MAYBE"}' >"$work/bad.json"
row names_the_place_in_a_bad_profile refuses 'bad.json.*defaultAction' decide "$work/bad.json" read

chain all
all() {
    decide docker-default --all --json >"$work/all.json" && python3 - "$work/all.json" <<'END'
import json, sys
answer = json.load(open(sys.argv[1]))
assert "read" in answer["x86_64"]["SCMP_ACT_ALLOW"], answer.keys()
assert "mount" in answer["x86_64"]["SCMP_ACT_ERRNO(1)"]
assert "i386" in answer and "x32" in answer, answer.keys()
END
}
row lists_every_syscall_by_action all

finished=1
