#pragma once

#include "profile/target.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace whittle::cli {

/// The target options of every command that asks what a profile decides (--arch, --abi, --cap, --no-caps, --kernel, --engine-rules,
/// --runtime, --libseccomp). The object must live as long as the command.
class TargetOptions
{
public:
    void addTo(CLI::App &command);

    /// The target they name; profileName decides the engine's rules where no option does. Errors: InvalidInput naming the option.
    [[nodiscard]] Result<profile::Target> target(const std::string &profileName) const;
    /// The ABI of --abi, if it was given. Errors: InvalidInput where the machine does not run it.
    [[nodiscard]] Result<std::optional<Abi>> abi(const profile::Target &target) const;
    /// True when no option was given that picks one target.
    [[nodiscard]] bool areDefault() const;
    /// True where an option says which capabilities there are.
    [[nodiscard]] bool namesCapabilities() const { return m_noCapabilities || !m_capabilities.empty(); }

private:
    std::string m_architecture;
    std::string m_abi;
    std::vector<std::string> m_capabilities;
    bool m_noCapabilities = false;
    std::string m_kernel;
    std::string m_rules;
    std::string m_runtime;
    std::string m_libseccomp;
};

} // namespace whittle::cli
