#include "base/bpf.h"

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <cstring>
#include <string>

namespace whittle::bpf {

namespace {

constexpr std::size_t kSeccompDataSize = 64;
constexpr std::size_t kMaxInstructions = 4096; // BPF_MAXINSNS

// The codes that the kernel lets a seccomp filter use (kernel/seccomp.c, seccomp_check_filter).
bool isKnownCode(std::uint16_t code)
{
    switch (code) {
    case BPF_LD | BPF_W | BPF_ABS:
    case BPF_LD | BPF_W | BPF_LEN:
    case BPF_LDX | BPF_W | BPF_LEN:
    case BPF_LD | BPF_IMM:
    case BPF_LDX | BPF_IMM:
    case BPF_LD | BPF_MEM:
    case BPF_LDX | BPF_MEM:
    case BPF_ST:
    case BPF_STX:
    case BPF_MISC | BPF_TAX:
    case BPF_MISC | BPF_TXA:
    case BPF_RET | BPF_K:
    case BPF_RET | BPF_A:
    case BPF_ALU | BPF_ADD | BPF_K:
    case BPF_ALU | BPF_ADD | BPF_X:
    case BPF_ALU | BPF_SUB | BPF_K:
    case BPF_ALU | BPF_SUB | BPF_X:
    case BPF_ALU | BPF_MUL | BPF_K:
    case BPF_ALU | BPF_MUL | BPF_X:
    case BPF_ALU | BPF_DIV | BPF_K:
    case BPF_ALU | BPF_DIV | BPF_X:
    case BPF_ALU | BPF_AND | BPF_K:
    case BPF_ALU | BPF_AND | BPF_X:
    case BPF_ALU | BPF_OR | BPF_K:
    case BPF_ALU | BPF_OR | BPF_X:
    case BPF_ALU | BPF_XOR | BPF_K:
    case BPF_ALU | BPF_XOR | BPF_X:
    case BPF_ALU | BPF_LSH | BPF_K:
    case BPF_ALU | BPF_LSH | BPF_X:
    case BPF_ALU | BPF_RSH | BPF_K:
    case BPF_ALU | BPF_RSH | BPF_X:
    case BPF_ALU | BPF_NEG:
    case BPF_JMP | BPF_JA:
    case BPF_JMP | BPF_JEQ | BPF_K:
    case BPF_JMP | BPF_JEQ | BPF_X:
    case BPF_JMP | BPF_JGE | BPF_K:
    case BPF_JMP | BPF_JGE | BPF_X:
    case BPF_JMP | BPF_JGT | BPF_K:
    case BPF_JMP | BPF_JGT | BPF_X:
    case BPF_JMP | BPF_JSET | BPF_K:
    case BPF_JMP | BPF_JSET | BPF_X:
        return true;
    default:
        return false;
    }
}

std::unexpected<Error> failAt(std::size_t index, const char *what)
{
    return fail(ErrorCode::InvalidInput, "instruction " + std::to_string(index) + ": " + what);
}

// struct seccomp_data as the kernel's loads see it.
std::array<std::uint32_t, kSeccompDataSize / 4> words(const SeccompData &data)
{
    std::array<std::uint32_t, kSeccompDataSize / 4> out;
    static_assert(sizeof(struct seccomp_data) == kSeccompDataSize);
    struct seccomp_data kernel = {};
    kernel.nr = data.number;
    kernel.arch = data.arch;
    kernel.instruction_pointer = data.instructionPointer;
    for (std::size_t i = 0; i < data.arguments.size(); ++i)
        kernel.args[i] = data.arguments[i];
    std::memcpy(out.data(), &kernel, sizeof kernel);
    return out;
}

std::uint32_t calculate(std::uint16_t operation, std::uint32_t a, std::uint32_t b)
{
    switch (operation) {
    case BPF_ADD: return a + b;
    case BPF_SUB: return a - b;
    case BPF_MUL: return a * b;
    case BPF_DIV: return b ? a / b : 0;
    case BPF_AND: return a & b;
    case BPF_OR: return a | b;
    case BPF_XOR: return a ^ b;
    // The kernel masks the shift of a register to the width.
    case BPF_LSH: return a << (b & 31);
    case BPF_RSH: return a >> (b & 31);
    case BPF_NEG: return 0U - a;
    default: return a;
    }
}

bool holds(std::uint16_t condition, std::uint32_t a, std::uint32_t b)
{
    switch (condition) {
    case BPF_JEQ: return a == b;
    case BPF_JGT: return a > b;
    case BPF_JGE: return a >= b;
    case BPF_JSET: return (a & b) != 0;
    default: return false;
    }
}

} // namespace

Result<> validate(std::span<const Instruction> program)
{
    if (program.empty() || program.size() > kMaxInstructions)
        return fail(ErrorCode::InvalidInput, "a filter has 1 to 4096 instructions, this one " + std::to_string(program.size()));
    for (std::size_t i = 0; i < program.size(); ++i) {
        const Instruction &at = program[i];
        if (!isKnownCode(at.code))
            return failAt(i, "a code that seccomp filters cannot use");
        const std::size_t left = program.size() - i - 1;
        if (BPF_CLASS(at.code) == BPF_JMP) {
            const bool inside = BPF_OP(at.code) == BPF_JA ? at.k < left : at.jumpTrue < left && at.jumpFalse < left;
            if (!inside)
                return failAt(i, "jumps behind the end");
        }
        if (at.code == (BPF_LD | BPF_W | BPF_ABS) && (at.k >= kSeccompDataSize || at.k % 4 != 0))
            return failAt(i, "loads from outside struct seccomp_data");
        const std::uint16_t kind = BPF_CLASS(at.code);
        const bool usesMemory = kind == BPF_ST || kind == BPF_STX || ((kind == BPF_LD || kind == BPF_LDX) && BPF_MODE(at.code) == BPF_MEM);
        if (usesMemory && at.k >= BPF_MEMWORDS)
            return failAt(i, "uses a scratch word that does not exist");
        if (at.code == (BPF_ALU | BPF_DIV | BPF_K) && at.k == 0)
            return failAt(i, "divides by zero");
        if ((at.code == (BPF_ALU | BPF_LSH | BPF_K) || at.code == (BPF_ALU | BPF_RSH | BPF_K)) && at.k >= 32)
            return failAt(i, "shifts by more than 31 bits");
    }
    if (BPF_CLASS(program.back().code) != BPF_RET)
        return failAt(program.size() - 1, "the last instruction must return");
    return {};
}

std::uint32_t run(std::span<const Instruction> program, const SeccompData &data)
{
    const auto input = words(data);
    std::array<std::uint32_t, BPF_MEMWORDS> memory = {};
    std::uint32_t a = 0;
    std::uint32_t x = 0;
    for (std::size_t i = 0; i < program.size(); ++i) {
        const Instruction &at = program[i];
        switch (BPF_CLASS(at.code)) {
        case BPF_LD:
        case BPF_LDX: {
            std::uint32_t value = at.k; // BPF_IMM
            if (BPF_MODE(at.code) == BPF_ABS)
                value = input[at.k / 4];
            else if (BPF_MODE(at.code) == BPF_MEM)
                value = memory[at.k];
            else if (BPF_MODE(at.code) == BPF_LEN)
                value = kSeccompDataSize;
            (BPF_CLASS(at.code) == BPF_LD ? a : x) = value;
            break;
        }
        case BPF_ST: memory[at.k] = a; break;
        case BPF_STX: memory[at.k] = x; break;
        case BPF_ALU: {
            const std::uint32_t operand = BPF_SRC(at.code) == BPF_X ? x : at.k;
            // Division by a zero register ends a filter with 0, that is SECCOMP_RET_KILL_THREAD.
            if (BPF_OP(at.code) == BPF_DIV && operand == 0)
                return SECCOMP_RET_KILL_THREAD;
            a = calculate(BPF_OP(at.code), a, operand);
            break;
        }
        case BPF_JMP:
            if (BPF_OP(at.code) == BPF_JA)
                i += at.k;
            else
                i += holds(BPF_OP(at.code), a, BPF_SRC(at.code) == BPF_X ? x : at.k) ? at.jumpTrue : at.jumpFalse;
            break;
        case BPF_MISC:
            if (at.code == (BPF_MISC | BPF_TAX))
                x = a;
            else
                a = x;
            break;
        case BPF_RET:
            return BPF_RVAL(at.code) == BPF_A ? a : at.k;
        default:
            return SECCOMP_RET_KILL_THREAD;
        }
    }
    return SECCOMP_RET_KILL_THREAD;
}

} // namespace whittle::bpf
