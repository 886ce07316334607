#include "sensor/registers.h"

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

#include <cstddef>
#include <cstring>

namespace whittle::sensor {

#if defined(__x86_64__)

namespace {

bool poke(pid_t thread, std::size_t offset, std::uint64_t value)
{
    return ptrace(PTRACE_POKEUSER, thread, offset, value) == 0;
}

} // namespace

bool skipCall(pid_t thread, std::int64_t result)
{
    return poke(thread, offsetof(user, regs.orig_rax), static_cast<std::uint64_t>(-1)) && setResult(thread, result);
}

bool replaceCall(pid_t thread, std::uint32_t number, std::uint64_t argument)
{
    user_regs_struct registers{};
    if (ptrace(PTRACE_GETREGS, thread, nullptr, &registers) != 0)
        return false;
    constexpr unsigned long long kCodeOf32Bit = 0x23; // the code segment of 32-bit programs (asm/segment.h, __USER32_CS)
    (registers.cs == kCodeOf32Bit ? registers.rbx : registers.rdi) = argument;
    registers.orig_rax = number;
    return ptrace(PTRACE_SETREGS, thread, nullptr, &registers) == 0;
}

bool setResult(pid_t thread, std::int64_t result)
{
    return poke(thread, offsetof(user, regs.rax), static_cast<std::uint64_t>(result));
}

#elif defined(__aarch64__)

namespace {

constexpr int kSystemCallRegister = 0x404; // NT_ARM_SYSTEM_CALL

bool setFirst(pid_t thread, std::uint64_t value)
{
    user_regs_struct registers{};
    iovec area{&registers, sizeof registers};
    if (ptrace(PTRACE_GETREGSET, thread, NT_PRSTATUS, &area) != 0)
        return false;
    // A 32-bit tracee has a shorter set of shorter registers.
    if (area.iov_len < sizeof registers)
        std::memcpy(&registers, &value, sizeof(std::uint32_t));
    else
        registers.regs[0] = value;
    return ptrace(PTRACE_SETREGSET, thread, NT_PRSTATUS, &area) == 0;
}

bool setNumber(pid_t thread, int number)
{
    iovec area{&number, sizeof number};
    return ptrace(PTRACE_SETREGSET, thread, kSystemCallRegister, &area) == 0;
}

} // namespace

bool skipCall(pid_t thread, std::int64_t result)
{
    return setNumber(thread, -1) && setResult(thread, result);
}

bool replaceCall(pid_t thread, std::uint32_t number, std::uint64_t argument)
{
    return setNumber(thread, static_cast<int>(number)) && setFirst(thread, argument);
}

bool setResult(pid_t thread, std::int64_t result)
{
    return setFirst(thread, static_cast<std::uint64_t>(result));
}

#endif

} // namespace whittle::sensor
