#include "profile/possible_decisions.h"

#include "base/bpf.h"

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <limits>
#include <span>

namespace whittle::profile {

namespace {

constexpr std::size_t kArguments = std::tuple_size_v<PartlyKnown>;
constexpr std::size_t kMaxSteps = 200'000; // of all ways together

/// One 32-bit half of an argument: what a path through the filter has found out about it.
struct Half
{
    std::uint32_t least = 0;
    std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> not_;

    [[nodiscard]] bool isKnown() const { return least == most; }
    /// False: no value is left.
    [[nodiscard]] bool tighten()
    {
        for (bool again = true; again && least <= most;) {
            again = false;
            for (const auto value : not_) {
                if (value == least && least < std::numeric_limits<std::uint32_t>::max()) {
                    ++least;
                    again = true;
                } else if (value == most && most > 0) {
                    --most;
                    again = true;
                } else if (value == least && value == most) {
                    return false;
                }
            }
        }
        return least <= most;
    }
};

/// One way through the filter.
struct Path
{
    std::size_t at = 0;
    std::optional<std::uint32_t> accumulator = 0;
    std::optional<std::uint32_t> index = 0;
    std::size_t half = kArguments * 2; // that the accumulator was loaded from and is still equal to; the number of halves: none
    std::array<Half, kArguments * 2> halves;
    std::array<bool, kArguments> asked = {};
};

class Explorer
{
public:
    Explorer(const Filter &filter, Abi abi, int number, const PartlyKnown &arguments)
        : m_program(filter.program()), m_arch(auditArch(abi)), m_number(static_cast<std::uint32_t>(number) | (abi == Abi::X32 ? kX32Bit : 0U)), m_arguments(arguments)
    {
    }

    Possible run()
    {
        Path start;
        for (std::size_t i = 0; i < kArguments; ++i) {
            if (!m_arguments[i])
                continue;
            setHalf(start, 2 * i, static_cast<std::uint32_t>(*m_arguments[i]));
            setHalf(start, 2 * i + 1, static_cast<std::uint32_t>(*m_arguments[i] >> 32));
        }
        m_paths.push_back(std::move(start));
        while (!m_paths.empty()) {
            Path path = std::move(m_paths.back());
            m_paths.pop_back();
            follow(std::move(path));
        }
        if (m_result.decisions.size() < 2)
            m_result.looksAt = {};
        return std::move(m_result);
    }

private:
    static void setHalf(Path &path, std::size_t half, std::uint32_t value) { path.halves[half].least = path.halves[half].most = value; }

    void follow(Path path)
    {
        for (; path.at < m_program.size(); ++path.at) {
            const auto &instruction = m_program[path.at];
            if (++m_steps > kMaxSteps) {
                giveUp(path);
                return;
            }
            switch (BPF_CLASS(instruction.code)) {
            case BPF_RET:
                end(path, instruction);
                return;
            case BPF_JMP:
                if (!jump(path, instruction))
                    return;
                break;
            default: calculate(path, instruction); break;
            }
        }
    }

    void end(const Path &path, const bpf::Instruction &instruction)
    {
        if (BPF_RVAL(instruction.code) == BPF_K || path.accumulator) {
            add(decisionOf(BPF_RVAL(instruction.code) == BPF_K ? instruction.k : *path.accumulator), path);
            return;
        }
        // An answer that is computed from what is not known.
        add({Action::Allow, 0}, path);
        add({Action::KillProcess, 0}, path);
    }

    void add(const Decision &decision, const Path &path)
    {
        if (!std::ranges::contains(m_result.decisions, decision))
            m_result.decisions.push_back(decision);
        for (std::size_t i = 0; i < kArguments; ++i)
            m_result.looksAt[i] |= path.asked[i];
    }

    /// False: the path has become others, which wait.
    bool jump(Path &path, const bpf::Instruction &instruction)
    {
        const auto condition = static_cast<unsigned>(BPF_OP(instruction.code));
        if (condition == BPF_JA) {
            path.at += instruction.k;
            return true;
        }
        const auto operand = BPF_SRC(instruction.code) == BPF_K ? std::optional(instruction.k) : path.index;
        if (path.accumulator && operand) {
            path.at += holds(condition, *path.accumulator, *operand) ? instruction.jumpTrue : instruction.jumpFalse;
            return true;
        }
        for (const bool isTrue : {true, false}) {
            Path way = path;
            way.at += 1U + (isTrue ? instruction.jumpTrue : instruction.jumpFalse);
            if (way.half >= way.halves.size() || !operand || assume(way, condition, *operand, isTrue))
                m_paths.push_back(std::move(way));
        }
        return false;
    }

