#pragma once

#include "analysis/surface.h"
#include "documents/evidence.h"
#include "syscalls/catalogue.h"

#include <QString>

#include <optional>
#include <vector>

namespace whittle::app {

/// One syscall as a table shows it. The answers are missing where there is no filter.
struct SyscallRow
{
    const syscalls::Syscall *syscall = nullptr;
    Abi abi = Abi::X86_64;
    int number = -1;
    std::optional<analysis::Answered> answer;
    std::optional<analysis::Answered> dockerDefault;
    std::optional<analysis::Answered> podmanDefault;
    std::optional<analysis::Answered> saved;
    const SyscallEvidence *evidence = nullptr;
    std::vector<int> rules; // that name it, by their place in the file, from 0

    [[nodiscard]] QString name() const { return QString::fromStdString(syscall->name); }
    [[nodiscard]] bool differsFromDefault() const { return answer != dockerDefault; }
    [[nodiscard]] bool isChanged() const { return answer != saved; }
    [[nodiscard]] bool isOpen() const { return answer && answer->standing != analysis::Standing::Denied; }
    [[nodiscard]] std::uint64_t seen() const { return evidence ? evidence->count : 0; }
};

/// The words and icons that tables, inspector and reports share.
namespace words {

[[nodiscard]] QString risk(syscalls::Risk risk);          // "critical", translated
[[nodiscard]] QString action(const std::optional<analysis::Answered> &answer); // "Allow", "Allow some", "Deny · EPERM"
[[nodiscard]] QString actionIcon(const std::optional<analysis::Answered> &answer);
[[nodiscard]] QString decision(const profile::Decision &decision);
[[nodiscard]] QString errnoName(int number);              // "EPERM", "errno 200"
[[nodiscard]] QString gvisor(syscalls::GvisorSupport support);
[[nodiscard]] QString abi(Abi abi);                       // "x86-64", "i386 (32-bit)"
[[nodiscard]] QString cause(const analysis::Cause &cause);         // "GET http :80 /", "start": for tables
[[nodiscard]] QString causeInWords(const analysis::Cause &cause);  // a sentence; empty where it is not known
/// What a group of syscalls is called: "File system" of "@file-system".
[[nodiscard]] QString category(const std::string &group);
[[nodiscard]] QString severity(int severity);             // profile::Severity

} // namespace words
} // namespace whittle::app
