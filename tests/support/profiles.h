#pragma once

namespace whittle::test {

/// A small profile as people write them: four spaces, one rule with an argument, one with a condition, a member that nobody knows.
inline constexpr const char *kSmallProfile = R"({
    "defaultAction": "SCMP_ACT_ERRNO",
    "defaultErrnoRet": 1,
    "architectures": ["SCMP_ARCH_X86_64"],
    "x-note": {"kept": [1, 2.50, 18446744073709551615]},
    "syscalls": [
        {
            "names": ["close", "execve", "exit_group", "openat", "read", "write"],
            "action": "SCMP_ACT_ALLOW"
        },
        {
            "names": ["personality"],
            "action": "SCMP_ACT_ALLOW",
            "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]
        },
        {
            "names": ["mount"],
            "action": "SCMP_ACT_ALLOW",
            "includes": {"caps": ["CAP_SYS_ADMIN"]}
        }
    ]
}
)";

} // namespace whittle::test
