#pragma once

#include "analysis/argument_rules.h"
#include "analysis/base_answer.h"
#include "analysis/evidence.h"

#include <set>
#include <span>
#include <vector>

namespace whittle::analysis {

/// What the permission lets through, as a limit of our own; how: of limitable() syscalls. wanted: only these values of the limited argument,
/// as far as they are let through; none, or none that is: all.
[[nodiscard]] Limit limitAsBase(const Limitable *how, const Permission &base, std::span<const std::uint64_t> wanted = {});

/// What the permission refuses of a limitable syscall, in the terms of its limit: with an error number, or of the values that were seen
/// with anything. Flags are left to callsBeyond().
[[nodiscard]] std::vector<Refusal> refusalsAsBase(const Limitable &how, const Permission &base, const std::set<std::uint64_t> &seen);

/// For a syscall that bases limit in ways of their own and denied at least once: what they answer to the values that were seen is added to
/// the refusals; to the limit, what they let through of them, where their conditions could not be told apart.
void addSeenAnswers(const syscalls::Syscall &syscall, const SyscallEvidence &evidence, std::span<const Permissions *const> bases, Limit &limit,
                    std::vector<Refusal> &refusals);

} // namespace whittle::analysis
