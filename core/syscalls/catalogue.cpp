#include "syscalls/catalogue.h"

#include <algorithm>
#include <format>
#include <limits>

namespace whittle::syscalls {

namespace {

constexpr std::array kRiskNames = {std::string_view("low"), std::string_view("medium"), std::string_view("high"), std::string_view("critical")};

// Types that fill a register of a 64-bit machine; all others have 32 bits or, where listed, 16.
constexpr std::array kRegisterTypes = {
    std::string_view("long"), std::string_view("unsigned long"), std::string_view("size_t"), std::string_view("off_t"),
    std::string_view("loff_t"), std::string_view("u64"), std::string_view("aio_context_t"), std::string_view("old_sigset_t"),
};
constexpr std::array kShortTypes = {std::string_view("umode_t"), std::string_view("old_uid_t"), std::string_view("old_gid_t")};

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; stops early beyond limit.
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit)
{
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit)
        return limit + 1;
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        if (std::ranges::min(row) > limit)
            return limit + 1;
        before.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

} // namespace

std::string_view riskName(Risk risk)
{
    return kRiskNames[static_cast<std::size_t>(risk)];
}

bool Argument::isPointer() const
{
    return type.ends_with('*') || type.ends_with("cap_user_header_t") || type.ends_with("cap_user_data_t");
}

int Argument::bits(Abi abi) const
{
    if (std::ranges::contains(kShortTypes, type))
        return 16;
    const bool narrow = abi == Abi::I386 || abi == Abi::Arm;
    return !narrow && (isPointer() || std::ranges::contains(kRegisterTypes, type)) ? 64 : 32;
}

std::span<const Argument> Syscall::argumentsOn(Abi abi) const
{
    const auto other = std::ranges::find(otherArguments, abi, &std::pair<Abi, std::vector<Argument>>::first);
    return other == otherArguments.end() ? arguments : other->second;
}

const Syscall *Catalogue::find(std::string_view name) const
{
    const auto it = std::ranges::lower_bound(m_syscalls, name, {}, &Syscall::name);
    return it != m_syscalls.end() && it->name == name ? &*it : nullptr;
}

const Syscall *Catalogue::find(Abi abi, int number) const
{
    const auto &numbers = m_byNumber[static_cast<std::size_t>(abi)];
    const auto it = std::ranges::lower_bound(numbers, number, {}, &std::pair<int, std::uint32_t>::first);
    return it != numbers.end() && it->first == number ? &m_syscalls[it->second] : nullptr;
}

const ConstantSet *Catalogue::constants(std::string_view setName) const
{
    const auto it = std::ranges::lower_bound(m_constants, setName, {}, &ConstantSet::name);
    return it != m_constants.end() && it->name == setName ? &*it : nullptr;
}

std::string Catalogue::nameOf(Abi abi, int number) const
{
    const Syscall *syscall = find(abi, number);
    return syscall ? syscall->name : std::format("syscall_{}", number);
}

std::optional<std::string_view> Catalogue::nearest(std::string_view misspelt) const
{
    std::string wanted = lowered(misspelt);
    for (const std::string_view prefix : {"__nr_", "sys_", "__x64_sys_"}) {
        if (wanted.starts_with(prefix) && !find(wanted))
            wanted.erase(0, prefix.size());
    }
    if (const Syscall *same = find(wanted))
        return same->name;
    // Short names are near to everything: "brk" must not answer for "pkr".
    const std::size_t limit = wanted.size() <= 4 ? 1 : wanted.size() <= 9 ? 2 : 3;
    const Syscall *best = nullptr;
    std::array<std::size_t, 3> bestRank = {};
    for (const Syscall &syscall : m_syscalls) {
        const std::size_t distance = editDistance(wanted, syscall.name, limit);
        if (distance > limit || distance >= syscall.name.size())
            continue;
        const std::array rank = {distance, std::size_t{wanted.empty() || wanted[0] != syscall.name[0]}, std::size_t{!syscall.existsOn(Abi::X86_64)}};
        if (!best || rank < bestRank) {
            best = &syscall;
            bestRank = rank;
        }
    }
    return best ? std::optional<std::string_view>(best->name) : std::nullopt;
}

bool Catalogue::existsElsewhere(std::string_view name) const
{
    return std::ranges::binary_search(m_elsewhere, name);
}

std::vector<std::string_view> Catalogue::siblings(std::string_view name) const
{
    std::vector<std::string_view> result;
    const Syscall *syscall = find(name);
    if (!syscall)
        return result;
    const auto self = static_cast<std::uint32_t>(syscall - m_syscalls.data());
    for (const auto &family : m_families) {
        if (!std::ranges::contains(family, self))
            continue;
        for (const std::uint32_t member : family) {
            if (member != self)
                result.push_back(m_syscalls[member].name);
        }
    }
    std::ranges::sort(result);
    const auto repeated = std::ranges::unique(result);
    result.erase(repeated.begin(), repeated.end());
    return result;
}

Result<void> Catalogue::index()
{
    std::ranges::sort(m_syscalls, {}, &Syscall::name);
    std::ranges::sort(m_constants, {}, &ConstantSet::name);
    std::ranges::sort(m_elsewhere);
    if (const auto twice = std::ranges::adjacent_find(m_syscalls, {}, &Syscall::name); twice != m_syscalls.end())
        return fail(ErrorCode::InvalidInput, std::format("syscalls: \"{}\" is there twice", twice->name));
    if (const auto twice = std::ranges::adjacent_find(m_constants, {}, &ConstantSet::name); twice != m_constants.end())
        return fail(ErrorCode::InvalidInput, std::format("constants: \"{}\" is there twice", twice->name));
    for (const Abi abi : kAllAbis) {
        auto &numbers = m_byNumber[static_cast<std::size_t>(abi)];
        for (std::uint32_t place = 0; place < m_syscalls.size(); ++place) {
            if (m_syscalls[place].existsOn(abi))
                numbers.emplace_back(m_syscalls[place].number(abi), place);
        }
        std::ranges::sort(numbers);
        const auto twice = std::ranges::adjacent_find(numbers, {}, &std::pair<int, std::uint32_t>::first);
        if (twice != numbers.end())
            return fail(ErrorCode::InvalidInput, std::format("syscalls: number {} of {} is both \"{}\" and \"{}\"", twice->first, abiName(abi),
                                                     m_syscalls[twice->second].name, m_syscalls[(twice + 1)->second].name));
    }
    return {};
}

} // namespace whittle::syscalls
