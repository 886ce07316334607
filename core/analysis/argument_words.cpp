#include "analysis/argument_words.h"

#include <format>

namespace whittle::analysis {

std::string argumentName(const syscalls::Syscall &syscall, Abi abi, unsigned index)
{
    const auto known = syscall.argumentsOn(abi);
    return index < known.size() ? known[index].name : std::format("argument {}", index);
}

std::string valuesText(const syscalls::Syscall &syscall, Abi abi, unsigned index, std::span<const std::uint64_t> values)
{
    const auto known = syscall.argumentsOn(abi);
    const auto *constants = index < known.size() ? syscalls::Catalogue::builtIn().constants(known[index].constants) : nullptr;
    std::string text;
    for (const std::uint64_t value : values) {
        const std::string one = constants ? constants->format(value, abi) : value > 9 ? std::format("{:#x}", value) : std::to_string(value);
        text += (text.empty() ? "" : ", ") + one;
    }
    return text;
}

} // namespace whittle::analysis
