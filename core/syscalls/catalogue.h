#pragma once

#include "base/abi.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whittle::syscalls {

enum class Risk : std::uint8_t { Low, Medium, High, Critical };
enum class GvisorSupport : std::uint8_t { Absent, Unimplemented, Partial, Full };

[[nodiscard]] std::string_view riskName(Risk risk); // "low" … "critical"

/// One parameter of a syscall, in the kernel's order.
struct Argument
{
    std::string name;
    std::string type;      // C type as the kernel takes it: "const char *", "int", "unsigned long"
    std::string constants; // name of a ConstantSet, or empty

    /// True for parameters that hold an address: seccomp sees the address, never what it points to.
    [[nodiscard]] bool isPointer() const;
    /// How many bits of the 64-bit register the kernel looks at for this ABI: 16, 32 or 64.
    [[nodiscard]] int bits(Abi abi) const;
};

struct Cve
{
    std::string id;     // "CVE-2022-0185"
    std::string note;   // one line, own words
    std::string source; // where the claim can be checked
};

struct Syscall
{
    std::string name;
    std::array<int, kAllAbis.size()> numbers; // by Abi; -1: does not exist there
    std::string since;                        // first Linux version, "2.6.16"
    std::string category;                     // one of systemd's group names, the most telling; never empty
    std::vector<std::string> groups;          // systemd's groups that really hold it, nested ones too; the most telling first
    std::string summary;                      // one line
    std::vector<std::string> capabilities;    // that gate it or what it is mainly for, "CAP_SYS_ADMIN"; any one of them serves
    std::vector<std::string> capabilitiesForSome; // that only side uses need, or that lift a limit
    std::vector<Argument> arguments;          // where argumentsOn() knows nothing else
    std::vector<std::pair<Abi, std::vector<Argument>>> otherArguments; // ABIs with another order, split 64-bit values or 16-bit ids
    Risk risk = Risk::Low;
    std::string riskReason;
    std::string dockerReason; // why Docker's default blocks or conditions it; empty where it does not
    std::vector<Cve> cves;
    std::vector<std::string> sources;
    std::array<GvisorSupport, 2> gvisor = {}; // x86_64, aarch64
    std::string gvisorNote;

    [[nodiscard]] int number(Abi abi) const { return numbers[static_cast<std::size_t>(abi)]; }
    [[nodiscard]] bool existsOn(Abi abi) const { return number(abi) >= 0; }
    [[nodiscard]] std::span<const Argument> argumentsOn(Abi abi) const;
};

/// Named values of one kind of argument: socket families, clone flags, …
struct ConstantSet
{
    struct Value
    {
        std::string name;
        std::uint64_t value = 0; // negative ones (AT_FDCWD) as the kernel's int: 32 bits, zero above
        std::uint64_t mask = 0;  // the bits that this name decides: its own for a flag, a whole field for O_RDWR or SOCK_STREAM
        std::vector<std::pair<Abi, std::optional<std::uint64_t>>> elsewhere; // ABIs with another value, or without the name

        [[nodiscard]] std::optional<std::uint64_t> on(Abi abi) const;
    };
    std::string name;
    bool isFlags = false; // values combine with |
    std::vector<Value> values;

    /// "AF_INET", "CLONE_NEWUSER|CLONE_NEWNS", "CLONE_VM|0x8000000000"; plain decimal or hexadecimal where no name fits.
    [[nodiscard]] std::string format(std::uint64_t value, Abi abi = Abi::X86_64) const;
    /// Reads what format() writes, and decimal and 0x numbers. Errors: InvalidInput naming the word.
    [[nodiscard]] Result<std::uint64_t> parse(std::string_view text, Abi abi = Abi::X86_64) const;
};

/// Every syscall that Whittle knows. Immutable; any thread.
class Catalogue
{
public:
    /// The tables of resources/syscalls, read once, at the first call.
    [[nodiscard]] static const Catalogue &builtIn();
    /// Reads tables in the form of resources/syscalls. Errors: InvalidInput naming file and entry.
    [[nodiscard]] static Result<Catalogue> parse(std::string_view syscalls, std::string_view risks, std::string_view constants);

    [[nodiscard]] std::span<const Syscall> all() const { return m_syscalls; } // sorted by name
    [[nodiscard]] const Syscall *find(std::string_view name) const;
    [[nodiscard]] const Syscall *find(Abi abi, int number) const;
    [[nodiscard]] const ConstantSet *constants(std::string_view setName) const;
    [[nodiscard]] std::span<const ConstantSet> constantSets() const { return m_constants; } // sorted by name
    /// Which version of gVisor's table Syscall::gvisor is about: "google/gvisor pkg/sentry/syscalls/linux/linux64.go @ 3c5eee17dc45".
    [[nodiscard]] const std::string &gvisorSource() const { return m_gvisorSource; }

    /// Name of (abi, number), or "syscall_500" where it has none.
    [[nodiscard]] std::string nameOf(Abi abi, int number) const;
    /// The known name that was probably meant ("Capset" → "capset", "opnat" → "openat"), if one is near.
    [[nodiscard]] std::optional<std::string_view> nearest(std::string_view misspelt) const;
    /// True for a syscall that only other architectures have, such as "s390_pci_mmio_read": no mistake in a profile.
    [[nodiscard]] bool existsElsewhere(std::string_view name) const;
    /// Syscalls that do the same job and that libcs switch between (open, openat, openat2…), the name itself left out.
    [[nodiscard]] std::vector<std::string_view> siblings(std::string_view name) const;

private:
    [[nodiscard]] Result<void> index();

    std::vector<Syscall> m_syscalls;
    std::string m_gvisorSource;
    std::vector<ConstantSet> m_constants;
    std::vector<std::string> m_elsewhere; // sorted
    std::vector<std::vector<std::uint32_t>> m_families; // of siblings, as places in m_syscalls
    std::array<std::vector<std::pair<int, std::uint32_t>>, kAllAbis.size()> m_byNumber; // sorted by number
};

} // namespace whittle::syscalls
