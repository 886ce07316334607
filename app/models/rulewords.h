#pragma once

#include "profile/profile.h"
#include "profile/resolve.h"
#include "syscalls/catalogue.h"

#include <QString>

namespace whittle::app::words {

/// "arg 0 domain"; "arg 5" where the syscall has no such argument.
[[nodiscard]] QString argument(const syscalls::Syscall &syscall, Abi abi, unsigned index);
/// The constants of an argument; nullptr where it has none.
[[nodiscard]] const syscalls::ConstantSet *constantsOf(const syscalls::Syscall &syscall, Abi abi, unsigned index);
/// "AF_INET", "0x1f": shortest that a person reads.
[[nodiscard]] QString value(std::uint64_t value, const syscalls::ConstantSet *constants, Abi abi);
/// "AF_INET (2)", "CLONE_NEWUSER (268435456, 0x10000000)", "31 (0x1f)".
[[nodiscard]] QString valueInFull(std::uint64_t value, const syscalls::ConstantSet *constants, Abi abi);

/// "=  equals": the sign and the word.
[[nodiscard]] QString operatorChoice(profile::Operator op);
[[nodiscard]] QString operatorSign(profile::Operator op);
/// "domain = AF_INET", "flags & CLONE_NEWUSER = 0"
[[nodiscard]] QString condition(const profile::ArgumentCondition &condition, const syscalls::Syscall &syscall, Abi abi);
/// What the condition lets through, as a sentence; says what is mask and what is datum.
[[nodiscard]] QString conditionExplained(const profile::ArgumentCondition &condition, const syscalls::Syscall &syscall, Abi abi);

/// "Allow", "Deny · EPERM" …
[[nodiscard]] QString ruleAnswer(const profile::Rule &rule);
/// "Allow where domain = AF_INET and type = SOCK_STREAM, with CAP_NET_ADMIN"
[[nodiscard]] QString rule(const profile::Rule &rule, const syscalls::Syscall &syscall, Abi abi);

/// The same for a rule as a whole: arguments are called as the first syscall that it names calls them.
[[nodiscard]] QString rule(const profile::Rule &rule, Abi abi);
/// "domain = AF_INET and type = SOCK_STREAM"; empty where there is no condition.
[[nodiscard]] QString ruleArguments(const profile::Rule &rule, const syscalls::Syscall &syscall, Abi abi);
/// "with CAP_SYS_ADMIN, without s390x"; empty where the rule always counts.
[[nodiscard]] QString ruleWhen(const profile::Rule &rule);
/// The syscall whose arguments a rule's conditions are explained with: the first known one that it names, or one without arguments.
[[nodiscard]] const syscalls::Syscall &subjectOf(const profile::Rule &rule);
/// "CAP_SYS_ADMIN is not held"
[[nodiscard]] QString dropReason(const profile::DropReason &reason);

} // namespace whittle::app::words
