#pragma once

#include "profile/profile.h"

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace whittle::test {

/// Profiles with a bit of everything that rules can say, the same ones for the same seed.
class RandomProfiles
{
public:
    explicit RandomProfiles(unsigned seed) : m_random(seed) {}

    /// conditional: with includes and excludes, too.
    [[nodiscard]] profile::Profile next(bool conditional)
    {
        using profile::Action;
        profile::Profile profile;
        profile.defaultAction = pick(std::array{Action::Errno, Action::Errno, Action::Errno, Action::KillProcess, Action::Allow, Action::Log});
        if (profile.defaultAction == Action::Errno && chance(2))
            profile.defaultErrnoRet = pick(std::array{1U, 38U, 13U});
        profile.architectures = {"SCMP_ARCH_X86_64"};
        if (chance(3))
            profile.architectures.emplace_back("SCMP_ARCH_X86");
        const int rules = 2 + number(12);
        for (int i = 0; i < rules; ++i)
            profile.addRule(rule(conditional));
        return profile;
    }

private:
    template <class T, std::size_t N>
    T pick(const std::array<T, N> &from)
    {
        return from[static_cast<std::size_t>(number(static_cast<int>(N)))];
    }
    int number(int below) { return static_cast<int>(m_random() % static_cast<unsigned>(below)); }
    bool chance(int in) { return number(in) == 0; }

    profile::Rule rule(bool conditional)
    {
        using profile::Action;
        using profile::Operator;
        profile::Rule rule;
        const int names = 1 + number(6);
        for (int i = 0; i < names; ++i)
            rule.names.emplace_back(pick(std::array{"read", "write", "clone", "clone3", "socket", "personality", "mount", "openat", "openat2", "ioctl", "futex", "kcmp", "no_such_call", "statx"}));
        rule.action = pick(std::array{Action::Allow, Action::Allow, Action::Allow, Action::Errno, Action::Errno, Action::Log, Action::KillThread, Action::Kill});
        if (rule.action == Action::Errno && chance(2))
            rule.errnoRet = pick(std::array{1U, 38U});
        // One condition for each index: several have a meaning of their own, and are made below.
        if (chance(2)) {
            const int index = number(3);
            rule.args.push_back(condition(static_cast<std::uint32_t>(index)));
            if (chance(3))
                rule.args.push_back(condition(static_cast<std::uint32_t>(chance(4) ? index : index + 1)));
        }
        if (chance(3))
            rule.comment = pick(std::array{"seen", "for threads", "asked for"});
        if (conditional && chance(4))
            rule.includes.capabilities.emplace_back(pick(std::array{"CAP_SYS_ADMIN", "CAP_CHOWN"}));
        if (conditional && chance(6))
            rule.excludes.capabilities.emplace_back("CAP_SYS_ADMIN");
        if (conditional && chance(8))
            rule.includes.minKernel = "4.8";
        return rule;
    }

    profile::ArgumentCondition condition(std::uint32_t index)
    {
        using profile::Operator;
        profile::ArgumentCondition one;
        one.index = index;
        one.op = pick(std::array{Operator::EQ, Operator::EQ, Operator::NE, Operator::LT, Operator::LE, Operator::GE, Operator::GT, Operator::MaskedEq, Operator::MaskedEq});
        one.value = pick(std::array<std::uint64_t, 7>{0, 1, 2, 8, 40, 0x20000, 0xffffffff});
        one.valueTwo = one.op == Operator::MaskedEq ? pick(std::array<std::uint64_t, 4>{0, 1, 8, 0x20000}) : 0;
        return one;
    }

    std::mt19937 m_random;
};

} // namespace whittle::test
