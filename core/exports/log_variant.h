#pragma once

#include "exports/exporter.h"

#include <optional>
#include <string_view>

namespace whittle::exports {

inline constexpr std::string_view kLogOption = "log";

/// What the kernel's log is to hold (seccomp(2): refusals by errno leave no trace in it unless the filter was loaded with the LOG flag).
enum class LogMode {
    AsWritten,
    Refusals,   // decides the same, and every refusal is logged
    Instead,    // nothing is refused: what would have been is executed and logged
    Everything, // every call is executed and logged
};

[[nodiscard]] std::optional<LogMode> parseLogMode(std::string_view text);
/// The option of all exporters that write a filter.
[[nodiscard]] OptionDescription logOption();

struct LogVariant
{
    profile::Profile profile;
    std::vector<Loss> losses; // calls that the variant does not answer as the mode promises
};

/// Errors: as profile::compile.
[[nodiscard]] Result<LogVariant> logVariant(const profile::Profile &profile, LogMode mode, const profile::Target &target);

} // namespace whittle::exports