    /// What the comparison says of the half that the accumulator holds. False: it cannot come out so.
    static bool assume(Path &path, unsigned condition, std::uint32_t operand, bool isTrue)
    {
        Half &half = path.halves[path.half];
        switch (condition) {
        case BPF_JEQ:
            if (!isTrue) {
                half.not_.push_back(operand);
            } else {
                if (operand < half.least || operand > half.most || std::ranges::contains(half.not_, operand))
                    return false;
                half.least = half.most = operand;
            }
            break;
        case BPF_JGT:
        case BPF_JGE: {
            // Beyond it, or from it on.
            const bool strict = condition == BPF_JGT;
            if (isTrue) {
                if (strict && operand == std::numeric_limits<std::uint32_t>::max())
                    return false;
                half.least = std::max(half.least, operand + (strict ? 1U : 0U));
            } else {
                if (!strict && operand == 0)
                    return false;
                half.most = std::min(half.most, operand - (strict ? 0U : 1U));
            }
            break;
        }
        default: return true;
        }
        if (!half.tighten())
            return false;
        if (half.isKnown())
            path.accumulator = half.least;
        return true;
    }

    static bool holds(unsigned condition, std::uint32_t a, std::uint32_t b)
    {
        switch (condition) {
        case BPF_JEQ: return a == b;
        case BPF_JGT: return a > b;
        case BPF_JGE: return a >= b;
        default: return (a & b) != 0;
        }
    }

    void calculate(Path &path, const bpf::Instruction &instruction) const
    {
        const auto code = instruction.code;
        if (code == (BPF_LD | BPF_W | BPF_ABS)) {
            load(path, instruction.k);
            return;
        }
        const bool changesIndex = BPF_CLASS(code) == BPF_LDX || code == (BPF_MISC | BPF_TAX);
        const bool stores = BPF_CLASS(code) == BPF_ST || BPF_CLASS(code) == BPF_STX;
        if (stores)
            return; // what is read back is taken as not known
        if (!changesIndex)
            path.half = path.halves.size();
        switch (code) {
        case BPF_LD | BPF_IMM: path.accumulator = instruction.k; break;
        case BPF_LDX | BPF_IMM: path.index = instruction.k; break;
        case BPF_MISC | BPF_TAX: path.index = path.accumulator; break;
        case BPF_MISC | BPF_TXA: path.accumulator = path.index; break;
        case BPF_ALU | BPF_AND | BPF_K:
            if (path.accumulator)
                *path.accumulator &= instruction.k;
            else if (instruction.k == 0)
                path.accumulator = 0;
            break;
        case BPF_ALU | BPF_OR | BPF_K:
            if (path.accumulator)
                *path.accumulator |= instruction.k;
            break;
        case BPF_ALU | BPF_RSH | BPF_K:
            if (path.accumulator)
                *path.accumulator >>= instruction.k & 31;
            break;
        default: (changesIndex ? path.index : path.accumulator).reset(); break;
        }
    }

    void load(Path &path, std::uint32_t offset) const
    {
        path.half = path.halves.size();
        switch (offset) {
        case offsetof(seccomp_data, nr): path.accumulator = m_number; return;
        case offsetof(seccomp_data, arch): path.accumulator = m_arch; return;
        default: break;
        }
        if (offset < offsetof(seccomp_data, args)) {
            path.accumulator.reset(); // the instruction pointer
            return;
        }
        auto half = (offset - offsetof(seccomp_data, args)) / sizeof(std::uint32_t);
        if constexpr (std::endian::native == std::endian::big)
            half ^= 1U;
        path.half = half;
        if (path.halves[half].isKnown())
            path.accumulator = path.halves[half].least;
        else
            path.accumulator.reset();
        if (!m_arguments[half / 2])
            path.asked[half / 2] = true;
    }

    /// Too many ways: everything that is still before the path.
    void giveUp(const Path &path)
    {
        for (std::size_t at = path.at; at < m_program.size(); ++at) {
            if (m_program[at].code == (BPF_RET | BPF_K))
                add(decisionOf(m_program[at].k), path);
        }
    }

    std::span<const bpf::Instruction> m_program;
    std::uint32_t m_arch;
    std::uint32_t m_number;
    const PartlyKnown &m_arguments;
    std::vector<Path> m_paths;
    Possible m_result;
    std::size_t m_steps = 0;
};

} // namespace

bool Possible::mayExecute() const
{
    return std::ranges::any_of(decisions, &Decision::executes);
}

bool Possible::mayRefuse() const
{
    return !std::ranges::all_of(decisions, &Decision::executes);
}

Possible possibleDecisions(const Filter &filter, Abi abi, int number, const PartlyKnown &arguments)
{
    return Explorer(filter, abi, number, arguments).run();
}

} // namespace whittle::profile
