#pragma once

#include "support/support.h"
#include "trace/tracer.h"

#include <QString>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <sys/types.h>

// Ends the test as skipped where ptrace is refused.
#define REQUIRE_PTRACE() \
    if (const std::string whyNot = whittle::test::whyNoPtrace(); !whyNot.empty()) \
    QSKIP(whyNot.c_str())

// Records a target; fails the test when it could not be recorded or the target's own expectations did not hold.
#define RECORD_TARGET(variable, expectedStatus, ...) \
    auto variable##Result = whittle::test::recordTarget({__VA_ARGS__}); \
    VERIFY_RESULT(variable##Result); \
    const whittle::trace::Recording &variable = *variable##Result; \
    QCOMPARE(variable.exitStatus, std::optional<int>(expectedStatus)); \
    QVERIFY(variable.complete)

namespace whittle::test {

/// A program of tests/sensor/targets.
[[nodiscard]] std::string targetPath(const std::string &name);
/// Empty where processes can be traced, else what the kernel said.
[[nodiscard]] std::string whyNoPtrace();

/// Runs words[0], a target, under the sensor.
[[nodiscard]] Result<trace::Recording> recordTarget(std::vector<std::string> words, const trace::ProgramRequest &settings = {});

/// How often a syscall was made, by all processes or by one.
[[nodiscard]] std::uint64_t countOf(const trace::Recording &recording, const std::string &name, Abi abi = nativeAbi());
[[nodiscard]] std::uint64_t countOf(const trace::Process &process, const std::string &name, Abi abi = nativeAbi());
/// Ids of the processes whose command line fits the pattern.
[[nodiscard]] std::set<pid_t> processesWith(const QString &pattern);
/// How often a syscall was made since the last look.
[[nodiscard]] std::uint64_t moreOf(const trace::LiveChange &change, const std::string &name);
/// The process' use of a syscall; nullptr when there is none.
[[nodiscard]] const trace::SyscallUse *useOf(const trace::Process &process, const std::string &name, Abi abi = nativeAbi());
/// The use of a path by any process, summed over them.
[[nodiscard]] trace::PathUse pathUse(const trace::Recording &recording, const std::string &path);
/// "openat 4\nread 2\n…" per process, for messages.
[[nodiscard]] std::map<std::string, std::uint64_t> counts(const trace::Recording &recording);

} // namespace whittle::test
