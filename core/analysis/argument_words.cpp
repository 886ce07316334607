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

// The sign alone says which values, so nothing is glued from words.
std::string conditionsText(const syscalls::Syscall &syscall, std::span<const profile::ArgumentCondition> conditions)
{
    std::string words;
    const auto arguments = syscall.argumentsOn(Abi::X86_64);
    for (const profile::ArgumentCondition &condition : conditions) {
        const bool known = condition.index < arguments.size();
        const syscalls::ConstantSet *names = known ? syscalls::Catalogue::builtIn().constants(arguments[condition.index].constants) : nullptr;
        const auto word = [names](std::uint64_t value) { return names ? names->format(value) : std::to_string(value); };
        words += (words.empty() ? "" : " and ") + (known ? arguments[condition.index].name : std::format("argument {}", condition.index));
        switch (condition.op) {
        case profile::Operator::NE: words += " != " + word(condition.value); break;
        case profile::Operator::LT: words += " < " + word(condition.value); break;
        case profile::Operator::LE: words += " <= " + word(condition.value); break;
        case profile::Operator::EQ: words += " = " + word(condition.value); break;
        case profile::Operator::GE: words += " >= " + word(condition.value); break;
        case profile::Operator::GT: words += " > " + word(condition.value); break;
        case profile::Operator::MaskedEq: words += std::format(" & {} = {}", word(condition.value), word(condition.valueTwo)); break;
        }
    }
    return words;
}

} // namespace whittle::analysis
