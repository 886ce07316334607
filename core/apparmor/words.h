#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// The words of apparmor.d(5) that rules are made of.
namespace whittle::apparmor {

/// Without "cap_", in the order of their numbers (capability.h, Linux 6.18).
[[nodiscard]] std::span<const std::string_view> capabilityNames();
[[nodiscard]] bool isCapability(std::string_view name);

/// By address family number; empty where a number has no name that apparmor_parser 4.1 knows.
[[nodiscard]] std::span<const std::string_view> networkFamilies();
/// By socket type number: index 1 is "stream"; empty where there is none.
[[nodiscard]] std::span<const std::string_view> socketTypes();
[[nodiscard]] bool isFamily(std::string_view name);
[[nodiscard]] bool isSocketType(std::string_view name);
[[nodiscard]] bool isProtocol(std::string_view name); // tcp, udp, icmp

/// By signal number: index 1 is "hup"; empty where there is none.
[[nodiscard]] std::span<const std::string_view> signalNames();
[[nodiscard]] bool isSignal(std::string_view name); // also exists and rtmin+0 … rtmin+32

/// What an option of a mount rule sets and clears, as MS_* bits; nullopt for an unknown one.
struct MountOption
{
    std::string_view name;
    std::uint32_t set = 0;
    std::uint32_t clear = 0;
};
[[nodiscard]] std::optional<MountOption> mountOption(std::string_view name);

[[nodiscard]] bool isErrorName(std::string_view name); // EPERM, in any case

/// Words that start a rule: "network", "signal", …
[[nodiscard]] bool isRuleKeyword(std::string_view word);

} // namespace whittle::apparmor
