#pragma once

#include "analysis/surface.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "profile/target.h"
#include "syscalls/catalogue.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whittle::app {

/// The environment that every decision on screen is made for: the target and the ABI whose syscalls are shown.
struct View
{
    profile::Target target;
    Abi abi = nativeAbi();

    /// The same for another ABI, on the machine that runs it.
    [[nodiscard]] View withAbi(Abi other) const;
};

/// What a profile's compiled filter answers for every syscall of one ABI. Immutable, shared between document, models and views.
class Decisions
{
public:
    [[nodiscard]] static std::shared_ptr<const Decisions> of(const profile::Profile &profile, const View &view);

    /// Why there is no filter; empty where there is one. The engine or runtime would refuse the profile for the same reason.
    [[nodiscard]] const std::string &error() const { return m_error; }
    [[nodiscard]] const std::optional<profile::Filter> &filter() const { return m_filter; }
    /// In the order of syscallsOf(abi); empty where there is no filter.
    [[nodiscard]] const std::vector<analysis::Answered> &answers() const { return m_answers; }
    [[nodiscard]] const analysis::Surface &surface() const { return m_surface; }

private:
    std::string m_error;
    std::optional<profile::Filter> m_filter;
    std::vector<analysis::Answered> m_answers;
    analysis::Surface m_surface;
};

/// Every syscall that exists on the ABI, by number.
[[nodiscard]] const std::vector<const syscalls::Syscall *> &syscallsOf(Abi abi);

} // namespace whittle::app
