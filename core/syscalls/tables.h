#pragma once

#include "base/abi.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace whittle::syscalls {

namespace detail {

struct NamedNumbers
{
    std::string_view name;
    int numbers[5]; // by Abi; -1: does not exist there
};

struct NumberedPlace
{
    int number;
    std::uint16_t place; // in kByName
};

} // namespace detail

} // namespace whittle::syscalls

#include "syscalls/tables_data.h"

/// Names and numbers of the catalogue without JSON and without allocation, for the sensor. Made from the same file.
namespace whittle::syscalls {

/// Number of a syscall, x32 without its bit; -1: no such name, or not on that ABI.
[[nodiscard]] constexpr int numberOf(Abi abi, std::string_view name)
{
    const auto *const it = std::ranges::lower_bound(detail::kByName, name, {}, &detail::NamedNumbers::name);
    return it != std::ranges::end(detail::kByName) && it->name == name ? it->numbers[static_cast<std::size_t>(abi)] : -1;
}

/// The same for names in the source, "case nr(Abi::X86_64, "mount"):"; a name that no ABI has does not compile.
[[nodiscard]] consteval int nr(Abi abi, std::string_view name)
{
    const auto *const it = std::ranges::lower_bound(detail::kByName, name, {}, &detail::NamedNumbers::name);
    if (it == std::ranges::end(detail::kByName) || it->name != name)
        throw "no such syscall";
    return it->numbers[static_cast<std::size_t>(abi)];
}

/// Every number that an ABI has, ascending.
[[nodiscard]] constexpr std::span<const detail::NumberedPlace> numbersOf(Abi abi)
{
    switch (abi) {
    case Abi::X86_64:
        return detail::kByNumber_x86_64;
    case Abi::X32:
        return detail::kByNumber_x32;
    case Abi::I386:
        return detail::kByNumber_i386;
    case Abi::Aarch64:
        return detail::kByNumber_aarch64;
    case Abi::Arm:
        return detail::kByNumber_arm;
    }
    return {};
}

/// Name of (abi, number), x32 without its bit; empty where it has none.
[[nodiscard]] constexpr std::string_view nameOf(Abi abi, int number)
{
    const auto numbers = numbersOf(abi);
    const auto it = std::ranges::lower_bound(numbers, number, {}, &detail::NumberedPlace::number);
    return it != numbers.end() && it->number == number ? detail::kByName[it->place].name : std::string_view();
}

} // namespace whittle::syscalls
