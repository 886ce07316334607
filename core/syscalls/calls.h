#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace whittle::syscalls {

/// What path_operation of trace/recording.h means on the wire; a test keeps both equal.
namespace operation {
inline constexpr std::uint32_t kRead = 1 << 0;
inline constexpr std::uint32_t kWrite = 1 << 1;
inline constexpr std::uint32_t kCreate = 1 << 2;
inline constexpr std::uint32_t kExecute = 1 << 3;
inline constexpr std::uint32_t kStat = 1 << 4;
inline constexpr std::uint32_t kList = 1 << 5;
inline constexpr std::uint32_t kDelete = 1 << 6;
inline constexpr std::uint32_t kRename = 1 << 7;
inline constexpr std::uint32_t kLink = 1 << 8;
inline constexpr std::uint32_t kChange = 1 << 9;
inline constexpr std::uint32_t kChdir = 1 << 10;
inline constexpr std::uint32_t kMap = 1 << 11;
inline constexpr std::uint32_t kMount = 1 << 12;
inline constexpr std::uint32_t kConnect = 1 << 13;
} // namespace operation

/// Where one path stands among a syscall's arguments.
struct PathArgument
{
    std::int8_t path = -1;      // index of the pointer; -1: no path
    std::int8_t directory = -1; // index of the directory descriptor; -1: the working directory
    std::int8_t flags = -1;     // index of AT_* flags; -1: none
    std::uint32_t operations = 0;
};

/// What is done at a syscall beside counting it.
enum class Handling : std::uint8_t {
    Plain,
    OpenFlags,    // operations from the O_* flags behind the path
    OpenHow,      // from struct open_how behind the path
    Execute,
    SocketName,   // argument 1 is a socket address, 2 its length
    SendTo,       // arguments 4 and 5
    SendMessage,  // argument 1 is a struct msghdr
    Map,
    Listen,
    SocketCall,   // i386: argument 0 says which, 1 points to the arguments
    Seccomp,
    Prctl,
    Clone,
    Kill,
    ThreadKill,      // tkill: a thread id
    GroupThreadKill, // tgkill: a process id and a thread id
    Affinity,
    Ptrace,
    Identity, // may change the effective user id
    Outcome,  // whether it succeeded tells of a capability
    Socket,   // likewise, where it is raw
};

struct Call
{
    const char *name = nullptr;
    std::uint8_t values = 0; // bit n: the values of argument n are kept
    Handling handling = Handling::Plain;
    std::array<PathArgument, 2> paths = {};
};

/// What is special about (AUDIT_ARCH_*, number with the x32 bit) on this machine; nullptr when the call is only counted. No allocation
/// after the first use.
[[nodiscard]] const Call *callOf(std::uint32_t arch, std::uint32_t number);
/// The same by name, for every architecture. Any thread.
[[nodiscard]] const Call *callNamed(std::string_view name);

} // namespace whittle::syscalls
