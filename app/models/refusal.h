#pragma once

#include "analysis/allow_refused.h"
#include "analysis/kernel_outcome.h"
#include "analysis/replay.h"
#include "documents/liverun.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace whittle::app {

class ProfileDocument;

/// Calls of one syscall by one program that a profile refused, or would refuse: a row of a list, and what is known about it.
struct Refusal
{
    enum class Now { NotKnown, Refused, Partly, Allowed };

    Abi abi = Abi::X86_64;
    int number = 0;
    const syscalls::Syscall *syscall = nullptr; // nullptr: a number without a name
    QString name;
    std::vector<profile::Decision> answers;
    std::uint64_t refused = 0;
    std::uint64_t possible = 0;      // of a replay: calls that may be refused
    std::uint64_t calls = 0;         // all that were made; of a run as many as were refused
    std::uint64_t refusedBefore = 0; // of a replay: when it was recorded
    QString by;
    QString executable;
    int pid = 0;       // of the first process
    int processes = 0;
    double firstSeconds = 0;
    QStringList with;  // "path = /tmp/x", "family = AF_INET6 ×2", the most frequent first
    bool moreWith = false;
    std::vector<unsigned> unknown; // arguments that decide and are not known
    std::vector<profile::PartlyKnown> known;  // the calls as far as they are known
    analysis::SyscallEvidence values;         // of arguments, for limits
    QString kernel;    // of a run: what the kernel's own filter answered in the same run
    Now now = Now::NotKnown; // what the profile as it is now does to them

    [[nodiscard]] bool isCertain() const { return refused > 0; }
    [[nodiscard]] QString answer() const; // in words
};

/// Of a run, in the order in which they came.
[[nodiscard]] std::vector<Refusal> refusalsOf(const LiveRun &run, const std::optional<analysis::KernelOutcome> &kernel);
/// Of a replay, processes of one program together; the riskiest first.
[[nodiscard]] std::vector<Refusal> refusalsOf(const analysis::Replay &replay, const std::vector<std::shared_ptr<const trace::Recording>> &recordings);

/// What the filter does to the calls now.
[[nodiscard]] Refusal::Now nowOf(const Refusal &refusal, const profile::Filter &filter);
/// How they could be allowed with their arguments only; nothing where that cannot be.
[[nodiscard]] std::optional<analysis::LimitedAllow> limitedAllowOf(const Refusal &refusal, const ProfileDocument &document);
/// As one step of the document's undo stack.
void allowOnlyThose(ProfileDocument &document, const Refusal &refusal, const analysis::LimitedAllow &limited);

} // namespace whittle::app
